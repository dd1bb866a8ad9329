"""Several conversations as one entry of the schedule, with criteria, count, dates and reason; what may meet the test is
forced out to its own line (reference/law.md K7)."""

import re

import openpyxl
import pytest

from evidence_review.domain.disclosure import Assessed, EntrySort, Limb
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.workflow.deciding import assessing, entering_record
from evidence_review.workflow.producing import blocking
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

CND, D = DisclosureCode.CLEARLY_NOT_DISCLOSABLE, DisclosureCode.DISCLOSE
CRITERIA = "Messages of other people about the weather on the way home that evening"
REASON = "they are alike, of the same evening, and none of them names either of the two"


@pytest.fixture
def folder(tmp_path):
    """Four entries: the first disclosed, the others not."""
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    fc.code(made, {fc.LAST[0]: D, **dict.fromkeys(fc.LAST[1:], CND)})
    return made


def entries(folder, out):
    fc.produce(folder, out, build.ACCUSED)
    rows = openpyxl.load_workbook(out / "schedule" / "mg6c.xlsx").active.values
    return {int(row[0]): row[1:] for row in rows if re.fullmatch(r"\d+", row[0] or "")}


def block(folder, *numbers, criteria=CRITERIA, reason=REASON):
    return acting(folder, "omar", lambda omar: blocking.list_in_block(omar, numbers, criteria, reason))


def test_K7_a_block_gives_criteria_count_dates_and_reason_and_its_entries_keep_their_numbers(
    folder, tmp_path
) -> None:
    entries(folder, tmp_path / "first")
    block(folder, 2, 3, 4)
    now = entries(folder, tmp_path / "second")
    assert sorted(now) == [1, 2, 3, 4]
    said = now[2][0]
    assert said.startswith(f"Listed as a block: {CRITERIA}. Together because {REASON}.")
    assert "3 records of 3 conversations, 04.03.2025 to 06.03.2025" in said
    assert now[2][2] == "CND"
    for number in (3, 4):
        assert "now listed with others of its kind in one entry" in now[number][0]


def test_K7_what_passes_for_any_accused_is_forced_out_to_its_own_line(folder, tmp_path) -> None:
    block(folder, 2, 3, 4)
    entries(folder, tmp_path / "first")

    def act(omar):
        entering_record.enter_in_record(omar, EntrySort.ISSUE, "Who was on the road")
        item = fc.item(omar, fc.LAST[2])
        reviewing.open_item(omar, 1, item)
        assessing.assess(
            omar, [item], fc.SECOND, Assessed.PASSES, "it tells who was there", (Limb.ASSISTS,), 1
        )

    acting(folder, "omar", act)
    now = entries(folder, tmp_path / "second")
    own = [
        row for row in now.values() if row[0].startswith("1 WhatsApp message of one conversation, 05.03.2025")
    ]
    assert len(own) == 1
    assert [row for row in now.values() if "2 records of 2 conversations, 04.03.2025 to 06.03.2025" in row[0]]


def test_K7_what_is_disclosed_or_has_no_criteria_or_reason_is_not_listed_in_a_block(folder) -> None:
    with pytest.raises(RuleBroken, match="Entry 1 holds something that may meet the disclosure test"):
        block(folder, 1, 2)
    with pytest.raises(RuleBroken, match="two entries or more"):
        block(folder, 2)
    with pytest.raises(RuleBroken, match="Say more"):
        block(folder, 2, 3, criteria="the rest")
    with pytest.raises(RuleBroken, match="Leave out “irrelevant”"):
        block(folder, 2, 3, reason="all of these are irrelevant to everything in this case")


def test_K7_an_ended_block_lists_each_on_its_own_again(folder, tmp_path) -> None:
    made = block(folder, 2, 3, 4)
    entries(folder, tmp_path / "first")
    acting(folder, "omar", lambda omar: blocking.end_block(omar, made.id, "the defence asks for each"))
    now = entries(folder, tmp_path / "second")
    assert len([row for row in now.values() if row[0].startswith("1 WhatsApp message")]) == 4

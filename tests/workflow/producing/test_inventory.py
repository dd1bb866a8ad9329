"""What leaves is what a prosecutor coded for one accused, and all that stands in its way is told at once
(reference/law.md F3, F4, I4, I10; docs/decisions/0043)."""

import re

import openpyxl
import pymupdf
import pytest

from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import AuditOp, DisclosureCode, RedactionType
from evidence_review.store import schedules
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import entering_people, opening
from evidence_review.workflow.producing import inventory, producing
from evidence_review.workflow.redacting import approving, redacting
from evidence_review.workflow.reviewing import holding
from tests import build
from tests.workflow.samples import four_chats as fc

KETTLE, DOOR, RAIN, SHOP = (texts[0] for texts in fc.CHATS.values())
ALL = (KETTLE, DOOR, RAIN, SHOP)
CODED = {KETTLE: fc.DISCLOSE, DOOR: fc.INSPECT, RAIN: fc.NOT_MET, SHOP: DisclosureCode.NOT_DISCLOSABLE}


@pytest.fixture
def folder(tmp_path):
    made = fc.case(tmp_path)
    fc.decide(made, *ALL)
    return made


def words_of(bundle) -> str:
    """Everything readable in the files of a bundle, spaces made one."""
    said: list[str] = []
    for file in sorted(path for path in bundle.rglob("*") if path.is_file()):
        if file.suffix == ".pdf":
            with pymupdf.open(file) as made:
                said += [page.get_text() for page in made]
        elif file.suffix == ".xlsx":
            rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
            said += [str(cell) for row in rows for cell in row if cell]
        else:
            said.append(file.read_text("utf-8-sig"))
    return " ".join(" ".join(said).split())


def rows_of(bundle) -> dict[str, tuple[str, str]]:
    """Code and comment of each number of the schedule."""
    sheet = openpyxl.load_workbook(bundle / "schedule" / "mg6c.xlsx").active
    rows = (row for row in sheet.iter_rows(values_only=True) if re.fullmatch(r"\d+", row[0] or ""))
    return {row[0]: (row[3] or "", row[4] or "") for row in rows}


def test_a_bundle_without_codes_is_refused_and_names_every_item_with_a_way_on(folder, tmp_path) -> None:
    omar = build.as_user(folder, "omar")
    found = [fc.item(omar, text) for text in ALL]
    with pytest.raises(OutputProblem) as refused:
        list(producing.produce(omar, tmp_path / "out", build.production()))
    first, *rest = str(refused.value).splitlines()
    assert first == "4 things stand in the way of this bundle."
    assert rest == [
        f"- Item {one} has no code of a prosecutor for Morgan Vale. "
        f'(Endorse it: endorse {one} CODE --accused "Morgan Vale")'
        for one in found
    ]
    assert not (tmp_path / "out").exists()
    opening.close(omar)


def test_everything_that_stands_in_the_way_is_told_at_once_each_with_a_way(folder, tmp_path) -> None:
    """Uncoded, not approved, marks on which no prosecutor decided, what is visible elsewhere."""
    rita = build.as_user(folder, "rita")
    kettle, door = (fc.item(rita, text) for text in (KETTLE, DOOR))
    redacting.mark(rita, 1, kettle, 4, 10, "OTHER", RedactionType.OTHER, reason="a word to try it with")
    opening.close(rita)
    paul = build.as_user(folder, "paul")
    approving.waiting(paul)
    for one in (kettle, door):
        approving.endorse(paul, one, build.ACCUSED, fc.DISCLOSE, "it may assist")
    opening.close(paul)
    check = fc.check(folder)
    told = {one.sentence: one.way for one in check.inventory.obstacles}
    assert sum("has no code of a prosecutor" in one for one in told) == 2
    assert sum("is not approved as it stands" in one for one in told) == 2
    assert sum("meets the disclosure test and has a mark" in one for one in told) == 1
    assert len(told) == 5
    assert all(told.values())
    assert not check.is_ready
    with pytest.raises(OutputProblem) as refused:
        fc.produce(folder, tmp_path / "out")
    for sentence, way in told.items():
        assert f"- {sentence} ({way})" in str(refused.value)


def test_the_inventory_says_of_each_item_its_entry_line_exhibit_code_and_approval(folder) -> None:
    fc.code(folder, CODED)
    omar = build.as_user(folder, "omar")
    found = inventory.inventory(omar, build.ACCUSED)
    assert found.accused == build.ACCUSED
    assert [(one.number, one.line, one.exhibit, one.printed) for one in found.rows] == [
        (1, 1, "DP/1", "D"),
        (2, 1, "DP/1", "I"),
        (3, 1, "DP/1", "CND"),
        (4, 1, "DP/1", "ND"),
    ]
    assert [one.becomes for one in found.rows] == [
        "copied",
        "listed, open to inspection",
        "listed only",
        "listed only",
    ]
    assert {one.state for one in found.rows} == {"approved by paul"}
    assert found.obstacles == ()
    assert any(one.action == "list inventory" for one in auditing.events(omar))
    opening.close(omar)


def test_F3_what_is_coded_D_is_copied_I_is_listed_with_how_to_inspect_and_nothing_else_leaves(
    folder, tmp_path
) -> None:
    fc.code(folder, CODED)
    made = fc.produce(folder, tmp_path / "out")
    assert made.items == 1
    assert [one for one in made.files if one.startswith(("transcripts/", "documents/"))] == [
        "transcripts/item-0001.pdf"
    ]
    text = words_of(tmp_path / "out")
    assert KETTLE in text
    for other in (DOOR, RAIN, SHOP, *(one for texts in fc.CHATS.values() for one in texts[1:])):
        assert other not in text
    assert rows_of(tmp_path / "out") == {
        "1": ("D", "Edited copy served"),  # its sender stands by a token
        "2": ("I", "Open to inspection: see below"),
        "3": ("CND", ""),
        "4": ("ND", ""),
    }
    assert "make an appointment with the disclosure officer, omar" in text
    session = build.as_user(folder, "omar")
    assert session.case.count("SELECT count(*) FROM production_items") == 1
    opening.close(session)


def test_K2_the_certificate_says_of_an_entry_with_several_codes_what_the_schedule_says(tmp_path) -> None:
    made = fc.case(tmp_path)
    first, second, third = fc.CHATS["Alex"]
    fc.decide(made, first, second, third, DOOR)
    fc.code(made, {first: fc.DISCLOSE, second: fc.NOT_MET, third: fc.NOT_MET, DOOR: fc.INSPECT})
    fc.produce(made, tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "schedule" / "sdc.xlsx", rich_text=False).active
    rows = {row[0]: row[1:] for row in book.iter_rows(values_only=True) if re.fullmatch(r"\d+", row[0] or "")}
    said = {number: code for number, (code, _) in rows_of(tmp_path / "out").items()}
    assert {number: code for number, (_, code) in rows.items()} == said
    assert said["1"] == "D: 1 of 3\nCND: 2 of 3"
    assert "3 WhatsApp messages of one conversation" in rows["1"][0].split("\n")[0]


def test_F4_two_accused_get_different_bundles(folder, tmp_path) -> None:
    fc.code(folder, CODED)
    with pytest.raises(
        OutputProblem, match=f"4 things .*{fc.SECOND}|no code of a prosecutor for {fc.SECOND}"
    ):
        fc.produce(folder, tmp_path / "none", fc.SECOND)
    theirs = {KETTLE: fc.NOT_MET, DOOR: fc.DISCLOSE, RAIN: fc.DISCLOSE, SHOP: fc.NOT_MET}
    fc.code(folder, theirs, fc.SECOND)
    fc.produce(folder, tmp_path / "first")
    fc.produce(folder, tmp_path / "second", fc.SECOND)
    first, second = words_of(tmp_path / "first"), words_of(tmp_path / "second")
    assert [text in first for text in ALL] == [True, False, False, False]
    assert [text in second for text in ALL] == [False, True, True, False]
    assert (build.ACCUSED in first, build.ACCUSED in second) == (True, False)
    assert (fc.SECOND in first, fc.SECOND in second) == (False, True)
    assert [code for code, _ in rows_of(tmp_path / "second").values()] == ["CND", "D", "D", "CND"]
    omar = build.as_user(folder, "omar")
    people = {one.name: one.id for one in entering_people.people_of_case(omar)}
    assert [schedules.count_for(omar.case, people[name]) for name in (build.ACCUSED, fc.SECOND)] == [1, 1]
    opening.close(omar)


def test_a_code_that_is_taken_back_takes_the_item_out_again(folder, tmp_path) -> None:
    fc.code(folder, CODED)
    fc.code(folder, {KETTLE: DisclosureCode.TO_BE_ASSESSED})
    (obstacle,) = fc.check(folder).inventory.obstacles
    assert "has no code of a prosecutor for Morgan Vale" in obstacle.sentence
    fc.code(folder, {KETTLE: fc.NOT_MET})
    made = fc.produce(folder, tmp_path / "out")
    assert made.items == 0
    assert KETTLE not in words_of(tmp_path / "out")
    assert "Nothing is disclosed by copy in this bundle." in words_of(tmp_path / "out")


def test_nothing_is_produced_for_a_name_that_is_not_on_the_record_or_was_taken_off(folder, tmp_path) -> None:
    fc.code(folder, CODED)
    with pytest.raises(RuleBroken, match=f"Choose from: {build.ACCUSED}; {fc.SECOND}"):
        fc.produce(folder, tmp_path / "out", "Morgan Vail")
    omar = build.as_user(folder, "omar")
    entering_people.take_off(omar, build.ACCUSED, "the charge against this person was withdrawn")
    opening.close(omar)
    with pytest.raises(RuleBroken, match=f"Choose from: {fc.SECOND}"):
        fc.produce(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_accused_is_entered_once_by_a_whole_name_and_by_those_who_answer_for_it(folder) -> None:
    rita = build.as_user(folder, "rita")
    with pytest.raises(RuleBroken, match="may not do this"):
        entering_people.enter_person(rita, "Kim Ward", entering_people.CasePart.ACCUSED)
    opening.close(rita)
    omar = build.as_user(folder, "omar")
    for name, known in (("morgan  VALE", ()), ("Kim Ward", ("morgan vale",))):
        with pytest.raises(RuleBroken, match="stands on the record as accused already"):
            entering_people.enter_person(omar, name, entering_people.CasePart.ACCUSED, known)
    for name in ("", "K.", "7"):
        with pytest.raises(RuleBroken, match="Give the name as the charge has it"):
            entering_people.enter_person(omar, name, entering_people.CasePart.ACCUSED)
    log = "".join(row[0] for row in omar.case.all("SELECT CAST(line AS TEXT) FROM audit"))
    assert str(AuditOp.CONFIG) in log
    assert "Vale" not in log
    opening.close(omar)


def test_what_is_held_is_in_no_inventory(folder) -> None:
    fc.code(folder, CODED)
    rita = build.as_user(folder, "rita")
    held = fc.item(rita, KETTLE)
    holding.hold(rita, 1, held)
    opening.close(rita)
    omar = build.as_user(folder, "omar")
    assert held not in {one.item for one in inventory.inventory(omar, build.ACCUSED).rows}
    opening.close(omar)

"""The management document says what its figures count, what each engine is, and where nothing is recorded
(reference/law.md 5.5, L1)."""

import subprocess
from dataclasses import replace
from datetime import date

import pytest

from evidence_review.domain.disclosure import DefenceSort, EntrySort
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import DisclosureCode, Relevance
from evidence_review.domain.progress import finish
from evidence_review.relevance.rounds import learning_engine
from evidence_review.reports.engine_words import engine_words
from evidence_review.store import suggestions
from evidence_review.workflow.deciding import defence_papers, entering_record
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from tests import build
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

MORGAN = build.ACCUSED
D, CND = DisclosureCode.DISCLOSE, DisclosureCode.CLEARLY_NOT_DISCLOSABLE


@pytest.fixture
def folder(tmp_path):
    """Four relevant items: two disclosed, two not."""
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    fc.code(made, {fc.LAST[0]: D, fc.LAST[1]: D, fc.LAST[2]: CND, fc.LAST[3]: CND})
    return made


def words(path) -> str:
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    return " ".join(told.decode().split())


def _management(out) -> str:
    return words(out / "schedule" / "management.pdf")


def test_L1_the_document_says_of_each_heading_that_nothing_is_recorded_where_nothing_is(
    folder, tmp_path
) -> None:
    fc.produce(folder, tmp_path / "out", MORGAN)
    told = _management(tmp_path / "out")
    for heading in ("The prosecution case", "The defence so far", "Stage of the case", "Dates"):
        assert f"{heading}: nothing is recorded in the case." in told
    assert "phone or other device" in told

    def enter(omar):
        entering_record.enter_in_record(omar, EntrySort.PROSECUTION_CASE, "It was a wet night in March")
        entering_record.enter_in_record(omar, EntrySort.STAGE, "trial")
        defence_papers.serve_defence(omar, DefenceSort.REQUEST, MORGAN, date(2026, 2, 3), ASKED)

    acting(folder, "omar", enter)
    fc.produce(folder, tmp_path / "again", MORGAN)
    told = _management(tmp_path / "again")
    assert "The prosecution case: It was a wet night in March" in told
    assert "Stage of the case: trial." in told
    assert told.count(": nothing is recorded in the case.") == 2  # of issues and of dates


ASKED = "Please let us have the whole conversation of that evening. (Fictional.)"


def test_L1_figures_of_deciding_say_of_what_they_are_and_how_many_codes_share_a_reason(
    folder, tmp_path
) -> None:
    fc.decide(folder, fc.CHATS["Drew"][0], value=Relevance.UNSURE)
    fc.produce(folder, tmp_path / "one", MORGAN)
    told = _management(tmp_path / "one")
    assert "Of the decisions on relevance, 0 were given to several items together" in told
    assert (
        "Of the prosecutor's 4 codes on this schedule, 4 have a reason in the same words as another." in told
    )
    assert "Unsure when made, whatever was decided since: 1." in told
    assert "Line 1: 1 item is unsure now, and waits for a second reader." in told
    fc.decide(folder, fc.CHATS["Drew"][0], value=Relevance.NOT_RELEVANT_TO_LINE)
    fc.produce(folder, tmp_path / "two", MORGAN)
    told = _management(tmp_path / "two")
    assert "Unsure when made, whatever was decided since: 1." in told
    assert "is unsure now" not in told


def test_L1_each_engine_has_a_sentence_and_a_hash_or_no_model(folder, tmp_path) -> None:
    fc.produce(folder, tmp_path / "out", MORGAN)
    told = _management(tmp_path / "out")
    assert "rules of this program, no model" in told
    engines = acting(folder, "omar", lambda omar: suggestions.engines(omar.case))
    assert engines
    for one in engines:
        assert engine_words(one.name), one.name
    assert engine_words(learning_engine().name)


def test_L1_an_exhibit_that_no_line_names_is_not_examined(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    for at, name in enumerate(("Alex", "Blake"), start=1):
        chats = tmp_path / name
        chats.mkdir()
        (chats / f"WhatsApp Chat with {name}.txt").write_text(
            f"0{at}/03/2025, 19:00 - {name}: the rain came\n"
        )
        exhibit = replace(build.exhibit(), ref=f"DP/{at}")
        acting(
            folder,
            "omar",
            lambda omar, chats=chats, exhibit=exhibit: finish(
                importing.import_path(omar, chats, exhibit, ReadOptions(zone="Europe/London"))
            ),
        )
    everything = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    build.approve(folder, build.another(build.line(), exhibits=("DP/1",), **everything))
    acting(folder, "rita", lambda rita: finish(flag(rita)))
    fc.produce(folder, tmp_path / "out", MORGAN)
    told = _management(tmp_path / "out")
    assert "within approved lines only; the rest is counted" in told
    assert "not examined: no approved line names it" in told

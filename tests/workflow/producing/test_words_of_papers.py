"""What papers say beside their tables: why a mark was made, what an edited copy leaves out, whom to ask."""

import re

import pytest

from evidence_review.domain.disclosure import EntrySort
from evidence_review.domain.kinds import Purpose, RedactionType
from evidence_review.reports.cover import Cover, cover_pdf
from evidence_review.reports.serving import Serving
from evidence_review.store import redactions
from evidence_review.workflow.deciding import entering_record
from evidence_review.workflow.producing import bundling, checking, index_rows
from evidence_review.workflow.redacting import redacting
from tests import build
from tests.reports.documents import body_of, flat
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

JUDGED = re.compile(r"nobody\s*needs|privileged\b|sensitive\s*in\s*the\s*public\s*interest")
"""Judgements on the material that a marker does not make by choosing a purpose."""
OWN = "DC omar, disclosure officer, Anytown Police, 01632 960188"


@pytest.fixture
def folder(tmp_path):
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST[:1])
    return made


def index_of(folder, purpose):
    def mark(rita):
        item = fc.item(rita, fc.LAST[0])
        made = redacting.mark(rita, 1, item, 0, 6, "PERSON", RedactionType.NAMED_INDIVIDUAL, purpose=purpose)
        assert [one.purpose for one in redactions.standing(rita.case, item)] == [purpose]
        return made

    acting(folder, "rita", mark)

    def rows(omar):
        found = checking.collected(omar, build.production()).found
        return index_rows.redaction_rows(omar, found, {one.number: "a copy" for one in found}, {})

    return [row for row in acting(folder, "omar", rows) if not row.is_person]


@pytest.mark.parametrize("purpose", [one for one in Purpose if one is not Purpose.OUT_OF_SCOPE])
def test_the_index_says_for_what_a_mark_was_made_and_judges_nothing(folder, purpose):
    (row,) = index_of(folder, purpose)
    assert row.reason.startswith(f"taken out for {index_rows.TAKEN_OUT_FOR[purpose]}: marked by a reviewer")
    assert JUDGED.search(row.reason) is None


def test_the_cover_says_who_took_something_out_and_judges_nothing():
    said = body_of(
        cover_pdf(Cover("01AB1234526", Serving("the defence", build.ACCUSED, "03.12.2026"), (), ()))
    )
    assert flat("what a person marked and another approved") in said
    assert JUDGED.search(said) is None


@pytest.mark.parametrize(
    ("entries", "asked"),
    [
        ((), "omar, disclosure officer"),
        ((OWN,), OWN),
        (("DS Rowan Vale, supervisor of omar, 01632 960111", OWN), OWN),
        (("DC Xomar, exhibits officer", "DS Rowan Vale, supervisor of omar"), "omar, disclosure officer"),
    ],
)
def test_whom_to_ask_is_the_officers_own_entry_and_not_the_first_that_names_her(folder, entries, asked):
    def act(omar):
        for words in entries:
            entering_record.enter_in_record(omar, EntrySort.OFFICER, words)
        return bundling.contact(omar)

    assert acting(folder, "omar", act) == asked

"""What a reason says of the scope is true of every item that the scope opens."""

from dataclasses import replace
from datetime import date

import pytest

from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule
from evidence_review.domain.kinds import Points
from evidence_review.workflow.finding.suggesting import scope_reasons

TWO = ScopeRule(people=(ScopePerson("Ann Example"), ScopePerson("Bob Sample")))
ALL = "The line covers all people, by choice."
NAMED = "Someone the line names takes part in it, or it is about them: Ann Example, Bob Sample"


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (TWO, f"{NAMED}."),
        (
            replace(TWO, exhibits=("AB/1",)),
            f"{NAMED}; or it is a document of an exhibit that the line names.",
        ),
        (replace(TWO, all_people=True), ALL),  # names beside “all people” open nothing by themselves
        (ScopeRule(all_people=True), ALL),
        (ScopeRule(exhibits=("AB/1",)), "It is a document of an exhibit that the line names."),
    ],
)
def test_C7_the_reason_names_the_clause_by_which_people_are_within_scope(scope: ScopeRule, said: str) -> None:
    line = LineOfEnquiry(
        1, "Concert", "What was arranged?", "Relied on.", Points.BOTH, "Times.", "None.", scope, ()
    )
    assert [(one.kind, one.words) for one in scope_reasons(line)] == [("person", said)]


def test_days_are_told_where_there_are_any() -> None:
    scope = replace(TWO, date_from=date(2025, 3, 1), date_to=date(2025, 3, 31))
    line = LineOfEnquiry(
        1, "Concert", "What was arranged?", "Relied on.", Points.BOTH, "Times.", "None.", scope, ()
    )
    assert [one.words for one in scope_reasons(line)][1:] == [
        "It falls between 01.03.2025 and 31.03.2025, the days of the line."
    ]

"""Searching within a line: what may be read is found, what may not is not, and every search is on the log."""

import json
from array import array
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import HoldKind, ItemKind, Relevance
from evidence_review.store import audit
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.search_views import State, Wanted
from evidence_review.workflow.reviewing import holding, reviewing
from evidence_review.workflow.reviewing.line_search import (
    conversations,
    facets,
    first_at,
    found_in_line,
    record_search,
    search_line,
)
from evidence_review.workflow.reviewing.queue_order import queue_order
from tests.build import as_user, flagged_case


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return flagged_case(tmp_path_factory.mktemp("search"))


@pytest.fixture
def rita(folder):
    session = as_user(folder, "rita")
    yield session
    opening.close(session)


def texts(session, wanted: Wanted, order: str = "time") -> list[str]:
    found = search_line(session, 1, wanted, order)
    return [reviewing.open_item(session, 1, item).text for item in found.items]


def test_all_words_must_stand_in_a_text_a_phrase_in_a_row_and_a_star_begins_a_word(rita) -> None:
    assert [one[:20] for one in texts(rita, Wanted("taxi"))] == [
        "the taxi is outside",
        "did you pay the taxi",
    ]
    assert [one[:12] for one in texts(rita, Wanted("taxi pay"))] == ["did you pay "]
    assert texts(rita, Wanted('"taxi pay"')) == []
    assert [one[:12] for one in texts(rita, Wanted('"pay the taxi"'))] == ["did you pay "]
    assert [one[:12] for one in texts(rita, Wanted("outs*"))] == ["the taxi is "]
    assert texts(rita, Wanted("outs")) == []


def test_C1_words_outside_the_line_and_of_other_conversations_find_nothing(rita) -> None:
    for words in ("secret-out-of-scope-marker", "hospital", "birthday", "other-thread-marker"):
        found = search_line(rita, 1, Wanted(words))
        assert (list(found.items), found.searched) == ([], 6)


def test_limits_by_person_day_kind_state_exhibit_and_conversation(rita) -> None:
    (talk,) = conversations(rita, 1)
    assert len(texts(rita, Wanted(who=("Callum Marsh",)))) == 3
    assert len(texts(rita, Wanted(first=date(2025, 3, 9), last=date(2025, 3, 9)))) == 2
    assert len(texts(rita, Wanted("taxi", last=date(2025, 3, 8)))) == 1
    assert len(texts(rita, Wanted(kinds=(ItemKind.MESSAGE,)))) == 6
    assert texts(rita, Wanted(kinds=(ItemKind.CALL,))) == []
    assert len(texts(rita, Wanted(exhibits=("DP/1",), apps=("WhatsApp",)))) == 6
    assert texts(rita, Wanted(exhibits=("DP/2",))) == []
    assert texts(rita, Wanted(who=("nobody of this name",))) == []
    assert len(texts(rita, Wanted(conversation=talk.number))) == 6
    assert texts(rita, Wanted(conversation=talk.number + 1)) == []
    assert len(texts(rita, Wanted(state=State.TERM))) == 2
    assert texts(rita, Wanted(has_file=True)) == []


def test_state_follows_decisions_and_undo(tmp_path) -> None:
    session = as_user(flagged_case(tmp_path), "rita")
    (item, *_) = search_line(session, 1, Wanted("taxi")).items
    reviewing.open_item(session, 1, item)
    made = reviewing.decide(session, 1, item, Relevance.RELEVANT)
    assert list(search_line(session, 1, Wanted(state=State.RELEVANT)).items) == [item]
    assert len(search_line(session, 1, Wanted(state=State.UNDECIDED)).items) == 5
    reviewing.undo(session, made.id)
    assert len(search_line(session, 1, Wanted(state=State.UNDECIDED)).items) == 6
    assert list(search_line(session, 1, Wanted(state=State.DECIDED)).items) == []
    opening.close(session)


def test_what_is_held_is_found_by_nobody(tmp_path) -> None:
    session = as_user(flagged_case(tmp_path), "rita")
    before = set(search_line(session, 1, Wanted("taxi")).items)
    first = min(before)
    reviewing.open_item(session, 1, first)
    holding.hold(session, 1, first, HoldKind.LPP)
    held = {item for item in before if item not in search_line(session, 1, Wanted("taxi")).items}
    assert first in held
    assert held.isdisjoint(search_line(session, 1, Wanted(kinds=(ItemKind.MESSAGE,))).items)
    opening.close(session)


def test_D1_each_search_is_on_the_log_with_line_and_counts_and_its_words_apart(rita) -> None:
    search_line(rita, 1, Wanted("lovely", who=("Dana P",)))
    *_, entry = [
        one
        for line in audit.lines(rita.case)
        if (one := json.loads(line))["action"] == "search in line" and one["detail"]["limits"] == "who"
    ]
    assert (entry["detail"]["line"], entry["detail"]["found"], entry["detail"]["searched"]) == (1, 1, 6)
    assert (entry["op"], entry["object"], len(entry["detail"]["corpus"])) == ("CONSULT", "line:1:1", 64)
    assert not any(b"lovely" in line for line in audit.lines(rita.case))


def test_facets_and_conversations_count_what_may_be_read_and_hold_no_text(rita) -> None:
    found = facets(rita, 1)
    assert dict(found.who) == {"Dana P": 3, "Callum Marsh": 3}
    assert found.exhibits == (("DP/1", 6),)
    assert found.kinds == ((ItemKind.MESSAGE, 6),)
    assert found.days == (("2025-03-08", 4), ("2025-03-09", 2))
    (talk,) = conversations(rita, 1)
    assert (talk.label, talk.items, talk.undecided, talk.exhibit) == ("Dana P, Callum Marsh", 6, 6, "DP/1")
    assert "taxi" not in f"{found}{talk}"


def test_nothing_asked_and_signs_alone_are_refused_and_who_may_not_read_is_too(folder, rita) -> None:
    for wanted, said in ((Wanted(), "Say what to look for"), (Wanted("?!"), "letters and figures")):
        with pytest.raises(RuleBroken, match=said):
            search_line(rita, 1, wanted)
    with pytest.raises(RuleBroken, match="fewer words"):
        search_line(rita, 1, Wanted("word " * 100))
    opening.close(rita)
    abel = as_user(folder, "abel")
    for step in (
        lambda: search_line(abel, 1, Wanted("taxi")),
        lambda: facets(abel, 1),
        lambda: conversations(abel, 1),
    ):
        with pytest.raises(RuleBroken):
            step()
    opening.close(abel)


@given(words=st.text(max_size=40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_break_the_index_or_find_what_is_outside(rita, words) -> None:
    inside = set(search_line(rita, 1, Wanted(kinds=tuple(ItemKind))).items)
    try:
        found = search_line(rita, 1, Wanted(words, kinds=tuple(ItemKind)))
    except RuleBroken:
        return
    assert inside.issuperset(found.items)


def test_D1_the_reading_half_writes_nothing_and_both_halves_are_the_whole(rita) -> None:
    before = len(list(audit.lines(rita.case)))
    found = found_in_line(rita, 1, Wanted("taxi"))
    assert len(list(audit.lines(rita.case))) == before
    record_search(rita, 1, Wanted("taxi"), found)
    assert search_line(rita, 1, Wanted("taxi")) == found
    *_, halves, whole = [json.loads(line) for line in audit.lines(rita.case)]
    assert halves["detail"] == whole["detail"]


def test_C1_the_first_of_a_day_is_among_what_is_listed_and_what_the_line_lets_through(rita) -> None:
    every = search_line(rita, 1, Wanted(kinds=(ItemKind.MESSAGE,))).items
    assert first_at(rita, 1, date(2025, 3, 8), None, every) == every[0]
    assert first_at(rita, 1, date(2025, 3, 9), None, every) == every[4]
    assert first_at(rita, 1, date(2025, 3, 9), None, every[:4]) is None
    assert first_at(rita, 1, date(2025, 3, 9), None, every[5:]) == every[5]
    assert first_at(rita, 1, date(2025, 3, 8), time(23, 59), every) is None
    beyond = array("I", (item for item in range(1, 60) if item not in every))
    days = {day for (day,) in rita.case.all("SELECT DISTINCT day FROM items WHERE day IS NOT NULL")}
    assert days
    assert all(first_at(rita, 1, date.fromisoformat(day), None, beyond) is None for day in days)


def test_a_queue_can_be_of_what_was_found_alone(rita) -> None:
    found = search_line(rita, 1, Wanted("taxi")).items
    for order in ("time", "rank"):
        assert sorted(queue_order(rita, 1, order, among=frozenset(found)).items) == sorted(found)
    assert list(queue_order(rita, 1, among=frozenset()).items) == []
    assert len(queue_order(rita, 1, among=frozenset(range(1, 60))).items) == 6

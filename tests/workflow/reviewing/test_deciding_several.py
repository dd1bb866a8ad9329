"""One decision on several items that were read in one list: each has a row and an entry of its own, none without having
been opened, and all of it can be taken back (reference/law.md Q2, Q3)."""

import pytest

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import Relevance
from evidence_review.workflow.auditing import account_of_looking, auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.reviewing import deciding_several, reviewing
from tests import build
from tests.workflow.reviewing.test_copies import flagged


@pytest.fixture
def session(tmp_path):
    made = build.as_user(build.flagged_case(tmp_path), "rita")
    yield made
    opening.close(made)


@pytest.fixture
def with_copies(tmp_path):
    """A case in which messages of one phone stand on another too."""
    made = flagged(tmp_path)[1]
    yield made
    opening.close(made)


def listed(session):
    return [row.item for row in reviewing.queue(session, 1)]


def stands(session, item):
    return {row.item: row.decision for row in reviewing.queue(session, 1)}[item]


def test_each_item_has_a_decision_and_an_entry_of_its_own(session):
    items = listed(session)[:3]
    views = deciding_several.open_several(session, 1, items)
    assert [view.id for view in views] == items
    made = deciding_several.decide_several(session, 1, items, Relevance.NOT_RELEVANT_TO_LINE, " as read ")
    assert [one.item for one in made] == items
    assert {one.reason for one in made} == {"as read"}
    assert {stands(session, item) for item in items} == {Relevance.NOT_RELEVANT_TO_LINE}
    found = [one for one in auditing.events(session) if one.action == "decide one of several"]
    assert len(found) == len(items)


def test_the_figures_say_that_they_were_given_together(session):
    items = listed(session)[:3]
    deciding_several.open_several(session, 1, items)
    before = account_of_looking.decision_figures(session).whole.bulk
    deciding_several.decide_several(session, 1, items, Relevance.RELEVANT)
    assert account_of_looking.decision_figures(session).whole.bulk == before + len(items)


def test_copies_go_with_their_item_and_are_not_decided_twice(with_copies):
    session = with_copies
    pair = next(row for row in reviewing.queue(session, 1) if row.set is not None)
    both = [row.item for row in reviewing.queue(session, 1) if row.set == pair.set]
    deciding_several.open_several(session, 1, both)
    made = deciding_several.decide_several(session, 1, both, Relevance.RELEVANT)
    assert sorted(one.item for one in made) == sorted(both)


def test_nothing_is_written_where_one_was_not_opened_by_who_decides_or_is_decided(session):
    first, second, third = listed(session)[:3]
    deciding_several.open_several(session, 1, [first, third])
    reviewing.decide(session, 1, third, Relevance.UNSURE)
    with pytest.raises(RuleBroken) as told:
        deciding_several.decide_several(session, 1, [first, second, third], Relevance.RELEVANT)
    assert f"Open these first, to read them: {second}." in str(told.value)
    assert f"decided already; change them one by one: {third}." in str(told.value)
    assert not stands(session, first)
    deciding_several.decide_several(session, 1, [first], Relevance.RELEVANT)
    assert stands(session, first) == Relevance.RELEVANT


@pytest.mark.parametrize("items", [[], [1, 1], list(range(1, 202))], ids=["none", "twice", "too many"])
def test_how_many_items_one_act_may_have(session, items):
    with pytest.raises(RuleBroken, match="between 1 and 200"):
        deciding_several.decide_several(session, 1, items, Relevance.RELEVANT)


def test_what_the_gate_holds_back_is_not_opened_nor_decided(session):
    item, beyond = listed(session)[0], 10_000
    assert [view.id for view in deciding_several.open_several(session, 1, [item, beyond])] == [item]
    with pytest.raises(RuleBroken, match="outside this line"):
        deciding_several.decide_several(session, 1, [item, beyond], Relevance.RELEVANT)
    assert not stands(session, item)


def test_all_of_it_is_taken_back_and_nothing_where_one_cannot_be(session):
    items = listed(session)[:3]
    deciding_several.open_several(session, 1, items)
    ids = [one.id for one in deciding_several.decide_several(session, 1, items, Relevance.RELEVANT)]
    reviewing.undo(session, ids[1])
    with pytest.raises(RuleBroken):
        deciding_several.undo_several(session, ids)
    assert [stands(session, item) for item in items] == [Relevance.RELEVANT, "", Relevance.RELEVANT]
    assert deciding_several.undo_several(session, [ids[0], ids[2]]) == 2
    assert not any(stands(session, item) for item in items)
    assert auditing.verify_case(session).status == 0


def test_another_role_may_not(session, tmp_path):
    items = listed(session)[:2]
    opening.close(session)
    other = build.as_user(tmp_path / "case", "paul")
    with pytest.raises(RuleBroken, match="may not do this"):
        deciding_several.decide_several(other, 1, items, Relevance.RELEVANT)
    opening.close(other)

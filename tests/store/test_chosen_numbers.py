"""Numbers chosen of an order, or left out: what plain sets give, whether few or many."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.store.kept_counts.chosen_numbers import FEW, ends, numbers_in, only, shares, without

NUMBERS = st.integers(0, 2**32 - 1)
MANY = array("I", (one * 2_654_435_761 % 100_003 for one in range(FEW + 7_000)))
"""More than are gone through one by one, in no order of size."""


@pytest.mark.parametrize(
    "made", [frozenset, lambda named: array("I", named), lambda named: dict.fromkeys(named).keys()]
)
@given(ids=st.lists(NUMBERS, unique=True), named=st.lists(NUMBERS, unique=True), data=st.data())
def test_few_numbers_are_what_sets_give(made, ids, named, data):
    named = [*named, *data.draw(st.lists(st.sampled_from(ids), unique=True) if ids else st.just([]))]
    order = array("I", ids)
    assert list(only(order, made(named))) == [one for one in ids if one in set(named)]
    assert list(without(order, made(named))) == [one for one in ids if one not in set(named)]


@pytest.mark.parametrize(
    "made", [frozenset, lambda named: array("I", named), lambda named: dict.fromkeys(named).keys()]
)
@given(step=st.integers(1, 5_000), beyond=st.lists(NUMBERS, max_size=5))
def test_many_numbers_are_what_sets_give(made, step, beyond):
    named = {*MANY[::step], *beyond}
    assert list(only(MANY, made(named))) == [one for one in MANY if one in named]
    assert list(without(MANY, made(named))) == [one for one in MANY if one not in named]


@pytest.mark.parametrize("many", [0, 1, 2, 60_000])
def test_a_list_with_commas_is_read_as_its_numbers(many):
    told = [one * 70_001 % 2**32 for one in range(many)]
    assert list(numbers_in(",".join(map(str, told)))) == told


@pytest.mark.parametrize("ids", [array("I"), array("I", (5, 3, 900_000)), MANY])
@given(lists=st.lists(st.lists(NUMBERS | st.sampled_from(MANY[:50] + array("I", (3, 5))), min_size=1)))
def test_shares_and_ends_are_how_many_of_each_list_stand_in_the_order_and_where(ids, lists):
    here = set(ids)
    found = shares(ids, [",".join(map(str, one)) for one in lists])
    assert found == [sum(number in here for number in one) for one in lists]
    places = {number: at for at, number in enumerate(ids)}
    stood = [[places[number] for number in one if number in places] for one in lists]
    told = ends(ids, [",".join(map(str, one)) for one in lists])
    assert told == [(min(at), max(at)) if at else None for at in stood]

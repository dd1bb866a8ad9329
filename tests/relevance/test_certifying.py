"""The certificate: exact bounds against counting by brute force, the published figures, and coverage on
made-up pools."""

import random
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.relevance.certifying import (
    ALPHA,
    Drawn,
    Second,
    certify,
    chapman,
    error_at_most,
    is_too_few,
    most_relevant,
    passed_over_at_most,
    per_thousand,
    price,
    rounded_down,
    share_of_alpha,
)
from evidence_review.relevance.hypergeometric import (
    at_most,
    is_rarer,
    proportion_at_least,
    proportion_at_most,
)
from evidence_review.relevance.simulate_sample import try_plan
from tests.benchmarks.certificates import try_bound

pools = st.integers(1, 40).flatmap(
    lambda pool: st.tuples(st.just(pool), st.integers(0, pool), st.integers(0, pool)).flatmap(
        lambda one: st.tuples(*map(st.just, one), st.integers(0, one[2]))
    )
)
errors = st.fractions(0, Fraction(1, 2), max_denominator=20)


def by_brute_force(
    pool: int, relevant: int, sample: int, hits: int, error: Fraction = Fraction(0)
) -> Fraction:
    """P(X ≤ hits) in whole numbers, term by term."""
    total = Fraction(0)
    for there in range(max(0, sample + relevant - pool), min(sample, relevant) + 1):
        share = Fraction(comb(relevant, there) * comb(pool - relevant, sample - there), comb(pool, sample))
        few = sum(
            comb(there, at) * (1 - error) ** at * error ** (there - at) for at in range(min(hits, there) + 1)
        )
        total += share * few
    return total


@given(pools, errors)
def test_O2_the_tail_is_what_counting_gives(one, error) -> None:
    pool, relevant, sample, hits = one
    assert at_most(pool, relevant, sample, hits, float(error)) == pytest.approx(float(by_brute_force(pool, relevant, sample, hits, error)), abs=1e-12)  # fmt: skip
    assert is_rarer(ALPHA, pool, relevant, sample, hits) == (
        by_brute_force(pool, relevant, sample, hits) <= ALPHA
    )


@given(pools)
def test_O2_the_bound_is_the_greatest_number_that_is_not_rare(one) -> None:
    pool, _, sample, hits = one
    bound = most_relevant(pool, sample, hits, ALPHA)
    possible = [
        m for m in range(hits, pool - (sample - hits) + 1) if by_brute_force(pool, m, sample, hits) > ALPHA
    ]
    assert bound == max(possible)


def test_a_tie_with_alpha_is_decided_in_whole_numbers() -> None:
    assert by_brute_force(20, 1, 19, 0) == ALPHA
    assert most_relevant(20, 19, 0, ALPHA) == 0


@given(pools, errors.filter(bool))
def test_a_reader_who_passes_over_items_never_narrows_the_bound(one, error) -> None:
    pool, _, sample, hits = one
    assert most_relevant(pool, sample, hits, ALPHA, float(error)) >= most_relevant(pool, sample, hits, ALPHA)


@pytest.mark.parametrize(
    ("unread", "sample", "bound", "recalls"),
    [
        (1000, 300, 8, (".71", ".92", ".98")),
        (5000, 1500, 8, (".71", ".92", ".98")),
        (20_000, 1500, 38, (".34", ".72", ".92")),
        (145_000, 1500, 287, (".06", ".25", ".63")),
        (1_000_000, 3000, 996, (".01", ".09", ".33")),
    ],
)
def test_what_a_fixed_sample_buys_is_as_published(unread, sample, bound, recalls) -> None:
    assert most_relevant(unread, sample, 0, ALPHA) == bound
    assert tuple(rounded_down(Fraction(f, f + bound), 2)[1:] for f in (20, 100, 500)) == recalls


def test_the_table_of_prices_and_the_plan_of_the_paper() -> None:
    shares = [
        [round(price(Drawn(f, 100_000, 0, 0), Fraction(t, 100)) / 100_000, 2) for f in (10, 20, 50, 100, 200)]
        for t in (95, 90, 80)
    ]
    assert shares == [
        [0.95, 0.78, 0.63, 0.39, 0.24],
        [0.78, 0.63, 0.39, 0.22, 0.12],
        [0.63, 0.39, 0.21, 0.11, 0.06],
    ]
    assert price(Drawn(64, 4210, 0, 0, share_of_alpha(1)), Fraction(9, 10)) == 1554
    none, one = (certify(Drawn(64, 4210, 1554, hits, share_of_alpha(1))) for hits in (0, 1))
    assert (none.missed, rounded_down(none.recall), per_thousand(none.elusion)) == (7, "0.901", "2.7")
    assert rounded_down(one.recall) == "0.855"
    few = certify(Drawn(3, 4210, 300, 0))
    assert (few.missed, per_thousand(few.elusion)) == (40, "10.3")


@given(
    st.integers(0, 400),
    st.integers(1, 3000),
    st.sampled_from([Fraction(8, 10), Fraction(9, 10), Fraction(95, 100)]),
    errors,
)
def test_the_price_is_the_smallest_sample_that_states_the_target(found, unread, target, error) -> None:
    cost = price(Drawn(found, unread, 0, 0, ALPHA, error), target)
    if cost is None:
        everything = certify(Drawn(found, unread, unread, 0, ALPHA, error)).recall
        assert everything < target
        return
    assert certify(Drawn(found, unread, cost, 0, ALPHA, error)).recall >= target
    if cost > 0:
        assert certify(Drawn(found, unread, cost - 1, 0, ALPHA, error)).recall < target
    if cost and not error:  # the closed form of the paper: the smallest m with P(X = 0 | U, k + 1, m) ≤ alpha
        spare = int(found * (1 - target) / target)
        assert (
            by_brute_force(unread, spare + 1, cost, 0)
            <= ALPHA
            < by_brute_force(unread, spare + 1, cost - 1, 0)
        )


@given(st.integers(1, 300), st.integers(1, 2000), st.data())
def test_more_hits_never_raise_the_bound_and_a_larger_sample_never_lowers_it(found, unread, data) -> None:
    sample = data.draw(st.integers(1, unread))
    hits = data.draw(st.integers(0, min(sample, 20)))
    here = certify(Drawn(found, unread, sample, hits))
    if hits + 1 <= sample:
        assert certify(Drawn(found, unread, sample, hits + 1)).missed >= here.missed - (sample == unread)
    if sample < unread:
        assert certify(Drawn(found, unread, sample + 1, hits)).missed <= here.missed
    assert 0 <= here.recall <= 1
    assert 0 <= here.elusion <= 1


@given(st.integers(0, 30), st.integers(1, 60))
def test_clopper_pearson_covers_by_its_definition(hits, tries) -> None:
    hits = min(hits, tries)
    high, low = proportion_at_most(hits, tries, ALPHA), proportion_at_least(hits, tries, ALPHA)
    assert low <= hits / tries <= high
    if hits < tries:
        tail = sum(comb(tries, at) * high**at * (1 - high) ** (tries - at) for at in range(hits + 1))
        assert tail == pytest.approx(float(ALPHA), abs=1e-6)


def test_a_known_interval() -> None:
    assert proportion_at_most(0, 300, ALPHA) == pytest.approx(0.00994, abs=1e-5)  # 1 − .05^(1/300)
    assert proportion_at_most(0, 1500, ALPHA) == pytest.approx(0.001995, abs=1e-6)


def test_the_error_measured_by_a_second_reading_covers_the_true_one() -> None:
    rng, truth, held = random.Random(3), 0.05, 0
    for _ in range(400):
        met, pile = 80, 900
        found = sum(rng.random() >= truth for _ in range(met))
        again = sum(rng.random() < 0.4 for _ in range(met - found))
        held += error_at_most(Second(pile, round(pile * 0.4), again, found), ALPHA) >= truth
    assert held >= 0.95 * 400
    assert error_at_most(Second(900, 0, 0, 80), ALPHA) == 1.0


def test_what_an_assumed_error_may_have_passed_over() -> None:
    assert passed_over_at_most(50, Fraction(1, 20), ALPHA) == 6
    assert passed_over_at_most(0, Fraction(1, 50), ALPHA) == 0


@pytest.mark.parametrize(
    ("error", "second"), [(Fraction(0), 0.0), (Fraction(1, 20), 0.0), (Fraction(1, 20), 0.3)]
)
def test_the_bound_holds_on_made_up_pools(error, second) -> None:
    tried = try_bound(300, 11, error, second)
    assert tried.share >= 0.95
    assert tried.recall <= tried.truth


def test_a_bound_that_were_too_narrow_would_be_seen() -> None:
    tried = try_bound(300, 11, alpha=Fraction(3, 5))
    assert tried.share < 0.9


def test_a_plan_tried_on_made_up_pools_is_repeatable() -> None:
    one, same = (
        try_plan(910, 64, 4210, 1554, share_of_alpha(1)),
        try_plan(910, 64, 4210, 1554, share_of_alpha(1)),
    )
    assert one == same
    assert one.share >= 0.95
    assert one.runs == 200


def test_shares_of_alpha_never_exceed_the_whole() -> None:
    assert sum(share_of_alpha(look) for look in range(1, 30)) < ALPHA
    assert share_of_alpha(1, single=True) == ALPHA
    assert share_of_alpha(2, single=True) == 0


def test_few_found_and_dear_prices_state_no_recall() -> None:
    assert is_too_few(19, 1000, 10)
    assert not is_too_few(20, 1000, 500)
    assert is_too_few(20, 1000, 501)
    assert is_too_few(200, 1000, None)


def test_chapman_is_an_estimate_from_two_methods() -> None:
    assert chapman(20, 30, 15) == 40
    assert chapman(0, 0, 0) == 0

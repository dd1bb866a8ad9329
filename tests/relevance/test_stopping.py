"""When a test is proposed, what the least plan asks for, and the whole rule on made-up reviews."""

import random
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.relevance.certifying import Drawn, certify, share_of_alpha
from evidence_review.relevance.stopping import (
    first_wanted,
    is_talk,
    ready,
    run_wanted,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from ending import ended, least_plan


def test_a_test_is_proposed_after_half_of_a_small_pool_and_a_run_without_anything_new() -> None:
    decided = [True] * 10 + [False] * 990
    assert ready(decided, 2000, talk=False).is_ready
    assert ready(decided, 2000, talk=False).sentence == "Nothing new in the last 990. Ready to test."
    assert not ready(decided[:-1], 2000, talk=False).is_ready
    late = [False] * 950 + [True] + [False] * 60
    assert (
        ready(late, 2000, talk=False).sentence
        == "Nothing new in the last 60. A test is proposed after 100 in a row without anything new."
    )
    assert ready([True] * 5, 2000, talk=False).sentence.startswith("The last decision found something.")


def test_mail_and_documents_with_a_few_messages_are_no_talk() -> None:
    assert is_talk(1000, 20)
    assert is_talk(1000, 100)
    assert not is_talk(1000, 101)
    assert not is_talk(1000, 1000)
    assert not is_talk(0, 0)


def test_in_a_large_pool_the_run_decides() -> None:
    assert run_wanted(145_000, talk=True) == 200
    assert first_wanted(145_000, talk=True) < 200
    assert ready([True] * 500 + [False] * 200, 145_000, talk=False).is_ready
    assert not ready([True] * 500 + [False] * 199, 145_000, talk=False).is_ready


def test_where_much_was_read_in_vain_a_large_talk_wants_a_longer_run() -> None:
    quick, slow = [True] * 250 + [False] * 900, [True, False, False, False] * 250 + [False] * 900
    assert ready(quick, 40_000, talk=True).wanted == 200
    assert (
        ready(slow, 40_000, talk=True).wanted == 1120
    )  # one and a half times the 747 read in vain until the last find
    assert not ready(slow, 40_000, talk=True).is_ready
    assert ready(slow + [False] * 300, 40_000, talk=True).is_ready
    assert ready(slow, 40_000, talk=False).wanted == 200
    assert ready(slow, 20_000, talk=True).wanted == 300  # what a run may cost there
    assert ready(slow, 5_000, talk=True).wanted == run_wanted(5_000, talk=True)


def test_of_talk_a_test_is_proposed_after_a_third_and_a_longer_run_and_large_pools_are_as_before() -> None:
    decided = [True] * 10 + [False] * 690
    assert ready(decided, 2000, talk=True).is_ready
    assert not ready(decided[:-1], 2000, talk=True).is_ready
    assert not ready(decided, 2000, talk=False).is_ready
    assert run_wanted(1000, talk=True) == 100
    assert run_wanted(1000, talk=False) == 50
    for pool in range(6_000, 200_000, 7_000):
        assert first_wanted(pool, talk=True) == first_wanted(pool, talk=False)
        assert run_wanted(pool, talk=True) == run_wanted(pool, talk=False)


@given(st.lists(st.booleans(), max_size=400), st.integers(1, 3000), st.booleans())
def test_it_never_says_more_than_that_a_test_may_follow(decided, pool, talk) -> None:
    said = ready(decided[:pool], pool, talk=talk)
    assert not {"complete", "finished", "all found", "irrelevant"} & set(said.sentence.lower().split())
    assert said.is_ready or "Ready" not in said.sentence
    if said.is_ready and len(decided) < pool:
        assert not any(decided[-said.wanted :])


def test_nothing_found_and_everything_read_have_their_own_sentences() -> None:
    assert not ready([False] * 300, 400, talk=False).is_ready
    assert ready([False] * 400, 400, talk=False).sentence.startswith("Everything in scope")


@given(st.integers(0, 800), st.integers(1, 20_000), st.integers(1, 3))
def test_the_least_plan_states_what_it_asks_for_if_nothing_is_hit(found, unread, look) -> None:
    target, sample = least_plan(found, unread, look)
    assert 0 <= sample <= unread
    assert certify(Drawn(found, unread, sample, 0, share_of_alpha(look))).recall >= target


def test_more_found_make_a_higher_recall_affordable() -> None:
    targets = [least_plan(found, 20_000, 1)[0] for found in (20, 100, 300, 2000)]
    assert targets == sorted(targets)
    assert targets[0] == Fraction(1, 2)
    assert targets[-1] >= Fraction(9, 10)


def made_up(rng: random.Random, size: int, relevant: int, spread: float) -> list[bool]:
    """A review in which most of what is relevant comes early and some late, as rankings give it."""
    places: set[int] = set()
    while len(places) < relevant:
        places.add(min(size - 1, int(rng.expovariate(1 / (spread * size)))))
    return [at in places for at in range(size)]


@pytest.mark.parametrize(
    ("size", "relevant", "spread", "most", "talk"),
    [
        (2000, (20, 100), 0.07, 0.60, False),
        (1500, (75, 220), 0.04, 0.40, True),
        (20_000, (150, 400), 0.003, 0.08, True),
    ],
)
def test_the_whole_rule_meets_its_target_within_its_effort(size, relevant, spread, most, talk) -> None:
    rng = random.Random(4)
    done = [ended(made_up(rng, size, rng.randint(*relevant), spread), seed, talk=talk) for seed in range(100)]
    assert sum(one.recall >= 0.95 for one in done) >= 95
    assert sum(one.read for one in done) / (size * len(done)) <= most
    assert sum(one.stated is None or one.recall >= one.stated.recall for one in done) >= 95


def test_a_poor_ranking_is_not_hidden_by_the_rule() -> None:
    rng = random.Random(5)
    random_order = [rng.random() < 0.03 for _ in range(1000)]
    one = ended(random_order, 1, talk=False)
    assert one.recall == 1.0 or (one.stated is not None and one.recall >= one.stated.recall)

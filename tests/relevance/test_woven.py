"""What decisions tell where talks are woven into one conversation of two: exact by counting all cases, by
turns, and only where they are likelier so."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.relevance import interleaved_talks as module
from evidence_review.relevance.chains import DOUBT, chain
from evidence_review.relevance.interleaved_talks import AGAIN, BEGINS, FORGOTTEN, GOES_ON, SHARE, woven

ALWAYS = -1e9
STILL = BEGINS * GOES_ON / (BEGINS * GOES_ON + (1 - FORGOTTEN) * SHARE * (1 + AGAIN) / 2 * (1 - GOES_ON))
REST: dict[str | int, float] = {"off": 1 - STILL, 0: STILL / 2, 1: STILL / 2}


def counted(labels: list[int], sides: list[int]) -> list[float]:
    """The log-odds of each message beyond those without decisions, by adding up every way in which the talk
    can run."""
    weights = np.zeros((len(labels), 2))
    for belongs in itertools.product((0, 1), repeat=len(labels)):
        chances = dict(REST)
        for at, (found, side, label) in enumerate(zip(belongs, sides, labels, strict=True)):
            keep = 1 - FORGOTTEN if at else 0.0
            whole = sum(chances.values())
            chances = {
                state: keep * chance + (1 - keep) * whole * REST[state] for state, chance in chances.items()
            }
            writes: dict[str | int, float] = {"off": BEGINS, side: SHARE, 1 - side: SHARE * AGAIN}
            if found:
                moved = sum(chance * writes[state] for state, chance in chances.items())
                chances = {"off": moved * (1 - GOES_ON), 1 - side: moved * GOES_ON, side: 0.0}
            else:
                chances = {state: chance * (1 - writes[state]) for state, chance in chances.items()}
            if label >= 0:
                chances = {
                    state: chance * (1 - DOUBT if found == label else DOUBT)
                    for state, chance in chances.items()
                }
        for at, found in enumerate(belongs):
            weights[at, found] += sum(chances.values())
    rest = STILL / 2 * SHARE * (1 + AGAIN) + (1 - STILL) * BEGINS
    return [math.log(yes / no) - math.log(rest / (1 - rest)) for no, yes in weights]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([-1, -1, 0, 1]), st.sampled_from([0, 1])), max_size=6),
    st.sampled_from([0, 1]),
)
def test_D5_what_is_carried_from_both_sides_is_what_counting_every_case_gives(
    rest: list[tuple[int, int]], first: int
) -> None:
    labels, sides = [first, *(label for label, _ in rest)], [0, *(side for _, side in rest)]
    along = chain([1] * len(labels), np.full(len(labels), np.nan), np.array(sides))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CLEARLY", ALWAYS)
        found = woven(along, np.array(labels))
    assert found is not None
    exact = counted(labels, sides)
    for at, label in enumerate(labels):
        if label < 0:
            assert math.isclose(found[0].values[at] + found[1].values[at], exact[at], abs_tol=1e-9)
            assert found[0].origins[at] == max(one for one in range(at) if labels[one] >= 0)


TALK = [*[1, 0, 0, 0, 1, 0] * 8, *[0] * 60, 1, -1, -1, -1]
TURNS = [*[0, 1, 0, 1, 1, 0] * 8, *[0, 1] * 30, 0, 0, 1, 0]


def test_in_woven_talk_the_other_side_has_the_next_turn() -> None:
    found = woven(chain([1] * len(TALK), np.full(len(TALK), np.nan), np.array(TURNS)), np.array(TALK))
    assert found is not None
    again, answers, later = found[0].values[-3:]
    assert answers > 0 > again
    assert answers > later > again


def test_plain_talk_and_talk_of_more_than_two_people_are_left_to_the_plain_chain() -> None:
    marks = np.array([*[1] * 12, *[0] * 60, 1, 1, -1, 0])
    nothing = np.full(len(marks), np.nan)
    assert woven(chain([1] * len(marks), nothing, np.arange(len(marks)) % 2), marks) is None
    assert woven(chain([1] * len(TALK), np.full(len(TALK), np.nan)), np.array(TALK)) is None


def test_nothing_is_carried_into_another_conversation_or_out_of_reach() -> None:
    far = [-1] * 150
    marks, sides = np.array([*TALK, -1, -1, *far]), np.array([*TURNS, 1, 0, *[0, 1] * 75])
    groups = [*[1] * len(TALK), 2, 2, *[1] * 150]
    found = woven(chain(groups, np.full(len(marks), np.nan), sides), marks)
    assert found is not None
    before, after = found
    other = slice(len(TALK), len(TALK) + 2)
    assert not before.values[other].any()
    assert not after.values[other].any()
    assert (before.origins[other] == -1).all()
    assert before.values[len(TALK) + 2]
    assert not before.values[-1]

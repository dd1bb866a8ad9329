"""Learning: the fit is the published one, rankings repeat, lines stay apart, and reasons add up to the
score."""

import math
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.ids import ItemId
from evidence_review.relevance import Ranked
from evidence_review.relevance.batches import batch_size, in_order
from evidence_review.relevance.explain_learned import spans_of, tell
from evidence_review.relevance.features import features
from evidence_review.relevance.learned_order import learn, seed_of
from evidence_review.relevance.logistic_regression import fit
from evidence_review.relevance.sparse_rows import Sparse, mixed, one_hot, sparse
from evidence_review.relevance.watching import watch_list, watched
from tests.relevance.test_ranking import line, rows, vectors

SAID = [
    "lift home",
    "need a lift",
    "home now",
    "yes",
    "ok",
    "what time",
    "lift lift",
    "💊",
    "see u at the van",
    "don't",
]
pools = st.lists(st.tuples(st.sampled_from(SAID), st.integers(1, 3)), min_size=4, max_size=30)


def dense(rows_of: Sparse) -> np.ndarray:
    full = np.zeros((len(rows_of), rows_of.width))
    for at in range(len(rows_of)):
        columns, numbers = rows_of.row(at)
        full[at, columns] = numbers
    return full


@st.composite
def matrices(draw: st.DrawFn) -> Sparse:
    width = draw(st.integers(1, 6))
    number = st.floats(-3, 3, allow_nan=False).map(lambda value: round(value, 3))
    row = st.dictionaries(st.integers(0, width - 1), number, max_size=width).map(
        lambda held: (sorted(held), [held[at] for at in sorted(held)])
    )
    return sparse(draw(st.lists(row, min_size=1, max_size=8)), width)


@settings(max_examples=80, deadline=None)
@given(matrices(), st.randoms(use_true_random=False))
def test_sparse_rows_do_what_full_ones_do(rows_of: Sparse, rng: random.Random) -> None:
    full = dense(rows_of)
    by_column = np.array([rng.uniform(-2, 2) for _ in range(rows_of.width)])
    by_row = np.array([rng.uniform(-2, 2) for _ in range(len(rows_of))])
    assert rows_of.times(by_column) == pytest.approx(full @ by_column)
    assert rows_of.turned(by_row) == pytest.approx(by_row @ full)
    assert rows_of.column_squares(by_row) == pytest.approx(by_row @ full**2)
    some = [rng.randrange(len(rows_of)) for _ in range(5)]
    assert dense(rows_of.take(some)) == pytest.approx(full[some])
    by = one_hot([rng.randrange(len(rows_of)) for _ in range(len(rows_of))])
    square = Sparse(by.columns, by.numbers, by.starts, len(rows_of))
    assert dense(mixed(square, rows_of)) == pytest.approx(dense(square) @ full, abs=1e-5)


def test_the_fit_is_that_of_liblinear_and_its_dual_gives_the_weights() -> None:
    rows_of = sparse([([0], [1.0]), ([0, 1], [1.0, 1.0]), ([1], [1.0]), ([], [])], 2)
    labels, weights = np.array([1.0, 1.0, 0.0, 0.0]), np.array([2.0, 1.0, 1.0, 0.5])
    full = dense(rows_of)
    dual = fit(full @ full.T, labels, weights, 4.0)
    # scikit-learn 1.9.1: LogisticRegression(C=4, solver="liblinear", tol=1e-10).fit(X, y, sample_weight=[2,
    # 1, 1, 0.5])
    assert rows_of.turned(dual) == pytest.approx([2.0027907137, -0.4778789435], abs=1e-5)
    assert dual.sum() == pytest.approx(-0.21864864, abs=1e-5)
    chance = 1 / (1 + np.exp(-(full @ full.T + 1) @ dual))
    assert dual == pytest.approx(4.0 * weights * (labels - chance), abs=1e-5)


def ready(
    said: list[tuple[str, int]], with_vectors: bool, terms: list[str] | None = None
) -> tuple[Any, Any, Any]:
    pool = rows(said)
    pool = sorted(pool, key=lambda row: (row.thread, row.position))
    known = vectors([text for text, _ in said]) if with_vectors else {}
    asked = line(*(terms or []))
    return asked, pool, features(asked, pool, known)


@settings(max_examples=60, deadline=None)
@given(pools, st.booleans(), st.randoms(use_true_random=False))
def test_D5_the_parts_of_a_learned_score_add_up_to_it(
    said: list[tuple[str, int]], with_vectors: bool, rng: random.Random
) -> None:
    _, pool, made = ready(said, with_vectors)
    decided = {at: rng.random() < 0.5 for at in rng.sample(range(len(pool)), len(pool) // 2)}
    prior = np.array([rng.uniform(0, 1) for _ in pool])
    learned = learn(made, decided, prior, 7)
    order = in_order(learned.score, [row.sent for row in pool], [row.item for row in pool])
    told = tell(made, learned, pool, {at: place for place, at in enumerate(order, 1)}, range(len(pool)))
    for at in range(len(pool)):
        assert math.fsum(reason.weight for reason in told[at]) == pytest.approx(learned.score[at], abs=1e-9)
        assert told[at][-1].kind == "counter"
        said_of_it = " ".join(reason.words for reason in told[at]).lower()
        assert not any(bad in said_of_it for bad in ("%", "likely", "match score", "irrelevant", "probab"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(SAID), min_size=4, max_size=20), st.booleans(), st.randoms(use_true_random=False)
)
def test_D5_the_parts_of_a_documents_score_add_up_to_it(
    said: list[str], with_vectors: bool, rng: random.Random
) -> None:
    _, pool, made = ready([(text, at) for at, text in enumerate(said)], with_vectors)
    decided = {at: rng.random() < 0.5 for at in rng.sample(range(len(pool)), len(pool) // 2)}
    learned = learn(made, decided, np.array([rng.uniform(0, 1) for _ in pool]), 7)
    told = tell(made, learned, pool, dict.fromkeys(range(len(pool)), 1), range(len(pool)))
    assert made.alone
    assert learned.counted is not None
    for at in range(len(pool)):
        assert math.fsum(reason.weight for reason in told[at]) == pytest.approx(learned.score[at], abs=1e-9)


def test_words_of_what_was_found_are_counted_beside_the_regression_where_every_item_is_a_document() -> None:
    said = ["lift home", "need a lift", "home now", "what time", "see u at the van", "the van", "ok", "yes"]
    _, pool, made = ready([(text, at) for at, text in enumerate(said)], with_vectors=False)
    at = {row.text: place for place, row in enumerate(pool)}
    learned = learn(made, {at["see u at the van"]: True, at["ok"]: False}, np.zeros(len(pool)), 1)
    assert learned.counted is not None
    values = learned.counted.values
    assert values[at["the van"]] == max(
        values[place] for text, place in at.items() if text != "see u at the van"
    )
    # "van" is in one of two that count as found (the line's own text is the other) and in one of the seven
    # others
    van = made.blocks[0].names.index("van")
    ratio = math.log(1.1 / 2.2) - math.log(1.1 / 7.2)
    assert learned.counted.weights[van] / learned.counted.weights[
        made.blocks[0].names.index("see")
    ] == pytest.approx(ratio / (math.log(1.1 / 2.2) - math.log(0.1 / 7.2)))
    assert (
        learn(
            ready([(text, 1) for text in said], with_vectors=False)[2], {0: True}, np.zeros(len(said)), 1
        ).counted
        is None
    )


def test_in_large_talk_counted_words_count_the_more_the_more_was_found() -> None:
    pool = [
        Ranked(ItemId(at), f"{SAID[at % len(SAID)]} {at % 97}", at // 300, at, "", "") for at in range(5_001)
    ]
    made = features(line(), pool, {})
    spread: list[float] = []
    for found in (2, 200):
        learned = learn(made, {at: at < found for at in range(2 * found)}, np.zeros(5_001), 1)
        assert learned.counted is not None
        spread.append(float(learned.counted.values[2 * found :].std()))
    assert spread == pytest.approx([0.15, 200 / (200 + 400)], abs=1e-9)


def test_the_same_decisions_and_seed_give_the_same_bytes_whatever_came_before() -> None:
    _, pool, made = ready([(text, at % 3) for at, text in enumerate(SAID * 3)], with_vectors=True)
    prior = np.linspace(0, 1, len(pool))
    seed = seed_of("case", "1", "1", "", "4", "0")
    once = learn(made, {0: True, 4: False, 9: True, 12: False}, prior, seed).score.tobytes()
    learn(made, {0: True}, prior, 1)
    again = learn(
        ready([(text, at % 3) for at, text in enumerate(SAID * 3)], with_vectors=True)[2],
        {12: False, 9: True, 0: True, 4: False},
        prior,
        seed,
    )
    assert again.score.tobytes() == once


def test_what_stands_beside_something_relevant_comes_first_and_beside_something_else_does_not() -> None:
    said = (
        [("blah", 2), ("ok", 2), ("blah", 2)] * 4
        + [("see u at the van", 1), ("ok", 1), ("ok", 1)]
        + [("hm", 3), ("ok", 3)] * 4
    )
    _, pool, made = ready(said, with_vectors=False)
    at = next(place for place, row in enumerate(pool) if "van" in row.text)
    hm = next(place for place, row in enumerate(pool) if row.text == "hm")
    score = learn(made, {at: True, hm: False}, np.zeros(len(pool)), 3).score
    beside, other = score[at + 1], score[hm + 1]
    assert beside > other
    assert beside == max(score[place] for place in range(len(pool)) if place != at)


def test_the_first_order_goes_on_deciding_between_talks_that_nobody_looked_into_but_not_between_documents():
    said = (
        [("see u at the van", 1)] * 20 + [("ok", 1)] + [("hm", 2), ("ok", 2)] * 3 + [("hm", 3), ("ok", 3)] * 3
    )
    _, pool, made = ready(said, with_vectors=False)
    decided = dict.fromkeys(range(20), True) | {20: False}
    prior = np.array(
        [1.0 if row.thread == 3 else 0.0 for row in pool]
    )  # what else tells of the second and third talk is the same
    score = learn(made, decided, prior, 3).score
    second, third = (
        next(at for at, row in enumerate(pool) if row.thread == thread and row.text == "hm")
        for thread in (2, 3)
    )
    assert score[third] - score[second] > 0.5
    _, pool, made = ready([(text, at) for at, (text, _) in enumerate(said)], with_vectors=False)
    spread = np.ptp(learn(made, decided, prior, 3).prior)
    assert spread < 0.1, "of documents a great deal is known once twenty are found"


def test_of_messages_that_nothing_else_tells_apart_the_longer_comes_first_and_a_listed_word_makes_none_longer():
    said = [("see u at the van", 1), ("ok", 1), ("hm", 2), ("hm so then well", 3), ("hm skirt drunk xx", 4)]
    _, pool, made = ready(said, with_vectors=False)
    at = {row.text: place for place, row in enumerate(pool)}
    learned = learn(made, {at["see u at the van"]: True, at["ok"]: False}, np.zeros(len(pool)), 3)
    assert learned.length[at["hm so then well"]] - learned.length[at["hm"]] == pytest.approx(
        math.log(5 / 2), abs=1e-5
    )
    asked = line("lift")
    rows_of = sorted(pool, key=lambda row: (row.thread, row.position))
    plain = features(asked, rows_of, {}).lengths
    assert plain[at["hm skirt drunk xx"]] == plain[at["hm"]]
    told = tell(made, learned, pool, dict.fromkeys(range(len(pool)), 1), [at["hm so then well"], at["hm"]])
    assert {reason.weight > 0 for reason in told[at["hm so then well"]] if reason.kind == "length"} == {True}
    assert {reason.weight > 0 for reason in told[at["hm"]] if reason.kind == "length"} == {False}
    assert not learn(
        ready([(text, at) for at, (text, _) in enumerate(said)], with_vectors=False)[2],
        {0: True},
        np.zeros(5),
        3,
    ).length.any()


def test_D5_the_words_and_neighbours_that_decided_it_are_told_with_their_spans() -> None:
    said = (
        [("need a lift home?", 1), ("yes", 1)]
        + [("what time", 2), ("ok", 2)] * 6
        + [("A LIFT, please: lift", 3)]
    )
    _, pool, made = ready(said, with_vectors=False)
    first = next(at for at, row in enumerate(pool) if row.text.startswith("need"))
    last = next(at for at, row in enumerate(pool) if row.text.startswith("A LIFT"))
    decided = {first: True} | {at: False for at, row in enumerate(pool) if row.text == "what time"}
    learned = learn(made, decided, np.zeros(len(pool)), 3)
    told = tell(made, learned, pool, dict.fromkeys(range(len(pool)), 1), [last, first + 1])
    lift = next(reason for reason in told[last] if reason.words.startswith("“lift”"))
    assert [pool[last].text[start:end] for start, end in lift.spans] == ["LIFT", "lift"]
    assert lift.weight > 0
    beside = next(reason for reason in told[first + 1] if reason.kind == "neighbour")
    assert "which was decided relevant" in beside.words
    assert beside.weight > 0


def test_D5_reasons_name_words_that_say_something_and_take_everyday_ones_together() -> None:
    said = (
        [("the lift and the van", 1), ("ok", 1)]
        + [("what time", 2), ("ok", 2)] * 6
        + [("and the lift and the lot", 3)]
    )
    _, pool, made = ready(said, with_vectors=False)
    first, last = (
        next(at for at, row in enumerate(pool) if row.text.startswith(begin))
        for begin in ("the lift", "and the")
    )
    decided = {first: True} | {at: False for at, row in enumerate(pool) if row.text == "what time"}
    learned = learn(made, decided, np.zeros(len(pool)), 3)
    told = [reason for reason in tell(made, learned, pool, {last: 1}, [last])[last] if reason.kind == "words"]
    named = [reason.words.split("”")[0].strip("“") for reason in told if reason.words.startswith("“")]
    assert "lift" in named
    assert not {"and", "the", "and the"} & set(named)
    assert [reason.words.startswith("Everyday words of it") for reason in told][-1]
    assert sum(reason.words.startswith("Everyday words") for reason in told) == 1
    assert not told[-1].spans


def test_words_of_the_watch_list_are_no_features_unless_the_line_itself_has_them() -> None:
    assert "skirt" in {word for group in watch_list().values() for word in group}
    said = [("nice skirt", 1), ("ok then", 1), ("drunk lift", 2), ("yes ok", 2), ("the van", 3)]
    asked, _, made = ready(said, with_vectors=False)
    names = {name for block in made.blocks for name in block.names}
    assert not {"skirt", "drunk", "nice skirt", "drunk lift"} & names
    assert {"nice", "lift"} <= names
    assert "drunk" not in watched(line("drunk"))
    assert "drunk" in watched(asked)


def test_a_pair_of_words_that_one_document_alone_has_is_no_column_and_leaves_its_length_as_it_was() -> None:
    said = [
        "see u at the van",
        "the van",
        "need a lift home",
        "lift home now",
        "ok",
        "what time",
        "yes",
        "now then",
    ]
    _, _, made = ready([(text, at) for at, text in enumerate(said)], with_vectors=False)
    names = list(made.blocks[0].names)
    assert {"the van", "lift home", "see", "u"} <= set(names)
    assert not {"see u", "u at", "at the", "what time"} & set(names)
    assert names[-1] == made.blocks[0].names[len(names) - 1]
    assert list(made.blocks[0].names[1:3]) == names[1:3]
    lengths = made.alike.among(np.arange(len(said))).diagonal()
    assert lengths == pytest.approx(np.ones(len(said)), abs=1e-4)
    # [attr-defined]  rows of numbers, here
    assert float((made.blocks[0].rows.take([0]).numbers ** 2).sum()) < 0.8  # type: ignore
    talk = ready([(text, 1) for text in said], with_vectors=False)[2]
    assert "see u" in talk.blocks[0].names


def test_batches_grow_by_a_tenth_and_stay_small_while_little_is_decided() -> None:
    assert [batch_size(at, 100_000, alone=True) for at in (0, 7, 8, 41, 60)] == [1, 1, 2, 49, 50]
    assert [batch_size(at, 100_000, alone=False, decided=5000) for at in (0, 1, 2, 60)] == [5, 5, 6, 50]
    assert [batch_size(60, 100_000, alone=False, decided=decided) for decided in (0, 100, 200, 5000)] == [
        5,
        5,
        10,
        50,
    ]
    assert batch_size(60, 1200, alone=True) == 6
    assert [batch_size(60, 2_000, alone=False, decided=decided) for decided in (0, 100, 200, 300, 1_000)] == [
        2,
        2,
        2,
        3,
        10,
    ]


def test_a_pair_of_words_has_its_spans_where_both_stand_together() -> None:
    assert spans_of("The van. the van, THE  VAN", "the van") == ((0, 7), (9, 16), (18, 26))

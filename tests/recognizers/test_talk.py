"""Messages read among those around them: whole messages in each window, every word once, the same alone as
before, and what only the talk tells."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import detect_many, layers
from evidence_review.recognizers.reading import classifier, talk
from evidence_review.recognizers.reading.network import Window, scores_of


def window_of(pieces: int) -> Window:
    """So many pieces, each a word of its own."""
    return (2000,) * pieces, (0,) * pieces, (1,) * pieces


@given(st.lists(st.integers(1, classifier.LONGEST), max_size=40))
def test_windows_of_talk_hold_whole_messages_in_order_and_never_too_much(sizes: list[int]) -> None:
    windows = [(at, window_of(size)) for at, size in enumerate(sizes)]
    groups = list(talk.packed(range(len(sizes)), windows))
    told = [place for group in groups for place in group]
    assert told == sorted(set(told))
    for group in groups:
        assert len(group) > 1
        assert group == list(range(group[0], group[-1] + 1))
        assert sum(sizes[at] for at in group) + len(group) - 1 < talk.ROOM
    for alone in set(range(len(sizes))) - set(told):  # no neighbour had room beside it
        for near in {alone - 1, alone + 1} & set(range(len(sizes))) - set(told):
            assert sizes[alone] + sizes[near] + 2 > talk.ROOM


def test_every_word_of_a_conversation_is_read_among_the_others_once() -> None:
    windows = [(at, window_of(size)) for at, size in enumerate((3, 50, 1, 90, 2, 7))]
    read = dict(talk.among_others(windows, [[0, 1, 2], [4, 5]]))
    assert sorted(read) == [0, 1, 2, 4, 5]
    assert [len(read[at]) for at in sorted(read)] == [3, 50, 1, 2, 7]
    together = scores_of([((2000,) * 3 + (102,) + (2000,) * 50 + (102, 2000), (0,) * 56, (1,) * 56)])[0]
    assert np.allclose(np.concatenate([read[0], read[1], read[2]]), np.delete(together, [3, 54], axis=0))


words = st.text(alphabet=st.sampled_from("aàbdeklmnorstuwz ?.,'\n\u200bБ中🙂7"), max_size=60)


@settings(max_examples=25, deadline=None)
@given(st.lists(words, min_size=1, max_size=8))
def test_places_are_those_of_the_message_itself_whatever_stands_beside_it(texts: list[str]) -> None:
    alone = classifier.read_all(texts)
    assert classifier.read_all(texts, []) == alone
    for text, seen in zip(texts, classifier.read_all(texts, [range(len(texts))]), strict=True):
        assert all(0 <= word.start < word.end <= len(text) for word in seen)
        assert [word.start for word in seen] == sorted(word.start for word in seen)


def firm(texts: list[str], threads: list[str] | None) -> set[tuple[int, str]]:
    """Who is masked: the number of the message, and the words."""
    found = detect_many(texts, threads=threads)
    return {
        (at, texts[at][each.start : each.end])
        for at, row in enumerate(found)
        for each in row
        if each.kind == "PERSON" and each.tier is not Tier.POSSIBLE
    }


def test_conversations_have_nothing_to_do_with_each_other() -> None:
    first = ["did you ask sunny about the van", "sunny says friday", "ok ta"]
    other = ["lovely and sunny here", "not for long", "ha"]
    together = detect_many([*first, *other], threads=["a"] * 3 + ["b"] * 3)
    assert together == [*detect_many(first, threads=["a"] * 3), *detect_many(other, threads=["b"] * 3)]


def test_a_conversation_of_one_message_is_read_as_that_message() -> None:
    texts = ["ask Quillan", "keziya has it"]
    assert detect_many(texts, threads=["a", "b"]) == detect_many(texts)


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (
            [
                "who's locking up tonight",
                "grace is, she has my keys",
                "tell grace the side door sticks",
                "will do",
            ],
            {(1, "grace"), (2, "grace")},
        ),
        (["rent's late again", "he gives a weeks grace usually", "hope so", "will do"], set()),
    ],
)
def test_the_talk_around_tells_a_name_from_a_word(texts: list[str], named: set[tuple[int, str]]) -> None:
    assert firm(texts, ["one"] * len(texts)) == named


def test_a_thread_longer_than_what_is_read_at_once_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"tell Quillan that {number} came" for number in range(7)]
    whole = detect_many(texts, threads=["one"] * len(texts))
    monkeypatch.setattr(layers, "TOGETHER", 3)
    parts = detect_many(texts, threads=["one"] * len(texts))
    cut = [
        found
        for at in (0, 3, 6)
        for found in detect_many(texts[at : at + 3], threads=["one"] * len(texts[at : at + 3]))
    ]
    people = [[(f.start, f.end) for f in row if f.kind == "PERSON"] for row in parts]
    assert people == [[(f.start, f.end) for f in row if f.kind == "PERSON"] for row in cut]
    assert people == [[(f.start, f.end) for f in row if f.kind == "PERSON"] for row in whole]

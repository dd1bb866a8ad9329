"""The made-up training text: seeded, its spans in place, a third near-misses, every name origin drawn, noise
keeps spans."""

# pyright: basic, reportMissingImports=false

import re
import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "models"))

import british_chat
import british_records
import noise
import slots
from classifier_data import KINDS, LABELS, OURS, TALKED, WRITTEN, Window, label, windows, written

from evidence_review.domain.wordpiece import passages


def test_the_same_seed_gives_the_same_text_and_another_seed_another() -> None:
    assert list(british_chat.messages(200, 3)) == list(british_chat.messages(200, 3))
    assert list(british_chat.messages(200, 3)) != list(british_chat.messages(200, 4))
    assert list(british_records.records(14, 3)) == list(british_records.records(14, 3))


def test_messages_hold_every_kind_and_a_quarter_to_a_half_hold_none() -> None:
    rows = list(british_chat.messages(4000, 0))
    assert {kind for _, spans in rows for _, _, kind in spans} <= {*OURS, "DATETIME"}
    assert {kind for _, spans in rows for _, _, kind in spans} >= set(OURS) - {"ORG"}
    assert 0.25 < sum(not spans for _, spans in rows) / len(rows) < 0.5
    assert len({text for text, _ in rows}) > 3500


def test_talk_holds_the_kinds_of_its_own_and_much_that_names_nobody() -> None:
    rows = list(british_chat.messages(4000, 0, british_chat.TALKS))
    kinds = {kind for _, spans in rows for _, _, kind in spans}
    assert (
        {"PERSON", "ADDRESS", "HANDLE", "SECRET", "MEDICAL_ORG", "SCHOOL", "AGE", "OCCUPATION"}
        <= kinds
        <= {*TALKED}
    )
    assert 0.2 < sum(not spans for _, spans in rows) / len(rows) < 0.5
    assert sum(len(text[s:e]) == 1 for text, spans in rows for s, e, kind in spans if kind == "PERSON") > 40


def test_lists_know_some_words_of_a_training_text_no_longer() -> None:
    row = ("tell kieran and zofia to ring amina " * 200, [])
    marks = [mark for window in windows(row, ("PERSON",), Random(0), 0.15) for mark in window.marks]
    whole = [mark for window in windows(row, ("PERSON",)) for mark in window.marks]
    assert 0.08 < sum(a != b for a, b in zip(marks, whole, strict=True)) / len(marks) < 0.22
    assert all(a in {b, b % 4} for a, b in zip(marks, whole, strict=True))


@pytest.mark.parametrize(
    "rows",
    [
        british_chat.messages(500, 1),
        british_chat.messages(500, 1, british_chat.TALKS),
        british_records.records(70, 1),
    ],
    ids=["chat", "talk", "records"],
)
def test_spans_lie_inside_and_no_mark_is_left(rows) -> None:
    for text, spans in rows:
        assert not set("\0\1{}") & set(text)
        assert all(0 <= s < e <= len(text) and text[s:e].strip() == text[s:e] for s, e, _ in spans)


def test_a_record_names_people() -> None:
    for text, spans in british_records.records(21, 5):
        assert [kind for _, _, kind in spans].count("PERSON") >= 1, text


def test_every_origin_of_the_lists_is_drawn_alike() -> None:
    rng = Random(0)
    drawn = [slots.first_name(rng).lower() for _ in range(6000)]
    shares = [
        sum(name in set(group) for name in drawn) / len(drawn) for group in slots.groups("first_names.txt")
    ]
    assert len(shares) > 12
    assert min(shares) > 0.02


def test_telephone_numbers_are_drama_numbers() -> None:
    rng = Random(0)
    assert all(slots.phone(rng).replace(" ", "").replace("-", "").startswith("07700900") for _ in range(200))


@pytest.mark.parametrize(("name", "least"), [("written_chat.txt", 2000), ("written_records.txt", 60)])
def test_texts_written_by_hand_are_marked_as_they_are_read(name, least) -> None:
    rows = written(name)
    assert len(rows) >= least
    assert {kind for _, spans in rows for _, _, kind in spans} <= set(WRITTEN)
    assert all(
        0 <= s < e <= len(text) and text[s:e].strip() == text[s:e]
        for text, spans in rows
        for s, e, _ in spans
    )
    assert not [text for text, _ in rows if re.search(r"<[A-Z_]+ ", text)]  # a mark that was not read
    assert (
        sum(bool(set("<>") & set(text)) for text, _ in rows if "@" not in text) <= 3
    )  # arrows of forms; a mark cut in half would leave one too
    numbers = [text[s:e] for text, spans in rows for s, e, kind in spans if kind == "CODE"]
    typed = [number.replace(" ", "") for number in numbers]
    mobiles = [
        number for number in typed if number.startswith("07") and number.isdigit() and len(number) >= 11
    ]
    assert mobiles
    assert all(number.startswith("07700900") for number in mobiles)


def test_noise_moves_spans_with_their_words() -> None:
    rng = Random(1)
    row = ("Ask Kieran, then ring Zofia.", [(4, 10, "PERSON"), (22, 27, "PERSON")])
    assert noise.lowered(row)[0][4:10] == "kieran"
    text, spans = noise.unpointed(row)
    assert [text[s:e] for s, e, _ in spans] == ["Kieran", "Zofia"]
    text, spans = noise.renamed(row, rng)
    assert text == f"Ask {text[slice(*spans[0][:2])]}, then ring {text[slice(*spans[1][:2])]}."
    for seed in range(200):
        text, spans = noise.noisy(row, Random(seed), 0.5)
        assert all(0 <= s < e <= len(text) for s, e, _ in spans)


def test_words_get_labels_and_windows_stay_short() -> None:
    text = "Kieran Moss said hi. " * 60
    spans = [(at, at + 11, "PERSON") for at in range(0, len(text), 21)]
    made = list(windows((text, spans), ("PERSON",)))
    assert all(
        isinstance(window, Window)
        and len(window.ids) <= 94
        and len(window.ids) == len(window.word_of) == len(window.marks)
        for window in made
    )
    named = [LABELS[n] for window in made for n in window.labels]
    assert named[:5] == ["B-PERSON", "I-PERSON", "O", "O", "O"]
    assert named.count("B-PERSON") == 60
    assert label(3, 5, [(0, 4, "product")]) == 0
    assert len(LABELS) == 1 + 2 * len(KINDS)


@pytest.mark.parametrize(
    "text", ["a" * 5000, "@" * 500, "é" * 300 + " x", "\u200b \u200b", "", "one. two\nthree " * 50]
)
def test_passages_hold_every_word_once_in_order(text) -> None:
    found = list(passages(text, 94))
    places = [word[:2] for words in found for word in words]
    assert places == sorted(set(places))
    assert all(sum(len(word[2]) for word in words) <= 94 and words for words in found)
    assert sum(end - start for start, end in places) == sum(not char.isspace() for char in text)


@pytest.mark.parametrize("link", ["http://t.co/9xQwErTy8", "https://bit.ly/aBcDeF", "Http://ex.org/4fK2"])
def test_a_shortened_web_address_is_one_word_of_one_piece(link) -> None:
    (words,) = passages(f"look ({link}) now. {link}", 94)
    assert [word[:2] for word in words][:3] == [(0, 4), (5, 6), (6, 6 + len(link))]
    assert len(words[2][2]) == len(words[-1][2]) == 1


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a-1/b?c=2",
        "https://ex.org/kieranmoss",
        "http://ex.org/Kieran9/moss",
        "https://t.me/kieran99",
        "http://ex.org/kieran9-moss",
    ],
)
def test_a_web_address_that_may_name_somebody_is_read_as_words(link) -> None:
    (words,) = passages(link, 94)
    assert len(words) > 5

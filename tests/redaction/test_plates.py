"""Number plates that a machine read in a picture are proposed; other words with digits are not."""

import pytest

from evidence_review.domain.seen_words import SeenText, SeenWord
from evidence_review.redaction.pictures.plates import plates


def read(text, apart=6):
    """Words in one line, each letter ten pixels wide and twenty high."""
    words, at, left = [], 0, 10
    for word in text.split(" "):
        words.append(SeenWord(at, at + len(word), (left, 10, left + 10 * len(word), 30)))
        at, left = at + len(word) + 1, left + 10 * len(word) + apart
    return SeenText(text, 1000, 100, tuple(words))


@pytest.mark.parametrize(
    "text", ["AB12 CDE", "AB12CDE", "A123 BCD", "ABC 123D", "AIZ 1234", "AB 12 CDE", "AB12 C0E", "AB1Z CDE"]
)
def test_marks_of_every_series_are_proposed(text):
    (box,) = plates(read(text))
    assert box[0] <= 10
    assert box[2] >= 10 * len(text.replace(" ", ""))


@pytest.mark.parametrize(
    "text", ["ABCDEFG", "1234567", "ab12 cde", "ROOM 12", "ABC 1234", "07700 900123", "Monday 12", "B12"]
)
def test_other_words_are_not(text):
    assert plates(read(text)) == ()


def test_words_far_apart_are_no_plate():
    assert plates(read("AB12 CDE", apart=400)) == ()


def test_words_beside_a_plate_stay():
    (box,) = plates(read("OUR AB12 CDE NOW"))
    assert (box[0] > 40, box[2] < 150) == (True, True)

"""A message is read again only where it may name somebody twice, and word pieces are tried up to the longest there is."""

import pytest

from evidence_review.domain.kinds import Tier
from evidence_review.domain.wordpiece import load_vocabulary
from evidence_review.recognizers import propagation
from evidence_review.recognizers.hits import Hit
from evidence_review.recognizers.layers import text_of


def person(text: str, written: str) -> Hit:
    return Hit(text.index(written), text.index(written) + len(written), "PERSON", Tier.LIKELY, "classifier", "a name")


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("tell Kieran i said hi", False),
        ("tell Kieran and kierans mum", True),
        ("Kieran said Kieran did", True),
        ("Kieran, not Keiran", True),
        ("ask Kieran for @kieran", True),
    ],
)
def test_a_text_that_names_nobody_twice_is_not_read_again(text: str, again: bool) -> None:
    made = text_of(text)
    assert propagation.recurs(text, made.words.tokens, [person(text, "Kieran")]) is again


def test_no_word_piece_is_longer_than_is_tried() -> None:
    assert max(len(piece.removeprefix("##")) for piece in load_vocabulary()) <= 24

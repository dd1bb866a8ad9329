"""What has to go so that only the chosen passages of a text stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.passages import rest_of

TEXT = "Ann came at eight. Her number is 07700 900123! She left."


def words(text, spans):
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("kept", "gone"),
    [
        ("Ann came at eight.", ["Her number is 07700 900123! She left."]),
        ("She left.", ["Ann came at eight. Her number is 07700 900123!"]),
        ("number is", ["Ann came at eight. Her", "07700 900123! She left."]),
        ("Ann came at eight. Her number is 07700 900123! She left", []),  # a full stop alone says nothing
        (TEXT, []),
    ],
)
def test_the_rest_is_all_but_the_passage_and_the_spaces(kept, gone):
    at = TEXT.index(kept)
    assert words(TEXT, rest_of(TEXT, [(at, at + len(kept))])) == gone


def test_a_mark_that_reaches_in_keeps_its_own_place_and_one_outside_is_swallowed():
    at = TEXT.index("number is 07700")
    inside, across, outside = TEXT.index("is"), TEXT.index("07700"), TEXT.index("Ann")
    marked = [(inside, inside + 2), (across, across + 12), (outside, outside + 3)]
    assert words(TEXT, rest_of(TEXT, [(at, at + 15)], marked)) == ["Ann came at eight. Her", "! She left."]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=4))
def test_every_word_stays_or_goes_and_none_does_both(text, raw):
    kept = [(start, min(len(text), start + long)) for start, long in raw if start < len(text)]
    stays = {at for start, end in kept for at in range(start, end)}
    gone = {at for start, end in rest_of(text, kept) for at in range(start, end)}
    assert not stays & gone
    assert all(not text[at].isalnum() for at in range(len(text)) if at not in stays | gone)

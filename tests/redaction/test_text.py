"""Plain text: what is marked goes, everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.redaction.rewriting import rewrite


@st.composite
def marked(draw):
    text = draw(st.text(min_size=1, max_size=60))
    spans = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(
            (start, draw(st.integers(start + 1, len(text))), draw(st.sampled_from(("\ue000", "\ue001"))))
        )
    return text.replace("\ue000", "").replace("\ue001", "").ljust(len(text)), spans


@given(marked())
def test_exactly_the_marked_characters_go(case):
    text, spans = case
    gone = {at for start, end, _ in spans for at in range(start, end)}
    kept = "".join(char for at, char in enumerate(text) if at not in gone)
    redacted = rewrite(text, spans)
    assert redacted.replace("\ue000", "").replace("\ue001", "") == kept
    assert redacted.count("\ue000") + redacted.count("\ue001") <= len(spans)


def test_overlapping_spans_become_one():
    assert (
        rewrite("call Zelda Quillfeather now", [(5, 10, "[A]"), (5, 23, "[B]"), (11, 23, "[C]")])
        == "call [B] now"
    )


def test_touching_spans_stay_two():
    assert rewrite("abcd", [(0, 2, "[1]"), (2, 4, "[2]")]) == "[1][2]"


@pytest.mark.parametrize("span", [(0, 0, "x"), (-1, 2, "x"), (0, 9, "x"), (3, 2, "x")])
def test_a_span_outside_the_text_is_an_error(span):
    with pytest.raises(ValueError, match="span"):
        rewrite("abcd", [span])

"""Plain text: what is marked goes, everything else stays; the engine gives what a plain reference gives."""

import logging
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.text_spans import merged
from evidence_review.redaction.rewriting import BAR, Way, new_text, rewrite

TOKENS = ("[PERSON 1]", "[PERSON 2]", "", "\ue000", "token", "DEFAULT", "kept", "bar", "[A\ud800]", "👩‍👩‍👧")


def reference(text, spans):
    """Letter by letter: spans that share a letter are one, which bears the token of the longest, the first
    of equals."""
    groups = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if groups and span[0] < max(end for _, end, _ in groups[-1]):
            groups[-1].append(span)
        else:
            groups.append([span])
    instead = {}
    gone = set()
    for group in groups:
        longest = max(end - start for start, end, _ in group)
        token = next(token for start, end, token in group if end - start == longest)
        instead[group[0][0]] = token
        gone |= {at for start, end, _ in group for at in range(start, end)}
    return "".join(instead.get(at, "") + ("" if at in gone else letter) for at, letter in enumerate(text))


@st.composite
def marked(draw, tokens=TOKENS):
    text = draw(
        st.text(st.characters(exclude_categories=()), min_size=0, max_size=60)
        | st.sampled_from(["", "a", "   "])
    )
    if not text:
        return text, []
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place, st.sampled_from(tokens)), max_size=12))
    spans = [(min(a, b), max(a, b), token) for a, b, token in spans if a != b]
    if spans and draw(st.booleans()):  # equal, nested and touching ones
        start, end, _ = spans[0]
        spans += [(start, end, tokens[1])] * draw(st.integers(0, 2))
        spans += [(end, len(text), tokens[0])] * (end < len(text))
        spans += [(start, start + 1, tokens[2])]
    return text, spans


@given(marked())
def test_the_engine_gives_what_a_plain_reference_gives(case):
    text, spans = case
    assert rewrite(text, spans) == reference(text, spans)


@given(marked())
def test_each_token_stands_where_it_is_said_to_stand(case):
    text, spans = case
    done = new_text(text, spans)
    assert done.text == reference(text, spans)
    assert [what for _, _, what in done.places] == [token for _, _, token in merged(spans)]
    assert all(done.text[start:end] == what for start, end, what in done.places)
    rest, at = [], 0
    for start, end, _ in done.places:
        rest.append(done.text[at:start])
        at = end
    gone = {at for start, end, _ in spans for at in range(start, end)}
    kept = "".join(letter for at, letter in enumerate(text) if at not in gone)
    assert "".join([*rest, done.text[at:]]) == kept


@given(marked(tokens=("[PERSON 1]", "[PERSON 2]", Way.BAR, Way.KEPT)))
def test_what_is_kept_never_saves_a_letter_that_goes(case):
    text, spans = case
    going = [
        (start, end, BAR if what is Way.BAR else what) for start, end, what in spans if what is not Way.KEPT
    ]
    done = new_text(text, spans)
    assert done.text == reference(text, going)
    assert all(done.text[start:end] == what for start, end, what in done.places)


def test_a_kept_span_is_told_of_where_it_stands():
    spans = [(0, 5, "[PERSON 1]"), (6, 10, Way.KEPT), (11, 14, Way.BAR), (12, 20, Way.KEPT)]
    done = new_text("Zelda rang you yesterday", spans)
    assert done.text == f"[PERSON 1] rang {BAR} yesterday"
    assert done.places == ((0, 10, "[PERSON 1]"), (11, 15, "rang"), (16, 16 + len(BAR), BAR))


def test_a_bar_has_one_width():
    assert rewrite("ab", [(0, 1, Way.BAR)]) == f"{BAR}b"
    assert rewrite("a" * 500, [(0, 500, Way.BAR)]) == BAR


@pytest.mark.parametrize("count", [1, 31, 32, 33, 1000])
def test_a_long_text_with_many_spans_is_parted_between_them(count):
    text = "".join(f"{number:06} rang Zelda at noon; " for number in range(1200))
    step = len(text) // count
    spans = [(at, at + 7, f"[PERSON {at % 5}]") for at in range(0, len(text) - 7, step)]
    spans += [(3, len(text) // 3, "[LONG]")]  # longer than what the engine takes at a call
    done = new_text(text, spans)
    assert done.text == reference(text, spans)
    assert all(done.text[start:end] == what for start, end, what in done.places)
    assert len(done.places) == len(merged(spans))


def test_overlapping_spans_become_one():
    assert (
        rewrite("call Zelda Quillfeather now", [(5, 10, "[A]"), (5, 23, "[B]"), (11, 23, "[C]")])
        == "call [B] now"
    )


def test_touching_spans_stay_two():
    assert rewrite("abcd", [(0, 2, "[1]"), (2, 4, "[2]")]) == "[1][2]"
    assert rewrite("ab cd", [(0, 2, "[1]"), (3, 5, "[1]")]) == "[1] [1]"


@pytest.mark.parametrize("span", [(0, 0, "x"), (-1, 2, "x"), (0, 9, "x"), (3, 2, "x"), (0, 9, Way.KEPT)])
@pytest.mark.parametrize("change", [rewrite, new_text])
def test_a_span_outside_the_text_is_an_error(change, span):
    with pytest.raises(ValueError, match="span"):
        change("abcd", [span])


def test_the_engine_logs_no_word_of_the_text(caplog):
    caplog.set_level(logging.DEBUG)
    rewrite("call Zelda Quillfeather now", [(5, 23, "[PERSON 1]"), (0, 4, Way.BAR)])
    assert caplog.records
    assert not any(word in caplog.text for word in ("call", "Zelda", "Quillfeather", "now"))


_WATCH = """
import sys
seen = []
ways = ("socket.", "subprocess.", "urllib.")
sys.addaudithook(lambda event, args: seen.append(event) if event.startswith(ways) else None)
from evidence_review.redaction.rewriting import rewrite
before = "presidio_anonymizer" in sys.modules or "presidio_analyzer" in sys.modules
rewrite("call Zelda", [])
assert not before and "presidio_anonymizer" not in sys.modules, "the engine loads before a span needs it"
assert rewrite("call Zelda", [(5, 10, "[PERSON 1]")]) == "call [PERSON 1]"
loaded = {name.split(".")[0] for name, one in sys.modules.items() if one}
heavy = {"presidio_analyzer", "spacy", "requests", "azure"} & loaded
print(sorted(heavy), seen, "presidio_anonymizer" in sys.modules)
if sys.argv[1:]:
    import socket
    socket.socket().close()
    print("seen" if seen else "blind")
"""


@pytest.mark.parametrize("control", [[], ["control"]])
def test_it_loads_at_its_first_span_without_the_analyser_and_opens_no_socket(control):
    run = subprocess.run(
        [sys.executable, "-c", _WATCH, *control], capture_output=True, text=True, check=True, timeout=120
    )
    assert run.stdout.split("\n")[0] == "[] [] True"
    assert run.stdout.endswith("seen\n" if control else "True\n")

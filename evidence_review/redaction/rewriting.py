"""Text with spans replaced, by presidio-anonymizer's engine with operators of our own: a token, text that is
kept, a bar (docs/decisions/0041).

The engine loads at the first span of a process. Nothing else puts tokens into text.
"""

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from evidence_review.domain.text_spans import merged

if TYPE_CHECKING:
    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.operators import Operator

BAR = "▒▒▒▒"
"""A bar has one width, so that it does not tell how long the words were."""
_MOST_SPANS, _MOST_LETTERS = 32, 4096
"""Of one call: the engine copies its whole text for each span that it replaces."""
_CLOUD = "presidio_anonymizer.operators.ahds_surrogate"
"""An operator that asks a service on the network, and imports the analyser and spaCy to do so (1.3 s)."""


class Way(Enum):
    """What becomes of a span that gets no token: the text stays, or a bar stands in its place."""

    KEPT = "kept"
    BAR = "bar"


type Span = tuple[int, int, str | Way]
"""Code points start to end of a text, and the token that stands in their place, or a way."""


@dataclass(frozen=True, slots=True)
class NewText:
    """A text with its spans replaced, and what stands where in it: (start, end, words there), in order."""

    text: str
    places: tuple[tuple[int, int, str], ...]


def rewrite(text: str, spans: Sequence[Span]) -> str:
    """The text with each span replaced; spans that overlap become one, whose token is the longest span's.

    A span that is kept gives way to any other that it touches on. ValueError for a span that does not lie in
    the text or has no length.
    """
    return new_text(text, spans).text if spans else text


def new_text(text: str, spans: Sequence[Span]) -> NewText:
    """What `rewrite` gives, and where each token, bar and kept span stands in it. ValueError as there."""
    if any(not 0 <= start < end <= len(text) for start, end, _ in spans):
        raise ValueError("a span must lie in the text")
    out: list[str] = []
    places: list[tuple[int, int, str]] = []
    at = length = 0
    for part in _parts(_apart(spans)):
        first, last = part[0][0], part[-1][1]
        done = _replaced(text[first:last], [(start - first, end - first, what) for start, end, what in part])
        length += first - at
        places += [(start + length, end + length, what) for start, end, what in done.places]
        out += [text[at:first], done.text]
        length += len(done.text)
        at = last
    return NewText("".join([*out, text[at:]]), tuple(places))


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, none overlapping: text stays only where nothing else goes."""
    going = merged([one for one in spans if one[2] is not Way.KEPT])
    kept = merged([one for one in spans if one[2] is Way.KEPT])
    starts = [start for start, _, _ in going]
    clear: list[Span] = []
    for one in kept:
        before = bisect_right(starts, one[1] - 1) - 1  # the last that begins before this one ends
        if before < 0 or going[before][1] <= one[0]:
            clear.append(one)
    return sorted([*going, *clear], key=lambda span: span[0]) if clear else going


def _parts(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans in runs that the engine takes at a call; text is parted between spans, never in one."""
    part: list[Span] = []
    for one in spans:
        if part and (len(part) == _MOST_SPANS or one[1] - part[0][0] > _MOST_LETTERS):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _replaced(text: str, spans: Sequence[Span]) -> NewText:
    """One call of the engine, for spans in order that do not overlap."""
    engine = _engine()
    from presidio_anonymizer import OperatorConfig, RecognizerResult

    kinds = [what.value if isinstance(what, Way) else f"token {what}" for _, _, what in spans]
    tokens = {kind: what for kind, (_, _, what) in zip(kinds, spans, strict=True) if isinstance(what, str)}
    operators = {kind: OperatorConfig("token", {"tokens": tokens}) for kind in tokens}
    operators[Way.KEPT.value] = OperatorConfig("kept")
    operators["DEFAULT"] = OperatorConfig("bar")  # what nobody provided for does not stay
    found = [
        RecognizerResult(kind, start, end, 1.0) for kind, (start, end, _) in zip(kinds, spans, strict=True)
    ]
    done = engine.anonymize(text, found, operators, merge_entities_with_spaces=False)
    items = sorted(done.items, key=lambda item: item.start)
    return NewText(str(done.text), tuple((item.start, item.end, str(item.text)) for item in items))


@lru_cache(maxsize=1)
def _engine() -> "AnonymizerEngine":
    """The engine of this process, built once, with our operators."""
    sys.modules.setdefault(_CLOUD, None)  # pyright: ignore[reportArgumentType]  an import of None fails
    from presidio_anonymizer import AnonymizerEngine

    engine = AnonymizerEngine()
    engine.add_anonymizer(_operator("token", lambda _, asked: asked["tokens"][asked["entity_type"]]))
    engine.add_anonymizer(_operator(Way.KEPT.value, lambda text, _: text))
    engine.add_anonymizer(_operator(Way.BAR.value, lambda _, __: BAR))
    return engine


def _operator(name: str, result: Callable[[str, Mapping[str, Any]], str]) -> "type[Operator]":
    """An operator as presidio registers them: what stands in the place of a text, by its parameters."""
    from presidio_anonymizer.operators import Operator, OperatorType

    class Ours(Operator):
        def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
            return result(text, params or {})

        def validate(self, params: dict[str, Any] | None = None) -> None:
            del params  # those we made ourselves

        def operator_name(self) -> str:
            return name

        def operator_type(self) -> OperatorType:
            return OperatorType.Anonymize

    return Ours

"""What a mark takes out of a sentence beside personal data: a time, an amount, who acted. Over-removal counts
like a leak (reference/law.md I4, 9 (14)).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class LossKind(StrEnum):
    """What a sentence loses, in the words in which it is told."""

    TIME = "its time"
    AMOUNT = "its amount"
    NUMBER = "a number"
    ACTOR = "who acted"
    WORD = "a word that is no name"


@dataclass(frozen=True, slots=True)
class Loss:
    """What the mark on original text[start:end] takes out of the sentence around it, `sentence` as it is and
    `after` as it would leave."""

    start: int
    end: int
    kind: LossKind
    sentence: str
    after: str

    @property
    def words(self) -> str:
        """What is lost, as a sentence for whoever decides."""
        return f"This sentence loses {self.kind}."


_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")
_CLOCK = (
    r"\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|o'?clock|ish)?"
    r"|(?:[01]\d|2[0-3])[0-5]\d\s*(?:hrs?|hours)?"
)
_SPOKEN = (
    r"(?:half|quarter)\s+(?:past\s+|to\s+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r"|midnight|midday|noon|tea ?time|lunch ?time"
)
_TIME = re.compile(rf"(?:{_CLOCK}|{_SPOKEN})", re.IGNORECASE)
_TIME_CUE = re.compile(
    r"(?:\b(?:about|around|at|by|til|till|until|after|before|from|since|past|gone|between|was it|to|nearly|left|"
    r"in|out|approx\.?|or|and|for|round|@)|[~-])\s*$",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[£$€]\s*\d|\d\s*(?:quid|pounds?|p\b|pence|grand|k\b|euros?|zł|bucks)", re.IGNORECASE)
_MONEY_CUE = re.compile(
    r"(?:[£$€]|\b(?:owes?|owed|paid|pay|costs?|took|gave|lent|borrowed|lost|won|worth|for)(?: \w+)?)\s*$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(r"\s*(?:quid|pounds?|pence|grand|euros?|zł|%)", re.IGNORECASE)
_BARE = re.compile(r"[\d\s.,:/-]{1,6}")
_ACTS = re.compile(
    r"(?:'s|'ll|'d)?\s+(?:\w+ly\s+)?(?:is|was|were|are|has|had|have|did|does|do|will|would|can|could|should|must|may|"
    r"might|said|says|told|went|goes|came|comes|left|took|takes?|gave|gets?|got|made|saw|heard|hit|rang|called|drove|"
    r"came|knew|kept|put|sat|stood|ran|let|brought|\w{3,}ed)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?<!\w)[a-z]{3,}(?!\w)")
_PEOPLE = frozenset({"PERSON", "RELATIONSHIP", "OCCUPATION", "TITLE"})


type Rewrite = Callable[[str, Sequence[tuple[int, int, str]]], str]
"""What lays tokens into a text: spans (start, end, token)."""


type IsWord = Callable[[str], bool]
"""Whether a word in small letters is one of the language and no name."""


def losses(
    text: str, marks: Sequence[tuple[int, int, str, str]], rewrite: Rewrite, is_word: IsWord
) -> tuple[Loss, ...]:
    """What marks (start, end, token, kind of personal data) take out of a text beside personal data, in order
    of the text. Spans without a length take nothing."""
    spans = sorted((start, end, token) for start, end, token, _ in marks if start < end <= len(text))
    return tuple(
        Loss(start, end, kind, *_sentences(text, start, end, spans, rewrite))
        for start, end, _, what in sorted(marks)
        if start < end <= len(text) and (kind := loss_of(text, start, end, what, is_word))
    )


def loss_of(text: str, start: int, end: int, what: str, is_word: IsWord) -> LossKind | None:
    """What a mark on text[start:end], of this kind of personal data, takes out beside it; None for nothing.

    `is_word` tells the words of the language from names.
    """
    words, before, after = text[start:end].strip(), text[max(0, start - 24) : start], text[end : end + 24]
    if _MONEY.search(words) or (
        words.replace(",", "").isdigit() and (_MONEY_CUE.search(before) or _MONEY_AFTER.match(after))
    ):
        return LossKind.AMOUNT
    if _TIME.fullmatch(words):
        is_bare = words.isdigit()
        return LossKind.TIME if not is_bare or _TIME_CUE.search(before) else LossKind.NUMBER
    if _BARE.fullmatch(words):
        return LossKind.NUMBER
    if what in _PEOPLE and (_swallowed(words) or _is_verb_alone(words, after)):
        return LossKind.ACTOR
    if what == "PERSON" and any(is_word(word) for word in _PLAIN.findall(words)):
        return LossKind.WORD
    return None


def _swallowed(words: str) -> bool:
    """Whether a mark on a person took a verb with it ("Sister will")."""
    head, _, last = words.rpartition(" ")
    return bool(head) and last.islower() and bool(_ACTS.fullmatch(f" {last}"))


def _is_verb_alone(words: str, after: str) -> bool:
    """Whether what is marked as a relation or a job is what acts in the sentence ("the nurse said")."""
    return words.islower() and bool(_ACTS.match(after))


def _sentences(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]], rewrite: Rewrite
) -> tuple[str, str]:
    """The sentence around a span, as it is and as it would leave."""
    first, last = next((a, b) for a, b in _bounds(text) if start < b)
    last = min(max(last, end), len(text))
    inside = [(a - first, b - first, token) for a, b, token in spans if first <= a and b <= last]
    return text[first:last].strip(), rewrite(text[first:last], inside).strip()


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _ENDS.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)
    yield 0, len(text) + 1

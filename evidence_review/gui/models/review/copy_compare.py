"""A message beside a copy of it, both as this reader may see them: the facts that differ, and each place where
the words do."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from evidence_review.domain.kinds import Direction
from evidence_review.gui.models.plain_words import DECISION_WORDS, KIND_WORDS, count
from evidence_review.gui.models.review.thread_words import answer_words, reaction_words
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.views import ItemView

DIFFERS, MASKED, SAME = "differs", "masked differently", ""
NOTHING = "(nothing here)"
MOST_PLACES = 40
"""Places of words that are listed one by one; more are a count."""
MOST_WORDS = 5000
"""Words up to which a text is compared word by word; beyond, all between its first and its last difference is
one place."""
_WORD = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
_WAYS = {Direction.INCOMING: "incoming", Direction.OUTGOING: "outgoing", Direction.UNKNOWN: "not known"}

type Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words differ: characters of either text as shown, empty where it has none there. `is_mask`: words are
    masked on one side, so that nothing is said of what they are."""

    here: Span
    there: Span
    is_mask: bool = False


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of the comparison: what it is about, how it compares, both sides in words, and its place in the texts
    where it is one of words."""

    about: str
    verdict: str
    here: str
    there: str
    place: Place | None = None


COMPARED: tuple[Column[ComparedRow], ...] = (
    Column("About", lambda one: one.about),
    Column("Compared", lambda one: one.verdict),
    Column("This item", lambda one: one.here, tip=lambda one: one.here),
    Column("The copy", lambda one: one.there, tip=lambda one: one.there),
)


def places(here: ItemView, there: ItemView) -> tuple[Place, ...]:
    """Each place where the shown words differ, in order; the blanks behind a word belong to it."""
    one, other = _words(here.text), _words(there.text)
    same_first = _same(here.text, there.text, one, other)
    same_last = _same_last(here.text, there.text, one[same_first:], other[same_first:])
    one, other = (
        one[same_first : len(one) - same_last],
        other[same_first : len(other) - same_last],
    )
    at = one[0][0] if one else (other[0][0] if other else 0)
    return tuple(
        Place(*spans, is_mask=_on_mask(here, spans[0]) or _on_mask(there, spans[1]))
        for spans in _unlike(here.text, there.text, one, other, at)
    )


def _words(text: str) -> list[Span]:
    return [found.span() for found in _WORD.finditer(text)]


def _same(here: str, there: str, one: list[Span], other: list[Span]) -> int:
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    unlike = (at for at, (a, b) in enumerate(pairs) if here[slice(*a)] != there[slice(*b)])
    return next(unlike, min(len(one), len(other)))


def _same_last(here: str, there: str, one: list[Span], other: list[Span]) -> int:
    return _same(here, there, one[::-1], other[::-1])


def _unlike(here: str, there: str, one: list[Span], other: list[Span], at: int) -> list[tuple[Span, Span]]:
    """The stretches of either text that have no like in the other; `at` is where both begin to differ."""
    if not one and not other:
        return []
    if max(len(one), len(other)) > MOST_WORDS:
        return [(_stretch(one, 0, len(one), at), _stretch(other, 0, len(other), at))]
    match = SequenceMatcher(None, [here[slice(*a)] for a in one], [there[slice(*b)] for b in other])
    return [
        (_stretch(one, a, b, at), _stretch(other, c, d, at))
        for kind, a, b, c, d in match.get_opcodes()
        if kind != "equal"
    ]


def _stretch(words: list[Span], first: int, last: int, at: int) -> Span:
    """Characters of words first to last; an empty span stands behind the word before it."""
    begin = words[first][0] if first < len(words) else (words[-1][1] if words else at)
    return (begin, words[last - 1][1]) if last > first else (begin, begin)


def _on_mask(view: ItemView, span: Span) -> bool:
    masks = (mark for mark in view.marks if mark.sort in {"name", "special"})
    return any(mark.start < span[1] and span[0] < mark.end for mark in masks)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every row, and every place of the words, of which rows list the first alone."""

    rows: tuple[ComparedRow, ...]
    places: tuple[Place, ...]

    @property
    def summary(self) -> str:
        """What differs, in sentences."""
        facts = [one.about.lower() for one in self.rows if one.verdict and not one.about.startswith("Words")]
        hidden = sum(one.is_mask for one in self.places)
        unlike = len(self.places) - hidden
        told = [f"Differs: {', '.join(facts)}." if facts else "No fact differs."]
        if unlike:
            told.append(f"The words differ in {count(unlike, 'place')}.")
        else:
            told.append("The words that are shown are the same." if hidden else "The words are the same.")
        if hidden:
            told.append(f"In {count(hidden, 'place')} words are masked on one side or as someone else.")
        return " ".join(told)


def compared(here: ItemView, there: ItemView) -> Comparison:
    """What differs first: facts, then each place of the words; then what is the same."""
    found = places(here, there)
    facts = [
        ComparedRow(about, SAME if a == b else DIFFERS, a, b)
        for (about, a), (_, b) in zip(_facts(here), _facts(there), strict=True)
    ]
    words = _word_rows(here, there, found)
    unlike, same = [one for one in facts if one.verdict], [one for one in facts if not one.verdict]
    if not words:
        same = [ComparedRow("Words", SAME, _how_many(here), _how_many(there)), *same]
    return Comparison((*unlike, *words, *same), found)


def _how_many(view: ItemView) -> str:
    return count(len(view.text.split()), "word") if view.text else "no text in the source"


def _word_rows(here: ItemView, there: ItemView, found: tuple[Place, ...]) -> list[ComparedRow]:
    rows = [
        ComparedRow(
            f"Words, place {number}",
            MASKED if place.is_mask else DIFFERS,
            _quoted(here.text, place.here),
            _quoted(there.text, place.there),
            place,
        )
        for number, place in enumerate(found[:MOST_PLACES], 1)
    ]
    if len(found) > MOST_PLACES:
        more = f"{count(len(found) - MOST_PLACES, 'more place')}, underlined below"
        rows.append(ComparedRow("Words", DIFFERS, more, more))
    return rows


def _quoted(text: str, span: Span) -> str:
    """Words of a text in quotation marks, with a sign for each blank and each end of a line."""
    words = text[slice(*span)]
    return f"“{words.replace(' ', '␣').replace('\n', '⏎')}”" if words else NOTHING


def _files(view: ItemView) -> str:
    supplied = {True: "", False: ", not supplied"}
    told = (f"{one.media_type or 'type not known'}{supplied[one.supplied]}" for one in view.attachments)
    return "; ".join(told) or "none"


def _deleted(view: ItemView) -> str:
    told = view.deleted_as_reported
    return f"reported by the tool: {told}" if told else "not reported"


def _facts(view: ItemView) -> tuple[tuple[str, str], ...]:
    """What is told of an item beside its words, each with its name; the same names for every item."""
    decided = view.decision
    return (
        ("Exhibit", view.exhibit),
        ("Source", view.source),
        ("Sent", view.time_london or "no time"),
        ("Time as written", view.time_raw or "no time"),
        ("About the time", view.time_note or "nothing"),
        ("From", view.sender or "not known"),
        ("To", ", ".join(view.recipients) or "not known"),
        ("Deleted", _deleted(view)),
        ("Kind", KIND_WORDS[view.kind]),
        ("App", view.app or "not known"),
        ("Conversation", view.thread or "not named"),
        ("Direction", _WAYS[view.direction]),
        ("Answers", answer_words(view) or "nothing"),
        ("Reactions", reaction_words(view) or "none"),
        ("Files", _files(view)),
        ("Decision", DECISION_WORDS[decided.value] if decided else "undecided"),
    )  # fmt: skip

"""Our own token classifier: reads each word in its sentence and says what kind of personal data it looks like
(reference/personal_data.md 4).

Texts are cut into windows, which the network reads (weights.py). Trained by models/train.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from evidence_review.domain.wordpiece import Placed, passages
from evidence_review.recognizers.reading import talk
from evidence_review.recognizers.reading.casing import mark_of
from evidence_review.recognizers.reading.network import Labels, Window, chosen, labels_of, scores_of
from evidence_review.recognizers.reading.word_lists import (
    common_words,
    english_words,
    everyday_words,
    first_names,
    key,
    surnames,
)

LONGEST = 94  # word pieces of a window, before its start and end sign
_PART_OF_NUMBER = 0.25  # a word of letters is part of a number or password from here on
_WINDOWS = 64  # of one text read together: what is held of a long line does not grow with it


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that may be personal data: its place in the text in code points and its number, its likeliest
    kind, how likely it is personal.

    `mask` is how likely a research copy has to mask it (0 to 1).
    """

    start: int
    end: int
    place: int
    kind: str
    probability: float
    mask: float
    begins: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """Words that belong together: places in the text in code points, the kind, how likely they are personal
    data, how likely to be masked."""

    start: int
    end: int
    kind: str
    probability: float
    mask: float


def read(text: str) -> Iterator[Seen]:
    """The words of a text that are personal data with a probability of τ or more; CaseProblem where the model
    is not the one in the manifest."""
    place = 0
    for runs in batched(passages(text, LONGEST), _WINDOWS):
        found = labels_of([_window(text, run) for run in runs])
        yield from _seen(runs, found, place)
        place += sum(map(len, runs))


def read_all(texts: Sequence[str], talks: Iterable[Sequence[int]] = ()) -> list[list[Seen]]:
    """`read` for many texts, whose windows are read together: the same words.

    `talks` are places of texts that follow one another in a conversation: these are read among their
    neighbours too, and what is seen of a word is the mean of both readings.
    """
    runs = [list(passages(text, LONGEST)) for text in texts]
    windows = [[_window(text, run) for run in own] for text, own in zip(texts, runs, strict=True)]
    flat = [(at, window) for at, own in enumerate(windows) for window in own]
    scores = scores_of([window for _, window in flat])
    for place, among in talk.among_others(flat, talks):
        scores[place] = (scores[place] + among) / 2
    found = iter(chosen(scores))
    return [list(_seen(own, [next(found) for _ in own])) for own in runs]


def _window(text: str, run: list[Placed]) -> Window:
    ids = tuple(piece for word in run for piece in word[2])
    return ids, tuple(mark_of(text[start:end]) for start, end, _ in run), tuple(len(word[2]) for word in run)


def _seen(runs: Iterable[list[Placed]], found: Iterable[Labels], place: int = 0) -> Iterator[Seen]:
    """The words that have a label; `place` is the number of the first."""
    for run, labels in zip(runs, found, strict=True):
        for at, label in enumerate(labels):
            if label:
                yield Seen(run[at][0], run[at][1], place + at, *label)
        place += len(run)


def entities(text: str, seen: Iterable[Seen]) -> Iterator[Entity]:
    """Neighbouring words of one kind as one; a line end parts all but the words of one name, and no word
    begins an address inside another."""
    current: Entity | None = None
    last = -1
    for word in seen:
        if (word.kind == "PERSON" and _parts_names(text, word)) or _trails(text, word):
            continue
        if current and word.place == last + 1 and _goes_on(text, current, word):
            current = Entity(
                current.start,
                word.end,
                current.kind,
                max(current.probability, word.probability),
                max(current.mask, word.mask),
            )
        else:
            if current:
                yield current
            current = Entity(word.start, word.end, word.kind, word.probability, word.mask)
        last = word.place
    if current:
        yield current


def _goes_on(text: str, current: Entity, word: Seen) -> bool:
    """Whether a word behind others belongs to what they name."""
    if not _alike(word.kind, current.kind) or _parted(text, current, word):
        return False
    return not (word.begins and word.start > current.end and word.kind != "ADDRESS")


def _trails(text: str, word: Seen) -> bool:
    """Whether it is a word beside a number or password which hardly reads like a part of it: “3305 then
    hash”."""
    return (
        word.kind in {"CODE", "SECRET"}
        and word.probability < _PART_OF_NUMBER
        and text[word.start : word.end].isalpha()
    )


def _alike(kind: str, other: str) -> bool:
    """Whether words of both kinds may be one: a number that is partly read as a password is one number."""
    return kind == other or {kind, other} == {"CODE", "SECRET"}


def _parted(text: str, current: Entity, word: Seen) -> bool:
    """Whether a line end stands between: one inside a name (“Stan”, line end, “W”) parts nothing, one before
    another first name or an ordinary word does."""
    gap = text[current.end : word.start]
    if "\n" not in gap:
        return False
    written = text[word.start : word.end]
    labels = (
        len(written) > 2
        and key(written) in everyday_words() | english_words() | common_words()
        and key(written) not in surnames()
    )
    return (
        gap != "\n"
        or word.kind != "PERSON"
        or word.begins
        or not written[0].isalpha()
        or key(written) in first_names()
        or labels
    )


def _parts_names(text: str, word: Seen) -> bool:
    """Whether it is a sign that stands between names and in none: a comma, a bracket, a full stop but behind
    an initial."""
    sign = text[word.start : word.end]
    initial = (
        sign == "."
        and text[word.start - 1 : word.start].isalpha()
        and not text[max(word.start - 2, 0) : word.start - 1].isalpha()
    )
    return sign in {",", ".", ";", ":", "(", ")", "[", "]", "!", "?", "/", '"', "“", "”", "*"} and not initial

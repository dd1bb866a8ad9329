"""From the running text of a document to its items: pages where the document says where they end, else
sections of moderate size.

A reader of a word processor's format gives one text in which a form feed ends a page and `Marks` stand for
what is no text: pictures, notes in the margin, remarks. Tracked changes and hidden words stand between
`opened` and `CLOSE` until `shown` writes them out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.documents.plain_text import pages as sections

CLOSE = "\x02"
_OPEN, _NAMED, _MARK = "\x01", "\x03", "\x00"
_SPAN = re.compile(f"{_OPEN}([^{_NAMED}]*){_NAMED}([^{_OPEN}{CLOSE}{_NAMED}]*){CLOSE}")
_MARKS = re.compile(f"{_MARK}([0-9]+){_MARK}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_MID_WORD = re.compile(rf"\w{_OPEN}(?:deleted|inserted|moved)|{CLOSE}\w")
_LONGEST = 8_000
_BLANK = "This page is blank."
_EMPTY = "This document holds no text, or none that could be read. Ask the supplier whether that is meant."

type Extra = tuple[str, str]
type Thing = Attachment | Extra | Item


@dataclass(slots=True)
class Marks:
    """What stands in a document beside its words, each found again by the mark that `put` gives for the
    text."""

    things: list[Thing] = field(default_factory=list)

    def put(self, thing: Thing) -> str:
        """Keep one; the mark goes into the running text where it stands."""
        self.things.append(thing)
        return f"{_MARK}{len(self.things) - 1}{_MARK}"


def opened(what: str) -> str:
    """The mark before words that are "inserted", "deleted", "hidden" and so on; CLOSE stands after them."""
    return f"{_OPEN}{clean(what)}{_NAMED}"


def clean(text: str) -> str:
    """Words of a document without the control characters that are marks here."""
    return _CONTROLS.sub("", text)


def shown(paragraph: str) -> str:
    """Marked words in brackets, as "[deleted: words]". Where a change cuts a word, a line with the words as
    changed follows, so that a search finds them."""
    if _OPEN not in paragraph:
        return paragraph
    cut = _MID_WORD.search(_MARKS.sub("", paragraph))
    written = _resolved(paragraph, lambda what, words: f"[{what}: {words}]" if words.strip("\f\n") else words)
    if not cut:
        return written
    after = _resolved(
        _MARKS.sub("", paragraph),
        lambda what, words: "" if what.startswith(("deleted", "moved away")) else words,
    )
    return f"{written}\n[as changed: {' '.join(after.split())}]"


def _resolved(text: str, how: Callable[[str, str], str]) -> str:
    while _OPEN in text:
        text, count = _SPAN.subn(lambda found: how(found[1], found[2]), text)
        if not count:
            return re.sub(f"{_OPEN}[^{_NAMED}]*{_NAMED}|[{_OPEN}{CLOSE}{_NAMED}]", "", text)
    return text.replace(CLOSE, "")


def beside(path: Path, locator: str, what: str, text: str, marks: Marks) -> Item:
    """A record of what stands beside the running text: a header, a comment. Its pictures and remarks go with
    it."""
    words, places = without_marks(shown(text))
    things = [marks.things[number] for _, number in places]
    files = tuple(each for each in things if isinstance(each, Attachment))
    extra = tuple(dict.fromkeys(each for each in things if isinstance(each, tuple)))
    return Item(
        locator,
        ItemKind.RECORD,
        words.replace("\f", "").strip("\n"),
        path.name,
        thread_title=path.stem,
        attachments=files,
        extra=(("what", what), *extra),
    )


def document_items(
    path: Path, text: str, marks: Marks, said: Sequence[Extra] = (), *, paged: bool = False
) -> Iterator[Item | Problem]:
    """The items of a running text, then those that were marked in it.

    `paged`: the end of every page is known, even where it has but one.

    `said` is what the file says of itself; it goes with the first item. An empty document is a Problem.
    """
    words, places = without_marks(shown(text))
    words = words.rstrip()
    beside: list[Item] = []
    first, empty = True, not words and not any(isinstance(each, Attachment) for each in marks.things)
    if empty:
        yield Problem("page 1", ProblemKind.NOT_READ, _EMPTY, 1)
    for position, (name, start, part) in enumerate(_cut(words, paged=paged), 1):
        end = start + len(part)
        end += end >= len(words) or words[end] == "\f"  # a mark at the very end of a page is still on it
        here = [marks.things[each] for at, each in places if start <= min(at, len(words)) < end]
        beside += [replace(each, position=position) for each in here if isinstance(each, Item)]
        item = _item(path, name, position, part, here, said if first else ())
        if item is not None:
            first = False
            yield item
        elif not empty:
            yield Problem(name, ProblemKind.SKIPPED, _BLANK, 1)
    yield from beside


def _cut(words: str, *, paged: bool) -> Iterator[tuple[str, int, str]]:
    """Name, place and words of each page between form feeds, one far longer than a page in parts; of each
    section where nothing ends a page."""
    if not paged and "\f" not in words:
        yield from (
            (f"section {number}", start, part) for number, (start, part) in enumerate(sections(words), 1)
        )
        return
    at = 0
    for number, part in enumerate(words.split("\f"), 1):
        if len(part) <= _LONGEST:
            yield f"page {number}", at, part
        else:
            yield from (
                (f"page {number} part {each}", at + start, piece)
                for each, (start, piece) in enumerate(sections(part), 1)
            )
        at += len(part) + 1


def _item(
    path: Path, locator: str, number: int, text: str, here: list[Thing], said: Sequence[Extra]
) -> Item | None:
    files = tuple(each for each in here if isinstance(each, Attachment))
    if not text.strip() and not files:
        return None
    extra = tuple(dict.fromkeys(each for each in here if isinstance(each, tuple)))
    return Item(
        locator,
        ItemKind.PAGE,
        text,
        path.name,
        number,
        thread_title=path.stem,
        attachments=files,
        extra=(*extra, *said),
    )


def without_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where each stood."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    at = length = 0
    for found in _MARKS.finditer(text):
        pieces.append(text[at : found.start()])
        length += found.start() - at
        places.append((length, int(found[1])))
        at = found.end()
    pieces.append(text[at:])
    return "".join(pieces), places

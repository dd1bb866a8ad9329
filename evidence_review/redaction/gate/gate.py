"""The gate: nothing leaves while anything that was to be gone can still be found in it (reference/safety.md
1.6).

A leak never quotes the term.

It knows nothing of how a file was made, so it judges files of other programs too. To look in one more place,
add to `_looks`.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.redaction_values import Leak
from evidence_review.imaging.pdf_opening import MANY_PAGES, repeats_itself
from evidence_review.redaction.gate import gate_fonts, gate_sight
from evidence_review.redaction.gate.gate_bytes import carved, found_in
from evidence_review.redaction.gate.gate_form import IDLE
from evidence_review.redaction.gate.gate_reading import (
    CODES,
    NOT_DRAWN,
    PageRead,
    code_leaks,
    in_order,
    page_of,
    reading_together,
)
from evidence_review.redaction.gate.gate_text import READERS
from evidence_review.redaction.gate.gate_weight import ENDLESS_TABLE, HEAVY, SLOW, endless_table, too_heavy
from evidence_review.redaction.gate.ocr_regions import Eyes
from evidence_review.redaction.streams.gate_language import private, unshown
from evidence_review.redaction.streams.gate_objects import is_shown, said_beside, streams_of, strings_of
from evidence_review.redaction.streams.packing import NOT_UNPACKED, overpacked
from evidence_review.redaction.streams.unfolding import unfolds
from evidence_review.redaction.terms.folding import plain
from evidence_review.redaction.terms.search import Search, holds, search_for
from evidence_review.redaction.terms.spreading import Spread

_DEEPEST = 5
_END_OF_ARCHIVE, _LAST = b"PK\x05\x06", 66_000
"""What ends an archive, also one behind a file of another kind, and how near to the end of the file."""
_MOST_PARTS = 20_000
_MOST_BYTES = 1 << 30
LEAST_IDLE = 2
"""Fewer idle letters than this, though all of them of the terms, may lie in a font by chance."""


def check(data: bytes, terms: Sequence[str], name: str = "") -> list[Leak]:
    """Every place of the file (of any type) and of its name where one of the terms can still be found; empty
    when it is gone.

    Each word of a personal name counts as the name does (docs/decisions/0010-redaction-rules.md). A part that
    a reader of PDFs cannot read is a leak too: it could not be checked.
    """
    return check_search(data, search_for(terms), name)


def _quiet(what: str, done: int, of: int) -> None:
    """Nobody is told."""


def check_search(
    data: bytes,
    search: Search,
    name: str = "",
    allowed: frozenset[str] = frozenset(),
    tell: Callable[[str, int, int], None] = _quiet,
    read: frozenset[str] = frozenset(),
    spread: Spread | None = None,
    eyes: Eyes | None = None,
) -> list[Leak]:
    """`check` with a search that was made before, such as one with words kept by decision; `allowed` as
    `nearly.nearly` has it.

    `read` names readers whose every page of these very bytes was looked through before, with this search:
    they are not asked again. `tell` hears which reader is at work, the pages read and 0 (how many there are
    is the reader's to say); it may raise to stop. `spread` reads the pages of a long document in several
    processes. `eyes` may have read parts of these pages before.
    """
    leaks = [Leak("file name", "the name of the file")] if name and holds(name, search) else []
    leaks += _Look(search, allowed, tell, read, spread, eyes or Eyes()).file(data, "file", 0)
    return list(dict.fromkeys(leaks))


@dataclass(slots=True)
class _Look:
    """One look at a file: remembers what it has seen, and how much it may still unpack."""

    search: Search
    allowed: frozenset[str]
    tell: Callable[[str, int, int], None] = _quiet
    read: frozenset[str] = frozenset()
    spread: Spread | None = None
    eyes: Eyes = field(default_factory=Eyes)
    seen: set[bytes] = field(default_factory=set[bytes])
    budget: int = _MOST_BYTES

    def file(self, data: bytes, place: str, depth: int) -> Iterator[Leak]:
        """Leaks of a file and of everything packed in it."""
        mark = hashlib.sha256(data).digest()
        if mark in self.seen or not data:
            return
        self.seen.add(mark)
        self.budget -= len(data)
        if depth > _DEEPEST or self.budget < 0:
            yield Leak(place, "packed too deep or too big to be checked")
            return
        how = found_in(data, self.search)
        if how:
            yield Leak(place, how)
        if (said := private(data)) is not None and found_in(said, self.search):
            yield Leak(place, "the encrypted part of a font program")
        if _is_archive(data):
            yield from self._archive(data, place, depth)
        if b"%PDF-" in data[:1024]:
            yield from self._pdf(data, place, depth)
        elif data.lstrip()[:1] == b"<" or b"<?xml" in data[:200]:
            yield from self._markup(data, place)
        elif _is_picture(data):
            yield from self._picture(data, place, depth)
        for inner in carved(data):
            yield from self.file(inner, f"{place}, compressed part", depth + 1)

    def _archive(self, data: bytes, place: str, depth: int) -> Iterator[Leak]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = archive.infolist()[:_MOST_PARTS]
                for number, part in enumerate(parts, 1):
                    if holds(part.filename, self.search) or holds(
                        part.comment.decode("utf-8", "ignore"), self.search
                    ):
                        yield Leak(f"{place}, part {number}", "the name of a packed file")
                    if part.file_size > self.budget:
                        yield Leak(f"{place}, part {number}", "packed too deep or too big to be checked")
                    else:
                        yield from self.file(archive.read(part), f"{place}, part {number}", depth + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
            yield Leak(place, "a packed file that could not be opened to be checked")

    def _markup(self, data: bytes, place: str) -> Iterator[Leak]:
        """Text with its tags taken out: a name may be split over runs."""
        import re

        text = data.decode("utf-8", "ignore")
        for gap in ("", " "):
            if holds(re.sub(r"<[^<>]*>", gap, text), self.search):
                yield Leak(place, "text between tags")

    def _picture(self, data: bytes, place: str, depth: int) -> Iterator[Leak]:
        """What a picture says of itself, and, of one that is the file itself, what is seen on it."""
        if any(holds(word, self.search) for word in _said_of(data)):
            yield Leak(place, "picture metadata")
        if depth == 0 and self.search.wanted:
            yield from gate_sight.picture_leaks(data, self.search, self.allowed)

    def _pdf(self, data: bytes, place: str, depth: int) -> Iterator[Leak]:
        at = "" if place == "file" else f"{place}, "
        if where := overpacked(data):
            yield Leak(f"{at}{where}", NOT_UNPACKED)
        elif _repeats(data) or unfolds(data):
            yield Leak(
                f"{at}pages",
                "the same parts shown thousands of times, so they could not be read to be checked",
            )
            yield from self._objects(data, at, depth)
        else:
            yield from self._pages(data, at, depth)

    def _pages(self, data: bytes, at: str, depth: int) -> Iterator[Leak]:
        """What is read on the pages, perhaps by other processes, while this one looks at them and through the
        parts of the file."""
        heavy = _heavy(data)
        yield from (Leak(f"{at}{where}", HEAVY) for where in heavy)
        if endless := endless_table(data):
            yield Leak(f"{at}table of objects", ENDLESS_TABLE)
        without = SLOW if heavy or endless else frozenset[str]()
        names = [name for name, _ in READERS if (depth or name not in self.read) and name not in without]
        names += [CODES] if self.search.wanted and not depth else []
        spread, shapes = (self.spread, self.eyes.of(data).listed) if not depth else (None, {})
        with closing(reading_together(data, self.search, names, spread, shapes)) as reading:
            sights, objects = [*self._sights(data, at, depth)], [*self._objects(data, at, depth)]
            read = self._read(reading, names)
        yield from (Leak(f"{at}page {one.page}", one.how) for one in read if one.reader != CODES)
        yield from sorted([*code_leaks(read), *sights], key=page_of)
        yield from objects

    def _sights(self, data: bytes, at: str, depth: int) -> Iterator[Leak]:
        """What is seen on the pages."""
        if self.search.wanted and depth == 0:
            try:
                yield from gate_sight.page_leaks(data, self.search, self.allowed, self.tell, self.eyes)
            except ReviewError:
                raise  # told to stop
            except Exception:  # noqa: BLE001  # same
                yield Leak(f"{at}pages", NOT_DRAWN)

    def _objects(self, data: bytes, at: str, depth: int) -> Iterator[Leak]:
        """What is found in the strings, streams and fonts of the file."""
        try:
            for where, text in strings_of(data):
                if holds(text, self.search):
                    yield Leak(f"{at}{where}", "a name or string of the file")
            for number, (where, body, text) in enumerate(streams_of(data)):
                self.tell("looking through the parts of the file", number, 0)
                if holds(text, self.search, 4) and is_shown(
                    data, where, lambda placed: holds(placed, self.search, 4)
                ):
                    yield Leak(f"{at}{where}", "text pieces joined")
                if any(holds(said, self.search) for said in said_beside(body)):
                    yield Leak(f"{at}{where}", "words beside the letters, for screen readers")
                yield from self._stream(data, body, at, where, depth)
            yield from self._fonts(data, at)
        except ReviewError:
            raise  # told to stop
        except Exception:  # noqa: BLE001  # same
            yield Leak(f"{at}objects", "could not be listed to be checked")

    def _stream(self, data: bytes, body: bytes, at: str, where: str, depth: int) -> Iterator[Leak]:
        """A stream as a file; of a page's own, what only its strings hold and its places do not is the end or
        the beginning of a longer word."""
        for leak in self.file(body, f"{at}{where}", depth + 1):
            if (
                leak.place == f"{at}{where}"
                and (rest := unshown(body)) is not None
                and not found_in(rest, self.search)
            ):
                if is_shown(data, where, lambda placed: holds(placed, self.search, 3)):
                    yield leak
            else:
                yield leak

    def _read(self, reading: Iterator[PageRead], names: Sequence[str]) -> list[PageRead]:
        """What the readers of PDFs find, page by page."""
        found: list[PageRead] = []
        for one in reading:
            self.tell(f"reading again with {one.reader}", one.page, 0)
            found += [one] if one.how else []
        return in_order(found, names)

    def _fonts(self, data: bytes, at: str) -> Iterator[Leak]:
        """Terms as the fonts name what they paint; and fonts in which letters lie idle that are all letters
        of the terms."""
        fonts = gate_fonts.looked_at(data)
        for where in gate_fonts.naming(fonts.shown, lambda text: holds(text, self.search)):
            yield Leak(f"{at}{where}", "text read by the names that fonts give their glyphs")
        wanted = {letter for one in self.search.wanted for letter in one.needle}
        for idle in fonts.idle:
            letters = {plain(letter).text for letter in idle.letters}
            if len(letters) >= LEAST_IDLE and letters <= wanted:
                yield Leak(f"{at}object {idle.number}", IDLE)


def _heavy(data: bytes) -> list[str]:
    """Where more is painted than can be read; nothing where that cannot be told, and then the readers say
    so."""
    try:
        return too_heavy(data)
    except Exception:  # noqa: BLE001  # a damaged file makes pikepdf raise whatever it likes
        return []


def _repeats(data: bytes) -> bool:
    """Whether a file was made to keep its readers busy: five of them would read the same page twenty thousand
    times."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        document.close()
    except pypdfium2.PdfiumError:
        return False
    return count > MANY_PAGES and repeats_itself(data)


def _said_of(picture: bytes) -> list[str]:
    """What a picture says of itself; nothing of a damaged one, whose bytes were looked through."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(picture)) as opened:
            return [str(value) for value in (*opened.info.values(), *opened.getexif().values())]
    except Exception:  # noqa: BLE001  # Pillow raises many kinds
        return []


def _is_archive(data: bytes) -> bool:
    """Whether the bytes are an archive, or one stands behind a file of another kind."""
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06"} or (
        _END_OF_ARCHIVE in data[-_LAST:] and zipfile.is_zipfile(io.BytesIO(data))
    )


def _is_picture(data: bytes) -> bool:
    return (
        data[:3] == b"\xff\xd8\xff"
        or data[:8] == b"\x89PNG\r\n\x1a\n"
        or data[:4] in {b"GIF8", b"II*\0", b"MM\0*", b"RIFF"}
        or data[4:8] == b"ftyp"
    )

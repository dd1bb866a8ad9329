"""The elements right below the root of a large XML file from strangers, as they end, read by Expat; text is
mended before (xml_mending).

A file of this kind has one element for each message: Python's own parser gives one in a third of the time of
a tree that is taken down again.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from xml.parsers import expat

from evidence_review.importers.markup.xml_mending import refuse_declarations
from evidence_review.importers.markup.xml_stream import Texts

_PIECE = 1 << 17
_BEGUN = re.compile(r"""<[A-Za-z_:][\w.:-]*+(?:\s++[A-Za-z_:][\w.:-]*+\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+""")


class Piece:
    """An element: its name without prefix, attributes, the text before the first element inside it, and those
    elements."""

    __slots__ = ("attrib", "below", "tag", "text")

    def __init__(self, tag: str, attrib: dict[str, str]) -> None:
        self.tag = tag
        self.attrib = attrib
        self.text: str | None = None
        self.below: list[Piece] = []

    def get(self, key: str) -> str | None:
        """An attribute, None where it is not there."""
        return self.attrib.get(key)

    def __iter__(self) -> Iterator["Piece"]:
        return iter(self.below)

    def iter(self) -> Iterator["Piece"]:
        """The element and all below it, in document order."""
        waiting: list[Piece] = [self]
        while waiting:
            each = waiting.pop()
            yield each
            waiting += each.below[::-1]


def value(element: Piece, name: str) -> str | None:
    """An attribute; None where it is missing, or is the word "null", by which Android apps say so."""
    found = element.attrib.get(name)
    return None if found is None or found == "null" else found


class Pieces:
    """One pass. After the end `broken` says whether the XML ended early or stopped being XML, and `cut` is
    the element that it ended in."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.broken = False
        self.root: Piece | None = None
        self._texts = Texts(chunks)
        self._open: list[Piece] = []
        self._done: list[Piece] = []
        self._words: list[str] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = refuse_declarations
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = self._words.append

    @property
    def mended(self) -> int:
        """In how many places the XML broke the rules and was mended."""
        return self._texts.mended

    @property
    def cut(self) -> Piece | None:
        """The element below the root that was open when the file ended."""
        return self._open[1] if len(self._open) > 1 else None

    def __iter__(self) -> Iterator[list[Piece]]:
        """The elements below the root in document order, many at once; `root` is known before the first of
        them."""
        text, whole = "", False
        try:
            for text in self._texts.texts():
                for start in range(0, len(text), _PIECE):
                    self._parser.Parse(text[start : start + _PIECE].encode("utf-8"), False)
                    yield self._ended()
            whole = True
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            self.broken = True
            if whole:
                self._begin(text[text.rfind(">") + 1 :])
        yield self._ended()

    def _begin(self, end: str) -> None:
        """A tag in which the file ends is begun with what it had said by then."""
        tag = _BEGUN.search(end)
        if tag is None:
            return
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        with suppress(expat.ExpatError):
            parser.Parse(f"{tag[0]}>".encode(), False)

    def _ended(self) -> list[Piece]:
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        piece, around = Piece(tag.rpartition(":")[2], attributes), self._open
        self._said()
        if len(around) > 1:
            around[-1].below.append(piece)
        elif not around:
            self.root = piece
        around.append(piece)

    def _end(self, _: str) -> None:
        self._said()
        piece = self._open.pop()
        if len(self._open) == 1:
            self._done.append(piece)

    def _said(self) -> None:
        """Words belong to the element they stand in, as far as they come before any other."""
        if self._words:
            inmost = self._open[-1]
            if inmost.text is None and not inmost.below:
                inmost.text = "".join(self._words)
            self._words.clear()

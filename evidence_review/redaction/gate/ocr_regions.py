"""Parts of a page that may show words which no reader of text finds: pictures beside words, letters drawn as
shapes, glyphs that have no names.

Pages that hardly hold a word of their own are read whole (`gate_sight`); of all others these parts are read
by machine. To read one more kind of part, add it to `_boxes`.
"""

import hashlib
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from typing import Any

from evidence_review.imaging import ocr, page_words, second_looks
from evidence_review.imaging.painted_shapes import painted_shapes
from evidence_review.imaging.telling_looks import colour_apart
from evidence_review.redaction.gate.beside_words import with_words_beside
from evidence_review.redaction.gate.drawn_letters import lettering
from evidence_review.redaction.gate.small_strokes import small_strokes
from evidence_review.redaction.gate.stored_pictures import as_placed, stored_picture
from evidence_review.redaction.streams.covers import Log
from evidence_review.redaction.streams.glyphs import Box

_LEAST_HIGH, _LEAST_WIDE = 5.0, 12.0
"""Points below which nobody reads a word."""
_DPI, _MOST_DPI, _MOST_SIDE = 200.0, 600.0, 2500
SECONDS = 60.0
"""Wall clock for one part or page: more than for import, since nothing is written where a reading was
stopped."""
_NEAR = 3.0
_MOST_WAITING = 30_000_000
"""Pixels of pictures that wait to be read together."""
_MOST_PARTS, _FEW_SHAPES = 400, 500
_FLAT, _TALL = 8, 1.5
"""Steps of 255 within which all pixels of a part lie that shows nothing; height to width from which words may
stand on their side."""
_PAPER, _EVEN = 240, 0.4
"""Grey from which a ground is white; the share of pixels from which there is a ground."""
_SMALL, _UNLIKE, _CELLS = 64, 32, 4
"""Cells a side in which a picture is held against what the page shows of it; steps of 255 by which a cell is
another, and how many must be."""


@dataclass(frozen=True, slots=True)
class PartRead:
    """The words of a part of a page, by their place on the page as shown, drawn with `width` to `height`
    pixels.

    `hidden` says that they stand in a picture of which the page does not show as much: they have no place.
    """

    reading: ocr.Reading
    hidden: bool
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PartDrawn:
    """A part of a page by the mark of its picture; `place` as the rest of `PartRead`."""

    mark: bytes
    place: tuple[bool, int, int, int, int]


@dataclass(slots=True)
class Eyes:
    """Reads parts of pages, each that looks the same once: a letterhead stands on every page.

    `file` is the hash of the bytes that were looked at last, `pages` what was seen of its pages: None of
    those that are pictures as a whole; `listed` what its pages paint besides letters. `waiting` are pictures that
    are not read yet, by their marks.
    """

    known: dict[bytes, ocr.Reading] = field(default_factory=dict[bytes, ocr.Reading])
    file: bytes = b""
    pages: dict[int, "tuple[PartRead, ...] | None"] = field(
        default_factory=dict[int, "tuple[PartRead, ...] | None"]
    )
    listed: dict[int, Log] = field(default_factory=dict[int, Log])
    waiting: dict[bytes, Any] = field(default_factory=dict[bytes, Any])

    def of(self, data: bytes) -> "Eyes":
        """Itself, for pages of these bytes: what was seen of other bytes is forgotten."""
        mark = hashlib.sha256(data).digest()
        if mark != self.file:
            self.file, self.pages, self.listed = mark, {}, {}
        return self

    def shapes(self, page: Any) -> Log:
        """What a page of these bytes paints besides letters; kept where that is little."""
        if (known := self.listed.get(page.number)) is not None:
            return known
        found = painted_shapes(page)
        if len(found) <= _FEW_SHAPES:
            self.listed[page.number] = found
        return found

    def parts(self, drawn: Sequence["PartDrawn"]) -> tuple[PartRead, ...]:
        """The words in the parts of a page."""
        self._read_waiting()
        return tuple(PartRead(self.known[one.mark], *one.place) for one in drawn)

    def draw(self, page: Any, log: Log) -> list["PartDrawn"]:
        """Every such part of a page (PyMuPDF, and what it paints), and pictures of which it shows less than they
        hold. They are read with those of the next pages, since starting the program takes longer than reading
        one."""
        parts = parts_of(page, log)
        # Asked last: the program is started to answer, which takes as long as a page without pictures.
        if not (parts or page.get_images(full=True)) or ocr.absent():
            return []
        sheet = cache(page.get_displaylist)  # made when the first part is drawn, and once for all of them
        coloured = cache(partial(_has_colours, page))
        shown: list[Any] = []
        places: list[tuple[bool, int, int, int, int]] = []
        for box, finest in parts:
            zoom = min(finest, _MOST_SIDE * 72 / max(box[2] - box[0], box[3] - box[1])) / 72
            picture, (left, top) = _drawn(sheet(), box, zoom)
            more = _colours(sheet(), box, zoom) if coloured() else None
            place = (False, left, top, round(page.rect.width * zoom), round(page.rect.height * zoom))
            for one in (picture, *([] if more is None else [more])):
                shown.append(one)
                places.append(place)
        for picture in _less_shown(page, sheet):
            shown.append(picture)
            places.append((True, 0, 0, 1, 1))
        marks = [_mark(picture) for picture in shown]
        self.waiting |= {mark: one for mark, one in zip(marks, shown, strict=True) if mark not in self.known}
        if sum(one.width * one.height for one in self.waiting.values()) > _MOST_WAITING:
            self._read_waiting()
        return [PartDrawn(mark, place) for mark, place in zip(marks, places, strict=True)]

    def whole(self, page: Any) -> ocr.Reading:
        """The words in the picture of a whole page, each that looks the same read once."""
        if ocr.absent():
            return ocr.Reading(fault=ocr.ABSENT)
        picture = page_words.drawn(page)
        mark = b"whole" + _mark(picture)
        if mark not in self.known:
            self.known[mark] = ocr.recognise(picture, SECONDS)
        return self.known[mark]

    def _read_waiting(self) -> None:
        """Read the pictures that wait, but for those that show nothing or were read before."""
        fresh, self.waiting = self.waiting, {}
        self.known |= dict(zip(fresh, _either_way(list(fresh.values())), strict=True))


def _mark(picture: Any) -> bytes:
    return hashlib.sha256(repr(picture.size).encode() + picture.tobytes()).digest()


def _either_way(pictures: Sequence[Any]) -> list[ocr.Reading]:
    """What is read in pictures; where that is nothing, of those on an even ground as black on white, and of
    high ones on their side."""
    out = [ocr.Reading()] * len(pictures)
    worth = [at for at, one in enumerate(pictures) if not _is_flat(one)]
    _read_into(out, {at: pictures[at] for at in worth})
    left = [at for at in worth if not (out[at].words or out[at].fault)]
    plain = {at: made for at in left if (made := _black_on_white(pictures[at]))}
    _read_into(out, plain)
    for at in left:
        if not (out[at].words or out[at].fault) and pictures[at].height >= _TALL * pictures[at].width:
            shown = plain.get(at, pictures[at])
            sides = [ocr.on_its_side(shown, quarter, SECONDS) for quarter in (90, 270)]
            out[at] = max(sides, key=lambda one: one.confidence)
    return out


def _read_into(out: list[ocr.Reading], shown: Mapping[int, Any]) -> None:
    for at, reading in zip(shown, ocr.recognise_all(list(shown.values()), SECONDS), strict=True):
        out[at] = reading


def _is_flat(picture: Any) -> bool:
    low, high = picture.convert("L").getextrema()
    return high - low <= _FLAT


def _black_on_white(picture: Any) -> Any:
    """A picture on an even ground that is not white, with white for its ground and all else dark; None for
    others.

    Large letters in a small picture look like grounds to the recogniser, which evens out grounds of other
    colours.
    """
    grey = picture.convert("L")
    counts = grey.histogram()
    ground = max(range(256), key=lambda step: sum(counts[max(step - 8, 0) : step + 9]))
    if ground > _PAPER or sum(counts[max(ground - 8, 0) : ground + 9]) < _EVEN * grey.width * grey.height:
        return None
    return grey.point([255 - min(255, 2 * max(0, abs(step - ground) - 12)) for step in range(256)])


def parts_of(page: Any, log: Log) -> list[tuple[Box, float]]:
    """(box, dots to the inch that show all there is) of parts that may show words, in points of the page as
    shown; those that meet are one.

    The whole page where there are too many to be held against each other.
    """
    whole: Box = tuple(page.rect)
    out: list[tuple[Box, float]] = []
    for box, finest in _boxes(page, log):
        cut = (max(box[0], whole[0]), max(box[1], whole[1]), min(box[2], whole[2]), min(box[3], whole[3]))
        if cut[2] - cut[0] >= _LEAST_WIDE and cut[3] - cut[1] >= _LEAST_HIGH:
            _join(out, cut, finest)
        if len(out) > _MOST_PARTS:
            out = [(whole, max(dots for _, dots in out))]
            break
    return [(box, max(_DPI, min(finest, _MOST_DPI))) for box, finest in out]


def _join(out: list[tuple[Box, float]], box: Box, finest: float) -> None:
    """Add a box, made one with all that it meets or touches."""
    while near := next((one for one in out if _touch(one[0], box)), None):
        out.remove(near)
        box = (
            min(box[0], near[0][0]),
            min(box[1], near[0][1]),
            max(box[2], near[0][2]),
            max(box[3], near[0][3]),
        )
        finest = max(finest, near[1])
    out.append((box, finest))


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + _NEAR
        and other[0] <= one[2] + _NEAR
        and one[1] <= other[3] + _NEAR
        and other[1] <= one[3] + _NEAR
    )


def _boxes(page: Any, log: Log) -> Iterator[tuple[Box, float]]:
    """(box, dots to the inch) of every part, in points of the page as shown."""
    kinds = {kind for kind, _ in log}
    finest = _fineness(page) if kinds & {"fill-image", "fill-image-mask", "clip-image-mask"} else []
    words = [word[:4] for word in page.get_text("words")] if finest else []
    for kind, box in log:
        if kind.endswith(("image", "image-mask")):
            dots = max((dots for at, dots in finest if _touch(at, box)), default=_DPI)
            yield _shown(page, with_words_beside(box, words)), dots
    for found in (lettering(page, log), small_strokes(log), _nameless(page), _drawn_notes(page)):
        yield from ((_shown(page, box), _DPI) for box in found)
    if _has_pictured_patterns(page):
        yield tuple(page.rect), _DPI


def _shown(page: Any, box: Sequence[float]) -> Box:
    """A box of the page unturned in points of the page as shown."""
    import pymupdf

    if not page.rotation:
        return box[0], box[1], box[2], box[3]
    at = pymupdf.Rect(box) * page.rotation_matrix
    at.normalize()
    return at.x0, at.y0, at.x1, at.y1


def _fineness(page: Any) -> list[tuple[Box, float]]:
    """(box of the page unturned, dots to the inch) of each picture."""
    out: list[tuple[Box, float]] = []
    for info in page.get_image_info():
        box = info["bbox"]
        across, down = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
        out.append((box, 72 * max(info["width"], info["height"]) / max(across, down)))
    return out


def _drawn_notes(page: Any) -> list[Box]:
    """Where notes drawn by hand lie, which no list of what the page paints has."""
    return [tuple(note.rect) for note in page.annots() if note.type[1] in {"Ink", "PolyLine", "Polygon"}]


def _nameless(page: Any) -> list[Box]:
    """Where signs stand whose fonts draw each by a procedure and do not say which letter it is, in points of
    the page unturned."""
    document = page.parent
    fonts = [(number, kind, name) for number, _, kind, name, *_ in page.get_fonts(full=True)]
    if not any(kind == "Type3" and _is_nameless(document, number) for number, kind, _ in fonts):
        return []
    known = {name.partition("+")[2] or name for _, kind, name in fonts if kind != "Type3"}
    return [
        tuple(span["bbox"])
        for span in page.get_texttrace()
        if (span["font"].partition("+")[2] or span["font"]) not in known
    ]


def _has_pictured_patterns(page: Any) -> bool:
    """Whether a pattern of the page is painted with pictures: the library does not say where they stand."""
    document = page.parent
    _, patterns = document.xref_get_key(page.xref, "Resources/Pattern")
    return any(
        document.xref_get_key(int(number), "Resources/XObject")[0] != "null"
        for number in re.findall(r"(\d+) 0 R", patterns)
    )


def _is_nameless(document: Any, number: int) -> bool:
    """Whether a font has no map to Unicode and names for its signs that say nothing."""
    from fontTools.agl import AGL2UV

    if document.xref_get_key(number, "ToUnicode")[0] != "null":
        return False
    kind, encoding = document.xref_get_key(number, "Encoding")
    if kind == "xref":
        encoding = document.xref_object(int(encoding.split()[0]))
    names = re.findall(r"/([^\s/\[\]<>()]+)", encoding.partition("/Differences")[2].partition("]")[0])
    return any(name not in AGL2UV for name in names)


def _has_colours(page: Any) -> bool:
    return any(info["colorspace"] > 1 for info in page.get_image_info())


def _colours(sheet: Any, box: Box, zoom: float) -> Any:
    """The colour of a part in which letters stand that are as light as their ground, dark on white; None
    where none may."""
    import pymupdf
    from PIL import Image

    drawn = sheet.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), clip=pymupdf.Rect(box), alpha=False)
    picture = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples, "raw", "RGB", drawn.stride)
    colour = colour_apart(picture)
    return None if colour is None else second_looks.evened(colour)


def _drawn(sheet: Any, box: Box, zoom: float) -> tuple[Any, tuple[int, int]]:
    """A part of a page (its display list, made once for all parts) as shown, in grey, and where its first
    pixel lies."""
    import pymupdf
    from PIL import Image

    drawn = sheet.get_pixmap(
        matrix=pymupdf.Matrix(zoom, zoom), clip=pymupdf.Rect(box), colorspace=pymupdf.csGRAY, alpha=False
    )
    return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples, "raw", "L", drawn.stride), (
        drawn.x,
        drawn.y,
    )


def _less_shown(page: Any, sheet: Callable[[], Any]) -> Iterator[Any]:
    """Every picture of which the page does not show all there is: off its edge, cut, covered, too small to be
    read, or nowhere."""
    if not page.get_images(full=True):
        return
    placed = page.get_image_info(xrefs=True)
    # a sign may stand on a page a thousand times
    stored = lru_cache(maxsize=8)(partial(stored_picture, page.parent))
    for info in sorted(placed, key=lambda one: one["xref"]):
        if info["xref"] and min(info["width"], info["height"]) >= _LEAST_WIDE:
            whole = as_placed(stored(info["xref"]), info["transform"][:4])
            if _differs(page, sheet(), whole, _shown(page, info["bbox"])):
                yield whole
    yield from _nowhere(page, {info["xref"] for info in placed})


def _nowhere(page: Any, placed: Container[int]) -> Iterator[Any]:
    """The pictures of a page that are placed nowhere on it, and all masks."""
    for number, mask, width, height, *_ in page.get_images(full=True):
        if min(width, height) < _LEAST_WIDE:
            continue
        if number not in placed:
            yield stored_picture(page.parent, number)
        if mask:
            yield stored_picture(page.parent, mask)


def _differs(page: Any, sheet: Any, whole: Any, box: Box) -> bool:
    """Whether the page shows less of a picture than there is, or something else in its place."""
    edge = tuple(page.rect)
    cut = (max(box[0], edge[0]), max(box[1], edge[1]), min(box[2], edge[2]), min(box[3], edge[3]))
    wide, high = box[2] - box[0], box[3] - box[1]
    if (
        max(cut[2] - cut[0], 0) * max(cut[3] - cut[1], 0) < 0.95 * wide * high
        or min(wide, high) < _LEAST_HIGH
    ):
        return True
    import numpy as np
    from PIL import Image

    shown, _ = _drawn(sheet, box, max(2 * _SMALL / max(min(wide, high), 1), 0.2))
    longest = max(whole.size)
    sizes = tuple(max(4, round(_SMALL * side / longest)) for side in whole.size)
    small = [
        np.asarray(one.resize(sizes, Image.Resampling.BOX), dtype=np.int16)
        for one in (whole, shown.rotate(page.rotation, expand=True))
    ]
    return int((np.abs(small[0] - small[1]) > _UNLIKE).sum()) >= _CELLS

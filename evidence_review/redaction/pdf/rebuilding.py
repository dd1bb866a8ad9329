"""The allow-list rebuild (reference/safety.md 1.5): a new file that holds the pages' painting and nothing
else of the source.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence_review.redaction.fonts.blanking import blank_idle
from evidence_review.redaction.fonts.glyph_names import rename_glyphs
from evidence_review.redaction.pdf.known_contents import Known
from evidence_review.redaction.pdf.resource_copy import Copier
from evidence_review.redaction.streams.stream_rewrite import Spoken

_BOXES = ("/MediaBox", "/CropBox")
_LETTER = (0, 0, 612, 792)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The new file; pages that could not be written again; pages whose pattern or mask text, or layers that
    were off, were left out.

    `spoken` are words that stay beside letters, since they say what is painted (`speaking`); of pages in
    `words_left_out` such words went. By `known` the next rebuild knows contents again.
    """

    data: bytes
    broken: frozenset[int]
    text_left_out: frozenset[int]
    layers_left_out: frozenset[int]
    spoken: frozenset[Spoken] = frozenset()
    words_left_out: frozenset[int] = frozenset()
    known: Mapping[bytes, Known] = field(default_factory=dict[bytes, Known])


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is framed: boxes and turning as the source has them."""

    media: tuple[float, ...]
    crop: tuple[float, ...] | None
    rotate: int
    unit: float


type MakePage = Callable[[Any], Any]
"""Given the new file, a page dictionary made from nothing of the source."""


def _quiet(what: str, done: int, of: int) -> None:
    """Nobody is told."""


def rebuild(
    data: bytes,
    frames: Mapping[int, Frame] | None = None,
    on_top: Mapping[int, bytes] | None = None,
    instead: Mapping[int, MakePage] | None = None,
    *,
    last: bool = False,
    spoken: frozenset[Spoken] | None = None,
    known: Mapping[bytes, Known] | None = None,
    text: bool = True,
    tell: Callable[[str, int, int], None] = _quiet,
) -> Rebuilt:
    """Every page written again by allow-list.

    `frames` replaces the framing of pages; `on_top` adds painting of our own (its font is /ERF, Helvetica);
    `instead` makes a page without looking at the source; `last` says that nothing more will go, so that fonts
    keep no glyph which nothing paints; `spoken` are the words beside letters that an earlier rebuild of this
    file kept, and no others stay; `known` are contents that it wrote; without `text` the pages paint
    everything else.

    The result has no Info, no metadata, one cross-reference table, an /ID made from the content, and no date.
    """
    import pikepdf

    broken: set[int] = set()
    inside: set[int] = set()
    layers: set[int] = set()
    words: set[int] = set()
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as new:
        copier = Copier(source, new, spoken, known)
        count = len(source.pages)
        for number, page in enumerate(source.pages):
            tell("writing", number, count)
            if instead and number in instead:
                new.pages.append(pikepdf.Page(instead[number](new)))
                continue
            try:
                made, used = _page(
                    copier, new, page.obj, (frames or {}).get(number), (on_top or {}).get(number), text=text
                )
                inside |= {number} if used.text_left_out else set()
                layers |= {number} if used.layers_left_out else set()
                words |= {number} if used.words_left_out else set()
            except Exception:  # noqa: BLE001  # whatever is wrong with a hostile page, it becomes pixels
                broken.add(number)
                made = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array(list(_LETTER)))
            new.pages.append(pikepdf.Page(made))
        copier.finish()
        if last:
            blank_idle([(font, strings) for _, font, strings in copier.fonts.pending()])
            rename_glyphs([font for _, font, _ in copier.fonts.pending()])
        out = io.BytesIO()
        new.remove_unreferenced_resources()
        new.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            recompress_flate=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=False,
        )
    left = frozenset(inside), frozenset(layers), frozenset(copier.speech.kept), frozenset(words)
    return Rebuilt(out.getvalue(), frozenset(broken), *left, copier.known)


def _page(
    copier: Copier, new: Any, page: Any, frame: Frame | None, on_top: bytes | None, *, text: bool
) -> tuple[Any, Any]:
    import pikepdf

    data, resources, used = copier.page(page, inherited(page, "/Resources"), keep_text=text)
    framing = frame or frame_of(page)
    made = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array(list(framing.media)))
    if framing.crop:
        made.CropBox = pikepdf.Array(list(framing.crop))
    if framing.rotate:
        made.Rotate = framing.rotate
    if framing.unit != 1:
        made.UserUnit = framing.unit
    group = copier.page_group(page)
    if group is not None:
        made.Group = group
    if on_top:
        data = b"q\n" + data + b"\nQ\n" * (1 + open_states(new, data)) + on_top
        if "/Font" not in resources:
            resources.Font = pikepdf.Dictionary()
        resources.Font["/ERF"] = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    made.Contents = new.make_indirect(pikepdf.Stream(new, data))
    made.Resources = resources
    return made, used


def open_states(new: Any, data: bytes) -> int:
    """How many q are still open at the end of a content stream."""
    import pikepdf

    depth = 0
    for one in pikepdf.parse_content_stream(pikepdf.Stream(new, data)):
        operator = str(one.operator)
        depth = depth + 1 if operator == "q" else max(depth - 1, 0) if operator == "Q" else depth
    return depth


def frame_of(page: Any) -> Frame:
    """The framing of a page with what it inherits; a page without a usable MediaBox is US Letter, as readers
    have it."""
    media, crop = (_rectangle(inherited(page, key)) for key in _BOXES)
    rotate = inherited(page, "/Rotate")
    unit = page.get("/UserUnit")
    turned = int(rotate) % 360 // 90 * 90 if isinstance(rotate, int) else 0
    return Frame(
        media or _LETTER, crop, turned, float(unit) if _is_number(unit) and 0 < float(unit) <= 100 else 1
    )


def inherited(page: Any, key: str) -> Any:
    """A page attribute, from the page or its nearest ancestor that has it."""
    for _ in range(64):
        if page is None:
            return None
        if key in page:
            return page[key]
        page = page.get("/Parent")
    return None


def _rectangle(value: Any) -> tuple[float, ...] | None:
    import pikepdf

    if not isinstance(value, pikepdf.Array) or len(value) != 4 or not all(map(_is_number, value)):
        return None
    left, bottom, right, top = (float(part) for part in value)
    box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    return box if box[2] - box[0] > 0 and box[3] - box[1] > 0 else None


def _is_number(value: Any) -> bool:
    import pikepdf

    return value is not None and not isinstance(value, bool | pikepdf.Object)

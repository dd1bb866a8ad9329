"""Badly redacted pages, as people and programs make them: words that were covered, painted in the colour of
their ground, clipped, or put off the page.

`BLACKOUTS` maps a name to what builds the file. Each is one way of covering (COVERS) on one way of setting
text (SETTINGS). Words stand in Courier, so that their places can be reckoned: 0.6 of the size a letter. What
must be found is COVERED on lines 2 and 4, unless the cover lies otherwise.
"""

from collections.abc import Callable
from functools import partial

from drafting import Draft
from pikepdf import Array, Dictionary, Name

COVERED = ("Zelda", "Quillfeather", "07700900123")
LINES = (
    "The meeting on Tuesday was moved to the library",
    "and Zelda Quillfeather will bring bread and milk",
    "while nobody else was asked to come at all that",
    "day, so call 07700900123 before noon if you can",
    "or leave a note with whoever is at the counter.",
)
type Box = tuple[float, float, float, float]
_LEFT, _TOP, _STEP, _SIZE = 72.0, 700.0, 24.0, 12.0
"""Of the text, in points; the step is from line to line."""


def boxes(
    size: float = _SIZE, left: float = _LEFT, top: float = _TOP, step: float = _STEP, more: float = 0
) -> list[Box]:
    """Where the covered words stand: (left, bottom, width, height), grown by `more` on all sides."""
    out = []
    for row, line in enumerate(LINES):
        for word in COVERED:
            if word in line:
                x, y = left + line.index(word) * 0.6 * size, top - row * step
                out.append(
                    (
                        x - more,
                        y - 0.25 * size - more,
                        len(word) * 0.6 * size + 2 * more,
                        1.1 * size + 2 * more,
                    )
                )
    return out


def _text(
    size: float = _SIZE, left: float = _LEFT, top: float = _TOP, step: float = _STEP, before: str = ""
) -> str:
    rows = " ".join(f"1 0 0 1 {left} {top - row * step} Tm ({line}) Tj" for row, line in enumerate(LINES))
    return f"BT {before} /F2 {size} Tf {rows} ET"


def _filled(colour: str, at: list[Box]) -> str:
    return f" q {colour} " + " ".join(f"{x} {y} {w} {h} re f" for x, y, w, h in at) + " Q "


def _new() -> Draft:
    draft = Draft()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding
    )
    draft.resource("Font", "F2", draft.pdf.make_indirect(font))
    return draft


def _black(draft: Draft, at: list[Box]) -> str:
    return _filled("0 g", at)


def _coloured(colour: str, draft: Draft, at: list[Box]) -> str:
    return _filled(colour, at)


def _by_lines(draft: Draft, at: list[Box]) -> str:
    return "0 g " + " ".join(
        f"{x} {y} m {x + w} {y} l {x + w} {y + h} l {x} {y + h} l h f" for x, y, w, h in at
    )


def _in_one_path(draft: Draft, at: list[Box]) -> str:
    return "0 g " + " ".join(f"{x} {y} {w} {h} re" for x, y, w, h in at) + " f*"


def _outlined(draft: Draft, at: list[Box]) -> str:
    return "0 g 0 G 1 w " + " ".join(f"{x} {y} {w} {h} re B" for x, y, w, h in at)


def _backwards(draft: Draft, at: list[Box]) -> str:
    return _filled("0 g", [(x + w, y + h, -w, -h) for x, y, w, h in at])


def _stroke(draft: Draft, at: list[Box]) -> str:
    return "0 G " + " ".join(f"{h} w {x} {y + h / 2} m {x + w} {y + h / 2} l S" for x, y, w, h in at)


def _strips(draft: Draft, at: list[Box]) -> str:
    return _filled("0 g", [(x + step * 5, y, 5.5, h) for x, y, w, h in at for step in range(int(w // 5) + 1)])


def _stacked(draft: Draft, at: list[Box]) -> str:
    return _filled("1 0 0 rg", at) + _filled("0 g", at) + _filled("1 g", at)


def _each_letter(draft: Draft, at: list[Box]) -> str:
    return _filled(
        "0 g", [(x + step * 7.2, y, 7.2, h) for x, y, w, h in at for step in range(round(w / 7.2))]
    )


def _short(draft: Draft, at: list[Box]) -> str:
    """Boxes that leave out a sliver at the top of the letters' boxes, where no ink is."""
    return _filled("0 g", [(x, y, w, h - 1.2) for x, y, w, h in at])


def _picture(draft: Draft, at: list[Box]) -> str:
    image = draft.stream(
        bytes(3),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    draft.resource("XObject", "Im1", image)
    return " ".join(f"q {w} 0 0 {h} {x} {y} cm /Im1 Do Q" for x, y, w, h in at)


def _stencil(draft: Draft, at: list[Box]) -> str:
    image = draft.stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ImageMask=True, BitsPerComponent=1
    )
    draft.resource("XObject", "Im2", image)
    return " ".join(f"q 0 g {w} 0 0 {h} {x} {y} cm /Im2 Do Q" for x, y, w, h in at)


def _inline(draft: Draft, at: list[Box]) -> str:
    return " ".join(f"q {w} 0 0 {h} {x} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q" for x, y, w, h in at)


def _form(draft: Draft, at: list[Box]) -> str:
    draft.resource("XObject", "Fc", _made(draft, _filled("0 g", at)))
    return "/Fc Do"


def _forms(draft: Draft, at: list[Box]) -> str:
    inner = _made(draft, _filled("0 g", at))
    for _ in range(6):
        inner = _made(draft, "q /In Do Q", Resources=Dictionary(XObject=Dictionary(In=inner)))
    draft.resource("XObject", "Fd", inner)
    return "/Fd Do"


def _group(draft: Draft, at: list[Box]) -> str:
    group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True)
    draft.resource("XObject", "Fg", _made(draft, _filled("0 g", at), Group=group))
    return "/Fg Do"


def _made(draft: Draft, content: str, **keys: object) -> object:
    return draft.stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([-2000, -2000, 4000, 4000]), **keys
    )


def _shading(draft: Draft, at: list[Box]) -> str:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([0]), N=1)
    shade = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceGray,
        Coords=Array([0, 0, 600, 0]),
        Function=function,
        Extend=Array([True, True]),
    )
    draft.resource("Shading", "Sh", draft.pdf.make_indirect(shade))
    return " ".join(f"q {x} {y} {w} {h} re W n /Sh sh Q" for x, y, w, h in at)


def _tiled(draft: Draft, at: list[Box]) -> str:
    cell = draft.stream(
        "0 g 0 0 4 4 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 4, 4]),
        XStep=4,
        YStep=4,
        Resources=Dictionary(),
    )
    draft.resource("Pattern", "Pt", cell)
    return "/Pattern cs /Pt scn " + " ".join(f"{x} {y} {w} {h} re f" for x, y, w, h in at)


def _masked(draft: Draft, at: list[Box]) -> str:
    """Black through a soft mask that is white everywhere: as opaque as without one."""
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray)
    mask = _made(draft, "1 g -2000 -2000 6000 6000 re f", Group=group)
    draft.resource("ExtGState", "Gm", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    return f"q /Gm gs {_filled('0 g', at)} Q"


def _blended(draft: Draft, at: list[Box]) -> str:
    """A marker pen in black, which darkens what lies under it."""
    draft.resource("ExtGState", "Gb", Dictionary(BM=Name.Multiply))
    return f"q /Gb gs {_filled('0 g', at)} Q"


def _spot(draft: Draft, at: list[Box]) -> str:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)
    draft.resource("ColorSpace", "Cs", Array([Name.Separation, Name.Cover, Name.DeviceGray, function]))
    return f"q /Cs cs 0 scn {' '.join(f'{x} {y} {w} {h} re f' for x, y, w, h in at)} Q"


def _layered(draft: Draft, at: list[Box]) -> str:
    layer = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Covers"))
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    draft.resource("Properties", "Oc", layer)
    return f"/OC /Oc BDC {_filled('0 g', at)} EMC"


def _annotated(kind: str, draft: Draft, at: list[Box]) -> str:
    for x, y, w, h in at:
        look = draft.stream(
            f"0 g 0 0 {w} {h} re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, w, h])
        )
        note = draft.annotate(
            Subtype=Name("/" + kind), C=Array([0]), IC=Array([0]), F=4, AP=Dictionary(N=look)
        )
        note.Rect = Array([x, y, x + w, y + h])
        note.QuadPoints = Array([x, y + h, x + w, y + h, x, y, x + w, y])
    return ""


def _block(draft: Draft, at: list[Box]) -> str:
    """One box over all five lines."""
    return _filled("0 g", [(60, 590, 400, 130)])


COVERS: dict[str, Callable[[Draft, list[Box]], str]] = {
    "black": _black,
    "white": partial(_coloured, "1 g"),
    "grey": partial(_coloured, "0.4 g"),
    "red": partial(_coloured, "0.8 0 0 rg"),
    "cmyk": partial(_coloured, "0 0 0 1 k"),
    "spot": _spot,
    "lines": _by_lines,
    "one_path": _in_one_path,
    "outlined": _outlined,
    "backwards": _backwards,
    "stroke": _stroke,
    "strips": _strips,
    "stacked": _stacked,
    "each_letter": _each_letter,
    "short": _short,
    "picture": _picture,
    "stencil": _stencil,
    "inline": _inline,
    "form": _form,
    "forms": _forms,
    "group": _group,
    "shading": _shading,
    "tiled": _tiled,
    "masked": _masked,
    "blended": _blended,
    "layered": _layered,
    "square_note": partial(_annotated, "Square"),
    "highlight": partial(_annotated, "Highlight"),
    "stamp": partial(_annotated, "Stamp"),
    "redact_note": partial(_annotated, "Redact"),
    "block": _block,
}


def _plain(cover: str) -> bytes:
    draft = _new()
    draft.paint(_text())
    draft.paint(COVERS[cover](draft, boxes()))
    return draft.bytes()


def _scaled(cover: str, scale: float = 0.24) -> bytes:
    """As programs that count in dots write a page."""
    draft = _new()
    by = 1 / scale
    at = boxes(_SIZE * by, _LEFT * by, _TOP * by, _STEP * by)
    draft.paint(f"q {scale} 0 0 {scale} 0 0 cm {_text(_SIZE * by, _LEFT * by, _TOP * by, _STEP * by)}")
    draft.paint(COVERS[cover](draft, at) + " Q")
    return draft.bytes()


def _flipped(cover: str) -> bytes:
    """A page whose places are counted from the top, with letters turned back to stand upright."""
    draft = _new()
    rows = " ".join(
        f"1 0 0 -1 {_LEFT} {_TOP - 600 + row * _STEP} Tm ({line}) Tj" for row, line in enumerate(LINES)
    )
    draft.paint(f"q 1 0 0 -1 0 842 cm BT /F2 12 Tf {rows} ET")
    at = [(x, 2 * _TOP - 600 - y - h, w, h) for x, y, w, h in boxes()]
    draft.paint(COVERS[cover](draft, at) + " Q")
    return draft.bytes()


def _in_form(cover: str, depth: int = 1) -> bytes:
    draft = _new()
    resources = Dictionary(Font=draft.page.Resources.Font)
    inner = _made(draft, _text(), Resources=resources)
    for _ in range(depth - 1):
        inner = _made(draft, "q /In Do Q", Resources=Dictionary(XObject=Dictionary(In=inner)))
    draft.resource("XObject", "Ft", inner)
    draft.paint("q /Ft Do Q")
    draft.paint(COVERS[cover](draft, boxes()))
    return draft.bytes()


def _moved_page(cover: str) -> bytes:
    """A page whose box does not begin at nought, cropped, in units of its own."""
    draft = _new()
    draft.page.MediaBox = Array([-100, 300, 600, 1000])
    draft.page.CropBox = Array([20, 400, 560, 900])
    draft.paint(_text())
    draft.paint(COVERS[cover](draft, boxes()))
    return draft.bytes()


def _sized(cover: str, size: float) -> bytes:
    draft = _new()
    draft.paint(_text(size, step=2 * size, top=700))
    draft.paint(COVERS[cover](draft, boxes(size, step=2 * size, top=700)))
    return draft.bytes()


def _moded(cover: str, before: str) -> bytes:
    draft = _new()
    draft.paint(_text(before=before))
    draft.paint(COVERS[cover](draft, boxes()))
    return draft.bytes()


def _turned(cover: str, degrees: int) -> bytes:
    draft = _new()
    draft.page.Rotate = degrees
    draft.paint(_text())
    draft.paint(COVERS[cover](draft, boxes()))
    return draft.bytes()


def _letters(cover: str) -> bytes:
    """Each letter painted for itself, from the last to the first."""
    draft = _new()
    placed = [
        (_LEFT + at * 7.2, _TOP - row * _STEP, char)
        for row, line in enumerate(LINES)
        for at, char in enumerate(line)
    ]
    draft.paint(
        "BT /F2 12 Tf "
        + " ".join(f"1 0 0 1 {x:.2f} {y} Tm ({char}) Tj" for x, y, char in reversed(placed))
        + " ET"
    )
    draft.paint(COVERS[cover](draft, boxes()))
    return draft.bytes()


def _under(cover: str) -> bytes:
    """The words in the colour of the cover, painted after it."""
    draft = _new()
    draft.paint(COVERS[cover](draft, boxes()))
    draft.paint(_text())
    return draft.bytes()


SETTINGS: dict[str, Callable[[str], bytes]] = {
    "plain": _plain,
    "scaled": _scaled,
    "flipped": _flipped,
    "form": _in_form,
    "deep_form": partial(_in_form, depth=5),
    "moved_page": _moved_page,
    "tiny": partial(_sized, size=1.5),
    "small": partial(_sized, size=5),
    "big": partial(_sized, size=14),
    "unseen": partial(_moded, before="3 Tr"),
    "stroked": partial(_moded, before="2 Tr"),
    "white_words": partial(_moded, before="1 g"),
    "letters": _letters,
    "turned_90": partial(_turned, degrees=90),
    "turned_180": partial(_turned, degrees=180),
    "turned_270": partial(_turned, degrees=270),
    "over": _under,
}
_EVERYWHERE = ("black", "white", "one_path", "form", "picture", "square_note")
_UNLIKE = {("over", "white"), ("over", "square_note"), ("scaled", "square_note"), ("flipped", "square_note")}
"""Words that would be seen, and notes, whose places are the page's and not those of its content."""
BLACKOUTS: dict[str, Callable[[], bytes]] = {
    f"{setting}-{cover}": partial(build, cover)
    for setting, build in SETTINGS.items()
    for cover in (COVERS if setting == "plain" else _EVERYWHERE)
    if (setting, cover) not in _UNLIKE
}

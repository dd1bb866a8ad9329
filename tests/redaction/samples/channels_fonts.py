"""Channels in embedded fonts: shapes of letters that nothing paints any more, and codes that no map, or a
false one, explains (reference/safety.md 1.6 a and f)."""

import io
from pathlib import Path

import reportlab
from drafting import KEPT, LAST, SECRET, Draft, channel
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import encrypt
from fontTools.misc.psCharStrings import T1CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

WHOLE = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def program(letters: str) -> tuple[bytes, list[str]]:
    """A TrueType program of these letters and its glyphs in order, as many programs embed it."""
    font = TTFont(WHOLE)
    subsetter = Subsetter(Options(glyph_names=True, notdef_outline=True, hinting=False))
    subsetter.populate(text=letters)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), font.getGlyphOrder()


def compact(letters: str) -> bytes:
    """The same letters as a bare CFF program."""
    data, order = program(letters)
    font = TTFont(io.BytesIO(data))
    glyphs, shapes = font.getGlyphSet(), {}
    for name in order:
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(pen)
        shapes[name] = pen.getCharString()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCFF("Sample", {}, shapes, {})
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupHorizontalMetrics({name: (glyphs[name].width, 0) for name in order})
    return builder.font["CFF "].compile(builder.font)


def type_one(letters: str) -> bytes:
    """The same letters, with straight sides, as a Type 1 program in the way that pdfTeX embeds one: its
    glyphs in a table behind `/CharStrings 12 dict`."""
    font = TTFont(io.BytesIO(program(letters)[0]))
    glyphs, codes = font.getGlyphSet(), {name: code for code, name in font.getBestCmap().items()}
    procedures = b"".join(_procedure(name, glyphs[name]) for name in font.getGlyphOrder())
    places = "\n".join(f"dup {code} /{name} put" for name, code in codes.items())
    clear = (
        "%!PS-AdobeFont-1.0: Sample\n11 dict begin\n/FontType 1 def\n/FontMatrix [0.00048828125 0 "
        "0 0.00048828125 0 0] readonly def\n/FontName /Sample def\n/PaintType 0 def\n"
        f"/FontBBox {{-500 -500 3000 2500}} readonly def\n/Encoding 256 array\n0 1 255 {{1 index "
        f"exch /.notdef put}} for\n{places}\nreadonly def\ncurrentdict end\ncurrentfile eexec\n"
    )
    private = (
        "dup\n/Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} executeonly "
        "def\n/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n"
        f"/BlueValues [] def\n/password 5839 def\n/MinFeature {{16 16}} def\n2 index\n/CharStrings "
        f"{len(font.getGlyphOrder())} dict dup begin\n"
    )
    hidden, _ = encrypt(
        b"\0\0\0\0"
        + private.encode()
        + procedures
        + b"end\nend\nreadonly put\nput\ndup/FontName get exch definefont pop\nmark currentfile closefile\n",
        55665,
    )
    return clear.encode() + hidden


def _procedure(name: str, glyph) -> bytes:
    """A line of that table: a glyph as moves and lines, curves as their ends alone."""
    pen, steps, at = RecordingPen(), [0, glyph.width, "hsbw"], (0, 0)
    glyph.draw(pen)
    for what, points in pen.value:
        if what == "closePath":
            steps.append("closepath")
        elif points:
            to = points[-1] or points[0]
            steps += [to[0] - at[0], to[1] - at[1], "rmoveto" if what == "moveTo" else "rlineto"]
            at = to
    written = T1CharString(program=[*steps, "endchar"])
    written.compile()
    body, _ = encrypt(b"\0\0\0\0" + written.bytecode, 4330)
    return f"/{name} {len(body)} RD ".encode() + body + b" ND\n"


def simple(draft: Draft, data: bytes, key: str, kind: str) -> None:
    """A font of one-byte codes on the page as F2."""
    widths = TTFont(WHOLE)
    advances, names = widths["hmtx"], widths.getBestCmap()
    scale = 1000 / widths["head"].unitsPerEm
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Sample"),
        Flags=32,
        ItalicAngle=0,
        Ascent=900,
        Descent=-200,
    )
    described.update({"/CapHeight": 700, "/StemV": 80, "/FontBBox": Array([-200, -250, 1300, 1000])})
    described[key] = draft.stream(
        data, **({"Subtype": Name("/Type1C")} if key == "/FontFile3" else {"Length1": len(data)})
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name(kind), BaseFont=Name("/ABCDEF+Sample"), Encoding=Name.WinAnsiEncoding
    )
    font.update({"/FirstChar": 32, "/LastChar": 126, "/FontDescriptor": draft.pdf.make_indirect(described)})
    font.Widths = Array([round(advances[names[code]][0] * scale) for code in range(32, 127)])
    draft.resource("Font", "F2", draft.pdf.make_indirect(font))


def by_number(draft: Draft, words: str, unicode: str | None = None) -> None:
    """Words painted by the numbers of their glyphs, with a map to Unicode that says `unicode` for every
    letter, or with none."""
    data, order = program(KEPT + SECRET)
    names, metrics = TTFont(WHOLE).getBestCmap(), TTFont(WHOLE)["hmtx"]
    codes = [order.index(names[ord(letter)]) for letter in words]
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Sample"),
        Flags=4,
        ItalicAngle=0,
        Ascent=900,
        Descent=-200,
    )
    described.update(
        {
            "/CapHeight": 700,
            "/StemV": 80,
            "/FontBBox": Array([-200, -250, 1300, 1000]),
            "/FontFile2": draft.stream(data),
        }
    )
    child = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Sample"), CIDToGIDMap=Name.Identity
    )
    child.update(
        {"/CIDSystemInfo": Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)}
    )
    child.FontDescriptor = draft.pdf.make_indirect(described)
    child.W = Array(
        [
            part
            for code in sorted(set(codes))
            for part in (code, Array([round(metrics[order[code]][0] / 2.048)]))
        ]
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Sample"), Encoding=Name("/Identity-H")
    )
    font.DescendantFonts = Array([draft.pdf.make_indirect(child)])
    if unicode:
        rows = "\n".join(f"<{code:04x}> <{ord(unicode):04x}>" for code in sorted(set(codes)))
        font.ToUnicode = draft.stream(
            (
                f"begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(set(codes))} "
                f"beginbfchar\n{rows}\nendbfchar\nendcmap"
            )
        )
    draft.resource("Font", "F3", draft.pdf.make_indirect(font))
    draft.paint(f" BT /F3 12 Tf 72 640 Td <{''.join(f'{code:04x}' for code in codes)}> Tj ET ")


@channel
def e01_idle_shapes_truetype() -> bytes:
    draft = Draft()
    simple(draft, program(KEPT + LAST)[0], "/FontFile2", "/TrueType")
    draft.paint(f" BT /F2 12 Tf 72 700 Td ({KEPT}) Tj ET ")
    return draft.bytes()


@channel
def e02_idle_shapes_compact() -> bytes:
    draft = Draft()
    simple(draft, compact(KEPT + LAST), "/FontFile3", "/Type1")
    draft.paint(f" BT /F2 12 Tf 72 700 Td ({KEPT}) Tj ET ")
    return draft.bytes()


@channel
def e03_shown_and_idle_after() -> bytes:
    """The name itself in a font of its own letters: when it is taken out its shapes must go with it."""
    draft = Draft()
    simple(draft, program(KEPT + SECRET)[0], "/FontFile2", "/TrueType")
    draft.paint(
        f" BT /F2 12 Tf 72 700 Td ({KEPT}) Tj ET BT /F2 12 Tf 72 680 Td (We met {SECRET} there.) Tj ET "
    )
    return draft.bytes()


@channel
def e04_idle_shapes_type_one() -> bytes:
    draft = Draft()
    simple(draft, type_one(KEPT + LAST), "/FontFile", "/Type1")
    draft.paint(f" BT /F2 12 Tf 72 700 Td ({KEPT}) Tj ET ")
    return draft.bytes()


def set_by_tex() -> bytes:
    """A page as TeX sets it: codes and names stand in the Type 1 program alone, which holds more letters than
    the page shows."""
    draft = Draft()
    simple(draft, type_one(KEPT + "•xyz"), "/FontFile", "/Type1")
    font = draft.page.Resources.Font.F2
    del font.Encoding
    font.FontDescriptor.Flags = 4
    draft.paint(f" BT /F2 12 Tf 72 700 Td ({KEPT}) Tj ET ")
    return draft.bytes()


def numbers_without_a_map() -> bytes:
    draft = Draft()
    by_number(draft, SECRET)
    return draft.bytes()


def numbers_with_a_false_map() -> bytes:
    draft = Draft()
    by_number(draft, SECRET, "x")
    return draft.bytes()

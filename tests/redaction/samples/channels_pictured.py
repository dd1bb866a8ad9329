"""Channels that no reader of text finds, on pages that hold ordinary words too: pictures beside words,
letters drawn as shapes or by procedures."""

import io
from collections.abc import Callable

from drafting import SECRET, Draft, shown
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageDraw, ImageFont

SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
PICTURED: dict[str, Callable[[], bytes]] = {}


def pictured(build: Callable[[], bytes]) -> Callable[[], bytes]:
    PICTURED[build.__name__] = build
    return build


def lettered(words: str = SECRET, size: tuple[int, int] = (700, 90)) -> Image.Image:
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).text((10, 20), words, fill=0, font=ImageFont.truetype(SANS, 48))
    return image


def grey(draft: Draft, image: Image.Image, **keys: object) -> Stream:
    return draft.stream(
        image.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        **keys,
    )


def beside(content: str, image: Image.Image | None = None) -> Draft:
    """A page of words with the picture /I, painted by the content."""
    draft = Draft()
    draft.resource("XObject", "I", grey(draft, image or lettered()))
    draft.paint(content)
    return draft


PLACED = " q 350 0 0 45 72 500 cm /I Do Q "


@pictured
def f01_picture_beside_words() -> bytes:
    return beside(PLACED).bytes()


@pictured
def f02_picture_off_the_page() -> bytes:
    return beside(" q 350 0 0 45 900 500 cm /I Do Q ").bytes()


@pictured
def f03_picture_under_a_white_box() -> bytes:
    return beside(PLACED + " 1 g 60 490 400 60 re f 0 g ").bytes()


@pictured
def f04_picture_clipped_away() -> bytes:
    return beside(" q 0 0 1 1 re W n 350 0 0 45 72 500 cm /I Do Q ").bytes()


@pictured
def f05_picture_too_small_to_read() -> bytes:
    return beside(" q 1 0 0 .2 72 500 cm /I Do Q ").bytes()


@pictured
def f06_picture_half_clipped() -> bytes:
    return beside(" q 72 500 100 45 re W n 350 0 0 45 72 500 cm /I Do Q ").bytes()


@pictured
def f07_picture_under_a_black_box() -> bytes:
    return beside(PLACED + " 0 g 60 490 400 60 re f ").bytes()


@pictured
def f08_picture_without_opacity() -> bytes:
    draft = beside(" q /G0 gs 350 0 0 45 72 500 cm /I Do Q ")
    draft.resource("ExtGState", "G0", Dictionary(Type=Name.ExtGState, ca=0))
    return draft.bytes()


@pictured
def f09_picture_on_its_side() -> bytes:
    return beside(" q 0 350 -45 0 200 300 cm /I Do Q ").bytes()


@pictured
def f10_picture_masked_whole() -> bytes:
    draft = beside(PLACED)
    draft.page.Resources.XObject.I.SMask = grey(draft, Image.new("L", (700, 90)))
    return draft.bytes()


@pictured
def f11_name_in_the_mask() -> bytes:
    draft = beside(PLACED, Image.new("L", (700, 90)))
    draft.page.Resources.XObject.I.SMask = grey(draft, lettered().point(lambda step: 255 - step))
    return draft.bytes()


@pictured
def f12_picture_in_strips() -> bytes:
    image = lettered()
    draft = Draft()
    for at in range(3):
        draft.resource("XObject", f"I{at}", grey(draft, image.crop((0, 30 * at, 700, 30 * at + 30))))
        draft.paint(f" q 350 0 0 15 72 {530 - 15 * at} cm /I{at} Do Q ")
    return draft.bytes()


@pictured
def f13_scan_with_a_long_footer() -> bytes:
    draft = beside(" q 560 0 0 700 10 30 cm /I Do Q ", lettered(size=(900, 1125)))
    draft.paint(
        shown("Disclosed by the office on 3 March, page 1 of 1, do not copy or pass on", y=12, size=8)
    )
    return draft.bytes()


@pictured
def f14_inline_picture() -> bytes:
    draft = Draft()
    small = lettered().resize((350, 45))
    draft.paint(b" q 350 0 0 45 72 500 cm BI /W 350 /H 45 /CS /G /BPC 8 ID " + small.tobytes() + b"\nEI Q ")
    return draft.bytes()


def _three(draft: Draft, procedures: dict[str, Stream], wide: int, **keys: object) -> Dictionary:
    names = [Name("/" + name) for name in procedures]
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, -200, wide, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary({"/" + name: one for name, one in procedures.items()}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, *names])),
        FirstChar=65,
        LastChar=64 + len(names),
        Widths=Array([wide] * len(names)),
        Resources=Dictionary(Font=Dictionary(F1=draft.font)),
        **keys,
    )


@pictured
def f15_sign_that_writes_the_name() -> bytes:
    draft = Draft()
    sign = draft.stream(f"10000 0 d0 BT /F1 1000 Tf 0 0 Td ({SECRET}) Tj ET")
    draft.resource("Font", "T3", _three(draft, {"A": sign}, 10000))
    draft.paint(" BT /T3 18 Tf 72 650 Td (A) Tj ET ")
    return draft.bytes()


@pictured
def f16_signs_written_with_another_font() -> bytes:
    draft = Draft()
    order = sorted(set(SECRET))
    signs = {
        f"g{at}": draft.stream(f"600 0 d0 BT /F1 1000 Tf 0 0 Td ({letter}) Tj ET")
        for at, letter in enumerate(order)
    }
    draft.resource("Font", "T3", _three(draft, signs, 600))
    written = "".join(chr(65 + order.index(letter)) for letter in SECRET)
    draft.paint(f" BT /T3 18 Tf 72 650 Td ({written}) Tj ET ")
    return draft.bytes()


def outline(letter: str) -> tuple[str, float]:
    """The letter as a filled path in a thousandth of its size, and its width."""
    from fontTools.pens.basePen import BasePen
    from fontTools.ttLib import TTFont

    font = TTFont(SANS)
    scale = 1000 / font["head"].unitsPerEm
    glyphs = font.getGlyphSet()
    out: list[str] = []

    class Pen(BasePen):
        def _moveTo(self, at):
            out.append(f"{at[0] * scale:.0f} {at[1] * scale:.0f} m")

        def _lineTo(self, at):
            out.append(f"{at[0] * scale:.0f} {at[1] * scale:.0f} l")

        def _curveToOne(self, one, two, at):
            out.append(" ".join(f"{part * scale:.0f}" for part in (*one, *two, *at)) + " c")

        def _closePath(self):
            out.append("h")

    name = font.getBestCmap()[ord(letter)]
    glyphs[name].draw(Pen(glyphs))
    return " ".join(out), font["hmtx"][name][0] * scale


def shapes(words: str, size: float, *, at_once: bool) -> str:
    """Words as filled shapes from (72, 600): one path for each letter, or one for all."""
    out, x = [], 0.0
    for letter in words:
        path, wide = outline(letter)
        moved = f"1 0 0 1 {x:.0f} 0 cm "
        out.append(f"q {moved}{path} f Q" if not at_once else _shifted(path, x))
        x += wide
    joined = "\n".join(out) + (" f" if at_once else "")
    return f" q {size / 1000} 0 0 {size / 1000} 72 600 cm {joined} Q "


def _shifted(path: str, x: float) -> str:
    out, odd = [], True
    for part in path.split():
        if part.lstrip("-").isdigit():
            out.append(str(int(part) + round(x)) if odd else part)
            odd = not odd
        else:
            out.append(part)
            odd = True
    return " ".join(out)


@pictured
def f17_letters_as_shapes() -> bytes:
    draft = Draft()
    draft.paint(shapes(SECRET, 14, at_once=False))
    return draft.bytes()


@pictured
def f18_line_as_one_shape() -> bytes:
    draft = Draft()
    draft.paint(shapes(f"Seen with {SECRET} today", 12, at_once=True))
    return draft.bytes()


@pictured
def f19_signs_drawn_without_names() -> bytes:
    draft = Draft()
    order = sorted(set(SECRET))
    signs = {f"g{at}": draft.stream(f"600 0 d0 {outline(letter)[0]} f") for at, letter in enumerate(order)}
    draft.resource("Font", "T3", _three(draft, signs, 700))
    draft.paint(
        f" BT /T3 16 Tf 72 650 Td ({''.join(chr(65 + order.index(letter)) for letter in SECRET)}) Tj ET "
    )
    return draft.bytes()


@pictured
def f20_picture_on_a_turned_page() -> bytes:
    draft = beside(" q 0 350 -45 0 200 300 cm /I Do Q ")
    draft.page.Rotate = 90
    return draft.bytes()


@pictured
def f21_picture_inside_forms() -> bytes:
    draft = Draft()
    inner = draft.form(PLACED)
    inner.Resources = Dictionary(XObject=Dictionary(I=grey(draft, lettered())))
    outer = draft.form("/Y Do")
    outer.Resources = Dictionary(XObject=Dictionary(Y=inner))
    draft.resource("XObject", "Z", outer)
    draft.paint(" /Z Do ")
    return draft.bytes()


@pictured
def f22_picture_in_a_pattern() -> bytes:
    draft = Draft()
    cell = draft.stream(
        "q 350 0 0 45 0 0 cm /I Do Q",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 360, 60]),
        XStep=360,
        YStep=60,
        Resources=Dictionary(XObject=Dictionary(I=grey(draft, lettered()))),
    )
    draft.resource("Pattern", "P1", cell)
    draft.paint(" /Pattern cs /P1 scn 0 300 400 120 re f ")
    return draft.bytes()


@pictured
def f23_stamp_that_is_a_picture() -> bytes:
    draft = Draft()
    look = draft.form("q 228 0 0 40 0 0 cm /I Do Q")
    look.BBox = Array([0, 0, 228, 40])
    look.Resources = Dictionary(XObject=Dictionary(I=grey(draft, lettered())))
    draft.annotate(Subtype=Name.Stamp, AP=Dictionary(N=look), F=4)
    return draft.bytes()


@pictured
def f24_light_on_dark_jpeg() -> bytes:
    out = io.BytesIO()
    lettered().point(lambda step: 230 if step < 128 else 40).save(out, "JPEG", quality=60)
    draft = Draft()
    image = Stream(draft.pdf, out.getvalue())
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 700, 90
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceGray, 8, Name.DCTDecode
    draft.resource("XObject", "I", draft.pdf.make_indirect(image))
    draft.paint(PLACED)
    return draft.bytes()


def _mapped(unicode: dict[str, str] | None) -> bytes:
    """The name in an embedded font whose codes are glyph numbers, with this map to Unicode or none; the
    font's program names its glyphs."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    program, out = TTFont(SANS), io.BytesIO()
    subsetter = Subsetter(Options(retain_gids=True, glyph_names=True))
    subsetter.populate(text=SECRET)
    subsetter.subset(program)
    program.save(out)
    numbers = {
        letter: program.getGlyphID(name)
        for letter, name in ((one, program.getBestCmap()[ord(one)]) for one in set(SECRET))
    }
    scale = 1000 / program["head"].unitsPerEm
    widths = [
        part
        for name in program.getGlyphOrder()
        for part in (program.getGlyphID(name), [round(program["hmtx"][name][0] * scale)])
    ]
    draft = Draft()
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Sans"),
        Flags=4,
        FontBBox=Array([-1000, -300, 1500, 1000]),
        ItalicAngle=0,
        Ascent=900,
        Descent=-200,
        CapHeight=700,
        StemV=80,
        FontFile2=draft.stream(out.getvalue(), Length1=len(out.getvalue())),
    )
    child = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Sans"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=draft.pdf.make_indirect(described),
        CIDToGIDMap=Name.Identity,
        W=Array([Array(part) if isinstance(part, list) else part for part in widths]),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Sans"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([draft.pdf.make_indirect(child)]),
    )
    if unicode:
        rows = " ".join(f"<{numbers[letter]:04x}> <{ord(other):04x}>" for letter, other in unicode.items())
        spaces = "1 begincodespacerange <0000> <ffff> endcodespacerange"
        font.ToUnicode = draft.stream(
            f"begincmap {spaces} {len(unicode)} beginbfchar {rows} endbfchar endcmap"
        )
    draft.resource("Font", "E1", draft.pdf.make_indirect(font))
    draft.paint(f" BT /E1 14 Tf 72 600 Td <{''.join(f'{numbers[letter]:04x}' for letter in SECRET)}> Tj ET ")
    return draft.bytes()


@pictured
def f25_map_that_says_other_letters() -> bytes:
    return _mapped({letter: chr(97 + at) for at, letter in enumerate(sorted(set(SECRET)))})


@pictured
def f26_no_map_at_all() -> bytes:
    return _mapped(None)


def content_split_within_a_string() -> bytes:
    """Readers differ on a string that goes on in the next stream; what they paint shows the name."""
    draft = Draft()
    parts = [draft.stream(part) for part in ("BT /F1 18 Tf 72 600 Td (Zel", "da Quill", "feather) Tj ET")]
    draft.page.Contents = Array([draft.page.obj.Contents, *parts])
    return draft.bytes()

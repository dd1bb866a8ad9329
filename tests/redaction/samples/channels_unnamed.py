"""Words whose letters stand in full sight and that no reader of text can name: fonts that do not say which
letters they paint, or say others; letters drawn as shapes or pictures between those that have names.

Each builder takes the word that it paints (`UNNAMED`), as those of `channels_by_place` do.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import reportlab
from channels_by_place import at, between, halves, wide
from drafting import Draft
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw, ImageFont

UNNAMED: dict[str, Callable[[str], bytes]] = {}
SANS = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,"
SHIFTED = {ord(one): other for one, other in zip(LETTERS[:26], LETTERS[1:26] + LETTERS[0], strict=True)}


def unnamed(build: Callable[[str], bytes]) -> Callable[[str], bytes]:
    UNNAMED[build.__name__] = build
    return build


def nameless_program() -> tuple[bytes, list[int]]:
    """A TrueType program without names of its glyphs and without a table of characters, as many programs embed
    it; and the number of the glyph of each of LETTERS."""
    font = TTFont(SANS)
    subsetter = Subsetter(Options(glyph_names=False, notdef_outline=True, hinting=False))
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    cmap = font.getBestCmap()
    numbers = [font.getGlyphID(cmap[ord(letter)]) for letter in LETTERS]
    font["post"].formatType = 3.0
    del font["cmap"]
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), numbers


def tounicode(draft: Draft, rows: Mapping[int, str]) -> Stream:
    lines = "\n".join(
        f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(rows.items())
    )
    return draft.stream(
        f"begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(rows)} beginbfchar\n{lines}\n"
        "endbfchar\nendcmap"
    )


def by_number(draft: Draft, said: Callable[[str], str | None], name: str = "F3") -> Callable[[str], str]:
    """A font of glyph numbers of which the map to Unicode says `said` of each letter, nothing where that is
    None; gives how a text is written with it."""
    data, numbers = nameless_program()
    codes = dict(zip(LETTERS, numbers, strict=True))
    advances = TTFont(SANS)["hmtx"]
    names = TTFont(SANS).getBestCmap()
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Sample"),
        Flags=4,
        ItalicAngle=0,
        Ascent=900,
        Descent=-200,
        CapHeight=700,
        StemV=80,
        FontBBox=Array([-200, -250, 1300, 1000]),
        FontFile2=draft.stream(data),
    )
    child = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Sample"),
        CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=draft.pdf.make_indirect(described),
        W=Array(
            part
            for letter, code in sorted(codes.items(), key=lambda one: one[1])
            for part in (code, Array([round(advances[names[ord(letter)]][0] / 2.048)]))
        ),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Sample"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([draft.pdf.make_indirect(child)]),
    )
    rows = {code: text for letter, code in codes.items() if (text := said(letter)) is not None}
    if rows:
        font.ToUnicode = tounicode(draft, rows)
    draft.resource("Font", name, draft.pdf.make_indirect(font))
    return lambda text: "".join(f"{codes[letter]:04x}" for letter in text)


def in_sight(said: Callable[[str], str | None], sentence: str) -> bytes:
    draft = Draft()
    write = by_number(draft, said)
    draft.paint(f" BT /F3 12 Tf 72 700 Td <{write(sentence)}> Tj ET {between()} ")
    return draft.bytes()


def advance(text: str, size: float = 12) -> float:
    font = TTFont(SANS)
    names, advances = font.getBestCmap(), font["hmtx"]
    return sum(advances[names[ord(letter)]][0] for letter in text) * size / 2048


@unnamed
def no_map(word: str) -> bytes:
    return in_sight(lambda _: None, f"Seen with {word} at noon.")


@unnamed
def no_map_word_alone(word: str) -> bytes:
    return in_sight(lambda _: None, word)


@unnamed
def map_to_the_next_letter(word: str) -> bytes:
    return in_sight(lambda letter: letter.translate(SHIFTED), f"Seen with {word} at noon.")


@unnamed
def map_to_one_letter(word: str) -> bytes:
    return in_sight(lambda _: "x", f"Seen with {word} at noon.")


@unnamed
def map_to_private_signs(word: str) -> bytes:
    return in_sight(lambda letter: chr(0xE000 + ord(letter)), f"Seen with {word} at noon.")


@unnamed
def map_to_no_sign(word: str) -> bytes:
    return in_sight(lambda _: "\ufffd", f"Seen with {word} at noon.")


@unnamed
def map_to_spaces(word: str) -> bytes:
    return in_sight(lambda _: " ", f"Seen with {word} at noon.")


@unnamed
def map_to_unseen_signs(word: str) -> bytes:
    return in_sight(lambda _: "\u200b", f"Seen with {word} at noon.")


@unnamed
def map_to_digits(word: str) -> bytes:
    return in_sight(lambda letter: str(ord(letter) % 10), f"Seen with {word} at noon.")


@unnamed
def map_to_another_script(word: str) -> bytes:
    return in_sight(lambda letter: chr(0x4E00 + ord(letter)), f"Seen with {word} at noon.")


@unnamed
def map_of_other_words(word: str) -> bytes:
    """Another word of the same length is said, letter by letter."""
    other = dict(zip(word, "Marigoldtops", strict=False))
    return in_sight(lambda letter: other.get(letter, letter), f"Seen with {word} at noon.")


@unnamed
def map_without_one_letter(word: str) -> bytes:
    return in_sight(lambda letter: None if letter == "l" else letter, f"Seen with {word} at noon.")


@unnamed
def map_of_two_letters_exchanged(word: str) -> bytes:
    exchanged = {"l": "t", "t": "l", "e": "p", "p": "e"}
    return in_sight(lambda letter: exchanged.get(letter, letter), f"Seen with {word} at noon.")


@unnamed
def half_of_the_word_without_a_map(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    write = by_number(draft, lambda _: None)
    x = 72 + wide(one)
    draft.paint(f"{at(one, 72, 700)} BT /F3 12 Tf {x:.2f} 700 Td <{write(other)}> Tj ET {between()} ")
    return draft.bytes()


@unnamed
def no_map_and_halves_apart(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    write = by_number(draft, lambda _: None)
    x = 72 + advance(one)
    draft.paint(
        f" BT /F3 12 Tf 72 700 Td <{write(one)}> Tj ET {between()} "
        f" BT /F3 12 Tf {x:.2f} 700 Td <{write(other)}> Tj ET "
    )
    return draft.bytes()


@unnamed
def no_map_on_a_turned_page(word: str) -> bytes:
    draft = Draft()
    draft.page.Rotate = 90
    write = by_number(draft, lambda _: None)
    draft.paint(f" BT /F3 12 Tf 72 700 Td <{write(f'Seen with {word} at noon.')}> Tj ET {between()} ")
    return draft.bytes()


@unnamed
def no_map_on_its_side(word: str) -> bytes:
    draft = Draft()
    write = by_number(draft, lambda _: None)
    draft.paint(
        f" BT /F3 12 Tf 0 1 -1 0 300 300 Tm <{write(f'Seen with {word} at noon.')}> Tj ET {between()} "
    )
    return draft.bytes()


@unnamed
def no_map_in_a_form(word: str) -> bytes:
    draft = Draft()
    write = by_number(draft, lambda _: None)
    form = draft.form(f" BT /F3 12 Tf 72 700 Td <{write(f'Seen with {word} at noon.')}> Tj ET ")
    form.Resources = draft.page.Resources
    draft.resource("XObject", "Fm", form)
    draft.paint(f"/Fm Do {between()}")
    return draft.bytes()


def outlines(text: str, x: float, y: float, size: float = 12) -> str:
    """A text as filled shapes."""
    font = TTFont(SANS)
    glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), size / 2048
    out: list[str] = []
    for letter in text:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[names[ord(letter)]].draw(pen)
        out += _path(pen.value, x, y, scale)
        x += glyphs[names[ord(letter)]].width * scale
    return " ".join(out)


def _path(steps: Sequence[tuple[str, tuple]], x: float, y: float, scale: float) -> list[str]:
    out: list[str] = []
    here = (0.0, 0.0)

    def place(point: tuple[float, float]) -> str:
        return f"{x + point[0] * scale:.3f} {y + point[1] * scale:.3f}"

    for what, points in steps:
        if what == "moveTo":
            here = points[0]
            out.append(f"{place(here)} m")
        elif what == "lineTo":
            here = points[0]
            out.append(f"{place(here)} l")
        elif what == "qCurveTo":
            ends = [*points]
            for at_, control in enumerate(ends[:-1]):
                following = ends[at_ + 1]
                last = at_ == len(ends) - 2
                to = (
                    following if last else tuple((a + b) / 2 for a, b in zip(control, following, strict=True))
                )
                c1 = tuple(a + 2 / 3 * (b - a) for a, b in zip(here, control, strict=True))
                c2 = tuple(a + 2 / 3 * (b - a) for a, b in zip(to, control, strict=True))
                out.append(f"{place(c1)} {place(c2)} {place(to)} c")
                here = to
        else:
            out.append("h")
    return [*out, "f"]


@unnamed
def one_letter_as_a_shape(word: str) -> bytes:
    draft = Draft()
    x = 72.0
    head, letter, tail = word[:4], word[4], word[5:]
    draft.paint(at(head, x, 700) + outlines(letter, x + wide(head), 700))
    draft.paint(at(tail, x + wide(word[:5]), 700) + between())
    return draft.bytes()


@unnamed
def capital_as_a_shape(word: str) -> bytes:
    draft = Draft()
    draft.paint(outlines(word[0], 72, 700) + at(word[1:], 72 + advance(word[0]), 700) + between())
    return draft.bytes()


@unnamed
def half_as_shapes(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    draft.paint(at(one, 72, 700) + outlines(other, 72 + wide(one), 700) + between())
    return draft.bytes()


def pictured(draft: Draft, text: str, key: str, x: float, y: float, size: float = 12) -> str:
    """A text as a picture where it would stand."""
    font = ImageFont.truetype(str(SANS), 96)
    wide_, high = round(font.getlength(text)), 128
    image = Image.new("L", (wide_, high), 255)
    ImageDraw.Draw(image).text((0, 96), text, fill=0, font=font, anchor="ls")
    made = draft.stream(
        image.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=wide_,
        Height=high,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    draft.resource("XObject", key, made)
    scale = size / 96
    return f" q {wide_ * scale:.3f} 0 0 {high * scale:.3f} {x:.3f} {y - 32 * scale:.3f} cm /{key} Do Q "


@unnamed
def one_letter_as_a_picture(word: str) -> bytes:
    draft = Draft()
    head, letter, tail = word[:4], word[4], word[5:]
    x = 72 + wide(head)
    draft.paint(at(head, 72, 700) + pictured(draft, letter, "L", x, 700))
    draft.paint(at(tail, x + advance(letter), 700) + between())
    return draft.bytes()


@unnamed
def half_as_a_picture(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    draft.paint(at(one, 72, 700) + pictured(draft, other, "H", 72 + wide(one), 700) + between())
    return draft.bytes()


@unnamed
def halves_as_two_pictures(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    draft.paint(pictured(draft, one, "A", 72, 700) + between())
    draft.paint(pictured(draft, other, "B", 72 + advance(one), 700))
    return draft.bytes()


def drawn_by_procedures(draft: Draft, letters: str, *, named: bool) -> None:
    """A Type 3 font /T3 that draws these letters, under names that say which they are, or nothing."""
    font = TTFont(SANS)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    used = sorted(set(letters))
    key = {letter: names[ord(letter)] if named else f"q{n}" for n, letter in enumerate(used)}
    procedures = {
        "/" + key[letter]: draft.stream(
            f"{glyphs[names[ord(letter)]].width} 0 -200 -600 2200 2000 d1 {outlines(letter, 0, 0, 2048)}"
        )
        for letter in used
    }
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([-200, -600, 2200, 2000]),
        FontMatrix=Array([1 / 2048, 0, 0, 1 / 2048, 0, 0]),
        CharProcs=Dictionary(procedures),
        Encoding=Dictionary(
            Type=Name.Encoding,
            Differences=Array([part for letter in used for part in (ord(letter), Name("/" + key[letter]))]),
        ),
        FirstChar=32,
        LastChar=122,
        Widths=Array([glyphs[names[code]].width if chr(code) in used else 0 for code in range(32, 123)]),
        Resources=Dictionary(),
    )
    draft.resource("Font", "T3", draft.pdf.make_indirect(made))


@unnamed
def procedures_without_names(word: str) -> bytes:
    draft = Draft()
    drawn_by_procedures(draft, word, named=False)
    draft.paint(f" BT /T3 12 Tf 72 700 Td ({word}) Tj ET {between()}")
    return draft.bytes()


@unnamed
def half_by_procedures_without_names(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    drawn_by_procedures(draft, other, named=False)
    draft.paint(f"{at(one, 72, 700)} BT /T3 12 Tf {72 + wide(one):.2f} 700 Td ({other}) Tj ET {between()}")
    return draft.bytes()


@unnamed
def procedures_with_false_names(word: str) -> bytes:
    """The codes say another word of as many letters, the procedures draw this one."""
    draft = Draft()
    drawn_by_procedures(draft, word, named=True)
    font = draft.page.Resources.Font.T3
    used = sorted(set(word))
    false = {ord(letter): letter.translate(SHIFTED) for letter in used}
    font.ToUnicode = tounicode_of_bytes(draft, false)
    font.Encoding.Differences = Array(
        [part for letter in used for part in (ord(letter), Name(f"/q{ord(letter)}"))]
    )
    font.CharProcs = Dictionary(
        {f"/q{ord(letter)}": font.CharProcs["/" + TTFont(SANS).getBestCmap()[ord(letter)]] for letter in used}
    )
    draft.paint(f" BT /T3 12 Tf 72 700 Td ({word}) Tj ET {between()}")
    return draft.bytes()


def tounicode_of_bytes(draft: Draft, rows: Mapping[int, str]) -> Stream:
    lines = "\n".join(
        f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(rows.items())
    )
    return draft.stream(
        f"begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n{len(rows)} beginbfchar\n{lines}\n"
        "endbfchar\nendcmap"
    )


@unnamed
def standard_font_with_a_false_map(word: str) -> bytes:
    """A font that every reader has, whose map says the next letter of the alphabet of each."""
    draft = Draft()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"), Encoding=Name.WinAnsiEncoding
    )
    font.ToUnicode = tounicode_of_bytes(draft, {ord(one): one.translate(SHIFTED) for one in LETTERS})
    draft.resource("Font", "F7", draft.pdf.make_indirect(font))
    one, other = halves(word)
    x = 72 + wide(one, 12, "Times-Roman")
    draft.paint(
        f" BT /F7 12 Tf 72 700 Td ({one}) Tj ET {between()} BT /F7 12 Tf {x:.2f} 700 Td ({other}) Tj ET "
    )
    return draft.bytes()


@unnamed
def codes_of_another_alphabet(word: str) -> bytes:
    """A simple font whose encoding has each letter under the code of the next."""
    draft = Draft()
    moved = [
        part
        for one, other in zip(LETTERS[:26], LETTERS[1:26] + LETTERS[0], strict=True)
        for part in (ord(other), Name("/" + one))
    ]
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(moved)),
    )
    font.ToUnicode = tounicode_of_bytes(draft, {ord(one): one for one in LETTERS[:26]})
    draft.resource("Font", "F7", draft.pdf.make_indirect(font))
    draft.paint(f" BT /F7 12 Tf 72 700 Td ({word.translate(SHIFTED)}) Tj ET {between()}")
    return draft.bytes()

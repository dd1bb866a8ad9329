"""Nobody sees what a font calls its glyphs: a term that is such a name makes no page a picture, and the names
of the new file tell nothing."""

import io
from collections.abc import Callable

import channels_fonts
import likeness
import pikepdf
import pytest
from drafting import KEPT, Draft
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import page_texts, redact_pdf
from evidence_review.redaction.fonts import blanking, eexec, glyph_names, outlines
from evidence_review.redaction.gate import gate

SIGN, TERM = "◊", "Telefon"
"""The name of this sign, lozenge, has as many letters as that which it gets here."""


def type_one() -> bytes:
    whole = channels_fonts.type_one(f"abc{SIGN}").replace(b"/lozenge", b"/Telefon")
    start, clear = outlines.encrypted_part(whole)
    return whole[:start] + eexec.encrypted(clear.replace(b"/lozenge", b"/Telefon"), eexec.PROGRAM)


def compact() -> bytes:
    return channels_fonts.compact(f"abc{SIGN}").replace(b"lozenge", b"Telefon")


def true_type() -> bytes:
    """The soft hyphen is the only sign of this font whose name stands in its table of names."""
    return channels_fonts.program("abc\xad")[0].replace(b"sfthyphen", b"Telefones")


PROGRAMS = {
    "type 1": (type_one, "/FontFile", "/Type1"),
    "compact": (compact, "/FontFile3", "/Type1"),
    "TrueType": (true_type, "/FontFile2", "/TrueType"),
}


def shown(build: Callable[[], bytes], key: str, kind: str, name: str = TERM) -> bytes:
    """A page that shows the sign by its name, between two letters."""
    draft = Draft()
    channels_fonts.simple(draft, build(), key, kind)
    font = draft.page.Resources.Font.F2
    font.Encoding = Dictionary(
        Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([66, Name("/" + name)])
    )
    draft.paint(" BT /F2 12 Tf 72 700 Td (aBc) Tj ET ")
    return draft.bytes()


@pytest.mark.parametrize("form", PROGRAMS)
def test_a_term_that_is_the_name_of_a_sign_leaves_the_page_text(form):
    build, key, kind = PROGRAMS[form]
    term = "Telefones" if form == "TrueType" else TERM
    source = shown(build, key, kind, term)
    assert gate.check(source, [term])
    done = redact_pdf(source, [Removal(term, "[PERSON 1]")])
    assert done.pages_as_pixels == ()
    assert gate.check(done.data, [term]) == []
    assert likeness.compare(source, done.data, {}) == []
    assert KEPT in page_texts(done.data)[0]


@pytest.mark.parametrize("form", PROGRAMS)
def test_names_go_whatever_is_removed(form):
    """Else the one name that went would tell of the term."""
    source = shown(*PROGRAMS[form])
    redacted = redact_pdf(source, [Removal(TERM, "[PERSON 1]")])
    assert redact_pdf(source, []).data == redacted.data


@pytest.mark.parametrize("form", PROGRAMS)
def test_outlines_and_widths_stay_byte_for_byte(form):
    build, _, _ = PROGRAMS[form]
    names = glyph_names.GlyphNames()
    made = glyph_names.with_names(build(), names.of)
    before, after = outlines.read_glyphs(build()), outlines.read_glyphs(made)
    assert len(made) == len(build())
    assert [names.of(name) for name in before.order] == after.order
    assert {names.of(name) for name in before.inked} == after.inked
    assert TERM.encode() not in made
    assert set(before.order) & {"a", "b", "c", ".notdef"} == set(after.order) & {"a", "b", "c", ".notdef"}


def test_a_whole_font_file_stays_one_that_fonttools_reads():
    made = glyph_names.with_names(true_type(), glyph_names.GlyphNames().of)
    font = TTFont(io.BytesIO(made), checkChecksums=2)
    assert font.getGlyphOrder()[-1].startswith(".q")


def test_names_by_which_readers_know_letters_stay():
    names = glyph_names.GlyphNames()
    for name in (
        "a",
        "alpha",
        "centigrade",
        "f_f_i",
        "T_h",
        "uni03B1",
        "u1F600",
        "g12",
        "G123",
        "c6459",
        ".notdef",
        "periodcentered.1",
        "a.sc"[:3],
    ):
        assert names.of(name) == name
    assert [
        names.of(name)
        for name in ("Telefon", "one.oldstyle", "SHARP", "Biohazard", "Telefon", "noteheads.s2")
    ] == [
        ".qqqqqq",
        "one.qqqqqqqq",
        ".qqqq",
        ".qqqqqqqz",
        ".qqqqqq",
        ".qqqqqqqqqqq",
    ]


def test_many_names_of_one_length_stay_apart():
    names = glyph_names.GlyphNames()
    made = {
        names.of(f"{first}{second}{third}zz")
        for first in "ABCDEFGH"
        for second in "ABCDEFGH"
        for third in "ABCDEFGH"
    }
    assert len(made) == 512
    assert all(len(name) == 5 and name.startswith(".") for name in made)


def test_names_of_the_parts_of_a_font_of_numbers_go():
    """Such a program names no glyph; its strings are what its parts are called, and by what its glyphs are
    numbered."""
    program = keyed()
    made = glyph_names.with_names(program, glyph_names.GlyphNames().of)
    assert b"ZeldaSans-Alphabetic" in program
    assert b"Zelda" not in made
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(made), None)
    assert fonts[0].ROS == ("Adobe", "Identity", 0)


def keyed() -> bytes:
    """A CFF program in which glyphs have numbers: header, names, top dictionary, strings, no procedures, then
    what it points to."""

    def index(*parts: bytes) -> bytes:
        if not parts:
            return b"\0\0"
        ends = [1]
        for part in parts:
            ends.append(ends[-1] + len(part))
        return len(parts).to_bytes(2, "big") + b"\1" + bytes(ends) + b"".join(parts)

    def number(value: int) -> bytes:
        return b"\x1c" + value.to_bytes(2, "big")

    strings = index(b"Adobe", b"Identity", b"ZeldaSans-Alphabetic")
    start = 4 + len(index(b"F")) + len(strings) + 2

    def top(at: int) -> bytes:
        shapes, parts, chosen = (
            at,
            at + len(index(b"\x0e")),
            at + len(index(b"\x0e")) + len(index(number(393) + b"\x0c\x26")),
        )
        return (
            number(391) + number(392) + number(0) + b"\x0c\x1e" + number(shapes) + b"\x11"
            + number(parts) + b"\x0c\x24" + number(chosen) + b"\x0c\x25"
        )  # fmt: skip

    whole = index(top(0))
    return (
        b"\1\0\4\1" + index(b"F") + index(top(start + len(whole))) + strings + b"\0\0"
        + index(b"\x0e") + index(number(393) + b"\x0c\x26") + b"\0\0"
    )  # fmt: skip


def test_a_damaged_program_stays_as_it_is():
    with pikepdf.open(io.BytesIO(shown(type_one, "/FontFile", "/Type1"))) as pdf:
        font = pdf.pages[0].Resources.Font.F2
        blanking.program_of(font).write(b"%!PS-AdobeFont-1.0: no more than this")
        glyph_names.rename_glyphs([font])
        assert str(font.Encoding.Differences[1]) == "/Telefon"

"""I3: fonts tell nothing of what was taken out of a page, and codes hide nothing from the gate
(reference/safety.md 1.6 a and f).
"""

import io
import random
import re

import channels_fonts
import likeness
import pikepdf
import pytest
from drafting import KEPT, LAST, SECRET, Draft
from fontTools.misc.eexec import decrypt
from pikepdf import Array, Dictionary, Name

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import page_texts, redact_pdf
from evidence_review.redaction.fonts import blanking, eexec, fontfiles, outlines
from evidence_review.redaction.gate import gate, gate_fonts
from evidence_review.redaction.gate.gate_bytes import found_in
from evidence_review.redaction.terms.search import search_for

REMOVAL = [Removal(SECRET, "[PERSON 1]")]


def idle(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {letter for one in gate_fonts.idle_letters(pdf) for letter in one.letters}


@pytest.mark.parametrize(
    "build",
    [
        channels_fonts.e01_idle_shapes_truetype,
        channels_fonts.e02_idle_shapes_compact,
        channels_fonts.e04_idle_shapes_type_one,
    ],
)
def test_I3_shapes_that_only_a_removed_word_used_are_found_and_go(build):
    assert idle(build()) == set(LAST) - set(KEPT)
    done = redact_pdf(build(), REMOVAL)
    assert idle(done.data) == set()
    assert done.pages_as_pixels == ()


def test_I3_a_font_with_idle_letters_of_no_term_is_no_leak():
    """The control: a font kept whole, as most are, says nothing of any name."""
    draft = Draft()
    channels_fonts.simple(draft, channels_fonts.WHOLE.read_bytes(), "/FontFile2", "/TrueType")
    draft.paint(f" BT /F2 12 Tf 72 700 Td ({KEPT}) Tj ET ")
    assert len(idle(draft.bytes())) > 30
    assert gate.check(draft.bytes(), [SECRET]) == []


def test_a_type_1_program_loses_idle_glyphs_and_nothing_else():
    data = channels_fonts.type_one("abcdefghij")
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, Encoding=pikepdf.Name.WinAnsiEncoding
    )
    assert outlines.read_glyphs(data).inked == {".notdef", *"abcdefghij"}
    made = blanking.without_idle(data, [(font, {b"abj"})])
    assert outlines.read_glyphs(made).inked == {".notdef", *"abj"}
    assert b"/CharStrings 11 dict dup begin\n/.notdef " in outlines.encrypted_part(made)[1]
    assert b"dup 97 /a put" in made
    assert b"dup 99 /c put" not in made


def test_pages_set_by_tex_come_through_as_they_were():
    done = redact_pdf(channels_fonts.set_by_tex(), [])
    assert done.pages_as_pixels == ()
    assert KEPT in page_texts(done.data)[0].split("\n")[-1]
    assert idle(done.data) == set()


def test_I3_shapes_left_in_a_font_make_their_page_a_picture(monkeypatch):
    """Neither the library nor our own blanking takes the shapes out here; the gate finds them, and the page
    goes out without its fonts."""
    import pymupdf

    monkeypatch.setattr(blanking, "without_idle", lambda data, uses: data)
    monkeypatch.setattr(pymupdf.Document, "subset_fonts", lambda *_, **__: None)
    done = redact_pdf(channels_fonts.e03_shown_and_idle_after(), REMOVAL)
    assert done.pages_as_pixels == (0,)
    assert idle(done.data) == set()
    assert gate.check(done.data, [SECRET]) == []


@pytest.mark.parametrize(
    "build", [channels_fonts.numbers_without_a_map, channels_fonts.numbers_with_a_false_map]
)
def test_I3_words_painted_by_number_are_read_by_the_shapes_they_name(build):
    leaks = gate.check(build(), [SECRET])
    assert [leak.place for leak in leaks if "names that fonts give" in leak.how] == ["page 1"]
    assert gate.check(build(), ["Tomas Brackwater"]) == []
    try:
        done = redact_pdf(build(), REMOVAL)
    except OutputProblem:
        return  # not found in any text: nothing is written, which is what must be
    assert gate.check(done.data, [SECRET]) == []
    assert "library" in page_texts(done.data)[0]


def test_words_beside_a_font_program_go_also_where_a_bracket_stands_in_a_comment():
    """As in the licence that stands before the fonts of TeX: a bracket that opens in one comment and closes
    in the next is no string."""
    said = b"% Zelda (the first of\n% them) Quillfeather made this\n/Notice (by 100% Zelda) def\n"
    program = channels_fonts.type_one("abc").replace(b"11 dict begin", said + b"11 dict begin")
    bare = fontfiles.bare_program(program)
    assert len(bare) == len(program)
    assert not {b"Zelda", b"Quillfeather", b"made"} & set(bare.split())
    assert b"11 dict begin" in bare
    assert outlines.read_glyphs(bare).inked == outlines.read_glyphs(program).inked


def test_a_licence_with_brackets_in_it_stops_no_export():
    """The fonts of URW, in every second manual set by TeX, name their licence in brackets inside the brackets
    of a string."""
    said = (
        b"/Notice (Zelda Foundry. See the file COPYING (the Quillfeather licence (of 1997)) for what "
        b"this document contains.) readonly def\n"
    )
    program = channels_fonts.type_one("abc").replace(b"11 dict begin", said + b"11 dict begin")
    bare = fontfiles.bare_program(program)
    assert len(bare) == len(program)
    assert not {b"Zelda", b"contains.", b"licence"} & set(re.split(rb"[\s()]", bare))
    assert outlines.read_glyphs(bare).inked == outlines.read_glyphs(program).inked


@pytest.mark.parametrize("said", [b"% by Zelda Quillfeather\n", b"/Note (by (Zelda) Quillfeather) def\n"])
def test_words_in_the_encrypted_part_of_a_program_are_found_and_go(said):
    """Hiding place e05: no reader shows them, and no search of the file's bytes sees them."""
    whole = channels_fonts.type_one("abc")
    start, clear = outlines.encrypted_part(whole)
    program = whole[:start] + eexec.encrypted(
        clear.replace(b"/BlueValues", said + b"/BlueValues"), eexec.PROGRAM
    )
    assert outlines.read_glyphs(program).inked == outlines.read_glyphs(whole).inked
    draft = Draft()
    channels_fonts.simple(draft, program, "/FontFile", "/Type1")
    draft.paint(" BT /F2 12 Tf 72 700 Td (abc) Tj ET ")
    found = gate.check(draft.bytes(), ["Zelda Quillfeather"])
    assert [leak.how for leak in found] == ["the encrypted part of a font program"]
    assert (
        gate.check(
            redact_pdf(draft.bytes(), [Removal("Zelda Quillfeather", "[PERSON 1]")]).data,
            ["Zelda Quillfeather"],
        )
        == []
    )
    assert outlines.read_glyphs(fontfiles.bare_program(program)).inked == outlines.read_glyphs(whole).inked


@pytest.mark.parametrize("length", [0, 1, 149, 150, 151, 65535, 65536, 65537, 200_001])
def test_the_cipher_of_font_programs_is_that_of_fonttools(length):
    data = random.Random(length).randbytes(length)
    for key in (eexec.PROGRAM, eexec.GLYPH):
        assert eexec.decrypted(data, key) == decrypt(data, key)[0]
        assert eexec.decrypted(eexec.encrypted(data, key), key) == data


def test_a_glyph_of_a_standard_name_stops_no_export():
    """As in fonts of signs, whose programs name their glyphs: /proportional, /section, /diamond."""
    program = channels_fonts.type_one("abc").replace(b"/a put", b"/proportional put")
    search = search_for(["proportional"])
    assert found_in(program.replace(b"11 dict begin", b"% proportional\n11 dict begin"), search)
    assert found_in(program.replace(b"/proportional", b"/proportional-by"), search)
    assert not found_in(program, search)


def test_letters_of_which_nothing_says_the_sign_stay_letters_and_their_page_stays_a_page():
    """Drawn fonts number their letters as they like, also as blanks and control signs (9, 10, 32); readers
    then make up what they are."""
    codes = [1, 2, 7, 9, 10, 14, 32, 65]
    draft = Draft()
    procedures = Dictionary(
        {
            f"/g{code}": draft.stream(f"700 0 0 0 {400 + code} 600 d1 0 0 {400 + code} 600 re f")
            for code in codes
        }
    )
    names = Array([each for code in codes for each in (code, Name(f"/g{code}"))])
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 700, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
    )
    font.FirstChar, font.LastChar, font.Widths = 0, 65, Array([700] * 66)
    font.CharProcs, font.Encoding = procedures, Dictionary(Type=Name.Encoding, Differences=names)
    draft.resource("Font", "T1", font)
    draft.paint(f"BT /T1 12 Tf 72 600 Td <{bytes(codes).hex()}> Tj ET")
    done = redact_pdf(draft.bytes(), [])
    assert done.pages_as_pixels == ()
    assert likeness.compare(draft.bytes(), done.data, {}) == []

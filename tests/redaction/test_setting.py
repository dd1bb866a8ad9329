"""I9: a passage becomes a token of its own width and the rest of its line is set anew, so that nothing on the
page tells how long it was."""

import ctypes
import io
from decimal import Decimal

import channels
import channels_fonts
import layouts
import likeness
import pikepdf
import pypdfium2
import pytest
from drafting import Draft
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review.domain.redaction_values import Level, Removal
from evidence_review.redaction import page_texts, redact_pdf
from evidence_review.redaction.pdf.bar_reasons import CHOSEN, FRAMED, NO_ROOM
from evidence_review.redaction.pdf.name_widths import names_that_fit

NAMES = ("Al Po", "Zelda Quillfeather", "Wilhelmina Warmwater-Mountbank", "Ivy Lill")
SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
pytestmark = pytest.mark.filterwarnings("ignore")


def redacted(source: bytes, name: str, **more):
    return redact_pdf(source, [Removal(name, "[PERSON 1]")], **more)


def letter(name: str) -> bytes:
    draft = channels.Draft()
    draft.paint(
        channels.shown(f"Dear {name}, the hall is open at noon.", y=700)
        + channels.shown("The same edge here.", y=680)
    )
    return draft.bytes()


def kerned(name: str) -> bytes:
    draft = channels.Draft()
    draft.paint(
        (
            f"BT /F1 11 Tf 72 700 Td [(W) 80 (as ) -20 ({name}) 35 ( A) 70 (V) 60 (A there)] TJ 0 -14 "
            f"Td (Below.) Tj ET"
        )
    )
    return draft.bytes()


def justified(name: str) -> bytes:
    """A line stretched to 480 points by its spaces, as a court prints it."""
    import pymupdf

    words = f"On that day {name} came to the house with two dogs"
    spare = 480 - pymupdf.get_text_length(words, "helv", 12)
    draft = channels.Draft()
    draft.paint(
        (
            f"BT /F1 12 Tf {spare / words.count(' '):.4f} Tw 72 700 Td ({words}) Tj 0 Tw 0 -15 Td (and "
            f"left again at night.) Tj ET"
        )
    )
    return draft.bytes()


def centred(name: str) -> bytes:
    return _placed(f"Statement of {name} of Elm Street", lambda wide: (595 - wide) / 2)


def at_the_right(name: str) -> bytes:
    return _placed(f"See you there, {name}, at four", lambda wide: 520 - wide, also="Yes, four is fine")


def _placed(words: str, left, also: str = "") -> bytes:
    import pymupdf

    draft = channels.Draft()
    for y, line in ((700, words), (680, also)):
        draft.paint(
            f"BT /F1 12 Tf {left(pymupdf.get_text_length(line, 'helv', 12)):.4f} {y} Td ({line}) Tj ET"
            if line
            else ""
        )
    return draft.bytes()


def turned(name: str) -> bytes:
    draft = channels.Draft()
    draft.paint(f"q 0.866 0.5 -0.5 0.866 150 300 cm BT /F1 12 Tf (A note of {name} seen by all) Tj ET Q")
    return draft.bytes()


def several_operators(name: str) -> bytes:
    draft = channels.Draft()
    draft.paint(f"BT /F1 10 Tf 1 0 0 1 72 700 Tm (From ) Tj ({name}) Tj ( to the board) Tj T* ET")
    return draft.bytes()


def underlined(name: str) -> bytes:
    import pymupdf

    before, wide = (pymupdf.get_text_length(words, "helv", 12) for words in ("Write to ", name))
    draft = channels.Draft()
    draft.paint(
        channels.shown(f"Write to {name} today", y=700)
        + f" 0 0 1 rg {72 + before:.3f} 698 {wide:.3f} 0.6 re f"
    )
    return draft.bytes()


@pytest.mark.parametrize(
    "build", [letter, kerned, justified, centred, at_the_right, turned, several_operators, underlined]
)
def test_I9_the_export_is_the_same_whatever_the_name_was(build):
    """The gap attack of reference/safety.md 1.4 with every name possible: not one byte depends on the
    name."""
    done = [redacted(build(name), name) for name in NAMES]
    assert {mark.level for one in done for mark in one.marks} == {Level.TOKEN}
    assert len({one.data for one in done}) == 1
    assert "[PERSON 1]" in page_texts(done[0].data)[0]


def test_I9_a_bar_on_the_same_place_tells_the_width_and_says_so():
    """The control: with L1 the same attack succeeds, and the reviewer is told how many names would fit."""
    done = [redacted(letter(name), name, level=Level.BAR) for name in NAMES]
    assert len({one.data for one in done}) == len(NAMES)
    assert all(mark.level is Level.BAR for one in done for mark in one.marks)
    assert any("names tried" in warning for warning in done[1].warnings)


def test_I9_the_whole_line_goes_where_asked():
    done = [redacted(letter(name), name, level=Level.LINE) for name in NAMES]
    text = page_texts(done[0].data)[0]
    assert "hall is open" not in text
    assert "The same edge here." in text
    assert len({one.data for one in done}) == 1


def test_only_the_run_of_the_same_cell_moves():
    draft = channels.Draft()
    for y in (700, 680, 660):
        draft.paint(channels.shown("Zelda Quillfeather", 72, y) + channels.shown("three dogs", 250, y))
    done = redacted(draft.bytes(), "Zelda Quillfeather")
    assert {mark.level for mark in done.marks} == {Level.TOKEN}
    with pikepdf.open(io.BytesIO(done.data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"250 ") == 3


def test_a_token_that_has_no_room_becomes_a_bar_with_the_reason():
    draft = channels.Draft()
    for y in (700, 680, 660):
        draft.paint(channels.shown("Al", 72, y) + channels.shown("three dogs", 92, y))
    done = redacted(draft.bytes(), "Al")
    assert {(mark.level, mark.why) for mark in done.marks} == {(Level.BAR, NO_ROOM)}


def test_a_frame_as_wide_as_the_line_is_told_of():
    import pymupdf

    line = "Call Zelda Quillfeather now"
    wide = pymupdf.get_text_length(line, "helv", 12)
    draft = channels.Draft()
    draft.paint(f"0.8 1 0.8 rg 66 690 {wide + 12:.2f} 24 re f 0 g " + channels.shown(line))
    done = redacted(draft.bytes(), "Zelda Quillfeather")
    assert [(mark.level, mark.why) for mark in done.marks] == [(Level.TOKEN, FRAMED)]


def test_a_name_broken_over_two_lines_leaves_one_token():
    draft = channels.Draft()
    draft.paint(
        channels.shown("The keys of Zelda Quill-", y=700) + channels.shown("feather were found.", y=686)
    )
    done = redacted(draft.bytes(), "Zelda Quillfeather")
    text = page_texts(done.data)[0]
    assert text.count("[PERSON 1]") == 1
    assert "were found" in text
    assert "feather" not in text


@pytest.mark.parametrize("name", [name for name in layouts.LAYOUTS if name != "scan_with_layer"])
def test_pages_of_several_programs_are_set_anew_without_a_fault(name):
    done = redact_pdf(
        layouts.LAYOUTS[name](), [Removal("Zelda Quillfeather", "[PERSON 1]"), Removal("Tomas", "[PERSON 2]")]
    )
    assert done.pages_as_pixels == ()
    assert {mark.level for mark in done.marks} == {Level.TOKEN}


def test_names_are_counted_that_fit():
    import pymupdf

    wide = pymupdf.get_text_length("Anna Brown", "tiro", 11)
    fit, tried = names_that_fit("Anna Brown", wide, 11)
    assert 0 < fit < tried
    assert tried > 1_000_000


words = st.lists(
    st.sampled_from(["noon", "library", "WAVY", "tea,", "difficult", "of"]), min_size=1, max_size=6
).map(" ".join)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(left=words, right=words, size=st.sampled_from([7, 10.5, 14]), word=st.sampled_from([0, 1.7]))
def test_property_no_byte_depends_on_the_name_and_the_other_words_stay(left, right, size, word):
    """Twice gives the same as once, the words stay in order, and two names leave the same bytes."""
    out = []
    for name in NAMES[:2]:
        draft = channels.Draft()
        draft.paint(f"BT /F1 {size} Tf {word} Tw 60 600 Td ({left} {name} {right}) Tj ET")
        out.append(redacted(draft.bytes(), name))
    assert out[0].data == out[1].data
    assert f"{left} [PERSON 1] {right}" in " ".join(page_texts(out[0].data)[0].split())
    again = redacted(out[0].data, NAMES[0])
    assert again.removed == 0
    assert page_texts(again.data) == page_texts(out[0].data)
    assert likeness.compare(out[0].data, again.data, {}) == []


def fractions(draft: Draft, odd: str, even: str) -> None:
    """A font of TeX, whose widths are no whole thousandths."""
    channels_fonts.simple(draft, channels_fonts.type_one(SENTENCE), "/FontFile", "/Type1")
    font = draft.page.Resources.Font.F2
    font.Widths = pikepdf.Array(
        [int(width) + Decimal(odd if code % 2 else even) for code, width in enumerate(font.Widths, 32)]
    )


def drawn_letters(draft: Draft, odd: str, even: str) -> None:
    """A font whose letters are drawings (Type 3), as TeX embeds those that it has as pixels alone."""
    codes = range(32, 123)
    procs = pikepdf.Dictionary(
        {f"/a{code}": draft.stream("600 0 0 0 500 700 d1 0 0 400 700 re f") for code in codes}
    )
    names = pikepdf.Array([part for code in codes for part in (code, pikepdf.Name(f"/a{code}"))])
    rows = "\n".join(f"<{code:02x}> <{code:04x}>" for code in codes)
    meaning = draft.stream(
        (
            f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(codes)} "
            f"beginbfchar\n{rows}\nendbfchar endcmap"
        )
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, CharProcs=procs, ToUnicode=meaning
    )
    font.FontBBox, font.FontMatrix = (
        pikepdf.Array([0, 0, 600, 700]),
        pikepdf.Array([Decimal("0.001"), 0, 0, Decimal("0.001"), 0, 0]),
    )
    font.Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=names)
    font.FirstChar, font.LastChar = codes[0], codes[-1]
    font.Widths = pikepdf.Array([600 + Decimal(odd if code % 2 else even) for code in codes])
    draft.resource("Font", "F2", draft.pdf.make_indirect(font))


SENTENCE = "The covariates were read at noon again."


@pytest.mark.parametrize(
    ("font", "odd", "even"),
    [
        (fractions, "0.35", "0.75"),
        (fractions, "0.5", "0"),
        (fractions, "0.9", "0.1"),
        (drawn_letters, "0.35", "0.35"),
        (drawn_letters, "0.4", "0.2"),
    ],
)
def test_words_behind_a_bar_stay_for_readers_that_cut_or_round_widths(font, odd, even):
    """Fonts of TeX have widths of fractions. PDFium drops these; behind a gap of exact width it would have
    the rest of the line too far to the right."""
    draft = Draft()
    font(draft, odd, even)
    draft.paint(f" BT /F2 14 Tf 72 700 Td ({SENTENCE}) Tj ET ")
    source = draft.bytes()
    done = redact_pdf(source, [Removal("covariates", "[WORD 1]")], level=Level.BAR)
    assert done.pages_as_pixels == ()
    assert {mark.why for mark in done.marks} == {CHOSEN}  # by our own map of the page, not by the library
    before, after = origins(source), origins(done.data)
    assert len(after) > 50
    assert all(
        min(abs(x - old) for char, old, line in before if char == letter and abs(line - y) < 0.01) <= 0.05
        for letter, x, y in after
    )


def origins(data: bytes) -> list[tuple[str, float, float]]:
    """Every letter in lower case on page 1, with its place, as PDFium has it."""
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage()
    out, x, y = [], ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, at))
        if letter.islower() and pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, at, x, y):
            out.append((letter, x.value, y.value))
    document.close()
    return out

"""What only some readers find on a page goes there too, or the page becomes a picture: one page does not stop
the whole file (decision 0036)."""

import io

import pikepdf
import pytest
from channels import Draft, shown
from pikepdf import Dictionary, Name

from evidence_review.domain.redaction_values import Leak, Removal
from evidence_review.redaction import page_texts, redact_pdf
from evidence_review.redaction.gate import gate
from evidence_review.redaction.pdf import boxing
from evidence_review.redaction.pdf.redaction_job import REREAD
from evidence_review.redaction.pdf.trying_again import pages_of
from evidence_review.redaction.streams.glyphs import Reading
from evidence_review.redaction.streams.over_line_ends import over_lines
from evidence_review.redaction.terms.search import find, search_for

AS_GREEK = {ord(letter): 0x3B1 + number for number, letter in enumerate("Wrench")}
"""A font for Greek written with Latin letters: its codes spell what nobody reads."""


def greek(draft: Draft) -> Dictionary:
    pairs = "".join(f"<{code:02x}> <{letter:04x}> " for code, letter in AS_GREEK.items())
    unicode = draft.stream(
        f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> "
        f"<ff> endcodespacerange {len(AS_GREEK)} beginbfchar "
        f"{pairs} endbfchar endcmap end end"
    )
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=unicode)


def beside(second: int, *rows: tuple[str, str]) -> bytes:
    """Two columns of a parallel text, the second from `second` points, painted line by line across, as
    programs for editions do."""
    draft = Draft()
    for number, row in enumerate(rows):
        for x, words in zip((72, second), row, strict=True):
            draft.paint(shown(words, x=x, y=700 - 14 * number))
    return draft.bytes()


@pytest.mark.parametrize("second", [320, 234])
@pytest.mark.parametrize("word", ["Brackwater", "Pellworth"])
def test_a_word_that_goes_on_in_the_next_line_of_its_column(word, second):
    """Far apart, and so near that both columns are read as one line."""
    source = beside(
        second,
        ("Nobody had seen Mr Brack-", "The other text began with"),
        ("water on that afternoon in", "somebody who knew Pell-"),
        ("the library or the yard.", "worth from school days."),
    )
    done = redact_pdf(source, [Removal(word, "[PERSON 1]")])
    said = " ".join(page_texts(done.data)[0].split())
    assert done.removed == 1
    assert not done.pages_as_pixels
    assert not any(
        part in said for part in (("Brack", "water") if word == "Brackwater" else ("Pell", "worth"))
    )
    assert all(part in said for part in (("Pell", "worth") if word == "Brackwater" else ("Brack", "water")))


@pytest.mark.parametrize("between", ["\n", " "])
def test_lines_are_read_on_to_what_lies_beneath_them_and_to_nothing_else(between):
    """Two columns, of which a row is told as two lines or, where they are near each other, as one."""
    lines = [
        ("one side", 72.0, 700.0),
        ("other side", 300.0, 700.0),
        ("goes on", 72.0, 686.0),
        ("as well", 300.0, 686.0),
        ("far off", 72.0, 300.0),
    ]
    text, boxes = "", list[tuple[float, float, float, float] | None]()
    for words, x, y in lines:
        text += words + (between if x == 72 and y > 300 else "\n")
        boxes += [*((x + 5 * at, y, x + 5 * at + 5, y + 10) for at in range(len(words))), None]
    read = over_lines(Reading(text[:-1], tuple(boxes[:-1])))
    assert [part.strip("\n") for part in read.text.split("%%%%%%%%") if part.strip("\n")] == [
        "one side\ngoes on",
        "other side\nas well",
    ]
    assert len(read.text) == len(read.boxes)
    assert not find(read.text, search_for(["on other"]))


def test_letters_that_a_font_shows_as_others_go_where_they_spell_a_word():
    draft = Draft()
    draft.resource("Font", "G1", greek(draft))
    draft.paint(shown("Lent to Wrench in May.") + " BT /G1 12 Tf 72 600 Td (Wrench) Tj ET")
    done = redact_pdf(draft.bytes(), [Removal("Wrench", "[PERSON 1]")])
    assert done.removed == 2
    assert not done.pages_as_pixels
    assert any(REREAD in one for one in done.warnings)
    assert gate.check(done.data, ["Wrench"]) == []


def test_where_no_place_is_found_the_page_becomes_a_picture_and_the_others_stay():
    draft = Draft(2)
    form = draft.form("BT /G1 12 Tf 72 600 Td (Wrench) Tj ET")
    form.Resources.Font.G1 = greek(draft)
    draft.resource("XObject", "X1", form)
    draft.paint(shown("Lent to Wrench in May.") + " /X1 Do")
    done = redact_pdf(draft.bytes(), [Removal("Wrench", "[PERSON 1]")])
    assert done.pages_as_pixels == (0,)
    assert gate.check(done.data, ["Wrench"]) == []
    assert "library at noon" in page_texts(done.data)[1]


def test_the_finds_of_the_gate_are_laid_on_the_pages_that_paint_them():
    draft = Draft(3)
    form = draft.form(shown())
    for page in (0, 2):
        draft.resource("XObject", "X1", form, page)
    with pikepdf.open(io.BytesIO(draft.bytes())) as pdf:
        number = next(
            one.objgen[0]
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Form
        )
    data = draft.bytes()
    assert pages_of(data, [Leak(f"stream {number}, compressed part", "plain text")]) == {0, 2}
    assert pages_of(
        data, [Leak("page 2", "text read by PDFium"), Leak("page 9", "a page that is not there")]
    ) == {1}
    assert pages_of(data, [Leak("file", "plain text")]) == set()


def test_a_run_inside_another_gets_no_bar_of_its_own():
    """A ligature whose second letter one library gives a box of its own: its bar would lie over the token of
    the first."""
    assert boxing._outermost([(10, 0, 90, 12), (40, 0, 44, 12), (95, 0, 99, 12), (10, 0, 90, 12)]) == [
        (10, 0, 90, 12),
        (95, 0, 99, 12),
    ]

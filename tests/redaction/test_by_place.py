"""What an eye reads by where letters stand goes, whatever the order in which they are painted; the gate sees it
where nothing was redacted, and a page with other words stays as it is (docs/decisions/0042)."""

import channels_by_place
import likeness
import pymupdf
import pypdfium2
import pytest
from channels_by_place import BETWEEN, OTHER, PLACED, at, between, number_in_groups, page, wide
from drafting import KEPT, LAST, SECRET

from evidence_review.domain.redaction_values import Removal
from evidence_review.imaging import ocr, ocr_program
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.gate import gate, gate_marks, gate_miner, gate_tracing
from evidence_review.redaction.gate.gate_tracing import traced_texts
from evidence_review.redaction.pdf.lines_by_place import read_by_place
from evidence_review.redaction.streams.glyphs import painted
from evidence_review.redaction.terms.search import holds, search_for

pytestmark = pytest.mark.filterwarnings("ignore")
REMOVAL = [Removal(SECRET, "[PERSON 1]")]
TOLD = frozenset({"columns_painted_alternately", "columns_painted_from_below", "line_end_with_pieces_apart"})
"""Channels that only lines read on to the next tell."""
NO_INKS = frozenset({"white_letters_between"})
"""Channels that a reader without colours cannot see."""
MINE = (KEPT + " " + BETWEEN).split()


def words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = " ".join(one.get_textpage().get_text_range() for one in document)
    document.close()
    return text


def letters(data: bytes) -> str:
    return "".join(words(data).split())


def test_there_are_at_least_forty_channels():
    assert len(PLACED) >= 40


@pytest.mark.parametrize("name", PLACED)
def test_I3_pieces_of_a_word_painted_apart_go(name):
    source = PLACED[name](LAST)
    assert any(leak.place == "page 1" for leak in gate.check(source, [SECRET])), "the gate is blind to this"
    done = redact_pdf(source, REMOVAL)
    assert done.removed
    assert gate.check(done.data, [SECRET]) == []
    assert all(word in letters(done.data) for word in MINE if word in letters(source))


@pytest.mark.parametrize("name", PLACED)
def test_the_same_page_with_another_word_stays_as_it_is(name):
    source = PLACED[name](OTHER)
    assert gate.check(source, [SECRET]) == []
    done = redact_pdf(source, REMOVAL)
    assert (done.removed, done.pages_as_pixels) == (0, ())


@pytest.mark.parametrize("name", PLACED)
def test_remover_and_gate_read_by_place_each_in_its_own_way(name):
    """Without what other readers (Poppler, PDFium) put together by place themselves."""
    search = search_for([SECRET])
    source = PLACED[name](LAST)
    with pymupdf.open(stream=source, filetype="pdf") as document:
        document.bake()
        baked = document.tobytes()
        glyphs = painted(document[0])
    assert name in TOLD or any(holds(order.text, search) for order in read_by_place(glyphs, ())[:2])
    assert any(holds(text, search) for text in traced_texts(glyphs, search))
    others = next(gate_miner.signs(baked, 0, 1))
    assert name in NO_INKS or any(holds(text, search) for text in traced_texts(others, search))


@pytest.mark.skipif(ocr_program.find() is None, reason="the tesseract program is not on this machine")
def test_nobody_reads_the_name_on_what_comes_out():
    """A machine reads the page as a person sees it, before and after."""
    before, after = 0, []
    for name, build in list(PLACED.items())[::4]:
        source = build(LAST)
        before += LAST in seen(source)
        text = seen(redact_pdf(source, REMOVAL).data)
        after += [name for part in (LAST, LAST[:5], LAST[5:], LAST[3:9]) if part in text]
    assert before >= 6
    assert after == []


def seen(data: bytes) -> str:
    from PIL import Image

    document = pypdfium2.PdfDocument(data)
    shot = document[0].render(scale=200 / 72, may_draw_forms=True).to_pil().convert("L")
    document.close()
    assert isinstance(shot, Image.Image)
    return ocr.recognise(shot).text


def test_a_telephone_number_in_groups_painted_from_the_last():
    source = number_in_groups(("07700", "900", "123"))
    assert gate.check(source, ["07700 900123"])
    done = redact_pdf(source, [Removal("07700 900123", "[NUMBER 1]")])
    assert gate.check(done.data, ["07700 900123"]) == []
    assert not any(group in words(done.data) for group in ("07700", "900", "123"))
    other = redact_pdf(number_in_groups(("07700", "900", "124")), [Removal("07700 900123", "[NUMBER 1]")])
    assert other.removed == 0


def test_a_name_over_two_cells_goes_and_other_words_over_two_cells_stay():
    source = page(at("Quill", 72, 700), between(), at("feather", 72 + wide("Quill") + 60, 700))
    done = redact_pdf(source, REMOVAL)
    assert done.removed == 1
    assert gate.check(done.data, ["Quillfeather"]) == []
    other = page(at("Quill", 72, 700), between(), at("weather", 72 + wide("Quill") + 60, 700))
    kept = redact_pdf(other, REMOVAL)
    assert (kept.removed, kept.pages_as_pixels) == (0, ())
    assert likeness.compare(other, kept.data, {}) == []


def test_a_page_painted_as_it_is_read_tells_nothing_new():
    with pymupdf.open(stream=channels_by_place.Draft().bytes(), filetype="pdf") as document:
        assert not any(order.text for order in read_by_place(painted(document[0]), ())[:2])


@pytest.mark.parametrize("name", PLACED)
def test_ways_that_cannot_lead_to_the_end_are_left_out_and_no_other(name):
    for word in (LAST, OTHER):
        with pymupdf.open(stream=PLACED[name](word), filetype="pdf") as document:
            page = gate_marks.Page([glyph for glyph in painted(document[0]) if not glyph.unseen])
        for one in {one.needle for one in search_for([SECRET, OTHER]).wanted}:
            starts = [mark for mark in page.every(one[0]) if one.startswith(mark.letters)]
            led = [path for start in starts for path in gate_tracing._paths(page, one, start)]
            assert gate_tracing._may_lead(page, one) >= bool(led)
            assert list(gate_tracing._traced(page, one)) == [gate_tracing._around(page, path) for path in led]

"""reference/safety.md 1.6 h on pages of words: what only a machine with eyes can read goes too, and the check
without marks sees it.
"""

import io
import zipfile

import channels
import channels_pictured
import likeness
import pymupdf
import pypdfium2
import pytest
from channels import KEPT, SECRET
from channels_pictured import PICTURED, beside, lettered

from evidence_review.domain.redaction_values import Removal
from evidence_review.imaging import ocr, ocr_program
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.gate import gate, gate_sight, ocr_regions

pytestmark = pytest.mark.filterwarnings("ignore")
needs_tesseract = pytest.mark.skipif(
    ocr_program.find() is None, reason="the tesseract program is not on this machine"
)
REMOVAL = [Removal(SECRET, "[PERSON 1]")]


def pictures(data: bytes) -> list[str]:
    """What a machine reads in each picture of a file, shown or not, and on each page."""
    from PIL import Image

    out = []
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            drawn = [
                pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.Pixmap(document, one[0]))
                for one in page.get_images(full=True)
            ]
            drawn.append(page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY, alpha=False))
            shots = [
                Image.frombytes("L", (shot.width, shot.height), shot.samples, "raw", "L", shot.stride)
                for shot in drawn
            ]
            out += [ocr.recognise(shot).text for shot in shots]
    return out


@needs_tesseract
@pytest.mark.parametrize("name", PICTURED)
def test_I3_what_only_eyes_can_read_goes(name):
    source = PICTURED[name]()
    assert gate.check(source, [SECRET]), "the gate is blind to this channel"
    done = redact_pdf(source, REMOVAL)
    assert gate.check(done.data, [SECRET]) == []
    assert not any(word in text for text in pictures(done.data) for word in (channels.FIRST, channels.LAST))
    document = pypdfium2.PdfDocument(done.data)
    assert all(word in document[0].get_textpage().get_text_range() for word in KEPT.split())


@needs_tesseract
def test_a_picture_without_the_words_leaves_its_page_as_it_is():
    source = beside(channels_pictured.PLACED, lettered("A garden in spring")).bytes()
    done = redact_pdf(source, REMOVAL)
    assert done.pages_as_pixels == ()
    assert likeness.compare(source, done.data, {}) == []


@needs_tesseract
def test_words_and_picture_of_one_page_are_told_apart():
    draft = beside(channels_pictured.PLACED)
    draft.paint(channels.shown(f"Seen with {SECRET} at noon.", y=300))
    done = redact_pdf(draft.bytes(), REMOVAL)
    assert done.removed == 2
    assert any("in a picture or drawing" in one for one in done.warnings)


@needs_tesseract
def test_a_page_that_becomes_a_picture_is_read_for_what_its_letters_hid():
    done = redact_pdf(channels_pictured.content_split_within_a_string(), REMOVAL)
    assert gate.check(done.data, [SECRET]) == []
    assert "Quillfeather" not in " ".join(pictures(done.data))


def test_an_archive_behind_a_pdf_is_opened():
    out = io.BytesIO(channels.Draft().bytes())
    out.seek(0, 2)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("note.txt", f"{SECRET} " * 9)
    assert gate.check(out.getvalue(), [SECRET])
    assert gate.check(redact_pdf(out.getvalue(), REMOVAL).data, [SECRET]) == []


def test_without_a_recogniser_a_picture_beside_words_is_told(monkeypatch):
    monkeypatch.setattr(ocr_program, "find", lambda: None)
    done = redact_pdf(PICTURED["f01_picture_beside_words"](), REMOVAL)
    assert any("look at it" in one for one in done.warnings)
    assert gate_sight.HIDDEN not in str(gate.check(done.data, [SECRET]))


def hexagon(x, y):
    corners = ((x + 3, y), (x + 4, y + 2), (x + 3, y + 4), (x, y + 4), (x - 1, y + 2))
    return f"{x} {y} m {' '.join(f'{a} {b} l' for a, b in corners)} f\n".encode()


def dot(x, y):
    return (
        b"q 13 0 0 6 %d %d cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n" % (x, y)
        if x % 28 == 0 and y % 24 == 0
        else b""
    )


@pytest.mark.parametrize("shape", [hexagon, dot])
def test_a_page_with_more_parts_than_can_be_held_against_each_other_is_read_whole(shape):
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((50, 60), KEPT)
        (content,) = page.get_contents()
        shapes = [shape(x, y) for x in range(0, 590, 14) for y in range(0, 840, 12)]
        document.update_stream(content, document.xref_stream(content) + b"\n" + b"".join(shapes))
        assert [box for box, _ in ocr_regions.parts_of(document[0], document[0].get_bboxlog())] == [
            tuple(document[0].rect)
        ]

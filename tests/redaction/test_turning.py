"""Pages that are shown turned come out upright, and what boxes of other programs cover for the most part
goes: x-ray finds nothing to call hidden."""

import pymupdf
import pytest
from channels import KEPT, SECRET, Draft, shown

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.gate import gate

REMOVAL = [Removal(SECRET, "[PERSON 1]")]


def drawn(data):
    with pymupdf.open(stream=data, filetype="pdf") as document:
        page = document[0]
        return page.rotation, tuple(page.rect), page.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY).samples


@pytest.mark.parametrize("turned", [90, 180, 270])
@pytest.mark.parametrize("crop", [None, [20, 30, 500, 800]])
def test_a_turned_page_comes_out_upright_and_looks_the_same(turned, crop):
    draft = Draft()
    draft.page.Rotate = turned
    if crop:
        draft.page.CropBox = crop
    draft.paint(
        (
            f" q 0.8 g 60 640 300 80 re f 0 g {shown('Kept words in a box', y=660)} q "
            f"{shown(f'Seen with {SECRET} at noon')} "
        )
    )
    source = draft.bytes()
    done = redact_pdf(source, REMOVAL)
    assert done.pages_as_pixels == ()
    _, size, before = drawn(source)
    rotation, new_size, after = drawn(done.data)
    assert (rotation, new_size) == (0, size)
    width = int(size[2])
    unlike = sum(abs(one - other) > 60 for one, other in zip(before, after, strict=True))
    assert 0 < unlike < 12 * width
    assert gate.check(done.data, [SECRET]) == []
    with pymupdf.open(stream=done.data, filetype="pdf") as document:
        assert all(word in document[0].get_text() for word in f"{KEPT} Kept words in a box".split())


def test_a_turned_page_with_a_pattern_or_without_marks_stays_turned():
    draft = Draft()
    draft.page.Rotate = 90
    assert drawn(redact_pdf(draft.bytes(), REMOVAL).data)[0] == 90


def letters(data):
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return "".join(chr(char[0]) for span in document[0].get_texttrace() for char in span["chars"])


def test_a_letter_of_which_a_sliver_is_to_be_seen_under_a_box_goes():
    draft = Draft()
    draft.paint(shown("edges", y=500) + " 1 g 98.6 490 80 30 re f ")
    assert "edges" in letters(draft.bytes())
    assert letters(redact_pdf(draft.bytes(), REMOVAL).data).rstrip().endswith("edge")


def test_letters_beside_and_between_boxes_stay():
    draft = Draft()
    draft.paint(shown("edges of it", y=500) + " 0 g 60 480 90 15 re 60 515 90 15 re f ")
    assert letters(redact_pdf(draft.bytes(), REMOVAL).data).rstrip().endswith("edges of it")


def test_a_line_that_the_crop_cuts_does_not_make_a_picture_of_the_page():
    draft = Draft()
    draft.page.CropBox = [0, 503, 595, 842]
    draft.paint(shown("A line cut by the edge", y=500, size=14) + shown(f"Seen with {SECRET} at noon"))
    assert redact_pdf(draft.bytes(), REMOVAL).pages_as_pixels == ()

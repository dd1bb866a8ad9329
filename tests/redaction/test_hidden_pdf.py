"""check-file on a PDF without terms: what its reader does not see, also where another program redacted it;
nothing in what we write."""

import io

import channels
import pikepdf
import pytest
from channels import CHANNELS, SECRET

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.hidden.hidden_pdf import pdf_hides

pytestmark = pytest.mark.filterwarnings("ignore")
EXPECTED = {
    "c13_jpeg_comment": "comment in a picture",
    "c14_invisible_layer": "text layer where the page shows none",
    "c16_alternates": "another copy of a picture",
    "c21_thumbnail": "small picture of the page",
    "c22_failed_redaction": "under an opaque box",
    "c23_white_tiny": "colour of what lies behind",
    "c24_under_image": "under an opaque box or picture",
    "c25_off_page": "outside the visible page",
    "c26_layer_off": "layer that is switched off",
    "c29_earlier_revision": "earlier version of the file",
    "c31_info": "properties",
    "c32_xmp": "metadata (XMP)",
    "c35_attachment": "attached file",
    "c40_highlight": "a highlight",
    "c44_xfa": "form in XML",
    "c45_bookmark": "bookmarks",
    "c50_javascript": "script",
    "c52_actual_text": "other words for screen readers",
    "c55_signature": "signature",
    "c56_foreign_redaction": "marked and never applied",
    "c58_content_comments": "comment in the page's content",
    "c60_soft_mask_text": "inside a pattern or a mask",
    "c84_under_white_box": "",
    "g01_document_parts": "parts of the document",
    "g05_expansion_and_alt_in_marked_content": "other words for screen readers",
    "g09_image_name_and_oc": "an associated file",
    "g15_trailer_keys": "end of the file that no reader asks for",
    "d24_under_a_shading": "under an opaque box or picture",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_reader_does_not_see_is_listed_without_a_word_of_it(name):
    found = [f"{where}: {what}" for where, what in pdf_hides(CHANNELS[name]())]
    assert any(EXPECTED[name] in one for one in found)
    assert not any(word in one for one in found for word in SECRET.split())


def test_pixels_under_a_box_drawn_over_a_picture():
    from PIL import Image

    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "PNG")
    import pymupdf

    document = pymupdf.open(stream=channels.Draft().bytes(), filetype="pdf")
    document[0].insert_image((72, 200, 272, 400), stream=out.getvalue())
    document[0].draw_rect((100, 250, 200, 280), color=0, fill=0)
    assert ("page 1", "a picture that goes on under an opaque box") in list(pdf_hides(document.tobytes()))


@pytest.mark.parametrize(
    "name",
    [
        "c01_visible",
        "c22_failed_redaction",
        "c29_earlier_revision",
        "c42_text_field",
        "c45_bookmark",
        "c12_jpeg_exif",
    ],
)
def test_nothing_is_hidden_in_what_was_redacted_here(name):
    """The box of a token is drawn over nothing; no earlier version, no note, no property is left."""
    done = redact_pdf(CHANNELS[name](), [Removal(SECRET, "[PERSON 1]")])
    assert list(pdf_hides(done.data)) == []
    with pikepdf.open(io.BytesIO(done.data)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}


def test_a_plain_page_hides_nothing():
    draft = channels.Draft()
    draft.paint(
        channels.shown("Black on grey.", y=600)
        + " 0.9 g 60 490 300 40 re f 0 g "
        + channels.shown("On the grey.", y=500)
    )
    assert list(pdf_hides(draft.bytes())) == []


def test_pixels_that_look_like_operators_do_not_stop_the_gate():
    from evidence_review.redaction.gate import gate

    draft = channels.Draft()
    made = draft.stream(
        b"BT (x) Tj <<< /A ]] ET".ljust(64),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=8,
        Height=8,
    )
    made.BitsPerComponent, made.ColorSpace = 8, pikepdf.Name.DeviceGray
    draft.resource("XObject", "Im1", made)
    draft.paint("q 50 0 0 50 72 300 cm /Im1 Do Q")
    assert gate.check(draft.bytes(), [SECRET]) == []

"""A code (QR, bar code) that says a name is read and covered in pictures and on pages, and found by the gate
(docs/decisions/0010)."""

import io

import pymupdf
import pytest
import zxingcpp
from coded_pictures import CODED, KEPT, NAME, NUMBER
from PIL import Image

from evidence_review.redaction.gate.gate_codes import CODE
from evidence_review.redaction.gate.gate_media import check_file
from evidence_review.workflow.one_file import redact_file_task

pytestmark = pytest.mark.filterwarnings(
    "ignore:Unexpected end of stream"
)  # pikepdf, of bytes that are no content

TERMS = (NAME, NUMBER)
SOUGHT = ("quillfeather", "7700900123")


def _said(name, data):
    """What a phone reads of a file."""
    if name.endswith(".pdf"):
        with pymupdf.open(stream=data, filetype="pdf") as document:
            images = [Image.open(io.BytesIO(page.get_pixmap(dpi=250).tobytes("png"))) for page in document]
    else:
        images = [Image.open(io.BytesIO(data))]
    return [one.text for image in images for one in zxingcpp.read_barcodes(image.convert("L"))]


def _redacted(tmp_path, name, data):
    source, target = tmp_path / f"in{name[1:]}", tmp_path / f"out{name[1:]}"
    source.write_bytes(data)
    done = next(redact_file_task.redact_path(source, target, TERMS))
    return target.read_bytes(), done


@pytest.mark.parametrize("label", CODED, ids=lambda part: part.replace(" ", "-"))
def test_I3_no_code_says_the_name(tmp_path, label):
    name, data = CODED[label]()
    assert _said(name, data), "a control: a phone reads the original"
    assert any(leak.how == CODE for leak in check_file(data, TERMS))
    assert not check_file(data, ["Imogen Hollis"]), "a control: others are not found in it"
    new, done = _redacted(tmp_path, name, data)
    assert done["removed"] >= 1
    said = _said(name, new)
    assert not any(one in text.lower().replace(" ", "") for text in said for one in SOUGHT)
    assert not check_file(new, TERMS)
    if label == "two QR codes":
        assert any("old mill" in text for text in said), "what says nothing of the name stays"


@pytest.mark.parametrize("label", KEPT, ids=lambda part: part.replace(" ", "-"))
def test_a_code_that_says_something_else_stays(tmp_path, label):
    name, data = KEPT[label]()
    assert not check_file(data, TERMS)
    new, _ = _redacted(tmp_path, name, data)
    assert _said(name, new) == _said(name, data)

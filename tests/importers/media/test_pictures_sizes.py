"""A picture that cannot be opened still says how large it is, and stays at hand with its bytes."""

import io
import struct

import pytest
from PIL import Image

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.choosing import read
from evidence_review.importers.media.pictures.sizes import size_in
from evidence_review.importers.plugin import HOLE

FORMS = ("PNG", "GIF", "BMP", "JPEG", "TIFF", "JPEG2000", "WEBP", "AVIF")


def picture(form, size=(37, 21)):
    out = io.BytesIO()
    Image.new("RGB", size, (9, 90, 200)).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_the_size_is_what_another_program_reads(form):
    data = picture(form)
    assert size_in(data) == Image.open(io.BytesIO(data)).size == (37, 21)


def test_a_raw_codestream_says_its_size():
    out = io.BytesIO()
    Image.new("RGB", (37, 21)).save(out, "JPEG2000", no_jp2=True)
    assert size_in(out.getvalue()) == (37, 21)


@pytest.mark.parametrize("form", FORMS)
def test_any_part_of_a_picture_is_read_without_a_fault(form):
    data = picture(form)
    found = {size_in(data[:end]) for end in range(len(data))}
    assert found <= {None, (37, 21)}


def test_a_bitmap_that_no_reader_here_opens_is_kept_with_its_size(tmp_path):
    data = bytearray(picture("BMP"))
    data[30:34] = (4).to_bytes(4, "little")  # its points are said to be a JPEG
    (tmp_path / "picture.bmp").write_bytes(data)
    item, problem, tally = read(tmp_path / "picture.bmp", ReadOptions())
    assert isinstance(item, Item)
    assert {"width": "37", "height": "21"}.items() <= dict(item.extra).items()
    assert item.attachments[0].data == bytes(data)
    assert isinstance(problem, Problem)
    assert problem.kind is ProblemKind.PARTLY_READ
    assert "has not been looked at" in problem.reason
    assert tally == Tally(1)


OTHERS = {
    "Photoshop": b"8BPS\0\x01"
    + bytes(6)
    + b"\0\x03"
    + struct.pack(">II", 21, 37)
    + b"\0\x08\0\x03"
    + bytes(200),
    "GIMP": b"gimp xcf file\0" + struct.pack(">III", 37, 21, 0) + bytes(200),
    "icon": b"\0\0\x01\0\x01\0" + struct.pack("<BBBBHHII", 37, 21, 0, 0, 1, 32, 100, 22) + bytes(100),
    "PCX": b"\n\x05\x01\x08" + struct.pack("<HHHH", 0, 0, 36, 20) + bytes(116),
    "DDS": b"DDS \x7c\0\0\0" + struct.pack("<III", 0x1007, 21, 37) + bytes(200),
}


@pytest.mark.parametrize("form", OTHERS)
def test_a_picture_that_is_never_opened_is_kept_with_its_size(form, tmp_path):
    path = tmp_path / "picture.bin"
    path.write_bytes(OTHERS[form])
    values = list(read(path, ReadOptions()))
    (item,) = [value for value in values if isinstance(value, Item)]
    assert (dict(item.extra)["width"], dict(item.extra)["height"]) == ("37", "21")
    assert item.attachments[0].data == OTHERS[form]
    assert any(isinstance(value, Problem) and "not been looked at" in value.reason for value in values)


def test_a_text_that_begins_with_an_empty_line_is_no_picture(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"\n" + b"See you at six. " * 20)
    (item,) = [value for value in read(path, ReadOptions()) if isinstance(value, Item)]
    assert item.text


def test_a_hole_in_what_a_jpeg_says_of_itself_is_told(tmp_path):
    xmp = (
        b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>See you at six, said Ann "
        b"Example</x:xmpmeta>"
    )
    for part, told in ((xmp, False), (xmp.replace(b"at six, said Ann", bytes(16)), True)):
        data = picture("JPEG")
        path = tmp_path / "picture.jpg"
        path.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part + data[2:])
        assert (
            any(isinstance(value, Problem) and value.reason == HOLE for value in read(path, ReadOptions()))
            is told
        )

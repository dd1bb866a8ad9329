"""Pictures inside old presentations and documents are taken out, damaged surroundings or not (MS-ODRAW)."""

import io
import random
import struct
import zlib

import doc_samples
import olefile
import ppt_samples
import pytest
from ole_files import ole
from PIL import Image

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.importers.choosing import read
from evidence_review.importers.documents import office_art


def picture(form, colour=(9, 90, 200)):
    out = io.BytesIO()
    Image.new("RGB", (37, 21), colour).save(out, form)
    return out.getvalue()


def blip(head, kind, body, sums=1, more=b"\xff"):
    content = bytes(16 * sums) + more + body
    return struct.pack("<HHI", head, kind, len(content)) + content


PNG, JPEG = picture("PNG"), picture("JPEG")
METAFILE = b"\x01\0\0\0 the words of a metafile"
STREAM = (
    blip(0x6E00, 0xF01E, PNG)
    + blip(0x46B0, 0xF01D, JPEG, sums=2)
    + blip(0x3D40, 0xF01A, zlib.compress(METAFILE), more=bytes(34))
    + blip(0x7A80, 0xF01F, picture("BMP")[14:])
)


def streams(data):
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        return {name[0]: file.openstream(name).read() for name in file.listdir()}


def told(tmp_path, data, name):
    path = tmp_path / name
    path.write_bytes(data)
    values = list(read(path, ReadOptions()))
    (item,) = [
        value
        for value in values
        if isinstance(value, Item) and dict(value.extra).get("what") == "pictures in this file"
    ]
    return item.attachments, [value.reason for value in values if isinstance(value, Problem)]


def test_each_kind_is_taken_out_as_a_file_of_its_own():
    found = office_art.pictures_of([STREAM])
    assert [each.name for each in found] == [
        "picture 1.png",
        "picture 2.jpg",
        "picture 3.emf",
        "picture 4.bmp",
    ]
    assert [each.data for each in found][:3] == [PNG, JPEG, METAFILE]
    assert Image.open(io.BytesIO(found[3].data)).size == (37, 21)


def test_a_picture_that_stands_twice_is_taken_once_and_bytes_that_are_none_are_left():
    assert len(office_art.pictures_of([STREAM + STREAM])) == 4
    assert (
        office_art.pictures_of([b"\x00\x6e\x1e\xf0" + struct.pack("<I", 40) + bytes(40), STREAM[:60]]) == []
    )


def test_a_presentation_and_a_document_carry_their_pictures(tmp_path):
    attachments, reasons = told(tmp_path, ole({**streams(ppt_samples.ppt()), "Pictures": STREAM}), "talk.ppt")
    assert len(attachments) == 4
    assert not any("Pictures" in reason for reason in reasons)
    attachments, _ = told(
        tmp_path, ole({**streams(doc_samples.letter()), "Data": bytes(44) + STREAM}), "letter.doc"
    )
    assert attachments[0].data == PNG


def test_a_picture_that_is_damaged_is_said(tmp_path):
    damaged = STREAM + blip(0x6E00, 0xF01E, b"no picture")
    attachments, reasons = told(
        tmp_path, ole({**streams(ppt_samples.ppt()), "Pictures": damaged}), "talk.ppt"
    )
    assert len(attachments) == 4
    assert any("were not read" in reason and "(1)" in reason for reason in reasons)


def test_lost_sectors_inside_pictures_of_old_documents_are_told(tmp_path):
    stream = bytes(100) + blip(0x6E00, 0xF01E, noisy("PNG")) + bytes(20)
    assert office_art.torn([stream]) == 0
    for filling in (b"\0", b"\xff"):
        spoilt = stream[:2048] + filling * 512 + stream[2560:]
        assert office_art.torn([spoilt]) == 1
        path = tmp_path / "talk.ppt"
        path.write_bytes(ole({**streams(ppt_samples.ppt()), "Pictures": spoilt}))
        reasons = [value.reason for value in read(path, ReadOptions()) if isinstance(value, Problem)]
        assert any(reason.startswith("Whole sectors of 1 pictures") for reason in reasons)
    assert office_art.torn([stream[:2049] + bytes(512) + stream[2561:]]) == 0, "no sector of a disk"


def noisy(form):
    out = io.BytesIO()
    grey = random.Random(3).choices(
        range(1, 255), k=300 * 200
    )  # neither black nor white, which would go on with what is lost
    Image.frombytes("L", (300, 200), bytes(grey)).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("blips", [(0x6E40, 0xF029, noisy("TIFF")), (0x7A80, 0xF01F, noisy("BMP")[14:])])
def test_lost_sectors_of_pictures_that_are_not_packed_are_told(blips):
    stream = bytes(100) + blip(*blips) + bytes(20)
    assert office_art.torn([stream]) == 0
    assert len(office_art.pictures_of([stream])) == 1
    for at in (2048, 40_960):
        for filling in (b"\0", b"\xff"):
            assert office_art.torn([stream[:at] + filling * 512 + stream[at + 512 :]]) == 1


def test_a_picture_whose_first_sector_is_lost_is_told():
    stream = bytes(512 - 25) + blip(0x6E00, 0xF01E, noisy("PNG"))
    assert office_art.torn([stream[:512] + bytes(512) + stream[1024:]]) == 1
    assert office_art.torn([stream[:300] + bytes(724) + stream[1024:]]) == 0, (
        "nothing says any more that a picture was there"
    )


def test_a_drawing_that_does_not_unpack_is_told_and_kept_as_far_as_it_goes():
    head = bytes(32) + b"\0\xfe"
    body = zlib.compress(noisy("BMP"))
    stream = blip(0x3D40, 0xF01A, body, more=head)
    assert office_art.torn([stream]) == 0
    spoilt = stream[:30_000] + bytes(512) + stream[30_512:]
    assert office_art.torn([spoilt]) == 1
    (kept,) = office_art.pictures_of([spoilt])
    assert 10_000 < len(kept.data) < len(noisy("BMP"))


def test_pictures_that_are_too_many_to_be_taken_out_together_are_counted():
    few = b"".join(blip(0x6E00, 0xF01E, PNG + bytes([number])) for number in range(3)) + blip(
        0x6E00, 0xF01E, PNG + b"\1"
    )
    assert list(office_art.left_out_problem([few], len(office_art.pictures_of([few])))) == []
    many = b"".join(blip(0x6E00, 0xF01E, PNG + struct.pack("<H", number)) for number in range(502))
    (told,) = office_art.left_out_problem([many], len(office_art.pictures_of([many])))
    assert told.reason == office_art.LEFT_OUT.format(2)

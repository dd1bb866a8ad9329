"""Sectors of a disk (512 bytes) that were lost inside old Office files, Outlook messages and pictures: told
where they show, and only there."""

import io
import random

import pytest
import samples
from PIL import Image

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.importers import holes
from evidence_review.importers.choosing import read
from evidence_review.importers.documents.doc import _HOLE
from evidence_review.importers.packed import ole_holes

WHOLE = samples.whole()


def told(path, data):
    path.write_bytes(data)
    values = list(read(path, ReadOptions()))
    words = [
        (each.text, each.extra, each.sender, each.recipients) for each in values if isinstance(each, Item)
    ]
    return words, {(each.kind, each.reason) for each in values if isinstance(each, Problem)}


def filled(data, sector, sign):
    return data[: sector * 512] + sign * 512 + data[sector * 512 + 512 :]


@pytest.mark.parametrize("sign", [b"\0", b"\xff"])
@pytest.mark.parametrize("sample", ["outlook msg", "oldword doc"])
def test_no_lost_sector_changes_words_without_a_remark(tmp_path, sample, sign):
    name, data = WHOLE[sample]
    words, reasons = told(tmp_path / name, data)
    assert not {holes.LOST, _HOLE} & {reason for _, reason in reasons}
    silent = []
    for sector in range(1, len(data) // 512):
        try:
            found, said = told(tmp_path / name, filled(data, sector, sign))
        except Exception:
            continue
        silent += [sector] if found != words and not said - reasons else []
    assert silent == []


def picture(kind, **options):
    image = Image.frombytes("RGB", (160, 120), random.Random(1).randbytes(160 * 120 * 3))
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


@pytest.mark.parametrize("sign", [b"\0", b"\xff"])
@pytest.mark.parametrize(
    ("kind", "options"), [("JPEG", {}), ("TIFF", {"compression": "tiff_lzw"}), ("WEBP", {})]
)
def test_a_lost_sector_of_a_packed_picture_is_told(tmp_path, kind, options, sign):
    data = picture(kind, **options)
    path = tmp_path / f"a.{kind.lower()}"
    path.write_bytes(data)
    assert list(holes.told(path, is_damaged=False)) == []
    sector = next(
        at for at in range(4, 40) if {data[at * 512 - 1], data[at * 512 + 512]}.isdisjoint({0, 255})
    )
    path.write_bytes(filled(data, sector, sign))
    assert [each.reason for each in holes.told(path, is_damaged=False)] == [holes.SECTORS]


@pytest.mark.parametrize("kind", ["TIFF", "BMP"])
def test_a_filled_sector_of_a_picture_that_is_not_packed_is_told_as_what_it_may_be(tmp_path, kind):
    path = tmp_path / f"a.{kind.lower()}"
    path.write_bytes(filled(picture(kind), 4, b"\0"))
    assert [each.reason for each in holes.told(path, is_damaged=False)] == [holes.FILLED]


@pytest.mark.parametrize("kind", ["TIFF", "BMP"])
def test_black_and_white_areas_of_pictures_that_are_not_packed_are_no_loss(tmp_path, kind):
    draw = random.Random(2)
    for wide in (512, 640, 1024):
        image = Image.new("L", (wide, 300), 255)
        for _ in range(8):
            image.paste(
                draw.choice([0, 90]),
                (
                    draw.randrange(wide // 2),
                    draw.randrange(150),
                    draw.randrange(wide // 2, wide),
                    draw.randrange(150, 300),
                ),
            )
        path = tmp_path / f"{wide}.{kind.lower()}"
        image.save(path, kind)
        assert list(holes.told(path, is_damaged=False)) == []


def test_zeros_that_begin_or_end_within_a_sector_are_no_lost_sector():
    data = bytes(range(1, 255)) * 20
    assert ole_holes.lost_sectors(data[:1024] + bytes(512) + data[:700])
    assert not ole_holes.lost_sectors(data[:1020] + bytes(516) + data[:700])
    assert not ole_holes.lost_sectors(data[:1024] + bytes(512))

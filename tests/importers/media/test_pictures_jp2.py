"""JPEG 2000, the pictures of scanners and archives: read, cut short, unfolding without end, redacted
(reference/formats.md 3.7)."""

import io
import struct

import pytest
from PIL import Image

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.media.pictures import importer as pictures
from evidence_review.redaction.pictures.pictures import redact_picture


def coded(size=(40, 30), mode="RGB", **more):
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, "JPEG2000", **more)
    return out.getvalue()


def read(tmp_path, data, name):
    path = tmp_path / name
    path.write_bytes(data)
    assert choose(path) is pictures.IMPORTER
    values = list(pictures.read(path, ReadOptions()))
    return [v for v in values if isinstance(v, Item)], [v for v in values if isinstance(v, Problem)]


@pytest.mark.parametrize(("name", "more"), [("scan.jp2", {}), ("scan.j2k", {"no_jp2": True})])
def test_a_scan_is_a_picture(tmp_path, name, more):
    data = coded(**more)
    items, problems = read(tmp_path, data, name)
    assert [(item.kind, item.attachments[0].data, item.attachments[0].media_type) for item in items] == [
        (ItemKind.IMAGE, data, "image/jp2")
    ]
    assert (dict(items[0].extra)["width"], dict(items[0].extra)["height"]) == ("40", "30")
    assert not [p for p in problems if p.records]


def test_sixteen_bits_and_see_through_parts_are_read(tmp_path):
    for mode in ("I;16", "RGBA", "LA"):
        out = io.BytesIO()
        Image.new(mode, (8, 8)).save(out, "JPEG2000")
        assert len(read(tmp_path, out.getvalue(), "x.jp2")[0]) == 1


def test_one_cut_short_is_kept_and_said_to_be_damaged(tmp_path):
    data = coded((200, 200))
    items, problems = read(tmp_path, data[: len(data) // 2], "x.jp2")
    assert len(items) + sum(p.records for p in problems) == 1
    assert any(p.kind in {ProblemKind.PARTLY_READ, ProblemKind.NOT_READ} for p in problems)


def test_one_that_unfolds_without_end_is_not_unfolded(tmp_path):
    data = coded()
    at = data.index(b"ihdr") + 4
    size = data.index(b"\xff\x4f\xff\x51") + 8
    huge = bytearray(data)
    huge[at : at + 8] = struct.pack(">II", 60_000, 60_000)
    huge[size : size + 8] = struct.pack(">II", 60_000, 60_000)
    items, problems = read(tmp_path, bytes(huge), "x.jp2")
    assert [(item.text, dict(item.extra)["width"]) for item in items] == [(None, "60000")]
    assert [(p.kind, p.records) for p in problems] == [(ProblemKind.PARTLY_READ, 0)]


def test_one_is_redacted_as_a_photograph():
    redacted = redact_picture(coded(), [])
    assert redacted.data[:3] == b"\xff\xd8\xff"

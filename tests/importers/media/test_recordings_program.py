"""MPEG program and transport streams, bare MPEG video, DSF and TTA, pictures of FLV, days in AVI: by their
published layouts."""

import struct
from datetime import datetime
from pathlib import Path

import pytest
import recording_samples as made

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.choosing import read
from evidence_review.importers.media.recordings.facts import CUT, SPOILT

HEAD = b"\0\0\x01\xb3" + bytes([352 >> 4, (352 & 15) << 4 | 288 >> 8, 288 & 255, 0x13]) + bytes(4)
"""352 x 288, 25 pictures a second."""


def told(folder: Path, name: str, data: bytes) -> tuple[Item, dict[str, str], list[str]]:
    path = folder / name
    path.write_bytes(data)
    values = list(read(path, ReadOptions()))
    (item,) = [value for value in values if isinstance(value, Item)]
    return item, dict(item.extra), [value.reason for value in values if isinstance(value, Problem)]


def ticks(seconds: float, mark: int) -> bytes:
    time = round(seconds * 90_000)
    return bytes(
        [
            mark | time >> 29 & 14 | 1,
            time >> 22 & 255,
            time >> 14 & 254 | 1,
            time >> 7 & 255,
            time << 1 & 254 | 1,
        ]
    )


def packet(seconds: float, body: bytes, second: bool = True) -> bytes:
    """A packet of MPEG-2 or of MPEG-1 (with filling and a size of buffer before its time)."""
    head = b"\x80\x80\x05" + ticks(seconds, 0x20) if second else b"\xff\xff\x60\x08" + ticks(seconds, 0x20)
    return b"\0\0\x01\xe0" + struct.pack(">H", len(head) + len(body)) + head + body


def program(second: bool = True) -> bytes:
    # the last but one holds, inside, what would be a packet of a far time
    inside = b"\0\0\x01\xc1\0\0\x80\x80\x05" + ticks(80_000, 0x20)
    times = [packet(10 + number / 25, inside if number == 48 else HEAD, second) for number in range(50)]
    return (
        b"".join(b"\0\0\x01\xba" + bytes([0x44 if second else 0x21]) + bytes(9) + each for each in times)
        + b"\0\0\x01\xb9"
    )


def transport(step: int = 188) -> bytes:
    out = b""
    for number in range(50):
        body = packet(10 + number / 25, HEAD)
        field = 184 - len(body)
        out += bytes(step - 188) + b"G\x40\x40\x30" + bytes([field - 1, 0]) + b"\xff" * (field - 2) + body
    return out


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.mpg", program()), ("b.mpg", program(second=False)), ("c.ts", transport()), ("d.mts", transport(192)),
     ("e.m2v", b"".join(HEAD + b"\0\0\x01\0" + bytes(9) for _ in range(50)))],
)  # fmt: skip
def test_a_film_in_mpeg_streams_has_its_length_and_its_size(name: str, data: bytes, tmp_path: Path) -> None:
    item, extra, reasons = told(tmp_path, name, data)
    assert (item.kind, extra["length"], extra["size"]) == (ItemKind.VIDEO, "2.00 s", "352 x 288")
    assert CUT not in reasons


def test_a_stream_without_times_or_one_that_goes_back_has_no_length(tmp_path: Path) -> None:
    back = (
        b"\0\0\x01\xba"
        + bytes(10)
        + packet(10, HEAD)
        + bytes(9 << 20)
        + b"\0\0\x01\xba"
        + bytes(10)
        + packet(3, b"")
    )
    for data in (b"\0\0\x01\xba" + bytes(5000), back, program()[:20]):
        _, extra, reasons = told(tmp_path, "a.mpg", data)
        assert extra["length"] == "not known"
        assert any("length" in reason for reason in reasons)


def test_a_stamped_transport_stream_that_ends_inside_a_packet_or_lost_its_place_is_told(
    tmp_path: Path,
) -> None:
    data = transport(192)
    assert CUT in told(tmp_path, "a.mts", data[:-50])[2]
    assert SPOILT in told(tmp_path, "b.mts", data[:1924] + b"\0" + data[1925:])[2]


def test_sound_in_dsf_and_tta_has_its_length_and_a_cut_is_told(tmp_path: Path) -> None:
    fmt = b"fmt " + struct.pack("<QIIIIIIQII", 52, 1, 0, 2, 2, 2_822_400, 1, 5_644_800, 4096, 0)
    dsf = b"DSD " + struct.pack("<QQQ", 28, 28 + len(fmt) + 1000, 0) + fmt + bytes(1000)
    sizes = [100] * -(-88_200 // (256 * 44_100 // 245))
    tta = (
        b"TTA1"
        + struct.pack("<HHHIII", 1, 2, 16, 44_100, 88_200, 0)
        + struct.pack(f"<{len(sizes)}I", *sizes)
        + bytes(4 + sum(sizes))
    )
    for name, data in (("a.dsf", dsf), ("b.tta", tta)):
        item, extra, reasons = told(tmp_path, name, data)
        assert (item.kind, extra["length"]) == (ItemKind.AUDIO, "2.00 s")
        assert CUT not in reasons
        assert CUT in told(tmp_path, name, data[:-20])[2]


def flv_tag(kind: int, body: bytes) -> bytes:
    return (
        bytes([kind])
        + len(body).to_bytes(3, "big")
        + b"\0\x01\0\0\0\0\0"
        + body
        + (11 + len(body)).to_bytes(4, "big")
    )


def test_the_picture_of_an_flv_has_its_size_by_its_own_words_or_its_first_picture(tmp_path: Path) -> None:
    words = (
        b"\x02\0\x0aonMetaData\x08\0\0\0\2\0\5width\0"
        + struct.pack(">d", 360)
        + b"\0\6height\0"
        + struct.pack(">d", 288)
    )
    sorenson = int(
        "0" * 16 + "1" + "00000" + "0" * 8 + "001" + f"{360:016b}{288:016b}" + "0" * 31, 2
    ).to_bytes(12, "big")
    for tag in (flv_tag(18, words), flv_tag(9, b"\x22" + sorenson)):
        _, extra, _ = told(tmp_path, "a.flv", b"FLV\x01\x01\0\0\0\x09" + bytes(4) + tag)
        assert extra["size"] == "360 x 288"


def test_an_flv_that_is_cut_has_the_length_that_it_says(tmp_path: Path) -> None:
    words = b"\x02\0\x0aonMetaData\x08\0\0\0\1\0\x08duration\0" + struct.pack(">d", 46.9)
    _, extra, reasons = told(
        tmp_path,
        "a.flv",
        b"FLV\x01\x01\0\0\0\x09" + bytes(4) + flv_tag(18, words) + b"\x09\0\1\0" + bytes(60),
    )
    assert extra["length"] == "46.90 s"
    assert CUT in reasons


@pytest.mark.parametrize(
    "written", ["Mon Mar 10 15:04:43 2003\n\0", "2003/03/10 15:04:43", "2003:03:10 15:04:43\0"]
)
def test_the_day_that_a_camera_writes_into_an_avi_is_its_time(written: str, tmp_path: Path) -> None:
    day = written.encode()
    film = made.avi() + b"IDIT" + struct.pack("<I", len(day)) + day + b"\0" * (len(day) % 2)
    item, extra, _ = told(tmp_path, "a.avi", film[:4] + struct.pack("<I", len(film) - 8) + film[8:])
    assert item.sent
    assert (item.sent.local, item.sent.utc) == (datetime(2003, 3, 10, 15, 4, 43), None)
    assert extra["says/IDIT"] == item.sent.raw

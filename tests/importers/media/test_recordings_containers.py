"""Containers that FFmpeg reads: AVI, WMA and WMV, FLV, FLAC, AIFF, CAF, AU, MPEG streams and the sound of
music players.
"""

import random
import struct
from datetime import datetime
from pathlib import Path

import pytest
import recording_samples as made
from coded_recordings import coded

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind, ZoneSource
from evidence_review.importers.choosing import read
from evidence_review.importers.media.recordings.decoded import NOT_DECODED, UNTRIED
from evidence_review.importers.media.recordings.facts import CUT, DAMAGED, PROTECTED, SPOILT
from evidence_review.importers.plugin import CAREFUL

SIZED = {"size": "160 x 120"}
SOUNDING = {"sound": "2 channels, 48000 Hz"}
FILM, SOUND = ItemKind.VIDEO, ItemKind.AUDIO
WHOLE = {
    "avi": (FILM, "AVI", "2.00 s", "mpeg4", SIZED),
    "wmv": (FILM, "ASF (WMA or WMV)", "2.00 s", "wmv2", SIZED),
    "flv": (FILM, "FLV", "2.00 s", "flv1", SIZED),
    "ts": (FILM, "MPEG transport stream", "2.00 s", "h264", SIZED),
    "mpg": (FILM, "MPEG program stream", "2.00 s", "mpeg2video", SIZED),
    "wma": (SOUND, "ASF (WMA or WMV)", "4.01 s", "wmav2", SOUNDING),
    "flac": (SOUND, "FLAC", "3.99 s", "flac", SOUNDING),
    "aiff": (SOUND, "AIFF", "3.99 s", "pcm_s16be", SOUNDING),
    "au": (SOUND, "AU", "3.99 s", "pcm_s16be", SOUNDING),
    "caf": (SOUND, "CAF", "3.99 s", "pcm_s16be", SOUNDING),
    "wv": (SOUND, "WavPack", "3.99 s", "wavpack", SOUNDING),
    "tta": (SOUND, "TTA", "3.99 s", "tta", SOUNDING),
}
"""By the ending, which no reader looks at: kind, format, length, codec, size of the picture or channels."""


def told(folder: Path, data: bytes, name: str = "recording") -> tuple[Item, dict[str, str], list[str]]:
    """The item, what is said of it, and the remarks but that nobody has listened."""
    path = folder / name
    path.write_bytes(data)
    values = list(read(path, ReadOptions()))
    (item,) = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem) and "Nobody has" not in value.reason]
    return item, dict(item.extra), [problem.reason for problem in problems]


@pytest.mark.parametrize("ending", WHOLE)
def test_a_whole_recording_has_its_length_and_what_it_holds_and_no_remark(
    ending: str, tmp_path: Path
) -> None:
    kind, form, length, codec, more = WHOLE[ending]
    item, extra, reasons = told(tmp_path, coded(ending))
    assert (item.kind, extra["format"], extra["length"], extra["codecs"]) == (kind, form, length, codec)
    assert more.items() <= extra.items()
    assert reasons == []


@pytest.mark.parametrize("ending", WHOLE)
@pytest.mark.parametrize("left", [0.9, 0.5])
def test_a_recording_that_ends_early_is_told(ending: str, left: float, tmp_path: Path) -> None:
    data = coded(ending)
    item, _, reasons = told(tmp_path, data[: int(len(data) * left)])
    assert item.kind is WHOLE[ending][0]
    if ending != "mpg":  # what is cut between two packets is whole
        assert {CUT, DAMAGED, NOT_DECODED} & set(reasons)


@pytest.mark.parametrize("ending", sorted(WHOLE.keys() - {"mpg"}))
def test_a_head_alone_is_kept_and_said_to_be_damaged(ending: str, tmp_path: Path) -> None:
    _, extra, reasons = told(tmp_path, coded(ending)[:600], f"recording.{ending}")
    assert extra["format"] == WHOLE[ending][1]
    assert {CUT, DAMAGED} & set(reasons) or extra["length"] == "not known"


def test_a_reading_after_one_that_ended_the_process_does_not_ask_ffmpeg_and_says_so(tmp_path: Path) -> None:
    before = CAREFUL.set(True)
    try:
        item, extra, reasons = told(tmp_path, coded("avi"))
    finally:
        CAREFUL.reset(before)
    assert (item.kind, extra["format"], extra["length"]) == (ItemKind.VIDEO, "AVI", "not known")
    assert UNTRIED in reasons


def test_bare_mpeg_video_is_a_film_whose_length_is_not_known(tmp_path: Path) -> None:
    item, extra, reasons = told(tmp_path, coded("m2v"))
    assert (item.kind, extra["format"], extra["length"]) == (ItemKind.VIDEO, "MPEG video", "not known")
    assert ["length" in reason for reason in reasons] == [True]


def test_a_stamped_transport_stream_that_ends_inside_a_packet_or_lost_its_place_is_told(
    tmp_path: Path,
) -> None:
    plain = coded("ts")
    data = b"".join(bytes(4) + plain[at : at + 188] for at in range(0, len(plain), 188))
    assert told(tmp_path, data)[1]["length"] == "2.00 s"
    assert CUT in told(tmp_path, data[:-50])[2]
    assert SPOILT in told(tmp_path, data[:1924] + b"\0" + data[1925:])[2]


@pytest.mark.parametrize(
    "written", ["Mon Mar 10 15:04:43 2003\n\0", "2003/03/10 15:04:43", "2003:03:10 15:04:43\0"]
)
def test_the_day_that_a_camera_writes_into_an_avi_is_its_time(written: str, tmp_path: Path) -> None:
    item, extra, _ = told(tmp_path, made.avi(more=made.chunk(b"IDIT", written.encode())))
    assert item.sent
    assert (item.sent.local, item.sent.utc) == (datetime(2003, 3, 10, 15, 4, 43), None)
    assert extra["says/IDIT"] == item.sent.raw


def test_the_time_in_a_windows_recording_is_an_instant_and_a_protected_one_is_told(tmp_path: Path) -> None:
    data = bytearray(coded("wma"))
    file = data.index(bytes.fromhex("A1DCAB8C47A9CF118EE400C00C205365"))
    data[file + 48 : file + 56] = struct.pack("<Q", (made.MADE + 11_644_473_600) * 10_000_000)
    item, _, reasons = told(tmp_path, bytes(data))
    assert item.sent
    assert (item.sent.utc, item.sent.zone) == (datetime(2025, 1, 13, 8), ZoneSource.IN_VALUE)
    assert reasons == []
    codecs = data.index(bytes.fromhex("4052D1861D31D011A3A400A0C90348F6"))
    data[codecs : codecs + 16] = bytes.fromhex("FBB3112223BDD211B4B700A0C955FC6E")
    assert PROTECTED in told(tmp_path, bytes(data))[2]


def test_tags_are_kept_by_their_names(tmp_path: Path) -> None:
    assert told(tmp_path, coded("wma"))[1]["tag/encoder"].startswith("Lavf")


@pytest.mark.parametrize(("codec", "length"), [(b"ima4", "6.40 s"), (b"sowt", "0.10 s")])
def test_packets_of_old_macintosh_sound_are_64_samples(codec: bytes, length: str, tmp_path: Path) -> None:
    common = struct.pack(">hIh", 1, 800, 16) + struct.pack(">HQ", 16383 + 12, 8000 << 51) + codec + bytes(2)
    sound = bytes(8 + 800 * (34 if codec == b"ima4" else 2))
    body = b"AIFCCOMM" + struct.pack(">I", len(common)) + common + b"SSND" + struct.pack(">I", len(sound))
    data = b"FORM" + struct.pack(">I", len(body + sound)) + body + sound
    assert told(tmp_path, data)[1]["length"] == length


def test_recordings_of_music_players_are_kept_and_those_that_do_not_open_are_said_to_be_damaged(
    tmp_path: Path,
) -> None:
    form = b"fmt " + struct.pack("<QIIIIIIQII", 52, 1, 0, 2, 2, 2_822_400, 1, 5_644_800, 4096, 0)
    sound = b"data" + struct.pack("<Q", 12 + 1_411_200) + random.Random(1).randbytes(1_411_200)
    dsf = b"DSD " + struct.pack("<QQQ", 28, 28 + len(form + sound), 0) + form + sound
    _, extra, reasons = told(tmp_path, dsf)
    assert (extra["format"], extra["length"], reasons) == ("DSF", "2.00 s", [])
    assert CUT in told(tmp_path, dsf[:-5000])[2]
    ape = b"MAC " + struct.pack("<4H5I", 3950, 2000, 0, 2, 44100, 0, 0, 2, 44100) + bytes(500)
    assert told(tmp_path, ape)[1]["length"] == f"{(73728 * 4 + 44100) / 44100:.2f} s"
    for data, name in ((b"MAC " + bytes(100), "APE"), (b"MPCK" + bytes(100), "Musepack")):
        item, extra, reasons = told(tmp_path, data)
        assert (item.kind, extra["format"], extra["length"]) == (ItemKind.AUDIO, name, "not known")
        assert DAMAGED in reasons

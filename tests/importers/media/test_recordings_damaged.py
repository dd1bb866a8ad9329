"""Damage inside sound and pictures: every check of a format is used, and whole recordings give no remark
(docs/decisions/0024)."""

import io
import random
import struct

import av
import numpy as np
import pytest
import recording_samples as made
from coded_recordings import FILM, SOUND, coded, sound

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.media.recordings import decoded as recordings_decoded
from evidence_review.importers.media.recordings import sums as recordings_sums
from evidence_review.importers.media.recordings.decoded import UNTRIED, adds_up
from evidence_review.importers.media.recordings.facts import BLANK
from evidence_review.importers.media.recordings.importer import IMPORTER
from evidence_review.importers.plugin import CAREFUL


def damage_told(tmp_path, data, name):
    """The remarks but that nobody has listened and that no length is written."""
    path = tmp_path / name
    path.write_bytes(data)
    values = list(IMPORTER.read(path, ReadOptions()))
    assert sum(isinstance(value, Item) for value in values) == 1
    problems = [value for value in values if isinstance(value, Problem)]
    return [
        (one.kind, one.reason)
        for one in problems
        if "Nobody has" not in one.reason and "is not known" not in one.reason
    ]


def zeroed(data, at, size):
    return data[:at] + bytes(size) + data[at + size :]


@pytest.mark.parametrize("ending", SOUND | FILM)
def test_a_whole_recording_gives_no_remark(tmp_path, ending):
    assert damage_told(tmp_path, coded(ending), f"sound.{ending}") == []


@pytest.mark.parametrize("ending", SOUND | FILM)
def test_zeros_inside_a_recording_are_told(tmp_path, ending):
    data = coded(ending)
    for part in (2, 3):
        told = damage_told(tmp_path, zeroed(data, len(data) * part // 5, 3000), f"sound.{ending}")
        assert ProblemKind.PARTLY_READ in [kind for kind, _ in told], part


@pytest.mark.parametrize("first", range(20, 60))
def test_sixteen_zeroed_packets_are_told_though_their_numbers_go_on(tmp_path, first):
    """The numbers of packets go round after sixteen, so that they stand behind the gap as if nothing were
    missing."""
    told = damage_told(tmp_path, zeroed(coded("ts"), 188 * first, 188 * 16), "film.ts")
    assert ProblemKind.PARTLY_READ in [kind for kind, _ in told]


def test_a_packet_noted_as_faulty_and_a_cut_are_told_in_a_transport_stream(tmp_path):
    data = bytearray(coded("ts"))
    assert damage_told(tmp_path, bytes(data[:-100]), "film.ts")
    data[188 * 30 + 1] |= 0x80
    assert ProblemKind.PARTLY_READ in [kind for kind, _ in damage_told(tmp_path, bytes(data), "film.ts")]


@pytest.mark.parametrize("ending", SOUND | FILM)
def test_bytes_taken_out_of_a_recording_are_told(tmp_path, ending):
    data = coded(ending)
    told = damage_told(tmp_path, data[: len(data) // 2] + data[len(data) // 2 + 1500 :], f"sound.{ending}")
    assert ProblemKind.PARTLY_READ in [kind for kind, _ in told]


@pytest.mark.parametrize("ending", ["flac", "opus", "ogg", "wv", "mp3"])
def test_a_single_bit_is_told_where_the_format_has_check_sums(tmp_path, ending):
    draw, data = random.Random(2), coded(ending)
    for _ in range(5):
        changed = bytearray(data)
        changed[draw.randrange(3000, len(data) - 2000)] ^= 1 << draw.randrange(8)
        assert damage_told(tmp_path, bytes(changed), f"sound.{ending}")


def test_a_single_bit_is_told_in_an_mp3_of_one_channel_too(tmp_path):
    """Where the sum of the first frame goes over other bytes than in one of two channels."""
    changed = bytearray(coded("mp3", "mono"))
    assert damage_told(tmp_path, bytes(changed), "note.mp3") == []
    changed[len(changed) // 2] ^= 4
    assert damage_told(tmp_path, bytes(changed), "note.mp3")


@pytest.mark.parametrize("ending", ["mp4", "mkv", "wmv", "m4a", "wma"])
def test_changed_bits_are_told_where_a_decoder_meets_them(tmp_path, ending):
    draw, changed = random.Random(3), bytearray(coded(ending))
    for _ in range(60):
        changed[draw.randrange(3000, len(changed))] ^= 1 << draw.randrange(8)
    assert damage_told(tmp_path, bytes(changed), f"sound.{ending}")


def test_a_frame_of_flac_that_lost_its_end_is_told(tmp_path):
    assert damage_told(tmp_path, made.flac()[:-3], "note.flac")


@pytest.mark.parametrize(("kind", "layout"), [("s16", "mono"), ("s16", "stereo"), ("s32", "stereo")])
def test_the_sum_of_all_sound_in_flac_holds_whatever_its_samples(tmp_path, kind, layout):
    """Of 16 and of 24 bits."""
    out, draw = io.BytesIO(), np.random.default_rng(1)
    with av.open(out, "w", format="flac") as target:
        made = target.add_stream("flac", rate=48000, layout=layout, options={"strict": "-2"})
        made.codec_context.format = kind
        for number in range(20):
            target.mux(made.encode(sound(made, draw, number)))
        target.mux(made.encode(None))
    data = bytearray(out.getvalue())
    assert any(data[26:42])
    assert damage_told(tmp_path, bytes(data), "note.flac") == []
    data[30] ^= 1
    assert [kind for kind, _ in damage_told(tmp_path, bytes(data), "note.flac")] == [ProblemKind.PARTLY_READ]


def test_zeros_from_one_block_of_a_disk_to_another_are_remarked_in_uncoded_sound(tmp_path):
    noise = np.random.default_rng(4).integers(1, 255, 60_000, np.uint8).tobytes()
    whole = (
        b"RIFF"
        + struct.pack("<I", 60_036)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
        + b"data"
        + struct.pack("<I", 60_000)
        + noise
    )
    assert damage_told(tmp_path, whole, "note.wav") == []
    assert (
        damage_told(tmp_path, zeroed(whole, 700, 4096), "note.wav") == []
    )  # silence, that may have been recorded so
    assert damage_told(tmp_path, zeroed(whole, 8192, 4096), "note.wav") == [(ProblemKind.SOURCE_FLAG, BLANK)]


@pytest.mark.parametrize(("at", "told"), [(24, True), (40, False)])
def test_a_hole_in_the_frames_of_a_tag_is_told_and_its_filling_is_not(tmp_path, at, told):
    tag = (
        b"TIT2"
        + struct.pack(">I", 20)
        + bytes(2)
        + b"\0"
        + b"Shed by the canal  x"[:19]
        + b"TPE1"
        + struct.pack(">I", 7)
        + bytes(2)
        + b"\0Ursula"
        + bytes(60)
    )
    sound = coded("mp3")
    sound = (
        sound[10 + sum((byte & 127) << 7 * (3 - place) for place, byte in enumerate(sound[6:10])) :]
        if sound.startswith(b"ID3")
        else sound
    )
    whole = b"ID3\3\0\0" + bytes([0, 0, len(tag) >> 7, len(tag) & 127]) + tag + sound
    assert damage_told(tmp_path, whole, "note.mp3") == []
    changed = zeroed(whole, at, 20)
    assert bool(damage_told(tmp_path, changed, "note.mp3")) is told


def test_a_reading_after_one_that_ended_the_process_does_not_decode_and_says_so(tmp_path):
    before = CAREFUL.set(True)
    try:
        assert damage_told(tmp_path, coded("mp3"), "note.mp3") == [(ProblemKind.SOURCE_FLAG, UNTRIED)]
    finally:
        CAREFUL.reset(before)


def test_a_long_recording_is_decoded_in_part_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(recordings_decoded, "_SECONDS_OF_FILM", 0.0)
    assert damage_told(tmp_path, coded("mp4"), "film.mp4") == [
        (ProblemKind.SOURCE_FLAG, recordings_decoded.NOT_ALL)
    ]


def test_the_parts_of_a_picture_fill_it():
    about = b"\1\x64\0\x1f\xff"
    whole = struct.pack(">I", 5) + b"\x65abcd" + struct.pack(">I", 2) + b"\x41a"
    assert adds_up(whole, about, 4)
    assert adds_up(whole, b"\0\0\0\1g", 4)  # parts with a mark before them instead of a length
    assert not adds_up(bytes(4) + whole[4:], about, 4)
    assert not adds_up(whole[:-1], about, 4)


def test_sums_over_many_lanes_equal_those_bit_by_bit():
    assert recordings_sums.arc(b"123456789") == 0xBB3D  # the check value of CRC-16/ARC
    data = random.Random(5).randbytes(10_001)
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    assert recordings_sums.arc(data) == value

"""Sound and video: kind, length, codec and time of every container; lengths that are missing or wrong; damage
(reference/formats.md 3.7)."""

import struct
from datetime import datetime

import pytest
import recording_samples as made

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.media.recordings import importer as recordings
from evidence_review.importers.media.recordings.boxes import since_1904
from evidence_review.importers.media.recordings.facts import HOLES
from evidence_review.importers.media.recordings.importer import IMPORTER


def read(tmp_path, data, name="recording", **options):
    """The one item, its extra values, and the reasons but that nobody has listened to it."""
    path = tmp_path / name
    path.write_bytes(data)
    assert IMPORTER.recognises(path)
    *values, tally = IMPORTER.read(path, ReadOptions(**options))
    (item,) = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert tally == Tally(1)
    assert all(problem.records == 0 for problem in problems)
    assert problems[0].kind is ProblemKind.SOURCE_FLAG
    assert "Nobody has" in problems[0].reason
    assert item.attachments[0].data == data
    return item, dict(item.extra), [(problem.kind, problem.reason) for problem in problems[1:]]


EACH = {
    "MP4": (made.film(), ItemKind.VIDEO, "5.00 s", "avc1, mp4a"),
    "M4A": (
        made.movie(made.track(b"soun", b"mp4a", 86, 1024, 44100), length=2000, brand=b"M4A "),
        ItemKind.AUDIO,
        "2.00 s",
        "mp4a",
    ),
    "3GP": (
        made.movie(made.track(b"soun", b"samr", 100, 160, 8000), length=2000, brand=b"3gp4"),
        ItemKind.AUDIO,
        "2.00 s",
        "samr",
    ),
    "Ogg": (made.opus(), ItemKind.AUDIO, "4.00 s", "Opus"),
    "WAV": (made.wave(2), ItemKind.AUDIO, "2.00 s", "PCM"),
    "AMR": (made.amr(50), ItemKind.AUDIO, "1.00 s", "AMR-NB"),
    "AMR wide": (made.amr(50, wide=True), ItemKind.AUDIO, "1.00 s", "AMR-WB"),
    "MP3": (made.mp3(100), ItemKind.AUDIO, "2.61 s", "MPEG audio layer 3"),
    "MP3 tagged": (
        b"ID3\4\0\0\0\0\0\x0a" + bytes(10) + made.mp3(100, said=100),
        ItemKind.AUDIO,
        "2.61 s",
        "MPEG audio layer 3",
    ),
    "AAC": (made.aac(100), ItemKind.AUDIO, "2.32 s", "AAC"),
    "FLAC": (made.flac(), ItemKind.AUDIO, "2.00 s", "flac"),
    "CAF": (made.caf(), ItemKind.AUDIO, "2.00 s", "pcm_mulaw"),
    "AVI": (made.avi(), ItemKind.VIDEO, "5.00 s", "rawvideo"),
    "WebM": (made.matroska(), ItemKind.VIDEO, "5.00 s", "V_VP8"),
    "Matroska": (made.matroska(kind=b"matroska"), ItemKind.VIDEO, "5.00 s", "V_VP8"),
}


@pytest.mark.parametrize("name", EACH)
def test_each_container_gives_kind_length_and_codec(tmp_path, name):
    data, kind, length, codecs = EACH[name]
    item, said, problems = read(tmp_path, data, "no-ending")
    assert (item.kind, item.text, said["length"], said["codecs"]) == (kind, None, length, codecs)
    assert said["format"] == name.split()[0]
    assert problems == []


def test_the_time_of_a_container_is_an_instant(tmp_path):
    for data in (made.film(), made.film(wide=True), made.matroska()):
        item, _, _ = read(tmp_path, data)
        assert item.sent is not None
        assert (item.sent.utc, item.sent.zone) == (datetime(2025, 1, 13, 8), ZoneSource.IN_VALUE)


@pytest.mark.parametrize(
    ("seconds", "utc"),
    [
        (0, None),
        (made.MADE + made.SINCE_1904, datetime(2025, 1, 13, 8)),
        (made.MADE, datetime(2025, 1, 13, 8)),
    ],
)
def test_a_clock_never_set_gives_no_time_and_one_from_1970_is_known_by_its_size(seconds, utc):
    moment = since_1904(seconds)
    assert (moment.utc if moment else None) == utc


def test_apples_own_keys_give_time_with_offset_place_and_the_pair_of_a_live_photo(tmp_path):
    keys = made.apple_keys(
        creationdate="2025-07-05T15:21:33+0100",
        location_ISO6709="+51.5000-000.1250+010.000/",
        make="Example",
        content_identifier="AB-12",
    )
    item, said, problems = read(tmp_path, made.film(brand=b"qt  ", more=keys), "IMG_0001.MOV")
    assert item.sent is not None
    assert (item.sent.utc, item.sent.offset) == (datetime(2025, 7, 5, 14, 21, 33), "+0100")
    assert (said["latitude"], said["longitude"], said["live photo"]) == ("51.500000", "-0.125000", "AB-12")
    assert said["made (container, said to be UTC)"] == "2025-01-13 08:00:00"
    assert said["format"] == "QuickTime (MOV)"
    assert problems == []


def test_a_place_in_the_way_of_android_is_read(tmp_path):
    words = b"+51.5000-000.1250/"
    place = made.box(b"udta", made.box(b"\xa9xyz", len(words).to_bytes(2, "big"), b"\x15\xc7", words))
    _, said, _ = read(tmp_path, made.film(more=place))
    assert (said["latitude"], said["longitude"]) == ("51.500000", "-0.125000")


def test_a_length_that_its_own_samples_deny_is_flagged(tmp_path):
    _, said, problems = read(tmp_path, made.film(length=3_600_000))
    assert said["length"] == "3600.00 s"
    assert said["length of its samples"] == "5.00 s"
    assert [kind for kind, _ in problems] == [ProblemKind.SOURCE_FLAG]
    assert "two different lengths" in problems[0][1]
    _, said, problems = read(tmp_path, made.film(length=0))
    assert (said["length"], problems) == ("5.00 s", [])


def test_a_film_recorded_live_has_the_length_of_its_last_block(tmp_path):
    _, said, problems = read(tmp_path, made.matroska(length=None))
    assert said["length"] == "4.96 s"
    assert "none is written" in said["length from"]
    assert problems == []


@pytest.mark.parametrize("said", [0, 0xFFFFFFFF])
def test_a_recorder_broken_off_leaves_a_length_that_the_size_tells(tmp_path, said):
    _, values, problems = read(tmp_path, made.wave(3, said=said))
    assert (values["length"], problems) == ("3.00 s", [])


CUT = {
    "WAV": (made.wave(2, said=80_000), "10.00 s"),
    "MP4": (made.film()[:-20], "5.00 s"),
    "AMR": (made.amr(50)[:-5], "0.98 s"),
    "MP3": (made.mp3(50, said=1000), "26.12 s"),
    "MP3 without a count": (made.mp3(50)[:-9], "1.28 s"),
    "FLAC of which frames are missing": (made.flac()[:-60], "2.00 s"),
    "Opus": (made.opus()[:-60], "4.00 s"),
    "AAC": (made.aac(100)[:-9], "2.30 s"),
    "WebM": (made.matroska()[:-9], "5.00 s"),
}


@pytest.mark.parametrize("name", CUT)
def test_a_recording_cut_short_is_kept_and_said_to_be(tmp_path, name):
    data, length = CUT[name]
    _, said, problems = read(tmp_path, data)
    assert said["length"] == length
    assert [kind for kind, _ in problems] == [ProblemKind.PARTLY_READ]
    assert "part of it is missing" in problems[0][1]


def test_a_tag_behind_flac_is_no_damage(tmp_path):
    tagged = made.flac() + b"TAG" + bytes(125)
    assert read(tmp_path, tagged)[2] == []


def test_a_film_without_its_index_is_listed_and_its_length_is_not_known(tmp_path):
    data = made.box(b"ftyp", b"mp42", bytes(4)) + made.box(b"mdat", bytes(500))
    item, said, problems = read(tmp_path, data)
    assert (item.kind, said["length"]) == (ItemKind.VIDEO, "not known")
    assert any("no index" in reason for _, reason in problems)
    assert any("length of this recording is not known" in reason for _, reason in problems)


def test_protected_sound_is_said_to_be(tmp_path):
    data = made.movie(made.track(b"soun", b"drms", 86, 1024, 44100), length=2000, brand=b"M4A ")
    assert any("protected" in reason for _, reason in read(tmp_path, data)[2])


def test_fragments_are_added_up(tmp_path):
    head = made.box(b"tkhd", bytes(12), b"\0\0\0\1", bytes(68))
    trak = made.box(b"trak", head + made.track(b"vide", b"avc1", 0, 0, 1000)[8:])
    run = made.box(
        b"trun",
        b"\0\0\1\0",
        (3).to_bytes(4, "big"),
        *(value.to_bytes(4, "big") for value in (1000, 1000, 500)),
    )
    traf = made.box(b"moof", made.box(b"traf", made.box(b"tfhd", bytes(4), b"\0\0\0\1"), run))
    _, said, _ = read(tmp_path, made.movie(trak, length=0) + traf * 2)
    assert said["length"] == "5.00 s"


def test_tags_are_kept(tmp_path):
    _, said, _ = read(tmp_path, made.opus())
    assert said["tag/title"] == "Shed"


def test_bytes_of_a_large_recording_stay_in_the_source(tmp_path, monkeypatch):
    monkeypatch.setattr(recordings, "MAX_CARRIED", 100)
    monkeypatch.setattr("evidence_review.importers.plugin.MAX_ATTACHMENT", 100)
    path = tmp_path / "long.wav"
    path.write_bytes(made.wave(1))
    item, _, problem, _ = IMPORTER.read(path, ReadOptions())
    assert isinstance(item, Item)
    assert isinstance(problem, Problem)
    assert (item.attachments[0].data, item.attachments[0].size) == (None, len(made.wave(1)))
    assert "stay in the source" in problem.reason


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfb and some words",
        b"Free words here, skip them",
        b"GGG",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"RIFF\0\0\0\0WEBP",
    ],
)
def test_what_is_no_recording_is_left_to_others(tmp_path, data):
    path = tmp_path / "a"
    path.write_bytes(data)
    assert not IMPORTER.recognises(path)


def test_what_is_missing_in_the_middle_of_a_voice_note_is_not_counted_and_is_said(tmp_path):
    page = made.page
    data = (
        made.opus(4.0)
        + page(b"abcd", 5 * 48000 + 312, made.OPUS, number=3)
        + page(b"abcd", 60 * 48000 + 312, made.OPUS, 4, number=90)
    )
    _, said, problems = read(tmp_path, data, "note.opus")
    assert said["length"] == "60.00 s"
    assert said["length of what is there"] == "5.00 s"
    assert problems == [(ProblemKind.PARTLY_READ, HOLES)]


@pytest.mark.parametrize("name", ["AMR", "WAV", "Opus", "MP3", "AAC", "AVI"])
def test_a_tag_that_stands_before_another_recording_is_passed_over(tmp_path, name):
    recording = {
        "AMR": made.amr(),
        "WAV": made.wave(),
        "Opus": made.opus(),
        "MP3": made.mp3(),
        "AAC": made.aac(),
        "AVI": made.avi(),
    }[name]
    _, plain, _ = read(tmp_path, recording)
    _, tagged, problems = read(tmp_path, b"ID3\x03\0\0\0\0\0\x14" + bytes(20) + recording)
    assert tagged["length"] == plain["length"] != "not known"
    assert tagged["format"] == plain["format"]
    assert problems == []


@pytest.mark.parametrize(("name", "recording"), [("note.mp3", made.mp3()), ("note.aac", made.aac())])
def test_frames_behind_something_else_are_found_where_the_name_says_what_they_are(tmp_path, name, recording):
    item, found, _ = read(tmp_path, b"MACRZ\x08" * 20 + recording, name)
    _, whole, _ = read(tmp_path, recording, name)
    assert item.kind is ItemKind.AUDIO
    assert found["length"] == whole["length"]


def test_sound_with_the_bytes_of_its_numbers_the_other_way_round_is_read(tmp_path):
    form = struct.pack(">HHIIHH", 1, 1, 8000, 16000, 2, 16)
    chunks = b"WAVEfmt " + struct.pack(">I", 16) + form + b"data" + struct.pack(">I", 32000) + bytes(32000)
    _, said, problems = read(tmp_path, b"RIFX" + struct.pack(">I", len(chunks)) + chunks, "note.wav")
    assert (said["length"], said["sound"], problems) == ("2.00 s", "1 channels, 8000 Hz", [])

"""I3: sound and film of the usual kinds are coded anew; what went cannot be heard, seen or found, and the
proof sees it where nothing was taken out."""

import io
from fractions import Fraction

import numpy as np
import pytest

from evidence_review.domain.errors import OutputProblem, UnreadableExport
from evidence_review.domain.redaction_values import PageArea
from evidence_review.redaction.sound import recording_gate
from evidence_review.redaction.sound.recording_gate import is_light, is_loud, pieces_kept
from evidence_review.redaction.sound.recordings import KINDS, Cuts, opened, redact_recording
from evidence_review.redaction.sound.sound import Silence
from evidence_review.redaction.sound.transcripts import redact_cues
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file import single_file

av = pytest.importorskip(
    "av", reason="this environment is older than requirements.lock; python3 tasks.py makes it anew"
)
NAME = "Imani Quillfeather"
PART = Silence(2, 3)
SOURCES = {
    "m4a": ("ipod", "aac", 44100),
    "mp3": ("mp3", "libmp3lame", 44100),
    "opus": ("ogg", "libopus", 48000),
    "amr": ("amr", "libopencore_amrnb", 8000),
    "wav": ("wav", "pcm_s16le", 16000),
    "flac": ("flac", "flac", 44100),
    "aac": ("adts", "aac", 44100),
    "mka": ("matroska", "libopus", 48000),
    "mp4": ("mp4", "aac", 44100),
    "mov": ("mov", "aac", 48000),
}
FILMS = ("mp4", "mov")


def recording(kind, seconds=5):
    """A tone all through, in a film a bright picture, with a name in its tags."""
    form, coder, rate = SOURCES[kind]
    out = io.BytesIO()
    with av.open(out, mode="w", format=form) as target:
        target.metadata["title"] = target.metadata["comment"] = f"note of {NAME}"
        sound = target.add_stream(coder, rate=rate, layout="mono")
        film = target.add_stream("libx264", rate=10) if kind in FILMS else None
        if film:
            film.codec_context.thread_count = 1  # the same bytes on every machine
            film.width, film.height, film.pix_fmt = 96, 64, "yuv420p"
            for number in range(10 * seconds):
                frame = av.VideoFrame.from_ndarray(
                    np.full((64, 96, 3), 200 - number % 7, np.uint8), format="rgb24"
                )
                frame.pts, frame.time_base = number, Fraction(1, 10)
                target.mux(film.encode(frame))
        tone = (np.sin(2 * np.pi * 440 * np.arange(rate * seconds) / rate) * 12000).astype(np.int16)
        for at in range(0, len(tone), 1024):
            frame = av.AudioFrame.from_ndarray(tone[None, at : at + 1024].copy(), format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
            target.mux(sound.encode(frame))
        target.mux(sound.encode(None))
        if film:
            target.mux(film.encode(None))
    return out.getvalue()


@pytest.mark.parametrize("kind", SOURCES)
def test_I3_a_part_of_any_kind_is_silent_and_the_rest_is_heard(kind):
    source = recording(kind)
    assert is_loud(source, [PART])  # the proof hears it where nothing was taken out
    made = redact_recording(source, Cuts((PART,)), ".m4a").data
    assert not is_loud(made, [PART])
    assert is_loud(made, [Silence(0.5, 1.5)])
    assert is_loud(made, [Silence(3.4, 4.5)])
    assert b"Quillfeather" not in made


@pytest.mark.parametrize("ending", KINDS)
def test_every_kind_of_new_file_holds_one_track_of_a_kind_and_no_tag(ending):
    source = recording("mp4")
    made = redact_recording(source, Cuts((PART,), (PART,) if ending == ".mp4" else ()), ending).data
    with opened(made) as new:
        assert (len(new.streams.audio), len(new.streams.video)) == (1, int(ending == ".mp4"))
        assert abs(float(new.duration) / 1_000_000 - 5) < 0.2
        assert not {"title", "comment", "encoder"} & {
            key.lower() for one in (new, *new.streams) for key in one.metadata
        }
    assert not is_loud(made, [PART])


@pytest.mark.parametrize("kind", FILMS)
def test_I3_a_part_of_a_film_is_black_and_the_rest_is_seen(kind):
    source = recording(kind)
    assert is_light(source, [PART])
    made = redact_recording(source, Cuts((), (PART,)), ".mp4").data
    assert not is_light(made, [PART])
    assert is_light(made, [Silence(0.5, 1)])
    assert is_loud(made, [PART])  # the sound of it was not asked for


def test_an_area_of_a_film_is_black_in_every_picture():
    areas = (PageArea(0, (0, 0, 0.5, 1)), PageArea(0, (0.02, 0.1, 0.04, 0.2)))
    made = redact_recording(recording("mp4"), Cuts(areas=areas), ".mp4").data
    with opened(made) as new:
        for frame in new.decode(video=0):
            grey = frame.to_ndarray(format="gray")
            assert (int(grey[:, :40].max()) < 60, int(grey[:, 56:].min()) > 120) == (True, True)


def test_the_proof_sees_what_was_left(monkeypatch):
    """A control: were nothing silenced, blanked or stripped, nothing would be written."""
    source = recording("mp4")
    with pytest.raises(OutputProblem, match="heard"):
        recording_gate.prove(source, source, [PART], [])
    with pytest.raises(OutputProblem, match="seen"):
        recording_gate.prove(source, source, [], [PART])
    with pytest.raises(OutputProblem, match="seen"):
        recording_gate.prove(source, source, [], [], [PageArea(0, (0.2, 0.2, 0.3, 0.3))])
    assert pieces_kept(source, source, [PART])
    clean = redact_recording(source, Cuts((PART,)), ".mp4").data
    assert not pieces_kept(source, clean, [PART])
    with opened(source) as one:
        packet = next(
            bytes(p)
            for p in one.demux(audio=0)
            if p.pts is not None and 2.2 < float(p.pts * p.time_base) < 2.8
        )
    assert pieces_kept(source, clean + packet, [PART])
    monkeypatch.setattr("evidence_review.redaction.sound.recordings.FADE", -2)
    with pytest.raises(OutputProblem, match="heard"):
        redact_recording(source, Cuts((PART,)), ".m4a")


@pytest.mark.parametrize(
    "data",
    [
        b"OggS" + bytes(300),
        b"\0\0\0\x18ftypisom" + bytes(300),
        b"#!AMR\n" + b"\xff" * 50,
        b"#EXTM3U\nfile.ts\n",
    ],
)
def test_damage_is_one_sentence(data):
    with pytest.raises((UnreadableExport, OutputProblem)):
        redact_recording(data, Cuts((PART,)), ".m4a")


def test_a_part_beyond_the_end_and_an_odd_name_are_refused():
    with pytest.raises(OutputProblem, match="ends at"):
        redact_recording(recording("m4a"), Cuts((Silence(60, 61),)), ".m4a")
    with pytest.raises(OutputProblem, match=r"\.m4a"):
        redact_recording(recording("m4a"), Cuts((PART,)), ".mov")
    with pytest.raises(OutputProblem, match="track of that kind"):
        redact_recording(recording("m4a"), Cuts((), (PART,)), ".mp4")


def test_a_file_of_another_file_is_never_fetched(tmp_path):
    """A playlist that names another recording opens nothing."""
    (tmp_path / "secret.m4a").write_bytes(recording("m4a"))
    playlist = f"#EXTM3U\n#EXTINF:5,\n{tmp_path}/secret.m4a\n#EXT-X-ENDLIST\n".encode()
    with pytest.raises(UnreadableExport):
        redact_recording(playlist, Cuts((PART,)), ".m4a")


def test_I3_a_voice_note_and_its_transcript_through_the_child(tmp_path):
    source, target = tmp_path / "note.opus", tmp_path / "new.m4a"
    source.write_bytes(recording("opus"))
    cues = (
        f"1\n00:00:00,000 --> 00:00:01,500\nhello\n\n2\n00:00:02,000 --> 00:00:03,000\nring {NAME}\nat "
        f"home\n\n3\n00:00:04,000 --> 00:00:05,000\nbye {NAME}\n"
    )
    (tmp_path / "note.srt").write_text(cues, "utf-8")
    before = source.read_bytes()
    done = single_file.redact_file(
        source, target, [NAME], wishes=Wishes(silences=("0:02-0:03",), transcript=tmp_path / "note.srt")
    )
    said = (tmp_path / "new-transcript.srt").read_text("utf-8")
    assert ("hello" in said, "at home" in said, "Quillfeather" in said, "bye [PERSON 1]" in said) == (
        True,
        False,
        False,
        True,
    )
    assert not is_loud(target.read_bytes(), [PART])
    assert source.read_bytes() == before
    assert any("not listened to" in one for one in done.warnings)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:04.000\nsecret\n\n00:05.000 --> 00:06.000\nplain\n", "plain"),
        ("[00:01] secret\nmore secret\n[00:05] plain\n", "plain"),
        ("0:01 secret\n0:05 plain\n", "plain"),
    ],
)
def test_cues_and_stamped_lines_that_touch_a_part_go(text, left):
    new, count = redact_cues(text, [PART])
    assert ("secret" in new, left in new, count) == (False, True, 1)


def test_a_transcript_without_times_is_refused_and_nothing_written(tmp_path):
    (tmp_path / "note.opus").write_bytes(recording("opus"))
    (tmp_path / "note.txt").write_text("no times in here", "utf-8")
    wishes = Wishes(silences=("0:02-0:03",), transcript=tmp_path / "note.txt")
    with pytest.raises(OutputProblem, match="No times"):
        single_file.redact_file(tmp_path / "note.opus", tmp_path / "new.m4a", [], wishes=wishes)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["note.opus", "note.txt"]


@pytest.mark.parametrize(
    ("pace", "hole"),
    [(1.0, 0.09), (0.97, 0.0), (1.02, 0.0)],
    ids=["a hole", "times that overlap", "times that part"],
)
def test_I3_a_part_goes_by_the_clock_of_the_source_where_its_times_do_not_add_up(pace, hole):
    out, rate = io.BytesIO(), 16000
    with av.open(out, mode="w", format="matroska") as target:
        sound = target.add_stream("pcm_s16le", rate=rate, layout="mono")
        for at in range(0, rate * 5, 400):
            time = at / rate * pace + (hole if at > rate else 0.0)
            samples = np.full((1, 400), 12000 if PART.start <= time <= PART.end - 0.025 else 0, np.int16)
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = rate, round(time * rate), Fraction(1, rate)
            target.mux(sound.encode(frame))
        target.mux(sound.encode(None))
    assert is_loud(out.getvalue(), [Silence(0, 5)])
    made = redact_recording(out.getvalue(), Cuts((PART,)), ".wav").data
    assert not is_loud(made, [Silence(0, 5)])

"""Sound and film of any usual kind coded anew: parts silent or blank, nothing but one sound and one picture
track, and proved by decoding it again.

No packet of the source is ever copied: every sample and every picture is decoded, silenced or blanked, and
coded afresh into a plain container without tags, covers, chapters, subtitles or other tracks
(reference/safety.md 1.7, docs/decisions/0024). Runs in the sandbox child.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from evidence_review.domain.errors import OutputProblem, ReviewError, UnreadableExport
from evidence_review.domain.redaction_values import PageArea
from evidence_review.redaction.pdf.engine import Tell
from evidence_review.redaction.sound.recording_gate import prove
from evidence_review.redaction.sound.sound import FADE, OTHERS, Silence

KINDS = {
    ".wav": ("wav", "pcm_s16le", ""),
    ".m4a": ("ipod", "aac", ""),
    ".mp3": ("mp3", "libmp3lame", ""),
    ".opus": ("ogg", "libopus", ""),
    ".ogg": ("ogg", "libopus", ""),
    ".flac": ("flac", "flac", ""),
    ".mp4": ("mp4", "aac", "libx264"),
}
"""Ending of the new file: its container, the coder of its sound, and of its picture where it holds one."""
NAMES = (
    "Choose a name for the new file that ends with .m4a, .mp3, .opus, .flac or .wav for sound, or .mp4 "
    "for film."
)
_READ = "mov,mp3,ogg,amr,amrnb,amrwb,wav,w64,aac,matroska,avi,mpeg,mpegts,flac,caf,aiff,au,asf,flv,wv"
"""Kinds of container that are opened: none of them fetches another file."""
_DAMAGED = (
    "This recording is damaged or of a kind that is not read here. Save it as m4a, mp3, opus, WAV or "
    "mp4 and try again."
)
_RATES = frozenset((8000, 16000, 24000, 48000))
_MP3_RATES = frozenset((*_RATES, 11025, 12000, 22050, 32000, 44100))
_MOST_PIXELS = 7680 * 4320
_OWN = frozenset(
    (
        "language",
        "handler_name",
        "major_brand",
        "minor_version",
        "compatible_brands",
        "encoder",
        "vendor_id",
        "duration",
    )
)
"""Tags that every container of its kind has, and that say nothing of anyone."""
_EXACT = {"fflags": "+bitexact"}
"""No name of a program and no date in the new file."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """What goes from a recording: parts to silence, parts to blank, areas filled in every picture."""

    silences: tuple[Silence, ...] = ()
    blanks: tuple[Silence, ...] = ()
    areas: tuple[PageArea, ...] = ()


@dataclass(frozen=True, slots=True)
class Recoded:
    """A new recording, and sentences on what was left out of it."""

    data: bytes
    notes: tuple[str, ...]


def _quiet(what: str, done: int, of: int) -> None:
    """Nobody is told."""


def redact_recording(original: bytes, cuts: Cuts, ending: str, tell: Tell = _quiet) -> Recoded:
    """The recording as a new file of this kind. UnreadableExport where it cannot be decoded; OutputProblem
    where the proof fails or a part lies beyond its end."""
    try:
        from av.error import FFmpegError
    except ImportError:  # an environment older than requirements.lock
        raise OutputProblem(OTHERS) from None
    if ending not in KINDS:
        raise OutputProblem(NAMES)
    try:
        with opened(original) as source:
            work = _Work(source, cuts, ending)
            data = work.run(tell)
    except ReviewError:
        raise
    except (FFmpegError, ValueError, OSError, MemoryError) as fault:
        raise UnreadableExport(_DAMAGED) from fault
    tell("decoding the new recording again", 0, 0)
    prove(original, data, cuts.silences, cuts.blanks, cuts.areas)
    return Recoded(data, tuple(work.notes))


def ending_for(data: bytes) -> str:
    """The ending that suits a recording: .mp4 where it shows anything, else .m4a."""
    try:
        with opened(data) as source:
            return ".mp4" if any(not _is_cover(one) for one in source.streams.video) else ".m4a"
    except (ImportError, ValueError, OSError):  # the libraries' errors are ValueError and OSError too
        return ".m4a"


def opened(data: bytes) -> Any:
    """A recording for decoding: from memory, of the containers known here, with no way to another file or
    place."""
    import av

    options = {"format_whitelist": _READ, "protocol_whitelist": "none"}
    return av.open(io.BytesIO(data), mode="r", container_options=options, metadata_errors="replace")


def length_of(container: Any) -> float:
    """Seconds from start to end, 0 where that is not known."""
    return float(container.duration or 0) / 1_000_000


class _Work:
    """One recording on its way from decoder to coder."""

    def __init__(self, source: Any, cuts: Cuts, ending: str) -> None:
        self.source, self.cuts = source, cuts
        self.form, self.sound_coder, self.film_coder = KINDS[ending]
        self.notes: list[str] = []
        self.start = float(source.start_time or 0) / 1_000_000
        films = [one for one in source.streams.video if not _is_cover(one)]
        self.film = films[0] if films and self.film_coder else None
        self.sound = source.streams.audio[0] if source.streams.audio else None
        self._check(bool(films))
        self._tell_left_out(films)

    def _check(self, has_film: bool) -> None:
        if not self.sound and not self.film:
            raise UnreadableExport(
                "There is no sound in this recording, and no picture that the new file could hold. " + NAMES
            )
        if (self.cuts.silences and not self.sound) or (
            (self.cuts.blanks or self.cuts.areas) and not has_film
        ):
            raise OutputProblem(
                (
                    "This recording has no track of that kind to take anything out of. See what it "
                    "holds and try again."
                )
            )
        end = length_of(self.source)
        if end and any(one.start >= end for one in (*self.cuts.silences, *self.cuts.blanks)):
            raise OutputProblem(
                (
                    f"This recording ends at {int(end // 60)}:{end % 60:04.1f}, before a part that was "
                    f"to be taken out. Check the times."
                )
            )

    def _tell_left_out(self, films: Sequence[Any]) -> None:
        covers = sum(map(_is_cover, self.source.streams.video))
        counts = {
            "other sound track": len(self.source.streams.audio) - bool(self.sound),
            "picture track": len(films) - bool(self.film),
            "cover picture": covers,
            "subtitle track": len(self.source.streams.subtitles),
            "track of other data": len(self.source.streams.data) + len(self.source.streams.attachments),
            "chapter": len(self.source.chapters()),
            "tag": sum(
                name.lower() not in _OWN
                for one in (self.source, *self.source.streams)
                for name in one.metadata
            ),
        }
        left = [f"{what} ({count})" for what, count in counts.items() if count]
        if left:
            self.notes.append(f"Left out of the new file: {', '.join(left)}.")

    def run(self, tell: Tell) -> bytes:
        """Decode, take out, code and pack."""
        import av
        from av.error import InvalidDataError

        out = io.BytesIO()
        with av.open(out, mode="w", format=self.form, container_options=_EXACT) as target:
            coders = {one.index: self._coder(target, one) for one in (self.film, self.sound) if one}
            length, lost = length_of(self.source), 0
            for packet in self.source.demux(*[one for one in (self.film, self.sound) if one]):
                try:
                    frames = packet.decode()
                except InvalidDataError:
                    lost += 1
                    continue
                for frame in frames:
                    if frame.time is not None:
                        tell("coding the recording anew", int(frame.time - self.start), int(length))
                    for made in self._taken(frame, packet.stream):
                        target.mux(coders[packet.stream.index].encode(made))
            if self.sound:
                for made in self._sounds(None):
                    target.mux(coders[self.sound.index].encode(made))
            for coder in coders.values():
                target.mux(coder.encode(None))
        if lost:
            self.notes.append(
                (
                    f"Pieces of the recording that could not be decoded were left out ({lost}). Listen "
                    f"to it before it goes."
                )
            )
        return out.getvalue()

    def _coder(self, target: Any, stream: Any) -> Any:
        if stream.type == "audio":
            allowed = {"libmp3lame": _MP3_RATES, "libopus": _RATES}.get(self.sound_coder)
            self.rate = stream.rate if allowed is None or stream.rate in allowed else 48000
            self.layout = "mono" if stream.channels == 1 else "stereo"
            self.resampler = _resampler(self.layout, self.rate)
            self.at = self.behind = 0
            return target.add_stream(self.sound_coder, rate=self.rate, layout=self.layout)
        if stream.width * stream.height > _MOST_PIXELS or not stream.width or not stream.height:
            raise UnreadableExport(_DAMAGED)
        made = target.add_stream(
            self.film_coder, rate=stream.average_rate or 25, options={"crf": "20", "preset": "veryfast"}
        )
        made.pix_fmt, made.codec_context.time_base = "yuv420p", Fraction(1, 90000)
        made.width, made.height = stream.width // 2 * 2, stream.height // 2 * 2
        self.coder_of_film = made
        self.is_sized = False
        return made

    def _taken(self, frame: Any, stream: Any) -> Iterator[Any]:
        """The frame with what goes taken out, as the coder wants it."""
        if stream.type == "audio":
            yield from self._sounds(frame)
        elif frame is not None:
            yield self._picture(frame)

    def _sounds(self, frame: Any) -> Iterator[Any]:
        import av
        import numpy as np

        if frame is not None and frame.time is not None:
            gap = round((frame.time - self.start) * self.rate) - self.at
            if (
                gap > self.rate // 10 and gap < self.rate * 3600
            ):  # a hole in the track: its times must stay true
                yield from self._quiet_frames(gap)
                gap = 0
            self.behind = gap
        for one in self.resampler.resample(frame):
            samples = one.to_ndarray().copy()
            channels = 1 if self.layout == "mono" else 2
            count = samples.shape[1] // channels
            for part, behind in product(
                self.cuts.silences, (0, self.behind)
            ):  # by the clock of the new file, and by that of the source
                first = round((part.start - FADE) * self.rate) - self.at - behind
                last = round((part.end + FADE) * self.rate) - self.at - behind
                if first < count and last > 0:
                    samples[:, max(0, first) * channels : max(0, last) * channels] = 0
            made = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), format="s16", layout=self.layout)
            yield self._timed(made, count)

    def _quiet_frames(self, count: int) -> Iterator[Any]:
        import av
        import numpy as np

        channels = 1 if self.layout == "mono" else 2
        while count > 0:
            here = min(count, self.rate)
            made = av.AudioFrame.from_ndarray(
                np.zeros((1, here * channels), np.int16), format="s16", layout=self.layout
            )
            yield self._timed(made, here)
            count -= here

    def _timed(self, made: Any, count: int) -> Any:
        made.sample_rate, made.pts, made.time_base = self.rate, self.at, Fraction(1, self.rate)
        self.at += count
        return made

    def _picture(self, frame: Any) -> Any:
        import av
        import numpy as np

        time = max(0.0, (frame.time or 0.0) - self.start)
        pixels = np.ascontiguousarray(
            np.rot90(frame.to_ndarray(format="rgb24"), k=(frame.rotation // 90) % 4)
        )
        high, wide = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
        pixels = np.ascontiguousarray(pixels[:high, :wide])
        if not self.is_sized:
            self.coder_of_film.width, self.coder_of_film.height, self.is_sized = wide, high, True
        if any(part.start - FADE <= time <= part.end + FADE for part in self.cuts.blanks):
            pixels[:] = 0
        for area in self.cuts.areas:
            left, top, right, bottom = area.box
            pixels[int(top * high) : int(bottom * high) + 1, int(left * wide) : int(right * wide) + 1] = 0
        made = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(
            width=self.coder_of_film.width, height=self.coder_of_film.height, format="yuv420p"
        )
        made.time_base, made.pts = Fraction(1, 90000), round(time * 90000)
        return made


def _resampler(layout: str, rate: int) -> Any:
    import av

    return av.AudioResampler(format="s16", layout=layout, rate=rate)


def _is_cover(stream: Any) -> bool:
    """Whether a picture track is a picture beside the sound."""
    return "attached_pic" in str(stream.disposition).lower()

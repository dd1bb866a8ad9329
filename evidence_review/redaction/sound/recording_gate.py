"""The proof of a recording that was coded anew: it is decoded again by the reader of the source, and nothing
of what was to go is heard or seen."""

import io
from collections.abc import Sequence
from typing import Any

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import PageArea
from evidence_review.redaction.sound.sound import FADE, Silence

_LOUDEST = 0.004
"""Of full scale (-48 dB): what coders leave in a part that was all zeros, far below any voice."""
_LIGHTEST = 40
"""Of 255, where black is 16: what coders leave in a picture that was black."""
_EDGE = 0.02
"""Seconds at either end of the margin in which a coder may still ring."""
_RIM = 8
"""Pixels at the edge of a filled area into which a coder may carry what stands beside it."""
_SHORTEST = 24
_HEARD = (
    "Nothing was written: something can still be heard in a part of the new recording that was to be silent."
)
_SEEN = "Nothing was written: something can still be seen in a part of the new film that was to be blank."
_KEPT = "Nothing was written: the new recording still holds a piece, a tag or a track of the original."


def prove(
    original: bytes,
    made: bytes,
    silences: Sequence[Silence],
    blanks: Sequence[Silence],
    areas: Sequence[PageArea] = (),
) -> None:
    """OutputProblem where a silent part is heard, a blank one or a filled area is seen, or anything of the
    source's packets, tags and other tracks is in the new file."""
    if is_loud(made, silences):
        raise OutputProblem(_HEARD)
    if is_light(made, blanks, areas):
        raise OutputProblem(_SEEN)
    if pieces_kept(original, made, (*silences, *blanks)):
        raise OutputProblem(_KEPT)


def is_loud(data: bytes, silences: Sequence[Silence]) -> bool:
    """Whether anything can be heard in one of the parts."""
    import av
    import numpy as np

    if not silences:
        return False
    with _open(data) as container:
        resampler = av.AudioResampler(format="fltp", layout="mono")
        start, at = float(container.start_time or 0) / 1_000_000, None
        for frame in container.decode(audio=0):
            for one in resampler.resample(frame):
                if at is None:
                    at = (frame.time or 0.0) - start
                samples, rate = one.to_ndarray()[0], one.sample_rate
                for part in silences:
                    first = max(0, round((part.start - _EDGE - at) * rate))
                    last = max(0, round((part.end + _EDGE - at) * rate))
                    if (
                        first < len(samples)
                        and last > first
                        and float(np.abs(samples[first:last]).max(initial=0)) > _LOUDEST
                    ):
                        return True
                at += len(samples) / rate
    return False


def is_light(data: bytes, blanks: Sequence[Silence], areas: Sequence[PageArea] = ()) -> bool:
    """Whether anything can be seen in one of the parts, or at any time in one of the areas."""
    if not blanks and not areas:
        return False
    with _open(data) as container:
        start = float(container.start_time or 0) / 1_000_000
        for frame in container.decode(video=0):
            time = (frame.time or 0.0) - start
            is_blank = any(part.start - FADE <= time <= part.end + FADE for part in blanks)
            if not is_blank and not areas:
                continue
            grey = frame.to_ndarray(format="gray")
            shown = [grey] if is_blank else [_inside(grey, area) for area in areas]
            if any(int(one.max(initial=0)) > _LIGHTEST for one in shown):
                return True
    return False


def _inside(grey: Any, area: PageArea) -> Any:
    """The pixels of an area but its rim; of a small one its middle."""
    high, wide = grey.shape
    left, top, right, bottom = (
        int(share * size) for share, size in zip(area.box, (wide, high, wide, high), strict=True)
    )
    across, down = min(_RIM, (right - left) // 2), min(_RIM, (bottom - top) // 2)
    return grey[
        top + down : max(bottom - down, top + down + 1),
        left + across : max(right - across, left + across + 1),
    ]


def pieces_kept(original: bytes, made: bytes, parts: Sequence[Silence]) -> bool:
    """Whether a packet of a part that goes, or the words of a tag, stand in the new file as they stood in the
    old; or it has a tag or track too many."""
    with _open(original) as source, _open(made) as new:
        words = {word for word in _tags(source) - _tags(new) - _PLAIN if len(word) >= 6}
        if any(word.encode() in made for word in words if not word.startswith(("isom", "mp4"))):
            return True
        if _has_too_many(new):
            return True
        return any(_packet(one, source, parts) and bytes(one) in made for one in source.demux())


def _has_too_many(recording: Any) -> bool:
    tracks = recording.streams
    return len(tracks) > 2 or len(tracks.audio) > 1 or len(tracks.video) > 1 or bool(recording.chapters())


def _tags(recording: Any) -> set[str]:
    """The words of the tags of a recording and its tracks."""
    return {str(value) for one in (recording, *recording.streams) for value in one.metadata.values()}


_PLAIN = frozenset(
    (
        "und",
        "VideoHandler",
        "SoundHandler",
        "[0][0][0][0]",
        "isom",
        "iso6",
        "mp41",
        "mp42",
        "M4A ",
    )
)


def _packet(packet: Any, source: Any, parts: Sequence[Silence]) -> bool:
    """Whether a packet holds something of a part that goes, long enough and varied enough to be told from
    others."""
    if packet.pts is None or packet.size < _SHORTEST or packet.time_base is None:
        return False
    time = float(packet.pts * packet.time_base) - float(source.start_time or 0) / 1_000_000
    return any(part.start <= time <= part.end for part in parts) and len(set(bytes(packet))) > 8


def _open(data: bytes) -> Any:
    import av

    return av.open(
        io.BytesIO(data),
        mode="r",
        container_options={"protocol_whitelist": "none"},
        metadata_errors="replace",
    )

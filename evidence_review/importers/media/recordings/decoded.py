"""Damage inside sound and pictures, found by decoding them: a decoder meets what no length or table tells
(docs/decisions/0024).

Nothing that is heard or seen is kept: only whether each packet could be decoded, and its check sums held.
FFmpeg gets an open file, containers that fetch nothing, and no way to another file; this runs in the sandbox
child, after the item itself was handed over.
"""

import math
import time
from collections import Counter
from pathlib import Path
from typing import Any

from evidence_review.importers.media.recordings.facts import CUT, Facts
from evidence_review.importers.media.recordings.flac import Sum
from evidence_review.importers.media.recordings.opening import Stream, opened

NOT_DECODED = (
    "Parts inside this recording are damaged: they cannot be played as they were recorded. Ask for "
    "another copy."
)
NOT_ALL = (
    "This recording is long: it was decoded in part only to look for damage inside it. Play it through "
    "where it matters."
)
UNTRIED = (
    "This recording was not decoded to look for damage inside it, since an attempt to do so ended "
    "early. Play it through where it matters."
)
_STRICT = "crccheck+bitstream+buffer+explode"
"""Every check that a decoder knows, and an error for each that fails."""
_LENGTHS_BEFORE = frozenset({"h264", "hevc"})
_SECONDS_OF_SOUND, _SECONDS_OF_FILM = 20.0, 5.0
"""Processor time given to decoding; after it, what is left is only looked through, and of films a picture
here and there is decoded."""
_NEVER_FILLED = frozenset({"vp8", "vp9", "av1"})
_NO_ZEROS, _NEVER_NOTHING = (
    frozenset({"vp8", "vp9", "av1", "h264", "hevc", "mpeg4", "h263", "flv1", "wmav1", "wmav2"}),
    frozenset({"opus", "vorbis", "aac", "amr_nb", "amr_wb", "wmav1", "wmav2"}),
)
_SAID_FAULTS = (
    *("overread", "invalid new backstep", "big_values too big", "invalid block type"),
    *("CRC error", "invalid residual"),
)
"""What FFmpeg's decoders of MP3 and of FLAC say and do not call an error."""
_NOT_OURS = ("Channel mask", "Header missing")
"""What it calls an error and is none: channels that it cannot place, a tag taken for sound (the row of frames
is looked at elsewhere)."""
_MIDWAY, _FIRST = frozenset({"mp3", "mpeg", "mpegts", "aac"}), 2
"""Containers that may begin in the middle of something, and the packets that then lean on what was before."""
_TIMED = frozenset(("", "mpeg", "mpegvideo", "mpegts"))
"""Where the length is that of the packets, so that no cut shows in it, or is looked at elsewhere."""
_MOST_PIXELS = 7680 * 4320
_EXACT, _NEAR, _NEARLY = 0.05, 0.5, 0.02
"""Seconds, or a part of all, by which packets may end before the length that is said."""


def remarks(path: Path, facts: Facts) -> tuple[list[str], list[str]]:
    """(damage, remarks) of a recording as far as its decoder tells; nothing for a kind that it does not
    know. Where nobody but FFmpeg has read its length, that is held against its packets."""
    from av import logging

    logging.set_level(logging.ERROR)
    work = _Decoding()
    with path.open("rb") as stream:
        try:
            with logging.Capture() as work.said, opened(Stream(stream, facts.first), facts.form) as source:
                work.through(source)
        # damage trips any part of the library; what was decoded before is counted
        except Exception:  # noqa: BLE001
            work.broke_off = True
    is_cut = facts.form not in _TIMED and work.ends_before(facts.seconds or 0.0)
    damage = [CUT] if is_cut else [NOT_DECODED] if work.is_damaged() else []
    return damage, [NOT_ALL] if work.left else []


class _Decoding:
    """What came of decoding one recording: packets that were sound and that were not, whether reading broke
    off, and whether some were left."""

    def __init__(self) -> None:
        self.good = self.faults = 0
        self.begins, self.ends, self.exact = math.inf, 0.0, True
        self.broke_off = self.left = False
        self.form = ""
        self.spent = {"audio": 0.0, "video": 0.0}
        self.begun: set[int] = set()
        self.first: Counter[int] = Counter()
        self.said: list[tuple[int, str, str]] = []
        self.sum: Sum | None = None

    def is_damaged(self) -> bool:
        """Whether a packet, the row of them or the sum of all sound is."""
        if self.faults or (self.sum and not self.left and not self.sum.holds()):
            return True
        return self.broke_off and self.good > 0 and self.form != "wv"  # which takes a tag behind it for sound

    def through(self, source: Any) -> None:
        """Every packet of sound and picture in turn."""
        self.form = source.format.name
        self.exact = self.form != "asf" and not source.streams.video
        played = {one.index: one.codec_context for one in source.streams if one.type in self.spent}
        for coder in filter(None, played.values()):
            coder.options = {"err_detect": _STRICT, "skip_loop_filter": "all"}
            coder.thread_count = 1
            if self.form == "flac":
                self.sum = Sum(coder.extradata or b"")
        for packet in source.demux():
            self._reach(packet)
            if played.get(packet.stream.index) is not None and not self.faults:
                self._packet(packet)

    def _reach(self, packet: Any) -> None:
        """Take note of when a packet begins and ends."""
        begin = packet.dts if packet.pts is None else packet.pts
        if begin is not None and packet.size and packet.time_base:
            self.begins = min(self.begins, float(begin * packet.time_base))
            self.ends = max(self.ends, float((begin + (packet.duration or 0)) * packet.time_base))

    def ends_before(self, said: float) -> bool:
        """Whether its packets end clearly before the seconds that it says; of sound alone the last is
        exact."""
        reached = max(0.0, self.ends - self.begins)
        return said - reached > (_EXACT if self.exact else max(_NEAR, _NEARLY * said))

    def _packet(self, packet: Any) -> None:
        stream, begun = packet.stream, time.process_time()
        numbered = stream.container.format.name == "mpegts"
        self.faults += bool(packet.size) and ((numbered and packet.is_corrupt) or _is_holed(packet))
        if self._is_passed_over(packet):
            return
        self.first[stream.index] += 1
        leans = self.first[stream.index] <= _FIRST and stream.container.format.name in _MIDWAY
        fault = self._is_faulty(packet)
        if fault is not None:
            self.faults += fault and not leans
            self.spent[stream.type] += time.process_time() - begun

    def _is_faulty(self, packet: Any) -> bool | None:
        """Decode a packet. None where its decoder is at an end, or does not do this."""
        from av.error import FFmpegError, InvalidDataError

        self.said.clear()
        try:
            frames = packet.decode()
            self.good += 1
            if self.sum:
                self.sum.take(frames)
            fault = any(getattr(frame, "is_corrupt", False) for frame in frames)
        except InvalidDataError as why:
            fault = not any(words in str(why) for words in _NOT_OURS)
        except FFmpegError:
            return None
        return fault or any(words in said for _, _, said in self.said for words in _SAID_FAULTS)

    def _is_passed_over(self, packet: Any) -> bool:
        """Whether a packet is not decoded: one without bytes, or one for which no time is left."""
        if not packet.size:
            return True
        if packet.stream.type == "audio":
            spent_all = self.spent["audio"] > _SECONDS_OF_SOUND
            self.left = self.left or spent_all
            return spent_all
        coder = packet.stream.codec_context
        place = 4 if coder.name == "h264" else 21
        if coder.name in _LENGTHS_BEFORE and not adds_up(bytes(packet), coder.extradata or b"", place):
            self.faults += 1
        return self._is_picture_passed_over(packet, coder)

    def _is_picture_passed_over(self, packet: Any, coder: Any) -> bool:
        """Also a picture before the first whole one, and one too large."""
        spent, number = self.spent["video"], packet.stream.index
        if number not in self.begun:
            if not packet.is_keyframe or coder.width * coder.height > _MOST_PIXELS:
                return True
            self.begun.add(number)
        if spent <= _SECONDS_OF_FILM:
            return False
        self.left = True
        if not packet.is_keyframe or spent > 2 * _SECONDS_OF_FILM:
            return True
        coder.flush_buffers()  # a whole picture leans on none before it
        return False


def _is_holed(packet: Any) -> bool:
    """Whether zeros stand where the codec writes none, since its decoder may take them for something; they
    may fill up the end of a packet."""
    name, data = packet.stream.codec_context.codec.canonical_name, bytes(packet)
    if name in _NO_ZEROS and bytes(64) in data:
        return bytes(64) in data.rstrip(b"\0") or name in _NEVER_FILLED
    return name in _NEVER_NOTHING and len(data) > 16 and not data.strip(b"\0")


def adds_up(data: bytes, about: bytes, place: int) -> bool:
    """Whether the parts of a picture, each with its length before it, fill it (ISO/IEC 14496-15); True where
    lengths are not written so. `place` is where the codec's own record says how wide they are."""
    if len(about) <= place or about[0] != 1 or not data:
        return True
    wide, at = (about[place] & 3) + 1, 0
    while at + wide < len(data):
        length = int.from_bytes(data[at : at + wide], "big")
        if not length:
            break
        at += wide + length
    return at > 0 and at <= len(data) and not data[at:].strip(b"\0")

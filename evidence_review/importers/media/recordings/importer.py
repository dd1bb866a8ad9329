"""Sound and video: voice notes, calls, films (reference/formats.md 3.7).

Listed with what the file says of itself; nobody and nothing has listened to them.

To read another container, write its reader over `Facts` and add its mark to `_kind`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.imaging.picture_opening import kind_of as picture_kind
from evidence_review.importers.media.recordings import (
    boxes as recordings_boxes,
)
from evidence_review.importers.media.recordings import (
    containers as recordings_containers,
)
from evidence_review.importers.media.recordings import (
    decoded as recordings_decoded,
)
from evidence_review.importers.media.recordings import (
    frames as recordings_frames,
)
from evidence_review.importers.media.recordings import (
    matroska as recordings_matroska,
)
from evidence_review.importers.media.recordings import (
    mpeg as recordings_mpeg,
)
from evidence_review.importers.media.recordings import (
    tags as recordings_tags,
)
from evidence_review.importers.media.recordings import (
    transport as recordings_transport,
)
from evidence_review.importers.media.recordings import (
    wave as recordings_wave,
)
from evidence_review.importers.media.recordings.facts import BLANK, CUT, DAMAGED, SPOILT, Bytes, Facts
from evidence_review.importers.plugin import CAREFUL, About, Clock, Importer, attach, file_chunks, head
from evidence_review.importers.tally import tallied

MAX_CARRIED = 64 << 20
_SNIFF = 65_536
_NOBODY = (
    "Nobody has listened to this recording, and it has not been transcribed. Listen to it before "
    "deciding on it."
)
_NOBODY_WATCHED = (
    "Nobody has watched or listened to this recording, and it has not been transcribed. Watch it "
    "before deciding on it."
)
_NO_LENGTH = "The length of this recording is not known: the file does not say it."
_STAYS = (
    "This recording is larger than can be kept with its item (64 MiB). Its bytes stay in the source; "
    "play it from there."
)


def recognises(path: Path) -> bool:
    """Whether the first bytes are those of a sound or video file; one named as MP3 or AAC may have something
    before its first frame."""
    start, ending = head(path, _SNIFF), path.suffix.lower()
    return (
        bool(_kind(start))
        or (ending in _NAMED_MP3 and recordings_mpeg.holds_mp3(start))
        or (ending == ".aac" and recordings_mpeg.holds_aac(start))
    )


def _kind(start: bytes) -> str:
    """The reader for a file that begins so, else ""."""
    for mark, kind in _MARKS.items():
        if start.startswith(mark):
            return kind
    if start.startswith((b"RIFF", b"RF64", b"RIFX", b"FORM")) and start[8:12] in _FORMS:
        return _FORMS[start[8:12]]
    if start[4:8] in _BOXES and not picture_kind(start):
        return "boxes" if int.from_bytes(start[:4], "big") not in range(2, 8) else ""
    if recordings_transport.begins(start):
        return "transport"
    return "aac" if recordings_mpeg.begins_aac(start) else "mp3" if recordings_mpeg.begins_mp3(start) else ""


_NAMED_MP3 = frozenset({".mp3", ".mp2", ".mpa", ".mpga"})
_BOXES = frozenset((b"ftyp", b"moov", b"mdat", b"wide", b"pnot", b"skip", b"free"))
_FORMS = {b"WAVE": "wave", b"AVI ": "avi", b"AIFF": "aiff", b"AIFC": "aiff"}
_MARKS = {
    b"OggS\0": "ogg",
    b"fLaC": "flac",
    b"#!AMR": "amr",
    b"caff\0\x01": "caf",
    b"\x1aE\xdf\xa3": "matroska",
    b"ID3\x02": "tagged",
    b"ID3\x03": "tagged",
    b"ID3\x04": "tagged",
    bytes.fromhex("3026B2758E66CF11A6D900AA0062CE6C"): "asf",
    b"FLV\x01": "flv",
    b"\0\0\x01\xba": "program",
    b"\0\0\x01\xb3": "film",
    b"DSD ": "dsf",
    b"TTA1": "tta",
    b".snd\0": "au",
    b"MAC ": "monkey",
    b"MP+": "musepack",
    b"MPCK": "musepack8",
    b"wvpk": "wavpack",
}


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One AUDIO or VIDEO item with the file where it is not too large, and what is to be said of it."""
    return tallied(_recording(path, Clock(options.zone)))


def _recording(path: Path, clock: Clock) -> Iterator[Item | Problem]:
    facts = Facts()
    with path.open("rb") as stream:
        try:
            _fill(Bytes(stream, path.stat().st_size), facts, clock)
        except Exception:  # noqa: BLE001  damaged tables trip any arithmetic; what was filled in before stays
            facts.damage.append(DAMAGED)
    _tags(path, facts)
    file = _file(path, facts)
    yield _item(path, file, facts, clock)
    yield Problem("recording", ProblemKind.SOURCE_FLAG, _NOBODY_WATCHED if facts.video else _NOBODY)
    _decode(path, facts)
    facts.remarks += [] if facts.seconds else [_NO_LENGTH]
    facts.remarks += [] if file.data is not None else [_STAYS]
    for reason in dict.fromkeys(facts.damage):
        yield Problem("recording", ProblemKind.PARTLY_READ, reason)
    for reason in dict.fromkeys(facts.remarks):
        yield Problem("recording", ProblemKind.SOURCE_FLAG, reason)


def _item(path: Path, file: Attachment, facts: Facts, clock: Clock) -> Item:
    extra = [("format", facts.format), ("length", f"{facts.seconds:.2f} s" if facts.seconds else "not known")]
    extra += [("codecs", ", ".join(facts.codecs))] if facts.codecs else []
    if facts.made and facts.made.utc is None:
        extra += clock.remarks(facts.made.local)
    return Item(
        "recording",
        ItemKind.VIDEO if facts.video else ItemKind.AUDIO,
        None,
        path.name,
        1,
        sent=facts.made,
        thread_title=path.name,
        attachments=(file,),
        extra=(*extra, *facts.extra),
    )


def _fill(file: Bytes, facts: Facts, clock: Clock) -> None:
    while file.at(0, 3) == b"ID3" and _kind(file.at(0, _SNIFF)) == "tagged":
        length = 10 + sum((byte & 127) << 7 * (3 - place) for place, byte in enumerate(file.at(6, 4)))
        if not recordings_tags.id3_holds(file, length):
            facts.damage.append(recordings_tags.SPOILT_TAG)
        file = file.behind(length)
    start = file.at(0, _SNIFF)  # what a tag or junk stands before
    kind = _kind(start) or (
        "mp3" if recordings_mpeg.holds_mp3(start) or not recordings_mpeg.holds_aac(start) else "aac"
    )
    if kind in _UNCODED and file.has_blank_blocks():
        facts.remarks.append(BLANK)
    readers: dict[str, Callable[[], None]] = {
        "boxes": lambda: recordings_boxes.read(file, facts, clock),
        "matroska": lambda: recordings_matroska.read(file, facts),
        "wave": lambda: recordings_wave.wave(file, facts, clock),
        "ogg": lambda: recordings_frames.ogg(file, facts),
        "amr": lambda: recordings_frames.amr(file, facts),
        "mp3": lambda: recordings_mpeg.mp3(file, facts),
        "aac": lambda: recordings_mpeg.aac(file, facts),
    }
    readers.get(kind, lambda: recordings_containers.read(file, facts, clock, kind))()


_UNCODED = frozenset(("wave", "aiff", "caf", "au", "avi"))


def _tags(path: Path, facts: Facts) -> None:
    """Title, artist and the like, by tinytag where FFmpeg has not told them."""
    if facts.form:
        return
    from tinytag import TinyTag

    try:
        tag: Any = TinyTag.get(path, duration=False)
        values: dict[str, Any] = tag.as_dict()
    except Exception:  # noqa: BLE001  containers it does not know, and damage
        return
    for name, value in values.items():
        if value not in (None, "", []) and name not in {
            "filename",
            "filesize",
            "duration",
            "bitrate",
            "images",
        }:
            facts.say(f"tag/{name}", "; ".join(map(str, value)) if isinstance(value, list) else value)


def _decode(path: Path, facts: Facts) -> None:
    """What decoding tells. It comes after the item, so that a decoder that ends the process takes nothing
    with it; the reading after that does without."""
    if CAREFUL.get():
        facts.remarks.append(recordings_decoded.UNTRIED)
        return
    damage, remarks = recordings_decoded.remarks(path, facts)
    facts.damage = (
        [one for one in facts.damage if one != SPOILT] if CUT in facts.damage else facts.damage + damage
    )  # a cut does all of that
    facts.remarks += remarks


def _file(path: Path, facts: Facts) -> Attachment:
    media = _MEDIA.get(facts.format, ("video/" if facts.video else "audio/") + "mp4")
    size = path.stat().st_size
    if size > MAX_CARRIED:
        return attach(path.name, file_chunks(path), "", media)
    data = path.read_bytes()
    named = attach(path.name, (data,), "", media)
    return Attachment(path.name, media, named.size, named.sha256, "", data)


_MEDIA = {
    "WAV": "audio/wav",
    "Ogg": "audio/ogg",
    "AMR": "audio/amr",
    "MP3": "audio/mpeg",
    "AAC": "audio/aac",
    "WebM": "video/webm",
    "Matroska": "video/x-matroska",
    "QuickTime (MOV)": "video/quicktime",
    "3GP": "video/3gpp",
    **{one.name: one.media for one in recordings_containers.CONTAINERS.values()},
}


IMPORTER = Importer(
    "Recordings",
    "1",
    recognises,
    read,
    about=About(
        (
            "Sound and video: MP4, MOV, 3GP, M4A, Ogg and Opus, AMR, MP3, AAC, WAV, Matroska and WebM; "
            "AVI, WMA and WMV, FLV, FLAC, AIFF, CAF, AU, MPEG program and transport streams, bare MPEG "
            "video and the sound of music players (WavPack, TTA, DSF, Monkey's Audio, Musepack) as far as "
            "FFmpeg reads them"
        ),
        (
            "test files of mutagen, tinytag, hachoir and filetype, damaged ones among them; lengths "
            "against FFmpeg"
        ),
        (
            "Each recording as one item with its bytes up to 64 MiB, length, codecs, size of the "
            "picture, the time and place that the container says, and tags"
        ),
        (
            "What is said or shown: no speech model is built in and nothing is transcribed; chapters "
            "and subtitles; sound inside protected files"
        ),
        (
            "A container's time is called UTC by its format, but some cameras write local time. "
            "Lengths of variable or broken recordings may be a little off"
        ),
    ),
)

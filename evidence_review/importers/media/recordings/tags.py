"""Tags of sound, as far as they show that bytes of them or of the sound were lost: ID3 at the start, and what
LAME writes beside its count of frames."""

from evidence_review.importers.media.recordings import sums as recordings_sums
from evidence_review.importers.media.recordings.facts import Bytes

_LAME_SUMS = 190
SPOILT_TAG = (
    "What this recording says of itself in its tag is damaged: part of it is missing. Ask for another copy."
)


def id3_holds(file: Bytes, length: int) -> bool:
    """Whether an ID3 tag of versions 2.3 and 2.4 is a row of frames and then zeros, with no hole in its
    texts; True for others. `length` is that of the tag in bytes."""
    data = file.at(0, min(length, 16 << 20))
    version, flags = data[3], data[5]
    if (
        version not in {3, 4} or flags & 0xC0
    ):  # other versions, and tags written apart or with a head of their own
        return True
    at = 10
    while at + 10 <= len(data) and data[at]:
        end = at + 10 + _size(data[at + 4 : at + 8], version)
        if end > length or not _frame_holds(data[at : at + 4], data[at + 10 : end]):
            return False
        at = end
    return length > len(data) or not data[at:].strip(b"\0")


def _size(size: bytes, version: int) -> int:
    """The size of a frame: of seven bits a byte since 2.4, where it is not written as before."""
    if version == 4 and max(size) < 128:
        return sum((byte & 127) << 7 * (3 - place) for place, byte in enumerate(size))
    return int.from_bytes(size, "big")


def _frame_holds(name: bytes, body: bytes) -> bool:
    return name.isalnum() and name.upper() == name and not (name.startswith(b"T") and _hole(body))


def _hole(text: bytes) -> bool:
    return bytes(16) in (text[1:].rstrip(b"\0"))


def music_holds(data: bytes, at: int, length: int) -> bool:
    """Whether the check sum over all sound holds that LAME and others write into a first frame, of `length`
    bytes at `at`; True where there is none (LAME's "Info tag", revision 1)."""
    frame = data[at : at + length]
    mark = max(frame.find(b"Xing", 4, 64), frame.find(b"Info", 4, 64))
    if mark < 0 or len(frame) < mark + 8:
        return True
    flags = frame[mark + 7]
    about = mark + 8 + 4 * (flags & 1) + 4 * (flags >> 1 & 1) + 100 * (flags >> 2 & 1) + 4 * (flags >> 3 & 1)
    tag = frame[about : about + 36]
    bytes_of_all, said = int.from_bytes(tag[28:32], "big"), int.from_bytes(tag[32:34], "big")
    own = (
        frame[: about + 34],
        frame[: about + 34] + bytes(2) + frame[about + 36 : max(about + 36, _LAME_SUMS)],
    )  # up to the sum, or of so many bytes
    if (
        len(tag) < 36
        or not bytes_of_all
        or not said
        or int.from_bytes(tag[34:36], "big") not in {recordings_sums.arc(one) for one in own}
    ):
        return True  # of writers that leave it out, or write another
    return len(data) < at + bytes_of_all or recordings_sums.arc(data[at + length : at + bytes_of_all]) == said

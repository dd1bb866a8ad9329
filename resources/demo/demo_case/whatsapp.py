"""WhatsApp's own text exports, Android and iOS shapes (reference/formats.md 3.4)."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from demo_case.pictures import COAT, POSTER
from demo_case.story import FIRST, LUKE, LUKE_LEFT, MARTA, Person, Thread, london
from demo_case.talk import Said

MARK = "\u200e"
PROMISE = (
    "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or "
    "share them. Learn more."
)


def write_android(path: Path, stream: Iterable[Said], people: dict[str, Person]) -> int:
    """`DD/MM/YYYY, HH:MM - Sender: text`, LF, no seconds, no zone; how many messages."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"{london(FIRST):%d/%m/%Y, %H:%M} - {PROMISE}\n")
        for said in stream:
            out.write(f"{london(said.at):%d/%m/%Y, %H:%M} - {_shown(said.by, people)}: {_android(said)}\n")
            count += 1
    return count


def _shown(by: str, people: dict[str, Person]) -> str:
    return people[by].on_marta


def _android(said: Said) -> str:
    match said.notice:
        case "media":
            return "<Media omitted>"
        case "deleted":
            return "You deleted this message" if said.by == MARTA else "This message was deleted"
        case "edited":
            return f"{said.text} <This message was edited>"
        case "call":
            return "Missed voice call"
        case _:
            return said.text


def write_ios(path: Path, thread: Thread, stream: Iterable[Said], people: dict[str, Person]) -> int:
    """A zip with `_chat.txt` (`[stamp] Sender: text`, CRLF, seconds, direction marks) and its media; how many
    lines."""
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_entry("_chat.txt"), "w", force_zip64=True) as out:
            for line in _ios_lines(thread, stream, people):
                out.write(line.encode() + b"\r\n")
                count += 1
        for name, data in MEDIA.values():
            archive.writestr(_entry(name), data)
    return count


MEDIA = {
    datetime(2025, 3, 6, 19, 3, 12, tzinfo=UTC): ("00000031-PHOTO-2025-03-06-19-03-12.png", POSTER),
    datetime(2025, 3, 9, 13, 5, 40, tzinfo=UTC): ("00000044-PHOTO-2025-03-09-13-05-40.png", COAT),
}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2025, 6, 2, 9, 0, 0))
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry


def _ios_lines(thread: Thread, stream: Iterable[Said], people: dict[str, Person]) -> Iterator[str]:
    first = london(FIRST)
    yield f"[{first:%d/%m/%Y, %H:%M:%S}] {thread.title}: {MARK}{PROMISE}"
    carys, gone = people["carys"].on_marta, london(LUKE_LEFT)
    others = [
        (when, f"{MARK}[{london(when):%d/%m/%Y, %H:%M:%S}] {carys}: {MARK}<attached: {name}>")
        for when, (name, _) in MEDIA.items()
    ]
    others.append(
        (LUKE_LEFT, f"[{gone:%d/%m/%Y, %H:%M:%S}] {thread.title}: {MARK}{people[LUKE].on_marta} left")
    )
    others.sort()
    for said in stream:
        while others and others[0][0] <= said.at:
            yield others.pop(0)[1]
        yield _ios(said, london(said.at), people)
    yield from (line for _, line in others)


def _ios(said: Said, at: datetime, people: dict[str, Person]) -> str:
    stamp, name = f"[{at:%d/%m/%Y, %H:%M:%S}]", _shown(said.by, people)
    match said.notice:
        case "media":
            return f"{MARK}{stamp} {name}: {MARK}image omitted"
        case "deleted":
            return f"{stamp} {name}: {MARK}{'You deleted this message.' if said.by == MARTA else 'This message was deleted.'}"
        case "edited":
            return f"{stamp} {name}: {said.text} {MARK}<This message was edited>"
        case "call":
            return f"{MARK}{stamp} {name}: {MARK}Missed voice call"
        case _:
            return f"{stamp} {name}: {said.text}"

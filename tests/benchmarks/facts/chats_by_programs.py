"""Chats written by other programs themselves, from databases made here. A program that is not installed
writes nothing."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from chats_laid_out import Laid, Tells, facts_of, zipped
from chats_made import Line, Talk
from chats_msgstore import msgstore

SECONDS = 300


def ran(folder: Path, *command: str) -> bool:
    """Whether a program ran to its end in this folder."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "TZ": "UTC", "PYTHONUTF8": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def whatsapp_exporter(talks: tuple[Talk, ...], python: str) -> Iterator[Laid]:
    """WhatsApp-Chat-Exporter from the database of an Android phone: its JSON of all chats, and page and text
    of each."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        msgstore(talks, folder)
        options = (
            "-a",
            "-d",
            "msgstore.db",
            "-w",
            "wa.db",
            "-m",
            "WhatsApp",
            "-o",
            "result",
            "-j",
            "result.json",
            "--txt",
            "result",
            "--no-banner",
        )
        if not ran(folder, python, "-m", "Whatsapp_Chat_Exporter", *options):
            return
        kept = as_kept(talks)
        media = {
            f"WhatsApp/{path.relative_to(folder / 'WhatsApp').as_posix()}": path.read_bytes()
            for path in (folder / "WhatsApp").rglob("*")
            if path.is_file()
        }
        facts = facts_of(kept, Tells(sender=""))
        yield Laid(
            "WhatsApp-Chat-Exporter JSON",
            "whatsapp_json.zip",
            zipped({"result.json": (folder / "result.json").read_bytes(), **media}),
            facts,
        )
        yield Laid(
            "WhatsApp-Chat-Exporter JSON",
            "result.json",
            (folder / "result.json").read_bytes(),
            {name: value for name, value in facts.items() if name != "chat missing"},
        )
        for number, talk in enumerate(kept, 1):
            for ending in ("html", "txt"):
                page = next(
                    (path for path in (folder / "result").rglob(f"*.{ending}") if _is_of(path, talk)), None
                )
                if page:
                    if (
                        ending == "txt"
                        # the program leaves out deleted messages, and those of which it found neither words
                        # nor
                        # file
                    ):
                        talk = replace(talk, lines=tuple(line for line in talk.lines if not line.gone))
                    facts = facts_of([talk], Tells(sender="", sent=ending == "html", ahead=timedelta(0)))
                    own = {file.name for line in talk.lines for file in line.files}
                    beside = {name: data for name, data in media.items() if name.rpartition("/")[2] in own}
                    yield Laid(
                        f"WhatsApp-Chat-Exporter {'pages' if ending == 'html' else 'text'}",
                        f"{ending}_{number}.zip",
                        zipped({page.name: page.read_bytes(), **beside}),
                        facts,
                    )


def as_kept(talks: tuple[Talk, ...]) -> tuple[Talk, ...]:
    """What the database of a phone and that program keep: no calls among the messages, one file a message,
    and of captions only those of pictures."""

    def line_of(line: Line) -> Line:
        loses = line.files and (line.files[0].kind != "photo")
        return replace(line, files=line.files[:1], text="" if line.gone or loses else line.text)

    found = [
        replace(talk, lines=tuple(line_of(line) for line in talk.lines if line.call is None))
        for talk in talks
    ]
    return tuple(talk for talk in found if talk.lines)


def _is_of(path: Path, talk: Talk) -> bool:
    """Whether a file is of this conversation: by a name in it that no other has."""
    return path.stem == talk.title or path.stem.startswith(f"{talk.title}-") or talk.number in path.stem


PROGRAMS: tuple[Callable[[tuple[Talk, ...], str], Iterator[Laid]], ...] = (whatsapp_exporter,)

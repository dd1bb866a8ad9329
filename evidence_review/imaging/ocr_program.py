"""Finding and running the tesseract program: beside the frozen program, on the path, or where its Windows
installer puts it."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_LANGUAGE = "eng"
_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TESSDATA_PREFIX")
"""What it may know of the environment. Not the library path: a frozen program's own libraries would be
loaded."""
_QUARTER = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)


class TooSlow(Exception):
    """The time for one picture is over."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A tesseract that answers: its file, its data folder ("" for its own), its version, and whether it can
    tell which way up a page is."""

    program: str
    data: str
    version: str
    tells_way_up: bool

    @property
    def name(self) -> str:
        """Program, version and language, as kept with every item that it read."""
        return f"tesseract {self.version}, {_LANGUAGE}"

    def words(self, picture: Any, layout: int, seconds: float) -> str:
        """Tesseract's table of words of a grey Pillow picture; `layout` is its page segmentation mode.
        TooSlow, or OSError where it fails."""
        return self._run(picture, ["-l", _LANGUAGE, "--psm", str(layout), "tsv"], seconds)

    def tables(self, pictures: Sequence[Any], layout: int, seconds: float) -> list[str]:
        """`words` of many small pictures in one run, since starting the program takes longer than reading
        one; OSError where it does not answer for each."""
        data = io.BytesIO()
        first, *others = [picture.convert("L") for picture in pictures]
        first.save(data, "TIFF", save_all=True, append_images=others)
        command = [
            self.program,
            "stdin",
            "stdout",
            "--dpi",
            "300",
            "-l",
            _LANGUAGE,
            "--psm",
            str(layout),
            "tsv",
        ]
        rows: list[list[str]] = [[] for _ in pictures]
        for row in run(command, data.getvalue(), seconds, self.data).decode("utf-8", "replace").splitlines():
            level, page, *_ = row.split("\t", 2)
            if level.isdigit() and 1 <= int(page) <= len(rows):
                rows[int(page) - 1].append(row)
        if not all(rows):
            raise OSError("the text recognition program did not answer for each picture")
        return ["\n".join(one) for one in rows]

    def quarter(self, picture: Any, seconds: float) -> int:
        """Degrees (90, 180, 270) to turn the picture clockwise to bring its letters upright; 0 where it
        stands so, or cannot be told."""
        if not self.tells_way_up:
            return 0
        try:
            found = _QUARTER.search(self._run(picture, ["-l", "osd", "--psm", "0"], seconds))
        except OSError:
            return 0  # too few letters is an error to it
        return int(found[1]) if found else 0

    def _run(self, picture: Any, arguments: Sequence[str], seconds: float) -> str:
        data = io.BytesIO()
        picture.save(
            data, "PPM" if picture.mode in _BARE else "PNG"
        )  # the same pixels; packing them took as long as a third of the reading
        command = [self.program, "stdin", "stdout", "--dpi", "300", *arguments]
        return run(command, data.getvalue(), seconds, self.data).decode("utf-8", "replace")


def find() -> Engine | None:
    """The tesseract of this machine that can read English; None where there is none."""
    return next((engine for each in _places() if (engine := _asked(*each))), None)


_ANSWERS = 64
"""Answers kept: tables of words, some kilobytes each."""
_BARE = frozenset(("1", "L", "RGB"))
"""Kinds of pictures that need not be packed."""


def run(command: Sequence[str], given: bytes, seconds: float, data: str = "") -> bytes:
    """What the program answers. TooSlow after `seconds`; OSError where it fails. The same question, asked again
    in this process, gets the same answer without the program."""
    asked = hashlib.sha256("\0".join((*command, data, "")).encode() + given).digest()
    known = _answers()
    if asked not in known:
        known[asked] = _run(command, given, seconds, data)
        if len(known) > _ANSWERS:
            known.popitem(last=False)
    known.move_to_end(asked)
    return known[asked]


@cache
def _answers() -> OrderedDict[bytes, bytes]:
    """The last answers of this process, by the hash of what was asked: remover and gate look at the same pictures,
    and a letterhead stands on every page."""
    return OrderedDict()


def _run(command: Sequence[str], given: bytes, seconds: float, data: str) -> bytes:
    """One run of the program: one thread, no window, no library path of ours."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | {
        "OMP_THREAD_LIMIT": "1",
        "LC_ALL": "C",
    }
    if data:
        environment["TESSDATA_PREFIX"] = data
    if seconds <= 0:
        raise TooSlow
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment, creationflags=hidden
    ) as process:
        _bound(process.pid, seconds)
        try:
            answer, _ = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise TooSlow from None
    if process.returncode:
        raise OSError("the text recognition program failed")
    return answer


def _bound(process: int, seconds: float) -> None:
    """Processor time for it, so that it ends by itself where its parent was killed and nobody listens any
    more. Linux only."""
    if sys.platform == "linux":
        import resource

        most = int(seconds) + 10
        with suppress(OSError, ValueError):
            resource.prlimit(process, resource.RLIMIT_CPU, (most, most))


def _places() -> Iterator[tuple[str, str]]:
    """(program, data folder) in the order to be tried."""
    name = "tesseract.exe" if sys.platform == "win32" else "tesseract"
    if getattr(sys, "frozen", False):
        for base in (Path(sys.executable).parent, Path(getattr(sys, "_MEIPASS", sys.executable))):
            folder = base / "tesseract"
            if (folder / name).is_file():
                yield str(folder / name), str(folder / "tessdata") if (folder / "tessdata").is_dir() else ""
    found = shutil.which(name)
    if found:
        yield str(Path(found).absolute()), ""
    if sys.platform == "win32":
        installed = Path(os.environ.get("PROGRAMFILES", r"C:\Program Files")) / "Tesseract-OCR" / name
        if installed.is_file():
            yield str(installed), ""


@cache
def _asked(program: str, data: str) -> Engine | None:
    try:
        version = run([program, "--version"], b"", 15, data).decode("utf-8", "replace").split()
        languages = run([program, "--list-langs"], b"", 15, data).decode("utf-8", "replace").split()
    except (OSError, TooSlow, ValueError):
        return None
    if len(version) < 2 or version[0] != "tesseract" or _LANGUAGE not in languages:
        return None
    return Engine(program, data, version[1].removeprefix("v"), "osd" in languages)

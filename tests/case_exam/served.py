"""A bundle as other programs read it (`pdftotext`, openpyxl), and which production of the case it is."""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.case_exam.playing import squeezed

_GAP = re.compile(r"… ([\d,]+) [a-z-]+ (?:of|between)[^…]* not shown here …")
_HEAD = re.compile(r"^ ?(\d{1,5}) {1,6}(\S.*)$")


@dataclass
class Served:
    """A bundle as the examiner read it: the words of each file by its name, and the tables of workbooks."""

    folder: Path
    words: dict[str, str]
    sheets: dict[str, list[tuple[str, ...]]]
    pages: dict[str, list[str]]

    def copies(self) -> str:
        return " ".join(
            text for name, text in self.words.items() if name.startswith(("transcripts/", "documents/"))
        )

    def all(self) -> str:
        return " ".join((*self.words, *self.words.values()))


def read(folder: Path) -> Served:
    """Every file of a bundle, by other programs."""
    words: dict[str, str] = {}
    sheets: dict[str, list[tuple[str, ...]]] = {}
    pages: dict[str, list[str]] = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".pdf":
            told = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
            text = told.stdout.decode("utf-8")
            pages[name] = text.split("\f")[:-1]
            words[name] = squeezed(_joined(text))
        elif path.suffix == ".xlsx":
            sheets[name] = list(_rows(path))
            words[name] = squeezed(" ".join(" ".join(row) for row in sheets[name]))
        elif path.suffix in {".csv", ".json", ".txt"}:
            words[name] = squeezed(path.read_text("utf-8-sig"))
    return Served(folder, words, sheets, pages)


def _joined(text: str) -> str:
    """Text without the heads and feet of pages, so that a sentence over a page's end is one."""
    kept = []
    for page in text.split("\f"):
        lines = [line for line in page.split("\n") if line.strip()]
        foot = [at for at, line in enumerate(lines) if line.startswith("For ") and ", R v " in line]
        told = lines[: foot[-1]] if foot else lines
        kept += [line for at, line in enumerate(told) if not (at == 0 and "Page " in line)]
    return "\n".join(kept)


def _rows(path: Path) -> Iterator[tuple[str, ...]]:
    import openpyxl

    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            yield tuple("" if value is None else str(value) for value in row)


def production_of(db: Any, served: Served) -> str:
    """The production of the case whose contents name most of this bundle's files by their hashes."""
    marks = {
        path.relative_to(served.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in served.folder.rglob("*")
        if path.is_file()
    }
    made = db.execute("SELECT id, contents FROM productions").fetchall()
    same = {str(one): len(marks.items() & json.loads(contents).items()) for one, contents in made}
    return max(same, key=lambda one: same[one])


def schedule(served: Served) -> dict[int, tuple[str, ...]]:
    """The rows of the schedule's workbook, by number."""
    return {int(row[0]): row for row in served.sheets["schedule/mg6c.xlsx"] if row and row[0].isdigit()}


def messages(served: Served, name: str) -> list[tuple[int, str, int]]:
    """Number, label of the sender and messages left out before, for each message of a transcript."""
    return conversation(served, name)[0]


def conversation(served: Served, name: str) -> tuple[list[tuple[int, str, int]], int]:
    """The messages of a transcript, and how many it says are left out after the last."""
    found: list[tuple[int, str, int]] = []
    left = 0
    for page in served.pages[name]:
        for line in page.split("\n"):
            if gap := _GAP.search(line):
                left += int(gap[1].replace(",", ""))  # a second sentence between two messages is a lie
            elif (head := _HEAD.match(line)) and int(head[1]) == len(found) + 1:
                found.append((int(head[1]), head[2].strip(), left))
                left = 0
    return found, left

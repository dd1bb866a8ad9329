"""Damaged copies of public files: each must give an item, a remark or a refusal, and a loss must be told.

Ways: cut at a point, a stretch of zeros, a sector of a disk (512 bytes at its place) of zeros, 40 bits
changed, a part taken out, a wrong ending, and packed into a zip that is cut; each file in each of them.
Printed are crashes, accounts out of balance, copies of which nothing at all is said, and as "SILENT" those
that lost words, items or files of the whole although no remark is there that the whole file has not. Silent
ones are to be looked at one by one: where nothing in the bytes shows the loss (a text that ends after a
line), nobody can tell.
"""

import io
import random
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from facts_beside import Ours, lacking


class Program(Protocol):
    """Something that answers for a path."""

    def ask(self, path: Path) -> dict[str, Any]:
        """What an import of it gave."""
        ...


def cut(data: bytes, draw: random.Random) -> bytes:
    """The beginning, up to any byte."""
    return data[: draw.randrange(len(data) // 10, len(data))]


def zeroed(data: bytes, draw: random.Random) -> bytes:
    """A stretch of zeros, an eighth of the file at most."""
    size = max(1, min(len(data) // 8, 4096))
    at = draw.randrange(max(1, len(data) - size))
    return data[:at] + bytes(size) + data[at + size :]


def sector(data: bytes, draw: random.Random) -> bytes:
    """A sector of zeros, not the first where there are more."""
    at = 512 * draw.randrange(1, max(2, len(data) // 512))
    return data[:at] + bytes(min(512, max(0, len(data) - at))) + data[at + 512 :]


def lost(data: bytes, draw: random.Random) -> bytes:
    """A part taken out, a sixteenth of the file at most."""
    size = max(1, min(len(data) // 16, 2000))
    at = draw.randrange(len(data) // 10, max(len(data) // 10 + 1, len(data) - size))
    return data[:at] + data[at + size :]


def bits(data: bytes, draw: random.Random) -> bytes:
    """Some bits changed."""
    changed = bytearray(data)
    for _ in range(40):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def packed(data: bytes, draw: random.Random) -> bytes:
    """In a zip that is cut."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/note.txt", "a note of a few words\n" * 20)
        archive.writestr("folder/file.bin", data)
    return cut(out.getvalue(), draw)


WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": cut,
    "zeros": zeroed,
    "sector": sector,
    "bits": bits,
    "lost": lost,
    "ending": lambda data, _: data,
    "packed": packed,
}


def damaged(files: list[Path], count: int, program: Program) -> None:
    """Import damaged copies of so many files, drawn by chance, and print what was not told."""
    draw, seen = random.Random(count), Counter[str]()
    fit = [path for path in files if 200 < path.stat().st_size < 4_000_000]
    for path in draw.sample(fit, min(count, len(fit))):
        whole = program.ask(path)
        for way in WAYS:
            told = _damaged(path, way, draw, program)
            verdict = _verdict(told, whole if _said(told) == "item" and way != "packed" else {})
            seen[verdict] += 1
            if verdict not in {"told", "whole"}:
                print(f"{verdict} {way} {path}: {str(told.get('crash', ''))[-200:]}", flush=True)
    print(", ".join(f"{name} {number}" for name, number in sorted(seen.items())))


def _damaged(path: Path, way: str, draw: random.Random, program: Program) -> dict[str, Any]:
    ending = {"ending": ".eml" if path.suffix != ".eml" else ".pdf", "packed": ".zip"}.get(way, path.suffix)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"{path.stem[-60:]}{ending}")
        copy.write_bytes(WAYS[way](path.read_bytes(), draw))
        return program.ask(copy)


def _said(told: dict[str, Any]) -> str:
    if "crash" in told:
        return "CRASH"
    if told.get("off_by"):
        return "OUT OF BALANCE"
    account = told.get("account") or {}
    return (
        "item"
        if told.get("items")
        else "told"
        if told.get("refused") or account.get("warnings")
        else "NOTHING"
    )


def _verdict(told: dict[str, Any], whole: dict[str, Any]) -> str:
    """What was said of a damaged copy, against what the whole file gave."""
    if _said(told) != "item" or not whole:
        return "told" if _said(told) == "item" else _said(told)
    before, after = (_remarks(one) for one in (whole, told))
    if after - before:
        return "told"
    counts = [
        [(one["account"] or {}).get(name) or 0 for name in ("found", "attachments")] for one in (whole, told)
    ]
    fewer = any(after < before for before, after in zip(*counts, strict=True))
    return "SILENT" if fewer or lacking(_words(told), _words(whole)) > 0 else "whole"


def _words(told: dict[str, Any]) -> str:
    """The words and further values of the items; titles may be the name of the file."""
    ours = Ours(told)
    return "\n".join(
        [
            *(str(item[1]) for item in ours.items if item[1]),
            *(value for one in ours.extras for value in one.values()),
        ]
    )


def _remarks(told: dict[str, Any]) -> Counter[str]:
    """The remarks of an account without places; further values of items that say that something is cut or
    damaged are remarks too."""
    warnings = (told.get("account") or {}).get("warnings", [])
    return Counter(re.sub(r"\(.*\)$", "", one) for one in warnings)

"""The demo as the golden record keeps it: what it prints, each table of its case, each file of its bundle.

Keys, identifiers, signatures, hashes over them, and hours are other ones each time, and a sign stands for
them; so it does for the days on which the demo was made. How much of an import is stored at once goes by
the clock: the entries of the log that say so are left out, and so is how many entries there are. In tables
that hold none of these, and in files that show none, each byte counts. verify.py is text of the program
itself: of it the name alone counts.
"""

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

type Entries = Iterator[tuple[str, str]]
type Texts = Callable[[bytes], Any]

CHANGING = frozenset((
    *("approvals", "approved_items", "approved_labels", "assessments", "audit", "audit_words"),
    *("case_entries", "case_entry_ends", "case_people", "case_people_ends", "case_people_keys"),
    *("decided_beside", "decisions", "defence_documents", "descriptions", "endorsements", "exhibits"),
    *("export_signs", "facts", "line_acts", "line_versions", "mark_groups", "mark_rulings", "office_papers"),
    *("openings", "privilege_names", "production_for", "production_items", "productions", "rankings"),
    *("redactions", "review_triggers", "reviews_kept", "schedule_ends", "schedule_numbers", "scheduled"),
    *("scope_changes", "source_ends", "sources"),
    *("tag_acts", "tag_orders", "tokens", "users", "whole_pages"),
))  # fmt: skip
"""Tables with identifiers, keys or hours of the case."""
DATED = ".pdf"
"""Files of a bundle that bear the day on which they were made: at the foot of each page."""
BUNDLES = ("bundle", "bundle-2")
"""Folders of what the demo hands over."""
DRAWN = ("case", "key", "mono_ms", "object_hash", "prev", "seq", "session", "sig", "user", "utc")
"""Fields of an entry of the log that are other ones each time."""
BATCH = "import batch"
"""What an entry of the log is called that says how much was stored at once."""
TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%' AND name <> 'seals'"
)
_UNDATED = {
    "blobs": " WHERE id NOT IN (SELECT blob_id FROM office_papers)",
    "blob_parts": " WHERE blob_id NOT IN (SELECT blob_id FROM office_papers)",
}
"""Which rows of a table count, where others are papers that bear the day on which they were made."""
COUNTED = ("manifest.json", "checkpoint.txt")
"""Files of the bundle that say how many entries the log has."""
SIGN = "<drawn>"
_CODE = r"(?:(?<=subject:)|(?<='CLUES', '))[0-9a-f]{12}"
_DRAWN = re.compile(
    rf"(?<![0-9a-f])(?:(?:[0-9a-f]{{64}}){{1,2}}|(?:[0-9a-f]{{16}}){{1,2}}|{_CODE})(?![0-9a-f])"
)
"""Keys, hashes, signatures, identifiers, and the codes of people whose clues were signed."""
_BASE64 = re.compile(r"[A-Za-z0-9+/]{40,}=*|[0-9a-f]{16}")


def told(out: Path, open_case: Callable[..., Any], page_texts: Texts) -> Entries:
    """Run the demo into `out`, and tell it."""
    days = _Days()
    command = [sys.executable, "-m", "evidence_review", "demo", "--headless", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    days.end()
    entries = {name: (out / name / "checkpoint.txt").read_text("utf-8").splitlines()[1] for name in BUNDLES}
    yield "printed", _DRAWN.sub(SIGN, _uncounted(done.stdout, *entries.values()))
    for path in sorted(one for one in (out / "material").rglob("*") if one.is_file()):
        name = path.relative_to(out / "material").as_posix()
        yield f"material, {name}", hashlib.sha256(_uncommented(name, path.read_bytes())).hexdigest()
    yield from _tables(out, open_case, days)
    for folder, count in entries.items():
        for name, text in _bundle(out / folder, page_texts, days):
            yield name, _uncounted(text, count) if name.endswith(COUNTED) else text


def _uncommented(name: str, data: bytes) -> bytes:
    """A file of the demo without remarks for whoever reads it: they cite books, whose names change."""
    return re.sub(rb"(?m)^#.*\n", b"", data) if name.endswith(".toml") else data


class _Days:
    """The days on which the demo ran, as they are written; midnight may have passed meanwhile."""

    def __init__(self) -> None:
        self._first = self._last = datetime.now(UTC).date()

    def end(self) -> None:
        """The demo is over."""
        self._last = datetime.now(UTC).date()

    def without(self, text: str) -> str:
        """The text with a sign for these days, and for the hours that follow them."""
        days = [self._first + timedelta(days=one) for one in range((self._last - self._first).days + 1)]
        written = "|".join(day.strftime(way) for day in days for way in ("%Y-%m-%d", r"%d\.%m\.%Y"))
        hour = r"(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?)?"
        return re.sub(rf"(?:{written}){hour}", "<day>", text)


def _tables(out: Path, open_case: Callable[..., Any], days: _Days) -> Entries:
    """How many rows each table of the case has, and each row."""
    users = tomllib.loads((out / "material" / "users.toml").read_text("utf-8"))["user"]
    admin = next(user for user in users if user["key"] == "admin")
    session = open_case(out / "case", admin["name"], admin["passphrase"])
    try:
        for table in sorted(name for (name,) in session.case.all(TABLES)):
            found = [
                tuple(row) for row in session.case.all(f'SELECT * FROM "{table}"{_UNDATED.get(table, "")}')
            ]
            said = _rows(table, found)
            if table in CHANGING:
                said = sorted(_quiet(row.replace(str(out), ""), days) for row in said)
            yield f"table {table}", "\n".join([str(len(said)), *said])
    finally:
        session.case.close()


def _quiet(text: str, days: _Days) -> str:
    """A text with a sign for whatever is drawn, and for the days."""
    return days.without(_DRAWN.sub(SIGN, text))


def _rows(table: str, found: list[tuple[Any, ...]]) -> list[str]:
    """The rows of a table; of the log and its words without the numbers of the entries."""
    if table == "audit":
        return _entries(row[1] for row in found)
    return [repr(row[1:] if table == "audit_words" else row) for row in found]


def _entries(lines: Iterable[bytes | str]) -> list[str]:
    """Entries of the log without what is another one each time."""
    said = [json.loads(line) for line in lines]
    for one in said:
        one["detail"].pop("rows", None)  # a hash over rows that have what is drawn in them
        one["detail"] |= dict.fromkeys({"mldsa44", "served", "suggested"} & set(one["detail"]), SIGN)
    kept = [{name: one[name] for name in one if name not in DRAWN} for one in said if one["action"] != BATCH]
    return [json.dumps(one, sort_keys=True) for one in kept]


def _uncounted(text: str, *entries: str) -> str:
    """A text without how many entries the log had."""
    return re.sub(rf"\b(?:{'|'.join(entries)})\b", "<entries>", text)


def _bundle(folder: Path, page_texts: Texts, days: _Days) -> Entries:
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        yield f"{folder.name}, {name}", _quiet(_served(name, path.read_bytes(), page_texts), days)


def _served(name: str, data: bytes, page_texts: Texts) -> str:
    """What counts of a file that was handed over."""
    if name in _READERS:
        return _READERS[name](data)
    if name.endswith(".tlog-proof"):
        return _proof(data)
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "\n".join(f"{part} {book.read(part).decode()}" for part in book.namelist())
    if name.endswith(DATED):
        return "\n".join(page_texts(data))
    return hashlib.sha256(data).hexdigest()


def _proof(data: bytes) -> str:
    """The proof of a document: its form, the entries that it shows, and its line of what was served."""
    form, extra, *_ = data.decode().split("\n")
    said = json.loads(base64.b64decode(extra.removeprefix("extra ")))
    beside = (one["line"] for kind in ("people", "approvals", "decisions") for one in said[kind])
    shown = _entries([*beside, said["entry"]])
    line = {name: said["file"][name] for name in ("accused", "by", "name", "older", "urn")}
    line["items"] = [(one["item"], one["code"]) for one in said["file"]["items"]]
    return "\n".join([form, *shown, json.dumps(line), " ".join(sorted(said))])


def _manifest(data: bytes) -> str:
    """The manifest with the names of its files alone; its people stand in the order of identifiers."""
    said = json.loads(data)
    people = sorted(said["users"], key=lambda user: user["name"])
    files = [one["name"] for one in said["files"]]
    return json.dumps(said | {"files": files, "users": people}, sort_keys=True)


_READERS: dict[str, Callable[[bytes], str]] = {
    "verify.py": lambda _: "",
    "manifest.sig": lambda _: "",
    "manifest.json": _manifest,
    "proof.json": lambda data: "\n".join(_entries(one["line"] for one in json.loads(data)["entries"])),
    "checkpoint.txt": lambda data: _BASE64.sub(SIGN, data.decode()),
}
"""How files are read that have what is drawn in them."""

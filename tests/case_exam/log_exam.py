"""The examiner of the log on paper: its lists and its extract are read with `pdftotext`, cell by cell, and held against the
table of the log by plain SQL; the root of the export is reckoned anew (RFC 6962)."""

import base64
import csv
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.case_exam.playing import Play
from tests.case_exam.refusal_exam import of_items

LIST, ONE, EXTRACT = "log-list.pdf", "log-of-one.pdf", "log.pdf"
EXPORT = "log-export"
_LIST_HEAD = ("No.", "UTC", "Who", "What was done", "Reason")
_EXTRACT_HEAD = ("No.", "UTC", "Who", "Act", "On what", "Why", "Counts and versions", "Hash begins")
_NEAR = 3.0  # points
_DETAIL = 60
_FOR_THE_VERIFIER = {
    "rows",
    "served",
    "suggested",
    "mldsa44",
}  # hashes and keys, which say nothing to a reader
_ACTS = {
    "create case": "made the case",
    "add user": "enrolled",
    "open case": "opened the case",
    "record exhibit": "recorded exhibit",
    "begin import": "began to import",
    "import batch": "imported",
    "end import": "ended the import",
    "propose line": "proposed line",
    "approve line": "approved line",
    "open item": "opened",
    "decide": "decided",
    "undo decision": "took back a decision",
    "set tags": "tagged",
    "hold": "held",
    "mark redaction": "marked",
    "approve redactions": "approved",
    "decide overlap": "which meets the disclosure test",
    "assess for disclosure": "assessed",
    "endorse": "coded",
    "record defence document": "recorded defence document",
    "answer defence": "answered defence document",
    "claim sensitivity": "sensitive",
    "produce bundle": "produced a bundle",
    "read log": "read the log",
    "export log": "wrote the log",
    "write letter": "wrote a letter",
    "write statement": "wrote the plain statement",
}
"""What the sentence of an act must say; of other acts, who did it and when."""


def written(play: Play, top: Path) -> None:
    """The list of the whole log, that of one person, and the export, by commands into new folders."""
    top.mkdir()
    play.run("officer", "log", play.case, "--write", top / LIST)
    play.run("officer", "log", play.case, "--by", play.person("prosecutor"), "--write", top / ONE)
    play.run("officer", "log", play.case, "--export", top.parent / EXPORT)


def of_the_log(db: Any, words: Mapping[str, str], top: Path) -> Iterator[str]:
    """What is wrong with both lists and with the export, as sentences."""
    ends = db.execute("SELECT seq FROM audit WHERE action = 'write log list' ORDER BY seq").fetchall()
    (by,) = db.execute("SELECT id FROM users WHERE role = 'PROSECUTOR' ORDER BY rowid LIMIT 1").fetchone()
    (end,) = db.execute("SELECT seq FROM audit WHERE action = 'export log'").fetchone()
    for name, (before,), whose in zip((LIST, ONE), ends, ("", by), strict=True):
        wanted = _entries(db, before - 1, whose)
        yield from (
            f"{name} {fault}" for fault in _listed(top / "log" / name, words[name], before - 1, wanted)
        )
    yield from (f"{EXTRACT} {fault}" for fault in _extracted(db, words[EXTRACT], top / EXPORT, end))
    yield from (f"{name} {fault}" for name in (LIST, EXTRACT) for fault in of_items(db, words[name]))


type Entry = tuple[int, str, str, str, str, str, str, bytes, bool]


def _entries(db: Any, last: int, by: str = "") -> list[Entry]:
    """Number, time, name, role, operation, act, on what, the line and whether words were given; in order."""
    return db.execute(
        "SELECT a.seq, a.utc, u.name, u.role, a.op, a.action, a.object, a.line, w.seq IS NOT NULL FROM audit a JOIN users u "
        "ON u.id = a.user LEFT JOIN audit_words w ON w.seq = a.seq WHERE a.seq <= ? AND ? IN ('', a.user) ORDER BY a.seq",
        (last, by),
    ).fetchall()


def _listed(file: Path, paper: str, size: int, wanted: Sequence[Entry]) -> Iterator[str]:
    many = f"Entries {len(wanted):,} of {len(wanted):,} that fit; the log has {size:,} "
    if many not in paper:
        yield f"does not say “{many}”"
    rows = list(_table(file, _LIST_HEAD))
    yield from _numbered(rows, wanted)
    for row, (seq, utc, who, role, _, act, on, line, has_words) in _beside(rows, wanted):
        at = (
            datetime.fromisoformat(utc.replace("Z", ""))
            .replace(tzinfo=UTC)
            .astimezone(ZoneInfo("Europe/London"))
        )
        when = f", at {at:%H:%M} on {at.day} {at:%B %Y}"
        if row[1] != utc[:19].replace("T", " ") or when not in row[3]:
            yield f"gives entry {seq} another time"
        if row[2] != f"{who} {role.replace('_', ' ').lower()}" or not row[3].startswith(f"{who} "):
            yield f"says that somebody else made entry {seq}"
        if _ACTS.get(act, "") not in row[3] or not re.search(_about(act, on, line), row[3]):
            yield f"tells another act in entry {seq}"
        if row[4] != ("recorded" if has_words else ""):
            yield f"says of the reason of entry {seq} what the log does not"


def _about(act: str, on: str, line: bytes) -> str:
    """What a sentence must name: a claim by its number, where the entry has it, else the item."""
    claim = json.loads(line)["detail"].get("number") if act.endswith(" sensitivity") else None
    item = re.fullmatch(r"item:(\d+)", on)
    return rf"\b{claim}\b" if claim else rf"\bitems? (?:\d+, )*{item[1]}\b" if item else ""


def _numbered(rows: Sequence[Sequence[str]], wanted: Sequence[Entry]) -> Iterator[str]:
    numbers, meant = [row[0] for row in rows], [str(entry[0]) for entry in wanted]
    if numbers != meant:
        odd = sorted(set(numbers) ^ set(meant))
        yield f"has {len(numbers)} entries, and {len(meant)} are; odd are {odd[:5]}"


def _beside(rows: Sequence[list[str]], wanted: Sequence[Entry]) -> Iterator[tuple[list[str], Entry]]:
    """Each row with its entry, by number."""
    by_number = {row[0]: row for row in rows}
    return ((by_number[str(one[0])], one) for one in wanted if str(one[0]) in by_number)


def _extracted(db: Any, paper: str, folder: Path, size: int) -> Iterator[str]:
    """The export: its lines are the log's, the checkpoint is theirs, each row of the extract is one."""
    wanted = _entries(db, size)
    lines = [entry[7] for entry in wanted]
    if (folder / "log.jsonl").read_bytes().split(b"\n")[:-1] != lines:
        yield "lies beside lines that are not the log's"
    root = _root(lines)
    point = (folder / "checkpoint.txt").read_text("utf-8").split("\n")
    if point[1] != str(size) or base64.b64decode(point[2]) != root:
        yield "lies beside a checkpoint of another log"
    digits = root.hex()
    grouped = " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))
    for said in (f"Entries shown {size:,} of {size:,} Checkpoint", f"Entries {size:,} Root {grouped} Up to"):
        if said not in paper:
            yield f"does not say “{said}”"
    rows = list(_table(folder / EXTRACT, _EXTRACT_HEAD))
    yield from _numbered(rows, wanted)
    for row, entry in _beside(rows, wanted):
        if wrong := [
            name
            for name, was, is_so in zip(_EXTRACT_HEAD, row, _cells(entry), strict=True)
            if _bare(was) != is_so
        ]:
            yield f"tells of entry {entry[0]} another {wrong}"


def _cells(entry: Entry) -> list[str]:
    """A row of the extract as it should stand, without spaces."""
    seq, utc, who, role, op, act, on, line, has_words = entry
    detail = json.loads(line)["detail"]
    told = {name: said for name, said in detail.items() if name not in _FOR_THE_VERIFIER}
    counted = ", ".join(f"{name} {said}" for name, said in sorted(told.items()))[:_DETAIL]
    mark = hashlib.sha256(line).hexdigest()[:12]
    whole = (
        str(seq),
        utc,
        who + role.replace("_", " ").lower(),
        op + act,
        on,
        "recorded" if has_words else "",
    )
    return [_bare(one) for one in (*whole, counted, mark)]


def _bare(text: str) -> str:
    return "".join(text.split())


def _root(lines: Sequence[bytes]) -> bytes:
    """The root of a tree of lines (RFC 6962 2.1)."""
    if len(lines) == 1:
        return hashlib.sha256(b"\0" + lines[0]).digest()
    half = 1 << ((len(lines) - 1).bit_length() - 1)
    return hashlib.sha256(b"\1" + _root(lines[:half]) + _root(lines[half:])).digest()


type Word = tuple[int, float, float, str]


def _words(file: Path) -> Iterator[Word]:
    """Each word with its page, top and left (points)."""
    told = subprocess.run(["pdftotext", "-tsv", str(file), "-"], capture_output=True, check=True)
    for row in csv.DictReader(
        told.stdout.decode("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    ):
        if row["level"] == "5":
            yield int(row["page_num"]), float(row["top"]), float(row["left"]), row["text"]


def _table(file: Path, titles: Sequence[str]) -> Iterator[list[str]]:
    """The rows of a table whose head stands on each page, cell by cell; a row may go on over a page's end."""
    pages: dict[int, list[Word]] = {}
    for word in _words(file):
        pages.setdefault(word[0], []).append(word)
    row: list[list[str]] = []
    for words in pages.values():
        top, lefts = _head(words, titles)
        body = sorted((one for one in words if one[1] > top + _NEAR), key=lambda one: (round(one[1]), one[2]))
        for _, _, left, text in body:
            column = max(at for at, edge in enumerate(lefts) if edge <= left + _NEAR)
            if column == 0:
                yield from [[" ".join(cell) for cell in row]] if row else []
                row = [[] for _ in titles]
            row[column].append(text)
    yield from [[" ".join(cell) for cell in row]] if row else []


def _head(words: Sequence[Word], titles: Sequence[str]) -> tuple[float, list[float]]:
    """Where the head of the table stands on a page: its top, and the left of each column."""
    said = " ".join(titles).split()
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(round(word[1]), []).append(word)
    in_order = (sorted(line, key=lambda one: one[2]) for line in lines.values())
    head = next(line for line in in_order if [one[3] for one in line] == said)
    firsts = [len(" ".join(titles[:one]).split()) for one in range(len(titles))]
    return head[0][1], [head[one][2] for one in firsts]

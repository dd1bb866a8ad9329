"""Histories of old messengers whose lines are cells without headings: those of Psi, which are given theirs
here.

Psi (github.com/psi-im): |time|kind|to or from|flags|words, with line ends and bars in words as codes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.plugin import decode_text, encoding_remark, head, hole_in
from evidence_review.importers.tables.tables_proposals import Row
from evidence_review.importers.tables.tables_sheets import Sheet
from evidence_review.importers.text import broken_ends

_PSI = re.compile(r"\|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\|(\d)\|(to|from)\|([\w-]{1,8})\|(.*)")
_CODES = {"\\n": "\n", "\\p": "|", "\\\\": "\\"}
_ODD = "{} lines of this history are not like the others; they are kept as they stand."
_HEADINGS = ("time", "direction", "number", "text", "kind", "flags", "more", "line as written")


def recognises_lines(path: Path) -> bool:
    """Whether the first line is one of a history of Psi."""
    first = head(path, 4096).removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    return (
        first.startswith(b"|") and _PSI.fullmatch(first.decode("utf-8", "replace").rstrip("\r")) is not None
    )


def line_sheet(path: Path) -> Iterator[Sheet | Problem]:
    """The one sheet of such a history, with the other person by the name of the file."""
    decoded = decode_text(path.read_bytes())
    yield from encoding_remark(decoded, "row 1")
    yield from hole_in(path, "row 1")
    yield from broken_ends.remark(decoded.text, "end")
    rows: list[Row] = [(1, _HEADINGS)]
    odd = 0
    for number, line in enumerate(decoded.text.splitlines(), 2):
        found = _PSI.fullmatch(line)
        odd += found is None and bool(line.strip())
        if found:
            rows.append((number, _cells(found, _other(path))))
        elif line.strip():
            rows.append((number, ("", "", "", "", "", "", "", line)))
    if odd:
        yield Problem("row 1", ProblemKind.PARTLY_READ, _ODD.format(odd), 0)
    yield Sheet("", rows)


def _cells(found: re.Match[str], other: str) -> tuple[str, ...]:
    """Time, direction, the other person, words, kind, flags, and what stands before the words of a line with
    more cells."""
    *more, words = re.split(r"\|", found[5])
    text = re.sub(r"\\[np\\]", lambda code: _CODES[code[0]], words)
    return (
        found[1],
        "outgoing" if found[3] == "to" else "incoming",
        other,
        text,
        found[2],
        found[4],
        "\n".join(more),
        "",
    )


def _other(path: Path) -> str:
    """Psi writes an address into the name of the file: ann_at_example.org.history."""
    return (
        path.stem.replace("_at_", "@").replace("%5f", "_").replace("%2d", "-")
        if "_at_" in path.stem
        else path.stem
    )

"""A keyed hash over what a search suggests of a line, held by the entry of that search: so `verify` sees where a band,
a hit of a term or a language was changed beside the log. No hash can be tried for want of the key of the case."""

import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from evidence_review.domain.ids import LineId
from evidence_review.store.case import Case, Change, Row

type Ask = Callable[[str, dict[str, Any]], list[Row]]
DETAIL = "suggested"
"""The name of the hash in the detail of an entry."""
WRITERS = frozenset({"search by pattern", "search by terms", "flag", "learn order"})
"""Acts that write what is hashed."""
_ROWS = (
    "SELECT item_id, version_id, band, rank, reasons FROM flags WHERE line_id = :line ORDER BY 1",
    "SELECT term, item_id FROM term_hits WHERE line_id = :line ORDER BY 1, 2",
    "SELECT term, form, hits, unique_hits FROM term_counts WHERE line_id = :line ORDER BY 1, 2",
    "SELECT term, item_id FROM term_gaps WHERE line_id = :line ORDER BY 1, 2",
    "SELECT item_id, tongue FROM foreign_items WHERE line_id = :line ORDER BY 1",
    "SELECT judged FROM line_tongues WHERE line_id = :line",
)


def note(case: Case, change: Change, line: LineId) -> None:
    """Put the hash of a line, as it stands now, into the entry of this change: the last it does."""
    change.detail[DETAIL] = _hash(case, lambda sql, values: change.run(sql, values).fetchall(), line)


def note_all(case: Case, change: Change) -> None:
    """The same for every line, by its number: where a change took items out of what lines cover, and with them what was
    suggested of these."""
    numbers = change.run("SELECT id, number FROM lines ORDER BY number").fetchall()
    hashes = (
        _hash(case, lambda sql, values: change.run(sql, values).fetchall(), line) for line, _ in numbers
    )
    change.detail[DETAIL] = " ".join(
        f"{number}:{one}" for (_, number), one in zip(numbers, hashes, strict=True)
    )


def faults(case: Case, entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Lines of which what is suggested is not what the last search left. `entries`: the log in its order; where the
    last one is of a program that held no hash, nothing can be said."""
    last: dict[str, str] = {}
    for entry in entries:
        said = str(entry["detail"].get(DETAIL, ""))
        if ":" in said:
            last |= dict(each.split(":") for each in said.split())
        elif entry["action"] in WRITERS and "tag" not in entry["detail"]:
            last[entry["object"].split(":")[1]] = said
    numbers = case.all("SELECT id, number FROM lines ORDER BY number")
    return [
        f"line {number}"
        for line, number in numbers
        if (said := last.get(str(number))) and said != _hash(case, case.all, line)
    ]


def _hash(case: Case, ask: Ask, line: int) -> str:
    made = hmac.new(case.secret("what is suggested"), digestmod="sha256")
    for sql in _ROWS:
        for row in ask(sql, {"line": line}):
            made.update(json.dumps(row).encode() + b"\n")
        made.update(b"\n")
    return made.hexdigest()

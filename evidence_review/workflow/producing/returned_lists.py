"""Reads the list that the prosecution sends back: a table with four columns, or its own redaction log as JSON
(reference/law.md 5.6, 5.7)."""

import csv
import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.kinds import PageReason, RedactionType

FORM = (
    "Give a CSV file with the columns “what” (under or over), “type” (a redaction type) and, if known, "
    "“item” (its number) and “remark”, or a redaction log of the CPS as JSON."
)
_MOST_REMARK, _MOST_BYTES = 2_000, 20_000_000
_ITEM = re.compile(r"[0-9]{0,18}")
_BY_ID: dict[int, RedactionType | PageReason] = dict(enumerate([*RedactionType, *PageReason], 1))
_BY_NAME: dict[str, RedactionType | PageReason] = {str(one).lower(): one for one in _BY_ID.values()}


class Fault(StrEnum):
    """What was wrong with a redaction."""

    UNDER = "under"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Returned:
    """One passage or page that came back. Item 0 is none named; `charge` is 1 before and 2 after it, 0 where
    nobody said."""

    fault: Fault
    type: RedactionType | PageReason
    item: int = 0
    remark: str = ""
    went_back: bool = False
    charge: int = 0


def read_returned(path: Path, urn: str) -> tuple[str, list[Returned]]:
    """What tells this list from others (the SHA-256 of its bytes) and every row. UnreadableExport in one
    sentence, naming the first row that cannot be read, or that it is for another case."""
    try:
        if (
            not path.is_file() or path.stat().st_size > _MOST_BYTES
        ):  # a pipe would keep its reader waiting for ever
            raise UnreadableExport(f"This is no file of returns, or it is too large to be one. {FORM}")
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnreadableExport(f"The file of returns cannot be read. {FORM}") from None
    rows = _log(text, urn) if text.lstrip()[:1] in {"{", "["} else _table(text)
    if not rows:
        raise UnreadableExport(f"There is no return in this file. {FORM}")
    return hashlib.sha256(data).hexdigest(), rows


def _table(text: str) -> list[Returned]:
    try:
        rows = list(csv.DictReader(text.splitlines(keepends=True)))
    except csv.Error:
        raise UnreadableExport(f"The file of returns cannot be read. {FORM}") from None
    return [
        _row({(key or "").strip().lower(): value for key, value in row.items() if isinstance(value, str)}, n)
        for n, row in enumerate(rows, 2)
    ]


def _row(said: dict[str, str], number: int) -> Returned:
    fault, kind, item = (said.get(column, "").strip().lower() for column in ("what", "type", "item"))
    if fault not in set(Fault) or kind not in _BY_NAME or not _ITEM.fullmatch(item):
        raise UnreadableExport(
            f"Line {number} of the file of returns cannot be read, so none was taken. {FORM}"
        )
    return Returned(
        Fault(fault), _BY_NAME[kind], int(item or 0), said.get("remark", "").strip()[:_MOST_REMARK]
    )


def _log(text: str, urn: str) -> list[Returned]:
    """The CPS log: one document, or a list of them, each with its redactions."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableExport(f"The file of returns cannot be read. {FORM}") from None
    rows: list[Returned] = []
    for number, one in enumerate(whole if isinstance(whole, list) else [whole], 1):
        if not isinstance(one, dict) or not isinstance(one.get("redactions"), list):
            raise UnreadableExport(
                f"Document {number} of the redaction log has no list of redactions, so none was taken. {FORM}"
            )
        if _plain(one.get("urn", urn)) != _plain(urn):
            raise UnreadableExport(
                (
                    "This redaction log is for a case with another URN, so nothing was taken. Choose "
                    "the log of this case."
                )
            )
        rows += [_redaction(one, row, number, at) for at, row in enumerate(one["redactions"], 1)]
    return rows


def _redaction(document: dict[str, Any], row: Any, number: int, at: int) -> Returned:
    row = row if isinstance(row, dict) else {}
    missed, fault = _kind(row.get("missedRedaction")), _fault(row.get("redactionType"))
    if missed is None or fault is None:
        raise UnreadableExport(
            f"Redaction {at} of document {number} of the log cannot be read, so none was taken. {FORM}"
        )
    went_back = str(row.get("returnedToInvestigativeAuthority", "")).strip().lower() in {"true", "yes", "1"}
    charge = {"1": 1, "2": 2, "pre-charge": 1, "post-charge": 2}.get(_said(document.get("chargeStatus")), 0)
    return Returned(
        fault, missed, 0, str(document.get("notes") or "").strip()[:_MOST_REMARK], went_back, charge
    )


def _kind(said: Any) -> RedactionType | PageReason | None:
    """A type by its id, or by its name where an id is missing or unknown."""
    number, name = (said.get("id"), said.get("name")) if isinstance(said, dict) else (said, said)
    digits = str(number).strip()
    return _BY_ID.get(int(digits) if _ITEM.fullmatch(digits) and digits else 0) or _BY_NAME.get(
        str(name).strip().lower()
    )


def _fault(said: Any) -> Fault | None:
    words = {"1": Fault.UNDER, "underredacted": Fault.UNDER, "2": Fault.OVER, "overredacted": Fault.OVER}
    return words.get(_said(said).replace("-", "").replace(" ", ""))


def _said(value: Any) -> str:
    """A number or word as it stands, also inside an object with an id, a category or a name."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("category", "id", "name") if key in value), "")
    return str(value).strip().lower()


def _plain(urn: Any) -> str:
    """A URN without the strokes and blanks that people write into it."""
    return "".join(sign for sign in str(urn).upper() if sign.isalnum())

"""How the columns of a table are read, as a value that can be shown, changed by a person and kept with the
source (reference/formats.md rule 24)."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.zones import zone_of

KINDS = (
    ItemKind.MESSAGE, ItemKind.CALL, ItemKind.EMAIL, ItemKind.CONTACT, ItemKind.LOCATION, ItemKind.VISIT, ItemKind.SEARCH,
    ItemKind.NOTE, ItemKind.CALENDAR, ItemKind.ACCOUNT, ItemKind.RECORD,
)  # fmt: skip
"""What the rows of a sheet may become."""


class Field(StrEnum):
    """What a column may hold. EXTRA is a column without a place of its own: its value is kept under its
    heading."""

    TIME = "time"
    TIME_ELSE = "time, where the first is empty"
    DATE = "date"
    TEXT = "text"
    SUBJECT = "subject"
    SENDER = "sender"
    SENDER_ID = "sender's number or account"
    SENDER_NAME = "sender's name"
    RECIPIENT = "recipient"
    RECIPIENT_ID = "recipient's number or account"
    RECIPIENT_NAME = "recipient's name"
    COPIED = "copied to"
    PARTY = "other person"
    NAME = "name"
    ENTRIES = "numbers and addresses"
    EMAIL = "number or address"
    THREAD = "conversation"
    TITLE = "name of the conversation"
    DIRECTION = "direction"
    APP = "app"
    DELETED = "deleted"
    ATTACHMENT = "attachment"
    DURATION = "duration"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    POSITION = "position"
    URL = "web address"
    PAGE_TITLE = "title of the page"
    SEARCHED = "searched for"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place from 0 and its heading: what it holds, and the zone ("UTC+01:00") and day order
    that the heading gives."""

    index: int
    heading: str
    field: Field = Field.EXTRA
    zone: str = ""
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read: the row of its headings (from 1; 0 where there is none), what its rows are, its
    columns.

    `zone` is an offset or an IANA name for times that carry none, `day_first` how to read 03/04/2025; "" and
    None leave both to the cells and the person importing. `repeats` marks a sheet that shows again what the
    others hold.
    """

    sheet: str
    header: int
    kind: ItemKind
    columns: tuple[Column, ...]
    zone: str = ""
    day_first: bool | None = None
    repeats: bool = False

    def of(self, *fields: Field) -> tuple[Column, ...]:
        """The columns that hold one of these, in the order of the fields, then from left to right."""
        return tuple(column for field in fields for column in self.columns if column.field is field)

    def to_dict(self) -> dict[str, Any]:
        """A JSON object that `from_dict` reads back as the same value."""
        columns = [
            {
                "index": each.index,
                "heading": each.heading,
                "field": each.field.value,
                "zone": each.zone,
                "day_first": each.day_first,
            }
            for each in self.columns
        ]
        return {
            "sheet": self.sheet, "header": self.header, "kind": self.kind.value, "columns": columns,
            "zone": self.zone, "day_first": self.day_first, "repeats": self.repeats,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, untrusted: dict[str, Any]) -> "SheetMapping":
        """The value behind a JSON object; KeyError, TypeError or ValueError where it is not one of ours."""
        columns = tuple(
            Column(
                _whole(each["index"]),
                str(each["heading"]),
                Field(each["field"]),
                _zone(each["zone"]),
                _answer(each["day_first"]),
            )
            for each in untrusted["columns"]
        )
        kind = ItemKind(untrusted["kind"])
        if kind not in KINDS or len({column.index for column in columns}) < len(columns):
            raise ValueError("a kind that no row has, or one column twice")
        return cls(
            str(untrusted["sheet"]), _whole(untrusted["header"]), kind, columns, _zone(untrusted["zone"]),
            _answer(untrusted["day_first"]), bool(untrusted["repeats"]),
        )  # fmt: skip


def to_text(mappings: Sequence[SheetMapping]) -> str:
    """The mappings of a source as JSON text, for `ReadOptions.mapping`."""
    return json.dumps([each.to_dict() for each in mappings], ensure_ascii=False)


def from_text(text: str) -> tuple[SheetMapping, ...]:
    """The mappings behind JSON text, none for ""; UnreadableExport where it is not one of ours."""
    try:
        return tuple(SheetMapping.from_dict(each) for each in json.loads(text)) if text else ()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise UnreadableExport(
            "The chosen reading of the columns is not complete. Choose what the columns hold again."
        ) from fault


def _whole(untrusted: Any) -> int:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int) or not 0 <= untrusted < 10**7:
        raise ValueError("a place expected")
    return untrusted


def _answer(untrusted: Any) -> bool | None:
    if untrusted not in {None, True, False}:
        raise ValueError("yes, no or nothing expected")
    return untrusted


def _zone(untrusted: Any) -> str:
    name = str(untrusted)
    if name and offset_of(name) is None:
        zone_of(name)  # says in words that a zone is not known
    return name


def offset_of(zone: str) -> timedelta | None:
    """The offset that a name such as "UTC+01:00" stands for; None for any other name."""
    found = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", zone.replace(" ", ""))
    if not found:
        return timedelta(0) if zone in {"UTC", "GMT", "Z"} else None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return (-size if found[1] == "-" else size) if size < timedelta(hours=24) else None

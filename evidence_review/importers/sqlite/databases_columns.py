"""Columns by which rows of a known database hang together: where one is gone, what hung on it has no place,
and that is told.

Only columns that every version of the app is known to have are named, by public readers of these databases
(docs/decisions/0008).
"""

from collections.abc import Iterator, Mapping, Sequence

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind

LACKING = (
    "This database lacks columns that every version of its app has ({}): what hangs on them has no "
    "place or no meaning here. It may be changed or damaged; ask for a fresh copy."
)
_KEYS: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = (
    ("mimetypes", {"mimetypes": ("mimetype",), "data": ("mimetype_id", "raw_contact_id", "data1")}),
    ("pdu", {"pdu": ("date", "msg_box"), "part": ("mid", "ct"), "addr": ("msg_id", "address", "type"), "sms": ("address", "date", "type", "body")}),
    (
        "chat_message_join",
        {"message": ("date", "is_from_me", "handle_id"), "handle": ("id",), "chat_message_join": ("chat_id", "message_id"),
         "message_attachment_join": ("message_id", "attachment_id")},
    ),
    ("ZWAMESSAGE", {"ZWAMESSAGE": ("ZISFROMME", "ZMESSAGEDATE", "ZTEXT", "ZCHATSESSION", "ZMEDIAITEM"), "ZWACHATSESSION": ("ZCONTACTJID",)}),
    (
        "jid",
        {"message": ("chat_row_id", "from_me", "timestamp", "text_data", "sender_jid_row_id"), "jid": ("raw_string",), "chat": ("jid_row_id",),
         "message_media": ("message_row_id",), "message_quoted": ("message_row_id", "text_data")},
    ),
    ("ZNOTEBODY", {"ZNOTEBODY": ("ZCONTENT", "ZOWNER"), "ZNOTE": ("ZTITLE",)}),
    ("ZICNOTEDATA", {"ZICNOTEDATA": ("ZDATA", "ZNOTE")}),
    ("CalendarItem", {"CalendarItem": ("summary", "start_date", "location_id"), "Location": ("title",)}),
    ("ABMultiValue", {"ABMultiValue": ("record_id", "property", "value"), "ABMultiValueEntry": ("parent_id", "value")}),
    ("history_visits", {"history_visits": ("history_item", "visit_time"), "history_items": ("url",)}),
)  # fmt: skip
"""A table that tells which database it is, and the columns of its tables that are always there."""


def lacking(tables: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """One Problem that names the columns that are gone; a table that is gone as a whole is told by its
    reader."""
    gone = [
        f"{table}.{column}"
        for sign, keys in _KEYS
        if sign in tables
        for table, columns in keys.items()
        if table in tables
        for column in columns
        if column.lower() not in {each.lower() for each in tables[table]}
    ]
    if gone:
        yield Problem("file", ProblemKind.PARTLY_READ, LACKING.format(", ".join(gone)))

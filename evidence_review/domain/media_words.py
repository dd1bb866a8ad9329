"""Types of files, as sources state them, in words that a person uses."""

_WORDS = (
    ("application/pdf", "PDF document"), ("message/rfc822", "e-mail"), ("wordprocessingml", "Word document"),
    ("msword", "Word document"), ("spreadsheetml", "workbook"), ("ms-excel", "workbook"), ("presentationml", "presentation"),
    ("powerpoint", "presentation"), ("text/calendar", "calendar"), ("text/vcard", "contact card"),
    ("text/x-vcard", "contact card"), ("text/html", "web page"), ("text/", "text"), ("image/", "picture"),
    ("audio/", "sound"), ("video/", "video"), ("zip", "archive"), ("application/octet-stream", "of a type not stated"),
    ("unknown type", "of a type not stated"),
)  # fmt: skip


def media_words(kind: str) -> str:
    """The words for a type; empty where there are none for it."""
    return next((words for part, words in _WORDS if part in kind), "")

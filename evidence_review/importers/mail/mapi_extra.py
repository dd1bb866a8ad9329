"""What Outlook properties are called, so that every value without a field of its own is kept under a name
(MS-OXPROPS)."""

from collections.abc import Iterator

from evidence_review.importers.mail.mapi_values import FileTime, Key, Name, Properties, Value

_LONGEST = 2048

APPOINTMENT, TASK, ADDRESS, COMMON, LOG = (
    f"0006{number}-0000-0000-c000-000000000046" for number in ("2002", "2003", "2004", "2008", "200a")
)
MAPI = "00020328-0000-0000-c000-000000000046"

START: Name = (APPOINTMENT, 0x820D)
END: Name = (APPOINTMENT, 0x820E)
PLACE: Name = (APPOINTMENT, 0x8208)
RECURRENCE: Name = (APPOINTMENT, 0x8232)
TASK_START: Name = (TASK, 0x8104)
TASK_DUE: Name = (TASK, 0x8105)
COMMON_START: Name = (COMMON, 0x8516)
COMMON_END: Name = (COMMON, 0x8517)
LOG_START: Name = (LOG, 0x8706)
MAILS: tuple[Name, ...] = tuple((ADDRESS, number) for number in (0x8083, 0x8093, 0x80A3))
"""The three e-mail addresses of a contact; the address type stands one number before, the shown name three
before."""

_NAMES: dict[Key, str] = {
    0x0017: "importance", 0x001A: "class", 0x0026: "priority", 0x0029: "read receipt asked for", 0x0036: "sensitivity",
    0x0039: "submitted", 0x0040: "received by", 0x0042: "sent representing", 0x0044: "received representing", 0x004D: "author of the original",
    0x004E: "submitted (original)", 0x0049: "subject of the original", 0x0060: "start", 0x0061: "end", 0x0070: "conversation topic",
    0x0064: "sent representing, address type", 0x0065: "sent representing, address", 0x0075: "received by, address type",
    0x0076: "received by, address", 0x007D: "transport headers", 0x0C1A: "sender", 0x0C1E: "sender, address type",
    0x0C1F: "sender, address", 0x0E02: "shown as Bcc", 0x0E03: "shown as Cc", 0x0E04: "shown as To", 0x0E06: "delivered",
    0x0E07: "flags", 0x0E08: "size", 0x0E1D: "normalised subject", 0x0E28: "primary account", 0x0E29: "next account",
    0x1035: "Message-ID", 0x1039: "References", 0x1042: "In-Reply-To", 0x1046: "reply to", 0x1090: "flag status", 0x1091: "flag completed",
    0x3007: "created", 0x3008: "modified", 0x3FDE: "internet code page", 0x3FF1: "locale", 0x3FF8: "creator", 0x3FFA: "last modified by",
    0x3FFD: "message code page", 0x4022: "creator, address type", 0x4023: "creator, address", 0x5D01: "sender, SMTP address",
    0x5D02: "sent representing, SMTP address", 0x1081: "last act", 0x1082: "time of last act", 0x1213: "icon", 0x3A02: "business telephone 0",
    START: "start", END: "end", PLACE: "place", RECURRENCE: "recurrence", TASK_START: "task begins", TASK_DUE: "task due",
    COMMON_START: "common start", COMMON_END: "common end", (APPOINTMENT, 0x8205): "busy status", (APPOINTMENT, 0x8215): "all day",
    (APPOINTMENT, 0x8217): "meeting state", (APPOINTMENT, 0x8218): "response", (APPOINTMENT, 0x8223): "recurring",
    (APPOINTMENT, 0x8234): "time zone", (APPOINTMENT, 0x8238): "all who were asked", (APPOINTMENT, 0x823B): "asked",
    (APPOINTMENT, 0x823C): "asked, optional", (TASK, 0x8101): "task status", (TASK, 0x8102): "task done (part)",
    (TASK, 0x810F): "task completed", (TASK, 0x811F): "task owner", (TASK, 0x8121): "task assigner", (COMMON, 0x8503): "reminder set",
    (COMMON, 0x8502): "reminder", (COMMON, 0x8530): "follow-up", (COMMON, 0x8539): "companies", (COMMON, 0x853A): "people",
    (COMMON, 0x8580): "internet account", (LOG, 0x8700): "journal entry", (LOG, 0x8706): "begun", (LOG, 0x8707): "minutes",
    (LOG, 0x8708): "ended",
}  # fmt: skip

CONTACT: tuple[tuple[Key, str], ...] = (
    (0x3001, "Name"), (0x3A45, "Title"), (0x3A06, "First name"), (0x3A44, "Middle name"), (0x3A11, "Surname"), (0x3A05, "Generation"),
    (0x3A4F, "Nickname"), (0x3A16, "Company"), (0x3A18, "Department"), (0x3A17, "Job title"), (0x3A46, "Profession"),
    *((key, "E-mail") for key in MAILS), (0x3A08, "Business telephone"), (0x3A1B, "Business telephone 2"),
    (0x3A09, "Home telephone"), (0x3A2F, "Home telephone 2"), (0x3A1C, "Mobile telephone"), (0x3A1E, "Car telephone"),
    (0x3A1F, "Other telephone"), (0x3A1A, "Main telephone"), (0x3A1D, "Radio telephone"), (0x3A21, "Pager"), (0x3A02, "Callback telephone"),
    (0x3A2D, "ISDN"), (0x3A2E, "Assistant's telephone"), (0x3A57, "Company telephone"), (0x3A24, "Business fax"), (0x3A25, "Home fax"),
    (0x3A23, "Primary fax"), (0x3A2C, "Telex"), (0x3A4B, "Text telephone"), ((ADDRESS, 0x8062), "Messenger"), (0x3A50, "Home page"),
    (0x3A51, "Web page"), ((ADDRESS, 0x802B), "Web page"), ((ADDRESS, 0x801B), "Business address"), ((ADDRESS, 0x801A), "Home address"),
    ((ADDRESS, 0x801C), "Other address"), (0x3A15, "Postal address"), (0x3A42, "Birthday"), (0x3A41, "Anniversary"), (0x3A48, "Spouse"),
    (0x3A4E, "Manager"), (0x3A30, "Assistant"), (0x3A58, "Children"), (0x3A43, "Hobbies"), (0x3A4D, "Gender"), (0x3A19, "Office"),
)  # fmt: skip
"""The words of a contact, in the order they are shown."""


def extra(found: Properties, taken: frozenset[Key]) -> Iterator[tuple[str, str]]:
    """(name, value) for every property that is not `taken`."""
    for key, value in found.values.items():
        if key not in taken:
            yield name(key), written(value)


def name(key: Key) -> str:
    """A plain name, else the number, else the set and number."""
    if key in _NAMES:
        return _NAMES[key]
    if isinstance(key, int):
        return f"mapi/0x{key:04X}"
    group, number = key
    return f"mapi/{number if isinstance(number, str) else f'{group}/0x{number:04X}'}"


def written(value: Value) -> str:
    """A value in words: times in UTC, bytes in hexadecimal, a long run of bytes by its start and length."""
    if isinstance(value, FileTime):
        moment = value.moment()
        return f"{moment.utc.isoformat(' ')} UTC" if moment and moment.utc else "not set"
    if isinstance(value, bytes):
        return value.hex() if len(value) <= _LONGEST else f"{value[:64].hex()}… ({len(value)} bytes)"
    if isinstance(value, tuple):
        return "; ".join(written(each) for each in value)
    return str(value)

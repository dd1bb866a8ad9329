"""Facts of chats kept as lines (WhatsApp) and of messages of a phone kept as XML, by plain scripts (what each
fact means: facts_said.py)."""

import re
from xml.etree import ElementTree as ET

from facts_said import Facts, Said, chat_facts

LINE = re.compile(
    "^[\u200e\u200f\ufeff]*\\[?(\\d{1,4})[./-](\\d{1,2})[./-](\\d{1,4}),?[ "
    "\u202f\u00a0]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?"
    "(?:[ \u202f\u00a0]*([AaPp])\\.?[ \u202f\u00a0]?[Mm]\\.?)?(?:\\]| [-–])[ \u200e\u200f]*(.*)$"
)
_NAMED = re.compile(
    (
        "<attached: [^>]+>|^[\u200e\u200f]?[^\n]+\\.\\w{2,5} \\(file "
        "attached\\)|^[\u200e\u200f]*(?:<Media "
        "omitted>|(?:image|video|audio|sticker|GIF|document|Contact card) omitted)$"
    ),
    re.MULTILINE,
)
_NOTICE = re.compile("end-to-end encrypted")


def whatsapp(text: str) -> Facts:
    """By lines that begin with a stamp; what follows without one belongs to the line before. Day before month
    unless a number above 12 says otherwise."""
    met: list[list[str]] = []
    for line in text.splitlines():
        found = LINE.match(line)
        if found:
            met.append([*(part or "" for part in found.groups())])
        elif met:
            met[-1][7] += "\n" + line
    month_first = any(int(one[1]) > 12 for one in met) and not any(int(one[0]) > 12 for one in met)
    certain = month_first or any(int(one[0]) > 12 for one in met)
    said = []
    for one in met:
        first, colon, rest = one[7].partition(": ")
        named = bool(colon) and "\n" not in first and len(first) < 60
        sender, words = (first, rest) if named else ("", one[7])
        sender = (
            "" if _NOTICE.search(words) else sender
        )  # a notice under the name of the chat or of the other person
        said.append(
            Said(
                "one",
                sender.strip("\u200e\u202a\u202c~ \u202f"),
                words.replace("\u200e", ""),
                reading=_read(one, month_first) if certain else "",
                files=len(_NAMED.findall(words)),
            )
        )
    return chat_facts(said)


def _read(one: list[str], month_first: bool) -> str:
    day, month, year = (one[1], one[0], one[2]) if month_first else (one[0], one[1], one[2])
    if len(one[0]) == 4:
        year, month, day = one[0], one[1], one[2]
    hour = int(one[3]) % 12 + 12 * (one[6].lower() == "p") if one[6] else int(one[3])
    return f"{int(year) + (2000 if len(year) < 4 else 0):04}-{int(month):02}-{int(day):02}T{hour:02}:{one[4]}"


def sms_backup(data: bytes) -> Facts:
    """By the elements of SMS Backup & Restore: types 2, 4, 5 and 6 of an SMS, and box 2 and 4 of an MMS, are
    of the owner; calls count as messages."""
    said = []
    for one in ET.fromstring(data):
        if one.tag == "mms":
            parts = [part for part in one.iter("part") if part.get("ct") != "application/smil"]
            text = " ".join(part.get("text") or "" for part in parts if part.get("ct") == "text/plain")
            said.append(
                Said(
                    str(one.get("address")),
                    "",
                    text,
                    int(one.get("date") or 0) / 1000,
                    sent=one.get("msg_box") == "2",
                    files=sum(part.get("ct") != "text/plain" for part in parts),
                )
            )
        elif one.tag in {"sms", "call"}:
            said.append(
                Said(
                    str(one.get("address") or one.get("number")),
                    "",
                    str(one.get("body") or ""),
                    int(one.get("date") or 0) / 1000,
                    sent=one.get("type") == "2",
                )
            )
    return {
        name: value for name, value in chat_facts(said).items() if name not in {"chat senders", "chat talks"}
    }

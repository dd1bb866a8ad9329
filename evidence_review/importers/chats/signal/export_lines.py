"""One conversation as signal-export writes it: data.json (a message a line), chat.md (stamped lines),
index.html (reference/formats.md 3.15).

Times are those of the computer that made the export, without zone.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from evidence_review.importers.text.web_addresses import unquote

STAMPED = re.compile(r"\[(\d{4}-\d{2}-\d{2},? \d{2}:\d{2}(?::\d{2})?)\] ([^\n]*?): ?(.*)")
_ATTACHED = re.compile(r"!?\[([^\]\n]*)\]\((\.\.?/[^)\n]*)\)(?:  )?")
_REACTIONS = re.compile(r"\n\(- (.*) -\)")
_SHOWN_STICKER = re.compile(r"(?:\A|\s)\(\( (\S{1,20}) \)\)\s*\Z")
_STICKER = re.compile(r"\n\(\( (.*) \)\)")
_QUOTE = re.compile(r"\A\s*\n((?:> ?[^\n]*\n)+)\s*\n?")
_LEFT_OUT = re.compile(
    r"(?:\A|(?<= ))\((?:image|audio|video|media|attachment) not exported\)  (?=\Z|[(!\[\n])"
)
"""What stands in chat.md for a file that was left out: behind the words, and with two blanks behind it."""
_DELETED = "(This message was deleted)"
KNOWN = frozenset(
    {"date", "sender", "body", "quote", "sticker", "reactions", "attachments", "deleted", "call", "missed"}
)


@dataclass(slots=True)
class Said:
    """A message as written: `place` is its line or number; `files` are (name, path) pairs, both empty for one
    left out of the export; `damaged` where the line is no message."""

    place: int
    raw: str = ""
    local: datetime | None = None
    sender: str = ""
    body: str = ""
    quote: str = ""
    files: list[tuple[str, str]] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    deleted: bool = False
    call: bool = False
    incoming: bool = False
    damaged: bool = False


def from_json(text: str) -> Iterator[Said]:
    """The messages of data.json: one object a line. A line that is no object is given as damaged."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        yield _of_object(number, row) if isinstance(row, dict) else Said(number, damaged=True)


def _of_object(number: int, row: dict[str, Any]) -> Said:
    raw = _text(row.get("date"))
    said = Said(
        number, raw, _time(raw), _text(row.get("sender")), _text(row.get("body")), _text(row.get("quote"))
    )
    said.deleted, said.call = row.get("deleted") is True, row.get("call") is True
    said.files = [
        (_text(each.get("name")), _text(each.get("path")))
        for each in row.get("attachments") or ()
        if isinstance(each, dict)
    ]
    said.reactions = [": ".join(map(_text, _pair(each))) for each in row.get("reactions") or ()]
    if row.get("sticker"):
        said.extra.append(("sticker", _sticker(row["sticker"])))
    said.extra += [
        (name, _text(value)) for name, value in row.items() if name not in KNOWN and value is not None
    ]
    return said


def _pair(reaction: object) -> Iterable[object]:
    """Who reacted and how; older versions write a list of both."""
    if isinstance(reaction, dict):
        return reaction.get("name"), reaction.get("emoji")
    return reaction if isinstance(reaction, list) else (reaction,)


def _sticker(said: object) -> str:
    return _text(said.get("emoji") or "sticker") if isinstance(said, dict) else _text(said)


def _text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def from_markdown(text: str) -> Iterator[Said]:
    """The messages of chat.md: a stamped line and what follows it. Lines before the first stamp are given as
    damaged."""
    said: Said | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        found = STAMPED.match(line)
        if found:
            if said:
                yield _parted(said)
            said = Said(number, found[1], _time(found[1].replace(",", "")), found[2], found[3])
        elif said:
            said.body += "\n" + line
        elif line.strip():
            yield Said(number, damaged=True)
    if said:
        yield _parted(said)


def _parted(said: Said) -> Said:
    """Quote, reactions, sticker and files taken out of the body."""
    body = said.body
    quote = _QUOTE.match(body)
    if quote:
        said.quote, body = quote[1], body[quote.end() :]
    said.files = [(name, path) for name, path in _ATTACHED.findall(body)]
    body = _ATTACHED.sub("", body)
    said.files += [("", "") for _ in _LEFT_OUT.findall(body)]
    body = _LEFT_OUT.sub("", body)
    for found in _REACTIONS.findall(body):
        said.reactions += found.split(", ")
    said.extra += [("sticker", emoji) for emoji in _STICKER.findall(body)]
    said.body = _STICKER.sub("", _REACTIONS.sub("", body)).rstrip("\n")
    said.deleted = said.body.strip() == _DELETED
    return said


def from_html(text: str) -> Iterator[Said]:
    """The messages of index.html, of the older and the newer template; a message without sender of its own
    has that of the one before."""
    page = _Page()
    page.feed(text)
    page.close()
    for said in page.messages:
        sticker = _SHOWN_STICKER.search(said.body)
        if sticker:
            said.extra.append(("sticker", sticker[1]))
            said.body = said.body[: sticker.start()]
        if said.call:  # an event names nobody, but says which way it went
            said.sender, said.incoming = (
                "Me" if said.body.startswith("Outgoing") else "",
                said.body.startswith(("Incoming", "Missed")),
            )
        yield said


class _Page(HTMLParser):
    """Collects what stands in elements by their class."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.messages: list[Said] = []
        self._open: list[tuple[str, str]] = []
        self._day = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        classes = said.get("class", "").split()
        if not {"msg", "event"}.isdisjoint(classes):
            self._begin(classes)
        if self.messages:
            self._take(said, classes)
        if tag == "br":
            self.handle_data("\n")
        elif tag not in {"img", "input", "source", "meta", "link", "hr"}:
            if tag in _BLOCKS and self._part() == "body" and self._has_words():
                self.handle_data("\n")
            self._open.append((tag, _part_of(classes)))

    def _has_words(self) -> bool:
        return bool(self.messages and self.messages[-1].body.strip())

    def _begin(self, classes: list[str]) -> None:
        """A message; one that continues another has the sender and time of that."""
        before = self.messages[-1] if self.messages and "cont" in classes else Said(0)
        sender = "Me" if "me" in classes else before.sender
        self.messages.append(Said(len(self.messages) + 1, before.raw, before.local, sender))
        self.messages[-1].call, self.messages[-1].deleted = "event" in classes, "deleted" in classes

    def _take(self, said: dict[str, str], classes: list[str]) -> None:
        """The time and the file that the attributes of an element give."""
        message = self.messages[-1]
        if said.get("datetime"):
            message.raw, message.local = said["datetime"], _time(said["datetime"])
        source = said.get("src") or (said.get("href", "") if "file" in classes else "")
        path = unquote(source).removeprefix("./")
        if path.startswith("media/") and all(path != known for _, known in message.files):
            message.files.append((said.get("alt") or path.rpartition("/")[2], path))
        if "missing" in classes and "file" in classes:
            message.files.append(("", ""))

    def handle_endtag(self, tag: str) -> None:
        places = [at for at, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def _part(self) -> str:
        return next((part for _, part in reversed(self._open) if part), "")

    def handle_data(self, data: str) -> None:
        part = self._part()
        words = re.sub(r"[ \t\r\n]+", " ", data).strip() if data != "\n" else "\n"
        if self.messages and words and part:
            _add(self.messages[-1], part, words)


_PARTS = frozenset(
    {"date", "time", "sender", "body", "quote", "reaction", "reactions", "text", "who", "event"}
)
_ASIDE = {
    "edits": "earlier wording", "missing": "not in the export", "file": "", "event-icon": "",
    "event-time": "",
}  # fmt: skip
"""Parts inside a message that are no words of it, and the name under which they are kept; "" where they are
told elsewhere."""
_BLOCKS = frozenset({"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})


def _add(said: Said, part: str, words: str) -> None:
    """Put words where they belong, by the part of the message in which they stand."""
    if part in {"date", "time"}:
        _add_time(said, part, words)
    elif part == "sender":
        said.sender = words
    elif part == "quote":
        said.quote += words
    elif part in {"reaction", "reactions"}:
        said.reactions.append(words)
    elif part == "who" and said.reactions:
        said.reactions[-1] = f"{words}: {said.reactions[-1]}"
    elif part not in _ASIDE:
        said.body += _blank(said.body, words) + words
    elif _ASIDE[part] and words != "\n":
        said.extra.append((_ASIDE[part], words))


def _add_time(said: Said, part: str, words: str) -> None:
    if ":" not in said.raw:  # else the stamp is whole already, from an attribute
        said.raw = words if part == "date" else f"{said.raw} {words}".strip()
        said.local = _time(said.raw)


def _blank(before: str, words: str) -> str:
    return " " if before and not before.endswith("\n") and words != "\n" else ""


def _part_of(classes: list[str]) -> str:
    return next(
        (each for each in (*_ASIDE, *classes) if each in classes and (each in _ASIDE or each in _PARTS)), ""
    )


def _time(raw: str) -> datetime | None:
    try:
        return datetime.fromisoformat(raw)
    except ValueError:
        return None

"""The HTML form of imessage-exporter: `div.message > div.sent|received`, replies repeated in `div.replies`
(reference/formats.md 3.15)."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal

from evidence_review.importers.chats.imessage_export.entries import STAMP, Entry

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_STAMP = re.compile(rf"\s*({STAMP})\s*(.*)", re.DOTALL)
_BLOCKS = frozenset({"div", "p", "br", "tr", "table", "hr", "li"})
_SAID = {
    "subject": "subject", "expressive": "effect", "reply_context": "reply", "shareplay": "event", "shared_location": "event", "transcription": "transcription",
    "genmoji_prompt": "sticker", "sticker_name": "sticker", "sticker_effect": "sticker", "app_error": "not shown", "tapback": "reaction", "reaction": "reaction",
}  # fmt: skip
"""Classes whose words go to `extra`, and under which name."""
_TAKEN = frozenset({
    "timestamp", "sender", "bubble", "app", "deleted", "unsent", "attachment_error", "announcement", "wording", "time of wording", *_SAID,
})  # fmt: skip
_WHOLE = frozenset({"app", "tapback", "reaction", "bubble", "wording"})
"""Inside these no further class is told apart."""
_LINES = re.compile(r"[ \t\r\f]*\n\s*")


class _Pages(HTMLParser):
    """Entries in order of their end. `stack` holds the open tags with the class that matters of each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ready: list[Entry] = []
        self.opened: list[Entry] = []
        self.stack: list[tuple[str, str]] = []
        self.words: list[list[str]] = []
        self.wordings: list[tuple[str, str]] = []
        self.changed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        classes = said.get("class", "").split()
        self._file(tag, said)
        if tag in _BLOCKS and self.words:
            self.words[-1].append("\n")
        if tag in _VOID:
            return
        kind = self._kind(tag, classes)
        self.stack.append((tag, kind))
        self._open(kind, classes)
        if kind in _TAKEN:
            self.words.append([])

    def _open(self, kind: str, classes: list[str]) -> None:
        """An entry that begins here, or which way the one that is open went."""
        if kind in {"message", "announcement"}:
            is_reply = any(each == "replies" for _, each in self.stack)
            self.opened.append(Entry(self.getpos()[0], is_event=kind == "announcement", is_repeat=is_reply))
        elif kind in {"sent", "received"} and self.opened:
            self.opened[-1].is_sent = kind == "sent"
            self.opened[-1].service = " ".join(classes[1:])

    def _kind(self, tag: str, classes: list[str]) -> str:
        """The class of a tag that matters here; the rows of an edited message are its wordings."""
        first = classes[0] if classes else ""
        if tag == "div" and first in {"message", "announcement", "sent", "received", "replies", "edited"}:
            return first
        inside = self._open_classes()
        if "edited" in inside and tag == "tr":
            return "wording"
        if "edited" in inside and first == "timestamp":
            return "time of wording"
        return first if first in _TAKEN and self.opened and not inside & _WHOLE else ""

    def _open_classes(self) -> set[str]:
        """The classes of the open tags, from that of the message on."""
        at = max((at for at, (_, kind) in enumerate(self.stack) if kind == "message"), default=0)
        return {kind for _, kind in self.stack[at:]}

    def _file(self, tag: str, said: dict[str, str]) -> None:
        inside = self._open_classes()
        path = (
            said.get("src", "")
            if tag in {"img", "video", "audio", "source"}
            else said.get("href", "")
            if tag == "a"
            else ""
        )
        outside = re.match(r"(?:https?|data|mailto|tel|sms|javascript):|#", path, re.IGNORECASE)
        if (
            path
            and self.opened
            and not outside
            and not (tag == "a" and inside & {"app", "timestamp", "bubble"})
        ):
            entry = self.opened[-1]
            if inside & {"tapback", "reaction"}:
                entry.extra.append(("reaction sticker", path))
            elif path not in entry.files:
                entry.files.append(path)

    def handle_data(self, data: str) -> None:
        for taken in self.words:
            taken.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close everything down to the tag; one that was not opened in this message is no end."""
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at][0] == tag:
                self.shut(at)
                return
            if self.stack[at][1] in {"message", "announcement"}:
                return

    def shut(self, down_to: int) -> None:
        """Close the open tags from this place on, and take up what they held."""
        while len(self.stack) > down_to:
            _, kind = self.stack.pop()
            if kind in _TAKEN:
                self._take(kind, "".join(self.words.pop()) if self.words else "")
            if kind == "edited" and self.opened and self.wordings:
                self.opened[-1].texts.append(self.wordings[-1][1])
                self.opened[-1].extra += [
                    (f"wording {count}", f"{when}: {text}")
                    for count, (when, text) in enumerate(self.wordings, 1)
                ]
                self.wordings = []
            if kind in {"message", "announcement"} and self.opened:
                self.ready.append(self.opened.pop())

    def _take(self, kind: str, words: str) -> None:
        tidy = _LINES.sub("\n", words).strip()
        if not self.opened:
            return
        if kind == "time of wording":
            self.changed = tidy
        elif kind == "wording":
            self.wordings.append((self.changed, words.strip().removeprefix(self.changed).strip()))
        else:
            _add(self.opened[-1], kind, words, tidy)


def _add(entry: Entry, kind: str, words: str, tidy: str) -> None:
    """Put what an element held where it belongs, by its class."""
    match kind:
        case "timestamp":
            entry.stamp, entry.said_of_time = _stamp_and_words(tidy, (tidy, ""))
        case "announcement":
            entry.stamp, said = _stamp_and_words(tidy, ("", tidy))
            entry.texts.append(said)
        case "sender":
            entry.sender = tidy
        case "bubble":
            entry.texts.append(words)
        case "app":
            entry.texts.append(tidy)
        case "unsent" | "deleted":
            entry.deleted = tidy
        case "attachment_error":
            entry.extra.append(("file not supplied", tidy))
        case _:
            if tidy:
                entry.extra.append((_SAID[kind], " ".join(tidy.split())))


def _stamp_and_words(words: str, otherwise: tuple[str, str]) -> tuple[str, str]:
    """The stamp that stands before other words, and these."""
    found = _STAMP.fullmatch(words)
    return (found[1], found[2].strip()) if found else otherwise


def entries(pieces: Iterator[str]) -> Iterator[Entry | Literal["cut"]]:
    """Entries in order of the file, then "cut" where it ends inside one, which is given as far as it goes."""
    pages = _Pages()
    for piece in pieces:
        pages.feed(piece)
        yield from _in_order(pages)
    pages.close()
    yield from _in_order(pages)
    unfinished = bool(pages.opened)
    pages.shut(0)
    yield from _in_order(pages, last=True)
    if unfinished:
        yield "cut"


def _in_order(pages: _Pages, *, last: bool = False) -> Iterator[Entry]:
    """What has ended, by its line, once the message around it has ended too."""
    if pages.opened and not last:
        return
    yield from sorted(pages.ready, key=lambda entry: entry.line)
    pages.ready = []

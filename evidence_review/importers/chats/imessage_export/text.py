"""The TXT form of imessage-exporter: a stamp, a sender, the words; replies repeated below, indented
(reference/formats.md 3.15)."""

import re
from collections.abc import Iterator

from evidence_review.importers.chats.imessage_export.entries import STAMP, Entry

_HEAD = re.compile(rf"( *)({STAMP})( \(.*\))?\s*")
_EVENT = re.compile(rf"({STAMP}) (\S.*)")
_EDIT = re.compile(r"Edited .{1,80}? later: ?(.*)", re.DOTALL)
_REACTION = re.compile(r"\s*(?:\S.* by \S.*|Sticker from \S.*|Unable to .*)")
_FILE = re.compile(
    r"\s*(?:attachments[/\\].+|(?:~|[A-Z]:|/).*[/\\](?:SMS|Messages)[/\\](?:Attachments|"
    r"StickerCache)[/\\].+|.*[/\\]attachments[/\\].+)"
)
_REPLY = "This message responded to an earlier message."
_DELETED = "This message was deleted from the conversation!"
_UNSENT = re.compile(r".{1,200} unsent this message part(?: .* after sending)?!")
_EFFECT = re.compile(r"Sent with [A-Z][A-Za-z ]{2,30}")


def entries(lines: Iterator[str]) -> Iterator[Entry]:
    """Entries in the order of the file.

    A line that is a stamp alone begins one; indented, a reply that repeats another.

    After an empty line, one that is not indented belongs again to the message around the reply.
    """
    opened, blank, wants_sender = list[tuple[Entry, list[str]]](), True, False
    for number, line in enumerate(lines, 1):
        head = _HEAD.fullmatch(line)
        if wants_sender and not head:
            opened[-1][0].sender, wants_sender, blank = line.strip(), False, False
            continue
        begun = _entry_at(number, line, head, behind_blank=blank, inside=bool(opened))
        keep = _depth(begun, line, len(opened), behind_blank=blank)
        while len(opened) > keep:
            yield _finished(*opened.pop())
        if begun or not opened:
            opened.append((begun or Entry(number), []))
        if not begun:
            opened[-1][1].append(line)
        wants_sender, blank = head is not None, not line.strip()
    for each in reversed(opened):
        yield _finished(*each)


def _entry_at(
    number: int, line: str, head: re.Match[str] | None, *, behind_blank: bool, inside: bool
) -> Entry | None:
    """The entry that a line begins."""
    if head:
        return Entry(number, head[2], (head[3] or "").strip(), is_repeat=inside and bool(head[1]))
    event = _EVENT.fullmatch(line) if behind_blank else None
    return Entry(number, event[1], is_event=True, texts=[event[2]]) if event else None


def _depth(begun: Entry | None, line: str, deepest: int, *, behind_blank: bool) -> int:
    """How many of the open entries go on."""
    if begun:
        return int(begun.is_repeat)
    return 1 if behind_blank and line.strip() and line[0] != " " else deepest


def _finished(entry: Entry, body: list[str]) -> Entry:
    if entry.is_event:
        entry.texts += filter(str.strip, body)
        return entry
    kept, reactions = list[str](), False
    for line in body:
        said = line.strip()
        if said in {"Tapbacks:", "Reactions:"}:
            reactions = True
        elif reactions and _REACTION.fullmatch(line):
            entry.extra.append(("reaction", said))
        elif not _is_aside(entry, line, behind_words=bool(kept)):
            reactions = reactions and not said
            kept.append(line[4:] if entry.is_repeat and line.startswith("    ") else line)
    text = _wordings(entry, "\n".join(kept).strip("\n"))
    entry.texts = [text] if text else []
    return entry


def _is_aside(entry: Entry, line: str, *, behind_words: bool) -> bool:
    """Whether a line is no words of a message but something about it, which is put where it belongs."""
    said = line.strip()
    if said == _REPLY:
        entry.extra.append(("reply", said))
    elif said == _DELETED or _UNSENT.fullmatch(said):
        entry.deleted = said
    elif behind_words and _EFFECT.fullmatch(said):
        entry.extra.append(("effect", said))
    elif _FILE.fullmatch(line):
        entry.files.append(said)
    else:
        return False
    return True


def _wordings(entry: Entry, text: str) -> str:
    """The last wording of an edited message; the earlier ones go to `extra`."""
    parts = re.split(r"\n(?=Edited .{1,80}? later: )", text)
    first = _EVENT.match(parts[0])
    if len(parts) < 2 or not first:
        return text
    wordings = [
        parts[0][first.start(2) :],
        *(found[1] if (found := _EDIT.fullmatch(each)) else each for each in parts[1:]),
    ]
    entry.extra += [(f"wording {count}", each) for count, each in enumerate(wordings, 1)]
    return wordings[-1]

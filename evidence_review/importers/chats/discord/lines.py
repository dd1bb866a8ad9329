"""Text and tables of DiscordChatExporter: "[time] name" and what follows, or a row for each message.

The text names people without ids and times without zone; whether 03/04 is April or March is decided by the
whole file (reference/formats.md rule 12).
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.chats.discord.channel import Channel, declared, stamp
from evidence_review.importers.chats.discord.chat_messages import APP, Saved, attached
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.plugin import decode_text, encoding_remark
from evidence_review.importers.tables.tables_csv import ends_early
from evidence_review.importers.tables.tables_times import order_of, written
from evidence_review.importers.text import broken_ends
from evidence_review.importers.text.web_addresses import last_part
from evidence_review.importers.times import stamps

TEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*={20,}\r?\nGuild: [^\n]*\nChannel: ")
TABLE = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:"?Author ?ID"?[,;])?"?Author"?[,;]"?Date"?[,;]"?Content"?[,;]"?Attachments"?',
    re.IGNORECASE,
)
_HEAD = re.compile(r"\[([^\[\]\n]{6,60})\] (\S[^\n]{0,200})")
_PARTS = {
    "{Attachments}": "attachments", "{Embed}": "embeds", "{Embeds}": "embeds", "{Stickers}": "stickers",
    "{Reactions}": "reaction",
}  # fmt: skip
_EVENTS = re.compile(
    r"(?:Pinned a message|Started a thread|Joined the server|Left the group|Changed the channel icon|Added .{1,100} to the group|Removed .{1,100} from the group"
    r"|Changed the channel name: .+)\.?|(Started a call that lasted [\d.,]+ minutes?\.?)", re.DOTALL
)  # fmt: skip
_BAR = re.compile(r"={20,}")


@dataclass(slots=True)
class _Entry:
    """One message of a text: its line, what its head says, its words, and what stands below them."""

    line: int
    stamp: str
    who: str
    words: list[str] = field(default_factory=list)
    below: list[tuple[str, list[str]]] = field(default_factory=list)

    def take(self, line: str) -> None:
        """A further line: the heading of a part below the words, or one more of the last part."""
        if line.strip() in _PARTS:
            self.below.append((_PARTS[line.strip()], []))
        else:
            (self.below[-1][1] if self.below else self.words).append(line)

    def files(self) -> list[str]:
        """The addresses of its files."""
        lines = [line.strip() for kind, lines in self.below if kind == "attachments" for line in lines]
        return [line for line in lines if line]


def _text_of(saved: Saved) -> tuple[str, list[Problem]]:
    data, problems = bytearray(), list[Problem]()
    try:
        for chunk in saved.files.tree.chunks(saved.name):
            data += chunk
    except (DamagedMember, OSError) as fault:
        reason = str(fault) if isinstance(fault, DamagedMember) else "This file could not be read to its end."
        problems.append(Problem(saved.name, ProblemKind.PARTLY_READ, reason, 1))
    decoded = decode_text(bytes(data))
    return decoded.text, [
        *encoding_remark(decoded, saved.name),
        *broken_ends.remark(decoded.text, f"{saved.name}:end"),
        *problems,
    ]


def texts(saved: Saved) -> Iterator[Item | Problem | Declared]:
    """Every message of a text, and how many it says there are."""
    text, problems = _text_of(saved)
    yield from problems
    about, entries, end = _entries(text.splitlines())
    channel = Channel.of(saved.name, about.get("Guild", ""), about.get("Channel", ""))
    yield from _order([each.stamp for each in entries], saved, channel)
    for number, each in enumerate(entries, 1):
        yield _item(saved, channel, each, number)
    said = end or f"{about.get('Messages', '')} messages"
    yield from declared(
        saved,
        said,
        len(entries),
        limited=bool({"After", "Before"} & about.keys() or re.search(r"\d", about.get("Range", ""))),
    )
    if not end and "Messages" not in about and not any(problem.records for problem in problems):
        reason = (
            "This text has no end: it says not how many messages were exported, and may have been cut "
            "short. Ask for a fresh export."
        )
        yield Problem(saved.name, ProblemKind.SOURCE_FLAG, reason)


def _entries(lines: list[str]) -> tuple[dict[str, str], list[_Entry], str]:
    """What the text says of itself, its messages, and its last words ("Exported 12 message(s)")."""
    top, stop, end = _bounds(lines)
    parted = (line.partition(":") for line in lines[:top])
    about = {key.strip(): value.strip() for key, mark, value in parted if mark}
    entries = list[_Entry]()
    for number, line in enumerate(lines[top + 1 : stop], top + 2):
        head = _HEAD.fullmatch(line) if not entries or _may_begin(lines, number - 1) else None
        if head and written(head[1]) is not None:
            entries.append(_Entry(number, head[1], head[2]))
        elif entries:
            entries[-1].take(line)
    return about, entries, end


def _bounds(lines: list[str]) -> tuple[int, int, str]:
    """The lines between which the messages stand, and the last words behind them."""
    bars = [number for number, line in enumerate(lines[:60]) if _BAR.fullmatch(line.strip())][:2]
    top = bars[1] if len(bars) > 1 else min(2, len(lines) - 1)
    for last in range(len(lines) - 1, max(top, len(lines) - 8), -1):
        if re.match(r"Exported [\d\D]{1,20} message", lines[last]):
            has_bar = _BAR.fullmatch(lines[last - 1].strip())
            return top, last - 1 if has_bar else len(lines), lines[last]
    return top, len(lines), ""


def _may_begin(lines: list[str], at: int) -> bool:
    """A message begins after an empty line: the program writes one, so that words in brackets within a
    message begin none."""
    return at > 0 and not lines[at - 1].strip()


def _order(raws: list[str], saved: Saved, channel: Channel) -> Iterator[Problem]:
    """Decides for the channel whether days or months come first; a guess is told."""
    order = order_of(
        [found for raw in raws if (found := written(" ".join(raw.split()))) is not None], saved.day_first
    )
    channel.day_first = saved.day_first if order is None else order.order.startswith("d")
    for remark in stamps.remarks(order, both=False):
        yield Problem(saved.name, ProblemKind.SOURCE_FLAG, remark)


def _item(saved: Saved, channel: Channel, entry: _Entry, number: int) -> Item:
    name, pinned, _ = entry.who.partition(" (pinned)")
    text = "\n".join(entry.words).strip("\n")
    sender = saved.party(
        {"name": name.partition("#")[0] if re.search(r"#\d{4}$", name) else name, "discriminator": name[-4:]}
    )
    return Item(
        locator=f"{saved.at}line {entry.line}",
        kind=_kind(text),
        text=text,
        thread=channel.id,
        position=number,
        sender=sender,
        sent=stamp(entry.stamp, saved.clock, "", channel.day_first),
        direction=channel.direction(saved, sender),
        app=APP,
        thread_title=channel.title,
        attachments=tuple(_file(saved, url) for url in entry.files()),
        extra=(
            *((("user name", name),) if "#" in name else ()),
            *((("isPinned", "true"),) if pinned else ()),
            *((kind, "\n".join(lines).strip()) for kind, lines in entry.below if kind != "attachments"),
        ),
    )


def _kind(text: str) -> ItemKind:
    event = _EVENTS.fullmatch(text)
    return ItemKind.MESSAGE if not event else ItemKind.CALL if event[1] else ItemKind.SYSTEM


def _file(saved: Saved, url: str) -> Attachment:
    return attached(saved, {"url": url, "fileName": last_part(url) or "file without a name"})


# ---- tables ------------------------------------------------------------------------------------


def rows(saved: Saved) -> Iterator[Item | Problem]:
    """Every row of a table. Words may hold line breaks inside quotes, so that physical lines are not
    messages."""
    text, problems = _text_of(saved)
    yield from problems
    csv.field_size_limit(1 << 30)
    mark = ";" if ";" in text.partition("\n")[0] else ","
    table = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    heading = [each.strip().replace(" ", "") for each in next(table, [])]
    channel = Channel.of(saved.name, "", "")
    wide = list(filter(None, table))
    held = [[*row, *[""] * (len(heading) - len(row))] for row in wide]
    date = heading.index("Date") if "Date" in heading else 0
    yield from _order([row[date] for row in held], saved, channel)
    for number, row in enumerate(held, 1):
        yield _row(saved, channel, _by_heading(heading, row), number)
    if text.count('"') % 2 or ends_early(text, wide, len(heading)):
        reason = "This table is damaged and ends early. What came before was kept. Ask for a fresh export."
        yield Problem(saved.name, ProblemKind.PARTLY_READ, reason)


def _by_heading(heading: list[str], row: list[str]) -> dict[str, str]:
    """The cells of a row by their columns; those beyond the heading by their place."""
    beyond = enumerate(row[len(heading) :], len(heading) + 1)
    more = {f"column {place}": cell for place, cell in beyond if cell}
    return {**dict(zip(heading, row, strict=False)), **more}


def _row(saved: Saved, channel: Channel, said: dict[str, str], number: int) -> Item:
    name = said.get("Author", "")
    tag = re.fullmatch(r"(.+)#(\d{4})", name, re.DOTALL)
    sender: Party | None = saved.party(
        {"id": said.get("AuthorID"), "name": tag[1] if tag else name, "discriminator": tag[2] if tag else ""}
    )
    urls = re.split(r",(?=\s*https?:)|\s+(?=https?:)", said.get("Attachments", ""))
    text = said.get("Content", "")
    return Item(
        locator=f"{saved.at}row {number}",
        kind=_kind(text),
        text=text,
        thread=channel.id,
        position=number,
        sender=sender,
        sent=stamp(said.get("Date", ""), saved.clock, "", channel.day_first),
        direction=channel.direction(saved, sender),
        app=APP,
        thread_title=channel.title,
        attachments=tuple(_file(saved, url.strip()) for url in urls if url.strip()),
        extra=(*((("user name", name),) if tag else ()), *_further_cells(said)),
    )


def _further_cells(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    used = {"AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"}
    yield from (("reaction", each.strip()) for each in said.get("Reactions", "").split(",") if each.strip())
    yield from ((key, value) for key, value in said.items() if key not in used and value)

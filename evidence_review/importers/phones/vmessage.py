"""Texts saved from older phones as vMessage (.vmg, .vmsg): one BEGIN:VMSG block each, in the layouts of
Nokia, Samsung, Windows phones and makers of Android phones.

The layout is that of IrMC 1.1 and of what phones made of it: a card for the other person, a body with box,
date and words.
"""

import base64
import binascii
import quopri
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evidence_review.domain.evidence import Declared, Item, Moment, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.plugin import (
    About,
    Clock,
    Importer,
    decode_text,
    encoding_remark,
    head,
    hole_in,
)
from evidence_review.importers.tables.tables_times import Written, local_of, moment, order_of, written
from evidence_review.importers.tally import tallied
from evidence_review.importers.text.row_values import Owner
from evidence_review.importers.times import stamps

_LINE = re.compile(
    r"(?P<name>[A-Z][A-Z0-9-]{0,40})(?P<rest>(?:;[^:\n]{0,200})?):(?P<value>.*)", re.IGNORECASE
)
_INCOMING, _OUTGOING = (
    frozenset(("inbox", "deliver", "received", "incoming")),
    frozenset(("sent", "sentbox", "sendbox", "outbox", "submit", "sent-msg", "outgoing")),
)
_BOXES = ("x-box", "x-irmc-box", "x-message-type", "x-type", "x-folder")
_TIMES = ("date", "x-nok-dt", "x-ss-dt", "x-irmc-dt", "x-time", "dtstamp")
_WORDS = ("text", "x-body-contents", "subject", "body", "x-body")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)")
_DOTS = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})\.(\d{1,2})\.(\d{1,2})\.(\d{1,2})")
_OPEN = "This text has a beginning and no end: what followed is missing. Ask for a fresh copy."
_OUTSIDE = "These lines stand outside every message of this file."


@dataclass(slots=True)
class _Message:
    """One block: its line, its values by lower-case name in order, the people by number and name, and lines
    without a name."""

    line: int
    values: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    people: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    bare: list[str] = field(default_factory=list[str])
    whole: bool = False

    def first(self, names: Sequence[str]) -> tuple[str, str]:
        """The first filled value of these names, as name and value."""
        return next(
            (
                (name, value)
                for wanted in names
                for name, value in self.values
                if name == wanted and value.strip()
            ),
            ("", ""),
        )


def recognises(path: Path) -> bool:
    """A first line BEGIN:VMSG, in any usual code."""
    return (
        re.match(r"\s*BEGIN:VMSG\b", decode_text(head(path, 400)).text.lstrip("\ufeff"), re.IGNORECASE)
        is not None
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every message in the order of the file."""
    yield from tallied(
        _values(path, options), "No message was found in this file of texts. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    decoded = decode_text(path.read_bytes())
    yield from encoding_remark(decoded, "line 1")
    yield from hole_in(path, "line 1")
    found, outside = _messages(_unfolded(decoded.text.lstrip("\ufeff")))
    yield Declared("messages begun", len(found))
    times = {id(each): _time(each) for each in found}
    order = order_of(list(filter(None, times.values())), options.day_first)
    for remark in stamps.remarks(order):
        yield Problem("dates", ProblemKind.SOURCE_FLAG, remark)
    clock, owner, zoneless = Clock(options.zone), Owner(options), 0
    for number, each in enumerate(found, 1):
        time = times[id(each)]
        sent = moment(time, local_of(time, order)[0], "", clock) if time else None
        zoneless += sent is not None and sent.utc is None
        yield _item(each, number, sent or _as_written(each), clock, owner, path)
        if not each.whole:
            yield Problem(f"line {each.line}", ProblemKind.PARTLY_READ, _OPEN)
    if zoneless:
        yield Problem(
            "dates",
            ProblemKind.SOURCE_FLAG,
            "Times of these texts have no zone. They are shown as the phone wrote them.",
        )
    if outside:
        yield Problem(f"line {outside[0]}", ProblemKind.NOT_READ, _OUTSIDE, len(outside))


def _as_written(message: _Message) -> Moment | None:
    raw = message.first(_TIMES)[1]
    return Moment(raw) if raw else None


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; those that quoted-printable breaks with a last = are joined."""
    kept, start = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        start = start or number
        broken = "quoted-printable" in f"{kept}{line}".lower() and line.rstrip().endswith("=")
        kept += line.rstrip()[:-1] if broken else line
        if not broken:
            yield start, kept
            kept, start = "", 0
    if kept:
        yield start, kept


def _messages(lines: Iterator[tuple[int, str]]) -> tuple[list[_Message], list[int]]:
    found, outside, inside, card = list[_Message](), list[int](), False, False
    for number, line in lines:
        mark = line.strip().upper()
        if mark == "BEGIN:VMSG":
            found.append(_Message(number))
            inside, card = True, False
        elif mark == "END:VMSG" and inside:
            found[-1].whole, inside = True, False
        elif not inside:
            outside += [number] if mark else []
        elif mark in {"BEGIN:VCARD", "END:VCARD"}:
            card = mark.startswith("BEGIN")
            found[-1].people += [{}] if card else []
        elif not mark.startswith(("BEGIN:", "END:")):
            _take(found[-1], line, card=card)
    return found, outside


def _take(message: _Message, line: str, *, card: bool) -> None:
    """One line inside a message: of a card, a value with a name, or words below them."""
    found = _LINE.fullmatch(line.strip() if card else line)
    if found is None or (
        not card
        and found["name"].lower() not in {*_BOXES, *_TIMES, *_WORDS}
        and not found["name"].upper().startswith(("X-", "VERSION", "FROM", "TO", "STATUS"))
    ):
        message.bare += [line] if line.strip() or message.bare else []
        return
    name, value = found["name"].lower(), _decoded(found["rest"], found["value"])
    if card and message.people:
        message.people[-1].setdefault(name, value.strip(" ;"))
    else:
        message.values.append((name, value))


def _decoded(params: str, value: str) -> str:
    """A value without the code it is written in."""
    charset = re.search(r"charset=([\w-]+)", params, re.IGNORECASE)
    code = charset[1] if charset else "utf-8"
    try:
        if "base64" in params.lower():
            return base64.b64decode(value, validate=True).decode(code, "replace")
        if "quoted-printable" in params.lower():
            return quopri.decodestring(value.encode()).decode(code, "replace")
    except (binascii.Error, LookupError, ValueError):
        return value
    return value


def _time(message: _Message) -> Written | None:
    raw = message.first(_TIMES)[1].strip()
    packed, dotted = _STAMP.fullmatch(raw), _DOTS.fullmatch(raw)
    if packed:
        return written("{}-{}-{} {}:{}:{}{}".format(*packed.groups()))
    if dotted:
        year, month, day, hour, minute, second = map(int, dotted.groups())
        return written(f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    return written(raw) if raw else None


def _item(
    message: _Message, number: int, sent: Moment | None, clock: Clock, owner: Owner, path: Path
) -> Item:
    people = [_party(card, owner) for card in message.people]
    others = tuple(dict.fromkeys(party for party in people if party is not None))
    way = _way(message)
    sender, recipients = _ends(way, others, owner)
    title = others[0].label() if others else path.stem
    text = "\n".join(filter(None, (message.first(_WORDS)[1], "\n".join(message.bare).strip("\n"))))
    return Item(
        f"line {message.line}", ItemKind.MESSAGE, text or None, title, number, sender=sender, recipients=recipients,
        sent=sent, direction=way, app="SMS", thread_title=title,
        extra=(*_extra(message), *clock.remarks(sent.local if sent else None)),
    )  # fmt: skip


def _way(message: _Message) -> Direction:
    boxes = {value.strip().casefold() for name, value in message.values if name in _BOXES}
    if boxes & _INCOMING:
        return Direction.INCOMING
    return Direction.OUTGOING if boxes & _OUTGOING else Direction.UNKNOWN


def _ends(way: Direction, others: tuple[Party, ...], owner: Owner) -> tuple[Party | None, tuple[Party, ...]]:
    """Sender and recipients."""
    if way is Direction.INCOMING:
        return next(iter(others), None), ()
    return owner.party if way is Direction.OUTGOING and owner.party.label() else None, others


def _extra(message: _Message) -> Iterator[tuple[str, str]]:
    """Every value besides words and time, and the folder that tells the direction."""
    shown = {message.first(_WORDS), message.first(_TIMES)}
    counts = Counter(key for key, _ in message.values)
    for place, (key, value) in enumerate(message.values, 1):
        if (key, value) not in shown and value.strip():
            yield key if counts[key] < 2 else f"{key} ({place})", value
    if box := message.first(_BOXES)[1].strip().casefold():
        yield "box", box


def _party(card: dict[str, str], owner: Owner) -> Party | None:
    number, name = card.get("tel", ""), card.get("fn") or card.get("n", "").strip(";").replace(";", " ")
    return Party(number or None, name or None, owner.is_me(number, name)) if number or name else None


IMPORTER = Importer(
    "Texts of older phones (vMessage)",
    "1",
    recognises,
    read,
    about=About(
        "Texts saved as vMessage (.vmg, .vmsg), one or many in a file",
        (
            "layouts of Nokia, Samsung, Windows phones and Android makers by public readers and their "
            "test files; no file of a real phone was at hand"
        ),
        (
            "number and name of the other person, box, time, words in plain text, quoted-printable and "
            "base64, every other value"
        ),
        "pictures and sounds of multimedia messages in this format",
        "times mostly have no zone; a message in no known box has no direction",
    ),
)

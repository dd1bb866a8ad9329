"""A chat of LINE saved as text: a day on a line of its own, then "time, tab, name, tab, words" for each
message; further lines belong to it.

The heading is in the language of the phone; times have no zone, and days of some phones leave open which
number is the month.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from evidence_review.domain.evidence import Declared, Item, Moment, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.plugin import About, Clock, Importer, decode_text, encoding_remark, head
from evidence_review.importers.tables.tables_times import Written, local_of, order_of, written
from evidence_review.importers.tally import tallied
from evidence_review.importers.text import broken_ends
from evidence_review.importers.text.row_values import Owner
from evidence_review.importers.times import stamps

APP = "LINE"
_TOP = re.compile(r"\s*\[LINE\][^\n]{1,300}\n", re.DOTALL)
_NAMED_DAY = re.compile(r"\d{4}[./]\d{1,2}[./]\d{1,2}\s?(?:[(\uff08][^\W\d]{1,12}\.?[)\uff09]|[^\W\d]{1,12})")
_DAY = re.compile(
    r"(?:\w{2,12}\.?,?\s+)?(\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\.?\s*(?:[(\uff08]?[^\W\d]{1,"
    r"12}\.?[)\uff09]?|[^\W\d]{1,12}(?:\s[^\W\d]{1,12})?)?\s*"
)
_SAID = re.compile(
    r"(?:([ap]m|\u4e0a\u5348|\u4e0b\u5348|\u5348\u524d|\u5348\u5f8c)\s?)?(\d{1,"
    r"2}):(\d\d)\s?([ap]\.?m\.?)?\t(.*)",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(
    r"\[LINE\]\s*(?:Chat history (?:with|in)\s+|(.*?)(?:\u3068\u306e|"
    r"\u7684)(?:\u30c8\u30fc\u30af\u5c65\u6b74|\u804a\u5929\u8a18\u9304|"
    r"\u804a\u5929\u8bb0\u5f55)\s*$)?(.*)",
    re.DOTALL,
)
_EVENT = re.compile(
    r"(?:[^\t]{0,80}) (?:joined|left|invited|added|removed|unsent|changed|canceled|created|set|"
    r"pinned|renamed)\b[^\t]*|(?:You|\S[^\t]{0,80}) unsent a message\.?",
    re.IGNORECASE,
)
_NO_TABS = (
    "The tabs of this chat have become blanks: a name was taken to end at the first of them, or where "
    "the lines of one person begin to differ. Ask for the file as LINE wrote it."
)
_BREAKS_OFF = "This chat seems to end in the middle of its last message. Ask for a fresh copy."
_MISSING = re.compile(
    r"\[(?:Photo|Video|File|Voice message|Audio|\u5199\u771f|\u52d5\u753b|\u30d5\u30a1\u30a4\u30eb|"
    r"\u7167\u7247|\u5f71\u7247|\u6a94\u6848|\u56fe\u7247|\u89c6\u9891|\u6587\u4ef6)\]"
)
_CALL = re.compile(
    r"\u260e|(?:Missed|Canceled|Cancelled|No answer|Call time|Group (?:voice|video) call)\b", re.IGNORECASE
)
_LATE = frozenset({"pm", "p.m.", "p.m", "\u4e0b\u5348", "\u5348\u5f8c"})


_STAMPED = re.compile(r"(\d{1,2}:\d\d) (\S.*)")
_BLANKS = re.compile(r"^(\d{1,2}:\d\d) ([^\s\[\]]{1,40}) (?=\S)", re.MULTILINE)
"""A message whose tabs became blanks on the way through a page or an editor; a name with a blank in it is
then cut there."""


@dataclass(slots=True)
class _Entry:
    """One message: its line, the day above it, its time, who wrote it (None where nobody is named), its
    words."""

    line: int
    day: str
    clock: str
    at: time | None
    who: str | None
    words: list[str] = field(default_factory=list)


def recognises(path: Path) -> bool:
    """A first line that begins with "[LINE]", and below it a day and a line with a time and a tab; or such a
    day and line at the very top."""
    start = head(path, 16_384)
    named_day = _NAMED_DAY.fullmatch(
        decode_text(start[:400]).text.lstrip("\ufeff").partition("\n")[0].strip()
    )
    if b"LINE]" not in start[:200].replace(b"\x00", b"") and b"\t" not in start[:400] and not named_day:
        return False
    text = _with_tabs(decode_text(start).text.lstrip("\ufeff"))
    lines = text.splitlines()
    if len(lines) > 1 and _NAMED_DAY.fullmatch(lines[0].strip()) and _has_name(lines[1]):
        return True
    return _TOP.match(text) is not None and any(map(_DAY.fullmatch, lines)) and any(map(_SAID.match, lines))


def _with_tabs(text: str) -> str:
    """A chat whose tabs all became blanks, with tabs again where names can be told; any other text as it is.

    Under LINE's heading a name ends at the first blank; pasted from a computer it is the words that begin the
    lines of one person.
    """
    if "\t" in text:
        return text
    if _TOP.match(text):
        return _BLANKS.sub("\\1\t\\2\t", text)
    return _pasted(text) if _NAMED_DAY.fullmatch(text.partition("\n")[0].strip()) else text


def _pasted(text: str) -> str:
    """A chat pasted from a computer, with a tab behind each clock and name; as it is where fewer than three
    lines or one person can be told."""
    said = [found[2] for line in text.splitlines() if (found := _STAMPED.fullmatch(line))]
    names = _names(said)
    told = sum(words.split(" ", 1)[0] in names for words in said)
    if len(said) < 3 or len(names) < 2 or told * 10 < len(said) * 7:
        return text
    return "\n".join(_tabbed(line, names) for line in text.splitlines())


def _names(said: list[str]) -> dict[str, str]:
    """The people who wrote more than once, by the first words of their names."""
    lines = dict[str, list[list[str]]]()
    for words in said:
        lines.setdefault(words.split(" ", 1)[0], []).append(words.split(" "))
    names = {first: _name_of(first, each) for first, each in lines.items()}
    return {
        first: name
        for first, name in names.items()
        if sum(words.startswith(f"{name} ") for words in said) > 1
    }


def _name_of(first: str, lines: list[list[str]]) -> str:
    """The words with which all lines of a person begin, four at most and never a whole line; the first alone
    where he wrote once."""
    size = 1
    while (
        len(lines) > 1
        and size < 4
        and all(len(each) > size + 1 and each[size] == lines[0][size] for each in lines)
    ):
        size += 1
    return " ".join(lines[0][:size]) if len(lines) > 1 else first


def _tabbed(line: str, names: dict[str, str]) -> str:
    found = _STAMPED.fullmatch(line)
    name = names.get(found[2].split(" ", 1)[0], "") if found else ""
    if found and name and found[2].startswith(f"{name} "):
        return f"{found[1]}\t{name}\t{found[2].removeprefix(name).lstrip()}"
    return f"{found[1]}\t{found[2]}" if found else line


def _has_name(line: str) -> bool:
    said = _SAID.fullmatch(line)
    return said is not None and "\t" in said[5]


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The messages of one chat in its order."""
    clock = Clock(options.zone)
    yield from tallied(
        _values(path, options, clock), "No message was found in this chat of LINE. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    decoded = decode_text(path.read_bytes())
    yield from encoding_remark(decoded, path.name)
    text = _with_tabs(decoded.text.lstrip("\ufeff"))
    if "\t" in text and "\t" not in decoded.text:
        yield Problem("line 1", ProblemKind.SOURCE_FLAG, _NO_TABS)
    lines = text.splitlines()
    entries, above = _entries(lines)
    days = _days(entries)
    order = order_of(list(days.values()), options.day_first)
    for remark in stamps.remarks(order, both=False):
        yield Problem("days", ProblemKind.SOURCE_FLAG, remark)
    owner, title = Owner(options), _title("".join(lines[:1])) or path.stem
    for number, each in enumerate(entries, 1):
        yield _item(each, number, title, _moment(each, days, order, clock), clock, owner)
    if entries and _breaks_off(entries[-1]):
        yield Problem(f"line {entries[-1].line}", ProblemKind.PARTLY_READ, _BREAKS_OFF)
    else:
        yield from broken_ends.remark(decoded.text, "end")
    yield from _losses(entries, above)


def _days(entries: list[_Entry]) -> dict[str, Written]:
    """What each day above messages says, as far as it can be read."""
    read_days = {day: written(_bare(day)) for day in dict.fromkeys(each.day for each in entries)}
    return {day: found for day, found in read_days.items() if found is not None}


def _losses(entries: list[_Entry], above: list[int]) -> Iterator[Problem]:
    missing = sum(bool(_MISSING.fullmatch("\n".join(each.words).strip())) for each in entries)
    if missing:
        reason = (
            f"{missing} photos, videos or files of this chat are not in the text. Ask for them if they "
            f"matter."
        )
        yield Problem("files", ProblemKind.MISSING_ATTACHMENT, reason)
    if above:
        yield Problem(
            f"line {above[0]}",
            ProblemKind.NOT_READ,
            "These lines stand above the first message and belong to none.",
            len(above),
        )


def _breaks_off(last: _Entry) -> bool:
    """Whether a message of several lines, which stands in quotes, has lost the closing one."""
    text = "\n".join(last.words).rstrip()
    return text.startswith('"') and text.count('"') % 2 == 1


def _title(first: str) -> str:
    found = _TITLE.match(first.strip())
    return (found[1] or found[2] or "").strip() if found else ""


def _bare(day: str) -> str:
    found = _DAY.fullmatch(day)
    return found[1] if found else day


def _entries(lines: list[str]) -> tuple[list[_Entry], list[int]]:
    """The messages, and the numbers of the lines that belong to none (behind the heading and what it was
    saved on)."""
    entries, above, day = list[_Entry](), list[int](), ""
    # without a heading, the first line is a day
    start = int(not (lines and _NAMED_DAY.fullmatch(lines[0].strip())))
    for number, line in enumerate(lines[start:], start + 1):
        if _names_day(line) and (not entries or _is_heading(lines, number)):
            day = line.strip()
            continue
        said = _SAID.fullmatch(line) if day else None
        if said:
            entries.append(_entry(number, day, line, said))
        elif entries and entries[-1].day == day:
            entries[-1].words.append(line)
        elif line.strip() and number > 2:
            above.append(number)
    return entries, above


def _names_day(line: str) -> bool:
    return _DAY.fullmatch(line) is not None and written(_bare(line)) is not None


def _entry(number: int, day: str, line: str, said: re.Match[str]) -> _Entry:
    who, tab, words = said[5].partition("\t")
    clock = line.partition("\t")[0]
    return _Entry(number, day, clock, _time(said), who if tab else None, [words if tab else who])


def _is_heading(lines: list[str], number: int) -> bool:
    """Whether a day below a message is a heading: an empty line stands above it, or it names its weekday and
    a message follows at once."""
    if not lines[number - 2].strip():
        return True
    after = next((line for line in lines[number:] if line.strip()), "")
    return re.search(r"[^\W\d]", lines[number - 1]) is not None and _SAID.fullmatch(after) is not None


def _time(said: re.Match[str]) -> time | None:
    half, hour, minute = (said[1] or said[4] or "").lower(), int(said[2]), int(said[3])
    hour = hour % 12 + 12 * (half in _LATE) if half and hour <= 12 else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _moment(each: _Entry, days: dict[str, Written], order: object, clock: Clock) -> Moment:
    raw = f"{each.day} {each.clock}"
    found = days.get(each.day)
    # [arg-type]  # the order is one of local_of
    day = local_of(found, order)[0] if found else None  # type: ignore
    return clock.moment(raw, datetime.combine(day.date(), each.at)) if day and each.at else Moment(raw)


def _item(each: _Entry, number: int, title: str, sent: Moment, clock: Clock, owner: Owner) -> Item:
    text = "\n".join(each.words).strip("\n")
    event = each.who is None or (not each.who and _EVENT.fullmatch(text) is not None)
    sender = None if event or not each.who else Party(None, each.who, owner.is_me(each.who))
    return Item(
        locator=f"line {each.line}",
        kind=ItemKind.SYSTEM if event else ItemKind.CALL if _CALL.match(text) else ItemKind.MESSAGE,
        text=_without_quotes(text),
        thread=title,
        position=number,
        sender=sender,
        sent=sent,
        direction=owner.direction(sender),
        app=APP,
        thread_title=title,
        extra=clock.remarks(sent.local),
    )


def _without_quotes(text: str) -> str:
    """The words of a message; one of several lines stands in quotes."""
    quoted = text.startswith('"') and text.endswith('"') and "\n" in text
    return text[1:-1] if quoted else text


IMPORTER = Importer(
    "LINE chat",
    "1",
    recognises,
    read,
    about=About(
        "A chat of LINE saved as text (.txt)",
        "English, Japanese and Chinese headings, by the test files of readers of others",
        "messages with name and time, further lines, notices, calls",
        "photos, stickers and files, for which only a word stands",
        "names only; times have no zone and no seconds; direction only where the owner is named",
    ),
)

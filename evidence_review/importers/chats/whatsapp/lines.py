"""The lines of a WhatsApp text export: where a message begins, and who is said to have written it.

Which lines are heads is decided over the whole file: all stamps of one export have one shape, so a
chat pasted into a message stays part of that message (reference/formats.md 3.4, grammar).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence_review.importers.chats.whatsapp import words
from evidence_review.importers.times.stamp_halves import with_halves
from evidence_review.importers.times.stamp_months import with_years
from evidence_review.importers.times.stamps import Stamp, parse, parse_named

MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff"
_BRACKETS = re.compile(
    rf"(?P<marks>[{MARKS}]*)\[(?P<stamp>[^\[\]]{{6,70}})\][ \u00a0\u202f]?(?P<rest>.*)", re.DOTALL
)
_DASH = re.compile(
    rf"[{MARKS}]*(?P<stamp>[^\[\n]{{6,70}}?)[\s{MARKS}]+(?P<dash>[-–—])[\s\u200e\u200f]+?(?P<rest>.*)",
    re.DOTALL,
)
_SPLIT = re.compile(r":(?:[ \u00a0\u202f]|(?=[\u200e\u200f])|$)")
_DIRECTED = re.compile("[\u200e\u200f]")
_LONGEST_NAME, _LONGEST_NOTICE = 120, 400
_DASHED = re.compile(r"[-–—] (?=\S)")
"""A dash between the stamp in brackets and the name, as other programs write that mix the ways of both
phones."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a message.

    `marked`: a direction mark stood before "[" (reference/formats.md 3.4: it has media).

    `style` is what stands around or behind the stamp: "[", a dash, or ":" as in the first iOS exports.
    """

    line: int
    stamp: Stamp
    rest: str
    style: str
    marked: bool = False

    @property
    def brackets(self) -> bool:
        """Whether it was written by an iPhone."""
        return self.style == "["

    @property
    def shape(self) -> tuple[str, ...]:
        """Equal for all heads that one phone writes."""
        return (self.style, *self.stamp.shape)


@dataclass(frozen=True, slots=True)
class Entry:
    """One message or notice. `sender` is the name as shown, or None where the app itself speaks.

    `by_app` is set where the body begins with the mark that iOS puts before words of its own.
    """

    head: Head
    sender: str | None
    body: str
    by_app: bool


@dataclass(frozen=True, slots=True)
class Chat:
    """A whole export: what stands before the first message, the entries, and how many odd heads were left in
    bodies."""

    preamble: str
    entries: tuple[Entry, ...]
    odd_heads: int


def head_of(line: str, number: int) -> Head | None:
    """The head that a line is, by itself; None for any other line."""
    found = _BRACKETS.fullmatch(line)
    brackets = found is not None
    opening = line[:16].strip(MARKS)[:1]
    if found is None and not opening.isalnum():
        return None
    found = found or _DASH.fullmatch(line)
    stamp = (parse(found["stamp"]) or parse_named(found["stamp"])) if found else None
    if found is None or stamp is None:
        return _oldest(line, number) if opening.isdecimal() else None
    if brackets:
        return Head(number, stamp, found["rest"], "[", marked="\u200e" in found["marks"])
    return Head(number, stamp, found["rest"], found["dash"])


def _oldest(line: str, number: int) -> Head | None:
    """The head of the first iOS exports: a stamp with seconds, then a colon."""
    for colon in re.finditer(": ", line[:48]):
        stamp = parse(line[: colon.start()])
        if stamp and "seconds" in stamp.shape:
            return Head(number, stamp, line[colon.end() :], ":")
    return None


def split_chat(text: str, title: str = "") -> Chat:
    """The entries of an export, in its order; no character of a body is dropped."""
    lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    heads = {number: head for number, line in enumerate(lines, 1) if (head := head_of(line, number))}
    shapes = _usual(tuple(heads.values()))
    taken = {number: head for number, head in heads.items() if head.shape in shapes}
    bodies: dict[int, list[str]] = {}
    current = 0
    for number, line in enumerate(lines, 1):
        if number in taken:
            current = number
            bodies[current] = [taken[number].rest]
        else:
            bodies.setdefault(current, []).append(line)
    preamble = "\n".join(bodies.pop(0, []))
    entries = [
        *_with_senders(_marked([(taken[number], "\n".join(body)) for number, body in bodies.items()]), title)
    ]
    return Chat(preamble, tuple(_with_stamps(entries)), len(heads) - len(taken))


def _usual(heads: Sequence[Head]) -> frozenset[tuple[str, ...]]:
    """The shape of the first head, and any other that makes up a quarter of the file (two exports joined).

    Where these are not even half of the heads, the file is a collection: every head counts.
    """
    counts = Counter(head.shape for head in heads)
    first = {heads[0].shape} if heads else set[tuple[str, ...]]()
    usual = frozenset(first | {shape for shape, count in counts.items() if count >= max(3, len(heads) / 4)})
    return usual if sum(counts[shape] for shape in usual) * 2 >= len(heads) else frozenset(counts)


def _with_stamps(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, with what only the whole file tells of their times: words for the halves of the day, years
    left out."""
    stamps = with_years(with_halves([entry.head.stamp for entry in entries]))
    for entry, stamp in zip(entries, stamps, strict=True):
        yield entry if stamp is entry.head.stamp else replace(entry, head=replace(entry.head, stamp=stamp))


def _marked(messages: list[tuple[Head, str]]) -> list[tuple[Head, str]]:
    """The messages; a mark before "[" says nothing where nearly all have one, as in languages written from
    right to left."""
    if sum(head.marked for head, _ in messages) * 5 < len(messages) * 4:
        return messages
    return [(replace(head, marked=False), body) for head, body in messages]


def _with_senders(messages: Sequence[tuple[Head, str]], title: str) -> Iterator[Entry]:
    """The entries with their senders. A word of the app on encryption that opens a chat under a name of its
    own is the app's (the name is the chat's)."""
    has_marks = any(_DIRECTED.search(body) for head, body in messages if head.brackets)
    splits = [_splits(body) for _, body in messages]
    groups = _by_opening(messages, splits)
    whole = frozenset(
        name for opening, bodies in groups.items() for name in _longer_names(opening, bodies, title)
    )
    chat = _chats_own_name(groups)
    for place, ((head, body), at) in enumerate(zip(messages, splits, strict=True)):
        entry = _entry(head, body, at, whole, groups)
        if entry.sender is not None:
            alone = place == 0 and len(groups.get(entry.sender, ())) == 1
            if entry.sender == chat or _is_of_app(entry, alone=alone, has_marks=has_marks):
                entry = replace(entry, by_app=True)
        yield entry


def _by_opening(
    messages: Sequence[tuple[Head, str]], splits: Sequence[list[tuple[int, int]]]
) -> dict[str, list[str]]:
    """The bodies that may begin with a name, by the first place where it may end."""
    groups: dict[str, list[str]] = {}
    for (_, body), at in zip(messages, splits, strict=True):
        if at:
            groups.setdefault(body[: at[0][0]], []).append(body)
    return groups


def _is_of_app(entry: Entry, *, alone: bool, has_marks: bool) -> bool:
    """Whether the app speaks under a name: in a chat of an iPhone that has lost its marks, or on encryption
    under one that writes nothing else."""
    is_unmarked = entry.head.brackets and not has_marks
    is_opening = alone and words.ENCRYPTION.search(entry.body.casefold()) is not None
    return (is_unmarked or is_opening) and words.by_the_app(entry.body)


def _chats_own_name(groups: dict[str, list[str]]) -> str | None:
    """The name under which the app itself speaks in a group: that of the group, which a notice under it says
    was made and named so."""
    for name, bodies in groups.items():
        told = [body[len(name) : len(name) + _LONGEST_NOTICE].casefold() for body in bodies]
        quoted = re.compile(rf"[\"“„«「]\s*{re.escape(name.casefold())}\s*[\"”“»」]")
        if any(quoted.search(each) and words.EVENT.search(each) for each in told) and any(
            words.ENCRYPTION.search(each) for each in told
        ):
            return name
    return None


def _splits(body: str) -> list[tuple[int, int]]:
    """Where a name may end in the first line, and where the text after it would begin."""
    line = body.split("\n", 1)[0][: _LONGEST_NAME + 2]
    return [(found.start(), found.end()) for found in _SPLIT.finditer(line) if found.start()]


def _longer_names(opening: str, bodies: list[str], title: str) -> list[str]:
    """Names that go on past their first ": ": every line that begins so goes on so, or the title says so."""
    counts = Counter(
        body[:end]
        for body in bodies
        for end, begin in _splits(body)[1:]
        if begin > end and body[len(opening) + 2] not in MARKS
    )
    bare_title, bare_opening = f" {_bare(title)}", _bare(opening)
    return [
        name
        for name, count in counts.items()
        if (len(_bare(name)) > len(bare_opening) and bare_title.endswith(f" {_bare(name)}"))
        or (count > 3 and _is_usual_beginning(name, count, bodies))
    ]


def _is_usual_beginning(name: str, count: int, bodies: list[str]) -> bool:
    marks = (name + ":", name + " ")
    return count * 2 > len(bodies) and all(body.startswith(marks) for body in bodies)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _entry(
    head: Head, body: str, at: list[tuple[int, int]], whole: frozenset[str], groups: dict[str, list[str]]
) -> Entry:
    chosen = next(((end, begin) for end, begin in reversed(at) if body[:end] in whole), at[0] if at else None)
    if chosen is None or _is_notice(body, chosen[0], whole, groups, head):
        return Entry(head, None, body, by_app=True)
    end, begin = chosen
    text = body[begin:]
    name = _DASHED.sub("", body[:end]) if head.brackets else body[:end]
    return Entry(head, name, text, head.brackets and text[:1] in {"\u200e", "\u200f"})


def _is_notice(body: str, end: int, whole: frozenset[str], groups: dict[str, list[str]], head: Head) -> bool:
    """Whether what stands before ": " is part of a sentence of the app and no name (a subject, a
    description)."""
    name = body[:end]
    if name not in whole and any(body.startswith(known + " ") for known in whole if known.startswith(name)):
        return True
    if head.brackets or len(groups.get(name, ())) > 1:
        return False
    folded = name.casefold()
    is_sentence = len(name.split()) > 2 and words.EVENT.search(folded) is not None
    return is_sentence or _has_open_quote(name) or words.ENCRYPTION.search(folded) is not None


def _has_open_quote(name: str) -> bool:
    opened, closed = (sum(name.count(mark) for mark in marks) for marks in ('"“„«「『《‹', "”»」』》›"))
    return (opened - closed) % 2 == 1

"""Conversations made by chance, as values: who wrote what when, with which files.

The same seed gives the same conversations.

All people are fictional; numbers are Ofcom's for drama. What is odd on purpose: words that look like marks of
a format, other writings, lines that look like the head of a message, empty words, several messages of one
second, a night in which clocks change, files that are not supplied.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_FIRST = (
    "Ann",
    "Bo",
    "Chinwe",
    "Dilys",
    "Efa",
    "Fatuma",
    "Gwen",
    "Hamid",
    "Ines",
    "Jörg",
    "Kasia",
    "Łukasz",
    "Maeve",
    "Nadia",
    "Oisín",
    "Zoë",
)
_LAST = ("Example", "Testwright", "O'Nowhere", "Ap Sample", "Placeholder", "Møller-Probe", "Никто", "d'Essai")
_WORDS = (
    "van",
    "key",
    "tomorrow",
    "no",
    "yeah",
    "the blue one",
    "mam",
    "bus",
    "half nine",
    "ring me",
    "café",
    "naïve",
    "Straße",
    "£40",
    "50%",
    "ok",
    "lol",
    "did she",
)
_ODD = (
    'said "no" & <left>', "first line\nsecond line", "😀👍🏽", "سلام عليكم", "הערב", "中文消息", "a\tb", "12/03/2024, 10:11 - Bo Example: not a message",
    "[01/02/2024, 10:11:12] Ann: nor this", "https://example.org/?a=1&b=2#c", "*bold* _it_ ~no~ `x`", "null", "0", '{"messages": []}', "</div><b>", "C:\\temp\\new",
    "mail ann@example.org or 07700 900123", "\u200eleft", "line\r\nof Windows", "&amp; &lt;b&gt;", "…", "'; DROP TABLE items;--", "20:15", "e\u0301", "a: b: c",
)  # fmt: skip
_ENDINGS = {"photo": "jpg", "video": "mp4", "audio": "m4a", "file": "pdf"}
PIXEL = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300" + "08" * 64 + "ffc0000b080001000101011100ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010100003f002a1fffd9")  # fmt: skip
"""One grey point as a JPEG."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who takes part, by everything that an app may know her by."""

    name: str
    user: str
    mail: str
    phone: str
    number: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A file of a message: its kind, its name, and whether the export holds it."""

    kind: str
    name: str
    supplied: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One message: by whom (place among the people), words, instant in UTC, files; a reaction of somebody,
    taken back, seconds of a call."""

    by: int
    text: str
    when: datetime
    files: tuple[Sent, ...] = ()
    reaction: str = ""
    gone: bool = False
    call: int | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation; the first of its people owns the account or phone."""

    number: str
    title: str
    people: tuple[Person, ...]
    lines: tuple[Line, ...]

    @property
    def is_group(self) -> bool:
        """Whether more than two take part."""
        return len(self.people) > 2


def talks(seed: int, *, longest: int = 60) -> tuple[Talk, ...]:
    """One to four conversations of one account."""
    draw = random.Random(seed)
    owner = _person(draw, 0)
    return tuple(_talk(draw, owner, number, longest) for number in range(1, draw.randint(2, 5)))


def _person(draw: random.Random, place: int) -> Person:
    name = f"{draw.choice(_FIRST)} {draw.choice(_LAST)}"
    user = f"user.{draw.randrange(36**4)}_{place}"
    return Person(
        name,
        user,
        f"{user}@example.org",
        f"+447700900{draw.randrange(1000):03}",
        str(draw.randrange(10**16, 10**17)),
    )


def _talk(draw: random.Random, owner: Person, number: int, longest: int) -> Talk:
    people = [owner]
    while len(people) < draw.choice((2, 2, 2, 3, 5)):
        one = _person(draw, 10 * number + len(people))
        if one.name not in {each.name for each in people} and one.phone not in {
            each.phone for each in people
        }:
            people.append(one)
    now = datetime(
        2024,
        draw.randint(1, 12),
        draw.randint(1, 28),
        draw.randrange(24),
        draw.randrange(60),
        draw.randrange(60),
        draw.randrange(1000) * 1000,
        UTC,
    )
    if draw.random() < 0.3:
        now = datetime(2024, 10, 27, 0, 55, tzinfo=UTC)  # the hour that London has twice
    lines = list[Line]()
    for at in range(draw.randint(3, longest)):
        now += timedelta(milliseconds=draw.choice((0, 900, 61_000, 3_700_000, 90_000_000)))
        lines.append(_line(draw, now, len(people), f"{number}{at:03}"))
    title = (
        people[1].name
        if len(people) == 2
        else draw.choice(("Allotment & Co", "Fünf Freunde", "tuesdays", "🚐 Van"))
    )
    return Talk(str(draw.randrange(10**16, 10**17)), title, tuple(people), tuple(lines))


def _line(draw: random.Random, now: datetime, people: int, mark: str) -> Line:
    by, kind = draw.randrange(people), draw.random()
    words = " ".join(draw.choice(_WORDS) for _ in range(draw.randint(1, 9)))
    text = draw.choice(_ODD) if kind < 0.25 else f"{words} {draw.choice(_ODD)}" if kind < 0.35 else words
    reaction = draw.choice("❤😂👍") if draw.random() < 0.1 else ""
    if kind > 0.97:
        return Line(by, "", now, gone=True)
    if kind > 0.94:
        return Line(by, "", now, call=draw.choice((0, 42, 3661)))
    if kind > 0.82:
        files = tuple(_file(draw, now, f"{mark}{count}") for count in range(draw.choice((1, 1, 2))))
        return Line(by, draw.choice(("", text)), now, files, reaction)
    return Line(by, text, now, reaction=reaction)


def _file(draw: random.Random, now: datetime, mark: str) -> Sent:
    kind = draw.choice(tuple(_ENDINGS))
    return Sent(kind, f"{kind}_{now:%Y%m%d}_{mark}.{_ENDINGS[kind]}", draw.random() < 0.6)

"""Small talk that sounds like people: scripted exchanges with choices, typed by people with habits, in
sessions.

`voices/*.txt` hold the exchanges: blocks parted by an empty line, each line `A: one way|another way`, {slots}
filled from `voices/words.txt`. To add talk, add blocks there.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from demo_case.story import FIRST, LUKE, LUKE_LEFT, MARTA, NIGHT, PEOPLE, Person, Style, Thread

VOICES = Path(__file__).resolve().parents[1] / "voices"
_SLOT = re.compile(r"\{(\w+)\}")
_SHORT = {
    "you": "u", "your": "ur", "are": "r", "tomorrow": "tmrw", "because": "cos", "going to": "gonna", "want to": "wanna", "please": "pls",
    "thanks": "thx", "tonight": "tonite", "probably": "probs", "see you": "cya", "don't know": "dunno", "okay": "k", "weekend": "wkend",
    "minutes": "mins", "something": "smth", "with": "w", "about": "abt", "right": "rite", "though": "tho", "i'm not": "im not",
}  # fmt: skip
_SHORTER = re.compile(r"\b(" + "|".join(sorted(_SHORT, key=len, reverse=True)) + r")\b")


@dataclass(frozen=True, slots=True)
class Said:
    """One message: when (UTC), who, what; planted ones carry their key. `answers` is the text replied to."""

    at: datetime
    by: str
    text: str
    key: str = ""
    answers: "Said | None" = None
    deleted: bool = False
    notice: str = ""  # what an application says itself: "media", "deleted", "edited", "call"


type Block = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def blocks(register: str) -> tuple[Block, ...]:
    """The exchanges of a register: (speaker, ways to say it) for each line; a speaker is a letter or a
    person's key."""
    text = (VOICES / f"{register}.txt").read_text(encoding="utf-8")
    return tuple(
        tuple(map(_line, chunk.strip().splitlines())) for chunk in re.split(r"\n\s*\n", text) if chunk.strip()
    )


def _line(line: str) -> tuple[str, tuple[str, ...]]:
    speaker, _, ways = line.partition(": ")
    return speaker, tuple(ways.split("|"))


def _fits(block: Block, people: tuple[str, ...]) -> bool:
    """Whether everyone who is named in an exchange takes part in the conversation."""
    return all(len(speaker) == 1 or speaker in people for speaker, _ in block)


@cache
def words() -> dict[str, tuple[str, ...]]:
    """What the slots may be filled with."""
    lines = (VOICES / "words.txt").read_text(encoding="utf-8").splitlines()
    return {
        name: tuple(ways.split("|"))
        for name, _, ways in (line.partition(": ") for line in lines if line.strip())
    }


@dataclass(slots=True)
class Bag:
    """Exchanges in random order, none again before all have been used."""

    rng: random.Random
    all: Sequence[Block]
    left: list[Block] = field(default_factory=list[Block])

    def draw(self) -> Block:
        """The next exchange."""
        if not self.left:
            self.left = list(self.all)
            self.rng.shuffle(self.left)
        return self.left.pop()


def chatter(thread: Thread, count: int, seed: int, people: dict[str, Person] = PEOPLE) -> Iterator[Said]:
    """That many messages of small talk in time order, from the start of the story to the thread's end."""
    if not count:
        return
    rng = random.Random(f"{seed}/{thread.name}")
    bag = Bag(
        rng,
        [block for register in thread.registers for block in blocks(register) if _fits(block, thread.people)],
    )
    sessions = max(1, count // 8)
    span = (thread.until - FIRST) / sessions
    pace = min(
        1.0, span.total_seconds() / 2000
    )  # a crowded conversation is a quicker one, so that it ends in time
    made, before = 0, FIRST
    for number in range(sessions):
        share = (count - made) // (sessions - number) if number < sessions - 1 else count - made
        size = (
            count - made if number == sessions - 1 else min(count - made, max(1, round(rng.gauss(share, 3))))
        )
        start = max(before, _awake(FIRST + span * number + span * rng.random(), rng))
        if thread.people[0] == MARTA and NIGHT[0] <= start < NIGHT[1]:
            start = NIGHT[1]
        for said in _session(rng, bag, thread, size, start, pace, people):
            before = said.at
            yield said
        made += size


def _awake(at: datetime, rng: random.Random) -> datetime:
    """Most people write by day; a few at night."""
    return at + timedelta(hours=rng.uniform(6, 9)) if at.hour < 6 and rng.random() < 0.93 else at


def _session(
    rng: random.Random,
    bag: Bag,
    thread: Thread,
    size: int,
    at: datetime,
    pace: float,
    people: dict[str, Person],
) -> Iterator[Said]:
    last: Said | None = None
    present = tuple(key for key in thread.people if key != LUKE or thread.where != "group" or at < LUKE_LEFT)
    for by, way in _lines(rng, bag, present, size):
        at = min(
            thread.until,
            at
            + timedelta(seconds=pace * rng.choice((4, 9, 16, 25, 40, 70, 150, 400)) * rng.uniform(0.6, 1.4)),
        )
        notice = (
            rng.choices(("", "media", "deleted", "edited", "call"), (955, 25, 7, 8, 5))[0]
            if thread.app == "WhatsApp" and thread.where != "sms"
            else ""
        )
        answers = last if last and last.by != by and not last.notice and rng.random() < 0.04 else None
        last = Said(at, by, typed(rng, way, people[by].style), "", answers, rng.random() < 0.01, notice)
        yield last


def _lines(rng: random.Random, bag: Bag, people: tuple[str, ...], size: int) -> Iterator[tuple[str, str]]:
    """Lines of one or two exchanges at a time; a second topic may run through the first."""
    given = 0
    while given < size:
        open_blocks = [_cast(rng, bag.draw(), people) for _ in range(2 if rng.random() < 0.22 else 1)]
        while any(open_blocks) and given < size:
            lines = rng.choice([lines for lines in open_blocks if lines])
            by, ways = lines.pop(0)
            if rng.random() < 0.05 and lines:
                continue
            given += 1
            yield by, _SLOT.sub(lambda slot: rng.choice(words()[slot[1]]), rng.choice(ways))


def _cast(rng: random.Random, block: Block, people: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Give the letters of an exchange to people: those not named in it, in a random order."""
    named = {speaker for speaker, _ in block if len(speaker) > 1}
    free = [key for key in people if key not in named and (key != MARTA or "services" not in people)] or list(
        people
    )
    rng.shuffle(free)
    return [
        (
            speaker
            if speaker in named
            else free[(ord(speaker) - ord("A") - (len(named) if named else 0)) % len(free)],
            ways,
        )
        for speaker, ways in block
    ]


def typed(rng: random.Random, text: str, style: Style) -> str:
    """The text as this person would type it."""
    if rng.random() < style.short:
        text = _SHORTER.sub(lambda found: _SHORT[found[0]] if rng.random() < 0.7 else found[0], text)
    if rng.random() < style.bare:
        text = text.replace("'", "")
    if rng.random() >= style.lower:
        text = text[:1].upper() + text[1:]
    if rng.random() < style.typo:
        text = _slip(rng, text)
    if style.tails and rng.random() < style.spice:
        text = f"{text} {rng.choice(style.tails)}"
    if style.emoji and rng.random() < style.signs:
        text = f"{text} {rng.choice(style.emoji) * rng.choice((1, 1, 1, 2, 3))}"
    return text


def _slip(rng: random.Random, text: str) -> str:
    """A slip of the thumb: two letters change places, or one is lost or doubled."""
    places = [at for at in range(1, len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return rng.choice((swapped, text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]))

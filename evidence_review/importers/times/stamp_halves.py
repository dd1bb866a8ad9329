"""Which half of the day a word means that is in no list: the messages of a chat follow one another, so the
file itself tells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

from evidence_review.importers.times.stamps import Stamp

_MOST = 4
"""More words than these are no halves of a day."""


def with_halves(stamps: Sequence[Stamp]) -> list[Stamp]:
    """The stamps with the halves that can be learned; as they are where the clock has 24 hours, or nothing
    can be learned."""
    learned = _learn(stamps)
    return [
        replace(stamp, half=learned[stamp.unknown], unknown=())
        if stamp.unknown in learned and not stamp.half
        else stamp
        for stamp in stamps
    ]


def _learn(stamps: Sequence[Stamp]) -> Mapping[tuple[str, ...], str]:
    words = sorted({stamp.unknown for stamp in stamps if stamp.unknown and not stamp.half})
    if not 0 < len(words) <= _MOST or any(stamp.clock[0] > 12 for stamp in stamps):
        return {}
    return _opposite(stamps, words[0]) if len(words) == 1 else _smoothest(stamps, words)


def _opposite(stamps: Sequence[Stamp], word: tuple[str, ...]) -> Mapping[tuple[str, ...], str]:
    """The half that is not the one that other stamps name; empty where they name none, or both."""
    known = {stamp.half for stamp in stamps} - {""}
    return {word: "pm" if known == {"am"} else "am"} if len(known) == 1 else {}


def _smoothest(stamps: Sequence[Stamp], words: Sequence[tuple[str, ...]]) -> Mapping[tuple[str, ...], str]:
    """The one reading in which fewer messages of a day go back in time than in any other; empty where two are
    as good."""
    readings = [
        dict(zip(words, halves, strict=True))
        for halves in product(("am", "pm"), repeat=len(words))
        if len(set(halves)) == 2
    ]
    back = [_steps_back(stamps, reading) for reading in readings]
    best = min(back)
    return readings[back.index(best)] if back.count(best) == 1 else {}


def _steps_back(stamps: Sequence[Stamp], reading: Mapping[tuple[str, ...], str]) -> int:
    days = [(stamp.fields, _minutes(stamp, stamp.half or reading.get(stamp.unknown, ""))) for stamp in stamps]
    return sum(1 for (day, before), (next_day, after) in pairwise(days) if day == next_day and after < before)


def _minutes(stamp: Stamp, half: str) -> int:
    return (stamp.clock[0] % 12 + (12 if half == "pm" else 0)) * 60 + stamp.clock[1]

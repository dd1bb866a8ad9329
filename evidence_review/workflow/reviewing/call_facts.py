"""How long a call was and whether it was answered, as its source says it; what is not said stays unknown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

type Pairs = Iterable[tuple[str, str]]

_SECONDS = re.compile(
    r"duration(?: ?\(s(?:ec(?:ond)?s?)?\)| ?\(seconds\)|[ _]sec(?:ond)?s?)?|seconds|call[ _]duration|"
    r"length(?: ?\(sec(?:ond)?s?\))?|hangout_event\.hangout_duration_secs"
)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:\.\d+)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SPELT = re.compile(
    r"(?:(\d+) ?h(?:ours?|rs?)?\b)?,? ?(?:(\d+) ?m(?:inutes?|ins?)?\b)?,? ?(?:(\d+) ?s(?:econds?|ecs?)?\b)?"
)
_MISSED = re.compile(
    r"\b(?:missed|unanswered|not answered|no answer|declined|rejected|refused|cancell?ed|blocked|busy)\b"
)
_ANSWERED = re.compile(r"\b(?:answered|accepted|established|connected|success)\b")
_TELLING = re.compile(r"call|status|state|result|answered|discard_reason|outcome", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """Whole seconds of talk, and whether the call was answered; None where the source does not say."""

    seconds: int | None
    answered: bool | None


def call_facts(text: str, extra: Pairs) -> CallFacts:
    """What a call's text and its further values say. A length without another word means an answer."""
    pairs = [(name.lower(), value.strip().lower()) for name, value in (*extra, *_lines(text))]
    lengths = [_length(value) for name, value in pairs if _SECONDS.fullmatch(name.rpartition("/")[2])]
    seconds = next((one for one in lengths if one is not None), None)
    if seconds is None:
        seconds = _spelt(text.lower())
    answered = _answered(pairs, text.lower())
    if answered is None and seconds:
        answered = True
    return CallFacts(None if answered is False and not seconds else seconds, answered)


def _lines(text: str) -> list[tuple[str, str]]:
    """The lines of a text that name a value."""
    return [
        (name, value) for name, sign, value in (line.partition(": ") for line in text.split("\n")) if sign
    ]


def _length(value: str) -> int | None:
    """Seconds written as a number, as a clock shows them, or in words."""
    if clock := _CLOCK.fullmatch(value):
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    return int(float(value)) if _NUMBER.fullmatch(value) else _spelt(value)


def _spelt(words: str) -> int | None:
    """The first length in hours, minutes and seconds; None where there is none."""
    for found in _SPELT.finditer(words):
        if any(found.groups()):
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            return hours * 3600 + minutes * 60 + seconds
    return None


def _answered(pairs: Pairs, text: str) -> bool | None:
    said = [value for name, value in pairs if _TELLING.search(name)]
    flag = next((value for name, value in pairs if name == "answered"), "")
    if flag in {"yes", "no"}:
        return flag == "yes"
    words = " ".join((*said, text)).replace("_", " ")
    if _MISSED.search(words):
        return False
    return True if _ANSWERED.search(words) else None

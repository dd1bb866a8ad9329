"""Whether a text is talk, and in which style: heads of one style from many lines, by few people who come
again, and nothing that programs write."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from evidence_review.importers.talk.talk_lines import (
    BELOW,
    STYLES,
    Head,
    clock_of,
    day_of,
    head_of,
    is_only_a_stamp,
    is_relative,
    notice_of,
)
from evidence_review.importers.talk.talk_sessions import session_of
from evidence_review.importers.text.spoken_words import TO_EACH_OTHER

_LEAST = 3
_OF_APPS = frozenset({
    "time name(number)", "time From name to name: words", "[name] [time] words", "name, [time]",
    "name — time", "[time] <name> words", "[date] [time] name: words",
})  # fmt: skip
"""Styles that hardly anything but an app writes: two messages of one person are enough where they give a
day."""
_IRC, _QQ, _TABBED = "[time] <name> words", "time name, as QQ writes", "time, tab, name, tab, words"
_ZOOM = "time From name to name: words"
_WITHOUT_QQ = tuple(style for style in STYLES if style != _QQ)
"""Styles that show without a heading which app wrote them."""
_SURE = frozenset({_ZOOM, "time, tab, name:, tab, words"})
"""Styles that nothing but one app writes, also without days."""
_MOST_PEOPLE = 0.7
_ABOVE = 12
"""Lines with something in them that may stand above the first message."""
_BY_PROGRAM = re.compile(
    r"\b(?:INFO|DEBUG|WARN(?:ING)?|ERROR|NOTICE|FATAL|TRACE|CRITICAL|SEVERE|FINE|ALERT|EMERG|PANIC|"
    r"kernel|systemd|sshd|cron|GET|POST|install|upgrade|status|configure|remove"
    r"|DIR|AM|PM|UTC|GMT|wrote|schrieb|Sent|Received|Subject|started|finished|commit)\b|"
    r"\w[.]\w+[.]\w|_\w+_|::|\(\)|->|[\w-]+/[\w-]+|\w\(\d+\)\s\w",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(r"(?<=\S)\s+to\s+\S.*")
_ISO_CLOCK = re.compile(r"\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d|\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a text shows that it is talk: the style, messages, people, and whether any line gives a day."""

    style: str
    messages: int
    people: int
    has_days: bool


def evidence_of(lines: Sequence[str], *, by_app: bool = False) -> Evidence | None:
    """The style in which most lines begin a message, where all that is asked of talk holds; None for any
    other text.

    `by_app`: a heading says which app wrote it, so that one message is enough.
    """
    filled = [line for line in lines if line.strip()]
    short = [line for line in filled if re.search(r"\d[:.]\d\d", line[:120])]
    if not short or len(short) * 12 < len(filled):
        return None
    tried = (_in_style(style, filled, by_app=by_app) for style in (STYLES if by_app else _WITHOUT_QQ))
    return max(filter(None, tried), key=attrgetter("messages"), default=None)


def _in_style(style: str, filled: list[str], *, by_app: bool) -> Evidence | None:
    heads = [head_of(line[:400], style) for line in filled]
    if style == _TABBED and _is_table(heads):
        return None
    met = [head for head in heads if head is not None]
    people = Counter(_TO_WHOM.sub("", head.name) for head in met if head.name is not None)
    trial = _Trial(style, filled, heads, met, people, _gives_days(met, filled), by_app)
    if any(refuses(trial) for refuses in _REFUSALS):
        return None
    return Evidence(style, len(met), len(people), trial.has_days)


def _is_table(heads: list[Head | None]) -> bool:
    """Whether headings stand above columns, or more columns than a chat has."""
    return heads[0] is None or sum("\t" in head.rest for head in heads if head) * 2 > len(heads)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A style tried on the filled lines of a text: the head that each line is, those that were met, who
    writes in them, and whether a line gives a day."""

    style: str
    filled: list[str]
    heads: list[Head | None]
    met: list[Head]
    people: Counter[str]
    has_days: bool
    by_app: bool

    @property
    def is_sure(self) -> bool:
        """Whether nothing but an app writes so."""
        return self.style in _SURE or (self.has_days and self.style in _OF_APPS)

    def has_too_few(self) -> bool:
        """Whether fewer lines begin a message than it takes."""
        to_somebody = self.style == _ZOOM and any(" to " in (head.name or "") for head in self.met)
        least = 1 if self.by_app or to_somebody else 2 if self.is_sure else _LEAST
        return len(self.met) < least

    def begins_late(self) -> bool:
        """Whether too much stands above the first message."""
        first = next((at for at, head in enumerate(self.heads) if head is not None), len(self.heads))
        above = (line[:400] for line in self.filled[: min(first, 400)])
        return (
            sum(notice_of(line, self.style) is None and session_of(line) is None for line in above) > _ABOVE
        )

    def is_thin(self) -> bool:
        """Whether too many lines begin no message."""
        most = 6 if self.style in BELOW else 4
        return len(self.met) * most < len(self.filled) - _notices(self.filled, self.style)

    def lacks_people(self) -> bool:
        """Whether it is not by few people who come again."""
        return not _are_people(self.people, len(self.met), 1 if self.by_app or self.is_sure else 2)

    def lacks_words(self) -> bool:
        """Whether no letters stand behind or below most heads, or too few words are to each other."""
        if self.by_app:
            return False
        after = [self._words_at(at, head) for at, head in enumerate(self.heads) if head is not None]
        said = sum(any(letter.isalpha() or letter > "\u2000" for letter in words) for words in after)
        if said * 10 < len(self.met) * (7 if self.style in BELOW else 6):
            return True
        spoken = sum(TO_EACH_OTHER.search(words) is not None for words in after)
        return not self.is_sure and spoken * self._interval() < len(self.met)

    def _words_at(self, at: int, head: Head) -> str:
        """The words behind a head, or those on the line below it."""
        below = self.filled[at + 1] if at + 1 < len(self.filled) and self.heads[at + 1] is None else ""
        return head.rest or ("" if is_only_a_stamp(below) else below)

    def _interval(self) -> int:
        """Of how many messages one has to be to somebody."""
        if self.style == _IRC:
            return 6
        return 3 if not self.has_days else 10 if self.style.startswith("[") else 5

    def is_log(self) -> bool:
        """Whether stamps are those of logs, and names do not begin as names do."""
        if self.by_app or self.style not in {"time, name : words", "time name", "name time"}:
            return False
        named = sum(_begins_as_a_name(head.name or "") for head in self.met)
        return named * 10 < len(self.met) * 9 and all(_ISO_CLOCK.fullmatch(head.stamp) for head in self.met)


_REFUSALS = (_Trial.has_too_few, _Trial.begins_late, _Trial.is_thin, _Trial.lacks_people, _Trial.lacks_words, _Trial.is_log)  # fmt: skip
"""What shows that a text is no talk in a style, the cheapest first."""


def _notices(filled: list[str], style: str) -> int:
    """Lines with a stamp and no name, of a style in which only clients of IRC mark them."""
    return sum(notice_of(line[:400], style) is not None for line in filled) if style == _IRC else 0


def _gives_days(met: list[Head], filled: list[str]) -> bool:
    if not met:
        return False
    found = clock_of(met[0].stamp)
    if found is None and is_relative(met[0].stamp):
        return True  # today and yesterday are days that only an app writes
    return (found is not None and found.clock is None) or any(
        day_of(line) or session_of(line) for line in filled
    )


def _are_people(people: Counter[str], messages: int, least: int) -> bool:
    """At least two who write (of some styles one), most of whom come again, with names as people have and not
    as programs write."""
    if len(people) < least or (least > 1 and len(people) > max(2, messages * _MOST_PEOPLE)):
        return False
    by_program = sum(
        count for name, count in people.items() if name and "@" not in name and _BY_PROGRAM.search(name)
    )
    return by_program * 10 <= messages


def _begins_as_a_name(name: str) -> bool:
    return name[:1].isupper() or not name[:1].isascii() or name[:1] in "+~@0123456789"

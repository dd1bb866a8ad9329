"""Whether a text is talk, and in which style: heads of one style from many lines, by few people who come
again, and nothing that programs write."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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
_OF_APPS = frozenset(
    {
        "time name(number)",
        "time From name to name: words",
        "[name] [time] words",
        "name, [time]",
        "name — time",
        "[time] <name> words",
        "[date] [time] name: words",
    }
)
"""Styles that hardly anything but an app writes: two messages of one person are enough where they give a
day."""
_IRC, _QQ, _TABBED = "[time] <name> words", "time name, as QQ writes", "time, tab, name, tab, words"
_ZOOM = "time From name to name: words"
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
    best: tuple[int, Evidence] | None = None
    for style in STYLES:
        if style == _QQ and not by_app:
            continue
        found = _in_style(style, filled, by_app=by_app)
        if found is not None and (best is None or found.messages > best[0]):
            best = found.messages, found
    return best[1] if best else None


def _in_style(style: str, filled: list[str], *, by_app: bool) -> Evidence | None:
    heads = [head_of(line[:400], style) for line in filled]
    if (
        style == _TABBED
        and filled
        and (heads[0] is None or sum("\t" in head.rest for head in heads if head) * 2 > len(heads))
    ):
        return None  # headings above columns, or more columns than a chat has: a table
    met = [head for head in heads if head is not None]
    people = Counter(_TO_WHOM.sub("", head.name) for head in met if head.name is not None)
    first = next((at for at, head in enumerate(heads) if head is not None), len(heads))
    first = sum(
        notice_of(line[:400], style) is None and session_of(line[:400]) is None
        for line in filled[: min(first, 400)]
    )
    has_days = _gives_days(met, filled)
    least = 1 if by_app else 2 if (has_days and style in _OF_APPS) or style in _SURE else _LEAST
    least = 1 if style == _ZOOM and any(" to " in (head.name or "") for head in met) else least
    if (
        len(met) < least
        or first > _ABOVE
        or len(met) * (6 if style in BELOW else 4) < len(filled) - _notices(filled, style)
    ):
        return None
    alone = by_app or (has_days and style in _OF_APPS) or style in _SURE
    if not _are_people(people, len(met), 1 if alone else 2):
        return None
    if not by_app and not _reads_as_talk(style, met, heads, filled, has_days=has_days):
        return None
    return Evidence(style, len(met), len(people), has_days)


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


def _reads_as_talk(
    style: str, met: list[Head], heads: list[Head | None], filled: list[str], *, has_days: bool
) -> bool:
    """Words behind or below most heads, with letters in them, some of them to each other; where stamps are
    those of logs, names that begin as names do."""
    after = [
        head.rest
        or (
            filled[at + 1]
            if at + 1 < len(filled) and heads[at + 1] is None and not is_only_a_stamp(filled[at + 1])
            else ""
        )
        for at, head in enumerate(heads)
        if head is not None
    ]
    said = sum(any(letter.isalpha() or letter > "\u2000" for letter in words) for words in after)
    if said * 10 < len(met) * (7 if style in BELOW else 6):
        return False
    spoken = sum(TO_EACH_OTHER.search(words) is not None for words in after)
    asked = (
        6 if style == _IRC else 3 if not has_days else 10 if style.startswith("[") else 5
    )  # one message in so many
    if style not in _SURE and (style not in _OF_APPS or not has_days) and spoken * asked < len(met):
        return False
    plain = style in {"time, name : words", "time name", "name time"}
    if plain and all(_ISO_CLOCK.fullmatch(head.stamp) for head in met):
        named = sum(_begins_as_a_name(head.name or "") for head in met)
        return named * 10 >= len(met) * 9
    return True


def _begins_as_a_name(name: str) -> bool:
    return name[:1].isupper() or not name[:1].isascii() or name[:1] in "+~@0123456789"

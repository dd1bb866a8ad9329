"""Heads of messages that are torn in a chat left as text: a piece of one inside another line, or a name run
together with other words."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress, repeat

from evidence_review.importers.talk.talk_lines import STYLES, bare, head_of

_OFTEN = 2
"""Messages by which a name is known as one."""


def is_torn(lines: Sequence[str], style: str) -> bool:
    """Whether a line that begins no message holds what stands between stamp and name in heads, or a name ends
    with another's."""
    begun = [head_of(line, style) is not None for line in lines]
    heads = [found for line in compress(lines, begun) if (found := _match(line, style))]
    names = Counter(found["name"].strip() for found in heads)
    known = [name for name, count in names.items() if count >= _OFTEN]
    if not known:
        return False
    if any(name.endswith(tuple(known)) for name in names if names[name] < _OFTEN):
        return True
    piece = _piece(Counter(map(_joint, heads)).most_common(1)[0][0], known)
    rests = map(_words_beyond_head, lines, begun, repeat(style))
    return any(map(piece.search, rests))


def _match(line: str, style: str) -> re.Match[str] | None:
    return STYLES[style].fullmatch(bare(line).rstrip())


def _words_beyond_head(line: str, is_head: bool, style: str) -> str:
    """A line that is no head, and what stands behind one that is."""
    if not is_head:
        return bare(line)
    found = _match(line, style)
    return found["rest"] if found else ""


def _joint(found: re.Match[str]) -> tuple[bool, str, str]:
    """Whether the stamp comes first, what stands between it and the name, and what behind the later of the
    two."""
    first, last = sorted(("stamp", "name"), key=found.start)
    line = found.string
    return (
        first == "stamp",
        line[found.end(first) : found.start(last)],
        line[found.end(last) : found.start("rest")],
    )


def _piece(joint: tuple[bool, str, str], names: Sequence[str]) -> re.Pattern[str]:
    stamp_first, between, behind = joint
    known = "|".join(map(re.escape, names))
    if stamp_first:
        return re.compile(
            rf"\d(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?{re.escape(between)}(?:{known})"
            + (re.escape(behind) if behind else r"\s*$")
        )
    return re.compile(rf"(?:{known}){re.escape(between)}(?=\d|[^\W\d]{{1,10}}[ ,]+\d)")

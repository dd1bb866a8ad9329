"""Heads of messages that are torn in a chat left as text: a piece of one inside another line, or a name run
together with other words."""

import re
from collections import Counter
from collections.abc import Sequence

from evidence_review.importers.talk.talk_lines import STYLES, bare, head_of

_OFTEN = 2
"""Messages by which a name is known as one."""


def is_torn(lines: Sequence[str], style: str) -> bool:
    """Whether a line that begins no message holds what stands between stamp and name in heads, or a name ends
    with another's."""
    begun = [head_of(line, style) is not None for line in lines]
    heads = [
        found
        for line, is_head in zip(lines, begun, strict=True)
        if is_head and (found := STYLES[style].fullmatch(bare(line).rstrip()))
    ]
    names = Counter(found["name"].strip() for found in heads)
    known = [name for name, count in names.items() if count >= _OFTEN]
    if not known:
        return False
    if any(count == 1 and name.endswith(tuple(known)) and name not in known for name, count in names.items()):
        return True
    piece = _piece(Counter(_joint(found) for found in heads).most_common(1)[0][0], known)
    rests = (
        bare(line) if not is_head else _behind(line, style)
        for line, is_head in zip(lines, begun, strict=True)
    )
    return any(piece.search(rest) for rest in rests)


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


def _behind(line: str, style: str) -> str:
    found = STYLES[style].fullmatch(bare(line).rstrip())
    return found["rest"] if found else ""

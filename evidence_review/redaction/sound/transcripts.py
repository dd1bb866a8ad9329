"""A transcript or subtitles beside a recording: what is said in a part that goes from the recording goes from
them too."""

import re
from collections.abc import Sequence

from evidence_review.redaction.sound.sound import Silence

SILENCED = "[REDACTED]"
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_CUE = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}.*$")
_STAMP = re.compile(rf"^\s*[\[(]?{_TIME}[\])]?(?=\s)")


def redact_cues(text: str, parts: Sequence[Silence]) -> tuple[str, int]:
    """The text with the words of every cue (SRT, WebVTT) or stamped line that touches a part replaced, and
    how many those were."""
    lines = text.splitlines(keepends=True)
    has_cues = any(_CUE.match(line) for line in lines)
    return _cues(lines, parts) if has_cues else _stamped(lines, parts)


def _cues(lines: Sequence[str], parts: Sequence[Silence]) -> tuple[str, int]:
    out: list[str] = []
    goes, told, count = False, False, 0
    for line in lines:
        found = _CUE.match(line)
        if found:
            goes, told = _touches(_seconds(found.groups()[:4]), _seconds(found.groups()[4:]), parts), False
        elif not line.strip():
            goes = False
        elif goes:
            if not told:
                out.append(SILENCED + line[len(line.rstrip("\r\n")) :])
                told, count = True, count + 1
            continue
        out.append(line)
    return "".join(out), count


def _stamped(lines: Sequence[str], parts: Sequence[Silence]) -> tuple[str, int]:
    """Lines that begin with a time hold from it to the next such line."""
    starts = [
        (at, _seconds(found.groups()), found.end())
        for at, line in enumerate(lines)
        if (found := _STAMP.match(line))
    ]
    if not starts:
        return "".join(lines), 0
    out, count = list(lines), 0
    for (at, start, end), following in zip(starts, [*starts[1:], (len(lines), float("inf"), 0)], strict=True):
        if _touches(start, following[1], parts):
            line = lines[at]
            out[at] = f"{line[:end]} {SILENCED}{line[len(line.rstrip('\r\n')) :]}"
            out[at + 1 : following[0]] = [""] * (following[0] - at - 1)
            count += 1
    return "".join(out), count


def _seconds(groups: Sequence[str | None]) -> float:
    hours, minutes, seconds, part = groups
    return (
        int(hours or 0) * 3600
        + int(minutes or 0) * 60
        + int(seconds or 0)
        + float(f"0.{part}" if part else 0)
    )


def _touches(start: float, end: float, parts: Sequence[Silence]) -> bool:
    return any(one.start < max(end, start + 0.001) and start < one.end for one in parts)

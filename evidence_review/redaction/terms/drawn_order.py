"""The words of a drawing (SVG) in the order in which an eye meets them: by their places, whatever stands
first in the file."""

import re
from dataclasses import dataclass, replace

_TEXT = re.compile(
    r"<((?:\w+:)?(?:text|tspan|g|svg))(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|</((?:\w+:)?(?:text|tspan|g|svg))\s*>|<[^<>]*>"
)
_DRAWN = re.compile(r"<(?:\w+:)?text[\s>]")
_AT = re.compile(r"(?<![\w-])(x|y)\s*=\s*[\"']\s*(-?[\d.]+)")
_MOVED = re.compile(r"translate\(\s*(-?[\d.]+)[\s,]*(-?[\d.]+)?")
_MATRIX = re.compile(r"matrix\(\s*(?:-?[\d.]+[\s,]+){4}(-?[\d.]+)[\s,]+(-?[\d.]+)")
_MOST = 20_000
_LINE = 2.0
"""Units by which words of one line may stand above each other."""


def drawn_order(text: str) -> list[tuple[int, int] | str] | None:
    """(from, to) of the words line by line and from left to right, breaks between lines; None where fewer
    than two have a place."""
    if "<" not in text or not _DRAWN.search(text):
        return None
    words = _words(text)
    if len(words) < 2 or len(words) > _MOST:
        return None
    lines: list[tuple[float, list[tuple[float, int, int]]]] = []
    for down, across, start, end in sorted(words):
        if not lines or down - lines[-1][0] > _LINE:
            lines.append((down, []))
        lines[-1][1].append((across, start, end))
    out: list[tuple[int, int] | str] = []
    for _, line in lines:
        out += [*((start, end) for _, start, end in sorted(line)), "\n"]
    return out


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element stands: how far what is around it is moved, and its own place in that."""

    moved: tuple[float, float] = (0.0, 0.0)
    own: tuple[float, float] = (0.0, 0.0)
    is_text: bool = False


def _words(text: str) -> list[tuple[float, float, int, int]]:
    """(down, across, from, to) of the words between the tags of the drawing."""
    out: list[tuple[float, float, int, int]] = []
    places = [_Place()]
    at = 0
    for found in _TEXT.finditer(text):
        between = text[at : found.start()]
        here = places[-1]
        if here.is_text and between.strip():
            first = at + len(between) - len(between.lstrip("\r\n"))
            across, down = here.moved[0] + here.own[0], here.moved[1] + here.own[1]
            out.append((down, across, first, at + len(between.rstrip("\r\n"))))
            places[-1] = replace(here, own=(here.own[0] + 0.001 * len(between), here.own[1]))
        at = found.end()
        if found[1] and not found[0].endswith("/>"):
            places.append(_within(here, found[1], found[2]))
        elif found[3] and len(places) > 1:
            places.pop()
    return out


def _within(around: _Place, tag: str, facts: str) -> _Place:
    """The place of an element in another; a text in a text stands where that is where it says nothing."""
    said = {name: float(value) for name, value in _AT.findall(facts) if _is_number(value)}
    moved = _MOVED.search(facts) or _MATRIX.search(facts)
    across = float(moved[1]) if moved and _is_number(moved[1]) else 0.0
    down = float(moved[2]) if moved and moved[2] and _is_number(moved[2]) else 0.0
    own = (said.get("x", around.own[0]), said.get("y", around.own[1]))
    is_text = tag.rpartition(":")[2] in {"text", "tspan"}
    return _Place((around.moved[0] + across, around.moved[1] + down), own if is_text else (0.0, 0.0), is_text)


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?(?:\d+\.?\d*|\.\d+)", value))

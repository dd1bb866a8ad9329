"""The words of a drawing (SVG) in the order in which an eye meets them: by their places, whatever stands
first in the file."""

import re

_TEXT = re.compile(
    r"<((?:\w+:)?(?:text|tspan))(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|</((?:\w+:)?(?:text|tspan))\s*>|<[^<>]*>"
)
_DRAWN = re.compile(r"<(?:\w+:)?text[\s>]")
_AT = re.compile(r"(?<![\w-])(x|y)\s*=\s*[\"']\s*(-?[\d.]+)")
_MOVED = re.compile(r"translate\(\s*(-?[\d.]+)[\s,]*(-?[\d.]+)?")
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


def _words(text: str) -> list[tuple[float, float, int, int]]:
    """(down, across, from, to) of the words between the tags of the drawing."""
    out: list[tuple[float, float, int, int]] = []
    places: list[tuple[float, float]] = []
    at = 0
    for found in _TEXT.finditer(text):
        between = text[at : found.start()]
        if places and between.strip():
            across, down = places[-1]
            first = at + len(between) - len(between.lstrip("\r\n"))
            out.append((down, across, first, at + len(between.rstrip("\r\n"))))
            places[-1] = (across + 0.001 * (found.start() - at), down)
        at = found.end()
        if found[1] and not found[0].endswith("/>"):
            places.append(_place(found[2], places[-1] if places else (0.0, 0.0)))
        elif found[3] and places:
            places.pop()
    return out


def _place(facts: str, around: tuple[float, float]) -> tuple[float, float]:
    """Across and down, of which a text in a text has those of the outer one where it says none."""
    said = {name: float(value) for name, value in _AT.findall(facts) if _is_number(value)}
    moved = _MOVED.search(facts)
    across = float(moved[1]) if moved and _is_number(moved[1]) else 0.0
    down = float(moved[2]) if moved and moved[2] and _is_number(moved[2]) else 0.0
    return said.get("x", around[0]) + across, said.get("y", around[1]) + down


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?(?:\d+\.?\d*|\.\d+)", value))

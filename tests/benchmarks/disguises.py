"""The same texts as people and telephones spoil them: small letters, no signs, invisible and look-alike
letters, broken lines.

Each takes a row {"text", "spans", …} and gives another whose spans hold the same things.
reference/personal_data.md 5: direct recall may fall by .03.
"""

import re
from collections.abc import Callable

_ALIKE = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "A": "А", "E": "Е", "O": "О"})
Edit = tuple[int, int, str]


def rewritten(row: dict, edits: list[Edit]) -> dict:
    """The row with parts of its text replaced; edits do not overlap."""
    text, out, at = row["text"], "", 0
    moved = [0] * (len(text) + 1)
    for start, end, new in sorted(edits):
        for place in range(at, start + 1):
            moved[place] = len(out) + place - at
        out += text[at:start] + new
        for place in range(start + 1, end):
            moved[place] = len(out)
        at = end
    for place in range(at, len(text) + 1):
        moved[place] = len(out) + place - at
    return {
        **row,
        "text": out + text[at:],
        "spans": [[moved[s], moved[e], k] for s, e, k in row["spans"]],
        "keep": [[moved[s], moved[e], k] for s, e, k in row.get("keep", [])],
    }


def small_letters(row: dict) -> dict:
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in row["text"])
    return {**row, "text": low}


def no_signs(row: dict) -> dict:
    """No full stops, commas, question marks and apostrophes behind or between letters where a blank or the
    end follows."""
    return rewritten(
        row, [(m.start(), m.end(), "") for m in re.finditer(r"(?<=\w)[.,!?;'’](?=\s|$|s\b|t\b)", row["text"])]
    )


def invisible(row: dict) -> dict:
    """A zero-width space in the middle of every word of four characters or more."""
    middles = [(m.start() + m.end()) // 2 for m in re.finditer(r"\w{4,}", row["text"])]
    return rewritten(row, [(at, at, "\u200b") for at in middles])


def alike(row: dict) -> dict:
    """Cyrillic letters that look like Latin ones in every word."""
    return rewritten(
        row,
        [
            (m.start(), m.start() + 1, m.group().translate(_ALIKE))
            for m in re.finditer(r"[aeocpAEO](?=\w)", row["text"])
        ],
    )


def broken(row: dict) -> dict:
    """A line end instead of the first blank of every identifier."""
    blanks = {s + row["text"][s:e].find(" ") for s, e, _ in row["spans"] if " " in row["text"][s:e]}
    return rewritten(row, [(at, at + 1, "\n") for at in blanks])


DISGUISES: dict[str, Callable[[dict], dict]] = {
    "small letters": small_letters,
    "no punctuation": no_signs,
    "zero-width spaces in words": invisible,
    "Cyrillic look-alikes": alike,
    "line ends inside identifiers": broken,
}

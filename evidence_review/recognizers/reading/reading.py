"""A text as the rules read it: plain characters, one blank for many, and the way back to every original
character.

Unlike `domain.text.fold`, case and line ends stay (names and headers need them), and look-alike
letters of other scripts become Latin (reference/personal_data.md 3.2).
"""

import re
import unicodedata
from dataclasses import dataclass

from evidence_review.domain.text import fold

_PLAIN = re.compile(r"[\x20-\x7e\n]*\Z")
_DOUBLE = re.compile(r"  ")
_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаесорхуіјѕԁԛԝһЗΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρτικ",
        "ABESIJKMHOPCTXYaecopxyijsdqwh3ABEZHIKMNOPTYXoavptik",
        strict=True,
    )
)
_LINE = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_LONG = re.compile(r"\S{300,}")


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` to match on with case, `lower` of the same length; `starts` and `ends` lead back, None where
    nothing moved."""

    text: str
    lower: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind text[start:end], which must not be empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def part(self, start: int, end: int) -> "Reading":
        """A window of this reading; its way back still leads to the original text."""
        starts = tuple(range(start, end)) if self.starts is None else self.starts[start:end]
        ends = tuple(range(start + 1, end + 1)) if self.ends is None else self.ends[start:end]
        return Reading(self.text[start:end], self.lower[start:end], starts, ends)

    def without_long_runs(self) -> str:
        """The text with unbroken runs of 300 characters and more blanked: no name or number is that long."""
        return _LONG.sub(lambda run: " " * len(run.group()), self.text)


def lowered(text: str) -> str:
    """Lower case of the same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def read(text: str) -> Reading:
    """The reading of any text whatever; every character of it leads back inside the original."""
    if _PLAIN.match(text) and not _DOUBLE.search(text):
        return Reading(text, lowered(text))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(text):
        if unicodedata.combining(char) and out:
            ends[-1] = at + 1
            continue
        for piece in _plain(char):
            if piece in " \t\n" and out and out[-1] in " \t\n" and (piece != "\n" or out[-1] != "\n"):
                out[-1] = max(piece, out[-1], key=" \t\n".index)
                ends[-1] = at + 1
                continue
            out.append(piece)
            starts.append(at)
            ends.append(at + 1)
    joined = "".join(out)
    return Reading(joined, lowered(joined), tuple(starts), tuple(ends))


def _plain(char: str) -> str:
    """The characters to match on in place of one: nothing for invisible marks, Latin for look-alikes."""
    if "\x20" < char < "\x7f" or char == "\t":
        return char
    if char in _LINE:
        return "" if char == "\r" else "\n"
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))  # of whatever script: “٠٧٧٠٠”
    folded = fold(char).text
    if folded.isspace() or unicodedata.category(char) in {"Cc", "Zs"}:
        return " "
    wide = unicodedata.normalize("NFKC", char)
    return wide if wide.casefold() == folded else folded


_PARTED = re.compile(r"(?<=[\w@.:+/-])\n(?=[\w@.:+/-])")
_SIGNS, _ITEM = (
    re.compile(r"@|\w[.:/]\w?"),
    re.compile(r"\d{1,3}[.):]|\d{1,2}/\d{1,2}(?:/\d{2,4})?|[^\W\d_]+:"),
)


def joined_lines(reading: Reading) -> tuple[Reading, list[int]] | None:
    """A reading without the line ends in the middle of what may be a number or an address, and where they
    stood; None where there are none.

    Not where a line is nothing but one word on either side of the end: that is a list.
    """
    text = reading.text
    cuts = [match.start() for match in _PARTED.finditer(text) if _in_one(text, match.start())]
    if not cuts:
        return None
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    joins: list[int] = []
    at = 0
    for cut in cuts:
        _copy(reading, at, cut, out, starts, ends)
        joins.append(len(starts))
        at = cut + 1
    _copy(reading, at, len(text), out, starts, ends)
    joined = "".join(out)
    return Reading(joined, lowered(joined), tuple(starts), tuple(ends)), joins


def _in_one(text: str, cut: int) -> bool:
    """Whether the words before and behind a line end both hold digits, or one a sign of an address, and are
    neither a list nor the beginning of an item or label."""
    above, below = (
        text[max(0, cut - 80) : cut].rpartition("\n")[2],
        text[cut + 1 : cut + 81].partition("\n")[0],
    )
    before, behind = above.split()[-1:], below.split()[:1]
    if not before or not behind or " " not in above.strip() or _ITEM.fullmatch(behind[0]):
        return False
    numbers = any(c.isdigit() for c in before[0]) and any(c.isdigit() for c in behind[0])
    return numbers or bool(_SIGNS.search(before[0]) or _SIGNS.search(behind[0]))


_UNITS = {
    "oh": "0", "o": "0", "zero": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2",
    "thirty": "3",
    "forty": "4",
    "fifty": "5",
    "sixty": "6",
    "seventy": "7",
    "eighty": "8",
    "ninety": "9",
}
_WORD = "|".join(
    sorted((*_UNITS, *_TEENS, *_TENS, "hundred", "double", "triple", "treble"), key=len, reverse=True)
)
_SPOKEN = re.compile(
    rf"(?<![a-z0-9])(?:{_WORD}|\d{{1,6}})(?:[ ,\n-]{{1,2}}(?:{_WORD}|\d{{1,6}})(?![a-z]))+(?![a-z])"
)
_PIECE = re.compile(rf"{_WORD}|\d+")
_SLIP = re.compile(r"(?<![a-z0-9@._])(?=[oil|]{0,3}\d)(?=[\doil|]*[oil|])[\doil|]{3,15}(?![a-z0-9@])")
_SLIPS = str.maketrans("oil|", "0111")

_LETTERS = [
    "alpha",
    "alfa",
    "bravo",
    "charlie",
    "delta",
    "echo",
    "foxtrot",
    "golf",
    "hotel",
    "india",
    "juliet",
    "juliett",
    "kilo",
    "lima",
    "mike",
    "november",
    "oscar",
    "papa",
    "quebec",
    "romeo",
    "sierra",
    "tango",
    "uniform",
    "victor",
    "whiskey",
    "whisky",
    "xray",
    "x-ray",
    "yankee",
    "zulu",
]
_SPELLED = re.compile(
    (
        rf"(?<![a-z0-9])(?:{'|'.join(_LETTERS)}|{_WORD}|[a-hj-z]|\d{{1,4}})(?:[ ,-]{{1,"
        rf"2}}(?:{'|'.join(_LETTERS)}|{_WORD}|[a-hj-z]|\d{{1,4}})(?![a-z0-9])){{2,9}}"
    )
)
_SPELLED_PIECE = re.compile(rf"(?:{'|'.join(_LETTERS)}|{_WORD}|[a-z](?![a-z])|\d+)")


def respell(reading: Reading) -> Reading | None:
    """A second reading with number words as digits and O or l in digit runs as 0 or 1; None where there are
    none."""
    changes = sorted(
        [*_spelled_changes(reading.lower), *_spoken_changes(reading.lower), *_slip_changes(reading.lower)]
    )
    if not changes:
        return None
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, digits in changes:
        if start < at:
            continue
        _copy(reading, at, start, out, starts, ends)
        first, last = reading.original(start, end)
        out.append(digits)
        starts.extend([first] * len(digits))
        ends.extend([last] * len(digits))
        at = end
    _copy(reading, at, len(reading.text), out, starts, ends)
    joined = "".join(out)
    return Reading(joined, lowered(joined), tuple(starts), tuple(ends))


def _copy(reading: Reading, start: int, end: int, out: list[str], starts: list[int], ends: list[int]) -> None:
    out.append(reading.text[start:end])
    starts.extend(range(start, end) if reading.starts is None else reading.starts[start:end])
    ends.extend(range(start + 1, end + 1) if reading.ends is None else reading.ends[start:end])


def _slip_changes(lower: str) -> list[tuple[int, int, str]]:
    return [
        (m.start(), m.end(), m.group().translate(_SLIPS))
        for m in _SLIP.finditer(lower)
        if sum(c.isdigit() for c in m.group()) * 3 >= len(m.group())
    ]


def _spelled_changes(lower: str) -> list[tuple[int, int, str]]:
    """Letters said one by one or by the spelling alphabet, with numbers among them: “kilo november one
    seven”, “b twelve three q r”."""
    changes: list[tuple[int, int, str]] = []
    for run in _SPELLED.finditer(lower):
        pieces = [m.group() for m in _SPELLED_PIECE.finditer(run.group())]
        letters = sum(map(_is_letter, pieces))
        if 2 <= letters < len(pieces):
            changes.append((run.start(), run.end(), _typed(pieces)))
    return changes


def _is_letter(piece: str) -> bool:
    return piece in _LETTERS or (len(piece) == 1 and piece.isalpha() and piece not in _UNITS)


def _typed(pieces: list[str]) -> str:
    """What was said as it would be typed: “kn17”."""
    out: list[str] = []
    numbers: list[tuple[int, int, str]] = []
    for piece in (*pieces, ""):
        if piece and not _is_letter(piece) and not piece.isdigit():
            numbers.append((0, 0, piece))
            continue
        out.extend(written for _, _, written in _digits_of(numbers))
        numbers = []
        out.append(piece if piece.isdigit() else piece[:1])
    return "".join(out)


def _spoken_changes(lower: str) -> list[tuple[int, int, str]]:
    changes: list[tuple[int, int, str]] = []
    for run in _SPOKEN.finditer(lower):
        pieces = [
            (run.start() + m.start(), run.start() + m.end(), m.group()) for m in _PIECE.finditer(run.group())
        ]
        if len(pieces) >= 3 and any(not word.isdigit() for _, _, word in pieces):
            changes.extend(
                (start, end + (lower[end : end + 1] == "," and end < run.end()), digits)
                for start, end, digits in _digits_of(pieces)
            )
    return changes


def _digits_of(pieces: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Each spoken piece as digits: "double seven" 77, "nine hundred" 900, "twenty three" 23."""
    out: list[tuple[int, int, str]] = []
    at = 0
    while at < len(pieces):
        start, end, word = pieces[at]
        follower = pieces[at + 1] if at + 1 < len(pieces) else (end, end, "")
        at += 1
        if word in {"double", "triple", "treble"}:
            digit = _UNITS.get(follower[2], follower[2] if len(follower[2]) == 1 else "")
            if digit:
                out.append((start, follower[1], digit * (2 if word == "double" else 3)))
                at += 1
        elif word in _TENS and follower[2] in _UNITS and follower[2] not in {"o", "oh", "zero", "nought"}:
            out.append((start, follower[1], _TENS[word] + _UNITS[follower[2]]))
            at += 1
        elif word in _TENS:
            out.append((start, end, _TENS[word] + "0"))
        elif word == "hundred":
            out.append((start, end, "00"))
        elif not word.isdigit():
            out.append((start, end, _UNITS.get(word) or _TEENS[word]))
    return out

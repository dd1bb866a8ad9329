"""Text as it is compared when something must be gone: folded, without accents, look-alikes as Latin, breaks
kept apart."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from evidence_review.domain.text import fold

SOFT = "\u00ad"
"""In plain text: a line break that a soft hyphen announced, so that the word goes on."""

_LOOKS_LIKE = (
    str.maketrans(
        "øłđıħ\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0458\u043a\u043c\u0442\u03bf\u03b1\u03b9\u03ba\u03bd\u03c1\u03c4\u03c5\u03c7\u03b5"
        "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\ua7af\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22",
        "oldihaeopcxyijkmtoaikvptuxe" + "abcdefghijklmnopqrstuvwyz",
    )
    | str.maketrans(
        "\u0251\u0261\u0269\u0501\u051b\u051d\u0455\u04bb\u04cf\u04af\u04bd\u0475"
        "\u0581\u0570\u0578\u057d\u0585\u0566\u056c\u03b2\u0432\u043d\u03b6\u03bc",
        "agidqwshlyevghnuoqlbbhzm",
    )
    | {first + at: ord("a") + at for first in (0x1F150, 0x1F170, 0x1F1E6) for at in range(26)}
)
"""Letters of other scripts (Cyrillic, Greek, Armenian, rare Latin), small capitals, letters in black circles
and squares, and those of flags, that a reader takes for Latin ones."""
_UNSEEN = dict.fromkeys(
    (
        *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xE0001),
        *(*range(0x180B, 0x1810), *range(0x2061, 0x2065), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
        *(*range(9), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), *range(0x206A, 0x2070)),
        *(*range(0xFFF9, 0xFFFE), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)),
    ),
    0x200B,
) | {0xE0000 + code: code for code in range(0x20, 0x7F)}
"""Signs that no reader sees (Unicode, Default_Ignorable_Code_Point; controls; marks of notes, and what stands
for something that is not shown) as one that vanishes; tags, which spell words unseen, as the letters that
they are."""
_SLOW_LIMIT, _SHORT = 4_000_000, 50_000


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text; `starts` and `ends` map each character to the original, None where it is one to one."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span behind plain[start:end] (not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def plain(text: str) -> Plain:
    """The text for comparing; one to one and fast where it holds only Latin-1 without marks that vanish."""
    if text.isascii():
        return Plain(text.lower())
    return _kept(text) if len(text) < _SHORT else _beyond(text)


def _beyond(text: str) -> Plain:
    """`plain` of text that is not ASCII."""
    if _one_to_one(text):
        return Plain(text.translate(_latin()))
    return _slow(text) if len(text) <= _SLOW_LIMIT else Plain(text.lower().translate(_LOOKS_LIKE))


def _one_to_one(text: str) -> bool:
    """Whether each character of a text that is not ASCII has its own in the plain text: Latin-1 without those
    that vanish or become two."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return len(text) > _SLOW_LIMIT or not (SOFT in text or "ß" in text or "\u00e6" in text.lower())


_kept = lru_cache(maxsize=32)(_beyond)  # several readers of one page say the same


def squash(text: str) -> str:
    """Only the letters and digits of a plain text: what must stand in it, in this order, wherever a term
    stands in it."""
    return "".join(filter(str.isalnum, text)) if not text.isascii() else text.translate(_ASCII_SQUASH)


def squashed(text: str) -> str:
    """`squash` of the plain text, without where anything stands in it: forty times as quick where the bytes
    of fonts are read as text."""
    if text.isascii():
        return text.lower().translate(_ASCII_SQUASH)
    if _one_to_one(text):
        return text.translate(_latin_squash())
    return text.translate(_SQUASHED) if len(text) <= _SLOW_LIMIT else squash(plain(text).text)


class _Squashed(dict[int, str]):
    """The letters and digits that each character is in plain text, worked out when it is first met: none
    depends on those beside it."""

    def __missing__(self, code: int) -> str:
        letters = self[code] = squash(_slow(chr(code)).text)
        return letters


_SQUASHED = _Squashed()


@cache
def _latin_squash() -> dict[int, str]:
    return {code: squash(letter) for code, letter in _latin().items()}


_ASCII_SQUASH = {code: None for code in range(128) if not chr(code).isalnum()}


@cache
def _latin() -> dict[int, str]:
    """Latin-1 to plain, one character for one."""
    table: dict[int, str] = {}
    for code in range(256):
        piece = _bare(chr(code).casefold())
        table[code] = piece if len(piece) == 1 else chr(code).lower()
    table[0xA0] = " "
    return table


def _bare(piece: str) -> str:
    letters = unicodedata.normalize("NFD", piece).translate(_LOOKS_LIKE)
    return "".join(map(_digit, letters)) if piece[:1] and not _is_mark(piece[0]) else ""


def _digit(letter: str) -> str:
    """A digit of any script as ours; nothing for an accent, a ring or a line through the letter before."""
    if letter.isascii():
        return letter
    value = unicodedata.digit(letter, None)
    return "" if _is_mark(letter) else letter if value is None else str(value)


def _is_mark(letter: str) -> bool:
    return bool(unicodedata.combining(letter)) or unicodedata.category(letter) == "Me"


def _slow(text: str) -> Plain:
    """`plain` of any text, as `fold` has it and then bare; letters that become one letter each are taken in
    whole runs."""
    runs, letter = _runs()
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    blank = parted = False  # the last piece was a blank; a soft hyphen stands before
    for found in runs.finditer(text.translate(_UNSEEN)):
        at, end = found.span()
        if found.lastindex:
            out += found[0].translate(letter)
            starts += range(at, end)
            ends += range(at + 1, end + 1)
            blank = parted = False
            continue
        if parted and found[0] in "\r\n":
            continue
        parted = found[0] == SOFT
        for letters in _PIECES[found[0]]:
            if letters is None and blank:
                ends[-1] = end
                out[-1] = _break(text, starts[-1], end)
            else:
                piece = _break(text, at, end) if letters is None else letters
                out += piece
                starts += [at] * len(piece)
                ends += [end] * len(piece)
            blank = letters is None
    return Plain("".join(out), tuple(starts), tuple(ends))


class _Pieces(dict[str, "tuple[str | None, ...]"]):
    """What each character becomes by itself: the bare letters of every piece that it folds to, None for a
    blank; worked out when it is first met."""

    def __missing__(self, character: str) -> "tuple[str | None, ...]":
        pieces = self[character] = tuple(
            None if piece == " " else _bare(piece) for piece in fold(character).text
        )
        return pieces


_PIECES = _Pieces()


@cache
def _runs() -> tuple[re.Pattern[str], dict[int, str]]:
    """What finds a run of Latin characters that become one letter or sign each, single spaces among them, or
    any one character; and what each becomes."""
    single = {
        code: str(pieces[0])
        for code in range(_LATIN)
        if len(pieces := _PIECES[chr(code)]) == 1 and len(pieces[0] or "") == 1
    }
    one = "[" + re.escape("".join(map(chr, single))) + "]+"
    return re.compile(f"({one}(?: {one})*)|(?s:.)"), single


_LINES = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LATIN = 0x250
"""Where the Latin letters of Unicode end, but for rare ones."""


def _break(text: str, start: int, end: int) -> str:
    if not _LINES.search(text, start, end):
        return " "
    return SOFT if start and text[start - 1] == SOFT else "\n"

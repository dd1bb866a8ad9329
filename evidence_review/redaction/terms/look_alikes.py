"""Letters and digits that an eye takes for others: of another script, a digit or sign for a letter (`Br4ck`),
a letter for a digit (`O77OO`), two letters for one.

What is looked for decides how a doubtful letter is read, so that ordinary words, references and numbers stay
what they are: a place counts only where every letter is one of the term's or looks like it, and enough of
them are. The table is resources/unicode/look_alikes.txt (Unicode's confusables, cut); signs of ASCII stand here.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.redaction.terms.folding import plain, squashed

_READ_AS = (
    "0o 1li 2z 3e 4a 5s 6b 7t 8b 9gq @a $s !il |li1 +t €e ¡i £l "
    "O0 o0 Q0 Il1 i1 l1 Z2 z2 A4 S5 s5 b6 T7 B8 g9 q9"
)
_SIGNS = {sign: seen for sign, *seen in _READ_AS.split()}
"""What else a character of a keyboard may be read as."""
_CLASSES = ("0o", "1li", "2z", "3e", "4a", "5s", "68b", "7t", "9gq")
"""Letters and digits of which one may be read as another: one sign for all of them where texts are compared
quickly."""
_LEAST_WORD, _LEAST_CODE, _LEAST_NUMBER = 4, 5, 6
"""Letters of a word, of letters with digits, and digits from which a term is looked for so."""


def as_meant(text: str, needles: tuple[str, ...]) -> str:
    """The text, as long as it was, with the letters of each needle (as folding has them) in the place of what
    only looks like them; the text itself where nothing does."""
    if not _may_seem(text):
        return text
    letters = text.translate(_few() if text.isascii() else _EVERY)
    near = [
        (needle, seen)
        for least, group in _likely(needles)
        if least in letters
        for needle, seen in group
        if seen in letters
    ]
    if not near:
        return text
    written = squashed(text)
    near = [needle for needle, seen in near if letters.count(seen) > written.count(needle)]
    return _written(text, near) if near else text


def may_say(text: str, classes: Iterable[str]) -> bool:
    """Whether a text in ASCII may say any of the needles whose classes these are, as they are or by letters
    and digits that look like theirs; quick."""
    letters = text.translate(_bare())
    return any(one in letters for one in classes)


def has_signs(text: str) -> bool:
    """Whether a sign that is no letter may stand for one, between letters or digits."""
    if not any(sign in text for sign in "@$|!+"):
        return False
    kinds = text.encode("ascii", "replace").translate(_KINDS)
    return b"asa" in kinds or b"da" in kinds or b"1s1" in kinds


def classes_of(needles: Iterable[str]) -> tuple[str, ...]:
    """The shortest of the needles in classes that each of the others holds."""
    out: list[str] = []
    for one in sorted(map(_canonical, needles), key=len):
        if not any(known in one for known in out):
            out.append(one)
    return tuple(out)


@cache
def _bare() -> dict[int, str | None]:
    return {code: _EVERY[code] if chr(code).isalnum() else None for code in range(128)}


@lru_cache(maxsize=64)
def _likely(needles: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The needles that are looked for so, each with what it is in classes, by the shortest of those that it
    holds."""
    out: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(filter(_counts, needles), key=len):
        seen = _canonical(one)
        out.setdefault(next((least for least in out if least in seen), seen), []).append((one, seen))
    return tuple((least, tuple(group)) for least, group in out.items())


def _counts(needle: str) -> bool:
    least = _LEAST_WORD if needle.isalpha() else _LEAST_NUMBER if needle.isdigit() else _LEAST_CODE
    return len(needle) >= least and needle.isascii()


def _kind(code: int) -> str:
    sign = chr(code)
    known = {"I": "I", "$": "d", **dict.fromkeys("@!|+", "s")}
    return known.get(sign, "a" if sign.isalpha() else "1" if sign.isdigit() else " ")


_KINDS = bytes(ord(_kind(code) if code < 128 else " ") for code in range(256))


def _may_seem(text: str) -> bool:
    """Whether anything may stand for something else: letters of other scripts, or neighbours without which no
    sign of a keyboard does."""
    if not (text.isascii() or _table().keys().isdisjoint(text)):
        return True
    kinds = text.encode("ascii", "replace").translate(_KINDS)
    return (
        b"a1" in kinds
        or b"1a" in kinds
        or b"aI" in kinds
        or b"1I" in kinds
        or b"I1" in kinds
        or b"da" in kinds
        or b"asa" in kinds
        or b"1s1" in kinds
        or b"1 a 1" in kinds
        or b"1 I 1" in kinds
    )


@cache
def _table() -> dict[str, str]:
    """What each character of other scripts may be read as."""
    out: dict[str, str] = {}
    lines = (RESOURCES / "unicode" / "look_alikes.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            seen, *codes = line.split()
            for code in codes:
                letter = chr(int(code, 16))
                out[letter] = out.get(letter, "") + seen
    return out


_CLASS = {letter: one[0] for one in _CLASSES for letter in one}


@cache
def _canonical(needle: str) -> str:
    return "".join(_CLASS.get(letter, letter) for letter in needle)


@cache
def _readings(letter: str) -> tuple[str, str]:
    """What a character is by itself (as folding has it, letters and digits only), and what else it may
    be."""
    own = "".join(filter(str.isalnum, plain(letter).text))
    others = "".join(_SIGNS.get(letter, ())) + _table().get(letter, "")
    for one in (*own, *_table().get(letter, "")):
        others += "".join(_SIGNS.get(one, ()))
    return own, "".join(dict.fromkeys(others))


class _Every(dict[int, str]):
    """The class of each character that is or may be a letter or digit, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        own, others = _readings(chr(code))
        digit = own if chr(code).isdigit() and own.isascii() else ""
        seen = digit or _table().get(chr(code), "")[:1] or (own if own.isascii() else "") or others[:1]
        letters = self[code] = _canonical(seen)
        return letters


class _One(dict[int, str]):
    """The same with one character for each, itself where it is no letter."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _EVERY[code][:1] or chr(code)
        return letter


_EVERY, _ONE = _Every(), _One()


@cache
def _few() -> dict[int, str | None]:
    """The classes of ASCII, which texts of ASCII are quickest compared by."""
    return {code: _EVERY[code] or None for code in range(128)}


def _written(text: str, needles: Iterable[str]) -> str:
    """The text with the letters of the needles written where they are meant."""
    out = list(text)
    seen = text.translate(_ONE)
    for needle in needles:
        for found in _pattern(needle).finditer(seen):
            places = [found.start(number) for number in range(1, len(needle) + 1)]
            if _is_meant(text, places, needle):
                _write(out, text, places, needle)
    meant = "".join(out)
    return text if meant == text else meant


@cache
def _pattern(needle: str) -> re.Pattern[str]:
    """A needle in classes, and what may stand between them: blanks only where digits are."""
    gap = r"[\W_]{0,8}?" if any(map(str.isdigit, needle)) else r"(?:[^\w\s]|_|\n){0,6}?"
    return re.compile(gap.join(f"({re.escape(one)})" for one in _canonical(needle)))


def _is_meant(text: str, places: Sequence[int], needle: str) -> bool:
    """Whether each character is the letter that is looked for or looks like it, some only look like it, and
    enough of a keyboard's are what they seem."""
    kept = swapped = other = 0
    for number, (place, letter) in enumerate(zip(places, needle, strict=True)):
        own, others = _readings(text[place])
        if letter in own:
            kept += 1
        elif letter not in others or not _may_stand(text, place, number, needle):
            return False
        elif text[place].isascii():
            swapped += 1
        else:
            other += 1
    enough = not swapped or (kept >= _LEAST_KEPT if needle.isdigit() else kept + other > swapped)
    return swapped + other > 0 and enough and _is_apart(text, places[0] - 1) and _is_apart(text, places[-1])


def _may_stand(text: str, place: int, number: int, needle: str) -> bool:
    """Whether a sign of the keyboard may stand for another where it is: a stroke between letters, a letter
    among digits, a capital I among small letters."""
    sign = text[place]
    if sign in "|!+":
        return text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalpha()
    if needle.isdigit() and sign.isalpha() and sign.isascii():
        return bool(_AMONG_DIGITS.fullmatch(_word_at(text, place, max(place - _MOST_WIDE, 0))))
    return sign != "I" or _is_low(text, place, number, needle)


def _word_at(text: str, place: int, start: int) -> str:
    """The letters and digits around a place, as far as they go on."""
    low = high = place
    while low > start and text[low - 1].isalnum():
        low -= 1
    while high + 1 < len(text) and high - place < _MOST_WIDE and text[high + 1].isalnum():
        high += 1
    return text[low : high + 1]


_MOST_WIDE = 40
_AMONG_DIGITS = re.compile(r"[OoQIl]{1,12}|\w*\d\w*")
"""A word in which a letter may be a digit: one that has digits, or round and straight letters alone."""


def _is_apart(text: str, left: int) -> bool:
    """Whether a word may end between two characters as they are written: they are not two digits, nor two
    letters of one case."""
    if left < 0 or left + 1 >= len(text):
        return True
    one, other = text[left], text[left + 1]
    same_case = one.isalpha() and other.isalpha() and not (one.islower() and other.isupper())
    return not (one.isdigit() and other.isdigit()) and not (same_case and one.isascii() and other.isascii())


_LEAST_KEPT = 3
"""Digits that a number has at least besides letters that look like digits."""


def _is_low(text: str, place: int, number: int, needle: str) -> bool:
    """Whether a capital I may be a small l: among small letters, and first only in a longer word."""
    if needle[number].isdigit():
        return True
    if number == 0:
        return text[place + 1 : place + 2].islower() and len(needle) > _LEAST_WORD
    before = text[max(place - _LEAST_WORD, 0) : place].rstrip("I")
    return before[-1:].islower()


def _write(out: list[str], text: str, places: Sequence[int], needle: str) -> None:
    for number, (place, letter) in enumerate(zip(places, needle, strict=True)):
        own, _ = _readings(text[place])
        if letter not in own:
            capital = text[place].isupper() or (number == 0 and not text[place].islower())
            out[place] = letter.upper() if capital else letter
    before = places[0] - 1
    if (
        needle.isdigit()
        and before >= 0
        and text[before] in "Oo"
        and not text[max(before - 1, 0) : before].isalnum()
    ):
        out[before] = "0"  # the trunk prefix, which no needle has

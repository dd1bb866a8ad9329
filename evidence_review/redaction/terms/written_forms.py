"""How a term may be written: patterns over plain text (`folding.plain`) for names, codes, numbers and dates
(docs/decisions/0010-redaction-rules.md)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.redaction.terms import date_forms
from evidence_review.redaction.terms.folding import SOFT, plain, squash
from evidence_review.redaction.terms.wordlists import PARTICLES, PLACES

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_MARKS = rf"[-'{SOFT}*_~`^=+\\|#$\"()\[\]{{}}{_CONTROLS}]{{0,6}}"
"""Signs that set letters bold, hide them until they are touched, or that nobody sees: a word goes on behind
them."""
_LINE = r"(?:[ \t\r]{0,8}\n[ \t]{0,80})?"
_SHORT_GAP = rf"[-'{SOFT}*_~`{_CONTROLS}]?{_LINE}"
_LONG_GAP = rf"{_MARKS}(?:[ \t\r]{{0,8}}\n[ \t]{{0,80}}{_MARKS}| {{0,4}}(?:[\t|] {{0,4}}){{1,3}}{_MARKS})?"
_LEAST_IN_MARKS, _LEAST_IN_CELLS = 4, 5
"""Letters of a word from which it is also looked for over marks, and over the edge of a cell."""
_LEAST_OVER_SIGNS, _LEAST_OVER_BLANKS, _LEAST_BACKWARDS = 6, 10, 7
"""Letters of a word from which it is also looked for over stops, commas and pictures (where it has a capital),
over blanks, and backwards."""
_BETWEEN = r"[\W_]{0,6}"
_IN_NUMBER = r"[\W_]{0,2}(?:[*_~`|]{1,4} ?)?"
_IN_LONG_NUMBER, _LEAST_LONG = _IN_NUMBER.replace("2", "3", 1), 7
"""What may stand in a number of so many digits, which do not stand together by chance."""
_ABROAD = rf"(?:(?:0{_IN_NUMBER}0|\+){_IN_NUMBER})?4{_IN_NUMBER}4{_IN_NUMBER}\(?0?\)?{_IN_NUMBER}"
_BRITISH = rf"(?:{_ABROAD}|0{_IN_NUMBER})?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One way in which a term may be written: `needle` is what its letters and digits must be, `term` the
    number of the term.

    `capital` means only where the first letter is a capital; such words are not looked for in raw bytes.
    `gaps` is how often, at least, the letters must be set apart; `odd` says that nobody writes it so who hides
    nothing: over stops and commas, or backwards.
    """

    term: int
    needle: str
    pattern: re.Pattern[str]
    letters: int
    capital: bool = False
    gaps: int = 0
    odd: bool = False


def name_words(term: str) -> tuple[str, ...]:
    """The words of a personal name that are looked for alone (plain), empty where the term is no personal
    name of several words.

    A personal name: two to five words, letters only, each but particles with a capital, none of them a word
    for a place or a body.
    """
    written = term.split()
    if not 2 <= len(written) <= 5 or not all(_NAME_WORD.fullmatch(word) for word in written):
        return ()
    words = {shown: plain(shown.strip(".,()\"'")).text for shown in written}
    if not PLACES.isdisjoint(words.values()):
        return ()
    named = {shown: word for shown, word in words.items() if word not in PARTICLES}
    if not all(map(_is_capital, named)):
        return ()
    parts = [part for word in named.values() for part in ({word} | set(word.split("-")))]
    return tuple(dict.fromkeys(part for part in parts if len(squash(part)) >= 3 or not has_cases(part)))


def _is_capital(word: str) -> bool:
    """Whether a word has a capital where its script has any."""
    return next(filter(str.isalpha, word)).isupper() or not has_cases(word)


_NAME_WORD = re.compile(r"[(\"']?[^\W\d_]+(?:['’\-‐‑.][^\W\d_]+)*[.,)\"']*")


def has_cases(word: str) -> bool:
    """Whether the script of a word has capitals."""
    return word.lower() != word.upper()


def whole_term(number: int, term: str) -> list[Wanted]:
    """The ways in which all of a term may be written."""
    seen = plain(term.strip()).text
    words = _WORD.findall(seen)
    if not words:
        return [Wanted(number, "", re.compile(re.escape(seen)), len(seen))]
    date = date_forms.pattern(seen)
    digits = squash(seen)
    if date:
        return [Wanted(number, "", re.compile(date), 6), *variants(number, _of_code(words), digits, seen)]
    if digits.isdigit():
        return [_number(number, digits), *_apart(number, digits)]
    if any(letter.isdigit() for letter in digits):
        return variants(number, _of_code(words), digits, seen)
    out = variants(number, _BETWEEN.join(map(_of_word, words)), digits, seen)
    if len(words) > 1 and name_words(term):
        turned = [words[-1], *words[:-1]]
        out += variants(number, _BETWEEN.join(map(_of_word, turned)), squash("".join(turned)), seen)
        out += _loose(number, digits)
    return out


def _loose(number: int, letters: str) -> list[Wanted]:
    """A full name with whatever stands between any two of its letters: too long to stand there by chance."""
    if len(letters) < _LEAST_OVER_BLANKS:
        return []
    return [Wanted(number, letters, re.compile(r"[\W_]{0,4}".join(map(re.escape, letters))), len(letters))]


def ordinary_word(number: int, word: str) -> Wanted:
    """A word of a name that is also an English word: looked for where it has a capital."""
    return Wanted(number, squash(word), re.compile(_of_word(word)), len(squash(word)), capital=True)


def single_word(number: int, word: str) -> list[Wanted]:
    """A word of a name by itself."""
    return variants(number, _of_word(word), squash(word), word)


def variants(number: int, pattern: str, needle: str, word: str) -> list[Wanted]:
    """A pattern, and for one word its letters set apart."""
    out = [Wanted(number, needle, re.compile(pattern), len(needle))]
    if len(needle) >= 4 and needle.isalpha() and " " not in word:
        spaced = "[ ._*\n-]{0,2}".join(map(re.escape, needle))
        out.append(Wanted(number, needle, re.compile(spaced), len(needle), gaps=2))
        out += [*_apart(number, needle), *_over_signs(number, needle), *_backwards(number, needle)]
        out += _drawn(number, needle)
    return out


def _over_signs(number: int, needle: str) -> list[Wanted]:
    """A word with a capital over signs that also end sentences, a long one over blanks."""
    if len(needle) < _LEAST_OVER_SIGNS:
        return []
    gap = r"[\W_]{0,3}" if len(needle) >= _LEAST_OVER_BLANKS else r"(?:[^\w\s]|_){0,3}"
    pattern = re.compile(gap.join(map(re.escape, needle)))
    return [Wanted(number, needle, pattern, len(needle), capital=True, odd=True)]


def _drawn(number: int, needle: str) -> list[Wanted]:
    """A word with two letters that look like one of its own, or a small l for its first I."""
    if len(needle) <= _LEAST_IN_MARKS:
        return []
    shapes = {needle.replace("w", "vv"), re.sub("^i", "l", needle)} - {needle}
    return [Wanted(number, one, re.compile(_of_word(one)), len(one), odd=True) for one in sorted(shapes)]


def _backwards(number: int, needle: str) -> list[Wanted]:
    """A long word from its last letter to its first."""
    if len(needle) < _LEAST_BACKWARDS:
        return []
    turned = needle[::-1]
    return [Wanted(number, turned, re.compile(_of_word(turned)), len(turned), odd=True)]


def _apart(number: int, needle: str) -> list[Wanted]:
    """Every letter or digit by itself: in a cell, behind a tab, a comma or a picture."""
    if len(needle) < 4:
        return []
    far = r"[\W_]{0,4}".join(map(re.escape, needle))
    return [Wanted(number, needle, re.compile(far), len(needle), gaps=len(needle) - 2)]


def _of_word(word: str) -> str:
    letters = squash(word)
    gap = _LONG_GAP if len(letters) >= _LEAST_IN_CELLS else _SHORT_GAP
    if len(letters) == _LEAST_IN_MARKS:
        gap = _MARKS + _LINE
    return gap.join(re.escape(letter) for letter in letters)


def _of_code(words: Sequence[str]) -> str:
    """Letters and digits together (postcodes, registrations, addresses): separators may stand where a digit
    is."""
    letters = squash("".join(words))
    out = re.escape(letters[0])
    breaks = {sum(len(squash(word)) for word in words[: at + 1]) for at in range(len(words))}
    for at in range(1, len(letters)):
        gap = (
            _BETWEEN
            if at in breaks
            else _IN_NUMBER
            if letters[at].isdigit() or letters[at - 1].isdigit()
            else _SHORT_GAP
        )
        out += gap + re.escape(letters[at])
    return out


def _number(number: int, digits: str) -> Wanted:
    national = (
        digits.removeprefix("00").removeprefix("44").removeprefix("0") if _is_british(digits) else digits
    )
    front = _BRITISH if _is_british(digits) else ""
    gap = _IN_LONG_NUMBER if len(national) >= _LEAST_LONG else _IN_NUMBER
    return Wanted(number, national, re.compile(front + gap.join(national)), len(national))


def _is_british(digits: str) -> bool:
    """Ten or eleven digits from 0, or the same behind 44 or 0044."""
    return bool(re.fullmatch(r"(?:0[1-9]\d{8,9})|(?:(?:00)?44(?:0)?[1-9]\d{8,9})", digits))

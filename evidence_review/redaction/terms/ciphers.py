"""Terms in a writing that must be decoded before anyone can read them: base64, codes of letters, Morse, a
shifted alphabet, numbers in words. They stay, and are counted for a warning.

To know one more writing, add a function to `_WRITINGS`.
"""

import base64
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from evidence_review.redaction.terms.folding import plain
from evidence_review.redaction.terms.search import Search, holds
from evidence_review.redaction.terms.spelled_signs import MORSE, spelled, unescaped
from evidence_review.redaction.terms.terms_misread import is_within_one

_LEAST_LETTERS, _LEAST_DIGITS, _LEAST_SHIFTED = 5, 7, 6
"""Letters of a word, digits of a number, from which a writing of it does not stand in a text by chance; and
letters of a word in a shifted alphabet other than ROT13."""
_LEAST_SURE = 6, 8
"""Signs of base64 and base32 that are the same whatever stands beside a word."""
type _Found = Iterator[tuple[str, int]]


def ciphers(texts: Iterable[str], search: Search) -> Counter[str]:
    """How often a term seems to stand in each such writing, by the name of the writing."""
    needles = _needles(search)
    out: Counter[str] = Counter()
    for text in texts if needles else ():
        for writing in _WRITINGS:
            out.update({name: count for name, count in writing(text, needles) if count})
        out.update({name: 1 for name, said in spelled(text) if holds(said, search)})
        if not holds(text, search):
            out.update(_in_parts(text, needles))
        if (read := unescaped(text)) != text and holds(read, search) and not holds(text, search):
            out["escapes"] += 1
    return out


def _needles(search: Search) -> list[str]:
    """The words and numbers of the terms as one run of letters and digits; ordinary words, and those that are
    too short, are none."""
    out = {
        one.needle: None
        for one in search.wanted
        if one.needle.isascii()
        and not (one.capital or one.gaps or one.odd)
        and len(one.needle) >= _least(one.needle)
    }
    return [word for word in out if not any(other != word and other in word for other in out)]


def _least(needle: str) -> int:
    return _LEAST_LETTERS if needle.isalpha() else _LEAST_DIGITS


def _cases(needle: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((needle, needle.capitalize(), needle.upper())))


def _base64(text: str, needles: Sequence[str]) -> _Found:
    """Base64 of bytes of UTF-8 and UTF-16, also as addresses write it; and base32."""
    run = re.sub(r"\s+", "", text)
    for name, codes in (("base64", _in_64), ("base32", _in_32)):
        yield name, sum(run.count(code) for needle in needles for code in codes(needle))


@cache
def _in_64(needle: str) -> frozenset[str]:
    out = {
        _sure(base64.b64encode, b"\0" * before + data, before, len(data), 6)
        for word in _cases(needle)
        for data in (word.encode(), word.encode("utf-16-le"))
        for before in range(3)
    }
    sure = {code for code in out if len(code) >= _LEAST_SURE[0]}
    return frozenset(sure | {code.translate(str.maketrans("+/", "-_")) for code in sure})


@cache
def _in_32(needle: str) -> frozenset[str]:
    out = {
        _sure(base64.b32encode, b"\0" * before + word.encode(), before, len(word), 5)
        for word in _cases(needle)
        for before in range(5)
    }
    return frozenset(code for code in out if len(code) >= _LEAST_SURE[1])


def _sure(code: Callable[[bytes], bytes], data: bytes, before: int, length: int, bits: int) -> str:
    """The signs of coded data that only the bytes behind the first `before` decide."""
    return code(data).decode()[-(-before * 8 // bits) : (before + length) * 8 // bits]


def _in_bytes(text: str, needles: Sequence[str]) -> _Found:
    """The bytes of letters, in hexadecimal or in ones and zeros."""
    digits = re.sub(r"(?:0x|\\x|[\s:,;-])+", "", text.lower())
    bits = re.sub(r"\s+", "", text)
    yield "hexadecimal", sum(digits.count(word.encode().hex()) for one in needles for word in _cases(one))
    yield (
        "ones and zeros",
        sum(
            bits.count("".join(f"{ord(letter):0{wide}b}" for letter in word))
            for one in needles
            for word in _cases(one)
            for wide in (7, 8)
        ),
    )


def _in_numbers(text: str, needles: Sequence[str]) -> _Found:
    """A number for each letter: its code, also to the base of eight, or its place in the alphabet."""
    numbers = f" {' '.join(re.findall(r'[0-9]+', text))} " if any(map(str.isdigit, text)) else ""
    words = [word for one in needles for word in _cases(one)]
    long = [one for one in needles if one.isalpha() and len(one) >= _LEAST_SHIFTED]
    yield (
        "codes of letters",
        _counted(numbers, words, lambda letter: str(ord(letter)))
        + _counted(numbers, words, lambda letter: f"{ord(letter):o}"),
    )
    yield "places in the alphabet", _counted(numbers, long, lambda letter: str(ord(letter) - 96))


def _counted(numbers: str, words: Iterable[str], number: Callable[[str], str]) -> int:
    """How often words stand among the numbers, with this number for each letter."""
    return sum(numbers.count(f" {' '.join(map(number, word))} ") for word in words)


def _shifted(text: str, needles: Sequence[str]) -> _Found:
    """Words in ROT13, in another shifted alphabet, in one that is turned round, or from end to beginning."""
    words = Counter(re.findall(r"[a-z]{5,}", plain(text).text))
    pairs = {
        word.replace("vv", "w").replace("rn", "m"): word for word in words if "vv" in word or "rn" in word
    }
    yield "two letters for one", sum(words[pairs[one]] for one in needles if pairs.get(one, one) != one)
    for one in filter(str.isalpha, needles):
        yield "ROT13", words[_moved(one, 13)]
        yield "a word from its end", words[one[::-1]] if one != one[::-1] else 0
        if len(one) >= _LEAST_SHIFTED:
            yield "a shifted alphabet", sum(words[_moved(one, by)] for by in range(1, 26) if by != 13)
            yield "a shifted alphabet", words["".join(chr(219 - ord(letter)) for letter in one)]


def _moved(word: str, by: int) -> str:
    return "".join(chr((ord(letter) - 97 + by) % 26 + 97) for letter in word)


_SIGNS = str.maketrans("0123456789@$!|+€(", "olzeasgtbgaslltec")
_MIXED = re.compile(r"[A-Za-z0-9@$!|+€(]{5,40}")


def _in_signs(text: str, needles: Sequence[str]) -> _Found:
    """Digits and signs for some of the letters of a word."""
    wanted = {one.replace("i", "l"): one for one in needles if one.isalpha()}
    found = 0
    for token in set(_MIXED.findall(text)) if wanted else ():
        if not token.isalpha() and any(map(str.isalpha, token)):
            seen = token.lower().translate(_SIGNS).replace("i", "l")
            found += any(one in {seen, seen.rstrip("l")} for one in wanted)
    yield "digits for letters", found


def _in_parts(text: str, needles: Sequence[str]) -> dict[str, int]:
    """Numbers with words between their parts."""
    numbers = [one for one in needles if one.isdigit()]
    run = _BETWEEN.sub("", text) if numbers else ""
    found = sum(run.count(one) for one in numbers)
    return {"a number in parts": found} if found else {}


_BETWEEN = re.compile(r"\D{1,24}")

_DASHES = re.compile(r"[·•∙.*]|[—–−‒_-]")


def _in_morse(text: str, needles: Sequence[str]) -> _Found:
    signs = _DASHES.sub(lambda one: "." if one[0] in "·•∙.*" else "-", text)
    run = f" {re.sub('[^.-]+', ' ', signs)} "
    yield "Morse", sum(run.count(f" {' '.join(MORSE[letter] for letter in one)} ") for one in needles)


def _spun_out(text: str, needles: Sequence[str]) -> _Found:
    """Words of which each letter stands twice or more, or every other is another's; and long ones that one
    letter tells from a term."""
    wanted = {one: _once(one) for one in needles if one.isalpha()}
    tokens = Counter(_LONG_WORD.findall(plain(text).text)) if wanted else Counter[str]()
    for token, count in tokens.items():
        for one, once in wanted.items():
            if one in token:
                continue
            if once in _once(token) and len(token) > len(one) + _LEAST_MORE:
                yield "letters more than once", count * (_once(token) == once)
            elif len(token) >= 2 * len(one) - 1 and one in (token[::2], token[1::2]):
                yield "every other letter", count
            elif len(one) >= _LEAST_NEAR and is_within_one(token, one):
                yield "one letter more, less or other", count


_LONG_WORD = re.compile(r"[a-z]{6,100}")
_LEAST_MORE, _LEAST_NEAR = 1, 8
"""Letters by which a word with doubled letters is longer, and letters of a term that one other letter does
not make another word."""


def _once(word: str) -> str:
    """A word with each run of one letter as one."""
    return _RUNS.sub(r"\1", word)


def _first_letters(text: str, needles: Sequence[str]) -> _Found:
    """Words in the first letters of lines, or of words one after the other."""
    long = [one for one in needles if one.isalpha() and len(one) >= _LEAST_NEAR]
    for first in (_FIRST_OF_LINES, _FIRST_OF_WORDS) if long else ():
        letters = plain("".join(first.findall(text))).text
        yield "first letters", sum(letters.count(one) for one in long)


_FIRST_OF_LINES = re.compile(r"(?m)^[^\w\n]*([^\W\d_])")
_FIRST_OF_WORDS = re.compile(r"(?<!\w)([^\W\d_])")
_RUNS = re.compile(r"(.)\1+")
_WRITINGS: tuple[Callable[[str, Sequence[str]], _Found], ...] = (
    _base64,
    _in_bytes,
    _in_numbers,
    _shifted,
    _in_signs,
    _in_morse,
    _spun_out,
    _first_letters,
)

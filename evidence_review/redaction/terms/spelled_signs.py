"""Letters and digits that a text spells with words, dots, dashes or escapes, as the letters and digits
themselves."""

import html
import re
from collections.abc import Iterator

_MORSE_SIGNS = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
    "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
)
MORSE = dict(zip("abcdefghijklmnopqrstuvwxyz0123456789", _MORSE_SIGNS.split(), strict=True))
_DOTS = bytes.fromhex("0103091911 0b1b130a1a 05070d1d15 0f1f170e1e 25273a2d3d35")
_BRAILLE = {chr(0x2800 + dots): chr(97 + at) for at, dots in enumerate(_DOTS)} | {chr(0x2800): " "}
_BRAILLE_RUN = re.compile("[\u2801-\u28ff](?:[\u2800-\u28ff ]*[\u2801-\u28ff])?")
_BRAILLE_NUMBER = re.compile("\u283c([\u2801-\u281f]+)")
_RADIO = (
    "alfa|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|"
    "quebec|romeo|sierra|tango|uniform|victor|whiske?y|x-?ray|yankee|zulu"
)
_RADIO_WORD = re.compile(_RADIO, re.IGNORECASE)
_RADIO_RUN = re.compile(rf"(?:\b(?:{_RADIO})\b[\s,.;/-]*){{4,}}", re.IGNORECASE)
_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TIES = "twenty thirty forty fifty sixty seventy eighty ninety"
_DIGITS = {
    **dict.fromkeys(("oh", "o", "zero", "nought", "naught", "nil"), "0"),
    **{word: str(at) for at, word in enumerate(_ONES.split(), 1)},
}
_TENS = {
    **{word: str(at) for at, word in enumerate(_TEENS.split(), 10)},
    **{word: str(at) for at, word in enumerate(_TIES.split(), 2)},
}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_NUMBER_WORD = "|".join((*_DIGITS, *_TENS, *_TIMES, "hundred", "and"))
_NUMBER_RUN = re.compile(rf"(?:\b(?:{_NUMBER_WORD}|\d{{1,6}})\b[\s,.;/()+-]*){{3,}}", re.IGNORECASE)
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}|=[0-9A-F]{2}|\\u\{?[0-9A-Fa-f]{4}\}?|\\x[0-9A-Fa-f]{2}|&#?\w{2,8};")
_READ = re.compile(r"\\u\{?([0-9A-Fa-f]{4})\}?|\\x([0-9A-Fa-f]{2})|=([0-9A-F]{2})")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_LEAST_DIGITS = 7


def spelled(text: str) -> Iterator[tuple[str, str]]:
    """(name of the writing, what it says) for each run that spells something."""
    for found in _BRAILLE_RUN.finditer(text):
        digits = _BRAILLE_NUMBER.sub(lambda run: _braille_digits(run[1]), found[0])
        yield "Braille", "".join(_BRAILLE.get(letter, letter) for letter in digits)
    for found in _RADIO_RUN.finditer(text):
        yield "spelled letters", "".join(word[0] for word in _RADIO_WORD.findall(found[0]))
    for found in _NUMBER_RUN.finditer(text):
        for run in _number_runs(found[0]):
            digits = _digits(run)
            if len(digits) >= _LEAST_DIGITS:
                yield "a number in words", digits


def _number_runs(run: str) -> set[str]:
    """A run of numbers and number words, and without the figures before and behind its words: a date or a
    row's number may stand there."""
    words = [found.span() for found in re.finditer(r"\b(?!and\b)[A-Za-z]+", run, re.IGNORECASE)]
    return (
        {run[start:end] for start in (0, words[0][0]) for end in (len(run), words[-1][1])} if words else set()
    )


def unescaped(text: str) -> str:
    """The text with the escapes of addresses, mail, scripts and pages read."""
    if not _ESCAPED.search(text):
        return text
    return html.unescape(_PERCENT.sub(_letters, _READ.sub(_sign, text)))


def _letters(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")


def _sign(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or found[3], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _braille_digits(signs: str) -> str:
    """Digits behind the sign for numbers: the letters a to j."""
    letters = (_BRAILLE.get(sign, "") for sign in signs)
    return "".join(str((ord(letter) - 96) % 10) for letter in letters if "a" <= letter <= "j")


def _digits(said: str) -> str:
    """The digits that words say one after the other: "double oh seven" is 007, "nine hundred" 900, "forty two"
    42."""
    out: list[str] = []
    words = re.findall(r"[a-z]+|\d+", said.lower())
    times = 1
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        if word in _TIMES:
            times = _TIMES[word]
            continue
        out.append(_said(word, after) * times)
        times = 1
    return "".join(out)


def _said(word: str, after: str) -> str:
    """The digits of one word of a number, before another."""
    if word == "and":
        return ""
    if word == "hundred":
        return "" if after == "and" or after in _TENS else "00"
    if word not in _TENS:
        return _DIGITS.get(word, word)
    value = _TENS[word]
    return value if len(value) == 2 or after in _DIGITS else f"{value}0"

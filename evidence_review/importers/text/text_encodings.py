"""The encoding of a plain text that does not say it: what `decode_text` finds, and beyond that UTF-16 without
a mark and other alphabets.

Every guess is told as a guess; nothing here raises (reference/formats.md 3.5: detectors disagree with each
other on many files).
"""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from string import ascii_letters

from evidence_review.importers.plugin import MIXED, Decoded, decode_text, line_kind, mixed
from evidence_review.importers.text.text_languages import code_by_language
from evidence_review.importers.text.text_words import code_by_words

_SAMPLE = 20_000
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_COMMON_HANGUL = frozenset(
    bytes((row, cell)).decode("euc_kr") for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF)
)
"""The 2,350 syllables of KS X 1001, of which nearly all Korean is made; Japanese read as Korean is mostly
others."""
_COMMON_ARABIC = frozenset("ابتجحدرسشعفقكلمنهويىةأإ،")
_ENDS_OF_WORDS = frozenset(" \n\r\u3000。")
_LETTERS = frozenset(ascii_letters.encode())
_ESCAPED = (("iso2022_jp_2", b"\x1b$"), ("iso2022_kr", b"\x1b$)C"), ("hz", b"~{"))
_COMMON_HAN = frozenset(
    (
        "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三"
        "已老从动两长知民样现分將外但身些与高意进把法此實回二理美点月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由"
        "卻代軍產入先山五太水萬市見面吧"
    )
)


def text_of(data: bytes) -> Decoded:
    """The text of a file that is one. Padding of zeros at its end is no text; a NUL between words becomes
    U+FFFD."""
    found = _marked_or_guessed(data)
    if "\x00" not in found.text:
        return found
    return replace(found, text=found.text.rstrip("\x00").replace("\x00", "\ufffd"), certain=False)


def decoded_by_language(data: bytes) -> Decoded:
    """What `decode_text` finds, and where that is Windows-1252 for want of anything else, what the letters
    say."""
    found = decode_text(data)
    return text_of(data) if found.encoding == "cp1252" and b"\x00" not in data else found


def _marked_or_guessed(data: bytes) -> Decoded:
    if data.startswith(_MARKS):
        return _decode_by_mark(data)
    if b"\x00" in data[:_SAMPLE]:
        return wide(data) or decode_text(data.rstrip(b"\x00"))
    found = _escaped(data) or decode_text(data)
    if found.encoding.startswith(MIXED):
        rest = b"".join(line for line in data.splitlines(keepends=True) if line_kind(line) == "other")
        return mixed(data, _other_alphabet(rest[:_SAMPLE]) or "cp1252") or found
    other = _other_alphabet(data[:_SAMPLE]) if found.encoding == "cp1252" else ""
    return Decoded(data.decode(other, "replace"), other, certain=False) if other else found


def _decode_by_mark(data: bytes) -> Decoded:
    """A text with a byte order mark; half a character at the end of UTF-16 is left out."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} and len(data) % 2:
        return replace(decode_text(data[:-1]), certain=False)
    return decode_text(data)


def _escaped(data: bytes) -> Decoded | None:
    """Japanese, Korean and Chinese written in seven bits, where escapes say so and all of it is sound."""
    for name, mark in _ESCAPED:
        if data.isascii() and mark in data:
            with suppress(UnicodeDecodeError):
                text = data.decode(name)
                if not text.isascii():
                    return Decoded(text, name, certain=True)
    return None


def wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: two bytes a character give words of living alphabets, with blanks or
    line ends among them."""
    sample = data[: min(len(data), _SAMPLE) // 2 * 2].rstrip(b"\x00")
    sample += b"\x00" * (len(sample) % 2)
    order = (
        ("utf-16-be", "utf-16-le")
        if sample[::2].count(0) > sample[1::2].count(0)
        else ("utf-16-le", "utf-16-be")
    )
    for name in order:
        if _holds_words(sample.decode(name, "replace").rstrip("\x00")):
            return Decoded(
                data[: len(data) // 2 * 2].decode(name, "replace").rstrip("\x00"), name, certain=False
            )
    return None


def _holds_words(text: str) -> bool:
    if not text or "\ufffd" in text or sum(map(_is_sound, text)) < 0.99 * len(text):
        return False
    if _ENDS_OF_WORDS.isdisjoint(text) and sum(map(str.isascii, text)) * 2 < len(text):
        return False
    scripts = {ord(each) >> 8 for each in text if each.isalpha() and not "\u3400" <= each <= "\ud7ff"}
    return len(scripts) <= 6


def _is_sound(letter: str) -> bool:
    return letter in "\r\n\t\f\ufeff" or unicodedata.category(letter)[0] in "LMNPSZ"


def _between(first: str, last: str) -> Callable[[str], bool]:
    return lambda each: first <= each <= last


_MANY_BYTES: tuple[tuple[str, Callable[[str], bool], float], ...] = (
    ("cp932", _between("\u3041", "\u30ff"), 0.15),
    ("euc_jp", _between("\u3041", "\u30ff"), 0.15),
    ("cp949", _COMMON_HANGUL.__contains__, 0.7),
    ("gb18030", _COMMON_HAN.__contains__, 0.25),
    ("big5", _COMMON_HAN.__contains__, 0.25),
)
_RUSSIAN, _GREEK, _ARABIC = frozenset("оеаинтсрвл"), frozenset("αοιετσνρπκίόάές"), frozenset("اليمنتروبد")
_ALPHABETS: tuple[tuple[str, Callable[[str], bool], float, frozenset[str]], ...] = (
    (
        "cp1255",
        _between("א", "ת"),
        0.97,
        frozenset("יוהלארתבשמםנ"),
    ),  # before Cyrillic, whose small letters lie there too, but more of them
    ("cp1251", _between("а", "ё"), 0.7, _RUSSIAN),
    ("koi8_r", _between("а", "ё"), 0.7, _RUSSIAN),
    ("cp866", _between("а", "ё"), 0.7, _RUSSIAN),
    ("iso8859_5", _between("а", "ё"), 0.7, _RUSSIAN),
    ("mac_cyrillic", _between("а", "ё"), 0.85, _RUSSIAN),
    ("cp855", _between("а", "ё"), 0.85, _RUSSIAN),
    ("cp1253", _between("ά", "ώ"), 0.7, _GREEK),
    ("cp1256", _COMMON_ARABIC.__contains__, 0.6, _ARABIC),
    ("iso8859_6", _COMMON_ARABIC.__contains__, 0.6, _ARABIC),
)
_THAI = (("cp874", _between("ก", "๛"), 0.9),)
"""A code, which of its letters are the usual ones of a text, and what share of the letters beyond ASCII they
must make; of alphabets also the commonest letters, by which those that fit are told apart. Thai comes last,
since its letters fill the whole code.
"""
_NO_GREEK = re.compile(r"σ\b|ς\w")
"""A sigma in the form that it does not have there."""
_PLAINLY = 0.6


def _other_alphabet(sample: bytes) -> str:
    """The code of a text most of whose letters would be accented in Windows-1252, as in no language written
    in it, or of one in another language; "" where none fits."""
    high = sum(each >= 0x80 for each in sample)
    has_old_ends = b"\r" in sample and b"\n" not in sample
    old_macintosh = "mac_roman" if high and has_old_ends else ""
    if high < 8:
        return old_macintosh or code_by_words(sample)
    letters = sum(map(_LETTERS.__contains__, sample))
    if high < letters // 2:
        return old_macintosh or code_by_language(sample) or code_by_words(sample)
    return _by_letters(sample)


def _by_letters(sample: bytes) -> str:
    alphabet, commonest = _alphabet(sample)
    many_bytes = _best(sample, _MANY_BYTES, strictly=True)
    if commonest >= _PLAINLY and many_bytes in {"gb18030", "big5"}:
        # a quarter of common signs is soon there by chance
        codes = tuple((code, usual, _PLAINLY) for code, usual, _ in _MANY_BYTES)
        many_bytes = _best(sample, codes, strictly=True)
    return many_bytes or code_by_words(sample) or alphabet or code_by_language(sample) or _best(sample, _THAI)


def _alphabet(sample: bytes) -> tuple[str, float]:
    """The alphabet of which most letters are usual and more than in any other are common ones, and how many
    are; ("", 0) where none fits."""
    best, most = "", 0.0
    for name, usual, least, common in _ALPHABETS:
        if _best(sample, ((name, usual, least),)):
            text = sample.decode(name, "replace").lower()
            beyond = [each for each in text if each > "\x7f"]
            share = sum(map(common.__contains__, beyond)) / len(beyond)
            share -= bool(name == "cp1253" and _NO_GREEK.search(text))
            if share > most or not best:
                best, most = name, share
    return best, most


def _best(
    sample: bytes, codes: tuple[tuple[str, Callable[[str], bool], float], ...], *, strictly: bool = False
) -> str:
    best, most = "", 0.0
    for name, usual, least in codes:
        text = sample.decode(name, "replace")
        beyond = [each for each in text if each > "\x7f"]
        share = sum(map(usual, beyond)) / max(1, len(beyond))
        broken = text[:-2].count("\ufffd") * (1000 if strictly else 50) > len(text)
        if share >= least and share > most and not broken:
            best, most = name, share
    return best

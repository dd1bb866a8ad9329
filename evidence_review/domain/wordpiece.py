"""Cuts a text into the word pieces that the language models were trained on (plain WordPiece, uncased BERT).

Gives the same ids as the published tokenizer, except that control signs such as "[SEP]" in a message stay
text.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.models import checked

_LONGEST_WORD, _LONGEST_PIECE = 100, 24  # letters; no piece of the vocabulary has more
_RUN = re.compile(r"[^ \t\n\r]+")
_MOST_PIECES = 16
_HAN = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def pieces(text: str, limit: int) -> list[int]:
    """The ids of a text's word pieces between the start and end sign, at most `limit` in all; two where there
    is no word."""
    vocab = load_vocabulary()
    ids = [vocab["[CLS]"]]
    for run in _RUN.finditer(
        text
    ):  # nothing reaches over a blank, and what stands behind the limit is not looked at
        ids += _ids_of_run(run.group()) if len(run.group()) <= _LONGEST_WORD else _ids(run.group())
        if len(ids) >= limit:
            break
    return [*ids[: limit - 1], vocab["[SEP]"]]


@lru_cache(maxsize=65536)
def _ids_of_run(run: str) -> tuple[int, ...]:
    """The ids of what stands between two blanks; most of it stands so in many texts."""
    return tuple(_ids(run))


def _ids(text: str) -> list[int]:
    return [one for word in _words(text) for one in _word_ids(word)]


# A shortened web address, whose letters say nothing (“t.co/x7Kd0Pq”), is one word of one piece; one that may
# name somebody is read as any words.
_WORD = re.compile(
    r"(?P<link>[Hh]ttps?://(?!(?:t|wa|fb|m)\.me/)[a-z]{1,8}\.[a-z]{2,4}/(?=[A-Za-z]*\d|"
    r"[A-Za-z]*[a-z][A-Z])[A-Za-z\d]{4,14}+(?!\w|[/%?=&#@~+-]|\.\w))"
    r"|[^\W_]+|\S"
)
_LINK = "http"


_CLOSES = frozenset(".!?")
Placed = tuple[int, int, tuple[int, ...]]  # start and end in code points, ids of the pieces


def passages(text: str, limit: int) -> Iterator[list[Placed]]:
    """The words and single signs of a text, in runs of at most `limit` pieces, cut behind a line or sentence
    where one ends."""
    run: list[Placed] = []
    size = cut = 0
    for match in _WORD.finditer(text):
        ids = ids_of_word(_LINK if match["link"] else match.group())
        if run and "\n" in text[run[-1][1] : match.start()]:
            cut = len(run)
        if size + len(ids) > limit:
            at = cut if cut * 3 > len(run) else len(run)
            yield run[:at]
            run, cut = run[at:], 0
            size = sum(len(word[2]) for word in run)
        run.append((match.start(), match.end(), ids))
        size += len(ids)
        if match.group() in _CLOSES:
            cut = len(run)
    if run:
        yield run


@lru_cache(maxsize=65536)
def ids_of_word(word: str) -> tuple[int, ...]:
    """The ids of one word's pieces, one to sixteen; what is behind its first 100 letters is left unread."""
    if word.isascii():
        return tuple(_word_ids(word[:_LONGEST_WORD].lower()))[:_MOST_PIECES]
    bare = "".join(_spaced(word[:_LONGEST_WORD]).split())[:_LONGEST_WORD]
    return tuple(_word_ids(bare))[:_MOST_PIECES] or (load_vocabulary()["[UNK]"],)


@lru_cache(maxsize=1)
def load_vocabulary() -> dict[str, int]:
    """The ids of the word pieces; CaseProblem where the file is missing or not the one in the manifest."""
    try:
        vocab: dict[str, int] = json.loads(checked("minilm-word-pieces", "minilm/tokenizer.json"))["model"][
            "vocab"
        ]
    except (ValueError, KeyError, TypeError) as fault:
        raise CaseProblem(
            "The vocabulary of the language model cannot be read; install the program again."
        ) from fault
    return vocab


def _words(text: str) -> Iterator[str]:
    for word in _spaced(text).split():
        start = 0
        for at, letter in enumerate(word):
            if _is_point(letter):
                if start < at:
                    yield word[start:at]
                yield letter
                start = at + 1
        if start < len(word):
            yield word[start:]


def _spaced(text: str) -> str:
    """Clean lower-case text without marks, Han characters set apart."""
    cleaned = "".join(_cleaned(letter) for letter in text)
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", cleaned) if unicodedata.category(letter) != "Mn"
    )
    return bare.lower()


def _cleaned(letter: str) -> str:
    if letter in " \t\n\r":
        return " "
    if letter == "\ufffd" or unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"}:
        return ""
    if letter.isspace():
        return " "
    return (
        f" {letter} "
        if letter > "\u33ff" and any(low <= ord(letter) <= high for low, high in _HAN)
        else letter
    )


def _is_point(letter: str) -> bool:
    if letter.isascii():
        return letter.isprintable() and not letter.isalnum()
    return unicodedata.category(letter)[0] == "P"


def _word_ids(word: str) -> list[int]:
    """Longest match from the left; a word with a part that is no piece is one unknown sign."""
    vocab = load_vocabulary()
    unknown = [vocab["[UNK]"]]
    length = len(word)
    if length > _LONGEST_WORD:
        return unknown
    ids: list[int] = []
    start, lead = 0, ""
    while start < length:
        end = min(length, start + _LONGEST_PIECE)
        found = None
        while end > start and (found := vocab.get(lead + word[start:end])) is None:
            end -= 1
        if found is None:
            return unknown
        ids.append(found)
        start, lead = end, "##"
    return ids

"""A second, independent way to find every hit: by plain search in a spaced-out line of text.

It shares nothing with `terms.match` but `domain.text.fold`, so that the two can be held against each other:
equal hit sets over a pool are the proof that no agreed term was missed (reference/relevance.md 3.2). Keep it
simple, and never let it call `words`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidence_review.domain.enquiry import MOST_GAP, Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import TermKind
from evidence_review.domain.text import fold
from evidence_review.relevance.term_hits import TermHit

_GAP = "\n"
_WITHOUT_SPACES = (
    "\u0e00\u0eff",
    "\u1000\u109f",
    "\u1780\u17ff",
    "\u3040\u30ff",
    "\u3400\u9fff",
    "\uf900\ufaff",
    "\U00020000\U0003ffff",
)

type Letter = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Needed:
    """What a text of plain letters must have to hold a form: one of these words, or all pieces of one of the
    others."""

    words: frozenset[str]
    others: tuple[tuple[str, ...], ...]


def scan(text: str, terms: Sequence[Term]) -> set[TermHit]:
    """Every hit of every active form in one text, by the rules that `terms.match` states."""
    letters = list(_letters(text))
    lines = {False: _line(letters, points=False), True: _line(letters, points=True)}
    found: set[TermHit] = set()
    for term in terms:
        if term.kind == TermKind.REGEX:
            continue
        for form in term.active_forms():
            if term.kind == TermKind.PHRASE and term.gap:
                found |= {
                    TermHit(term.text, form, start, end)
                    for start, end in _apart(lines[False], form, min(term.gap, MOST_GAP))
                }
                continue
            as_written, wanted = _wanted(form, term.kind)
            if wanted.strip(_GAP):
                found |= {
                    TermHit(term.text, form, start, end) for start, end in _places(lines[as_written], wanted)
                }
    return found


@lru_cache(maxsize=4096)
def _wanted(form: str, kind: TermKind) -> tuple[bool, str]:
    letters = list(_letters(form))
    plain, full = (_text(_line(letters, points=points)) for points in (False, True))
    if plain != full and (kind == TermKind.EMOJI or not plain.strip(_GAP)):
        return True, full
    return False, plain


def _places(line: list[Letter], wanted: str) -> Iterator[tuple[int, int]]:
    text = _text(line)
    at = text.find(wanted)
    while at >= 0:
        yield line[at + 1][1], line[at + len(wanted) - 2][2]
        at = text.find(wanted, at + 1)


def scan_pool(texts: Sequence[tuple[ItemId, str]], terms: Sequence[Term]) -> frozenset[ItemId]:
    """The items of a pool that any active form hits: every text is looked at, and those that cannot hold a
    form are passed over quickly."""
    needed = _needed(tuple(terms))
    return frozenset(item for item, text in texts if _may_hit(text, needed) and scan(text, terms))


def _may_hit(text: str, needed: _Needed) -> bool:
    """Whether a text might hold a form: whether the words and signs of one stand in it as they are. Odd
    letters, and long runs, may always."""
    if not _plain_letters().fullmatch(text) or _LONG_RUN.search(text):
        return True
    line = text.lower().replace("\ufe0f", "")
    said = set(_PLAIN_WORD.findall(line))
    return not needed.words.isdisjoint(said) or any(all(piece in said or (piece in line and not (piece.isascii() and piece.isalnum())) for piece in pieces) for pieces in needed.others)  # fmt: skip


@lru_cache(maxsize=64)
def _needed(terms: tuple[Term, ...]) -> _Needed:
    """For each active form the pieces without which no text of plain letters holds it: its runs of ASCII
    letters and digits, and each other letter."""
    forms = {form for term in terms if term.kind != TermKind.REGEX for form in term.active_forms()}
    found = {_pieces(_RUN.sub(r"\1\1", fold(form).text)) for form in forms}
    alone = {pieces for pieces in found if len(pieces) == 1 and _PLAIN_WORD.fullmatch(pieces[0])}
    return _Needed(frozenset(pieces[0] for pieces in alone), tuple(sorted(found - alone)))


def _pieces(form: str) -> tuple[str, ...]:
    """Its words and signs; its points only where there is nothing else, since points between words do not
    count."""
    found = [
        piece for piece in _PIECE.findall(form) if piece.isascii() or unicodedata.category(piece)[0] in "LNS"
    ]
    return tuple(found or _POINTS.findall(form))


_RUN = re.compile(r"([^\W\d_])\1{2,}")
_PLAIN_WORD = re.compile("[a-z0-9]+")
_LONG_RUN = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_PIECE = re.compile(r"[a-z0-9]+|[^\x00-\x7f]")
_POINTS = re.compile(
    r"[!#-&(-,./:-@\[-_{-~]"
)  # not quotes, hyphens or grave marks, which have several shapes


@lru_cache(maxsize=1)
def _plain_letters() -> re.Pattern[str]:
    """Texts of ASCII, quotes, dashes, pound and euro, Latin letters with marks, and signs and emoji, where
    folding changes capitals alone: nothing else stands for a letter there."""
    blocks = (*range(0x2600, 0x27C0), *range(0x1F1E6, 0x1F200), *range(0x1F300, 0x1FB00))
    signs = [
        chr(code)
        for code in blocks
        if unicodedata.category(chr(code)) == "So" and fold(chr(code)).text == chr(code)
    ]
    letters = [
        chr(code)
        for code in range(0xC0, 0x180)
        if chr(code).isalpha() and fold(chr(code)).text == chr(code).lower() > "\x7f"
    ]
    return re.compile("[\\x00-\\x7f‘’“”–—£€\ufe0f" + re.escape("".join(letters + signs)) + "]*")


def _apart(line: list[Letter], form: str, gap: int) -> Iterator[tuple[int, int]]:
    """The words of a form in order with at most so many words between, from each place where they can begin;
    by a pattern over the line."""
    row = _text(_line(list(_letters(form)), points=False)).strip(_GAP).split(_GAP)
    if not row[0]:
        return
    between = rf"(?:[^{_GAP}]+{_GAP}){{0,{gap}}}?"
    pattern = re.compile(_GAP + f"{_GAP}{between}".join(map(re.escape, row)) + _GAP)
    text = _text(line)
    at = pattern.search(text)
    while at:
        yield line[at.start() + 1][1], line[at.end() - 2][2]
        at = pattern.search(text, at.start() + 1)


def _text(line: list[Letter]) -> str:
    return "".join(letter for letter, _, _ in line)


def _line(letters: Sequence[Letter], *, points: bool) -> list[Letter]:
    """The letters with one gap between words, before the first and after the last."""
    out: list[Letter] = [(_GAP, 0, 0)]
    for letter in letters:
        character = letter[0]
        if _in_word(character):
            out.append(letter)
        elif _is_gap(character) or (unicodedata.category(character).startswith("P") and not points):
            out.append((_GAP, 0, 0))
        else:
            out += [(_GAP, 0, 0), letter, (_GAP, 0, 0)]
    out.append((_GAP, 0, 0))
    return [
        letter
        for before, letter in zip([("", 0, 0), *out], out, strict=False)
        if letter[0] != _GAP or before[0] != _GAP
    ]


@lru_cache(maxsize=4096)
def _in_word(character: str) -> bool:
    alone = any(block[0] <= character <= block[1] for block in _WITHOUT_SPACES)
    return unicodedata.category(character)[0] in {"L", "M", "N"} and not alone


@lru_cache(maxsize=4096)
def _is_gap(character: str) -> bool:
    return unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cc", "Cf", "Cs"}


def _letters(text: str) -> Iterator[Letter]:
    """The folded letters: "n't" closed up, marks joined to their letter, a letter at most twice in a row."""
    last = ("", "")
    repeats: Letter | None = None
    for letter in _joined(_closed(text)):
        if letter[0].isalpha() and last == (letter[0], letter[0]) and repeats:
            repeats = (letter[0], repeats[1], letter[2])
            continue
        if repeats:
            yield repeats
        last, repeats = (last[1], letter[0]), letter
    if repeats:
        yield repeats


def _closed(text: str) -> Iterator[Letter]:
    folded = fold(text)
    line = folded.text
    at = 0
    while at < len(line):
        here = 2 if line.startswith(" \u0301", at) else 1 if line[at] in "'`\u2032\u02b9" else 0
        if here and at and line[at - 1] == "n" and line[at + here : at + here + 1] == "t":
            yield "\u02bc", folded.starts[at], folded.ends[at + here - 1]
            at += here
        else:
            yield line[at], folded.starts[at], folded.ends[at]
            at += 1


def _joined(letters: Iterator[Letter]) -> Iterator[Letter]:
    held: list[Letter] = []
    for letter in letters:
        follows = unicodedata.category(letter[0])[0] == "M" or "\u1160" <= letter[0] <= "\u11ff"
        if held and not follows:
            yield from _composed(held)
            held = []
        held.append(letter)
    yield from _composed(held)


def _composed(held: list[Letter]) -> Iterator[Letter]:
    whole = unicodedata.normalize("NFC", "".join(letter for letter, _, _ in held))
    if whole == "".join(letter for letter, _, _ in held):
        yield from held
    else:
        for letter in whole:
            yield letter, held[0][1], held[-1][2]

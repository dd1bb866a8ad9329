"""Rows for training: the shared pack and made-up British texts, cut to windows of word pieces with a label for each word.

Corpora label different things: a row carries the kinds its corpus looked for, and the others are never taught to be absent.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import british_chat
import british_records
from noise import Row, noisy, renamed

from evidence_review.domain.wordpiece import passages

KINDS = ("PERSON", "LOC", "ORG", "HANDLE", "ADDRESS", "SCHOOL", "WORKPLACE", "HEALTH", "DATE_OF_BIRTH", "RELATIONSHIP", "DATETIME", "DEM", "QUANTITY", "CODE", "MISC")  # fmt: skip
LABELS = ("O", *(f"{lead}-{kind}" for kind in KINDS for lead in "BI"))
LIMIT = 94  # pieces, before the start and end sign
CORPORA = {
    "btc_train": ("PERSON", "LOC", "ORG", "HANDLE"),
    "wnut17_train": ("PERSON", "LOC", "ORG"),
    "wikigold": ("PERSON", "LOC", "ORG", "MISC"),
    "emailcoref_train": ("PERSON", "LOC", "ORG", "CODE"),
    "tab_train": ("PERSON", "LOC", "ORG", "DATETIME", "DEM", "QUANTITY", "CODE", "MISC"),
}
OURS = ("PERSON", "LOC", "ORG", "HANDLE", "ADDRESS", "SCHOOL", "WORKPLACE", "HEALTH", "DATE_OF_BIRTH", "RELATIONSHIP", "CODE")
SHARE = {"wikigold": 0.6, "tab_train": 0.6}  # formal prose is learnt sooner: part of it in each pass
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? ")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces with the place of the word each belongs to, the case of each, a label for each word, and the kinds looked for."""

    ids: list[int]
    word_of: list[int]
    cases: list[int]
    labels: list[int]
    kinds: tuple[str, ...]


def case_of(word: str) -> int:
    """0 no capital, 1 the first, 2 all of several, 3 mixed."""
    if word.islower() or word == word.lower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[0].isupper() and word[1:] == word[1:].lower() else 3


def windows(row: Row, kinds: tuple[str, ...]) -> Iterator[Window]:
    """A row cut to windows."""
    text, spans = row
    for words in passages(text, LIMIT):
        ids, word_of, cases, labels = [], [], [], []
        for at, (start, end, pieces) in enumerate(words):
            ids += pieces
            word_of += [at] * len(pieces)
            cases += [case_of(text[start:end])] * len(pieces)
            labels.append(label(start, end, spans))
        yield Window(ids, word_of, cases, labels, kinds)


def label(start: int, end: int, spans: list[tuple[int, int, str]]) -> int:
    """The label of the word at this place."""
    for s, e, kind in spans:
        if s < end and start < e and kind in KINDS:
            return LABELS.index(f"{'B' if start <= s else 'I'}-{kind}")
    return 0


def corpus(folder: Path, name: str) -> list[Row]:
    """The rows of one file, its kinds in our names."""
    rows: list[Row] = []
    for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = entry["text"]
        spans = [(s[0], s[1], {"DIG": "CODE"}.get(s[2], s[2])) for s in entry.get("ents", entry["spans"])]
        rows.append((text, sorted((_behind_title(text, s, e) if kind == "PERSON" else s, e, kind) for s, e, kind in spans)))
    return rows


def _behind_title(text: str, start: int, end: int) -> int:
    found = _TITLE.match(text, start, end)
    return found.end() if found else start


def epoch(folder: Path, turn: int, seed: int, messages: int, records: int) -> list[Window]:
    """All windows of one pass: the pack as it is in the first, rewritten in later ones; made-up texts fresh each time."""
    rng = Random(seed * 1000 + turn)
    found: list[Window] = []
    for name, kinds in CORPORA.items():
        for row in corpus(folder, name):
            if rng.random() >= SHARE.get(name, 1.0):
                continue
            if turn and rng.random() < 0.6:
                row = noisy(renamed(row, rng), rng, 0.25)
            found.extend(windows(row, kinds))
    for row in british_chat.messages(messages, seed * 1000 + turn):
        found.extend(windows(noisy(row, rng, 0.5), OURS))
    for row in british_records.records(records, seed * 1000 + turn):
        found.extend(windows(noisy(row, rng, 0.05), OURS))
    return found

"""Rows for training: the shared pack and made-up British texts, cut to windows of word pieces with a label for each word.

Corpora label different things: a row carries the kinds its corpus looked for, and the others are never taught to be absent.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import british_chat
import british_records
from noise import Row, noisy, renamed, tagged

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
SHARE = {"wikigold": 0.5}  # formal prose is learnt sooner: part of it in each pass
AGAIN = {"emailcoref_train": 2, "tab_train": 1}  # small corpora are read so often in each later pass
TAGGED = ("btc_train", "wnut17_train")  # where names also stand in hashtags
HELD = {"btc_train": 10, "wnut17_train": 10, "tab_train": 8, "emailcoref_train": 7}  # one row in so many is never trained on: it measures
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? ")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces with the place of the word each belongs to, the case of each, a label for each word, and the kinds looked for.

    `masks` is 1 where a research copy must mask the word, 0 where it may stay, -1 where nobody judged.
    """

    ids: list[int]
    word_of: list[int]
    cases: list[int]
    labels: list[int]
    masks: list[int]
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
        ids, word_of, cases, labels, masks = [], [], [], [], []
        for at, (start, end, pieces) in enumerate(words):
            ids += pieces
            word_of += [at] * len(pieces)
            cases += [case_of(text[start:end])] * len(pieces)
            labels.append(label(start, end, spans))
            masks.append(int(any(s < end and start < e for s, e, kind in spans if kind == "MASK")) if "DATETIME" in kinds else -1)
        yield Window(ids, word_of, cases, labels, masks, kinds)


def label(start: int, end: int, spans: list[tuple[int, int, str]]) -> int:
    """The label of the word at this place."""
    for s, e, kind in spans:
        if s < end and start < e and kind in KINDS:
            return LABELS.index(f"{'B' if start <= s else 'I'}-{kind}")
    return 0


def held(name: str, row_id: str) -> bool:
    """Whether this row was set aside before training, to measure on."""
    return zlib.crc32(row_id.encode()) % HELD.get(name, 1_000_000_007) == 0


def corpus(folder: Path, name: str, *, aside: bool = False) -> list[Row]:
    """The rows of one file, its kinds in our names: those to train on, or those set aside."""
    rows: list[Row] = []
    for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if held(name, entry["id"]) is not aside:
            continue
        text = entry["text"]
        spans = [(s[0], s[1], {"DIG": "CODE"}.get(s[2], s[2])) for s in entry.get("ents", entry["spans"])]
        marks = [(s, e, "MASK") for s, e, _ in entry["spans"]] if "ents" in entry else []
        rows.append((text, sorted([*((_behind_title(text, s, e) if kind == "PERSON" else s, e, kind) for s, e, kind in spans), *marks])))
    return rows


def _behind_title(text: str, start: int, end: int) -> int:
    found = _TITLE.match(text, start, end)
    return found.end() if found else start


def epoch(folder: Path, turn: int, seed: int, messages: int, records: int) -> list[Window]:
    """All windows of one pass: the pack as it is in the first, rewritten in later ones; made-up texts fresh each time."""
    rng = Random(seed * 1000 + turn)
    found: list[Window] = []
    for name, kinds in CORPORA.items():
        for row in corpus(folder, name) * (AGAIN.get(name, 1) if turn else 1):
            if rng.random() >= SHARE.get(name, 1.0):
                continue
            found.extend(windows(rewritten_row(row, name, rng) if turn else row, kinds))
    for row in british_chat.messages(messages, seed * 1000 + turn):
        found.extend(windows(noisy(row, rng, 0.5), OURS))
    for row in british_records.records(records, seed * 1000 + turn):
        found.extend(windows(noisy(row, rng, 0.05), OURS))
    return found


def rewritten_row(row: Row, name: str, rng: Random) -> Row:
    """A row of the pack for a later pass: mostly with other names, sometimes as another hand writes it, names now and then in hashtags."""
    if rng.random() < 0.7:
        row = renamed(row, rng)
    if name in TAGGED:
        row = tagged(row, rng)
    return noisy(row, rng, 0.2) if rng.random() < 0.5 else row

"""Rows for training: the shared pack and made-up British texts, cut to windows of word pieces with a label
for each word.

Corpora label different things: a row carries the kinds its corpus looked for, and the others are never taught
to be absent.
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
from noise import Row, noisy, refilled, renamed, tagged

from evidence_review.domain.wordpiece import passages
from evidence_review.recognizers.reading.casing import mark_of

KINDS = ("PERSON", "LOC", "ORG", "HANDLE", "ADDRESS", "SCHOOL", "WORKPLACE", "HEALTH", "DATE_OF_BIRTH", "RELATIONSHIP", "DATETIME", "DEM", "QUANTITY", "CODE", "MISC", "MEDICAL_ORG", "OCCUPATION", "AGE", "SECRET")  # fmt: skip
LABELS = ("O", *(f"{lead}-{kind}" for kind in KINDS for lead in "BI"))
LIMIT = 94  # pieces, before the start and end sign
TALK, PARTS = 124, 102  # pieces of a window of several messages, and the sign between two of them
LONGEST_TALK = 300  # messages
CORPORA = {
    "btc_train": ("PERSON", "LOC", "ORG", "HANDLE"),
    "wnut17_train": ("PERSON", "LOC", "ORG"),
    "wikigold": ("PERSON", "LOC", "ORG", "MISC"),
    "emailcoref_train": ("PERSON", "LOC", "ORG", "CODE"),
    "tab_train": ("PERSON", "LOC", "ORG", "DATETIME", "DEM", "QUANTITY", "CODE", "MISC"),
}
OURS = (
    "PERSON",
    "LOC",
    "ORG",
    "HANDLE",
    "ADDRESS",
    "SCHOOL",
    "WORKPLACE",
    "HEALTH",
    "DATE_OF_BIRTH",
    "RELATIONSHIP",
    "CODE",
)
TALKED = (*OURS, "MEDICAL_ORG", "OCCUPATION", "AGE", "SECRET")
WRITTEN = (
    "PERSON",
    "HANDLE",
    "ADDRESS",
    "SCHOOL",
    "WORKPLACE",
    "MEDICAL_ORG",
    "OCCUPATION",
    "AGE",
    "SECRET",
    "DATE_OF_BIRTH",
    "CODE",
)
WRITTEN_TEXTS = {
    "written_chat.txt": 0.35,
    "written_records.txt": 0.05,
}  # how often capitals go in a text that was written by hand
SHARE = {"wikigold": 0.25, "tab_train": 0.4}  # formal prose is learnt sooner: part of it in each pass
AGAIN = {
    "emailcoref_train": 2,
    "btc_train": 3,
    "wnut17_train": 2,
}  # small corpora are read so often in each later pass; judgments as often as the pass says
TAGGED = ("btc_train", "wnut17_train")  # where names also stand in hashtags
HELD = {
    "btc_train": 10,
    "wnut17_train": 10,
    "tab_train": 8,
    "emailcoref_train": 7,
}  # one row in so many is never trained on: it measures
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? ", re.IGNORECASE)
_MARK = re.compile(r"<([A-Z_]+) ([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces with the place of the word each belongs to, the mark of each, a label for each word, and the
    kinds looked for.

    `masks` is 1 where a research copy must mask the word, 0 where it may stay, -1 where nobody judged.
    """

    ids: list[int]
    word_of: list[int]
    marks: list[int]
    labels: list[int]
    masks: list[int]
    kinds: tuple[str, ...]


def windows(
    row: Row, kinds: tuple[str, ...], rng: Random | None = None, unlisted: float = 0.0
) -> Iterator[Window]:
    """A row cut to windows; so many of its words look as if no list held them, since not all names are on
    lists."""
    text, spans = row
    for words in passages(text, LIMIT):
        ids, word_of, marks, labels, masks = [], [], [], [], []
        for at, (start, end, pieces) in enumerate(words):
            ids += pieces
            word_of += [at] * len(pieces)
            mark = mark_of(text[start:end])
            marks += [mark % 4 if rng and rng.random() < unlisted else mark] * len(pieces)
            labels.append(label(start, end, spans))
            masks.append(
                int(any(s < end and start < e for s, e, kind in spans if kind == "MASK"))
                if "DATETIME" in kinds
                else -1
            )
        yield Window(ids, word_of, marks, labels, masks, kinds)


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
        rows.append(
            (
                text,
                sorted(
                    [
                        *(
                            (_behind_title(text, s, e) if kind == "PERSON" else s, e, kind)
                            for s, e, kind in spans
                        ),
                        *marks,
                    ]
                ),
            )
        )
    return rows


def _behind_title(text: str, start: int, end: int) -> int:
    found = _TITLE.match(text, start, end)
    return found.end() if found else start


@dataclass(frozen=True, slots=True)
class Mix:
    """What a pass reads beside the pack: so many made-up messages and records, judgments and written texts so
    often; words without their lists, a share."""

    messages: int
    records: int
    judgments: int = 1
    written: int = 0
    unlisted: float = 0.0
    fresh: int = 0  # so many of the last lines of the written messages are read oftener
    fresh_records: int = 0  # and of the records
    again: int = 1  # how often more
    talks: int = 0  # how often the written messages are read with those around them


def epoch(folder: Path, turn: int, seed: int, mix: Mix) -> list[Window]:
    """All windows of one pass: the pack as it is in the first, rewritten in later ones; made-up texts fresh
    each time."""
    rng = Random(seed * 1000 + turn)
    found: list[Window] = []
    for name, kinds in CORPORA.items():
        again = mix.judgments if name == "tab_train" else AGAIN.get(name, 1)
        for row in corpus(folder, name) * (again if turn else 1):
            if rng.random() >= SHARE.get(name, 1.0):
                continue
            found.extend(windows(rewritten_row(row, name, rng) if turn else row, kinds, rng, mix.unlisted))
    for row in british_chat.messages(mix.messages // 2, seed * 1000 + turn):
        found.extend(windows(noisy(row, rng, 0.5), OURS, rng, mix.unlisted))
    for row in british_chat.messages(mix.messages // 2, seed * 1000 + turn, british_chat.TALKS):
        found.extend(windows(noisy(row, rng, 0.6), TALKED, rng, mix.unlisted))
    for row in british_records.records(mix.records, seed * 1000 + turn):
        found.extend(windows(noisy(row, rng, 0.05), OURS, rng, mix.unlisted))
    for name, chat in WRITTEN_TEXTS.items():
        rows = written(name)
        for place, row in enumerate(rows):
            fresh = mix.fresh if name == "written_chat.txt" else mix.fresh_records
            more = mix.again if place >= len(rows) - fresh else 0
            first = int(
                mix.written == 1 and rng.random() < 0.5
            )  # a pass that reads them once reads half of them rewritten
            for at in range(first, first + _times(row, name, mix.written) + more):
                other = refilled(renamed(row, rng, odd=True), rng) if at % 2 else row
                found.extend(windows(noisy(other, rng, chat) if at else row, WRITTEN, rng, mix.unlisted))
    found.extend(_talk_windows(mix, rng))
    return found


def talks(conversation: list[Row], rng: Random, unlisted: float = 0.0) -> Iterator[Window]:
    """A conversation in windows of whole messages that follow one another, a sign between two; the first
    window is of any size."""
    room, held = rng.randint(TALK // 4, TALK), list[Window]()
    for row in conversation:
        for window in windows(row, WRITTEN, rng, unlisted):
            if held and len(window.ids) + 1 > room:
                yield joined(held)
                room, held = TALK, []
            held.append(window)
            room -= len(window.ids) + 1
    if held:
        yield joined(held)


def joined(parts: list[Window]) -> Window:
    """Windows one after another, a sign between two."""
    made = Window([], [], [], [], [], parts[0].kinds)
    for part in parts:
        if made.ids:
            made.ids.append(PARTS)
            made.word_of.append(-1)
            made.marks.append(0)
        made.word_of.extend(word + len(made.labels) for word in part.word_of)
        made.ids.extend(part.ids)
        made.marks.extend(part.marks)
        made.labels.extend(part.labels)
        made.masks.extend(part.masks)
    return made


def _retold(conversation: list[Row], rng: Random) -> list[Row]:
    """A conversation of other people, the same name by the same throughout, as another hand writes it."""
    text, spans = "", []
    for own, marked in conversation:
        spans += [(s + len(text), e + len(text), kind) for s, e, kind in marked]
        text += own.replace("\n", " ") + "\n"
    text, spans = noisy(
        refilled(renamed((text, spans), rng, odd=True), rng), rng, WRITTEN_TEXTS["written_chat.txt"]
    )
    rows, at = [], 0
    for line in text.split("\n"):
        rows.append(
            (line, [(s - at, e - at, kind) for s, e, kind in spans if at <= s and e <= at + len(line)])
        )
        at += len(line) + 1
    return rows[:-1]


def _talk_windows(mix: Mix, rng: Random) -> Iterator[Window]:
    """The written messages with those around them, in every second reading with other names."""
    if mix.talks:
        place, last = 0, sum(map(len, told := conversations())) - mix.fresh
        for conversation in told:
            times = mix.talks + (mix.again if place >= last else 0)
            place += len(conversation)
            for at in range(times):
                yield from talks(
                    _retold(conversation, rng) if (at + rng.randint(0, 1)) % 2 else conversation,
                    rng,
                    mix.unlisted,
                )


def conversations() -> list[list[Row]]:
    """The written messages by conversation; the first writings, which were not parted, in runs as they
    stand."""
    found = list[list[Row]]([[]])
    for line in (Path(__file__).parent / "written_chat.txt").read_text(encoding="utf-8").splitlines():
        if not line or len(found[-1]) >= LONGEST_TALK:
            found.append([])
        if line:
            found[-1].append(_row(line))
    return [conversation for conversation in found if conversation]


def _times(row: Row, name: str, asked: int) -> int:
    """How often a written text is read: records oftener, for there are few, texts that name nobody
    seldomer."""
    return 0 if not asked else asked if row[1] or name == "written_records.txt" else min(asked, 3)


def written(name: str) -> list[Row]:
    """The rows of a text written by hand: one a line, what is personal marked as in tests/gold."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if line]  # a blank line parts conversations


def _row(line: str) -> Row:
    """A line with its marks taken out."""
    line = line.replace("\\n", "\n")
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        start, end = len(text), len(text) + len(mark[2])
        text += mark[2]
        spans.append((_behind_title(text, start, end) if mark[1] == "PERSON" else start, end, mark[1]))
        at = mark.end()
    return text + line[at:], spans


def rewritten_row(row: Row, name: str, rng: Random) -> Row:
    """A row of the pack for a later pass: mostly with other names, sometimes as another hand writes it, names
    now and then in hashtags."""
    if rng.random() < 0.5:
        row = renamed(row, rng)
    if name in TAGGED:
        row = tagged(row, rng)
    return noisy(row, rng, 0.2) if rng.random() < 0.5 else row

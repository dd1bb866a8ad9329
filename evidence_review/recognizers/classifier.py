"""Our own token classifier: reads each word in its sentence and says what kind of personal data it looks like (PERSONAL_DATA.md 4).

One thread, no network. Windows are read one at a time and never padded: the 8-bit network scales by what stands beside
a text, so this is what makes a text's findings the same alone and among others. Trained by models/train.py.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.models import checked, listed
from evidence_review.domain.wordpiece import Placed, passages
from evidence_review.recognizers.marks import mark_of
from evidence_review.recognizers.terms import first_names, key

MODEL = "token-classifier"
LONGEST = 94  # word pieces of a window, before its start and end sign
_START, _END = 101, 102
LEAN = 0.12  # a word at least so likely part of a name is read as one, whatever else it may be: recall comes first
_MASKED = 0.2  # from here on a word is given although no kind stands out, for research copies


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that may be personal data: its place in the text in code points and its number, its likeliest kind, how likely it is personal.

    `mask` is how likely a research copy has to mask it (0 to 1).
    """

    start: int
    end: int
    place: int
    kind: str
    probability: float
    mask: float
    begins: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """Words that belong together: places in the text in code points, the kind, how likely they are personal data, how likely to be masked."""

    start: int
    end: int
    kind: str
    probability: float
    mask: float


@dataclass(frozen=True, slots=True)
class Settings:
    """What training wrote beside the weights."""

    labels: tuple[str, ...]
    temperature: float
    tau: float


type Label = tuple[str, float, float, bool]


def read(text: str) -> Iterator[Seen]:
    """The words of a text that are personal data with a probability of τ or more; CaseProblem where the model is not the one in the manifest."""
    place = 0
    for words in passages(text, LONGEST):
        for (start, end, _), label in zip(words, _labels(text, words), strict=True):
            if label:
                yield Seen(start, end, place, *label)
            place += 1


def entities(text: str, seen: Iterable[Seen]) -> Iterator[Entity]:
    """Neighbouring words of one kind as one; a line end parts all but the words of one name."""
    current: Entity | None = None
    last = -1
    for word in seen:
        if word.kind == "PERSON" and _parts_names(text, word):
            continue
        near = current and word.place == last + 1 and word.kind == current.kind and not _parted(text, current, word)
        if current and near and not (word.begins and word.start > current.end):
            current = Entity(
                current.start, word.end, current.kind, max(current.probability, word.probability), max(current.mask, word.mask)
            )
        else:
            if current:
                yield current
            current = Entity(word.start, word.end, word.kind, word.probability, word.mask)
        last = word.place
    if current:
        yield current


def _parted(text: str, current: Entity, word: Seen) -> bool:
    """Whether a line end stands between: one inside a name (“Stan”, line end, “W”) parts nothing, one before another first name does."""
    gap = text[current.end : word.start]
    if "\n" not in gap:
        return False
    written = text[word.start : word.end]
    return gap != "\n" or word.kind != "PERSON" or word.begins or not written[0].isalpha() or key(written) in first_names()


def _parts_names(text: str, word: Seen) -> bool:
    """Whether it is a sign that stands between names and in none: a comma, a bracket, a full stop but behind an initial."""
    sign = text[word.start : word.end]
    initial = sign == "." and text[word.start - 1 : word.start].isalpha() and not text[max(word.start - 2, 0) : word.start - 1].isalpha()
    return sign in {",", ".", ";", ":", "(", ")", "[", "]", "!", "?", "/", '"', "“", "”", "*"} and not initial


def _labels(text: str, words: list[Placed]) -> tuple[Label | None, ...]:
    ids = tuple(piece for word in words for piece in word[2])
    marks = tuple(mark_of(text[start:end]) for start, end, _ in words)
    return _read(ids, marks, tuple(len(word[2]) for word in words))


@lru_cache(maxsize=1024)
def _read(ids: tuple[int, ...], marks: tuple[int, ...], sizes: tuple[int, ...]) -> tuple[Label | None, ...]:
    """A label for each word of one window, None below τ."""
    import numpy as np

    inputs = {
        "ids": np.array([(_START, *ids, _END)], dtype=np.int64),
        "marks": np.concatenate(([0], np.repeat(marks, sizes), [0])).astype(np.int64)[None],
    }
    logits = _session().run(None, inputs)[0][0, 1:-1]
    heads = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    means = np.add.reduceat(logits, heads, axis=0) / np.array(sizes)[:, None]
    scores = means[:, : len(settings().labels)]
    chances = np.exp((scores - scores.max(axis=1, keepdims=True)) / settings().temperature)
    chances /= chances.sum(axis=1, keepdims=True)
    masked = 1 / (1 + np.exp(-means[:, -1]))
    kinds = chances[:, 1::2] + chances[:, 2::2]  # labels are O, then B and I of each kind in turn
    leads = np.where(kinds[:, 0] >= LEAN, 0, kinds.argmax(axis=1))
    begins = chances[np.arange(len(leads)), 1 + 2 * leads] > chances[np.arange(len(leads)), 2 + 2 * leads]
    found: list[Label | None] = [None] * len(leads)
    for at in np.flatnonzero((chances[:, 0] <= 1 - settings().tau) | (masked >= _MASKED)).tolist():
        found[at] = (settings().labels[1 + 2 * int(leads[at])][2:], 1 - float(chances[at, 0]), float(masked[at]), bool(begins[at]))
    return tuple(found)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Labels, temperature and τ; CaseProblem where the file is not the one in the manifest."""
    given = json.loads(checked(MODEL, "classifier/settings.json"))
    return Settings(tuple(given["labels"]), float(given["temperature"]), float(given["tau"]))


def seal() -> str:
    """The SHA-256 of the weights, as in the manifest; CaseProblem where the manifest has none."""
    found = next((model for model in listed() if model.name == MODEL), None)
    if found is None:
        raise CaseProblem("The classifier that finds names is missing: install the program again.")
    return found.files[0].sha256


@lru_cache(maxsize=1)
def _session() -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import, in every process (PLATFORM.md 2)
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # windows are small: what the arena saves in time it takes in memory
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(checked(MODEL, "classifier/model.onnx"), options, providers=["CPUExecutionProvider"])

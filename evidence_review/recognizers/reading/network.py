"""The network of our own classifier: windows of word pieces in, what each word looks like out
(reference/personal_data.md 4).

One thread, no network. Windows of equally many pieces are read together and never padded. The 8-bit steps of
the file have scales of their own, chosen when it was made (models/scales.py), so that a window scores the
same alone and among others; a file that scales by what stands beside a window is read one window at a time.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.models import checked, listed

MODEL = "token-classifier"
# a word at least so likely part of a name is read as one, whatever else it may be: recall comes first
LEAN = 0.08
_NAMES_FIRST = (
    4.0  # of the kinds that disclosure masks it is a person where she is a quarter as likely as the likeliest
)
_PERSONAL_FROM = (
    0.25  # a word at least so likely personal is read as the likeliest such kind, whatever else it may be
)
# What disclosure masks. The other kinds were never looked for in British texts, so what is none may read
# there like any of them.
PERSONAL = frozenset(
    {
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
    }
)
_START, _END = 101, 102
_MASKED = 0.15  # from here on a word is given although no kind stands out, for research copies
_TOGETHER = 224  # word pieces read at once: more is slower, and takes memory
_SCALES_BY_NEIGHBOURS = b"DynamicQuantizeLinear"

type Label = tuple[
    str, float, float, bool
]  # kind, how likely personal, how likely to be masked, whether it begins
type Labels = tuple[Label | None, ...]  # one for each word, None below τ
type Scores = Any  # an array [words, labels + 1]
type Window = tuple[
    tuple[int, ...], tuple[int, ...], tuple[int, ...]
]  # ids of its pieces; of each word its mark and how many pieces


@dataclass(frozen=True, slots=True)
class Settings:
    """What training wrote beside the weights."""

    labels: tuple[str, ...]
    temperature: float
    tau: float


def labels_of(windows: Sequence[Window]) -> list[Labels]:
    """The labels of each window's words; CaseProblem where the model is not the one in the manifest."""
    return chosen(scores_of(windows))


def scores_of(windows: Sequence[Window]) -> list[Scores]:
    """What the network says of each window's words; CaseProblem where the model is not the one in the
    manifest."""
    groups: dict[int, dict[Window, None]] = {}
    for window in windows:
        groups.setdefault(len(window[0]), {})[window] = None
    known: dict[Window, Scores] = {}
    for pieces, group in groups.items():
        distinct = list(group)
        step = max(1, _TOGETHER // (pieces + 2)) if _network().together else 1
        for at in range(0, len(distinct), step):
            part = distinct[at : at + step]
            known.update(zip(part, _read(part), strict=True))
    return [known[window] for window in windows]


def _read(windows: list[Window]) -> list[Scores]:
    """The scores of windows of equally many pieces: of each word the mean of its pieces'."""
    import numpy as np

    ids = np.array([(_START, *ids, _END) for ids, _, _ in windows], dtype=np.int64)
    sizes = np.array([size for window in windows for size in window[2]])
    marks = np.zeros_like(ids)
    marks[:, 1:-1] = np.repeat([mark for window in windows for mark in window[1]], sizes).reshape(
        len(windows), -1
    )
    logits = _network().session.run(None, {"ids": ids, "marks": marks})[0][:, 1:-1]
    logits = logits.reshape(-1, logits.shape[-1])
    heads = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    means = np.add.reduceat(logits, heads, axis=0) / sizes[:, None]
    return np.split(means, np.cumsum([len(window[2]) for window in windows])[:-1])


def chosen(scores: Sequence[Scores]) -> list[Labels]:
    """The labels of each window's words by its scores."""
    import numpy as np

    if not scores:
        return []
    found = _chosen(np.concatenate(scores))
    cuts = [0, *accumulate(map(len, scores))]
    return [tuple(found[start:end]) for start, end in pairwise(cuts)]


def _chosen(means: Any) -> list[Label | None]:
    """What the mean scores of each word's pieces say of it."""
    import numpy as np

    given = settings()
    scores = means[:, : len(given.labels)]
    chances = np.exp((scores - scores.max(axis=1, keepdims=True)) / given.temperature)
    chances /= chances.sum(axis=1, keepdims=True)
    masked = 1 / (1 + np.exp(-means[:, -1]))
    kinds = chances[:, 1::2] + chances[:, 2::2]  # labels are O, then B and I of each kind in turn
    named = given.labels[1::2]
    personal = np.array([label[2:] in PERSONAL for label in named])
    shares = kinds[:, personal].sum(axis=1)
    ours = np.where(personal, kinds, -1.0)
    ours[:, 0] *= _NAMES_FIRST
    leads = np.where(
        (shares >= _PERSONAL_FROM) | (kinds[:, 0] >= LEAN), ours.argmax(axis=1), kinds.argmax(axis=1)
    )
    found: list[Label | None] = [None] * len(means)
    for at in np.flatnonzero((chances[:, 0] <= 1 - given.tau) | (masked >= _MASKED)).tolist():
        lead = int(leads[at])
        begins = bool(chances[at, 1 + 2 * lead] > chances[at, 2 + 2 * lead])
        share = shares[at] if personal[lead] else 1 - chances[at, 0]
        found[at] = (named[lead][2:], float(share), float(masked[at]), begins)
    return found


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


@dataclass(frozen=True, slots=True)
class _Network:
    """The loaded file, and whether windows may be read together."""

    session: Any
    together: bool


@lru_cache(maxsize=1)
def _network() -> _Network:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import, in every process (reference/platform.md 2)
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False
    data = checked(MODEL, "classifier/model.onnx")
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    return _Network(session, _SCALES_BY_NEIGHBOURS not in data)

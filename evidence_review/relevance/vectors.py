"""Texts as vectors of meaning, made on this computer by the bundled MiniLM model (reference/relevance.md 2).

One thread, one session a process, no network. A vector is 384 float16 numbers of length 1, little-endian, 768
bytes; a text with no word in it has the zero vector. The same text gives the same bytes, alone or among
others.
"""

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from evidence_review.domain.models import checked, listed
from evidence_review.domain.suggestions import Engine
from evidence_review.domain.wordpiece import pieces

MODEL = "minilm-int8"
WIDTH = 384
LONG, START = 128, 32
"""Word pieces: of a text longer than the first only so many as the second are read for meaning, its
beginning; its words tell the rest, and reading it all took nine tenths of the time (docs/decisions/0017)."""
LARGEST = 64 * 255 * 127  # what the model's test sum comes to
_BUDGET = 256  # word pieces a batch, padding included; larger batches ran slower, 512 by a quarter


def embed(texts: list[str]) -> list[bytes]:
    """One vector a text, in the order given; CaseProblem where the model is not the one in the manifest."""
    distinct = list(dict.fromkeys(texts))
    rows = [_read(text) for text in distinct]
    vectors = [bytes(2 * WIDTH)] * len(rows)
    for batch in _batches(rows):
        for at, vector in zip(batch, _run([rows[at] for at in batch]), strict=True):
            vectors[at] = vector
    known = dict(zip(distinct, vectors, strict=True))
    return [known[text] for text in texts]


def _read(text: str) -> list[int]:
    """The word pieces that are read of a text: all of a message or a passage of talk, the title and first
    words of a document."""
    found = pieces(text, LONG + 1)
    return [*found[: START - 1], found[-1]] if len(found) > LONG else found


def vector_key(text: str) -> str:
    """The name under which a text's vector is stored: SHA-256 of its UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def model_engine() -> Engine:
    """Name and version of the model in use, and a hash of its file and of how much it reads: vectors made
    otherwise are made anew. CaseProblem as `embed`."""
    _session()
    model = next(model for model in listed() if model.name == MODEL)
    made_of = f"{model.files[0].sha256} {LONG} {START}"
    return Engine(model.name, model.version, hashlib.sha256(made_of.encode()).hexdigest())


def _batches(rows: list[list[int]]) -> Iterator[list[int]]:
    """Places of rows of like length, as many at once as the budget of word pieces allows; rows without a word
    are left out."""
    batch: list[int] = []
    for at in sorted((at for at, row in enumerate(rows) if len(row) > 2), key=lambda at: len(rows[at])):
        if batch and (len(batch) + 1) * len(rows[at]) > _BUDGET:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _run(rows: list[list[int]]) -> list[bytes]:
    """Mean over the words of the model's last layer, length 1."""
    import numpy as np

    ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
    hidden = _session().run(["hidden"], {"ids": ids})[0]
    sums = (hidden * (ids != 0)[:, :, None]).sum(axis=1, dtype=np.float64)
    lengths = np.sqrt((sums * sums).sum(axis=1, keepdims=True))
    return [vector.tobytes() for vector in (sums / np.maximum(lengths, 1e-12)).astype("<f2")]


@lru_cache(maxsize=1)
def _session() -> Any:
    """The model, counting exactly on this processor: without VNNI it takes unsigned weights, which is
    slower."""
    session = _loaded(unsigned=False)
    return session if _exact(session) else _loaded(unsigned=True)


def _exact(session: Any) -> bool:
    """Whether this processor adds the largest products without cutting them off (`models/quicken.py`)."""
    import numpy as np

    return bool((session.run(["largest"], {"ids": np.full((1, 1), 101, dtype=np.int64)})[0] == LARGEST).all())


def _loaded(*, unsigned: bool) -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import, in every process (reference/platform.md 2)
    import onnxruntime

    data = checked(MODEL, "minilm/model.onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.x64quantprecision", str(int(unsigned)))
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

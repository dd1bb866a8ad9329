"""Texts as vectors of meaning, made on this computer by the bundled MiniLM model (RELEVANCE.md 2).

One thread, one session a process, no network. A vector is 384 float16 numbers of length 1, little-endian,
768 bytes; a text with no word in it has the zero vector. The same text gives the same bytes, alone or among others.
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
LONGEST = 256  # word pieces; short messages cost no more for it, since texts of like length go together
_BUDGET = 512  # word pieces a batch, padding included; larger batches ran slower on one core without VNNI


def embed(texts: list[str]) -> list[bytes]:
    """One vector a text, in the order given; CaseProblem where the model is not the one in the manifest."""
    distinct = list(dict.fromkeys(texts))
    rows = [pieces(text, LONGEST) for text in distinct]
    vectors = [bytes(2 * WIDTH)] * len(rows)
    for batch in _batches(rows):
        for at, vector in zip(batch, _run([rows[at] for at in batch]), strict=True):
            vectors[at] = vector
    known = dict(zip(distinct, vectors, strict=True))
    return [known[text] for text in texts]


def vector_key(text: str) -> str:
    """The name under which a text's vector is stored: SHA-256 of its UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def model_engine() -> Engine:
    """Name, version and hash of the model in use; CaseProblem where the file is not the one in the manifest."""
    _session()
    model = next(model for model in listed() if model.name == MODEL)
    return Engine(model.name, model.version, model.files[0].sha256)


def _batches(rows: list[list[int]]) -> Iterator[list[int]]:
    """Places of rows of like length, as many at once as the budget of word pieces allows; rows without a word are left out."""
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
    mask = np.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    hidden = _session().run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
    sums = (hidden * mask[:, :, None]).sum(axis=1, dtype=np.float64)
    lengths = np.sqrt((sums * sums).sum(axis=1, keepdims=True))
    return [vector.tobytes() for vector in (sums / np.maximum(lengths, 1e-12)).astype("<f2")]


@lru_cache(maxsize=1)
def _session() -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import, in every process (PLATFORM.md 2)
    import onnxruntime

    data = checked(MODEL, "model.onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

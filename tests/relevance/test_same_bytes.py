"""The same pool gives the same bytes whatever the number of cores, the seed of hashes and the order in which
items are handed over."""

import os
import subprocess
import sys

import pytest

RANK = """
import hashlib, os, random, sys
import numpy as np  # before the package, which would set the threads itself: the order must not need that
from evidence_review.relevance import Ranked, passage_texts, rank, vector_key
from evidence_review.domain.ids import ItemId
from tests import build

dice = random.Random(4)
words = "taxi pay home late see you ok yes when tell Priya hospital number lovely".split()
pool = [Ranked(ItemId(n), " ".join(dice.choices(words, k=dice.randrange(1, 9))), n // 40, n % 40, f"p{n % 3}", f"2025-03-{1 + n // 150:02}T10:{n % 60:02}:00+00:00") for n in range(3000)]
texts = [build.line().question, *(row.text for row in pool), *passage_texts(pool)]
numbers = np.random.default_rng(1)
vectors = {vector_key(text): numbers.standard_normal(384).astype("<f2").tobytes() for text in dict.fromkeys(texts)}
random.Random(int(sys.argv[1])).shuffle(pool)
print(hashlib.sha256(repr(rank(build.line(), pool, vectors, first=50)).encode()).hexdigest())
"""


def ranked(threads: int, seed: int) -> str:
    around = {
        **os.environ,
        "OPENBLAS_NUM_THREADS": str(threads),
        "PYTHONHASHSEED": str(seed),
        "PYTHONPATH": os.getcwd(),
    }
    return subprocess.run(
        [sys.executable, "-c", RANK, str(seed)], env=around, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: nothing can be split")
def test_the_first_order_and_its_reasons_are_the_same_bytes_everywhere() -> None:
    assert ranked(1, 1) == ranked(2, 7)

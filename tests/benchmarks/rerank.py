"""How long a re-rank takes: a line of a collection repeated until its pool has SIZE messages, with made-up
vectors. Seconds of processor time, one thread.

OMP_NUM_THREADS=1 python3 tests/benchmarks/rerank.py tests/benchmarks/collections/harbour [--size 100000]
"""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]


def main() -> None:
    """Print the seconds of the features, once, and of a round after 20, 200, 1,000 and 3,000 decisions, a
    fifth of them relevant."""
    import numpy as np
    from collection import tasks

    from evidence_review.relevance import Ranked, vector_key
    from evidence_review.relevance.batches import in_order
    from evidence_review.relevance.features import features
    from evidence_review.relevance.learned_order import learn

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--size", type=int, default=100_000)
    given = asked.parse_args()
    task = tasks(given.folder)[0]
    many = len(task.pool)
    rows: list[Ranked] = [
        replace(
            row,
            item=row.item + turn * many,
            thread=row.thread + turn * many,
            text=f"{row.text} {(row.item * 7 + turn) % 997}",
        )
        for turn in range(-(-given.size // many))
        for row in task.pool
    ][: given.size]
    rows.sort(key=lambda row: (row.thread, row.position, row.sent, row.item))
    random = np.random.default_rng(0)
    known = {vector_key(row.text): random.standard_normal(384).astype("<f2").tobytes() for row in rows}
    began = time.process_time()
    made = features(task.line, rows, known)
    print(f"features of {len(rows):,}: {time.process_time() - began:.2f} s")
    prior = random.random(len(rows))
    for decisions in (20, 200, 1000, 3000):
        chosen = random.choice(len(rows), decisions, replace=False)
        decided = {int(at): number < decisions // 5 for number, at in enumerate(chosen)}
        began = time.process_time()
        scores = learn(made, decided, prior, 1).score
        in_order(scores, [row.sent for row in rows], [row.item for row in rows])
        print(f"round after {decisions:,} decisions: {time.process_time() - began:.2f} s")


if __name__ == "__main__":
    main()

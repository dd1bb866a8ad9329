"""Talk as people hold it: a few messages read together (a passage), and a sitting that ends with a long pause
(a talk)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from evidence_review.relevance.windows import PART

LONG, STEP = 6, 3  # messages of a passage, and how far on the next begins
# items of a pool of which passages are read word by word; of more, a passage is what its messages mean
# together
MOST_READ = 20_000
PAUSE = 3 * 3600.0  # seconds without a message after which a new talk begins


def passages(threads: Sequence[int], texts: Sequence[str]) -> tuple[list[str], list[list[int]]]:
    """The texts of all passages, and for each item those that hold it. Items stand in order of thread and
    position."""
    by_thread: dict[int, list[int]] = defaultdict(list)
    for at, thread in enumerate(threads):
        by_thread[thread].append(at)
    whole: list[str] = []
    holding: list[list[int]] = [[] for _ in texts]
    for rows in by_thread.values():
        for start in range(0, max(1, len(rows) - LONG + STEP), STEP):
            part = rows[start : start + LONG]
            for at in part:
                holding[at].append(len(whole))
            whole.append("\n".join(texts[at] for at in part))
    return whole, holding


def together(vectors: Any, texts: Sequence[str], holding: Sequence[Sequence[int]]) -> Any:
    """The vector of each passage without reading it: those of its messages, each counting by its words, since
    the model takes the mean over words too."""
    import numpy as np

    members: list[list[int]] = [
        [] for _ in range(1 + max((held[-1] for held in holding if held), default=-1))
    ]
    for at, held in enumerate(holding):
        for passage in held:
            members[passage].append(at)
    counts = np.array([float(len(text.split())) for text in texts])
    whole = np.zeros((len(members), vectors.shape[1]))
    for start in range(0, len(members), PART):
        some = members[start : start + PART]
        for place in range(LONG):
            has = np.array([passage for passage, rows in enumerate(some) if len(rows) > place], dtype=np.intp)
            rows = np.array([some[passage][place] for passage in has], dtype=np.intp)
            whole[start + has] += counts[rows, None] * vectors[rows]
    return whole


def talks(threads: Any, times: Any) -> Any:
    """The number of each item's talk. `times` are seconds, nan where unknown: such an item stays with the one
    before it."""
    import numpy as np

    gaps = np.abs(np.diff(times))
    new = (np.diff(threads) != 0) | (np.nan_to_num(gaps) > PAUSE)
    return np.concatenate([[0], np.cumsum(new)])

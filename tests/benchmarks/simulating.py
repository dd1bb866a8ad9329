"""A review simulated from its first batch to the last relevant item, through the product's own rules, ranking
and learning (reference/relevance.md 8.3)."""

import resource
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from collection import Reviewer, Row, Task

from evidence_review.relevance import Ranked, asked_texts, embed, match, passage_texts, rank, scan, vector_key
from evidence_review.relevance.batches import batch_size, in_order
from evidence_review.relevance.features import Features, features
from evidence_review.relevance.learned_order import learn, seed_of

AT_ONCE = 100  # texts that one process reads for meaning before it is given others
CONTEXT = 5  # `ScopeRule.max_context`: what unfolds by itself around an item that was decided relevant
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2)

type Stop = Callable[[Sequence[bool], int], Row | None]
"""Asked after each batch with the decisions so far, in order, and the size of the pool: what the stop rule
says, or None to go on."""
type Certify = Callable[[Sequence[bool], int, int], Row | None]
"""Asked at the stop with the decisions, the pool and the seed; it draws and reads its sample through the same
reviewer's figures."""


@dataclass(slots=True)
class Run:
    """What one simulation gave."""

    order: list[int] = field(default_factory=list[int])
    found: list[bool] = field(default_factory=list[bool])
    stop: Row | None = None
    rounds: list[float] = field(default_factory=list[float])
    clock: float = 0.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a case keeps of a line's pool between rounds: its rows in order, their features, and the first
    order's score of each."""

    rows: list[Ranked]
    features: Features
    prior: Any


def vectors_for(task: Task, known: dict[str, bytes], executor: Executor | None = None) -> None:
    """Make the vectors that the ranking wants and `known` lacks, in the executor's processes where there is
    one, texts of like length together."""
    texts = {one.text for one in task.pool} | {*asked_texts(task.line), *passage_texts(task.pool)}
    missing = sorted(
        (text for text in texts if vector_key(text) not in known), key=lambda text: (len(text), text)
    )
    parts = [missing[at : at + AT_ONCE] for at in range(0, len(missing), AT_ONCE)]
    for part, made in zip(parts, (executor.map if executor else map)(embed, parts), strict=True):
        known.update(zip(map(vector_key, part), made, strict=True))


def rules(task: Task) -> Row:
    """Rule hits by an independent scan, and how many of them the matcher queued."""
    texts = [(one.item, one.text) for one in task.pool]
    scanned = {item for item, text in texts if scan(text, task.line.terms)} if task.line.terms else set()
    queued = set(match(texts, task.line.terms)) if task.line.terms else set()
    return {"hits": len(scanned), "queued": len(scanned & queued)}


def question(task: Task, known: Mapping[str, bytes]) -> Run:
    """The pool ranked once, without a single decision."""
    return Run([one.item for one in rank(task.line, task.pool, known)])


def prepared(task: Task, known: Mapping[str, bytes]) -> Prepared:
    """The first order and the features of a line's pool."""
    import numpy as np

    rows = sorted(task.pool, key=lambda row: (row.thread, row.position, row.sent, row.item))
    first = {one.item: one.begins for one in rank(task.line, task.pool, known, told=False)}
    return Prepared(rows, features(task.line, rows, known), np.array([first[row.item] for row in rows]))


def learned(
    task: Task, made: Prepared, seed: int, ask: Callable[[list[int]], Reviewer], stop: Stop | None
) -> Run:
    """From the line's text alone to the last relevant item; the unread rest of the pool follows in the last
    order."""
    run = Run()
    reader = ask(run.order)
    rows = made.rows
    decided: dict[int, bool] = {}
    rest = list(range(len(rows)))
    while rest and sum(run.found) < reader.count():
        began, clock = time.process_time(), time.perf_counter()
        scores = learn(
            made.features,
            decided,
            made.prior,
            seed_of(task.collection, task.name, str(len(decided)), str(seed)),
        ).score
        ordered = in_order(scores, [row.sent for row in rows], [row.item for row in rows])
        run.rounds.append(time.process_time() - began)
        run.clock += time.perf_counter() - clock
        rest = [at for at in ordered if at not in decided]
        batch = _batch(rest, len(run.rounds) - 1, rows, len(decided), alone=made.features.alone)
        for at in batch:
            run.order.append(rows[at].item)
            decided[at] = reader.answer(len(run.order) - 1)
            run.found.append(decided[at])
        rest = [at for at in rest if at not in decided]
        run.stop = run.stop or (stop(run.found, len(rows)) if stop else None)
    run.order += [rows[at].item for at in rest]
    return run


def _batch(
    rest: Sequence[int], number: int, rows: Sequence[Ranked], decided: int, *, alone: bool
) -> list[int]:
    """Chosen by score, read in order of time."""
    chosen = rest[: batch_size(number, len(rows), alone=alone, decided=decided)]
    return sorted(chosen, key=lambda at: (rows[at].sent, rows[at].thread, rows[at].position, rows[at].item))


def figures(order: Sequence[str], relevant: set[str]) -> Row:
    """WSS@95, reading to 80 and 95 %, and recall after shares of the pool (8.1)."""
    found = [at for at, item in enumerate(order, 1) if item in relevant]
    total, size = len(relevant), len(order)
    if not total:
        return {"pool": size, "relevant": 0}
    n95, n80 = (found[-(-share * total // 100) - 1] for share in (95, 80))
    return {
        "pool": size,
        "relevant": total,
        "wss95": 0.95 - n95 / size,
        "read_to_95": n95,
        "read_to_95_share": n95 / size,
        "read_to_80": n80,
        "recall_at": {str(share): sum(at <= int(share * size) for at in found) / total for share in SHARES},
    }


def exposed(task: Task, order: Sequence[int], relevant: set[int], read: int) -> float:
    """The share of the pool whose text was shown by then: what was read, and the context that unfolded around
    what was relevant."""
    rows = sorted(task.pool, key=lambda row: (row.thread, row.position, row.sent, row.item))
    place: dict[int, int] = {row.item: at for at, row in enumerate(rows)}
    shown = set(order[:read])
    for item in order[:read]:
        if item in relevant:
            at = place[item]
            around = rows[max(0, at - CONTEXT) : at + CONTEXT + 1]
            shown |= {row.item for row in around if row.thread == rows[at].thread}
    return len(shown) / len(rows)


def peak() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

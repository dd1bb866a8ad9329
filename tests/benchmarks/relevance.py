"""Measures ranking and learning on a folder of items.jsonl, lines.jsonl and labels.jsonl, or on several
(reference/relevance.md 8).

    python3 tests/benchmarks/relevance.py DIR [--mode learn|question] [--seeds 0,1,2] [--out OUT] [--beside
    bm25,asreview] [--threads 2] [--no-vectors]

Writes OUT/results.jsonl and every order. Labels are reached only through a simulated reviewer, one item at a
time, after its place in the order is fixed. Seconds are processor time (`total`) and time by the clock;
vectors and features are made once for a line and count in its first run, since a case keeps them.
`--threads`: processes that make vectors, and threads that ASReview's libraries may use. The product's gate is
SQL in the case file; the same scope rule is applied to the folder here.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

OURS = "evidence_review"


def measure(
    folder: Path, given: argparse.Namespace, known: dict[str, bytes], executor: ProcessPoolExecutor | None
) -> Iterator[dict[str, object]]:
    """One result a line, seed and method."""
    from collection import tasks
    from simulating import Run

    for task in tasks(folder):
        yield from _ours(folder, task, given, known, executor)
        for seed in given.seeds if given.mode == "learn" else []:
            if "asreview" in given.beside:  # not where it turned out not to be installed
                yield from _asreview(folder, task, given, seed)
        if "bm25" in given.beside:
            from beside import bm25

            order, spent = bm25(task)
            yield _result(folder, task, given, ("bm25", 0), Run(order)) | {
                "seconds": {"total": spent.processor, "clock": spent.clock}
            }


def _ours(
    folder: Path,
    task: Any,
    given: argparse.Namespace,
    known: dict[str, bytes],
    executor: ProcessPoolExecutor | None,
) -> Iterator[dict[str, object]]:
    """The vectors, then the first order and the features, then a run a seed."""
    from collection import reviewer
    from simulating import learned, prepared, question, rules, vectors_for
    from spending import Spent, spending

    hits = rules(task)
    with spending() as embedding:
        if not given.no_vectors:
            vectors_for(task, known, executor)
    have: dict[str, bytes] = {} if given.no_vectors else known
    with spending() as preparing:
        made = prepared(task, have) if given.mode == "learn" else None
        run = None if made else question(task, have)
    for seed in given.seeds if made else [0]:
        if made:
            run = learned(task, made, seed, lambda order: reviewer(folder, task, order), None)
        yield _result(folder, task, given, (OURS, seed), run) | {
            "rules": hits,
            "seconds": _seconds(run, embedding, preparing),
        }
        embedding = preparing = Spent()


def _asreview(
    folder: Path, task: object, given: argparse.Namespace, seed: int
) -> Iterator[dict[str, object]]:
    from beside import asreview, asreview_program
    from collection import Task, reviewer
    from simulating import Run

    assert isinstance(task, Task)
    if asreview_program() is None:
        print("ASReview is not installed here (or name it in ASREVIEW): left out.", file=sys.stderr)
        given.beside.remove("asreview")
        return
    order: list[int] = []
    spent = asreview(task, reviewer(folder, task, order), order, seed, given.threads)
    yield _result(folder, task, given, ("asreview", seed), Run(order)) | {
        "seconds": {"total": spent.processor, "clock": spent.clock}
    }


def _result(
    folder: Path, task: object, given: argparse.Namespace, how: tuple[str, int], run: object
) -> dict[str, object]:
    from collection import Task, reviewer, shape
    from ending import rows
    from simulating import Run, exposed, figures, peak

    from evidence_review import __version__
    from evidence_review.relevance import model_engine
    from evidence_review.relevance.stopping import is_talk

    assert isinstance(task, Task)
    assert isinstance(run, Run)
    method, seed = how
    names = [task.names[item] for item in run.order]
    reader = reviewer(folder, task, run.order)
    bears = {item for place, item in enumerate(run.order) if reader.answer(place)}
    path = given.out / "orders" / f"{task.name}_{method}_{seed}.txt"
    if given.several:
        path = given.out / "orders" / task.collection / path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(names) + "\n", encoding="utf-8")
    found = figures(names, {task.names[item] for item in bears})
    shown = exposed(task, run.order, bears, int(str(found["read_to_95"]))) if bears else 0.0
    stop, stated = (
        rows([item in bears for item in run.order], seed, talk=is_talk(*shape(task.pool)))
        if method == "evidence_review" and given.mode == "learn"
        else (None, None)
    )
    versions = {
        "evidence_review": __version__,
        "model": "" if given.no_vectors else model_engine().model_hash,
    }
    return {
        "collection": task.collection,
        "line": task.name,
        "seed": seed,
        "method": method,
        "mode": given.mode,
        **found,
        "relevant_outside_scope": task.outside,
        "exposed_share": shown,
        "stop": stop,
        "certificate": stated,
        "peak_rss_mb": peak(),
        "versions": versions,
        "order": str(path.relative_to(given.out)),
    }


def _seconds(run: Any, embedding: Any, preparing: Any) -> dict[str, float]:
    """Of one run: by the processor, but for `clock`."""
    mean = sum(run.rounds) / len(run.rounds) if run.rounds else 0.0
    found = {
        "prepare": preparing.processor,
        "embed": embedding.processor,
        "rerank_mean": mean,
        "rerank_max": max(run.rounds, default=0.0),
    }
    whole = {
        "total": preparing.processor + embedding.processor + sum(run.rounds),
        "clock": preparing.clock + embedding.clock + run.clock,
    }
    return {name: round(value, 4) for name, value in (found | whole).items()}


def report(results: Sequence[dict[str, object]]) -> dict[str, list[dict[str, float]]]:
    """Each line (mean of its seeds), then mean and worst line of each method, which are given back."""
    found: dict[str, list[dict[str, float]]] = {}
    for method in dict.fromkeys(str(one["method"]) for one in results):
        by_line: dict[tuple[str, str], list[dict[str, object]]] = {}
        for one in results:
            if one["method"] == method and one["relevant"]:
                by_line.setdefault((str(one["collection"]), str(one["line"])), []).append(one)
        if not by_line:
            continue
        mean: dict[str, list[float]] = {}
        for (collection, line), mine in by_line.items():
            said = {name: sum(_value(one, name) for one in mine) / len(mine) for name in SAID}
            found.setdefault(method, []).append(said)
            for name, value in said.items():
                mean.setdefault(name, []).append(value)
            print(
                f"{method:16} {collection}/{line}: "
                + "  ".join(f"{SAID[name]} {value:.3f}" for name, value in said.items())
            )
        print(
            f"{method:16} MEAN of {len(by_line)}: "
            + "  ".join(f"{SAID[name]} {sum(v) / len(v):.3f}" for name, v in mean.items())
        )
        print(
            (
                f"{method:16} WORST: read to 95 % {max(mean['read_to_95_share']):.3f}  WSS@95 "
                f"{min(mean['wss95']):.3f}"
            )
        )
    return found


SAID = {"wss95": "WSS@95", "read_to_95_share": "read to 95 %", "exposed_share": "exposed", "0.01": "R@1%", "0.05": "R@5%", "0.1": "R@10%", "0.2": "R@20%", "total": "s", "clock": "clock s"}  # fmt: skip


def _value(one: dict[str, object], name: str) -> float:
    for held in ("recall_at", "seconds"):
        inside = one[held]
        if isinstance(inside, dict) and name in inside:
            return float(inside[name])
    return float(str(one[name]))


def main() -> None:
    """Measure, write, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("dir", type=Path)
    asked.add_argument("--mode", choices=["learn", "question"], default="learn")
    asked.add_argument("--seeds", type=lambda text: [int(one) for one in text.split(",")], default=[0, 1, 2])
    asked.add_argument("--out", type=Path, default=Path("build/relevance"))
    asked.add_argument("--beside", type=lambda text: [one for one in text.split(",") if one], default=[])
    asked.add_argument("--threads", type=int, default=2)
    asked.add_argument("--no-vectors", action="store_true")
    given = asked.parse_args()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(given.threads)  # before numpy is loaded
    folders = (
        [given.dir]
        if (given.dir / "items.jsonl").exists()
        else sorted(path.parent for path in given.dir.glob("*/items.jsonl"))
    )
    given.several = len(folders) > 1
    given.out.mkdir(parents=True, exist_ok=True)
    known: dict[str, bytes] = {}
    results: list[dict[str, object]] = []
    executor = (
        None
        if given.threads < 2 or given.no_vectors
        else ProcessPoolExecutor(given.threads, get_context("spawn"))
    )
    with (given.out / "results.jsonl").open("w", encoding="utf-8") as out:
        for folder in folders:
            for one in measure(folder, given, known, executor):
                results.append(one)
                out.write(json.dumps(one) + "\n")
                out.flush()
    if executor:
        executor.shutdown()
    _say(results, given)


def _say(results: Sequence[dict[str, object]], given: argparse.Namespace) -> None:
    from beside import asreview_program
    from spending import starts, table

    found = report(results)
    if given.beside and given.mode == "learn":
        print()
        print("\n".join(table(found, starts(asreview_program() if "asreview" in found else None))))


if __name__ == "__main__":
    main()

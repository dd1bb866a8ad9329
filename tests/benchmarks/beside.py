"""Other methods on the same pools: BM25 of each message alone, and ASReview's simulation where it is
installed (reference/relevance.md 8.3)."""

import csv
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from pathlib import Path

from collection import Reviewer, Task
from spending import Spent, spending

from evidence_review.relevance.bm25 import count
from evidence_review.relevance.question_terms import query_words


def bm25(task: Task) -> tuple[list[int], Spent]:
    """The order by BM25 over the line's own pool, and what it cost."""
    with spending() as spent:
        sums = count([row.text for row in task.pool], query_words(task.line)).sums()
        order = sorted(
            range(len(task.pool)), key=lambda at: (-sums[at], task.pool[at].sent, task.pool[at].item)
        )
    return [task.pool[at].item for at in order], spent


def asreview_program() -> str | None:
    """Where ASReview is: named by the environment variable ASREVIEW, or on the path; None where it is not
    installed."""
    return os.environ.get("ASREVIEW") or shutil.which("asreview")


def asreview(task: Task, reader: Reviewer, order: list[int], seed: int, threads: int) -> Spent:
    """Fill `order` with the pool as `asreview simulate --ai elas_u4` read it, and what it cost. It starts
    from two labelled records and ends, as ours does, with the last relevant one."""
    program = asreview_program()
    assert program is not None
    order += [row.item for row in task.pool]
    labels = [int(reader.answer(at)) for at in range(len(order))]
    with tempfile.TemporaryDirectory() as folder:
        records, project = Path(folder) / "records.csv", Path(folder) / "run.asreview"
        with records.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(["record_id", "title", "abstract", "label_included"])
            for row, label in zip(task.pool, labels, strict=True):
                title, _, abstract = row.text.partition("\n")
                writer.writerow([row.item, title, abstract, label])
        asked = [
            program,
            "simulate",
            str(records),
            "--ai",
            "elas_u4",
            "--n-prior-included",
            "1",
            "--n-prior-excluded",
            "1",
        ]
        limits = {
            name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        }
        seeds = ["--seed", str(seed), "--prior-seed", str(seed), "-o", str(project)]
        with spending() as spent:
            subprocess.run(
                [*asked, *seeds], check=True, capture_output=True, env=os.environ | limits, cwd=folder
            )  # it keeps a cache where it runs
        read = _read_in_order(project, Path(folder), [row.item for row in task.pool])
    order[:] = read + [item for item in order if item not in set(read)]
    return spent


def _read_in_order(project: Path, folder: Path, items: list[int]) -> list[int]:
    """What was labelled, in order: a project is an archive that holds its results in a database; records
    count from 0."""
    with zipfile.ZipFile(project) as archive:
        name = next(name for name in archive.namelist() if name.endswith(("results.db", "results.sql")))
        archive.extract(name, folder)
    with sqlite3.connect(folder / name) as results:
        return [items[row] for (row,) in results.execute("SELECT record_id FROM results ORDER BY rowid")]

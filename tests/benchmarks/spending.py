"""What a step costs, by the processor and by the clock, and whole runs of two methods beside each other in
one table."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from processes import processor_seconds

OURS = "evidence_review"
SAID = ("WSS@95", "worst line", "read to 95 %", "R@10 %", "processor s", "clock s")


@dataclass(slots=True)
class Spent:
    """Seconds of all processors together, children included, and by the clock."""

    processor: float = 0.0
    clock: float = 0.0

    def __add__(self, other: "Spent") -> "Spent":
        """Both, one after the other."""
        return Spent(self.processor + other.processor, self.clock + other.clock)


@contextmanager
def spending() -> Generator[Spent]:
    """What is spent inside; the figures stand when it ends."""
    spent, processor, clock = Spent(), processor_seconds(), time.perf_counter()
    yield spent
    spent.processor, spent.clock = processor_seconds() - processor, time.perf_counter() - clock


def start_of(asked: Sequence[str]) -> Spent:
    """What a program costs that starts, loads what it needs, and ends."""
    with tempfile.TemporaryDirectory() as folder, spending() as spent:  # some leave a cache where they run
        subprocess.run(asked, check=True, capture_output=True, cwd=folder)
    return spent


def starts(asreview: str | None) -> dict[str, Spent]:
    """Each program's own start: ASReview's is in its figures, since each run is a program of its own; ours is
    not, since one program runs all."""
    ours = start_of([sys.executable, "-c", "import numpy, onnxruntime, evidence_review.relevance.rounds"])
    return {OURS: ours} | ({"asreview": start_of([asreview, "simulate", "--help"])} if asreview else {})


def table(by_method: dict[str, list[dict[str, float]]], began: dict[str, Spent]) -> Iterator[str]:
    """Rows of text from each method's lines (means of their seeds), with how many times as fast we are as
    ASReview."""
    yield f"{'mean over lines':16} {'lines':>5} " + " ".join(f"{one:>12}" for one in SAID)
    costs: dict[str, Spent] = {}
    for method, lines in by_method.items():
        mean = {name: sum(one[name] for one in lines) / len(lines) for name in lines[0]}
        costs[method] = Spent(mean["total"], mean["clock"])
        shown = (
            mean["wss95"],
            min(one["wss95"] for one in lines),
            mean["read_to_95_share"],
            mean["0.1"],
            mean["total"],
            mean["clock"],
        )
        yield f"{method:16} {len(lines):5} " + " ".join(f"{one:12.3f}" for one in shown)
    if OURS in costs and "asreview" in costs:
        ours, other = costs[OURS], costs["asreview"]
        yield (
            f"A run of ours: {other.processor / ours.processor:.1f} times as fast as ASReview's by the "
            f"processor, {other.clock / ours.clock:.1f} by the clock."
        )
        start, its = began[OURS], began["asreview"]
        without = (other.processor - its.processor) / ours.processor
        yield (
            f"Without ASReview's own start ({its.processor:.1f} s of the processor; ours is "
            f"{start.processor:.1f} and in no figure): {without:.1f} times."
        )
        yield (
            "Seconds a run: vectors and features are made once a line, as a case keeps them, and count "
            "in its first run; ASReview starts from two known records."
        )

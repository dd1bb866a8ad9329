"""How long a paper of a hundred pages takes, whether two programs write it the same to the byte, and whether it keeps
both standards; a paper beside them that misses all of that must be seen to.

    python -m tests.benchmarks.papers [KIND ...]

Each paper is built twice, by programs of their own that start cold, on two cores, with different seeds of Python's
hashes. Seconds are by the clock, from values to bytes, loading typst included, the slower of two. The exit status is
1 where something is missed, or the control is not seen.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from evidence_review.reports.paper import Paper
from tests.reports.long_papers import LONG_PAPERS
from tests.reports.standards import faults_of

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 5.0
"""Seconds that a paper of a hundred pages may take on two cores."""
LEAST = 100
CONTROL = "control"
"""A short paper that bears the clock and is not tagged."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one kind: pages, seconds of the slower build by the clock and of the processor, bytes, whether two builds are
    the same, and rules that are broken, by standard."""

    kind: str
    pages: int
    seconds: float
    processor: float
    size: int
    same: bool
    faults: tuple[str, ...]

    def missed(self, limit: float = LIMIT) -> tuple[str, ...]:
        """What is asked of a paper and not met."""
        found = {
            "too short": self.pages < LEAST,
            "too slow": self.seconds > limit,
            "two builds differ": not self.same,
        }
        return (*(name for name, true in found.items() if true), *self.faults)


def control_pdf() -> bytes:
    """A paper as none of ours may be."""
    paper = Paper("", "")
    paper.text(f"Written at {time.time_ns()}.")
    return paper.to_bytes()


def measured(kind: str) -> Figures:
    """Two builds of one kind."""
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder) / f"{seed}.pdf" for seed in (1, 2)]
        spent = [_built(kind, out, str(seed)) for seed, out in enumerate(outs, 1)]
        first, second = (out.read_bytes() for out in outs)
    with pymupdf.open(stream=first) as pdf:
        pages = pdf.page_count
    clock, processor = (max(one) for one in zip(*spent, strict=True))
    return Figures(kind, pages, clock, processor, len(first), first == second, tuple(faults_of(first)))


def _built(kind: str, out: Path, seed: str) -> tuple[float, float]:
    asked = [sys.executable, "-m", "tests.benchmarks.papers", "--build", kind, str(out)]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    told = subprocess.run(asked, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    clock, processor = map(float, told.stdout.split())
    return clock, processor


def build(kind: str, out: Path) -> None:
    """One build, here; what it took is printed."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    make = control_pdf if kind == CONTROL else LONG_PAPERS[kind]
    clock, processor = time.perf_counter(), time.process_time()
    made = make()
    print(time.perf_counter() - clock, time.process_time() - processor)
    out.write_bytes(made)


def main(words: Sequence[str]) -> int:
    """As on the command line; the exit status."""
    if words[:1] == ["--build"]:
        build(words[1], Path(words[2]))
        return 0
    print(f"{'kind':18} pages clock s  proc. s      bytes missed")
    wrong = False
    for kind in [*(words or LONG_PAPERS), CONTROL]:
        one = measured(kind)
        told = ", ".join(one.missed()) or "none"
        print(
            f"{kind:18} {one.pages:5} {one.seconds:7.2f} {one.processor:8.2f} {one.size:10,} {told}",
            flush=True,
        )
        wrong = wrong or (bool(one.missed()) != (kind == CONTROL))
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

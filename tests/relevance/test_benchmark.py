"""The benchmark command, run as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_without_asreview_the_other_methods_are_measured_and_stand_in_one_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from screening_collection import write  # type: ignore[import-not-found]  the benchmarks are no package

    records = [
        (f"r{at}", f"{'A bus timetable' if at % 5 == 0 else 'A recipe'}\nNumber {at} of the shelf")
        for at in range(40)
    ]
    write(tmp_path / "pool", records, {"L1": ("Bus timetables", {f"r{at}" for at in range(0, 40, 5)})})
    asked = [
        str(BENCHMARKS / "relevance.py"),
        str(tmp_path / "pool"),
        "--seeds",
        "0,1",
        "--beside",
        "asreview,bm25",
        "--no-vectors",
    ]
    around = {**os.environ, "PATH": "", "ASREVIEW": ""}
    run = subprocess.run(
        [sys.executable, *asked, "--out", str(tmp_path / "out")],
        env=around,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr.count("ASReview is not installed here") == 1
    rows = [json.loads(row) for row in (tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()]
    assert [(row["method"], row["seed"]) for row in rows] == [
        ("evidence_review", 0),
        ("evidence_review", 1),
        ("bm25", 0),
    ]
    assert all(row["seconds"]["clock"] > 0 for row in rows)
    assert "processor s" in run.stdout

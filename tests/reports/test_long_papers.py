"""A paper of a hundred pages is written in five seconds, and every paper is the same to the byte in another program;
a paper that misses this is seen to (docs/measurements/papers.md)."""

import hashlib
import os
import subprocess
import sys

import pytest

from tests.benchmarks import typst_size
from tests.benchmarks.papers import CONTROL, LIMIT, ROOT, measured
from tests.reports.every_paper import SAMPLES
from tests.reports.long_papers import LONG_PAPERS


def test_every_kind_of_paper_has_a_long_one() -> None:
    assert set(LONG_PAPERS) == set(SAMPLES) - {"wordless_pdf"}


@pytest.mark.parametrize("kind", ["schedule_pdf", "chain_pdf"])
def test_a_served_paper_of_a_hundred_pages_is_written_in_five_seconds_the_same_twice_and_keeps_both_standards(
    kind,
) -> None:
    found = measured(kind)
    assert found.missed() == ()
    assert found.missed(limit=LIMIT / 1000) == ("too slow",)  # the clock did run


def test_a_paper_that_bears_the_clock_and_no_tags_is_seen() -> None:
    assert measured(CONTROL).missed() == ("too short", "two builds differ", "PDF_UA_1", "PDF_A_2A")


ALL = """
import hashlib
from tests.reports.every_paper import SAMPLES
for kind, names in SAMPLES.items():
    for name, make in names.items():
        print(kind, name.replace(" ", "_"), hashlib.sha256(make()).hexdigest())
"""
DRIFTING = """
import hashlib
from evidence_review.reports.paper import Paper
paper = Paper("Names", "Names")
paper.text(" ".join({"Mina", "Jo", "Dana", "Omar", "Rita", "Priya", "Luke", "Ann"}))
print(hashlib.sha256(paper.to_bytes()).hexdigest())
"""
"""A paper of names in no order."""


def _hashes(program: str, seed: str) -> list[str]:
    asked, environment = [sys.executable, "-c", program], os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(asked, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_another_program_writes_every_paper_the_same_to_the_byte() -> None:
    one, two = _hashes(ALL, "1"), _hashes(ALL, "2")
    assert len(one) == sum(map(len, SAMPLES.values()))
    assert one == two
    assert one[0].split()[2] == hashlib.sha256(next(iter(SAMPLES["audit_pdf"].values()))()).hexdigest()


def test_a_paper_that_hangs_on_pythons_hashes_is_another_in_another_program() -> None:
    assert _hashes(DRIFTING, "1") != _hashes(DRIFTING, "2")


def test_the_share_of_typst_is_measured_and_a_folder_without_it_is_seen(tmp_path) -> None:
    assert typst_size.main([]) == 0
    assert typst_size.main([str(tmp_path)]) == 1

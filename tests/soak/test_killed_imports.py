"""An import that is killed at any moment and run again gives the same case as one that nothing disturbed
(reference/house.md 6)."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from evidence_review.store.accounting import account
from evidence_review.store.exhibits import coverage
from evidence_review.store.exhibits import sources as sources_of
from evidence_review.workflow.auditing.auditing import verify_case
from evidence_review.workflow.case import opening
from tests import build
from tests.soak import sources

TABLES = {
    "exhibits": "id, ref, kind, attributed_to, basis, by",
    "sources": "id, exhibit_id, name, path, sha256, size, importer, importer_version, options, owner_key, by",
    "source_ends": "source_id, found, imported, duplicates",
    "declared": "source_id, what, count",
    "problems": "id, source_id, locator, kind, reason, records",
    "threads": "*",
    "thread_people": "*",
    "evident_owners": "*",
    "given_owners": "*",
    "parties": "*",
    "items": "*",
    "recipients": "*",
    "attachments": "*",
    "blobs": "*",
    "blob_parts": "blob_id, number, length(data)",
}
"""What an import writes, but for the times at which it did; ids are compared too. Blobs are encrypted each
with a nonce of its own."""


LOG_BEFORE_ITEMS = 200_000
"""Bytes of the write-ahead log: what an import writes before its first items is less than half of it, a batch
of items several times as much."""
WAIT = 600
"""Seconds after which an import is held to be stuck; a machine that many use may take a minute."""


class Took(NamedTuple):
    """Seconds that an import took, and the last of them, in which it stored items."""

    whole: float
    storing: float


def start(case: Path, given: Path) -> "subprocess.Popen[bytes]":
    """The command line, in a process group of its own."""
    words = ["import", case, given, "--exhibit", "DP/1", "--basis", "PACE_SEIZURE", "--user", "rita"]
    return subprocess.Popen(
        [sys.executable, "-m", "evidence_review", *map(str, words)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "EVIDENCE_REVIEW_PASSPHRASE": build.PASSPHRASE},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def finished(case: Path, given: Path) -> Took:
    """Run an import to its end; how long it took."""
    began = time.monotonic()
    run = start(case, given)
    until_storing(case, run)
    stored = time.monotonic()
    said, _ = run.communicate(timeout=WAIT)
    assert run.returncode == 0, said.decode()[-2000:]
    return Took(time.monotonic() - began, time.monotonic() - stored)


def until_storing(case: Path, run: "subprocess.Popen[bytes]") -> None:
    """Wait until the write-ahead log of a case shows that the first items stand in it, or the import is
    over."""
    log = case / "case.db-wal"
    while run.poll() is None and not (log.exists() and log.stat().st_size > LOG_BEFORE_ITEMS):
        time.sleep(0.002)


def killed(case: Path, given: Path, after: float, *, whole_group: bool, once_storing: bool = False) -> bool:
    """Kill an import so many seconds after its start, or after it began to store, alone or with its readers;
    whether it still ran."""
    run = start(case, given)
    if once_storing:
        until_storing(case, run)
    time.sleep(after)
    running = run.poll() is None
    if running:
        (os.killpg if whole_group else os.kill)(run.pid, signal.SIGKILL)
    run.communicate(timeout=WAIT)
    return running


def reached(case: Path) -> str:
    """How far a killed import had come."""
    session = build.as_user(case, "rita")
    try:
        stored, ended = (
            session.case.count("SELECT count(*) FROM items"),
            session.case.count("SELECT count(*) FROM source_ends"),
        )
        begun = session.case.count("SELECT count(*) FROM sources")
        return "nothing stored" if not stored else "between sources" if begun == ended else "within a source"
    finally:
        opening.close(session)


def contents(case: Path) -> dict[str, object]:
    """Everything that imports have written into a case, and the account that is drawn from it."""
    session = build.as_user(case, "rita")
    try:
        held: dict[str, object] = {
            table: sorted(map(tuple, session.case.all(f"SELECT {columns} FROM {table}")), key=repr)
            for table, columns in TABLES.items()
        }
        known = sources_of(session.case)
        held["account"] = [account(session.case, one) for one in known]
        held["coverage"] = [coverage(session.case, one) for one in known]
        held["log is whole"] = verify_case(session).status == 0
        return held
    finally:
        opening.close(session)


def soaked(tmp: Path, messages: int, kills: int, seed: int) -> Iterator[str]:
    """Kill so many imports at moments drawn from the seed; how far each had come.

    Half the moments lie anywhere in the time that a whole import takes, most of which goes by before it
    stores anything; half lie in the time from its first items to its end, however fast the machine is and
    whatever else it does.
    """
    given = sources.folder(tmp, messages)
    before, draw = sources.state(given), random.Random(seed)
    took = finished(build.new_case(tmp / "undisturbed"), given)
    wanted = contents(tmp / "undisturbed")
    assert all(one.complete for one in _sources(tmp / "undisturbed"))
    assert sources.state(given) == before
    for number in range(kills):
        case = build.new_case(tmp / f"case{number}")
        storing = number % 4 > 1
        after = draw.uniform(0, took.storing if storing else took.whole)
        running = killed(case, given, after, whole_group=number % 2 == 1, once_storing=storing)
        hit = reached(case) if running else "over already"
        assert sources.state(given) == before, f"kill {number} changed a source"
        again = finished(case, given)
        took = again if hit == "nothing stored" else took  # a machine that others use is slower now and then
        got = contents(case)
        assert {name: got[name] == wanted[name] for name in wanted} == dict.fromkeys(wanted, True), (
            f"kill {number}"
        )
        assert sources.state(given) == before, f"run {number} changed a source"
        shutil.rmtree(case)
        yield hit


def _sources(case: Path) -> tuple:
    session = build.as_user(case, "rita")
    try:
        return sources_of(session.case)
    finally:
        opening.close(session)


def test_five_killed_imports_resume_to_the_same_case(tmp_path) -> None:
    assert len(list(soaked(tmp_path, 1500, 5, seed=7))) == 5


@pytest.mark.soak
@pytest.mark.timeout(4 * 3600)
def test_a_hundred_killed_imports_resume_to_the_same_case(tmp_path, capsys) -> None:
    began = time.monotonic()
    hit = Counter(soaked(tmp_path, 10_000, 100, seed=62))
    with capsys.disabled():
        print(
            (
                f"\n{hit.total()} of 100 killed imports gave the same case, in "
                f"{time.monotonic() - began:.0f} s; at the kill: {dict(hit)}"
            )
        )
    assert hit.total() == 100
    assert hit["within a source"] > 20, "enough must be hit between two batches, or this shows nothing"


def test_an_import_killed_again_and_again_ends_the_same(tmp_path) -> None:
    given, draw = sources.folder(tmp_path, 6000), random.Random(5)
    whole = finished(build.new_case(tmp_path / "undisturbed"), given).whole
    case = build.new_case(tmp_path / "case")
    for number in range(4):
        killed(case, given, draw.uniform(whole / 3, whole), whole_group=number % 2 == 1)
    finished(case, given)
    assert contents(case) == contents(tmp_path / "undisturbed")
    finished(case, given)
    assert contents(case) == contents(tmp_path / "undisturbed"), "a further run adds nothing"

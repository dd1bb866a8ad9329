"""How long the first ranking of a large line takes, as the window and the command line run it: `flag` over an
encrypted case.

    nice -n 19 .venv/bin/python tests/benchmarks/first_ranking.py [--messages 100000] [--folder DIR]
    [--workers 2] [--detect]

Messages are made up: words of harbour's (tests/benchmarks/collections), twice its length, some 77 % of the
texts distinct, 14 word pieces each, 60 conversations over two years. They are imported, a line of nine terms
is approved, and the search is run. Prints when each step began and, beside its limit, how long it took until
the rule band could be read and until the whole order stood. Seconds of the clock and of all processes'
processor time: on a machine that others use, the second divided by the cores is nearer to what an idle one
needs.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from processes import processor_seconds

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Points, TermKind
from evidence_review.domain.progress import finish
from evidence_review.domain.wordpiece import pieces
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from evidence_review.workflow.reviewing import reviewing
from tests import build

HARBOUR = Path(__file__).resolve().parent / "collections" / "harbour" / "items.jsonl"
THREADS, BAND_LIMIT, WHOLE_LIMIT = 60, 5.0, 150.0
TERMS = ("taxi", "owe", "phone", "quid", "van", "lift", "hospital", "boat party", "front door")


def main() -> None:
    """Build the case where it is not there, run the search, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--messages", type=int, default=100_000)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument(
        "--folder", type=Path, help="keeps the case that was built, as it is before the search"
    )
    asked.add_argument(
        "--detect",
        action="store_true",
        help="go on to the personal data, which is found after the order stands",
    )
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "case"
        if given.folder and given.folder.exists():
            shutil.copytree(given.folder, folder)
        else:
            _build(folder, Path(top), given.messages)
            if given.folder:
                shutil.copytree(folder, given.folder)
        session = build.as_user(folder, "rita")
        _run(session, given.workers, until_order=not given.detect)
        opening.close(session)


def messages(count: int) -> Iterator[tuple[int, datetime, str, str]]:
    """Conversation, time, sender and text: bursts of twelve, a quarter of them short answers that many give,
    the others twice as long as harbour's."""
    dice = random.Random(5)
    real = [json.loads(row)["text"] for row in HARBOUR.read_text("utf-8").splitlines()]
    known = [word for text in real for word in text.split()]
    short = sorted({text for text in real if len(text.split()) <= 2})
    when, thread = datetime(2023, 1, 1, 7), 0
    for at in range(count):
        if not at % 12:
            thread, when = dice.randrange(THREADS), when + timedelta(seconds=dice.randrange(3600, 7200))
        when += timedelta(seconds=dice.randrange(5, 240))
        long = max(3, 2 * len(dice.choice(real).split()))
        text = dice.choice(short) if dice.random() < 0.24 else " ".join(dice.choices(known, k=long))
        yield thread, when, "Dana P" if dice.random() < 0.5 else f"Person {thread}", text


def _build(folder: Path, top: Path, count: int) -> None:
    build.new_case(folder)
    chats: dict[int, list[str]] = {}
    texts: list[str] = []
    for thread, when, sender, text in messages(count):
        chats.setdefault(thread, []).append(f"{when:%d/%m/%Y, %H:%M} - {sender}: {text}\n")
        texts.append(text)
    (top / "chats").mkdir()
    for thread, rows in chats.items():
        (top / "chats" / f"WhatsApp Chat with Person {thread}.txt").write_text("".join(rows), "utf-8")
    distinct = set(texts)
    mean = sum(len(pieces(text, 256)) for text in texts[:5000]) / min(5000, len(texts))
    print(
        (
            f"{count:,} messages, {len(distinct) / count:.2f} of their texts distinct, {mean:.1f} word "
            f"pieces each"
        ),
        flush=True,
    )
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session, top / "chats", build.exhibit(), ReadOptions(zone="Europe/London", owner="Dana P")
        )
    )
    opening.close(session)
    _propose(folder)


def _propose(folder: Path) -> None:
    terms = tuple(
        Term(word, TermKind.PHRASE if " " in word else TermKind.LEMMA, "how it was said") for word in TERMS
    )
    line = LineOfEnquiry(1, "Money and the way home", "Who owed whom money on 15 February 2024, and who took whom home?", "Both say so.", Points.BOTH, "Messages about it.", "Receipts were asked for.", ScopeRule(all_people=True, all_dates=True), terms)  # fmt: skip
    build.approve(folder, line)


def _run(session: Session, workers: int, *, until_order: bool) -> None:
    began, spent = time.perf_counter(), processor_seconds()
    seen: dict[str, tuple[float, float]] = {}
    band: tuple[float, float] | None = None

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:

        def now() -> tuple[float, float]:
            return time.perf_counter() - began, processor_seconds() - spent

        for step in flagging.flag(session, pool):
            if step.what not in seen:
                seen[step.what] = now()
                print(
                    f"{seen[step.what][0]:8.1f} s {seen[step.what][1]:8.1f} cpu  begins: {step.what}",
                    flush=True,
                )
            if band is None and session.case.count(
                "SELECT EXISTS (SELECT 1 FROM flags WHERE band = 'MUST_REVIEW')"
            ):
                band = now()
            if (
                until_order
                and session.case.count("SELECT count(*) FROM rankings")
                and step.what == "finding personal data"
            ):
                break
        whole = now()
    rows = reviewing.queue(session, 1, order="rank", only="flagged")
    if band:
        print(f"{band[0]:8.1f} s {band[1]:8.1f} cpu  the rule band can be read; limit {BAND_LIMIT:.0f} s")
    print(
        (
            f"{whole[0]:8.1f} s {whole[1]:8.1f} cpu  the whole order stands; limit {WHOLE_LIMIT:.0f} s "
            f"on two cores; {len(rows):,} flagged"
        )
    )
    print(
        (
            f"{'':19}of processor time, {whole[1] / 2:.0f} s on two cores that nothing else uses, were "
            f"they always at work"
        )
    )


if __name__ == "__main__":
    main()

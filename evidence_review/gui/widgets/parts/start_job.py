"""Long work as the window starts it: on a case connection of its own, language models in other processes."""

import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from os import cpu_count
from pathlib import Path
from typing import Any

from evidence_review.domain.progress import Job, Progress
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.open_case import Desk
from evidence_review.workflow.case.personal_views import ExportCheck, PersonClues
from evidence_review.workflow.case.running import engine_processes, give_way
from evidence_review.workflow.case.views import Bundle, FlagReport
from evidence_review.workflow.finding.known_items import KnownRanks
from evidence_review.workflow.one_file.inspecting import FileLook
from evidence_review.workflow.producing.releasing import Production

type Session = actions.Session


def on_its_own(
    session: Session, make: Callable[[Session], Job[Any]], held: list[Session] | None = None
) -> Job[Any]:
    """A job on a connection of its own, which is closed when the job ends or is stopped; it stands in
    `held` while
    it is open."""
    own = actions.reopen(session)
    if held is not None:
        held.append(own)
    try:
        return (yield from make(own))
    finally:
        if held is not None:
            held.clear()
        actions.close(own)


def run_for(
    desk: Desk,
    jobs: Jobs,
    name: str,
    step: str,
    make: Callable[[Session], Job[Any]],
    done: Callable[[Any], object],
    *,
    halts: bool = False,
) -> None:
    """Run a job on a case connection of its own, then say what the step changed and hand over what it gave,
    if the same case is still open. `halts`: it is one long step that only reads, which is broken off when it is to
    stop."""
    session = desk.session
    if session is None:
        return

    def over(result: Any) -> None:
        if desk.session is session:
            desk.tell(step)
            done(result)

    held: list[Session] = []

    def halt() -> None:
        for own in held:
            actions.break_off(own)

    jobs.start(name, partial(on_its_own, session, make, held), over, halt if halts else None)


def one_step(what: str, does: Callable[[], Any]) -> Job[Any]:
    """A single call as a job, for what takes too long for the window's own thread."""
    yield Progress(0, 0, what)
    return does()


def workers(most: int = 0) -> ProcessPoolExecutor:
    """Processes for the language work, one core left to the window (reference/platform.md 5), or at most so
    many."""
    return engine_processes(most or max(1, (cpu_count() or 2) - 1))


def patient_workers() -> ProcessPoolExecutor:
    """One process a core for a long search, each giving way to the window; where a system knows no such
    order, one core is left to it."""
    if not hasattr(os, "nice"):
        return workers()
    return engine_processes(cpu_count() or 1, give_way)


def inspect_in_processes(path: Path, terms: Sequence[str], *, auto: bool) -> Job[FileLook]:
    """A file looked through, the detector in other processes where it is asked for."""
    if not auto:
        return (yield from actions.inspect_file(path, terms))
    with workers() as pool:
        return (yield from actions.inspect_file(path, terms, auto=True, executor=pool))


def flag_in_processes(session: Session) -> Generator[Progress, None, FlagReport]:
    """The search, with its models in other processes: none is ever loaded in the window's."""
    with patient_workers() as pool:
        return (yield from actions.flag(session, pool))


def clues_in_processes(session: Session) -> Job[tuple[PersonClues, ...]]:
    """The clues that stay, with the models in other processes."""
    with workers() as pool:
        return (yield from actions.clues(session, pool))


def check_in_processes(session: Session, production: Production) -> Job[ExportCheck]:
    """The check before an export, with the models in other processes."""
    with workers() as pool:
        return (yield from actions.check_export(session, production, pool))


def produce_in_processes(session: Session, out: Path, production: Production) -> Job[Bundle]:
    """The bundle, with the models in other processes."""
    with workers() as pool:
        return (yield from actions.produce(session, out, production, pool))


def known_in_processes(session: Session, number: int) -> Job[KnownRanks]:
    """Known items ranked again, with the learning in one other process, which holds the pool from one item to
    the next."""
    with workers(1) as pool:
        return (yield from actions.known_ranks(session, number, pool))


def demo_in_processes(out: Path) -> Job[tuple[Path, str, str]]:
    """The demo case, with its models in other processes: its folder, its reviewer and her passphrase."""
    with workers() as pool:
        return (yield from actions.prepare_demo(out, pool))

"""Producing: the bundle is built in memory, proved by the gate, logged, and only then written
(reference/law.md I, K; reference/safety.md 1.6).
"""

from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.progress import Job, Progress
from evidence_review.store import redactions, schedules
from evidence_review.store.case import Change
from evidence_review.store.disclosure import descriptions
from evidence_review.trust import verify
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import Bundle
from evidence_review.workflow.producing import checking, office_papers
from evidence_review.workflow.producing.bundle_parts import items_of
from evidence_review.workflow.producing.releasing import Production, release


def produce(
    session: Session, out: Path, production: Production, executor: Executor | None = None
) -> Job[Bundle]:
    """Build the bundle of what a prosecutor disclosed to one accused, prove it, log it, write it.

    OutputProblem says everything that stands in the way, at once.

    What is coded D for this accused is copied, what is coded I is listed with how to inspect it, nothing else
    leaves. The folder is written only when every relevant item has a code, what is copied is approved as it
    stands, every conflict is answered, the clues on each masked person are signed, every file passed the gate,
    every number was counted twice alike, and what the detector still finds in the finished text was accepted.
    `executor` runs the language models in other processes where one is given.
    """
    session.may(Act.PRODUCE)
    _check_target(out, production.recipient)
    check, files, contents = yield from checking.checked(session, production, executor, to_write=True)
    checking.refuse(check)
    yield Progress(len(files), len(files), "signing and writing")
    copies = contents.copies
    carried = [(part.line.id, kept.item.id) for part in copies for kept in part.kept]
    person = accused_named(session.case, production.accused)
    listed = checking.listed_now(session, contents.found, contents.removed)
    kept_back = office_papers.papers_for(session, person, contents.version)

    def note(change: Change, made: str) -> None:
        schedules.add_numbers(change, contents.numbers.new, session.user.id)
        schedules.end_numbers(change, contents.numbers.ending, session.user.id)
        schedules.add_listed(change, made, person.id, listed)
        for name, data in kept_back.items():
            descriptions.add_office_paper(change, made, name, data)

    production = replace(production, accused=person.name)
    log_entries, root = release(session, out, production, files, carried, note, contents.within)
    chosen = items_of(copies)
    marks = sum(len(redactions.standing(session.case, item)) for item in chosen)
    written = (path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.is_file())
    told = tuple(name for name in written if not name.endswith(verify.PROOF))
    return Bundle(str(out), told, len(chosen), marks, log_entries, root, check.notes)


def _check_target(out: Path, recipient: str) -> None:
    if not recipient.strip():
        raise OutputProblem("Say who receives the bundle.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputProblem("That folder is not empty. Choose a new folder for the bundle.")

"""Producing: the bundle is built in memory, proved by the gate, logged, and only then written
(reference/law.md I, K; reference/safety.md 1.6).
"""

from concurrent.futures import Executor
from pathlib import Path

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.redaction_values import Level
from evidence_review.store import redactions
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import Bundle
from evidence_review.workflow.producing import bundling, checking
from evidence_review.workflow.producing.releasing import Production, release


def produce(
    session: Session, out: Path, recipient: str, executor: Executor | None = None, level: Level = Level.TOKEN
) -> Job[Bundle]:
    """Build the bundle of everything relevant and approved, prove it, log it, write it.

    OutputProblem says what stands in the way.

    The folder is written only when every conflict is answered, the clues on each masked person are signed,
    every file passed the gate, and what the detector still finds in the finished text was accepted. It holds
    the transcripts, the edited documents, the schedules, the index of redactions, the management document,
    the log with its checkpoint, a signed manifest and `verify.py`. `executor` runs the language models in
    other processes where one is given; `level` is how passages of documents are taken out (decision 0018).
    """
    session.may(Act.PRODUCE)
    _check_target(out, recipient)
    check, files, found = yield from checking.checked(
        session, recipient.strip(), executor, level, to_write=True
    )
    checking.refuse(check)
    yield Progress(len(files), len(files), "signing and writing")
    carried = [(part.line.id, kept.item.id) for part in found for kept in part.kept]
    log_entries, root = release(session, out, Production(recipient, level), files, carried)
    chosen = bundling.chosen_items(found)
    marks = sum(len(redactions.standing(session.case, item)) for item in chosen)
    written = tuple(path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.is_file())
    return Bundle(str(out), written, len(chosen), marks, log_entries, root, check.notes)


def _check_target(out: Path, recipient: str) -> None:
    if not recipient.strip():
        raise OutputProblem("Say who receives the bundle.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputProblem("That folder is not empty. Choose a new folder for the bundle.")

"""Refusing: the letter that answers a request of the defence, made from what was recorded of it (reference/law.md
K11)."""

from pathlib import Path

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import DefenceAnswer
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import Job
from evidence_review.reports.letters import Letter, LetterSort, letter_pdf
from evidence_review.reports.serving import Serving
from evidence_review.store import case_people, items, redactions
from evidence_review.store.disclosure import defence
from evidence_review.workflow.case.labelling import today
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.owner_only import owner_only
from evidence_review.workflow.case.removals import removed_from
from evidence_review.workflow.producing import bundling
from evidence_review.workflow.producing.gating import guarded_words, prove_gone


def write_refusal(session: Session, number: int, recipient: str, out: Path) -> Job[Path]:
    """Write the letter that refuses a request of the defence with its recorded reason, read again by the gate for
    what is masked in the case. RuleBroken where no refusal is recorded; OutputProblem where it cannot be written."""
    session.may(Act.PRODUCE)
    letter = _letter(session, number, recipient)
    if out.exists():
        raise OutputProblem("That file exists already. Choose a new name for the letter.")
    data = letter_pdf(letter)
    kept = [
        one
        for line, item in redactions.relevant_items(session.case)
        if (one := items.reviewable(session.case, line, item))
    ]
    yield from prove_gone(
        {out.name: data}, removed_from(session, kept), frozenset(), guarded_words(session, ())
    )
    with session.case.change(
        session.signer, AuditOp.DISCLOSE, "write letter", about=f"defence document:{number}"
    ) as change:
        change.detail["letter"] = str(letter.sort)
    try:
        out.write_bytes(data)
        owner_only(out)
    except OSError:
        raise OutputProblem("The letter cannot be written there. Check the folder and its rights.") from None
    return out


def _letter(session: Session, number: int, recipient: str) -> Letter:
    found = next((one for one in defence.everything(session.case) if one.number == number), None)
    refused = (
        [(words, day) for answer, words, day in found.answers if answer is DefenceAnswer.REFUSED]
        if found
        else []
    )
    if found is None or not refused:
        raise RuleBroken("No refusal of that document is recorded. Record it with: defence answer")
    if not recipient.strip():
        raise OutputProblem("Say who receives the letter.")
    person = next(one for one in case_people.everyone(session.case) if one.id == found.person)
    officer = bundling.officer(session)
    serving = Serving(
        recipient.strip(), person.name, today(), f"{officer}, disclosure officer" if officer else ""
    )
    return Letter(
        LetterSort.REFUSAL,
        session.case.facts.urn,
        serving,
        asked=f"{found.day:%d.%m.%Y}",
        answered=f"{refused[-1][1]:%d.%m.%Y}",
        answer=refused[-1][0].rstrip(".") + ".",
        request=found.words,
    )

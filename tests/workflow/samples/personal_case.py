"""A small fictional case with people, numbers and clues to decide on: made once for a run, copied for each
test."""

import functools
import shutil
import tempfile
from pathlib import Path

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Relevance
from evidence_review.domain.personal import Because, Stance
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.personal import gathering, jigsaw_clues, ruling
from evidence_review.workflow.producing import checking, producing
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import reviewing
from tests import build

CHAT = """08/03/2025, 19:02 - Dana P: see you at the Lamplighter at eight?
08/03/2025, 19:04 - Callum Marsh: yes. I am bringing Priya Nair, her number is 07700 900123
08/03/2025, 19:05 - Dana P: ok lovely, Priya can ring me on +44 7700 900456
08/03/2025, 20:10 - Callum Marsh: Priya Nair goes to St Anne's School in year 9, she is 14, her mum works as a nurse at Harbour Hospital
08/03/2025, 23:58 - Callum Marsh: the taxi is outside, Danny is driving
09/03/2025, 00:01 - Dana P: tell Priya thank you. she lives at 14 Bramley Road
09/03/2025, 09:00 - Callum Marsh: did you pay the taxi? +447700900123 is not answering
09/03/2025, 09:30 - Dana P: Danny Flynn said he did. The other Danny, Danny Okoro, did not
"""
REASON = "the whole list is needed by name to decide on it"
WHY = "looked at by two people, who found that it does not lead to her"


@functools.cache
def _made() -> Path:
    top = Path(tempfile.mkdtemp(prefix="evidence-review-personal-", dir=Path.home()))
    folder = build.new_case(top / "case")
    chats = top / "chats"
    chats.mkdir()
    (chats / "WhatsApp Chat with Callum Marsh.txt").write_text(CHAT, "utf-8")
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session, chats, build.exhibit(), ReadOptions(zone="Europe/London", owner="Dana P")
        )
    )
    opening.close(session)
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    finish(flag(session))
    opening.close(session)
    return folder


def case(tmp: Path) -> Path:
    """The case, flagged; nothing decided."""
    shutil.copytree(_made(), tmp / "case")
    return tmp / "case"


def decide(session: Session, *positions: int) -> list[ItemId]:
    """These messages, from 1, as relevant."""
    rows = reviewing.queue(session, 1)
    chosen = [rows[at - 1].item for at in positions or range(1, len(rows) + 1)]
    for item in chosen:
        reviewing.decide(session, 1, item, Relevance.RELEVANT, "about the taxi")
    return chosen


def code(session: Session, label: str) -> str:
    """The code of a person or identifier, by its name."""
    return next(one.code for one in gathering.subjects(session, REASON) if one.label == label)


def mask(session: Session, label: str) -> ruling.Ruled:
    """Mask a person or identifier everywhere."""
    return ruling.rule(session, code(session, label), Stance.MASK, Because.PRIVATE_LIFE)


def text(session: Session, item: ItemId) -> str:
    """The text of an item."""
    return session.case.one("SELECT text FROM items WHERE id = :item", {"item": item})[0]


def approve_all(folder: Path) -> None:
    """Everything that waits, by the prosecutor, who gives no codes (`build.disclose_all` does)."""
    session = build.as_user(folder, "paul")
    approving.approve(session, tuple(one.item for one in approving.waiting(session)), attested=True)
    opening.close(session)


def sign_all(folder: Path) -> None:
    """Every list of clues, by the reviewer."""
    session = build.as_user(folder, "rita")
    for person in finish(jigsaw_clues.clues(session)):
        jigsaw_clues.sign_clues(session, person, WHY)
    opening.close(session)


def produce(folder: Path, out: Path, recipient: str = "the defence"):
    """The bundle for the accused of the tests, after what is still found was accepted; OutputProblem where
    anything else stands in the way."""
    session, wanted = build.as_user(folder, "omar"), build.production(recipient)
    try:
        try:
            return finish(producing.produce(session, out, wanted))
        except OutputProblem as refused:
            if "finished text" not in str(refused):
                raise
        checking.accept_found(session, finish(checking.check_export(session, wanted)), WHY)
        return finish(producing.produce(session, out, wanted))
    finally:
        opening.close(session)

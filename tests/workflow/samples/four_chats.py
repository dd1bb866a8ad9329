"""A small fictional case of four conversations, one line over all of them and two accused: made once for a run,
copied for each test. No text of it holds personal data, so that nothing but the rule at issue stands in the way
of a bundle."""

import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode, Relevance
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.producing import checking, producing
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import reviewing
from tests import build

SECOND = "Robin Ashe"
"""The second accused; the first is `build.ACCUSED`."""
CHATS = {
    "Alex": ("the kettle was on", "who took the taxi home", "nobody I know of"),
    "Blake": ("the door was open", "and the light was off", "so we went back inside"),
    "Casey": ("it rained all evening", "the road was under water", "we walked along the river"),
    "Drew": ("the shop had closed", "there was nobody about", "the last bus had left"),
}
LAST = tuple(texts[-1] for texts in CHATS.values())
"""The last message of each conversation."""
DISCLOSE, INSPECT = DisclosureCode.DISCLOSE, DisclosureCode.INSPECT
NOT_MET = DisclosureCode.CLEARLY_NOT_DISCLOSABLE
WHY = "looked at by two people, who found nothing in it that must go"


@functools.cache
def _made() -> Path:
    top = Path(tempfile.mkdtemp(prefix="evidence-review-chats-", dir=Path.home()))
    folder, chats = build.new_case(top / "case"), top / "chats"
    chats.mkdir()
    for day, (name, texts) in enumerate(CHATS.items(), start=3):
        lines = [
            f"{day:02}/03/2025, 19:0{at} - {'Dana P' if at % 2 else name}: {text}"
            for at, text in enumerate(texts)
        ]
        (chats / f"WhatsApp Chat with {name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    session = build.as_user(folder, "omar")
    options = ReadOptions(zone="Europe/London", owner="Dana P")
    finish(importing.import_path(session, chats, build.exhibit(), options))
    opening.close(session)
    build.enter_accused(folder, SECOND)
    scope = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    build.approve(folder, build.another(build.line(), **scope))
    session = build.as_user(folder, "rita")
    finish(flag(session))
    opening.close(session)
    return folder


def case(tmp: Path) -> Path:
    """The case, flagged; nothing decided."""
    shutil.copytree(_made(), tmp / "case")
    return tmp / "case"


def item(session: Session, text: str) -> ItemId:
    """The item with this text."""
    return ItemId(session.case.one("SELECT id FROM items WHERE text = :text", {"text": text})[0])


def acting[T](folder: Path, name: str, act: Callable[[Session], T]) -> T:
    """What an act of one of its users gives; the case is closed afterwards."""
    session = build.as_user(folder, name)
    try:
        return act(session)
    finally:
        opening.close(session)


def decide(folder: Path, *texts: str, value: Relevance = Relevance.RELEVANT) -> list[ItemId]:
    """The messages with these texts, decided on for line 1 by the reviewer."""
    session = build.as_user(folder, "rita")
    found = [item(session, text) for text in texts]
    for one in found:
        reviewing.decide(session, 1, one, value, "it bears on the way home")
    opening.close(session)
    return found


def code(folder: Path, given: dict[str, DisclosureCode], accused: str = build.ACCUSED) -> None:
    """The prosecutor's codes for messages by their text, and approval of whatever is relevant."""
    session = build.as_user(folder, "paul")
    waiting = approving.waiting(session)
    for text, one in given.items():
        approving.endorse(session, item(session, text), accused, one, "read with the defence case in mind")
    approving.approve(session, tuple(one.item for one in waiting), attested=True)
    opening.close(session)


def check(folder: Path, accused: str = build.ACCUSED):
    """What stands in the way of a bundle."""
    session = build.as_user(folder, "omar")
    try:
        return finish(checking.check_export(session, build.production(accused=accused)))
    finally:
        opening.close(session)


def produce(folder: Path, out: Path, accused: str = build.ACCUSED):
    """The bundle, after what is still found was accepted; OutputProblem where anything else stands in the
    way."""
    session, wanted = build.as_user(folder, "omar"), build.production(accused=accused)
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

"""A case with a pool large enough to sample: one conversation of short messages, some of which bear on a line
of enquiry."""

import functools
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import items, lines
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.reviewing import reviewing
from evidence_review.workflow.sampling.sample_reading import next_sampled, read_sampled
from tests import build

MANY = 240
LIFT = "lift at door {}"


def talk(many: int = MANY, first: int = 0) -> str:
    """Every fourth message is about a lift; none has a term of the line."""
    said = ((LIFT if at % 4 == 0 else "ok then number {}").format(at) for at in range(first, first + many))
    return "".join(
        f"08/03/2025, {9 + at // 60:02}:{at % 60:02} - {('Dana P', 'Callum Marsh')[at % 2]}: {words}\n"
        for at, words in enumerate(said)
    )


def is_relevant(text: str) -> bool:
    """The truth of the made-up conversation."""
    return "lift" in text


@functools.cache
def _template() -> Path:
    top = Path(tempfile.mkdtemp(prefix="evidence-review-tests-", dir=Path.home()))
    folder = build.new_case(top / "case")
    (top / "chat").mkdir()
    (top / "chat" / "WhatsApp Chat with Callum Marsh.txt").write_text(talk(), "utf-8")
    with user(folder, "omar") as session:
        finish(
            importing.import_path(
                session, top / "chat", build.exhibit(), ReadOptions(zone="Europe/London", owner="Dana P")
            )
        )
    build.approve(folder, build.line())
    with user(folder, "rita") as session:
        finish(flag(session))
    return folder


def sampled_case(tmp: Path) -> Path:
    """A copy of the case, nothing decided yet."""
    shutil.copytree(_template(), tmp / "case")
    return tmp / "case"


@contextmanager
def user(folder: Path, name: str):
    """The case as one of its users has it open."""
    session = build.as_user(folder, name)
    try:
        yield session
    finally:
        opening.close(session)


def texts(session) -> dict:
    """Every item of line 1 with its text."""
    line = enquiring.approved_line(session, 1)
    return {item: text for item, text, *_ in items.pool(session.case, line.id)}


def decide_some(folder: Path, many: int, only_relevant: bool = False, who: str = "rita") -> None:
    """The first so many items decided by their truth (or the first so many that are relevant)."""
    with user(folder, who) as session:
        todo = [
            (item, is_relevant(text))
            for item, text in texts(session).items()
            if not only_relevant or is_relevant(text)
        ]
        for item, truth in todo[:many]:
            reviewing.decide(
                session, 1, item, Relevance.RELEVANT if truth else Relevance.NOT_RELEVANT_TO_LINE
            )


def read_all(folder: Path, plan, who: str = "rita", verdict=is_relevant) -> int:
    """Every drawn item that this user can read; how many."""
    read = 0
    with user(folder, who) as session:
        while (one := next_sampled(session, plan)) is not None:
            read_sampled(
                session,
                plan,
                one.view.id,
                Relevance.RELEVANT if verdict(one.view.text) else Relevance.NOT_RELEVANT_TO_LINE,
            )
            read += 1
    return read


def line_id(session):
    """The id of line 1."""
    return lines.approved(session.case)[0].id

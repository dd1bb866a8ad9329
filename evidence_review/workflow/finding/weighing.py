"""The heaviest weights of a line's learned order, for those who answer for disclosure to see what moves it
(reference/relevance.md 6)."""

from collections.abc import Iterable
from concurrent.futures import Executor

from evidence_review.domain.decisions import Act, may
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp, Tag
from evidence_review.domain.progress import Job, Progress
from evidence_review.relevance import Round
from evidence_review.relevance.heaviest_weights import COUNTED, Heaviest, heaviest
from evidence_review.relevance.words import plain_words
from evidence_review.store import detections
from evidence_review.workflow.case.labelling import known_keys
from evidence_review.workflow.case.ledger_views import Weight, Weights
from evidence_review.workflow.case.masking import names_someone_known
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.finding.learn_order import Learnable, learnable, of_held, searched_anew

HEAVIEST = 50
WHERE = {
    "words": "in the message",
    "words around": "in the messages around it",
    COUNTED: "in the document, by how often it stands in what was found",
}
MASKED = "a masked word"


def heaviest_weights(
    session: Session, number: int, executor: Executor | None = None, tag: Tag | None = None
) -> Job[Weights]:
    """The 50 heaviest weights of the order that the decisions of now teach, and what the published list left
    out of it.

    Names of third parties and special-category words are told as masked. The look is logged; the words are
    not.
    """
    if not may(Act.SEE_WEIGHTS, session.role):
        raise RuleBroken(
            (
                "The weights of a line are shown to the disclosure officer, the supervisor and the "
                "prosecutor. Ask one of them."
            )
        )
    line = approved_line(session, number)
    known = learnable(session, line, tag)
    found = Heaviest((), (), ())
    if known.labels:
        searched_anew(session, known)
        yield Progress(0, len(known.rows), f"weighing what moves the order, line {number}")
        asked = Round(known.labels, known.seed(str(session.case.facts.id)), 0)
        found = of_held(session, known, executor, heaviest, asked, line, HEAVIEST)
    about = f"line:{line.number}:{line.version}"
    session.case.record(
        session.signer,
        AuditOp.CONSULT,
        "show weights",
        about=about,
        weights=len(found.words),
        tag=str(tag or ""),
    )
    told = _told(found.words, _covered(session, known) if found.words else frozenset())
    return Weights(number, str(tag or ""), len(known.labels), told, found.blocks, found.left_out)


def _told(words: Iterable[tuple[str, str, float]], covered: frozenset[str]) -> tuple[Weight, ...]:
    return tuple(
        Weight(
            at,
            MASKED if covered & set(word.split()) else word,
            weight,
            "up" if weight > 0 else "down",
            WHERE[block],
        )
        for at, (block, word, weight) in enumerate(words, 1)
    )


def _covered(session: Session, known: Learnable) -> frozenset[str]:
    """Words that are masked wherever a reviewer meets them: names of third parties, and those of a special
    category."""
    keys, texts = known_keys(session, known.line), {row[0]: row[1] for row in known.rows}
    covered: set[str] = set()
    for item, start, end, person, special in detections.masked_spans(session.case, known.line.id):
        words = texts.get(item, "")[start:end]
        if special or not names_someone_known(person, words, keys):
            covered.update(plain_words(words))
    return frozenset(covered)

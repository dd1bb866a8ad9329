"""Reconciling: conflicts between what is masked and what is visible, listed until each is answered; an open
one stops the export (I5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.personal import (
    BECAUSE_WORDS,
    Answer,
    Because,
    Conflict,
    ConflictKind,
    Stance,
    Subject,
    SubjectSort,
    check_reason,
)
from evidence_review.domain.text import fold
from evidence_review.store import case_people, clearances, redactions, rulings, users
from evidence_review.store.case import Change
from evidence_review.store.clearances import Given
from evidence_review.store.items import Kept
from evidence_review.workflow.case.labelling import escaped
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import standing
from evidence_review.workflow.case.personal_views import ConflictView
from evidence_review.workflow.personal.mask_conflicts import Found, clashes, headings
from evidence_review.workflow.redacting.marking import Meaning, make_mark, relevant_now

_AROUND = 40
"""Characters shown on either side of what is visible."""
_NOT_THE_SAME = "not the same person or value"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What is open, what was answered, and the folded words that stay visible on purpose."""

    open: tuple[Found, ...]
    settled: tuple[tuple[Found, Given], ...]
    visible: frozenset[str]


def conflicts(session: Session, answered: bool = False, accused: str = "") -> tuple[ConflictView, ...]:
    """Every open conflict in what is relevant now, with the words around it; with `answered` those that were
    answered too, with an accused those of what is copied to that accused. Logged."""
    session.may(Act.REDACT)
    chosen = relevant_now(session, accused)
    state = reconciled(session, chosen)
    texts = {kept.item.id: kept.item.text or "" for _, kept in chosen}
    views = [view_of(session, texts, one.conflict, None) for one in state.open]
    views += [view_of(session, texts, one.conflict, given) for one, given in state.settled if answered]
    session.case.record(
        session.signer,
        AuditOp.CONSULT,
        "list conflicts",
        about="conflicts",
        open=len(state.open),
        settled=len(state.settled),
    )
    return tuple(views)


def answer_conflicts(
    session: Session, keys: Sequence[str], said: Answer, because: Because = Because.OTHER, words: str = ""
) -> int:
    """Answer open conflicts by their keys: mask there too, keep there because, or not the same. How many;
    RuleBroken where one is not open."""
    session.may(Act.REDACT)
    if said is not Answer.NOT_THE_SAME:
        check_reason(Stance.MASK if said is Answer.MASK else Stance.KEEP, because, words)
    chosen = relevant_now(session)
    state = _open(session)
    missing = [key for key in keys if key not in state]
    if missing or not keys:
        raise RuleBroken("That conflict is not open. List the conflicts to see those that are.")
    if said is Answer.MASK and len(set(keys)) > 1 and any(state[key].masked.is_common for key in keys):
        raise RuleBroken(
            "One of these is a short or common word: read each of its places in its sentence and "
            "answer it alone."
        )
    by_item = {kept.item.id: kept for _, kept in chosen}
    with session.case.change(
        session.signer, AuditOp.ALTER, "answer conflicts", about="conflicts", reason=words
    ) as change:
        for key in dict.fromkeys(keys):
            _answer(
                session,
                change,
                by_item.get(state[key].conflict.item),
                state[key],
                said,
                because,
                words.strip(),
            )
        change.about("conflicts", list(keys))
        change.detail.update(answer=str(said), because=str(because), count=len(set(keys)))
    return len(set(keys))


def _open(session: Session) -> dict[str, Found]:
    """Every open conflict by its key, in all that is relevant and in what is copied to each accused: what is
    masked in fewer items may clash otherwise."""
    found: dict[str, Found] = {}
    for accused in ("", *case_people.accused(session.case)):
        found |= {one.conflict.key: one for one in reconciled(session, relevant_now(session, accused)).open}
    return found


def reconciled(session: Session, chosen: Sequence[tuple[int, Kept]], recipient: str = "") -> Reconciled:
    """Conflicts of these items (line number and item), open and settled."""
    found = clashes(session, chosen, standing(session, with_names=True), headings(session, recipient))
    answers = clearances.answers(session.case)
    still: list[Found] = []
    settled: list[tuple[Found, Given]] = []
    for one in found.found:
        given = answers.get(one.conflict.key)
        if given and _settles(one.conflict.kind, given.answer):
            settled.append((one, given))
        elif not one.is_kept:
            still.append(one)
    kept = redactions.kept_words(session.case, [kept.item.id for _, kept in chosen])
    stays = {fold(one.conflict.words).text for one, given in settled if given.answer is not Answer.MASK}
    return Reconciled(tuple(still), tuple(settled), kept | found.stays | stays)


def _settles(kind: ConflictKind, said: Answer) -> bool:
    """Whether an answer alone settles a conflict: to mask is done by a mark, not by saying so, but a mark
    against a ruling is kept by saying so."""
    return said is Answer.MASK if kind is ConflictKind.MASKED_AGAINST_RULING else said is not Answer.MASK


def _answer(
    session: Session,
    change: Change,
    kept: Kept | None,
    one: Found,
    said: Answer,
    because: Because,
    words: str,
) -> None:
    conflict = one.conflict
    why = _NOT_THE_SAME if said is Answer.NOT_THE_SAME else BECAUSE_WORDS[because]
    reason = f"{why}; {words}" if words else why
    if conflict.kind is ConflictKind.TWO_RULINGS:
        raise RuleBroken(
            "Rule on the person again: the later ruling then holds for all identities of that person."
        )
    if conflict.kind is ConflictKind.MASKED_AGAINST_RULING and said is not Answer.MASK:
        raise RuleBroken("Take that mark back, or say why it is masked here though it is kept elsewhere.")
    if conflict.kind is not ConflictKind.MASKED_AGAINST_RULING:
        if kept is not None and said is Answer.MASK:
            means = Meaning(
                one.masked.kind, one.masked.type, reason=reason, key=one.masked.person, token=one.masked.token
            )
            make_mark(session, change, kept, (conflict.start, conflict.end), means)
        elif kept is not None:
            redactions.keep(change, conflict.item, conflict.start, conflict.end, reason, session.user.id)
        elif said is Answer.MASK:
            _mask_person(session, change, one, because, words)
    clearances.answer(change, conflict, said, because, words, session.user.id)


def _mask_person(session: Session, change: Change, one: Found, because: Because, words: str) -> None:
    """A label names a person: she is shown by her token once she is ruled to be masked everywhere."""
    if one.person is None:
        raise RuleBroken(
            (
                "This stands in the heading of the bundle and cannot be masked there. Change it where "
                "it was written, or keep it."
            )
        )
    rulings.add(change, Subject(SubjectSort.PERSON, one.person), Stance.MASK, because, words, session.user.id)


def view_of(
    session: Session, texts: Mapping[ItemId, str], one: Conflict, given: Given | None
) -> ConflictView:
    """A conflict with the words around it and its answer, if any; `texts` has the text of each item."""
    text = texts.get(one.item, "")
    before = text[max(0, one.start - _AROUND) : one.start] if one.item else ""
    after = text[one.end : one.end + _AROUND] if one.item else ""
    if given is None:
        return ConflictView(one, escaped(before), escaped(after))
    why = _NOT_THE_SAME if given.answer is Answer.NOT_THE_SAME else BECAUSE_WORDS[given.because]
    said = f"{why}; {given.words}" if given.words else why
    return ConflictView(
        one,
        escaped(before),
        escaped(after),
        str(given.answer),
        said,
        users.by_id(session.case, given.by).name,
    )

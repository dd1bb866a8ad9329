"""Ruling: one decision for each person or identifier over the whole case, not one for each mention
(reference/personal_data.md 3.5, reference/law.md I5, I8).

A person is her names and, where she is masked, her numbers and addresses too. Marks are made at once wherever
the subject stands in what is relevant; what becomes relevant later is marked by `carry_out`, and until then
is a listed conflict that stops the export.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Purpose, RedactionType, Tier
from evidence_review.domain.personal import (
    BECAUSE_WORDS,
    Because,
    Ruling,
    Stance,
    Subject,
    SubjectSort,
    check_reason,
)
from evidence_review.domain.suggestions import Finding
from evidence_review.redaction import find, search_for
from evidence_review.store import detections, items, redactions, rulings
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.case.carrying import may_be_carried
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import EVERYWHERE, Standing, standing
from evidence_review.workflow.case.personal_views import Ruled, RulingView
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.personal.gathering import code_of, gathered, ruling_view
from evidence_review.workflow.redacting.marking import Meaning, covered, make_mark, relevant_now

type Here = tuple[ItemId, int, int]
"""The place at which a ruling was made: item, start, end."""


def rule(session: Session, code: str, stance: Stance, because: Because, words: str = "") -> Ruled:
    """Decide on a subject by its code in `subjects`. RuleBroken where the reason does not go with the
    decision."""
    session.may(Act.REDACT)
    check_reason(stance, because, words)
    return _rule(session, _subject(session, standing(session, with_names=True), code), stance, because, words)


def rule_here(
    session: Session,
    number: int,
    item: ItemId,
    start: int,
    end: int,
    stance: Stance,
    because: Because,
    words: str = "",
) -> Ruled:
    """Decide on whom or what stands at text[start:end] of an item that a line lets through."""
    session.may(Act.REDACT)
    check_reason(stance, because, words)
    kept = items.reviewable(session.case, approved_line(session, number).id, item)
    if kept is None or not 0 <= start < end <= len(kept.item.text or ""):
        raise RuleBroken("Choose a passage inside the text of an item that this line lets through.")
    decided = standing(session, with_names=True)
    exact = _finding_at(detections.findings(session.case, item), start, end)
    text = kept.item.text or ""
    subject = (
        decided.subject(exact.kind, text[exact.start : exact.end], exact.person)
        if exact
        else Subject(SubjectSort.VALUE, decided.subject("OTHER", text[start:end], None).key)
    )
    return _rule(session, subject, stance, because, words, (item, start, end))


def _finding_at(findings: Iterable[Finding], start: int, end: int) -> Finding | None:
    """The finding in this place, else the first that touches it."""
    here = [one for one in findings if one.start < end and start < one.end and not one.special]
    return next((one for one in here if (one.start, one.end) == (start, end)), here[0] if here else None)


def rulings_on(session: Session, code: str) -> tuple[RulingView, ...]:
    """Every decision on a subject, in order, those on her other identities among them; the look is logged."""
    session.may(Act.REDACT)
    decided = standing(session, with_names=True)
    subject = _subject(session, decided, code)
    keys = {subject.key, *(key for key, root in decided.roots.items() if root == subject.key)}
    made = [one for key in sorted(keys) for one in rulings.history(session.case, Subject(subject.sort, key))]
    session.case.record(session.signer, AuditOp.CONSULT, "read rulings", about=f"subject:{code}")
    return tuple(ruling_view(session, one) for one in sorted(made, key=lambda one: one.number))


def carry_out(session: Session) -> tuple[Redaction, ...]:
    """Mark every mention, in what is relevant now, of whom or what was ruled to be masked everywhere."""
    session.may(Act.REDACT)
    decided = standing(session, with_names=True)
    with session.case.change(session.signer, AuditOp.ALTER, "carry out rulings", about="bundle") as change:
        made = _mark_all(session, change, decided, None)
        change.detail["count"] = len(made)
    return tuple(made)


def reason_of(made: Ruling) -> str:
    """Why a mark stands that a ruling made, in a sentence for the history of the mark."""
    return f"{EVERYWHERE}: {BECAUSE_WORDS[made.because]}" + (f"; {made.words}" if made.words else "")


def _subject(session: Session, decided: Standing, code: str) -> Subject:
    found = next((one for one in gathered(session, decided) if code_of(session, one) == code), None)
    if found is None:
        raise RuleBroken(
            (
                "Nothing of that code was found in what may be read. List the people and identifiers "
                "for their codes."
            )
        )
    return found


def _rule(
    session: Session,
    subject: Subject,
    stance: Stance,
    because: Because,
    words: str,
    here: Here | None = None,
) -> Ruled:
    code = code_of(session, subject)
    with session.case.change(
        session.signer, AuditOp.ALTER, f"rule {stance.lower()}", about=f"subject:{code}", reason=words
    ) as change:
        ruling = rulings.add(change, subject, stance, because, words.strip(), session.user.id)
        change.about(f"subject:{code}", {"ruling": ruling, "stance": str(stance), "because": str(because)})
        decided = standing(session, with_names=True)
        made = _mark_all(session, change, decided, subject, here) if stance is Stance.MASK else []
        against = _marked_against(session, decided, subject) if stance is Stance.KEEP else 0
        change.detail.update(ruling=ruling, because=str(because), marks=len(made), against=against)
    return Ruled(ruling, stance, tuple(made), against)


def _mark_all(
    session: Session, change: Change, decided: Standing, only: Subject | None, here: Here | None = None
) -> list[Redaction]:
    """Mark what is ruled to be masked, of one subject or of all, in everything relevant; words too short or
    common to be carried only `here`, the others of them are conflicts to be answered one by one."""
    made: list[Redaction] = []
    written = _written(session, decided, only)
    for _, kept in relevant_now(session):
        wanted = [*_by_findings(session, decided, kept, only, here), *_by_words(kept, written)]
        marked = list(redactions.standing(session.case, kept.item.id))
        for one in sorted(wanted, key=lambda one: (one.start, -one.end)):
            if not covered(marked, one.start, one.end) and not redactions.is_kept(
                session.case, kept.item.id, one.start, one.end
            ):
                marked.append(make_mark(session, change, kept, (one.start, one.end), one.means))
                made.append(marked[-1])
    return made


def _meaning(kind: str, cps: RedactionType, key: str | None, ruling: Ruling) -> Meaning:
    purpose = Purpose.ANONYMITY if ruling.because is Because.ANONYMITY else Purpose.PRIVACY
    return Meaning(kind, cps, purpose, reason_of(ruling), key=key)


@dataclass(frozen=True, slots=True)
class _Place:
    """A span of a text that is ruled to be masked, and what its mark says."""

    start: int
    end: int
    means: Meaning


def _by_findings(
    session: Session, decided: Standing, kept: Kept, only: Subject | None, here: Here | None
) -> list[_Place]:
    """Where the detector saw the subject, or, of a person, anything of hers."""
    text = kept.item.text or ""
    out: list[_Place] = []
    for one in detections.findings(session.case, kept.item.id):
        is_here = here is not None and here[0] == kept.item.id and one.start < here[2] and here[1] < one.end
        may = is_here or may_be_carried(text[one.start : one.end], one.kind)
        ruled = decided.of(one, text) if may and one.tier is not Tier.POSSIBLE else None
        if ruled and ruled.stance is Stance.MASK and (only is None or _is_of(decided, ruled.subject, only)):
            out.append(
                _Place(
                    one.start, one.end, _meaning(one.kind, one.cps_type, decided.token_key(one, text), ruled)
                )
            )
    return out


def _is_of(decided: Standing, ruled: Subject, only: Subject) -> bool:
    return ruled == only or (
        ruled.sort is SubjectSort.PERSON and only == Subject(SubjectSort.PERSON, decided.root(ruled.key))
    )


def _written(session: Session, decided: Standing, only: Subject | None) -> dict[str, Meaning]:
    """Values, and names of more than one word, as they are written anywhere: looked for in every spelling
    beside what the detector saw."""
    out: dict[str, Meaning] = {}
    for one in rulings.sightings(session.case):
        ruled = None if one.tier is Tier.POSSIBLE else decided.ruling(one.kind, one.words, one.person)
        if (
            ruled is None
            or ruled.stance is not Stance.MASK
            or (only and not _is_of(decided, ruled.subject, only))
        ):
            continue
        is_whole = one.kind != "PERSON" or len(one.words.split()) > 1
        if is_whole and may_be_carried(one.words, one.kind):
            out.setdefault(one.words, _meaning(one.kind, one.type, one.person, ruled))
    return out


def _by_words(kept: Kept, written: Mapping[str, Meaning]) -> list[_Place]:
    search = search_for(list(written), range(len(written)))
    meanings = list(written.values())
    return [_Place(hit.start, hit.end, meanings[hit.term]) for hit in find(kept.item.text or "", search)]


def _marked_against(session: Session, decided: Standing, subject: Subject) -> int:
    """How many marks stand on a subject that is now kept everywhere: each is listed as a conflict."""
    count = 0
    for _, kept in relevant_now(session):
        text, marks = kept.item.text or "", redactions.standing(session.case, kept.item.id)
        for one in detections.findings(session.case, kept.item.id):
            if (
                not one.special
                and decided.subject(one.kind, text[one.start : one.end], one.person) == subject
            ):
                count += covered(marks, one.start, one.end)
    return count

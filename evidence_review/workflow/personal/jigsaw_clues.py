"""Piecing together: what may still lead to a masked person once her name is gone, for someone to sign before
an export (reference/law.md I6).

Clues are found again in the texts that are handed over, dates and places among them; each goes to the person
it speaks of, rather to two than to none. The list is for a person to read: it proves nothing, and a signature
holds only for exactly the clues that were listed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from evidence_review.domain.audit import digest
from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import AuditOp, Tier
from evidence_review.domain.people import identity_key
from evidence_review.domain.personal import Clue, ClueSort, Subject, SubjectSort
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.reasons import check_reason
from evidence_review.domain.suggestions import Finding
from evidence_review.recognizers import detect_many
from evidence_review.store import clearances, redactions, users
from evidence_review.store.items import Kept
from evidence_review.workflow.case.naming import known_in
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.personal_views import Combination, PersonClues
from evidence_review.workflow.case.running import run_engine
from evidence_review.workflow.finding.flagging import case_roster
from evidence_review.workflow.personal.gathering import Labels, code_of
from evidence_review.workflow.redacting.marking import covered, relevant_now

_SORTS: dict[ClueSort, tuple[str, ...]] = {
    ClueSort.ADDRESS: ("ADDRESS", "UK_POSTCODE", "POSTCODE_PART", "UPRN"),
    ClueSort.PLACE: ("LOCATION", "GPS", "WHAT3WORDS", "OS_GRID", "PLUS_CODE"),
    ClueSort.SCHOOL: ("SCHOOL",),
    ClueSort.WORK: ("WORKPLACE", "OCCUPATION"),
    ClueSort.RELATIONSHIP: ("RELATIONSHIP",),
    ClueSort.AGE: ("AGE", "DATE_OF_BIRTH"),
    ClueSort.DATE: ("DATE_TIME",),
    ClueSort.HEALTH_CARE: ("MEDICAL_ORG",),
    ClueSort.CONTACT: ("PHONE_NUMBER", "EMAIL_ADDRESS", "HANDLE", "URL"),
    ClueSort.NUMBER: (
        "UK_NHS",
        "UK_NINO",
        "UK_VEHICLE_REGISTRATION",
        "UK_PASSPORT",
        "UK_DRIVING_LICENCE",
        "HOSPITAL_NUMBER",
        "CASE_REF",
    ),
}
_SORT_OF = {kind: sort for sort, kinds in _SORTS.items() for kind in kinds}
_ENOUGH_ALONE = frozenset({ClueSort.ADDRESS, ClueSort.CONTACT, ClueSort.NUMBER})
"""Clues that lead to one person by themselves."""
_REAL_DATE = re.compile(
    (
        r"\d.*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|"
        r"sep|oct|nov|dec).*\d|\d[/.-]\d|(?:19|20)\d\d"
    ),
    re.IGNORECASE,
)
_WRITTEN = (
    (
        ClueSort.RELATIONSHIP,
        re.compile(
            r"\b(?:my|your|his|her|their|our) (?:mum|mam|mom|mother|dad|father|step ?(?:mum|dad|"
            r"mother|father|sister|brother)|sister|brother|sis|bro|twin|nan|gran|grand\w+"
            r"|aunt\w*|uncle|cousin|son|daughter|husband|wife|partner|fianc[ée]e?|ex|boyfriend|"
            r"girlfriend|flatmate|neighbour|boss|foster \w+|social worker)\b",
            re.IGNORECASE,
        ),
    ),
    (ClueSort.AGE, re.compile(r"\byear (?:[1-9]|1[0-3])\b|\b(?:reception|sixth form)\b", re.IGNORECASE)),
)
"""Clues too common to be suggested for redaction, which may still lead to someone beside others."""
_SENTENCE = re.compile(r"[.!?\n]+\s*")
_FIRST_PERSON = re.compile(r"(?<!\w)(?:i|i'm|im|i’m|my|me|mine|we|our|us)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Read:
    """One item with what was found in it."""

    kept: Kept
    findings: tuple[Finding, ...]


def clues(
    session: Session, executor: Executor | None = None, accused: str = ""
) -> Job[tuple[PersonClues, ...]]:
    """Everyone who is masked in what is relevant now, with the clues on her that stay visible; the look is
    logged. With an accused, in what is copied to that accused. Long: it reads anew."""
    session.may(Act.REDACT)
    return (yield from clues_of(session, relevant_now(session, accused), executor))


def sign_clues(session: Session, person: PersonClues, reason: str) -> None:
    """Sign that these clues on one person may go, with a reason; void as soon as they are others."""
    session.may(Act.REDACT)
    check_reason(reason)
    with session.case.change(
        session.signer, AuditOp.ALTER, "sign clues", about=f"subject:{person.code}", reason=reason
    ) as change:
        clearances.sign(
            change, "CLUES", person.code, person.digest, len(person.clues), reason.strip(), session.user.id
        )
        change.object_hash = person.digest
        change.detail.update(clues=len(person.clues), combinations=len(person.combinations))


def clues_of(
    session: Session, chosen: Sequence[tuple[int, Kept]], executor: Executor | None
) -> Job[tuple[PersonClues, ...]]:
    """`clues` for these items (line number and item)."""
    yield Progress(0, len(chosen), "looking for clues that stay visible")
    decided = standing(session, with_names=True)
    read = _read(session, [kept for _, kept in chosen], executor)
    by_person = _by_person(session, read, decided)
    with session.case.change(session.signer, AuditOp.CONSULT, "list clues", about="clues") as change:
        label = Labels(session, change, decided, plain=False)
        made = [_person(session, label, subject, found) for subject, found in by_person.items() if found]
        change.detail.update(people=len(made), clues=sum(len(one.clues) for one in made))
    return tuple(sorted(made, key=lambda one: (-len(one.combinations), -len(one.clues), one.code)))


def _read(session: Session, chosen: Sequence[Kept], executor: Executor | None) -> list[_Read]:
    texts, threads = [kept.item.text or "" for kept in chosen], [str(kept.thread_id) for kept in chosen]
    given = (texts, "anonymise", case_roster(session), threads)
    found = run_engine(executor, detect_many, *given)
    return [_Read(kept, tuple(spans)) for kept, spans in zip(chosen, found, strict=True)]


def _by_person(session: Session, read: Sequence[_Read], decided: Standing) -> dict[Subject, list[Clue]]:
    """The visible clues by whom they speak of, for those who are not named in what is handed over."""
    masked = _masked(session, read, decided)
    found: dict[Subject, list[Clue]] = {subject: [] for subject in masked}
    last: dict[int, Subject] = {}
    for one in read:
        text, mentions = one.kept.item.text or "", _mentions(one, decided)
        sender = one.kept.item.sender
        author = Subject(SubjectSort.PERSON, decided.root(identity_key(sender))) if sender else None
        for clue in _visible(session, one, decided):
            for subject in _whom(text, clue, mentions, author, last.get(one.kept.thread_id)):
                if subject in found and clue not in found[subject]:
                    found[subject].append(clue)
        if mentions:
            last[one.kept.thread_id] = mentions[-1][1]
    return found


def _mentions(one: _Read, decided: Standing) -> list[tuple[int, Subject]]:
    """Where an item names whom."""
    text = one.kept.item.text or ""
    return [
        (f.start, decided.subject(f.kind, text[f.start : f.end], f.person))
        for f in one.findings
        if f.kind == "PERSON" and f.tier is not Tier.POSSIBLE
    ]


def _masked(session: Session, read: Sequence[_Read], decided: Standing) -> dict[Subject, None]:
    """Everyone whose name is marked anywhere, and every sender who stands by a token."""
    known = known_in(session)
    out: dict[Subject, None] = {}
    for one in read:
        text = one.kept.item.text or ""
        marks = redactions.standing(session.case, one.kept.item.id)
        for f in one.findings:
            if f.kind == "PERSON" and any(mark.start < f.end and f.start < mark.end for mark in marks):
                out[decided.subject(f.kind, text[f.start : f.end], f.person)] = None
        sender = one.kept.item.sender
        if sender is not None and not known.by_name(sender):
            out[Subject(SubjectSort.PERSON, decided.root(identity_key(sender)))] = None
    return out


def _visible(session: Session, one: _Read, decided: Standing) -> Iterable[Clue]:
    text, item = one.kept.item.text or "", one.kept.item.id
    marks = redactions.standing(session.case, item)
    found = [(f, sort) for f in one.findings if (sort := _sort_of(f, text))]
    for f, sort in found:
        words = text[f.start : f.end]
        if not covered(marks, f.start, f.end) and not decided.known(f.kind, words, f.person):
            yield Clue(item, f.start, f.end, sort, words)
    seen = [*marks, *(f for f, _ in found)]
    for sort, pattern in _WRITTEN:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(other.start < end and start < other.end for other in seen):
                yield Clue(item, start, end, sort, match.group())


def _sort_of(finding: Finding, text: str) -> ClueSort | None:
    """What sort of clue a finding is; None where it is none, as “year 9” is no date."""
    sort = _SORT_OF.get(finding.kind)
    dated = sort is not ClueSort.DATE or _REAL_DATE.search(text[finding.start : finding.end])
    return sort if dated and finding.tier is not Tier.POSSIBLE else None


def _whom(
    text: str,
    clue: Clue,
    mentions: Sequence[tuple[int, Subject]],
    author: Subject | None,
    earlier: Subject | None,
) -> list[Subject]:
    """Whom a clue speaks of: those named in its sentence, and who writes it where the sentence says I; else
    who was named last."""
    first, last = _sentence(text, clue.start)
    named = [subject for start, subject in mentions if first <= start < last]
    if author and _FIRST_PERSON.search(text[first:last]):
        named.append(author)
    if named:
        return list(dict.fromkeys(named))
    before = [subject for start, subject in mentions if start < first]
    return [one for one in (before[-1] if before else earlier or author,) if one]


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Where the sentence at this place begins and ends."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    at = bisect_right(ends, place)
    return ends[at - 1] if at else 0, ends[at] if at < len(ends) else len(text)


def _person(session: Session, label: Labels, subject: Subject, found: Sequence[Clue]) -> PersonClues:
    code = code_of(session, subject)
    ordered = tuple(sorted(found, key=lambda one: (one.item, one.start, one.end)))
    made = digest([code, [[one.item, one.start, one.end, str(one.sort)] for one in ordered]])
    given = clearances.signed(session.case, "CLUES", code, made)
    by = users.by_id(session.case, given.by).name if given else ""
    shown = label.person(subject.key) if subject.sort is SubjectSort.PERSON else label.name(subject.key)
    return PersonClues(code, shown, ordered, combinations(ordered), made, by, given.reason if given else "")


def combinations(found: Sequence[Clue]) -> tuple[Combination, ...]:
    """What stands together: all kinds of clue on the person where there are two or more, or one that is
    enough alone; then item by item."""
    out: dict[tuple[ClueSort, ...], Combination] = {}
    everywhere = _combined(found)
    if everywhere:
        out[everywhere.sorts] = everywhere
    for item in dict.fromkeys(one.item for one in found):
        here = _combined([one for one in found if one.item == item])
        if here and here.sorts not in out:
            out[here.sorts] = here
    return tuple(out.values())


def _combined(found: Sequence[Clue]) -> Combination | None:
    present = {one.sort for one in found}
    sorts = tuple(sort for sort in ClueSort if sort in present)
    items = tuple(dict.fromkeys(one.item for one in found))
    return Combination(sorts, items) if len(sorts) > 1 or present & _ENOUGH_ALONE else None

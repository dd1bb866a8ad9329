"""What goes into a bundle beside its copies: schedule, certificate and index of redactions, as values with every
mark applied."""

from collections.abc import Mapping, Sequence

from evidence_review.domain.disclosure import Assessed, EntrySort
from evidence_review.domain.kinds import DisclosureCode, ItemKind, Role
from evidence_review.reports import Certificate, Schedule, ScheduleItem, SdcItem
from evidence_review.reports.sdc import GIVEN
from evidence_review.reports.serving import Serving
from evidence_review.store import exhibits, items, redactions, users
from evidence_review.store.disclosure import assessments, case_record
from evidence_review.workflow.auditing.auditing import hard_to_search, not_examined
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.removals import Removed, neutral
from evidence_review.workflow.producing.bundle_parts import Numbering, Part
from evidence_review.workflow.producing.coded_items import which_of
from evidence_review.workflow.producing.index_rows import TAKEN_OUT_FOR
from evidence_review.workflow.producing.schedule_changes import ScheduleChanges, day_words

_ORDER = (
    DisclosureCode.DISCLOSE,
    DisclosureCode.INSPECT,
    DisclosureCode.NOT_DISCLOSABLE,
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE,
    DisclosureCode.EVIDENCE,
    DisclosureCode.TO_BE_ASSESSED,
)
_PRINTED = {
    DisclosureCode.DISCLOSE: "D",
    DisclosureCode.INSPECT: "I",
    DisclosureCode.NOT_DISCLOSABLE: "ND",
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE: "CND",
}


def description(part: Part, removed: Sequence[Removed]) -> str:
    """A description for the schedule: the officer's words where there are some, then what the facts say; without
    personal data (K6)."""
    said = neutral(part.described.rstrip("."), removed)
    return f"{said}. {facts_of(part, removed)}" if said else facts_of(part, removed)


def facts_of(part: Part, removed: Sequence[Removed]) -> str:
    """What the facts say of an entry: what it is, how many, when, on what line."""
    days = sorted(when.date() for kept in part.kept if (when := items.london(kept.item.sent)))
    span = (
        ""
        if not days
        else f", {days[0]:%d.%m.%Y}"
        if days[0] == days[-1]
        else f", {days[0]:%d.%m.%Y} to {days[-1]:%d.%m.%Y}"
    )
    what = _noun(part)
    if part.block is not None:
        talks = len({kept.thread_id for kept in part.kept})
        said = f"Listed as a block: {part.block.criteria.rstrip('.')}. "
        said += f"Together because {part.block.reason.rstrip('.')}"
        what = f"{said}. {len(part.kept):,} records of {talks:,} conversations"
    return neutral(
        f"{what}{span}, bearing on line of enquiry {part.line.number}: {part.line.title}.", removed
    )


def _noun(part: Part) -> str:
    count = len(part.pages if part.is_document else part.kept)
    if part.is_picture:
        return "Picture" if count == 1 else f"Picture of {count} pages"
    if part.is_document:
        pages = ", ".join(str(page + 1) for page in part.pages)
        return f"Extract of a document, {'page' if count == 1 else 'pages'} {pages}"
    kind = part.kept[0].item.kind
    word = {ItemKind.MESSAGE: "message", ItemKind.EMAIL: "e-mail", ItemKind.CALL: "call record"}.get(
        kind, "record"
    )
    app = part.kept[0].item.app
    return (
        f"{count} "
        f"{app + ' ' if app and kind is ItemKind.MESSAGE else ''}{word}{'' if count == 1 else 's'} of "
        f"one conversation"
    )


def code_words(part: Part) -> str:
    """The code of an entry: one where its items have one, else each with how many items have it."""
    counts = {code: part.codes.count(code) for code in _ORDER if code in part.codes and code in _PRINTED}
    if len(counts) == 1 and len(part.codes) == next(iter(counts.values())):
        return _PRINTED[next(iter(counts))]
    return "\n".join(f"{_PRINTED[code]}: {count} of {len(part.codes)}" for code, count in counts.items())


def _comment(session: Session, part: Part) -> str:
    said: list[str] = []
    given = part.of_code(DisclosureCode.DISCLOSE)
    if given.kept:
        words = "Edited copy served" if _is_edited(session, given) else "Copy served"
        said.append(f"{words}{which_of(part, DisclosureCode.DISCLOSE)}")
    shown = part.of_code(DisclosureCode.INSPECT)
    if shown.kept:
        which = which_of(part, DisclosureCode.INSPECT)
        said.append(f"Open to inspection{_how_shown(session, shown)}{which}: see below")
    if DisclosureCode.EVIDENCE in part.codes:
        count = part.codes.count(DisclosureCode.EVIDENCE)
        said.append("Relied on as evidence" if count == len(part.codes) else f"{count} relied on as evidence")
    return "; ".join(said)


def _how_shown(session: Session, inspected: Part) -> str:
    """Whether what is open to inspection has redactions; of a conversation without marks nothing, since people may
    stand by tokens there."""
    if any(redactions.standing(session.case, kept.item.id) for kept in inspected.kept):
        return ", edited"
    return ", without redactions" if inspected.is_document else ""


def _is_edited(session: Session, copied: Part) -> bool:
    """Whether anything was taken out of what is copied: words, or the name of who stands by a token."""
    items_of_it = [kept.item.id for kept in copied.kept]
    labels = (label for item in items_of_it for label in redactions.labels_approved(session.case, item) or ())
    return any(redactions.standing(session.case, item) for item in items_of_it) or any(
        label.startswith("[PERSON ") for label in labels
    )


def schedule(
    session: Session,
    found: Sequence[Part],
    numbers: Numbering,
    removed: Sequence[Removed],
    serving: Serving,
    changes: ScheduleChanges,
) -> Schedule:
    """The schedule of relevant non-sensitive unused material (MG6C) for one accused: every entry that stands,
    every one withdrawn, and what changed since the last."""
    rows = [
        ScheduleItem(
            part.number,
            description(part, removed),
            f"Exhibit {part.kept[0].exhibit}",
            code_words(part),
            _comment(session, part),
        )
        for part in found
    ]
    rows += [
        ScheduleItem(
            one.number,
            f"Withdrawn on {day_words(one.at)}: {one.reason}.",
            "",
            "",
            "Withdrawn; the number stays",
        )
        for one in numbers.withdrawn
    ]
    return Schedule(
        session.case.facts.urn,
        (serving.accused,),
        tuple(sorted(rows, key=lambda row: row.number)),
        not_examined(session),
        officer(session),
        serving.day,
        inspection=inspection_words(session) if any(DisclosureCode.INSPECT in p.codes for p in found) else "",
        changes=changes.words(),
        hard=hard_to_search(session),
        serving=serving,
    )


def certificate(
    session: Session,
    found: Sequence[Part],
    removed: Sequence[Removed],
    serving: Serving,
    changes: ScheduleChanges,
) -> Certificate:
    """The streamlined disclosure certificate: the entries that stand; what police assessed as meeting the test is
    certified, with its issues, and what else the prosecutor disclosed is named apart."""
    rows: list[SdcItem] = []
    for part in found:
        noun = _noun(part)
        rows.append(
            SdcItem(
                part.number,
                f"Exhibit {part.kept[0].exhibit}: {noun[0].lower()}{noun[1:]}",
                description(part, removed),
                min(part.codes, key=_ORDER.index),
                _is_edited(session, part.of_code(DisclosureCode.DISCLOSE)),
                code_words(part) if len(set(part.codes)) > 1 else "",
            )
        )
    going = _issues_of(session, found, serving.accused)
    return Certificate(
        session.case.facts.urn,
        (serving.accused,),
        tuple(rows),
        tuple(number for number, issues in going.items() if issues),
        _because(session, going, removed),
        officer=officer(session),
        date=serving.day,
        serving=serving,
        since=changes.since,
        since_number=changes.since_number,
        besides=tuple(row.number for row in rows if row.code in GIVEN and not going[row.number]),
    )


def _because(session: Session, going: Mapping[int, Sequence[int]], removed: Sequence[Removed]) -> str:
    """Why these entries may meet the test: each with the issues to which police assessed its items to go, in the
    words of the case record."""
    used = sorted({issue for issues in going.values() for issue in issues})
    words = {
        one.number: neutral(one.words, removed) for one in case_record.standing(session.case, EntrySort.ISSUE)
    }
    said = [
        f"{_items(here)} {_are(here, 'go', 'goes')} to issue {issue} ({words.get(issue, 'ended')})"
        for issue in used
        if (here := _with(going, issue))
    ]
    return "; ".join(said)


def _issues_of(session: Session, found: Sequence[Part], accused: str) -> dict[int, list[int]]:
    """Of each entry the issues to which police assessed its items to go, by its number; none where police assessed none
    as meeting the test. The officer's report (MG6E) names the same entries."""
    person = accused_named(session.case, accused).id
    passing = {
        one.item: one.issue
        for one in assessments.of_accused(session.case, person)
        if one.value is Assessed.PASSES
    }
    return {
        part.number: sorted({passing[kept.item.id] for kept in part.kept if kept.item.id in passing})
        for part in found
    }


def _with(going: Mapping[int, Sequence[int]], issue: int) -> list[int]:
    return [number for number, issues in going.items() if issue in issues]


def _items(numbers: Sequence[int]) -> str:
    return f"{_are(numbers, 'items', 'item')} {', '.join(map(str, numbers))}"


def _are(numbers: Sequence[int], many: str, one: str) -> str:
    return many if len(numbers) > 1 else one


def whence(session: Session, part: Part, removed: Sequence[Removed]) -> str:
    """Of what an edited document is a copy: exhibit, who held it, its pages."""
    ref = part.kept[0].exhibit
    exhibit = next(one for one in exhibits.everything(session.case) if one.ref == ref)
    holder = neutral(exhibit.attributed_to, removed)
    pages = ", ".join(str(page + 1) for page in part.pages)
    return f"exhibit {ref}{f' ({holder})' if holder else ''}, {_are(part.pages, 'pages', 'page')} {pages}"


def legend(session: Session, part: Part, serving: Serving, of: str) -> tuple[str, ...]:
    """Of what an edited document is a copy, what the codes in its boxes mean and whom to ask, a paragraph each
    (reference/law.md I1); never what was removed."""
    meant = {
        mark.token: f"{mark.token}: {mark.type}, taken out for {TAKEN_OUT_FOR[mark.purpose]}."
        for kept in part.kept
        for mark in redactions.standing(session.case, kept.item.id)
    }
    if not meant:
        return ()
    return (
        f"{LEGEND} · schedule item {part.number}, edited copy",
        f"This is an edited copy of {of}, in the case with the URN {session.case.facts.urn}.",
        _BOXES,
        *meant.values(),
        f"Questions, or a request that something be shown: {serving.contact or 'the disclosure officer'}.",
    )


LEGEND = "What the words in brackets mean"
"""How the last page of an edited document begins."""
_BOXES = (
    "Each box or word in square brackets stands in the place of something that a person marked and another "
    "approved. The same words mean the same person or value in the whole bundle. The index of redactions gives "
    "the reason for each."
)


def officer(session: Session) -> str:
    """The disclosure officer's name; empty where none is enrolled."""
    found = (user.name for user in users.everyone(session.case) if user.role is Role.DISCLOSURE_OFFICER)
    return next(found, "")


def contact(session: Session) -> str:
    """Whom to ask: the disclosure officer, with how that person is reached where the case record says it; empty where
    none is enrolled."""
    return _of_record(session) or (f"{name}, disclosure officer" if (name := officer(session)) else "")


def whom_to_ask(session: Session) -> tuple[str, ...]:
    """The disclosure officer's name and how that person is reached, part by part as the case record has it; empty
    where none is enrolled."""
    return tuple(filter(None, (_of_record(session) or officer(session)).split(", ")))


def _of_record(session: Session) -> str:
    """What the case record has of the disclosure officer: the first entry of an officer whose first part, before the
    first comma, ends with that name ("DC Priya Sandhu, disclosure officer, ..."); a deputy's entry may name her too."""
    name = officer(session)
    entries = (one.words for one in case_record.standing(session.case, EntrySort.OFFICER))
    said = (words for words in entries if f" {words.partition(',')[0].rstrip('. ')}".endswith(f" {name}"))
    return next(said, "").rstrip(".") if name else ""


def inspection_words(session: Session) -> str:
    """How and where items coded I are inspected."""
    asked = _of_record(session) or officer(session)
    return (
        "Items with code I are not copied. They may be inspected at a reasonable time and place; make an "
        f"appointment with the disclosure officer{f', {asked}' if asked else ''} (CPIA 1996 s.3(3)(b))."
    )

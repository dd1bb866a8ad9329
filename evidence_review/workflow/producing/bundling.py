"""What goes into a bundle: conversations, schedule, certificate and index of redactions, as values with every
mark applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import DisclosureCode, ItemKind, MarkRuling, Role
from evidence_review.domain.redaction_values import Done, Level
from evidence_review.redaction.rewriting import rewrite
from evidence_review.reports import (
    Certificate,
    Chain,
    ChainMessage,
    RedactionRow,
    Schedule,
    ScheduleItem,
    SdcItem,
)
from evidence_review.store import decisions, items, lines, overlaps, redactions, users
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.auditing.auditing import not_examined
from evidence_review.workflow.case.labelling import time_london, time_note, today
from evidence_review.workflow.case.naming import Known, known_in, participants, person_label
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import EVERYWHERE
from evidence_review.workflow.case.picturing import page_of, within
from evidence_review.workflow.case.redaction_options import LEVEL_WORDS
from evidence_review.workflow.case.removals import Removed, neutral

_ORDER = (
    DisclosureCode.DISCLOSE,
    DisclosureCode.INSPECT,
    DisclosureCode.EVIDENCE,
    DisclosureCode.NOT_DISCLOSABLE,
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE,
    DisclosureCode.TO_BE_ASSESSED,
)
DECIDED = "the item meets the disclosure test, and a prosecutor decided that this goes"
"""What the index says of a mark on which a prosecutor decided (reference/law.md I4)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One conversation or document relevant to one line: its number on the schedule and its relevant items in
    order."""

    number: int
    line: LineOfEnquiry
    thread_id: int
    kept: tuple[Kept, ...]

    @property
    def is_document(self) -> bool:
        """Whether the items are pages of a document, or pictures."""
        return all(page_of(one.item) is not None for one in self.kept)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages of its document (from 0) that the items are, each once."""
        return tuple(sorted({page for one in self.kept if (page := page_of(one.item)) is not None}))

    @property
    def is_picture(self) -> bool:
        """Whether the document is a picture rather than pages."""
        return self.is_document and any(one.item.kind is ItemKind.IMAGE for one in self.kept)


def parts(session: Session, change: Change) -> tuple[Part, ...]:
    """Everything that stands as relevant, grouped by line and conversation, with schedule numbers given once
    and for ever."""
    by_id = {line.id: line for line in lines.approved(session.case)}
    groups: dict[tuple[LineId, int], list[Kept]] = {}
    for line_id, item in redactions.relevant_items(session.case):
        kept = items.reviewable(session.case, line_id, item)
        if kept:
            groups.setdefault((line_id, kept.thread_id), []).append(kept)
    made = [
        Part(
            redactions.schedule_number(change, line_id, thread, session.user.id),
            by_id[line_id],
            thread,
            tuple(kept),
        )
        for (line_id, thread), kept in groups.items()
    ]
    return tuple(sorted(made, key=lambda part: part.number))


def _message(
    session: Session, change: Change, kept: Kept, number: int, left_out: int, known: Known
) -> ChainMessage:
    """One message with its marks applied; `left_out` messages stand between it and the one before."""
    item = kept.item
    text = item.text or ""
    sender = person_label(session, change, item.sender, known)
    return ChainMessage(
        number=number,
        sender=sender,
        text=rewrite(text, within(redactions.standing(session.case, item.id), text)),
        time_london=time_london(item.sent),
        time_raw=item.sent.raw if item.sent else "",
        time_note=time_note(item),
        deleted=item.deleted_as_reported or "",
        attachments=tuple(a.media_type for a in item.attachments if a.member != ""),
        left_out_before=left_out,
        note=f"page {item.position}" if item.kind is ItemKind.PAGE else "",
    )


def chain(session: Session, change: Change, part: Part, removed: Sequence[Removed]) -> Chain:
    """A conversation's relevant messages with their marks applied; third parties, also those a line names, by
    their token."""
    known = known_in(session)
    messages: list[ChainMessage] = []
    last: int | None = None
    for number, kept in enumerate(part.kept, start=1):
        left_out = max(0, kept.item.position - last - 1) if last is not None else 0
        messages.append(_message(session, change, kept, number, left_out, known))
        last = kept.item.position
    return Chain(
        urn=session.case.facts.urn,
        exhibit=part.kept[0].exhibit,
        conversation=f"schedule item {part.number}",
        line_number=part.line.number,
        line_title=neutral(part.line.title, removed),
        messages=tuple(messages),
        app=part.kept[0].item.app,
        participants=participants(session, change, part.kept, known),
        redactions=sum(len(redactions.standing(session.case, kept.item.id)) for kept in part.kept),
    )


def description(part: Part, removed: Sequence[Removed]) -> str:
    """A plain description for the schedule: what, how many, when, on what line; without personal data
    (K6)."""
    days = sorted(when.date() for kept in part.kept if (when := items.london(kept.item.sent)))
    span = (
        ""
        if not days
        else f", {days[0]:%d.%m.%Y}"
        if days[0] == days[-1]
        else f", {days[0]:%d.%m.%Y} to {days[-1]:%d.%m.%Y}"
    )
    what = _noun(part)
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


def codes(session: Session, part: Part) -> tuple[tuple[str, DisclosureCode], ...]:
    """The code for a part by accused: the most open of its items' codes."""
    by_accused: dict[str, list[DisclosureCode]] = {}
    for kept in part.kept:
        for accused, (code, _) in decisions.endorsements(session.case, kept.item.id).items():
            by_accused.setdefault(accused, []).append(code)
    return tuple((accused, min(found, key=_ORDER.index)) for accused, found in sorted(by_accused.items()))


def schedule(session: Session, found: Sequence[Part], removed: Sequence[Removed]) -> Schedule:
    """The schedule of relevant non-sensitive unused material (MG6C)."""
    rows = tuple(
        ScheduleItem(
            part.number,
            description(part, removed),
            f"Exhibit {part.kept[0].exhibit}",
            codes(session, part),
            "Edited" if _edited(session, part) else "",
        )
        for part in found
    )
    return Schedule(
        session.case.facts.urn,
        decisions.accused(session.case),
        rows,
        not_examined(session),
        _officer(session),
        today(),
    )


def certificate(session: Session, found: Sequence[Part], removed: Sequence[Removed]) -> Certificate:
    """The streamlined disclosure certificate."""
    rows: list[SdcItem] = []
    for part in found:
        known = [code for _, code in codes(session, part)]
        code = min(known, key=_ORDER.index) if known else DisclosureCode.TO_BE_ASSESSED
        summary = description(part, removed)
        rows.append(
            SdcItem(
                part.number,
                f"Exhibit {part.kept[0].exhibit}: {_noun(part).lower()}",
                summary,
                code,
                _edited(session, part),
            )
        )
    return Certificate(
        session.case.facts.urn,
        decisions.accused(session.case),
        tuple(rows),
        officer=_officer(session),
        date=today(),
    )


def redaction_rows(
    session: Session, found: Sequence[Part], names: Mapping[int, str], made: Mapping[int, Sequence[Done]]
) -> tuple[RedactionRow, ...]:
    """Every mark of the bundle by number, place, type, purpose and how it was taken out; never what was
    removed, nor words that might repeat it."""
    rows: list[RedactionRow] = []
    for part in found:
        for number, kept in enumerate(part.kept, start=1):
            page = page_of(kept.item)
            at = part.pages.index(page) if part.is_document and page is not None else None
            place = f"message {number}" if at is None else f"page {at + 1}"
            done = made.get(part.number, ())
            rows += [
                RedactionRow(
                    len(rows) + offset,
                    names[part.number],
                    place,
                    one.type,
                    one.purpose,
                    _why(session, one),
                    _how(part, at, one, done),
                )
                for offset, one in enumerate(redactions.standing(session.case, kept.item.id), start=1)
            ]
    return tuple(rows)


def _how(part: Part, page: int | None, mark: Redaction, done: Sequence[Done]) -> str:
    """How a mark was taken out: a token in what we set, pixels in a picture, or what the engine says of that
    place of the page."""
    if page is None:
        return "token in its place"
    if part.is_picture:
        return "filled in the picture"
    if mark.area:
        return (
            "the whole page filled"
            if mark.area == (0.0, 0.0, 1.0, 1.0)
            else "an area filled; the page became a picture"
        )
    ways = dict.fromkeys(
        f"{LEVEL_WORDS[one.level]}{f' ({one.why})' if one.why and one.level is not Level.TOKEN else ''}"
        for one in done
        if (one.page, one.token) == (page, mark.token)
    )
    return "; ".join(ways) or "with the passage around it"


def _why(session: Session, mark: Redaction) -> str:
    said = _how_chosen(mark)
    return f"{said}; {DECIDED}" if overlaps.said_of(session.case, mark.id) is MarkRuling.REDACT else said


def _how_chosen(mark: Redaction) -> str:
    if mark.reason.startswith(EVERYWHERE):
        return "one decision for this person or identifier in the whole case, approved"
    return (
        "suggested by the program, confirmed by a reviewer, approved"
        if mark.origin == "SUGGESTION"
        else "marked by a reviewer, approved"
    )


def _edited(session: Session, part: Part) -> bool:
    return any(redactions.standing(session.case, kept.item.id) for kept in part.kept)


def _officer(session: Session) -> str:
    return next(
        (user.name for user in users.everyone(session.case) if user.role is Role.DISCLOSURE_OFFICER), ""
    )


def chosen_items(found: Sequence[Part]) -> tuple[ItemId, ...]:
    """Every item of the bundle, once."""
    return tuple(dict.fromkeys(kept.item.id for part in found for kept in part.kept))

"""Transcripts: a conversation's copied messages with every mark applied, as they are set on paper."""

import re
from collections.abc import Iterator, Sequence

from evidence_review.domain.kinds import ItemKind, ZoneSource
from evidence_review.redaction.rewriting import rewrite
from evidence_review.reports import Chain, ChainMessage
from evidence_review.reports.chain import EMAILS, MESSAGES, RECORDS, Nouns
from evidence_review.reports.serving import Serving
from evidence_review.store import conversations, items, redactions
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.case.naming import Known, known_in, participants, person_label
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.picturing import within
from evidence_review.workflow.case.removals import Removed, neutral
from evidence_review.workflow.producing.bundle_parts import Part
from evidence_review.workflow.producing.index_rows import people_by_token

LONDON_CLOCK = "London time (GMT, and British Summer Time from the last Sunday of March)"
NO_ZONE = "as the source wrote them: it records no time zone"
BOTH_CLOCKS = f"{LONDON_CLOCK}; where no time zone is recorded, as written, and it says so"
_NOT_DELETED = frozenset(
    ("", "intact", "no", "false", "0", "existing", "live", "active", "present", "not deleted", "none", "n")
)
_PLAINLY = frozenset(("deleted", "yes", "true", "1", "y", "trash"))
_NOUNS = {ItemKind.MESSAGE: MESSAGES, ItemKind.EMAIL: EMAILS}
_PAIR = re.compile(r"([A-Za-z]+)\[(\d+)\]/([A-Za-z]+?)s?\[(\d+)\]")
_PLACE = re.compile(r"\b(line|element|message|row|page|record|event|part)s? (\d+)")
_SINGLE = re.compile(r"([A-Za-z]+)\[(\d+)\]")


def transcript(
    session: Session, change: Change, part: Part, removed: Sequence[Removed], serving: Serving
) -> Chain:
    """A conversation's copied messages with their marks applied; people by their one name or token."""
    known = known_in(session)
    messages: list[ChainMessage] = []
    last: Kept | None = None
    for number, kept in enumerate(part.kept, start=1):
        left_out = (
            conversations.between(session.case, last.item.id, kept.item.id)
            if last
            else conversations.around(session.case, kept.item.id)[0]
        )
        messages.append(_message(session, change, kept, number, left_out, known))
        last = kept
    return Chain(
        urn=session.case.facts.urn,
        exhibit=part.kept[0].exhibit,
        conversation=str(part.number),
        line_number=part.line.number,
        line_title=neutral(part.line.title, removed),
        messages=tuple(messages),
        left_out_after=conversations.around(session.case, last.item.id)[1] if last else 0,
        app=part.kept[0].item.app,
        participants=participants(session, change, part.kept, known),
        redactions=sum(len(redactions.standing(session.case, kept.item.id)) for kept in part.kept),
        tokens=len(people_by_token(session, part)),
        clock=_clock(part.kept),
        serving=serving,
        nouns=nouns_of(part.kept[0].item.kind),
    )


def nouns_of(kind: ItemKind) -> Nouns:
    """What a copy of items of this kind is called."""
    return _NOUNS.get(kind, RECORDS)


def _message(
    session: Session, change: Change, kept: Kept, number: int, left_out: int, known: Known
) -> ChainMessage:
    """One message with its marks applied; `left_out` messages stand between it and the one before, or before the
    first."""
    item = kept.item
    text = item.text or ""
    return ChainMessage(
        number=number,
        sender=person_label(session, change, item.sender, known),
        text=rewrite(text, within(redactions.standing(session.case, item.id), text)),
        time=time_words(kept),
        time_note=_remark_on_time(kept),
        deleted="; ".join(_deletions(session, kept)),
        attachments=tuple(a.media_type for a in item.attachments if a.member != ""),
        left_out_before=left_out,
        note=f"page {item.position}" if item.kind is ItemKind.PAGE else "",
        record=record_words(item.locator, item.id),
    )


def time_words(kept: Kept) -> str:
    """The one form of a date in a transcript: Wed 5 March 2025 18:42, in London, or as written where no zone
    is recorded; seconds where they are told."""
    when = items.london(kept.item.sent)
    if when is None:
        return kept.item.sent.raw if kept.item.sent else ""
    seconds = f":{when:%S}" if when.second else ""
    return f"{when:%a} {when.day} {when:%B %Y %H:%M}{seconds}"


def _clock(kept: Sequence[Kept]) -> str:
    zones = {one.item.sent.utc is not None for one in kept if one.item.sent}
    if zones == {True}:
        return LONDON_CLOCK
    return NO_ZONE if zones == {False} else BOTH_CLOCKS if zones else ""


def _remark_on_time(kept: Kept) -> str:
    """What a reader must know of one time: that it can be read otherwise, that the clocks changed, that no zone
    is recorded."""
    moment, said = kept.item.sent, dict(kept.item.extra)
    if moment is None:
        return ""
    other = said.get("other reading of the date", "")
    told = (
        "time zone not recorded" if moment.utc is None and moment.zone is ZoneSource.NONE else "",
        other and f"the date can also be read as {other[:16].replace('T', ' ')}",
        said.get("clock change", ""),
    )
    return "; ".join(part.rstrip(".") for part in told if part)


def _deletions(session: Session, kept: Kept) -> Iterator[str]:
    """What its own source says of deletion, and what other exhibits say of the same message."""
    if own := deletion_words(kept.item.deleted_as_reported):
        yield own
    for exhibit, reported in conversations.same_elsewhere(session.case, kept.item.id):
        if words := deletion_words(reported):
            yield f"the same message in exhibit {exhibit} is {words}"


def deletion_words(reported: str | None) -> str:
    """What a source says of deletion, as a sentence; empty where it says nothing, or that it was not."""
    word = (reported or "").strip()
    if word.lower() in _NOT_DELETED:
        return ""
    if word.lower() in _PLAINLY:
        return "deleted according to the source"
    return f"deleted according to the source, which says: {word}"


def record_words(locator: str, item: int) -> str:
    """Where in its exhibit a record stands, without names of files: "line 120", "chat 1, message 1000"."""
    if pair := _PAIR.search(locator):
        return f"{pair[1].lower()} {pair[2]}, {pair[3].lower()} {pair[4]}"
    if place := _PLACE.search(locator):
        return f"{place[1]} {place[2]}"
    single = _SINGLE.search(locator)
    return f"{single[1].lower()} {single[2]}" if single else f"item {item}"

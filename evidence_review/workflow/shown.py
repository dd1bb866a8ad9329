"""What a reviewer may see of an item: third parties by pseudonym, special-category words masked, marks in place (DOMAIN.md E)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.kinds import ItemKind, Opening, Tag, Tier
from evidence_review.domain.people import Party, person_key
from evidence_review.domain.personal import BECAUSE_WORDS
from evidence_review.domain.suggestions import Finding, Reason
from evidence_review.relevance.words import plain_words
from evidence_review.store import decisions, openings, redactions, suggestions, tags, users
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.labelling import Faces, escaped, faces, known_keys, party_label, thread_label, time_london, time_note
from evidence_review.workflow.opening import Session
from evidence_review.workflow.picturing import page_of, placed, remark
from evidence_review.workflow.repeating import copy_views, file_views
from evidence_review.workflow.standing import Standing, standing
from evidence_review.workflow.views import AttachmentView, ItemView, Mark, Said

MASK = "▒▒▒▒"
_WILL = {"MASK": "Ruled to be masked everywhere.", "KEEP": "Ruled to be kept everywhere."}
_QUOTED = re.compile(r"“([^”]*)”")
_BRACKETS = re.compile(r"\s*\([^)]*\)|[‘“\"'][^’”\"']*[’”\"']")


@dataclass(frozen=True, slots=True)
class Swap:
    """Original text[start:end] is shown as `words`."""

    start: int
    end: int
    words: str
    sort: str
    why: str


def swaps(
    session: Session,
    findings: Sequence[Finding],
    text: str,
    known: frozenset[str],
    change: Change | None,
    revealed: frozenset[str],
    linked: Faces | None = None,
) -> list[Swap]:
    """What is shown in place of third parties' names and special-category words, first come first served, never overlapping."""
    wanted: list[Swap] = []
    for finding in findings:
        words = text[finding.start : finding.end]
        if finding.special and "special" not in revealed:
            wanted.append(Swap(finding.start, finding.end, MASK, "special", "Words on a matter of a special category."))
        elif (
            finding.kind == "PERSON"
            and finding.tier is not Tier.POSSIBLE
            and "names" not in revealed
            and not is_known(finding, words, known)
        ):
            key = finding.person or person_key(words)
            face = (linked or {}).get(key)
            label = party_label(session, face, known, change, plain=False) if face else decisions.pseudonym(session.case, change, key)
            wanted.append(Swap(finding.start, finding.end, label, "name", _BRACKETS.sub("", finding.reason)))
    kept: list[Swap] = []
    for swap in sorted(wanted, key=lambda one: (one.start, -one.end)):
        if not kept or swap.start >= kept[-1].end:
            kept.append(swap)
    return kept


def is_known(finding: Finding, words: str, known: frozenset[str]) -> bool:
    """Whether a name in a text is that of one of these people: by the roster's key, or by words of her name."""
    return names_someone_known(finding.person, words, known)


def names_someone_known(person: str | None, words: str, known: frozenset[str]) -> bool:
    """Whether a name with this key of the roster, if any, is that of one of these people."""
    if person in known or person_key(words) in known:
        return True
    parts = person_key(words).removesuffix("'s").split()
    return bool(parts) and any(set(parts) <= set(key.split()) for key in known)


def _without_names(finding: Finding, text: str, known: frozenset[str], revealed: frozenset[str]) -> Finding:
    """A finding whose reason and key say no more than the text as shown: a masked name or word stands in neither."""
    if finding.special and "special" not in revealed:
        return replace(finding, reason="Words on a matter of a special category; masked until revealed with a reason.")
    is_masked = finding.kind == "PERSON" and "names" not in revealed and not is_known(finding, text[finding.start : finding.end], known)
    if is_masked:
        return replace(finding, reason=_BRACKETS.sub("", finding.reason), person=None)
    return finding if finding.kind == "PERSON" else replace(finding, reason=_BRACKETS.sub("", finding.reason))


def shown_text(text: str, taken: Sequence[Swap]) -> tuple[str, list[tuple[int, int, int]]]:
    """The text as shown, and pieces (original start, original end, shown start) that map between the two."""
    out: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at = length = 0
    for swap in (*taken, Swap(len(text), len(text), "", "end", "")):
        plain = text[at : swap.start]
        pieces.append((at, swap.start, length))
        out += [plain, swap.words]
        length += len(plain)
        pieces.append((swap.start, swap.end, length))
        length += len(swap.words)
        at = swap.end
    return "".join(out), pieces


def to_shown(pieces: Sequence[tuple[int, int, int]], taken: Sequence[Swap], start: int, end: int) -> tuple[int, int]:
    """A span of the original text in the shown text; a span inside a swap becomes the whole swap."""
    by_start = {swap.start: swap for swap in taken}

    def place(at: int, *, closing: bool) -> int:
        for first, last, shown in pieces:
            swap = by_start.get(first) if first != last else None
            inside = first < at <= last if closing else first <= at < last
            if inside:
                if swap and swap.end == last:
                    return shown + (len(swap.words) if closing else 0)
                return shown + at - first
        first, last, shown = pieces[-1]
        return shown

    return place(start, closing=False), max(place(start, closing=False), place(end, closing=True))


def told(reasons: Sequence[Reason], text: str, taken: Sequence[Swap]) -> tuple[Reason, ...]:
    """Reasons that say no more than the text as shown: a word that is masked there is not quoted in them. Agreed terms are the line's own words."""
    covered = {word for swap in taken for word in plain_words(text[swap.start : swap.end])}
    if not covered:
        return tuple(reasons)

    def quoted(said: re.Match[str]) -> str:
        return "“a masked word”" if covered & set(plain_words(said[1])) else said[0]

    return tuple(one if one.kind == "term" and not one.weight else replace(one, words=_QUOTED.sub(quoted, one.words)) for one in reasons)


def reasons_as_shown(session: Session, line: LineOfEnquiry, kept: Kept, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Reasons of an item as this user may read them now."""
    revealed = decisions.unmasked(session.case, kept.item.id, session.user.id)
    found, text = suggestions.findings(session.case, kept.item.id), kept.item.text or ""
    return told(reasons, text, swaps(session, found, text, known_keys(session, line), None, revealed))


def marks(
    session: Session,
    kept: Kept,
    reasons: Sequence[Reason],
    findings: Sequence[Finding],
    said: Sequence[Said | None],
    taken: Sequence[Swap],
    pieces: Sequence[tuple[int, int, int]],
) -> tuple[Mark, ...]:
    """Every coloured span of the shown text; what is known anyway is not suggested again."""
    made: list[Mark] = []

    def add(sort: str, start: int, end: int, label: str, why: str, tier: Tier | None = None) -> None:
        first, last = to_shown(pieces, taken, start, end)
        if last > first:
            made.append(Mark(sort, first, last, start, end, label, why, tier))

    for swap in taken:
        add(swap.sort, swap.start, swap.end, swap.words, swap.why)
    for reason in reasons:
        for start, end in reason.spans:
            add("term", start, end, reason.kind, reason.words)
    for finding, decided in zip(findings, said, strict=True):
        if decided is None or decided.stance != "KNOWN":
            why = f"{finding.reason} {_WILL[decided.stance]}" if decided else finding.reason
            add("special" if finding.special else "personal", finding.start, finding.end, finding.kind, why, finding.tier)
    for mark in redactions.standing(session.case, kept.item.id):
        add("redaction", mark.start, mark.end, mark.token, str(mark.type))
    return tuple(sorted(made, key=lambda mark: (mark.start, mark.end, mark.sort)))


def view(
    session: Session, line: LineOfEnquiry, kept: Kept, change: Change, how: Opening, decided: Standing | None = None, tag: Tag | None = None
) -> ItemView:
    """An item as this user may see it now for this line. That it is shown, and how, is noted within `change`.

    `decided` spares looking up what was decided on personal data for each of many. `tag`: place and reasons by that tag's order, where it has one.
    """
    case, item = session.case, kept.item
    openings.add(change, line.id, item.id, how, session.user.id)
    known = known_keys(session, line)
    linked = faces(session, known)
    revealed = decisions.unmasked(case, item.id, session.user.id)
    text = item.text or ""
    found = suggestions.findings(case, item.id)
    taken = swaps(session, found, text, known, change, revealed, linked)
    findings = tuple(_without_names(one, text, known, revealed) for one in found)
    said = _said(session, found, text, decided)
    shown, pieces = shown_text(text, taken)
    served = tags.order_for(case, line.id, tag)
    flag = tags.flag_of(case, line.id, served, item.id) if served else suggestions.flag_of(case, line.id, item.id)
    place = tags.rank_of(case, line.id, served, item.id) if served else suggestions.rank_of(case, line.id, item.id)
    reasons = told(flag.reasons, text, taken) if flag else ()
    decision = decisions.current(case, line.id, item.id)
    plain = "names" in revealed

    def label(party: Party | None) -> str:
        return party_label(session, party, known, change, plain=plain, linked=linked)

    repeats, held_copies = copy_views(session, line, kept, label)

    return ItemView(
        id=item.id,
        line=line.number,
        exhibit=kept.exhibit,
        source=_source_label(kept),
        locator=item.locator,
        kind=item.kind,
        app=item.app,
        thread=thread_label(item.thread_title, (item.sender, *item.recipients), label),
        position=item.position,
        sender=label(item.sender),
        recipients=tuple(dict.fromkeys(label(party) for party in item.recipients)),
        direction=item.direction,
        time_london=time_london(item.sent),
        time_raw=item.sent.raw if item.sent else "",
        time_note=time_note(item.sent),
        text=escaped(shown),
        words=len(text.split()),
        marks=placed(marks(session, kept, reasons, findings, said, taken, pieces), item),
        findings=findings,
        redactions=tuple(replace(one, reason=_BRACKETS.sub("", one.reason) or str(one.type)) for one in redactions.standing(case, item.id)),
        band=flag.band if flag else None,
        rank=place[0] if place else None,
        pool=place[1] if place else 0,
        reasons=reasons,
        engine=f"{flag.engine.name} {flag.engine.version} · {flag.engine.model_hash[:12]}" if flag else "",
        decision=decision,
        decided_by=users.by_id(case, decision.by).name if decision else "",
        attachments=_attachments(kept),
        deleted_as_reported=item.deleted_as_reported or "",
        is_context=how in {Opening.CONTEXT, Opening.OUTSIDE},
        page=page_of(item),
        copies=repeats,
        copies_held=held_copies,
        same_files=file_views(session, line, kept, label),
        by_machine=remark(item),
        picture_covered=item.kind is ItemKind.IMAGE and "picture" not in revealed,
        said=said,
        tags=tags.of_item(case, line.id, item.id),
    )


def _said(session: Session, findings: Sequence[Finding], text: str, known_already: Standing | None) -> tuple[Said | None, ...]:
    """For each finding what was decided on it over the whole case; that is looked up only where there is something to ask it."""
    if all(one.special for one in findings):
        return (None,) * len(findings)
    decided = known_already or standing(session)
    names = {user.id: user.name for user in users.everyone(session.case)}

    def of(finding: Finding) -> Said | None:
        if finding.special:
            return None
        if ruled := decided.of(finding, text):
            return Said(str(ruled.stance), BECAUSE_WORDS[ruled.because], names[ruled.by])
        known = decided.known(finding.kind, text[finding.start : finding.end], finding.person)
        return Said("KNOWN", "on the list of what is known anyway", names[known.by]) if known else None

    return tuple(map(of, findings))


def is_masked(session: Session, line: LineOfEnquiry, kept: Kept) -> bool:
    """Whether anything in an item is still masked for this user, so that its picture would say more than its text."""
    revealed = decisions.unmasked(session.case, kept.item.id, session.user.id)
    found = suggestions.findings(session.case, kept.item.id)
    return bool(swaps(session, found, kept.item.text or "", known_keys(session, line), None, revealed))


def _source_label(kept: Kept) -> str:
    return f"source {kept.item.source}"


def _attachments(kept: Kept) -> tuple[AttachmentView, ...]:
    views = enumerate(kept.item.attachments)
    return tuple(AttachmentView(n, f"file {n + 1}", a.media_type, a.size, a.sha256 is not None) for n, a in views if a.member != "")

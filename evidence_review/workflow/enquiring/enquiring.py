"""Lines of enquiry: proposed by one person, approved by another, and the gate that they open
(reference/law.md C).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import TriggerSort
from evidence_review.domain.enquiry import (
    LineOfEnquiry,
    ScopePerson,
    ScopeRule,
    Term,
    missing_before_approval,
)
from evidence_review.domain.errors import ReviewError, RuleBroken
from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import AuditOp, ItemKind, LineState, Points, RaisedBy, Tag, TermKind
from evidence_review.domain.reasons import is_short
from evidence_review.store import (
    decisions,
    index,
    ledger,
    lines,
    scope_counts,
    suggestions,
    tags,
    users,
)
from evidence_review.store.case import Change
from evidence_review.store.disclosure import due_reviews
from evidence_review.store.kept_counts import line_counts, outside_counts, suggestion_hash
from evidence_review.store.kept_counts.line_counts import LineCounts
from evidence_review.workflow.case.embedding import in_use
from evidence_review.workflow.case.ledger_views import ScopeCompared
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import LineStatus, Outside, ScopeEffect
from evidence_review.workflow.enquiring.forming import with_forms

_LONDON = "Europe/London"


def lines_from_toml(path: Path) -> tuple[LineOfEnquiry, ...]:
    """The lines written in a TOML file (docs/lines-of-enquiry.md gives the fields). ReviewError names what is
    wrong and where."""
    try:
        untrusted = tomllib.loads(path.read_text("utf-8"))
    except OSError:
        raise ReviewError("The file of lines cannot be opened. Check the path and its rights.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        where = str(fault).rpartition("(")[2].rstrip(")") if "(" in str(fault) else "the file"
        raise ReviewError(
            f"The file of lines is not valid TOML (see {where}). Mend it and try again."
        ) from None
    tables = untrusted.get("line")
    if not isinstance(tables, list) or not tables:
        raise ReviewError(
            "The file of lines has no [[line]] table. Start each line of enquiry with [[line]]."
        )
    return tuple(_line(table, number) for number, table in enumerate(tables, start=1))


def propose_line(session: Session, line: LineOfEnquiry) -> LineOfEnquiry:
    """Put a line, or a new version of one, forward. Its terms get every listed form first, so that the
    approver sees them."""
    session.may(Act.PROPOSE_LINE)
    if line.scope.zone != _LONDON:
        raise RuleBroken("Dates of a line are read as days in Europe/London. Leave its zone as that.")
    if line.number < 1:
        raise RuleBroken("A line of enquiry needs a number from 1 upwards.")
    line = with_forms(session, line)
    with session.case.change(session.signer, AuditOp.ALTER, "propose line") as change:
        line_id, version = lines.propose(change, line, session.user.id)
        line = replace(line, version=version)
        change.about(f"line:{line.number}:{version}", lines.body(line))
    return replace(line, id=line_id, state=LineState.PROPOSED, proposed_by=session.user.id)


def approve_line(session: Session, number: int) -> LineOfEnquiry:
    """Approve the proposed version of a line. Never by its proposer; never while anything required is
    missing."""
    session.may(Act.APPROVE_LINE)
    line = _proposed(session, number)
    if line.proposed_by == session.user.id:
        raise RuleBroken("The person who proposed a line of enquiry cannot approve it. Ask a colleague.")
    lacking = missing_before_approval(line)
    if lacking:
        raise RuleBroken(f"This line cannot be approved yet. Still missing: {'; '.join(lacking)}.")
    told = compare_scope(session, line)
    if told.version_before and told.opened and is_short(line.change_reason):
        raise RuleBroken(
            (
                f"This version opens {told.opened:,} items that the version before does not. Propose "
                f"it again with the reason why it has to (change_reason)."
            )
        )
    before = scope_counts.in_scope_of_any(session.case)
    with session.case.change(session.signer, AuditOp.ALTER, "approve line") as change:
        change.about(f"line:{line.number}:{line.version}", lines.body(line))
        lines.act(change, line, LineState.APPROVED, "", session.user.id)
        counts = (told.before, told.after, told.opened, told.closed, told.parts, told.digest)
        ledger.add_change(
            change,
            line.id,
            line.version,
            told.held,
            counts,
            line.change_reason if told.version_before else line.rationale,
        )
        _reopen(session, change, line)
        forgotten = 0
        if told.closed:
            forgotten = index.forget_outside(change, in_use(session))
            suggestion_hash.note_all(session.case, change)
        change.detail.update(
            held=told.held,
            in_scope_before=before,
            in_scope_of_line=told.after,
            opened=told.opened,
            closed=told.closed,
        )
        change.detail.update(pool=told.digest, left_index=forgotten)
    return replace(line, state=LineState.APPROVED, approved_by=session.user.id)


def _reopen(session: Session, change: Change, line: LineOfEnquiry) -> None:
    """A changed question makes every decision on its line due for review, a new line what was kept from an
    accused of the items that it covers (reference/law.md M2)."""
    before = [
        one.question
        for one in lines.versions(session.case)
        if one.number == line.number and one.version < line.version and one.state is LineState.SUPERSEDED
    ]
    if not before:
        due = due_reviews.withheld_within(session.case, line.id)
        due_reviews.add(change, TriggerSort.NEW_LINE, f"line {line.number}", due, session.user.id)
    elif " ".join(before[-1].split()) != " ".join(line.question.split()):
        due = due_reviews.decided_on(session.case, line.id)
        words = f"the question of line {line.number}, version {line.version}"
        due_reviews.add(change, TriggerSort.CHANGED_QUESTION, words, due, session.user.id)


def refuse_line(session: Session, number: int, reason: str) -> LineOfEnquiry:
    """Refuse the proposed version of a line, with a reason."""
    session.may(Act.APPROVE_LINE)
    line = _proposed(session, number)
    if not reason.strip():
        raise RuleBroken("Say why the line is refused, so that it can be put right.")
    with session.case.change(session.signer, AuditOp.ALTER, "refuse line", reason=reason) as change:
        change.about(f"line:{line.number}:{line.version}", lines.body(line))
        lines.act(change, line, LineState.REFUSED, reason, session.user.id)
    return replace(line, state=LineState.REFUSED, approved_by=session.user.id)


def list_lines(session: Session) -> tuple[LineStatus, ...]:
    """Every version of every line with its counts."""
    names = {user.id: user.name for user in users.everyone(session.case)}
    return tuple(_status(session, line, names) for line in lines.versions(session.case))


def is_counted(session: Session) -> bool:
    """Whether the counts of every approved line are kept, so that asking for them takes no time."""
    return all(line_counts.kept(session.case, line.id) for line in lines.approved(session.case)) and bool(
        outside_counts.kept(session.case)
    )


def lines_and_outside(session: Session) -> tuple[tuple[LineStatus, ...], tuple[Outside, ...]]:
    """Every line with its counts, and what lies outside every line."""
    return list_lines(session), outside(session)


def scope_effect(session: Session, line: LineOfEnquiry) -> ScopeEffect:
    """What a stored version would open, as counts only."""
    covered, by_exhibit, by_kind = scope_counts.effect(session.case, line.id, line.version)
    return ScopeEffect(scope_counts.held_in_case(session.case), covered, tuple(by_exhibit), tuple(by_kind))


def compare_scope(session: Session, line: LineOfEnquiry) -> ScopeCompared:
    """What a stored version opens and closes against the approved one before it, by exhibit and kind, as
    counts only."""
    earlier = ledger.approved_before(session.case, line.id, line.version)
    before, after, opened, closed, parts, digest = ledger.compared(session.case, line.id, line.version)
    held = scope_counts.held_in_case(session.case)
    return ScopeCompared(
        line.number, line.version, earlier, held, before, after, opened, closed, tuple(parts), digest
    )


def outside(session: Session) -> tuple[Outside, ...]:
    """What no approved line covers, as counts only (reference/law.md C1)."""
    parts = outside_counts.kept(session.case) or outside_counts.counted(session.case)
    return tuple(
        Outside(ref, ItemKind(kind), count, why) for ref, kind, count, why in outside_counts.outside(parts)
    )


def approved_line(session: Session, number: int) -> LineOfEnquiry:
    """The version of a line that counts; RuleBroken where none is approved."""
    for line in lines.versions(session.case, number):
        if line.state is LineState.APPROVED:
            return line
    raise RuleBroken(
        "This line of enquiry is not approved, so nothing may be looked at for it. Have it approved first."
    )


def _proposed(session: Session, number: int) -> LineOfEnquiry:
    waiting = [line for line in lines.versions(session.case, number) if line.state is LineState.PROPOSED]
    if not waiting:
        raise RuleBroken("There is no proposed version of that line waiting for a decision.")
    return waiting[-1]


def agree_privilege_names(session: Session, names: tuple[str, ...]) -> tuple[str, ...]:
    """Add names, firms or domains that point to legal advice; items and conversations with them are held from
    then on (G1)."""
    session.may(Act.PROPOSE_LINE)
    wanted = [name.strip() for name in names if name.strip()]
    with session.case.change(
        session.signer, AuditOp.CONFIG, "agree privilege names", about="privilege", reason="; ".join(wanted)
    ) as change:
        for name in wanted:
            decisions.add_privilege_name(change, name, session.user.id)
        change.detail["names"] = len(wanted)
        suggestions.screen_again(change)
    return decisions.privilege_names(session.case)


def _status(session: Session, line: LineOfEnquiry, names: dict[UserId, str]) -> LineStatus:
    count, found = _counts(session, line)
    proposer = names.get(line.proposed_by, "") if line.proposed_by else ""
    approver = names.get(line.approved_by, "") if line.approved_by else ""
    return LineStatus(
        line,
        proposer,
        approver,
        missing_before_approval(line),
        count.in_scope,
        count.unscreened,
        count.held,
        count.flagged,
        count.must_review,
        count.decided,
        count.relevant,
        count.unsure,
        tuple(found.items()),
    )


def _counts(session: Session, line: LineOfEnquiry) -> tuple[LineCounts, Mapping[Tag, int]]:
    """The numbers of a line as they are kept, else counted; what is not approved opens nothing."""
    if line.state is not LineState.APPROVED:
        return LineCounts(0, 0, 0, 0, 0, 0, 0, 0), {}
    if kept := line_counts.kept(session.case, line.id):
        return kept.counts, kept.tags
    return line_counts.counts(session.case, line.id), tags.counts(session.case, line.id)


_SCOPE = {
    "people",
    "date_from",
    "date_to",
    "exhibits",
    "kinds",
    "threads",
    "all_people",
    "all_dates",
    "undated",
    "max_context",
    "zone",
}
_FIELDS = frozenset(
    {
        "number",
        "title",
        "question",
        "rationale",
        "points",
        "expected_to_find",
        "less_intrusive",
        "raised_by",
        "points_away",
        "change_reason",
        "caution_reason",
        "terms",
        *_SCOPE,
    }
)


def _line(untrusted: dict[str, Any], position: int) -> LineOfEnquiry:
    """One [[line]] table. Unknown fields are refused: a misspelt limit must never widen a search."""
    unknown = sorted(set(untrusted) - _FIELDS)
    if unknown:
        raise ReviewError(
            (
                f"Line {position} of the file has fields that are not known: {', '.join(unknown)}. "
                f"Correct or remove them."
            )
        )
    try:
        return LineOfEnquiry(
            number=int(untrusted.get("number", position)),
            points=Points(str(untrusted["points"]).upper()),
            raised_by=RaisedBy(str(untrusted.get("raised_by", "POLICE")).upper()),
            scope=_scope(untrusted),
            terms=tuple(_term(term) for term in untrusted.get("terms", ())),
            title=str(untrusted.get("title", "")),
            question=str(untrusted.get("question", "")),
            rationale=str(untrusted.get("rationale", "")),
            expected_to_find=str(untrusted.get("expected_to_find", "")),
            less_intrusive=str(untrusted.get("less_intrusive", "")),
            points_away=str(untrusted.get("points_away", "")),
            change_reason=str(untrusted.get("change_reason", "")),
            caution_reason=str(untrusted.get("caution_reason", "")),
        )
    except KeyError as fault:
        raise ReviewError(
            f"Line {position} of the file lacks the field {fault.args[0]}. Add it and try again."
        ) from None
    except (ValueError, TypeError, AttributeError):
        raise ReviewError(
            (
                f"Line {position} of the file has a field of the wrong kind: check points, raised_by, "
                f"kinds, dates and terms."
            )
        ) from None


def _scope(untrusted: dict[str, Any]) -> ScopeRule:
    people = tuple(
        ScopePerson(str(p["name"]), tuple(str(i) for i in p.get("identifiers", ())))
        for p in untrusted.get("people", ())
    )
    return ScopeRule(
        people=people,
        date_from=_day(untrusted.get("date_from")),
        date_to=_day(untrusted.get("date_to")),
        exhibits=tuple(str(ref) for ref in untrusted.get("exhibits", ())),
        kinds=tuple(ItemKind(str(kind).upper()) for kind in untrusted.get("kinds", ())),
        threads=tuple(str(title) for title in untrusted.get("threads", ())),
        all_people=untrusted.get("all_people", False) is True,
        all_dates=untrusted.get("all_dates", False) is True,
        undated=untrusted.get("undated", False) is True,
        max_context=min(50, max(0, int(untrusted.get("max_context", 5)))),
        zone=str(untrusted.get("zone", _LONDON)),
    )


def _day(untrusted: Any) -> date | None:
    if untrusted is None:
        return None
    if type(untrusted) is date:
        return untrusted
    return date.fromisoformat(str(untrusted))


def _term(untrusted: Any) -> Term:
    if isinstance(untrusted, str):
        return Term(untrusted, TermKind.PHRASE if " " in untrusted.strip() else TermKind.LEMMA)
    off = tuple(str(form) for form in untrusted.get("off", ()))
    forms = tuple(str(form) for form in untrusted.get("forms", ()))
    return Term(
        str(untrusted["text"]),
        TermKind(str(untrusted.get("kind", "lemma")).lower()),
        str(untrusted.get("why", "")),
        forms,
        off,
        int(untrusted.get("gap", 0)),
    )

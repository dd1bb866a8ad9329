"""The demo's disclosure: what its script has each person do from tagging to a bundle, and again after the defence
statement."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.disclosure import Assessed, DefenceSort, EntrySort, Limb, Presumption
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import (
    CasePart,
    DisclosureCode,
    MarkRuling,
    Purpose,
    RedactionType,
    Relevance,
    Tag,
)
from evidence_review.domain.personal import Answer, Because
from evidence_review.domain.progress import Job, Progress
from evidence_review.workflow.case import entering_people
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import Bundle
from evidence_review.workflow.deciding import assessing, defence_papers, entering_record, reviews_due
from evidence_review.workflow.personal import jigsaw_clues, reconciling
from evidence_review.workflow.producing import checking, describing, producing, wording_lines
from evidence_review.workflow.producing.releasing import Production
from evidence_review.workflow.redacting import approving, narrowing, overlapping, redacting
from evidence_review.workflow.redacting.marking import KIND_OF, relevant_anywhere
from evidence_review.workflow.reviewing import reviewing, tagging

RECIPIENT = "Defence solicitors (fictional)"
_GOES = "The demo's script: what is marked names other people; nothing of the sentence's meaning is lost."
_KEPT = "The demo's script keeps these: they are what the line asks about."
_FOUND = "The demo's script keeps these: names of places and of the parties."


@dataclass(frozen=True, slots=True)
class Cast:
    """The demo's people and its key: a session for one of them, and the item of a planted key, as the number of
    its line and its id."""

    acting: Callable[[str], AbstractContextManager[Session]]
    item: Callable[[Session, str], tuple[int, ItemId]]


type Rows = Mapping[str, Any]
"""One round of the script: rows by what they are, as disclosure.toml has them."""


def enter_people(session: Session, rows: Rows) -> None:
    """Accused and complainant, entered once."""
    for part in CasePart:
        for row in rows.get(part.lower(), ()):
            entering_people.enter_person(session, row["name"], part, row["known_as"])


def disclose(
    cast: Cast, rows: Rows, accused: str, out: Path, executor: Executor | None = None
) -> Job[Bundle]:
    """One round: decide, tag, narrow, endorse, mark, answer, approve, produce."""
    yield Progress(0, 0, "deciding, tagging and marking as the script says")
    _record(cast, rows, accused)
    _review(cast, rows)
    _assess(cast, rows, accused)
    _endorse(cast, rows)
    _keep(cast, rows)
    with cast.acting("reviewer") as session:
        _mark(cast, session, rows, accused)
        _answer(session, accused)
        for person in (yield from jigsaw_clues.clues(session, executor, accused)):
            if person.combinations and not person.signed_by:
                jigsaw_clues.sign_clues(session, person, _KEPT)
    yield Progress(0, 0, "approving")
    _approve(cast, accused)
    asked = Production(RECIPIENT, accused=accused, why=str(rows.get("because", "")))
    with cast.acting("officer") as session:
        check = yield from checking.check_export(session, asked, executor)
        if check.found and not check.accepted_by:
            checking.accept_found(session, check, _FOUND)
        return (yield from producing.produce(session, out, asked, executor))


def _each(rows: Rows, what: str) -> Iterator[tuple[str, Rows]]:
    """Every key of every row of one sort."""
    for row in rows.get(what, ()):
        for key in row.get("keys") or [row["key"]]:
            yield key, row


def _record(cast: Cast, rows: Rows, accused: str) -> None:
    """The case record, what each line looks for in plain words, and what the defence served."""
    with cast.acting("officer") as session:
        for row in rows.get("record", ()):
            entering_record.enter_in_record(
                session, EntrySort(row["sort"]), row["words"], bearing_on=row.get("lines", ())
            )
        for row in rows.get("wording", ()):
            wording_lines.word_line(session, row["line"], row["plain"], row["welsh"], row["easy"])
        if served := rows.get("statement"):
            issues = [(one["words"], one["lines"]) for one in served["issues"]]
            defence_papers.serve_defence(
                session, DefenceSort.DEFENCE_STATEMENT, accused, served["day"], served["words"], issues
            )


def _assess(cast: Cast, rows: Rows, accused: str) -> None:
    """What the officer says of items, each opened first, and how the officer describes entries."""
    with cast.acting("officer") as session:
        for row in rows.get("assessment", ()):
            found = [cast.item(session, key) for key in row["keys"]]
            for number, item in found:
                reviewing.open_item(session, number, item)
            assessing.assess(
                session,
                [item for _, item in found],
                accused,
                Assessed(row["value"]),
                row["reason"],
                [Limb(one) for one in row.get("limbs", ())],
                row.get("issue", 0),
                Presumption(row["presumption"]) if "presumption" in row else None,
            )
        found = checking.collected(session, Production(RECIPIENT, accused=accused)).found
        for row in rows.get("description", ()):
            _, item = cast.item(session, row["key"])
            number = next(part.number for part in found if item in {kept.item.id for kept in part.kept})
            describing.describe_entry(session, number, row["words"])


def _keep(cast: Cast, rows: Rows) -> None:
    """The prosecutor looks again at what a defence statement made due, and keeps what it does not touch."""
    if "statement" not in rows:
        return
    with cast.acting("prosecutor") as session:
        approving.waiting(session)
        for item in dict.fromkeys(one.item for one in reviews_due.reviews_due(session)):
            reviews_due.keep_decisions(session, item, rows["statement"]["kept"])


def _review(cast: Cast, rows: Rows) -> None:
    with cast.acting("reviewer") as session:
        for key, row in _each(rows, "decision"):
            number, item = cast.item(session, key)
            reviewing.open_item(session, number, item)
            reviewing.decide(session, number, item, Relevance(row["value"]), row["reason"])
        for key, row in _each(rows, "tag"):
            number, item = cast.item(session, key)
            tagging.tag(session, number, item, [Tag(one) for one in row["tags"]])
        for key, row in _each(rows, "extract"):
            number, item = cast.item(session, key)
            text = relevant_anywhere(session, item).item.text or ""
            spans = [_span(text, passage) for passage in row["passages"]]
            narrowing.keep_only(session, number, item, spans, reason=row["reason"])


def _endorse(cast: Cast, rows: Rows) -> None:
    with cast.acting("prosecutor") as session:
        approving.waiting(session)
        for key, row in _each(rows, "endorsement"):
            _, item = cast.item(session, key)
            approving.endorse(session, item, row["accused"], DisclosureCode(row["code"]), row["reason"])


def _mark(cast: Cast, session: Session, rows: Rows, accused: str) -> None:
    for key, row in _each(rows, "mark"):
        number, item = cast.item(session, key)
        text = relevant_anywhere(session, item).item.text or ""
        kind = RedactionType(row["type"])
        redacting.mark(
            session, number, item, *_span(text, row["words"]), KIND_OF.get(kind, "OTHER"), kind,
            Purpose.PRIVACY, who=row.get("who", ""),
        )  # fmt: skip
    copied = {kept.item.id for part in _parts(session, accused) for kept in part.kept}
    for number, item in redacting.relevant(session):
        if item in copied:
            redacting.mark_suggested(session, number, item, attested=True)


def _parts(session: Session, accused: str) -> Sequence[Any]:
    return checking.collected(session, Production(RECIPIENT, accused=accused)).copies


def _answer(session: Session, accused: str) -> None:
    """Each place where what is masked would still be seen is masked too, one by one."""
    while keys := [
        one.conflict.key for one in reconciling.conflicts(session, accused=accused) if one.conflict.item
    ]:
        reconciling.answer_conflicts(session, keys[:1], Answer.MASK, Because.PRIVATE_LIFE)


def _approve(cast: Cast, accused: str) -> None:
    with cast.acting("prosecutor") as session:
        approving.waiting(session)
        for one in overlapping.overlaps(session):
            overlapping.decide_overlap(session, one.item, MarkRuling.REDACT, _GOES)
        going = {kept.item.id for part in _parts(session, accused) for kept in part.kept}
        if going:
            approving.approve(session, tuple(sorted(going)), attested=True)


def _span(text: str, passage: str) -> tuple[int, int]:
    """Where a passage stands in a text, white space aside."""
    import re

    found = re.search(r"\s+".join(map(re.escape, passage.split())), text)
    if found is None:
        raise OutputProblem(
            "A passage of the demo's script stands nowhere in its item. Install the program again."
        )
    return found.span()

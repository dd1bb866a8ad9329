"""A large case for the bench of the window: messages as `imports.py` writes them, two lines that are approved, and
bands and order drawn by lot, since no engine is measured here.

    python tests/benchmarks/desk_case.py FOLDER --messages 100000
"""

import argparse
import random
import sys
from pathlib import Path

from imports import write_ufdr

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import AuditOp, Band, ExhibitKind, LegalBasis, Points, Role, TermKind
from evidence_review.domain.progress import finish
from evidence_review.domain.suggestions import Engine, Flag, Reason
from evidence_review.relevance.words import indexed
from evidence_review.store import index, items, suggestions
from evidence_review.store.kept_counts import line_counts, line_orders, outside_counts
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.importing import importing

WORDS = "four quiet words here"
ENGINE = Engine("bench", "1", "drawn by lot")
PEOPLE = {"Rita": Role.REVIEWER, "Dan": Role.DISCLOSURE_OFFICER, "Sue": Role.SUPERVISOR}
AT_ONCE = 20_000


def large_case(folder: Path, messages: int) -> Path:
    """The case in the folder, made where it is not there yet; its reviewer is Rita."""
    case = folder / f"case-{messages}"
    for done, step in (("made", _made), ("indexed", _indexed)):
        if not (folder / f"{done}-{messages}").exists():
            step(folder, case, messages)
            (folder / f"{done}-{messages}").touch()
    return case


def _indexed(_folder: Path, case: Path, _messages: int) -> None:
    """The words of every item, to be searched."""
    session = opening.open_case(case, "Sue", WORDS)
    after = ItemId(0)
    while batch := index.not_indexed(session.case, AT_ONCE, after):
        with session.case.change(session.signer, AuditOp.COMBINE, "index", about="bench") as change:
            index.index_in_scope(change, [(item, indexed(text)) for item, text in batch])
        after = batch[-1][0]
    opening.close(session)


def _made(folder: Path, case: Path, messages: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / f"report-{messages}.xml"
    write_ufdr(report, messages)
    session = opening.create_case(case, "01XX0000125", "Bench", "Ada", WORDS)
    for name, role in PEOPLE.items():
        opening.add_user(session, name, role, WORDS)
    opening.close(session)
    session = opening.open_case(case, "Dan", WORDS)
    exhibit = Exhibit("AB/1", ExhibitKind.DEVICE, "Ann Example", Basis(LegalBasis.WARRANT, "bench"))
    finish(importing.import_path(session, report, exhibit, ReadOptions(owner="Ann Example")))
    report.unlink()
    for line in (_line(1, all_people=True), _line(2, all_people=False)):
        enquiring.propose_line(session, line)
    opening.close(session)
    session = opening.open_case(case, "Sue", WORDS)
    for number in (1, 2):
        _flag(session, enquiring.approve_line(session, number))
    opening.close(session)


def _line(number: int, *, all_people: bool) -> LineOfEnquiry:
    people = (
        ()
        if all_people
        else tuple(
            ScopePerson(f"447700900{n:05}"[:12], (f"4477009{n:05}@s.whatsapp.net",)) for n in range(20)
        )
    )
    scope = ScopeRule(people=people, all_people=all_people, all_dates=True, undated=True, max_context=3)
    return LineOfEnquiry(
        number, f"Bench line {number}", "What was said?", "It is relied on.", Points.BOTH, "Times.",
        "None is less intrusive.", scope, (Term("canal", TermKind.LEMMA, "the place"),),
    )  # fmt: skip


def _flag(session: Session, line: LineOfEnquiry) -> None:
    """What a search would leave behind: screened, one in twenty a hit, the first 500 ranked high, one in 5,000
    held."""
    draw = random.Random(line.number)
    after = 0
    while batch := items.texts_for_screening(session.case, line.id, after, AT_ONCE):
        found = [ItemId(row[0]) for row in batch]
        held = {item: "a name that was agreed" for item in found if draw.random() < 1 / 5000}
        with session.case.change(session.signer, AuditOp.COMBINE, "screen", about="bench") as change:
            suggestions.add_screened(change, found, held, ENGINE)
        after = found[-1]
    pool = [row[0] for row in items.pool(session.case, line.id)]
    draw.shuffle(pool)
    order = [(item, rank, 1 / rank) for rank, item in enumerate(pool, 1)]
    flags = [_one(line.id, *one) for one in order if one[1] <= 500 or draw.random() < 1 / 20]
    with session.case.change(session.signer, AuditOp.COMBINE, "rank line", about="bench") as change:
        suggestions.replace_flags(change, line.id, line.version, flags, order)
        suggestions.note_ranking(change, line.id, len(order), ("", ""), ENGINE)
        line_counts.recount(change, line.id)
        line_orders.recount(change, line.id)
        outside_counts.recount(change)


def _one(line: LineId, item: ItemId, rank: int, score: float) -> Flag:
    band = Band.RANKED if rank <= 500 else Band.MUST_REVIEW
    reason = Reason("term", "An agreed term is in it.", ((0, 3),), 0.0)
    return Flag(item, line, 1, band, rank, score, (reason,), ENGINE)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--messages", type=int, default=100_000)
    given = asked.parse_args()
    sys.stdout.write(f"{large_case(given.folder, given.messages)}\n")

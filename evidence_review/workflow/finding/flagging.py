"""Flagging: screen for privilege, index, match terms, rank, find personal data. Engines only suggest
(reference/law.md D, G1)."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from evidence_review.domain.audit import digest
from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Band
from evidence_review.domain.people import Party, person_key
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.suggestions import Engine, Finding, Flag
from evidence_review.recognizers import ENGINE as DETECTOR
from evidence_review.recognizers import Roster, RosterPerson, detect_batch
from evidence_review.relevance import (
    Ranked,
    Scored,
    copies,
    indexed,
    match,
    model_engine,
    passage_texts,
    rank,
)
from evidence_review.store import copies as links
from evidence_review.store import (
    detections,
    index,
    items,
    learning,
    lines,
    scope_counts,
    suggestions,
)
from evidence_review.store.disclosure import hard_items
from evidence_review.store.kept_counts import line_counts, line_orders, outside_counts, suggestion_hash
from evidence_review.workflow.case.embedding import asked_of, vectors_of
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.running import begin_engine, run_engine
from evidence_review.workflow.case.screening import Screen, keep_screened
from evidence_review.workflow.case.views import FlagReport
from evidence_review.workflow.finding.banding import Hits, band, hit_reasons, term_counts
from evidence_review.workflow.finding.model_changes import reopen_by_model
from evidence_review.workflow.finding.suggesting import on_top, place_reason, scope_reasons
from evidence_review.workflow.finding.tag_orders import begin_away
from evidence_review.workflow.finding.tongues import tongue

BATCH, AT_ONCE = 500, 10_000  # texts looked through for personal data; texts screened or indexed
TERMS = Engine("agreed terms", "1", "rules")


@dataclass(frozen=True, slots=True)
class _Ranking:
    """What ranking one line gave."""

    flags: tuple[Flag, ...]
    order: tuple[tuple[ItemId, int, float], ...]
    begins: Mapping[ItemId, float]
    pool_digest: str
    copies: Mapping[ItemId, ItemId]


def flag(session: Session, executor: Executor | None = None) -> Job[FlagReport]:
    """Run every engine over what approved lines cover, and only that.

    Long; can stop between any two steps and be run again.

    `executor` runs the model work in other processes where one is given; the parent alone writes.
    """
    session.may(Act.FLAG)
    began = time.monotonic()
    approved = lines.approved(session.case)
    # what the matcher needs loads meanwhile, in one process: the scan needs none of it, and a second would
    # take its core
    if approved:
        begin_engine(executor, match, (), approved[0].terms)
    screened, held = yield from _screen(session, approved)
    flags = must = repeated = 0
    hits: dict[int, Hits] = {}
    # every line's hits before the index and any line's order, which take far longer: they can be read
    # meanwhile
    for line in approved:
        hits[line.number] = yield from _by_terms(session, line, executor)
    indexed = yield from _index(session)
    for line in approved:
        ranking = yield from _rank(session, line, hits.pop(line.number), executor)
        _keep(session, line, ranking)
        flags += len(ranking.flags)
        repeated += len(ranking.copies)
        must += sum(one.band is Band.MUST_REVIEW for one in ranking.flags)
    for line in approved:
        yield from begin_away(session, line, executor)
    findings = yield from _detect(session, executor)
    missed = (
        *scope_counts.not_searchable(session.case),
        *scope_counts.attachments_not_examined(session.case),
    )
    return FlagReport(
        screened, held, indexed, flags, must, findings, int(time.monotonic() - began), missed, repeated
    )


def _screen(session: Session, approved: Sequence[LineOfEnquiry]) -> Job[tuple[int, int]]:
    """The privilege screen comes before any reviewer's view (G1): a thread with a legal adviser is held
    whole."""
    screen = Screen(session.case)
    done = held = 0
    for line in approved:
        after = 0  # what was done in this run is not looked through again for each batch
        while batch := items.texts_for_screening(session.case, line.id, after, AT_ONCE):
            reasons = screen.reasons(batch)
            keep_screened(session, batch, reasons, f"line:{line.number}")
            after = batch[-1][0]
            done += len(batch)
            held += len(reasons)
            yield Progress(done, 0, "screening for legal privilege")
    return done, held


def _index(session: Session) -> Job[int]:
    done = after = 0
    while batch := index.not_indexed(session.case, AT_ONCE, after):
        with session.case.change(
            session.signer, AuditOp.COMBINE, "index items in scope", about="search"
        ) as change:
            index.index_in_scope(change, [(item, indexed(text)) for item, text in batch])
            change.detail["items"] = len(batch)
        after = batch[-1][0]
        done += len(batch)
        yield Progress(done, 0, "indexing what is in scope")
    return done


def _by_terms(session: Session, line: LineOfEnquiry, executor: Executor | None) -> Job[Hits]:
    """Every term hit of a line, kept as its must-review band before anything is ranked."""
    texts = items.pool_texts(session.case, line.id)
    yield Progress(0, len(texts), f"searching line {line.number}")
    hits = band(session, line, texts, executor)
    found = [Flag(item, line.id, line.version, Band.MUST_REVIEW, 0, 0.0, (*hit_reasons(hit), *scope_reasons(line)), TERMS) for item, hit in hits.items()]  # fmt: skip
    pairs = tuple((hit.term, item) for item, there in hits.items() for hit in there)
    foreign = {item: said for item, text in texts if (said := tongue(text))}
    with session.case.change(
        session.signer, AuditOp.COMBINE, "search by terms", about=f"line:{line.number}:{line.version}"
    ) as change:
        suggestions.keep_band(change, line.id, line.version, found)
        suggestions.replace_term_counts(change, line.id, term_counts(line, hits), pairs)
        hard_items.keep_tongues(change, line.id, foreign, len(texts))
        change.detail.update(engine=TERMS.name, version=TERMS.version, must_review=len(found))
        suggestion_hash.note(session.case, change, line.id)
    yield Progress(len(texts), len(texts), f"line {line.number} can be read by its terms", "flag")
    return hits


def _rank(session: Session, line: LineOfEnquiry, hits: Hits, executor: Executor | None) -> Job[_Ranking]:
    """The order of the whole pool, with reasons for what is suggested."""
    rows = items.pool(session.case, line.id)
    pool = [
        Ranked(item, text, thread, position, sender, sent)
        for item, text, thread, position, sender, sent, _ in rows
    ]
    people = links.thread_people(session.case, sorted({row.thread for row in pool}))
    repeats = run_engine(executor, copies, pool, people)
    asked = (*asked_of(line), *passage_texts(pool, repeats))
    wanted = {row[6]: row[1] for row in rows} | {items.text_hash(text): text for text in asked}
    vectors = yield from vectors_of(session, line, wanted, executor)
    yield Progress(0, len(rows), f"ranking line {line.number}")
    scored = run_engine(
        executor, rank, line, pool, vectors, repeats, first=on_top(len(pool)), beside=frozenset(hits)
    )
    flags = _flags(line, scored, hits, len(pool))
    order = tuple((one.item, one.rank, one.score) for one in scored)
    return _Ranking(
        flags,
        order,
        {one.item: one.begins for one in scored},
        digest(sorted(row[0] for row in rows)),
        repeats,
    )


def _flags(line: LineOfEnquiry, scored: Sequence[Scored], hits: Hits, pool: int) -> tuple[Flag, ...]:
    engine = model_engine()
    top = on_top(pool)
    flags: list[Flag] = []
    for one in scored:
        hit = hits.get(one.item, ())
        if not hit and one.rank > top:
            continue
        band = Band.MUST_REVIEW if hit else Band.RANKED
        reasons = (
            *hit_reasons(hit),
            *scope_reasons(line),
            *(reason for reason in one.reasons if reason.kind != "term"),
            place_reason(one, pool),
        )
        flags.append(Flag(one.item, line.id, line.version, band, one.rank, one.score, reasons, engine))
    return tuple(flags)


def _keep(session: Session, line: LineOfEnquiry, ranking: _Ranking) -> None:
    order = digest([[item, place] for item, place, _ in ranking.order])
    with session.case.change(
        session.signer, AuditOp.COMBINE, "flag", about=f"line:{line.number}:{line.version}"
    ) as change:
        engine = model_engine()
        reopen_by_model(session, change, line, engine, ranking.begins)
        suggestions.replace_flags(change, line.id, line.version, ranking.flags, ranking.order)
        learning.keep_first(change, line.id, ranking.begins)
        links.replace(change, line.id, ranking.copies)
        suggestions.note_ranking(change, line.id, len(ranking.order), (ranking.pool_digest, order), engine)
        must = sum(one.band is Band.MUST_REVIEW for one in ranking.flags)
        change.detail.update(
            engine=engine.name,
            version=engine.version,
            model=engine.model_hash,
            flags=len(ranking.flags),
            must_review=must,
        )
        change.detail.update(pool=ranking.pool_digest, order=order, copies=len(ranking.copies))
        line_counts.recount(change, line.id)
        line_orders.recount(change, line.id)
        outside_counts.recount(change)
        suggestion_hash.note(session.case, change, line.id)


def _detect(session: Session, executor: Executor | None) -> Job[int]:
    """Personal data in everything reviewable, each text of a thread once, threads kept together so that names
    carry over."""
    roster = case_roster(session)
    mark = hashlib.sha256(repr(roster).encode()).hexdigest()
    waiting = detections.undetected(session.case, DETECTOR(), mark)
    total = 0
    at = 0
    while at < len(waiting):
        end = _end_of_batch(waiting, at)
        batch = waiting[at:end]
        once = list(dict.fromkeys((str(thread), text) for _, text, thread in batch))
        texts, threads = [text for _, text in once], [thread for thread, _ in once]
        spans_of = dict(zip(once, run_engine(executor, detect_batch, texts, roster, threads), strict=True))
        found: list[list[Finding]] = [spans_of[str(thread), text] for _, text, thread in batch]
        with session.case.change(
            session.signer, AuditOp.COMBINE, "find personal data", about="findings"
        ) as change:
            detections.replace_findings(
                change, {row[0]: spans for row, spans in zip(batch, found, strict=True)}, DETECTOR(), mark
            )
            change.detail.update(
                items=len(batch),
                findings=sum(map(len, found)),
                engine=DETECTOR().name,
                version=DETECTOR().version,
            )
        total += sum(map(len, found))
        at = end
        yield Progress(at, len(waiting), "finding personal data")
    return total


def _end_of_batch(waiting: Sequence[tuple[ItemId, str, int]], at: int) -> int:
    """The end of a batch of about 500 texts that does not cut a thread, unless the thread is far longer."""
    end = min(at + BATCH, len(waiting))
    while end < len(waiting) and end - at < 4 * BATCH and waiting[end][2] == waiting[end - 1][2]:
        end += 1
    return end


def case_roster(session: Session) -> Roster:
    """Everyone that any source of the case names: contacts, participants, e-mail headers."""
    people: dict[str, list[Party]] = {}
    for party in items.parties(session.case):
        key = person_key(party.identifier or party.name or "")
        if key:
            people.setdefault(key, []).append(party)
    return Roster(
        tuple(
            RosterPerson(
                key,
                tuple(dict.fromkeys(party.name for party in parties if party.name)),
                tuple(dict.fromkeys(party.identifier for party in parties if party.identifier)),
                parties[0].label(),
            )
            for key, parties in sorted(people.items())
        )
    )

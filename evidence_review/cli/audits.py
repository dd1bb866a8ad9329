"""Commands of the auditor: the log by filter, the life of an item, figures of how people work, a sample by
seed."""

import argparse
import sys
from datetime import date
from pathlib import Path

from evidence_review.cli.acting import acting, choice, day, opened, say, shown, whole
from evidence_review.cli.terminal import put
from evidence_review.domain.audit import LogFilter
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import AuditOp
from evidence_review.workflow.auditing import (
    audit_sample,
    finding_entries,
    life_of_item,
    listing_log,
    log_export,
    reading_log,
    working_figures,
)
from evidence_review.workflow.auditing.act_words import ActGroup
from evidence_review.workflow.case.audit_views import AuditedAct, AuditSample
from evidence_review.workflow.case.opening import Session

type Given = argparse.Namespace
LAST = 1_000
"""Entries that are printed, unless another number is given."""


def log_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--by", default="", metavar="NAME", help="only what this user did")
    one.add_argument(
        "--op",
        type=choice(AuditOp, list(AuditOp)),
        default=None,
        metavar="OP",
        help=f"only this operation: {', '.join(AuditOp)}",
    )
    one.add_argument(
        "--acts",
        type=choice(ActGroup, list(ActGroup)),
        metavar="GROUP",
        help=f"only acts of this group: {'; '.join(ActGroup)}",
    )
    one.add_argument("--from", dest="first", type=day, metavar="DAY", help="from this day on (UTC)")
    one.add_argument("--to", dest="last", type=day, metavar="DAY", help="up to this day (UTC)")
    one.add_argument("--exhibit", default="", metavar="REF", help="only what is about this exhibit")
    one.add_argument("--item", type=whole, default=0, metavar="ID", help="the whole life of this item")
    one.add_argument("--line", type=whole, default=0, metavar="N", help="only what was done on this line")
    one.add_argument("--accused", default="", metavar="NAME", help="only what is about this accused")
    one.add_argument("--bundle", type=whole, default=0, metavar="ENTRY", help="the bundle of this entry")
    one.add_argument("--new", action="store_true", help="only entries since you read the log before")
    one.add_argument("--entries", type=whole, default=LAST, metavar="N", help="the last N entries (1,000)")
    one.add_argument(
        "--export", type=Path, metavar="DIR", help="write the log with what proves it into a new folder"
    )
    one.add_argument(
        "--write", type=Path, metavar="FILE", help="write what fits to a new .pdf, .csv or .json"
    )


def log(given: Given) -> int:
    with opened(given) as session:
        if given.export:
            done = log_export.export_log(session, given.export)
            said = f"{done.entries:,} entries, root {done.root}, in {done.folder}: {', '.join(done.files)}."
            return say(given, done, [said])
        shown(finding_entries.find_entries(session))
        wanted = _wanted(session, given)
        if given.write:
            many = listing_log.write_log_list(session, wanted, given.write)
            return say(given, many, [f"{many:,} entries are written to {given.write.name}."])
        if wanted == LogFilter(item=wanted.item) and wanted.item:
            return _life(session, given)
        reading = reading_log.read_log(session, wanted)
        found = reading_log.log_page(session, reading, many=given.entries)
        size = reading_log.log_size(session, reading)
        if not found:
            put("No entry fits. Without its options every entry is shown.", file=sys.stderr)
        if size > len(found):
            put(f"The last {len(found):,} of {size:,} entries that fit.", file=sys.stderr)
        ordered = tuple(reversed(found))
        return say(given, ordered, [f"{one.seq}  {_line(one.sentence, one.reason)}" for one in ordered])


def _line(sentence: str, reason: str) -> str:
    return f"{sentence}: {reason}" if reason else sentence


def _wanted(session: Session, given: Given) -> LogFilter:
    choices = reading_log.log_choices(session)
    accused = {name: number for number, name in choices.accused}
    if given.accused and given.accused not in accused:
        raise ReviewError(f"The log is about these accused: {', '.join(accused) or 'none'}.")
    first, last = _iso(given.first), _iso(given.last)
    after = reading_log.last_look(session) if given.new else 0
    return LogFilter(
        user=given.by,
        op=given.op or "",
        acts=dict(choices.groups).get(str(given.acts), (str(given.acts),)) if given.acts else (),
        first=first,
        last=last,
        exhibit=given.exhibit,
        item=given.item,
        line=given.line,
        accused=accused.get(given.accused, 0),
        bundle=given.bundle,
        after=after,
    )


def _iso(given: date | None) -> str:
    return given.isoformat() if given else ""


def _life(session: Session, given: Given) -> int:
    life = life_of_item.life_of(session, life_of_item.read_life(session, given.item))
    facts = [f"{one.name}: {one.words}{f' (entry {one.entry})' if one.entry else ''}" for one in life.facts]
    left = [f"{life.left:,} earlier entries are not told."] if life.left else []
    entries = [f"{one.seq}  {_line(one.sentence, one.reason)}" for one in life.entries]
    return say(given, life, [*facts, *left, *entries])


def load(given: Given) -> int:
    with opened(given) as session:
        told = working_figures.audit_figures_of(session)
        lines = [f"{on}  {who}  {many:,} decisions" for on, who, many in told.load]
        lines += [f"{who}: {differ:,} of {of:,} other than suggested" for who, of, differ in told.overrides]
        lines += [
            f"line {line}: {one} and {other} both decided {both:,}, {differ:,} of them differently"
            for line, one, other, both, differ in told.readers
        ]
        lines += [f"time on screen {words}: {many:,} decisions" for words, many in told.seconds if many]
        lines += [
            f"{hour}  {who}  {acts:,} signatures, {items:,} items"
            for hour, who, acts, items in told.approvals
        ]
        lines += [
            f"entry {entry}: {who} approved {items:,} items at once" for entry, who, items in told.together
        ]
        return say(given, told, [*lines, *(one.sentence() for one in told.bursts)])


def draw_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("sort", choices=audit_sample.SORTS, help="what is drawn")
    one.add_argument("many", type=whole, metavar="N", help="how many")


def draw(given: Given) -> int:
    with opened(given) as session:
        made = audit_sample.draw_audit_sample(session, given.sort, given.many)
        return say(given, made, [_told(made), *map(_place, audit_sample.audited_acts(session, made.entry))])


def sample_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "--sample", type=whole, default=0, metavar="ENTRY", help="the sample that this entry drew"
    )
    one.add_argument("--place", type=whole, default=0, metavar="PLACE", help="look at this place of it alone")


def sample(given: Given) -> int:
    with opened(given) as session:
        if not given.sample:
            every = audit_sample.audit_samples(session)
            return say(given, every, [_told(one) for one in every] or ["No sample was drawn yet."])
        if given.place:
            one = audit_sample.read_audited(session, given.sample, given.place)
            return say(given, one, [_place(one)])
        acts = audit_sample.audited_acts(session, given.sample)
        estimate = audit_sample.audit_estimate(session, given.sample)
        return say(given, acts, [*map(_place, acts), *([estimate.sentence] if estimate else [])])


def judge_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("sample", type=whole, metavar="ENTRY", help="the sample that this entry drew")
    one.add_argument("place", type=whole, metavar="PLACE")
    one.add_argument("note", choices=("agree", "disagree"))
    one.add_argument("reason", metavar="REASON", help="why, in a few words")


def judge(given: Given) -> int:
    with opened(given) as session:
        audit_sample.judge_audited(
            session, given.sample, given.place, agrees=given.note == "agree", reason=given.reason
        )
        estimate = audit_sample.audit_estimate(session, given.sample)
        return say(given, estimate, [estimate.sentence] if estimate else [])


def _told(one: AuditSample) -> str:
    return (
        f"entry {one.entry}: {one.drawn:,} of {one.pool:,} {one.sort} drawn by {one.by}, seed {one.seed}; "
        f"{one.judged:,} judged, {one.disagreed:,} not agreed with"
    )


def _place(one: AuditedAct) -> str:
    noted = f"  {one.noted}: {one.why}" if one.noted else ""
    return f"{one.place}  {one.exhibit} item {one.item}, line {one.line}, {one.by}: {one.words}{noted}"

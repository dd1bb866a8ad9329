"""A sample for the auditor: decisions or looks drawn at random by a seed that nobody chose and that stands in the log;
what the auditor noted on each; and how far that holds for all (docs/decisions/0055).

It lives in the log alone: the draw, each look and each note is an entry; the same seed draws the same again.
"""

import json
from collections.abc import Mapping
from math import sqrt
from typing import Any

from evidence_review.domain.audit import digest
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp, Opening
from evidence_review.store import users
from evidence_review.store.log import working
from evidence_review.trust.draws import drawn, seed_of
from evidence_review.workflow.auditing.entry_sentences import VALUES, at_words
from evidence_review.workflow.case.audit_views import AuditedAct, AuditSample, SampleEstimate
from evidence_review.workflow.case.opening import Session

DRAW, LOOK, JUDGE = "draw audit sample", "read audited act", "judge audited act"
SORTS = ("decisions", "looks")
MOST = 1_000
_Z = 1.959964
"""Of the normal distribution, for 95 %."""
_WAYS: Mapping[str, str] = {
    Opening.OPENED: "opened",
    Opening.CONTEXT: "unfolded as context",
    Opening.SAMPLE: "drawn in a sample",
    Opening.OUTSIDE: "opened outside scope",
}


def draw_audit_sample(session: Session, sort: str, many: int) -> AuditSample:
    """Draw so many decisions or looks of others at random. The seed follows from the newest entry of the log and from
    what is asked, so nobody chooses it. RuleBroken where there are none, or too many are asked for."""
    session.may(Act.AUDIT)
    if sort not in SORTS:
        raise RuleBroken("Draw either decisions or looks.")
    pool = working.pool(session.case, sort)
    if not pool:
        raise RuleBroken(f"There are no {sort} to draw from yet.")
    if not 0 < many <= MOST:
        raise RuleBroken(f"Draw between 1 and {MOST:,}.")
    plan = {"sort": sort, "many": min(many, len(pool)), "last": pool[-1]}
    seed = seed_of(working.newest(session.case), digest(plan))
    with session.case.change(session.signer, AuditOp.CONSULT, DRAW, about="audit sample") as change:
        change.about("audit sample", plan)
        change.detail.update(sort=sort, seed=seed, drawn=plan["many"], of=len(pool), last=pool[-1])
    return audit_samples(session)[-1]


def audit_samples(session: Session) -> tuple[AuditSample, ...]:
    """Every sample that was drawn, in order, with how far it was judged."""
    session.may(Act.AUDIT)
    names = {str(user.id): user.name for user in users.everyone(session.case)}
    notes = _notes(session)
    return tuple(
        _sample(seq, json.loads(line), names, notes) for seq, line, _ in working.logged(session.case, DRAW)
    )


def audited_acts(session: Session, sample: int) -> tuple[AuditedAct, ...]:
    """What a sample drew, in the order of the draw, in figures. RuleBroken where no such sample was drawn."""
    session.may(Act.AUDIT)
    body = _drawn_by(session, sample)
    numbers = _numbers(session, body)
    found = working.acts(session.case, str(body["detail"]["sort"]), numbers)
    names = {str(user.id): user.name for user in users.everyone(session.case)}
    notes = _notes(session)
    return tuple(
        AuditedAct(
            place, one.item, one.exhibit, one.line, names.get(one.by, one.by), one.at, _words(one),
            *notes.get((sample, place), ("", "")),
        )
        for place, one in enumerate((found[number] for number in numbers), 1)
    )  # fmt: skip


def read_audited(session: Session, sample: int, place: int) -> AuditedAct:
    """Look at one place of a sample; the look is logged first. What the item says is opened in the review, through the
    gate, by who may read."""
    one = _place(session, sample, place)
    session.case.record(
        session.signer,
        AuditOp.CONSULT,
        LOOK,
        about=f"item:{one.item}",
        sample=sample,
        place=place,
        line=one.line,
    )
    return one


def judge_audited(
    session: Session, sample: int, place: int, agrees: bool, reason: str
) -> None:  # what is noted
    """Note whether the auditor agrees with one act of a sample, and why. A later note takes the place of an earlier one.
    RuleBroken without a reason, and for an act of one's own."""
    one = _place(session, sample, place)
    if len(reason.strip()) < 3:
        raise RuleBroken("Say in a few words why.")
    if one.by == session.user.name:
        raise RuleBroken("This is an act of your own, so another person looks at it again.")
    session.case.record(
        session.signer, AuditOp.CONSULT, JUDGE, about=f"item:{one.item}", reason=reason.strip(), sample=sample,
        place=place, agrees=int(agrees),
    )  # fmt: skip


def audit_estimate(session: Session, sample: int) -> SampleEstimate | None:
    """How far what was noted holds for all that the sample was drawn from; None while nothing is noted."""
    one = next((each for each in audit_samples(session) if each.entry == sample), None)
    if one is None:
        raise RuleBroken(f"Entry {sample} of the log draws no sample.")
    if not one.judged:
        return None
    low, high = wilson(one.disagreed, one.judged)
    left = f" {one.drawn - one.judged:,} places are not judged yet." if one.judged < one.drawn else ""
    said = (
        f"The auditor does not agree with {one.disagreed:,} of {one.judged:,} {one.sort} drawn at random "
        f"from "
        f"{one.pool:,}: {100 * one.disagreed / one.judged:.1f} %, between {100 * low:.1f} and {100 * high:.1f} % "
        f"(95 % interval after Wilson).{left}"
    )
    return SampleEstimate(one.disagreed / one.judged, low, high, said)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927), both ends between 0 and 1; `of` is 1 or more."""
    share, square = hits / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def _sample(
    seq: int, body: dict[str, Any], names: Mapping[str, str], notes: Mapping[tuple[int, int], tuple[str, str]]
) -> AuditSample:
    detail = body["detail"]
    mine = [noted for (sample, _), (noted, _) in notes.items() if sample == seq]
    return AuditSample(
        seq, body["utc"], names.get(body["user"], ""), detail["sort"], detail["drawn"], detail["of"], detail["seed"],
        len(mine), sum(one == DISAGREES for one in mine),
    )  # fmt: skip


AGREES, DISAGREES = "agrees", "does not agree"


def _notes(session: Session) -> dict[tuple[int, int], tuple[str, str]]:
    """The last note on each place, by sample and place."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for _, line, words in working.logged(session.case, JUDGE):
        detail = json.loads(line)["detail"]
        found[detail["sample"], detail["place"]] = (AGREES if detail["agrees"] else DISAGREES, words)
    return found


def _drawn_by(session: Session, sample: int) -> dict[str, Any]:
    for seq, line, _ in working.logged(session.case, DRAW):
        if seq == sample:
            return json.loads(line)
    raise RuleBroken(f"Entry {sample} of the log draws no sample.")


def _numbers(session: Session, body: dict[str, Any]) -> list[int]:
    """The same draw again: the seed over all that there was then."""
    detail = body["detail"]
    pool = working.pool(session.case, detail["sort"], detail["last"])
    return drawn(detail["seed"], pool, detail["drawn"])


def _place(session: Session, sample: int, place: int) -> AuditedAct:
    found = audited_acts(session, sample)
    if not 0 < place <= len(found):
        raise RuleBroken(f"This sample has the places 1 to {len(found):,}.")
    return found[place - 1]


def _words(one: working.Act) -> str:
    if one.value in _WAYS:
        return f"{_WAYS[one.value]} {at_words(one.at)}"
    seconds = f"{one.seconds:,} s on screen" if one.seconds else "time on screen not recorded"
    beside = {"MUST_REVIEW": "an agreed term was in it", "RANKED": "it ranked high"}.get(
        one.band, "not suggested"
    )
    return f"{VALUES[one.value]}, {at_words(one.at)}; {seconds}; {beside}"

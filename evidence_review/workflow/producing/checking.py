"""Checking an export before it is one: what waits, what clashes, which clues are unsigned, what the detector
still finds in the finished text."""

import hmac
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import replace

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import AuditOp, DisclosureCode, Tier
from evidence_review.domain.people import CasePerson
from evidence_review.domain.personal import Leftover, value_key
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.reasons import check_reason
from evidence_review.domain.suggestions import Finding
from evidence_review.domain.tasks import task
from evidence_review.domain.text import fold
from evidence_review.recognizers import detect_many
from evidence_review.redaction import child_tasks
from evidence_review.reports import OWN_WORDS
from evidence_review.reports.serving import Serving
from evidence_review.sandbox import call
from evidence_review.store import clearances, exhibits, redactions, schedules, users
from evidence_review.store.items import Kept
from evidence_review.store.schedules import Listed
from evidence_review.workflow.case.child_calls import at_once
from evidence_review.workflow.case.institutions import stays_by_rule
from evidence_review.workflow.case.labelling import today
from evidence_review.workflow.case.masking import is_known
from evidence_review.workflow.case.naming import accused_named, known_people
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.personal_views import ConflictView, ExportCheck, PersonClues
from evidence_review.workflow.case.removals import Removed, removed_from
from evidence_review.workflow.case.running import run_engine
from evidence_review.workflow.finding.flagging import case_roster
from evidence_review.workflow.personal.jigsaw_clues import clues_of
from evidence_review.workflow.personal.reconciling import reconciled, view_of
from evidence_review.workflow.producing import bundling
from evidence_review.workflow.producing.building import Contents, build_files
from evidence_review.workflow.producing.bundle_parts import Part, items_of, parts
from evidence_review.workflow.producing.gating import CHECKING
from evidence_review.workflow.producing.inventory import inventory
from evidence_review.workflow.producing.releasing import Production
from evidence_review.workflow.producing.schedule_changes import ScheduleChanges, changes_since
from evidence_review.workflow.redacting.overlapping import overlap_of

_EVIDENCE = ("transcripts/", "documents/")
_IN_BRACKETS = r"\[[A-Z][A-Z -]{1,20} \d+\]"
_NUMBER = re.compile(r"^\d+ {2,}", re.MULTILINE)
"""The number of a message before its sender, which reads like that of a house before a name; the sender is no
part of it."""


def check_export(
    session: Session, production: Production, executor: Executor | None = None
) -> Job[ExportCheck]:
    """Build the bundle in memory and say everything that stands in its way; nothing is written and nothing
    leaves. Long."""
    session.may(Act.PRODUCE)
    check, _, _ = yield from checked(session, production, executor)
    return check


def accept_found(session: Session, check: ExportCheck, reason: str) -> None:
    """Accept that what the detector still finds in the finished text stays, with a reason; void as soon as it
    finds anything else."""
    session.may(Act.PRODUCE)
    check_reason(reason)
    if not check.found:
        raise RuleBroken("Nothing was found in the finished text that needs to be accepted.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "accept what is still found", about="export", reason=reason
    ) as change:
        clearances.sign(
            change, "FOUND", "export", check.digest, len(check.found), reason.strip(), session.user.id
        )
        change.object_hash = check.digest
        change.detail["listed"] = len(check.found)


def checked(
    session: Session, production: Production, executor: Executor | None, *, to_write: bool = False
) -> Job[tuple[ExportCheck, dict[str, bytes], Contents]]:
    """The check with the files it was made on, which are empty while something waits, clashes or is for a
    prosecutor to decide, and what they were made of.

    Where the files are `to_write`, they are not built either while clues are unsigned: nothing would come of
    them.
    """
    yield Progress(0, 0, "collecting what is relevant and decided")
    contents = collected(session, production)
    listed = inventory(session, production.accused)
    once = _once(contents.copies)
    texts = {kept.item.id: kept.item.text or "" for _, kept in once}
    waiting = [kept for kept in texts if redactions.approved_by(session.case, kept) is None]
    state = reconciled(session, once, production.recipient.strip())
    clashing = tuple(view_of(session, texts, one.conflict, None) for one in state.open)
    clues = yield from clues_of(session, once, executor)
    before = tuple(one for kept in texts if (one := overlap_of(session.case, kept)))
    made = replace(_check(session, len(waiting), clashing, clues, (), ""), overlaps=before, inventory=listed)
    if any((waiting, clashing, before, listed.obstacles)) or (to_write and _are_unsigned(clues)):
        return made, {}, contents
    removed = removed_from(session, [kept for _, kept in once])
    contents = replace(contents, removed=removed, visible=state.visible)
    try:
        built = yield from build_files(session, contents)
    except OutputProblem as refused:
        return replace(made, stopped=str(refused)), {}, contents
    own = _own_words(contents.serving)
    left = yield from _found(session, built.files, state.visible, own, executor)
    check = replace(_check(session, 0, (), clues, left, ""), inventory=listed, notes=tuple(built.notes))
    return check, built.files, replace(contents, within=built.within)


def collected(session: Session, production: Production) -> Contents:
    """What a bundle for this accused is made of as the case stands, its copies not yet made."""
    person = accused_named(session.case, production.accused)
    with session.case.change(session.signer, AuditOp.COMBINE, "collect bundle", about="bundle") as change:
        found, numbers = parts(session, schedules.codes_for(session.case, person.name))
        change.detail.update(parts=len(found), items=len(items_of(found)))
    serving = Serving(
        production.recipient.strip(),
        person.name,
        today(),
        bundling.contact(session),
        production.why.strip(),
    )
    version = schedules.count_for(session.case, person.id) + 1
    contents = Contents(
        serving, found, numbers, ScheduleChanges(), (), level=production.level, version=version
    )
    removed = removed_from(session, [kept for part in contents.copies for kept in part.kept])
    return replace(contents, changes=changes_of(session, person, contents, removed))


def changes_of(
    session: Session, person: CasePerson, contents: Contents, removed: Sequence[Removed]
) -> ScheduleChanges:
    """What changed since the last bundle for this accused."""
    last = schedules.last_for(session.case, person.id)
    before = (last[1], schedules.listed_in(session.case, last[0])) if last else None
    given = schedules.given_to(session.case, person.id)
    listed, number = listed_now(session, contents.found, removed), contents.version - 1
    return changes_since(before, listed, contents.numbers.ending, given, number)


def listed_now(session: Session, found: Sequence[Part], removed: Sequence[Removed]) -> tuple[Listed, ...]:
    """What the schedule says of each entry that stands, to be told from the last."""
    return tuple(
        Listed(
            part.number,
            bundling.code_words(part),
            len(part.kept),
            {
                kept.item.id: redactions.item_digest(session.case, kept.item.id)[:16]
                for kept in part.of_code(DisclosureCode.DISCLOSE).kept
            },
            bundling.description(part, removed),
        )
        for part in found
    )


def _are_unsigned(clues: Sequence[PersonClues]) -> bool:
    return any(one.combinations and not one.signed_by for one in clues)


def _once(found: Sequence[Part]) -> list[tuple[int, Kept]]:
    """Every item handed over once, with the number of the first line that chose it."""
    chosen = [(part.line.number, kept) for part in found for kept in part.kept]
    return list({kept.item.id: (number, kept) for number, kept in reversed(chosen)}.values())[::-1]


def refuse(check: ExportCheck) -> None:
    """OutputProblem with everything that stands in the way at once, and what to do about each."""
    said = list(_refusals(check))
    if len(said) == 1:
        raise OutputProblem(said[0])
    if said:
        raise OutputProblem(
            "\n".join((f"{len(said)} things stand in the way of this bundle.", *(f"- {one}" for one in said)))
        )


def _refusals(check: ExportCheck) -> Iterator[str]:
    for one in check.inventory.obstacles if check.inventory else ():
        yield f"{one.sentence} ({one.way})"
    for clash in check.conflicts:
        conflict = clash.conflict
        what = f"What {conflict.token} stands for" if conflict.token else "What was ruled to be masked"
        where = f"item {conflict.item} ({conflict.place})" if conflict.item else conflict.place
        yield (
            f"{what} is masked in one place and still visible in {where}. Answer it under Personal data: mask it "
            "there too, keep it with a reason, or say that it is not the same (personal conflicts, personal answer)."
        )
    if check.stopped:
        yield check.stopped
    if check.unsigned:
        yield (
            f"Clues that stay visible may together lead to {len(check.unsigned)} masked people. Look at them under "
            "Personal data, mask what must go, and sign what may stay (personal clues, personal sign)."
        )
    if check.found and not check.accepted_by:
        yield (
            f"{len(check.found)} passages of the finished text still look like personal data that was neither "
            f"marked nor decided on, the first in {check.found[0].file}. Look at them under Personal data; mark "
            "them, or accept them with a reason (personal check)."
        )


def _check(
    session: Session,
    waiting: int,
    clashing: tuple[ConflictView, ...],
    clues: tuple[PersonClues, ...],
    left: tuple[Leftover, ...],
    stopped: str,
) -> ExportCheck:
    facts = json.dumps([[one.file, one.page, one.kind, one.words] for one in left], ensure_ascii=True)
    digest = hmac.digest(session.case.secret("found in export"), facts.encode(), "sha256").hex()
    given = clearances.signed(session.case, "FOUND", "export", digest) if left else None
    by = users.by_id(session.case, given.by).name if given else ""
    return ExportCheck(waiting, clashing, clues, left, digest, by, stopped)


def _own_words(serving: Serving) -> re.Pattern[str]:
    """Tokens, and what the program itself writes on a transcript, the foot of each page among it."""
    words = sorted(filter(None, (*OWN_WORDS, serving.footer)), key=len, reverse=True)
    return re.compile("|".join((_IN_BRACKETS, *(r"\s+".join(map(re.escape, one.split())) for one in words))))


def _found(
    session: Session,
    files: Mapping[str, bytes],
    visible: frozenset[str],
    own: re.Pattern[str],
    executor: Executor | None,
) -> Job[tuple[Leftover, ...]]:
    """What the detector finds, at likely or better, in the text of the finished transcripts and documents,
    that nobody decided on and that is none of our `own` words."""
    names = [name for name in sorted(files) if name.startswith(_EVIDENCE)]
    pages: list[tuple[str, int, str]] = []
    with closing(at_once(lambda name: _texts(files[name]), names)) as read:
        for done, (name, texts) in enumerate(zip(names, read, strict=True)):
            yield Progress(done, len(names), "reading the finished files again")
            pages += [
                (name, number, text)
                for number, text in enumerate(texts, start=1)
                if not text.lstrip().startswith(bundling.LEGEND)
            ]
    yield Progress(0, len(pages), "looking for personal data in the finished text")
    texts = [text for _, _, text in pages]
    given = (texts, "disclosure", case_roster(session), [name for name, _, _ in pages])
    seen = run_engine(executor, detect_many, *given)
    decided = standing(session, with_names=True)
    owners, urn = known_people(session.case), value_key(session.case.facts.urn)
    offices = tuple(one.attributed_to for one in exhibits.everything(session.case))
    found = [
        Leftover(name, number, " ".join(text[one.start : one.end].split()), one.kind, one.tier, one.reason)
        for (name, number, text), spans in zip(pages, seen, strict=True)
        for one in _undecided(text, spans, decided, owners, visible, own)
        if value_key(text[one.start : one.end]) != urn and not stays_by_rule(one, text, offices)
    ]
    return tuple(dict.fromkeys(found))


def _texts(data: bytes) -> list[str]:
    """The text of each page of a finished file."""
    untrusted = call(task(child_tasks.texts_of, data=data), CHECKING)["texts"]
    return [str(text) for text in untrusted]


def _undecided(
    text: str,
    spans: Sequence[Finding],
    decided: Standing,
    owners: frozenset[str],
    visible: frozenset[str],
    ours: re.Pattern[str],
) -> list[Finding]:
    own, numbers = ([match.span() for match in form.finditer(text)] for form in (ours, _NUMBER))
    out: list[Finding] = []
    for one in spans:
        words = text[one.start : one.end]
        stays = decided.stays(one, text) or fold(words).text.strip() in visible
        if one.special or one.tier is Tier.POSSIBLE or stays or _is_own(one, own, numbers):
            continue
        if not (one.kind == "PERSON" and is_known(one, words, owners)):
            out.append(one)
    return out


def _is_own(one: Finding, own: Sequence[tuple[int, int]], numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether a finding touches the program's own words, or lies in the number of a message."""
    return any(start < one.end and one.start < end for start, end in own) or any(
        start <= one.start and one.end <= end for start, end in numbers
    )

"""Checking an export before it is one: what waits, what clashes, which clues are unsigned, what the detector
still finds in the finished text."""

import hmac
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Tier
from evidence_review.domain.personal import Leftover, value_key
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.reasons import check_reason
from evidence_review.domain.redaction_values import Level
from evidence_review.domain.suggestions import Finding
from evidence_review.domain.tasks import task
from evidence_review.domain.text import fold
from evidence_review.recognizers import detect_many
from evidence_review.redaction import child_tasks
from evidence_review.reports import OWN_WORDS
from evidence_review.sandbox import call
from evidence_review.store import clearances, copies, items, redactions, users
from evidence_review.store.items import Kept
from evidence_review.workflow.case.masking import is_known
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.personal_views import ConflictView, ExportCheck, PersonClues
from evidence_review.workflow.case.removals import removed_from
from evidence_review.workflow.case.running import run_engine
from evidence_review.workflow.finding.flagging import case_roster
from evidence_review.workflow.personal.jigsaw_clues import clues_of
from evidence_review.workflow.personal.reconciling import reconciled, view_of
from evidence_review.workflow.producing import bundling
from evidence_review.workflow.producing.building import CHECKING, Wanted, build_files
from evidence_review.workflow.producing.bundling import Part
from evidence_review.workflow.redacting.overlapping import overlap_of, overlap_sentence

_EVIDENCE = ("transcripts/", "documents/")
_OWN = re.compile(
    r"\[[A-Z][A-Z -]{1,20} \d+\]|"
    + "|".join(
        r"\s+".join(map(re.escape, words.split())) for words in sorted(OWN_WORDS, key=len, reverse=True)
    )
)
"""Tokens, and what the program itself writes on a transcript."""
_NUMBER = re.compile(r"^\d+ {2,}", re.MULTILINE)
"""The number of a message before its sender, which reads like that of a house before a name; the sender is no
part of it."""


def check_export(
    session: Session, executor: Executor | None = None, level: Level = Level.TOKEN
) -> Job[ExportCheck]:
    """Build the bundle in memory and say everything that stands in its way; nothing is written and nothing
    leaves. Long."""
    session.may(Act.PRODUCE)
    check, _, _ = yield from checked(session, "", executor, level)
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
    session: Session,
    recipient: str,
    executor: Executor | None,
    level: Level = Level.TOKEN,
    *,
    to_write: bool = False,
) -> Job[tuple[ExportCheck, dict[str, bytes], tuple[Part, ...]]]:
    """The check with the files it was made on, which are empty while something waits, clashes or is for a
    prosecutor to decide, and the parts they were made of.

    Where the files are `to_write`, they are not built either while clues are unsigned: nothing would come of
    them.
    """
    yield Progress(0, 0, "collecting what is relevant and approved")
    found = _collected(session)
    _repeat_nothing_held(session, bundling.chosen_items(found))
    once = _once(found)
    texts = {kept.item.id: kept.item.text or "" for _, kept in once}
    waiting = [kept for kept in texts if redactions.approved_by(session.case, kept) is None]
    state = reconciled(session, once, recipient)
    clashing = tuple(view_of(session, texts, one.conflict, None) for one in state.open)
    clues = yield from clues_of(session, once, executor)
    before = tuple(one for kept in texts if (one := overlap_of(session.case, kept)))
    if any((waiting, clashing, before)):
        first = f"the first is item {waiting[0]}" if waiting else ""
        return replace(_check(session, len(waiting), clashing, clues, (), first), overlaps=before), {}, found
    if to_write and _are_unsigned(clues):
        return _check(session, 0, (), clues, (), ""), {}, found
    removed = removed_from(session, [kept for _, kept in once])
    try:
        built = yield from build_files(session, found, removed, Wanted(state.visible, level))
    except OutputProblem as refused:
        return _check(session, 0, (), clues, (), str(refused)), {}, found
    left = yield from _found(session, built.files, state.visible, executor)
    return replace(_check(session, 0, (), clues, left, ""), notes=tuple(built.notes)), built.files, found


def _are_unsigned(clues: Sequence[PersonClues]) -> bool:
    return any(one.combinations and not one.signed_by for one in clues)


def _once(found: Sequence[Part]) -> list[tuple[int, Kept]]:
    """Every item handed over once, with the number of the first line that chose it."""
    chosen = [(part.line.number, kept) for part in found for kept in part.kept]
    return list({kept.item.id: (number, kept) for number, kept in reversed(chosen)}.values())[::-1]


def refuse(check: ExportCheck) -> None:
    """OutputProblem with the first thing that stands in the way, and what to do about it."""
    if check.overlaps:
        raise OutputProblem(overlap_sentence(check.overlaps[0]))
    if check.waiting:
        raise OutputProblem(
            (
                f"{check.waiting} items wait for approval, {check.stopped}. Have a second person "
                f"approve them first."
            )
        )
    if check.conflicts:
        first = check.conflicts[0].conflict
        what = f"What {first.token} stands for" if first.token else "What was ruled to be masked"
        where = f"item {first.item} ({first.place})" if first.item else first.place
        raise OutputProblem(
            f"{what} is masked in one place and still visible in {where} ({len(check.conflicts)} "
            f"such conflicts). "
            "Answer each under Personal data: mask it there too, keep it with a reason, or say "
            "that it is not the same."
        )
    if check.stopped:
        raise OutputProblem(check.stopped)
    if check.unsigned:
        raise OutputProblem(
            f"Clues that stay visible may together lead to {len(check.unsigned)} masked people. "
            "Look at them under Personal data, mask what must go, and sign what may stay."
        )
    if check.found and not check.accepted_by:
        raise OutputProblem(
            f"{len(check.found)} passages of the finished text still look like personal data that "
            f"was neither marked nor decided on, the first "
            f"in {check.found[0].file}. Look at them under Personal data; mark them, or accept "
            f"them with a reason."
        )


def _repeat_nothing_held(session: Session, chosen: Iterable[ItemId]) -> None:
    """OutputProblem where an item to be handed over repeats one that is held: what counsel holds must not
    leave as its copy (reference/law.md G2)."""
    chosen = list(chosen)
    held = copies.alike_held(session.case, chosen) | copies.beside_held(session.case)
    for item in chosen:
        if item in held:
            raise OutputProblem(
                f"Item {item} is a copy of item {held[item]}, which is held for independent "
                f"counsel, so it cannot be handed over. "
                "Have it held too, or ask counsel to release the other."
            )


def _collected(session: Session) -> tuple[Part, ...]:
    with session.case.change(session.signer, AuditOp.COMBINE, "collect bundle", about="bundle") as change:
        found = bundling.parts(session, change)
        change.detail.update(parts=len(found), items=len(bundling.chosen_items(found)))
    if not found:
        raise OutputProblem(
            (
                "Nothing is decided as relevant to an approved line yet, or it waits for a search of "
                "the case, so there is nothing to hand over. Decide on items, or search the case again."
            )
        )
    return found


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


def _found(
    session: Session, files: Mapping[str, bytes], visible: frozenset[str], executor: Executor | None
) -> Job[tuple[Leftover, ...]]:
    """What the detector finds, at likely or better, in the text of the finished transcripts and documents,
    that nobody decided on."""
    names = [name for name in sorted(files) if name.startswith(_EVIDENCE)]
    pages: list[tuple[str, int, str]] = []
    for done, name in enumerate(names):
        yield Progress(done, len(names), "reading the finished files again")
        untrusted = call(task(child_tasks.texts_of, data=files[name]), CHECKING)["texts"]
        pages += [(name, number, str(text)) for number, text in enumerate(untrusted, start=1)]
    yield Progress(0, len(pages), "looking for personal data in the finished text")
    texts = [text for _, _, text in pages]
    given = (texts, "disclosure", case_roster(session), [name for name, _, _ in pages])
    seen = run_engine(executor, detect_many, *given)
    decided = standing(session, with_names=True)
    owners, urn = items.owner_keys(session.case), value_key(session.case.facts.urn)
    found = [
        Leftover(name, number, " ".join(text[one.start : one.end].split()), one.kind, one.tier, one.reason)
        for (name, number, text), spans in zip(pages, seen, strict=True)
        for one in _undecided(text, spans, decided, owners, visible)
        if value_key(text[one.start : one.end]) != urn
    ]
    return tuple(dict.fromkeys(found))


def _undecided(
    text: str, spans: Sequence[Finding], decided: Standing, owners: frozenset[str], visible: frozenset[str]
) -> list[Finding]:
    own, numbers = ([match.span() for match in form.finditer(text)] for form in (_OWN, _NUMBER))
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

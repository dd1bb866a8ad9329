"""The parts of a bundle: what stands as relevant, by line and conversation, with its numbers on the schedule
and the prosecutor's code of each item for one accused (reference/law.md F3, F4, K5).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import DisclosureCode, ItemKind
from evidence_review.store import items, lines, redactions, schedules
from evidence_review.store.disclosure import blocks, descriptions
from evidence_review.store.disclosure.blocks import Block
from evidence_review.store.items import Kept
from evidence_review.store.schedules import Numbered
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.picturing import page_of

type Codes = Mapping[ItemId, tuple[DisclosureCode, str]]
"""Standing code and reason of each item that the prosecutor assessed, for one accused."""


@dataclass(frozen=True, slots=True)
class Part:
    """One conversation or document relevant to one line: its number on the schedule, its relevant items in
    order, and the code of each for the accused whom the bundle is for."""

    number: int
    line: LineOfEnquiry
    thread_id: int
    kept: tuple[Kept, ...]
    codes: tuple[DisclosureCode, ...]
    described: str = ""
    """What it is, in the words of a disclosure officer; empty where nobody described it."""
    block: Block | None = None
    """The block listing that it is; None for one conversation or document."""

    @property
    def is_document(self) -> bool:
        """Whether the items are pages of a document, or pictures."""
        return bool(self.kept) and all(page_of(one.item) is not None for one in self.kept)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages of its document (from 0) that the items are, each once."""
        return tuple(sorted({page for one in self.kept if (page := page_of(one.item)) is not None}))

    @property
    def is_picture(self) -> bool:
        """Whether the document is a picture rather than pages."""
        return self.is_document and any(one.item.kind is ItemKind.IMAGE for one in self.kept)

    def of_code(self, code: DisclosureCode) -> "Part":
        """The same part with its items of one code alone."""
        kept = tuple(one for one, said in zip(self.kept, self.codes, strict=True) if said is code)
        return replace(self, kept=kept, codes=(code,) * len(kept))


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of a schedule: those that stand, of them those given now, those ended before and those that
    end with this schedule."""

    standing: Mapping[tuple[LineId, int], int]
    new: tuple[Numbered, ...]
    ended: tuple[Numbered, ...]
    ending: tuple[Numbered, ...]

    @property
    def withdrawn(self) -> tuple[Numbered, ...]:
        """Every entry that stands no longer, in order of its number."""
        return tuple(sorted((*self.ended, *self.ending), key=lambda one: one.number))


def parts(session: Session, codes: Codes) -> tuple[tuple[Part, ...], Numbering]:
    """Everything that stands as relevant, by line and conversation in the order of the schedule, and its
    numbers; nothing is written."""
    by_id = {line.id: line for line in lines.approved(session.case)}
    groups: dict[tuple[LineId, int], list[Kept]] = {}
    for line_id, item in redactions.relevant_items(session.case):
        kept = items.reviewable(session.case, line_id, item)
        if kept:
            groups.setdefault((line_id, kept.thread_id), []).append(kept)
    groups, block_of, merged = _in_blocks(session, groups)
    given, described = numbering(session, groups, merged), descriptions.standing(session.case)
    made = (
        Part(
            given.standing[line, thread],
            by_id[line],
            thread,
            tuple(kept),
            tuple(codes[one.item.id][0] if one.item.id in codes else _NONE for one in kept),
            described.get((line, thread), ""),
            block_of.get((line, thread)),
        )
        for (line, thread), kept in groups.items()
    )
    return tuple(sorted(made, key=lambda part: part.number)), given


_NONE = DisclosureCode.TO_BE_ASSESSED
type _Groups = dict[tuple[LineId, int], list[Kept]]


def _in_blocks(
    session: Session, groups: _Groups
) -> tuple[_Groups, dict[tuple[LineId, int], Block], frozenset[tuple[LineId, int]]]:
    """The groups with each block listing as one, under the first of its conversations; the block of each such group;
    and the groups that are listed under another. What may meet the test stays on its own line (K7)."""
    listed = blocks.standing(session.case)
    if not listed:
        return groups, {}, frozenset()
    alone = blocks.described_alone(session.case)
    block_of: dict[tuple[LineId, int], Block] = {}
    under: dict[tuple[LineId, int], tuple[LineId, int]] = {}
    for block in listed:
        keys = [(block.line, thread) for thread in block.threads]
        here = [key for key in keys if key in groups and key[1] not in alone and key not in under]
        if len(here) > 1:
            block_of[here[0]] = block
            under |= dict.fromkeys(here, here[0])
    made: _Groups = {}
    for key, kept in groups.items():
        made.setdefault(under.get(key, key), []).extend(kept)
    return made, block_of, frozenset(key for key, first in under.items() if key != first)


def numbering(
    session: Session,
    groups: Iterable[tuple[LineId, int]],
    merged: Collection[tuple[LineId, int]] = (),
) -> Numbering:
    """The number of each entry that stands: the one it has, else the next. What was withdrawn stays so; what
    returns after that has a new number. `merged` are listed in the block of another."""
    known = schedules.numbers(session.case)
    ended = tuple(one for one in known if one.is_withdrawn)
    stood = [one for one in known if not one.is_withdrawn]
    standing = {(one.line, one.thread): one.number for one in stood}
    groups = list(groups)
    next_free = max((one.number for one in known), default=0) + 1
    missing = [group for group in groups if group not in standing]
    new = tuple(Numbered(next_free + at, line, thread) for at, (line, thread) in enumerate(missing))
    here = {group: standing[group] for group in groups if group in standing}
    here |= {(one.line, one.thread): one.number for one in new}
    ending = tuple(_ending(session, one, merged) for one in stood if (one.line, one.thread) not in here)
    return Numbering(here, new, ended, ending)


def _ending(session: Session, one: Numbered, merged: Collection[tuple[LineId, int]]) -> Numbered:
    """An entry that stands no longer, with the reason."""
    if (one.line, one.thread) in merged:
        return replace(one, reason=_IN_BLOCK, at=_TODAY)
    return replace(one, reason=schedules.why_ended(session.case, one.line, one.thread), at=_TODAY)


_TODAY = "today"
_IN_BLOCK = "now listed with others of its kind in one entry"


def copied(found: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of which something is copied, with those items alone."""
    only = (part.of_code(DisclosureCode.DISCLOSE) for part in found)
    return tuple(part for part in only if part.kept)


def items_of(found: Sequence[Part]) -> tuple[ItemId, ...]:
    """Every item of these parts, once."""
    return tuple(dict.fromkeys(kept.item.id for part in found for kept in part.kept))

"""Conversations that are listed as one entry of the schedule. Only ever added to."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.domain.ids import LineId, UserId
from evidence_review.store.case import Case, Change, now


@dataclass(frozen=True, slots=True)
class Block:
    """A block listing: its line, the conversations in it, by what they were chosen, and why they are listed
    together."""

    id: int
    line: LineId
    threads: tuple[int, ...]
    criteria: str
    reason: str


def add(change: Change, line: LineId, threads: Iterable[int], criteria: str, reason: str, by: UserId) -> int:
    """Keep a block listing; its number."""
    block = change.run(
        "INSERT INTO blocks (line_id, criteria, reason, by, at) VALUES (:line, :criteria, :reason, :by, :at)",
        {"line": line, "criteria": criteria, "reason": reason, "by": by, "at": now()},
    ).lastrowid
    change.run_many(
        "INSERT INTO block_threads VALUES (:block, :thread)",
        [{"block": block, "thread": thread} for thread in sorted(set(threads))],
    )
    return int(block)


def end(change: Change, block: int, reason: str, by: UserId) -> None:
    """End a block listing by a later row: its conversations stand on lines of their own again."""
    change.run(
        "INSERT INTO block_ends VALUES (:block, :reason, :by, :at)",
        {"block": block, "reason": reason, "by": by, "at": now()},
    )


def standing(case: Case) -> tuple[Block, ...]:
    """The block listings that stand, in order."""
    threads: dict[int, list[int]] = {}
    for block, thread in case.all("SELECT block_id, thread_id FROM block_threads ORDER BY thread_id"):
        threads.setdefault(block, []).append(thread)
    rows = case.all(
        "SELECT id, line_id, criteria, reason FROM blocks WHERE id NOT IN (SELECT block_id FROM block_ends) "
        "ORDER BY id"
    )
    return tuple(
        Block(block, LineId(line), tuple(threads.get(block, ())), criteria, reason)
        for block, line, criteria, reason in rows
    )


def described_alone(case: Case) -> frozenset[int]:
    """The conversations that hold something which may meet the test for any accused."""
    return frozenset(row[0] for row in case.all("SELECT thread_id FROM described_alone"))

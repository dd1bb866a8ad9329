"""A random draw that anyone can redo: needs only Python's standard library, no program, no case and no key.

    python3 draws.py RECORD.json

seed = SHA-256(head ‖ digest), both as 32 bytes: `head` is the hash of the log entry that authorised the plan,
`digest` the SHA-256 of the plan's canonical JSON. The items of a pile are put in the order of SHA-256(seed ‖
item id in decimal digits); the first m are drawn. Exit 0 the draw is as recorded, 1 it is not, 3 the record
cannot be read.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

PILES = ("NOT_RELEVANT_TO_LINE", "RELEVANT")


def seed_of(head: str, digest: str) -> str:
    """The seed in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(head) + bytes.fromhex(digest)).hexdigest()


def drawn(seed: str, ids: Iterable[int], many: int) -> list[int]:
    """The first so many of a pile, in the order in which they were drawn."""
    key = bytes.fromhex(seed)
    return sorted(ids, key=lambda one: hashlib.sha256(key + str(one).encode()).digest())[:many]


def pool_digest(piles: Sequence[Sequence[int]]) -> str:
    """The digest by which a plan names what may be drawn: SHA-256 of a JSON list without spaces.

    One pile is what is unread: its sorted ids. Two are what was decided, not relevant and relevant: the
    sorted pairs of id and decision.
    """
    named: list[Any] = list(piles[0])
    if len(piles) > 1:
        named = [[one, value] for pile, value in zip(piles, PILES, strict=True) for one in pile]
    return hashlib.sha256(json.dumps(sorted(named), separators=(",", ":")).encode()).hexdigest()


def faults(record: dict[str, Any]) -> list[str]:
    """What does not fit in an exported record: plan digest, pool, seed, items. Empty where all of it does."""
    plan, found = record["plan"], []
    body = json.dumps(plan, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    if hashlib.sha256(body).hexdigest() != record["plan_digest"]:
        found.append("the plan is not the one that was authorised")
    if seed_of(record["head"], record["plan_digest"]) != record["seed"]:
        found.append("the seed does not follow from the log and the plan")
    piles: Sequence[list[int]] = record["pool"]
    if pool_digest(piles) != plan["pool"]["unread" if len(piles) == 1 else "decided"]:
        found.append("the pool is not the one of the plan")
    sizes = (plan["sample"], plan["also"])
    again = [
        one for pile, many in zip(piles, sizes, strict=False) for one in drawn(record["seed"], pile, many)
    ]
    if again != record["items"]:
        found.append("the items are not those that the seed draws")
    return found


def main(arguments: list[str]) -> int:
    """Check one record; its exit status."""
    try:
        found = faults(json.loads(Path(arguments[0]).read_text("utf-8")))
    except (IndexError, OSError, ValueError, KeyError, TypeError):
        sys.stdout.write("This is not a sample record that can be read.\n")
        return 3
    sys.stdout.write(
        "".join(f"{one}\n" for one in found)
        or "The draw is as recorded: the seed follows from the log, the items from the seed.\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

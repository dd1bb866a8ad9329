"""Chats as other programs write them, for comparing: python tests/benchmarks/facts/chats_written.py OUT --seed N
[--count N] [--python OTHER].

For each seed one account's conversations (chats_made.py) are laid out in every family: `laid` by public
descriptions, specifications and test data (chats_laid_*.py), which share any misreading of those with whoever
wrote them here; `written` by the other programs themselves (chats_by_programs.py), which must be installed in
the Python named by --python. OUT/facts.jsonl says of each file its family and what must come out of it.
`chats_beside.py OUT` imports them and prints facts equal per family.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import chats_laid_apps as apps
import chats_laid_google as google
import chats_laid_meta as meta
from chats_by_programs import PROGRAMS
from chats_laid_out import Laid
from chats_made import Talk, talks

LAYOUTS: tuple[Callable[[tuple[Talk, ...]], Iterator[Laid]], ...] = (
    meta.facebook, meta.instagram, google.chat, google.hangouts, google.activity, google.places, apps.snapchat, apps.discord, apps.telegram, apps.rsmf,
)  # fmt: skip


def every(seed: int, python: str) -> Iterator[tuple[str, Laid]]:
    """Every file of one account, with how it came about."""
    account = talks(seed)
    for layout in LAYOUTS:
        yield from (("laid", one) for one in layout(account))
    for program in PROGRAMS:
        yield from (("written", one) for one in program(account, python))


def main() -> None:
    """Write them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--count", type=int, default=1, help="so many accounts, from this seed on")
    asked.add_argument(
        "--python", default=sys.executable, help="the Python in which the writing programs are installed"
    )
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with (given.out / "facts.jsonl").open("w", encoding="utf-8") as facts:
        for seed in range(given.seed, given.seed + given.count):
            for how, one in every(seed, given.python):
                place = given.out / how / one.family.replace(",", "").replace(" ", "_") / str(seed) / one.name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(one.data)
                row = {
                    "path": str(place.relative_to(given.out)),
                    "family": f"{one.family} ({how})",
                    "facts": one.facts,
                }
                facts.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()

"""The stop rule from end to end on a fixed order: read by rank until ready, draw the sample, let its hits
count, look again, or stop (reference/relevance.md 4 and 9).

    python3 tests/benchmarks/ending.py DIR OUT [--draws 17]

takes the orders that `relevance.py DIR --out OUT` wrote, and prints by collection in how many runs 95 %
recall was met and what was read, samples included, each order with several draws. What a sample finds is not
learned from here, so that a case does a little better.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from collection import labels_of, talk_in

from evidence_review.relevance.certifying import Certificate, Drawn, certify, price, share_of_alpha
from evidence_review.relevance.stopping import ready

LOOKS = 6
TARGETS = tuple(Fraction(part, 100) for part in (95, 90, 80, 70, 60))
LEAST_TARGET = Fraction(1, 2)
CHEAP = Fraction(1, 50)
"""A higher recall is asked for where its sample costs no more than this share of what is unread."""
RULE = "0019: ready, then the sample of least_plan; hits count; the next look at half of the error"


@dataclass(frozen=True, slots=True)
class Ended:
    """Where the rule stopped: items read, recall then, looks taken, and the last sample with what it
    states."""

    read: int
    recall: float
    looks: int
    target: Fraction
    sample: int
    hits: int
    stated: Certificate | None


def ended(truth: Sequence[bool], seed: int, *, talk: bool) -> Ended:
    """`truth` says of each item, in the order read, whether it bears on the line; the rule sees each one only
    when it is read."""
    rng, size = random.Random(seed), len(truth)
    taken: set[int] = set()
    decided: list[bool] = []
    at = found = 0
    last = Ended(size, 1.0, 0, Fraction(0), 0, 0, None)
    while len(taken) < size:
        at, found = _read_on(truth, taken, decided, at, found, talk=talk)
        if len(taken) >= size:
            break
        look = last.looks + 1
        left = [one for one in range(size) if one not in taken]
        target, many = least_plan(found, len(left), look)
        drawn = rng.sample(left, many)
        hits = sum(truth[one] for one in drawn)
        stated = certify(Drawn(found, len(left), many, hits, share_of_alpha(look)))
        taken.update(drawn)
        decided += [True] * hits
        found += hits
        last = Ended(len(taken), found / max(1, sum(truth)), look, target, many, hits, stated)
        if stated.recall >= target or look == LOOKS:
            return last
    return Ended(size, 1.0, last.looks, last.target, last.sample, last.hits, last.stated)


def least_plan(found: int, unread: int, look: int) -> tuple[Fraction, int]:
    """The recall that a look may ask for, and its sample: the highest that is cheap, else the least of the
    table; the whole pool where nothing is found."""
    before = Drawn(found, unread, 0, 0, share_of_alpha(look))
    for target in TARGETS:
        cost = price(before, target)
        if cost is not None and cost <= CHEAP * unread:
            return target, cost
    cost = price(before, LEAST_TARGET)
    return LEAST_TARGET, unread if cost is None else cost


def _read_on(
    truth: Sequence[bool], taken: set[int], decided: list[bool], at: int, found: int, *, talk: bool
) -> tuple[int, int]:
    """Read by rank until the rule says that a test may be proposed."""
    while len(taken) < len(truth) and not _is_ready(decided, len(truth), talk=talk):
        while at in taken:
            at += 1
        taken.add(at)
        decided.append(truth[at])
        found += truth[at]
    return at, found


def _is_ready(decided: list[bool], pool: int, *, talk: bool) -> bool:
    return bool(decided) and not decided[-1] and ready(decided, pool, talk=talk).is_ready


def rows(
    truth: Sequence[bool], seed: int, *, talk: bool
) -> tuple[dict[str, object], dict[str, object] | None]:
    """The `stop` and `certificate` of a result row (8.3)."""
    one = ended(truth, seed, talk=talk)
    stop: dict[str, object] = {
        "rule": RULE,
        "read": one.read,
        "effort": one.read / len(truth),
        "recall": one.recall,
        "looks": one.looks,
    }
    if one.stated is None:
        return stop, None
    stated = one.stated
    return stop, {
        "target": float(one.target),
        "m": one.sample,
        "hits": one.hits,
        "missed_at_most": stated.missed,
        "recall_at_least": float(stated.recall),
        "true_recall": one.recall,
    }


def main() -> None:
    """Every run of a folder of results, each with several draws, by collection and in all."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("dir", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--draws", type=int, default=1)
    given = asked.parse_args()
    found: dict[str, list[Ended]] = {}
    sizes: dict[str, list[int]] = {}
    for line in (given.out / "results.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["method"] == "evidence_review" and row["relevant"]:
            folder = given.dir if (given.dir / "items.jsonl").exists() else given.dir / row["collection"]
            bears = {
                label["item"]
                for label in labels_of(folder)
                if label["line"] == row["line"] and label["label"] == 1
            }
            truth = [name in bears for name in (given.out / row["order"]).read_text("utf-8").split()]
            found.setdefault(row["collection"], []).extend(
                ended(truth, draw, talk=talk_in(folder)) for draw in range(given.draws)
            )
            sizes.setdefault(row["collection"], []).extend([row["pool"]] * given.draws)
    for name in found:
        say(name, found[name], sizes[name])
    say(
        "all",
        [one for mine in found.values() for one in mine],
        [one for mine in sizes.values() for one in mine],
    )


def say(name: str, found: Sequence[Ended], sizes: Sequence[int]) -> None:
    """A line of figures."""
    efforts = [one.read / size for one, size in zip(found, sizes, strict=True)]
    met = sum(one.recall >= 0.95 for one in found)
    holds = sum(one.stated is None or one.recall >= one.stated.recall for one in found)
    print(
        f"{name:24} 95 % met in {met} of {len(found)} runs ({met / len(found):.3f}), worst recall "
        f"{min(one.recall for one in found):.3f}, "
        f"effort mean {sum(efforts) / len(efforts):.3f}, most {max(efforts):.3f}, looks "
        f"{sum(one.looks for one in found) / len(found):.2f}; "
        f"what was stated held in {holds}"
    )


if __name__ == "__main__":
    main()

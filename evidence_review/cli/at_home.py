"""The command for the home of a case: what waits for whoever asks, as numbers only."""

import argparse
from collections import Counter

from evidence_review.cli.acting import opened, say
from evidence_review.workflow import home as home_of
from evidence_review.workflow.case.home_views import Home, HomeCount


def home(given: argparse.Namespace) -> int:
    with opened(given) as session:
        found = home_of.home(session)
    accused = {one.accused: at for at, one in enumerate(found.in_the_way, start=1)}
    counts = [
        {
            "matter": str(one.matter),
            "count": one.count,
            "line": one.line,
            "accused": accused.get(one.accused, 0),
        }
        for one in found.counts
    ]
    steps = {str(step): done for step, done in found.steps}
    value = {"counts": counts, "in_the_way": _in_the_way(found), "steps": steps, "record": found.record}
    return say(given, value, _lines(found, accused))


def _in_the_way(found: Home) -> list[dict[str, int]]:
    """For each accused, in the order in which they were entered, how many things of each sort stand in
    the way."""
    return [dict(Counter(str(one.step).lower() for one, _ in each.obstacles)) for each in found.in_the_way]


def _lines(found: Home, accused: dict[str, int]) -> list[str]:
    out = [_counted(one, accused) for one in found.counts if one.count] or ["Nothing waits for you."]
    for at, each in enumerate(found.in_the_way, start=1):
        out.append(f"{len(each.obstacles)} in the way of the next disclosure to accused {at}")
    if found.last:
        out.append(f"You stopped at item {found.last.item} of line {found.last.line}.")
    if found.record:
        out.append(
            f"The log has {found.record.entries} entries; checked whole at entry {found.record.checked_at}."
        )
    if not found.is_begun:
        done = ", ".join(f"{step} {'done' if is_done else 'to do'}" for step, is_done in found.steps)
        out.append(f"A new case: {done}")
    return out


def _counted(one: HomeCount, accused: dict[str, int]) -> str:
    of_line = f", line {one.line}" if one.line else ""
    return f"{one.count} {one.matter}{of_line}" + (f", accused {accused[one.accused]}" if one.accused else "")

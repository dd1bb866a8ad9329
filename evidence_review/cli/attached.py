"""The command that reads the files attached to items in scope, after the import."""

import argparse

from evidence_review.cli.acting import acting, opened, plain, say, shown, whole
from evidence_review.domain.neutral_words import remark
from evidence_review.workflow.case.attached_views import AttachedPlan, AttachedReport, kinds_in_words
from evidence_review.workflow.importing import attaching

type Given = argparse.Namespace


def attached_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "--line", type=whole, metavar="N", help="only files attached to what this approved line covers"
    )
    one.add_argument(
        "--read", action="store_true", help="read them; without it nothing is read, and what would be is told"
    )


def attached(given: Given) -> int:
    with opened(given) as session:
        if not given.read:
            plan = attaching.plan_attached(session, given.line)
            return say(given, {**plain(plan), "done": False}, plan_lines(plan))
        report = shown(attaching.read_attached(session, given.line))
    return say(given, {**plain(report), "done": True}, report_lines(report))


def plan_lines(plan: AttachedPlan) -> list[str]:
    """What reading would do, line by line."""
    return [
        f"{plan.waiting:,} attached files can be read ({plan.contents:,} different ones)",
        *(f"  {count:,} {kind}" for kind, count in kinds_in_words(plan.kinds)),
        *(
            f"line {one.line} {one.title}: {one.waiting:,} can be read, {one.read:,} were read, "
            f"{one.not_read:,} could not be, "
            f"{one.not_supplied:,} not supplied, {one.held:,} held, {one.unscreened:,} not screened yet"
            for one in plan.lines
        ),
        *_why(plan),
        "Nothing was read. To read them: --read" if plan.waiting else "There is nothing to read now.",
    ]


def _why(plan: AttachedPlan) -> list[str]:
    told = (
        (plan.unscreened, "wait until their items were screened for privilege: search first (flag)"),
        (plan.held, "belong to items that are held"),
        (plan.not_supplied, "were not supplied, or are too large to be kept"),
        (plan.too_deep, "lie in files in files, deeper than is opened"),
        (plan.outside, "belong to items that no approved line covers: they stay closed"),
    )
    return [f"  {count:,} {words}" for count, words in told if count]


def report_lines(report: AttachedReport) -> list[str]:
    """What reading did, source by source and line by line."""
    return [
        (
            f"{report.read:,} attached files read, {report.not_read:,} could not be read, "
            f"{report.left:,} left: {report.items:,} items"
        ),
        *(
            f"  source {one.source} · {one.exhibit}: {one.account.found:,} found, "
            f"{one.account.imported:,} imported, "
            f"{one.account.partly:,} in part, {one.account.not_read:,} not read"
            for one in report.sources
        ),
        *(
            f"    {remark(problem)}"
            for one in report.sources
            for problem in one.coverage.problems
            if problem.records
        ),
        *(
            (
                f"line {number} {title}: {count:,} new items are in scope. Search again (flag), so "
                f"that they can be seen."
            )
            for number, title, count in report.lines
        ),
    ]

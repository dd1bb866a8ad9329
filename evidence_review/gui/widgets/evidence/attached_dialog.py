"""Before the files attached to items are read: how many of which kinds would be, line by line, and what stays
unread and why."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.widgets.parts.building_blocks import calls, label, say
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.workflow.case.attached_views import AttachedPlan, AttachedReport, kinds_in_words

_MOST_KINDS = 8
WHY = (
    "Screenshots, documents and mails that were sent with a message are kept with it; their words "
    "are not read when the message is imported. "
    "Here they are read as any file is, of items that an approved line covers and nobody holds. "
    "What is in them then stands with its message, and is searched with it."
)


def ask_attached(parent: QWidget, desk: Desk, then: Callable[[int | None], object]) -> Question | None:
    """Show the figures, and read on her word; None where they cannot be told."""
    plan = desk.ask(actions.plan_attached)
    if plan is None:
        return None
    asked = Question(parent, "Read attached files", WHY, "Read them")
    line = choice(
        [
            ("Of all approved lines", None),
            *((f"Line {one.line}: {one.title}", one.line) for one in plan.lines),
        ],
        "Which line",
    )
    told = label("", "strong")
    rest = label("")
    for part in (line, told, rest):
        asked.add(part)
    line.setVisible(bool(plan.lines))

    def show() -> None:
        found = desk.ask(actions.plan_attached, line.currentData())
        say(told, main_words(found) if found else "")
        say(rest, "\n".join(other_words(found)) if found else "")
        rest.setVisible(bool(rest.text()))
        asked.yes.setEnabled(bool(found and found.waiting))

    line.currentIndexChanged.connect(calls(show))
    show()
    asked.then = lambda: then(line.currentData())
    asked.ask(72)
    return asked


def main_words(plan: AttachedPlan) -> str:
    """How many files would be read, in one sentence."""
    if not plan.lines:
        return "No line of enquiry is approved yet, so no attached file may be read."
    if not plan.waiting:
        return "There is no attached file to read now."
    same = f", {plan.contents:,} of them different" if plan.contents != plan.waiting else ""
    return f"{count(plan.waiting, 'attached file')} can be read{same}."


def other_words(plan: AttachedPlan) -> list[str]:
    """Which kinds they are, and what stays unread and why, a line each."""
    kinds = kinds_in_words(plan.kinds)
    told = [f"{number:,} {kind}" for kind, number in kinds[:_MOST_KINDS]]
    more = sum(number for _, number in kinds[_MOST_KINDS:])
    lines = [", ".join([*told, *([f"{more:,} of other kinds"] if more else [])]) + "."] if told else []
    reasons = (
        (plan.read, "were read before."),
        (plan.not_read, "could not be read when it was tried: the account says why."),
        (
            plan.unscreened,
            "attached to items that were not screened for privilege yet: search first, then read them.",
        ),
        (plan.held, "attached to items that are held: they stay closed."),
        (plan.not_supplied, "were not supplied, or are too large to be kept."),
        (plan.too_deep, "lie in files within files, deeper than is opened."),
        (plan.outside, "attached to items that no approved line covers: they stay closed."),
    )
    return [*lines, *(f"{number:,} {words}" for number, words in reasons if number)]


def report_words(report: AttachedReport) -> str:
    """What reading them did, and which lines are to be searched again."""
    not_read = f", {report.not_read:,} could not be read" if report.not_read else ""
    grown = ", ".join(str(number) for number, _, _ in report.lines)
    have = f"line {grown} has" if len(report.lines) == 1 else f"lines {grown} have"
    again = f" Search again, so that they can be seen: {have} new items." if report.lines else ""
    return (
        f"{count(report.read, 'attached file')} read{not_read}: {count(report.items, 'item')}.{again} "
        f"The account is below."
    )

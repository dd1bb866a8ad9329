"""The order of day and month of a source in words: how its dates are read, and what another order would
do."""

from evidence_review.domain.dates import ORDER_WORDS, DateOrder, DatesRead
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.date_views import DatesEffect, LineMoved

CHOICES = (
    ("Day first: 03/04/2025 is 3 April", DateOrder.DAY_FIRST),
    ("Month first: 03/04/2025 is 4 March", DateOrder.MONTH_FIRST),
    ("As they were first read", DateOrder.FIRST_READING),
)
LINES: tuple[Column[LineMoved], ...] = (
    Column("Line", lambda one: f"{one.line}  {one.title}", tip=lambda one: one.title),
    Column("Before", lambda one: f"{one.before:,}", right=True),
    Column("After", lambda one: f"{one.after:,}", right=True),
    Column("Come in", lambda one: f"{one.opened:,}", right=True),
    Column("Go out", lambda one: f"{one.closed:,}", right=True),
    Column(
        "Decided",
        lambda one: f"{one.decided:,}",
        right=True,
        tip=lambda one: f"Of {one.closed:,} that go out, {one.decided:,} were decided on",
    ),
)


def likely(read: DatesRead) -> DateOrder:
    """The order that a person most likely means who corrects it: another one than is in force."""
    last = read.corrections[-1].choice if read.corrections else DateOrder.FIRST_READING
    if last is not DateOrder.FIRST_READING:
        return DateOrder.FIRST_READING
    was_month = any("read month first" in sentence for sentence, _ in read.evidence)
    return DateOrder.DAY_FIRST if was_month else DateOrder.MONTH_FIRST


def order_words(read: DatesRead) -> str:
    """How the dates of a source are read, what showed it, and who corrected it and why; one line each."""
    told = [f"Order of day and month: {read.words}."]
    sentences = list(dict.fromkeys(sentence for sentence, _ in read.evidence))
    told += [f"When it was read: {sentence}" for sentence in sentences[:3]]
    if len(sentences) > 3:
        told.append(f"{len(sentences) - 3} more among the remarks.")
    for one in read.corrections:
        when = one.at.replace("T", " ")[:16]
        told.append(
            (
                f"{one.number}. {when} UTC, {one.by}: {ORDER_WORDS[one.choice]}, "
                f"{count(one.moved, 'time')} read anew. {one.reason}"
            )
        )
    return "\n".join(told)


def effect_words(effect: DatesEffect) -> str:
    """What another order would do to the times of a source, in sentences; its lines stand in a table
    beside."""
    stays = (
        (effect.so_already, "read so already"),
        (effect.same, "the same in both orders"),
        (effect.other_way, "can be read no other way"),
        (effect.beside, "beside dates that can only be read the other way"),
    )
    why = "; ".join(f"{number:,} {words}" for number, words in stays if number)
    told = [f"{_would(effect.moved)} read anew, {effect.stayed:,} would stay{f' ({why})' if why else ''}."]
    told.append(f"Days of this source: now {_days(effect.days_before)}; then {_days(effect.days_after)}.")
    if effect.clock_changes:
        told.append(
            (
                f"{count(effect.clock_changes, 'time')} fall into an hour in which the clocks changed; "
                f"this is told with each."
            )
        )
    if not effect.lines:
        told.append("No approved line covers more or less by it.")
    if any(one.decided for one in effect.lines):
        told.append("Decisions on what goes out stay on record.")
    if effect.approvals:
        told.append(
            (
                f"The approval of marks on {count(effect.approvals, 'item')} becomes void: it was "
                f"given for another time."
            )
        )
    if effect.handed_over:
        told.append(
            (
                f"{count(effect.handed_over, 'item')} went out in a bundle with the time as it is now: "
                f"its recipient must be told."
            )
        )
    told.append(
        (
            "What is read anew waits for the next search, as if it had just been imported. Nothing "
            "that is written changes, and you can take it back."
        )
    )
    return "\n".join(told)


def _would(number: int) -> str:
    return f"{count(number, 'time')} would be"


def _days(days: tuple[str, str]) -> str:
    return f"{days[0]} to {days[1]}" if days[0] else "none known"

"""What changed on a schedule since the last one for the same accused, in sentences (reference/law.md K5)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from evidence_review.domain.ids import ItemId
from evidence_review.store import items
from evidence_review.store.schedules import Listed, Numbered
from evidence_review.workflow.case.labelling import today


@dataclass(frozen=True, slots=True)
class ScheduleChanges:
    """What changed since the schedule of a day (DD.MM.YYYY), which is "" for the first, and of a number: entries added
    and withdrawn, and what changed of an entry."""

    since: str = ""
    new: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    changed: Mapping[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    has_more: bool = False
    """Whether something is copied that was never handed over, or open to inspection as it was not."""
    since_number: int = 0

    def words(self) -> tuple[str, ...]:
        """The sentences of the schedule; none on the first."""
        if not self.since:
            return ()
        said = [f"New: {_numbers(self.new)}."] if self.new else []
        said += [f"Withdrawn: {_numbers(self.withdrawn)}."] if self.withdrawn else []
        said += [f"Item {number}: {'; '.join(told)}." for number, told in sorted(self.changed.items())]
        last = f"schedule no. {self.since_number} of {self.since}"
        return (f"What changed since {last}:", *said) if said else (f"Nothing changed since {last}.",)


def changes_since(
    last: tuple[str, Mapping[int, Listed]] | None,
    now: Sequence[Listed],
    ending: Sequence[Numbered],
    given: Collection[ItemId] = (),
    number: int = 0,
) -> ScheduleChanges:
    """What changed from the last schedule (when it was made in UTC, what it said) to what is listed now;
    `ending` are the entries withdrawn since, `given` every item that this accused has been handed, `number` that of the
    last schedule."""
    if last is None:
        return ScheduleChanges()
    when, before = last
    here = {one.number: one for one in now}
    changed = {
        number: told
        for number, one in here.items()
        if number in before and (told := _told(before[number], one))
    }
    gone = {one.number for one in ending} | (before.keys() - here.keys())
    new = tuple(sorted(here.keys() - before.keys()))
    has_more = any(_has_more(before.get(number), one, given) for number, one in here.items())
    return ScheduleChanges(day_words(when), new, tuple(sorted(gone)), changed, has_more, number)


def _has_more(was: Listed | None, now: Listed, given: Collection[ItemId]) -> bool:
    """Whether something of an entry is copied that was never handed over, or newly open to inspection."""
    is_opened = "I" in _codes(now.code) and "I" not in _codes(was.code if was else "")
    return is_opened or any(item not in given for item in now.copied)


def _codes(code: str) -> frozenset[str]:
    """The codes of an entry out of its cell on the schedule."""
    return frozenset(line.partition(":")[0] for line in code.split("\n"))


def _told(was: Listed, now: Listed) -> tuple[str, ...]:
    said: list[str] = []
    if was.items != now.items:
        said.append(f"{_count(abs(now.items - was.items))} {'more' if now.items > was.items else 'fewer'}")
    if was.code != now.code:
        said.append(f"code was {_in_line(was.code)}, is {_in_line(now.code)}")
    more, fewer = len(now.copied.keys() - was.copied.keys()), len(was.copied.keys() - now.copied.keys())
    edited = sum(was.copied[item] != mark for item, mark in now.copied.items() if item in was.copied)
    counts = ((more, "newly copied"), (fewer, "no longer copied"), (edited, "edited otherwise"))
    said += [f"{_count(count)} {what}" for count, what in counts if count]
    if was.said != now.said and not said:
        said.append("the description changed")
    return tuple(said)


def _count(number: int) -> str:
    return f"{number:,} {'record' if number == 1 else 'records'}"


def _in_line(code: str) -> str:
    return code.replace("\n", ", ") or "blank"


def _numbers(numbers: Sequence[int]) -> str:
    return f"item {numbers[0]}" if len(numbers) == 1 else f"items {', '.join(map(str, numbers))}"


def day_words(at: str) -> str:
    """The day in London of an instant in UTC (ISO), DD.MM.YYYY; this day for what is withdrawn only now."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return today()
    return when.replace(tzinfo=UTC).astimezone(items.LONDON).strftime("%d.%m.%Y")

"""What long work yields. A job is a generator of Progress that returns its result (reference/house.md 6)."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: done of total (0 = not known), and a few plain words. Never content. `kept`: the step
    whose first results can be read now."""

    done: int
    total: int
    what: str
    kept: str = ""


type Job[T] = Generator[Progress, None, T]


def finish[T](job: Job[T], shown: Callable[[Progress], None] | None = None) -> T:
    """Run a job to its end and return its result; `shown` is called with each step."""
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return end.value
        if shown:
            shown(step)


def placed[T](job: Job[T], number: int, total: int, unit: str) -> Job[T]:
    """A job that is one of several, whose steps say so: "reading ABC/1, source 8 of 60". Alone it says
    nothing more."""
    try:
        while True:
            try:
                step = next(job)
            except StopIteration as end:
                return end.value
            yield replace(step, what=f"{step.what}, {unit} {number:,} of {total:,}") if total > 1 else step
    finally:
        job.close()

"""Looking at what a source is and how much of what it holds, before anything of it is stored."""

from contextlib import closing
from pathlib import Path

from evidence_review.domain.accounting import Account, is_unread
from evidence_review.domain.counting import Counting
from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.neutral_words import neutral_account
from evidence_review.domain.progress import Job, Progress, placed
from evidence_review.domain.sheet_mapping import SheetMapping, from_text
from evidence_review.domain.tasks import task
from evidence_review.importers import child_tasks
from evidence_review.sandbox import Answers, Stopped, call
from evidence_review.workflow.case.source_reading import WALK, Found, begin_reading, sources_in, values_of
from evidence_review.workflow.case.views import Preview
from evidence_review.workflow.importing.reading_ahead import Ahead, Begun

_LOOKING = "counting what it holds"


def look_through(path: Path, options: ReadOptions | None = None) -> Job[tuple[Preview, ...]]:
    """What each source at or below a path is, with the figures of a whole reading but for words in pictures,
    which wait; nothing is stored and no case is needed.

    A file that cannot be read has a preview that says so. UnreadableExport only where nothing is there.
    """
    settings, found, sources = options or ReadOptions(), list[Preview](), sources_in(path)
    with closing(
        Ahead.over(sources, lambda each: Begun(answers=begin_reading(each.path, settings, glance=True)))
    ) as ahead:
        for number, source in enumerate(sources, 1):
            with closing(ahead.take()) as begun:
                found.append(
                    (yield from placed(_one(source, settings, begun), number, len(sources), "source"))
                )
    return tuple(found)


def columns_of(path: Path) -> tuple[SheetMapping, ...]:
    """How the columns of a table are best read, sheet by sheet, to be looked at and corrected.
    UnreadableExport where it is no table."""
    if not path.is_file():
        raise UnreadableExport(
            "There is no file there that this user account may read. Check the path and its rights."
        )
    return from_text(str(call(task(child_tasks.columns, path=path), WALK)["columns"]))


def _one(source: Found, options: ReadOptions, begun: Begun) -> Job[Preview]:
    yield Progress(0, 0, _LOOKING)
    counting = Counting()
    try:
        if source.refused:
            raise UnreadableExport(source.refused)
        try:
            yield from _look(source, options, counting, begun.answers)
        except Stopped:  # once more, slowly, as an import does
            counting = Counting()
            yield from _look(source, options, counting, None, together=False)
    except UnreadableExport as fault:
        counting.take(Problem("file", ProblemKind.NOT_READ, str(fault), 1))
        counting.take(Tally(sum(counting.kinds.values()) + sum(one.records for one in counting.problems)))
    return _shown(source.path, counting.account(source.path.name, source.importer or "none"), counting)


def _look(
    source: Found, options: ReadOptions, counting: Counting, begun: Answers | None, *, together: bool = True
) -> Job[None]:
    answers = begun or begin_reading(source.path, options, together=together, glance=True)
    for number, value in enumerate(values_of(source.path, options, together=together, begun=answers)):
        counting.take(value)
        if number % 2000 == 0:
            yield Progress(number, 0, _LOOKING)


def _shown(file: Path, account: Account, counting: Counting) -> Preview:
    spoken = [inside for thread, inside in counting.people_in.items() if thread in counting.spoken]
    people = [(label, sum(key in inside for inside in spoken)) for key, label in counting.people.items()]
    return Preview(
        str(file),
        neutral_account(account, counting.problems),
        tuple(sorted(people, key=lambda pair: (-pair[1], pair[0]))),
        account,
        sum(map(is_unread, counting.problems)),
    )

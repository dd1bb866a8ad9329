"""Inspecting one file before it is redacted: what it is, what would go and where, what a reader does not see,
which areas to look at."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.redaction_values import LongerWord, PageArea
from evidence_review.domain.tasks import task
from evidence_review.sandbox import call
from evidence_review.workflow.case.child_calls import LONG_WORK, UNTOLD_WORK, bytes_in
from evidence_review.workflow.case.views import Picture
from evidence_review.workflow.one_file import inspect_file_task
from evidence_review.workflow.one_file.single_file import longer_of, sure_words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may go: where it comes from ("given" or "detector"), how often it stands in the file, and
    on which pages (from 1)."""

    value: str
    source: str
    places: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProposedArea:
    """An area that may go, and what seems to stand in it: a proposal for a person to take up."""

    area: PageArea
    why: str


@dataclass(frozen=True, slots=True)
class FileLook:
    """One file: its kind, its pages (0 where it has none), sentences on what a reader does not see, values
    and areas that may go, and longer words that hold such a value and would stay."""

    medium: str
    pages: int
    unseen: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    areas: tuple[ProposedArea, ...]
    longer: tuple[LongerWord, ...] = ()


def inspect_file(
    path: Path, terms: Sequence[str], auto: bool = False, executor: Executor | None = None
) -> Job[FileLook]:
    """What a file is and what would go from it; nothing is written. `auto` adds what the detector is sure of.
    UnreadableExport where there is none."""
    _there(path)
    given = list(dict.fromkeys(term.strip() for term in terms if term.strip()))
    found: list[str] = []
    if auto:
        yield Progress(0, 0, "finding personal data")
        found = [word for word in dict.fromkeys(sure_words(path, executor)) if word not in given]
    yield Progress(0, 0, "looking through the file")
    said = call(task(inspect_file_task.look, path=path, terms=[*given, *found]), UNTOLD_WORK)
    sources = [*["given"] * len(given), *["detector"] * len(found)]
    candidates = tuple(
        Candidate(value, source, int(count), tuple(map(int, pages)))
        for value, source, (count, pages) in zip([*given, *found], sources, said["places"], strict=True)
    )
    areas = tuple(ProposedArea(one, why) for one, why in _areas(said["areas"]))
    return FileLook(
        str(said["medium"]),
        int(said["pages"]),
        tuple(map(str, said["unseen"])),
        candidates,
        areas,
        longer_of(said["longer"]),
    )


def file_page(path: Path, page: int, dpi: int = 100) -> tuple[Picture, int]:
    """A page of a file (from 0) as it is seen, of one without pages its words on paper; and how many pages
    there are."""
    _there(path)
    said = call(task(inspect_file_task.pages, path=path, page=page, dpi=dpi), LONG_WORK)
    width, height, rgb = int(said["width"]), int(said["height"]), bytes_in(said["rgb"])
    if len(rgb) != width * height * 3:
        raise RuleBroken("This page could not be drawn.")
    return Picture(width, height, rgb), int(said["count"])


def _there(path: Path) -> None:
    if not path.is_file():
        raise UnreadableExport("There is no file there. Check the path.")


def _areas(said: Sequence[Sequence[float | str]]) -> Iterator[tuple[PageArea, str]]:
    """The areas that the child proposes; one without a size is none."""
    for page, left, top, right, bottom, why in said:
        sides = (float(left), float(top), float(right), float(bottom))
        if 0 <= sides[0] < sides[2] <= 1 and 0 <= sides[1] < sides[3] <= 1:
            yield PageArea(int(page), sides), str(why)

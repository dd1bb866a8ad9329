"""What must go from each page and the plan for it, page by page, so that several processes can share the
pages (`spreading`)."""

import io
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.redaction_values import Level
from evidence_review.domain.tasks import Task, task
from evidence_review.redaction.pdf.locating import Located, Place, locate
from evidence_review.redaction.pdf.plan_json import plan_in, plan_out
from evidence_review.redaction.pdf.planning import Plan, Want, plan_for
from evidence_review.redaction.pdf.rebuilding import Frame
from evidence_review.redaction.streams.glyphs import Box
from evidence_review.redaction.terms.search import Search
from evidence_review.redaction.terms.spreading import Spread


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be looked through: prepared, and rebuilt (`first`) but for the pages that are `broken`;
    what is looked for, and where."""

    prepared: bytes
    first: bytes
    broken: frozenset[int]
    frames: tuple[Frame, ...]
    search: Search
    tokens: tuple[str, ...]
    chosen: Mapping[int, Sequence[Place]]

    def visible(self, number: int) -> Box:
        """What a reader sees of a page."""
        return visible(self.frames[number])

    def located(self, numbers: Iterable[int]) -> Iterator[tuple[int, Located]]:
        """(page, what was located on it) of each of the pages."""
        import pymupdf

        with (
            pymupdf.open(stream=self.first, filetype="pdf") as rebuilt,
            pymupdf.open(stream=self.prepared, filetype="pdf") as before,
        ):
            for number in numbers:
                page = before[number] if number in self.broken else rebuilt[number]
                page.set_rotation(0)
                yield (
                    number,
                    locate(
                        page,
                        self.search,
                        self.tokens,
                        self.chosen.get(number, ()),
                        self.visible(number),
                        before[number],
                    ),
                )


@dataclass(frozen=True, slots=True)
class Looked:
    """Of one page: the token of each place, letters and digits that go, how many signs it shows, whether some
    cannot be read or lay hidden; and its plan.

    A page on which nothing goes, or that is broken, has none.
    """

    page: int
    places: tuple[str, ...]
    gone: frozenset[str]
    signs: int
    unreadable: bool
    hidden: bool
    plan: Plan | None


def looked(
    source: Source, wants: Mapping[int, Want], otherwise: Want, numbers: Iterable[int]
) -> Generator[Looked]:
    """Every one of the pages looked through and planned, in order; `wants` says how for single pages,
    `otherwise` for all others."""
    import pikepdf

    with pikepdf.open(io.BytesIO(source.first)) as pdf:
        pages = list(pdf.pages)
        for number, found in source.located(numbers):
            going = set(found.going())
            plan = None
            if going and number not in source.broken:
                plan = plan_for(
                    pages[number].obj, found, wants.get(number, otherwise), source.visible(number)
                )
            gone = (
                frozenset(glyph.char for glyph in found.glyphs if glyph.char.isalnum() and glyph.box in going)
                if going
                else frozenset[str]()
            )
            signs = len("".join("".join([glyph.char for glyph in found.glyphs]).split()))
            yield Looked(
                number,
                tuple(place.token for place in found.places),
                gone,
                signs,
                found.unreadable,
                found.hidden,
                plan,
            )


def looked_apart(source: Source, level: str, why: str, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    """`looked` for a process of its own: {"page", "places", "gone", "signs", "unreadable", "hidden", "plan"}
    of each of the pages."""
    for one in looked(source, {}, Want(Level(level), why), numbers):
        yield {
            "page": one.page,
            "places": one.places,
            "gone": "".join(sorted(one.gone)),
            "signs": one.signs,
            "unreadable": one.unreadable,
            "hidden": one.hidden,
            "plan": plan_out(one.plan) if one.plan else None,
        }


def looked_in(untrusted: Mapping[str, Any]) -> Looked:
    """What `looked_apart` sent, checked. ValueError, TypeError or KeyError where it is something else."""
    plan = untrusted["plan"]
    return Looked(
        int(untrusted["page"]),
        tuple(map(str, untrusted["places"])),
        frozenset(str(untrusted["gone"])),
        int(untrusted["signs"]),
        untrusted["unreadable"] is True,
        untrusted["hidden"] is True,
        None if plan is None else plan_in(plan),
    )


def looked_together(source: Source, want: Want, spread: Spread | None) -> Generator[Looked]:
    """`looked` for every page, shared out where that can be and then at work from now on; the pages come in
    no order then."""
    if spread is None:
        return looked(source, {}, want, range(len(source.frames)))

    def work(numbers: Iterable[int]) -> Task:
        return task(looked_apart, source=source, level=want.level, why=want.why, numbers=numbers)

    begun = spread(work, len(source.frames))
    return (looked_in(untrusted) for untrusted in begun)


def visible(frame: Frame) -> Box:
    """What a reader sees of a page with this framing."""
    left, bottom, right, top = frame.media
    crop = frame.crop or frame.media
    return (max(left, crop[0]), max(bottom, crop[1]), min(right, crop[2]), min(top, crop[3]))

"""KML: places, ways and tracks of a map, as they end in the stream (OGC 12-007r2; gx of Google's
extensions)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from evidence_review.domain.evidence import Item, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.places.tracks.words import Point, first, let_go, place, point_of, said, shown
from evidence_review.importers.plugin import Clock

UNEVEN = (
    "This track has not as many times as positions, as it must: some are lost, and those behind may "
    "belong to others. Ask for a fresh copy."
)
_AROUND = frozenset(("Document", "Folder"))
_FEATURES = frozenset(("Placemark", "GroundOverlay", "ScreenOverlay", "PhotoOverlay", "NetworkLink", "Tour"))
_LET_GO = _AROUND | _FEATURES | {"when", "coord"}
_UNSEEN = frozenset(("Style", "StyleMap", "Schema", "LookAt", "Camera"))
_NOT_WORDS = (
    "styleUrl", "visibility", "open", "tessellate", "extrude", "altitudeMode", "coordinates", "when", "begin",
    "drawOrder", *_UNSEEN,
)  # fmt: skip


@dataclass(slots=True)
class _State:
    """Where in the file the reader is: the folders around, how many places it met, and the samples of the
    track that is open."""

    name: str
    clock: Clock
    folders: list[str] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    """How many places were met before each of the folders."""
    number: int = 0
    sampled: int = 0
    title: str = ""
    whens: list[str] = field(default_factory=list)
    coords: list[str] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The folders around, outermost first."""
        return " / ".join(name for name in self.folders if name) or self.name


def items(events: Iterable[tuple[str, Element]], name: str, clock: Clock) -> Iterator[Item | Problem]:
    """Every place and way, the samples of every track, and what folders say of themselves."""
    state = _State(name, clock)
    for event, element in events:
        tag = local(element)
        if event == "start":
            _begun(state, tag)
        elif tag in {"when", "coord"} and _inside(element, "Track"):
            (state.whens if tag == "when" else state.coords).append((element.text or "").strip())
            let_go(element, _LET_GO)
        elif tag == "name":
            _named(state, element)
        elif tag in _UNSEEN:
            element.clear()
        else:
            yield from _finish(state, tag, element)


def _finish(state: _State, tag: str, element: Element) -> Iterator[Item | Problem]:
    if tag == "Track":
        yield from _samples(state)
    elif tag in _FEATURES:
        yield from _feature(state, tag, element)
        let_go(element, _LET_GO)
    elif tag in _AROUND:
        yield from _folder(state, element)
    elif element.getparent() is None:
        # what stands in no map, such as the words of a server (NetworkLinkControl)
        lines = list(said(element, (*_NOT_WORDS, *_AROUND, *_FEATURES)))
        if lines:
            yield place("file", 0, state.name, state.name, None, lines, None)


def _begun(state: _State, tag: str) -> None:
    if tag in _AROUND:
        state.folders.append("")
        state.before.append(state.number)
    elif tag in _FEATURES:
        state.number += 1
        state.sampled, state.title = 0, ""
    elif tag == "Track":
        state.whens, state.coords = [], []


def _named(state: _State, element: Element) -> None:
    words = (element.text or "").strip()
    if state.folders and any(_inside(element, name) for name in _AROUND):
        state.folders[-1] = words
    elif any(_inside(element, name) for name in _FEATURES):
        state.title = words


def _feature(state: _State, tag: str, element: Element) -> Iterator[Item]:
    """A place with its position, a way with its points, else a record of what it says; nothing where it only
    held samples."""
    written = [*_coordinates(element)]
    points = [*filter(None, map(_point, written))]
    lines = [*said(element, _NOT_WORDS), *_way(written, points)]
    raw = first(element, "when", "begin")
    if lines or points or raw or not state.sampled:
        kind = "place" if tag == "Placemark" else tag
        where = points[0] if points else None
        if not lines and where is None:
            lines = [f"{kind} without words"]
        yield place(
            f"{kind} {state.number}", state.number, f"{state.name}: {state.where}", state.where, where, lines, moment_of(raw, state.clock),
        )  # fmt: skip


def _way(written: list[str], points: list[Point]) -> Iterator[str]:
    """The points of a way, and what they say besides."""
    if len(points) > 1:
        yield "Way: " + "; ".join(map(shown, points))
    if more := [each for each in written if _says_more(each)]:
        yield "As written, with heights: " + " ".join(more)


def _coordinates(element: Element) -> Iterator[str]:
    """The points inside an element as they are written."""
    for part in element.iter():
        if local(part) == "coordinates":
            for run in (part.text or "").split():
                yield from _apart(run)


def _says_more(written: str) -> bool:
    """Whether a point is none, or says more than its position, such as a height."""
    commas = written.count(",")
    has_height = commas == 2 and written.rpartition(",")[2] not in {"0", "0.0", ""}
    return has_height or commas > 2 or not _point(written)


def _samples(state: _State) -> Iterator[Item | Problem]:
    """A position for each time of a track; one that has no partner is told without it."""
    if state.whens and state.coords and len(state.whens) != len(state.coords):
        yield Problem(f"place {state.number}", ProblemKind.PARTLY_READ, UNEVEN)
    for raw, written in zip_longest(state.whens, state.coords, fillvalue=""):
        state.sampled += 1
        numbers = written.split()
        point = point_of(numbers[1], numbers[0]) if len(numbers) > 1 else None
        yield place(
            f"place {state.number} point {state.sampled}", state.sampled, f"{state.name}: track {state.number}", state.title or state.where,
            point, _lines(numbers, point), moment_of(raw, state.clock),
        )  # fmt: skip
    state.whens, state.coords = [], []


def _lines(numbers: list[str], point: Point | None) -> list[str]:
    """What a sample says besides its position."""
    if point:
        return [f"height: {numbers[2]}"] if len(numbers) > 2 else []
    return [f"coordinates: {' '.join(numbers)}" if numbers else "a time without a position"]


def _folder(state: _State, element: Element) -> Iterator[Item]:
    """What a folder says besides its name; its name too, where nothing lies in it that stands under that (a
    map with nothing in it at all is told as such)."""
    empty = state.before.pop() == state.number and bool(state.before or state.number)
    for each in element:
        if local(each) == "name" and not empty:
            # the folder's own name, which is kept already; names deeper down are other things' (an author's)
            each.text = None
    lines = list(said(element, (*(set(_NOT_WORDS) - {"when", "begin"}), *_AROUND, *_FEATURES)))
    if lines:
        state.number += 1
        yield place(
            f"folder {state.number}",
            state.number,
            f"{state.name}: {state.where}",
            state.where,
            None,
            lines,
            None,
        )
    state.folders.pop()
    let_go(element, _LET_GO)


def _apart(run: str) -> list[str]:
    """The points of a run without blanks: some programs write commas alone, with a height for each, and
    Google Earth reads them so."""
    numbers = run.split(",")
    return (
        [",".join(numbers[at : at + 3]) for at in range(0, len(numbers), 3)]
        if len(numbers) > 3 and not len(numbers) % 3
        else [run]
    )


def _point(written: str) -> Point | None:
    """Longitude, latitude and perhaps height, with commas between; None where that is no place on earth."""
    east, _, rest = written.partition(",")
    return point_of(rest.partition(",")[0], east)


def _inside(element: Element, name: str) -> bool:
    around = element.getparent()
    return around is not None and local(around) == name

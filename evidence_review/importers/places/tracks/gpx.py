"""GPX: waypoints, points of routes and of tracks, as they end in the stream (topografix.com, GPX 1.0 and
1.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Item
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.places.tracks.words import first, let_go, place, point_of, said
from evidence_review.importers.plugin import Clock

_POINTS = {"wpt": "waypoint", "rtept": "route", "trkpt": "track"}
_WAYS = {"rte": "route", "trk": "track"}
_LET_GO = _POINTS.keys() | _WAYS.keys()
_OF_FILE = "file"


@dataclass(slots=True)
class _State:
    """Where in the file the reader is: how many ways and points it met, and the name of the way; what the
    file says of itself."""

    name: str
    clock: Clock
    counts: dict[str, int] = field(default_factory=dict)
    title: str = ""
    segment: int = 0
    inside: int = 0
    about: list[str] = field(default_factory=list)

    def next(self, what: str) -> int:
        """One more of a kind; its number from 1."""
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]


def items(events: Iterable[tuple[str, Element]], name: str, clock: Clock) -> Iterator[Item]:
    """Every point, then of each way what it says besides, and what the file says of itself."""
    state = _State(name, clock)
    for event, element in events:
        tag = local(element)
        if event == "start":
            _begun(state, tag, element)
        elif tag in _POINTS:
            yield _point(state, tag, element)
            let_go(element, _LET_GO)
        elif tag in _WAYS:
            yield from _way(state, tag, element)
            let_go(element, _LET_GO)
        else:
            _take_words(state, tag, element)
    if state.about:
        yield place(_OF_FILE, 0, name, name, None, state.about, None)


def _way(state: _State, tag: str, element: Element) -> Iterator[Item]:
    if lines := list(said(element, ("trkseg", "rtept"))):
        locator = f"{_WAYS[tag]} {state.counts[tag]}"
        yield place(locator, 0, _thread(state, tag), state.title, None, lines, None)


def _take_words(state: _State, tag: str, element: Element) -> None:
    """The name of a way, and what the file says of itself."""
    around = element.getparent()
    if around is None:
        return
    words = (element.text or "").strip()
    if tag == "name" and local(around) in _WAYS:
        state.title = words
    elif local(around) == "gpx":
        if len(element):
            state.about += said(element)
        elif words:
            state.about.append(f"{tag}: {words}")
        let_go(element, _LET_GO)


def _begun(state: _State, tag: str, element: Element) -> None:
    if tag in _WAYS:
        state.next(tag)
        state.title, state.segment, state.inside = "", 0, 0
    elif tag == "trkseg":
        state.segment += 1
        state.inside = 0
    maker = element.get("creator")
    if maker and element.getparent() is None:
        state.about.append(f"creator: {maker}")


def _point(state: _State, tag: str, element: Element) -> Item:
    """A point, with its height and all else that is said of it."""
    way = {"trkpt": "trk", "rtept": "rte"}.get(tag)
    if way:
        state.inside += 1
        part = f" segment {state.segment}" if tag == "trkpt" else ""
        locator, number = (
            f"{_POINTS[tag]} {state.counts.get(way, 0)}{part} point {state.inside}",
            state.next(f"{way} points"),
        )
    else:
        number = state.next(tag)
        locator = f"waypoint {number}"
    raw = first(element, "time")
    point = point_of(element.get("lat"), element.get("lon"))
    odd = [] if point else [f"{key}: {value}" for key, value in element.attrib.items()]
    thread, title = (_thread(state, way), state.title) if way else (f"{state.name}: waypoints", state.name)
    return place(
        locator, number, thread, title, point, [*odd, *said(element, ("time",))], moment_of(raw, state.clock)
    )


def _thread(state: _State, way: str) -> str:
    return f"{state.name}: {_WAYS[way]} {state.counts.get(way, 0)}"

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
    """Where in the file the reader is: how many ways and points it met, and the name of the way."""

    name: str
    clock: Clock
    counts: dict[str, int] = field(default_factory=dict)
    title: str = ""
    segment: int = 0
    inside: int = 0

    def next(self, what: str) -> int:
        """One more of a kind; its number from 1."""
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]


def items(events: Iterable[tuple[str, Element]], name: str, clock: Clock) -> Iterator[Item]:
    """Every point, then of each way what it says besides, and what the file says of itself."""
    state, about = _State(name, clock), list[str]()
    for event, element in events:
        tag, around = local(element), element.getparent()
        if event == "start":
            _begun(state, tag)
            about += [f"creator: {maker}" for maker in [element.get("creator")] if maker and around is None]
        elif tag in _POINTS:
            yield _point(state, tag, element)
            let_go(element, _LET_GO)
        elif tag in _WAYS:
            if lines := list(said(element, ("trkseg", "rtept"))):
                yield place(
                    f"{_WAYS[tag]} {state.counts[tag]}",
                    0,
                    _thread(state, tag),
                    state.title,
                    None,
                    lines,
                    None,
                )
            let_go(element, _LET_GO)
        elif tag == "name" and around is not None and local(around) in _WAYS:
            state.title = (element.text or "").strip()
        elif around is not None and local(around) == "gpx":
            about += (
                said(element)
                if len(element)
                else [f"{tag}: {words}" for words in [(element.text or "").strip()] if words]
            )
            let_go(element, _LET_GO)
    if about:
        yield place(_OF_FILE, 0, name, name, None, about, None)


def _begun(state: _State, tag: str) -> None:
    if tag in _WAYS:
        state.next(tag)
        state.title, state.segment, state.inside = "", 0, 0
    elif tag == "trkseg":
        state.segment += 1
        state.inside = 0


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

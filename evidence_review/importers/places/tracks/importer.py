"""Places and ways on the ground, as phones, watches, sat navs and maps write them: GPX 1.0 and 1.1, KML 2.0
to 2.3 (OGC 12-007r2).

Each point with a time of its own is one item, since a line of enquiry covers days: waypoints, points of
routes and tracks, places of a map.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.xml_stream import Element, Events, encoding_of, local
from evidence_review.importers.places.tracks import gpx as tracks_gpx
from evidence_review.importers.places.tracks import kml as tracks_kml
from evidence_review.importers.plugin import About, Clock, Importer, file_chunks, head
from evidence_review.importers.tally import tallied

# atomic: a comment ends at its first "-->", or a file of many comments would be tried in endless ways
_OPENING = re.compile(r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<(?:[\w.-]+:)?(gpx|kml)[\s/>]", re.DOTALL)
_EARLY = (
    "The file ends early or is damaged here; what follows this place could not be read. Ask for a "
    "complete copy."
)
_EMPTY = (
    "This file of places holds none. Nothing in it has been reviewed. Ask whether a complete copy exists."
)
_SHOWN = {
    "wpt": "waypoints (wpt)", "trkpt": "points of tracks (trkpt)", "rtept": "points of routes (rtept)",
    "trk": "tracks (trk)", "rte": "routes (rte)", "Placemark": "places (Placemark)",
}  # fmt: skip
"""Elements that other programs count, and what the account calls them."""
_MENDED = "{} characters were written as XML does not allow and were mended."


def recognises(path: Path) -> bool:
    """Whether the first element is `gpx` or `kml`."""
    return bool(_first(path))


def _first(path: Path) -> str:
    start = head(path, 65_536)
    encoding, skip = encoding_of(start)
    found = _OPENING.match(start[skip:].decode(encoding, "replace"))
    return found[1] if found else ""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every place in the order of the file, what the file says of itself, and where it ends early."""
    yield from tallied(_all(path, options), _EMPTY)


def _all(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    events, clock = Events(file_chunks(path)), Clock(options.zone)
    shown = Counter[str]()
    reader = tracks_gpx if _first(path) == "gpx" else tracks_kml
    places: Iterable[Item | Problem] = reader.items(_counted(events, shown), path.name, clock)
    last = "file"
    for item in places:
        yield item
        last = item.locator
    if events.broken:
        yield Problem(f"after {last}", ProblemKind.PARTLY_READ, _EARLY, 1)
    if events.mended:
        yield Problem("file", ProblemKind.SOURCE_FLAG, _MENDED.format(events.mended))
    yield from (Declared(what, shown[tag]) for tag, what in _SHOWN.items() if shown[tag])


def _counted(events: Iterable[tuple[str, Element]], shown: Counter[str]) -> Iterator[tuple[str, Element]]:
    """The same events; elements that another program would count are counted by their names alone."""
    for event, element in events:
        if event == "start" and (tag := local(element)) in _SHOWN:
            shown[tag] += 1
        yield event, element


IMPORTER = Importer(
    "Places and tracks (GPX, KML)",
    "1",
    recognises,
    read,
    about=About(
        "GPX and KML files of phones, watches, sat navs and maps; KMZ as an archive",
        "GPX 1.0 and 1.1 with extensions, KML 2.0 to 2.3 with gx:Track, Google's older timelines as KML",
        (
            "waypoints, points of routes and tracks, places and ways of a map, each with its position, "
            "time, names, description and every further value; what the file says of itself"
        ),
        (
            "pictures and maps at addresses elsewhere, which are named and never fetched; styles, "
            "views and the declarations of fields"
        ),
        (
            "A way without times of its own is one item with its points in order. A time that names no "
            "zone is kept as written."
        ),
    ),
)

"""What Google Photos says of one picture, in a file of JSON beside it: when it was taken, where, its title
and who is in it.

The picture itself is an item of its own, by its bytes; these words stand beside it under its title.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evidence_review.domain.evidence import Item, Moment, Problem
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.markup import json_stream
from evidence_review.importers.times.epochs import epoch

APP = "Google Photos"


def said_of_it(download: Download, name: str) -> Iterator[Item | Problem]:
    """One item for the file, with all its values; its time is when the picture was taken."""
    loaded = json_stream.load(download.files.tree.chunks(name))
    if isinstance(loaded.value, dict) and loaded.value:
        yield _item(loaded.value, name)
    if loaded.cut is not None:
        yield json_stream.cut_problem(name)


def _item(said: dict[str, Any], name: str) -> Item:
    item = account_records.record(said, name, str(said.get("title") or name), 1, APP)
    point = _point(said)
    if point is None:
        return replace(item, sent=_taken(said))
    words = f"Position: {point[0]:.7f}, {point[1]:.7f}\n{item.text or ''}"
    return replace(item, sent=_taken(said), kind=ItemKind.LOCATION, text=words)


def _taken(said: dict[str, Any]) -> Moment | None:
    taken = said.get("photoTakenTime")
    found = epoch(taken.get("timestamp")) if isinstance(taken, dict) else None
    return found if found and found.utc else None


def _point(said: dict[str, Any]) -> tuple[float, float] | None:
    """Where it was taken; Google writes 0, 0 where it does not know."""
    for key in ("geoData", "geoDataExif"):
        place = said.get(key)
        if isinstance(place, dict):
            north, east = place.get("latitude"), place.get("longitude")
            if isinstance(north, int | float) and isinstance(east, int | float) and (north or east):
                return float(north), float(east)
    return None

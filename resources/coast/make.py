"""Makes `land.json` of Natural Earth's land at 1:10 million (public domain).

It is taken as the npm package world-atlas 2.0.2 carries it (TopoJSON; ISC licence of the package).

Run once by hand, never with the program:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python resources/coast/make.py package/land-10m.json

Each ring is a flat list of whole numbers: longitude and latitude in thousandths of a degree, then the steps from point
to point. `fine` keeps 0.002 degrees in and around the British Isles and 0.03 elsewhere, `coarse` 0.15 everywhere; islands
smaller than that are left out.
"""

import itertools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

type Point = tuple[float, float]

HERE = (-11.5, 48.5, 4.0, 61.5)
"""West, south, east, north of the British Isles with the coasts opposite."""


def rings(topology: dict) -> Iterator[list[Point]]:
    """Every ring of land, in degrees."""
    (across, down), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        made: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            made.append((x * across + west, y * down + south))
        arcs.append(made)
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            for ring in polygon:
                points: list[Point] = []
                for at in ring:
                    part = arcs[at] if at >= 0 else arcs[~at][::-1]
                    points += part[1:] if points else part
                yield points


def simplified(points: list[Point], tolerance: Callable[[Point], float]) -> list[Point]:
    """The points that are needed to stay within the tolerance (Douglas and Peucker)."""
    half = len(points) // 2
    keep = {0, half, len(points) - 1}
    waiting = [(0, half), (half, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = 0.0, 0
        for one in range(first + 1, last):
            off = distance(points[one], points[first], points[last]) / tolerance(points[one])
            if off > far:
                far, at = off, one
        if far > 1:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [points[one] for one in sorted(keep)]


def distance(point: Point, one: Point, other: Point) -> float:
    """From a point to a stretch, in degrees."""
    (x, y), (x1, y1), (x2, y2) = point, one, other
    dx, dy = x2 - x1, y2 - y1
    long = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / long)) if long else 0.0
    return ((x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2) ** 0.5


def is_here(point: Point) -> bool:
    """Whether a point lies in or near the British Isles."""
    return HERE[0] <= point[0] <= HERE[2] and HERE[1] <= point[1] <= HERE[3]


def written(points: list[Point]) -> list[int]:
    """The first point and the steps, in thousandths of a degree."""
    whole = [(round(x * 1000), round(y * 1000)) for x, y in points]
    out = list(whole[0])
    for (x1, y1), (x2, y2) in itertools.pairwise(whole):
        if (x1, y1) != (x2, y2):
            out += [x2 - x1, y2 - y1]
    return out


def level(land: list[list[Point]], tolerance: Callable[[Point], float]) -> list[list[int]]:
    """Every ring that is larger than the tolerance, simplified."""
    made: list[list[int]] = []
    for ring in land:
        wide = max(x for x, _ in ring) - min(x for x, _ in ring)
        high = max(y for _, y in ring) - min(y for _, y in ring)
        if max(wide, high) > 2 * tolerance(ring[0]):
            one = written(simplified(ring, tolerance))
            made += [one] if len(one) >= 8 else []
    return made


if __name__ == "__main__":
    land = list(rings(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
    fine = level(land, lambda point: 0.002 if is_here(point) else 0.03)
    coarse = level(land, lambda _point: 0.15)
    out = {
        "source": "Natural Earth 4.1.0, land at 1:10 million, public domain (naturalearthdata.com)",
        "coarse": coarse,
        "fine": fine,
    }
    Path(__file__).with_name("land.json").write_text(json.dumps(out, separators=(",", ":")) + "\n", "utf-8")

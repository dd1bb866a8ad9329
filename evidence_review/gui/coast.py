"""The coasts of the world, which come with the program: read once, beside the window."""

import json
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.gui.models.overview.map_sight import spot_of

LAND = RESOURCES / "coast" / "land.json"


@dataclass(frozen=True, slots=True)
class Ring:
    """A piece of land on the flat world, with the box around it."""

    path: QPainterPath
    box: QRectF


@dataclass(frozen=True, slots=True)
class Coast:
    """The land, coarse for a sight of half the world and fine for a nearer one."""

    coarse: tuple[Ring, ...] = ()
    fine: tuple[Ring, ...] = ()


def read_coast() -> Coast:
    """The land as it comes with the program."""
    said = json.loads(LAND.read_text("utf-8"))
    return Coast(tuple(map(_ring, said["coarse"])), tuple(map(_ring, said["fine"])))


def _ring(steps: list[int]) -> Ring:
    east = north = 0
    points: list[QPointF] = []
    for at in range(0, len(steps), 2):
        east, north = east + steps[at], north + steps[at + 1]
        points.append(QPointF(*spot_of(north / 1000, east / 1000)))
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return Ring(path, path.boundingRect())

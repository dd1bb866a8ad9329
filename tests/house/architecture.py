"""The picture of the house, docs/architecture.svg, made from the contracts in pyproject.toml: python
tests/house/architecture.py writes it. Rooms and families are boxes; a box may import what stands below it.
"""

import tomllib
from dataclasses import dataclass, field
from html import escape
from itertools import accumulate, chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "architecture.svg"
HOUSE = "evidence_review"
LETTER, LINE, GAP, EDGE = 6.6, 17, 6, 8
"""Pixels of a letter, a line of words, between boxes, and between a box and what is in it."""
FILLS = ("#ffffff", "#eef2f6", "#dbe5ee", "#ffffff", "#eef2f6")
"""By depth: the house, a room, a family, and what a family holds."""


def contracts() -> list[dict]:
    """What pyproject.toml says today."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def layered(found: list[dict]) -> dict[str, list[list[str]]]:
    """The layers of each package that has them, top first; those of single formats are left out."""
    whole = {one["containers"][0]: one["layers"] for one in found if one["type"] == "layers"}
    return {
        name: [[part.strip() for part in layer.replace(":", "|").split("|")] for layer in layers]
        for name, layers in whole.items()
        if name.count(".") < 2 or name.startswith(f"{HOUSE}.gui.")
    }


def below(found: list[dict]) -> dict[str, list[str]]:
    """For each room the rooms that it may import by the layers, nearest first; walls of other contracts are
    left out."""
    rows = layered(found)[HOUSE]
    return {room: list(chain.from_iterable(rows[at + 1 :])) for at, row in enumerate(rows) for room in row}


@dataclass
class Box:
    """A package: its name, and the rows of boxes in it."""

    name: str
    depth: int = 0
    rows: list[list["Box"]] = field(default_factory=list)

    @property
    def wide(self) -> float:
        """Pixels across."""
        inner = [sum(one.wide for one in row) + GAP * (len(row) - 1) for row in self.rows]
        return max([len(self.name) * LETTER, *inner]) + 2 * EDGE

    @property
    def high(self) -> float:
        """Pixels from top to bottom."""
        return LINE + GAP + sum(max(one.high for one in row) + GAP for row in self.rows)

    def drawn(self, x: float, y: float, wide: float, high: float) -> list[str]:
        """The box and all that is in it, in a place that may be larger than it needs."""
        size = f'x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}"'
        bold = ' font-weight="bold"' if self.depth < 2 else ""
        out = [
            f'<rect {size} rx="4" fill="{FILLS[self.depth]}" stroke="#8496a8"/>',
            f'<text x="{x + EDGE:.0f}" y="{y + LINE:.0f}"{bold}>{escape(self.name)}</text>',
        ]
        y += LINE + GAP
        for row in self.rows:
            tall = max(one.high for one in row)
            spare = (wide - 2 * EDGE - GAP * (len(row) - 1) - sum(one.wide for one in row)) / len(row)
            widths = [one.wide + spare for one in row]
            lefts = accumulate((one + GAP for one in widths[:-1]), initial=x + EDGE)
            for one, left, room in zip(row, lefts, widths, strict=True):
                out += one.drawn(left, y, room, tall)
            y += tall + GAP
        return out


def box(name: str, layers: dict[str, list[list[str]]], depth: int = 0) -> Box:
    """A package with what is in it."""
    rows = [[box(f"{name}.{one}", layers, depth + 1) for one in row] for row in layers.get(name, [])]
    return Box(name.rpartition(".")[2], depth, rows)


def picture(found: list[dict]) -> str:
    """The picture of these contracts, as SVG."""
    house = box(HOUSE, layered(found))
    walls = ["Held besides:", *(f"· {one['name']}" for one in found if one["type"] != "layers")]
    wide, high = house.wide, house.high
    whole = high + 2 * EDGE + LINE * (len(walls) + 1)
    looks = 'font-family="DejaVu Sans, Verdana, sans-serif" font-size="11" fill="#1c2733"'
    view = f"0 0 {wide + 2 * EDGE:.0f} {whole:.0f}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" {looks}>',
        f'<rect width="{wide + 2 * EDGE:.0f}" height="{whole:.0f}" fill="#ffffff"/>',
        *house.drawn(EDGE, EDGE, wide, high),
    ]
    lines += [
        f'<text x="{2 * EDGE}" y="{high + EDGE + LINE * (at + 1):.0f}">{escape(words)}</text>'
        for at, words in enumerate(walls)
    ]
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    PICTURE.write_text(picture(contracts()), "utf-8")

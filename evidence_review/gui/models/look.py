"""How the window looks, as values: colours by purpose, text size, and the small file of view settings that
holds no case data."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from evidence_review.gui.models.helping.key_choice import usable

BREAKS = (0, 20, 30, 45, 60, 90)
"""Minutes of work after which a break is called to mind; 0 for never."""
SIZES = (80, 90, 100, 115, 130, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by purpose, as #rrggbb. Every text colour has a contrast of 4.5 or more on every ground it
    stands on; `edge`, the border of whatever is pressed or written in, and `accent`, that of what has the focus,
    3 or more; `line` only parts one thing from another."""

    name: str
    ground: str
    card: str
    rail: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    bubble_in: str
    bubble_out: str
    bubble_edge: str
    terms: tuple[str, ...]
    kinds: tuple[str, ...]


LIGHT = Look(
    "light",
    ground="#f5f6f8",
    card="#ffffff",
    rail="#e9ecf1",
    line="#d3d8e0",
    edge="#7a8494",
    text="#1a1f27",
    muted="#525c6b",
    accent="#1d5a9e",
    on_accent="#ffffff",
    soft="#e2edf9",
    good="#17653d",
    good_soft="#e1f3e8",
    warn="#7a4b00",
    warn_soft="#fff2d6",
    bad="#a5211a",
    bad_soft="#fdeae8",
    bubble_in="#f0f2f6",
    bubble_out="#e4eefb",
    bubble_edge="#d3d8e0",
    terms=("#a14b00", "#0b5f8a", "#00694b", "#8d2d75", "#5b5200"),
    kinds=("#1d5a9e", "#8d2d75", "#00694b", "#a14b00", "#5b3aa8", "#5b5200", "#7a3b2e", "#3f4651"),
)
DARK = Look(
    "dark",
    ground="#17191d",
    card="#1f2227",
    rail="#131518",
    line="#3a404a",
    edge="#7b8592",
    text="#e9ebee",
    muted="#a9b1bd",
    accent="#86b7f4",
    on_accent="#0e1a29",
    soft="#21344c",
    good="#74d29d",
    good_soft="#1c3427",
    warn="#ecc063",
    warn_soft="#382d15",
    bad="#f59c94",
    bad_soft="#40211f",
    bubble_in="#2a2e35",
    bubble_out="#22344a",
    bubble_edge="#3f4651",
    terms=("#ffb070", "#7cc7f2", "#6fd9b3", "#eda0d6", "#e0d36a"),
    kinds=("#86b7f4", "#eda0d6", "#6fd9b3", "#ffb070", "#c3b1ff", "#e0d36a", "#f0a899", "#c3cad4"),
)
CONTRAST = Look(
    "high contrast",
    ground="#000000",
    card="#000000",
    rail="#000000",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    soft="#00307a",
    good="#7dffb0",
    good_soft="#000000",
    warn="#ffe14d",
    warn_soft="#000000",
    bad="#ffb0aa",
    bad_soft="#000000",
    bubble_in="#000000",
    bubble_out="#00204f",
    bubble_edge="#ffffff",
    terms=("#ffb070", "#8fd8ff", "#7dffcb", "#ffb3ec", "#fff27a"),
    kinds=("#8fd8ff", "#ffb3ec", "#7dffcb", "#ffb070", "#d3c4ff", "#fff27a", "#ffc3b5", "#ffffff"),
)
LOOKS = (LIGHT, DARK, CONTRAST)


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """What a person may change about the view. Nothing here comes from a case (reference/law.md P4)."""

    look: str = "light"
    text_size: int = 100
    grey_pages: bool = False
    blur_pictures: bool = True
    less_detail: bool = False
    break_minutes: int = 0
    keys: tuple[tuple[str, str], ...] = ()
    """Keys that were chosen, by act, in place of those we ship."""

    def colours(self) -> Look:
        """The chosen colours, light where the name is unknown."""
        return next((look for look in LOOKS if look.name == self.look), LIGHT)

    def larger(self, steps: int) -> "ViewSettings":
        """The same with the text some steps larger, or smaller."""
        at = min(range(len(SIZES)), key=lambda i: abs(SIZES[i] - self.text_size))
        size = SIZES[max(0, min(len(SIZES) - 1, at + steps))]
        return replace(self, text_size=size)


def settings_file() -> Path:
    """Where the view settings lie: the user's configuration folder."""
    base = os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "evidence_review" / "view.json"


def read_settings(path: Path) -> tuple[ViewSettings, str]:
    """The settings kept there, and a sentence where some of them could not be read: the file is then kept
    beside itself, as `view.old.json`, before another is written over it."""
    try:
        raw = path.read_bytes()
    except OSError:
        return ViewSettings(), ""
    try:
        untrusted = json.loads(raw)
    except ValueError:
        untrusted = None
    kept = untrusted if isinstance(untrusted, dict) else {}
    made = {name: read(kept[name]) for name, read in _READ.items() if name in kept}
    good = {name: value for name, value in made.items() if value is not None}
    if kept and made.keys() == good.keys() and kept.keys() <= _READ.keys():
        return replace(ViewSettings(), **good), ""
    aside = path.with_name("view.old.json")
    told = "Some view settings could not be read; they are as we ship them."
    with suppress(OSError):
        aside.write_bytes(raw)
        told = f"{told} The old file is kept: {aside.name}."
    return replace(ViewSettings(), **good), told


def _keys(untrusted: Any) -> tuple[tuple[str, str], ...] | None:
    try:
        pairs = [(str(act), str(key)) for act, key in untrusted]
    except (TypeError, ValueError):
        return None
    return usable(pairs)


def _switch(untrusted: Any) -> bool | None:
    return bool(untrusted) if isinstance(untrusted, bool | int) else None


_READ: dict[str, Callable[[Any], Any]] = {
    "look": lambda name: next((look.name for look in LOOKS if look.name == name), None),
    "text_size": lambda wanted: next((size for size in SIZES if size == wanted), None),
    "grey_pages": _switch,
    "blur_pictures": _switch,
    "less_detail": _switch,
    "break_minutes": lambda wanted: next((many for many in BREAKS if many == wanted), None),
    "keys": _keys,
}
"""How each setting is read; None where it makes no sense."""


def write_sheet_of_keys(path: Path, text: str) -> str:
    """Write the keys where a person asked for it; a sentence where that cannot be done."""
    try:
        path.write_text(text, "utf-8")
    except OSError:
        return "The keys cannot be written there. Choose another folder."
    return ""


def save_settings(path: Path, settings: ViewSettings) -> None:
    """Keep the settings for next time; a folder that cannot be written is no reason to stop."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(settings), indent=1), "utf-8")
    except OSError:
        return

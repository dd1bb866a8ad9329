"""docs/screens: each sheet that its page names is there, and all of them are small enough to be kept."""

import re
from pathlib import Path

from tests.gui.screens.sheets import BEFORE

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "screens"
MOST = 12_000_000
"""Bytes of all pictures together."""


def test_the_sheets_that_are_named_are_there_and_small():
    named = set(re.findall(r"\(([\w-]+\.webp)\)", (FOLDER / "README.md").read_text("utf-8")))
    kept = {one.name for one in FOLDER.glob("*.webp")}
    assert named
    assert named - kept == set()
    assert sum(one.stat().st_size for one in FOLDER.rglob("*.webp")) <= MOST


def test_a_picture_of_before_has_a_sheet():
    before = {one.name for one in (FOLDER / "before").glob("*.webp")}
    assert {one for names in BEFORE.values() for one in names} <= before
    assert {f"{name}.webp" for name in BEFORE if not name.startswith("dialog-")} <= {
        one.name for one in FOLDER.glob("*.webp")
    }

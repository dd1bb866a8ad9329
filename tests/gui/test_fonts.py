"""A message that holds an emoji shows it, also on a machine that has no font for it."""

import subprocess
import sys

import pytest

LOOK = """
import sys
from PySide6.QtGui import QFontDatabase, QTextLayout
from PySide6.QtWidgets import QApplication
from evidence_review.gui import app
made = app.application()
print(sorted(family for family in QFontDatabase.families() if "emoji" in family.casefold()))
for char in ("\\U0001f643", "\\U0001f44d\\U0001f3fd", "\\U0001f1ec\\U0001f1e7"):
    layout = QTextLayout(char, made.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    print(all("emoji" in run.rawFont().familyName().casefold() and all(run.glyphIndexes()) for run in runs), len(runs))
"""


@pytest.mark.parametrize("fonts", ["ours", "the machine's"])
def test_emoji_are_drawn_with_or_without_a_font_of_the_machine(tmp_path, fonts):
    """With `ours` the machine has one font only, which holds no emoji in colour."""
    around = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    if fonts == "ours":
        rules = tmp_path / "fonts.conf"
        rules.write_text(
            f"<fontconfig><dir>{tmp_path}/none</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>",
            "utf-8",
        )
        around["FONTCONFIG_FILE"] = str(rules)
    done = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=False, env=around, timeout=120
    )
    families, *drawn = done.stdout.splitlines()
    assert "Emoji" in families, done.stderr[-500:]
    assert drawn == ["True 1", "True 1", "True 1"]

"""Pictures of every page, tab and dialog of the window, from the demo case, at three sizes, light and dark, and the
sheets in docs/screens that set them beside what was there before:

    .venv/bin/python -m tests.gui.screens [--case FOLDER] [--before FOLDER]

Without --case the demo is made first. It ends with 1 where a word is cut, a part lies on another or a dialog is larger
than its screen, and says where.
"""

import os
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before PySide6 is imported anywhere

from evidence_review.domain.progress import finish
from evidence_review.gui import app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.workflow.demonstrating import run_demo
from tests.gui.screens.sheets import make_sheets
from tests.gui.screens.walk import Walk

ROOT = Path(__file__).resolve().parents[3]


def main() -> int:
    """Walk, then lay the sheets."""
    given = ArgumentParser(prog="python -m tests.gui.screens")
    given.add_argument("--case", type=Path, help="folder of a demo case; it is copied, never changed")
    given.add_argument("--before", type=Path, default=ROOT / "docs" / "screens" / "before")
    asked = given.parse_args()
    work = Path(tempfile.mkdtemp(prefix="screens_"))
    try:
        case = work / "case"
        if asked.case:
            shutil.copytree(asked.case, case)
        else:
            finish(run_demo(work))
        walk = _walk(case, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for name, found in walk.wrong.items():
        sys.stdout.write(f"{name}: {found}\n")
    made = make_sheets(walk.shots, asked.before, ROOT / "docs" / "screens")
    size = sum(one.stat().st_size for one in made)
    sys.stdout.write(f"{len(walk.made)} pictures in {walk.shots}, {len(made)} sheets, {size / 1e6:.1f} MB\n")
    sys.stdout.flush()
    return 1 if walk.wrong else 0


def _walk(case: Path, work: Path) -> Walk:
    made = app.application()
    window = app.build(made, ViewSettings(), work / "view.json")
    window.show()
    walk = Walk(window, case, ROOT / "shots" / "demo")

    def change(settings: ViewSettings) -> None:
        app.dress(made, settings)
        window.change_view(settings)

    walk.all(change)
    window.close()
    return walk


if __name__ == "__main__":
    sys.exit(main())

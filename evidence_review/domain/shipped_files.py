"""Where the files that come with the program lie: beside the package, or inside the frozen folder."""

import sys
from pathlib import Path

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2]))
RESOURCES = ROOT / "resources"
MODELS = ROOT / "models"

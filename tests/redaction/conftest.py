"""The builder of hiding channels stands beside these tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "samples"))

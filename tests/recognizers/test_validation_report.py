"""The validation report is about the engine and the weights that the program carries, and hides no gap."""

import re
from pathlib import Path

from evidence_review.recognizers import ENGINE
from evidence_review.recognizers.reading import network

REPORT = Path(__file__).resolve().parents[2] / "docs" / "personal-data-validation.md"


def test_its_heading_names_this_engine_and_these_weights():
    text = REPORT.read_text(encoding="utf-8")
    assert f"| engine | {ENGINE().name} {ENGINE().version} |" in text
    assert f"| weights, sha256 | {network.seal()} |" in text


def test_O4_it_has_its_sections_sizes_intervals_and_known_misses():
    text = REPORT.read_text(encoding="utf-8")
    for section in (
        "All sets",
        "By kind",
        "By register, dialect and language",
        "Names that no list knows",
        "spoilt",
        "Known misses",
        "Honest gaps",
        "thresholds were chosen on",
    ):
        assert section in text, section
    assert len(re.findall(r"\d\.\d{3} \(\d\.\d{2}–\d\.\d{2}\)", text)) > 60
    assert len(re.findall(r"^\| [A-Z_]{3,} \| \d+ \|", text, re.MULTILINE)) > 40

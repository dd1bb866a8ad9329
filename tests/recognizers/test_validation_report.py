"""The validation report is about the engine and the weights that the program carries, and hides no gap."""

import re
from pathlib import Path

from evidence_review.recognizers import ENGINE
from evidence_review.recognizers.reading import network
from evidence_review.recognizers.reading.personal_kinds import CPS_TYPE

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "personal-data-validation.md"
DIALECTS = {
    "scouse", "geordie", "yorkshire", "brummie", "mle", "scots", "glasgow", "northernirish", "belfast", "cardiff",
    "valleys", "westcountry", "caribbean",
}  # fmt: skip
LANGUAGES = {
    "welsh", "polish", "romanian", "punjabi", "urdu", "bengali", "arabic", "turkish", "kurdish", "somali",
    "portuguese", "ukrainian", "chinese", "pidgin",
}  # fmt: skip
"""Code-switched with English, as people write."""
UNMEASURED = {
    *(
        ["HEALTH", "SOCIAL_CARE", "SEX_LIFE", "RELIGION", "ETHNICITY", "POLITICS", "TRADE_UNION", "BIOMETRIC"]
    ),  # flagged, never ticked
    *(["DATE_TIME", "DETAIL", "LOCATION", "NRP", "ORGANIZATION", "QUANTITY"]),  # of research copies alone
}
"""Kinds without a row of their own; whatever else is found has one."""


def test_its_heading_names_this_engine_and_these_weights():
    text = REPORT.read_text(encoding="utf-8")
    assert f"| engine | {ENGINE().name} {ENGINE().version} |" in text
    assert f"| weights, sha256 | {network.seal()} |" in text


def rows_under(heading: str) -> list[list[str]]:
    """The cells of each row of the first table under a heading."""
    part = REPORT.read_text(encoding="utf-8").split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in part.splitlines()
        if line.startswith("|")
    ][2:]


def share(cell: str) -> float:
    """A share as printed, its interval aside; it must be one."""
    value = float(cell.split(" ")[0])
    assert 0 <= value <= 1, cell
    return value


def test_O4_each_kind_has_its_size_recall_and_how_many_have_the_right_kind() -> None:
    rows = {row[0]: row for row in rows_under("By kind")}
    for name, row in rows.items():
        assert int(row[1]) > 0, name
        assert share(row[3]) <= share(row[2]), name  # what has the right kind is masked
    assert len(rows) > 40
    assert set(CPS_TYPE) - set(rows) == UNMEASURED
    gaps = REPORT.read_text(encoding="utf-8").split("## Honest gaps", 1)[1]
    for said in ("special categories are found by list only", "title before a name"):
        assert said in gaps


def test_O4_each_dialect_and_language_has_its_size_recall_and_precision() -> None:
    rows = {row[0]: row for row in rows_under("By register, dialect and language")}
    assert set(rows) >= DIALECTS | LANGUAGES
    for name, row in rows.items():
        texts, identifiers = int(row[1]), int(row[2])
        assert texts > 0, name
        assert identifiers >= 0, name
        share(row[3])
        share(row[4])
    for name in DIALECTS | LANGUAGES:
        assert int(rows[name][2]) > 0, name  # a share of nothing says nothing


def test_O4_every_set_has_recall_and_precision_beside_its_size_and_the_synthetic_ones_are_shipped() -> None:
    rows = rows_under("All sets")
    by_set: dict[str, set[str]] = {}
    for name, texts, _, measure, ours, *_ in rows:
        assert int(texts) > 0
        share(ours)
        by_set.setdefault(name, set()).add(measure)
    ours = {name: measures for name, measures in by_set.items() if name.startswith("UK ")}
    assert len(ours) > 10
    for name, measures in ours.items():
        assert {"direct identifiers fully masked", "words, precision"} <= measures, name
    shipped = sorted((ROOT / "tests" / "gold").glob("*.txt"))
    assert len(shipped) == 12
    assert min(path.stat().st_size for path in shipped) > 5_000


def test_O4_known_misses_are_shown_with_their_kind_and_the_very_words() -> None:
    part = REPORT.read_text(encoding="utf-8").split("\n## Known misses", 1)[1].split("\n## ", 1)[0]
    misses = re.findall(r"^- ([A-Z_]+): .*\*\*.+\*\*", part, re.MULTILINE)
    assert len(misses) > 50
    assert set(misses) <= set(CPS_TYPE)


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

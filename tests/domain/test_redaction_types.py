"""The types of redactions are those of the Crown Prosecution Service (reference/law.md I1)."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, RedactionId, UserId
from evidence_review.domain.kinds import Origin, PageReason, Purpose, RedactionType

LAW = (Path(__file__).parents[2] / "docs" / "reference" / "law.md").read_text("utf-8")


def of_the_book() -> dict[int, str]:
    """Types and reasons for pages by their number in section 5.7 of the law book."""
    table = LAW.partition("### 5.7 ")[2].partition("\n###")[0]
    return {int(number): name.strip() for number, name in re.findall(r"\| (\d+) \| ([^|]+?) (?=\|)", table)}


def mark(kind: RedactionType, reason: str, purpose: Purpose = Purpose.PRIVACY) -> Redaction:
    return Redaction(
        RedactionId("1"), ItemId(1), 0, 4, "X", kind, purpose, reason, Origin.HUMAN, UserId("u"),
        datetime.now(UTC), "[X 1]",
    )  # fmt: skip


def test_I1_the_types_are_the_fifteen_of_the_cps_and_pages_go_for_one_of_three_reasons() -> None:
    said = of_the_book()
    assert sorted(said) == list(range(1, 19))
    assert {said[number].lower() for number in range(1, 16)} == {one.lower() for one in RedactionType}
    assert {said[number] for number in range(16, 19)} == set(PageReason)


@pytest.mark.parametrize("kind", RedactionType)
@pytest.mark.parametrize("purpose", Purpose)
def test_I1_each_type_has_a_purpose_and_other_needs_a_note(kind, purpose) -> None:
    assert mark(kind, "what it is", purpose).purpose is purpose
    if kind is RedactionType.OTHER:
        for reason in ("", "  "):
            with pytest.raises(RuleBroken, match="needs a note"):
                mark(kind, reason, purpose)
    else:
        assert mark(kind, "", purpose).type is kind

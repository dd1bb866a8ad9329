"""docs/commands.md is what the commands say of themselves."""

from pathlib import Path

from evidence_review.cli.listing import commands_page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_the_commands_own_words():
    said = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert said == commands_page(), "run: python -m evidence_review.cli.listing > docs/commands.md"
    assert "| `personal conflicts` |" in said

"""docs/formats.md is what the importers say of themselves."""

from pathlib import Path

import pytest

from evidence_review.importers.formats_page import formats_page
from evidence_review.importers.order import IMPORTERS

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_the_importers_own_words():
    assert (ROOT / "docs" / "formats.md").read_text("utf-8") == formats_page(), (
        "run: evidence-review formats > docs/formats.md"
    )


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_every_importer_says_what_it_reads_and_what_not(importer):
    about = importer.about
    assert about.formats
    assert about.seen
    assert about.read
    assert about.not_read

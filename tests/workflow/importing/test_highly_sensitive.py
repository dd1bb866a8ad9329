"""Material marked as highly sensitive, or about a covert source, is refused with what to do, and nothing of it is in
the case (reference/law.md G8)."""

import pymupdf
import pytest

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing
from tests import build

BODY = "The person was seen at the corner at nine, and left with a bag that nobody had noticed before."


def tried(folder, path, ref="DP/9"):
    """The sentence of a refusal ("" where it was read), and how many items and exhibits the case holds."""
    session = build.as_user(folder, "omar")
    said = ""
    try:
        finish(importing.import_path(session, path, build.exhibit(ref), ReadOptions(zone="Europe/London")))
    except ReviewError as fault:
        said = str(fault)
    held = (
        session.case.count("SELECT count(*) FROM items"),
        session.case.count("SELECT count(*) FROM exhibits"),
    )
    opening.close(session)
    return said, *held


def document(path, *paragraphs):
    made = pymupdf.open()
    page = made.new_page()
    for number, words in enumerate(paragraphs):
        page.insert_text((72, 72 + 20 * number), words)
    made.save(path)
    return path


@pytest.mark.parametrize(
    "marking",
    [
        "TOP SECRET",
        "HIGHLY SENSITIVE: MG6D supplement",
        "CHIS CONTACT SHEET",
        "COVERT HUMAN INTELLIGENCE SOURCE",
    ],
)
def test_G8_a_marked_document_is_refused_with_the_referral_and_nothing_of_it_is_held(
    tmp_path, marking
) -> None:
    folder = build.new_case(tmp_path / "case")
    said, items, _ = tried(folder, document(tmp_path / "report.pdf", marking, BODY))
    assert "tell your supervisor and the officer for highly sensitive material" in said
    assert items == 0
    session = build.as_user(folder, "omar")
    assert not session.case.all("SELECT 1 FROM items WHERE text LIKE '%corner at nine%'")
    assert not session.case.all("SELECT 1 FROM blobs")
    opening.close(session)


@pytest.mark.parametrize("name", ["CHIS_report.pdf", "highly-sensitive.pdf", "MG6D-HS.pdf"])
def test_G8_a_name_that_says_so_is_refused_before_the_exhibit_is_made(tmp_path, name) -> None:
    folder = build.new_case(tmp_path / "case")
    said, items, exhibits = tried(folder, document(tmp_path / name, BODY))
    assert "It is not held in this program" in said
    assert (items, exhibits) == (0, 0)


def test_G8_what_only_speaks_of_such_things_is_read(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    said, items, _ = tried(
        folder, document(tmp_path / "archis.pdf", "It was top secret, she said, our chis and chips.", BODY)
    )
    assert said == ""
    assert items > 0
    chats = tmp_path / "chats"
    chats.mkdir()
    (chats / "WhatsApp Chat with Alex.txt").write_text(
        "08/03/2025, 19:00 - Alex: TOP SECRET birthday plan\n08/03/2025, 19:01 - Dana P: ok\n", "utf-8"
    )
    said, more, _ = tried(folder, chats, "DP/2")
    assert said == ""
    assert more > items

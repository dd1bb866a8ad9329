"""A scan and a screenshot in the window: picture and text side by side, with the words of a term lit on the
picture."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from scan_samples import coded, picture, scan

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import (
    ExhibitKind,
    ItemKind,
    LegalBasis,
    Points,
    RedactionType,
    Relevance,
    Role,
    TermKind,
)
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from evidence_review.gui.models.decided import why_not
from evidence_review.imaging import ocr_program
from tests.build import lighten
from tests.gui.conftest import WORDS, at_work
from tests.gui.test_screens import picture as shot

pytestmark = pytest.mark.skipif(
    ocr_program.find() is None, reason="the tesseract program is not on this machine"
)
LINES = (
    "The kettle was on when I came in.",
    "Nobody was at home at that hour.",
    "The kettle was still warm later.",
)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("scanned")
    (folder / "in").mkdir()
    (folder / "in" / "note.pdf").write_bytes(scan(coded(picture(LINES))))
    (folder / "in" / "chat.png").write_bytes(coded(picture(LINES, size=(900, 1600))))
    session = actions.create_case(folder / "case", "43AB0000325", "Operation Elm", "Ada", WORDS)
    for name, role in (("Rita", "REVIEWER"), ("Dan", "DISCLOSURE_OFFICER"), ("Sue", "SUPERVISOR")):
        actions.add_user(session, name, Role(role), WORDS)
    actions.close(session)
    lighten(folder / "case", WORDS)
    session = actions.open_case(folder / "case", "Dan", WORDS)
    exhibit = Exhibit("DOC/1", ExhibitKind.DEVICE, "", Basis(LegalBasis.WARRANT))
    finish(actions.import_path(session, folder / "in", exhibit, ReadOptions()))
    scope = ScopeRule(all_people=True, all_dates=True, undated=True)
    terms = (Term("kettle", TermKind.LEMMA),)
    actions.propose_line(
        session,
        LineOfEnquiry(1, "Tea", "Who made tea?", "Relied on.", Points.BOTH, "Tea.", "None.", scope, terms),
    )
    actions.close(session)
    session = actions.open_case(folder / "case", "Sue", WORDS)
    actions.approve_line(session, 1)
    finish(actions.flag(session))
    actions.close(session)
    return folder / "case"


def item_of(window, kind):
    return next(row.item for row in window.review.reviewing.queue.values() if row.kind is kind)


def test_a_scan_opens_beside_its_text_with_its_terms_lit(qtbot, window, scanned):
    window.open_case(scanned, "Rita", WORDS)
    at_work(window)
    page = window.review
    page.reviewing.open(item_of(window, ItemKind.PAGE))
    qtbot.waitUntil(lambda: not page.middle.picture.image.isNull(), timeout=60_000)
    assert page.middle.picture.isVisible()
    assert page.middle.bubbles.isVisible()
    assert "Text read from the picture by machine; it may be wrong." in page.middle.flags.text()
    assert len({box for box, _ in page.middle.picture.marked}) >= 2
    shot(window, "review-scan", "light", 100)


def test_E3_a_screenshot_opens_after_a_reason_and_can_be_covered_whole(qtbot, window, scanned):
    window.open_case(scanned, "Rita", WORDS)
    at_work(window)
    page = window.review
    item = item_of(window, ItemKind.IMAGE)
    page.reviewing.open(item)
    assert page.middle.picture.image.isNull()
    page.acts["as_picture"]()
    dialog = QApplication.activeModalWidget()
    dialog.findChild(QPlainTextEdit).setPlainText("the screenshot itself matters here")
    dialog.yes.click()
    qtbot.waitUntil(lambda: not page.middle.picture.image.isNull(), timeout=60_000)
    assert page.middle.bubbles.isVisible()
    assert "reveal picture" in [event.action for event in window.desk.ask(actions.events)]
    actions.decide(window.desk.session, 1, item, Relevance.RELEVANT)
    page.reviewing.again()
    page.personal.page_wanted.emit()
    dialog = QApplication.activeModalWidget()
    because = next(
        box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "The page goes because"
    )
    assert [because.itemText(at) for at in range(3)] == [
        "MG11 Backsheet",
        "Contains personal data",
        "Blank page",
    ]
    because.setCurrentIndex(2)
    shot(dialog, "cover-page", "light", 100)
    dialog.yes.click()
    (mark,) = actions.open_item(window.desk.session, 1, item).redactions
    assert (mark.kind, mark.type, mark.reason) == ("PAGE", RedactionType.OTHER, "Blank page")


def test_of_a_picture_without_words_she_is_told_to_look_at_it(qtbot, window, scanned):
    """Its text fits on any screen, so that “scroll to the end” would help nobody."""
    window.open_case(scanned, "Rita", WORDS)
    at_work(window)
    page = window.review
    page.reviewing.open(item_of(window, ItemKind.IMAGE))
    seen = page.reviewing.before()
    silent = replace(seen, item=replace(seen.item, text="", page=0), seen_whole=False)
    assert why_not(silent) == "Look at its picture first (Page)."
    assert why_not(replace(seen, seen_whole=False)) == "Scroll to the end of the item first."
    assert why_not(replace(silent, seen_whole=True)) == ""

"""A document in the window: its text with marks, and its picture, which shows what is masked only after a
reason."""

import io
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Points, Relevance, TermKind
from evidence_review.gui import actions
from tests.gui.conftest import WORDS, at_work
from tests.gui.review.one_line_case import case_of


def letter() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 740, "Note of 9 March 2025 about the evening of the concert.")
    canvas.drawString(72, 720, "Telephone 07700 900456. She was collected by Carol Other.")
    canvas.showPage()
    canvas.rect(72, 500, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def document(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("document")
    (folder / "note.pdf").write_bytes(letter())
    exhibit = Exhibit("DOC/1", ExhibitKind.DEVICE, "", Basis(LegalBasis.WARRANT))
    scope = ScopeRule(all_people=True, all_dates=True, undated=True)
    terms = (Term("concert", TermKind.LEMMA),)
    asks = "What does the note say?", "It is relied on.", Points.BOTH, "A date.", "None."
    line = LineOfEnquiry(1, "The note", *asks, scope, terms)
    return case_of(folder, folder / "note.pdf", exhibit, line, ReadOptions())


def test_a_page_is_read_as_text_and_seen_as_a_picture(qtbot, window, document):
    window.open_case(document, "Rita", WORDS)
    at_work(window)
    page = window.review
    page.reviewing.open(page.reviewing.queue.value(0).item)
    view = page.reviewing.talk.focus
    assert "page 1" in page.middle.facts.text()
    assert page.middle.switch["picture"].isVisible()
    page.acts["as_picture"]()
    assert QApplication.activeModalWidget() is None
    qtbot.waitUntil(lambda: not page.middle.picture.image.isNull(), timeout=30_000)
    assert page.middle.picture.isVisible()
    assert not page.middle.bubbles.isVisible()
    assert page.middle.picture.image.width() > 500
    is_masked = any(mark.sort in {"name", "special"} for mark in view.marks)
    act = "show masked page" if is_masked else "show page"
    assert act in [event.action for event in window.desk.ask(actions.events)]


def test_Q2_a_page_without_text_is_seen_only_by_its_picture(qtbot, window, document):
    window.open_case(document, "Rita", WORDS)
    at_work(window)
    page = window.review
    rows = page.reviewing.queue.values()
    blank = next(
        row.item for row in rows if not actions.open_item(window.desk.session, 1, row.item).text.strip()
    )
    page.reviewing.open(blank)
    QApplication.processEvents()
    assert not page.decision.relevant.isEnabled()
    page.acts["as_picture"]()
    qtbot.waitUntil(lambda: not page.middle.picture.image.isNull(), timeout=30_000)
    bar = page.middle.picture.verticalScrollBar()
    for place in range(0, bar.maximum() + 1, 60):
        bar.setValue(place)
        QApplication.processEvents()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert page.reviewing.seen_whole
    assert page.decision.relevant.isEnabled()


def test_the_approver_sees_the_page_before_and_after(qtbot, window, document):
    window.open_case(document, "Rita", WORDS)
    at_work(window)
    session = window.desk.session
    item = window.review.reviewing.queue.value(0).item
    actions.decide(session, 1, item, Relevance.RELEVANT)
    assert actions.mark_suggested(session, 1, item, attested=True)
    window.close_case()
    window.open_case(document, "Sue", WORDS)
    at_work(window)
    window.go("approve")
    window.approve.choose(item)
    window.approve.shown.pages.click()
    qtbot.waitUntil(window.approve.shown.page_after.isVisible, timeout=60_000)
    before, after = window.approve.shown.page_before.image, window.approve.shown.page_after.image
    assert before.size() == after.size()
    assert before != after

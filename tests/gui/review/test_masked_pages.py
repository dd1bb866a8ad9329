"""Pages with what is masked covered at its place: the layout without a reason, never the words."""

import shutil
from dataclasses import replace

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import (
    ExhibitKind,
    HoldKind,
    LegalBasis,
    Purpose,
    RedactionType,
    Relevance,
)
from evidence_review.gui import actions
from evidence_review.workflow.reviewing import masked_page_task as masked_page
from tests.gui.conftest import WORDS, at_work
from tests.gui.review.one_line_case import case_of, concert_of_all

NAME = "Carol Other"
PAGES = (
    (
        "Note of 9 March 2025 about the evening of the concert.",
        f"She was collected by her sister {NAME} at ten.",
    ),
    ("Nothing of the evening stands on this page.",),
    ("The concert ended at half past ten.", "Telephone 07700 900456."),
)


def pdf(pages, rotation=0):
    made = pymupdf.open()
    for lines in pages:
        page = made.new_page()
        for at, line in enumerate(lines):
            page.insert_text((72, 100 + 40 * at), line, fontsize=16)
        page.set_rotation(rotation)
    return made.tobytes()


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    (folder / "note.pdf").write_bytes(pdf(PAGES))
    exhibit = Exhibit("DOC/1", ExhibitKind.DEVICE, "", Basis(LegalBasis.WARRANT))
    line = concert_of_all(all_dates=True, date_from=None, date_to=None, undated=True)
    return case_of(folder, folder / "note.pdf", exhibit, line, ReadOptions())


@pytest.fixture
def page(qtbot, window, document, tmp_path):
    window.open_case(shutil.copytree(document, tmp_path / "case"), "Rita", WORDS)
    at_work(window)
    return window.review


def rows(page):
    return [row.item for row in page.reviewing.queue.values()]


def open_named(page):
    for item in rows(page):
        page.reviewing.open(item)
        if any(mark.sort == "name" for mark in page.reviewing.talk.focus.marks):
            return page.reviewing.talk.focus
    raise AssertionError("no name is masked")


def has_picture(page):
    return not page.middle.picture.image.isNull()


def is_sharp(image, box):
    """Whether fine lines stand there: dark and light pixels side by side."""
    left, top, right, bottom = (
        int(share * size) for share, size in zip(box, (image.width(), image.height()) * 2, strict=True)
    )
    light = [image.pixelColor(x, y).lightness() for y in range(top, bottom) for x in range(left, right)]
    return max(light) - min(light) > 150


def test_the_layout_is_seen_without_a_reason_and_the_masked_name_is_not(qtbot, page):
    view = open_named(page)
    page.acts["as_picture"]()
    assert QApplication.activeModalWidget() is None
    qtbot.waitUntil(lambda: has_picture(page))
    shown = page.middle.both.shown
    assert shown.is_masked
    assert page.middle.picture.is_masked
    name = next(mark for mark in view.marks if mark.sort == "name")
    (*boxes,) = shown.boxes(name.from_start, name.from_end)
    assert len(boxes) == 2
    image = page.middle.picture.image
    assert not any(is_sharp(image, box) for box in boxes)
    first = shown.boxes(0, 4)[0]
    assert is_sharp(image, first)  # the control: a word that the text shows
    assert "Masked words are covered" in page.middle.flags.text()
    assert page.middle.whole_page.isVisible()
    acts = [event.action for event in page.desk.ask(actions.events)]
    assert "show masked page" in acts
    assert not any(act.startswith("reveal") for act in acts)


def test_space_asks_why_and_then_shows_the_page_as_it_is(qtbot, page):
    view = open_named(page)
    page.acts["as_picture"]()
    qtbot.waitUntil(lambda: has_picture(page))
    page.middle.picture.setFocus()
    QTest.keyClick(page.middle.picture, Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    dialog.findChild(QPlainTextEdit).setPlainText("who collected her matters to this line")
    dialog.yes.click()
    qtbot.waitUntil(lambda: has_picture(page))
    shown = page.middle.both.shown
    assert not shown.is_masked
    name = next(mark for mark in view.marks if mark.sort == "name")
    assert is_sharp(page.middle.picture.image, shown.boxes(name.from_start, name.from_end)[0])
    assert not page.middle.whole_page.isVisible()


def test_a_masked_page_does_not_count_as_seen(qtbot, page):
    open_named(page)
    page.reviewing.loop = replace(page.reviewing.loop, seen=False)
    page.acts["as_picture"]()
    qtbot.waitUntil(lambda: has_picture(page))
    QApplication.processEvents()
    assert not page.middle.picture.seen.parts
    assert not page.reviewing.seen_whole


def test_marks_to_be_redacted_are_painted_at_their_place(qtbot, page):
    item = next(one for one in rows(page) if "07700" in actions.open_item(page.desk.session, 1, one).text)
    page.reviewing.open(item)
    page.acts["as_picture"]()
    qtbot.waitUntil(lambda: has_picture(page))
    assert page.middle.picture.going == ()
    actions.decide(page.desk.session, 1, item, Relevance.RELEVANT)
    start = page.reviewing.talk.focus.text.index("07700")
    asked = (1, item, start, start + 12, "PHONE", RedactionType.OTHER, Purpose.PRIVACY, "a number")
    assert page.reviewing.mark(actions.mark, *asked)
    assert page.middle.picture.going == page.middle.both.shown.boxes(start, start + 12)
    place = page.middle.picture.going[0]
    shot = page.middle.picture.viewport().grab().toImage()
    area = page.middle.picture._area()
    middle = (
        int(area.left() + (place[0] + place[2]) / 2 * area.width()),
        int(area.top() + place[1] * area.height()) + 1 - page.middle.picture.verticalScrollBar().value(),
    )
    assert shot.pixelColor(*middle).lightness() < 170


def test_permitted_pages_stand_beside_the_page_and_open_by_keys(qtbot, page):
    open_named(page)
    page.acts["as_picture"]()
    qtbot.waitUntil(lambda: has_picture(page) and page.middle.pages.count() > 0)
    pages = page.middle.pages
    assert {one.item for one in pages.pages} == set(rows(page))
    assert max(max(one.picture.width, one.picture.height) for one in pages.pages) <= 48
    here = pages.currentRow()
    assert pages.pages[here].item == page.reviewing.talk.focus.id
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Down)
    assert page.reviewing.talk.focus.id == pages.pages[here].item
    QTest.keyClick(pages, Qt.Key.Key_Return)
    assert page.reviewing.talk.focus.id == pages.pages[here + 1].item
    qtbot.waitUntil(lambda: has_picture(page))
    assert page.middle.view == "picture"
    assert pages.isVisible()


def test_pages_that_are_held_are_not_among_them(page):
    session, item = page.desk.session, rows(page)[0]
    assert len(actions.document_pages(session, 1, item)) == 3  # the control
    actions.hold(session, 1, rows(page)[1], HoldKind.LPP)
    with pytest.raises(RuleBroken):
        actions.document_pages(session, 1, item)
    with pytest.raises(RuleBroken):
        actions.show_page(session, 1, item)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_covered_at_the_right_place(rotation):
    data, text = pdf((("Alpha Secretname Omega",),), rotation), "Alpha Secretname Omega"
    with pymupdf.open(stream=data) as opened:
        assert opened[0].get_text().strip() == text
    (made,) = masked_page.shown(data, 0, 100, text, [(6, 16)], None)
    import base64

    from PySide6.QtGui import QImage

    rgb = base64.b64decode(made["rgb"])
    image = QImage(rgb, made["width"], made["height"], made["width"] * 3, QImage.Format.Format_RGB888)
    places = {text[start:end]: box for start, end, *box in made["runs"]}
    assert not is_sharp(image, places["Secretname"])
    assert is_sharp(image, places["Alpha"])
    assert is_sharp(image, places["Omega"])


def test_where_the_place_is_not_known_nothing_is_shown():
    data = pdf((("Alpha Secretname Omega",),))
    with pytest.raises(OutputProblem, match="is not known"):
        list(masked_page.shown(data, 0, 100, "another text Secretname", [(13, 23)], None))


def test_a_picture_on_the_page_is_blurred_whatever_it_holds():
    made = pymupdf.open()
    page = made.new_page()
    page.insert_text((72, 100), "Alpha Secretname", fontsize=16)
    shot = pymupdf.open(stream=pdf((("Zulu in a picture",),)))[0].get_pixmap(dpi=100)
    page.insert_image(pymupdf.Rect(72, 300, 500, 800), pixmap=shot)
    data = made.tobytes()
    (out,) = masked_page.shown(data, 0, 100, "Alpha Secretname", [(6, 16)], None)
    (whole,) = masked_page.shown(data, 0, 100, "Alpha Secretname", None, None)
    import base64

    from PySide6.QtGui import QImage

    def image(one):
        rgb = base64.b64decode(one["rgb"])
        return QImage(rgb, one["width"], one["height"], one["width"] * 3, QImage.Format.Format_RGB888).copy()

    place = (0.1, 0.36, 0.85, 0.95)
    assert not is_sharp(image(out), place)
    assert is_sharp(image(whole), place)  # the control

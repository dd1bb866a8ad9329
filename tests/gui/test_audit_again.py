"""What a person met who used the window for what no audit had tried (docs/decisions/0037, second section)."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QStyle, QTabBar

from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.gui import actions
from evidence_review.gui.models.tagged import signs
from evidence_review.gui.widgets.parts.building_blocks import sentence
from tests.gui.acts import as_user

SIZES = [100, 115, 130, 150]


def settle():
    for _ in range(6):
        QApplication.processEvents()


def sized(window, size, wide=1366, high=768):
    window.resize(wide, high)
    window.change_view(replace(window.settings, text_size=size))
    settle()


@pytest.mark.parametrize("size", SIZES)
def test_a_decision_and_all_its_letters_can_be_read_in_the_queue(signed_in, size):
    window = signed_in("Rita")
    work = window.review.reviewing
    row = next(row for row in work.queue.values() if row.band)
    actions.decide(work.desk.session, 1, row.item, Relevance.RELEVANT)
    actions.tag(work.desk.session, 1, row.item, list(Tag))
    work.reload_queue()
    sized(window, size)
    window.review.lists.setChecked(True)
    window.review._toggle_lists()
    settle()
    table = window.review.left.table
    lines = work.queue.index(work.queue.place(row.item), 0).data(work.queue.LinesRole)
    assert lines.state == f"Relevant {signs(tuple(Tag))}"
    assert table.fontMetrics().horizontalAdvance(lines.state) < table.viewport().width() / 2
    assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", SIZES)
def test_no_tab_is_cut_and_none_hides_behind_arrows(signed_in, size):
    window = signed_in("Sue")
    sized(window, size)
    work = window.review.reviewing
    work.open(work.queue.value(0).item)
    settle()
    for bar in window.review.findChildren(QTabBar):
        if bar.isVisible():
            assert bar.tabRect(bar.count() - 1).right() < bar.width()


@pytest.mark.parametrize("size", SIZES)
def test_the_words_in_an_empty_field_of_the_log_can_be_read(signed_in, size):
    window = signed_in("Sue")
    sized(window, size)
    window.go("log")
    settle()
    field = window.log.entries.item
    assert field.fontMetrics().horizontalAdvance(field.placeholderText()) + 18 <= field.width()


@pytest.mark.parametrize("size", SIZES)
def test_who_approved_an_item_can_be_read_in_the_list(signed_in, case, size):
    window = signed_in("Sue")
    session = window.desk.session
    row = next(row for row in actions.queue(session, 1) if row.band)
    actions.open_item(session, 1, row.item)
    actions.decide(session, 1, row.item, Relevance.RELEVANT)
    window = as_user(window, case, "Dan")
    actions.preview(window.desk.session, row.item)
    actions.approve(window.desk.session, (row.item,), attested=True)
    sized(window, size)
    window.go("approve")
    settle()
    table = window.approve.table
    shown = [table.model().index(at, 2).data() for at in range(table.model().rowCount())]
    assert any(words.startswith("approved by") for words in shown)
    assert not any(table._is_cut(table.model().index(at, 2), words) for at, words in enumerate(shown))
    assert size > 100 or table.horizontalScrollBar().maximum() == 0
    box = table.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, table)
    names = table.fontMetrics().horizontalAdvance("MZ/1 · item 9999")
    assert names + box + 30 < table.columnWidth(0)  # also beside a box to tick, with the space around it


def ink_begins(made):
    """How far from the left the words begin that a label paints, in pixels."""
    made.resize(500, 40)
    picture = made.grab().toImage()
    ground = picture.pixel(1, 1)
    return next(
        x for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) != ground
    )


def test_a_reason_that_begins_with_an_arabic_word_reads_from_the_left(signed_in):
    signed_in("Rita")
    told, plain = sentence("“شكرا” takes away 0.042."), sentence("“thanks” takes away 0.042.")
    assert ink_begins(told) == pytest.approx(ink_begins(plain), abs=12)
    assert plain.text() == "“thanks” takes away 0.042."

"""A reviewer at the keyboard, on a real case."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPlainTextEdit, QPushButton

from evidence_review.domain.kinds import CHILD_IMAGE, Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.account import figure_words
from evidence_review.gui.models.plain_words import DECISION_WORDS
from evidence_review.gui.models.spans import to_shown

REASON = "needed to follow who wrote this"


@pytest.fixture
def review(qtbot, signed_in):
    """The review page as Rita sees it, with the first item open."""
    window = signed_in("Rita")
    page = window.review
    assert window.stack.currentWidget() is page
    QApplication.processEvents()
    qtbot.keyClick(page.left.table, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: page.reviewing.seen_whole)
    return page


SHIFT = Qt.KeyboardModifier.ShiftModifier


def key(qtbot, page, keys, modifier=Qt.KeyboardModifier.NoModifier):
    """A key pressed where the item is, once the item in front was painted; a person reads it first."""
    page.window().activateWindow()
    painted(qtbot, page)
    where = page.middle.bubbles if page.middle.bubbles.isVisible() else page.left.table
    where.setFocus()
    qtbot.keyClick(where, keys if isinstance(keys, Qt.Key) else getattr(Qt.Key, f"Key_{keys}"), modifier)


def painted(qtbot, page):
    """Wait until what fits on the screen of the item in front was painted."""
    QApplication.processEvents()
    if page.reviewing.talk.focus is not None and page.middle.bubbles.verticalScrollBar().maximum() == 0:
        qtbot.waitUntil(lambda: page.reviewing.seen_whole)


def open_words(page, words):
    """Open the item that holds these words."""
    for row in page.reviewing.queue.values():
        page.reviewing.open(row.item)
        if words in page.reviewing.talk.focus.text:
            return page.reviewing.talk.focus
    raise AssertionError(words)


def asked():
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def answer(words=None, *, tick=False):
    dialog = asked()
    if words is not None:
        dialog.findChild(QPlainTextEdit).setPlainText(words)
    if tick:
        dialog.findChild(QCheckBox).setChecked(True)
    dialog.yes.click()


def log(page):
    return [event.action for event in page.desk.ask(actions.events)]


def test_E1_the_item_stands_alone_until_it_is_unfolded(qtbot, review):
    open_words(review, "number is")
    assert len(review.reviewing.talk.values()) == 1
    key(qtbot, review, "E")
    shown = review.reviewing.talk.values()
    assert len(shown) == 5
    assert [view.is_context for view in shown] == [True, True, False, True, True]
    assert "unfold context" in log(review)


def test_E1_relevant_with_shift_unfolds_at_once_and_stays(qtbot, review):
    before = review.reviewing.talk.focus.id
    key(qtbot, review, "R", SHIFT)
    focus = review.reviewing.talk.focus
    assert (focus.id, focus.decision.value) == (before, Relevance.RELEVANT)
    assert review.reviewing.talk.unfolded
    assert review.reviewing.line.relevant == 1
    key(qtbot, review, "J")
    assert review.reviewing.talk.focus.id != before


def test_a_decision_saves_at_once_and_moves_on(qtbot, review):
    before = review.reviewing.talk.focus.id
    key(qtbot, review, "X")
    assert review.reviewing.talk.focus.id != before
    assert review.desk.ask(actions.history, before)[-1].value is Relevance.NOT_RELEVANT_TO_LINE


def test_F8_undo_adds_a_row_and_goes_back(qtbot, review):
    before = review.reviewing.talk.focus.id
    key(qtbot, review, "X")
    key(qtbot, review, "U")
    assert review.reviewing.talk.focus.id == before
    assert review.reviewing.talk.focus.decision is None
    assert len(review.desk.ask(actions.history, before)) == 2


def test_the_history_shows_the_latest_first_though_all_was_within_one_second(qtbot, review):
    item = review.reviewing.talk.focus.id
    for press in ("X", "U", "R", "K"):
        key(qtbot, review, press)
    assert review.reviewing.talk.focus.id == item
    review.history.refresh()
    said = [part.text() for part in review.history.findChildren(QLabel) if part.property("voice") == "strong"]
    latest, undone, first = said
    assert (latest, first) == (
        DECISION_WORDS[Relevance.RELEVANT],
        DECISION_WORDS[Relevance.NOT_RELEVANT_TO_LINE],
    )
    assert undone.startswith("Undone: ")


def test_the_history_of_no_item_says_how_to_come_to_one(signed_in):
    page = signed_in("Rita").review
    page.history.refresh()
    assert [part.text() for part in page.history.findChildren(QLabel)] == [
        "Open an item to see what was decided on it."
    ]


def test_Q2_a_short_message_asks_for_its_context_first(qtbot, review):
    view = open_words(review, "ok")
    assert view.text == "ok"
    qtbot.waitUntil(lambda: review.reviewing.seen_whole)
    key(qtbot, review, "X")
    assert review.desk.ask(actions.history, view.id) == ()
    assert len(review.reviewing.talk.values()) > 1
    assert review.window().notice.words.text().startswith("Fewer than four words")
    key(qtbot, review, "X")
    assert len(review.desk.ask(actions.history, view.id)) == 1
    assert not review.window().notice.isVisible()


def test_Q2_an_item_that_was_seen_whole_stays_so_when_it_is_opened_again(qtbot, review):
    """A double-click opens twice, and undo opens what was undone: neither takes the decision away."""
    view = open_words(review, "Queen")
    qtbot.waitUntil(lambda: review.reviewing.seen_whole)
    review.reviewing.open(view.id)
    assert review.decision.relevant.isEnabled()
    key(qtbot, review, "R")
    key(qtbot, review, "U")
    assert review.reviewing.talk.focus.id == view.id
    assert review.decision.relevant.isEnabled()
    key(qtbot, review, "R")
    assert [one.undoes is None for one in review.desk.ask(actions.history, view.id)] == [True, False, True]


def test_Q2_buttons_wait_until_the_whole_item_was_on_the_screen(qtbot, review):
    view = review.reviewing.talk.focus
    from dataclasses import replace

    long = replace(view, id=type(view.id)(9999), text="a long message\n" * 300, marks=(), findings=())
    review.reviewing._show((long,))
    QApplication.processEvents()
    assert not review.decision.relevant.isEnabled()
    bar = review.middle.bubbles.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert not review.reviewing.seen_whole
    for place in range(0, bar.maximum() + 1, 100):
        bar.setValue(place)
    assert not review.reviewing.seen_whole  # nothing of it was painted yet
    for place in (*range(0, bar.maximum() + 1, 100), bar.maximum()):
        bar.setValue(place)
        QApplication.processEvents()
    assert review.reviewing.seen_whole
    assert review.decision.relevant.isEnabled()


def test_E4_a_query_is_unsure_with_its_question(qtbot, review):
    item = review.reviewing.talk.focus.id
    key(qtbot, review, "D")
    answer("Which concert is meant here?")
    made = review.desk.ask(actions.history, item)[-1]
    assert (made.value, made.reason) == (Relevance.UNSURE, "Query: Which concert is meant here?")


def test_E2_a_third_party_is_named_only_with_a_reason(qtbot, review):
    view = open_words(review, "my sister")
    assert "Carol" not in view.text
    from PySide6.QtWidgets import QLabel

    QApplication.processEvents()
    assert [part.text() for part in review.findChildren(QLabel) if "Carol" in part.text()] == []
    review.acts["show_names"]()
    answer("too short")
    assert asked().fault.isVisible()
    answer(REASON)
    assert "Carol Other" in review.reviewing.talk.focus.text
    assert "reveal names" in log(review)


def test_G3_a_held_item_leaves_the_screen_with_its_neighbours(qtbot, review):
    item = review.reviewing.talk.focus.id
    key(qtbot, review, "H")
    answer()
    assert review.reviewing.talk.focus is None
    assert review.reviewing.line.held >= 1
    assert review.reviewing.queue.place(item) == -1
    assert "Held" in review.window().notice.words.text()


def test_H1_a_find_covers_the_item_and_an_immediate_one_needs_the_call(qtbot, review):
    item = review.reviewing.talk.focus.id
    key(qtbot, review, "C")
    dialog = asked()
    from PySide6.QtWidgets import QComboBox, QLineEdit

    for field in dialog.findChildren(QLineEdit):
        field.setText("another matter")
    dialog.findChild(QComboBox).setCurrentIndex(2)
    dialog.yes.click()
    assert "Telephone" in dialog.fault.text()
    next(one for one in dialog.findChildren(QCheckBox) if "telephoned" in one.text()).setChecked(True)
    dialog.yes.click()
    assert review.desk.ask(actions.finds)[0][1] == item
    assert review.reviewing.talk.focus is None


def test_H3_a_suspected_image_is_flagged_by_one_tick_and_is_immediate(qtbot, review):
    item = review.reviewing.talk.focus.id
    key(qtbot, review, "C")
    dialog = asked()
    from PySide6.QtWidgets import QComboBox, QLineEdit

    image, phoned = (
        next(one for one in dialog.findChildren(QCheckBox) if words in one.text())
        for words in ("indecent image of a child", "telephoned")
    )
    image.setFocus()
    QTest.keyClick(image, Qt.Key.Key_Space)
    assert dialog.findChild(QComboBox).currentData() == "IMMEDIATE"
    assert not dialog.findChild(QComboBox).isEnabled()
    note = next(one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == "Neutral note")
    note.setText("seen in passing")
    dialog.yes.click()
    assert "Telephone" in dialog.fault.text()
    phoned.setChecked(True)
    dialog.yes.click()
    assert review.desk.ask(actions.finds)[0][1:] == (item, "IMMEDIATE", CHILD_IMAGE)
    assert review.reviewing.talk.focus is None


def test_I1_words_are_marked_at_their_place_in_the_original(qtbot, review):
    view = open_words(review, "07700 900123")
    painted(qtbot, review)
    review.reviewing.decide(Relevance.RELEVANT, stays=True)
    start = view.text.index("Queen") if "Queen" in view.text else view.text.index("07700")
    key(qtbot, review, "M")
    dialog = asked()
    words = dialog.findChild(QPlainTextEdit)
    cursor = words.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + 12, cursor.MoveMode.KeepAnchor)
    words.setTextCursor(cursor)
    dialog.yes.click()
    made = review.reviewing.talk.focus.redactions
    assert len(made) == 1
    focus = review.reviewing.talk.focus
    assert focus.text[slice(*to_shown(focus, made[0].start, made[0].end))] == "07700 900123"


def test_I2_marking_all_suggested_needs_the_attestation(qtbot, review):
    open_words(review, "07700 900123")
    painted(qtbot, review)
    review.reviewing.decide(Relevance.RELEVANT, stays=True)
    key(qtbot, review, "M", Qt.KeyboardModifier.ShiftModifier)
    answer()
    assert asked().fault.isVisible()
    assert review.reviewing.talk.focus.redactions == ()
    answer(tick=True)
    assert [str(r.type) for r in review.reviewing.talk.focus.redactions] == ["Phone number"]


def test_N_and_P_step_through_the_marked_places(qtbot, review):
    open_words(review, "the concert starts")
    key(qtbot, review, "N")
    assert review.middle.hit == 0
    assert review.middle.bubbles.extra
    key(qtbot, review, "P")
    assert review.middle.hit == 0


def test_letters_rest_while_one_types(qtbot, review):
    item = review.reviewing.talk.focus.id
    review.decision.reason.setFocus()
    qtbot.keyClicks(review.decision.reason, "xrsu")
    assert review.decision.reason.toPlainText() == "xrsu"
    assert review.reviewing.talk.focus.id == item
    assert review.desk.ask(actions.history, item) == ()


def test_P2_nothing_can_be_copied(qtbot, review):
    clipboard = QApplication.clipboard()
    clipboard.setText("before")
    key(qtbot, review, "L")
    for part in (review.middle.list, review.left.table, review.middle.bubbles):
        part.setFocus()
        if hasattr(part, "selectAll"):
            part.selectAll()
        qtbot.keyClick(part, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    key(qtbot, review, "M") if review.reviewing.talk.focus.redactions else None
    assert clipboard.text() == "before"


def test_Q5_the_list_is_there_for_a_screen_reader(qtbot, review):
    from PySide6.QtGui import QAccessible

    key(qtbot, review, "E")
    key(qtbot, review, "L")
    seen = QAccessible.queryAccessibleInterface(review.middle.list)
    said = " | ".join(seen.child(at).text(QAccessible.Text.Name) for at in range(seen.childCount()))
    assert all(view.text in said for view in review.reviewing.talk.values())
    assert "context" in said


def test_Q1_the_queue_is_in_time_order_until_asked_otherwise(review):
    times = [row.time_london for row in review.reviewing.queue.values()]
    assert review.reviewing.order == "time"
    assert times == sorted(times, key=lambda when: (when[7:11], when[3:6] != "Mar", when[:2], when[12:]))


def test_D7_all_in_scope_is_the_default_and_not_suggested_is_said_so(qtbot, review):
    assert review.reviewing.only == "all"
    review.reviewing.sift(only="undecided")
    assert review.left.filter.currentData() == "undecided"
    open_words(review, "lovely today")
    words = " ".join(part.text() for part in review.why.findChildren(type(review.middle.head)) if part.text())
    assert "not suggested" in words.lower() or review.reviewing.talk.focus.band is not None


def test_C1_what_is_outside_is_a_count_only(qtbot, review):
    from evidence_review.gui.widgets.review.outside import ask_outside

    dialog = ask_outside(review, review.reviewing)
    dialog.yes.click()
    assert dialog.fault.isVisible()
    dialog.reject()


def test_the_reasons_light_up_their_words(qtbot, review):
    open_words(review, "the concert starts")
    QApplication.processEvents()
    from evidence_review.gui.widgets.review.why_pane import ReasonRow

    row = next(
        part for part in review.why.findChildren(ReasonRow) if part.isVisible() and part.reason.kind == "term"
    )
    row._stand(here=True)
    assert [review.reviewing.talk.focus.text[a:b] for a, b, _ in review.middle.bubbles.extra] == ["concert"]
    row._stand(here=False)
    assert review.middle.bubbles.extra == []


def test_words_can_be_chosen_with_the_mouse(qtbot, review):
    view = open_words(review, "07700 900123")
    QApplication.processEvents()
    bubbles = review.middle.bubbles
    from evidence_review.gui.widgets.review.bubble import span_box

    start = view.text.index("07700")
    box = span_box(bubbles.bubble(0), start, start + 12)
    top = bubbles._tops[0] - bubbles.verticalScrollBar().value()
    left, right = (
        QPoint(int(box.left()) + 1, int(box.center().y()) + top),
        QPoint(int(box.right()), int(box.center().y()) + top),
    )
    qtbot.mousePress(bubbles.viewport(), Qt.MouseButton.LeftButton, pos=left)
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(right),
        QPointF(right),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(bubbles.viewport(), move)
    qtbot.mouseRelease(bubbles.viewport(), Qt.MouseButton.LeftButton, pos=right)
    assert view.text[slice(*bubbles.choice)] == "07700 900123"


def test_every_key_of_the_sheet_does_something(review):
    from evidence_review.gui.models.shortcuts import KEYS

    assert {k.act for k in KEYS if k.act} == set(review.acts)
    assert len({k.keys for k in KEYS}) == len(KEYS)
    assert {b.key for b in review.decision.findChildren(QPushButton) if hasattr(b, "key")} == {
        "R",
        "X",
        "S",
        "T",
        "A",
        "Shift+T",
        "Shift+A",
    }


def test_the_order_is_learned_while_she_works_and_moves_only_when_she_asks(qtbot, review):
    learner = review.window().learner
    before = [row.item for row in review.reviewing.queue.values()]
    for row, value in zip(
        review.reviewing.queue.values(),
        [Relevance.RELEVANT, Relevance.NOT_RELEVANT_TO_LINE] * 3,
        strict=False,
    ):
        actions.open_item(review.desk.session, review.reviewing.number, row.item)
        review.desk.do(actions.decide, review.reviewing.number, row.item, value)
    with qtbot.waitSignal(learner.ready, timeout=120_000) as ready:
        if not learner.quiet.running:
            learner.learn(review.reviewing.number)
    assert ready.args[0] == review.reviewing.number
    assert [row.item for row in review.reviewing.queue.values()] == before
    assert not review.left.fresh.isHidden()
    qtbot.waitUntil(lambda: not learner.quiet.running)
    review.left.fresh.click()
    assert review.left.fresh.isHidden()
    ranks = [row.rank for row in review.reviewing.queue.values() if row.rank]
    assert ranks == sorted(ranks)
    assert review.reviewing.order == "rank"
    learner.stop()


def test_I2_the_window_measures_how_long_the_item_was_on_screen_before_all_is_taken_up(qtbot, review):
    view = open_words(review, "07700")
    qtbot.waitUntil(lambda: review.reviewing.seen_whole)
    review.reviewing.decide(Relevance.RELEVANT, stays=True)
    assert review.reviewing.talk.focus.id == view.id
    qtbot.wait(2100)
    key(qtbot, review, "M", Qt.KeyboardModifier.ShiftModifier)
    dialog = QApplication.activeModalWidget()
    dialog.yes.click()
    assert dialog.fault.isVisible()  # without the statement nothing is marked
    assert review.desk.ask(actions.decision_figures).at_once.acts == 0
    dialog.findChild(QCheckBox).setChecked(True)
    dialog.yes.click()
    told = review.desk.ask(actions.decision_figures)
    assert (told.at_once.acts, told.at_once.timed) == (1, 1)
    assert 2 <= told.at_once.seconds_median < 60
    assert "half of the 1 timed" in str(dict(figure_words(told))["All suggestions at once"])


def test_the_order_box_says_the_order_that_is_shown(review):
    """The order may be changed from the learner's offer or the palette as well: the box never claims another
    one."""
    for order in ("rank", "batch", "time"):
        review.reviewing.sift(order=order)
        assert review.left.order.currentData() == order

"""Direction and limb at the keyboard, the views of a line, batches, and why on request; on a real case."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.gui import actions
from evidence_review.gui.models.shortcuts import KEYS
from evidence_review.gui.models.tagged import VIEWS
from tests.gui.test_review import key

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def review(qtbot, signed_in):
    window = signed_in("Rita")
    page = window.review
    key(qtbot, page, "J")
    qtbot.waitUntil(lambda: page.reviewing.seen_whole)
    return page


def test_no_two_acts_share_a_key():
    keys = [one.keys for one in KEYS]
    assert len(keys) == len(set(keys))


def test_T_and_A_say_which_way_a_relevant_item_points_and_take_it_back(qtbot, review):
    item = review.reviewing.talk.focus.id
    key(qtbot, review, "R")
    assert review.reviewing.talk.focus.id != item
    key(qtbot, review, "A")
    key(qtbot, review, "T")
    key(qtbot, review, "A", SHIFT)
    named = review.reviewing.loop.named
    assert (named.item, named.tags) == (item, (Tag.TOWARDS, Tag.AWAY, Tag.UNDERMINES_OR_ASSISTS))
    assert review.decision.strip.text() == "ABC/1 · 18:00 · Relevant: Towards, Away, Undermines or assists"
    assert review.decision.tags.about.text() == "Said of ABC/1 · 18:00, just decided"
    key(qtbot, review, "T")
    assert review.reviewing.loop.named.tags == (Tag.AWAY, Tag.UNDERMINES_OR_ASSISTS)
    assert review.decision.tags.buttons[Tag.AWAY].isChecked()
    assert not review.decision.tags.buttons[Tag.TOWARDS].isChecked()
    assert [(act.tag, act.is_set) for act in review.desk.ask(actions.tag_history, item)][-1] == (
        Tag.TOWARDS,
        False,
    )
    assert "1 away" in review.left.found.text()
    row = review.reviewing.queue.value(review.reviewing.queue.place(item))
    assert row.tags == (Tag.AWAY, Tag.UNDERMINES_OR_ASSISTS)


def test_a_tag_pressed_before_the_decision_is_saved_with_relevant_and_dropped_with_any_other(qtbot, review):
    item = review.reviewing.talk.focus.id
    key(qtbot, review, "A")
    assert review.desk.ask(actions.tag_history, item) == ()
    assert review.decision.tags.about.text() == "Saved with “Relevant”"
    key(qtbot, review, "R")
    assert review.desk.ask(actions.open_item, 1, item).tags == (Tag.AWAY,)
    key(qtbot, review, "J")
    key(qtbot, review, "J")
    qtbot.waitUntil(lambda: review.reviewing.seen_whole)
    other = review.reviewing.talk.focus.id
    key(qtbot, review, "T")
    key(qtbot, review, "X")
    assert review.desk.ask(actions.history, other)[-1].value is Relevance.NOT_RELEVANT_TO_LINE
    assert review.desk.ask(actions.tag_history, other) == ()


def test_every_view_holds_all_in_scope_and_says_from_what_it_begins(qtbot, review):
    everything = {row.item for row in review.reviewing.queue.values()}
    for at, (_, tag) in enumerate(VIEWS):
        review.left.view.setCurrentIndex(at)
        assert review.reviewing.tag is tag
        assert {row.item for row in review.reviewing.queue.values()} == everything
    assert review.left.begins.isVisible()
    review.left.view.setCurrentIndex(1)
    assert "does not say what would point away" in review.left.begins.text()
    review.left.view.setCurrentIndex(0)
    assert not review.left.begins.isVisible()


def test_a_batch_stays_as_it_is_until_it_is_decided_and_then_the_next_comes(qtbot, review):
    review.left.order.setCurrentIndex(review.left.order.findData("batch"))
    first = [row.item for row in review.reviewing.queue.values()]
    assert first
    assert first == [
        row.item for row in review.desk.ask(actions.queue, 1) if row.item in first
    ]  # in order of time
    assert "Batch 1" in review.left.batch.text()
    for item in first:
        assert [row.item for row in review.reviewing.queue.values()] == first
        review.reviewing.open(item)
        review.reviewing.unfold()
        review.reviewing.note_seen()
        review.reviewing.decide(Relevance.NOT_RELEVANT_TO_LINE)
    qtbot.waitUntil(
        lambda: not set(first) & {row.item for row in review.reviewing.queue.values()}, timeout=240_000
    )
    assert "Batch 2" in review.left.batch.text()
    assert all(word not in review.left.ready.text().lower() for word in ("complete", "finished", "done"))


def test_why_an_item_that_is_not_suggested_has_its_place_is_told_when_asked(qtbot, review, window):
    row = (
        next(one for one in review.reviewing.queue.values() if one.band is None)
        if any(one.band is None for one in review.reviewing.queue.values())
        else None
    )
    if row is None:  # a small line suggests all of it: look at the first as if it were not
        row = review.reviewing.queue.values()[0]
    review.reviewing.open(row.item)
    window.learner.explain(row.item)
    assert review.why.is_waiting
    qtbot.waitUntil(lambda: review.why.asked is not None, timeout=240_000)
    assert not review.why.is_waiting
    QApplication.processEvents()
    said = [part.text() for part in review.why.findChildren(QLabel) if part.isVisibleTo(review.why)]
    assert any(text.startswith("Place ") for text in said)
    assert any("Ranked" in text for text in said)
    assert "explain place" in [event.action for event in review.desk.ask(actions.events)]

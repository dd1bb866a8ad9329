"""A long queue is an array of numbers with pages of rows; what takes long is asked beside the window."""

import threading
from array import array

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from evidence_review.domain.audit import Counted, Figure
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.queue import QueueModel
from evidence_review.gui.models.queue_pages import PAGE, Places, as_it_stood, put_back, taken_out
from evidence_review.gui.widgets.record.counted_dialog import CountedDialog
from evidence_review.workflow.case.queue_views import QueueOrder
from evidence_review.workflow.reviewing import queue_order
from tests.gui import values

MANY = 1_000


class Source:
    """Rows made when they are asked for, with what was asked."""

    def __init__(self):
        self.asked, self.decided = [], {}

    def read(self, items):
        self.asked.append(list(items))
        return [values.row(item, self.decided.get(item, "")) for item in items]


def paged(source, many=MANY):
    model = QueueModel()
    model.lay(QueueOrder(array("I", range(1, many + 1)), {}, frozenset(), ("2025", "2025")), source.read)
    return model


def test_rows_are_read_by_pages_when_they_are_shown(qtmodeltester):
    source = Source()
    model = paged(source)
    assert (model.rowCount(), model.total, model.left, source.asked) == (MANY, MANY, MANY, [])
    assert model.index(430, 1).data()
    assert source.asked == [list(range(401, 401 + PAGE))]
    assert [model.place(ItemId(n)) for n in (1, 700, MANY, MANY + 1)] == [0, 699, MANY - 1, -1]
    assert len(source.asked) == 1
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Time (2025)"
    qtmodeltester.check(model)


def test_a_decision_changes_one_row_and_resets_nothing(qtbot):
    source = Source()
    model = paged(source)
    model.index(5, 0).data()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.amend(frozenset((ItemId(6),)), [values.row(6, Relevance.RELEVANT)])
    assert (model.left, model.index(5, 2).data()) == (MANY - 1, "Relevant")
    assert len(source.asked) == 1


def test_what_leaves_a_long_list_goes_and_comes_back_to_where_it_stood(qtbot):
    model = paged(Source())
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsRemoved):
        model.amend(frozenset((ItemId(300),)), [])
    assert (model.rowCount(), model.place(ItemId(300)), model.place(ItemId(301))) == (MANY - 1, -1, 299)
    model.amend(frozenset((ItemId(300),)), [values.row(300)])
    assert [model.place(ItemId(n)) for n in (299, 300, 301)] == [298, 299, 300]


def test_an_item_that_was_taken_behind_the_gate_since_has_an_empty_row():
    model = QueueModel()
    asked = []
    model.lay(
        QueueOrder(array("I", (1, 2)), {}, frozenset()), lambda items: asked.append(items) or [values.row(1)]
    )
    assert (model.value(1), model.index(1, 0).data()) == (None, None)
    assert model.value(1) is None
    assert len(asked) == 1


@pytest.mark.parametrize("items", [range(1, 600), [1 << 8, 1 << 16, 1, 256 * 257, 65_793], [7]])
def test_places_are_those_of_the_list(items):
    places, listed = Places(array("I", items)), list(items)
    assert [places.of(item) for item in reversed(listed)] == [listed.index(item) for item in reversed(listed)]
    assert places.of(999_999) == places.of(-1) == -1


def test_orders_keep_what_stood():
    ids = array("I", (4, 2, 9, 7))
    assert list(taken_out(ids, {2, 100})) == [4, 9, 7]
    assert list(put_back(array("I", (4, 7)), ids, (9, 2, 5))) == [4, 2, 9, 7, 5]
    assert list(as_it_stood(array("I", (1, 2, 4)), ids)) == [4, 2, 1]


@pytest.fixture
def long_window(monkeypatch, signed_in):
    """The window over a case that counts as long: everything goes by the reader's thread."""
    monkeypatch.setattr(queue_order, "LONG", 0)
    return signed_in("Rita")


def settled(qtbot, window):
    qtbot.waitUntil(lambda: not window.reader.is_waiting, timeout=20_000)


def test_a_long_case_shows_the_same_queue(qtbot, long_window):
    work = long_window.review.reviewing
    settled(qtbot, long_window)
    for only in ("all", "flagged", "undecided"):
        for order in ("time", "rank"):
            work.sift(only=only, order=order)
            settled(qtbot, long_window)
            assert work.queue.values() == list(actions.queue(work.desk.session, 1, order, only))
    assert work.line.in_scope


def test_decisions_and_undoing_in_a_long_undecided_list_keep_every_place(qtbot, long_window):
    work = long_window.review.reviewing
    settled(qtbot, long_window)
    work.sift(only="undecided")
    settled(qtbot, long_window)
    before = [row.item for row in work.queue.values()]
    work.open(before[2])
    work.unfold()
    work.note_seen()
    work.decide(Relevance.UNSURE)
    settled(qtbot, long_window)
    assert [row.item for row in work.queue.values()] == [one for one in before if one != before[2]]
    work.undo()
    settled(qtbot, long_window)
    assert [row.item for row in work.queue.values()] == before


def test_an_answer_that_comes_too_late_is_dropped_and_the_last_question_counts(qtbot, long_window):
    settled(qtbot, long_window)
    begun, goes_on, came = threading.Event(), threading.Event(), []

    def slow(_case):
        begun.set()
        goes_on.wait(10)
        return "old"

    long_window.desk.later("asked", slow, came.append)
    qtbot.waitUntil(begun.is_set)
    long_window.desk.later("asked", lambda _case: "new", came.append)
    with qtbot.waitSignal(long_window.reader.waits, timeout=5_000) as told:
        pass  # nobody waits longer than 300 ms without being told
    assert told.args == [True]
    assert long_window.veil.isVisible()
    goes_on.set()
    settled(qtbot, long_window)
    assert came == ["new"]
    assert not long_window.veil.isVisible()


def test_the_reader_writes_nothing_and_its_faults_are_sentences(qtbot, long_window):
    settled(qtbot, long_window)
    item = long_window.review.reviewing.queue.value(0).item
    long_window.go("jobs")  # where no item is on screen, a look of some length is not logged in between
    settled(qtbot, long_window)
    said = []
    long_window.desk.faulted.connect(said.append)
    entries = actions.summary(long_window.desk.session).log_entries
    long_window.desk.later(
        "look", lambda case: actions.open_item(case, 1, item), lambda _view: said.append("shown")
    )
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)

    def refused(_case):
        raise RuleBroken("Ask a colleague.")

    long_window.desk.later("refused", refused, said.append)
    qtbot.waitUntil(lambda: len(said) > 1, timeout=10_000)
    assert "shown" not in said
    assert said[1] == "Ask a colleague."
    assert actions.summary(long_window.desk.session).log_entries == entries


def test_an_answer_for_a_dialog_that_was_closed_goes_nowhere(qtbot, long_window, capsys):
    settled(qtbot, long_window)
    goes_on, came = threading.Event(), []
    long_window.desk.later("first", lambda _case: goes_on.wait(10), came.append)
    asked = CountedDialog(long_window, long_window.desk, Counted(Figure.IN_SCOPE, 0, 1))
    asked.ask()
    asked.close()
    qtbot.waitUntil(lambda: not isValid(asked))
    goes_on.set()
    settled(qtbot, long_window)
    assert came == [True]
    assert "RuntimeError" not in capsys.readouterr().err


def test_closing_the_case_ends_what_is_asked(qtbot, long_window):
    came = []
    long_window.desk.later("asked", actions.list_lines, came.append)
    long_window.close_case()
    assert not long_window.reader.is_waiting
    qtbot.wait(50)
    assert came == []

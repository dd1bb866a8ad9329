"""Copies on the screen: one row for a set, opened on demand; a decision for copies only with its tick; people
linked by hand."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Purpose, RedactionType, Relevance, Tag
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from evidence_review.gui.models.lines import undecided
from evidence_review.gui.models.queue import SIGN, QueueModel
from evidence_review.workflow.case.views import QueueRow
from tests.gui import values
from tests.gui.conftest import CHAT, WORDS
from tests.gui.test_review import SHIFT, answer, asked, key, open_words

LH = Exhibit("LH/1", ExhibitKind.DEVICE, "Bob Sample", Basis(LegalBasis.PACE_SEIZURE))


def in_set(number, of, where, decision=""):
    base = values.row(number, decision)
    return QueueRow(
        base.item,
        base.kind,
        base.thread,
        base.sender,
        base.time_london,
        None,
        None,
        decision,
        "X",
        of and ItemId(of),
        where,
    )


def test_a_set_has_one_row_until_it_is_opened(qtmodeltester):
    model = QueueModel()
    rows = [
        in_set(1, 1, ("LH/1", "TP/2")),
        in_set(2, None, ()),
        in_set(3, 1, ("DP/1", "TP/2")),
        in_set(4, 1, ("DP/1", "LH/1")),
    ]
    model.put(rows)
    qtmodeltester.check(model)
    assert (model.rowCount(), model.total) == (2, 4)
    assert [model.place(ItemId(n)) for n in (1, 2, 3, 4)] == [0, 1, 0, 0]
    assert model.index(0, SIGN).data() == "▸ LH/1 and 1 more"
    assert model.index(1, SIGN).data() == ""
    assert model.unfold(ItemId(3))
    assert [row.item for row in model.values()] == [1, 3, 4, 2]
    assert [model.place(ItemId(n)) for n in (1, 2, 3, 4)] == [0, 3, 1, 2]
    assert [model.index(at, SIGN).data() for at in range(3)] == ["▾ LH/1 and 1 more", "↳ X", "↳ X"]
    model.put(rows)
    assert model.rowCount() == 4
    assert model.unfold(ItemId(1))
    assert model.rowCount() == 2
    assert not model.unfold(ItemId(2))


def test_a_decided_row_with_an_undecided_copy_behind_it_says_so():
    model = QueueModel()
    model.put(
        [
            in_set(1, 1, ("LH/1",), Relevance.RELEVANT),
            in_set(2, 1, ("DP/1",)),
            in_set(3, None, (), Relevance.RELEVANT),
        ]
    )
    assert model.index(0, 2).data() == "Relevant, 1 left"
    assert "1 copy behind this row, 1 undecided" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    model.put([in_set(1, 1, ("LH/1",), Relevance.RELEVANT), in_set(2, 1, ("DP/1",), Relevance.UNSURE)])
    assert model.index(0, 2).data() == "Relevant"


@pytest.fixture(scope="module")
def doubled(made_case, tmp_path_factory):
    """The case with the other person's own export of the conversation beside the first."""
    folder = shutil.copytree(made_case, tmp_path_factory.mktemp("doubled") / "case")
    chat = folder.parent / "WhatsApp Chat with Ann Example.txt"
    chat.write_text(CHAT.replace("yes, meet me", "Yes,  meet me"), "utf-8")
    session = actions.open_case(folder, "Dan", WORDS)
    finish(
        actions.import_path(
            session, chat, LH, ReadOptions("Europe/London", day_first=True, owner="Bob Sample")
        )
    )
    finish(actions.flag(session))
    actions.close(session)
    return folder


@pytest.fixture
def case(doubled, tmp_path):
    return shutil.copytree(doubled, tmp_path / "case")


@pytest.fixture
def page(qtbot, signed_in):
    page = signed_in("Rita").review
    key(qtbot, page, "J")
    qtbot.waitUntil(lambda: page.reviewing.seen_whole)
    return page


def said(page):
    box = page.middle.also.box
    parts = [box.itemAt(at).widget() for at in range(box.count())]
    return [part.text() if isinstance(part, QLabel) else part.findChild(QLabel).text() for part in parts]


def test_counts_are_of_items_and_add_up_with_the_rows(page):
    queue, status = page.reviewing.queue, page.reviewing.line
    assert (queue.rowCount(), queue.total) == (9, 18)
    assert status.in_scope == status.held + queue.total == 18
    assert undecided(status) == 18
    assert "9 rows for 18 items" in page.left.rows.text()
    assert queue.index(0, 0).data(QueueModel.LinesRole).behind == "▸ LH/1"
    assert queue.index(0, SIGN).data() == "▸ LH/1"


def test_a_key_and_a_click_open_and_fold_the_set(qtbot, page):
    queue = page.reviewing.queue
    item = page.reviewing.talk.focus.id
    key(qtbot, page, "B")
    assert queue.rowCount() == 10
    assert page.reviewing.talk.focus.id == item
    page.left.table.clicked.emit(queue.index(0, SIGN))
    assert queue.rowCount() == 9
    assert not page.left.rows.isHidden()


def test_the_item_says_where_else_it_is_and_one_can_go_there(qtbot, page):
    focus = page.reviewing.talk.focus
    (words,) = said(page)
    assert words.startswith("The same message is also in LH/1 · WhatsApp · ")
    page.middle.also.box.itemAt(0).widget().findChild(QPushButton).click()
    there = page.reviewing.talk.focus
    assert (there.exhibit, there.id) == ("LH/1", focus.copies[0].item)
    assert page.reviewing.queue.place(there.id) == page.reviewing.queue.place(focus.id)
    key(qtbot, page, "O")
    assert page.reviewing.talk.focus.id == focus.id
    open_words(page, "yes, meet me")
    assert said(page)[0].startswith("Nearly the same message is also in LH/1")
    qtbot.waitUntil(lambda: page.reviewing.seen_whole)
    assert "1 nearly the same" in page.decision.copies.text()


def test_untied_a_decision_is_for_its_item_alone(qtbot, page):
    focus = page.reviewing.talk.focus
    assert page.decision.copies.text().startswith("With its 1 copy in LH/1")
    assert page.decision.copies.isChecked()
    key(qtbot, page, "Y")
    assert not page.decision.copies.isChecked()
    key(qtbot, page, "R")
    assert page.reviewing.talk.focus.id == focus.copies[0].item  # undecided, so it is next
    assert page.desk.ask(actions.history, focus.copies[0].item) == ()
    assert page.reviewing.line.decided == 1
    assert page.reviewing.queue.index(0, 2).data() == "Relevant, 1 left"


def test_tied_each_copy_has_a_decision_and_undo_takes_the_set_back_at_once(qtbot, page):
    focus = page.reviewing.talk.focus
    copy = focus.copies[0].item
    assert page.decision.copies.isChecked()
    key(qtbot, page, "R")
    (made,) = page.desk.ask(actions.history, copy)
    assert made.value is Relevance.RELEVANT
    assert page.reviewing.line.decided == page.reviewing.line.relevant == 2
    assert "1 copy" in page.decision.strip.text()
    assert [event.action for event in page.desk.ask(actions.events)].count("decide as its copy") == 1
    key(qtbot, page, "U")
    assert page.reviewing.line.decided == 0
    assert page.desk.ask(actions.history, copy)[-1].undoes == made.id
    assert page.reviewing.talk.focus.id == focus.id


def test_a_set_is_changed_as_one(qtbot, page):
    focus = page.reviewing.talk.focus
    copy = focus.copies[0].item
    key(qtbot, page, "R", SHIFT)
    key(qtbot, page, "S", SHIFT)
    assert page.desk.ask(actions.history, copy)[-1].value is Relevance.RELEVANT
    assert page.decision.wait.text().startswith("Decided “Relevant” at ")
    key(qtbot, page, "S", SHIFT)
    assert [page.desk.ask(actions.history, item)[-1].value for item in (focus.id, copy)] == [
        Relevance.UNSURE
    ] * 2


def test_a_copy_that_was_decided_otherwise_keeps_what_it_had(qtbot, page):
    focus = page.reviewing.talk.focus
    copy = focus.copies[0].item
    page.desk.do(actions.decide, 1, copy, Relevance.NOT_RELEVANT_TO_LINE)
    page.reviewing.again()
    assert page.decision.copies.isHidden()
    key(qtbot, page, "R")
    assert [one.value for one in page.desk.ask(actions.history, copy)] == [Relevance.NOT_RELEVANT_TO_LINE]


def test_the_copies_are_tied_again_for_the_next_item(qtbot, page):
    key(qtbot, page, "Y")
    key(qtbot, page, "J")
    assert page.decision.copies.isChecked()


def test_tags_go_with_the_set_and_come_off_with_it(qtbot, page):
    focus = page.reviewing.talk.focus
    copy = focus.copies[0].item
    key(qtbot, page, "R")
    key(qtbot, page, "T")
    assert page.desk.ask(actions.open_item, 1, copy).tags == (Tag.TOWARDS,)
    key(qtbot, page, "U")
    assert page.desk.ask(actions.open_item, 1, copy).tags == ()
    assert page.reviewing.line.decided == 2


def marks(page, item):
    view = page.desk.ask(actions.open_item, 1, item)
    return [(one.start, one.end, str(one.type), one.token) for one in view.redactions]


def test_marks_go_to_the_copy_of_the_same_text_and_are_taken_back_with_it(qtbot, page):
    focus = open_words(page, "07700 900123")
    copy = focus.copies[0].item
    key(qtbot, page, "R", SHIFT)
    key(qtbot, page, "M", SHIFT)
    answer(tick=True)
    assert marks(page, focus.id) == marks(page, copy) != []
    mark = page.reviewing.talk.focus.redactions[0]
    page.reviewing.take_back(mark.id, "it was wrong")
    assert marks(page, focus.id) == marks(page, copy) == []


def test_undo_takes_back_the_marks_first_and_then_the_decision(qtbot, page):
    focus = open_words(page, "07700 900123")
    copy = focus.copies[0].item
    key(qtbot, page, "R", SHIFT)
    key(qtbot, page, "M", SHIFT)
    answer(tick=True)
    page.window().activateWindow()
    page.reviewing.undo()
    assert marks(page, focus.id) == marks(page, copy) == []
    assert page.reviewing.line.decided == 2
    page.reviewing.undo()
    assert page.reviewing.line.decided == 0


def test_marks_stay_with_their_item_where_the_copy_is_untied_or_its_text_is_another(qtbot, page):
    focus = open_words(page, "07700 900123")
    copy = focus.copies[0].item
    key(qtbot, page, "R", SHIFT)
    key(qtbot, page, "Y")
    key(qtbot, page, "M", SHIFT)
    answer(tick=True)
    assert marks(page, focus.id) != []
    assert marks(page, copy) == []
    near = open_words(page, "yes, meet me")
    key(qtbot, page, "R", SHIFT)
    start = near.text.index("Queen")
    assert page.reviewing.mark(
        actions.mark, 1, near.id, start, start + 5, "LOCATION", RedactionType.OTHER, Purpose.PRIVACY, "a note"
    )
    assert marks(page, near.id) != []
    assert marks(page, near.copies[0].item) == []


def test_a_hold_says_that_the_copy_stays_and_the_copy_says_that_one_is_held(page):
    from evidence_review.domain.kinds import HoldKind

    copy = page.reviewing.talk.focus.copies[0].item
    page.reviewing.hold(HoldKind.LPP)
    assert "copies in LH/1 are not held" in page.window().notice.words.text()
    page.reviewing.open(copy)
    assert "A copy of this message is held" in said(page)[0]
    status = page.reviewing.line
    assert page.reviewing.queue.total == status.in_scope - status.held


def test_people_are_linked_with_a_reason_and_taken_apart(qtbot, page):
    key(qtbot, page, "G")
    dialog = asked()
    labels = [dialog.model.value(row).person.label for row in range(dialog.model.rowCount())]
    assert set(labels) == {"Ann Example", "Bob Sample"}
    assert not dialog.join.isEnabled()
    dialog.table.selectAll()
    assert dialog.join.isEnabled() == (len(labels) == 2)
    before = page.reviewing.queue.total
    dialog.join.click()
    answer("written down for a test of the window")
    assert {dialog.model.value(row).person.label for row in range(2)} == {"Ann Example"}
    QApplication.processEvents()
    assert {row.sender for row in page.reviewing.queue.values()} == {"Ann Example"}
    assert page.reviewing.queue.total == before
    dialog.table.selectRow(1)
    assert dialog.part.isEnabled()
    dialog.part.click()
    question = asked()
    question.findChild(QPlainTextEdit).setPlainText("it was wrong, they are two people")
    question.yes.click()
    assert {dialog.model.value(row).person.label for row in range(2)} == {"Ann Example", "Bob Sample"}
    dialog.yes.click()

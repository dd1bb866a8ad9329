"""The auditor's desk in the window: sentences, filters, the life of an item from three places, a sample, charts, the
check with a checkpoint, lists that are written; by keys and by mouse."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QPushButton, QWidget

from evidence_review.domain.kinds import Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.audit_rows import new_words, shown_words
from evidence_review.gui.models.paged_rows import PagedRows
from evidence_review.gui.models.table_rows import Column
from evidence_review.gui.widgets.review.history_pane import HistoryPane
from tests.gui.acts import as_user, asked, idle, relevant


@pytest.fixture
def worked(signed_in):
    """The concert: Rita decided and marked, Sue compared and approved."""
    window = signed_in("Rita")
    relevant(window.desk.session)
    return window


@pytest.fixture
def approved(worked, case):
    window = as_user(worked, case, "Sue")
    items = tuple(one.item for one in actions.waiting(window.desk.session))
    for item in items:
        actions.preview(window.desk.session, item)
    actions.approve(window.desk.session, items, attested=True)
    return window, items


def log_of(window, case, name="Aud"):
    as_user(window, case, name)
    window.go("log")
    return window.log


def pressed(inside: QWidget, words: str) -> None:
    """Click the button with these words with the mouse."""
    (found,) = [
        one
        for one in inside.findChildren(QAbstractButton)
        if one.text() == words and one.isVisible() and one.isEnabled()
    ]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def sentences(tab) -> list[str]:
    return [row.sentence for row in tab.events.values()]


def test_the_log_is_read_as_sentences_the_newest_first(approved, case) -> None:
    window, items = approved
    log = log_of(window, case)
    told = sentences(log.entries)
    assert told[0].startswith("Aud read the log, at ")
    assert told[1].startswith("Aud opened the case, at ")
    (signed,) = [one for one in told if " approved ABC/1 item" in one]
    assert signed.startswith(f"Sue approved ABC/1 items {', '.join(map(str, items))}, ")
    shown = log.entries.table.model()
    assert shown.index(0, 1).data() == told[0]
    assert not any("CONSULT" in one or "item:" in one for one in told)
    assert log.entries.told.text() == shown_words(len(told), len(told))


def test_the_filters_offer_what_the_log_holds_and_an_approval_is_found_by_each_of_its_items(
    approved, case
) -> None:
    window, items = approved
    entries = log_of(window, case).entries
    assert [entries.exhibit.itemText(at) for at in range(entries.exhibit.count())] == [
        "Every exhibit",
        "ABC/1",
    ]
    assert entries.user.findText("Rita") > 0
    entries.acts.setCurrentIndex(entries.acts.findText("Approvals and returns"))
    for item in items:
        entries.item.setFocus()
        entries.item.selectAll()
        QTest.keyClicks(entries.item, str(item))
        QTest.keyClick(entries.item, Qt.Key.Key_Return)
        assert {row.action for row in entries.events.values()} >= {"approve redactions"}
    entries.item.setText("99999")
    QTest.keyClick(entries.item, Qt.Key.Key_Return)
    assert entries.empty.isVisible()
    assert not entries.table.isVisible()
    pressed(entries, "Clear")
    assert entries.events.rowCount() > 20
    assert entries.item.text() == ""


def test_what_came_since_the_last_look_is_told_and_shown_by_one_button(approved, case) -> None:
    window, _ = approved
    entries = log_of(window, case).entries
    assert not entries.fresh.isEnabled()
    assert new_words(entries.reading) == ""
    as_user(window, case, "Rita")
    entries = log_of(window, case).entries
    assert "since you last looked" in entries.since.text()
    pressed(entries, "New since you last looked")
    told = sentences(entries)
    assert any(one.startswith("Rita opened the case") for one in told)
    assert not any("approved" in one for one in told)


def test_the_life_of_an_item_is_reached_from_the_log_by_keys_from_review_and_from_approve(
    approved, case
) -> None:
    window, items = approved
    log = log_of(window, case)
    rows = log.entries.events.values()
    at = next(at for at, row in enumerate(rows) if row.object == f"item:{items[0]}")
    log.entries.table.setFocus()
    log.entries.table.selectRow(at)
    QTest.keyClick(log.entries.table, Qt.Key.Key_Return)
    assert log.tabs.currentWidget() is log.life
    facts = {(one.name, one.words) for one in log.life.facts.values()}
    assert ("Imported", "exhibit ABC/1, source 1") in facts
    assert {"In scope", "Decided"} <= {name for name, _ in facts}
    assert any("approved ABC/1 items" in row.sentence for row in log.life.entries.values())
    as_user(window, case, "Dan")
    window.go("review")
    window.review.reviewing.open(items[0])
    (history,) = window.review.findChildren(HistoryPane)
    history.refresh()
    next(one for one in history.findChildren(QPushButton) if "whole life" in one.text()).click()
    assert window.stack.currentWidget() is window.log
    assert window.log.life.title.text() == f"Item {items[0]}"
    window.go("approve")
    window.approve.table.selectRow(0)
    pressed(window.approve, "Life of the item")
    assert window.stack.currentWidget() is window.log
    assert window.log.life.title.text() == f"Item {window.approve.item}"


def test_an_item_that_the_case_has_not_got_is_said_so(approved, case) -> None:
    window, _ = approved
    log = log_of(window, case)
    log.tabs.setCurrentWidget(log.life)
    QTest.keyClicks(log.life.number, "4711")
    QTest.keyClick(log.life.number, Qt.Key.Key_Return)
    assert "no item 4711" in window.notice.words.text()
    assert log.life.empty.isVisible()


def test_the_auditor_draws_notes_and_gets_a_share_and_opens_no_item(approved, case) -> None:
    window, _ = approved
    log = log_of(window, case)
    log.tabs.setCurrentWidget(log.sample)
    assert log.sample.empty.isVisible()
    pressed(log.sample, "Draw")
    drawn = log.sample.drawn.values()
    assert {one.by for one in drawn} == {"Rita"}
    assert len(drawn) >= 2
    assert "seed " in log.sample.seed.text()
    assert not log.sample.open.isVisible()
    for words in ("Agree…", "Do not agree…"):
        pressed(log.sample, words)
        dialog = asked()
        QTest.keyClicks(dialog.findChild(QPlainTextEdit), "read beside its conversation")
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert [one.noted for one in log.sample.drawn.values()[:2]] == ["agrees", "does not agree"]
    assert "1 of 2 decisions drawn at random from" in log.sample.estimate.text()
    assert "95 % interval after Wilson" in log.sample.estimate.text()


def test_who_may_read_opens_what_was_drawn_and_judges_no_act_of_their_own(approved, case) -> None:
    window, _ = approved
    log = log_of(window, case, "Rita")
    log.tabs.setCurrentWidget(log.sample)
    pressed(log.sample, "Draw")
    assert not log.sample.agree.isEnabled()
    first = log.sample.drawn.values()[0]
    pressed(log.sample, "Open the item")
    assert window.stack.currentWidget() is window.review
    assert window.review.reviewing.talk.focus.id == first.item
    acts = [row.action for row in actions.events(window.desk.session, item=first.item)]
    assert acts.index("read audited act") < len(acts) - 1
    assert "open item" in acts[acts.index("read audited act") :]


def test_charts_are_tables_with_their_numbers_and_a_bar(worked, case) -> None:
    log = log_of(worked, case)
    log.tabs.setCurrentWidget(log.working)
    load = log.working.charts[0]
    assert load.accessibleName() == "Decisions a day"
    index = load.model().index(0, 3)
    assert load.model().index(0, 1).data() == "Rita"
    assert load.model().index(0, 2).data().endswith("decisions")
    assert index.data(Qt.ItemDataRole.UserRole) == 1.0
    picture = load.grab().toImage()
    ratio = picture.devicePixelRatio()
    middle = load.viewport().mapTo(load, load.visualRect(index).center()) * ratio
    outside = (
        load.viewport().mapTo(load, load.visualRect(load.model().index(0, 0)).bottomRight() - QPoint(3, 3))
        * ratio
    )
    assert picture.pixelColor(middle) != picture.pixelColor(outside)  # the bar is painted
    assert "No several items" in log.working.close_by.text()


def test_the_check_takes_a_pasted_checkpoint_and_says_what_it_did_not_check(
    qtbot, approved, case, tmp_path
) -> None:
    window, _ = approved
    log = log_of(window, case)
    actions.export_log(window.desk.session, tmp_path / "log")
    note = (tmp_path / "log" / "checkpoint.txt").read_text("utf-8")
    pressed(log, "Verify the log")
    idle(qtbot, window)
    assert log.tabs.currentWidget() is log.check
    assert "No checkpoint that was kept elsewhere was given" in log.check.left.text()
    assert "Key of Sue: " in log.check.lines.text()
    log.check.pasted.setPlainText(note)
    log.check.ask()
    idle(qtbot, window)
    assert "The checkpoint that was pasted: the log fits the checkpoint." in log.check.lines.text()
    assert "No checkpoint" not in log.check.left.text()
    log.check.pasted.setPlainText(note.replace(note.split("\n")[2][:6], "AAAAAA"))
    log.check.ask()
    idle(qtbot, window)
    assert log.check.verdict.property("card") == "bad"


def test_the_list_that_is_shown_is_written_and_the_log_says_so(qtbot, approved, case, tmp_path) -> None:
    window, items = approved
    log = log_of(window, case)
    log.entries.item.setText(str(items[0]))
    log.entries.refresh()
    shown = sentences(log.entries)
    log.list_wanted.emit(log.entries.wanted(), tmp_path / "list.json")
    idle(qtbot, window)
    assert "The list is written" in window.notice.words.text()
    told = json.loads((tmp_path / "list.json").read_text("utf-8"))
    assert [one["sentence"] for one in reversed(told["entries"])] == shown
    pressed(log.entries, "Clear")
    assert sentences(log.entries)[1].startswith(
        f"Aud wrote {len(shown)} entries of the log as json, by item {items[0]}, "
    )


def test_nothing_of_a_closed_case_stays_on_the_page(approved, case) -> None:
    window, items = approved
    log = log_of(window, case)
    log.show_life(int(items[0]))
    window.close_case()
    assert log.entries.events.rowCount() == log.life.entries.rowCount() == log.life.facts.rowCount() == 0
    assert log.entries.user.count() == log.entries.exhibit.count() == 1
    assert log.life.title.text() == log.entries.told.text() == ""


def test_a_long_list_comes_a_page_at_a_time() -> None:
    rows: PagedRows[int] = PagedRows((Column("n", str),))
    wanted = []
    rows.more_wanted.connect(lambda: wanted.append(rows.rowCount()))
    rows.begin(range(3), more=True)
    assert rows.canFetchMore()
    rows.fetchMore()
    rows.fetchMore()  # asked for once
    assert wanted == [3]
    rows.add((3, 4), more=False)
    assert list(rows.values()) == [0, 1, 2, 3, 4]
    assert not rows.canFetchMore()


@pytest.mark.parametrize(("wide", "high"), [(1366, 768), (1024, 768)])
def test_every_tab_fits_and_every_field_has_a_name(approved, case, wide, high) -> None:
    window, items = approved
    log = log_of(window, case)
    window.resize(wide, high - 40)
    log.show_life(int(items[0]))
    for at in range(log.tabs.count()):
        log.tabs.setCurrentIndex(at)
        QApplication.processEvents()
        part = log.tabs.widget(at)
        assert part.minimumSizeHint().width() <= log.tabs.width(), log.tabs.tabText(at)
        for one in part.findChildren(QWidget):
            if (
                one.isVisible()
                and one.focusPolicy() & Qt.FocusPolicy.TabFocus
                and not one.parent().inherits("QComboBox")
            ):
                said = one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
                assert said or one.inherits("QScrollBar"), (log.tabs.tabText(at), type(one).__name__)


def test_a_decision_of_today_is_in_the_log_when_the_page_comes_up_again(worked, case) -> None:
    log = log_of(worked, case, "Rita")
    session = worked.desk.session
    row = next(row for row in actions.queue(session, 1))
    worked.go("review")
    actions.open_item(session, 1, row.item)
    actions.decide(session, 1, row.item, Relevance.UNSURE)
    worked.go("log")
    assert f"Rita decided ABC/1 item {row.item} on line 1: unsure" in " ".join(sentences(log.entries))

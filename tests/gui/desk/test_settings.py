"""The settings of the computer in a real window: Ctrl+, opens them, a change is kept for the next start, a second
time zone stands beside London time, and a break is told of quietly, by a clock that the test drives."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from evidence_review.domain.kinds import ItemKind
from evidence_review.gui import app, where_help
from evidence_review.gui.models.helping.care_watch import CareWatch
from evidence_review.gui.models.job_list import clock_london
from evidence_review.gui.models.look import ViewSettings, read_settings, save_settings
from evidence_review.gui.models.zones import beside, zone_kept, zone_names
from evidence_review.gui.widgets.window.settings_dialog import SettingsDialog
from tests.gui.acts import as_user, asked
from tests.gui.desk.test_care_watch import Driven

LONDON = "Sat 08 Mar 2025 21:04:00 (UTC+0000)"
KARACHI = "Sun 09 Mar 2025 02:04:00 (Asia/Karachi, UTC+0500)"


def settle():
    for _ in range(3):
        QApplication.processEvents()


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    window.activateWindow()
    settle()
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    settle()


def opened(window):
    press(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = asked()
    assert isinstance(dialog, SettingsDialog)
    return dialog


def choose(drop, value):
    drop.setCurrentIndex(drop.findData(value))


@pytest.fixture
def driven(window):
    """The window with a clock that the test drives."""
    clock = Driven()
    window.caring.watch = CareWatch(clock, lambda: window.settings.wish)
    return clock


def test_ctrl_comma_opens_the_settings_with_and_without_a_case(window, signed_in):
    opened(window).reject()
    signed_in("Rita")
    dialog = opened(window)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert QApplication.activeModalWidget() is None
    press(window, Qt.Key.Key_Comma)  # control: the comma alone opens nothing
    assert QApplication.activeModalWidget() is None
    assert "Settings" in [one.text() for one in window.rail.findChildren(QPushButton)]


def test_a_change_holds_at_once_and_after_the_next_start(qtbot, qapp, window, tmp_path, case):
    before = {one.name: one.read_bytes() for one in case.iterdir() if one.is_file()}
    dialog = opened(window)
    qtbot.waitUntil(lambda: dialog.zones.findData("Asia/Karachi") > 0)
    choose(dialog.zones, "Asia/Karachi")
    choose(dialog.looks, "dark")
    choose(dialog.minutes, 30)
    choose(dialog.items, 0)
    dialog.kinds[ItemKind.AUDIO].click()
    assert window.settings.look == "dark"
    dialog.yes.click()
    kept, told = read_settings(tmp_path / "view" / "view.json")
    assert told == ""
    assert kept == ViewSettings(
        "dark",
        second_zone="Asia/Karachi",
        break_minutes=30,
        break_items=0,
        break_kinds=(ItemKind.IMAGE, ItemKind.VIDEO, ItemKind.AUDIO),
    )
    other = app.build(qapp, kept, tmp_path / "other.json")
    other.show_settings()
    again = asked()
    assert (again.zones.currentData(), again.minutes.currentData(), again.items.currentData()) == (
        "Asia/Karachi",
        30,
        0,
    )
    assert again.kinds[ItemKind.AUDIO].isChecked()
    assert not again.kinds[ItemKind.MESSAGE].isChecked()
    again.reject()
    other.close()
    assert {one.name: one.read_bytes() for one in case.iterdir() if one.is_file()} == before


def test_a_damaged_field_loses_itself_alone(tmp_path):
    file = tmp_path / "view.json"
    good = '"look": "dark", "second_zone": "Europe/Paris", "break_minutes": 30, "break_items": 10'
    for bad in (
        '"break_kinds": ["a film"]',
        '"break_kinds": "IMAGE"',
        '"second_zone": "Nowhere/At all"',
        '"second_zone": "Europe"',
        '"second_zone": "../../etc/passwd"',
        '"second_zone": 5',
        '"break_minutes": 7',
        '"break_items": "many"',
    ):
        file.write_text(f"{{{good}, {bad}}}")
        name = bad.split('"')[1]
        whole = ViewSettings("dark", second_zone="Europe/Paris", break_minutes=30, break_items=10)
        settings, told = read_settings(file)
        assert getattr(settings, name) == getattr(ViewSettings(), name), bad
        assert {one for one in ("look", "second_zone", "break_minutes", "break_items", "break_kinds")
                if getattr(settings, one) != getattr(whole, one)} <= {name}  # fmt: skip
        assert "could not be read" in told
        save_settings(file, settings)
        assert read_settings(file) == (settings, "")


def test_the_zones_are_listed_beside_the_window_and_what_is_chosen_stays(qtbot, window):
    dialog = SettingsDialog(window, ViewSettings(second_zone="Asia/Karachi"), window.caring.watch)
    told = []
    dialog.changed.connect(told.append)
    assert dialog.zones.count() == 2  # control: nothing was read for it in the window's thread
    dialog.ask()
    qtbot.waitUntil(lambda: dialog.zones.count() > 400)
    names = [dialog.zones.itemData(at) for at in range(dialog.zones.count())]
    assert len(set(names)) == len(names)
    assert names[0] == ""
    assert "Europe/London" not in names
    assert dialog.zones.currentData() == "Asia/Karachi"
    assert told == []
    dialog.reject()


def test_the_second_time_is_named_and_is_none_where_the_instant_is_not_known():
    assert beside(LONDON, "Asia/Karachi") == KARACHI
    assert beside("Mon 30 Jun 2025 12:00:00 (UTC+0100)", "America/New_York") == (
        "Mon 30 Jun 2025 07:00:00 (America/New York, UTC-0400)"
    )
    assert beside("Sat 08 Mar 2025 21:04:00", "Asia/Karachi") == ""
    assert beside("8th of March", "Asia/Karachi") == ""
    assert beside(LONDON, "") == ""
    assert {zone_kept(one) for one in zone_names()[:40]} == set(zone_names()[:40])


def test_the_item_shows_London_time_and_the_second_zone_beside_it(window, signed_in):
    signed_in("Rita")
    window.review.reviewing.first_undecided()
    london = window.review.reviewing.talk.focus.time_london
    facts = window.review.middle.facts
    assert london in facts.text()
    assert "Karachi" not in facts.text()
    window.change_view(ViewSettings(second_zone="Asia/Karachi"))
    assert f"{london} · {beside(london, 'Asia/Karachi')}" in facts.text()
    window.change_view(ViewSettings())
    assert "Karachi" not in facts.text()


def test_Q4_the_reminder_comes_in_the_strip_by_the_clock_and_stays_until_closed(window, driven, signed_in):
    signed_in("Rita")
    reviewing = window.review.reviewing
    rows = [reviewing.queue.value(at).item for at in range(reviewing.queue.rowCount())]
    for minute in range(50):
        driven.now += 60
        assert "without a break" not in window.notice.words.text(), minute
        reviewing.open(rows[minute % len(rows)])
    assert window.notice.isVisible()
    assert window.notice.words.text().startswith("You have worked for 50 minutes without a break.")
    assert QApplication.activeModalWidget() is None
    window.notice.tell("Saved.")  # what happens meanwhile is told, and then it stands there again
    assert window.notice.words.text() == "Saved."
    window.notice.clock.timeout.emit()
    assert "without a break" in window.notice.words.text()
    press(window, Qt.Key.Key_Escape)
    assert not window.notice.isVisible()


def test_Q4_no_reminder_comes_where_none_is_wished(window, driven, signed_in):
    signed_in("Rita")
    window.change_view(ViewSettings(break_minutes=0, break_items=0))
    reviewing = window.review.reviewing
    rows = [reviewing.queue.value(at).item for at in range(reviewing.queue.rowCount())]
    for minute in range(120):
        driven.now += 60
        reviewing.open(rows[minute % len(rows)])
    assert window.notice.reminder == ""
    assert window.caring.watch.minutes > 100  # control: there was work to tell of


def test_Q4_items_of_the_chosen_kinds_are_counted_in_memory_for_one_person(window, driven, signed_in, case):
    signed_in("Rita")
    window.change_view(ViewSettings(break_minutes=0, break_items=10, break_kinds=(ItemKind.MESSAGE,)))
    reviewing = window.review.reviewing
    rows = [reviewing.queue.value(at).item for at in range(reviewing.queue.rowCount())]
    reviewing.open(rows[0])
    reviewing.open(rows[0])  # the same one again is no other
    assert window.caring.watch.met == 1
    for at in range(1, 9):
        reviewing.open(rows[at % len(rows)])
    assert window.notice.reminder == ""
    window.desk.media_shown.emit("image/png")  # of a kind that is not chosen
    assert window.notice.reminder == ""
    reviewing.open(rows[9 % len(rows)])
    assert "opened 10 items" in window.notice.reminder
    assert "10 items" in window.caring.watch.tally()
    as_user(window, case, "Sue")
    assert window.caring.watch.met <= 1
    assert window.notice.reminder == ""


def test_Q4_a_reminder_writes_nothing_to_the_case(window, driven, signed_in, case):
    signed_in("Rita")
    window.change_view(ViewSettings(break_minutes=20, break_items=10, break_kinds=(ItemKind.IMAGE,)))
    entries = window.desk.session.case.all("SELECT count(*) FROM audit")
    before = {one.name: one.read_bytes() for one in case.rglob("*") if one.is_file()}
    for _ in range(10):
        window.desk.media_shown.emit("image/png")
    assert "opened 10 items" in window.notice.reminder
    driven.now += 500
    window.review.left.table.setFocus()
    assert window.desk.session.case.all("SELECT count(*) FROM audit") == entries
    assert {one.name: one.read_bytes() for one in case.rglob("*") if one.is_file()} == before
    window.review.reviewing.first_undecided()  # control: an act of the review does write
    assert window.desk.session.case.all("SELECT count(*) FROM audit") != entries


def test_where_help_is_can_be_written_by_a_force(tmp_path, monkeypatch, window):
    ours = where_help.where_help()
    assert "supervisor" in ours
    assert "#" not in ours
    assert opened(window).help.text() == ours
    asked().reject()
    own = tmp_path / "where.txt"
    own.write_text("# for the reader\nRing Sam Example,\n07700 900123.\n", "utf-8")
    monkeypatch.setattr(where_help, "WHERE", own)
    assert where_help.where_help() == "Ring Sam Example, 07700 900123."
    own.write_bytes(b"\xff\xfe\x00")
    assert "occupational health" in where_help.where_help()
    own.write_text("x" * 50_000)
    assert len(where_help.where_help()) == where_help.MOST
    own.unlink()
    assert "occupational health" in where_help.where_help()


def test_since_when_a_job_runs_is_London_time_with_its_zone(qtbot, window, signed_in):
    from datetime import UTC, datetime

    assert clock_london(datetime(2026, 7, 1, 9, 5, tzinfo=UTC)) == "10:05 (UTC+0100)"
    assert clock_london(datetime(2026, 12, 1, 9, 5, tzinfo=UTC)) == "09:05 (UTC+0000)"
    signed_in("Dan")
    window.go("jobs")
    window.work.run_verify()
    began = window.at_work.entries[0].began
    assert re.fullmatch(r"\d\d:\d\d \(UTC\+0[01]00\)", began), began
    qtbot.waitUntil(lambda: not window.jobs.running)

"""Help and keys: F1 tells of the page in front, its words as the glossary has them and its keys; keys are
changed,
refused where they clash, taken back, printed and kept outside the case; Ctrl+K finds pages, items, days, people."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from evidence_review.domain.kinds import CasePart
from evidence_review.gui import actions, app
from evidence_review.gui.models.helping.help_words import WORDS
from evidence_review.gui.models.helping.key_choice import CHANGEABLE, key_sheet, refused, usable, with_key
from evidence_review.gui.models.helping.page_help import PAGES as HELPED
from evidence_review.gui.models.helping.page_help import help_of, keys_of
from evidence_review.gui.models.look import read_settings
from evidence_review.gui.models.plain_words import ROLE_WORDS
from evidence_review.gui.models.shortcuts import APPROVE_KEYS, KEYS, key_of, use_keys
from evidence_review.gui.widgets.window.keys_dialog import KeysDialog
from evidence_review.gui.widgets.window.palette import Palette
from evidence_review.gui.widgets.window.rail_pages import PAGES
from tests import many_items
from tests.gui.acts import asked

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def shipped_keys():
    yield
    use_keys({})


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    window.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(QApplication.focusWidget() or window.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def texts(dialog):
    return [one.text() for one in dialog.findChildren(QLabel)]


def test_every_page_has_help_and_its_words_are_those_of_the_glossary():
    assert {page.name for page in PAGES} <= set(HELPED)
    glossary = dict(
        re.findall(r"^\| (.+?) \| (.+?) \| `", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE)
    )
    assert {term: glossary.get(term) for term in WORDS} == WORDS
    for told in HELPED.values():
        assert told.sentences
        assert all(words for _, words in told.words)


@pytest.mark.parametrize("name", ["review", "approve", "log"])
def test_F1_tells_of_the_page_in_front_its_words_and_its_keys(qtbot, signed_in, name):
    window = signed_in("Dan")
    window.go(name)
    press(qtbot, window, Qt.Key.Key_F1)
    dialog, told = asked(), help_of(name)
    assert dialog.windowTitle() == f"Help: {told.title}"
    shown = texts(dialog)
    assert set(told.sentences) <= set(shown)
    assert {term for term, _ in told.words} <= set(shown)
    assert {key.words for key in keys_of(name)} <= set(shown)
    assert ("Undo" in " ".join(shown)) is (name == "review")
    all_keys = next(one for one in dialog.findChildren(QPushButton) if "Ctrl+F1" in one.text())
    all_keys.setFocus()
    qtbot.keyClick(all_keys, Qt.Key.Key_Space)
    assert asked().windowTitle() == "Keys"
    asked().reject()


def test_F1_helps_before_a_case_is_open(qtbot, window):
    press(qtbot, window, Qt.Key.Key_F1)
    assert asked().windowTitle() == "Help: Start"
    asked().reject()


def changing(window):
    window.change_keys()
    dialog = asked()
    assert isinstance(dialog, KeysDialog)
    return dialog


def choose(qtbot, dialog, act, keys):
    at = next(i for i, row in enumerate(dialog.model.values()) if row.act == act)
    dialog.table.selectRow(at)
    dialog.edit.setKeySequence(QKeySequence(keys))
    dialog.put.setFocus()
    qtbot.keyClick(dialog.put, Qt.Key.Key_Space)


def test_a_changed_key_holds_at_once_is_printed_and_kept_outside_the_case(qtbot, signed_in, case, tmp_path):
    before = {one.name: one.read_bytes() for one in case.iterdir() if one.suffix == ".json"}
    window = signed_in("Rita")
    page = window.review
    dialog = changing(window)
    choose(qtbot, dialog, "undo", "Z")
    assert dialog.told.text() == "Set."
    dialog.accept()
    assert page.decision.undo.text() == "Undo  Z"
    assert key_of("undo") == "Z"
    window.activateWindow()
    page.reviewing.first_undecided()
    item = page.reviewing.talk.focus.id
    qtbot.waitUntil(lambda: page.reviewing.seen_whole)
    press(qtbot, window, Qt.Key.Key_X)
    session = window.desk.session
    assert len(actions.history(session, item)) == 1
    press(qtbot, window, Qt.Key.Key_U)  # means nothing now
    assert len(actions.history(session, item)) == 1
    press(qtbot, window, Qt.Key.Key_Z)
    assert len(actions.history(session, item)) == 2
    kept = read_settings(tmp_path / "view" / "view.json")[0]
    assert kept.keys == (("undo", "Z"),)
    assert {one.name: one.read_bytes() for one in case.iterdir() if one.suffix == ".json"} == before


def test_the_next_window_has_the_chosen_keys(qtbot, qapp, tmp_path, window):
    window._use_keys({"relevant": "Ctrl+R"})
    other = app.build(qapp, read_settings(tmp_path / "view" / "view.json")[0], tmp_path / "other.json")
    keys = [made.key for made in other.review.decision.findChildren(QPushButton) if hasattr(made, "key")]
    assert "Ctrl+R" in keys
    assert "R" not in keys
    other.close()


def test_a_clash_is_refused_in_a_sentence_and_changes_nothing(qtbot, signed_in):
    window = signed_in("Rita")
    dialog = changing(window)
    for wanted, words in (
        ("J", "Next item"),
        ("3", "goes to a line"),
        ("Tab", "moves about"),
        ("", "Press the key"),
    ):
        choose(qtbot, dialog, "undo", wanted)
        assert words in dialog.told.text(), wanted
        assert dialog.told.text().endswith(".")
    assert key_of("undo") == "U"
    choose(qtbot, dialog, "approve", "J")  # on another page it clashes with nothing
    assert dialog.told.text() == "Set."
    assert window.approve.approve.key == "J"
    dialog.all.setFocus()
    qtbot.keyClick(dialog.all, Qt.Key.Key_Space)
    assert window.approve.approve.key == "A"
    assert window.settings.keys == ()
    dialog.accept()


def test_a_key_is_pressed_and_set_with_the_keyboard_alone(qtbot, signed_in):
    window = signed_in("Rita")
    dialog = changing(window)
    at = next(i for i, row in enumerate(dialog.model.values()) if row.act == "hold")
    dialog.table.selectRow(at)
    dialog.edit.setFocus()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert window.settings.keys == (("hold", "Ctrl+H"),)
    assert window.review.decision.hold.text().endswith("  Ctrl+H")
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_what_was_kept_and_makes_no_sense_is_left_out():
    kept = usable([("undo", "J"), ("undo", "Z"), ("no such act", "Q"), ("next", "Z"), ("hold", "Ctrl+H")])
    assert dict(kept) == {"undo": "Z", "hold": "Ctrl+H"}
    assert with_key(dict(kept), "undo", "U") == {"hold": "Ctrl+H"}
    assert refused("undo", "u", {}) == ""  # control: its own key
    assert refused("undo", "Ctrl+K, Ctrl+U", {})
    assert len(CHANGEABLE) > 30


def test_the_keys_are_printed_as_text(qtbot, signed_in, tmp_path):
    window = signed_in("Rita")
    dialog = changing(window)
    choose(qtbot, dialog, "undo", "Z")
    dialog.write(tmp_path / "keys.txt")
    text = (tmp_path / "keys.txt").read_text("utf-8")
    assert text == key_sheet({"undo": "Z"})
    assert re.search(r"^  Z +Undo", text, re.MULTILINE)
    dialog.write(tmp_path / "no such folder" / "keys.txt")
    assert "cannot be written" in dialog.told.text()
    dialog.accept()


def found(qtbot, window, written):
    press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = asked()
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.written, written)
    return palette, [entry[0] for entry in palette.listed]


def test_ctrl_K_finds_pages_items_days_lines_and_people(qtbot, signed_in):
    window = signed_in("Dan")
    window.desk.ask(actions.enter_person, "Bob Sample", CasePart.ACCUSED)
    item = actions.queue(window.desk.session, 1)[2].item
    palette, words = found(qtbot, window, str(item))
    assert words[0] == f"Item {item}, line 1"
    qtbot.keyClick(palette.written, Qt.Key.Key_Return)
    assert window.review.reviewing.talk.focus.id == item
    palette, words = found(qtbot, window, "09.03.2025")
    assert words[0].startswith("First item of")
    qtbot.keyClick(palette.written, Qt.Key.Key_Return)
    assert "09 Mar 2025" in window.review.reviewing.talk.focus.time_london
    palette, words = found(qtbot, window, "line 1")
    assert any(one.startswith("Line 1") for one in words)
    palette.reject()
    palette, words = found(qtbot, window, "bob")
    assert words == ["Accused Bob Sample"]
    palette.reject()
    palette, words = found(qtbot, window, "go to home")
    qtbot.keyClick(palette.written, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.home


def test_ctrl_K_says_nothing_of_an_item_outside_the_lines(qtbot, window, tmp_path):
    window.open_case(many_items.made_case(tmp_path / "many"), "Dan", many_items.WORDS)
    inside = {row.item for row in actions.queue(window.desk.session, 1)}
    every = {row[0] for row in window.desk.session.case.all("SELECT id FROM items")}
    beyond = max(every) + 1
    assert len(every - inside) == 7
    for item in (*sorted(every - inside), beyond):
        palette, words = found(qtbot, window, str(item))
        assert words == []
        palette.reject()
    assert actions.lines_with(window.desk.session, min(inside)) == (1,)


def test_each_role_has_a_guide_and_its_keys_are_those_of_the_window():
    guides = {path.stem: path.read_text("utf-8") for path in (ROOT / "docs" / "guide").glob("*.md")}
    names = {words.lower().replace(" ", "-").replace("independent-", "") for words in ROLE_WORDS.values()}
    assert names <= set(guides)
    keys = {key.keys: key.words for key in (*KEYS, *APPROVE_KEYS)}
    for told in ("R relevant", "X not relevant", "S unsure", "F goes to the first undecided"):
        key, words = told.split(" ", 1)
        assert told in guides["reviewer"]
        assert words.split()[-1] in keys[key].lower()
    assert "A approves" in guides["prosecutor"]

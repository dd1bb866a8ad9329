"""How a sitting begins: a case named on the command line, the case that was just closed, the people of
the demo as
buttons that sign in, and the demo from its first start to a bundle that verifies."""

import os
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from evidence_review.__main__ import wants_window
from evidence_review.domain.kinds import ItemKind, Role
from evidence_review.domain.progress import finish
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.gui import actions
from evidence_review.gui.models.hindrances import Mend
from evidence_review.workflow.case.home_views import Matter
from tests.gui.acts import asked, idle
from tests.gui.conftest import PEOPLE, WORDS

LEFT = Qt.MouseButton.LeftButton


def test_a_case_folder_alone_opens_the_window(case, tmp_path):
    assert wants_window([str(case)])
    assert not wants_window([str(tmp_path)])  # a folder without a case is no case
    assert not wants_window(["log", str(case)])
    assert not wants_window(["home"])


def test_a_case_named_at_the_start_is_chosen_and_only_the_passphrase_is_asked_for(qtbot, window, case):
    window.start.choose(Path(os.path.relpath(case)))
    form = window.start.opening
    assert "43AB0000125" in form.urn.text()
    assert {form.user.itemData(at) for at in range(form.user.count())} == {*PEOPLE, "Ada"}
    assert form.passphrase.hasFocus() or not window.isActiveWindow()
    form.user.setCurrentIndex(form.user.findData("Aud"))
    qtbot.keyClicks(form.passphrase, WORDS)
    qtbot.keyClick(form.passphrase, Qt.Key.Key_Return)
    assert window.desk.session.user.name == "Aud"
    assert window.stack.currentWidget() is window.home


def test_the_case_just_closed_stands_first_and_is_chosen(window, case, tmp_path):
    other = tmp_path / "other"
    session = actions.create_case(other, "62WR0000326", "Other", "Ada", WORDS)
    actions.close(session)
    window.open_case(other, "Ada", WORDS)
    window.close_case()
    window.open_case(case, "Rita", WORDS)
    window.close_case()
    recent, form = window.start.recent, window.start.opening
    assert [recent.item(at).text().split()[0] for at in range(recent.count())] == [
        "43AB0000125",
        "62WR0000326",
    ]
    assert recent.currentRow() == 0
    assert Path(form.folder.text()) == case
    assert form.passphrase.text() == ""


def demo_users():
    return tomllib.loads((RESOURCES / "demo" / "case" / "users.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def bare_demo(tmp_path_factory):
    """The demo's people in a case without evidence."""
    facts, folder = demo_users(), tmp_path_factory.mktemp("bare") / "case"
    by_key = {one["key"]: one for one in facts["user"]}
    admin = by_key.pop("admin")
    session = actions.create_case(folder, facts["urn"], facts["name"], admin["name"], admin["passphrase"])
    for one in by_key.values():
        actions.add_user(session, one["name"], Role(one["role"]), one["passphrase"])
    actions.close(session)
    return folder


def test_the_people_of_the_demo_are_buttons_and_those_of_a_real_case_are_not(qtbot, window, case, bare_demo):
    window.start.choose(case)
    assert not window.start.opening.demo.people
    assert not window.start.opening.demo.isVisible()
    window.open_case(case, "Rita", WORDS)
    assert not window.demo.isVisible()
    window.close_case()
    window.start.choose(bare_demo)
    people = window.start.opening.demo.people
    assert set(people) == {one["name"] for one in demo_users()["user"]}
    assert all(made.accessibleName().startswith("Demo only") for made in people.values())
    qtbot.mouseClick(people["Hugh Llewelyn-Tate"], LEFT)
    assert window.desk.role is Role.AUDITOR
    assert window.demo.isVisible()
    qtbot.mouseClick(window.demo.people["Folasade Bright"], LEFT)
    assert window.desk.role is Role.PROSECUTOR
    assert not window.demo.people["Folasade Bright"].isEnabled()
    assert window.stack.currentWidget() is window.home
    window.close_case()
    assert not window.demo.isVisible()


def test_a_case_with_the_urn_of_the_demo_and_other_people_is_no_demo(tmp_path):
    session = actions.create_case(tmp_path / "case", demo_users()["urn"], "Real", "Ada", WORDS)
    actions.close(session)
    assert actions.demo_people(tmp_path / "case") == ()


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo as the window makes it, with fewer messages."""
    out = tmp_path_factory.mktemp("demo") / "out"
    folder, _, passphrase = finish(actions.prepare_demo(out, None, 200))
    assert passphrase.startswith("demo only")
    return folder


def press(qtbot, made):
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Space)


def as_one(qtbot, window, role):
    """One click on the strip, and the home of that person."""
    person = next(one for one in window.demo.people.values() if role in one.accessibleName())
    qtbot.mouseClick(person, LEFT)
    assert window.stack.currentWidget() is window.home
    qtbot.waitUntil(lambda: window.home.home is not None and not window.home.is_asking)
    return window.home


def counted(home, matter):
    return next(made for one, made in home.waiting.counts if one.matter is matter)


def mend_all(qtbot, window):
    """A prosecutor goes from each thing in the way to where it is mended, until none is left."""
    for _ in range(12):
        window.go("home")
        qtbot.waitUntil(lambda: not window.home.is_asking)
        (ways,) = window.home.ways.values()
        one = ways.hindrance()
        if one is None:
            return
        press(qtbot, ways.go)
        assert window.approve.preview().item == one.item
        if one.mend in {Mend.CODE, Mend.MARKS}:
            asked().findChild(QPlainTextEdit).setPlainText("it assists on what was arranged that evening")
            asked().yes.click()
        else:
            window.approve.attested.setChecked(True)
            press(qtbot, window.approve.approve)
    raise AssertionError([one.sentence for one in ways.model.values()])


def clear_check(qtbot, window):
    """An officer checks, signs the clues that stay and accepts what is still found, until nothing is in
    the way."""
    before = window.produce.before
    for _ in range(6):
        press(qtbot, before.look)
        idle(qtbot, window)
        assert before.check is not None, window.notice.words.text()
        if before.check.is_ready:
            return
        if before.accept.isVisible() and not before.check.unsigned:
            press(qtbot, before.accept)
            asked().findChild(QPlainTextEdit).setPlainText(
                "names of places and of the parties, which the line asks about"
            )
            asked().yes.click()
            idle(qtbot, window)
        for person in before.check.unsigned if before.check else ():
            window.desk.ask(actions.sign_clues, person, "what the line asks about; known to all sides")
    raise AssertionError([one.sentence for one in before.list.model.values()])


def test_the_demo_is_played_in_the_window_from_its_start_to_a_bundle_that_verifies(
    qtbot, window, demo, tmp_path
):
    window.run_demo(demo.parent)
    assert window.stack.currentWidget() is window.home
    home = as_one(qtbot, window, "reviewer")
    press(qtbot, counted(home, Matter.MUST_REVIEW))
    reviewing = window.review.reviewing
    item = next(row.item for row in reviewing.queue.values() if row.kind is ItemKind.MESSAGE)
    reviewing.open(item)
    qtbot.waitUntil(lambda: reviewing.seen_whole)
    window.activateWindow()
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_R)
    assert window.desk.session.case.one("SELECT value FROM decisions")[0] == "RELEVANT"
    home = as_one(qtbot, window, "prosecutor")
    assert home.home.of(Matter.CODES) >= 1  # with its copies
    mend_all(qtbot, window)
    as_one(qtbot, window, "disclosure officer")
    qtbot.mouseClick(window.rail.pages["produce"], LEFT)
    idle(qtbot, window)
    qtbot.keyClicks(window.produce.recipient, "The defence (fictional)")
    clear_check(qtbot, window)
    qtbot.keyClicks(window.produce.folder, str(tmp_path / "bundle"))
    press(qtbot, window.produce.go)
    idle(qtbot, window)
    assert window.produce.result.isVisible(), window.notice.words.text()
    assert actions.verify_path(tmp_path / "bundle").status == 0
    as_one(qtbot, window, "auditor")
    press(qtbot, window.home.record.verify)
    idle(qtbot, window)
    assert "whole" in window.home.record.verdict.text()

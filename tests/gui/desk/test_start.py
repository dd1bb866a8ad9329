"""How a sitting begins: a case named on the command line, the case that was just closed, the people of the demo as
buttons that sign in, and the demo from its first start to a bundle that verifies."""

import os
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from evidence_review.__main__ import wants_window
from evidence_review.domain.kinds import ItemKind, Role
from evidence_review.domain.progress import finish
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.gui import actions
from evidence_review.gui.models.hindrances import Mend
from evidence_review.workflow.case.home_views import Matter
from tests.gui.acts import asked, idle
from tests.gui.conftest import PEOPLE, WORDS
from tests.gui.desk.hand import Hand

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


def test_the_people_of_the_demo_stand_in_one_list_where_there_is_little_room(window, bare_demo):
    window.resize(1366, 768)
    window.open_case(bare_demo, "Anwen Rees", demo_users()["user"][1]["passphrase"])
    one_line = window.demo.people["Anwen Rees"]
    assert (one_line.isVisible(), window.demo.list.isVisible()) == (True, False)  # the control
    window.resize(683, 344)
    assert (one_line.isVisible(), window.demo.list.isVisible()) == (False, True)
    assert window.demo.list.text() == "Reviewer"
    listed = {one.text(): one for one in window.demo.list.menu().actions()}
    assert len(listed) == len(demo_users()["user"])
    assert not listed["Reviewer"].isEnabled()
    listed["Auditor"].trigger()
    assert window.desk.role is Role.AUDITOR
    assert window.demo.list.text() == "Auditor"


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


MOST = 120
"""Acts from the first start to a bundle that was checked; a sign-in is one of them."""


def as_one(qtbot, hand, role):
    """One click on the strip, and the home of that person."""
    window = hand.window
    hand.touch(next(one for one in window.demo.people.values() if role in one.accessibleName()))
    assert window.stack.currentWidget() is window.home
    return at_home(qtbot, window)


def at_home(qtbot, window):
    qtbot.waitUntil(lambda: window.home.home is not None and not window.home.is_asking)
    return window.home


def decide_one(qtbot, hand):
    """The reviewer goes to what must be reviewed, reads on to a message and finds it relevant."""
    window, reviewing = hand.window, hand.window.review.reviewing
    counts = at_home(qtbot, window).waiting.counts
    hand.touch(next(made for one, made in counts if one.matter is Matter.MUST_REVIEW))
    while reviewing.talk.focus is None or reviewing.talk.focus.kind is not ItemKind.MESSAGE:
        hand.key(Qt.Key.Key_J)
    qtbot.waitUntil(lambda: reviewing.seen_whole)
    hand.key(Qt.Key.Key_R)
    assert window.desk.session.case.one("SELECT value FROM decisions")[0] == "RELEVANT"


def mend_all(qtbot, hand):
    """A prosecutor goes from each thing in the way to where it is mended, until none is left."""
    window = hand.window
    for _ in range(12):
        at_home(qtbot, window)
        (ways,) = window.home.ways.values()
        one = ways.hindrance()
        if one is None:
            return
        hand.touch(ways.go)
        assert window.approve.preview().item == one.item
        if one.mend in {Mend.CODE, Mend.MARKS}:
            hand.write("Reason", "it assists on what was arranged that evening")
            hand.touch(asked().yes)
        else:
            if not window.approve.attested.isChecked():
                hand.touch(window.approve.attested)
            hand.key(Qt.Key.Key_A)
        hand.press("Home", within=window.rail)
    raise AssertionError([one.sentence for one in ways.model.values()])


def clear_check(qtbot, hand):
    """An officer checks, signs the clues that stay and accepts what is still found, until nothing is in
    the way."""
    window, before = hand.window, hand.window.produce.before
    for _ in range(8):
        hand.press("Check", within=window.produce)
        idle(qtbot, window)
        assert before.check is not None, window.notice.words.text()
        if before.check.is_ready:
            return
        if before.check.unsigned:
            sign_all(qtbot, hand)
        else:
            hand.press("Accept what is still found…")
            hand.write("Reason", "names of places and of the parties, which the line asks about")
            hand.press("Accept")
            idle(qtbot, window)
    raise AssertionError([one.sentence for one in before.list.model.values()])


def sign_all(qtbot, hand):
    """Sign each person's clues in the list, and go back."""
    window, clues = hand.window, hand.window.personal.clues
    hand.press("Personal data", within=window.rail)
    window.personal.show_tab(clues)
    hand.press("Look for clues")
    idle(qtbot, window)
    for _ in range(12):
        unsigned = [
            at for at, one in enumerate(clues.model.values()) if one.combinations and not one.signed_by
        ]
        if not unsigned:
            break
        clues.table.selectRow(unsigned[0])
        hand.press("Sign these clues…")
        hand.write("Reason", "what the line asks about; known to all sides")
        hand.press("Sign")
        idle(qtbot, window)
    hand.press("Produce", within=window.rail)
    idle(qtbot, window)


def test_the_demo_is_played_in_the_window_from_its_start_to_a_bundle_that_verifies(
    qtbot, window, demo, tmp_path
):
    """By mouse and keys, every act counted."""
    window.resize(1366, 768)
    hand, signed_in = Hand(window, tmp_path / "pictures"), []
    window.desk.opened.connect(lambda: signed_in.append(window.desk.role.value))
    hand.press("Demo case")
    hand.key(Qt.Key.Key_Return, str(demo.parent))  # into the dialog that asks for a folder
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.home)
    decide_one(qtbot, hand)
    home = as_one(qtbot, hand, "prosecutor")
    assert home.home.of(Matter.CODES) >= 1  # with its copies
    mend_all(qtbot, hand)
    as_one(qtbot, hand, "disclosure officer")
    hand.press("Produce", within=window.rail)
    idle(qtbot, window)
    hand.write("Recipient", "The defence (fictional)")
    clear_check(qtbot, hand)
    hand.write("Folder", str(tmp_path / "bundle"))
    hand.press("Produce", within=window.produce)
    idle(qtbot, window)
    assert hand.sees("The bundle is written"), window.notice.words.text()
    hand.press("Verify", within=window.produce)
    idle(qtbot, window)
    assert hand.sees("The bundle is whole")
    assert actions.verify_path(tmp_path / "bundle").status == 0
    as_one(qtbot, hand, "auditor")
    hand.touch(window.home.record.verify)
    idle(qtbot, window)
    assert "whole" in window.home.record.verdict.text()
    print(hand.acts, "acts")
    assert hand.acts <= MOST
    assert signed_in == ["REVIEWER", "PROSECUTOR", "DISCLOSURE_OFFICER", "AUDITOR"]

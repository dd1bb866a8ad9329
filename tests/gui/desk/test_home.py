"""The home in the window: opened first by every role, each number leads to just what it counts, and it
follows
what is done (docs/decisions/0051)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence_review.domain.kinds import CasePart, DisclosureCode
from evidence_review.gui import actions
from evidence_review.gui.models.home_rows import words
from evidence_review.workflow.case.home_views import FirstStep, HomeCount, Matter
from tests import many_items
from tests.gui.acts import asked, idle, relevant
from tests.gui.conftest import PEOPLE, WORDS


def answered(qtbot, window):
    qtbot.waitUntil(lambda: window.home.home is not None and not window.home.is_asking)


@pytest.fixture
def at_home(qtbot, window, case):
    """Sign in as somebody and stay at home until it is told."""

    def sign_in(name, folder=case):
        window.close_case()
        window.open_case(folder, name, WORDS)
        assert window.desk.session is not None
        answered(qtbot, window)
        return window.home

    return sign_in


def shown(home):
    return {one.matter: made for one, made in home.waiting.counts}


def press(qtbot, made):
    """With the keys alone."""
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Space)


@pytest.mark.parametrize("name", [*PEOPLE, "Ada"])
def test_every_role_begins_at_home(window, at_home, name):
    home = at_home(name)
    assert window.stack.currentWidget() is home
    assert window.rail.pages["home"].isChecked()
    assert all(made.accessibleName() for made in home.buttons())
    if PEOPLE.get(name) == "REVIEWER":
        assert Matter.MUST_REVIEW in shown(home)


def test_a_number_leads_to_just_what_it_counts(qtbot, window, at_home):
    home = at_home("Rita")
    for matter, only in ((Matter.MUST_REVIEW, "must"), (Matter.UNDECIDED, "undecided")):
        made = shown(home)[matter]
        session = window.desk.session
        listed = [row.item for row in actions.queue(session, 1, only=only)]
        press(qtbot, made)
        assert window.stack.currentWidget() is window.review
        assert int(made.number.text().replace(",", "")) == len(listed)
        assert list(window.review.reviewing.queue.items) == listed
        qtbot.mouseClick(window.rail.pages["home"], Qt.MouseButton.LeftButton)
        answered(qtbot, window)
    assert home.home.of(Matter.MUST_REVIEW) < home.home.of(Matter.UNDECIDED)


def test_home_follows_decisions_and_goes_on_where_one_stopped(qtbot, window, at_home):
    home = at_home("Rita")
    before = home.home.of(Matter.UNDECIDED)
    assert home.go_on.text() == "Begin to review"
    assert home.go_on.hasFocus() or not window.isActiveWindow()
    press(qtbot, home.go_on)
    window.activateWindow()
    first = window.review.reviewing.talk.focus.id
    qtbot.waitUntil(lambda: window.review.reviewing.seen_whole)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_X)
    qtbot.waitUntil(lambda: window.review.reviewing.talk.focus.id != first)
    second = window.review.reviewing.talk.focus.id
    assert second != first
    qtbot.mouseClick(window.rail.pages["home"], Qt.MouseButton.LeftButton)
    answered(qtbot, window)
    assert home.home.of(Matter.UNDECIDED) == before - 1
    assert str(second) in home.go_on.text()
    press(qtbot, home.go_on)
    assert window.review.reviewing.talk.focus.id == second
    decided = window.desk.session.case.one("SELECT count(*) FROM decisions")
    assert decided == (1,)


def test_what_was_sent_back_leads_to_its_marks(qtbot, window, at_home):
    home = at_home("Rita")
    relevant(window.desk.session)
    home = at_home("Pat")
    actions.enter_person(window.desk.session, "Bob Sample", CasePart.ACCUSED)
    waits = actions.waiting(window.desk.session)
    actions.send_back(window.desk.session, waits[0].item, "please look at the first word again")
    home = at_home("Rita")
    press(qtbot, shown(home)[Matter.CAME_BACK])
    assert window.stack.currentWidget() is window.review
    assert window.review.reviewing.talk.focus.id == waits[0].item
    assert window.review.personal.isVisible()


def test_the_prosecutor_goes_from_a_group_to_its_item(qtbot, window, at_home):
    at_home("Rita")
    relevant(window.desk.session)
    home = at_home("Pat")
    assert home.home.of(Matter.CODES) == 0
    assert home.none.isVisible()
    qtbot.mouseClick(home.enter, Qt.MouseButton.LeftButton)
    asked().reject()
    window.desk.ask(actions.enter_person, "Bob Sample", CasePart.ACCUSED)
    qtbot.waitUntil(lambda: Matter.CODES in shown(home))
    found = {one.matter: one for one in home.home.counts}
    assert shown(home)[Matter.CODES].accessibleName() == "2 endorsements waiting, Bob Sample"
    press(qtbot, shown(home)[Matter.MARKS])
    assert window.stack.currentWidget() is window.approve
    assert window.approve.preview().item == found[Matter.MARKS].places[0].item


def test_the_officer_sees_all_that_stands_in_the_way_and_goes_there(qtbot, window, at_home):
    at_home("Rita")
    relevant(window.desk.session)
    at_home("Pat")
    actions.enter_person(window.desk.session, "Bob Sample", CasePart.ACCUSED)
    items = [one.item for one in actions.waiting(window.desk.session)]
    actions.endorse(window.desk.session, items[0], "Bob Sample", DisclosureCode.DISCLOSE, "it assists")
    home = at_home("Dan")
    stated = actions.inventory(window.desk.session, "Bob Sample").obstacles
    ways = home.ways["Bob Sample"]
    assert [one.sentence for one in ways.model.values()] == [one.sentence for one in stated]
    assert len(stated) >= 2
    assert str(len(stated)) in ways.told.text()
    at = next(i for i, one in enumerate(ways.model.values()) if "approve" in one.does.lower())
    ways.table.selectRow(at)
    press(qtbot, ways.go)
    assert window.stack.currentWidget() is window.approve
    assert window.approve.preview().item == ways.model.value(at).item


def test_the_auditor_checks_the_record_from_home(qtbot, window, at_home):
    home = at_home("Aud")
    assert "never checked" in home.record.told.text()
    press(qtbot, home.record.verify)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: "last checked whole" in home.record.told.text())
    assert "whole" in home.record.verdict.text()
    press(qtbot, shown(home)[Matter.ENTRIES])
    assert window.stack.currentWidget() is window.log
    qtbot.mouseClick(window.rail.pages["home"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not home.is_asking and home.home.of(Matter.ENTRIES) == 0)
    assert not home.way.isVisible()


def test_counsel_sees_what_is_held_and_an_administrator_the_people(qtbot, window, at_home):
    home = at_home("Rita")
    first = actions.queue(window.desk.session, 1)[0].item
    actions.open_item(window.desk.session, 1, first)
    actions.hold(window.desk.session, 1, first, "LPP")
    home = at_home("Lee")
    number = home.home.of(Matter.HELD)
    assert number == len(actions.held(window.desk.session)) > 0
    press(qtbot, shown(home)[Matter.HELD])
    assert window.stack.currentWidget() is window.held
    home = at_home("Ada")
    press(qtbot, shown(home)[Matter.PEOPLE])
    assert asked().windowTitle() == "Users of this case"
    asked().reject()


def test_the_steps_of_a_new_case_tick_themselves(qtbot, window, at_home, case, tmp_path):
    home = at_home("Ada")
    assert home.first.isVisible()  # nothing was decided yet
    state = {step: told.text() for step, (told, _) in home.steps.rows.items()}
    assert state == {step: "To do" if step is FirstStep.REVIEW else "Done" for step in FirstStep}
    session = actions.create_case(tmp_path / "new", "62WR0000226", "New", "Ada", WORDS)
    actions.close(session)
    home = at_home("Ada", tmp_path / "new")
    assert {told.text() for told, _ in home.steps.rows.values()} == {"To do"}
    _, users = home.steps.rows[FirstStep.PEOPLE]
    assert users.isEnabled()
    assert not home.steps.rows[FirstStep.EVIDENCE][1].isEnabled()
    press(qtbot, users)
    asked().reject()
    window.desk.ask(actions.add_user, "Rita", PEOPLE["Rita"], WORDS)
    qtbot.waitUntil(lambda: home.steps.rows[FirstStep.PEOPLE][0].text() == "Done")


def test_nothing_of_a_closed_case_stays_at_home(window, at_home):
    home = at_home("Pat")
    assert home.who.text()
    window.close_case()
    QApplication.processEvents()
    assert home.home is None
    assert not home.waiting.counts
    assert home.who.text() == home.record.told.text() == ""
    assert not home.ways


def test_no_count_holds_anything_outside_the_lines(window, at_home, tmp_path):
    """Control: the case does hold such items, and they are nowhere among the places."""
    home = at_home("Sue", many_items.made_case(tmp_path / "many"))
    inside = {row.item for row in actions.queue(window.desk.session, 1)}
    every = {row[0] for row in window.desk.session.case.all("SELECT id FROM items")}
    places = {place.item for one in home.home.counts for place in one.places}
    assert places
    assert places <= inside
    assert len(every - inside) == 7


def test_one_of_a_matter_is_told_as_one():
    assert words(HomeCount(Matter.CONFLICTS, 1)) == "conflict of masking"
    assert words(HomeCount(Matter.CONFLICTS, 2)) == "conflicts of masking"
    assert words(HomeCount(Matter.LINES, 1)) == "line to approve"
    assert words(HomeCount(Matter.UNDECIDED, 1, line=2)) == "undecided, line 2"

"""Nobody types what the case knows: people and exhibits are chosen for a line, an exhibit and its legal basis for
more of it, the owner from the people found."""

from PySide6.QtWidgets import QPushButton

from evidence_review.domain.kinds import CasePart, LegalBasis
from evidence_review.gui import actions
from tests.gui.acts import idle

MORE = """10/03/2025, 18:00 - Ann Example: the larkfest tickets are in the drawer
10/03/2025, 18:02 - Bob Sample: thank you
"""


def press(within, words):
    """Press the button that says this; it must be there."""
    found = [one for one in within.findChildren(QPushButton) if one.text() == words]
    assert len(found) == 1, [one.text() for one in within.findChildren(QPushButton)]
    found[0].click()


def test_people_and_exhibits_of_a_line_are_chosen_from_the_case(signed_in):
    window = signed_in("Dan")
    assert window.desk.ask(
        actions.enter_person, "Bob Sample", CasePart.ACCUSED, ("07700 900123", "bob@example.org")
    )
    window.go("lines")
    window.lines.edit(None)
    form = window.lines.form
    press(form.known_people, "+ Bob Sample")
    press(form.known_people, "+ Ann Example")
    press(form.known_people, "+ Bob Sample")
    press(form.known_exhibits, "+ ABC/1 (Ann Example)")
    people = {one.name: one.identifiers for one in form.line().scope.people}
    assert people == {"Bob Sample": ("447700900123", "bob@example.org"), "Ann Example": ()}
    assert form.line().scope.exhibits == ("ABC/1",)
    names = [one.text() for one in form.known_people.findChildren(QPushButton)]
    assert "+ Carol Other" not in names, "a control: whom nobody entered is not offered"


def test_more_of_an_exhibit_asks_for_nothing_that_is_on_record(qtbot, tmp_path, signed_in):
    window = signed_in("Dan")
    chat = tmp_path / "WhatsApp Chat with Bob Sample 2.txt"
    chat.write_text(MORE, "utf-8")
    window.go("evidence")
    window.evidence.open_form()
    form = window.evidence.form
    form._picked(str(chat))
    form.power.setCurrentIndex(form.power.findData(LegalBasis.PCSCA_S37_AGREEMENT))
    form.ref.setText("ABC/2")
    assert len(form.lacking()) > 5, "a control: a new exhibit needs its records"
    press(form.known_exhibits, "+ ABC/1 (Ann Example)")
    assert form.lacking() == ()
    assert (form.person.text(), form.power.currentData()) == ("Ann Example", LegalBasis.PACE_SEIZURE)
    form.zone.setText("Europe/London")
    form.order.setCurrentIndex(1)
    form.look.click()
    idle(qtbot, window)
    press(form.known_owners, "+ Ann Example")
    assert form.owner.text() == "Ann Example"
    form.go.click()
    idle(qtbot, window)
    reports = window.desk.ask(actions.import_reports)
    assert [one.exhibit for one in reports] == ["ABC/1", "ABC/1"]
    assert reports[1].coverage.imported == 2


def test_a_zone_is_found_by_any_part_of_its_name(signed_in):
    window = signed_in("Dan")
    window.go("evidence")
    window.evidence.open_form()
    completer = window.evidence.form.zone.completer()
    completer.setCompletionPrefix("kolk")
    assert completer.currentCompletion() == "Asia/Kolkata"

"""The disclosure page: each tab's act done with keys and mouse in a real window, then read from the case
(reference/law.md E5, F1 to F8, G6, G7, K3 to K7, K10, L4, M1 to M3)."""

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from evidence_review.domain.disclosure import (
    Assessed,
    DefenceAnswer,
    DefenceSort,
    EntrySort,
    Limb,
    PublicInterest,
    RequestSort,
    SensitivityView,
)
from evidence_review.domain.kinds import CasePart, DisclosureCode
from evidence_review.gui import actions
from evidence_review.gui.widgets.parts.building_blocks import Drop
from evidence_review.gui.widgets.parts.tick_list import TickList
from tests.gui.acts import as_user, asked, relevant

BOB = "Bob Sample"
GOOD = "Messages of two friends about how they would meet on the evening of the concert"


@pytest.fixture
def ready(window, case):
    """Two items relevant; an accused and a complainant on the record; Dan the officer at the page."""
    as_user(window, case, "Rita")
    relevant(window.desk.session)
    as_user(window, case, "Dan")
    actions.enter_person(window.desk.session, BOB, CasePart.ACCUSED)
    actions.enter_person(window.desk.session, "Ann Example", CasePart.COMPLAINANT)
    window.go("disclosure")
    return window


def click(button):
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def field(name):
    found = [one for one in asked().findChildren(QWidget) if one.accessibleName() == name]
    assert found, name
    return found[0]


def write(name, words):
    one = field(name)
    one.setFocus()
    one.selectAll()
    QTest.keyClicks(one, words)


def pick(name, words):
    one = field(name)
    assert isinstance(one, Drop)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Home)
    for _ in range(one.count()):
        if words in one.currentText():
            return
        QTest.keyClick(one, Qt.Key.Key_Down)
    raise AssertionError([one.itemText(at) for at in range(one.count())])


def tick(name, *words):
    one = field(name)
    assert isinstance(one, TickList)
    for said in words:
        at = next(at for at, line in enumerate(one.rows()) if said in line.text())
        one.setCurrentRow(at)
        QTest.keyClick(one, Qt.Key.Key_Space)


def done():
    """Press the button of the form: the form is gone, since nothing was refused."""
    form = asked()
    click(form.yes)
    assert QApplication.activeModalWidget() is not form, form.fault.text()


def late(qtbot):
    """The same of a form whose act is done beside the window."""
    form = asked()
    gone = []
    form.finished.connect(lambda _: gone.append(True))
    click(form.yes)
    qtbot.waitUntil(lambda: bool(gone))


def idle(qtbot, window):
    page = window.disclosure
    busy = (page.schedule.looker.jobs, page.schedule.jobs, page.defence.looker.jobs, page.papers.jobs)
    qtbot.waitUntil(lambda: not any(one.running for one in busy))


def to(qtbot, window, tab):
    window.go("disclosure")
    window.disclosure.show_tab(tab)
    idle(qtbot, window)
    return tab


def items_of(window):
    return [one.item for one in actions.standing_items(window.desk.session)]


def opened(window):
    """Whoever is signed in opens every relevant item."""
    for item in items_of(window):
        actions.open_item(window.desk.session, 1, item)
    window.disclosure.refresh()


def test_the_case_record_is_entered_once_and_an_entry_is_taken_off(qtbot, ready):
    tab = to(qtbot, ready, ready.disclosure.record)
    assert "Enter the charges first" in tab.list.told.text()
    click(tab.enter)
    click(asked().yes)
    assert "Say what is to stand in the record" in asked().fault.text()
    write("Words", "Assault, contrary to section 39")
    pick("Accused", BOB)
    done()
    click(tab.enter)
    pick("What it is", "Issue")
    write("Words", "Where they met")
    tick("Lines that the issue goes to", "1:")
    done()
    click(tab.enter)
    pick("What it is", "Stage")
    pick("Stage", "Charged")
    done()
    click(tab.enter)
    pick("What it is", "Date")
    write("Words", "Plea hearing")
    click(asked().yes)
    assert "Give the day" in asked().fault.text()
    write("Day", "8 June 2026")
    done()
    found = {one.sort: one for one in actions.record_of_case(ready.desk.session)}
    assert found[EntrySort.CHARGE].person
    assert found[EntrySort.ISSUE].lines == (1,)
    assert found[EntrySort.STAGE].words == "CHARGED"
    assert f"{found[EntrySort.KEY_DATE].day:%d.%m.%Y}" == "08.06.2026"
    tab.list.table.selectRow([one.sort for one in tab.list.model.values()].index(EntrySort.STAGE))
    click(tab.end)
    write("Reason", "entered too early")
    done()
    assert EntrySort.STAGE not in {one.sort for one in actions.record_of_case(ready.desk.session)}
    assert tab.list.model.rowCount() == 3


def test_an_entry_is_described_and_what_is_wrong_is_said_while_it_is_written(qtbot, ready):
    tab = to(qtbot, ready, ready.disclosure.schedule)
    (entry,) = tab.entries.model.values()
    assert "bearing on line of enquiry 1" in entry.suggested
    click(tab.describe)
    form = asked()
    write("In your words", "clearly guilty")
    said = [one.text() for one in form.findChildren(type(form.fault)) if "Leave out" in one.text()]
    assert said
    click(form.yes)
    qtbot.waitUntil(lambda: "Leave out" in form.fault.text())
    assert form.isVisible()
    write("In your words", GOOD)
    late(qtbot)
    idle(qtbot, ready)
    assert actions.entry_descriptions(ready.desk.session)[0].words == GOOD
    qtbot.waitUntil(lambda: tab.entries.model.values()[0].words == GOOD)
    assert not tab.together.isEnabled()


def test_police_assess_the_prosecutor_codes_and_a_difference_is_settled(qtbot, ready, case):
    actions.enter_in_record(ready.desk.session, EntrySort.ISSUE, "Where they met")
    opened(ready)
    tab = to(qtbot, ready, ready.disclosure.assessments)
    assert not tab.code.isEnabled()
    tab.list.table.selectAll()
    click(tab.assess)
    click(asked().yes)
    assert "Give the reason" in asked().fault.text()
    tick("Why it passes", "Assists")
    pick("Issue", "Issue 1")
    write("Reason", "it tells where they were to meet")
    done()
    first, second = actions.assessments_of(ready.desk.session, BOB)
    assert (first.value, first.limbs, first.issue) == (Assessed.PASSES, (Limb.ASSISTS,), 1)
    assert first.group == second.group != ""
    as_user(ready, case, "Pat")
    opened(ready)
    tab = to(qtbot, ready, ready.disclosure.assessments)
    assert not tab.assess.isEnabled()
    tab.list.table.selectRow(0)
    item = tab.list.one().item
    click(tab.code)
    pick("Endorsement", "CND")
    write("Reason", "nothing of it touches the issue")
    done()
    assert {one.item: one.code for one in tab.list.model.values()}[
        item
    ] is DisclosureCode.CLEARLY_NOT_DISCLOSABLE
    assert "1 where the two differ" in tab.list.told.text()
    tab.list.table.selectRow([one.item for one in tab.list.model.values()].index(item))
    click(tab.settle)
    write("Why the code stands", "the place was never in dispute")
    done()
    (difference,) = actions.differences(ready.desk.session, BOB)
    assert difference.settled == "the place was never in dispute"


def test_an_item_that_was_not_opened_is_not_assessed_and_the_form_says_so(qtbot, ready):
    tab = to(qtbot, ready, ready.disclosure.assessments)
    tab.list.table.selectRow(0)
    click(tab.assess)
    pick("Assessment", "Does not pass")
    write("Reason", "nothing in it bears on an issue")
    click(asked().yes)
    assert "Open item" in asked().fault.text()
    QTest.keyClick(asked(), Qt.Key.Key_Escape)
    assert actions.assessments_of(ready.desk.session, BOB) == ()
    click(tab.list.acts[0][0])
    assert ready.stack.currentWidget() is ready.review
    assert ready.review.reviewing.loop.front.item == tab.list.model.values()[0].item


def test_sensitivity_is_claimed_disputed_withheld_by_a_court_and_taken_back(qtbot, ready, case):
    tab = to(qtbot, ready, ready.disclosure.sensitive)
    assert "nil return" in tab.list.told.text()
    click(tab.claim)
    item = field("Item").currentData()
    pick("Public interest", "surveillance")
    write("What serious harm would come of it", "it shows from which window the street was watched")
    done()
    (claim,) = actions.sensitive_claims(ready.desk.session)
    assert (claim.item, claim.interest) == (item, PublicInterest.SURVEILLANCE_PLACE)
    as_user(ready, case, "Pat")
    tab = to(qtbot, ready, ready.disclosure.sensitive)
    assert not tab.claim.isEnabled()
    click(tab.view)
    write("Reason", "the window can be described without it")
    click(asked().yes)
    assert "Open item" in asked().fault.text()
    QTest.keyClick(asked(), Qt.Key.Key_Escape)
    opened(ready)
    click(tab.view)
    pick("The prosecutor's view", "Disputed")
    write("Reason", "the window can be described without it")
    done()
    (claim,) = actions.sensitive_claims(ready.desk.session)
    assert claim.view is SensitivityView.DISPUTED
    click(tab.order)
    write("Reference of the order", "order of 3 June")
    write("Reason", "the judge ordered it")
    done()
    found = {one.item: one.code for one in actions.standing_items(ready.desk.session, BOB)}
    assert found[item] is DisclosureCode.PII_WITHHELD
    as_user(ready, case, "Dan")
    tab = to(qtbot, ready, ready.disclosure.sensitive)
    click(tab.back)
    write("Why the item is not sensitive any more", "the place is no longer used")
    done()
    assert actions.sensitive_claims(ready.desk.session) == ()


def test_the_prosecutor_asks_and_the_police_answer(qtbot, ready, case):
    as_user(ready, case, "Pat")
    tab = to(qtbot, ready, ready.disclosure.requests)
    click(tab.request)
    pick("Asked for", "The material")
    write("In your words", "the whole evening, please")
    write("By, where there is a day", "soon")
    click(asked().yes)
    assert "could not be read" in asked().fault.text()
    write("By, where there is a day", "2026-06-20")
    done()
    as_user(ready, case, "Dan")
    tab = to(qtbot, ready, ready.disclosure.requests)
    assert not tab.request.isEnabled()
    click(tab.answer)
    write("What was done", "it lies in the case now")
    done()
    (request,) = actions.requests_to_police(ready.desk.session)
    assert (request.sort, f"{request.due}", request.answer) == (
        RequestSort.MATERIAL, "2026-06-20", "it lies in the case now",
    )  # fmt: skip
    assert not tab.answer.isEnabled()


def test_a_defence_statement_makes_due_what_was_kept_and_each_row_leads_to_its_item(qtbot, ready, case):
    as_user(ready, case, "Pat")
    opened(ready)
    for item in items_of(ready):
        actions.endorse(ready.desk.session, item, BOB, DisclosureCode.CLEARLY_NOT_DISCLOSABLE, "not in issue")
    as_user(ready, case, "Dan")
    tab = to(qtbot, ready, ready.disclosure.defence)
    click(tab.serve)
    write("Served on", "2026-05-01")
    write("As served", "The accused says that they met at another place.")
    click(asked().yes)
    assert "at least one fact in issue" in asked().fault.text()
    write("Issue 1", "Where they met")
    tick("Lines that issue 1 goes to", "1:")
    done()
    (served,) = actions.defence_documents(ready.desk.session)
    assert served.sort is DefenceSort.DEFENCE_STATEMENT
    as_user(ready, case, "Pat")
    due = to(qtbot, ready, ready.disclosure.due)
    assert due.list.model.rowCount() == len(items_of(ready)) == 2
    click(due.keep)
    write("Reason", "another place is not what this shows")
    click(asked().yes)
    assert "Open this item again" in asked().fault.text()
    QTest.keyClick(asked(), Qt.Key.Key_Escape)
    first = due.list.one()
    click(due.opened)
    assert ready.review.reviewing.loop.front.item == first.item
    due = to(qtbot, ready, ready.disclosure.due)
    click(due.keep)
    write("Reason", "another place is not what this shows")
    done()
    assert first.item not in {one.item for one in actions.reviews_due(ready.desk.session)}
    tab = to(qtbot, ready, ready.disclosure.defence)
    click(tab.answer)
    pick("Answer", "Nothing further")
    write("In words", "nothing further meets the test")
    write("Day", "2026-04-01")
    click(asked().yes)
    assert "before the document was served" in asked().fault.text()
    write("Day", "2026-05-20")
    done()
    (served,) = actions.defence_documents(ready.desk.session)
    assert served.answers[0][0] is DefenceAnswer.NOTHING_FURTHER


def test_a_term_of_the_defence_is_counted_and_refused_with_a_reason(qtbot, ready):
    tab = to(qtbot, ready, ready.disclosure.defence)
    click(tab.propose)
    write("Term", "home safe")
    pick("Finds", "Phrase")
    write("Why, as the defence says", "how each came home")
    write("Proposed on", "2026-05-02")
    done()
    idle(qtbot, ready)
    qtbot.waitUntil(lambda: tab.terms.model.rowCount() == 1)
    (counted,) = tab.terms.model.values()
    assert (counted.hits, counted.relevant) == (1, 0)
    click(tab.refuse)
    write("Reason", "the line does not ask how they came home")
    done()
    idle(qtbot, ready)
    (counted,) = actions.proposed_terms(ready.desk.session)
    assert counted.term.accepted is False


def test_papers_are_chosen_and_written_into_a_folder(qtbot, ready, tmp_path):
    tab = to(qtbot, ready, ready.disclosure.papers)
    click(tab.office)
    write("Where to", str(tmp_path / "office"))
    form = asked()
    click(form.yes)
    qtbot.waitUntil(lambda: "at least one paper" in form.fault.text())
    tick("Papers", "MG6C", "MG6E", "JSON")
    late(qtbot)
    idle(qtbot, ready)
    made = sorted(one.name for one in (tmp_path / "office").iterdir())
    assert made == ["case-file.json", "mg6c-as-it-stands.pdf", "mg6e.pdf"]
    assert json.loads((tmp_path / "office" / "case-file.json").read_text())["accused"] == BOB
    assert "mg6e.pdf" in tab.told.text()
    assert tab.folder == tmp_path / "office"
    assert tab.show_folder.isVisible()
    click(tab.statement)
    write("Where to", str(tmp_path / "page"))
    late(qtbot)
    idle(qtbot, ready)
    assert {one.name for one in (tmp_path / "page").iterdir()} == {
        "statement-english.pdf", "statement-cymraeg.pdf", "statement-easy-read.pdf",
    }  # fmt: skip
    click(tab.letter)
    form = asked()
    write("Recipient", "Solicitors of the accused")
    write("Where to", str(tmp_path / "letter.pdf"))
    click(form.yes)
    qtbot.waitUntil(lambda: "No refusal" in form.fault.text())
    QTest.keyClick(form, Qt.Key.Key_Escape)
    actions.serve_defence(
        ready.desk.session, DefenceSort.REQUEST, BOB, date(2026, 5, 1), "All messages of that year, please."
    )  # fmt: skip


def test_a_line_is_said_in_three_forms_and_never_with_what_is_masked(qtbot, ready):
    tab = to(qtbot, ready, ready.disclosure.wording)
    click(tab.say)
    form = asked()
    write("In plain English", "What Ann and Bob said at 07700 900123")
    click(form.yes)
    qtbot.waitUntil(lambda: "Leave out what is masked" in form.fault.text())
    write("In plain English", "What the two of you arranged for the evening")
    write("In Welsh", "Beth a drefnwyd ar gyfer y noson")
    write("In Easy Read", "What you planned for that night")
    late(qtbot)
    (line,) = actions.worded_lines(ready.desk.session)
    assert line.words.welsh == "Beth a drefnwyd ar gyfer y noson"
    qtbot.waitUntil(lambda: tab.list.model.values()[0].words == line.words)


def test_nothing_of_a_closed_case_stays_and_who_reads_only_sees_no_page(qtbot, ready, case):
    opened(ready)
    to(qtbot, ready, ready.disclosure.assessments)
    assert ready.disclosure.assessments.list.model.rowCount() == 2
    ready.close_case()
    page = ready.disclosure
    assert not page.names
    assert all(not one.known.items for one in page.every().values())
    assert page.assessments.list.model.rowCount() == 0
    assert page.assessments.accused == ""
    as_user(ready, case, "Rita")
    ready.go("disclosure")
    assert ready.stack.currentWidget() is not page

"""Marks on what meets the disclosure test, in the window (reference/law.md I4)."""

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import CasePart, DisclosureCode
from evidence_review.gui import actions
from evidence_review.gui.models.hindrances import Mend, hindrances
from evidence_review.workflow.case.personal_views import ExportCheck
from evidence_review.workflow.case.production_views import Inventory, Obstacle, Step
from tests.gui.acts import as_user, asked, relevant


def test_I4_marks_on_what_meets_the_disclosure_test_are_decided_on_before_approval(qtbot, window, case):
    as_user(window, case, "Rita")
    relevant(window.desk.session)
    as_user(window, case, "Pat")
    window.go("approve")
    row = next(at for at, p in enumerate(window.approve.model.values()) if p.marks)
    window.approve.table.selectRow(row)
    assert not window.approve.overlap.isVisible()
    window.approve.attested.setChecked(True)
    item = window.approve.preview().item
    assert window.desk.ask(actions.enter_person, "Bob Sample", CasePart.ACCUSED)
    assert window.desk.do(actions.endorse, item, "Bob Sample", DisclosureCode.DISCLOSE, "it assists him")
    window.approve.choose(item)
    assert f"Item {item} meets the disclosure test" in window.approve.shown.warned.text()
    window.approve.approve.click()
    assert not any("approved" in p.state for p in window.approve.model.values())
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.reject()
    window.approve.overlap.click()
    asked().yes.click()
    assert "Say why" in asked().fault.text()
    asked().findChild(QPlainTextEdit).setPlainText("The number takes nothing from what was arranged.")
    asked().yes.click()
    window.approve.choose(item)
    assert not window.approve.overlap.isVisible()
    window.approve.approve.click()
    assert any("approved by Pat" in p.state for p in window.approve.model.values())


def test_I4_what_waits_for_a_prosecutor_leads_to_the_marks():
    said = "Item 7 meets the disclosure test and has a mark; a prosecutor decides first."
    way = "overlap decide 7 redact|keep --reason …"
    inventory = Inventory("Bob Sample", (), (Obstacle(said, ItemId(7), Step.MARKS, way),))
    check = ExportCheck(0, (), (), (), "", "", "the first is item 7", inventory=inventory)
    assert not check.is_ready
    first, second = hindrances(inventory, check)
    assert (first.sentence, first.mend, first.item) == (said, Mend.MARKS, 7)
    assert (second.sentence, second.does) == ("the first is item 7", "")

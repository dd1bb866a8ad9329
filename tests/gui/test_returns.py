"""What came back, and the sheet for the office, on the produce page (reference/law.md I11; issue 6, Build
6)."""

from PySide6.QtWidgets import QPlainTextEdit

from evidence_review.gui import actions
from tests.gui.acts import as_user, asked, idle, relevant


def test_I11_returns_are_taken_in_and_counted_by_type(window, case, tmp_path):
    as_user(window, case, "Pat")
    window.go("produce")
    panel = window.produce.returned
    assert panel.told.text() == "Nothing came back yet."
    assert not panel.table.isVisible()
    file = tmp_path / "returns.csv"
    file.write_text("what,type,item\nunder,Address,1\nunder,Address,\nover,Title,\n", "utf-8")
    panel.take_in(file)
    shown = [
        [panel.model.index(row, column).data() for column in range(3)]
        for row in range(panel.model.rowCount())
    ]
    assert shown == [["Redacted too much", "Title", "1"], ["Redacted too little", "Address", "2"]]
    assert "redacted too little: 2 passages" in panel.told.text()
    file.write_text("what,type\nneither,Address\n", "utf-8")
    panel.take_in(file)
    assert "Line 2" in window.notice.words.text()
    assert panel.model.rowCount() == 2
    window.close_case()
    assert panel.model.rowCount() == 0


def test_the_sheet_for_the_office_needs_a_reason_and_is_written(qtbot, window, case, tmp_path):
    as_user(window, case, "Rita")
    relevant(window.desk.session)
    window.go("produce")
    assert not window.produce.sheet.isEnabled()
    as_user(window, case, "Pat")
    window.go("produce")
    window.produce.sheet.click()
    asked().findChild(QPlainTextEdit).setPlainText("too short")
    asked().yes.click()
    assert asked().fault.isVisible()
    asked().findChild(QPlainTextEdit).setPlainText("two people compare it on paper before it goes")
    asked().yes.click()
    picker = asked()
    assert picker.windowTitle() == "Name of the sheet"
    picker.reject()
    window.produce.write_sheet(tmp_path / "sheet.pdf", "two people compare it on paper before it goes")
    idle(qtbot, window)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "sheet.pdf" in window.notice.words.text()
    assert "write before and after" in [one.action for one in actions.events(window.desk.session)]

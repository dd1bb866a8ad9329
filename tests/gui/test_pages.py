"""The other pages, on a real case: who may do what, what is said, and long work beside the window."""

import shutil

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
)

from evidence_review.domain.kinds import DisclosureCode, LegalBasis, LineState, Role
from evidence_review.gui import actions
from evidence_review.gui.widgets.window.people_dialog import show_people
from evidence_review.gui.widgets.window.rail_pages import is_for, pages_for
from tests.gui.acts import agree, as_user, asked, idle, ready_to_go, relevant
from tests.gui.conftest import CHAT, WORDS, at_work, concert


def test_a_wrong_passphrase_is_one_sentence_and_nothing_opens(window, case):
    window.start.opening.put(str(case))
    window.start.opening.user.setCurrentIndex(1)
    window.start.opening.passphrase.setText("not the words")
    window.start.opening.go.click()
    assert window.desk.session is None
    assert window.start.opening.fault.isVisible()
    assert window.start.opening.fault.text().count(".") <= 2
    assert "not the words" not in window.start.opening.fault.text()


def test_a_folder_that_is_no_case_is_said_so(window, tmp_path):
    window.start.opening.put(str(tmp_path))
    assert window.start.opening.urn.text()
    assert not window.start.opening.go.isEnabled()


def test_P4_title_and_case_list_name_the_urn_alone(window, case):
    as_user(window, case, "Rita")
    assert window.windowTitle() == "Evidence review: 43AB0000125"
    window.close_case()
    assert window.windowTitle() == "Evidence review"
    assert "Larch" not in window.start.recent.item(0).text()
    assert window.start.opening.passphrase.text() == ""


def test_a_new_case_opens_for_its_administrator_who_adds_the_others(qtbot, window, tmp_path):
    form = window.start.new
    window.start.show_new(on=True)
    form.go.click()
    assert "folder" in form.fault.text()
    for part, words in (
        (form.folder, str(tmp_path / "new")),
        (form.urn, "43AB1"),
        (form.admin, "Ada"),
        (form.first, WORDS),
        (form.again, "other words"),
    ):
        part.setText(words)
    form.go.click()
    assert "differ" in form.fault.text()
    form.again.setText(WORDS)
    form.go.click()
    assert window.desk.role is Role.ADMIN
    dialog = asked()
    name, first, again = (part for part in dialog.findChildren(QLineEdit) if part.accessibleName())
    name.setText("Rita")
    first.setText(WORDS)
    again.setText(WORDS)
    dialog.yes.click()
    assert {user.name for user in window.desk.ask(actions.list_users)} == {"Ada", "Rita"}
    assert not window.rail.pages["review"].isVisible()


@pytest.mark.parametrize(
    ("name", "role"),
    [("Rita", Role.REVIEWER), ("Lee", Role.LPP_COUNSEL), ("Aud", Role.AUDITOR), ("Ada", Role.ADMIN)],
)
def test_each_role_sees_its_own_pages(window, case, name, role):
    as_user(window, case, name)
    assert {page for page, part in window.rail.pages.items() if part.isVisible()} == {
        page.name for page in pages_for(role)
    }
    assert not window.notice.isVisible()
    if not is_for("review", role):
        window.go("review")
        assert window.stack.currentWidget() is not window.review


@pytest.mark.parametrize("name", ["Rita", "Pat", "Lee", "Aud"])
def test_P1_nothing_of_a_closed_case_stays_in_the_window(window, case, name):
    as_user(window, case, name)
    relevant(window.desk.session) if name == "Rita" else None
    window.review.reviewing.step(1)
    window.review.reviewing.unfold()
    for page in window.pages:
        window.go(page)
        QApplication.processEvents()
    if name == "Pat":
        window.lines.edit(window.lines.line())
    window.log.tabs.setCurrentIndex(1)
    window.close_case()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = [
        part.text()
        for kind in (QLabel, QLineEdit, QPushButton)
        for part in window.findChildren(kind)
        if part.window() is window
    ]
    said += [part.toPlainText() for part in window.findChildren(QPlainTextEdit)]
    said += [part.itemText(at) for part in window.findChildren(QComboBox) for at in range(part.count())]
    models = [
        part.model()
        for part in window.findChildren(QAbstractItemView)
        if part.model() and not isinstance(part, QListWidget)
    ]
    said += [
        str(m.index(r, c).data()) for m in models for r in range(m.rowCount()) for c in range(m.columnCount())
    ]
    for word in ("concert", "Ann", "Bob", "Queen", "07700", "Rita", "Larch"):
        assert [text for text in said if word in text and not text.startswith(word + " (")] == [], word
    assert window.review.middle.bubbles._kept == {}


def test_C3_C4_a_line_is_proposed_by_one_and_approved_by_another(qtbot, window, case):
    as_user(window, case, "Sue")
    window.go("lines")
    window.lines.edit(None)
    assert "the question" in window.lines.form.missing.text()
    window.lines.form.put(concert(2), 2)
    window.lines.form.title.setText("")
    assert "a title" in window.lines.form.missing.text()
    window.lines.form.title.setText("The second line")
    window.lines.form.propose_wanted.emit()
    proposed = window.lines.model.values()[-1]
    assert (proposed.line.title, proposed.line.state, proposed.line.scope) == (
        "The second line",
        LineState.PROPOSED,
        concert(2).scope,
    )
    window.lines.table.selectRow(1)
    assert not window.lines.approve.isEnabled()
    assert "another person" in window.lines.why.text()
    as_user(window, case, "Pat")
    window.go("lines")
    window.lines.table.selectRow(1)
    assert "9" in window.lines.effect.text()
    window.lines.approve.click()
    agree()
    assert window.lines.model.values()[1].line.state is LineState.APPROVED
    assert {s.line.number for s in window.review.reviewing.lines if s.line.state is LineState.APPROVED} == {
        1,
        2,
    }


def test_a_line_can_be_refused_with_a_reason(window, case):
    as_user(window, case, "Dan")
    assert window.desk.do(actions.propose_line, concert(2))
    as_user(window, case, "Sue")
    window.go("lines")
    window.lines.table.selectRow(1)
    window.lines.refuse.click()
    asked().findChild(QPlainTextEdit).setPlainText("The dates are too wide.")
    asked().yes.click()
    assert window.lines.model.values()[1].line.state is LineState.REFUSED


def test_lines_come_from_a_file_and_a_bad_one_is_said_so(window, case, tmp_path):
    as_user(window, case, "Dan")
    window.go("lines")
    bad = tmp_path / "bad.toml"
    bad.write_text("[[line]\n")
    window.lines.load_file(bad)
    assert window.notice.isVisible()
    good = tmp_path / "good.toml"
    good.write_text('[[line]]\nnumber = 4\ntitle = "Calls"\npoints = "AWAY"\nterms = ["late"]\n')
    window.lines.load_file(good)
    assert window.lines.model.values()[-1].line.number == 4


def test_A1_A2_import_waits_for_its_legal_basis_and_names_what_is_missing(window, case, tmp_path):
    as_user(window, case, "Dan")
    form = window.evidence.form
    form.path.setText(str(tmp_path))
    form.ref.setText("ABC/2")
    assert not form.go.isEnabled()
    assert "the legal basis" in form.missing.text()
    form.power.setCurrentIndex(form.power.findData(LegalBasis.PCSCA_S37_AGREEMENT))
    assert "s.39(3)(d)" in form.missing.text()
    form.records.field("refusal_told").setChecked(True)
    assert "s.39(3)(d)" not in form.missing.text()
    form.records.field("confirmed_on").setText("yesterday")
    assert "could not be read" in form.missing.text()
    form.power.setCurrentIndex(form.power.findData(LegalBasis.WARRANT))
    assert form.go.isEnabled()


def test_B2_import_runs_beside_the_window_and_gives_its_account(qtbot, window, case, tmp_path):
    as_user(window, case, "Dan")
    chat = tmp_path / "WhatsApp Chat with Bob Sample.txt"
    chat.write_text(CHAT.replace("concert", "match"), "utf-8")
    window.go("evidence")
    form = window.evidence.form
    form.path.setText(str(chat))
    form.recognise()
    assert form.format.text().startswith("Recognised")
    form.ref.setText("ABC/2")
    form.power.setCurrentIndex(form.power.findData(LegalBasis.WARRANT))
    form.go.click()
    assert window.bar.isVisible()
    idle(qtbot, window)
    assert not window.bar.isVisible()
    reports = window.evidence.reports.values()
    assert [r.exhibit for r in reports] == ["ABC/1", "ABC/2"]
    assert reports[1].coverage.balances
    assert "18" in window.lines.effect.text() or window.desk.ask(actions.summary).items_held == 18


def test_search_runs_in_other_processes_and_opens_the_new_items(qtbot, window, case):
    as_user(window, case, "Dan")
    assert window.desk.do(actions.propose_line, concert(2))
    as_user(window, case, "Sue")
    assert window.desk.do(actions.approve_line, 2)
    assert window.review.reviewing.lines[1].flagged == 0
    window.work.search()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: window.review.reviewing.lines[1].flagged > 0)
    assert "must be reviewed" in window.notice.words.text()


def test_J1_J2_whoever_marked_cannot_approve_and_another_can(qtbot, window, case):
    as_user(window, case, "Sue")
    relevant(window.desk.session)
    window.go("approve")
    assert window.approve.model.rowCount() == 2
    row = next(at for at, p in enumerate(window.approve.model.values()) if p.marks)
    window.approve.table.selectRow(row)
    assert not window.approve.approve.isEnabled()
    assert "another person" in window.approve.why.text()
    as_user(window, case, "Pat")
    window.go("approve")
    window.approve.table.selectRow(row)
    preview = window.approve.preview()
    assert (
        "07700 900123" in window.approve.shown.before.toPlainText()
        or preview.redactions[0].token in preview.after
    )
    assert window.approve.shown.marks.rowCount() == len(preview.redactions)
    window.approve.approve.click()
    assert "Tick the statement" in window.approve.why.text()
    assert not any("approved" in p.state for p in window.approve.model.values())
    window.approve.attested.setChecked(True)
    window.approve.approve.click()
    assert any("approved by Pat" in p.state for p in window.approve.model.values())


def test_an_item_is_sent_back_with_a_reason_and_endorsed_per_accused(window, case):
    as_user(window, case, "Rita")
    relevant(window.desk.session)
    as_user(window, case, "Pat")
    window.go("approve")
    window.approve.table.selectRow(0)
    window.approve.back.click()
    asked().findChild(QPlainTextEdit).setPlainText("The street may stay.")
    asked().yes.click()
    assert any("sent back" in p.state for p in window.approve.model.values())
    window.review.reviewing.choose(1)
    window.review.reviewing.open(window.approve.preview().item)
    window.approve.endorse.click()
    assert asked().windowTitle() == "No accused is on the record"
    asked().yes.click()
    asked().findChild(QLineEdit).setText("Bob Sample")
    asked().yes.click()
    window.approve.endorse.click()
    dialog = asked()
    who = next(part for part in dialog.findChildren(QComboBox) if part.accessibleName() == "Accused")
    assert [who.itemText(at) for at in range(who.count())] == ["Bob Sample"]
    codes = next(part for part in dialog.findChildren(QComboBox) if part.accessibleName() == "Endorsement")
    lines = {part.accessibleName(): part for part in dialog.findChildren(QLineEdit)}
    exception, order = lines["Exception from the presumption"], lines["Reference of the court's order"]
    for code, shown in (
        (DisclosureCode.CLEARLY_NOT_DISCLOSABLE, [exception]),
        (DisclosureCode.PII_WITHHELD, [order]),
        (DisclosureCode.DISCLOSE, []),
    ):
        codes.setCurrentIndex(codes.findData(code))
        assert [one for one in (exception, order) if one.isVisible()] == shown
    dialog.yes.click()
    assert "reason" in dialog.fault.text()
    dialog.findChild(QPlainTextEdit).setPlainText("It assists the defence on the time.")
    dialog.yes.click()
    assert "endorse" in [e.action for e in window.desk.ask(actions.events)]


def test_K12_produce_writes_a_bundle_that_verifies(qtbot, window, case, tmp_path):
    as_user(window, case, "Rita")
    relevant(window.desk.session)
    as_user(window, case, "Pat")
    ready_to_go(window.desk.session, "Bob Sample")
    window.go("produce")
    idle(qtbot, window)
    assert not window.produce.go.isEnabled()
    window.produce.recipient.setText("Defence of the first accused (fictional)")
    window.produce.folder.setText(str(tmp_path / "bundle"))
    window.produce.before.look.click()
    idle(qtbot, window)
    assert window.produce.before.check is not None, window.notice.words.text()
    assert "nothing stands in the way" in window.produce.before.told.text()
    window.produce.go.click()
    idle(qtbot, window)
    assert window.produce.result.isVisible(), window.notice.words.text()
    assert window.produce.result.files.rowCount() > 0
    assert actions.verify_path(tmp_path / "bundle").status == 0


def test_N4_N5_the_auditor_filters_and_verifies(qtbot, window, case):
    as_user(window, case, "Aud")
    window.go("log")
    entries = window.log.entries
    everything = entries.events.rowCount()
    entries.acts.setCurrentIndex(entries.acts.findText("Users and sign-in"))
    entries.refresh()
    assert 0 < entries.events.rowCount() < everything
    assert {e.op for e in entries.events.values()} == {"AUTH", "CONFIG"}
    window.log.verify.click()
    idle(qtbot, window)
    assert window.log.check.verdict.property("card") == "good"
    assert "intact" in window.log.check.title.text()
    window.log.tabs.setCurrentIndex(1)
    assert window.log.unseen.values() == window.desk.ask(actions.not_examined)


def test_N7_the_auditor_exports_the_log(qtbot, window, case, tmp_path):
    as_user(window, case, "Aud")
    window.go("log")
    window.log.export_wanted.emit(tmp_path / "log")
    idle(qtbot, window)
    assert "entries in log" in window.notice.words.text()
    assert actions.verify_path(tmp_path / "log" / "log.jsonl").status == 0


def test_G2_only_counsel_reads_a_held_item(window, case):
    as_user(window, case, "Rita")
    item = actions.queue(window.desk.session, 1)[0].item
    window.review.reviewing.open(item)
    assert window.desk.do(actions.hold, 1, item)
    window.go("held")
    assert window.held.model.rowCount() >= 1
    assert not window.held.read.isVisible()
    as_user(window, case, "Lee")
    window.held.table.selectRow(0)
    window.held.read.click()
    assert window.held.text.toPlainText()
    window.held.free.click()
    assert not window.held.reading.isVisible()
    assert item not in [held[0] for held in window.held.model.values()]


def test_people_are_listed_with_their_keys(window, case):
    as_user(window, case, "Rita")
    dialog = show_people(window, window.desk)
    assert dialog.yes.text() == "Close"
    dialog.yes.click()


def test_a_case_that_is_damaged_is_said_so(window, case):
    for file in case.iterdir():
        if file.is_file() and file.stat().st_size > 50_000:
            file.write_bytes(b"\0" * 4096 + file.read_bytes()[4096:])
    window.open_case(case, "Rita", WORDS)
    at_work(window)
    assert window.desk.session is None
    assert window.start.opening.fault.isVisible()


def test_two_jobs_never_run_at_once(qtbot, window, case, tmp_path):
    as_user(window, case, "Aud")
    window.go("log")
    window.work.run_verify()
    window.work.run_verify()
    assert "Another job" in window.notice.words.text()
    idle(qtbot, window)
    shutil.rmtree(tmp_path / "nothing", ignore_errors=True)

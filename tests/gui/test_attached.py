"""Reading attached files from the window: the figures first, then the reading, then what is to be searched
again."""

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from evidence_review.gui.widgets.parts.dialogs import Question
from evidence_review.workflow.importing import importing
from tests import build
from tests.gui.conftest import WORDS, at_work
from tests.workflow.samples.attached_samples import chat_zip, letter_docx, letter_pdf, screened

CHAT = """08/03/2025, 18:00 - Ann Example: ticket.pdf (file attached)
08/03/2025, 18:02 - Bob Sample: letter.docx (file attached)
08/05/2025, 18:03 - Ann Example: later.pdf (file attached)
"""


def dialog(window) -> Question:
    window.evidence.attached.click()
    return next(one for one in window.evidence.findChildren(Question) if one.isVisible())


def words_of(question) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(one.text() for one in question.findChildren(QLabel) if one.isVisibleTo(question))


def test_files_are_counted_first_and_read_on_her_word(qtbot, window, case, tmp_path):
    held = {
        "ticket.pdf": letter_pdf("a ticket for the concert"),
        "letter.docx": letter_docx("about the concert"),
        "later.pdf": letter_pdf("later"),
    }
    source = tmp_path / "files.zip"
    source.write_bytes(chat_zip(CHAT, held))
    session = actions.open_case(case, "Dan", WORDS)
    finish(
        importing.import_path(
            session, source, build.exhibit("DP/2"), ReadOptions(zone="Europe/London", day_first=True)
        )
    )
    actions.close(session)
    window.open_case(case, "Dan", WORDS)
    at_work(window)
    window.go("evidence")
    asked = dialog(window)
    assert "There is no attached file to read now." in words_of(asked)
    assert "search first" in words_of(asked)
    assert not asked.yes.isEnabled()
    asked.reject()
    screened(window.desk.session)
    asked = dialog(window)
    told = words_of(asked)
    assert "2 attached files can be read." in told
    assert "1 attached to items that no approved line covers" in told
    asked.yes.click()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=120_000)
    qtbot.waitUntil(lambda: "2 attached files read" in window.notice.words.text(), timeout=10_000)
    assert "Search again" in window.notice.words.text()
    made = window.evidence._all[-1]
    assert (made.importer, made.name, made.account.imported, made.complete) == (
        "Attached files",
        f"source {made.source}",
        2,
        True,
    )


def test_who_may_not_import_may_not_read_attached_files(window, case):
    window.open_case(case, "Pat", WORDS)
    at_work(window)
    window.go("evidence")
    assert not window.evidence.attached.isEnabled()

"""What a person does in the window, for several tests."""

from PySide6.QtWidgets import QApplication, QCheckBox

from evidence_review.domain.kinds import CasePart, DisclosureCode, MarkRuling, Relevance
from evidence_review.gui import actions
from tests.gui.conftest import WORDS, at_work


def asked():
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def agree():
    asked().findChild(QCheckBox).setChecked(True)
    asked().yes.click()


def idle(qtbot, window):
    written = window.produce.result
    at_work = (window.jobs, window.looks, window.produce.quiet, written.looks, written.checks)
    qtbot.waitUntil(lambda: not any(one.running for one in at_work), timeout=60_000)


def relevant(session):
    """Rita finds the two items with terms relevant and marks what is suggested in them."""
    for row in actions.queue(session, 1):
        view = actions.open_item(session, 1, row.item)
        if "07700" in view.text or "Queen" in view.text:
            actions.decide(session, 1, row.item, Relevance.RELEVANT)
            actions.mark_suggested(session, 1, row.item, attested=True)


def ready_to_go(session, accused, code=DisclosureCode.DISCLOSE):
    """A prosecutor enters the accused, codes and approves everything that waits for it."""
    actions.enter_person(session, accused, CasePart.ACCUSED)
    items = tuple(one.item for one in actions.waiting(session))
    for item in items:
        actions.endorse(session, item, accused, code, "it assists on what was arranged")
    for one in actions.overlaps(session):
        actions.decide_overlap(session, one.item, MarkRuling.REDACT, "nothing of the arrangement is lost")
    actions.approve(session, items, attested=True)


def as_user(window, case, name):
    window.close_case()
    window.open_case(case, name, WORDS)
    at_work(window)
    return window


def sift(page, which):
    """Choose which items of the line are listed."""
    page.left.filter.setCurrentIndex(page.left.filter.findData(which))

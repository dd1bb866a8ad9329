"""Every dialog of the window closes by Escape and by its own button, and shows all its buttons on a small
screen."""

import importlib
import pkgutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from evidence_review.domain.audit import Counted, Figure
from evidence_review.domain.kinds import Relevance
from evidence_review.gui import actions, widgets
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.review.search_limits import Limit
from evidence_review.gui.widgets.disclosure.act_form import ActForm
from evidence_review.gui.widgets.handing_over.case_people_dialog import (
    CasePeopleDialog,
    ask_person,
    show_case_people,
)
from evidence_review.gui.widgets.one_file.check_dialog import CheckDialog, show_check_file
from evidence_review.gui.widgets.one_file.file_dialog import FileDialog, show_redact_file
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason, attest
from evidence_review.gui.widgets.parts.picture_view import show_media
from evidence_review.gui.widgets.record.counted_dialog import CountedDialog
from evidence_review.gui.widgets.review.areas_dialog import AreasDialog
from evidence_review.gui.widgets.review.batch.several_dialog import SeveralDialog
from evidence_review.gui.widgets.review.compare_dialog import CompareDialog
from evidence_review.gui.widgets.review.limit_dialog import LimitDialog
from evidence_review.gui.widgets.review.only_dialog import OnlyDialog, ask_only
from evidence_review.gui.widgets.review.outside import ask_outside
from evidence_review.gui.widgets.review.who_dialog import WhoDialog, show_who
from evidence_review.gui.widgets.window.keys_dialog import KeysDialog, show_keys
from evidence_review.gui.widgets.window.palette import Palette
from evidence_review.gui.widgets.window.people_dialog import UsersDialog, ask_passphrase, show_people
from evidence_review.gui.widgets.window.settings_dialog import SettingsDialog
from evidence_review.workflow.case.views import AttachmentView, CopyView
from tests.gui.test_review import painted

SMALL = (1366, 728)
"""A screen of 1366 × 768 less what the desktop puts around a window."""


def areas(window):
    made = AreasDialog(window.review, window.review.reviewing, window.review.reviewing.talk.focus)
    made.open()


def comparison(window):
    """With another item of the line as if it were a copy: the case of these tests holds none."""
    reviewing = window.review.reviewing
    other = next(row for row in reviewing.queue.values() if row.item != reviewing.talk.focus.id)
    copy = CopyView(other.item, "ABC/1", "WhatsApp", "", "", "")
    CompareDialog(window.review, reviewing, replace(reviewing.talk.focus, copies=(copy,))).open()


def media(window):
    from tests.gui.values import item

    del item
    show_media(window.review, AttachmentView(0, "a.bin", "application/x", 3, supplied=True), b"abc")


OPEN = {
    Palette: lambda window: window.show_palette(),
    SettingsDialog: lambda window: window.show_settings(),
    KeysDialog: lambda window: window.change_keys(),
    OnlyDialog: lambda window: ask_only(window.review, window.review.reviewing, None),
    AreasDialog: areas,
    CompareDialog: comparison,
    LimitDialog: lambda window: window.review.left.bar.ask(Limit.FROM),
    SeveralDialog: lambda window: window.review.acts["several"](),
    WhoDialog: lambda window: show_who(window.review, window.desk),
    CheckDialog: show_check_file,
    FileDialog: lambda window: show_redact_file(window, window.desk),
    ActForm: lambda window: ActForm(window, window.desk, "Enter", "It is printed so.", "Enter").ask(),
    CountedDialog: lambda window: CountedDialog(window, window.desk, Counted(Figure.IN_SCOPE, 0, 1)).ask(),
    UsersDialog: lambda window: show_people(window, window.desk),
    CasePeopleDialog: lambda window: show_case_people(window, window.desk),
    Question: lambda window: attest(window, "Sign", "It is signed.", "I read it.", "Sign", print),
}
MORE = {
    "reason": lambda window: ask_reason(window, "Why", "It is logged.", "Show", print),
    "keys": show_keys,
    "help": lambda window: window.show_help(),
    "passphrase": lambda window: ask_passphrase(window, window.desk),
    "person": lambda window: ask_person(window, window.desk),
    "outside": lambda window: ask_outside(window.review, window.review.reviewing),
    "media": media,
    **{act: (lambda window, act=act: window.review.acts[act]()) for act in
       ("query", "hold", "find_outside", "mark", "mark_suggested", "go_to")},
}  # fmt: skip
EVERY = {one.__name__: does for one, does in OPEN.items()} | MORE


def test_every_class_of_dialog_is_walked():
    for found in pkgutil.walk_packages(widgets.__path__, f"{widgets.__name__}."):
        importlib.import_module(found.name)

    def below(kind):
        return {one for sub in kind.__subclasses__() for one in (sub, *below(sub))}

    ours = {one for one in below(QDialog) if one.__module__.startswith(widgets.__name__)}
    assert ours == set(OPEN)


@pytest.fixture(params=[100, 130])
def small(request, qtbot, signed_in):
    window = signed_in("Sue")
    window.change_view(ViewSettings("light", request.param))
    window.resize(*SMALL)
    for row in window.review.reviewing.queue.values():
        window.review.reviewing.open(row.item)
        if "07700" in window.review.reviewing.talk.focus.text:
            break
    painted(qtbot, window.review)
    window.review.reviewing.decide(Relevance.RELEVANT, stays=True)
    settle()
    assert actions.list_users(window.desk.session)
    return window


def settle():
    for _ in range(5):
        QApplication.processEvents()


def shown(window, does):
    does(window)
    settle()
    made = QApplication.activeModalWidget()
    assert made is not None
    return made


def test_every_dialog_closes_by_Escape_and_by_its_button_and_fits_a_small_screen(small):
    for name, does in EVERY.items():
        made = shown(small, does)
        assert made.width() <= SMALL[0], name
        assert made.height() <= SMALL[1], name
        below = [
            one.text()
            for one in made.findChildren(QPushButton)
            if one.isVisible() and name_of(one) in {"Close", "Cancel", "Done"}
            and one.mapTo(made, one.rect().bottomLeft()).y() >= made.height()
        ]  # fmt: skip
        assert below == [], name
        QTest.keyClick(QApplication.focusWidget() or made, Qt.Key.Key_Escape)
        settle()
        assert QApplication.activeModalWidget() is None, f"{name} stays after Escape"
        made = shown(small, does)
        ways = [one for one in made.findChildren(QPushButton) if name_of(one) in {"Close", "Cancel", "Done"}]
        if not isinstance(made, Palette):
            next(one for one in ways if one.isVisible()).click()
            settle()
            assert QApplication.activeModalWidget() is None, f"{name} stays after its button"
        else:
            made.reject()
            settle()


def name_of(one):
    return one.text().split("  ")[0]

"""Every page and dialog for somebody who works by keys and ear: whatever takes the focus has a name, is reached by
Tab, and shows that it has it; rows say which of how many they are."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPushButton, QWidget

from evidence_review.domain.kinds import CasePart, HoldKind
from evidence_review.gui import actions
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.handing_over.case_people_dialog import ask_person, show_case_people
from evidence_review.gui.widgets.window.keys_dialog import show_keys
from evidence_review.gui.widgets.window.people_dialog import ask_passphrase, show_people
from evidence_review.gui.widgets.window.rail_pages import PAGES, is_for
from tests.gui.acts import as_user, relevant
from tests.gui.conftest import WORDS

ROLES = (("Rita", 60), ("Dan", 60), ("Sue", 60), ("Pat", 60), ("Lee", 1), ("Aud", 5))
"""Who works in the case, and at how many places at least the focus stops on that person's pages."""


def settle():
    for _ in range(6):
        QApplication.processEvents()


def stops(top: QWidget) -> Iterator[QWidget]:
    """What Tab stops at."""
    for part in top.findChildren(QWidget):
        by_tab = part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if part.isVisible() and part.isEnabled() and by_tab and part.focusProxy() is None:
            yield part


def spoken(part: QWidget) -> str:
    """What a screen reader says of it."""
    found = QAccessible.queryAccessibleInterface(part)
    return found.text(QAccessible.Text.Name).strip() if found else ""


def nameless(top: QWidget) -> list[str]:
    return [
        f"{type(part).__name__} in {type(part.parent()).__name__}" for part in stops(top) if not spoken(part)
    ]


def passed_over(window: QWidget, top: QWidget) -> list[str]:
    """What Tab, pressed again and again, does not come to."""
    wanted = {part for part in stops(top) if not isinstance(part.parent(), QAbstractItemView)}
    first = next(iter(wanted), None)
    if first is None:
        return []
    met, at = set(), first
    for _ in range(20_000):
        met.add(at)
        at = at.nextInFocusChain()
        if at is first:
            break
    return [f"{type(part).__name__} {spoken(part)}" for part in wanted - met if part.window() is window]


def with_focus(part: QWidget) -> bool | None:
    """Whether it looks otherwise with the focus than without; None where it takes none."""
    part.window().setFocus()
    settle()
    before = part.grab().toImage()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    return part.grab().toImage() != before if part.hasFocus() else None


@pytest.fixture
def at_work(case):
    """The case with something on every page: marks that wait, an accused, an item for counsel."""
    session = actions.open_case(case, "Dan", WORDS)
    actions.enter_person(session, "Bob Sample", CasePart.ACCUSED)
    relevant(session)
    actions.hold(session, 1, actions.queue(session, 1)[-1].item, HoldKind.LPP)
    actions.close(session)
    return case


@pytest.mark.parametrize(("name", "least"), ROLES, ids=[name for name, _ in ROLES])
def test_whatever_takes_the_focus_on_a_page_has_a_name_and_is_reached(window, at_work, name, least):
    as_user(window, at_work, name)
    met = 0
    for page in (one.name for one in PAGES if is_for(one.name, window.desk.role)):
        window.go(page)
        settle()
        met += len(list(stops(window.pages[page])))
        assert nameless(window) == [], page
        assert passed_over(window, window) == [], page
    assert met >= least, "a control: the walk sees the pages"


def test_the_focus_can_be_seen(window, at_work):
    as_user(window, at_work, "Sue")
    window.activateWindow()
    met = 0
    for page in (one.name for one in PAGES if is_for(one.name, window.desk.role)):
        window.go(page)
        settle()
        for part in stops(window.pages[page]):
            if not part.visibleRegion().isEmpty():
                shows = with_focus(part)
                met += shows is True
                assert shows is not False, f"{page}: {type(part).__name__} {spoken(part)}"
    assert met >= 40, "a control: the focus was there"


def test_the_dialogs_are_named(window, case):
    as_user(window, case, "Sue")
    for ask in (
        lambda: show_keys(window),
        lambda: show_people(window, window.desk),
        lambda: show_case_people(window, window.desk),
        lambda: ask_person(window, window.desk),
        lambda: ask_passphrase(window, window.desk),
        window.show_settings,
        window.show_palette,
    ):
        ask()
        settle()
        shown = QApplication.activeModalWidget() or QApplication.activeWindow()
        assert nameless(shown) == [], type(shown).__name__
        if shown is not window:
            shown.close()


def test_the_first_screen_and_the_forms_are_named(window, case):
    assert nameless(window) == []
    window.start.show_new(on=True)
    settle()
    assert nameless(window) == []
    as_user(window, case, "Dan")
    for open_form in (lambda: window.lines.edit(None), window.evidence.open_form):
        window.go("lines" if window.stack.currentWidget() is not window.lines else "evidence")
        open_form()
        settle()
        assert nameless(window) == []


def test_a_control_a_field_without_a_name_is_told(qtbot):
    top = QWidget()
    qtbot.addWidget(top)
    QLineEdit(top)
    QPushButton("Named", top)
    top.show()
    qtbot.waitExposed(top)
    assert nameless(top) == ["QLineEdit in QWidget"]


def test_a_row_says_which_of_how_many_it_is():
    model = Rows((Column("Name", str), Column("Length", lambda word: str(len(word)))))
    model.put(["ash", "beech", "cedar"])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 0).data(role) == "2 of 3. Name: beech"
    assert model.index(1, 1).data(role) == "Length: 5"

"""Every page as a person sees it, light and dark, at 100 % and 200 %: pictures in shots/, nothing clipped,
nothing overlapping."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from evidence_review.domain.kinds import CasePart, Relevance
from evidence_review.gui import actions, app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.widgets.handing_over.case_people_dialog import ask_person, show_case_people
from evidence_review.gui.widgets.window.keys_dialog import show_keys
from evidence_review.gui.widgets.window.people_dialog import show_people
from tests.gui.acts import idle
from tests.gui.screens.measures import clipped, cut_rows, overlapping

SHOTS = Path(__file__).resolve().parents[2] / "shots"
WAYS = [("light", 100), ("dark", 100), ("light", 200), ("dark", 200), ("high contrast", 100)]


def settle():
    for _ in range(6):
        QApplication.processEvents()


def picture(widget, name, look, size):
    settle()
    SHOTS.mkdir(exist_ok=True)
    file = SHOTS / f"{name}-{look.replace(' ', '-')}-{size}.png"
    assert widget.grab().save(str(file))
    assert clipped(widget) == []
    assert overlapping(widget) == []


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0]}-{way[1]}")
def way(request, qapp, window):
    settings = ViewSettings(*request.param)
    app.dress(qapp, settings)
    window.change_view(settings)
    settle()
    return request.param


@pytest.fixture
def pages(way, signed_in):
    window = signed_in("Sue")
    for row in window.review.reviewing.queue.values():
        window.review.reviewing.open(row.item)
        if "Queen Street" in window.review.reviewing.talk.focus.text:
            break
    settle()
    window.review.reviewing.note_seen()
    return window


def test_the_first_screen(way, window, case):
    picture(window, "start", *way)
    window.start.remember(case)
    window.start.opening.put(str(case))
    window.open_case(case, "Rita", "not the passphrase")
    picture(window, "start-refused", *way)
    window.start.show_new(on=True)
    picture(window, "start-new", *way)


def test_the_review_page(way, pages):
    picture(pages, "review", *way)
    pages.review.reviewing.decide(Relevance.RELEVANT, stays=True)
    picture(pages, "review-unfolded", *way)
    pages.review.tabs.setCurrentWidget(pages.review._tab_of(pages.review.personal))
    picture(pages, "review-personal", *way)
    pages.review.tabs.setCurrentWidget(pages.review._tab_of(pages.review.history))
    pages.review.middle.show_as("list")
    picture(pages, "review-list", *way)
    assert cut_rows(pages.review.middle.list) == []
    pages.notice.fault(
        (
            "The bundle cannot be written there, because the folder is not empty. Choose another "
            "folder, or empty this one first."
        )
    )
    picture(pages, "review-notice", *way)


def test_the_other_pages_and_the_forms(way, qtbot, pages):
    pages.review.reviewing.decide(Relevance.RELEVANT, stays=True)
    pages.notice.hide()
    for name in ("home", "lines", "evidence", "personal", "approve", "produce", "held", "log", "jobs"):
        pages.go(name)
        while pages.home.is_asking:
            QApplication.processEvents()
        picture(pages, name, *way)
    assert pages.desk.ask(actions.enter_person, "Bob Sample", CasePart.ACCUSED)
    pages.go("produce")
    idle(qtbot, pages)
    assert pages.produce.before.list.model.rowCount() == 1
    for part, name in ((pages.produce.holds, "holds"), (pages.produce.go, "foot")):
        pages.produce.findChild(QScrollArea).ensureWidgetVisible(part)
        picture(pages, f"produce-{name}", *way)
    pages.go("log")
    pages.log.tabs.setCurrentIndex(1)
    picture(pages, "log-not-looked-at", *way)
    pages.go("personal")
    for at, name in enumerate(("people", "seek", "known", "conflicts", "clues")):
        pages.personal.tabs.setCurrentIndex(at)
        picture(pages, f"personal-{name}", *way)
    pages.go("lines")
    pages.lines.edit(pages.lines.line())
    picture(pages, "lines-form", *way)
    pages.go("evidence")
    pages.evidence.open_form()
    pages.evidence.form.power.setCurrentIndex(1)
    picture(pages, "evidence-form", *way)


def test_the_dialogs(way, pages):
    for name, dialog in (
        ("keys", lambda: show_keys(pages)),
        ("help", pages.show_help),
        ("change-keys", pages.change_keys),
        ("people", lambda: show_people(pages, pages.desk)),
        ("accused", lambda: show_case_people(pages, pages.desk)),
        ("accused-new", lambda: ask_person(pages, pages.desk)),
        ("settings", pages.show_settings),
        ("palette", pages.show_palette),
        ("hold", pages.review._hold),
        ("query", pages.review._query),
        ("find", pages.review.acts["find_outside"]),
        ("reveal", pages.review.acts["show_names"]),
    ):
        dialog()
        settle()
        shown = QApplication.activeModalWidget()
        if shown is not None:
            assert shown.height() <= pages.height()
            assert shown.width() <= pages.width()
            picture(shown, f"dialog-{name}", *way)
            shown.reject()
            settle()


def test_the_checks_themselves_find_what_is_wrong(qtbot):
    top = QWidget()
    words = QLabel("a word that is far too long for the room there is", top)
    words.setFixedSize(30, 8)
    top.show()
    assert clipped(top)

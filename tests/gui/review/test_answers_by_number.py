"""What a message answers by the app's own number (Telegram) is named in the review, and a click goes there; what the
line does not let through is only said to lie outside."""

import json
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis
from evidence_review.workflow.case.thread_views import Answered
from tests.gui.conftest import WORDS
from tests.gui.review.one_line_case import case_of, concert_of_all


def said(number, day, text, **more):
    at = datetime(2025, 1, day, 9, number % 60, tzinfo=UTC)
    stamp = {"date": at.replace(tzinfo=None).isoformat(), "date_unixtime": str(int(at.timestamp()))}
    return {
        "id": number,
        "type": "message",
        **stamp,
        "from": "Bo Sample",
        "from_id": "user7",
        "text": text,
        **more,
    }


MESSAGES = (
    said(90, 5, "before the line"),
    said(101, 10, "see you at six"),
    said(102, 10, "see you at six"),
    said(105, 10, "fine, I bring the concert tickets", reply_to_message_id=101),
    said(107, 11, "which concert", reply_to_message_id=90),
)


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("talk")
    chat = {"name": "Bo Sample", "type": "personal_chat", "id": 7, "messages": MESSAGES}
    (folder / "result.json").write_text(json.dumps(chat), "utf-8")
    exhibit = Exhibit("BO/1", ExhibitKind.DEVICE, "Ann Example", Basis(LegalBasis.PACE_SEIZURE))
    line = concert_of_all(date_from=date(2025, 1, 8), date_to=date(2025, 1, 31), max_context=5)
    options = ReadOptions("Europe/London", owner="Ann Example")
    return case_of(folder, folder / "result.json", exhibit, line, options)


def test_the_message_of_that_number_is_named_and_a_click_goes_there(window, talk):
    window.open_case(talk, "Rita", WORDS)
    window.go("review")
    QApplication.processEvents()
    page = window.review
    wanted = next(row.item for row in page.reviewing.queue.values() if row.item == 4)
    page.reviewing.open(wanted)
    page.reviewing.unfold()
    QApplication.processEvents()
    views = {view.id: view for view in page.reviewing.talk.values()}
    assert views[4].answers.item == 2, "not the message after it with the same words"
    assert views[5].answers == Answered()
    assert views[2].answers is views[3].answers is None
    bubbles = page.middle.bubbles
    at = next(row for row, view in enumerate(page.reviewing.talk.values()) if view.id == 4)
    area, words = bubbles.bubble(at).notes[0]
    assert words.startswith("Answers")
    top = bubbles._tops[at] - bubbles.verticalScrollBar().value()
    place = area.translated(bubbles.bubble(at).text_left, top).center().toPoint()
    QTest.mouseClick(bubbles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.reviewing.talk.focus.id == 2

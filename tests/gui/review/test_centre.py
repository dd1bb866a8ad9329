"""The conversation in the middle of the review: days, folded runs, answers, reactions and the strip; nothing of what
lies outside the line but a count."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.conversation import spoken
from evidence_review.gui.models.review.thread_words import above, answer_words, clock_of, reaction_words
from evidence_review.gui.widgets.review.mark_strip import Sort
from evidence_review.workflow.case.thread_views import Answered, Reaction
from tests.gui import values
from tests.gui.conftest import WORDS
from tests.gui.review.one_line_case import case_of, concert_of_all

SECRET = "zanzibar"
CHAT = f"""[2025-01-05 15:21:33] Bo: {SECRET} before the line

[2025-01-10 09:00:00] Bo: see you at six by the allotment gate

[2025-03-05 09:01:00] Bo: {SECRET} after the line

[2025-01-10 09:05:00] Me:\x20

> see you at six by the allotment gate

fine, I bring the concert tickets\x20\x20
(- Bo: \U0001f44d, Cy: \U0001f44d -)

[2025-01-11 10:00:00] Me:\x20

> {SECRET} before the line

what did you mean by the concert

"""


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("talk")
    (folder / "Bo").mkdir()
    (folder / "Bo" / "chat.md").write_text(CHAT, "utf-8")
    exhibit = Exhibit("BO/1", ExhibitKind.DEVICE, "Ann Example", Basis(LegalBasis.PACE_SEIZURE))
    line = concert_of_all(date_from=date(2025, 1, 8), date_to=date(2025, 1, 31), max_context=5)
    options = ReadOptions("Europe/London", owner="Ann Example")
    return case_of(folder, folder / "Bo" / "chat.md", exhibit, line, options)


@pytest.fixture
def page(qtbot, window, talk):
    window.open_case(talk, "Rita", WORDS)
    window.go("review")
    QApplication.processEvents()
    made = window.review
    made.reviewing.open(made.reviewing.queue.value(1).item)
    made.reviewing.unfold()
    QApplication.processEvents()
    return made


def told(page):
    return [words for _, words in page.middle.bubbles._between]


# --- the words ------------------------------------------------------------------------------


def test_times_are_short_below_their_day_which_is_said_once():
    first, second = values.item(1), values.item(2)
    other = values.item(3, time_london="Sun 09 Mar 2025 07:00:00 (UTC+0000)", outside_before=3)
    assert clock_of(first) == "21:04"
    assert above(first, None) == ("Sat 08 Mar 2025",)
    assert above(second, first) == ()
    assert above(other, second) == ("3 messages outside this line", "Sun 09 Mar 2025")
    assert clock_of(values.item(time_london="")) == "no time"


def test_an_answer_says_sender_and_time_or_that_it_lies_outside():
    inside = values.item(answers=Answered(1, "Bob Sample", "Sat 08 Mar 2025 18:02:00 (UTC+0000)"))
    assert answer_words(inside) == "Answers Bob Sample, 18:02, Sat 08 Mar 2025"
    assert answer_words(values.item(answers=Answered())) == "Answers a message outside this line"
    assert answer_words(values.item()) == ""
    liked = values.item(reactions=(Reaction("👍", 2), Reaction("liked", 1)))
    assert reaction_words(liked) == "👍 2   liked"
    assert "Answers Bob Sample" in spoken(inside)


# --- through the gate -----------------------------------------------------------------------


def test_runs_outside_the_line_are_counts_and_nothing_else(page):
    views = page.reviewing.talk.values()
    assert [view.outside_before for view in views] == [0, 1, 0]
    assert told(page) == ["Fri 10 Jan 2025", "1 message outside this line", "Sat 11 Jan 2025"]
    assert all(SECRET not in spoken(view) for view in views)
    assert all(SECRET not in repr(view) for view in views)
    listed = actions.list_words(page.desk.session, 1, [view.id for view in views])
    assert all(SECRET not in repr(one) for one in listed)
    assert any("allotment" in repr(one) for one in listed)  # the control


def test_a_sender_without_a_name_has_a_label_of_the_case_in_the_list(page):
    first = page.reviewing.talk.values()[0]
    (one,) = actions.list_words(page.desk.session, 1, [first.id])
    assert one.sender == first.sender == "Person 1"


def test_what_is_answered_is_named_only_where_the_line_lets_it_through(page):
    first, second, third = page.reviewing.talk.values()
    assert first.answers is None
    assert (second.answers.item, second.answers.sender) == (first.id, first.sender)
    assert third.answers == Answered()
    assert second.reactions == (Reaction("👍", 2),)
    assert "Bo" not in reaction_words(second)


def test_a_click_on_the_answer_opens_what_is_answered(page):
    bubbles = page.middle.bubbles
    first, second, _ = page.reviewing.talk.values()
    assert page.reviewing.talk.focus.id == second.id
    area, words = bubbles.bubble(1).notes[0]
    assert words.startswith("Answers")
    place = area.translated(
        bubbles.bubble(1).text_left, bubbles._tops[1] - bubbles.verticalScrollBar().value()
    )
    QTest.mouseClick(bubbles.viewport(), Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert page.reviewing.talk.focus.id == first.id


# --- the strip ------------------------------------------------------------------------------


def test_the_strip_has_hits_decisions_and_folded_runs_and_a_click_goes_there(page, qtbot):
    strip = page.middle.bubbles.strip
    sorts = [one.sort for one in strip.ticks]
    assert sorts.count(Sort.FOLDED) == 1
    assert Sort.HIT in sorts
    assert Sort.DECIDED not in sorts
    page.reviewing.note_seen()
    page.reviewing.decide(Relevance.RELEVANT, stays=True)
    assert Sort.DECIDED in [one.sort for one in strip.ticks]
    page.window().resize(900, 420)
    QApplication.processEvents()
    bar = page.middle.bubbles.verticalScrollBar()
    assert bar.maximum() > 0
    last = max(one.at for one in strip.ticks)
    bar.setValue(0)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(4, int(last * strip.height())))
    assert bar.value() > 0


def test_what_a_search_asks_for_is_lit_in_every_message(page):
    bubbles = page.middle.bubbles
    before = len(bubbles.strip.ticks)
    bubbles.seek("allotment")
    assert len(bubbles.strip.ticks) == before + 1
    view = page.reviewing.talk.values()[0]
    ((start, end, _),) = bubbles._sought_in(view)
    assert view.text[start:end] == "allotment"
    bubbles.seek("")
    assert len(bubbles.strip.ticks) == before

"""A case of an older format: its log gets its index beside the window, as a job that says how far it is."""

import pytest

from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from evidence_review.gui.models.job_list import JobState, kept
from evidence_review.store import log_index
from tests.gui.conftest import WORDS

NAME = "Index of the log"


@pytest.fixture
def older(case, monkeypatch):
    """As it is in a case of an older format."""
    session = actions.open_case(case, "Aud", WORDS)
    session.case._db.execute("DELETE FROM log_about")
    session.case._db.execute("UPDATE log_about_end SET seq = 0")
    actions.close(session)
    monkeypatch.setattr(log_index, "FEW", 5)
    return case


def jobs_of(window):
    return [one for one in window.at_work.entries if one.name == NAME]


def test_the_index_of_an_older_log_is_made_beside_the_window(qtbot, window, older):
    window.open_case(older, "Aud", WORDS)
    window.go("log")  # the page can be used meanwhile
    qtbot.waitUntil(lambda: [one.state for one in jobs_of(window)] == [JobState.DONE])
    assert not window.desk.ask(actions.entries_unfound)
    window.log.entries.line.setCurrentIndex(window.log.entries.line.findData(1))
    window.log.entries.refresh()
    qtbot.waitUntil(lambda: window.log.entries.events.rowCount() > 0)
    assert "found yet" not in window.log.entries.since.text()
    assert "goes on" in kept(NAME)


def test_the_page_says_what_cannot_be_found_yet(qtbot, window, older, monkeypatch):
    monkeypatch.setattr(window.finding, "start", lambda *_: False)
    window.open_case(older, "Aud", WORDS)
    window.go("log")
    session = window.desk.session
    job = actions.find_entries(session, many=5)
    next(job)
    next(job)
    window.log.entries.refresh()
    assert "only the first 5 entries are found yet: see Jobs" in window.log.entries.since.text()
    finish(job)
    window.log.entries.refresh()
    assert "found yet" not in window.log.entries.since.text()


def test_a_case_of_this_format_has_no_such_job(qtbot, window, case):
    window.open_case(case, "Aud", WORDS)
    window.go("log")
    qtbot.wait(50)
    assert not jobs_of(window)

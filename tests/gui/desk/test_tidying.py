"""What was written is moved into the case's file beside the window, while nothing is written."""

import pytest

from evidence_review.gui import actions, tidying
from evidence_review.store.case import FILE


@pytest.fixture
def window(signed_in, monkeypatch):
    monkeypatch.setattr(tidying, "EVERY", 0.05)
    return signed_in("Rita")


def test_acts_leave_pages_to_the_thread_that_moves_them_once_writing_rests(qtbot, window):
    session = window.desk.session
    (left,) = session.case._db.execute("PRAGMA wal_autocheckpoint").fetchone()
    assert left > 10_000
    item = window.review.reviewing.queue.value(0).item
    size = (session.case.folder / FILE).stat()
    actions.open_item(session, 1, item)
    qtbot.waitUntil(lambda: (session.case.folder / FILE).stat().st_mtime_ns > size.st_mtime_ns, timeout=5_000)


def test_closing_the_case_ends_the_thread(qtbot, window):
    thread = window.tidying._thread
    assert thread.isRunning()
    window.close_case()
    assert window.tidying._thread is None
    qtbot.waitUntil(lambda: not any(one.isRunning() for one in window.tidying.findChildren(type(thread))))

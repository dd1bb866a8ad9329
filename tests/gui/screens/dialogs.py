"""How each dialog is opened, on which page."""

from PySide6.QtTest import QTest

from evidence_review.domain.kinds import ItemKind
from tests.gui.test_dialogs import EVERY


def areas_of_a_page(window):
    """Of a page of the second line, whose picture may be seen."""
    reviewing = window.review.reviewing
    reviewing.choose(2)
    while window.reader.is_waiting:
        QTest.qWait(20)
    reviewing.open(next(row for row in reviewing.queue.values() if row.kind is ItemKind.PAGE).item)
    for what in reviewing.covered():
        reviewing.reveal(what, "to cover a stamp on the page")
    window.review.personal.areas_wanted.emit()


def copies_side_by_side(window):
    """Of an item of the line that lies in another exhibit or conversation too."""
    reviewing = window.review.reviewing
    reviewing.open(next(row for row in reviewing.queue.values() if row.also_in).item)
    window.review.acts["compare_copies"]()


OF_REVIEW = (
    *(
        "OnlyDialog",
        "LimitDialog",
        "SeveralDialog",
        "WhoDialog",
        "outside",
        "media",
        "query",
        "hold",
        "find_outside",
    ),
    *("mark", "mark_suggested", "go_to"),
    *("CompareDialog", "AreasDialog"),
)
"""Those that ask about the item in front; the last two bring another one to the front."""
HOW = EVERY | {"CompareDialog": copies_side_by_side, "AreasDialog": areas_of_a_page}
DIALOGS = (
    *(("review", name, HOW[name]) for name in OF_REVIEW),
    *(("home", name, HOW[name]) for name in HOW if name not in OF_REVIEW),
)

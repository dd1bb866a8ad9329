"""How each dialog is opened, on which page."""

from tests.gui.test_dialogs import EVERY


def copies_side_by_side(window):
    """Of an item of the line that lies in another exhibit or conversation too."""
    reviewing = window.review.reviewing
    reviewing.open(next(row for row in reviewing.queue.values() if row.also_in).item)
    window.review.acts["compare_copies"]()


OF_REVIEW = (
    *(
        "OnlyDialog",
        "AreasDialog",
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
    "CompareDialog",
)
"""Those that ask about the item in front; the last brings another one to the front."""
HOW = EVERY | {"CompareDialog": copies_side_by_side}
DIALOGS = (
    *(("review", name, HOW[name]) for name in OF_REVIEW),
    *(("home", name, HOW[name]) for name in HOW if name not in OF_REVIEW),
)

"""How each dialog is opened, on which page."""

from tests.gui.test_dialogs import EVERY

OF_REVIEW = (
    *(
        "OnlyDialog",
        "AreasDialog",
        "LimitDialog",
        "WhoDialog",
        "outside",
        "media",
        "query",
        "hold",
        "find_outside",
    ),
    *("mark", "mark_suggested", "go_to"),
)
"""Those that ask about the item in front."""
DIALOGS = (
    *(("review", name, EVERY[name]) for name in OF_REVIEW),
    *(("home", name, EVERY[name]) for name in EVERY if name not in OF_REVIEW),
)

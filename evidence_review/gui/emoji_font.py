"""Emoji in the window: a message that holds one means it, so a machine without a font for them gets ours."""

from PySide6.QtGui import QFontDatabase

from evidence_review.domain.shipped_files import RESOURCES

EMOJI = RESOURCES / "fonts" / "NotoColorEmoji.ttf"


def draw_emoji() -> None:
    """Add the program's own emoji font for this process, where the machine has none; nothing is installed on
    it."""
    if not any("emoji" in family.casefold() for family in QFontDatabase.families()):
        QFontDatabase.addApplicationFont(str(EMOJI))

"""Turns the colours of a Look into a palette and a style sheet on Fusion; sizes of text in points only
(reference/platform.md 6)."""

import gc

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from evidence_review.gui.models.look import Look, ViewSettings
from evidence_review.gui.widgets.parts.sheet import SHEET

BASE_POINTS = 10.0


def dress(app: QApplication, settings: ViewSettings) -> None:
    """Give the whole program the chosen colours and text size, at once."""
    colour(app, settings)
    wanted = sheet(settings.colours(), _points(settings))
    if app.styleSheet() != wanted:  # every widget is looked at again, which takes a while
        gc.collect()  # Qt walks over all widgets, and none may be collected under its feet
        app.setStyleSheet("")  # from one sheet to another takes six times as long as over none
        app.setStyleSheet(wanted)


def colour(app: QApplication, settings: ViewSettings) -> None:
    """Give it font and palette alone, which is all that widgets measure themselves by while they are put
    together."""
    font = QFont(app.font())
    font.setPointSizeF(_points(settings))
    app.setFont(font)
    app.setPalette(palette(settings.colours()))


def _points(settings: ViewSettings) -> float:
    return BASE_POINTS * settings.text_size / 100


def palette(look: Look) -> QPalette:
    """Every role that widgets draw with, so that nothing depends on the desktop."""
    made = QPalette()
    for which, colour in _roles(look).items():
        made.setColor(which, QColor(colour))
    for which in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.muted))
    return made


def _roles(look: Look) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: look.ground,
        role.WindowText: look.text,
        role.Base: look.card,
        role.AlternateBase: look.ground,
        role.Text: look.text,
        role.Button: look.card,
        role.ButtonText: look.text,
        role.BrightText: look.bad,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.ToolTipBase: look.card,
        role.ToolTipText: look.text,
        role.PlaceholderText: look.muted,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Light: look.card,
        role.Midlight: look.ground,
        role.Mid: look.line,
        role.Dark: look.line,
        role.Shadow: look.line,
        role.Accent: look.accent,
    }


def sheet(look: Look, points: float) -> str:
    """The style sheet. Property `voice` sets a label's part in the page, `kind` a button's, `card` a frame's
    ground."""
    text = SHEET
    words = {
        name: getattr(look, name)
        for name in look.__dataclass_fields__
        if isinstance(getattr(look, name), str)
    }
    sizes = {
        "pt": points,
        "small": points * 0.9,
        "section": points * 1.15,
        "title": points * 1.7,
        "big": points * 1.25,
    }
    for name, value in sorted(
        {**words, **{k: f"{v:.1f}pt" for k, v in sizes.items()}}.items(), key=lambda pair: -len(pair[0])
    ):
        text = text.replace(f"@{name}", value)
    return text

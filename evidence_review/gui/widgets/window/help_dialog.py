"""F1: the page one is on, the words that stand on it, and its keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from evidence_review.gui.models.helping.key_choice import Chosen, now
from evidence_review.gui.models.helping.page_help import help_of, keys_of
from evidence_review.gui.widgets.parts.building_blocks import button, column, fill, label, row, scrolled


def show_help(
    parent: QWidget, page: str, chosen: Chosen, keys: Callable[[], object], change: Callable[[], object]
) -> QDialog:
    """The help of a page, empty for the start; `keys` shows all keys, `change` lets others be chosen."""
    told = help_of(page)
    sheet = QDialog(parent)
    sheet.setWindowTitle(f"Help: {told.title}")
    sheet.setModal(True)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    parts: list[QWidget | QGridLayout] = [label(told.title, "title"), *(label(one) for one in told.sentences)]
    if told.words:
        parts += [label("Words", "section"), _pairs(told.words)]
    parts += [label("Keys", "section"), _pairs(tuple((now(key, chosen), key.words) for key in keys_of(page)))]
    inner = column(*parts, gap=10)
    inner.setContentsMargins(24, 20, 24, 10)

    def leaving(does: Callable[[], object]) -> Callable[[], None]:
        def leave() -> None:
            sheet.accept()
            does()

        return leave

    shut = button("Close", sheet.accept, "primary")
    foot = row(
        button("All keys  Ctrl+F1", leaving(keys)), button("Change or print keys…", leaving(change)), 1, shut
    )
    foot.setContentsMargins(24, 4, 24, 18)
    fill(QVBoxLayout(sheet), (scrolled(inner), foot), 6, 0)
    wide = 84 * sheet.fontMetrics().averageCharWidth()
    sheet.resize(min(wide, int(parent.width() * 0.94)), int(parent.height() * 0.9))
    sheet.open()
    shut.setFocus()
    return sheet


def _pairs(pairs: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for at, (first, second) in enumerate(pairs):
        grid.addWidget(label(first, "strong"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(second), at, 1)
    grid.setColumnMinimumWidth(0, 120)
    return grid

"""The plain building stones of every page: labels that never take rich text, buttons that print their key,
cards, tables."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from evidence_review.gui.models.shown import visible

GAP = 12


def label(text: str = "", voice: str = "body", *, wrap: bool = True) -> QLabel:
    """A label of plain text with nothing invisible in it. `voice`: title, section, strong, hint, small,
    field, good, warn, bad."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setWordWrap(wrap)
    made.setProperty("voice", voice)
    say(made, text)
    return made


def sentence(text: str, voice: str = "body") -> QLabel:
    """A label with an English sentence, read from the left also where the word it begins with is Arabic or
    Hebrew."""
    made = label(text, voice)
    first = next((way for way in map(unicodedata.bidirectional, text) if way in {"L", "R", "AL"}), "L")
    if first != "L":
        made.setText("\u200e" + made.text())
    return made


def say(where: QLabel, text: str, voice: str | None = None) -> None:
    """Put other words, and if need be another voice, on a label."""
    where.setText(visible(text))
    if voice is not None and where.property("voice") != voice:
        where.setProperty("voice", voice)
        restyle(where)


def blank(*labels: QLabel) -> None:
    """Take the words off labels, when the case that they speak of is closed."""
    for one in labels:
        one.setText("")


def stay(*widgets: QWidget) -> None:
    """Let widgets keep their room while they are hidden, so that nothing else moves."""
    for widget in widgets:
        policy = widget.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(policy)


def room(one: QLabel, lines: int) -> None:
    """Give a label the height of so many lines of its text, whatever it says; a longer text makes it
    higher."""
    stay(one)
    one.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    one.setMinimumHeight(one.fontMetrics().lineSpacing() * lines + 2)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, does: Callable[[], object], kind: str = "plain", tip: str = "") -> QPushButton:
    """A button that calls `does`. `kind`: plain, primary, quiet."""
    made = QPushButton(text.replace("&", "&&"))
    made.setProperty("kind", kind)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    made.clicked.connect(calls(does))
    return made


def calls(does: Callable[[], object]) -> Callable[..., None]:
    """`does`, for a signal whose values are of no interest."""

    def call(*_given: object) -> None:
        does()

    return call


class KeyButton(QPushButton):
    """A big button with its key printed on it; the key itself is bound by the page, so that it can rest while
    one types."""

    def __init__(self, text: str, key: str, does: Callable[[], object]) -> None:
        super().__init__(text)
        self.key = key
        self.setProperty("kind", "key")
        self.setAutoDefault(False)
        self.setAccessibleDescription(f"Key {key}")
        self.clicked.connect(calls(does))

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.88))
        font.setBold(True)
        return font

    def _cap_width(self) -> float:
        return max(22.0, QFontMetricsF(self._cap_font()).horizontalAdvance(self.key) + 12)

    def sizeHint(self) -> QSize:
        """Room for the words and for the key beside them."""
        return super().sizeHint() + QSize(int(self._cap_width()) + 10, 0)

    def minimumSizeHint(self) -> QSize:
        """The words and the key are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then its key in a small frame at the right."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._cap_font()
        high = QFontMetricsF(font).height() + 2
        frame = QRectF(
            self.width() - self._cap_width() - 11, (self.height() - high) / 2, self._cap_width(), high
        )
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        filled = self.isChecked()
        role = QPalette.ColorRole.HighlightedText if filled else QPalette.ColorRole.ButtonText
        colour = QColor(self.palette().color(QPalette.ColorGroup.Active if filled else group, role))
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font)
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), self.key)
        painter.end()


def frame(
    card: str, *parts: QWidget | QLayout, across: bool = False, gap: int = 8, margin: int = GAP
) -> QFrame:
    """A frame with its parts one below the other, or side by side. `card` names its ground in the style
    sheet."""
    made = QFrame()
    made.setProperty("card", card)
    box: QBoxLayout = QHBoxLayout(made) if across else QVBoxLayout(made)
    fill(box, parts, gap, margin)
    return made


def row(*parts: QWidget | QLayout | int, gap: int = 8) -> QHBoxLayout:
    """Parts side by side; a number is a stretch."""
    box = QHBoxLayout()
    fill(box, parts, gap, 0)
    return box


def column(*parts: QWidget | QLayout | int, gap: int = 8) -> QVBoxLayout:
    """Parts one below the other; a number is a stretch."""
    box = QVBoxLayout()
    fill(box, parts, gap, 0)
    return box


def fill(box: QBoxLayout, parts: Iterable[QWidget | QLayout | int], gap: int, margin: int) -> None:
    """Put parts into a box with gaps between and a margin around."""
    box.setSpacing(gap)
    box.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if isinstance(part, int):
            box.addStretch(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)


class _Held(QWidget):
    """What is held to a width in characters, also when the text is made larger."""

    _wide = 0

    def hold(self, characters: int) -> None:
        """No line is longer than this."""
        self._wide = characters
        self.setMaximumWidth(characters * self.fontMetrics().averageCharWidth())

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes another width."""
        super().changeEvent(event)
        if self._wide and event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.hold(self._wide)


def scrolled(inside: QWidget | QLayout, *, wide: int = 0) -> QScrollArea:
    """A page that scrolls when it does not fit. `wide` holds long lines of text to a width one can read, in
    characters."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    body = QWidget()
    body.setProperty("page", "true")
    box = QHBoxLayout(body)
    box.setContentsMargins(0, 0, 0, 0)
    holder = _Held()
    if isinstance(inside, QLayout):
        holder.setLayout(inside)
    else:
        fill(QVBoxLayout(holder), (inside,), 0, 0)
    if wide:
        holder.hold(wide)
        box.addStretch(1)
        box.addWidget(holder, 100)
        box.addStretch(1)
    else:
        box.addWidget(holder)
    area.setWidget(body)
    return area


class Drop(QComboBox):
    """A drop-down that draws its own small arrow in the colour of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Words that have no room end in dots, so that nobody takes what is left for the whole."""
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 4
        # PySide's types do not list the fields of Qt's structures
        option.currentText = self.fontMetrics().elidedText(  # pyright: ignore[reportAttributeAccessIssue]
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )

    def event(self, event: QEvent) -> bool:
        """The whole words beside the pointer."""
        if event.type() is QEvent.Type.ToolTip and not self.toolTip() and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(QPen(self.palette().color(group, QPalette.ColorRole.Text), 1.6))
        x, y = self.width() - 17.0, self.height() / 2 - 1.5
        painter.drawPolyline([QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y)])
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes a choice in passing."""
        event.ignore()


class Tick(QCheckBox):
    """A box to tick whose tick can be seen in every colour."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and its words, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.HighlightedText), 2))
        left, top, size = float(box.left()), float(box.top()), float(box.width())
        places = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.3))
        painter.drawPolyline([QPointF(left + x * size, top + y * size) for x, y in places])
        painter.end()


class Quiet(QPlainTextEdit):
    """Evidence in a field that can be read and selected by keyboard, and not copied, dragged or dropped
    (reference/law.md P2)."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.viewport().setAcceptDrops(False)
        self.setPlainText(visible(text))

    def underline(self, spans: Sequence[tuple[int, int]], colour: QColor) -> None:
        """Underline and tint spans of the text, given in UTF-16 units."""
        made: list[QTextEdit.ExtraSelection] = []
        for start, end in spans:
            one = QTextEdit.ExtraSelection()
            # PySide's types do not list the fields of Qt's structures
            one.cursor = QTextCursor(self.document())  # pyright: ignore[reportAttributeAccessIssue]
            # PySide's types do not list the fields of Qt's structures
            one.cursor.setPosition(start)  # pyright: ignore[reportAttributeAccessIssue]
            # PySide's types do not list the fields of Qt's structures
            one.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)  # pyright: ignore[reportAttributeAccessIssue]
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(colour)
            form.setForeground(colour)
            # PySide's types do not list the fields of Qt's structures
            one.format = form  # pyright: ignore[reportAttributeAccessIssue]
            made.append(one)
        self.setExtraSelections(made)

    def canInsertFromMimeData(self, source: object) -> bool:
        """Nothing is dropped in."""
        del source
        return False

    # Qt calls it with this type, or with no argument
    def createMimeDataFromSelection(self) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Nothing is copied or dragged out, not even to the X11 selection."""
        return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and cut do nothing."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            event.accept()
            return
        super().keyPressEvent(event)


class Empty(QWidget):
    """What stands where there is nothing yet: a heading, a sentence that says what to do next, perhaps a
    button."""

    def __init__(self, heading: str, sentence: str, *buttons: QWidget) -> None:
        super().__init__()
        self.heading, self.sentence = label(heading, "section"), label(sentence, "hint")
        for words in (self.heading, self.sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        fill(box, (1, self.heading, self.sentence, row(1, *buttons, 1), 2), 8, 24)

    def put(self, heading: str, sentence: str) -> None:
        """Other words."""
        say(self.heading, heading)
        say(self.sentence, sentence)

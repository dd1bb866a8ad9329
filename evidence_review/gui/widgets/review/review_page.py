"""The review page: three panes, one keyboard, and the questions asked before something is shown or
decided."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QSplitter, QTabWidget, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.loop_words import KEY_ACTS
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.shortcuts import KEYS, key_of
from evidence_review.gui.models.tagged import ACTS
from evidence_review.gui.widgets.parts.building_blocks import button, fill, frame, row, scrolled
from evidence_review.gui.widgets.parts.dialogs import ask_reason
from evidence_review.gui.widgets.parts.picture_view import show_media
from evidence_review.gui.widgets.review.areas_dialog import ask_areas
from evidence_review.gui.widgets.review.batch.several_dialog import ask_several
from evidence_review.gui.widgets.review.compare_dialog import compare_copies
from evidence_review.gui.widgets.review.deciding_dialogs import ask_hold, ask_query, ask_reveal
from evidence_review.gui.widgets.review.decision_panel import DecisionPanel
from evidence_review.gui.widgets.review.destination_dialog import ask_destination
from evidence_review.gui.widgets.review.find_dialog import ask_find
from evidence_review.gui.widgets.review.history_pane import HistoryPane
from evidence_review.gui.widgets.review.item_pane import ItemPane
from evidence_review.gui.widgets.review.lines_pane import LinesPane
from evidence_review.gui.widgets.review.mark_dialog import ask_cover, ask_mark
from evidence_review.gui.widgets.review.only_dialog import ask_only, ask_whole
from evidence_review.gui.widgets.review.outside import ask_outside
from evidence_review.gui.widgets.review.personal_pane import PersonalPane
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.gui.widgets.review.wandering import Wandering
from evidence_review.gui.widgets.review.who_dialog import show_who
from evidence_review.gui.widgets.review.why_pane import WhyPane

NARROW = 150
"""Window width in characters below which the lists give way to the item and the decision."""


class ReviewPage(QWidget):
    """Where a reviewer spends the day."""

    search_wanted = Signal()
    lines_wanted = Signal()
    page_wanted = Signal()
    samples_wanted = Signal()
    seek_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.settings = desk, ViewSettings()
        self.reviewing = Reviewing(desk)
        self.wandering = Wandering(self.reviewing)
        self.left = LinesPane(self.reviewing)
        self.middle = ItemPane(self.reviewing)
        self.why, self.personal, self.history = (
            WhyPane(self.reviewing),
            PersonalPane(self.reviewing),
            HistoryPane(self.reviewing),
        )
        self.decision = DecisionPanel(self.reviewing)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.lists = button("Lines and queue", self._toggle_lists, "segment")
        self.lists.setCheckable(True)
        self.narrow = False
        self.acts = self._acts()
        self._build()
        self._connect()
        self._bind()

    def _build(self) -> None:
        for words, pane in (("Why", self.why), ("Personal data", self.personal), ("History", self.history)):
            self.tabs.addTab(scrolled(pane), words)
        self.right = QWidget()
        self.decided = frame("foot", self.decision, margin=0)
        box = QVBoxLayout(self.right)
        fill(box, (self.tabs, self.decided), 0, 0)
        box.setStretch(0, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.panes = [
            frame("pane", pane, margin=0) for pane in (scrolled(self.left), self.middle, self.right)
        ]
        for pane in self.panes:
            self.split.addWidget(pane)
        self.split.setStretchFactor(1, 1)
        self.top = frame("bar", row(self.lists, 1), margin=6)
        self.top.hide()
        whole = QVBoxLayout(self)
        fill(whole, (self.top, self.split), 0, 0)
        whole.setStretch(1, 1)

    def _connect(self) -> None:
        reviewing = self.reviewing
        self.left.search_wanted.connect(self.search_wanted)
        self.left.lines_wanted.connect(self.lines_wanted)
        self.left.samples_wanted.connect(self.samples_wanted)
        self.left.who_wanted.connect(self.acts["who"])
        self.left.outside_wanted.connect(lambda: ask_outside(self, reviewing))
        self.why.spans_wanted.connect(self.middle.bubbles.highlight)
        self.personal.hand_wanted.connect(self._ask_mark)
        self.middle.marking.note_wanted.connect(self._ask_mark)
        self.middle.marking.query_wanted.connect(self._query)
        self.middle.marking.finding_wanted.connect(self.personal.ask_everywhere)
        self.middle.marking.words_wanted.connect(self.seek_wanted)
        self.personal.only_wanted.connect(lambda: ask_only(self, reviewing, self.middle.bubbles.choice))
        self.personal.whole_wanted.connect(self._give_whole)
        self.personal.areas_wanted.connect(self._areas)
        self.personal.special_wanted.connect(self.acts["show_masked"])
        self.personal.page_wanted.connect(lambda: ask_cover(self, reviewing))
        self.middle.bubbles.media_wanted.connect(self._media)
        self.middle.also.compare_wanted.connect(partial(compare_copies, self, reviewing))
        self.middle.picture_wanted.connect(self._page)
        self.middle.whole_page_wanted.connect(self._ask_page)
        self.decision.query_wanted.connect(self._query)
        self.decision.hold_wanted.connect(self._hold)
        self.decision.find_wanted.connect(lambda: ask_find(self, reviewing))
        self.tabs.currentChanged.connect(self._tab)
        reviewing.item_changed.connect(self._item)
        reviewing.state_changed.connect(self._titles)
        reviewing.front_wanted.connect(self._to_item)

    def dress(self, settings: ViewSettings) -> None:
        """Other colours."""
        self.settings = settings
        self.left.dress(settings.colours())
        self.middle.dress(settings)
        self.personal.dress(settings.colours())

    def _acts(self) -> dict[str, Callable[[], object]]:
        """What each key of the list does."""
        work = self.reviewing
        return {
            "next": lambda: work.step(1),
            "previous": lambda: work.step(-1),
            "first_undecided": work.first_undecided,
            "back": self.wandering.back,
            "forward": self.wandering.forward,
            "next_copy": work.next_copy,
            "compare_copies": lambda: compare_copies(self, work),
            "fold_copies": work.fold_copies,
            "with_copies": self.decision.tie_copies,
            "who": lambda: show_who(self, self.desk),
            "next_hit": lambda: self.middle.go(1),
            "previous_hit": lambda: self.middle.go(-1),
            "unfold": work.unfold,
            "show_masked": lambda: self._reveal("special"),
            "show_names": lambda: self._reveal("names"),
            "as_list": lambda: self.middle.show_as("bubbles" if self.middle.view == "list" else "list"),
            "as_picture": lambda: self.middle.show_as(
                "bubbles" if self.middle.view == "picture" else "picture"
            ),
            "find": self.middle.look_for,
            "search_line": self._search_line,
            "go_to": lambda: ask_destination(self, work),
            **{act: partial(self.decision.decide, value) for value, act in KEY_ACTS.items()},
            **{
                f"{act}_stay": partial(self.decision.decide, value, stays=True)
                for value, act in KEY_ACTS.items()
            },
            **{act: partial(self.decision.tags.press, tag) for tag, act in ACTS.items()},
            "query": self._query,
            "undo": work.undo,
            "several": lambda: ask_several(self, work, self.settings.colours()),
            "hold": self._hold,
            "find_outside": lambda: ask_find(self, self.reviewing),
            "mark": self._mark,
            "everywhere": self.middle.marking.ask_everywhere,
            "mark_suggested": self.personal.ask_suggested,
        }

    def _bind(self) -> None:
        """The keys hold wherever the keyboard is while the page is shown; a field that is written in keeps
        its
        letters. Only what moves repeats while a key is held down."""
        shown = Qt.ShortcutContext.WindowShortcut
        for key in KEYS:
            if key.act and key.act != "show_masked":
                made = QShortcut(QKeySequence(key_of(key.act)), self, self.acts[key.act], context=shown)
                made.setAutoRepeat(key.group == "Move")
        for digit in range(1, 10):
            QShortcut(QKeySequence(str(digit)), self, partial(self.reviewing.choose, digit), context=shown)
        QShortcut(
            QKeySequence("Escape"),
            self.middle.finder,
            self.middle.close_find,
            context=Qt.ShortcutContext.WidgetShortcut,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space shows what is masked while it is held; a button that has the focus keeps it for itself."""
        if (
            event.key() == Qt.Key.Key_Space
            and not event.isAutoRepeat()
            and not isinstance(self.focusWidget(), QAbstractButton)
        ):
            self._space()
            event.accept()
            return
        super().keyPressEvent(event)

    def _space(self) -> None:
        """Space shows what is covered of what is on the screen."""
        if self.middle.view != "picture":
            self._reveal("special")
        elif self.middle.picture.is_masked:
            self._ask_page()
        elif not self.middle.picture.lift(up=True):
            self._reveal("special")

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What Space showed is masked again when it is let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.middle.picture.lift(up=False)
            self.reviewing.cover()
            event.accept()
            return
        super().keyReleaseEvent(event)

    def _item(self) -> None:
        self._titles()
        self._tab(self.tabs.currentIndex())
        if (
            self.reviewing.talk.focus is not None
            and self.isVisible()
            and self.narrow
            and self.lists.isChecked()
        ):
            self.lists.setChecked(False)
            self._toggle_lists()

    def _to_item(self) -> None:
        """The keys go to the item, where no field is written in."""
        if self.isVisible():
            self.middle.take_keys()

    def _titles(self) -> None:
        found = self.personal.number
        at = self.tabs.indexOf(self._tab_of(self.personal))
        self.tabs.setTabText(at, f"Personal data {found}" if found else "Personal data")

    def _tab_of(self, pane: QWidget) -> QWidget:
        part: QWidget | None = pane
        while part is not None and self.tabs.indexOf(part) < 0:
            part = part.parentWidget()
        return part or self.tabs

    def _tab(self, at: int) -> None:
        if self.tabs.widget(at) is self._tab_of(self.history):
            self.history.refresh()

    def show_personal(self) -> None:
        """Bring the personal data of the item in front up, with the acts that mark."""
        self.tabs.setCurrentWidget(self._tab_of(self.personal))

    def _search_line(self) -> None:
        """The keys go into the search bar, with the lists open over the item where the window is narrow."""
        if self.narrow and not self.lists.isChecked():
            self.lists.click()
        self.left.bar.take_keys()

    def _query(self) -> None:
        if self.decision.query.isEnabled():
            ask_query(self, self.reviewing)

    def _hold(self) -> None:
        ask_hold(self, self.reviewing, "; only independent counsel can open them again.")

    def _mark(self) -> None:
        """The words that are chosen are marked at once; where none are, they are asked for."""
        if self.middle.marking.isVisible():
            self.middle.marking.mark()
        else:
            self._ask_mark()

    def _ask_mark(self) -> None:
        ask_mark(self, self.reviewing, self.middle.bubbles.choice)

    def _give_whole(self) -> None:
        if focus := self.reviewing.talk.focus:
            ask_whole(self, self.desk, self.reviewing.number, focus.id)

    def _areas(self) -> None:
        """The page must be seen before it is drawn on, so what is masked on it needs its reason first."""
        if self.reviewing.covered():
            self._ask_page()
            return
        dialog = ask_areas(self, self.reviewing)
        if dialog is None:
            return
        self.middle.picture_came.connect(dialog.put)
        if self.middle.picture.image.isNull():
            self.middle.show_as("picture")
        else:
            dialog.put(self.middle.picture.image)

    def _reveal(self, what: str) -> None:
        hidden = (
            "These are special-category words."
            if what == "special"
            else "Third parties are shown by labels to protect them."
        )
        ask_reveal(self, self.reviewing, what, f"{hidden} ")

    def _page(self) -> None:
        """A page is shown with what is masked in its text covered; a picture needs its reason first (E3)."""
        if "picture" in self.reviewing.covered():
            self._ask_page()
        elif self.reviewing.talk.focus is not None:
            self.page_wanted.emit()

    def _ask_page(self) -> None:
        """The page as it is shows what is masked in its text, so that needs its reason first (E2, E3)."""
        covered = self.reviewing.covered()
        if self.reviewing.talk.focus is None or not covered:
            return
        self.middle.show_as("bubbles")

        def then(reason: str) -> None:
            for what in covered:
                self.reviewing.reveal(what, reason)
            if not self.reviewing.covered():
                self.middle.forget_picture()
                self.middle.show_as("picture")

        sentence = (
            "Its picture shows names and special-category words that are masked in the text. Say why "
            "you need to see them; it is logged."
        )
        if covered == ("picture",):
            sentence = "A picture stays covered until you say why you need to see it; it is logged."
        ask_reason(self, "Show the page", sentence, "Show", then)

    def _media(self, number: int) -> None:
        focus = self.reviewing.talk.focus
        file = next((a for a in focus.attachments if a.number == number), None) if focus else None
        if focus is None or file is None:
            return
        item = focus.id

        def then(reason: str) -> None:
            data = self.desk.ask(actions.reveal_media, self.reviewing.number, item, number, reason)
            if data is not None:
                show_media(self, file, data, self.settings)
                self.desk.media_shown.emit(file.media_type)

        ask_reason(
            self,
            "Show this file",
            "It stays covered until you say why you need to see it; it is logged.",
            "Show",
            then,
        )

    def fold(self, *, narrow: bool) -> None:
        """In a narrow window, or with large text, the lists open over the item and the decision becomes a
        tab."""
        if narrow == self.narrow and self.split.count() == 3:
            return
        self.narrow = narrow
        self.top.setVisible(narrow)
        self.lists.setChecked(narrow and self.reviewing.talk.focus is None)
        if narrow:
            self.tabs.insertTab(0, scrolled(self.decision), "Decide")
            self.tabs.setCurrentIndex(0)
            self.decided.hide()
        else:
            holder = self._tab_of(self.decision)
            # made with a layout by our own frame()
            self.decided.layout().addWidget(self.decision)  # pyright: ignore[reportOptionalMemberAccess]
            self.tabs.removeTab(self.tabs.indexOf(holder))
            holder.deleteLater()
            self.decided.show()
        self._toggle_lists()

    def _toggle_lists(self) -> None:
        over = self.narrow and self.lists.isChecked()
        at = QApplication.focusWidget()
        has_keys = at is not None and self.panes[0].isAncestorOf(at)
        for pane in self.panes[1:]:
            pane.setVisible(not over)
        if has_keys and self.narrow and not over and self.isVisible():
            self.middle.take_keys()  # else Qt hands them to another page's button
        self.panes[0].setVisible(over or not self.narrow)

    def share(self) -> None:
        """First widths of the panes, from the size of the text."""
        wide = self.fontMetrics().averageCharWidth()
        left, right = 57 * wide, max(42 * wide, self.tabs.tabBar().sizeHint().width() + 8)
        self.split.setSizes([left, max(300, self.width() - left - right), right])

"""The middle pane: the item alone at first, its neighbours when unfolded, as bubbles, as a plain list, or as
the page's picture."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QButtonGroup, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import ItemKind
from evidence_review.gui.models.conversation import TEXT
from evidence_review.gui.models.decided import wordless
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.markstyles import legend
from evidence_review.gui.models.plain_words import KIND_WORDS, count
from evidence_review.gui.models.seen import Seen
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.spans import hits
from evidence_review.gui.models.zones import beside
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    blank,
    button,
    column,
    fill,
    frame,
    label,
    row,
    say,
)
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.page_view import STEP, PageView
from evidence_review.gui.widgets.parts.squeezed import Squeezed
from evidence_review.gui.widgets.parts.table_views import Table, WatchedTable
from evidence_review.gui.widgets.review.also_in import AlsoIn
from evidence_review.gui.widgets.review.bubbles import Bubbles
from evidence_review.gui.widgets.review.mark_bar import MarkBar
from evidence_review.gui.widgets.review.page_list import PageList
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.gui.widgets.review.side_by_side import SideBySide
from evidence_review.workflow.case.page_views import PageShown
from evidence_review.workflow.case.views import ItemView

COVERED = "Masked words are covered, and what is no word is blurred: the layout alone is shown."
VIEWS = ("bubbles", "list", "picture")


class ItemPane(QWidget):
    """Shows what `reviewing.talk` holds."""

    picture_wanted = Signal()
    whole_page_wanted = Signal()
    picture_came = Signal(QImage)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.head, self.facts, self.flags = label("", "section"), label("", "small"), label("", "warn")
        self.bubbles = Bubbles(reviewing.talk)
        self.marking = MarkBar(reviewing, self.bubbles)
        self._make_list()
        self.picture = PageView()
        self.empty = Empty("No item is open", "Choose one from the queue, or press J for the next.")
        self.empty.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.stack = QStackedWidget()
        self.pages = PageList(reviewing)
        self.both = SideBySide(self.picture, self.bubbles, self.pages)
        for part in (self.empty, self.both, self.list):
            self.stack.addWidget(part)
        self.view = "bubbles"
        self.hit = -1
        self.second_zone = ""
        self.key, self.hits = label("", "small"), label("", "small", wrap=False)
        self.legend = Squeezed(column(self.key), 1)
        self._make_finder()
        self.also = AlsoIn(reviewing)
        self._build()
        self.bubbles.seen_whole.connect(self._seen_text)
        self.picture.seen_whole.connect(self._seen)
        self.bubbles.item_wanted.connect(self._open_answered)
        self.pages.page_wanted.connect(self._open_page)
        self.pages.came.connect(self._refresh)
        reviewing.found_changed.connect(self._seek)
        reviewing.item_changed.connect(self._opened)
        reviewing.queue.modelReset.connect(self._say_empty)
        reviewing.state_changed.connect(self._refresh)
        self._refresh()

    def _open_page(self, item: int) -> None:
        """Another page of the document, seen as a page too."""
        self.reviewing.open(ItemId(item))
        self.show_as("picture")

    def _open_answered(self, item: int) -> None:
        self.reviewing.open(ItemId(item))

    def _seek(self) -> None:
        """What the search of the line asks for is lit in the messages."""
        found = self.reviewing.found
        self.bubbles.seek(found.wanted.words if found else "")

    def _make_list(self) -> None:
        self.list = WatchedTable("The item and its neighbours as a list", stretch=2)
        self.list.setModel(self.reviewing.talk)
        self.list.wrap()
        self.list.setVerticalScrollMode(Table.ScrollMode.ScrollPerPixel)
        self.list.painted.connect(self._note_list, Qt.ConnectionType.QueuedConnection)
        self.listed = Seen()
        self.list.widths(18, 13, 18)
        self.list.horizontalHeader().sectionResized.connect(self._heights)

    def _make_finder(self) -> None:
        self.finder = QLineEdit()
        self.finder.setPlaceholderText("Find in what is on the screen")
        self.finder.setAccessibleName("Find in what is on the screen")
        self.finder.setClearButtonEnabled(True)
        self.finder.textChanged.connect(self._search)
        self.finder.hide()

    def _build(self) -> None:
        self.group = QButtonGroup(self)
        names = (("bubbles", "Bubbles", ""), ("list", "List", "as_list"), ("picture", "Page", "as_picture"))
        self.switch = {}
        for view, words, act in names:
            made = button(
                words,
                lambda which=view: self.show_as(which),
                "segment",
                f"{words_of(act)} ({key_of(act)})" if act else "",
            )
            made.setCheckable(True)
            self.group.addButton(made)
            self.switch[view] = made
        self.zooms = (
            button(
                "−", lambda: self.picture.enlarge(1 / STEP), "segment", "Smaller (-, or Ctrl and the wheel)"
            ),
            button("Fit", self.picture.fit, "segment", "As wide as the pane (0)"),
            button("+", lambda: self.picture.enlarge(STEP), "segment", "Larger (+, or Ctrl and the wheel)"),
        )
        for made, name in zip(self.zooms, ("Smaller page", "Fit the width", "Larger page"), strict=True):
            made.setAccessibleName(name)
        self.whole_page = button(
            "Show what is covered…",
            self.whole_page_wanted.emit,
            "segment",
            "Asks why you need to see it (Space)",
        )
        self.around = button(
            f"Unfold around  {key_of('unfold')}", self.reviewing.unfold, "segment", words_of("unfold")
        )
        self.previous = button(
            f"Previous  {key_of('previous_hit')}", lambda: self.go(-1), "quiet", words_of("previous_hit")
        )
        self.next = button(f"Next  {key_of('next_hit')}", lambda: self.go(1), "quiet", words_of("next_hit"))
        self.bar = QWidget()
        fill(
            QVBoxLayout(self.bar),
            (
                Squeezed(column(self.head, self.facts, self.flags, self.also, gap=5)),
                Flow(*self.switch.values(), self.around, *self.zooms, self.whole_page),
            ),
            5,
            0,
        )
        self.foot = QWidget()
        fill(
            QVBoxLayout(self.foot),
            (self.legend, row(self.hits, self.previous, self.next, 1, gap=2), self.finder),
            3,
            0,
        )
        self.head_bar, self.foot_bar = frame("bar", self.bar, margin=10), frame("foot", self.foot, margin=8)
        box = QVBoxLayout(self)
        fill(box, (self.head_bar, self.stack, self.foot_bar), 0, 0)
        box.setStretch(1, 1)

    def dress(self, settings: ViewSettings) -> None:
        """Other colours, greyscale, or another time zone beside London time."""
        self.bubbles.dress(settings.colours())
        self.picture.dress(settings)
        self.both.look = settings.colours()
        if settings.second_zone != self.second_zone:
            self.second_zone = settings.second_zone
            self._refresh()

    def show_as(self, view: str) -> None:
        """Bubbles, list or picture. The picture is asked for when it is first wanted."""
        focus = self.reviewing.talk.focus
        if view == "picture" and (focus is None or focus.page is None):
            return
        self.view = view
        if view == "picture" and self.picture.image.isNull():
            self.picture_wanted.emit()
        self._refresh()

    def put_picture(self, image: QImage, shown: PageShown | None = None) -> None:
        """The page's picture has come; `shown` says what of it is covered and where its words stand."""
        focus, is_masked = self.reviewing.talk.focus, shown is not None and shown.is_masked
        is_picture = focus is not None and focus.kind is ItemKind.IMAGE
        self.both.shown = shown
        self.picture.put(image, is_picture=is_picture, is_masked=is_masked)
        if not is_masked:
            self.picture_came.emit(image)
        self.pages.ask()
        if image.isNull():
            self.view = "bubbles"
        self._refresh()

    def forget_picture(self) -> None:
        """The page is asked for anew, where more or less of it may be shown now."""
        self.both.shown = None
        self.picture.put(QImage())

    def take_keys(self) -> None:
        """The keys go to what shows the item, or to the pane while it shows none; never on into the next
        field."""
        shown = {"list": self.list, "picture": self.picture}.get(self.view, self.bubbles)
        where = shown if shown.isVisible() else self.empty
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def _opened(self) -> None:
        self.hit, self.listed = -1, Seen()
        self.forget_picture()
        self.view = "bubbles" if self.view == "picture" else self.view
        self._refresh()
        focus = self.reviewing.talk.focus
        if focus is not None and focus.by_machine and self.view == "bubbles" and not self.reviewing.covered():
            self.show_as("picture")

    def _seen_text(self) -> None:
        """The text was on the screen; a page without text is seen only by its picture."""
        focus = self.reviewing.talk.focus
        if focus is not None and not wordless(focus):
            self._seen()

    def _seen(self) -> None:
        focus = self.reviewing.talk.focus
        if focus is not None and not self.reviewing.seen_whole:
            self.reviewing.note_seen()

    def _refresh(self) -> None:
        focus = self.reviewing.talk.focus
        self.head_bar.setVisible(focus is not None)
        self.foot_bar.setVisible(focus is not None)
        self.switch[self.view].setChecked(True)
        if focus is None:
            had_keys = self.isAncestorOf(QApplication.focusWidget() or self)
            self.stack.setCurrentWidget(self.empty)
            if had_keys:
                self.empty.setFocus()
            self._say_empty()
            blank(self.head, self.facts, self.flags, self.key, self.hits)
            self.finder.clear()
            return
        self.stack.setCurrentWidget(self.list if self.view == "list" else self.both)
        self.both.arrange(self.view, focus)
        for made in self.zooms:
            made.setVisible(self.view == "picture")
        self.whole_page.setVisible(self.view == "picture" and self.picture.is_masked)
        self._describe(focus)
        if self.view == "list":
            self.list.resizeRowsToContents()

    def _heights(self) -> None:
        """Words wrap anew in a wider or narrower pane."""
        if self.view == "list":
            self.list.resizeRowsToContents()

    def _note_list(self) -> None:
        """What of the item's row is on the screen counts as seen, also in the list."""
        area = self.list.visualRect(self.reviewing.talk.index(max(0, self.reviewing.talk.focus_row), TEXT))
        if not self.list.isVisible() or area.isEmpty():
            return
        self.listed = self.listed.at_height(area.height()).also(
            -area.top(), self.list.viewport().height() - area.top()
        )
        if self.listed.whole:
            self._seen_text()

    def _say_empty(self) -> None:
        if self.reviewing.line is None:
            self.empty.put("Nothing to review yet", "Items appear here once a line of enquiry is approved.")
        elif not self.reviewing.queue.rowCount():
            self.empty.put("This list is empty", "Choose another filter or another line of enquiry.")
        else:
            self.empty.put("No item is open", "Choose one from the queue, or press J for the next.")

    def _describe(self, focus: ItemView) -> None:
        people = one_line(focus.sender or KIND_WORDS[focus.kind], 60)
        others = ", ".join(one_line(name, 40) for name in focus.recipients[:4])
        more = f" and {len(focus.recipients) - 4} more" if len(focus.recipients) > 4 else ""
        say(self.head, f"{people} to {others}{more}" if others else people)
        page = f"page {focus.page + 1}" if focus.page is not None else ""
        when = (focus.time_london, beside(focus.time_london, self.second_zone))
        facts = (KIND_WORDS[focus.kind], focus.app, f"exhibit {focus.exhibit}", page, *when)
        notes = [
            one_line(part, 140) for part in focus.time_note.split("; ")
        ]  # a change of the clocks takes a sentence
        raw = one_line(f"as written: {focus.time_raw}", 90) if focus.time_raw else ""
        say(
            self.facts,
            " · ".join(part for part in (*(one_line(fact, 90) for fact in facts), *notes, raw) if part),
        )
        self._say_flags(focus)
        self.switch["picture"].setVisible(focus.page is not None)
        self.switch["bubbles"].setText("Text" if focus.kind is ItemKind.PAGE else "Bubbles")
        self.around.setEnabled(not self.reviewing.looked_around)
        say(
            self.key,
            "   ".join(f"{letter} {words} ({number})" for letter, words, number in legend(focus.marks)),
        )
        self.legend.setVisible(bool(focus.marks))
        self._say_hits(focus)

    def _say_flags(self, focus: ItemView) -> None:
        reported = (
            f"Reported by the extraction tool: {one_line(focus.deleted_as_reported, 80)}"
            if focus.deleted_as_reported
            else ""
        )
        covered = COVERED if self.view == "picture" and self.picture.is_masked else ""
        said = " ".join(filter(None, (covered, focus.by_machine, reported)))
        say(self.flags, said)
        self.flags.setVisible(bool(said))

    def _say_hits(self, focus: ItemView) -> None:
        places = hits(focus)
        for part in (self.hits, self.previous, self.next):
            part.setVisible(bool(places))
        say(
            self.hits,
            f"Marked place {self.hit + 1} of {len(places)}"
            if self.hit >= 0
            else count(len(places), "marked place"),
        )
        self.foot_bar.setVisible(bool(places or focus.marks or self.finder.isVisible()))

    def go(self, by: int) -> None:
        """To the next or previous marked place, going round."""
        focus = self.reviewing.talk.focus
        places = hits(focus) if focus else ()
        if focus is None or not places:
            return
        self.hit = (self.hit + by) % len(places) if self.hit >= 0 else (0 if by > 0 else len(places) - 1)
        place = places[self.hit]
        self.bubbles.highlight([(place.start, place.end)])
        self.bubbles.show_span(place.start, place.end)
        self._say_hits(focus)

    def look_for(self) -> None:
        """Open the find field."""
        self.foot_bar.show()
        self.finder.show()
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.selectAll()

    def close_find(self) -> None:
        """Leave the find field."""
        self.finder.clear()
        self.finder.hide()
        self.bubbles.setFocus()

    def _search(self, words: str) -> None:
        focus = self.reviewing.talk.focus
        if focus is None:
            return
        spans = occurrences(focus.text, words)
        self.bubbles.highlight(spans)
        if spans:
            self.bubbles.show_span(*spans[0])


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever their case; at most a thousand places."""
    found: list[tuple[int, int]] = []
    low, want = text.lower(), words.lower().strip()
    if len(low) != len(text):
        low = text
        want = words.strip()
    at = low.find(want) if want else -1
    while at >= 0 and len(found) < 1000:
        found.append((at, at + len(want)))
        at = low.find(want, at + len(want))
    return found

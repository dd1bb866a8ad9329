"""Which line is reviewed, and the list of its items."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Tag
from evidence_review.gui import actions
from evidence_review.gui.models.lines import reviewable
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.queue import QueueModel
from evidence_review.gui.models.queue_pages import Places
from evidence_review.gui.models.review.destination import Destination, day_shown, not_there
from evidence_review.gui.models.review.trail import Place
from evidence_review.gui.widgets.review.item_in_front import InFront
from evidence_review.workflow.case.queue_views import RowWords
from evidence_review.workflow.case.search_views import LineSearch, Wanted
from evidence_review.workflow.case.tag_views import Batch
from evidence_review.workflow.case.views import LineStatus, Outside, QueueRow

OF_WORDS = frozenset(
    {"person", "case person", "finding", "flag", "item", "line", "hold", "review", "approval"}
)
"""Tables whose change makes what rows say another."""


@dataclass(frozen=True, slots=True)
class Found:
    """A search that stands: what was wanted, what was found, and the same items to be looked up."""

    wanted: Wanted
    search: LineSearch
    places: Places


class Lists(InFront):
    """The lines, and the queue of the chosen one: all or some of it, by time, by rank or in batches.

    `lines_changed`: counts. `tag`: the view that is chosen, None for all that bears on the line. In batches
    the list holds one batch until all of it is decided: `batch_done`. While a search stands (`found`) the list holds
    what it found alone, also after decisions: `found_changed`.
    """

    lines_changed = Signal()
    batch_done = Signal()
    found_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = QueueModel(self)
        self.lines: tuple[LineStatus, ...] = ()
        self.outside: tuple[Outside, ...] = ()
        self.order = "time"
        self.only = "all"
        self.batch: Batch | None = None
        self.found: Found | None = None
        self._wanted: Wanted | None = None
        desk.closed.connect(self._forget_search)
        desk.changed.connect(self._words_changed)

    @property
    def line(self) -> LineStatus | None:
        """The chosen line with its counts."""
        return next((s for s in reviewable(self.lines) if s.line.number == self.number), None)

    def reload_lines(self, then: Callable[[], object] | None = None) -> None:
        """Ask for the lines and the counts again, beside the window where they have to be counted; `then` goes on
        with them."""

        def came(told: tuple[tuple[LineStatus, ...], tuple[Outside, ...]]) -> None:
            self.lines, self.outside = told
            self.lines_changed.emit()
            if then is not None:
                then()

        if not self.may(Act.READ):
            self.lines_changed.emit()
            return
        is_quick = not self.is_long or bool(self.desk.ask(actions.is_counted))
        self.desk.later("lines", actions.lines_and_outside, came, at_once=is_quick)

    @property
    def is_long(self) -> bool:
        """Whether the queues of the case are read by pages."""
        return bool(self.desk.ask(actions.is_long))

    def choose(self, number: int) -> None:
        """Go to a line: its queue, no item."""
        if number and all(s.line.number != number for s in reviewable(self.lines)):
            return
        if number != self.number:
            self.queue.forget_words()
        self.number, self.batch = number, None
        self._forget_search()
        if self.queue.total and self.is_long:
            self.queue.put(())  # what is listed is of another line; the new list comes when it is read
        self._show(())
        self.reload_queue()
        self.lines_changed.emit()

    def see(self, tag: Tag | None) -> None:
        """Go to the view of a tag, or to all that bears on the line; the item in front stays, with its
        reasons in that view."""
        if tag is not self.tag:
            self.tag, self.batch = tag, None
            self.reload_queue()
            self.again()
            self.lines_changed.emit()
            self.item_changed.emit()

    def sift(self, *, only: str | None = None, order: str | None = None) -> None:
        """Show all, flagged or undecided; by time or by rank."""
        if order and order != self.order:
            self.batch = None
            if order == "batch":
                self._forget_search()
        self.only, self.order = only or self.only, order or self.order
        self.reload_queue()
        self.lines_changed.emit()

    def reload_queue(self, *, moved: bool = True) -> None:
        """Ask for the chosen line's queue again; the item in front stays. Unless it may be `moved`, what is
        listed keeps its order, though another was learned."""
        if not self.number or not self.may(Act.READ):
            self.queue.put(())
            return
        if self.order == "batch":
            self._reload_batch()
            return
        if self.is_long:
            self._reload_pages(moved=moved)
            return
        among = tuple(map(ItemId, self.found.search.items)) if self.found else None
        self.queue.put(
            self.desk.ask(actions.queue, self.number, self.order, self.only, self.tag, among) or (),
            moved=moved,
        )

    def _reload_batch(self) -> None:
        number, tag, is_long = self.number, self.tag, self.is_long

        def came(batch: Batch | None) -> None:
            self.batch = batch
            items = batch.items if batch else ()
            self.queue.put(self.desk.ask(actions.queue, number, tag=tag, among=items) or () if items else ())
            self.lines_changed.emit()

        if self.batch:
            came(self.batch)
        else:
            self.desk.later(
                "queue", lambda case: actions.next_batch(case, number, tag), came, at_once=not is_long
            )

    def _reload_pages(self, *, moved: bool) -> None:
        """The order of a long queue, beside the window; its rows when they are shown."""
        number, tag, order, only = self.number, self.tag, self.order, self.only
        stood = None if moved else self.queue.stood
        among = self.found.search.items if self.found else None

        def read(items: Sequence[ItemId]) -> Sequence[QueueRow]:
            return self.desk.ask(actions.queue, number, tag=tag, among=items) or ()

        self.desk.later(
            "queue",
            lambda case: actions.queue_order(case, number, order, only, tag, stood, among),
            lambda found: self.queue.lay(found, read, moved=moved),
        )

    def read_words(self, first: int, last: int) -> None:
        """What the rows from one to another say, which stand painted on the screen; logged by the step."""
        wanted = self.queue.wordless(first, last)
        if not wanted or not self.number or not self.may(Act.READ):
            return
        number, found = self.number, self.found
        searched = found.wanted.words if found else ""

        def came(words: tuple[RowWords, ...]) -> None:
            if (number, found) == (self.number, self.found):
                self.queue.put_words(words)

        self.desk.later(
            "words",
            lambda case: actions.list_words(case, number, wanted, searched),
            came,
            at_once=not self.is_long,
            logs=True,
        )

    def _words_changed(self, tables: frozenset[str]) -> None:
        """Names, masks or marks are others, or an item came back: what rows say is read again."""
        if tables & OF_WORDS:
            self.queue.forget_words()

    def amend_queue(self, *items: ItemId) -> None:
        """Ask for the rows of items and their copies again, after a decision or a tag: the rest of a long
        queue is as it was."""
        each = [self._amended(item) for item in items]
        asked = frozenset[ItemId]().union(*each)
        if not all(each) or self.order == "batch":
            self.reload_queue(moved=False)
            return
        rows = self.desk.ask(actions.queue, self.number, self.order, self.only, self.tag, tuple(asked))
        if rows is not None:
            self.queue.amend(asked, rows)

    def _amended(self, item: ItemId) -> frozenset[ItemId]:
        """The items whose rows an act on this one changes; nothing where the whole list is to be read."""
        asked = self.queue.members(item)
        if asked or not self.is_long or self.queue.has_copies:
            return asked
        return frozenset((item,)) if self.found is None or item in self.found.places else frozenset()

    def search(self, wanted: Wanted) -> None:
        """Look for this in the chosen line, beside the window; what is found is listed once the search is on the log.
        The item in front stays. Where nothing is wanted, the whole list comes back."""
        if not self.number or wanted.is_empty:
            self.end_search()
            return
        number, self._wanted = self.number, wanted

        def came(found: LineSearch) -> None:
            if self._wanted is not wanted or not self.desk.do(actions.record_search, number, wanted, found):
                return  # asked otherwise since, or not on the log
            self.found = Found(wanted, found, Places(found.items))
            self.queue.forget_words()
            self.order = "time" if self.order == "batch" else self.order
            self._list_found()

        self.desk.later(
            "search",
            lambda case: actions.found_in_line(case, number, wanted),
            came,
            at_once=not self.is_long,
        )

    def show_view(self, place: Place) -> None:
        """A view as it was shown before: line, list, search with its hits, item."""
        if place.number != self.number:
            self.choose(place.number)
        if self.number != place.number:
            self.desk.told.emit("That line is not open any more.")
            return
        self.only, self.order, self.tag = place.only, place.order, place.tag
        is_other = place.found is not self.found
        self.found, self._wanted = place.found, place.found.wanted if place.found else None
        if is_other:
            self.queue.forget_words()
        self._list_found()
        if place.item is not None:
            self.open(place.item)

    def end_search(self) -> None:
        """The whole list again; the item in front stays."""
        stood = self.found is not None
        self._forget_search()
        if stood:
            self._list_found()

    def _forget_search(self) -> None:
        if self.found is not None or not self.number:
            self.queue.forget_words()
        self.found, self._wanted = None, None
        self.found_changed.emit()

    def _list_found(self) -> None:
        self.batch = None
        self.reload_queue()
        self.lines_changed.emit()
        self.found_changed.emit()

    def go_to(self, wanted: Destination) -> None:
        """Open an item of the list by its number, or the first of a day or of a time on; a sentence where there is
        none."""
        focus = self.talk.focus
        day = wanted.day or (day_shown(focus.time_london) if focus else None)
        if wanted.item:
            self._open_listed(ItemId(wanted.item), wanted)
        elif day is None:
            self.desk.told.emit("Write the day before the time, such as 08.03.2025 18:03.")
        else:
            whole = Destination(day=day, minute=wanted.minute)
            number, listed = self.number, self.queue.items
            self.desk.later(
                "go to",
                lambda case: actions.first_at(case, number, day, wanted.minute, listed),
                lambda item: self._open_listed(item, whole),
                at_once=not self.is_long,
            )

    def _open_listed(self, item: ItemId | None, wanted: Destination) -> None:
        if item is None or self.queue.place(item) < 0:
            self.desk.told.emit(not_there(wanted))
        else:
            self.open(item)

    def next_batch(self) -> None:
        """Take the next batch of the view; what is undecided of this one stays undecided, and may come
        again."""
        self.batch = None
        self.reload_queue()
        self.lines_changed.emit()

    def _after_batch(self) -> None:
        if self.order == "batch" and self.batch and self.batch.items and not self.queue.left:
            self.batch_done.emit()

"""The item in front of a reviewer: opened, seen to its end, its masked words shown and covered again; every
look goes through the desk."""

import time

from PySide6.QtCore import QObject, Signal

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Tag
from evidence_review.gui import actions
from evidence_review.gui.models import decision_loop
from evidence_review.gui.models.conversation import Conversation
from evidence_review.gui.models.decided import Before
from evidence_review.gui.models.loop_state import Loop, front_of
from evidence_review.gui.models.open_case import Desk
from evidence_review.workflow.case.look_views import LookView
from evidence_review.workflow.case.views import ItemView


class InFront(QObject):
    """The item in front, for the line `number` and the view `tag`: what of it was seen and shown.

    `loop` says where the reviewer stands, and is only ever replaced by what an act of `decision_loop` gives.
    `item_changed`: another item; `state_changed`: what may be done; `front_wanted`: the keys belong on the
    item.
    """

    item_changed = Signal()
    state_changed = Signal()
    front_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.talk = Conversation(self)
        self.number = 0
        self.tag: Tag | None = None
        self.loop = Loop()
        self._covered: ItemView | None = None
        self._open: dict[str, ItemView] = {}
        self._since = 0.0

    def may(self, act: Act) -> bool:
        """Whether the role of who is signed in may do this."""
        return self.desk.may(act)

    @property
    def seen_whole(self) -> bool:
        """Whether all of the item in front was painted on the screen."""
        return self.loop.seen

    @property
    def looked_around(self) -> bool:
        """Whether the messages around it were shown."""
        return self.loop.around

    def open(self, item: ItemId, *, keeps_name: bool = False) -> None:
        """Show an item alone. The step writes that it was looked at before it gives the text."""
        view = self.desk.ask(actions.open_item, self.number, item, self.tag)
        if view is not None:
            self._show((view,), keeps_name=keeps_name)

    def again(self) -> None:
        """The same item after something about it changed."""
        focus = self.talk.focus
        if focus is not None and (view := self.desk.ask(actions.open_item, self.number, focus.id, self.tag)):
            self._covered, self._open = None, {}
            self.loop = decision_loop.refreshed(self.loop, front_of(view))
            self.talk.replace(view)
            self.state_changed.emit()

    def note_seen(self) -> None:
        """The whole item was painted on the screen."""
        self.loop = decision_loop.painted(self.loop)
        self.state_changed.emit()

    def seconds_shown(self) -> int:
        """For how many whole seconds the item in front has been on the screen."""
        return int(time.monotonic() - self._since)

    def before(self) -> Before:
        """What the rules of the window look at before a decision."""
        return Before(self.talk.focus, self.seen_whole, self.may(Act.DECIDE))

    def unfold(self) -> None:
        """The messages around the item, once; each is logged by the step."""
        focus = self.talk.focus
        if focus is None or self.looked_around:
            return
        around = self._around(focus.id)
        if around is None:
            return
        self.loop = decision_loop.unfolded(self.loop)
        if len(around) > 1:
            self.talk.put(around)
        else:
            self.desk.told.emit("There are no other items in this conversation within the agreed scope.")
        self.state_changed.emit()

    def _around(self, focus: ItemId) -> tuple[ItemView, ...] | None:
        return self.desk.ask(actions.unfold, self.number, focus, self.tag)

    def looks(self) -> tuple[LookView, ...]:
        """Every look outside the lines that was asked for; nothing of any item."""
        return self.desk.ask(actions.list_looks) or () if self.may(Act.READ) else ()

    def ask_to_look(self, item: ItemId, number: int, reason: str, minutes: int) -> bool:
        """Ask for a look at one item outside every line: whether it was asked for."""
        return self.desk.do(actions.request_look, item, number, reason, minutes)

    def answer_look(self, request: int, *, grant: bool) -> bool:
        """Grant or refuse a look that another person asked for: whether that was done."""
        return self.desk.do(actions.grant_look if grant else actions.refuse_look, request)

    def open_look(self, request: int) -> bool:
        """Show the item of a granted look, once; it may be read, not decided. Whether it was shown."""
        view = self.desk.ask(actions.open_look, request)
        if view is not None:
            self._show((view,))
        return view is not None

    def reveal(self, what: str, reason: str) -> None:
        """The item with names or special-category words shown; the reason is logged."""
        focus = self.talk.focus
        if focus is not None and (view := self.desk.ask(actions.reveal, self.number, focus.id, what, reason)):
            self._covered, self._open = focus, {**self._open, what: view}
            self.talk.replace(view)
            self.state_changed.emit()

    def covered(self) -> tuple[str, ...]:
        """What of the item in front is masked and was not shown with a reason since it was opened."""
        focus = self.talk.focus
        sorts = {mark.sort for mark in focus.marks} if focus else set[str]()
        sorts |= {"picture"} if focus and focus.picture_covered else set()
        whats = (("name", "names"), ("special", "special"), ("picture", "picture"))
        return tuple(what for sort, what in whats if sort in sorts and what not in self._open)

    def cover(self) -> None:
        """Mask again what was shown; the reason given holds until another item is opened."""
        if self._covered is not None and self.talk.focus is not self._covered:
            self.talk.replace(self._covered)
            self.state_changed.emit()

    def uncover(self, what: str) -> bool:
        """Show again what a reason was already given for: whether there was such a reason."""
        view = self._open.get(what)
        if view is not None:
            self.talk.replace(view)
            self.state_changed.emit()
        return view is not None

    def _show(self, views: tuple[ItemView, ...], *, keeps_name: bool = False) -> None:
        front = front_of(views[0]) if views else None
        self.loop = decision_loop.opened(self.loop, front, keeps_name=keeps_name)
        self._covered, self._open = None, {}
        self._since = time.monotonic()
        self.talk.put(views)
        self.item_changed.emit()
        self.state_changed.emit()

"""The reading page of a sample: one drawn item, its decision, and how many are left; no list, no score, no
reason, no highlight."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QSplitter, QVBoxLayout, QWidget

from evidence_review.domain.kinds import Tag
from evidence_review.domain.samples import SampleKind
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.gui import actions
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.loop_words import KEY_ACTS
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.shortcuts import key_of
from evidence_review.gui.models.tagged import ACTS
from evidence_review.gui.widgets.parts.building_blocks import button, fill, frame, label, row, say, scrolled
from evidence_review.gui.widgets.parts.page_view import image_of
from evidence_review.gui.widgets.review.deciding_dialogs import ask_hold, ask_query, ask_reveal
from evidence_review.gui.widgets.review.decision_panel import DecisionPanel
from evidence_review.gui.widgets.review.find_dialog import ask_find
from evidence_review.gui.widgets.review.item_pane import ItemPane
from evidence_review.gui.widgets.samples.sample_work import SampleWork
from evidence_review.workflow.case.sample_views import SampleStatus


class SampleReading(QWidget):
    """Reads one plan. `left` asks to go back to the list of plans."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.work = SampleWork(desk)
        self.middle, self.decision = ItemPane(self.work), DecisionPanel(self.work, can_undo=False)
        self.about: Tag | None = None
        self.title, self.told = label("", "section", wrap=False), label("", "hint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("How much of the sample is read")
        self.back = button("Back to samples", self.left.emit)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(frame("pane", self.middle, margin=0))
        self.split.addWidget(frame("pane", scrolled(self.decision), margin=0))
        self.split.setStretchFactor(0, 1)
        head = frame("bar", row(self.title, 1, self.back), self.told, self.bar, margin=10, gap=5)
        box = QVBoxLayout(self)
        fill(box, (head, self.split), 0, 0)
        box.setStretch(1, 1)

    def _connect(self) -> None:
        self.work.item_changed.connect(self._say)
        self.work.front_wanted.connect(self.middle.take_keys)
        self.decision.query_wanted.connect(self._query)
        self.decision.hold_wanted.connect(self._hold)
        self.decision.find_wanted.connect(lambda: ask_find(self, self.work))
        self.middle.picture_wanted.connect(self._page)
        acts = {
            "unfold": self.work.unfold,
            "as_list": lambda: self.middle.show_as("bubbles" if self.middle.view == "list" else "list"),
            "as_picture": lambda: self.middle.show_as(
                "bubbles" if self.middle.view == "picture" else "picture"
            ),
            "find": self.middle.look_for,
            **{act: partial(self.decision.decide, value) for value, act in KEY_ACTS.items()},
            "query": self._query,
            "hold": self._hold,
            "find_outside": lambda: ask_find(self, self.work),
            "show_names": partial(self._reveal, "names"),
            "show_masked": partial(self._reveal, "special"),
            **{act: partial(self.decision.tags.press, tag) for tag, act in ACTS.items()},
        }
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for act, does in acts.items():
            QShortcut(QKeySequence(key_of(act)), self, does, context=inside).setAutoRepeat(False)

    def dress(self, settings: ViewSettings) -> None:
        """Other colours."""
        self.middle.dress(settings)
        wide = self.fontMetrics().averageCharWidth()
        self.split.setSizes([max(300, self.width() - 43 * wide), 43 * wide])

    def begin(self, status: SampleStatus) -> None:
        """Read on in this plan."""
        self.about = status.plan.carries
        self.work.begin(status.plan.id, status.plan.number, is_second=status.plan.kind is SampleKind.SECOND)
        self.middle.bubbles.setFocus()

    def _say(self) -> None:
        work = self.work
        if work.talk.focus is None:
            say(self.title, f"Sample {work.plan}" if work.plan else "Sample")
            say(self.told, "Nothing of this sample is left for you to read.")
            self.middle.empty.put(
                "Nothing is left for you here",
                "Go back to the samples: state what it shows, or wait for another person.",
            )
            self.bar.setRange(0, 1)
            self.bar.setValue(1 if work.of else 0)
            return
        say(self.title, f"Sample {work.plan}: {work.place:,} of {work.of:,}")
        what = (
            f" This sample asks what {TAG_WORDS[self.about]}: say so of each relevant item before “Relevant”."
            if self.about
            else ""
        )
        say(
            self.told,
            (
                f"Drawn at random, not suggested. Decide as you would for any item; it is logged as "
                f"part of the sample.{what}"
            ),
        )
        self.bar.setRange(0, work.of)
        self.bar.setValue(work.place - 1)

    def _query(self) -> None:
        if self.decision.query.isEnabled():
            ask_query(self, self.work)

    def _hold(self) -> None:
        ask_hold(self, self.work, ". A sample of which an item is held cannot be read to its end.")

    def _reveal(self, what: str) -> None:
        ask_reveal(self, self.work, what)

    def _page(self) -> None:
        focus = self.work.talk.focus
        picture = self.desk.ask(actions.page_picture, self.work.number, focus.id) if focus else None
        if picture is not None:
            self.middle.put_picture(image_of(picture))
        else:
            self.middle.show_as("bubbles")

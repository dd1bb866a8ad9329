"""Tells the watch over breaks what a person does, and says quietly when a break is due. Nothing is asked of the
case, and nothing is written."""

import time
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from evidence_review.gui.models.helping.care_watch import CareWatch, Clock, kind_of_media
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.parts.bars import Notice
from evidence_review.gui.widgets.review.review_page import ReviewPage
from evidence_review.gui.widgets.samples.samples_page import SamplesPage


class Held(Protocol):
    """Who holds the settings, and the pages on which items are read."""

    desk: Desk
    notice: Notice
    settings: ViewSettings
    review: ReviewPage
    samples: SamplesPage


class Caring(QObject):
    """Follows the items that come to the front, the files shown, and what else a person does while a case is open.
    `watch` counts."""

    def __init__(self, window: Held, clock: Clock = time.time) -> None:
        super().__init__(window.notice)
        self.notice, self.desk = window.notice, window.desk
        self.watch = CareWatch(clock, lambda: window.settings.wish)
        fronts = (window.review.reviewing, window.samples.reading.work)
        self._fronts = dict.fromkeys(fronts, 0)
        for front in fronts:
            front.item_changed.connect(self._came)
        self.desk.media_shown.connect(self._shown)
        self.desk.changed.connect(self._acted)
        self.desk.opened.connect(self._begin)
        self.desk.closed.connect(self._begin)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._acted)

    def _begin(self) -> None:
        """Another person may sit here now: what was counted is forgotten."""
        self.watch.begin()
        self._fronts = dict.fromkeys(self._fronts, 0)
        self.notice.reminder = ""

    def _came(self) -> None:
        """An item is in front; the same one shown anew does not count again."""
        for front, before in self._fronts.items():
            focus = front.talk.focus
            if focus is not None and int(focus.id) != before:
                self._fronts[front] = int(focus.id)
                self.watch.opening(focus.kind)
        self._say()

    def _shown(self, media_type: str) -> None:
        self.watch.opening(kind_of_media(media_type))
        self._say()

    def _acted(self, *_what: object) -> None:
        self.watch.act()
        self._say()

    def _say(self) -> None:
        if self.desk.session is not None and (sentence := self.watch.reminder()):
            self.notice.remind(sentence)

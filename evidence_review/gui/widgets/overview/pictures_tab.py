"""The pictures of a line, covered. One is shown while Space is held, after a reason that is logged (reference/law.md
E3); nothing of any is kept but in memory, and that only while the case is open."""

from PySide6.QtGui import QImage

from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.overview.overview_columns import PICTURES
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.widgets.overview.gallery import Gallery, Key
from evidence_review.gui.widgets.overview.overview_tab import OverviewTab, follow_rows, rows_of
from evidence_review.gui.widgets.parts.building_blocks import Tick, calls, say
from evidence_review.gui.widgets.parts.dialogs import ask_reason
from evidence_review.gui.widgets.parts.page_view import image_of
from evidence_review.gui.widgets.parts.picture_view import image_in
from evidence_review.gui.widgets.parts.start_job import one_step, run_for
from evidence_review.workflow.case.overview_views import PictureRow, Thumbnail
from evidence_review.workflow.case.search_views import Wanted
from evidence_review.workflow.case.views import Picture

AT_ONCE, MOST_SMALL, MOST_PLAIN = 12, 4_000, 12
"""Covered pictures asked for in one go, covered ones kept, and plain ones kept."""
_WHY = "It stays covered until you say why you need to see it; it is logged."


class PicturesTab(OverviewTab):
    """The gallery and its list."""

    name = "pictures"

    def __init__(self, desk: Desk, looks: Jobs) -> None:
        super().__init__(desk)
        self.looks = looks
        self.small: dict[Key, QImage] = {}
        self._plain: dict[Key, QImage] = {}
        self._waits = False
        self.gallery = Gallery()
        self.model, self.pictures = self.table("Pictures by item", PICTURES, (8, 17, 16, 9), 2)
        self.grey = Tick("Without colour")
        self.grey.toggled.connect(self._tone)
        self.build(self.gallery, self.pictures, (3, 2), self.grey)
        self.gallery.needed.connect(self._ask)
        self.gallery.held.connect(self._hold)
        self.gallery.brushed.connect(self._brushed)
        self.gallery.asked.connect(self.list_chosen)
        follow_rows(self.pictures, self._row, self.list_chosen)
        desk.faulted.connect(calls(self._rest))

    def read(self, case: actions.Session, number: int) -> tuple[PictureRow, ...]:
        """The list of pictures, without one of them."""
        return actions.overview_pictures(case, number)

    def put(self, found: tuple[PictureRow, ...]) -> None:
        """Show them, with none chosen."""
        self.small, self._plain, self._waits = {}, {}, False
        self.gallery.put(found, self.small)
        self.model.put(found)
        words = f"{count(len(found), 'picture')}, covered. Hold Space to see the one in front."
        say(self.total, words if found else "No picture may be read here.")
        self.say_chosen("")

    def forget(self) -> None:
        """Keep no picture, small or plain: what was covered since may be among them (reference/law.md H3)."""
        self.small, self._plain, self._waits = {}, {}, False
        self.gallery.put(self.gallery.rows, self.small)

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.small, self._plain, self._waits = {}, {}, False
        self.gallery.put((), self.small)
        self.model.put(())
        super().clear()

    def choice(self) -> Wanted | None:
        """The items whose pictures are chosen."""
        rows = self.gallery.chosen()
        return Wanted(picked=tuple(dict.fromkeys(row.item for row in rows))) if rows else None

    def _tone(self, grey: bool) -> None:
        self.gallery.grey = grey
        self.gallery.viewport().update()

    def _row(self) -> None:
        rows = rows_of(self.pictures)
        if rows and self.pictures.hasFocus():
            self.gallery.choose(rows[0], rows[-1])

    def _brushed(self) -> None:
        rows = self.gallery.chosen()
        self.say_chosen(count(len(rows), "picture"))
        if self.gallery.hasFocus():
            self.pictures.selectRow(self.gallery.end)

    # --- covered pictures, as far as they can be seen ------------------------------------

    def _ask(self) -> None:
        """Ask for the next covered pictures that can be seen, unless some are on their way."""
        seen = [self.gallery.rows[at] for at in self.gallery.seen()]
        lacking = [(row.item, row.file) for row in seen if (row.item, row.file) not in self.small]
        if self._waits or not lacking or not self.isVisible():
            return
        self._waits = True
        number, wanted, into = self.number, lacking[:AT_ONCE], self.small
        self.desk.later(
            "thumbnails",
            lambda case: actions.thumbnails(case, number, [(ItemId(item), file) for item, file in wanted]),
            lambda came: self._take(into, wanted, came),
        )

    def _take(self, into: dict[Key, QImage], wanted: list[Key], came: tuple[Thumbnail, ...]) -> None:
        if into is not self.small:
            return  # of another line, or of a case that was closed
        self._waits = False
        if len(into) > MOST_SMALL:
            into.clear()
        for one in came:
            into[one.item, one.file] = image_of(Picture(one.width, one.height, one.rgb))
        if not came:
            into.update(dict.fromkeys(wanted, QImage()))
        self.gallery.viewport().update()
        self._ask()

    def _rest(self) -> None:
        self._waits = False

    # --- one picture plain, while the key is held -----------------------------------------

    def _hold(self, held: bool) -> None:
        at = self.gallery.end
        if not held:
            self.gallery.show_plain(QImage())
        elif 0 <= at < len(self.gallery.rows):
            row = self.gallery.rows[at]
            image = self._plain.get((row.item, row.file))
            if image is not None:
                self.gallery.show_plain(image)
            elif not self.number:
                self.desk.told.emit("Choose one line above: a picture is shown for the line that needs it.")
            else:
                ask_reason(self, "Show this picture", _WHY, "Show", lambda reason: self._reveal(row, reason))

    def _reveal(self, row: PictureRow, reason: str) -> None:
        number, into = self.number, self._plain

        def done(image: QImage) -> None:
            if into is not self._plain:
                return
            if len(into) >= MOST_PLAIN:
                into.pop(next(iter(into)))
            into[row.item, row.file] = image
            self.gallery.setFocus()
            self.gallery.show_plain(image)
            self.desk.media_shown.emit("image")

        def make(own: actions.Session) -> QImage:
            return _plain_of(own, number, row, reason)

        run_for(
            self.desk,
            self.looks,
            "Picture",
            "reveal",
            lambda own: one_step("showing the picture", lambda: make(own)),
            done,
        )


def _plain_of(own: actions.Session, number: int, row: PictureRow, reason: str) -> QImage:
    """A picture as it is; the reason goes on the log first. A picture that is an item of its own is drawn by the engine
    that redacts, which keeps it covered as long as names in it are."""
    item = ItemId(row.item)
    if row.is_item:
        actions.reveal(own, number, item, "picture", reason)
        return image_of(actions.page_picture(own, number, item))
    return image_in(actions.reveal_media(own, number, item, row.file, reason))

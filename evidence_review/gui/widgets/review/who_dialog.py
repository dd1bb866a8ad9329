"""Who is who: the identities that take part in what may be read; two of one person are linked by hand, with a
reason, and taken apart again."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import button, calls, label, row
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.views import PersonView

SENTENCE = (
    "Numbers and addresses join by themselves; names never do. A link gives two identities one label. "
    "It opens nothing: a line covers another identity only by a new version that is approved."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A row: one identity of a person."""

    number: int
    label: str
    person: PersonView

    @property
    def link(self) -> tuple[str, int, int, str, str] | None:
        """The last link that this identity is part of."""
        return next((one for one in reversed(self.person.links) if self.number in one[1:3]), None)


COLUMNS: tuple[Column[Seen], ...] = (
    Column("Shown as", lambda seen: seen.person.label),
    Column("Identity", lambda seen: seen.label),
    Column("Exhibits", lambda seen: ", ".join(seen.person.exhibits)),
    Column("Conversations", lambda seen: f"{seen.person.conversations:,}", right=True),
    Column(
        "Linked",
        lambda seen: f"by {seen.link[4]}" if seen.link else "",
        tip=lambda seen: seen.link[3] if seen.link else "",
    ),
)


class WhoDialog(Question):
    """The list, and what may be done with one or two of its rows."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Who is who", SENTENCE, "Close")
        self.desk = desk
        self.no.hide()
        self.model = Rows(COLUMNS, self)
        self.table = Table("Identities", stretch=1)
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        self.table.setModel(self.model)
        self.table.widths(15, 24, 14, 13, 9)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 20)
        self.join = button("Link these two…", self._link)
        self.part = button("Take the link back…", self._unlink)
        self.told = label("Choose two rows, with Shift or Ctrl, to link them.", "small")
        self.add(self.table)
        self.add(row(self.join, self.part, 1))
        self.add(self.told)
        self.table.selectionModel().selectionChanged.connect(calls(self._allow))
        self.finished.connect(lambda: desk.later("people", lambda _case: None, lambda _none: None))
        self.refresh()

    def refresh(self) -> None:
        """The list again."""
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("people", actions.people, self._put, at_once=is_quick, logs=True)

    def _put(self, found: tuple[PersonView, ...]) -> None:
        self.model.put(
            tuple(Seen(number, words, person) for person in found for number, words in person.identities)
        )
        self._allow()

    def chosen(self) -> list[Seen]:
        """The rows that are selected."""
        at = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [seen for place in at if (seen := self.model.value(place))]

    def _allow(self) -> None:
        may = self.desk.may(Act.LINK_PEOPLE)
        chosen = self.chosen()
        self.join.setEnabled(may and len(chosen) == 2 and chosen[0].person is not chosen[1].person)
        self.part.setEnabled(may and len(chosen) == 1 and chosen[0].link is not None)

    def _link(self) -> None:
        one, other = self.chosen()

        def then(reason: str) -> None:
            if self.desk.ask(actions.link_people, one.number, other.number, reason):
                self.desk.told.emit("Linked. They show one label now; no line covers more than before.")
            self.refresh()

        ask_reason(
            self,
            "Link two identities",
            f"{one.label} and {other.label}: say how it is known that they are one person.",
            "Link",
            then,
        )

    def _unlink(self) -> None:
        link = self.chosen()[0].link
        if link is None:
            return

        def then(reason: str) -> None:
            if self.desk.do(actions.unlink_people, link[0], reason):
                self.desk.told.emit("The link was taken back; both rows stay in the log.")
            self.refresh()

        ask_reason(self, "Take the link back", "Say why they are shown apart again.", "Take back", then)


def show_who(parent: QWidget, desk: Desk) -> WhoDialog | None:
    """Open the list of identities, for those who may read."""
    if not desk.may(Act.READ):
        return None
    asked = WhoDialog(parent, desk)
    asked.ask(96)
    return asked

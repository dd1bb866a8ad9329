"""What the middle of the window shows: the item alone, or with its neighbours, for the bubbles and for the
plain list alike."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from evidence_review.gui.models.plain_words import KIND_WORDS
from evidence_review.gui.models.review.thread_words import answer_words, outside_words, reaction_words
from evidence_review.gui.models.shown import visible
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.workflow.case.views import ItemView


def spoken(view: ItemView) -> str:
    """The item as a screen reader says it: who, when, whether it stands there as context, then its words."""
    who = view.sender or KIND_WORDS[view.kind]
    files = f" {len(view.attachments)} attached." if view.attachments else ""
    run = f"{outside_words(view.outside_before)}. " if view.outside_before else ""
    notes = "".join(f" {words}." for words in (answer_words(view), reaction_words(view)) if words)
    return (
        f"{run}{who}, {view.time_london or 'no time'}{', context' if view.is_context else ''}: "
        f"{view.text or 'no text'}{files}{notes}"
    )


def _moment(view: ItemView) -> str:
    """The time with its offset alone, so that day and hour take a line each in a narrow pane."""
    return view.time_london.replace("(UTC", "").rstrip(")") or "no time"


def _from(view: ItemView) -> str:
    """Who wrote it, and whether it stands here only as context."""
    return f"{view.sender or KIND_WORDS[view.kind]}{' (context)' if view.is_context else ''}"


COLUMNS: tuple[Column[ItemView], ...] = (
    Column("Time", _moment, tip=lambda view: view.time_london),
    Column("From", _from),
    Column("Text", lambda view: view.text or "(no text)"),
)


TEXT = 2


class Conversation(Rows[ItemView]):
    """The item in front of the reviewer and, once unfolded, the neighbours around it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)

    @property
    def focus(self) -> ItemView | None:
        """The item that may be decided; None where nothing is open."""
        return next((view for view in self.values() if not view.is_context), None)

    @property
    def focus_row(self) -> int:
        """Where it stands among what is shown, -1 where nothing is open."""
        return next((at for at, view in enumerate(self.values()) if not view.is_context), -1)

    @property
    def unfolded(self) -> bool:
        """Whether neighbours are shown."""
        return len(self.values()) > 1

    def replace(self, view: ItemView) -> None:
        """The same item again after something about it changed; the neighbours stay as they are."""
        self.put(tuple(view if old.id == view.id else old for old in self.values()))

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """As a table shows it, the text whole; assistive technology hears the whole item in its text
        column."""
        view = self.value(index.row()) if index.isValid() and index.column() == TEXT else None
        if view is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            return visible(spoken(view))
        if view is not None and role == Qt.ItemDataRole.DisplayRole:
            return visible(view.text) or "(no text)"
        return super().data(index, role)

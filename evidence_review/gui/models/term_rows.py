"""The search terms of a line while they are edited: text, kind, why, and the listed forms that can be
switched off."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from evidence_review.domain.enquiry import Term
from evidence_review.domain.kinds import TermKind
from evidence_review.gui.models.plain_words import TERM_WORDS
from evidence_review.gui.models.shown import visible
from evidence_review.gui.models.table_rows import NOWHERE

type Index = QModelIndex | QPersistentModelIndex
AS_WRITTEN = frozenset({TermKind.EXACT, TermKind.PHRASE, TermKind.EMOJI, TermKind.REGEX})
"""Kinds of term that have no further forms."""
TITLES = ("Term", "How it matches", "Why it was chosen", "Forms")


class TermsModel(QAbstractTableModel):
    """An editable table of terms; the kind is edited by its own name (exact, phrase, …)."""

    def __init__(self) -> None:
        super().__init__()
        self._terms: list[Term] = []

    def put(self, terms: tuple[Term, ...]) -> None:
        """Start from these terms."""
        self.beginResetModel()
        self._terms = list(terms)
        self.endResetModel()

    def terms(self) -> tuple[Term, ...]:
        """The terms that have words, as they now stand."""
        return tuple(replace(term, text=term.text.strip()) for term in self._terms if term.text.strip())

    def term(self, row: int) -> Term | None:
        """The term of a row, None where there is none."""
        return self._terms[row] if 0 <= row < len(self._terms) else None

    def add(self) -> int:
        """One more empty term; its row."""
        row = len(self._terms)
        self.beginInsertRows(QModelIndex(), row, row)
        self._terms.append(Term("", TermKind.EXPANSION))
        self.endInsertRows()
        return row

    def remove(self, row: int) -> None:
        """Without the term of this row."""
        if self.term(row) is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._terms[row]
            self.endRemoveRows()

    def switch(self, row: int, form: str, on: bool) -> None:
        """Switch one listed form of a term on or off."""
        term = self.term(row)
        if term is None or form not in term.forms:
            return
        off = tuple(f for f in term.forms if (f in term.off and f != form) or (f == form and not on))
        self._terms[row] = replace(term, off=off)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(TITLES) - 1))

    def apart(self, row: int, gap: int) -> None:
        """How many words may stand between the words of a phrase."""
        term = self.term(row)
        if term is not None and term.kind is TermKind.PHRASE and term.gap != gap:
            self._terms[row] = replace(term, gap=gap)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many terms."""
        return 0 if parent.isValid() else len(self._terms)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Term, kind, why, forms."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles."""
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITLES[section] if is_title and 0 <= section < len(TITLES) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but the count of forms can be edited."""
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() < 3 else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words shown, and what an editor starts from."""
        term = self.term(index.row()) if index.isValid() else None
        if term is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return None
        if role == Qt.ItemDataRole.EditRole:
            return (term.text, term.kind.value, term.why, "")[index.column()]
        listed = f"{len(term.forms) - len(term.off)} of {len(term.forms)}" if term.forms else "when proposed"
        listed = "as written" if term.kind in AS_WRITTEN else listed
        return (visible(term.text), TERM_WORDS[term.kind], visible(term.why), listed)[index.column()]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A changed word drops the forms that were listed for the old one."""
        term = self.term(index.row()) if index.isValid() else None
        if term is None or role != Qt.ItemDataRole.EditRole or index.column() > 2:
            return False
        written = str(value)
        match index.column():
            case 0:
                changed = term if written == term.text else replace(term, text=written, forms=(), off=())
            case 1:
                if written not in set(TermKind):
                    return False
                changed = replace(term, kind=TermKind(written), forms=(), off=(), gap=0)
            case _:
                changed = replace(term, why=written)
        self._terms[index.row()] = changed
        self.dataChanged.emit(index, index)
        return True

"""The form of a line of enquiry: question, reasons, people, dates, limits and terms."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidence_review.domain.enquiry import (
    MOST_GAP,
    LineOfEnquiry,
    ScopePerson,
    ScopeRule,
    cautions,
    missing_before_approval,
)
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import ItemKind, Points, RaisedBy, TermKind
from evidence_review.gui.models.forms import (
    join_people,
    join_words,
    read_date,
    read_list,
    read_people,
    write_date,
    write_people,
)
from evidence_review.gui.models.lines import Written, edited, named_exhibit
from evidence_review.gui.models.plain_words import KIND_WORDS, POINTS_WORDS, RAISED_WORDS, TERM_WORDS
from evidence_review.gui.models.term_rows import TermsModel
from evidence_review.gui.widgets.parts.additions import Additions
from evidence_review.gui.widgets.parts.building_blocks import button, calls, fill, frame, label, row, say
from evidence_review.gui.widgets.parts.dialogs import choice
from evidence_review.gui.widgets.parts.fields import Labelled, Long, Number, line_edit, missing_list, ticked
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.parts.tick_list import TickList
from evidence_review.workflow.enquiring.known_limits import KnownLimits

AWAY_HINT = (
    "Part of what is approved. The view “Points away” begins from these words, before anyone has "
    "decided anything."
)
PEOPLE_HINT = (
    "One person a line: the name, then a colon and every number, address or contact name, with commas "
    "between."
)


class KindDelegate(QStyledItemDelegate):
    """Edits the kind of a term as a drop-down."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """The drop-down."""
        del option, index
        made = QComboBox(parent)
        for kind in TermKind:
            made.addItem(TERM_WORDS[kind], kind.value)
        return made

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Start from the kind that the term has."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the chosen kind to the term."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())


class TermsEditor(QWidget):
    """The terms and, for the one that is chosen, its listed forms with a tick each."""

    def __init__(self) -> None:
        super().__init__()
        self.model = TermsModel()
        self.table = Table("Search terms", stretch=2)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(1, KindDelegate(self.table))
        self.table.setEditTriggers(
            Table.EditTrigger.DoubleClicked
            | Table.EditTrigger.EditKeyPressed
            | Table.EditTrigger.SelectedClicked
        )
        self.table.widths(18, 22, 20, 18)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 9)
        self.forms = TickList("Listed forms of the chosen term")
        self.forms.setFixedHeight(self.forms.fontMetrics().height() * 6)
        self.told = label("", "small")
        self.gap = Number(0, MOST_GAP, 0)
        self.between = Labelled("Words that may stand between the words of the chosen phrase", self.gap)
        add = button("Add a term", self.add)
        drop = button(
            "Remove the chosen term", lambda: self.model.remove(self.table.currentIndex().row()), "quiet"
        )
        fill(QVBoxLayout(self), (self.table, Flow(add, drop), self.between, self.told, self.forms), 6, 0)
        self.table.selectionModel().currentRowChanged.connect(calls(self.list_forms))
        self.forms.itemChanged.connect(self._switched)
        self.model.modelReset.connect(self.list_forms)
        self.model.dataChanged.connect(calls(self._show_gap))
        self.gap.textChanged.connect(
            calls(lambda: self.model.apart(self.table.currentIndex().row(), self.gap.value()))
        )
        self.list_forms()

    def add(self) -> None:
        """One more term, ready to be written."""
        row_of = self.model.add()
        index = self.model.index(row_of, 0)
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def list_forms(self) -> None:
        """The listed forms of the chosen term."""
        term = self.model.term(self.table.currentIndex().row())
        self.forms.blockSignals(True)
        self.forms.clear()
        for form in term.forms if term else ():
            item = QListWidgetItem(form)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(
                Qt.CheckState.Unchecked if term and form in term.off else Qt.CheckState.Checked
            )
            self.forms.addItem(item)
        self.forms.blockSignals(False)
        has = bool(term and term.forms)
        self._show_gap()
        self.forms.setVisible(has)
        say(
            self.told,
            "Also found by this term; untick a form to leave it out."
            if has
            else "Listed forms appear once the line is proposed; each can be switched off.",
        )

    def _show_gap(self) -> None:
        term = self.model.term(self.table.currentIndex().row())
        is_phrase = term is not None and term.kind is TermKind.PHRASE
        self.between.setVisible(is_phrase)
        if term is not None and is_phrase:
            self.gap.put(term.gap)

    def _switched(self, item: QListWidgetItem) -> None:
        self.model.switch(
            self.table.currentIndex().row(), item.text(), item.checkState() is Qt.CheckState.Checked
        )


class LineForm(QWidget):
    """Edits one line. `line` gives it, or raises ReviewError with what cannot be read."""

    propose_wanted = Signal()
    person_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._base: LineOfEnquiry | None = None
        self.number = Number(1, 999, 1)
        self.title, self.question, self.rationale = line_edit(), Long(2), Long(3)
        self.expected, self.less, self.away = Long(2), Long(2), Long(2)
        self.points = choice([(POINTS_WORDS[p], p) for p in Points], "Which way it points")
        self.raised = choice([(RAISED_WORDS[r], r) for r in RaisedBy], "Raised by")
        self.people = Long(4)
        self.known_people, self.known_exhibits = Additions("Add a person"), Additions("Add an exhibit")
        self.all_people = ticked("All people, on purpose")
        self.date_from, self.date_to = (
            line_edit(placeholder="2025-03-01"),
            line_edit(placeholder="2025-03-14"),
        )
        self.all_dates = ticked("All dates, on purpose")
        self.undated = ticked("Also items without a time")
        self.exhibits, self.threads = (
            line_edit(placeholder="All exhibits"),
            line_edit(placeholder="All conversations"),
        )
        self.context = Number(0, 50, 5)
        self.kinds = {kind: ticked(KIND_WORDS[kind]) for kind in ItemKind}
        self.terms = TermsEditor()
        self.caution, self.despite, self.wider = label("", "warn"), Long(2), Long(2)
        self.width_said = label("", "warn")
        self.missing, self.name_missing = missing_list("Still missing before anyone may approve it:")
        self._build()
        for part in (self.title, self.date_from, self.date_to, self.threads):
            part.textChanged.connect(self._check)
        for part in (self.question, self.rationale, self.expected, self.less, self.people, self.despite):
            part.textChanged.connect(self._check)
        for part in (self.all_people, self.all_dates):
            part.toggled.connect(self._check)
        for day in (self.date_from, self.date_to):
            self.all_dates.toggled.connect(day.setDisabled)  # days that are given limit nothing then

    def _build(self) -> None:
        self.warned = frame(
            "warn",
            self.caution,
            Labelled("Why this line is needed all the same", self.despite),
            margin=12,
            gap=8,
        )
        self.too_wide = frame("warn", self.width_said, margin=12, gap=8)
        self.warned.hide()
        self.too_wide.hide()
        self.again = Labelled("Where this version opens more than the one before: why it has to", self.wider)
        found = frame("true", label("The search terms", "section"), self.terms, margin=16, gap=10)
        acts = Flow(
            button("Propose this line", self.propose_wanted.emit, "primary"),
            button("Cancel", self.cancel_wanted.emit),
        )
        fill(QVBoxLayout(self), (self._asked(), self._limits(), found, self.missing, acts), 14, 0)

    def _asked(self) -> QFrame:
        head = row(Labelled("Number", self.number), Labelled("Title", self.title), gap=12)
        head.setStretch(1, 5)
        return frame(
            "true",
            label("The question", "section"),
            head,
            Labelled("Question", self.question),
            Labelled("Rationale: why this is a reasonable line", self.rationale),
            Labelled("What is expected to be found", self.expected),
            Labelled("Less intrusive means considered", self.less),
            row(Labelled("It points", self.points), Labelled("Raised by", self.raised)),
            Labelled("What would point away from the suspect or from the allegation", self.away, AWAY_HINT),
            self.warned,
            margin=16,
            gap=10,
        )

    def _limits(self) -> QFrame:
        kinds = QWidget()
        kinds.setLayout(Flow(*self.kinds.values(), gap=10))
        return frame(
            "true",
            label("The limits", "section"),
            Labelled("People", self.people, PEOPLE_HINT),
            self.known_people,
            Flow(button("Enter a person of the case…", self.person_wanted.emit, "quiet")),
            self.all_people,
            row(
                Labelled("From (whole day, Europe/London)", self.date_from),
                Labelled("To (whole day)", self.date_to),
            ),
            Flow(self.all_dates, self.undated, gap=14),
            Labelled("Exhibits", self.exhibits, "References with commas between; empty means every exhibit."),
            self.known_exhibits,
            Labelled(
                "Conversations", self.threads, "Titles with commas between; empty means every conversation."
            ),
            self.too_wide,
            label("Kinds of item; none ticked means every kind", "field"),
            kinds,
            self.again,
            Labelled("Neighbours that may be unfolded on each side", self.context),
            margin=16,
            gap=10,
        )

    def offer(self, known: KnownLimits) -> None:
        """People and exhibits of the case, to be added by a button."""
        self.known_people.put([(one.name, partial(self._add_person, one)) for one in known.people])
        self.known_exhibits.put(
            [(named_exhibit(one), partial(self._add_exhibit, one.ref)) for one in known.exhibits]
        )

    def _add_person(self, one: ScopePerson) -> None:
        self.people.setPlainText(join_people(self.people.toPlainText(), one))

    def _add_exhibit(self, ref: str) -> None:
        self.exhibits.setText(join_words(self.exhibits.text(), ref))

    def put(self, line: LineOfEnquiry | None, number: int) -> None:
        """Start from a line, or from nothing under a new number."""
        self._base = line
        scope = line.scope if line else ScopeRule()
        self.number.put(line.number if line else number)
        self.title.setText(line.title if line else "")
        self.title.home(False)  # read from its beginning
        for part, name in (
            (self.question, "question"),
            (self.rationale, "rationale"),
            (self.expected, "expected_to_find"),
            (self.less, "less_intrusive"),
            (self.away, "points_away"),
            (self.despite, "caution_reason"),
        ):
            part.setPlainText(str(getattr(line, name)) if line else "")
        self.points.setCurrentIndex(self.points.findData(line.points if line else Points.BOTH))
        self.raised.setCurrentIndex(self.raised.findData(line.raised_by if line else RaisedBy.POLICE))
        self.wider.setPlainText("")
        self.again.setVisible(line is not None)
        self._put_scope(scope)
        self.terms.model.put(line.terms if line else ())
        self._check()

    def _put_scope(self, scope: ScopeRule) -> None:
        self.people.setPlainText(write_people(scope.people))
        self.all_people.setChecked(scope.all_people)
        self.date_from.setText(write_date(scope.date_from))
        self.date_to.setText(write_date(scope.date_to))
        self.all_dates.setChecked(scope.all_dates)
        self.undated.setChecked(scope.undated)
        self.exhibits.setText(", ".join(scope.exhibits))
        self.threads.setText(", ".join(scope.threads))
        self.context.put(scope.max_context)
        for kind, tick in self.kinds.items():
            tick.setChecked(kind in scope.kinds)

    def line(self) -> LineOfEnquiry:
        """The line as written. ReviewError where a date cannot be read."""
        written = Written(
            self.title.text(),
            self.question.toPlainText(),
            self.rationale.toPlainText(),
            self.expected.toPlainText(),
            self.less.toPlainText(),
            Points(self.points.currentData()),
            self.away.toPlainText(),
            RaisedBy(self.raised.currentData()),
        )
        made = edited(self._base, self.number.value(), written, self._scope(), self.terms.model.terms())
        return replace(
            made,
            change_reason=self.wider.toPlainText().strip(),
            caution_reason=self.despite.toPlainText().strip(),
        )

    def _scope(self) -> ScopeRule:
        return ScopeRule(
            people=read_people(self.people.toPlainText()),
            date_from=read_date(self.date_from.text(), "The first day"),
            date_to=read_date(self.date_to.text(), "The last day"),
            exhibits=read_list(self.exhibits.text()),
            kinds=tuple(kind for kind, tick in self.kinds.items() if tick.isChecked()),
            threads=read_list(self.threads.text()),
            all_people=self.all_people.isChecked(),
            all_dates=self.all_dates.isChecked(),
            undated=self.undated.isChecked(),
            max_context=self.context.value(),
        )

    def _check(self) -> None:
        try:
            line = self.line()
            found = cautions(line)
            asked, wide = [one for one in found if one.words], [one for one in found if not one.words]
            for words, told, shown in (
                (self.caution, asked, self.warned),
                (self.width_said, wide, self.too_wide),
            ):
                say(words, "\n".join(one.sentence() for one in told))
                shown.setVisible(bool(told))
            self.name_missing(missing_before_approval(line))
        except ReviewError as fault:
            self.name_missing((str(fault),))

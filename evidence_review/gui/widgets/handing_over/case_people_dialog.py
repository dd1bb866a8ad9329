"""The people of the case: accused and complainants, entered once with every name and number of theirs, and
chosen from this record everywhere."""

from PySide6.QtWidgets import QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import CasePart
from evidence_review.domain.people import CasePerson
from evidence_review.gui import actions
from evidence_review.gui.models.bundle_rows import PART_WORDS, PEOPLE
from evidence_review.gui.models.forms import read_lines
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import Drop, button, calls, label
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason, choice
from evidence_review.gui.widgets.parts.fields import Labelled, Long, line_edit
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import ShortTable

SENTENCE = (
    "Each accused and each complainant is entered once. Disclosure is decided for each accused separately, "
    "and these people stand by name in what leaves, unless it is ruled otherwise."
)
NAME_HINT = "As the charge has it: every paper prints it so."
ALSO_HINT = (
    "Other names, telephone numbers and addresses by which the material knows this person, one a line."
)
NONE = "Nobody is on the record yet."
WHO_MAY = "A disclosure officer, a supervisor or a prosecutor enters people."


class CasePeopleDialog(Question):
    """The record, and what may be done with it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Accused and complainants", SENTENCE, "Close")
        self.desk = desk
        self.no.hide()
        self.model = Rows(PEOPLE, self)
        self.table = ShortTable("Accused and complainants", stretch=2, most=6)
        self.table.setModel(self.model)
        self.table.widths(24, 14, 24)
        self.new = button("Enter a person…", lambda: ask_person(self, desk))
        self.more = button("Add a name or number…", self._more)
        self.off = button("Take off…", self._off)
        self.told = label("", "hint")
        for part in (self.table, Flow(self.new, self.more, self.off), self.told):
            self.add(part)
        self.table.selectionModel().selectionChanged.connect(calls(self._allow))
        desk.changed.connect(self._changed)
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if "case person" in tables:
            self.refresh()

    def refresh(self) -> None:
        """The record again."""
        at = max(0, self.table.currentIndex().row())
        found = self.desk.ask(actions.people_of_case) or ()
        self.model.put(found)
        self.table.fit_words()
        if found:
            self.table.selectRow(min(at, len(found) - 1))
        self._allow()

    def person(self) -> CasePerson | None:
        """The row that is chosen."""
        return self.model.value(self.table.currentIndex().row())

    def _allow(self) -> None:
        may = self.desk.may(Act.ENTER_PERSON)
        has_one = self.person() is not None
        self.new.setEnabled(may)
        self.more.setEnabled(may and has_one)
        self.off.setEnabled(may and has_one)
        sentence = "" if may else WHO_MAY
        self.told.setText(" ".join(filter(None, (sentence, "" if self.model.rowCount() else NONE))))
        self.told.setVisible(bool(self.told.text()))

    def _more(self) -> None:
        if one := self.person():
            asked = Question(self, "Add a name or number", f"{one.name} is known by them too.", "Add")
            names = Long(4)
            asked.add(Labelled("Also known as", names, ALSO_HINT))
            asked.check = lambda: (
                "" if read_lines(names.toPlainText()) else "Write a name, number or address."
            )
            asked.then = lambda: self.desk.do(
                actions.add_identifiers, one.name, read_lines(names.toPlainText())
            )
            asked.ask()

    def _off(self) -> None:
        if one := self.person():
            sentence = (
                f"{one.name} is no longer chosen from the record. Decisions made before stay in the history."
            )
            ask_reason(
                self,
                "Take off the record",
                sentence,
                "Take off",
                lambda why: self.desk.do(actions.take_off, one.name, why),
                1,
            )


def show_case_people(parent: QWidget, desk: Desk) -> CasePeopleDialog:
    """Open the record, for anyone who works in the case."""
    asked = CasePeopleDialog(parent, desk)
    asked.ask(84)
    asked.yes.setFocus()
    return asked


def ask_person(parent: QWidget, desk: Desk, part: CasePart = CasePart.ACCUSED) -> Question | None:
    """Ask for a new person of the case; None for who may not enter one."""
    if not desk.may(Act.ENTER_PERSON):
        desk.told.emit(WHO_MAY)
        return None
    asked = Question(parent, "Enter a person of the case", "Entered once, chosen everywhere.", "Enter")
    name, names = line_edit(), Long(4)
    parts = choice([(words, one) for one, words in PART_WORDS.items()], "In the case as")
    parts.setCurrentIndex(parts.findData(part))
    for field in (
        Labelled("In the case as", parts),
        Labelled("Name", name, NAME_HINT),
        Labelled("Also known as", names, ALSO_HINT),
    ):
        asked.add(field)
    asked.check = lambda: "" if name.text().strip() else "Give the name as the charge has it."

    def then() -> None:
        given = name.text().strip()
        if desk.do(
            actions.enter_person, given, CasePart(parts.currentData()), read_lines(names.toPlainText())
        ):
            desk.told.emit(f"{given} is on the record.")

    asked.then = then
    asked.ask()
    name.setFocus()
    return asked


def put_accused(drop: Drop, desk: Desk) -> tuple[CasePerson, ...]:
    """Fill a drop-down with the accused of the record, the one chosen before still chosen; who they are."""
    before = drop.currentData()
    found = tuple(one for one in desk.ask(actions.people_of_case) or () if one.part is CasePart.ACCUSED)
    drop.blockSignals(True)
    drop.clear()
    for one in found:
        drop.addItem(one.name, one.name)
    drop.setCurrentIndex(max(0, drop.findData(before)) if found else -1)
    drop.blockSignals(False)
    return found

"""The case record: charges, issues, stage, officers, linked cases and dates, entered once and printed wherever a paper
needs them."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import CaseEntry, EntrySort, Stage
from evidence_review.gui import actions
from evidence_review.gui.models.disclosure.disclosure_rows import Names, entry_name, record_columns
from evidence_review.gui.models.disclosure.disclosure_words import ENTRY_WORDS, STAGE_WORDS
from evidence_review.gui.models.forms import read_date
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm, offer
from evidence_review.gui.widgets.disclosure.act_list import Listing, ListTab
from evidence_review.gui.widgets.parts.building_blocks import calls

SENTENCE = (
    "Entered once, printed wherever a paper needs it, as you write it. A later stage or prosecution case takes the "
    "place of the one before."
)
NONE = "Nothing is in the case record yet. Enter the charges first, then the issues."


class RecordTab(ListTab):
    """Every entry that stands."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.list = Listing[CaseEntry]("Case record", record_columns(names), (16, 36, 14, 10, 6, 22), 1, NONE)
        self.enter = self.list.act("Enter…", self.ask_entry, self._may, "primary")
        self.end = self.list.act("Take off…", self._ask_end, lambda rows: self._may(rows) and bool(rows))
        self.lay(self.list)

    def _may(self, _: Sequence[CaseEntry]) -> bool:
        return self.desk.may(Act.KEEP_RECORD)

    def refresh(self) -> None:
        """The record again."""
        self.list.put(self.known.record)

    def ask_entry(self) -> ActForm:
        """Ask for a new entry; only the fields of its sort are shown."""
        form = ActForm(self, self.desk, "Enter in the case record", "It is printed as you write it.", "Enter")
        sorts = form.drop("What it is", [(words, one) for one, words in ENTRY_WORDS.items()])
        stage = form.drop("Stage", [(words, one) for one, words in STAGE_WORDS.items()])
        words = form.long("Words", 3)
        who, day = form.accused(everyone=True), form.day("Day")
        bearing = form.ticks("Lines that the issue goes to", self.known.line_options())

        def sort() -> EntrySort:
            return EntrySort(sorts.currentData())

        def show() -> None:
            is_issue, is_stage = sort() is EntrySort.ISSUE, sort() is EntrySort.STAGE
            parts = ((words, not is_stage), (stage, is_stage), (bearing, is_issue))
            for part, on in (*parts, (day, sort() is EntrySort.KEY_DATE)):
                offer(part, on=on)

        def act() -> str:
            said = Stage(stage.currentData()) if sort() is EntrySort.STAGE else words.toPlainText()
            lines = [int(str(one)) for one in bearing.values(on=True)] if sort() is EntrySort.ISSUE else []
            on = read_date(day.text()) if sort() is EntrySort.KEY_DATE else None
            return self.desk.refusal(
                actions.enter_in_record, sort(), said, str(who.currentData() or ""), on, lines
            )

        sorts.currentIndexChanged.connect(calls(show))
        show()
        form.runs(act, "It stands on the case record.")
        return form

    def _ask_end(self) -> None:
        if one := self.list.one():
            form = ActForm(
                self, self.desk, "Take off the record", f"{entry_name(one)}: {one.words}", "Take off"
            )
            why = form.long("Reason")
            form.runs(
                lambda: self.desk.refusal(actions.end_entry, one.sort, one.number, why.toPlainText()),
                "It is off the record; what was decided by it stays readable.",
            )

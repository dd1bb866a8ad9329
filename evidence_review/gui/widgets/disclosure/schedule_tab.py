"""The schedule: how each entry is described, what the facts suggest, what is wrong with the words, and what is listed
as a block."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.disclosure.disclosure_rows import BLOCKS, ENTRIES, Names, lint, schedule_words
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm, Make
from evidence_review.gui.widgets.disclosure.act_list import Listing, ListTab, Looker
from evidence_review.gui.widgets.parts.building_blocks import button, calls, label, say
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.start_job import one_step
from evidence_review.workflow.producing.blocking import Block
from evidence_review.workflow.producing.describing import EntryDescription

SENTENCE = (
    "Each entry is described so that its reader can decide whether to inspect it. What the facts say is printed in "
    "any case; your words stand before it."
)
RULES = "What it is, between whom, of which days, and what it is about. No name that is masked, no opinion."


class ScheduleTab(ListTab):
    """Entries with their descriptions, and block listings. It is looked up beside the window, since every relevant
    item is read for it."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.looker, self.jobs = Looker(desk, self), Jobs(self)
        self.entries = Listing[EntryDescription](
            "Entries of the schedule",
            ENTRIES,
            (5, 40, 40, 16),
            2,
            "Nothing is on the schedule yet.",
            several=True,
        )
        self.describe = self.entries.act(
            "Describe…", self.ask_description, lambda rows: self._may() and len(rows) == 1, "primary"
        )
        self.together = self.entries.act(
            "List as one entry…", self._ask_block, lambda rows: self._may() and len(rows) > 1
        )
        self.blocks = Listing[Block](
            "Listed as a block", BLOCKS, (14, 40, 40), 1, "Nothing is listed as a block."
        )
        self.end = self.blocks.act("End the block…", self._ask_end, lambda rows: self._may() and bool(rows))
        self.lay(self.entries, self.blocks)

    def _may(self) -> bool:
        return self.desk.may(Act.ASSESS)

    def refresh(self) -> None:
        """Both lists again."""
        self.looker.ask("entry_descriptions", actions.entry_descriptions, self._came)
        self.blocks.put(self.desk.ask(actions.block_listings) or ())

    def _came(self, found: Sequence[EntryDescription]) -> None:
        self.entries.put(found, schedule_words(found))

    def stop(self) -> None:
        """The case is being closed."""
        self.looker.stop()
        self.jobs.wait()

    def ask_description(self) -> ActForm | None:
        """Ask for the words of an entry; what is wrong with them is said while they are written."""
        one = self.entries.one()
        if one is None:
            return None
        form = ActForm(self, self.desk, f"Describe entry {one.number}", one.suggested, "Keep these words")
        words = form.long("In your words", 4, one.words, RULES)
        wrong = label("", "warn")

        def take() -> None:
            words.setPlainText(one.suggested)

        form.add(Flow(button("Begin with what the facts say", take)))
        form.add(wrong)
        words.textChanged.connect(calls(lambda: say(wrong, lint(words.toPlainText()))))
        say(wrong, lint(one.words))

        def make() -> Make:
            said = words.toPlainText()
            return lambda own: one_step(
                "keeping the description", lambda: actions.describe_entry(own, one.number, said)
            )

        form.works(
            self.jobs, "describe_entry", make, lambda _: self.desk.told.emit("The description is kept.")
        )
        return form

    def _ask_block(self) -> None:
        chosen = [one.number for one in self.entries.chosen()]
        listed = ", ".join(map(str, chosen))
        form = ActForm(
            self,
            self.desk,
            "List as one entry",
            f"Entries {listed}. What may meet the test stays by itself.",
            "List",
        )
        criteria = form.long("Chosen by", 2, hint="Printed: by what these conversations were chosen.")
        reason = form.long("Together because", 2, hint="Printed: why they are listed together.")

        def make() -> Make:
            by, why = criteria.toPlainText(), reason.toPlainText()
            return lambda own: one_step("listing as one", lambda: actions.list_in_block(own, chosen, by, why))

        form.works(self.jobs, "list_in_block", make, lambda _: self.desk.told.emit("Listed as one entry."))

    def _ask_end(self) -> None:
        if one := self.blocks.one():
            form = ActForm(self, self.desk, "End the block", one.criteria, "End it")
            why = form.long("Reason")
            form.runs(
                lambda: self.desk.refusal(actions.end_block, one.id, why.toPlainText()),
                "Each conversation stands on a line of its own again.",
            )

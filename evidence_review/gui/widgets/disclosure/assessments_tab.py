"""What police and prosecutor say of each relevant item for one accused, side by side; where they differ."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import Assessed, Limb, Presumption
from evidence_review.gui import actions
from evidence_review.gui.models.disclosure.disclosure_known import Known
from evidence_review.gui.models.disclosure.disclosure_rows import STANDING, Names, standing_words
from evidence_review.gui.models.disclosure.disclosure_words import ASSESSED_WORDS, LIMB_WORDS, PRESUMED_WORDS
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm, offer
from evidence_review.gui.widgets.disclosure.act_list import Listing, ListTab
from evidence_review.gui.widgets.handing_over.case_people_dialog import ask_person, put_accused
from evidence_review.gui.widgets.handing_over.prosecutor_dialogs import ask_code
from evidence_review.gui.widgets.parts.building_blocks import Drop, button, calls
from evidence_review.gui.widgets.parts.fields import Labelled
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.workflow.deciding.standing_items import StandingItem

SENTENCE = (
    "Police assess, the prosecutor decides, each for one accused. Choose several items, with Shift or Ctrl, to assess "
    "them in combination."
)
NONE = "Nothing stands as relevant to an approved line yet, or no accused is on the record."


class AssessmentsTab(ListTab):
    """The accused, the items, and who may say what of them."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.who = Drop()
        self.named = Labelled("Accused", self.who)
        self.person = button("Enter an accused…", lambda: ask_person(self, desk))
        self.list = Listing[StandingItem](
            "Relevant items", STANDING, (6, 28, 6, 24, 22, 16, 9, 7), 1, NONE, several=True
        )
        self.list.act("Open the item", self._open, bool)
        self.assess = self.list.act("Assess…", self.ask_assessment, self._police, "primary")
        self.code = self.list.act("Code…", self._ask_code, self._prosecutor, "primary")
        self.settle = self.list.act("Settle the difference…", self._ask_settling, self._may_settle)
        top = QWidget()
        top.setLayout(Flow(self.named, self.person))
        self.lay(top, self.list)
        self.who.currentIndexChanged.connect(calls(self.refresh))

    @property
    def accused(self) -> str:
        """The accused who is chosen; empty for none."""
        return str(self.who.currentData() or "")

    def _police(self, rows: Sequence[StandingItem]) -> bool:
        return bool(rows) and bool(self.accused) and self.desk.may(Act.ASSESS)

    def _prosecutor(self, rows: Sequence[StandingItem]) -> bool:
        return len(rows) == 1 and self.desk.may(Act.ENDORSE)

    def _may_settle(self, rows: Sequence[StandingItem]) -> bool:
        one = rows[0].difference if len(rows) == 1 else None
        return one is not None and not one.settled and self.desk.may(Act.ENDORSE)

    def put_known(self, known: Known) -> None:
        """The accused again."""
        super().put_known(known)
        put_accused(self.who, self.desk)
        self.named.setVisible(bool(known.names()))
        self.person.setVisible(not known.names())
        self.person.setEnabled(self.desk.may(Act.ENTER_PERSON))

    def refresh(self) -> None:
        """Every item with what was said of it for this accused."""
        name = self.accused
        if not name:
            self.list.put(())
            return
        self.desk.later(
            "standing items",
            lambda own: actions.standing_items(own, name),
            self._came,
            at_once=not self.desk.ask(actions.is_long),
        )

    def _came(self, found: Sequence[StandingItem]) -> None:
        self.list.put(found, standing_words(found))

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.who.blockSignals(True)
        self.who.clear()
        self.who.blockSignals(False)
        super().clear()

    def _open(self) -> None:
        if one := self.list.one():
            self.item_wanted.emit(one.facts.lines[0], one.item)

    def ask_assessment(self) -> ActForm:
        """Ask what police say of the chosen items for the accused."""
        items, accused = [one.item for one in self.list.chosen()], self.accused
        together = " They are assessed in combination." if len(items) > 1 else ""
        listed = f"{'Items' if len(items) > 1 else 'Item'} {', '.join(map(str, items))}"
        form = ActForm(self, self.desk, f"Assess for {accused}", f"{listed}.{together}", "Assess")
        value = form.drop("Assessment", [(words, one) for one, words in ASSESSED_WORDS.items()])
        limbs = form.ticks("Why it passes", [(words, one) for one, words in LIMB_WORDS.items()])
        issue = form.drop("Issue", self.known.issue_options(accused), "Entered on the tab Case record.")
        reason = form.long("Reason")
        presumed = form.drop(
            "Presumed to meet the test, as", [(words, one) for one, words in PRESUMED_WORDS.items()]
        )
        exception = form.short("Exception from the presumption")

        def show() -> None:
            passes = Assessed(value.currentData()) is Assessed.PASSES
            for part in (limbs, issue):
                offer(part, on=passes)
            offer(exception, on=presumed.currentData() is not None)

        def act() -> str:
            said = Assessed(value.currentData())
            passes = said is Assessed.PASSES
            category = presumed.currentData()
            return self.desk.refusal(
                actions.assess,
                items,
                accused,
                said,
                reason.toPlainText(),
                [Limb(str(one)) for one in limbs.values(on=True)] if passes else (),
                int(issue.currentData() or 0) if passes else 0,
                Presumption(category) if category else None,
                exception.text() if category else "",
            )

        for part in (value, presumed):
            part.currentIndexChanged.connect(calls(show))
        show()
        form.runs(act, f"Assessed for {accused}.")
        return form

    def _ask_code(self) -> None:
        if one := self.list.one():
            ask_code(self, self.desk, one.item, self.accused, self._choose)

    def _choose(self, name: str) -> None:
        self.who.setCurrentIndex(max(0, self.who.findData(name)))

    def _ask_settling(self) -> None:
        if one := self.list.one():
            accused = self.accused
            said = one.difference.police_reason if one.difference else ""
            form = ActForm(
                self,
                self.desk,
                "Settle the difference",
                f"Item {one.item}, {accused}. Police: {said}",
                "Settle",
            )
            why = form.long("Why the code stands", hint="The police are told.")
            form.runs(
                lambda: self.desk.refusal(actions.settle_difference, one.item, accused, why.toPlainText()),
                "Settled. A new code or assessment opens it again.",
            )

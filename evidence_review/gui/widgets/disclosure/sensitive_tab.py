"""Claims that an item is sensitive in the public interest: claimed by police, agreed or disputed by the prosecutor,
withheld by a court's order."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import PublicInterest, SensitivityClaim, SensitivityView
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.gui import actions
from evidence_review.gui.models.disclosure.disclosure_rows import CLAIMS, Names
from evidence_review.gui.models.disclosure.disclosure_words import INTEREST_WORDS, VIEW_WORDS
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm
from evidence_review.gui.widgets.disclosure.act_list import Listing, ListTab
from evidence_review.gui.widgets.parts.fields import ticked

SENTENCE = (
    "An item claimed to be sensitive stands on the sensitive schedule and on nothing that is served. Privacy is no "
    "public interest: personal data is redacted instead."
)
NONE = "No item is claimed to be sensitive. The sensitive schedule is a nil return, which is signed too."


class SensitiveTab(ListTab):
    """Every claim that stands."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.list = Listing[SensitivityClaim]("Sensitive schedule", CLAIMS, (6, 7, 26, 30, 30, 12), 3, NONE)
        self.claim = self.list.act("Claim…", self.ask_claim, lambda _: desk.may(Act.ASSESS), "primary")
        self.opened = self.list.act("Open the item", self._open, bool)
        self.view = self.list.act("Agree or dispute…", self.ask_view, self._prosecutor, "primary")
        self.order = self.list.act("Withheld by a court's order…", self._ask_order, self._prosecutor)
        self.back = self.list.act(
            "Take the claim back…", self._ask_back, lambda rows: desk.may(Act.ASSESS) and bool(rows)
        )
        self.lay(self.list)

    def _prosecutor(self, rows: Sequence[SensitivityClaim]) -> bool:
        return bool(rows) and self.desk.may(Act.ENDORSE)

    def refresh(self) -> None:
        """The claims again."""
        self.list.put(self.desk.ask(actions.sensitive_claims) or ())

    def _open(self) -> None:
        if one := self.list.one():
            self.open_item(one.item)

    def ask_claim(self) -> ActForm:
        """Ask for an item and the public interest that it would harm."""
        form = ActForm(self, self.desk, "Claim that an item is sensitive", SENTENCE, "Claim")
        item = form.drop("Item", self.known.item_options())
        interest = form.drop("Public interest", [(words, one) for one, words in INTEREST_WORDS.items()])
        reason = form.long("What serious harm would come of it")
        form.runs(
            lambda: self.desk.refusal(
                actions.claim_sensitive,
                ItemId(int(item.currentData() or 0)),
                PublicInterest(interest.currentData()),
                reason.toPlainText(),
            ),
            "It stands on the sensitive schedule.",
        )
        return form

    def ask_view(self) -> ActForm | None:
        """Ask whether the prosecutor agrees."""
        one = self.list.one()
        if one is None:
            return None
        form = ActForm(self, self.desk, f"Agree or dispute S{one.number}", one.reason, "Say so")
        said = form.drop(
            "The prosecutor's view",
            [(VIEW_WORDS[view], view) for view in (SensitivityView.AGREED, SensitivityView.DISPUTED)],
        )
        reason, court = form.long("Reason"), ticked("A court is asked to order that it is withheld")
        form.add(court)
        form.runs(
            lambda: self.desk.refusal(
                actions.view_sensitivity,
                one.number,
                SensitivityView(said.currentData()),
                reason.toPlainText(),
                court.isChecked(),
            ),
            f"Said of S{one.number}.",
        )
        return form

    def _ask_order(self) -> None:
        if one := self.list.one():
            form = ActForm(
                self,
                self.desk,
                "Withheld by a court's order",
                f"S{one.number}, item {one.item}.",
                "Record the order",
            )
            who, order = form.accused(), form.short("Reference of the order")
            reason = form.long("Reason")
            form.runs(
                lambda: self.desk.refusal(
                    actions.endorse,
                    one.item,
                    str(who.currentData() or ""),
                    DisclosureCode.PII_WITHHELD,
                    reason.toPlainText(),
                    "",
                    order.text(),
                ),
                "Recorded: withheld by order of the court.",
            )

    def _ask_back(self) -> None:
        if one := self.list.one():
            form = ActForm(self, self.desk, f"Take back S{one.number}", one.reason, "Take back")
            why = form.long("Why the item is not sensitive any more")
            form.runs(
                lambda: self.desk.refusal(actions.end_sensitivity, one.number, why.toPlainText()),
                "The item goes on the other schedule; its number is not given again.",
            )

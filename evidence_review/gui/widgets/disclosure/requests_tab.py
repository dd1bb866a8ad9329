"""What the prosecutor asks of the police about items, by when, and what they answered."""

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import PoliceRequest, RequestSort
from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.models.disclosure.disclosure_rows import REQUESTS, Names
from evidence_review.gui.models.disclosure.disclosure_words import REQUEST_WORDS
from evidence_review.gui.models.forms import read_date
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm
from evidence_review.gui.widgets.disclosure.act_list import Listing, ListTab

SENTENCE = (
    "The prosecutor asks for a description, for the material, or disputes sensitivity; the police answer."
)


class RequestsTab(ListTab):
    """Every request, with its answer."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.list = Listing[PoliceRequest](
            "Requests to the police",
            REQUESTS,
            (5, 22, 6, 30, 12, 28),
            3,
            "Nothing was asked of the police yet.",
        )
        self.request = self.list.act("Ask…", self.ask_request, lambda _: desk.may(Act.ENDORSE), "primary")
        self.opened = self.list.act("Open the item", self._open, bool)
        self.answer = self.list.act(
            "Answer…",
            self._ask_answer,
            lambda rows: desk.may(Act.ASSESS) and bool(rows) and not rows[0].answer,
            "primary",
        )
        self.lay(self.list)

    def refresh(self) -> None:
        """The requests again."""
        self.list.put(self.desk.ask(actions.requests_to_police) or ())

    def _open(self) -> None:
        if one := self.list.one():
            self.open_item(one.item)

    def ask_request(self) -> ActForm:
        """Ask what the police are asked for."""
        form = ActForm(self, self.desk, "Ask the police", SENTENCE, "Ask")
        sort = form.drop("Asked for", [(words, one) for one, words in REQUEST_WORDS.items()])
        item = form.drop("Item", self.known.item_options())
        words, due = form.long("In your words"), form.day("By, where there is a day")
        form.runs(
            lambda: self.desk.refusal(
                actions.ask_police,
                RequestSort(sort.currentData()),
                ItemId(int(item.currentData() or 0)),
                words.toPlainText(),
                read_date(due.text()),
            ),
            "The police are asked.",
        )
        return form

    def _ask_answer(self) -> None:
        if one := self.list.one():
            form = ActForm(self, self.desk, f"Answer request {one.number}", one.words, "Answer")
            words = form.long("What was done")
            form.runs(
                lambda: self.desk.refusal(actions.answer_request, one.number, words.toPlainText()),
                "The prosecutor is answered.",
            )

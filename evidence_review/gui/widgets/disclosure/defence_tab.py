"""What the defence served, with the answers, and the search terms that it proposes."""

from collections.abc import Sequence
from functools import partial

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import DefenceAnswer, DefenceDocument
from evidence_review.domain.kinds import TermKind
from evidence_review.gui import actions
from evidence_review.gui.models.disclosure.disclosure_rows import Names, served_columns, term_columns
from evidence_review.gui.models.disclosure.disclosure_words import ANSWER_WORDS, DEFENCE_WORDS, OF_A_COURT
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import TERM_WORDS
from evidence_review.gui.widgets.disclosure.act_form import ActForm, read_day
from evidence_review.gui.widgets.disclosure.act_list import Listing, ListTab, Looker
from evidence_review.gui.widgets.disclosure.served_form import ask_served
from evidence_review.workflow.deciding.proposed_terms import CountedTerm

SENTENCE = (
    "A defence statement or a section 8 application makes due for review what was kept from that accused on the lines "
    "of its issues. Terms that the defence proposes are counted over the line's own scope, accepted or not."
)
KINDS = (TermKind.EXACT, TermKind.PHRASE, TermKind.LEMMA)


class DefenceTab(ListTab):
    """Documents and terms."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.looker = Looker(desk, self)
        self.served = Listing[DefenceDocument](
            "Served by the defence",
            served_columns(names),
            (5, 20, 16, 12, 34, 26),
            4,
            "The defence served nothing yet.",
        )
        self.serve = self.served.act("Record…", self.ask_document, lambda _: self._keeps(), "primary")
        self.answer = self.served.act("Answer…", self.ask_answer, lambda rows: self._keeps() and bool(rows))
        self.terms = Listing[CountedTerm](
            "Search terms proposed by the defence", term_columns(names), (5, 20, 6, 18, 34, 7, 9, 26), 4,
            "The defence proposed no term.",
        )  # fmt: skip
        self.propose = self.terms.act("Record a term…", self.ask_term, lambda _: self._keeps())
        self.accept = self.terms.act("Accept…", partial(self._ask_term_answer, yes=True), self._is_open)
        self.refuse = self.terms.act("Refuse…", partial(self._ask_term_answer, yes=False), self._is_open)
        self.lay(self.served, self.terms)

    def _keeps(self) -> bool:
        return self.desk.may(Act.KEEP_RECORD)

    def _is_open(self, rows: Sequence[CountedTerm]) -> bool:
        return self._keeps() and bool(rows) and rows[0].term.accepted is None

    def refresh(self) -> None:
        """Both lists again; the terms are counted beside the window."""
        self.served.put(self.desk.ask(actions.defence_documents) or ())
        self.looker.ask("proposed_terms", actions.proposed_terms, self.terms.put)

    def stop(self) -> None:
        """The case is being closed."""
        self.looker.stop()

    def ask_document(self) -> ActForm:
        """Ask for what was served."""
        return ask_served(self, self.desk, self.known, [(words, one) for one, words in DEFENCE_WORDS.items()])

    def ask_answer(self) -> ActForm | None:
        """Ask for the prosecutor's answer, or what the court ordered."""
        one = self.served.one()
        if one is None:
            return None
        own = [
            (words, said)
            for said, words in ANSWER_WORDS.items()
            if said in OF_A_COURT or self.desk.may(Act.ENDORSE)
        ]
        form = ActForm(
            self,
            self.desk,
            f"Answer document {one.number}",
            f"{DEFENCE_WORDS[one.sort]}: {one.words}",
            "Record the answer",
        )
        said, words, day = form.drop("Answer", own), form.long("In words"), form.day("Day")
        form.runs(
            lambda: self.desk.refusal(
                actions.answer_defence,
                one.number,
                DefenceAnswer(said.currentData()),
                words.toPlainText(),
                read_day(day),
            ),
            "The answer is recorded.",
        )
        return form

    def ask_term(self) -> ActForm:
        """Ask for a term that the defence proposes."""
        form = ActForm(
            self, self.desk, "A term that the defence proposes", "As the defence gave it.", "Record"
        )
        who, line = form.accused(), form.drop("Line of enquiry", self.known.line_options())
        term, kind = form.short("Term"), form.drop("Finds", [(TERM_WORDS[one], one) for one in KINDS])
        why, day = form.long("Why, as the defence says", 2), form.day("Proposed on")
        form.runs(
            lambda: self.desk.refusal(
                actions.propose_term,
                str(who.currentData() or ""),
                int(line.currentData() or 0),
                term.text(),
                why.toPlainText(),
                read_day(day),
                TermKind(kind.currentData()),
            ),
            "The term is recorded and counted.",
        )
        return form

    def _ask_term_answer(self, *, yes: bool) -> None:
        if one := self.terms.one():
            verb = "Accept" if yes else "Refuse"
            form = ActForm(self, self.desk, f"{verb} term {one.term.number}", one.term.term, verb)
            why = form.long(
                "Reason",
                hint="Served on the defence. An accepted term is run with a new version of its line.",
            )
            form.runs(
                lambda: self.desk.refusal(actions.answer_term, one.term.number, yes, why.toPlainText()),
                "The defence is answered.",
            )

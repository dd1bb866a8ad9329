"""What a prosecutor is asked on the approve page: the code of an item for an accused of the record, and
whether marked words go or stay."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode, MarkRuling
from evidence_review.gui import actions
from evidence_review.gui.models.approval_rows import lost_words
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import CODE_WORDS
from evidence_review.gui.widgets.handing_over.case_people_dialog import ask_person, put_accused
from evidence_review.gui.widgets.handing_over.loss_table import LossTable
from evidence_review.gui.widgets.parts.building_blocks import Drop, label
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Labelled, Long
from evidence_review.workflow.case.views import OverlapView

RULINGS = (
    ("They go: nothing that assists the accused is lost", MarkRuling.REDACT),
    ("They stay: the marks are taken back", MarkRuling.KEEP),
)
NONE = (
    "Disclosure is decided for each accused separately, and the accused is chosen from the record. None is "
    "entered yet."
)


def ask_code(
    parent: QWidget, desk: Desk, item: ItemId, accused: str, remember: Callable[[str], object]
) -> Question | None:
    """Ask for the code of an item for an accused of the record, `accused` chosen at first, and `remember` who was
    chosen; where none is on the record, lead to where one is entered."""
    if not desk.may(Act.ENDORSE):
        desk.told.emit("A prosecutor gives the code; ask one to open this page.")
        return None
    who = Drop()
    if not put_accused(who, desk):
        asked = Question(parent, "No accused is on the record", NONE, "Enter an accused…")
        asked.then = lambda: ask_person(parent, desk)
        asked.ask()
        return asked
    who.setCurrentIndex(max(0, who.findData(accused)))
    asked = Question(
        parent, "Endorse for an accused", f"Item {item}. Each accused is decided separately.", "Endorse"
    )
    codes = choice([(words, code) for code, words in CODE_WORDS.items()], "Endorsement")
    reason = Long(3, "What it means for this accused")
    exception, order = QLineEdit(), QLineEdit()
    exception.setPlaceholderText("Only where it is presumed to meet the disclosure test")
    grounds = QStackedWidget()
    for part in (
        QWidget(),
        Labelled("Exception from the presumption", exception),
        Labelled("Reference of the court's order", order),
    ):
        grounds.addWidget(part)
    for part in (Labelled("Accused", who), Labelled("Endorsement", codes), Labelled("Reason", reason)):
        asked.add(part)
    asked.add(grounds)

    def code() -> DisclosureCode:
        return DisclosureCode(codes.currentData())

    def show_grounds() -> None:
        grounds.setCurrentIndex(_GROUND_OF.get(code(), 0))

    def why() -> str:
        return reason.toPlainText().strip()

    def then() -> None:
        name = str(who.currentData())
        remember(name)
        if desk.do(actions.endorse, item, name, code(), why(), exception.text(), order.text()):
            desk.told.emit(f"Item {item} for {name}: {CODE_WORDS[code()]}.")

    needs = DisclosureCode.TO_BE_ASSESSED
    asked.check = lambda: "" if why() or code() is needs else "Give the reason for this code."
    asked.then = then
    codes.currentIndexChanged.connect(show_grounds)
    show_grounds()
    asked.ask()
    return asked


_GROUND_OF = {
    DisclosureCode.NOT_DISCLOSABLE: 1,
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE: 1,
    DisclosureCode.PII_WITHHELD: 2,
}
"""Which field a code needs beside its reason: none, an exception, a court's order."""


def ask_overlap(parent: QWidget, desk: Desk, overlap: OverlapView) -> Question:
    """Ask whether the marked words of an item that meets the disclosure test go or stay, with what the marks
    take out of its sentences."""
    sentence = (
        f"It meets the disclosure test: {', '.join(overlap.grounds)}. Your decision is on "
        f"every mark of it that waits for you."
    )
    asked = Question(parent, "Decide on marks", sentence, "Decide")
    said, reason = choice(list(RULINGS), "What becomes of the words"), Long(3, "Reason")
    if overlap.losses:
        table = LossTable()
        asked.add(label(lost_words(overlap.losses), "warn"))
        asked.add(table)
        table.put(overlap.losses)
    for part in (Labelled("What becomes of the words", said), Labelled("Reason", reason)):
        asked.add(part)
    asked.check = lambda: "" if reason.toPlainText().strip() else "Say why the words go or stay."
    asked.then = lambda: desk.do(
        actions.decide_overlap, overlap.item, MarkRuling(said.currentData()), reason.toPlainText().strip()
    )
    asked.ask(84)
    return asked

"""The price of a sample, shown before anyone reads: the pool, what each recall costs, what a fixed size buys,
and the other ways there are."""

from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import Tag
from evidence_review.domain.samples import PlanId, SampleKind, SampleState
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.samples import (
    ABOUT,
    BOUGHT,
    ERRORS,
    PRICES,
    half_words,
    look_words,
    pool_words,
)
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.models.tagged import tag_from
from evidence_review.gui.widgets.parts.building_blocks import (
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    row,
    say,
)
from evidence_review.gui.widgets.parts.dialogs import choice
from evidence_review.gui.widgets.parts.fields import Labelled, missing_list, ticked
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows
from evidence_review.gui.widgets.samples.sample_forms import ask_recall, ask_second, ask_size, ask_trial
from evidence_review.workflow.case.sample_views import SamplePrices, SampleStatus

CHOICES = (
    "None of these is recommended: no authority in the United Kingdom fixes a recall, a sample "
    "size or a confidence. "
    "The smallest sample that answers the question asked is the least intrusive."
)


class SampleCosts(QWidget):
    """Prices of one line. `narrow_wanted` asks for the page on which a narrower line is written."""

    narrow_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.number = 0
        self.prices: SamplePrices | None = None
        self.model, self.sizes = Rows(PRICES, self), Rows(BOUGHT, self)
        self.table, self.list = (
            Table("What each recall costs", stretch=3),
            Table("What a sample of a fixed size buys", stretch=3),
        )
        self.table.setModel(self.model)
        self.table.widths(18, 11, 13, 33, 33)
        self.list.setModel(self.sizes)
        self.list.widths(8, 17, 18, 20)
        self.ready, self.pool, self.look = label("", "strong"), label(""), label("", "small")
        self.few, self.half = label("", "warn"), label("", "small")
        self.waits, self.name_waits = missing_list("First:")
        self.about = choice(ABOUT, "What the sample is about")
        self.single = ticked("One look only, which may spend the whole 5 %")
        self.error = choice(ERRORS, "Reader's error")
        self.propose = button("Propose the chosen recall…", self._recall, "primary")
        self.by_size = button("Propose a size…", self._size)
        self.second = button("Second reading…", self._second)
        self.trial = button("Try on made-up pools…", self._trial)
        self.narrow = button("Write a narrower line", self.narrow_wanted.emit, "quiet")
        self._build()
        self.single.toggled.connect(calls(self.refresh))
        for drop in (self.error, self.about):
            drop.currentIndexChanged.connect(calls(self.refresh))
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        desk.closed.connect(self._clear)

    def _build(self) -> None:
        for drop in (self.error, self.about):
            drop.setMinimumContentsLength(34)
        options = row(Labelled("A relevant item passed over by a reader", self.error), 1)
        self.costs = column(
            label("What it costs to state a recall", "section"),
            self.table,
            self.half,
            options,
            self.single,
            Flow(self.propose, self.trial),
            gap=8,
        )
        self.fixed = column(
            label("What a sample of a fixed size buys, if nothing is found in it", "section"),
            self.list,
            Flow(self.by_size),
            gap=8,
        )
        self.tables = QWidget()
        fill(
            QVBoxLayout(self.tables),
            (self.costs, self.fixed, label(CHOICES, "hint"), Flow(self.second, self.narrow)),
            14,
            0,
        )
        about = row(Labelled("What the sample is about", self.about), 1)
        card = frame(
            "true",
            about,
            self.ready,
            self.pool,
            self.look,
            self.waits,
            self.few,
            self.tables,
            margin=16,
            gap=8,
        )
        fill(QVBoxLayout(self), (card,), 0, 0)

    def _clear(self) -> None:
        self.number, self.prices = 0, None
        self.model.put(())
        self.sizes.put(())
        blank(self.ready, self.pool, self.look, self.few, self.half)
        self.name_waits(())

    def offer(self, plans: tuple[SampleStatus, ...]) -> None:
        """Let the reader's error be that of a second reading of this line, where one was read to its end."""
        kept = self.error.currentData()
        self.error.blockSignals(True)
        self.error.clear()
        measured = [
            (f"As second reading {one.plan.id} measured", str(one.plan.id))
            for one in plans
            if self._measures(one)
        ]
        for words, value in (*ERRORS, *measured):
            self.error.addItem(words, value)
        self.error.setCurrentIndex(max(0, self.error.findData(kept)))
        self.error.blockSignals(False)

    def _measures(self, one: SampleStatus) -> bool:
        return (
            one.plan.kind is SampleKind.SECOND
            and one.state is SampleState.STATED
            and one.plan.number == self.number
        )

    @property
    def tag(self) -> Tag | None:
        """The tag whose items the sample is about; None for all that bears on the line."""
        return tag_from(self.about.currentData())

    def _given(self) -> tuple[Fraction, PlanId | None]:
        chosen = str(self.error.currentData() or "0")
        return (Fraction(0), PlanId(chosen)) if chosen.startswith("SP-") else (Fraction(chosen), None)

    def choose(self, number: int) -> None:
        """The prices of another line."""
        self.number = number
        self.refresh()

    def refresh(self) -> None:
        """Ask for the prices again."""
        if not self.number or self.desk.session is None:
            self._clear()
            return
        error, second = self._given()
        number, tag, single = self.number, self.tag, self.single.isChecked()
        self.desk.later(
            "sample prices",
            lambda case: actions.sample_prices(
                case, number, single=single, error=error, second=second, tag=tag
            ),
            self._put,
            at_once=not self.desk.ask(actions.is_long),
        )

    def _put(self, prices: SamplePrices) -> None:
        self.prices, at = prices, self.table.currentIndex().row()
        say(self.ready, prices.ready)
        say(self.pool, pool_words(prices))
        say(self.look, look_words(prices))
        say(self.few, prices.few)
        self.few.setVisible(bool(prices.few))
        self.look.setVisible(bool(self.look.text()))
        self.name_waits(prices.waits)
        self.model.put(prices.prices)
        self.sizes.put(prices.fixed)
        if at >= 0:  # nothing is chosen for her: no recall is recommended
            self.table.selectRow(min(at, len(prices.prices) - 1))
        as_high_as_its_rows(self.table)
        as_high_as_its_rows(self.list)
        self.tables.setVisible(bool(prices.left) or prices.read > 0)
        self._chosen()

    def _chosen(self) -> None:
        prices, price = self.prices, self.model.value(self.table.currentIndex().row())
        say(self.half, half_words(price))
        self.half.setVisible(bool(self.half.text()))
        free = (
            prices is not None
            and not prices.waits
            and self.desk.role is not None
            and self.desk.may(Act.PROPOSE_SAMPLE)
        )
        self.propose.setEnabled(free and price is not None and bool(price.sample))
        self.by_size.setEnabled(free and prices is not None and prices.left > 0)
        self.trial.setEnabled(prices is not None and prices.left > 0 and prices.found > 0)
        self.second.setEnabled(
            prices is not None
            and self.tag is None
            and prices.read > prices.found
            and not any("unsure" in one for one in prices.waits)
        )

    def _recall(self) -> None:
        price = self.model.value(self.table.currentIndex().row())
        if self.prices is not None and price is not None:
            error, second = self._given()
            ask_recall(
                self,
                self.desk,
                self.prices,
                price.target,
                single=self.single.isChecked(),
                error=error,
                second=second,
            )

    def _size(self) -> None:
        if self.prices is not None:
            error, second = self._given()
            bought = self.sizes.value(self.list.currentIndex().row())
            ask_size(
                self,
                self.desk,
                self.prices,
                bought.sample if bought else 300,
                single=self.single.isChecked(),
                error=error,
                second=second,
            )

    def _second(self) -> None:
        if self.prices is not None:
            ask_second(self, self.desk, self.prices)

    def _trial(self) -> None:
        price = self.model.value(self.table.currentIndex().row())
        if self.prices is not None:
            size = price.sample if price and price.sample else 300
            ask_trial(
                self, self.desk, self.prices, size, single=self.single.isChecked(), error=self._given()[0]
            )

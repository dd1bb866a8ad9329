"""Personal data in the item: each finding with a tick that marks it, what was marked by hand, and the acts on all of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.kinds import Origin, Purpose
from evidence_review.domain.suggestions import Finding
from evidence_review.gui import actions
from evidence_review.gui.models.keys import key_of
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.spans import hides, to_shown
from evidence_review.gui.models.words import PURPOSE_WORDS, TIER_WORDS
from evidence_review.gui.widgets.dialogs import ask_reason, attest
from evidence_review.gui.widgets.flow import Flow
from evidence_review.gui.widgets.plain import Tick, button, calls, column, fill, frame, label, row
from evidence_review.gui.widgets.reviewing import Reviewing
from evidence_review.workflow.views import ItemView

ATTESTATION = "I have reviewed the whole item and confirm that the marks to be made are intended."


def standing_for(view: ItemView, finding: Finding) -> Redaction | None:
    """The mark that stands on exactly this finding, if any."""
    return next((r for r in view.redactions if (r.start, r.end) == (finding.start, finding.end)), None)


def by_hand(view: ItemView) -> list[Redaction]:
    """Marks that stand on no finding."""
    spans = {(f.start, f.end) for f in view.findings}
    return [r for r in view.redactions if (r.start, r.end) not in spans]


def words_at(view: ItemView, start: int, end: int) -> str:
    """The words shown for an original span, short: a pseudonym or mask stays one."""
    a, b = to_shown(view, start, end)
    return one_line(view.text[a:b], 60)


class PersonalPane(QWidget):
    """The findings and marks of the item in front."""

    spans_wanted = Signal(list)
    hand_wanted = Signal()
    page_wanted = Signal()

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.box = QVBoxLayout(self)
        fill(self.box, (), 8, 10)
        reviewing.item_changed.connect(self.refresh)
        reviewing.state_changed.connect(self.refresh)
        reviewing.desk.changed.connect(self._changed)
        self._shown: ItemView | None = None
        self.refresh()

    @property
    def number(self) -> int:
        """How many findings and marks by hand."""
        view = self.reviewing.talk.focus
        return len(view.findings) + len(by_hand(view)) if view else 0

    def _changed(self, tables: frozenset[str]) -> None:
        if "redaction" in tables:
            self.reviewing.again()

    def refresh(self) -> None:
        """The list again, when the item is another or something about it changed."""
        view = self.reviewing.talk.focus
        if view is self._shown and self.box.count():
            return
        self._shown = view
        while (item := self.box.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for part in self._parts(view):
            self.box.addWidget(part)
        self.box.addStretch(1)

    def _parts(self, view: ItemView | None) -> list[QWidget]:
        if view is None:
            return [label("Open an item to see the personal data found in it.", "hint")]
        parts: list[QWidget] = [self._acts(view)]
        if not view.findings and not view.redactions:
            return [
                *parts,
                label("No personal data was suggested. Read for what a machine misses: nicknames, places, who is related to whom.", "hint"),
            ]
        parts += [self._finding(view, finding) for finding in view.findings]
        return parts + [self._mark(view, mark) for mark in by_hand(view)]

    def _acts(self, view: ItemView) -> QWidget:
        may = self.reviewing.may("redact")
        every = button(f"Mark suggested…  {key_of('mark_suggested')}", self.ask_suggested)
        every.setEnabled(may and any(not f.special and standing_for(view, f) is None for f in view.findings))
        hand = button(f"Mark words…  {key_of('mark')}", self.hand_wanted.emit)
        hand.setEnabled(may and bool(view.text))
        page = button("Cover the whole page…", self.page_wanted.emit)
        page.setVisible(may and view.page is not None and bool(view.by_machine or not view.text.strip()))
        holder = QWidget()
        holder.setLayout(Flow(every, hand, page))
        return holder

    def _finding(self, view: ItemView, finding: Finding) -> QFrame:
        standing = standing_for(view, finding)
        tick = Tick()
        tick.setChecked(standing is not None)
        tick.setEnabled(self.reviewing.may("redact") and not finding.special)
        tick.setAccessibleName(f"Mark {finding.cps_type}: {words_at(view, finding.start, finding.end)}")
        tick.clicked.connect(calls(lambda: self._ticked(view, finding, standing, on=tick.isChecked())))
        words = label(words_at(view, finding.start, finding.end), "strong")
        masked = "special category, masked; show it with Space" if finding.special else TIER_WORDS[finding.tier]
        why = "" if hides(view, *to_shown(view, finding.start, finding.end)) else f" {finding.reason}"
        about = label(f"{finding.cps_type}, {masked}.{why}", "small")
        parts: list[QWidget] = [words, about]
        if not finding.special and self.reviewing.may("redact"):
            parts.append(_left(button("Mask everywhere…", lambda: self._everywhere(view, finding), "quiet")))
        made = frame("true", row(tick, column(*parts, gap=2)), margin=8)
        made.layout().itemAt(0).layout().setStretch(1, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        made.layout().itemAt(0).layout().setAlignment(tick, Qt.AlignmentFlag.AlignTop)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        return made

    def _mark(self, view: ItemView, mark: Redaction) -> QFrame:
        words = label(words_at(view, mark.start, mark.end), "strong")
        why = "" if hides(view, *to_shown(view, mark.start, mark.end)) else f" {mark.reason}"
        about = label(f"{mark.type}, {PURPOSE_WORDS[mark.purpose].lower()}, marked by hand.{why}", "small")
        take = button("Take back…", lambda: self._withdraw(mark), "quiet")
        take.setEnabled(self.reviewing.may("redact"))
        return frame("true", words, about, _left(take), gap=2, margin=8)

    def _ticked(self, view: ItemView, finding: Finding, standing: Redaction | None, *, on: bool) -> None:
        if on and standing is None:
            desk, number = self.reviewing.desk, self.reviewing.number
            span = (finding.start, finding.end)
            desk.do(
                actions.mark, number, view.id, *span, finding.kind, finding.cps_type, Purpose.PRIVACY, finding.reason, Origin.SUGGESTION
            )
        elif standing is not None and not on:
            self._withdraw(standing)
        self._shown = None
        self.refresh()

    def _withdraw(self, mark: Redaction) -> None:
        def then(reason: str) -> None:
            self.reviewing.desk.do(actions.withdraw, mark.id, reason)

        sentence = "The mark stays in the history; a later row says that it no longer stands."
        ask_reason(self, "Take back a mark", sentence, "Take back", then, least=1)

    def _everywhere(self, view: ItemView, finding: Finding) -> None:
        def then(reason: str) -> None:
            number, span = self.reviewing.number, (finding.start, finding.end)
            made = self.reviewing.desk.ask(actions.mark_everywhere, number, view.id, *span, reason)
            if made is not None:
                self.reviewing.desk.told.emit(f"Marked in {len({r.item for r in made}):,} items, {len(made):,} places.")

        words = words_at(view, finding.start, finding.end)
        sentence = f"“{words}” will be marked wherever it stands in what is in scope of this line. Each mark can be taken back."
        ask_reason(self, "Mask everywhere", sentence, "Mark everywhere", then)

    def ask_suggested(self) -> None:
        """Mark what is suggested in this item, after the attestation."""
        view = self.reviewing.talk.focus
        if view is None or not self.reviewing.may("redact"):
            return
        if not self.reviewing.seen_whole:
            self.reviewing.desk.told.emit("Scroll to the end of the item first.")
            return
        item = view.id

        def then() -> None:
            self.reviewing.desk.do(actions.mark_suggested, self.reviewing.number, item, attested=True)

        sentence = "Certain and likely findings are marked; possible ones and special-category words are left to you."
        attest(self, "Mark everything suggested in this item", sentence, ATTESTATION, "Mark", then)


def _left(part: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(part, 1))
    return holder

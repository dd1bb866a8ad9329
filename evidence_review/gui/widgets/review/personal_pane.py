"""Personal data in the item: each finding with a tick that marks it, what was marked by hand, and the acts on
all of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.kinds import ItemKind, Origin, Purpose
from evidence_review.domain.personal import Because, Stance
from evidence_review.domain.suggestions import Finding
from evidence_review.gui import actions
from evidence_review.gui.models.drawn import box_words
from evidence_review.gui.models.kindstyles import LINE_WORDS, family_of, in_order, key_of_kinds
from evidence_review.gui.models.look import LIGHT, Look
from evidence_review.gui.models.plain_words import PURPOSE_WORDS, TIER_WORDS, count
from evidence_review.gui.models.rulings import said_words
from evidence_review.gui.models.shortcuts import key_of
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.spans import hides, to_shown
from evidence_review.gui.widgets.parts.building_blocks import (
    Tick,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    row,
)
from evidence_review.gui.widgets.parts.dialogs import ask_reason, attest
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.kind_chip import KindChip, KindKey
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.gui.widgets.review.rule_dialog import ask_ruling
from evidence_review.workflow.case.personal_views import Ruled
from evidence_review.workflow.case.removals import WHOLE_PAGE
from evidence_review.workflow.case.views import ItemView

ATTESTATION = "I have reviewed the whole item and confirm that the marks to be made are intended."


def standing_for(view: ItemView, finding: Finding) -> Redaction | None:
    """The mark that stands on exactly this finding, if any."""
    return next((r for r in view.redactions if (r.start, r.end) == (finding.start, finding.end)), None)


def by_hand(view: ItemView) -> list[Redaction]:
    """Marks that stand on no finding; of those that one act made, the first alone."""
    spans = {(f.start, f.end) for f in view.findings}
    first = {r.group: r.id for r in reversed(view.redactions) if r.group}
    return [
        r for r in view.redactions if (first[r.group] == r.id if r.group else (r.start, r.end) not in spans)
    ]


def words_at(view: ItemView, start: int, end: int) -> str:
    """The words shown for an original span, short: a pseudonym or mask stays one."""
    a, b = to_shown(view, start, end)
    return one_line(view.text[a:b], 60)


class PersonalPane(QWidget):
    """The findings and marks of the item in front."""

    hand_wanted = Signal()
    only_wanted = Signal()
    whole_wanted = Signal()
    areas_wanted = Signal()
    special_wanted = Signal()
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
        self.look = LIGHT
        self.refresh()

    def dress(self, look: Look) -> None:
        """Other colours."""
        self.look, self._shown = look, None
        self.refresh()

    @property
    def number(self) -> int:
        """How many findings and marks by hand."""
        view = self.reviewing.talk.focus
        return len(view.findings) + len(by_hand(view)) if view else 0

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"redaction", "ruling"}:
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
                label(
                    (
                        "No personal data was suggested. Read for what a machine misses: nicknames, "
                        "places, who is related to whom."
                    ),
                    "hint",
                ),
            ]
        known = [(at, one) for at, one in in_order(view.findings) if self._is_known(view, at)]
        open_ones = [(at, one) for at, one in in_order(view.findings) if not self._is_known(view, at)]
        if open_ones:
            parts += [
                KindKey(key_of_kinds(one.kind for _, one in open_ones), self.look),
                label(LINE_WORDS, "small"),
            ]
        parts += [self._finding(view, at, finding) for at, finding in open_ones]
        parts += [self._mark(view, mark) for mark in by_hand(view)]
        if known:
            parts.append(label(f"Known anyway, not suggested: {len(known)}", "field"))
            parts += [self._finding(view, at, finding) for at, finding in known]
        return parts

    def _is_known(self, view: ItemView, at: int) -> bool:
        said = view.said[at] if at < len(view.said) else None
        return said is not None and said.stance == "KNOWN"

    def _acts(self, view: ItemView) -> QWidget:
        may = self.reviewing.may(Act.REDACT)
        every = button(f"Mark suggested…  {key_of('mark_suggested')}", self.ask_suggested)
        every.setEnabled(may and any(not f.special and standing_for(view, f) is None for f in view.findings))
        hand = button(f"Mark words…  {key_of('mark')}", self.hand_wanted.emit)
        hand.setEnabled(may and bool(view.text))
        only = button(
            "Keep only…",
            self.only_wanted.emit,
            tip="Choose the passages that stay; everything else is marked",
        )
        only.setEnabled(may and bool(view.text.strip()))
        whole = button(
            "Give whole page…",
            self.whole_wanted.emit,
            tip="Say why no extract of this record will do, so that the whole page goes out",
        )
        whole.setVisible(may and view.kind is ItemKind.PAGE)
        page = button("Cover the whole page…", self.page_wanted.emit)
        areas = button("Cover areas…", self.areas_wanted.emit, tip="Draw on the page what is to be covered")
        for part in (page, areas):
            part.setVisible(may and view.page is not None)
        holder = QWidget()
        holder.setLayout(Flow(every, hand, only, whole, page, areas))
        return holder

    def _finding(self, view: ItemView, at: int, finding: Finding) -> QFrame:
        standing = standing_for(view, finding)
        said = view.said[at] if at < len(view.said) else None
        tick = Tick()
        tick.setChecked(standing is not None)
        tick.setEnabled(self.reviewing.may(Act.REDACT) and not finding.special)
        tick.setAccessibleName(f"Mark {finding.cps_type}: {words_at(view, finding.start, finding.end)}")
        tick.clicked.connect(calls(lambda: self._ticked(view, finding, standing, on=tick.isChecked())))
        words = label(words_at(view, finding.start, finding.end), "strong")
        masked = "special category, masked" if finding.special else TIER_WORDS[finding.tier]
        why = "" if hides(view, *to_shown(view, finding.start, finding.end)) else f" {finding.reason}"
        parts: list[QWidget] = [words, label(f"{finding.cps_type}, {masked}.{why}", "small")]
        parts += [label(said_words(said), "good" if said.stance != "MASK" else "warn")] if said else []
        if finding.special:
            parts.append(_left(button("Show…", self.special_wanted.emit, "quiet")))
        elif self.reviewing.may(Act.REDACT):
            parts.append(
                _left(
                    button(
                        "Everywhere…",
                        lambda: self._everywhere(view, finding),
                        "quiet",
                        "Mask or keep it in the whole case",
                    )
                )
            )
        chip = KindChip(family_of(finding.kind, finding.cps_type), self.look, finding.tier)
        made = frame("true", row(tick, chip, column(*parts, gap=2)), margin=8)
        # made with a layout by our own frame()
        line = made.layout().itemAt(0).layout()  # pyright: ignore[reportOptionalMemberAccess]
        # made with a layout by our own frame()
        line.setStretch(2, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        for part in (tick, chip):
            # made with a layout by our own frame()
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        return made

    def _mark(self, view: ItemView, mark: Redaction) -> QFrame:
        beside = sum(one.group == mark.group for one in view.redactions) if mark.group else 0
        said = _said(view, mark, beside)
        words = label(said, "strong")
        why = "" if not beside and hides(view, *to_shown(view, mark.start, mark.end)) else f" {mark.reason}"
        about = label(f"{mark.type}, {PURPOSE_WORDS[mark.purpose].lower()}, marked by hand.{why}", "small")
        take = button("Take back…", lambda: self._withdraw(mark), "quiet")
        take.setEnabled(self.reviewing.may(Act.REDACT))
        return frame("true", words, about, _left(take), gap=2, margin=8)

    def _ticked(self, view: ItemView, finding: Finding, standing: Redaction | None, *, on: bool) -> None:
        if on and standing is None:
            number = self.reviewing.number
            span = (finding.start, finding.end)
            self.reviewing.mark(
                actions.mark,
                number,
                view.id,
                *span,
                finding.kind,
                finding.cps_type,
                Purpose.PRIVACY,
                finding.reason,
                Origin.SUGGESTION,
            )
        elif standing is not None and not on:
            self._withdraw(standing)
        self._shown = None
        self.refresh()

    def _withdraw(self, mark: Redaction) -> None:
        def then(reason: str) -> None:
            self.reviewing.take_back(mark.id, reason)

        sentence = "The mark stays in the history; a later row says that it no longer stands."
        ask_reason(self, "Take back a mark", sentence, "Take back", then, least=1)

    def ask_everywhere(self, finding: Finding) -> None:
        """Decide on a suggestion of the item in front for the whole case."""
        if (view := self.reviewing.talk.focus) is not None:
            self._everywhere(view, finding)

    def _everywhere(self, view: ItemView, finding: Finding) -> None:
        def then(stance: Stance, because: Because, words: str) -> None:
            number, span = self.reviewing.number, (finding.start, finding.end)
            made = self.reviewing.desk.ask(actions.rule_here, number, view.id, *span, stance, because, words)
            if made is not None:
                self.reviewing.desk.told.emit(_told(made))

        ask_ruling(self, words_at(view, finding.start, finding.end), then)

    def ask_suggested(self) -> None:
        """Mark what is suggested in this item, after the attestation."""
        view = self.reviewing.talk.focus
        if view is None or not self.reviewing.may(Act.REDACT):
            return
        if not self.reviewing.seen_whole:
            self.reviewing.desk.told.emit("Scroll to the end of the item first.")
            return
        item, seconds = view.id, self.reviewing.seconds_shown()

        def then() -> None:
            self.reviewing.mark(
                actions.mark_suggested, self.reviewing.number, item, attested=True, seconds=seconds
            )

        sentence = (
            "Certain and likely findings are marked; possible ones and special-category words are left "
            "to you."
        )
        attest(self, "Mark everything suggested in this item", sentence, ATTESTATION, "Mark", then)


def _told(made: Ruled) -> str:
    """What a decision did, in a sentence."""
    if made.stance is Stance.MASK:
        return (
            f"Decided. {count(len(made.marks), 'place')} marked in what is relevant; what becomes "
            f"relevant later is listed as a conflict."
        )
    against = (
        f" {count(made.against, 'mark')} on it stand: see the conflicts under Personal data."
        if made.against
        else ""
    )
    return f"Decided. It stays visible everywhere.{against}"


def _said(view: ItemView, mark: Redaction, beside: int) -> str:
    """What a mark by hand covers: words, areas, the whole page, or all but what stays."""
    if mark.kind == WHOLE_PAGE:
        return "The whole page"
    if mark.area:
        more = f" and {count(beside - 1, 'more area')}" if beside > 1 else ""
        return f"Area of the page: {box_words(mark.area)}{more}"
    return (
        f"All but what stays: {count(beside, 'passage')} left out"
        if beside
        else words_at(view, mark.start, mark.end)
    )


def _left(part: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(part, 1))
    return holder

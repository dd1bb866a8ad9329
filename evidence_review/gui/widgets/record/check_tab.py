"""The check of the whole log by one button, with a checkpoint where one was kept elsewhere; its result in words, and
what it did not check."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.gui.models.plain_words import count
from evidence_review.gui.widgets.parts.building_blocks import (
    blank,
    button,
    fill,
    frame,
    label,
    restyle,
    row,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import pick_file
from evidence_review.gui.widgets.parts.fields import Long, spoken
from evidence_review.workflow.case.views import Verdict

VERDICTS = {
    0: ("good", "The log is intact: every entry is signed, in its place, and by an enrolled key."),
    1: ("bad", "The log was altered. The lines below say where."),
    2: ("warn", "The log is incomplete: something that should be there is missing."),
    3: ("warn", "The log could not be checked."),
}


class CheckTab(QWidget):
    """`verify_wanted` asks for the check, with a checkpoint as a file or as its text, or None."""

    verify_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.pasted = spoken(
            Long(3, "Paste a checkpoint that was kept elsewhere; without one, leave this empty"), "Checkpoint"
        )
        self.verdict = frame("good", margin=12, gap=6)
        self.title, self.lines, self.left = label("", "strong"), label(""), label("", "hint")
        box = self.verdict.layout()
        for part in (self.title, self.lines, self.left):
            # made with a layout by our own frame()
            box.addWidget(part)  # pyright: ignore[reportOptionalMemberAccess]
        self.verdict.hide()
        ask = row(
            button("Verify the log", self.ask, "primary"),
            button("With a checkpoint from a file…", self._ask_file),
            1,
        )
        inside = QWidget()
        fill(QVBoxLayout(inside), (self.pasted, ask, self.verdict, 1), 8, 10)
        fill(QVBoxLayout(self), (scrolled(inside),), 0, 0)

    def ask(self) -> None:
        """Check, with what is pasted."""
        self.verify_wanted.emit(self.pasted.toPlainText().strip() or None)

    def _ask_file(self) -> None:
        pick_file(
            self, "A checkpoint that was kept elsewhere", lambda name: self.verify_wanted.emit(Path(name))
        )

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.pasted.clear()
        blank(self.title, self.lines, self.left)
        self.verdict.hide()

    def put(self, verdict: Verdict, names: Mapping[str, str]) -> None:
        """Show what the check found, with the keys of users, whose names are given by their ids, and what it did not
        check."""
        card, sentence = VERDICTS.get(verdict.status, VERDICTS[3])
        self.verdict.setProperty("card", card)
        restyle(self.verdict)
        say(self.title, f"{sentence} {count(verdict.entries, 'entry', 'entries')} checked.")
        keys = [f"Key of {names.get(who, who)}: {key}" for who, key in verdict.keys]
        say(self.lines, "\n".join((*verdict.lines, *keys)))
        say(self.left, "\n".join(("Not checked:", *verdict.unchecked)) if verdict.unchecked else "")
        self.verdict.show()

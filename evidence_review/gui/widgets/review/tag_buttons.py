"""The buttons by which a person says which way a relevant item points and what it does to a case, each with
its key."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evidence_review.domain.kinds import Tag
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.models.tagged import ACTS, BUTTONS
from evidence_review.gui.widgets.parts.building_blocks import KeyButton, fill, label, say
from evidence_review.gui.widgets.review.review_state import Reviewing


class TagButtons(QWidget):
    """Four buttons that stay pressed, below a line that says of which item they speak. Before the decision
    they wait
    for it; after it each press is saved at once."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.about = label("", "field", wrap=False)
        self.about.setMinimumWidth(0)
        self.buttons = {
            tag: KeyButton(BUTTONS[tag], key_of(ACTS[tag]), partial(self.press, tag)) for tag in Tag
        }
        grid = QGridLayout()
        grid.setSpacing(6)
        places = {
            Tag.TOWARDS: (0, 0, 1, 1),
            Tag.AWAY: (0, 1, 1, 1),
            Tag.SUPPORTS: (1, 0, 1, 2),
            Tag.UNDERMINES_OR_ASSISTS: (2, 0, 1, 2),
        }
        for tag, made in self.buttons.items():
            made.setCheckable(True)
            made.setToolTip(words_of(ACTS[tag]))
            grid.addWidget(made, *places[tag])
        self.setToolTip("Which way it points, and for which case")
        fill(QVBoxLayout(self), (self.about, grid), 5, 0)
        reviewing.state_changed.connect(self.refresh)
        self.refresh()

    def press(self, tag: Tag) -> None:
        """Set the tag, or take it off again."""
        self.reviewing.toggle_tag(tag)
        self.refresh()

    def refresh(self) -> None:
        """What stands now."""
        state = self.reviewing.tag_state()
        for tag, made in self.buttons.items():
            made.setChecked(tag in state.pressed)
            made.setAccessibleName(f"{BUTTONS[tag]}, said" if tag in state.pressed else BUTTONS[tag])
            made.setEnabled(state.is_free)
        say(self.about, state.about)

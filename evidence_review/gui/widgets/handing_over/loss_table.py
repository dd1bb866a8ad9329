"""What marks take out of sentences beside personal data, each sentence before and after."""

from collections.abc import Sequence

from evidence_review.domain.losses import Loss
from evidence_review.gui.models.approval_rows import LOSSES
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.table_views import ShortTable


class LossTable(ShortTable):
    """The list; a few rows high, its words never cut."""

    def __init__(self, most: int = 3) -> None:
        super().__init__("What the marks take out of sentences", 2, most)
        self.losses = Rows(LOSSES, self)
        self.setModel(self.losses)
        self.widths(14, 17, 17)

    def put(self, losses: Sequence[Loss]) -> None:
        """Show these; hidden where there are none."""
        self.losses.put(losses)
        self.setVisible(bool(losses))
        self.fit_words()

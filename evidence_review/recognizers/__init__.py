"""Find personal data in texts and say why; people decide what becomes of it (reference/personal_data.md).

To recognise a new kind: a Rule in the module of its family, its line in kinds.py. To add a layer: layers.py.
"""

from evidence_review.recognizers.detecting import ENGINE, detect_batch, detect_many
from evidence_review.recognizers.reading.roster import Roster, RosterPerson

__all__ = ["ENGINE", "Roster", "RosterPerson", "detect_batch", "detect_many"]

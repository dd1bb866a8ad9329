"""Names for identifiers, so that one kind cannot be passed for another.

Rows that a machine makes have integer ids (they stay inside one case). People's acts have
random hexadecimal ids, so that two copies of a case can be joined later without a clash.
"""

from typing import NewType

CaseId = NewType("CaseId", str)
UserId = NewType("UserId", str)
ExhibitId = NewType("ExhibitId", int)
SourceId = NewType("SourceId", int)
ItemId = NewType("ItemId", int)
LineId = NewType("LineId", int)
DecisionId = NewType("DecisionId", str)
RedactionId = NewType("RedactionId", str)
ApprovalId = NewType("ApprovalId", str)

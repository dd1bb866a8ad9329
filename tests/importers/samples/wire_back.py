"""What went out of a child process, read back one value at a time as the program reads it back."""

from evidence_review.domain.columns import Columns
from evidence_review.domain.wire import parts_from_wire


def from_wire(untrusted):
    """The one value behind a JSON object; None where it is not well formed."""
    (part,) = parts_from_wire(untrusted)
    if isinstance(part, Columns):
        (part,) = part.items()
    return part

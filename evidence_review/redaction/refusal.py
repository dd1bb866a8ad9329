"""What is said where something that was to go is still found, or cannot be looked for."""

from collections.abc import Sequence

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import Leak

BLIND = (
    "a picture that cannot be checked, since the text recognition program (tesseract) is not on this machine"
)


class Refused(OutputProblem):
    """The gate found what was to be removed: in which places, and in which bytes; `frame` of a picture, from
    0."""

    def __init__(self, leaks: Sequence[Leak], data: bytes, frame: int = 0) -> None:
        super().__init__(refusal(leaks))
        self.leaks, self.data, self.frame = tuple(leaks), data, frame


def refusal(leaks: Sequence[Leak]) -> str:
    """One sentence that says where something to be removed is still found, or cannot be looked for, and what
    she can do."""
    unseen = [leak.place for leak in leaks if leak.how == BLIND]
    if unseen:
        what = "this picture" if unseen[0] == "file" else unseen[0]
        return f"Nothing was written: {what} is {BLIND}. Install it, or cover the whole of {what}."
    places = "; ".join(f"{leak.place} ({leak.how})" for leak in leaks[:3])
    more = f" and {len(leaks) - 3} more places" if len(leaks) > 3 else ""
    return (
        f"Nothing was written: something that was to be removed is still found in {places}{more}. "
        f"Print the file to a new PDF and try again."
    )

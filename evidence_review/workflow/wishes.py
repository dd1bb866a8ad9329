"""How a single file is redacted beside its terms, and the index of it that goes to the recipient."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.contents import Unseen
from evidence_review.domain.errors import OutputProblem

_HEAD = ("No.", "Stands in its place", "Type", "Reason", "Times")
_REASON = "personal data removed before disclosure"


@dataclass(frozen=True, slots=True)
class Wishes:
    """`unseen` is what becomes of that which a reader of the original does not see; `silences` are ranges of time of a recording ("1:05-1:12").

    `boxes` are areas of a picture ("left,top,right,bottom" in pixels), `chat` says to cover who writes in a screenshot of a chat; `sheet` and `index` are new files: before and after side by side
    (it shows what was removed), and the index for the recipient (it does not).
    """

    unseen: Unseen = Unseen.LEFT_OUT
    silences: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    chat: bool = False
    sheet: Path | None = None
    index: Path | None = None

    def asked(self) -> dict[str, Any]:
        """The arguments for the child process that redacts."""
        places = {"sheet": str(self.sheet or ""), "index": str(self.index or "")}
        return {"unseen": str(self.unseen), "silences": list(self.silences), "boxes": list(self.boxes), "chat": self.chat, **places}


def write_index(target: Path, rows: Sequence[Sequence[str | int]]) -> None:
    """Number, token, type, reason and how often, as CSV; never what was removed. OutputProblem where it cannot be written."""
    try:
        with target.open("x", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(_HEAD)
            writer.writerows([[number, token, kind, _REASON, times] for number, token, kind, times in rows])
    except OSError:
        raise OutputProblem("The index cannot be written there. Give a new name in a folder where you may write.") from None

"""The parts of a picture message in an SMS Backup & Restore file: words, layout, files in base64
(reference/formats.md 3.10).
"""

import base64
import binascii
import re
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.sms_elements import Piece, value
from evidence_review.importers.plugin import attach

_NO_DATA = "A part of this message has no data in the backup. It has not been looked at."
_DAMAGED = (
    "A part of this message is damaged in the backup (base64). It has not been looked at; the message "
    "was kept."
)


@dataclass(slots=True)
class Parts:
    """What the parts of one message hold; `layout` counts those that only say how it was shown."""

    texts: list[str] = field(default_factory=list[str])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    problems: list[Problem] = field(default_factory=list[Problem])
    layout: int = 0

    @property
    def text(self) -> str | None:
        """The words of all parts; None where no part has words."""
        return "\n".join(self.texts) if self.texts else None

    def add(self, part: Piece, locator: str) -> None:
        """One part: words, layout or a file."""
        kind, text, data = (value(part, "ct") or "").lower(), value(part, "text"), value(part, "data")
        bare = kind.partition(";")[0].strip()
        if bare == "application/smil":
            self.layout += 1
        elif text is not None and bare in {"text/plain", ""} and data is None:
            self.texts.append(text)
        else:
            self._file(part, bare, text, data, locator)

    def _file(self, part: Piece, kind: str, text: str | None, data: str | None, locator: str) -> None:
        name = next(
            (found for key in ("fn", "name", "cl") if (found := value(part, key))),
            f"part {value(part, 'seq') or '?'}",
        )
        if data is None and text is None:
            self.attachments.append(Attachment(name, kind))
            self.problems.append(Problem(locator, ProblemKind.MISSING_ATTACHMENT, _NO_DATA))
            return
        try:
            held = (
                (text or "").encode("utf-8", "replace")
                if data is None
                else base64.b64decode(re.sub(r"\s+", "", data), validate=True)
            )
            self.attachments.append(attach(name, (held,), claimed_type=kind))
        except (binascii.Error, ValueError):
            self.attachments.append(Attachment(name, kind))
            self.problems.append(Problem(locator, ProblemKind.PARTLY_READ, _DAMAGED))

"""An Outlook object as its reader found it, whichever of the three containers it came from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from evidence_review.importers.mail.mapi_values import Properties


@dataclass(slots=True)
class Held:
    """A file or message held by another: `chunks` gives its bytes in pieces and may raise; `inside` is an
    embedded message."""

    found: Properties
    chunks: Callable[[], Iterable[bytes]] | None = None
    inside: "Outlook | None" = None
    is_object: bool = False


@dataclass(slots=True)
class Outlook:
    """A message, contact, appointment or the like. `problems` are sentences about parts of it that could not
    be read."""

    found: Properties = field(default_factory=Properties)
    people: list[Properties] = field(default_factory=list)
    files: list[Held] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

"""What a file holds, taken apart: files inside it, their names, and every text that a reader or a program can
get out of it.

It is for looking, never for making: nothing here tells whether something is hidden. To take another kind
apart, write a function from bytes to Parts and add it to TAKERS.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence_review.redaction.unpacked.parts_archives import LOST, archive_parts
from evidence_review.redaction.unpacked.parts_cells import CELLS, sheet_parts, table_parts
from evidence_review.redaction.unpacked.parts_mail import mail_parts
from evidence_review.redaction.unpacked.parts_ole import ole_parts
from evidence_review.redaction.unpacked.parts_styled import styled_parts
from evidence_review.redaction.unpacked.parts_text import text_parts

__all__ = ["TAKERS", "Part", "parts_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """Something inside a file: words, or the bytes of a file and its name. `place` and `how` never quote
    content. `cells` says that the words are a table, to be looked through over the edges of its cells."""

    place: str
    how: str
    words: str = ""
    data: bytes = b""
    name: str = ""
    lost: bool = False
    cells: bool = False


type Raw = tuple[str, str, str | bytes, str]
"""Place, how it was found, words or bytes, name. LOST as `how` says that it could not be opened to be
checked."""

TAKERS: tuple[Callable[[bytes], Iterator[Raw]], ...] = (
    archive_parts,
    mail_parts,
    ole_parts,
    text_parts,
    table_parts,
    sheet_parts,
    styled_parts,
)


def parts_of(data: bytes) -> Iterator[Part]:
    """Everything that any taker finds; one that trips over damage says so by a part that is lost."""
    for take in TAKERS:
        try:
            for place, how, value, name in take(data):
                if isinstance(value, str):
                    yield Part(place, how, words=value, name=name, lost=how == LOST, cells=how == CELLS)
                else:
                    yield Part(place, how, data=value, name=name, lost=how == LOST)
        # any reader may fail in its own way on a hostile file; what it gave before holds
        except Exception:  # noqa: BLE001
            yield Part("file", LOST, lost=True)

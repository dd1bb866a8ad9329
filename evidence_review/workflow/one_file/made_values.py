"""A file that was made anew: what is read of the original, how the new one is written, and what is told of
both."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_review.domain.contents import Contents, Passage, Sheet, Unseen
from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.redaction_values import Done, Redacted
from evidence_review.redaction.file_writing import OTHERS
from evidence_review.redaction.hidden.hidden import LOOKS
from evidence_review.redaction.new_files.html_values import page_contents
from evidence_review.redaction.new_files.medium import Medium, decoded, medium_of
from evidence_review.redaction.new_files.styled_pages import as_set
from evidence_review.redaction.new_files.writing import written
from evidence_review.redaction.new_files.writing_mail import HEADERS, mail, mailbox
from evidence_review.reports.remade import printed, remade_pdf


@dataclass(frozen=True, slots=True)
class Made:
    """A new file: its bytes, its ending, how many places were removed.

    Then sentences for the person redacting, pages that became pictures, and of the pages of a PDF how each
    place was taken out.
    """

    data: bytes
    ending: str
    removed: int
    notes: tuple[str, ...] = ()
    pictures: tuple[int, ...] = ()
    marks: tuple[Done, ...] = ()


def values_of(data: bytes, name: str) -> Contents:
    """What a web page, office file or letter says. UnreadableExport where it cannot be read."""
    if medium_of(data, name) is Medium.PAGE:
        return page_contents((decoded(data, name) or ("", ""))[0])
    from evidence_review.importers.file_values import (
        contents,
        is_read_here,
    )  # all importers come with it, which a PDF does not want

    with tempfile.TemporaryDirectory() as folder:  # inside the child's own private folder
        path = Path(folder) / f"file{Path(name).suffix.lower()}"
        path.write_bytes(data)
        if not is_read_here(path):
            raise UnreadableExport(OTHERS)
        values = contents(path)
    if medium_of(data, name) is Medium.MAIL:
        return replace(values, passages=tuple(as_set(values.passages, data)))
    return values


def as_printed(values: Contents) -> Contents:
    """The words as paper will show them, so that a name which only the paper spells out is found too."""
    passages = tuple(
        replace(one, text=printed(one.text), label=printed(one.label)) for one in values.passages
    )
    sheets = tuple(
        replace(
            one, name=printed(one.name), rows=tuple(tuple(printed(cell) for cell in row) for row in one.rows)
        )
        for one in values.sheets
    )
    return replace(values, passages=passages, sheets=sheets)


def written_as(values: Contents, ending: str) -> bytes:
    """A new file of these values, of the kind that an ending names."""
    own = {".pdf": remade_pdf, ".eml": mail, ".mbox": mailbox}
    return own[ending](values) if ending in own else written(values, ending)


def without_words(values: Contents) -> Contents:
    """The same shape without a word."""
    sheets = tuple(
        Sheet("", tuple(tuple("·" if cell else "" for cell in row) for row in sheet.rows))
        for sheet in values.sheets
    )
    return Contents(
        tuple(Passage("·", one.label if one.label in HEADERS else "") for one in values.passages),
        sheets,
        values.files,
    )


def of_engine(done: Redacted, ending: str) -> Made:
    """What an engine made of a PDF or a picture."""
    return Made(done.data, ending, done.removed, done.warnings, done.pages_as_pixels, done.marks)


_TOLD = (
    "comment",
    "tracked change",
    "hidden",
    "sheet that can only",
    "address",
    "name of",
    "property",
    "description",
    "speaker's notes",
    "field code",
    "could not",
)
"""Beginnings of kinds that the values of a file hold, and that are told of with them."""


def not_carried(data: bytes) -> list[str]:
    """What the original holds beside its values, which no new file has: listed, so that nothing goes
    unsaid."""
    counts: Counter[str] = Counter()
    try:
        found = list(LOOKS[Medium.OFFICE](data))
    except Exception:  # noqa: BLE001  a damaged file: what was read of it is all there is, and was told of
        return []
    for one in found:
        kind, _, count = one[1].rpartition(" (")
        if not one[1].startswith(_TOLD):
            counts[kind or one[1]] += int(count.rstrip(")")) if count.rstrip(")").isdigit() else 1
    what = ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))
    return [f"Also in the original, and not in the new file: {what}."] if what else []


def told_of(unseen: Sequence[tuple[str, int]], asked: Unseen) -> list[str]:
    """What became of that which a reader of the original does not see, for the person redacting."""
    if not unseen:
        return []
    what = ", ".join(f"{kind} ({count})" for kind, count in unseen)
    if asked is Unseen.SHOWN:
        return [f"Kept as ordinary words, though a reader of the original does not see it: {what}."]
    return [
        (
            f"Left out, since a reader of the original does not see it: {what}. Ask for it to be "
            f"shown if it is needed."
        )
    ]

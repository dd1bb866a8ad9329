"""Before anything is boxed: open, decrypt, take out other people's unapplied redactions and hidden notes,
draw visible notes and fields in."""

import io
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.imaging import pdf_opening
from evidence_review.redaction.streams.packing import OVERPACKED, overpacked
from evidence_review.redaction.streams.unfolding import UNFOLDS, unfolds

_HIDDEN = 2 | 32
"""Annotation flags Hidden and NoView (ISO 32000-1, table 165)."""
_ENCRYPT_NONE, _REDACT = 1, 12
"""MuPDF's numbers for saving without encryption and for annotations of type Redact."""
_MOST_PAGES = 20_000


def open_pdf(original: bytes) -> Any:
    """The opened document (PyMuPDF). UnreadableExport where it is none, wants a password, shows no page, or
    was made to keep readers busy."""
    if overpacked(original):
        raise UnreadableExport(OVERPACKED)
    if unfolds(original):
        raise UnreadableExport(UNFOLDS)
    document = pdf_opening.open_pdf(original).document
    count = document.page_count
    if count > _MOST_PAGES:
        raise UnreadableExport(
            f"This PDF has more than {_MOST_PAGES:,} pages. Take it apart and use the parts."
        )
    if not document.is_pdf or not count:
        raise UnreadableExport("No page of this PDF can be read. Ask the supplier for a fresh copy.")
    return document


def is_signed(document: Any) -> bool:
    """Whether it bears a signature. UnreadableExport where its pages are drawn by a program inside it
    (dynamic XFA): a reader sees none of them."""
    root = document.pdf_catalog()
    if document.xref_get_key(root, "NeedsRendering")[1] == "true":
        raise UnreadableExport(
            (
                "This is a form that draws itself (XFA). Open it in the program it was made for and "
                "print it to a new PDF."
            )
        )
    return document.get_sigflags() > 0 or document.xref_get_key(root, "Perms")[0] != "null"


def prepare(original: bytes) -> bytes:
    """The same pages with visible annotations and fields drawn in, nothing encrypted, and no foreign or
    hidden annotation."""
    document = open_pdf(original)
    for page in document:
        _drop_hidden(page)
    document.bake(annots=True, widgets=True)
    data = document.tobytes(garbage=1, deflate=True, encryption=_ENCRYPT_NONE)
    document.close()
    return _drawn_in(data)


def _drawn_in(data: bytes) -> bytes:
    """The file with every visible note that has an appearance drawn in by a second library: the first leaves
    some out."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        notes = (note for page in pdf.pages for note in page.obj.get("/Annots", []))
        if not any(isinstance(note, pikepdf.Dictionary) and "/AP" in note for note in notes):
            return data
        pdf.flatten_annotations("screen")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _drop_hidden(page: Any) -> None:
    for annotation in list(page.annots() or ()):
        if annotation.type[0] == _REDACT or annotation.flags & _HIDDEN:
            page.delete_annot(annotation)
    for widget in list(page.widgets() or ()):
        if _flags(page, widget) & _HIDDEN:
            page.delete_widget(widget)


def _flags(page: Any, widget: Any) -> int:
    kind, value = page.parent.xref_get_key(widget.xref, "F")
    return int(value) if kind == "int" else 0

"""The gate on the form of our own exports: nothing but what the allow-list names, one end, no earlier version
(reference/safety.md 1.6 e and f)."""

import io
from collections.abc import Iterator
from typing import Any

from evidence_review.domain.redaction_values import Leak
from evidence_review.redaction.gate import gate_fonts

IDLE = "a font that still holds the shapes of the letters that were taken out"
_PAGE = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Resources", "/Group"}
)
_RESOURCES = frozenset({"/Font", "/XObject", "/ColorSpace", "/ExtGState", "/Pattern", "/Shading"})
_TRAILER = frozenset({"/Root", "/Size", "/ID", "/Length", "/W", "/Type", "/Filter"})
_NOWHERE = frozenset(
    {
        *(
            "/Metadata",
            "/PieceInfo",
            "/Annots",
            "/AA",
            "/A",
            "/AF",
            "/Thumb",
            "/Alternates",
            "/OPI",
            "/Lang",
            "/Info",
            "/Names",
            "/Dests",
        ),
        *(
            "/ActualText",
            "/Alt",
            "/Title",
            "/Author",
            "/JS",
            "/JavaScript",
            "/EmbeddedFiles",
            "/OC",
            "/OCProperties",
            "/StructParents",
        ),
        *(
            "/AcroForm",
            "/XFA",
            "/Outlines",
            "/PageLabels",
            "/StructTreeRoot",
            "/URI",
            "/LastModified",
            "/CreationDate",
            "/ModDate",
        ),
    }
)
"""Keys that no object of an export has."""


def form_leaks(data: bytes, gone: frozenset[str] = frozenset()) -> list[Leak]:
    """What is in the file that the rebuild never writes; empty where its form is ours. No font may hold the
    shape of a letter of `gone` idle."""
    import pikepdf

    leaks: list[Leak] = []
    if not _is_one_version(data):
        leaks.append(Leak("file", "more than one version or end"))
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        if not set(pdf.trailer.keys()) <= _TRAILER or set(pdf.Root.keys()) != {"/Type", "/Pages"}:
            leaks.append(Leak("file", "an entry of the document that is not painted"))
        for number, page in enumerate(pdf.pages, 1):
            keys = set(page.obj.keys()) - _PAGE | set(page.obj.get("/Resources", {}).keys()) - _RESOURCES
            leaks += [Leak(f"page {number}", "an entry of the page that is not painted")] if keys else []
        leaks += [Leak(f"object {number}", what) for number, what in _objects(pdf)]
    if gone:
        leaks += [
            Leak(f"object {idle.number}", IDLE)
            for idle in gate_fonts.looked_at(data).idle
            if idle.letters & gone
        ]
    return leaks


def _is_one_version(data: bytes) -> bool:
    """Whether the file was written once, with nothing behind its end."""
    once = data.count(b"%%EOF") == data.count(b"startxref") == 1
    return once and data.rstrip().endswith(b"%%EOF")


def _objects(pdf: Any) -> Iterator[tuple[int, str]]:
    import pikepdf

    for value in pdf.objects:
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            if any(key in _NOWHERE for key in value.keys()):  # noqa: SIM118  # a stream has no other iterator
                yield value.objgen[0], "an entry that is not painted"
            if str(value.get("/Type", "")) == "/Font" and isinstance(value.get("/Widths"), pikepdf.Array):
                first, last = int(value.get("/FirstChar", 0)), int(value.get("/LastChar", 0))
                if len(value.Widths) != last - first + 1:
                    yield value.objgen[0], "widths of letters that are not painted"

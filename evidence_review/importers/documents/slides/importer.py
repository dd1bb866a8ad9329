"""Presentations: PowerPoint (.pptx, .pptm, .ppsx, .potx) and OpenDocument (.odp, .fodp; drawings too), one
item a slide (reference/formats.md 3.5)."""

import re
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.evidence import Read, ReadOptions
from evidence_review.importers.documents.odf.package import flat, kind, refuse_locked
from evidence_review.importers.documents.slides.odp import read_odp
from evidence_review.importers.documents.slides.pptx import read_pptx
from evidence_review.importers.packed.archives import open_zip
from evidence_review.importers.packed.office_package import open_package
from evidence_review.importers.plugin import About, Clock, Importer, head
from evidence_review.importers.tally import tallied

_MAIN = re.compile(r"/?ppt/presentation\d*\.xml", re.IGNORECASE)
_EMPTY = "This presentation holds no slides. Ask the supplier whether that is meant."


def recognises(path: Path) -> bool:
    """Whether a zip is a presentation of either kind, or an XML file says that it is one."""
    return _powerpoint(path) or kind(path) == "slides"


def _powerpoint(path: Path) -> bool:
    if head(path, 2) != b"PK":
        return False
    try:
        with path.open("rb") as stream, open_zip(stream) as archive:
            return any(_MAIN.fullmatch(name.replace("\\", "/")) for name in archive.namelist()[:10_000])
    except Exception:  # noqa: BLE001  a damaged directory: the heads of the members may still tell
        return any(mark in head(path, 1 << 20) for mark in (b"ppt/presentation.xml", b"ppt/slides/slide"))


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One PAGE item a slide, in order."""
    clock = Clock(options.zone)
    if head(path, 2) != b"PK":
        yield from tallied(read_odp(flat(path), path, clock), _EMPTY)
        return
    with open_package(path) as package:
        if _powerpoint(path):
            yield from tallied(read_pptx(package, path), _EMPTY)
        else:
            refuse_locked(package)
            yield from tallied(read_odp(package, path, clock), _EMPTY)


IMPORTER = Importer(
    "Presentation",
    "1",
    recognises,
    read,
    about=About(
        (
            "Presentations: PowerPoint (.pptx, .pptm, .ppsx, .potx), OpenDocument (.odp, .otp, .fodp), "
            "OpenDocument drawings (.odg)"
        ),
        (
            "PowerPoint 2007 to 365, strict and transitional, Keynote and Google Slides exports, "
            "LibreOffice Impress and Draw"
        ),
        "One item a slide: words, tables, charts' and diagrams' words, notes, comments with author "
        "and time, links, pictures and recordings as attachments; "
        "words that layouts and masters add; which slides are hidden",
        "Animations, ink, macros, the prompts of empty boxes",
        "Words stand in the order in which they are painted.",
    ),
)

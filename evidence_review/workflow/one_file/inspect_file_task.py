"""What a child process says of one file before it is redacted: its kind, its pages, where given values stand
in it, areas to look at."""

import base64
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from evidence_review.domain.seen_words import PixelBox, SeenText
from evidence_review.domain.tasks import Json
from evidence_review.domain.text_spans import merged
from evidence_review.imaging import ocr
from evidence_review.importers.packed.files_inside import files_inside
from evidence_review.redaction import find, page_texts
from evidence_review.redaction.file_writing import read_source, removals_of
from evidence_review.redaction.hidden.hidden import hidden_in
from evidence_review.redaction.new_files.medium import Medium, medium_of
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.pdf.drawing import render_page
from evidence_review.redaction.pdf.scans import readings
from evidence_review.redaction.pictures.frames import frame_count
from evidence_review.redaction.pictures.picture_targets import reading_of
from evidence_review.redaction.pictures.pictures import decoded, render_picture
from evidence_review.redaction.pictures.plates import WHY as PLATE
from evidence_review.redaction.pictures.plates import plates
from evidence_review.redaction.pictures.screens import proposals
from evidence_review.redaction.streams.preparing import open_pdf
from evidence_review.redaction.terms.ciphers import ciphers
from evidence_review.redaction.terms.longer_words import longer_words
from evidence_review.workflow.one_file.redact_file_task import as_pages, as_words

_MOST_UNSEEN = 200
_MOST_FRAMES = 20
"""Frames that are read by machine before a person chooses; the redaction itself reads all."""


def look(path: Path, terms: Sequence[str]) -> Iterator[Json]:
    """{"medium", "pages", "unseen", "places", "areas", "longer"}:
    see `inspecting.FileLook`; "places" has [how many,
    [page from 1, …]] for each term."""
    data = read_source(path)
    medium = medium_of(data, path.name)
    said, seen = _words(data, path.name, medium)
    unseen = dict.fromkeys(f"{leak.place}: {leak.how}" for leak in hidden_in(data, path.name))
    if medium is Medium.OFFICE:
        unseen |= dict.fromkeys(f"{name}: {what}" for name, what in files_inside(data))
    areas = [
        [page, *_shares(box, one), why] for page, one in seen.items() for box, why in _proposed(one, medium)
    ]
    yield {
        "medium": str(medium),
        "pages": _count(data, medium),
        "unseen": list(islice(unseen, _MOST_UNSEEN)),
        "places": [_places(term, said) for term in terms],
        "areas": areas,
        "longer": _longer(terms, said),
    }


def longer(path: Path, terms: Sequence[str]) -> Iterator[Json]:
    """{"longer": [[word, how often], …], "coded": {writing: how often}}: words of a file that hold one of the
    terms and more, and writings that must be decoded and seem to say one."""
    data = read_source(path)
    said, _ = _words(data, path.name, medium_of(data, path.name))
    coded = ciphers(said, search_of(removals_of(terms))) if terms else Counter[str]()
    yield {"longer": _longer(terms, said), "coded": dict(coded)}


_MOST_LONGER = 500


def _longer(terms: Sequence[str], said: Sequence[str]) -> list[list[str | int]]:
    found = longer_words(said, search_of(removals_of(terms))) if terms else Counter[str]()
    return [list(one) for one in found.most_common(_MOST_LONGER)]


def pages(path: Path, page: int, dpi: int) -> Iterator[Json]:
    """{"count", "width", "height", "rgb"}: a page of a file as pixels; of a file without pages its words on
    paper."""
    data = read_source(path)
    medium = medium_of(data, path.name)
    shown = data if medium in _PAGED else as_pages(data, path.name)
    is_picture = medium is Medium.PICTURE
    count = _count(shown, medium if is_picture else Medium.PDF)
    at = min(max(0, page), count - 1)
    width, height, rgb = render_picture(shown, at, dpi) if is_picture else render_page(shown, at, dpi)
    yield {"count": count, "width": width, "height": height, "rgb": base64.b64encode(rgb).decode("ascii")}


_PAGED = frozenset((Medium.PDF, Medium.PICTURE))


def _count(data: bytes, medium: Medium) -> int:
    if medium is Medium.PICTURE:
        return frame_count(data)
    if medium is not Medium.PDF:
        return 0
    with open_pdf(data) as document:
        return int(document.page_count)


def _words(data: bytes, name: str, medium: Medium) -> tuple[list[str], dict[int, SeenText]]:
    """The words of each page, and what a machine read in those that are pictures."""
    if medium is Medium.PDF:
        seen = readings(data)
        return [
            f"{text}\n{seen[at].text if at in seen else ''}" for at, text in enumerate(page_texts(data))
        ], seen
    if medium is Medium.PICTURE:
        count = min(_MOST_FRAMES, frame_count(data))
        read = (
            {}
            if ocr.absent()
            else {at: one for at in range(count) if (one := reading_of(ocr.recognise(decoded(data, at)[0])))}
        )
        return [read[at].text if at in read else "" for at in range(count)], read
    return [as_words(data, name)], {}


def _places(term: str, said: Sequence[str]) -> list[int | list[int]]:
    removals = removals_of([term])
    search = search_of(removals)
    counts = [len(merged([(hit.start, hit.end, "") for hit in find(text, search)])) for text in said]
    return [sum(counts), [page for page, count in enumerate(counts, 1) if count]]


def _proposed(seen: SeenText, medium: Medium) -> Iterator[tuple[PixelBox, str]]:
    yield from ((box, PLATE) for box in plates(seen))
    if medium is Medium.PICTURE:
        yield from ((one.box, one.why) for one in proposals(seen))


def _shares(box: PixelBox, seen: SeenText) -> list[float]:
    left, top, right, bottom = box
    across, down = seen.width, seen.height
    return [max(0, left) / across, max(0, top) / down, min(right, across) / across, min(bottom, down) / down]

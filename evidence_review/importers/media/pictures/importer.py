"""Pictures: photographs, screenshots, scans (reference/formats.md 3.7).

The file is kept; its text is read by a machine where there is one.

To read another picture format, add its mark and its name to `imaging.picture_opening`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.imaging import ocr
from evidence_review.imaging.picture_opening import MEDIA, TooLarge, frames, kind_of, opened, unfold, upright
from evidence_review.importers.media.pictures import (
    captions as pictures_captions,
)
from evidence_review.importers.media.pictures import (
    facts as pictures_facts,
)
from evidence_review.importers.media.pictures import (
    trailers as pictures_trailers,
)
from evidence_review.importers.media.pictures import (
    unopened as pictures_unopened,
)
from evidence_review.importers.media.pictures.sizes import other, size_in
from evidence_review.importers.plugin import GLANCE, HOLE, About, Clock, Importer, attach, file_chunks, head
from evidence_review.importers.tally import tallied
from evidence_review.importers.text.well_formed import is_unfit

MAX_CARRIED = 64 << 20
_HEAD = 1 << 16
_CANNOT = "This picture could not be opened. It has not been looked at. Ask for another copy."
_SAID_ONLY = (
    "This picture could not be opened and has not been looked at; only what the file says of itself "
    "was read. Ask for another copy."
)
_SUMS = "A check sum inside this picture does not hold: part of it was changed or lost. Ask for another copy."
_OTHER = (
    "This is a picture of a kind that cannot be opened here. It has not been looked at. Ask for it as "
    "JPEG, PNG or PDF."
)
_TOO_LARGE = (
    "This picture unfolds to more than can be opened here. It has not been looked at. Ask for it "
    "smaller, or in parts."
)
_STAYS = (
    "This picture is larger than can be kept with its item (64 MiB). Its bytes stay in the source; "
    "look at it there."
)
_MOVES = "This picture moves. Only its first frame was read for text; look at the others."
_SIZE = "This picture came out smaller than the file says it is. It may be incomplete; ask for another copy."
_INSTRUCTION = re.compile(r"<\?xpacket[^>]{0,400}\?>")
_XMP_UNFIT = (
    "What this picture says of itself (XMP) is damaged: its parts do not fit together. Ask for another copy."
)
_MOST_PAGES = 2000


def recognises(path: Path) -> bool:
    """Whether the first bytes are the mark of a picture format, or of one that is never opened here but says
    its size."""
    start = head(path, 128)
    return bool(kind_of(start) or other(start))


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One IMAGE item with the file; each further page of a TIFF as a PAGE item. A picture that cannot be
    opened is one Problem."""
    return tallied(_pictures(path, Clock(options.zone)))


def _pictures(path: Path, clock: Clock) -> Iterator[Item | Problem]:
    done = 0
    if not kind_of(head(path, 64)):
        yield from _unopened(path, clock, _OTHER, _OTHER)
        return
    try:
        with opened(path) as image:
            for value in _of(image, path, clock):
                done += isinstance(value, Item)
                yield value
    except TooLarge:
        if done:
            yield Problem("where reading stopped", ProblemKind.NOT_READ, _TOO_LARGE, 1)
        else:
            yield from _unopened(path, clock, _TOO_LARGE, _TOO_LARGE)
    except Exception:  # noqa: BLE001  Pillow and libheif raise many kinds on bytes that are no picture
        if done:
            yield Problem("where reading stopped", ProblemKind.PARTLY_READ, _CANNOT, 1)
        else:
            yield from _unopened(path, clock, _CANNOT, _SAID_ONLY)


def _unopened(path: Path, clock: Clock, nothing: str, said_only: str) -> Iterator[Item | Problem]:
    """A picture that cannot be opened: what it says of itself before the picture begins, as an item, or a
    Problem alone."""
    start = head(path, 128)
    file = _file(path, MEDIA.get(kind_of(start)) or other(start))
    image, size = pictures_unopened.said(file.data or b""), size_in(file.data or head(path, _HEAD))
    if image is None and size is None:
        yield Problem("picture", ProblemKind.NOT_READ, nothing, 1)
        return
    tags, gps = pictures_facts.directories(image) if image else ({}, {})
    sent = pictures_facts.taken(tags, "", clock)
    extra = (
        *((("width", str(size[0])), ("height", str(size[1]))) if size else ()),
        *pictures_facts.place(gps),
        *pictures_facts.said(tags, gps, {}),
        *(clock.remarks(sent.local) if sent and sent.offset is None else ()),
    )
    yield Item(
        "picture",
        ItemKind.IMAGE,
        None,
        path.name,
        1,
        sent=sent,
        thread_title=path.name,
        attachments=(file,),
        extra=extra,
    )
    yield Problem("picture", ProblemKind.PARTLY_READ, said_only)


def _of(image: Any, path: Path, clock: Clock) -> Iterator[Item | Problem]:
    kind = kind_of(head(path, 64))
    file = _file(path, MEDIA[kind])
    count = frames(image)
    facts, problems = _facts(image, file, kind, clock, count)
    sent = facts.pop("sent", None)
    try:
        damage = unfold(image)
    except TooLarge:  # its size and what it says of itself are known
        damage = _TOO_LARGE
    reading = ocr.Reading() if damage else _words(image)
    extra = (*facts["extra"], *ocr.extras(reading))
    yield Item(
        "picture",
        ItemKind.IMAGE,
        reading.text or None,
        path.name,
        1,
        sent=sent,
        thread_title=path.name,
        attachments=(file,),
        extra=extra,
    )
    yield from problems
    if damage:
        yield Problem("picture", ProblemKind.PARTLY_READ, damage)
    yield from _of_reading("picture", reading)
    if kind == "TIFF":
        yield from _pages(image, path, count)
    elif count > 1 and kind in {"GIF", "PNG", "WEBP", "AVIF"}:
        yield Problem("picture", ProblemKind.SOURCE_FLAG, _MOVES)
    if file.data is None:
        yield Problem("picture", ProblemKind.PARTLY_READ, _STAYS)


def _facts(
    image: Any, file: Attachment, kind: str, clock: Clock, count: int
) -> tuple[dict[str, Any], list[Problem]]:
    """Time and extra values of the picture, and what is to be said of the file as a whole."""
    tags, gps = pictures_facts.directories(image)
    xmp = pictures_facts.xmp_of(image, tags)
    captions = pictures_captions.captions(image)
    sent = pictures_facts.taken(tags, xmp, clock) or pictures_captions.created(captions, clock)
    turned = image.info.get("original_orientation")
    extra = [
        ("format", str(image.format or kind)),
        ("width", str(image.width)),
        ("height", str(image.height)),
        ("frames", str(count)),
        *pictures_facts.place(gps),
        *pictures_facts.said(tags, gps, image.info),
        *pictures_captions.said(captions),
    ]
    extra += [("orientation", f"{turned} (already turned by the decoder)")] if turned not in {None, 1} else []
    extra += [("xmp", xmp)] if xmp else []
    extra += clock.remarks(sent.local) if sent and sent.offset is None else ()
    problems = list[Problem]()
    for words, sentence in pictures_trailers.remark(kind, file.data or b""):
        extra.append(("behind the picture", words))
        problems.append(Problem("picture", ProblemKind.SOURCE_FLAG, sentence))
    problems += (
        Problem("picture", ProblemKind.PARTLY_READ, reason) for reason in _damage(kind, xmp, file.data or b"")
    )
    return {"sent": sent, "extra": extra}, problems


def _damage(kind: str, xmp: str, data: bytes) -> Iterator[str]:
    """What is damaged in a picture that could be opened."""
    if "\0" * 8 in xmp or (data and kind == "JPEG" and pictures_unopened.has_hole(data)):
        yield HOLE
    elif is_unfit(_INSTRUCTION.sub("", xmp)):
        yield _XMP_UNFIT
    if data and pictures_trailers.has_bad_sums(kind, data):
        yield _SUMS
    if data and pictures_trailers.truncated(kind, data):
        yield "This file ends before the picture does. Part of it is missing; ask for another copy."


def _file(path: Path, media: str) -> Attachment:
    if path.stat().st_size > MAX_CARRIED:
        return attach(path.name, file_chunks(path), "", media)
    data = path.read_bytes()
    whole = attach(path.name, (data,), "", media)
    return Attachment(path.name, media, whole.size, whole.sha256, "", data)


def _pages(image: Any, path: Path, count: int) -> Iterator[Item | Problem]:
    """The further pages of a TIFF: what a fax or a scanner keeps behind the first."""
    for number in range(2, min(count, _MOST_PAGES) + 1):
        locator = f"page {number}"
        try:
            image.seek(number - 1)
            damage = unfold(image)
            reading = ocr.Reading() if damage else _words(image)
        except Exception:  # noqa: BLE001  one bad page never stops a document
            yield Problem(
                locator,
                ProblemKind.NOT_READ,
                "This page of the picture is damaged and could not be opened. Ask for another copy.",
                1,
            )
            continue
        extra = (("width", str(image.width)), ("height", str(image.height)), *ocr.extras(reading))
        yield Item(
            locator,
            ItemKind.PAGE,
            reading.text or None,
            path.name,
            number,
            thread_title=path.name,
            extra=extra,
        )
        if damage:
            yield Problem(locator, ProblemKind.PARTLY_READ, damage)
        yield from _of_reading(locator, reading)
    if count > _MOST_PAGES:
        yield Problem(
            "file",
            ProblemKind.NOT_READ,
            "This file has more pages than are read here. Ask for it in parts.",
            count - _MOST_PAGES,
        )


def _words(image: Any) -> ocr.Reading:
    """The words in the picture; for a preview only whether they could be read."""
    if GLANCE.get() and not ocr.absent():
        return ocr.Reading(fault=ocr.LATER)
    return ocr.recognise(upright(image))


def _of_reading(locator: str, reading: ocr.Reading) -> Iterator[Problem]:
    """What the reviewer must know of the machine's reading."""
    if reading.fault == ocr.LATER:
        yield Problem(locator, ProblemKind.SOURCE_FLAG, ocr.LATER)
    elif reading.fault:
        yield Problem(locator, ProblemKind.PARTLY_READ, reading.fault)
    elif reading.doubtful:
        yield Problem(locator, ProblemKind.PARTLY_READ, ocr.DOUBTFUL)


IMPORTER = Importer(
    "Pictures",
    "1",
    recognises,
    read,
    about=About(
        (
            "Pictures: JPEG, JPEG 2000, PNG, GIF, BMP, TIFF, WEBP, HEIC/HEIF, AVIF; Photoshop, GIMP, "
            "DDS, PCX and icons by their size alone"
        ),
        (
            "Pillow 13 and libheif 1.23 on their own test pictures and those of ExifRead-like "
            "collections, damaged ones among them"
        ),
        "The picture with its bytes, size, frames, camera, time taken with its offset, place, "
        "comments, XMP and IPTC; every page of a TIFF; "
        "its text, where tesseract is on the machine, with a box for each word",
        (
            "Frames of moving pictures after the first, the film of a motion photo, what is shown but "
            "not written, faces"
        ),
        "Text is English only and read by a machine: handwriting and stylised letters are mostly "
        "missed. Camera clocks are often wrong; "
        "without an offset the zone is not known",
    ),
)

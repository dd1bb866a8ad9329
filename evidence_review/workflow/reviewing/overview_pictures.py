"""Pictures of a line, or of all lines together (number 0): a list without a byte of any, and small covered ones for
those that are looked at. Nothing of them is written anywhere (reference/law.md E3)."""

from collections.abc import Iterator, Sequence

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.ids import ItemId
from evidence_review.domain.tasks import Json, task
from evidence_review.sandbox import stream
from evidence_review.store import items
from evidence_review.store.searches import many_items
from evidence_review.workflow.case.child_calls import bytes_in
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.overview_views import PictureRow, Thumbnail
from evidence_review.workflow.reviewing import thumbnail_task
from evidence_review.workflow.reviewing.persons import chosen_lines, persons

MOST_BYTES = 48 << 20
"""What is given to a child at once, beside at least one picture."""


def overview_pictures(session: Session, number: int) -> tuple[PictureRow, ...]:
    """Every picture that was supplied, in order of time."""
    lines = chosen_lines(session, number)
    known = persons(session, lines)
    rows = many_items.pictures(session.case, [line.id for line in lines])
    known.meet(row[3] for row in rows if row[3] is not None)
    return tuple(
        PictureRow(
            item,
            file,
            when[:16],
            known.someone(sender).label if sender is not None else "",
            exhibit,
            bool(is_item),
        )
        for item, file, when, sender, exhibit, is_item in rows
    )


def thumbnails(session: Session, number: int, wanted: Sequence[tuple[ItemId, int]]) -> tuple[Thumbnail, ...]:
    """Covered small pictures of these files of items, as far as the lines let them through; in memory alone. What is
    too much for one child is left for the next time."""
    lines = chosen_lines(session, number)
    through = [
        (item, file)
        for item, file in wanted
        if any(items.reviewable(session.case, line.id, item) for line in lines)
    ]
    given: list[tuple[ItemId, int]] = []
    documents: list[bytes] = []
    for item, file in through:
        data = items.blob(session.case, item, file) or b""
        if documents and sum(map(len, documents)) + len(data) > MOST_BYTES:
            break
        given.append((item, file))
        documents.append(data)
    if not documents:
        return ()
    small = [*_drawn(documents), _NOTHING]  # the one that ended the child; those behind it wait
    return tuple(_thumbnail(item, file, one) for (item, file), one in zip(given, small, strict=False))


_NOTHING: Json = {"width": 0, "height": 0, "rgb": ""}


def _drawn(documents: Sequence[bytes]) -> Iterator[Json]:
    """What a child draws; it ends early where one picture stops it."""
    try:
        yield from stream(task(thumbnail_task.thumbnails, documents=tuple(documents), covered=True))
    except ReviewError:
        return


def _thumbnail(item: ItemId, file: int, untrusted: Json) -> Thumbnail:
    width, height, rgb = int(untrusted["width"]), int(untrusted["height"]), bytes_in(untrusted["rgb"])
    if not 0 <= width <= thumbnail_task.SIDE or len(rgb) != width * height * 3:
        width, height, rgb = 0, 0, b""
    return Thumbnail(int(item), file, width, height, rgb)

"""What the elements of a file of places say, value by value, and their positions (tracks)."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.markup.xml_stream import Element, all_text, local

type Point = tuple[float, float]
_DEEPEST = 40


def point_of(latitude: str | None, longitude: str | None) -> Point | None:
    """Degrees north and east; None where they are no place on earth."""
    try:
        north, east = float(latitude or ""), float(longitude or "")
    except ValueError:
        return None
    return (north, east) if -90 <= north <= 90 and -180 <= east <= 180 else None


def shown(point: Point) -> str:
    """A position as every other reader of places here writes it."""
    return f"{point[0]:.7f}, {point[1]:.7f}"


def said(
    element: Element, without: Iterable[str] = (), around: str = "value", depth: int = 0
) -> Iterator[str]:
    """A line for each value inside an element, in order, named by the element that holds it; those named in
    `without`, and what is in them, left out.

    `around` is what a `value` is called where the element around it has the name (KML's Data). What lies very
    deep is given as words alone.
    """
    left = frozenset(without)
    for each in element:
        name = local(each)
        if name not in left:
            if depth == _DEEPEST:
                yield f"{name}: {all_text(each)}"
                continue
            label = each.get("name") or each.get("key") or (around if name == "value" else name)
            yield from _own_values(each, label)
            yield from said(each, left, label, depth + 1)
        if behind := (each.tail or "").strip():
            yield f"{local(element)}: {behind}"


def _own_values(element: Element, label: str) -> Iterator[str]:
    """The words of an element itself, and its attributes."""
    if words := (element.text or "").strip():
        yield f"{label}: {html_text(words).strip() if '<' in words else words}"
    for key, value in element.attrib.items():
        if key not in {"name", "key"} and value:
            yield f"{label} {key.rpartition('}')[2]}: {value}"


def first(element: Element, *names: str) -> str:
    """The words of the first element of one of these names, anywhere inside."""
    return next(
        (words for each in element.iter() if local(each) in names and (words := (each.text or "").strip())),
        "",
    )


def place(
    locator: str,
    number: int,
    thread: str,
    title: str,
    point: Point | None,
    lines: Iterable[str],
    sent: Moment | None,
) -> Item:
    """One item: a location where there is a position, else a record; its position first, then what was said
    of it."""
    where = [f"Position: {shown(point)}"] if point else []
    return Item(
        locator,
        ItemKind.LOCATION if point else ItemKind.RECORD,
        "\n".join([*where, *lines]) or None,
        thread,
        number,
        sent=sent,
        app="Places",
        thread_title=title or thread,
    )


def let_go(element: Element, kinds: AbstractSet[str]) -> None:
    """Drop what was read of an element, and the one of these kinds before it, which is empty by then: a track
    may hold millions of points."""
    around, before = element.getparent(), element.getprevious()
    element.clear()
    if (
        around is not None
        and before is not None
        and local(before) in kinds
        and not len(before)
        and not before.text
    ):
        del around[around.index(before)]

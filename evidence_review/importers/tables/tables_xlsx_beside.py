"""What stands beside the cells of an XLSX sheet: comments of both kinds, links, words in drawings; pictures
and charts are counted."""

from collections.abc import Iterable, Iterator, Sequence

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.xml_stream import Element, all_text, local
from evidence_review.importers.packed.office_package import Package, Relation, attribute
from evidence_review.importers.tables.tables_sheets import Aside
from evidence_review.importers.tables.tables_xlsx import Book, Part, Taken, place_of


def aside(book: Book, sheet: Part, taken: Taken) -> Aside:
    """Everything beside the cells of a sheet."""
    relations = book.package.relations(sheet.part)
    notes = _notes(book.package, relations.values())
    drawings = [relation.target for relation in relations.values() if relation.kind == "drawing"]
    links = {at: relations[key].target if key in relations else key for at, key in taken.links.items() if key}
    return Aside(
        {at: "\n".join(said) for at, said in notes.items()}, taken.exact, frozenset(taken.hidden_rows), frozenset(taken.hidden_columns),
        links, tuple(words for drawing in drawings for words in _drawn(book.package, drawing)), tuple(_pictures(book, sheet, drawings)),
    )  # fmt: skip


def _notes(package: Package, relations: Iterable[Relation]) -> dict[tuple[int, int], list[str]]:
    """Comments of the threaded and the old kind; the old copy of a threaded one is left out."""
    notes = dict[tuple[int, int], list[str]]()
    for relation in sorted(relations, key=lambda each: each.kind != "threadedComment"):
        if relation.kind in {"threadedComment", "comments"}:
            for place, words in _comments(package, relation):
                if relation.kind != "comments" or not words.startswith("[Threaded comment]"):
                    notes.setdefault(place, []).append(words)
    return notes


def _comments(package: Package, relation: Relation) -> Iterator[tuple[tuple[int, int], str]]:
    root = package.xml(relation.target)
    if root is None:
        return
    authors = [all_text(each) for each in root.iter() if local(each) == "author"]
    for element in root.iter():
        place = (
            place_of(attribute(element, "ref")) if local(element) in {"comment", "threadedComment"} else None
        )
        if place:
            yield place, _comment(element, authors)


def _comment(element: Element, authors: Sequence[str]) -> str:
    """Author, time and words of a comment."""
    number = attribute(element, "authorId")
    author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
    said = (author, attribute(element, "dT"))
    head = ", ".join(word for word in said if word and not word.startswith("tc="))
    words = _words(element, "t", "text")
    return f"{head}: {words}" if head else words


def _words(element: Element, *names: str) -> str:
    return "".join(each.text or "" for each in element.iter() if local(each) in names)


def _drawn(package: Package, part: str) -> Iterator[str]:
    """The words of each shape of a drawing, those of its diagrams (SmartArt) too."""
    yield from _bodies(package, part)
    for relation in package.relations(part).values():
        if relation.kind == "diagramData" and not relation.outside:
            yield from _bodies(package, relation.target)


def _bodies(package: Package, part: str) -> Iterator[str]:
    """The words of each body of text in a part; in a diagram such a body is called `t`, as a run is."""
    root = package.xml(part)
    for body in root.iter() if root is not None else ():
        if local(body) in {"txBody", "t"}:
            lines = [_words(line, "t") for line in body if local(line) == "p"]
            if any(line.strip() for line in lines):
                yield "\n".join(lines)


def pictures(book: Book) -> frozenset[str]:
    """The parts of the pictures that are counted with the sheets on which they stand."""
    drawings = [
        relation.target
        for sheet in book.sheets
        for relation in book.package.relations(sheet.part).values()
        if relation.kind == "drawing"
    ]
    named = (each for drawing in drawings for each in book.package.relations(drawing).values())
    return frozenset(each.target for each in named if each.kind == "image")


def _pictures(book: Book, sheet: Part, drawings: list[str]) -> Iterator[Problem]:
    kinds = [relation.kind for drawing in drawings for relation in book.package.relations(drawing).values()]
    pictures, charts = kinds.count("image"), sum(kind.startswith("chart") for kind in kinds)
    if pictures:
        reason = f"{pictures} pictures on this sheet were not looked at. Open the original to see them."
        yield Problem(sheet.name or "sheet", ProblemKind.PARTLY_READ, reason, 0)
    if charts:
        reason = (
            f"{charts} charts on this sheet were not read; the cells that they show were, where they "
            f"stand in this workbook."
        )
        yield Problem(sheet.name or "sheet", ProblemKind.PARTLY_READ, reason, 0)

"""What stands beside the cells of an XLSX sheet: comments of both kinds, links, words in drawings; pictures
and charts are counted."""

from collections.abc import Iterator

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.xml_stream import all_text, local
from evidence_review.importers.packed.office_package import Package, Relation, attribute
from evidence_review.importers.tables.tables_sheets import Aside
from evidence_review.importers.tables.tables_xlsx import Book, Part, Taken, place_of


def aside(book: Book, sheet: Part, taken: Taken) -> Aside:
    """Everything beside the cells of a sheet. Comments come from the old and the threaded kind; the old copy
    of a threaded one is left out."""
    relations = book.package.relations(sheet.part)
    notes = dict[tuple[int, int], list[str]]()
    kinds = [
        relation
        for kind in ("threadedComment", "comments")
        for relation in relations.values()
        if relation.kind == kind
    ]
    for relation in kinds:
        for place, words in _comments(book.package, relation):
            if not (relation.kind == "comments" and words.startswith("[Threaded comment]")):
                notes.setdefault(place, []).append(words)
    drawings = [relation.target for relation in relations.values() if relation.kind == "drawing"]
    links = {at: relations[key].target if key in relations else key for at, key in taken.links.items() if key}
    return Aside(
        {at: "\n".join(said) for at, said in notes.items()}, taken.exact, frozenset(taken.hidden_rows), frozenset(taken.hidden_columns),
        links, tuple(words for drawing in drawings for words in _drawn(book.package, drawing)), tuple(_pictures(book, sheet, drawings)),
    )  # fmt: skip


def _comments(package: Package, relation: Relation) -> Iterator[tuple[tuple[int, int], str]]:
    root = package.xml(relation.target)
    authors = [all_text(each) for each in root.iter() if local(each) == "author"] if root is not None else []
    for element in root.iter() if root is not None else ():
        place = (
            place_of(attribute(element, "ref")) if local(element) in {"comment", "threadedComment"} else None
        )
        if place:
            number = attribute(element, "authorId")
            author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
            when = attribute(element, "dT")
            head = ", ".join(word for word in (author, when) if word and not word.startswith("tc="))
            words = "".join(each.text or "" for each in element.iter() if local(each) in {"t", "text"})
            yield place, f"{head}: {words}" if head else words


def _drawn(package: Package, part: str) -> Iterator[str]:
    """The words of each shape of a drawing."""
    root = package.xml(part)
    for body in root.iter() if root is not None else ():
        if local(body) == "txBody":
            lines = [
                "".join(each.text or "" for each in line.iter() if local(each) == "t")
                for line in body
                if local(line) == "p"
            ]
            if any(line.strip() for line in lines):
                yield "\n".join(lines)


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

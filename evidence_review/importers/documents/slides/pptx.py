"""The slides of a PowerPoint presentation: words, tables, charts, notes, comments, pictures (ECMA-376 part 1,
19)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.documents.document_pages import Extra, clean
from evidence_review.importers.documents.docx.beside import declared, slides_declared
from evidence_review.importers.documents.left_inside import INSIDE, MACROS
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import Package, Relation, attribute, child, properties

MAIN = ("ppt/presentation.xml", "ppt/Presentation.xml")
_LOST = "A slide is named in this presentation but could not be found or read. Ask for a fresh copy."
_SILENT = frozenset(
    (
        "extLst",
        "nvGrpSpPr",
        "grpSpPr",
        "spPr",
        "style",
        "bodyPr",
        "lstStyle",
        "tblPr",
        "tblGrid",
        "tcPr",
        "pPr",
        "endParaRPr",
        "xfrm",
        "timing",
    )
)


@dataclass(slots=True)
class Slide:
    """What is found on one slide, or its layout, or its notes."""

    package: Package
    relations: dict[str, Relation]
    lines: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    extra: list[Extra] = field(default_factory=list)
    placeholders: bool = True

    def read(self, elements: Iterable[Element]) -> None:
        """Shapes in the order in which they are painted."""
        for each in elements:
            self._shape(each)

    def _shape(self, element: Element) -> None:
        name = local(element)
        if name == "AlternateContent":
            branch = child(element, "Choice")
            self.read(branch if branch is not None else element)
        elif name == "txBody":
            self.lines += paragraphs(element, self.relations)
        elif name == "tbl":
            self._table(element)
        elif name in {"chart", "relIds"}:
            self._drawn(element)
        elif name in {"blip", "videoFile", "audioFile", "wavAudioFile", "media", "oleObj"}:
            self._file(element)
            self.read(element)
        elif name == "cNvPr":
            self._described(element)
        elif name not in _SILENT and not self._is_placeholder(element):
            self.read(element)

    def _is_placeholder(self, element: Element) -> bool:
        """Whether a shape is a place to be filled in, which is not to be read."""
        if local(element) != "sp" or self.placeholders:
            return False
        return any(local(each) == "ph" for each in element.iter())

    def _table(self, element: Element) -> None:
        for row in element:
            if local(row) == "tr":
                cells = [
                    " ".join(
                        line
                        for body in cell
                        if local(body) == "txBody"
                        for line in paragraphs(body, self.relations)
                    )
                    for cell in row
                    if local(cell) == "tc"
                ]
                self.lines.append("\t".join(cells).rstrip("\t"))

    def _drawn(self, element: Element) -> None:
        relation = self.relations.get(attribute(element, "dm") or attribute(element, "id"))
        root = self.package.xml(relation.target) if relation is not None and not relation.outside else None
        words = (
            [clean(each.text or "") for each in root.iter() if local(each) in {"t", "v"} and each.text]
            if root is not None
            else []
        )
        self.lines.append("\t".join(filter(None, words)))

    def _file(self, element: Element) -> None:
        relation = self.relations.get(
            attribute(element, "embed") or attribute(element, "link") or attribute(element, "id")
        )
        if relation is not None and relation.outside:
            self.extra.append(("link", relation.target))
        elif relation is not None and all(each.member != relation.target for each in self.files):
            self.files.append(self.package.file(relation.target))

    def _described(self, element: Element) -> None:
        for name in ("title", "descr"):
            if attribute(element, name).strip():
                self.extra.append(("picture", clean(attribute(element, name))))
        for each in element:
            relation = self.relations.get(attribute(each, "id")) if local(each).startswith("hlink") else None
            if relation is not None and relation.outside:
                self.extra.append(("link", relation.target))


def paragraphs(body: Element, relations: dict[str, Relation]) -> list[str]:
    """The lines of a text body; the address of a link after its words."""
    lines: list[str] = []
    for paragraph in body:
        if local(paragraph) == "p":
            words = "".join(_run(each, relations) for each in paragraph)
            lines += words.split("\n") if words.strip() else []
    return lines


def _run(element: Element, relations: dict[str, Relation]) -> str:
    name = local(element)
    if name == "br":
        return "\n"
    if name in _SILENT:
        return ""
    words = "".join(
        clean(each.text or "").replace("\x0b", "\n") for each in element.iter() if local(each) == "t"
    )
    address = _address(element, relations)
    bare = address.partition(":")[2].strip("/") or address
    return f"{words} <{address}>" if address and bare not in words else words


def _address(element: Element, relations: dict[str, Relation]) -> str:
    """Where the link of a run leads outside the file."""
    link = child(child(element, "rPr"), "hlinkClick")
    relation = relations.get(attribute(link, "id")) if link is not None else None
    return relation.target if relation is not None and relation.outside else ""


def read_pptx(package: Package, path: Path) -> Iterator[Item | Problem | Declared]:
    """One PAGE item a slide, in the order of the presentation; words that masters and layouts add, as
    records."""
    main = next(filter(None, map(package.part, MAIN)), MAIN[0])
    said = properties(package, "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
    authors = _authors(package, main)
    named, attached = _named(package, main), set[str]()
    yield from slides_declared(len(named), declared(said, "Slides", "slides, as the file says of itself"))
    for number, name in enumerate(named, 1):
        root = package.xml(name)
        if root is None:
            yield Problem(f"slide {number}", ProblemKind.NOT_READ, _LOST, 1)
        else:
            item = _item(package, path, name, root, number, authors, said if number == 1 else [])
            attached |= {each.member or "" for each in item.attachments}
            yield item
    yield from _backgrounds(package, path)
    yield from _remarks(package, attached)


def _named(package: Package, main: str) -> list[str]:
    """The slides as the presentation orders them, then those that lie in the file without being named."""
    relations, root = package.relations(main), package.xml(main)
    ids = [_relation_id(each) for each in root.iter() if local(each) == "sldId"] if root is not None else []
    listed = [relations[each].target if each in relations else f"missing {each}" for each in ids]
    loose = [
        name
        for name in package.tree.names(".xml")
        if PurePosixPath(name).parent.as_posix().lower() == "ppt/slides"
    ]
    return list(
        dict.fromkeys(
            [
                *listed,
                *sorted((name for name in loose if name not in listed), key=lambda name: (len(name), name)),
            ]
        )
    )


def _relation_id(element: Element) -> str:
    """The id of the relation, which stands beside a plain `id` of another meaning."""
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def _item(
    package: Package,
    path: Path,
    name: str,
    root: Element,
    number: int,
    authors: dict[str, str],
    said: list[Extra],
) -> Item:
    relations = package.relations(name)
    slide = Slide(package, relations)
    slide.read(root)
    for relation in relations.values():
        if relation.kind == "notesSlide" and not relation.outside:
            _notes(slide, relation.target)
        if relation.kind == "comments" and not relation.outside:
            slide.lines += _comments(package, relation.target, authors)
    hidden = (("hidden slide", "yes"),) if attribute(root, "show") in {"0", "false"} else ()
    return Item(
        f"slide {number}", ItemKind.PAGE, "\n".join(slide.lines), path.name, number, thread_title=path.stem, attachments=tuple(slide.files),
        extra=(*hidden, *dict.fromkeys(slide.extra), *said),
    )  # fmt: skip


def _notes(slide: Slide, name: str) -> None:
    """The speaker's notes: what was typed in their box, not the number or the picture of the slide."""
    root = slide.package.xml(name)
    notes = Slide(slide.package, slide.package.relations(name))
    for shape in root.iter() if root is not None else ():
        if local(shape) == "sp" and not _is_of_slide(shape):
            notes.read(shape)
    words = [line for line in notes.lines if line.strip()]
    if words:
        slide.lines += ["[notes]", *words]
    slide.files += notes.files
    slide.extra += notes.extra


def _is_of_slide(shape: Element) -> bool:
    """Whether a shape beside the notes shows the number or the picture of the slide."""
    kind = next((attribute(each, "type") for each in shape.iter() if local(each) == "ph"), "")
    return kind in {"sldNum", "sldImg"}


def _authors(package: Package, main: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for relation in package.relations(main).values():
        root = (
            package.xml(relation.target)
            if relation.kind in {"commentAuthors", "authors"} and not relation.outside
            else None
        )
        found |= (
            {attribute(each, "id"): attribute(each, "name") for each in root if attribute(each, "name")}
            if root is not None
            else {}
        )
    return found


def _comments(package: Package, name: str, authors: dict[str, str]) -> list[str]:
    """A line for each comment and each answer to one, in the older form and the newer."""
    lines: list[str] = []
    root = package.xml(name)
    for each in root.iter() if root is not None else ():
        if local(each) in {"cm", "reply"}:
            body, text = child(each, "txBody"), child(each, "text")
            words = (
                " ".join(paragraphs(body, {}))
                if body is not None
                else clean((text.text if text is not None else "") or "")
            )
            who, when = (
                authors.get(attribute(each, "authorId"), ""),
                attribute(each, "created") or attribute(each, "dt"),
            )
            by = ", ".join(filter(None, (f"by {clean(who)}" if who else "", clean(when))))
            lines.append(
                f"[{'answer' if local(each) == 'reply' else 'comment'} {by}] {words}".replace(" ]", "]")
            )
    return lines


def _backgrounds(package: Package, path: Path) -> Iterator[Item]:
    """Words that layouts and masters paint on every slide, each wording once."""
    said: dict[str, Item] = {}
    for name in package.tree.names(".xml"):
        what = {"slidelayouts": "layout", "slidemasters": "master"}.get(
            PurePosixPath(name).parent.name.lower()
        )
        root = package.xml(name) if what else None
        if root is not None and what:
            slide = Slide(package, package.relations(name), placeholders=False)
            slide.read(root)
            words = "\n".join(line for line in slide.lines if line.strip())
            item = Item(
                f"{what} {PurePosixPath(name).stem}",
                ItemKind.RECORD,
                words,
                path.name,
                thread_title=path.stem,
                extra=(("what", f"words of a {what}"),),
            )
            if words:
                said.setdefault(words, item)
    yield from said.values()


_UNSHOWN = (
    "{} pictures, sounds or films of this presentation stand on no slide (such as those of its masters) and "
    "were not looked at. Open the original to see them."
)


def _remarks(package: Package, attached: set[str]) -> Iterator[Problem]:
    """Files inside; how many media no slide carries (`attached` are those that one does); macros."""
    folders = {name: PurePosixPath(name).parent.name.lower() for name in package.tree.names()}
    for name, folder in folders.items():
        if folder in {"embeddings", "activex"} and not name.endswith((".rels", ".xml")):
            yield Problem(f"file inside {PurePosixPath(name).name}", ProblemKind.SOURCE_FLAG, INSIDE)
        if name.lower().endswith("vbaproject.bin"):
            yield Problem("macros", ProblemKind.SOURCE_FLAG, MACROS)
    unshown = [name for name, folder in folders.items() if folder == "media" and name not in attached]
    if unshown:
        yield Problem("whole file", ProblemKind.PARTLY_READ, _UNSHOWN.format(len(unshown)))
    yield from package.problems

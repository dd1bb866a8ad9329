"""What a Word document holds beside its body: notes, comments, headers and footers, files inside, what it
says of itself (reference/formats.md 3.5)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from evidence_review.domain.evidence import Declared, Item, Moment, Problem
from evidence_review.domain.kinds import ProblemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.importers.documents.document_pages import Extra, beside
from evidence_review.importers.documents.docx.elements import BREAK, OFF
from evidence_review.importers.documents.docx.words import Shared, Words
from evidence_review.importers.documents.left_inside import INSIDE, MACROS
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import Package, attribute, child, properties
from evidence_review.importers.plugin import Clock
from evidence_review.importers.text.long_values import bounded

_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_BLOCKS = (
    "The building blocks stored with this document (its glossary) were not read. They are no part of "
    "its text."
)


def named(package: Package, main: str, kind: str) -> list[str]:
    """The parts of a kind that the main part names, each once."""
    return list(
        dict.fromkeys(
            each.target for each in package.relations(main).values() if each.kind == kind and not each.outside
        )
    )


def hidden_styles(package: Package, main: str) -> frozenset[str]:
    """Ids of the styles whose words do not show, those built on them too."""
    above: dict[str, str] = {}
    says: dict[str, bool] = {}
    for root in map(package.xml, named(package, main, "styles")):
        for style in root if root is not None else ():
            name = attribute(style, "styleId")
            for each in style:
                if local(each) == "basedOn":
                    above[name] = attribute(each, "val")
                for inner in each if local(each) == "rPr" else ():
                    if local(inner) == "vanish":
                        says[name] = attribute(inner, "val") not in OFF
    return frozenset(name for name in above.keys() | says.keys() if _inherits(name, above, says))


def _inherits(name: str, above: dict[str, str], says: dict[str, bool]) -> bool:
    for _ in range(30):
        if name in says or name not in above:
            break
        name = above[name]
    return says.get(name, False)


def notes(shared: Shared, main: str) -> None:
    """Reads footnotes and endnotes into `shared.notes`, by kind and id."""
    for kind in ("footnote", "endnote"):
        for part in named(shared.package, main, kind + "s"):
            words, root = Words(shared, shared.package.relations(part)), shared.package.xml(part)
            for each in root if root is not None else ():
                if local(each) == kind and attribute(each, "type") not in _SEPARATORS:
                    shared.notes[kind, attribute(each, "id")] = (
                        words.blocks(each).replace("\f", "").replace(BREAK, "")
                    )


def comments(shared: Shared, main: str, path: Path, clock: Clock) -> None:
    """Reads comments into `shared.comments`, by id: who wrote, when, what it answers."""
    package = shared.package
    instants = _by(package, main, "commentsExtensible", "durableId", "dateUtc")
    durable = _by(package, main, "commentsIds", "paraId", "durableId")
    parents = _by(package, main, "commentsExtended", "paraId", "paraIdParent")
    done = _by(package, main, "commentsExtended", "paraId", "done")
    accounts = _accounts(package, main)
    ids: dict[str, str] = {}
    for part in named(package, main, "comments"):
        words, root = Words(shared, package.relations(part)), package.xml(part)
        for each in root if root is not None else ():
            if local(each) != "comment":
                continue
            number, para = attribute(each, "id"), _last_paragraph(each)
            ids[para] = number
            author, raw = attribute(each, "author"), attribute(each, "date")
            extra = [("initials", attribute(each, "initials")), ("account", accounts.get(author, ""))]
            extra += [
                ("answers comment", ids.get(parents.get(para, ""), "")),
                ("resolved", "yes" if done.get(para) in {"1", "true"} else ""),
            ]
            made = beside(
                path, f"comment {number}", "comment", words.blocks(each).replace(BREAK, ""), shared.marks
            )
            when = moment(raw, clock, instants.get(durable.get(para, ""), ""))
            said = tuple(pair for pair in extra if pair[1])
            shared.comments[number] = replace(
                made, sender=Party(None, author) if author else None, sent=when, extra=(*made.extra, *said)
            )


def _last_paragraph(comment: Element) -> str:
    """By which the parts beside the comments call one."""
    return ([attribute(each, "paraId") for each in comment.iter() if local(each) == "p"] or [""])[-1]


def moment(raw: str, clock: Clock, instant: str = "") -> Moment | None:
    """When a comment was made. Word writes the author's wall clock with a "Z" after it that means nothing;
    only `instant` is UTC."""
    if not raw:
        return None
    try:
        local_time = datetime.fromisoformat(raw).replace(tzinfo=None)
    except ValueError:
        return Moment(raw)
    try:
        utc = datetime.fromisoformat(instant).replace(tzinfo=None)
    except ValueError:
        return clock.moment(raw, local_time)
    return Moment(f"{raw} ({instant})", local_time, utc, None, ZoneSource.IN_VALUE)


def _by(package: Package, main: str, kind: str, key: str, value: str) -> dict[str, str]:
    roots = [package.xml(part) for part in named(package, main, kind)]
    return {
        attribute(each, key): attribute(each, value)
        for root in roots
        if root is not None
        for each in root
        if attribute(each, key)
    }


def _accounts(package: Package, main: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for root in map(package.xml, named(package, main, "people")):
        for person in root if root is not None else ():
            for each in person:
                found[attribute(person, "author")] = attribute(each, "userId")
    return found


def margins(shared: Shared, main: str, path: Path) -> Iterator[Item]:
    """Headers and footers with words, each wording once."""
    for what in ("header", "footer"):
        said: dict[str, Item] = {}
        for part in sorted(named(shared.package, main, what)):
            root = shared.package.xml(part)
            text = Words(shared, shared.package.relations(part)).blocks(root if root is not None else ())
            item = beside(
                path, f"{what} {PurePosixPath(part).name}", what, text.replace(BREAK, ""), shared.marks
            )
            words = item.text or ""
            if words.strip() and words in said:
                said[words] = replace(
                    said[words], extra=(*said[words].extra, ("also in", PurePosixPath(part).name))
                )
            elif words.strip() or item.attachments:
                said[words or part] = item
        yield from said.values()


def unplaced(shared: Shared) -> str:
    """Marks and words that stand nowhere in the body: notes and comments without a place, pictures that no
    part shows."""
    lines = [
        f"[{kind} {number}, without a place in the text] {words.strip()}\n"
        for (kind, number), words in shared.notes.items()
        if words.strip()
    ]
    marks = [shared.marks.put(item) for item in shared.comments.values()]
    for name in shared.package.tree.names():
        folder = PurePosixPath(name).parent.name.lower()
        if (
            folder in {"media", "embeddings", "activex"}
            and name not in shared.attached
            and not name.endswith((".rels", ".xml"))
        ):
            shared.attached.add(name)
            marks.append(shared.marks.put(shared.package.file(name)))
    return "".join(lines + marks)


def remarks(shared: Shared) -> Iterator[Problem]:
    """Files inside that are no pictures, macros, building blocks."""
    for name in sorted(each for each in shared.attached if "/embeddings/" in f"/{each.lower()}"):
        yield Problem(f"file inside {PurePosixPath(name).name}", ProblemKind.SOURCE_FLAG, INSIDE)
    names = [name.lower() for name in shared.package.tree.names()]
    if any(name.endswith("vbaproject.bin") for name in names):
        yield Problem("macros", ProblemKind.SOURCE_FLAG, MACROS)
    if any("/glossary/document.xml" in name for name in names):
        yield Problem("glossary", ProblemKind.SKIPPED, _BLOCKS)


def said_of_itself(shared: Shared, main: str) -> list[Extra]:
    """Properties, document variables, addresses outside that are no links of the text."""
    package = shared.package
    said = properties(package, "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml") or _said_in(
        package.xml(main)
    )
    for root in map(package.xml, named(package, main, "settings")):
        for each in root.iter() if root is not None else ():
            if local(each) == "docVar":
                said.append((f"document variable/{attribute(each, 'name')}", bounded(attribute(each, "val"))))
    outside = [
        each
        for each in package.relations(main).values()
        if each.outside and each.kind not in {"hyperlink", "image"}
    ]
    return said + [(f"outside/{each.kind}", each.target) for each in outside]


def _said_in(root: Element | None) -> list[Extra]:
    """The properties of a document of Word 2003 in XML, which stand in the document itself."""
    held = [child(root, name) for name in ("DocumentProperties", "CustomDocumentProperties")]
    pairs = [(local(each), (each.text or "").strip()) for one in held if one is not None for each in one]
    return [(f"file says/{name}", bounded(words)) for name, words in pairs if words]


def declared(said: list[Extra], name: str, what: str) -> Iterator[Declared]:
    """A count that the file claims for itself."""
    yield from (
        Declared(what, int(value))
        for key, value in said
        if key == f"file says/{name}" and value.isdecimal() and len(value) < 10
    )


def slides_declared(there: int, claimed: Iterable[Declared]) -> Iterator[Declared]:
    """How many slides stand in a presentation, and what it claims where that differs: programs that fill a
    template leave its number."""
    yield Declared("slides", there)
    yield from (claim for claim in claimed if claim.count != there)


def root_body(root: Element | None) -> Element | None:
    """The body of the main part."""
    return None if root is None else next((each for each in root.iter() if local(each) == "body"), root)

"""Cellebrite UFDR files, unzipped report folders and renamed report.xml files (FORMATS.md 3.1), streamed with bounded memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.archives import open_archive
from evidence_review.importers.plugin import Importer, head, media_type
from evidence_review.importers.ufdr_files import (
    LIMITS,
    PROTECTED,
    SNIFFED,
    Bytes,
    Shelf,
    TaggedFile,
    is_report,
    opened,
    report_in,
    report_member,
    tagged_file,
)
from evidence_review.importers.ufdr_items import KNOWN_RECORDS, VIEWS, Chat, Made, chat_of
from evidence_review.importers.ufdr_models import Model, Unknown, model_of
from evidence_review.importers.xml_stream import Element, Events, all_text, forget, local

_FLAGS = {"IsPartialData", "IsStoppedByUser", "IsTriageExtraction", "IsSelectiveExtraction"}
_SECTIONS = {
    "sourceExtractions", "caseInformation", "metadata", "images", "HashSetsInfo", "MalwareScanner",
    "taggedFiles", "decodedData", "extraInfo",
}  # fmt: skip
_PROTECTED = (
    "This Cellebrite report is protected and cannot be opened here. Nothing in it has been reviewed. "
    "Ask the supplier to export it again without protection."
)
_NOT_WHOLE = "This Cellebrite report is not whole XML: nothing in it could be read or has been reviewed. Ask for a fresh copy."
_MENDED = "The report broke the rules of XML in {} places (forbidden or unescaped characters); each was marked or read as text."
_POINTERS = "{} pointers to places in the phone's own files (extraInfo) were left in the report."
_ENDS_EARLY = "The report ends early. Everything before the break was imported; what follows is missing. Ask for a fresh copy."
_PARTIAL = "This extraction was selective or partial. That something is not here does not mean it was not on the phone."
_HELD_MESSAGES = 2000
_DEEPEST_START, _DEEPEST_END = 4, 6
"""Depths of a top-level model, and of a message in a chat: project/decodedData/modelType/model/multiModelField/model."""
_MEDIA = {"image": ItemKind.IMAGE, "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO}


def recognises(path: Path) -> bool:
    """Whether a zip, a folder or a file holds a Cellebrite report, by the first bytes of the report."""
    try:
        return is_report(_head_of_report(path))
    except (UnreadableExport, OSError, ValueError):
        return False


def _head_of_report(path: Path) -> bytes:
    if path.is_dir() or head(path, 2) != b"PK":
        report = report_in(path)
        return head(report, SNIFFED) if report else b""
    with open_archive(path, LIMITS) as archive:
        name = report_member(archive.members)
        return next(archive.chunks(archive.members[name]), b"")[:SNIFFED] if name else b""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Items of the report, what it declares of itself, and a Problem for everything that is missing, unknown or left out."""
    with opened(path) as (report, around):
        if b"".join(_first(around, report)).startswith(PROTECTED):
            raise UnreadableExport(_PROTECTED)
        yield from _Reading(report, around, options).all()


def _first(around: Bytes, report: str) -> Iterator[bytes]:
    for chunk in around.chunks(report):
        yield chunk[:4]
        return


@dataclass(slots=True)
class _OpenChat:
    """A conversation whose messages are arriving: they wait until it has said who it is, or until too many wait."""

    locator: str
    element: Element
    waiting: list[Model] = field(default_factory=list)
    chat: Chat | None = None
    count: int = 0


class _Reading:
    """One pass over a report."""

    def __init__(self, report: str, around: Bytes, options: ReadOptions) -> None:
        self._report, self._around = report, around
        self._unknown = Unknown()
        self._shelf = Shelf(around)
        self._made = Made(options, self._shelf)
        self._about: list[tuple[str, str]] = []
        self._flags: set[str] = set()
        self._counts: dict[str, int] = {}
        self._path: list[Element] = []
        self._chat: _OpenChat | None = None
        self._found = 0

    def all(self) -> Iterator[Read]:
        """Everything, with the Tally last."""
        events = Events(self._around.chunks(self._report))
        broken = False
        try:
            for event, element in events:
                if event == "start":
                    self._path.append(element)
                    if len(self._path) <= _DEEPEST_START:
                        yield from self._start(element, len(self._path))
                else:
                    if len(self._path) <= _DEEPEST_END:
                        yield from self._end(element, len(self._path))
                    self._path.pop()
        except UnreadableExport as fault:  # the archive is damaged, or the XML is of a kind that is refused
            if not self._path and not self._found:
                raise
            broken = True
            yield Problem(self._report, ProblemKind.PARTLY_READ, str(fault))
        if not self._counts and not self._about and not self._shelf.files and (events.broken or broken):
            raise UnreadableExport(_NOT_WHOLE)
        if self._chat:
            yield from self._messages(self._chat, last=True)
        yield from self._closing(events, broken=broken or events.broken)

    # ---- walking ----

    def _start(self, element: Element, depth: int) -> Iterator[Read]:
        if depth == 1:
            yield from self._project(element)
        elif depth == 2 and local(element) not in _SECTIONS:
            self._unknown.add("element", local(element), f"{self._report}#{local(element)}")
        elif depth == 4 and element.get("type") == "Chat" and self._section() == "decodedData":
            self._chat = _OpenChat(self._locator("Chat"), element)

    def _end(self, element: Element, depth: int) -> Iterator[Read]:
        section = self._section()
        if depth == 6 and self._chat and self._is_message(element):
            yield from self._message(self._chat, element)
            forget(element)
        elif depth == 4 and section == "decodedData" and local(element) == "model":
            yield from self._record(element)
            forget(element)
        elif depth == 3 and section == "taggedFiles" and local(element) == "file":
            self._shelf.add(tagged_file(element, self._unknown, f"{self._report}#{self._locator('file')}"))
            forget(element)
        elif depth == 3 and section not in {"decodedData", "taggedFiles"}:
            self._said(section, element)
            forget(element)
        elif depth in {3, 4} and section == "decodedData":
            self._other(element, depth)
            forget(element)

    def _section(self) -> str:
        return local(self._path[1]) if len(self._path) > 1 else ""

    def _locator(self, what: str) -> str:
        self._counts[what] = self._counts.get(what, 0) + 1
        return f"{what}[{self._counts[what]}]"

    def _is_message(self, element: Element) -> bool:
        return (
            local(element) == "model" and self._path[4].get("name") == "Messages" and self._path[3] is (self._chat and self._chat.element)
        )

    # ---- the report about itself ----

    def _project(self, element: Element) -> Iterator[Read]:
        self._about += [(f"project/{name}", str(text)) for name, text in element.attrib.items()]
        for name, what in (("NodeCount", "files (NodeCount)"), ("ModelCount", "records (ModelCount)")):
            declared = element.get(name) or ""
            if declared.isdecimal() and len(declared) < 16:
                yield Declared(what, int(declared))

    def _said(self, section: str, element: Element) -> None:
        """Case information, device information and the like: kept as written, never read as times (the examiner's locale)."""
        self._counts[section] = self._counts.get(section, 0) + 1
        if section == "extraInfo":
            return
        label = element.get("fieldType") or element.get("name") or element.get("id") or ""
        words = all_text(element)
        prefix = "/".join(word for word in (section, self._path[1].get("section") or "", local(element), label) if word)
        if words:
            self._about.append((prefix, words))
        for inner in element.iter():
            for name, text in inner.attrib.items():
                if name in _FLAGS and text.strip().lower() in {"true", "1", "yes"}:
                    self._flags.add(str(name))
                if (inner is not element or name not in {"name", "fieldType"}) and text:
                    self._about.append((f"{prefix}@{name}", str(text)))

    def _other(self, element: Element, depth: int) -> None:
        if not (depth == 3 and local(element) == "modelType"):
            self._unknown.add("element", local(element), f"{self._report}#{local(element)}")

    # ---- records ----

    def _record(self, element: Element) -> Iterator[Read]:
        if self._chat and self._chat.element is element:
            yield from self._messages(self._chat, last=True)
            self._chat = None
            return
        kind = element.get("type") or self._path[2].get("type") or "model"
        locator = f"{self._report}#{self._locator(kind)}/{element.get('id') or ''}"
        model = model_of(element, self._unknown, locator)
        model.type = kind
        if kind not in VIEWS and kind not in KNOWN_RECORDS:
            self._unknown.add("kind of record", kind, locator)
        yield from self._given(self._made.item(model, locator, self._counts[kind]))

    def _message(self, chat: _OpenChat, element: Element) -> Iterator[Read]:
        chat.count += 1
        model = model_of(element, self._unknown, f"{self._report}#{chat.locator}")
        model.type = model.type or "InstantMessage"
        chat.waiting.append(model)
        if len(chat.waiting) >= _HELD_MESSAGES:
            yield from self._messages(chat, last=False)

    def _messages(self, chat: _OpenChat, *, last: bool) -> Iterator[Read]:
        """The waiting messages; what is new of what the chat says of itself goes with their first, or stands alone where there is none."""
        about = model_of(chat.element, self._unknown, f"{self._report}#{chat.locator}")
        told = chat_of(about, chat.locator, self._made.party)
        first = chat.count - len(chat.waiting) + 1
        thread = chat.chat.thread if chat.chat else told.thread
        news = tuple(pair for pair in told.extra if not chat.chat or pair not in chat.chat.extra)
        if last and not chat.waiting and (news or not chat.count):
            about.type = "Chat"
            about.attributes.setdefault("messages", str(chat.count))
            locator = f"{self._report}#{chat.locator}/{about.id}"
            yield from self._given(self._made.item(about, locator, chat.count, replace(told, thread=thread, extra=())))
        for number, model in enumerate(chat.waiting, first):
            shared = replace(told, thread=thread, extra=news if number == first else ())
            yield from self._given(self._made.item(model, f"{self._report}#{chat.locator}/Messages[{number}]/{model.id}", number, shared))
        chat.chat = replace(told, thread=thread)
        chat.waiting.clear()

    def _given(self, item: Item) -> Iterator[Read]:
        self._found += 1
        yield item
        yield from self._made.problems
        self._made.problems.clear()

    # ---- the end ----

    def _closing(self, events: Events, *, broken: bool) -> Iterator[Read]:
        yield from self._files()
        if self._about:
            yield from self._given(_about(self._report, self._about))
        yield from self._shelf.unopened()
        remarks = {
            _PARTIAL: bool(self._flags),
            _ENDS_EARLY: broken,
            _MENDED.format(events.mended): events.mended > 0,
            _POINTERS.format(self._counts.get("extraInfo", 0)): "extraInfo" in self._counts,
        }
        for reason in (reason for reason, holds in remarks.items() if holds):
            yield Problem(self._report, ProblemKind.PARTLY_READ if reason == _ENDS_EARLY else ProblemKind.SOURCE_FLAG, reason)
        for name, (count, first) in self._unknown.seen.items():
            yield Problem(first, ProblemKind.UNKNOWN_NAME, f"Unknown {name}, {count} times; what it held was kept as it stands.")
        yield Tally(self._found)

    def _files(self) -> Iterator[Read]:
        """Files that no record carries are items of their own; those that are carried are only counted."""
        carried = 0
        for number, made in enumerate(self._shelf.files.values(), 1):
            if made.attached:
                carried += 1
            else:
                yield from self._given(self._file(made, number))
        if carried:
            self._found += carried
            yield Problem(
                f"{self._report}#taggedFiles",
                ProblemKind.SKIPPED,
                "Files that are shown with the message or record they belong to.",
                carried,
            )

    def _file(self, made: TaggedFile, number: int) -> Item:
        name = made.path.replace("\\", "/").rpartition("/")[2] or made.local_path.rpartition("/")[2] or "file"
        kind = media_type(name) or media_type(made.local_path)
        member = self._shelf.member(made)
        shown = _MEDIA.get(kind.partition("/")[0], ItemKind.FILE)
        attachment = Attachment(name, kind, made.size, made.sha256 or None, member)
        if member is None:
            self._made.problems.append(
                Problem(made.locator, ProblemKind.MISSING_ATTACHMENT, "A file is listed in the report but was not supplied.")
            )
        elif shown is not ItemKind.FILE or kind:
            attachment, problems = self._shelf.fetch(name, kind, made, member, made.locator)
            self._made.problems += problems
        extra = (("path", made.path), ("Local Path", made.local_path), ("MD5", made.md5), ("SHA256", made.sha256), *made.extra)
        return Item(
            made.locator,
            shown,
            None,
            f"files|{made.local_path.rpartition('/')[0]}",
            number,
            attachments=(attachment,),
            deleted_as_reported=made.deleted,
            extra=tuple((key, text) for key, text in extra if text),
        )


def _about(report: str, said: Iterable[tuple[str, str]]) -> Item:
    """What the report says of the case, the device and the extraction, as one record."""
    pairs = tuple(said)
    return Item(
        f"{report}#project", ItemKind.RECORD, "\n".join(f"{name}: {text}" for name, text in pairs), f"{report}#project", extra=pairs
    )


def companions(path: Path) -> list[Path]:
    """The folder of files beside a report.xml: they belong to it."""
    beside = path.parent / "files"
    return [beside] if path.is_file() and head(path, 2) != b"PK" and beside.is_dir() else []


IMPORTER = Importer("Cellebrite report (UFDR)", "1", recognises, read, companions)

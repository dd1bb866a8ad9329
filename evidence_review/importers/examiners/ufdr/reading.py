"""One pass over a Cellebrite report: sections in their order, chats while they grow, files, and the report
about itself (reference/formats.md 3.1)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.examiners.ufdr.fast_learning import learnt
from evidence_review.importers.examiners.ufdr.fast_moulds import Mould, Moulds
from evidence_review.importers.examiners.ufdr.fast_shapes import Glanced, Shape
from evidence_review.importers.examiners.ufdr.files import Bytes, Shelf, tagged_file
from evidence_review.importers.examiners.ufdr.grammar import Done
from evidence_review.importers.examiners.ufdr.items import Made
from evidence_review.importers.examiners.ufdr.models import Model, Node
from evidence_review.importers.examiners.ufdr.parsing import Parsing
from evidence_review.importers.examiners.ufdr.people import Chat, Persons
from evidence_review.importers.examiners.ufdr.views import KNOWN_RECORDS, VIEWS
from evidence_review.importers.markup.xml_stream import Texts
from evidence_review.importers.tally import Unknown

_FLAGS = {"IsPartialData", "IsStoppedByUser", "IsTriageExtraction", "IsSelectiveExtraction"}
_POINTING = {"extraInfo", "extraInfos"}
_SECTIONS = {
    "sourceExtractions", "caseInformation", "metadata", "images", "HashSetsInfo", "MalwareScanner",
    "taggedFiles", "decodedData", *_POINTING,
}  # fmt: skip
_NOT_WHOLE = (
    "This Cellebrite report is not whole XML: nothing in it could be read or has been reviewed. Ask "
    "for a fresh copy."
)
_MENDED = (
    "The report broke the rules of XML in {} places (forbidden or unescaped characters); each was "
    "marked or read as text."
)
_POINTERS = "{} pointers to places in the phone's own files (extraInfo) were left in the report."
_ENDS_EARLY = (
    "The report ends early. Everything before the break was imported; what follows is missing. Ask for "
    "a fresh copy."
)
_PARTIAL = (
    "This extraction was selective or partial. That something is not here does not mean it was not on "
    "the phone."
)
_IN_CHATS = "InstantMessage (in chats)"
_HELD_MESSAGES = 2000
_MOST_KINDS = 200
"""Kinds of record that are counted by name; a report has some sixty."""


@dataclass(slots=True)
class _OpenChat:
    """A conversation whose messages are arriving: they wait until it has said who it is, or until too many
    wait."""

    model: Model
    locator: str
    waiting: list[Model | Glanced] = field(default_factory=list)
    chat: Chat | None = None
    count: int = 0


class Reading:
    """One pass over a report."""

    def __init__(self, report: str, around: Bytes, options: ReadOptions) -> None:
        self._report = report
        self._unknown = Unknown()
        self._shelf = Shelf(around)
        self._persons = Persons(options)
        self._made = Made(options, self._shelf, self._persons)
        self._texts = Texts(around.chunks(report))
        self._parsing = Parsing(self._texts, report, self._unknown, learnt)
        self._about: list[tuple[str, str]] = []
        self._flags: set[str] = set()
        self._moulds: dict[Shape, Mould | None] = {}
        self._kinds = Counter[str]()
        self._section = Node("", {})
        self._chat: _OpenChat | None = None
        self._pointers = self._found = self._met = 0

    def all(self) -> Iterator[Read]:
        """Everything, with the Tally last."""
        broken = False
        try:
            for done in self._parsing.steps():
                yield from self._taken(done)
        except UnreadableExport as fault:  # the archive is damaged, or the XML is of a kind that is refused
            done = self._parsing.rest()
            if not self._met and not done:
                raise
            broken = True
            yield from self._taken(done)
            yield Problem(self._report, ProblemKind.PARTLY_READ, str(fault))
        broken = broken or self._parsing.broken
        if broken and self._met < 2 and not self._about:
            raise UnreadableExport(_NOT_WHOLE)
        if self._chat:
            yield from self._messages(self._chat, last=True)
        yield from self._closing(broken=broken)

    def _taken(self, done: list[Done]) -> Iterator[Read]:
        self._met += len(done)
        for what, value, place, _ in done:
            if what == "message" and isinstance(value, (Glanced, Model)):
                if (full := self._waits(value)) is not None:
                    yield from self._messages(full, last=False)
            elif what == "chat" and isinstance(value, Model):
                self._chat = _OpenChat(value, place)
            elif isinstance(value, Model):
                yield from self._record(value, place)
            elif isinstance(value, Glanced):
                continue  # a message in no chat travels as a model
            elif what == "node":
                self._node(value, place)
            elif what == "root":
                yield from self._project(value)
            else:
                self._section = value
                if value.name not in _SECTIONS:
                    self._unknown.add("element", value.name, f"{self._report}#{value.name}")

    # ---- records ----

    def _record(self, model: Model, locator: str) -> Iterator[Read]:
        kind = "Chat" if self._chat and self._chat.model is model else model.type
        if kind in self._kinds or len(self._kinds) < _MOST_KINDS:
            self._kinds[kind] += 1
        if self._chat and self._chat.model is model:
            yield from self._messages(self._chat, last=True)
            self._chat = None
            return
        if model.type not in VIEWS and model.type not in KNOWN_RECORDS:
            self._unknown.add("kind of record", model.type, locator)
        yield from self._given(self._made.item(model, locator, _number(locator)))

    def _waits(self, model: Model | Glanced) -> _OpenChat | None:
        """Let a message wait in its chat; the chat where too many wait."""
        chat = self._chat
        if chat is None:
            return None
        chat.count += 1
        self._kinds[_IN_CHATS] += 1
        if isinstance(model, Model):
            model.type = model.type or "InstantMessage"
        chat.waiting.append(model)
        return chat if len(chat.waiting) >= _HELD_MESSAGES else None

    def _messages(self, chat: _OpenChat, *, last: bool) -> Iterator[Read]:
        """The waiting messages; what is new of what the chat says of itself goes with their first, or stands
        alone where there is none."""
        about = chat.model.so_far()
        told = self._persons.chat(about, chat.locator.rpartition("#")[2])
        first = chat.count - len(chat.waiting) + 1
        before = chat.chat or replace(told, extra=())
        told = replace(told, thread=before.thread)
        news = tuple(pair for pair in told.extra if pair not in before.extra)
        plain = replace(told, extra=())
        if last and not chat.waiting and (news or not chat.count):
            about.type = "Chat"
            about.attributes.setdefault("messages", str(chat.count))
            locator = f"{chat.locator}/{about.id}"
            yield from self._given(self._made.item(about, locator, chat.count, plain))
        shared, moulds = replace(told, extra=news), Moulds(self._made, plain, self._moulds)
        for number, waiting in enumerate(chat.waiting, first):
            self._found += 1
            yield self._message(
                moulds, waiting, f"{chat.locator}/Messages[", number, shared if number == first else plain
            )
            if self._made.problems:
                yield from self._problems()
        chat.chat = told
        chat.waiting.clear()

    def _message(
        self, moulds: Moulds, waiting: Model | Glanced, before: str, number: int, chat: Chat
    ) -> Item:
        """A message of a chat, by a mould where it has no more to tell of the chat than its people."""
        if isinstance(waiting, Glanced):
            item = moulds.item(waiting, before, number) if not chat.extra else None
            if item is not None:
                return item
            waiting = waiting.model()
        return self._made.item(waiting, f"{before}{number}]/{waiting.id}", number, chat)

    def _given(self, item: Item) -> Iterator[Read]:
        self._found += 1
        yield item
        yield from self._problems()

    def _problems(self) -> Iterator[Read]:
        yield from self._made.problems
        self._made.problems.clear()

    # ---- the report about itself ----

    def _project(self, root: Node) -> Iterator[Read]:
        self._about += [(f"project/{name}", text) for name, text in root.attributes.items()]
        for name, what in (("NodeCount", "files (NodeCount)"), ("ModelCount", "records (ModelCount)")):
            declared = root.get(name)
            if declared.isdecimal() and len(declared) < 16:
                yield Declared(what, int(declared))

    def _node(self, node: Node, section: str) -> None:
        if section == "taggedFiles" and node.name == "file":
            self._shelf.add(tagged_file(node, self._unknown, f"{self._report}#{self._parsing.count('file')}"))
        elif section in _POINTING:
            self._pointers += 1
        else:
            self._said(node, section)

    def _said(self, node: Node, section: str) -> None:
        """Case information, device information and the like: kept as written, never read as times (the
        examiner's locale)."""
        label = node.get("fieldType") or node.get("name") or node.get("id")
        prefix = "/".join(filter(None, (section, self._section.get("section"), node.name, label)))
        if words := node.words():
            self._about.append((prefix, words))
        for inner in node.all():
            for name, text in inner.attributes.items():
                if name in _FLAGS and text.strip().lower() in {"true", "1", "yes"}:
                    self._flags.add(name)
                if text and (inner is not node or name not in {"name", "fieldType"}):
                    self._about.append((f"{prefix}@{name}", text))

    # ---- the end ----

    def _closing(self, *, broken: bool) -> Iterator[Read]:
        yield from self._counted()
        yield from self._files()
        if self._about:
            yield from self._given(_about(self._report, self._about))
        yield from self._shelf.unopened()
        mended, pointers = self._texts.mended, self._pointers
        remarks = {
            _PARTIAL: bool(self._flags),
            _ENDS_EARLY: broken,
            _MENDED.format(mended): mended > 0,
            _POINTERS.format(pointers): pointers > 0,
        }
        for reason in (reason for reason, holds in remarks.items() if holds):
            yield Problem(
                self._report,
                ProblemKind.PARTLY_READ if reason == _ENDS_EARLY else ProblemKind.SOURCE_FLAG,
                reason,
            )
        yield from self._unknown.problems()
        yield Tally(self._found)

    def _counted(self) -> Iterator[Declared]:
        """How many records of each kind, and how many files, stand in the report: what a count of its
        elements gives."""
        for kind, count in sorted(self._kinds.items()):
            yield Declared(f"records of the kind {kind[:60] or 'none'}", count)
        if self._shelf.files:
            yield Declared("files listed (taggedFiles)", len(self._shelf.files))

    def _files(self) -> Iterator[Read]:
        """Files that no record carries are items of their own; those that are carried are only counted."""
        carried = 0
        for number, made in enumerate(self._shelf.files.values(), 1):
            if made.attached:
                carried += 1
            else:
                yield from self._given(self._made.file(made, number))
        if carried:
            self._found += carried
            yield Problem(
                f"{self._report}#taggedFiles",
                ProblemKind.SKIPPED,
                "Files that are shown with the message or record they belong to.",
                carried,
            )


def _number(locator: str) -> int:
    """The number in "…#Kind[number]/id"."""
    return int(locator.rpartition("#")[2].partition("[")[2].partition("]")[0])


def _about(report: str, said: Iterable[tuple[str, str]]) -> Item:
    """What the report says of the case, the device and the extraction, as one record."""
    pairs = tuple(said)
    return Item(
        f"{report}#project",
        ItemKind.RECORD,
        "\n".join(f"{name}: {text}" for name, text in pairs),
        f"{report}#project",
        extra=pairs,
    )

"""Signal conversations as the program signal-export (sigexport) writes them: a folder or zip of
conversations, or one file of one (reference/formats.md 3.15)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Declared, Item, Moment, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.importers.chats.signal.export_lines import (
    STAMPED,
    Said,
    from_html,
    from_json,
    from_markdown,
)
from evidence_review.importers.packed.archives import DamagedMember, open_archive
from evidence_review.importers.packed.export_files import Tree, open_tree
from evidence_review.importers.plugin import (
    About,
    Clock,
    Importer,
    attach,
    decode_text,
    file_chunks,
    head,
    media_type,
)
from evidence_review.importers.tally import tallied
from evidence_review.importers.text import broken_ends
from evidence_review.importers.text.row_values import Owner, direction_of

APP = "Signal"
_READERS: dict[str, Callable[[str], Iterator[Said]]] = {
    "data.json": from_json,
    "chat.md": from_markdown,
    "index.md": from_markdown,
    "index.html": from_html,
}
"""Files of a conversation by name, the best first: all hold the same messages."""
_KINDS = {"image": ItemKind.IMAGE, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO}
_NOBODY = frozenset({"", "No-Sender"})
_BAD_LINE = "This line is no message, or it is damaged. It was not read. Ask for a fresh export."


def recognises(path: Path) -> bool:
    """Whether a folder or zip holds conversations of signal-export, or a file is one."""
    if path.is_dir():
        return _holds_conversation(path)
    start = head(path, 8192)
    if not start.startswith(b"PK"):
        stamped = path.suffix.lower() == ".md" and STAMPED.match(decode_text(start).text) is not None
        return stamped or any(_fits(name, start) for name in _READERS)
    try:
        with open_archive(path) as archive:
            held = [
                member for member in archive.members.values() if PurePosixPath(member.name).name in _READERS
            ]
            return any(
                _fits(PurePosixPath(member.name).name, next(archive.chunks(member), b"")[:8192])
                for member in held[:20]
            )
    except (UnreadableExport, DamagedMember, OSError):
        return False


def _holds_conversation(folder: Path) -> bool:
    below = [each for each in sorted(folder.iterdir())[:1000] if each.is_dir() and not each.is_symlink()]
    return any(
        _fits(name, head(place / name, 8192))
        for place in (folder, *below)
        for name in ("data.json", "chat.md", "index.md")
    )


def _fits(name: str, start: bytes) -> bool:
    """Whether the first bytes are those of such a file."""
    text = decode_text(start).text if start else ""
    if name == "data.json":
        return re.match(r'\s*\{"date": ?"[^"]*", ?"sender": ?', text) is not None and '"quote":' in text
    if name == "index.html":
        return (
            "<!doctype html" in text[:200].lower()
            and re.search(r"style\.css", text) is not None
            and re.search(r"class=['\"]?msg\b", text) is not None
        )
    lines = [line.rstrip("\r") for line in text.split("\n")]
    return STAMPED.match(lines[0]) is not None and any(map(_is_of_program, lines))


def _is_of_program(line: str) -> bool:
    """Whether no other program writes such a line: messages end with two blanks."""
    return bool(line.endswith("  ") and line.strip()) or "](./media/" in line or _DELETED in line


_DELETED = "(This message was deleted)"


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Messages conversation by conversation; files that no message names as items of their own."""
    clock = Clock(options.zone)
    yield from tallied(
        _values(path, options, clock), "No message was found in this Signal export. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    if path.is_dir() or head(path, 2) == b"PK":
        with open_tree(path) as tree:
            yield from tree.problems
            yield from _tree(tree, options, clock)
        return
    start = head(path, 8192)
    name = next((name for name in _READERS if _fits(name, start)), "chat.md")
    decoded = decode_text(path.read_bytes())
    folder = _beside(path)
    if not name.endswith(".html"):
        yield from broken_ends.remark(decoded.text, "end")
    yield from _Conversation("", _title(path), Owner(options), clock, folder).values(
        path.name, list(_READERS[name](decoded.text)), set()
    )


def _title(path: Path) -> str:
    return path.parent.name if path.name in _READERS and path.parent.name else path.stem


def _beside(path: Path) -> Tree:
    """The folder media beside one file of a conversation."""
    media = path.parent / "media"
    files = (
        [each for each in sorted(media.iterdir()) if each.is_file() and not each.is_symlink()]
        if media.is_dir()
        else []
    )
    return Tree(
        {f"media/{each.name}": each.stat().st_size for each in files},
        lambda name: file_chunks(path.parent / name),
    )


def _tree(tree: Tree, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    places = dict[str, dict[str, str]]()
    for name in tree.names():
        base = PurePosixPath(name)
        if base.name in _READERS:
            places.setdefault(str(base.parent), {})[base.name] = name
    used, repeated = set[str](), 0
    for place, files in places.items():
        best, messages, problems = _best(tree, files)
        yield from problems
        repeated += len(files) - 1
        used |= set(files.values())
        if best:
            prefix = "" if place == "." else f"{place}/"
            title = PurePosixPath(place).name or "conversation"
            yield from _Conversation(prefix, title, Owner(options), clock, tree).values(best, messages, used)
    if repeated:
        yield Problem(
            "export",
            ProblemKind.SKIPPED,
            f"{repeated} files repeat the same conversations in another form and were left out.",
        )
    yield from _unnamed(tree, used)


def _best(tree: Tree, files: dict[str, str]) -> tuple[str, list[Said], list[Problem]]:
    """The file that holds the most messages: data.json lacks what was merged from an older export."""
    best, found, problems = "", list[Said](), list[Problem]()
    for name, reader in _READERS.items():
        if name not in files or (name == "index.html" and found):
            continue
        try:
            messages = list(reader(decode_text(tree.read(files[name])).text))
        except DamagedMember as fault:
            problems.append(Problem(files[name], ProblemKind.NOT_READ, str(fault), 0))
            continue
        if _count_sound(messages) > _count_sound(found):
            best, found = files[name], messages
    if not best and problems:
        problems = [replace(problem, records=1) for problem in problems]
    return best, found, problems


def _count_sound(messages: list[Said]) -> int:
    return sum(not each.damaged for each in messages)


@dataclass(frozen=True, slots=True)
class _Conversation:
    prefix: str
    title: str
    owner: Owner
    clock: Clock
    tree: Tree

    def values(self, name: str, messages: list[Said], used: set[str]) -> Iterator[Item | Problem]:
        """The items of one conversation. Only names are known: the folder bears that of the person or
        group."""
        writers = dict.fromkeys(each.sender for each in messages if each.sender not in _NOBODY | {"Me"})
        others = tuple(Party(None, writer) for writer in writers) or (
            (Party(None, self.title),) if self.title else ()
        )
        for position, said in enumerate(messages, 1):
            locator = f"{name}:{said.place}"
            if said.damaged:
                yield Problem(locator, ProblemKind.NOT_READ, _BAD_LINE, 1)
                continue
            attachments = list[Attachment]()
            for shown, path in said.files:
                attachment, problem = self._attachment(shown, path, locator, used)
                attachments.append(attachment)
                yield from problem
            yield self._item(said, locator, position, others, attachments)

    def _item(
        self,
        said: Said,
        locator: str,
        position: int,
        others: tuple[Party, ...],
        attachments: list[Attachment],
    ) -> Item:
        mine, names_nobody = said.sender == "Me", said.sender in _NOBODY
        sender = self._sender(said)
        rest = tuple(party for party in (*others, self.owner.party) if party != sender)
        body = None if said.deleted else said.body.removesuffix("  ") or None
        return Item(
            locator=locator,
            kind=ItemKind.CALL if said.call else ItemKind.MESSAGE,
            text=body,
            thread=self.prefix.rstrip("/") or self.title or "conversation",
            position=position,
            sender=sender,
            recipients=others if mine else rest,
            sent=self._moment(said),
            direction=direction_of(None if names_nobody and not said.incoming else mine),
            app=APP,
            thread_title=self.title,
            attachments=tuple(attachments),
            deleted_as_reported="deleted for everyone" if said.deleted else None,
            extra=tuple(self._extra(said)),
        )

    def _sender(self, said: Said) -> Party | None:
        if said.sender == "Me":
            return self.owner.party
        return None if said.sender in _NOBODY else Party(None, said.sender, self.owner.is_me(said.sender))

    def _extra(self, said: Said) -> Iterator[tuple[str, str]]:
        quote = re.sub(r"(?m)^> ?", "", said.quote).strip()
        if quote:
            yield "quoted", quote
        yield from (("reaction", each) for each in said.reactions)
        yield from said.extra
        yield from self.clock.remarks(said.local if said.local and said.local.tzinfo is None else None)

    def _moment(self, said: Said) -> Moment:
        if said.local is not None and said.local.tzinfo is not None:
            local, offset = said.local.replace(tzinfo=None), said.local.strftime("%:z")
            return Moment(
                said.raw, local, said.local.astimezone(UTC).replace(tzinfo=None), offset, ZoneSource.IN_VALUE
            )
        return self.clock.moment(said.raw, said.local)

    def _attachment(
        self, shown: str, path: str, locator: str, used: set[str]
    ) -> tuple[Attachment, list[Problem]]:
        wanted = self.prefix + path.removeprefix("./").replace("%20", " ")
        place = next(
            (name for name in (wanted, self.prefix + path.removeprefix("./")) if name in self.tree.sizes),
            None,
        ) or self.tree.find(wanted)
        if place is None:
            reason = "A file is named in this message but was not supplied with the export."
            return Attachment(shown, media_type(shown)), [
                Problem(locator, ProblemKind.MISSING_ATTACHMENT, reason)
            ]
        used.add(place)
        try:
            return attach(shown or PurePosixPath(place).name, self.tree.chunks(place), place), []
        except DamagedMember as fault:
            return Attachment(shown, media_type(shown)), [
                Problem(locator, ProblemKind.PARTLY_READ, str(fault))
            ]


def _unnamed(tree: Tree, used: set[str]) -> Iterator[Item | Problem]:
    """Files that no message names: items of their own, so that they can be looked at. Style sheets are none
    of the evidence."""
    rest = [name for name in tree.names() if name not in used]
    evidence = [name for name in rest if not _is_layout(name)]
    if len(evidence) < len(rest):
        yield Problem(
            "export",
            ProblemKind.SKIPPED,
            f"{len(rest) - len(evidence)} files are only for showing the export and were left out.",
        )
    for number, name in enumerate(evidence, 1):
        try:
            attachment = attach(PurePosixPath(name).name, tree.chunks(name), name)
        except DamagedMember as fault:
            yield Problem(name, ProblemKind.NOT_READ, str(fault), 1)
            continue
        kind = _KINDS.get(media_type(name).split("/", 1)[0], ItemKind.FILE)
        extra = (("in the export", "no message names this file"),)
        folder = PurePosixPath(name).parent
        thread = str(folder.parent if folder.name == "media" else folder)
        yield Item(
            name, kind, None, thread, 1_000_000_000 + number, app=APP, attachments=(attachment,), extra=extra
        )


def _is_layout(name: str) -> bool:
    return PurePosixPath(name).name in {"style.css", "chat.js"} or name.startswith("__MACOSX/")


def companions(path: Path) -> Iterator[Path]:
    """Beside one file of a conversation: its media, and its other forms."""
    if path.is_file() and path.name in _READERS:
        yield from (each for name in _READERS if (each := path.parent / name).is_file() and each != path)
        yield from (path.parent / name for name in _beside(path).sizes)


IMPORTER = Importer(
    "Signal export (signal-export)",
    "1",
    recognises,
    read,
    companions,
    about=About(
        "Signal conversations exported with signal-export (sigexport)",
        (
            "folder or zip of conversations, or one file: data.json, chat.md, index.md, index.html of "
            "versions 1 to 3"
        ),
        (
            "messages with quotes, reactions, stickers, files; calls and deleted messages where the "
            "export marks them"
        ),
        "Signal's own databases, which are locked to the computer they came from",
        (
            "names only, no numbers; times are those of the exporting computer, without zone; chat.md "
            "and older exports do not mark calls; a page gives one time for messages sent within "
            "minutes of each other"
        ),
    ),
)

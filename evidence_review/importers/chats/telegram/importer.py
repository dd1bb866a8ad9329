"""Telegram Desktop exports: result.json or messages*.html of one chat or of the whole account; alone, in a
folder or in a zip."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts.account_files import Files, is_zip, names_of, opened, start_of
from evidence_review.importers.chats.telegram import lists as telegram_lists
from evidence_review.importers.chats.telegram import pages as telegram_html
from evidence_review.importers.chats.telegram.messages import Chat, Reader, chat_of, message
from evidence_review.importers.chats.telegram.sections import owner_of, sections
from evidence_review.importers.markup.html_elements import page
from evidence_review.importers.markup.json_stream import Element, Rest, cut_problem, elements, load
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.tally import tallied

_PAGE = re.compile(r"(?:^|/)messages(\d*)\.html?$", re.IGNORECASE)
_LIST = re.compile(r"(?:^|/)(?:export_results|lists/[^/]+)\.html?$", re.IGNORECASE)
_TYPES = frozenset({
    "personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes", "private_group", "private_supergroup", "public_supergroup",
    "private_channel", "public_channel",
})  # fmt: skip
_SECTIONS = frozenset({
    "personal_information", "profile_pictures", "stories", "contacts", "frequent_contacts", "sessions", "web_sessions", "chats", "left_chats",
})  # fmt: skip
_LISTS = ("messages", "chats.list.*.messages", "left_chats.list.*.messages")
_MOST_DEEP = 3


def recognises(path: Path) -> bool:
    """Whether the first keys, or the first elements, are those that Telegram Desktop writes."""
    if path.is_dir() or is_zip(path):
        return any(_fits(start_of(path, name)) for name in _likely(names_of(path), folder=path.is_dir()))
    return path.is_file() and _fits(start_of(path, path.name))


def _likely(names: list[str], *, folder: bool) -> list[str]:
    """Names worth a look. A folder is one export only if what it holds lies at its top or in its one
    folder."""
    named = [name for name in names if _is_main(name)]
    if folder and len({name.split("/")[0] for name in names if "/" in name}) > 1:
        named = [name for name in named if name.count("/") == 0 or name.startswith("chats/")]
    return sorted(named, key=lambda name: (name.count("/"), name))[:5]


def _is_main(name: str) -> bool:
    is_named_so = name.lower().endswith(("result.json", "export_results.html")) or _PAGE.search(name)
    return bool(is_named_so) and name.count("/") <= _MOST_DEEP


def _fits(start: bytes) -> bool:
    begins = start[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins.startswith(b"{"):
        return _fits_json(load(start).value)
    if not begins.startswith(b"<"):
        return False
    message = re.search(rb"class=[\"']\s*message\s+default\b", start) is not None
    service = re.search(rb"class=[\"']\s*message\s+service", start) is not None
    if re.search(rb"class=[\"']\s*page_wrap", start) is None:  # a page of which only the messages were kept
        dated = (
            re.search(
                rb"class=[\"']\s*(?:pull_right\s+)?(?:date\s+details\s*[\"'] title=|from_name[\"'\s])", start
            )
            is not None
        )
        return (message and dated) or (
            service and re.search(rb"class=[\"']\s*body\s+details", start) is not None
        )
    return message or service or b"<title>Exported Data</title>" in start


def _fits_json(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    first = value["messages"][0] if isinstance(value.get("messages"), list) and value["messages"] else None
    if isinstance(first, dict) and first.get("type") in {"message", "service", "unsupported"}:
        return _is_message(first)
    is_chat = "messages" in value and value.get("type") in _TYPES and "id" in value
    return is_chat or _is_account(value)


def _is_message(said: dict[str, Any]) -> bool:
    """Whether an object has the keys of a message; also as other programs cut it down, without id or time."""
    if {"from", "text"} <= said.keys() or {"actor", "action"} <= said.keys():
        return True
    return "id" in said and not {"date", "from", "actor", "text"}.isdisjoint(said)


def _is_account(value: dict[str, Any]) -> bool:
    """Whether an object has the sections of a whole account."""
    owner, chats = value.get("personal_information"), value.get("chats")
    held = [value[key] for key in _SECTIONS & value.keys() if isinstance(value[key], dict)]
    return (
        (isinstance(owner, dict) and "user_id" in owner)
        or (isinstance(chats, dict) and "list" in chats)
        or ("about" in value and any({"about", "list"} & each.keys() for each in held))
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """A MESSAGE, CALL or SYSTEM item for each message, and one item for each record of the account; one
    thread a conversation."""
    yield from tallied(
        _values(path, options), "No message was found in this Telegram export. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    clock = Clock(options.zone)
    with opened(path) as files:
        jsons, pages = _names(path, files)
        reader = Reader(files, options, clock=clock)
        for name in jsons:
            reader.folder = _folder(name)
            yield from _json(name, reader, prefix="" if len(jsons) == 1 else f"{name}: ")
        yield from _pages(pages, [_folder(name) for name in jsons], reader)
        yield from reader.unknown.problems()
        yield from files.remarks("Telegram")


def _names(path: Path, files: Files) -> tuple[Sequence[str], Sequence[str]]:
    """The JSON files of an export, and its pages; a file on its own is what it begins like."""
    names = files.tree.names()
    if files.beside is not None:
        is_page = start_of(path, path.name, 200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        return ([], names) if is_page else (names, [])
    jsons = [name for name in names if _is_result(files.tree.start(name, 65_536), name)]
    return jsons, [name for name in names if _PAGE.search(name) or _LIST.search(name)]


def _is_result(start: bytes, name: str) -> bool:
    return name.lower().endswith("result.json") and _fits(start)


def _folder(name: str) -> str:
    return str(PurePosixPath(name).parent).removeprefix(".")


# ---- JSON --------------------------------------------------------------------------------------


def _json(name: str, reader: Reader, prefix: str) -> Iterator[Item | Problem]:
    """Every element of the lists of messages, then the rest of the file."""
    reader.files.used.add(name)
    reader.owner_id, reader.owner_name = owner_of(load(reader.files.tree.start(name, 262_144)).value)
    chats = dict[tuple[str | int, ...], Chat]()
    taken = set[str]()
    for each in elements(reader.files.tree.chunks(name), reader.files.tree.sizes[name], *_LISTS):
        if isinstance(each, Rest):
            yield from _rest(each, name, prefix, reader)
            break
        yield message(
            each.value, prefix + _dotted(each.path), int(each.path[-1]), _chat(each, chats, taken), reader
        )


def _chat(each: Element, chats: dict[tuple[str | int, ...], Chat], taken: set[str]) -> Chat:
    """One conversation for each list; a second one of the same id in a file is kept apart by its place."""
    place = each.path[:-1]
    if place not in chats:
        made = chat_of(each.holder, len(chats))
        if made.thread in taken:
            made = Chat(f"{made.thread} ({_dotted(place)})", made.id, made.title, made.type)
        taken.add(made.thread)
        chats[place] = made
    return chats[place]


def _dotted(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def _rest(rest: Rest, name: str, prefix: str, reader: Reader) -> Iterator[Item | Problem]:
    yield from sections(rest.value, prefix, reader)
    if rest.cut is not None:
        yield cut_problem(name)
    elif not rest.certain:
        yield Problem(
            name, ProblemKind.SOURCE_FLAG, "The text encoding of this file is not certain. Check the preview."
        )


# ---- pages -------------------------------------------------------------------------------------


def _pages(names: Sequence[str], covered: list[str], reader: Reader) -> Iterator[Item | Problem | Declared]:
    """Pages beside a result.json say the same once more."""
    again = [name for name in names if any(_lies_in(name, folder) for folder in covered)]
    reader.files.used.update(names)
    if again:
        yield Problem(
            again[0],
            ProblemKind.SKIPPED,
            f"{len(again)} pages repeat what the JSON file of this export holds. They were not read again.",
        )
    rest = set(names) - set(again)
    _learn_owner(sorted(rest), reader)
    talks = dict[str, telegram_html.Talk]()
    for name in sorted(rest, key=_order):
        data, fault = telegram_html.read_page(name, reader)
        if fault:
            yield fault
        if _LIST.search(name):
            yield from telegram_lists.listed(name, data, reader)
            continue
        talk = talks.setdefault(_folder(name), telegram_html.Talk(_folder(name)))
        talk.thread = talk.thread or _title(data, name)
        yield from telegram_html.messages(name, data, talk, reader)
    lines = sum(talk.day_lines for talk in talks.values())
    if lines:
        yield Problem(
            "pages",
            ProblemKind.SKIPPED,
            f"{lines} lines that only give the day are layout and were left out.",
        )


def _lies_in(name: str, folder: str) -> bool:
    return folder == "" or name.startswith(folder + "/")


def _learn_owner(names: list[str], reader: Reader) -> None:
    for name in names:
        if name.lower().endswith("export_results.html"):
            root, _ = page(telegram_html.read_page(name, reader)[0])
            reader.owner_name = telegram_lists.owner_name(root) if root is not None else ""


def _title(data: bytes, name: str) -> str:
    """The title of a chat by its page, else by the name of that."""
    found = re.search(rb'class="text bold">\s*([^<]{1,200}?)\s*<', data[:65_536])
    return found[1].decode("utf-8", "replace") if found else PurePosixPath(name).stem


def _order(name: str) -> tuple[str, int, str]:
    """messages.html, messages2.html, … messages10.html."""
    found = _PAGE.search(name)
    return _folder(name), int(found[1] or 1) if found else 0, name


IMPORTER = Importer(
    "Telegram Desktop",
    "1",
    recognises,
    read,
    about=About(
        formats=(
            "Telegram Desktop export: result.json or messages*.html, one chat or the whole account, as "
            "a file, a folder or a zip"
        ),
        seen=(
            "JSON keys of the exports of 2018 to 2025, numeric and `user…` ids, with and without "
            "date_unixtime; pages with and without UTC offset"
        ),
        read=(
            "Messages, service messages, calls, reactions, files, contacts, sessions, profile, "
            "pictures; formatted text as plain words"
        ),
        not_read="Layout of pages; pages that repeat a result.json in the same folder",
        limits="`date` is the local time of the computer that exported: without date_unixtime or offset "
        "there is no instant. Pages hold no ids. "
        "Members of a group are not listed in the export.",
    ),
)

"""JSON files of a Facebook or Instagram download: conversations, whose files are put together, and everything
else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.accounts.account_records import as_list, as_text, is_set, parts, record
from evidence_review.importers.accounts.meta.messages import Thread, message, sent
from evidence_review.importers.accounts.meta.people import PROFILE, Account
from evidence_review.importers.accounts.meta.text import app_of, repaired
from evidence_review.importers.markup.json_stream import LARGE, Element, Loaded, cut_problem, elements, load

_ABOUT = frozenset({"participants", "messages", "title", "thread_path", "threadName"})


def is_thread(value: Any) -> bool:
    """Whether an object is a conversation: `messages` whose elements have a sender, or an empty one with
    `participants`."""
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        return False
    first = value["messages"][0] if value["messages"] else None
    if isinstance(first, dict):
        return bool({"sender_name", "senderName", "timestamp_ms"} & first.keys()) or (
            "participants" in value and "timestamp" in first
        )
    return isinstance(value.get("participants"), list) and bool(
        {"thread_path", "title", "threadName", "is_still_participant"} & value.keys()
    )


def is_flat(value: Any) -> bool:
    """Whether a list is the `messages.json` of the flat Instagram download."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and "participants" in first and isinstance(first.get("conversation"), list)


@dataclass(slots=True)
class _Gathered:
    """The messages of one conversation over its files, as they are written, each with its locator."""

    thread: Thread
    messages: list[tuple[Any, str]] = field(default_factory=list)


def files_of(names: list[str], account: Account, *, alone: bool) -> Iterator[Item | Problem]:
    """Everything in these files, folder by folder: the conversations of a folder come when all its files were
    read."""
    folders = dict[str, list[str]]()
    for name in names:
        folders.setdefault(str(PurePosixPath(name).parent), []).append(name)
    for folder in folders.values():
        gathered = dict[str, _Gathered]()
        for name in sorted(folder, key=_number):
            yield from _file(name, "" if alone else f"{name}: ", gathered, account)
        for each in gathered.values():
            yield from _in_order(each, account)


def _number(name: str) -> tuple[int, str]:
    """message_2.json before message_10.json: the newest messages come first."""
    last = PurePosixPath(name).stem.rpartition("_")[2]
    return int(last) if last.isdecimal() and len(last) < 9 else 0, name


def _file(
    name: str, prefix: str, gathered: dict[str, _Gathered], account: Account
) -> Iterator[Item | Problem]:
    account.files.used.add(name)
    loaded = _loaded(name, account)
    value = loaded.value
    if is_thread(value):
        _gather(loaded, name, prefix, gathered, account)
    elif is_flat(value):
        yield from _flat(loaded, prefix, account)
    else:
        yield from _records(loaded, name, prefix, account)
    if loaded.cut is not None:
        yield cut_problem(name)
    elif not loaded.certain:
        yield Problem(
            name, ProblemKind.SOURCE_FLAG, "The text encoding of this file is not certain. Check the preview."
        )


def _loaded(name: str, account: Account) -> Loaded:
    """A file as one value; one above LARGE bytes by its elements, so that its text is never held as a
    whole."""
    tree, size = account.files.tree, account.files.tree.sizes[name]
    if size <= LARGE:
        return load(tree.chunks(name))
    found = list[Any]()
    for each in elements(tree.chunks(name), size, "messages", ""):
        if isinstance(each, Element):
            found.append(each.value)
        else:
            value = (
                {**each.value, "messages": found}
                if isinstance(each.value, dict) and found
                else found or each.value
            )
            return Loaded(value, None if each.cut is None else (), each.certain)
    return Loaded(None, ())


def _gather(loaded: Loaded, name: str, prefix: str, gathered: dict[str, _Gathered], account: Account) -> None:
    said = loaded.value
    about = repaired({key: value for key, value in said.items() if key != "messages"})
    id_ = as_text(
        about.get("thread_path")
        or about.get("threadName")
        or str(PurePosixPath(name).parent).removeprefix(".")
        or about.get("title")
        or PurePosixPath(name).stem
    )
    if id_ not in gathered:
        gathered[id_] = _Gathered(_thread(id_, about, app_of(name, said)))
    for number, each in enumerate(said["messages"]):
        if not loaded.is_cut("messages", number):
            gathered[id_].messages.append((each, f"{prefix}messages[{number}]"))
    account.empty += not said["messages"]


def _thread(id_: str, about: dict[str, Any], app: str) -> Thread:
    """A conversation by what its file says of it."""
    named = [_name(each) for each in as_list(about.get("participants"))]
    title = as_text(about.get("title") or about.get("threadName") or ", ".join(named))
    extra = tuple(
        (f"conversation {key}", as_text(value))
        for key, value in about.items()
        if key not in _ABOUT and is_set(value)
    )
    return Thread(id_, title, tuple(filter(None, named)), app, about=extra)


def _name(person: Any) -> str:
    return as_text(person.get("name") or "") if isinstance(person, dict) else as_text(person or "")


def _in_order(gathered: _Gathered, account: Account) -> Iterator[Item]:
    """The oldest first; of the same instant, those that stand later in files that begin with the newest."""
    stamped = [(_instant(each), each, locator) for each, locator in gathered.messages]
    if len(stamped) > 1 and stamped[0][0] >= stamped[-1][0]:
        stamped.reverse()
    stamped.sort(key=lambda one: one[0])
    for position, (_, each, locator) in enumerate(stamped, 1):
        yield message(each, locator, position, gathered.thread, account)


def _instant(each: Any) -> float:
    moment = sent(each) if isinstance(each, dict) else None
    found = moment and (moment.utc or moment.local)
    return (
        (
            found.toordinal() * 86_400
            + found.hour * 3600
            + found.minute * 60
            + found.second
            + found.microsecond / 1e6
        )
        if found
        else 0.0
    )


def _flat(loaded: Loaded, prefix: str, account: Account) -> Iterator[Item]:
    taken = set[str]()
    for number, held in enumerate(loaded.value):
        conversation = held.get("conversation") if isinstance(held, dict) else None
        if not isinstance(conversation, list):
            yield record(held, f"{prefix}[{number}]", "other records", number, "Instagram")
            continue
        thread = _flat_thread(held, number, taken)
        taken.add(thread.id)
        messages = [
            (each, f"{prefix}[{number}].conversation[{at}]")
            for at, each in enumerate(conversation)
            if not loaded.is_cut(number, "conversation", at)
        ]
        yield from _in_order(_Gathered(thread, messages), account)


def _flat_thread(held: dict[str, Any], number: int, taken: set[str]) -> Thread:
    """A conversation of the flat download, by its people; its number tells it from one of the same people."""
    people = tuple(_name(each) for each in held.get("participants") or ())
    id_ = ", ".join(sorted(people)) or f"conversation {number + 1}"
    id_ = f"{id_} ({number + 1})" if id_ in taken else id_
    about = tuple(
        (f"conversation {key}", as_text(value))
        for key, value in held.items()
        if key not in {"participants", "conversation"}
    )
    return Thread(id_, ", ".join(people), people, "Instagram", handles=True, about=about)


# ---- everything else ---------------------------------------------------------------------------


def _records(loaded: Loaded, name: str, prefix: str, account: Account) -> Iterator[Item | Problem]:
    """An item for each record; the file's path below the top names the thread."""
    if loaded.value is None:
        return
    stem = PurePosixPath(name).stem
    kind = (
        ItemKind.ACCOUNT
        if PROFILE.search(name)
        else ItemKind.SEARCH
        if "search" in stem.lower()
        else ItemKind.RECORD
    )
    value, count = repaired(loaded.value), 0
    for count, (path, each) in enumerate(parts(value), 1):
        files = tuple(_media(each, account))
        yield record(
            each, prefix + path, stem, count, app_of(name).replace(" Messenger", ""), kind=kind, files=files
        )
    if not count and loaded.cut is None:
        account.hollow += 1


def _media(value: Any, account: Account, layer: int = 0) -> Iterator[Attachment]:
    """The files that a record names by `uri`."""
    if layer > 8:
        return
    if isinstance(value, dict):
        uri = value.get("uri")
        if isinstance(uri, str) and "/" in uri and "://" not in uri:
            yield account.files.attachment(uri)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(each, dict | list):
            yield from _media(each, account, layer + 1)

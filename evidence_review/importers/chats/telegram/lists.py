"""Pages of a full Telegram export that hold no messages: the account's own data, contacts, sessions, lists of
chats."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.chats.telegram.messages import APP, Reader
from evidence_review.importers.chats.telegram.pages import STAMP, moment, words_by_line
from evidence_review.importers.markup.html_elements import first, has, is_whole, page, words_of
from evidence_review.importers.markup.json_stream import cut_problem


def owner_name(root: Any) -> str:
    """The name in the personal information of export_results.html; empty where there is none."""
    said = dict(_rows(root))
    return " ".join(said[key] for key in ("First name", "Last name") if said.get(key))


def _rows(root: Any) -> list[tuple[str, str]]:
    rows = [each for each in root.iter("div") if has(each, "row")]
    return [(words_of(first(row, "label")), words_of(first(row, "value"))) for row in rows]


def listed(name: str, data: bytes, reader: Reader) -> Iterator[Item | Problem | Declared]:
    """The entries of a list page; of a list of chats only how many messages each claims."""
    root, decoded = page(data)
    if root is None:
        yield Problem(
            name, ProblemKind.NOT_READ, "This page of the export could not be read. Ask for a fresh copy.", 1
        )
        return
    rows = [row for row in _rows(root) if any(row)]
    if rows:
        yield _owner_item(rows, name, reader)
    entries = [each for each in root.iter("div", "a") if has(each, "entry")]
    stem = PurePosixPath(name).stem
    if stem in {"chats", "left_chats"}:
        yield Declared(f"messages ({stem})", sum(map(_messages_in, entries)))
        return
    for number, entry in enumerate(entries, 1):
        yield _entry(entry, f"{name}: entry {number}", stem, number, reader)
    if not is_whole(decoded.text):
        yield cut_problem(name)


def _owner_item(rows: list[tuple[str, str]], name: str, reader: Reader) -> Item:
    phone = dict(rows).get("Phone number") or None
    party = Party(phone, reader.owner_name or None, is_owner=True, role="account")
    return Item(
        f"{name}: personal information",
        ItemKind.ACCOUNT,
        "\n".join(f"{label}: {value}" for label, value in rows),
        "account",
        recipients=(party,),
        app=APP,
        extra=tuple(rows),
    )


def _messages_in(entry: Any) -> int:
    """How many messages an entry of a list of chats claims."""
    found = re.search(r"(\d+) (?:outgoing )?messages?", words_of(first(entry, "details_entry")))
    return int(found[1]) if found else 0


def _entry(entry: Any, locator: str, stem: str, number: int, reader: Reader) -> Item:
    info, link = words_of(first(entry, "info")), entry.get("href") or ""
    is_contact, thread = stem == "contacts", stem.replace("_", " ")
    return Item(
        locator=locator,
        kind=ItemKind.CONTACT if is_contact else ItemKind.RECORD,
        text=_text(entry, info),
        thread=thread,
        position=number,
        recipients=_people(entry, reader) if is_contact else (),
        sent=moment(info, reader) if STAMP.search(info) else None,
        app=APP,
        thread_title=thread,
        attachments=_files(link, locator, reader),
        extra=tuple((key, word) for key, word in (("info", info), ("link", link)) if word),
    )


def _text(entry: Any, info: str) -> str | None:
    body = first(entry, "body")
    lines = words_by_line(body if body is not None else entry)
    return "\n".join(line for line in lines if line != info) or None


def _people(entry: Any, reader: Reader) -> tuple[Party, ...]:
    phone = words_of(first(entry, "details_entry"))
    person = reader.party(phone or None, words_of(first(entry, "name")), "contact")
    return (person,) if person else ()


def _files(link: str, locator: str, reader: Reader) -> tuple[Attachment, ...]:
    if not link or "://" in link:
        return ()
    folder = str(PurePosixPath(locator.rpartition(": entry")[0]).parent).removeprefix(".")
    return (reader.files.attachment(link.split("#", maxsplit=1)[0], folder),)

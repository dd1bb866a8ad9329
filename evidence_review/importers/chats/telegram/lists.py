"""Pages of a full Telegram export that hold no messages: the account's own data, contacts, sessions, lists of
chats."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem
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
    rows = [(label, value) for label, value in _rows(root) if label or value]
    if rows:
        party = Party(
            dict(rows).get("Phone number") or None, reader.owner_name or None, is_owner=True, role="account"
        )
        text = "\n".join(f"{label}: {value}" for label, value in rows)
        yield Item(
            f"{name}: personal information",
            ItemKind.ACCOUNT,
            text,
            "account",
            recipients=(party,),
            app=APP,
            extra=tuple(rows),
        )
    entries = [each for each in root.iter("div", "a") if has(each, "entry")]
    stem = PurePosixPath(name).stem
    if stem in {"chats", "left_chats"}:
        said = [
            re.search(r"(\d+) (?:outgoing )?messages?", words_of(first(each, "details_entry")))
            for each in entries
        ]
        yield Declared(f"messages ({stem})", sum(int(found[1]) for found in said if found))
        return
    for number, entry in enumerate(entries, 1):
        yield _entry(entry, f"{name}: entry {number}", stem, number, reader)
    if not is_whole(decoded.text):
        yield cut_problem(name)


def _entry(entry: Any, locator: str, stem: str, number: int, reader: Reader) -> Item:
    body = first(entry, "body")
    said = words_by_line(body if body is not None else entry)
    info = words_of(first(entry, "info"))
    link = entry.get("href") or ""
    kind = ItemKind.CONTACT if stem == "contacts" else ItemKind.RECORD
    called = words_of(first(entry, "name"))
    phone = words_of(first(entry, "details_entry"))
    person = reader.party(phone or None, called, "contact") if kind is ItemKind.CONTACT else None
    local = bool(link) and "://" not in link
    folder = str(PurePosixPath(locator.rpartition(": entry")[0]).parent).removeprefix(".")
    return Item(
        locator=locator,
        kind=kind,
        text="\n".join(line for line in said if line != info) or None,
        thread=stem.replace("_", " "),
        position=number,
        recipients=(person,) if person else (),
        sent=moment(info, reader) if STAMP.search(info) else None,
        app=APP,
        thread_title=stem.replace("_", " "),
        attachments=(reader.files.attachment(link.split("#")[0], folder),) if local else (),
        extra=tuple((key, word) for key, word in (("info", info), ("link", link)) if word),
    )

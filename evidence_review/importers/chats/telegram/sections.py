"""The parts of a full Telegram export that are no conversations: the account, contacts, sessions, pictures,
other data."""

from collections.abc import Iterator
from typing import Any

from evidence_review.domain.evidence import Attachment, Item
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts.account_records import as_text, parts, record, words
from evidence_review.importers.chats.telegram.messages import APP, Reader, moment

_LAYOUT = frozenset({"about", "name", "type", "id", "messages"})
_DATES = ("date", "created", "last_active")


def owner_of(value: Any) -> tuple[str, str]:
    """The id and name in `personal_information`; empty where there is none."""
    said = value.get("personal_information") if isinstance(value, dict) else None
    if not isinstance(said, dict):
        return "", ""
    name = " ".join(as_text(said[key]) for key in ("first_name", "last_name") if said.get(key))
    return as_text(said.get("user_id") or ""), name


def sections(value: Any, prefix: str, reader: Reader) -> Iterator[Item]:
    """An item for each record outside the conversations; `about` texts are layout."""
    for key, held in value.items() if isinstance(value, dict) else ():
        if key in _LAYOUT or held in (None, [], {}):
            continue
        if key == "personal_information" and isinstance(held, dict):
            yield _account(held, prefix + key, reader)
            continue
        for number, (at, each) in enumerate(parts(_without_layout(key, held), key)):
            yield _made(each, prefix + at, key, number, reader)


def _without_layout(key: str, held: Any) -> Any:
    if not isinstance(held, dict):
        return held
    left = {"about", "list"} if key in {"chats", "left_chats"} else {"about"}
    return {name: each for name, each in held.items() if name not in left}


def _account(said: dict[str, Any], locator: str, reader: Reader) -> Item:
    phone = as_text(said.get("phone_number") or "").strip()
    party = Party(phone or f"user{reader.owner_id}", reader.owner_name or None, is_owner=True, role="account")
    extra = tuple((key, as_text(each)) for key, each in said.items())
    return Item(
        locator,
        ItemKind.ACCOUNT,
        "\n".join(words(said)),
        "account",
        recipients=(party,),
        app=APP,
        extra=extra,
    )


def _made(each: Any, locator: str, key: str, number: int, reader: Reader) -> Item:
    kind = {"contacts": ItemKind.CONTACT, "profile_pictures": ItemKind.IMAGE}.get(key, ItemKind.RECORD)
    files = _files(each, key, reader) if isinstance(each, dict) else ()
    made = record(each, locator, key.replace("_", " "), number, APP, kind=kind, files=files)
    if not isinstance(each, dict):
        return made
    date = next((at for at in _DATES if each.get(at)), "")
    sent = moment(each.get(date), each.get(f"{date}_unixtime"), reader.clock) if date else None
    people = _contact(each, reader) if kind is ItemKind.CONTACT else ()
    return Item(
        made.locator, kind, made.text, made.thread, number, recipients=people, sent=sent, app=APP,
        thread_title=made.thread, attachments=files, extra=tuple((name, as_text(value)) for name, value in each.items()),
    )  # fmt: skip


def _files(each: dict[str, Any], key: str, reader: Reader) -> tuple[Attachment, ...]:
    paths = [each[at] for at in ("photo", "file", "video") if isinstance(each.get(at), str) and each[at]]
    return tuple(
        reader.files.left_out(key) if path.startswith("(") else reader.files.attachment(path, reader.folder)
        for path in paths
    )


def _contact(each: dict[str, Any], reader: Reader) -> tuple[Party, ...]:
    """The person by her number and by her Telegram id."""
    name = " ".join(as_text(each[key]) for key in ("first_name", "last_name") if each.get(key))
    phone = as_text(each.get("phone_number") or "").strip()
    user = as_text(each.get("user_id") or "")
    known = filter(None, (phone, "" if user in {"", "0"} else f"user{user}"))
    found = [reader.party(word, name, "contact") for word in known] or [reader.party(None, name, "contact")]
    return tuple(party for party in found if party)

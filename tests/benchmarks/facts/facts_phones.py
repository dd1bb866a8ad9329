"""Facts of databases of phones, by SQL over their tables (what each fact means: facts_said.py)."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from typing import Any

from facts_said import Facts, Said, chat_facts

_APPLE = 978_307_200


def database(path: Path) -> Facts:
    """By its tables, on a copy; {} for one that no rule here knows."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("", "-wal", "-shm"):
            beside = Path(f"{path}{ending}")
            if beside.exists():
                copy(beside, Path(folder, f"copy{ending}"))
        held = sqlite3.connect(f"file:{folder}/copy?mode=ro", uri=True)
        held.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            tables = {
                str(row[0]) for row in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            return next((reader(held) for needed, reader in _READERS if needed <= tables), {})
        finally:
            held.close()


def _columns(held: sqlite3.Connection, table: str) -> set[str]:
    return {str(row[1]) for row in held.execute(f"PRAGMA table_info({table})")}


def _apple(value: Any) -> float | None:
    if not value:
        return None
    return float(value) / (1e9 if abs(value) > 1e11 else 1) + _APPLE


def ios_messages(held: sqlite3.Connection) -> Facts:
    """sms.db: rows of message that are no reaction (2000 to 3999); texts of the column alone, since the
    styled text needs a reader of its own."""
    columns = _columns(held, "message")
    reaction = "COALESCE(m.associated_message_type, 0)" if "associated_message_type" in columns else "0"
    of = (
        "(SELECT min(chat_id) FROM chat_message_join WHERE message_id = m.ROWID)"
        if _columns(held, "chat_message_join")
        else "0"
    )
    files = (
        "(SELECT count(*) FROM message_attachment_join WHERE message_id = m.ROWID)"
        if _columns(held, "message_attachment_join")
        else "0"
    )
    rows = held.execute(
        (
            f"SELECT {of}, m.handle_id, m.is_from_me, m.text, m.date, {files} FROM message m WHERE "
            f"{reaction} NOT BETWEEN 2000 AND 3999"
        )
    )
    found = chat_facts(
        Said(
            str(talk),
            "" if mine else f"{who}",
            str(text or "").replace("\ufffc", ""),
            _apple(date),
            sent=bool(mine),
            files=number,
        )
        for talk, who, mine, text, date, number in rows
    )
    return {name: value for name, value in found.items() if name not in {"chat senders", "chat talks"}}


def ios_whatsapp(held: sqlite3.Connection) -> Facts:
    """ChatStorage.sqlite: rows of ZWAMESSAGE."""
    rows = held.execute("SELECT ZCHATSESSION, ZISFROMME, ZTEXT, ZMESSAGEDATE FROM ZWAMESSAGE")
    found = chat_facts(
        Said(str(talk), "", str(text or ""), _apple(date), sent=bool(mine), files=None)
        for talk, mine, text, date in rows
    )
    return {name: value for name, value in found.items() if name != "chat senders"}


def android_whatsapp(held: sqlite3.Connection) -> Facts:
    """msgstore.db: rows of message, or of messages where those are more; the row before all others, and
    reactions, are none."""

    def new() -> Iterator[Said]:
        if {"chat_row_id", "from_me", "timestamp"} <= _columns(held, "message"):
            for talk, mine, text, date, kind in held.execute(
                (
                    "SELECT chat_row_id, from_me, text_data, timestamp, message_type FROM message "
                    "WHERE chat_row_id > 0"
                )
            ):
                yield Said(
                    str(talk),
                    "",
                    str(text or ""),
                    (date or 0) / 1000 or None,
                    sent=bool(mine) if kind != 7 else None,
                    files=None,
                )

    def old() -> Iterator[Said]:
        if {"key_remote_jid", "key_from_me"} <= _columns(held, "messages"):
            for talk, mine, text, date in held.execute(
                (
                    "SELECT key_remote_jid, key_from_me, data, timestamp FROM messages WHERE "
                    "key_remote_jid != '-1'"
                )
            ):
                yield Said(
                    str(talk), "", str(text or ""), (date or 0) / 1000 or None, sent=bool(mine), files=None
                )

    found = chat_facts(max((list(new()), list(old())), key=len))
    return {name: value for name, value in found.items() if name not in {"chat senders", "chat sent"}}


def android_messages(held: sqlite3.Connection) -> Facts:
    """mmssms.db: rows of sms and pdu."""
    said = [
        Said(str(talk), "", str(body or ""), (date or 0) / 1000, sent=kind == 2, files=None)
        for talk, body, date, kind in held.execute("SELECT thread_id, body, date, type FROM sms")
    ]
    if _columns(held, "pdu"):
        said += [
            Said(str(talk), "", "", float(date or 0), sent=box == 2, files=None)
            for talk, date, box in held.execute("SELECT thread_id, date, msg_box FROM pdu")
        ]
    return {
        name: value for name, value in chat_facts(said).items() if name not in {"chat senders", "chat sent"}
    }


def ios_calls(held: sqlite3.Connection) -> Facts:
    """CallHistory.storedata: rows of ZCALLRECORD."""
    rows = held.execute("SELECT ZORIGINATED, ZDATE FROM ZCALLRECORD")
    found = chat_facts(Said("", "", "", _apple(date), sent=bool(mine)) for mine, date in rows)
    return {name: value for name, value in found.items() if name not in {"chat senders", "chat talks"}}


def ios_contacts(held: sqlite3.Connection) -> Facts:
    """AddressBook.sqlitedb: rows of ABPerson."""
    return {"cards": held.execute("SELECT count(*) FROM ABPerson").fetchone()[0]}


_READERS = (
    ({"ZWAMESSAGE"}, ios_whatsapp),
    ({"message", "handle"}, ios_messages),
    ({"message", "jid"}, android_whatsapp),
    ({"messages", "chat_list"}, android_whatsapp),
    ({"sms"}, android_messages),
    ({"ZCALLRECORD"}, ios_calls),
    ({"ABPerson"}, ios_contacts),
)

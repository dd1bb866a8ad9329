"""A folder as received, for imports that are killed: texts, a chat in a zip and a database with its -wal.
Fictional people only."""

import base64
import hashlib
import io
import os
import random
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import quoteattr

WORDS = [
    "running",
    "late",
    "sorry",
    "see",
    "you",
    "at",
    "six",
    "the",
    "usual",
    "place",
    "bring",
    "a",
    "key",
    "and",
    "some",
    "milk",
    "it",
    "was",
    "cold",
    "by",
    "the",
    "canal",
    "tonight",
]
NAMES = ("Ann Example", "Bo Example", "Cy: Work", "+44 7700 900126")
AT = 1_736_090_493_000


def folder(top: Path, messages: int, seed: int = 1) -> Path:
    """Three sources, about so many messages together, with times of their own that a reader must leave
    alone."""
    draw = random.Random(seed)
    given = top / "given"
    given.mkdir(parents=True)
    (given / "backup.xml").write_text(sms(messages * 2 // 5, draw), "utf-8", newline="")
    (given / "WhatsApp Chat - Allotment Club.zip").write_bytes(chat(messages * 2 // 5, draw))
    database(given, messages // 5, draw)
    for number, file in enumerate(sorted(given.iterdir())):
        os.utime(file, ns=(1_700_000_000_123_456_789 + number, 1_600_000_000_987_654_321 + number))
    return given


def state(given: Path) -> dict[str, tuple[str, int, int, int]]:
    """Of every file in a folder: sha256, size, time of change in nanoseconds and rights; a new or lost file
    shows too."""
    facts = {}
    for file in sorted(given.rglob("*")):
        about = file.stat()
        facts[file.name] = (
            hashlib.sha256(file.read_bytes()).hexdigest(),
            about.st_size,
            about.st_mtime_ns,
            about.st_mode,
        )
    return facts


def _said(draw: random.Random) -> str:
    return " ".join(draw.choices(WORDS, k=draw.randrange(3, 20)))


def sms(count: int, draw: random.Random) -> str:
    """SMS Backup & Restore: texts, and among them group picture messages, damaged parts and names that are
    not known."""
    lines = [f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{count + 5}\">\n"]
    for number in range(count):
        other, at = f"07700 900{draw.randrange(40):03}", AT + number * 60_000
        if number % 50 == 7:
            lines.append(_mms(number, at, other))
        else:
            odd = ' colour="green"' if number % 400 == 3 else ""
            lines.append(
                f'  <sms protocol="0" address="{other}" date="{at}" type="{draw.choice((1, 2))}" '
                f'subject="null" body={quoteattr(_said(draw))} '
                f'read="1" status="-1" locked="0" readable_date="x" contact_name="(Unknown)"{odd} />\n'
            )
    return "".join((*lines, "</smses>\n"))


def _mms(number: int, at: int, other: str) -> str:
    data = base64.b64encode(f"picture {number % 300}".encode() * 50).decode() if number % 100 == 7 else "@@@"
    return (
        f'  <mms date="{at}" msg_box="1" address="{other}~07700 900999" contact_name="null" '
        f'm_type="132"><parts>'
        '<part seq="-1" ct="application/smil" name="null" text="&lt;smil/&gt;" /><part seq="0" '
        'ct="text/plain" text="Group words" />'
        f'<part seq="1" ct="image/jpeg" cl="shed{number}.jpg" data="{data}" /></parts><addrs><addr '
        f'address="{other}" type="137" charset="106" />'
        '<addr address="insert-address-token" type="151" charset="106" /></addrs></mms>\n'
    )


def chat(count: int, draw: random.Random) -> bytes:
    """A group chat of WhatsApp with some of its pictures, one of them damaged, and a file that no message
    names."""
    lines, files = (
        ["[05/01/2025, 15:00:00] Allotment Club: \u200eMessages and calls are end-to-end encrypted."],
        {"unnamed.pdf": b"%PDF-1.4"},
    )
    for number in range(count):
        stamp = (
            f"[{6 + number // 1440 % 25:02}/01/2025, {number // 60 % 24:02}:{number % 60:02}:00] "
            f"{NAMES[draw.randrange(4)]}: "
        )
        if number % 40 == 9:
            name = f"{number:08}-PHOTO-2025-01-13-08-00-00.jpg"
            lines.append(f"\u200e{stamp}\u200e<attached: {name}>")
            if number % 80 == 9:
                files[name] = b"\xff\xd8\xff\xe0" + f"picture {number}".encode() * 40
        else:
            lines.append(stamp + _said(draw) + ("\nand a second line" if number % 17 == 0 else ""))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"_chat.txt": "\r\n".join(lines).encode(), **files}.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 20, 12, 0, 0)), data)
    return out.getvalue()


def database(given: Path, count: int, draw: random.Random) -> None:
    """Messages of an Android phone; half of them stand in the -wal alone, which a reader must not merge."""
    live = given / "live"
    live.mkdir()
    with closing(sqlite3.connect(live / "mmssms.db")) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.executescript(
            "CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, person "
            "INTEGER, date INTEGER, date_sent INTEGER, "
            "protocol INTEGER, read INTEGER, status INTEGER, type INTEGER, subject TEXT, body "
            "TEXT, locked INTEGER);"
            "CREATE TABLE threads (_id INTEGER PRIMARY KEY, date INTEGER, message_count INTEGER, "
            "recipient_ids TEXT, snippet TEXT);"
            "CREATE TABLE canonical_addresses (_id INTEGER PRIMARY KEY, address TEXT);"
        )
        for half in (range(count // 2), range(count // 2, count)):
            for number in half:
                other = draw.randrange(20)
                row = (
                    number + 1,
                    other + 1,
                    f"07700 900{other:03}",
                    AT + number * 1000,
                    AT + number * 1000,
                    draw.choice((1, 2)),
                    _said(draw),
                )
                db.execute(
                    (
                        "INSERT INTO sms (_id, thread_id, address, date, date_sent, type, body) VALUES "
                        "(?, ?, ?, ?, ?, ?, ?)"
                    ),
                    row,
                )
            db.commit()
            if half.start == 0:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for end in ("", "-wal", "-shm"):
            shutil.copyfile(live / f"mmssms.db{end}", given / f"mmssms.db{end}")
    shutil.rmtree(live)

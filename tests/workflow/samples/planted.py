"""Markers planted where nothing may reach them, and looks for them in files and in the tables of a case."""

import contextlib
import sqlite3
import zipfile
from email.message import EmailMessage
from pathlib import Path

from pypdf import PdfReader

from tests import build

MARK = "zqplanted"
HELD = "zqplantedheld"
"""In scope, and held by the privilege screen before anyone or anything else reads it; it holds the first
mark, so that one search finds both."""
EVIDENCE = {
    "items", "threads", "parties", "recipients", "thread_people", "attachments", "blobs", "blob_parts", "sources", "source_ends", "declared",
    "problems", "accounts", "exhibits", "evident_owners", "given_owners",
}  # fmt: skip


def plant(folder: Path) -> Path:
    """The chats of every test, with more that the line does not cover: another day, other people, an e-mail
    with a file, a card, a group."""
    build.write_chats(folder)
    chat = folder / "WhatsApp Chat with Callum Marsh.txt"
    later = f"13/05/2025, 09:00 - Callum Marsh: a later day {MARK}day\n"
    chat.write_text(
        f"{build.CHAT}08/03/2025, 23:59 - Dana P: my solicitor says pay the taxi {HELD}\n{later}", "utf-8"
    )
    (folder / f"WhatsApp Chat with {MARK}group.txt").write_text(
        (
            f"08/03/2025, 12:00 - {MARK}sender: hello {MARK}text pay taxi\n08/03/2025, 12:01 - Dana P: "
            f"and {MARK}reply\n"
        ),
        "utf-8",
    )
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        f"{MARK}from@example.org",
        "dana@example.org",
        f"{MARK}subject taxi",
    )
    mail["Date"], mail["Message-ID"] = "Sat, 08 Mar 2025 13:00:00 +0000", f"<{MARK}id@example.org>"
    mail.set_content(f"pay the taxi {MARK}body")
    mail.add_attachment(
        f"{MARK}inside".encode(), maintype="application", subtype="octet-stream", filename=f"{MARK}file.bin"
    )
    (folder / "mail.eml").write_bytes(bytes(mail))
    (folder / "card.vcf").write_text(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{MARK}contact\nTEL:07700 900777\nEND:VCARD\n", "utf-8"
    )
    return folder


def inside(file: Path) -> list[tuple[str, bytes]]:
    """A file's name and bytes, with what a PDF says and what a workbook packs."""
    found = [(file.name, file.read_bytes())]
    if file.suffix == ".pdf":
        found += [("page", page.extract_text().encode()) for page in PdfReader(file).pages]
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as book:
            found += [(name, book.read(name)) for name in book.namelist()]
    return found


def tables_with(session, words: str) -> set[str]:
    """The tables beside the evidence itself that hold these words."""
    tables = [
        row[0]
        for row in session.case.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    found: set[str] = set()
    for table in sorted(set(tables) - EVIDENCE):
        with contextlib.suppress(sqlite3.Error):
            rows = session.case.all(f'SELECT * FROM "{table}"')
            found |= {
                table
                for row in rows
                for value in row
                if words.encode() in (value if isinstance(value, bytes) else str(value).encode()).lower()
            }
    return found

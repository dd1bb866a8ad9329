"""Backups of an iPhone, by Finder or iTunes, built in code around the databases of ios_databases."""

import hashlib
import io
import plistlib
import zipfile

from ios_databases import (
    ADDRESS_BOOK,
    ANN,
    BO_JID,
    CALENDAR,
    CALLS,
    CHAT_STORAGE,
    MESSAGES,
    NOTE_STORE,
    SAFARI,
    address_book,
    calendar,
    calls,
    chat_storage,
    data,
    messages,
    notes,
    safari,
)

WHATSAPP_DOMAIN = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared"
PICTURE = ("MediaDomain", "Library/SMS/Attachments/ab/01/A-1/IMG_1.jpeg")


def backup_files() -> dict[tuple[str, str], bytes]:
    """Domain and path on the phone → bytes."""
    return {
        ("HomeDomain", "Library/SMS/sms.db"): data(messages(), MESSAGES),
        PICTURE: b"picture",
        (WHATSAPP_DOMAIN, "ChatStorage.sqlite"): data(chat_storage(), CHAT_STORAGE),
        (WHATSAPP_DOMAIN, f"Message/Media/{BO_JID}/a/b/plan.jpg"): b"a plan.",
        ("HomeDomain", "Library/AddressBook/AddressBook.sqlitedb"): data(address_book(), ADDRESS_BOOK),
        ("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata"): data(calls(), CALLS),
        ("AppDomainGroup-group.com.apple.notes", "NoteStore.sqlite"): data(notes(), NOTE_STORE),
        ("HomeDomain", "Library/Calendar/Calendar.sqlitedb"): data(calendar(), CALENDAR),
        ("HomeDomain", "Library/Safari/History.db"): data(safari(), SAFARI),
        ("CameraRollDomain", "Media/DCIM/100APPLE/IMG_0001.HEIC"): b"\x00" * 9,
        ("HomeDomain", "Library/Preferences/com.apple.example.plist"): b"bplist00",
    }


def small_backup() -> dict[tuple[str, str], bytes]:
    return {
        ("HomeDomain", "Library/Safari/History.db"): data(safari(), SAFARI),
        ("HomeDomain", "a.plist"): b"bplist00",
    }


def file_id(domain: str, path: str) -> str:
    return hashlib.sha1(f"{domain}-{path}".encode(), usedforsecurity=False).hexdigest()


MANIFEST = (
    "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file "
    "BLOB); CREATE TABLE Properties (key TEXT, value BLOB);"
)


def plists(*, encrypted: bool = False) -> dict[str, bytes]:
    info = {"Device Name": "Ann's iPhone", "Phone Number": ANN, "Product Version": "17.5"}
    return {
        "Info.plist": plistlib.dumps(info),
        "Manifest.plist": plistlib.dumps(
            {"IsEncrypted": encrypted, "Version": "10.0"}, fmt=plistlib.FMT_BINARY
        ),
        "Status.plist": plistlib.dumps(
            {"IsFullBackup": True, "SnapshotState": "finished"}, fmt=plistlib.FMT_BINARY
        ),
    }


def backup(
    files: dict[tuple[str, str], bytes], missing: frozenset[tuple[str, str]] = frozenset()
) -> dict[str, bytes]:
    """The files of a backup since iOS 10 by name; those in `missing` are listed only."""
    rows = [{"fileID": file_id(*key), "domain": key[0], "relativePath": key[1], "flags": 1} for key in files]
    rows.append(
        {
            "fileID": file_id("HomeDomain", "Library/SMS"),
            "domain": "HomeDomain",
            "relativePath": "Library/SMS",
            "flags": 2,
        }
    )
    held = {
        f"{file_id(*key)[:2]}/{file_id(*key)}": content
        for key, content in files.items()
        if key not in missing
    }
    return {**plists(), "Manifest.db": data({"Files": rows}, MANIFEST), **held}


def mbdb(files: dict[tuple[str, str], bytes]) -> bytes:
    """A list of files as before iOS 10: a folder, then each file with one property."""

    def text(value: str | None) -> bytes:
        return b"\xff\xff" if value is None else len(value.encode()).to_bytes(2, "big") + value.encode()

    def record(domain: str, path: str, mode: int, properties: int) -> bytes:
        fixed = mode.to_bytes(2, "big") + bytes(36) + b"\x00" + bytes([properties])
        return text(domain) + text(path) + text(None) * 3 + fixed + (text("key") + text("value")) * properties

    return (
        b"mbdb\x05\x00"
        + record("HomeDomain", "", 0x41ED, 0)
        + b"".join(record(*key, 0x81A4, 1) for key in files)
    )


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()

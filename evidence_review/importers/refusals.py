"""What to say of a file that no importer reads: what it is, that nothing in it was reviewed, what to ask for
(reference/formats.md rule 25).

To refuse another format in better words, add a line: most particular first, bytes before endings.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_NOTHING = "Nothing in it has been reviewed."


@dataclass(frozen=True, slots=True)
class _Refusal:
    fits: Callable[[bytes, str, frozenset[str]], bool]
    sentence: str


def _starts(*marks: bytes) -> Callable[[bytes, str, frozenset[str]], bool]:
    return lambda start, _name, _members: start.startswith(marks)


def _ends(*endings: str) -> Callable[[bytes, str, frozenset[str]], bool]:
    return lambda _start, name, _members: name.endswith(endings)


def _holds(*members: str) -> Callable[[bytes, str, frozenset[str]], bool]:
    return lambda _start, _name, inside: any(member in inside for member in members)


def _ole_with(*streams: str) -> Callable[[bytes, str, frozenset[str]], bool]:
    """By streams that the directory of the file lists, or that stand in its first bytes where the directory
    is damaged."""
    wanted = [stream.encode("utf-16-le") for stream in streams]
    return lambda start, _name, members: (
        start.startswith(_OLE)
        and (
            any(each in start for each in wanted)
            or any(member.startswith(stream) for member in members for stream in streams)
        )
    )


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ASK_PDF = "Ask for PDF or plain text, or convert it and add both."
_VIDEO = (
    *(
        b"ftyp",
        b"RIFF",
        b"OggS",
        b"ID3",
        b"\x1aE\xdf\xa3",
        b"#!AMR",
        b"fLaC",
        b"wvpk",
        b"MAC ",
        b"ADIF",
        b"MPCK",
        b"MP+",
        b"TTA1",
    ),
    *(b"\x00\x00\x01\xb3", b"\x00\x00\x01\xba", b"FORM", b"DSD "),
)
_ARCHIVES = (b"MSCF", b"\xed\xab\xee\xdb", b"xar!", b"!<arch>", b"\xc7\x71", b"\x71\xc7")
_CPIO = re.compile(rb"07070[12][0-9A-Fa-f]{104}|070707[0-7]{70}")

_REFUSALS = (
    _Refusal(
        _ends(".xry"),
        f"This is a sealed XRY file. It can only be opened in MSAB's own software. {_NOTHING} "
        "Ask the supplier to export it from XAMN as Excel, Extended XML or PDF, with attachments.",
    ),
    _Refusal(
        _ends(".crypt12", ".crypt14", ".crypt15", ".crypt"),
        (
            f"This is an encrypted WhatsApp backup. {_NOTHING} Ask the supplier for the decrypted "
            f"database, or for the chats as text export or UFDR."
        ),
    ),
    _Refusal(
        _ends(".iwa"),
        (
            f"This is the inside of a Pages, Numbers or Keynote document. {_NOTHING} Ask for the "
            f"document as Word, Excel or PDF."
        ),
    ),
    _Refusal(
        _ends(".mfdb"),
        (
            f"This is an AXIOM Portable Case. It was not read. {_NOTHING} Ask for the artifacts as "
            f"Excel, CSV, XML or PDF."
        ),
    ),
    _Refusal(
        _ends(".ufd", ".ufdx"),
        f"This is a pointer to a Cellebrite extraction, not the report. {_NOTHING} Ask for the UFDR report.",
    ),
    _Refusal(
        _ole_with("EncryptedPackage", "EncryptionInfo"),
        f"This document is encrypted. {_NOTHING} Ask for the password or an open copy.",
    ),
    _Refusal(
        _ole_with("EncryptedSummary"),
        (
            f"This old Office file (such as PowerPoint) is encrypted. {_NOTHING} Ask for the password "
            f"or an open copy, saved as PPTX or PDF."
        ),
    ),
    _Refusal(
        _ole_with("PowerPoint Document", "PP40", "PP97_DUALSTORAGE"),
        (
            f"This old PowerPoint presentation is damaged or older than PowerPoint 97. {_NOTHING} Ask "
            f"for PPTX or PDF, or convert it and add both."
        ),
    ),
    _Refusal(
        _ole_with("VisioDocument", "Quill", "MatOST", "\x05Project", "   1"),
        (
            f"This is a drawing, publication or plan of an old Office program (Visio, Publisher, "
            f"Works, Project). {_NOTHING} {_ASK_PDF}"
        ),
    ),
    _Refusal(
        _ole_with("__substg1.0_", "__nameid_version1.0"),
        f"This Outlook message (.msg) is damaged. {_NOTHING} Ask for it as EML or PDF.",
    ),
    _Refusal(
        _ole_with("Workbook", "Book"),
        f"This is an old Excel workbook, and it is damaged. {_NOTHING} Ask for a fresh copy, PDF or CSV.",
    ),
    _Refusal(
        _starts(_OLE),
        (
            f"This is an old Office file of an unusual kind, or a damaged Word document; it cannot be "
            f"read here. {_NOTHING} {_ASK_PDF}"
        ),
    ),
    _Refusal(
        _starts(b"\xdb\xa5", b"\x31\xbe\x00\x00", b"\x9b\xa5"),
        (
            f"This Word document is older than Word 6 and cannot be read here. {_NOTHING} Ask for PDF "
            f"or DOCX, or convert it and add both."
        ),
    ),
    _Refusal(
        _starts(b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"),
        (
            f"This Excel workbook is of a version from before 1994 (Excel 2 to 4) and cannot be read here. "
            f"{_NOTHING} Open it in LibreOffice, save it as XLSX, and add both."
        ),
    ),
    _Refusal(_holds("content.xml"), f"OpenDocument files cannot be read here. {_NOTHING} {_ASK_PDF}"),
    _Refusal(
        _starts(b"SQLite format 3\x00"),
        f"This database could not be opened: it is damaged, cut short or empty. {_NOTHING} "
        "Ask for a fresh copy with the -wal and -shm files that lie beside it, or for a decoded "
        "report (UFDR or PDF).",
    ),
    _Refusal(
        _starts(b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"),
        f"This is the -wal or -journal file of a database, without the database. {_NOTHING} "
        f"Changes that may be the newest are in it: "
        "add the database with this file beside it, under the same name.",
    ),
    _Refusal(
        lambda start, _name, _members: (
            b"eroots" in start[:16] and b"gversion" in start[:120]
        ),  # CBOR: {roots, version}
        (
            f"This is a repository file (.car), as Bluesky gives of an account. {_NOTHING} Ask for the "
            f"posts and messages as JSON or PDF."
        ),
    ),
    _Refusal(
        lambda _start, name, _members: (
            name in {"db.sqlite", "signal.sqlite", "signal.db"} or name.endswith(".backup")
        ),
        f"This may be a Signal database, locked to the device it came from. {_NOTHING} "
        "Ask for a signal-export or signalbackup-tools export (text or HTML).",
    ),
    _Refusal(
        _starts(b"!BDN"),
        (
            f"This Outlook file (.pst, .ost or .pab) is damaged or of a kind not known here. "
            f"{_NOTHING} Ask for the messages as MBOX or EML."
        ),
    ),
    _Refusal(
        _starts(b"\xcf\xad\x12\xfe", b"JMF6", b"JMF9"),
        (
            f"This is a mailbox of Outlook Express (.dbx or .mbx). {_NOTHING} Ask for the messages as "
            f"MBOX or EML."
        ),
    ),
    _Refusal(
        _starts(b"ANDROID BACKUP"),
        (
            f"This is an Android backup file. {_NOTHING} Ask the supplier to decode it and export a "
            f"UFDR report or PDF."
        ),
    ),
    _Refusal(
        _starts(b"7z\xbc\xaf\x27\x1c"),
        f"This is a 7-Zip archive. {_NOTHING} Ask for it unpacked, or unpack it and add its files.",
    ),
    _Refusal(
        _starts(b"Rar!"),
        f"This is a RAR archive. {_NOTHING} Ask for it unpacked, or unpack it and add its files.",
    ),
    _Refusal(
        _starts(
            b"\x1f\x8b",
            b"\x1f\x9d",
            b"BZh",
            b"\xfd7zXZ",
            b"\x28\xb5\x2f\xfd",
            b"\x04\x22\x4d\x18",
            b"LZIP",
            b"LRZI",
            b"\x89LZO",
            b"]\x00\x00",
        ),
        f"This is a packed file. {_NOTHING} Ask for it unpacked, or unpack it and add its files.",
    ),
    _Refusal(
        lambda start, _name, _members: start[257:262] == b"ustar",
        f"This is a TAR archive. {_NOTHING} Ask for it unpacked, or unpack it and add its files.",
    ),
    _Refusal(
        lambda start, _name, _members: (
            start.startswith(_ARCHIVES) or start[2:5] == b"-lh" or bool(_CPIO.match(start))
        ),
        (
            f"This is an archive of a kind that cannot be opened here. {_NOTHING} Ask for it unpacked, "
            f"or unpack it and add its files."
        ),
    ),
    _Refusal(
        _starts(b"PK"),
        f"No report or chat that can be read was found in this archive, or it is damaged or "
        f"locked. {_NOTHING} "
        "Unpack it and add its files, or ask the supplier for a complete, open copy.",
    ),
    _Refusal(_starts(b"%PDF"), f"This PDF could not be opened. {_NOTHING} Ask for a fresh copy."),
    _Refusal(
        lambda start, name, _members: (
            start.startswith((b"\xff\x0a", b"\0\0\0\x0cJXL ", b"8BPS", b"\0\0\x01\0"))
            or name.endswith((".svg", ".jxl"))
        ),
        (
            "This is a picture of a kind that cannot be opened here. It has not been looked at. Ask "
            "for it as JPEG, PNG or PDF."
        ),
    ),
    _Refusal(
        lambda start, _name, _members: (
            start.startswith(_VIDEO)
            or start[4:8] == b"ftyp"
            or start[:2] in {b"\xff\xfb", b"\xff\xf3", b"\xff\xf1"}
        ),
        (
            "This is a sound or video recording. It has not been transcribed, listened to or watched. "
            "Ask for a transcript as PDF or text."
        ),
    ),
    _Refusal(
        _starts(b"MZ", b"\x7fELF"),
        (
            f"This is a program, not a report, and it is not run here. {_NOTHING} Ask for the report "
            f"as UFDR or PDF."
        ),
    ),
)


def refusal(path: Path, start: bytes) -> str:
    """One calm sentence or two for a file with these first bytes; never holds its name or content."""
    name, members = path.name.lower(), _members(path, start)
    for each in _REFUSALS:
        if each.fits(start, name, members):
            return each.sentence
    return (
        f"This kind of file is not known here. {_NOTHING} Ask the supplier for a UFDR report, PDF, "
        f"e-mail (EML or MBOX) or plain text."
    )


def _members(path: Path, start: bytes) -> frozenset[str]:
    """Names in a zip, or of the streams and folders of an OLE file; none where it is too damaged to list
    them."""
    if start.startswith(_OLE):
        return _streams(path)
    if not start.startswith(b"PK"):
        return frozenset()
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            return frozenset(archive.namelist()[:10_000])
    # zipfile raises many kinds on damaged bytes, and here only a sentence is at stake
    except Exception:  # noqa: BLE001
        return frozenset()


def _streams(path: Path) -> frozenset[str]:
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            return frozenset(part for names in ole.listdir(storages=True)[:10_000] for part in names)
    # olefile raises many kinds on damage, and here only a sentence is at stake
    except Exception:  # noqa: BLE001
        return frozenset()


def sentences() -> tuple[str, ...]:
    """Every refusal in order, for the page that lists them."""
    return tuple(dict.fromkeys(each.sentence for each in _REFUSALS))

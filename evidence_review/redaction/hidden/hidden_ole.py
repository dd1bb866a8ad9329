"""Old Office files, Outlook messages and RTF: properties, macros, objects, hidden sheets, leftovers of fast
saving, hidden groups."""

import io
import re
from collections.abc import Iterator

_PROPERTIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_BOUNDSHEET = 0x85
_CODED = 0x2F
_SHEETS = {
    1: "hidden sheet (1)",
    2: "sheet that can only be shown by a program (very hidden) (1)",
    3: "hidden sheet (1)",
}
_COUNTED = (
    ("comment", 0x1C, 0, 0),
    ("defined name", 0x18, 0, 0),
    ("hidden row", 0x208, 12, 0x20),
    ("hidden column", 0x7D, 8, 1),
)
"""What is counted in a workbook, the kind of its records, and the byte and bits of them that say so."""
_NO_COUNT = 15
"""What newer programs write where Word 97 counts how often a document was saved in haste (MS-DOC, 2.5.2)."""
ENCRYPTED = "encrypted, so that nothing in it could be looked into"


def ole_hides(data: bytes) -> Iterator[tuple[str, str]]:
    """What does not show, by stream."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        names = ["/".join(path) for path in ole.listdir()]
        if "EncryptedPackage" in names:
            yield "file", ENCRYPTED
        about = ole.get_metadata()
        if any(getattr(about, each, None) for each in _ABOUT):
            yield "properties", "name of an author or other property with words"
        yield from (("streams", what) for what in _told_by_names(names))
        for name in names:
            if name in {"Workbook", "Book"}:
                yield from _book(ole.openstream(name).read())
            if name == "WordDocument":
                yield from _document(ole.openstream(name).read(64))


def _told_by_names(names: list[str]) -> Iterator[str]:
    if any("VBA" in name.upper() or "MACROS" in name.upper() for name in names):
        yield "macros"
    objects = sum("ObjectPool/" in name or name.startswith("MBD") for name in names)
    if objects:
        yield f"object embedded in the file ({objects})"
    if any("__substg1.0_" in name for name in names):
        yield "properties of a message that mail programs do not show"


_ABOUT = ("author", "last_saved_by", "manager", "company", "title", "subject", "comments")


def _document(head: bytes) -> Iterator[tuple[str, str]]:
    """What the beginning of a document of Word says of the rest."""
    flags = int.from_bytes(head[10:12], "little")
    if flags & 0x0004 or 0 < flags >> 4 & 15 < _NO_COUNT:
        yield "document", "earlier words left by fast saving"
    if flags & 0x0100:
        yield "document", ENCRYPTED


def _book(stream: bytes) -> Iterator[tuple[str, str]]:
    records = list(_records(stream))
    for kind, body in records:
        if kind == _BOUNDSHEET and len(body) > 5 and body[4] & 3:
            yield "workbook", _SHEETS[body[4] & 3]
        if kind == _CODED:
            yield "workbook", ENCRYPTED
    for what, kind, at, bits in _COUNTED:
        count = sum(one == kind and _is_set(body, at, bits) for one, body in records)
        if count:
            yield "workbook", f"{what} ({count})"


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record of a workbook."""
    at = 0
    while at + 4 <= len(stream):
        size = int.from_bytes(stream[at + 2 : at + 4], "little")
        yield int.from_bytes(stream[at : at + 2], "little"), stream[at + 4 : at + 4 + size]
        at += 4 + size


def _is_set(body: bytes, at: int, bits: int) -> bool:
    return not bits or (len(body) > at and bool(body[at] & bits))


_RTF = (
    (r"\\info\b", "properties of the file"),
    (r"\\\*\\userprops\b", "property of its own"),
    (r"\\v(?![a-zA-Z0-9])", "hidden words"),
    (r"\\deleted\b", "tracked change (words taken out)"),
    (r"\\revised\b", "tracked change (words put in)"),
    (r"\\revtbl\b", "names of those who changed the text"),
    (r"\\annotation\b", "comment"),
    (r"\\objdata\b", "object embedded in the file"),
    (r"\\fldinst\b", "field code"),
    (r"\\bkmkstart\b", "bookmark"),
    (r"\\fs[0-4](?![0-9])", "words too small to see"),
    (r"\\piccrop[lrtb][1-9]", "cropped picture whose cut parts are still there"),
    (r"\\\*\\datastore\b|\\\*\\themedata\b", "data kept for other programs"),
    (r"\\\*\\docvar\b", "variable of the document"),
)


def rtf_hides(data: bytes) -> Iterator[tuple[str, str]]:
    """Groups and words that programs do not show, by kind."""
    text = data.decode("latin-1")
    for pattern, what in _RTF:
        count = len(re.findall(pattern, text))
        if count:
            yield "document", f"{what} ({count})"
    if text.rstrip("\0\r\n \x1a") and not text.rstrip("\0\r\n \x1a").endswith("}"):
        yield "document", "bytes behind its end"

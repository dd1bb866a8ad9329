"""Text of two or four bytes a character (UTF-16, UTF-32), with or without its mark, and text whose lines end
as old Macs ended them: found by its bytes, and copied as UTF-8 with usual lines for readers that know no
other.

The source is only read; the copy lies in a private folder under the same name and is removed afterwards.
"""

import codecs
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from evidence_review.importers.plugin import file_chunks, head
from evidence_review.importers.text.text_encodings import wide

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SAMPLE = 4096
READ_FROM_COPY = (
    "This text is written in {}; it was read through a copy in UTF-8. Files beside it that it names "
    "were not looked for; add them too."
)
MAC = "mac"
"""Text whose lines end with CR alone, in whatever code of one byte or UTF-8."""
READ_FROM_LINES = (
    "The lines of this text end as those of old Macs (CR); it was read through a copy with usual line "
    "ends. Files beside it that it names were not looked for; add them too."
)


def remark(code: str) -> str:
    """What to say of a source that was read through a copy."""
    return READ_FROM_LINES if code == MAC else READ_FROM_COPY.format(code.upper()[:6])


def ends_as_on_macs(path: Path) -> bool:
    """Whether the beginning of a file has two lines or more that end with CR, and none that ends with LF."""
    start = head(path, 16 * _SAMPLE)
    return start.count(b"\r") > 1 and b"\n" not in start and b"\0" not in start


def code_of(path: Path) -> str | None:
    """The code of a file that is text of two or four bytes a character; None for any other."""
    start = head(path, _SAMPLE)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    return marked or _four_bytes(start) or _two_bytes(start)


def _four_bytes(start: bytes) -> str | None:
    """Four bytes a character without a mark: hardly anything else gives characters throughout, of which most
    are not the rare ones above U+FFFF."""
    whole = start[: len(start) // 4 * 4]
    for name in ("utf-32-le", "utf-32-be") if len(whole) >= 16 else ():
        with suppress(UnicodeDecodeError):
            text = whole.decode(name)
            read = [each for each in text if each.isprintable() or each in "\r\n\t\ufeff"]
            if len(read) >= 0.9 * len(text) and sum(each < "\U00010000" for each in read) >= 0.5 * len(text):
                return name
    return None


def _two_bytes(start: bytes) -> str | None:
    found = wide(start) if b"\x00" in start else None
    return found.encoding if found else None


@contextmanager
def copy_of(path: Path, code: str | None) -> Generator[Path]:
    """The file itself where it has no such code, else a copy of it in UTF-8 while it is needed."""
    if code is None:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(
            folder, path.absolute().parent.name or "source", path.name
        )  # some readers ask what folder a file lies in
        copy.parent.mkdir()
        if code == MAC:
            _with_usual_lines(path, copy)
            yield copy
            return
        decoder, first = codecs.getincrementaldecoder(code)("replace"), True
        with copy.open("wb") as out:
            for chunk in chain(file_chunks(path), (b"",)):
                text = decoder.decode(chunk, final=not chunk)
                out.write((text.removeprefix("\ufeff") if first else text).encode("utf-8", "replace"))
                first = False
        yield copy


def _with_usual_lines(path: Path, copy: Path) -> None:
    held = b""
    with copy.open("wb") as out:
        for chunk in file_chunks(path):
            held += chunk
            keep = held.endswith(b"\r")  # the LF that belongs to it may come
            out.write(held[: len(held) - keep].replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
            held = b"\r" if keep else b""
        out.write(b"\n" if held else b"")

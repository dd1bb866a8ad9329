"""The end of each stream of a PDF that typst wrote, so that any reader takes its bytes for as many as it says.

ISO 32000-1 7.2.3 takes a carriage return with a line feed for one end of line, and ISO 19005-2 6.1.7.1 counts a stream
up to the end of line before `endstream`. typst puts a line feed there: where the last byte of the stream happens to
be a carriage return, a validator that reads both rules by the letter counts one byte less than the stream says.
"""

import bisect
import re
from itertools import pairwise

_CUT = b"\r\nendstream\nendobj"
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n\r\n")
_TABLE = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")


def with_whole_ends(pdf: bytes) -> bytes:
    """The same PDF, each such stream followed by an end of line of two bytes. What is not of typst's form, with one
    table of references at its end, comes back as it is."""
    found = _TABLE.search(pdf)
    if found is None or not pdf.startswith(b"xref\n", int(found[1])):
        return pdf
    table = int(found[1])
    starts = sorted(int(one[1]) for one in _ENTRY.finditer(pdf, table))
    objects = [pdf[at:until] for at, until in pairwise([*starts, table])]
    longer = [at for at, one in zip(starts, objects, strict=True) if one.rstrip().endswith(_CUT)]
    if not longer:
        return pdf

    def moved(entry: re.Match[bytes]) -> bytes:
        at = int(entry[1])
        return b"%010d %s n\r\n" % (at + bisect.bisect_left(longer, at), entry[2])

    whole = [_lengthened(one) if one.rstrip().endswith(_CUT) else one for one in objects]
    references = _ENTRY.sub(moved, pdf[table : found.start()])
    end = b"startxref\n%d\n%%%%EOF" % (table + len(longer))
    return b"".join([pdf[: starts[0]], *whole, references, end])


def _lengthened(one: bytes) -> bytes:
    at = one.rindex(_CUT)
    return one[:at] + b"\r" + one[at:]

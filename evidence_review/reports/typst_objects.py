"""The objects of a PDF that typst wrote, changed one by one; its table of references is made to fit."""

import re
from collections.abc import Callable
from itertools import accumulate, pairwise

_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n\r\n")
_TABLE = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")


def with_objects(pdf: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The same PDF with what `change` makes of each object, "7 0 obj" to the next. What is not of typst's form, with
    one table of references at its end, comes back as it is."""
    found = _TABLE.search(pdf)
    if found is None or not pdf.startswith(b"xref\n", int(found[1])):
        return pdf
    table = int(found[1])
    starts = sorted(int(one[1]) for one in _ENTRY.finditer(pdf, table))
    objects = [pdf[at:until] for at, until in pairwise([*starts, table])]
    made = [change(one) for one in objects]
    if not starts or made == objects:
        return pdf
    *places, end = accumulate(map(len, made), initial=starts[0])
    moved = dict(zip(starts, places, strict=True))
    references = _ENTRY.sub(
        lambda one: b"%010d %s n\r\n" % (moved[int(one[1])], one[2]), pdf[table : found.start()]
    )
    return b"".join([pdf[: starts[0]], *made, references, b"startxref\n%d\n%%%%EOF" % end])

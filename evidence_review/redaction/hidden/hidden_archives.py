"""Archives: comments, extra fields with words, members that are no longer listed, bytes before, between and
behind the members."""

from collections.abc import Iterator

from evidence_review.redaction.unpacked.parts_archives import LOST, archive_parts

_LISTED = frozenset(("the name of a packed file", "a packed file", "a compressed file"))


def archive_hides(data: bytes) -> Iterator[tuple[str, str]]:
    """Each of them by place. Names and heads of members are no surprise to a reader and are left aside."""
    for place, how, value, _ in archive_parts(data):
        if how == LOST:
            yield place, LOST
        elif how == "bytes between the members":
            if isinstance(value, bytes) and _is_beside(data, value):
                yield place, "bytes before, between or behind the packed files"
        elif how not in _LISTED and value:
            yield place, how if how != "text" else "comment"


def _is_beside(data: bytes, rest: bytes) -> bool:
    """Whether more stands between the members than their heads and the list."""
    if not data.startswith(b"PK"):
        return bool(rest.strip(b"\0"))
    end = data.rfind(b"PK\x05\x06")
    comment = int.from_bytes(data[end + 20 : end + 22], "little") if end >= 0 else 0
    behind = end >= 0 and len(data) > end + 22 + comment
    lists = rest.count(b"PK\x01\x02")
    heads = rest.count(b"PK\x03\x04")
    return behind or heads > lists

"""Inclusion proofs: single entries of the log, each with its way to the root of a checkpoint (RFC 6962
section 2.1.1), so that a bundle proves itself without the log."""

import hashlib
from collections.abc import Iterable, Sequence

from evidence_review.domain.audit import canonical

FORMAT = 1


def levels(lines: Sequence[bytes]) -> list[list[bytes]]:
    """The hashes of the tree over entry lines, the leaves first and the root last; an odd last one rises."""
    tree = [[hashlib.sha256(b"\x00" + line).digest() for line in lines]]
    while len(tree[-1]) > 1:
        below = tree[-1]
        pairs = zip(below[::2], below[1::2], strict=False)
        paired = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        tree.append(paired + below[len(paired) * 2 :])
    return tree


def inclusion(tree: Sequence[Sequence[bytes]], place: int) -> list[bytes]:
    """The hashes beside the way from a leaf (counted from 0) to the root, from the bottom up."""
    path: list[bytes] = []
    for level in tree[:-1]:
        if (beside := place ^ 1) < len(level):
            path.append(level[beside])
        place >>= 1
    return path


def shown(lines: Sequence[bytes], tree: Sequence[Sequence[bytes]], place: int) -> dict[str, object]:
    """An entry of a log as a proof shows it: where it stands, its line, and the way to the root in
    hexadecimal."""
    path = [one.hex() for one in inclusion(tree, place)]
    return {"index": place, "line": lines[place].decode(), "path": path}


def proof(case: str, lines: Sequence[bytes], places: Iterable[int]) -> bytes:
    """The file that shows these entries of a log (counted from 0), in their order, as canonical JSON."""
    tree = levels(lines)
    entries = [shown(lines, tree, at) for at in sorted(set(places))]
    return canonical({"format": FORMAT, "case": case, "checkpoint": "checkpoint.txt", "entries": entries})

"""The proof of one document of a bundle, in the C2SP form tlog-proof@v1 (reference/safety.md 2.3).

The leaf of the log is the entry of the production. Its detail holds the RFC 6962 root over a list of
what is served, a line a file; the proof's extra data hold the one line of its document with the way to
that root, so that it says nothing of the others. Each line has salt of its own, so that nobody can try
which other files it was served with.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.domain.audit import canonical
from evidence_review.trust import verify
from evidence_review.trust.proofs import inclusion, levels, shown

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line of a list or an entry of the log: the bytes, the place counted from 0, the hashes beside the way
    to the root."""

    line: bytes
    place: int
    path: tuple[bytes, ...]


def served_lines(files: Mapping[str, bytes], urn: str, by: str) -> dict[str, bytes]:
    """The list of what is served, in the order of names: the line of each file by its name. `by`: the name of
    who hands it over."""
    return {
        name: canonical(
            {
                "by": by,
                "name": name,
                "salt": os.urandom(16).hex(),
                "sha256": hashlib.sha256(data).hexdigest(),
                "size": len(data),
                "urn": urn,
            }
        )
        for name, data in sorted(files.items())
    }


def document_proofs(
    log: Sequence[bytes], own: int, enrolling: Iterable[int], note: str, served: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The proof of each document by the name of its file. `own`: where in the log, from 0, the entry of the
    production stands; `enrolling`: where those stand that enrol its signer, the first of the log among them;
    `note`: the signed checkpoint of this log; `served`: the list that the entry is about. The verifier has
    none: it would prove itself."""
    tree, listed = levels(log), levels(list(served.values()))
    entry = Leaf(log[own], own, tuple(inclusion(tree, own)))
    people = [shown(log, tree, at) for at in sorted(set(enrolling))]
    leaves = {
        name: Leaf(line, at, tuple(inclusion(listed, at))) for at, (name, line) in enumerate(served.items())
    }
    return {
        name + verify.PROOF: _proof(entry, people, leaf, note)
        for name, leaf in leaves.items()
        if name != verify.THE_VERIFIER
    }


def _proof(entry: Leaf, people: Sequence[Mapping[str, object]], document: Leaf, note: str) -> bytes:
    """One proof: extra data, place and way of the entry, and the checkpoint word for word."""
    extra = canonical(
        {
            "entry": entry.line.decode(),
            "file": json.loads(document.line),
            "format": FORMAT,
            "path": [one.hex() for one in document.path],
            "people": people,
            "place": document.place,
        }
    )
    lines = [
        "c2sp.org/tlog-proof@v1",
        f"extra {base64.b64encode(extra).decode()}",
        f"index {entry.place}",
        *(base64.b64encode(one).decode() for one in entry.path),
    ]
    return "".join(f"{line}\n" for line in lines).encode() + b"\n" + note.encode()

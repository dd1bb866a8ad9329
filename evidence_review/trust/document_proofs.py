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
from dataclasses import dataclass, field

from evidence_review.domain.audit import canonical
from evidence_review.trust import verify
from evidence_review.trust.approved_lists import ListedItem
from evidence_review.trust.proofs import inclusion, levels, shown

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line of a list or an entry of the log: the bytes, the place counted from 0, the hashes beside the way
    to the root."""

    line: bytes
    place: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Approved:
    """An item that stands in a document: the approval with its place in the log from 0, what stands for the
    text, the line of the approval's list, and the code with the place of its entry where one is relied on. `at`: its
    number among what stands in the document, from 1 (0: not told)."""

    item: int
    approval: str
    entry: int
    text: str
    listed: ListedItem
    code: str = ""
    decision: int | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands in one document: for which accused it was decided on, the items, how many more there are whose
    approval is of an older form, the names of who approved and decided by user, and where those are enrolled."""

    accused: str = ""
    items: tuple[Approved, ...] = ()
    older: int = 0
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    enrolling: tuple[int, ...] = ()


NOTHING = Stands()


def served_lines(
    files: Mapping[str, bytes], urn: str, by: str, stands: Mapping[str, Stands]
) -> dict[str, bytes]:
    """The list of what is served, in the order of names: the line of each file by its name. `by`: the name of
    who hands it over; `stands`: what stands in files by their names."""
    return {
        name: canonical(
            {
                **_stands_words(stands.get(name, NOTHING)),
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


def _stands_words(stands: Stands) -> dict[str, object]:
    """What a line says of the items that stand in its document."""
    return {
        "accused": stands.accused,
        "items": [
            {"approval": one.approval, "code": one.code, "item": one.item, "text": one.text}
            | ({"at": one.at} if one.at else {})
            for one in stands.items
        ],
        "names": dict(stands.names),
        "older": stands.older,
    }


def document_proofs(
    log: Sequence[bytes],
    own: int,
    enrolling: Iterable[int],
    note: str,
    served: Mapping[str, bytes],
    stands: Mapping[str, Stands],
) -> dict[str, bytes]:
    """The proof of each document by the name of its file. `own`: where in the log, from 0, the entry of the
    production stands; `enrolling`: where those stand that enrol its signer, the first of the log among them;
    `note`: the signed checkpoint of this log; `served`: the list that the entry is about; `stands`: what stands
    in the files, as it was told to `served_lines`. The verifier has no proof: it would prove itself."""
    tree, listed, signer = levels(log), levels(list(served.values())), set(enrolling)
    entry = Leaf(log[own], own, tuple(inclusion(tree, own)))
    leaves = {
        name: Leaf(line, at, tuple(inclusion(listed, at))) for at, (name, line) in enumerate(served.items())
    }
    return {
        name + verify.PROOF: _proof(
            entry, leaf, note, _shown_beside(log, tree, signer, stands.get(name, NOTHING))
        )
        for name, leaf in leaves.items()
        if name != verify.THE_VERIFIER
    }


def _shown_beside(
    log: Sequence[bytes], tree: Sequence[Sequence[bytes]], signer: set[int], stands: Stands
) -> dict[str, object]:
    """The entries that a proof shows beside the production's: enrolments, approvals with the items of theirs
    that stand in the document, decisions."""
    approvals = sorted({one.entry for one in stands.items})
    decisions = sorted({one.decision for one in stands.items if one.decision is not None})
    return {
        "approvals": [
            {**shown(log, tree, at), "items": [_item(one) for one in stands.items if one.entry == at]}
            for at in approvals
        ],
        "decisions": [shown(log, tree, at) for at in decisions],
        "people": [shown(log, tree, at) for at in sorted(signer | set(stands.enrolling))],
    }


def _item(one: Approved) -> dict[str, object]:
    """An item as it is shown: its line in the approval's list, with place and way."""
    path = [each.hex() for each in one.listed.path]
    return {"line": one.listed.line.decode(), "path": path, "place": one.listed.place}


def _proof(entry: Leaf, document: Leaf, note: str, beside: Mapping[str, object]) -> bytes:
    """One proof: extra data, place and way of the entry, and the checkpoint word for word."""
    extra = canonical(
        {
            **beside,
            "entry": entry.line.decode(),
            "file": json.loads(document.line),
            "format": FORMAT,
            "path": [one.hex() for one in document.path],
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

"""The proof of a document taken apart and put together again, as anybody can who reads the specification."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evidence_review.domain.audit import canonical
from evidence_review.trust import keys, verify
from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.trust.document_proofs import Stands, document_proofs, served_lines


@dataclass
class Parts:
    """Extra data, index, path and checkpoint of a tlog-proof."""

    said: dict[str, Any]
    place: int
    path: list[str]
    note: str
    form: str = "c2sp.org/tlog-proof@v1"
    raw: bytes = field(default=b"")

    def written(self) -> bytes:
        """The proof as a file; `raw` stands in the place of the extra data where it is there."""
        extra = base64.b64encode(self.raw or canonical(self.said)).decode()
        lines = [self.form, f"extra {extra}", f"index {self.place}", *self.path]
        return ("\n".join(lines) + "\n\n" + self.note).encode()


def parts_of(data: bytes) -> Parts:
    """A proof by its specification."""
    head, note = data.decode().split("\n\n", 1)
    form, extra, index, *path = head.split("\n")
    return Parts(
        json.loads(base64.b64decode(extra.split(" ")[1])), int(index.split(" ")[1]), path, note, form
    )


def change(proof: Path, how: Callable[[Parts], object]) -> None:
    """Write a proof anew with something changed in it."""
    parts = parts_of(proof.read_bytes())
    how(parts)
    proof.write_bytes(parts.written())


def forged(
    log: list[bytes],
    enrolling: list[int],
    signer: keys.Key,
    files: dict[str, bytes],
    entry: Callable[..., bytes],
    stands: Mapping[str, Stands] = MappingProxyType({}),
    later: Callable[[list[bytes]], list[bytes]] = lambda log: log,
) -> dict[str, bytes]:
    """The proofs that somebody makes who has a key of the case and a log of this person's own making; `entry`
    makes the production's entry, given what is to be in it; `stands` is what stands in the files, `later` puts
    entries after it."""
    served = served_lines(files, "62WR0099125", signer.user.name, stands)
    detail = {"files": len(files), verify.SERVED: verify.merkle_root(list(served.values())).hex()}
    about = {"op": "DISCLOSE", "action": "produce bundle", "object": "production:1"}
    own = len(log)
    log = later([*log, entry(signer, log, **{**about, "detail": detail})])
    case = json.loads(log[0])["case"]
    note = signed_note(checkpoint(case, log), signer)
    return document_proofs(log, own, enrolling, note, served, stands)

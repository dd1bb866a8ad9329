"""Checkpoints: the size and RFC 6962 root of the log, signed, in the C2SP signed-note form
(reference/safety.md 2.2).
"""

import base64
import hashlib
from dataclasses import dataclass

from evidence_review.domain.audit import merkle_root
from evidence_review.domain.people import Signer


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A promise about the log up to `size` entries: anyone who keeps it can see any later change before
    it."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """The text that is signed: origin, size and root in base64, a line each."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def checkpoint(case: str, lines: list[bytes]) -> Checkpoint:
    """The checkpoint of a log given as its exported lines."""
    return Checkpoint(f"evidence_review/{case}", len(lines), merkle_root(lines))


def signed_note(point: Checkpoint, signer: Signer) -> str:
    """The note: body, an empty line, and a signature line "— name base64(4-byte key hash ‖ signature)"."""
    public = bytes.fromhex(signer.user.public_key)
    name = f"{signer.user.name.replace(' ', '_')}+{signer.user.key_id}"
    key_hash = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    signature = base64.b64encode(key_hash + signer.sign(point.body().encode())).decode()
    return f"{point.body()}\n\u2014 {name} {signature}\n"

"""Checkpoints: the size and RFC 6962 root of the log, signed, in the C2SP forms signed-note and tlog-checkpoint
(reference/safety.md 2.2).
"""

import base64
import time
from dataclasses import dataclass

from evidence_review.domain.audit import merkle_root
from evidence_review.trust import verify
from evidence_review.trust.keys import Key


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


def signed_note(point: Checkpoint, signer: Key) -> str:
    """The note: body, an empty line, and the signer's lines "— origin base64(4-byte key id ‖ signature)": Ed25519,
    and a timestamped ML-DSA-44 cosignature (C2SP tlog-cosignature) where the signer has the key for one."""
    public = bytes.fromhex(signer.user.public_key)
    lines = [_line(point.origin, 1, public, signer.sign(point.body().encode()))]
    if signer.second:
        at = int(time.time()).to_bytes(8, "big")
        message = verify.cosigned(point.origin, at, point.origin, point.size, point.root)
        public = signer.second.public_key().public_bytes_raw()
        lines.append(_line(point.origin, 6, public, at + signer.second.sign(message)))
    return f"{point.body()}\n{''.join(lines)}"


def short_note(note: str) -> str:
    """A note without its post-quantum line, which is too long for paper: body and Ed25519 line."""
    body, gap, lines = note.partition("\n\n")
    return f"{body}{gap}{lines.partition('\n')[0]}\n"


def _line(name: str, kind: int, public: bytes, signature: bytes) -> str:
    written = base64.b64encode(verify.key_id(name, kind, public) + signature).decode()
    return f"\u2014 {name} {written}\n"

"""The decision log: what an entry is, and the exact bytes that are signed and chained (reference/safety.md
2.2); and the numbers of the account of looking, by name."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evidence_review.domain.kinds import AuditOp

PREFIX = b"EVIDENCE-LOG-v1\n"
FIRST_PREV = "0" * 64


def canonical(value: Any) -> bytes:
    """RFC 8785 subset: sorted keys, no spaces, UTF-8; no floats, so that any reader gets the same bytes."""
    _no_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _no_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("no floats in signed bytes")
    if isinstance(value, Mapping):
        for part in value.values():
            _no_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _no_floats(part)


def digest(value: Any) -> str:
    """SHA-256 of a value's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def salted(salt: str, text: str) -> str:
    """The hash by which the log refers to words that may have to be erased later."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One entry. Holds ids, counts and hashes, never content; `reason` is a salted hash or empty.

    `object` names what was acted on ("item:17", "line:2:1"), `object_hash` is the SHA-256 of the
    exact value acted on. `detail` holds counts, versions and ids only.
    """

    case: str
    seq: int
    prev: str
    user: str
    key: str
    utc: str
    mono_ms: int
    session: str
    op: AuditOp
    action: str
    object: str
    object_hash: str
    reason: str
    detail: tuple[tuple[str, str | int], ...]
    app: str

    def body(self) -> dict[str, Any]:
        """The entry as the plain object that is signed and exported."""
        return {
            "case": self.case,
            "seq": self.seq,
            "prev": self.prev,
            "user": self.user,
            "key": self.key,
            "utc": self.utc,
            "mono_ms": self.mono_ms,
            "session": self.session,
            "op": str(self.op),
            "action": self.action,
            "object": self.object,
            "object_hash": self.object_hash,
            "reason": self.reason,
            "detail": dict(self.detail),
            "app": self.app,
        }

    def signed_bytes(self) -> bytes:
        """What the acting user signs."""
        return PREFIX + canonical(self.body())


def entry_line(event: AuditEvent, signature: str) -> bytes:
    """The exported line of an entry, without its line end: canonical JSON of body and signature."""
    return canonical({**event.body(), "sig": signature})


def entry_hash(line: bytes) -> str:
    """What the next entry names as `prev`: SHA-256 of the whole line with its signature."""
    return hashlib.sha256(line).hexdigest()


def merkle_root(lines: list[bytes]) -> bytes:
    """RFC 6962 root over entry lines: leaf prefix 00, node prefix 01, split at the largest power of two."""
    if not lines:
        return hashlib.sha256(b"").digest()
    if len(lines) == 1:
        return hashlib.sha256(b"\x00" + lines[0]).digest()
    split = 1 << (len(lines) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + merkle_root(lines[:split]) + merkle_root(lines[split:])).digest()


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry as read aloud: number, UTC, who in what role, operation, act, object, reason, counts, hash of
    the entry; and the whole of it in one sentence."""

    seq: int
    utc: str
    user: str
    role: str
    op: str
    action: str
    object: str
    reason: str
    detail: str
    hash: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What of the log is asked for; what is left empty or 0 asks for everything. `user`: a name; `first` and `last`:
    days in UTC, ISO, both included; `acts`: acts by their words in the log; `op`: one of AuditOp; `exhibit`: its
    reference; `item`, `line` and `accused` by number; `bundle`: the number of the entry that handed it over; `after`:
    entries behind this number alone."""

    user: str = ""
    op: str = ""
    acts: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    exhibit: str = ""
    item: int = 0
    line: int = 0
    accused: int = 0
    bundle: int = 0
    after: int = 0


class Figure(StrEnum):
    """What a number counts."""

    IN_SCOPE = "in scope"
    SCREENED = "machine-screened"
    SEEN = "seen by a person"
    RELEVANT = "relevant"
    DISCLOSED = "disclosed"
    FIRST_SEEN = "first seen in this way"
    BEYOND_SEEN = "seen, and not covered by the line now"
    BEYOND_RELEVANT = "decided relevant, and not covered by the line now"
    BEYOND_DISCLOSED = "disclosed, and not covered by the line now"
    TAGGED = "relevant, with this said of it"
    BOTH_WAYS = "pointing both ways"
    UNSAID = "relevant, and nobody said which way it points"
    BEFORE = "covered by the version before"
    AFTER = "covered by the version"
    OPENED = "opened by the version"
    LOOK = "looked at outside the line"
    HIT = "hit by the term"
    HIT_ALONE = "hit by the term and by no other"
    HIT_REVIEWED = "hit by the term and decided"
    HIT_RELEVANT = "hit by the term and relevant"
    HIT_LEFT = "hit by the term and not reviewed"
    HIT_ANY = "hit by any term"
    NO_TEXT = "found by no search of text"
    DECIDED = "decisions"
    UNSURE = "decisions that are unsure"
    UNDONE = "decisions taken back"
    DROPPED = "suggested, and decided not relevant to the line"
    ADDED = "not suggested, and decided relevant"
    TOGETHER = "decisions given to several items together"
    TIMED = "decisions with their time"
    QUICK = "decisions in under two seconds"
    BY_HAND = "marks made by hand"
    TAKEN_UP = "marks taken up from suggestions"
    TAKEN_BACK = "marks taken back"
    AT_ONCE = "items of which all suggestions were taken up at once"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number: what it counts, of which line (0: any) and source (0: any), and the `word` that narrows it: a term, a
    tag, a way of being seen, a reason, a person's name; `version` of a line; one `item`; how `many` it says."""

    figure: Figure
    many: int = 0
    line: int = 0
    source: int = 0
    word: str = ""
    version: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An item behind a number: its own number, its exhibit, and the line for which it counts (0: none)."""

    item: int
    exhibit: str
    line: int

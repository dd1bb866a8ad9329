"""Check a bundle, one document of a bundle, or a log of evidence_review.

Needs nothing but Python 3.8 or later: no case, no passphrase, no package.

    python3 verify.py [FOLDER, DOCUMENT or LOG] [--checkpoint FILE] [--key PUBLIC_KEY] [--proof FILE]

Without arguments it checks the folder it lies in. It answers in plain English and ends with
0 intact, 1 altered, 2 incomplete, 3 cannot tell.

A bundle carries no log. Its proof.json holds the entry of the log that records the production, the
entries that enrol the people whose signatures it relies on, and the way from each to the checkpoint:
that is enough to show that these files, and no others, were handed over by a person who may.

A document is checked alone by the proof beside it (DOCUMENT.tlog-proof, C2SP tlog-proof@v1), or by the one
that --proof names: no other file of the bundle is needed, and none is named in it.

What it proves: up to each checkpoint that someone else holds, no entry can be changed, removed, added
or reordered unnoticed, even by all users together. After it, only by someone who holds a user's
passphrase, and cutting the end off cannot be seen. Order is proven; clock times are the computer's own
claim. Compare the first key printed below with the one you were given by another route, or pass it
with --key: a log replaced as a whole, with new keys, can be seen in no other way.
"""

import base64
import hashlib
import json
import os
import sys
import unicodedata
from pathlib import Path
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

INTACT, ALTERED, INCOMPLETE, CANNOT_TELL = 0, 1, 2, 3
LOG_PREFIX = b"EVIDENCE-LOG-v1\n"
MANIFEST_PREFIX = b"EVIDENCE-MANIFEST-v1\n"
ROLES = ("REVIEWER", "DISCLOSURE_OFFICER", "SUPERVISOR", "PROSECUTOR", "LPP_COUNSEL", "AUDITOR", "ADMIN")
FIELDS = {
    "case", "seq", "prev", "user", "key", "utc", "mono_ms", "session", "op", "action", "object", "object_hash", "reason", "detail", "app", "sig",
}  # fmt: skip
NUMBERS = {"seq", "mono_ms"}
FIRST_PREV = "0" * 64
SHORTEST_KEY = 32
"""Hexadecimal digits of a public key that are enough to know it by."""
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)

_ANSWER_FOR = ("DISCLOSURE_OFFICER", "SUPERVISOR", "PROSECUTOR")
_POLICE = ("DISCLOSURE_OFFICER", "SUPERVISOR")
_DECIDE = ("REVIEWER", "DISCLOSURE_OFFICER", "SUPERVISOR")
_READ = ("REVIEWER", "DISCLOSURE_OFFICER", "SUPERVISOR", "PROSECUTOR")
ROLES_OF = {
    "add user": ("ADMIN",),
    "import": _DECIDE,
    "propose line": _READ,
    "approve line": _ANSWER_FOR,
    "flag": _READ,
    "decide": _DECIDE,
    "hold": _READ,
    "release hold": ("LPP_COUNSEL",),
    "close find": ("SUPERVISOR",),
    "link people": _DECIDE,
    "propose sample": _READ,
    "authorise sample": _ANSWER_FOR,
    "redact": _READ,
    "approve redaction": _ANSWER_FOR,
    "keep the case record": _ANSWER_FOR,
    "assess for disclosure": _POLICE,
    "endorse": ("PROSECUTOR",),
    "decide overlap": ("PROSECUTOR",),
    "produce": _ANSWER_FOR,
    "enter a person of the case": _ANSWER_FOR,
    "ask to look outside": _READ,
    "grant a look outside": _ANSWER_FOR,
}
"""Who may do what, as the program has it (a test holds the two equal)."""
ACT_OF = {
    "create case": "add user", "add user": "add user",
    "record exhibit": "import", "begin import": "import", "import batch": "import", "end import": "import",
    "begin further reading": "import", "read nothing of it": "import", "correct order of dates": "import", "same file again": "import",
    "begin reading attached files": "import", "read attached files": "import", "attached files read": "import",
    "end reading attached files": "import", "agree privilege names": "propose line",
    "propose line": "propose line", "approve line": "approve line", "refuse line": "approve line",
    "flag": "flag", "learn order": "flag",
    "decide": "decide", "decide as its copy": "decide", "decide one of several": "decide", "undo decision": "decide", "set tags": "decide", "take off tags": "decide",
    "read sampled item": "decide", "hold": "hold", "report find": "hold", "close find": "close find", "counsel's outcome": "release hold",
    "link people": "link people", "unlink people": "link people", "propose sample": "propose sample",
    "authorise sample": "authorise sample", "refuse sample": "authorise sample",
    "mark redaction": "redact", "cover page": "redact", "mark all suggested": "redact", "mark everywhere": "redact", "cover areas": "redact",
    "keep only passages": "redact", "keep visible": "redact", "withdraw redaction": "redact", "mark found places": "redact",
    "rule mask": "redact", "rule keep": "redact", "rule open": "redact", "carry out rulings": "redact", "answer conflicts": "redact", "allow words": "redact", "take off the list": "redact",
    "approve redactions": "approve redaction", "send back": "approve redaction", "endorse": "endorse", "decide overlap": "decide overlap",
    "accept what is still found": "produce", "produce bundle": "produce",
    "enter in case record": "keep the case record", "end case entry": "keep the case record",
    "record defence document": "keep the case record", "answer defence": "keep the case record",
    "record defence term": "keep the case record", "answer defence term": "keep the case record",
    "assess for disclosure": "assess for disclosure", "claim sensitivity": "assess for disclosure",
    "end sensitivity": "assess for disclosure", "answer prosecutor": "assess for disclosure", "describe entry": "assess for disclosure",
    "keep decision after review": "decide", "keep code after review": "endorse",
    "write letter": "produce", "write statement": "produce", "write office papers": "produce",
    "word line": "keep the case record", "list in block": "assess for disclosure", "end block": "assess for disclosure",
    "view sensitivity": "endorse", "ask the police": "endorse", "settle difference": "endorse",
    "enter person of the case": "enter a person of the case", "add to person of the case": "enter a person of the case",
    "take person off": "enter a person of the case",
    "ask to look outside": "ask to look outside", "grant a look outside": "grant a look outside",
    "refuse a look outside": "grant a look outside",
}  # fmt: skip
"""What an entry of the log does, by its words."""


class Report(NamedTuple):
    """What a check found: status, sentences, number of entries, (user id, public key) as enrolled, the second
    key of each public key that has one, and the checkpoint that it stands on, where it has one."""

    status: int
    lines: Tuple[str, ...]
    entries: int
    keys: Tuple[Tuple[str, str], ...]
    seconds: Tuple[Tuple[str, str], ...] = ()
    note: str = ""


# ---- Ed25519 (RFC 8032), verification only
# ----------------------------------------------------------------------------
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = Tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def _add(a: Point, b: Point) -> Point:
    """Sum of two points in extended coordinates (RFC 8032 section 5.1.4)."""
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    m = (y1 - x1) * (y2 - x2) % P
    n = (y1 + x1) * (y2 + x2) % P
    c = 2 * t1 * t2 * D % P
    d = 2 * z1 * z2 % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def _point(encoded: bytes) -> Optional[Point]:
    """The point behind 32 bytes, or None where they are no point."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _table(point: Point) -> List[List[Point]]:
    """Multiples of a point, so that any product is 64 additions: row i holds 0 … 15 times 16**i times the
    point."""
    rows = []
    for _ in range(64):
        row: List[Point] = [NEUTRAL]
        for _ in range(15):
            row.append(_add(row[-1], point))
        rows.append(row)
        point = _add(row[-1], point)
    return rows


def _times(table: List[List[Point]], number: int) -> Point:
    total = NEUTRAL
    for row in table:
        total = _add(total, row[number & 15])
        number >>= 4
    return total


def sound(point: Point) -> bool:
    """Whether a key's point is of the large order: for one of the few others anybody can forge."""
    for _ in range(3):
        point = _add(point, point)
    x, y, z, _ = point
    return not (x % P == 0 and (y - z) % P == 0)


def is_sound(key: bytes) -> bool:
    """Whether 32 bytes are a public key that only one person can sign for."""
    point = _point(key) if len(key) == 32 else None
    return point is not None and sound(point)


# ---- ML-DSA-44 (FIPS 204), verification only
# ---------------------------------------------------------------------------------------------------------
Q = 8380417
ROWS = COLUMNS = 4
HIGHEST_HINTS, DROPPED, ONES, RANGE, BAND = 80, 13, 39, 1 << 17, (Q - 1) // 88
SECOND_KEY, SECOND_SIGNATURE = 1312, 2420
"""Bytes of a public key and of a signature."""
ZETAS = [pow(1753, int(format(at, "08b")[::-1], 2), Q) for at in range(256)]
Polynomial = List[int]


def _ntt(values: Sequence[int]) -> Polynomial:
    """The number-theoretic transform (algorithm 41)."""
    out, at, length = list(values), 0, 128
    while length:
        for start in range(0, 256, 2 * length):
            at += 1
            zeta = ZETAS[at]
            for j in range(start, start + length):
                t = zeta * out[j + length] % Q
                out[j + length] = out[j] - t
                out[j] += t
        length //= 2
    return out


def _inverse_ntt(values: Sequence[int]) -> Polynomial:
    """Its inverse (algorithm 42), each coefficient from 0 to Q - 1."""
    out, at, length = list(values), 256, 1
    while length < 256:
        for start in range(0, 256, 2 * length):
            at -= 1
            zeta = -ZETAS[at]
            for j in range(start, start + length):
                t = out[j]
                out[j] = t + out[j + length]
                out[j + length] = zeta * (t - out[j + length]) % Q
        length *= 2
    return [value * 8347681 % Q for value in out]


def _numbers(data: bytes, bits: int) -> Polynomial:
    """Unsigned numbers of so many bits each, the lowest first (algorithm 18)."""
    packed, mask = int.from_bytes(data, "little"), (1 << bits) - 1
    return [packed >> shift & mask for shift in range(0, len(data) * 8, bits)]


def _drawn(seed: bytes) -> Polynomial:
    """A polynomial of the public matrix, drawn by rejection (algorithm 30)."""
    found: Polynomial = []
    length = 840
    while len(found) < 256:
        drawn = hashlib.shake_128(seed).digest(length)
        tried = (int.from_bytes(drawn[at : at + 3], "little") & 0x7FFFFF for at in range(0, length, 3))
        found, length = [one for one in tried if one < Q], 2 * length
    return found[:256]


def _challenge(seed: bytes) -> Polynomial:
    """A polynomial with 39 coefficients 1 or -1, the others 0 (algorithm 29)."""
    drawn = hashlib.shake_256(seed).digest(1024)
    signs, at, out = int.from_bytes(drawn[:8], "little"), 8, [0] * 256
    for place in range(256 - ONES, 256):
        while drawn[at] > place:
            at += 1
        out[place], out[drawn[at]] = out[drawn[at]], 1 - 2 * (signs & 1)
        signs, at = signs >> 1, at + 1
    return out


def _hints(data: bytes) -> Optional[List[List[int]]]:
    """The places of the hints, row by row (algorithm 21); None where they are not written in the one way."""
    found: List[List[int]] = []
    first = 0
    for end in data[HIGHEST_HINTS:]:
        places = list(data[first:end])
        if not first <= end <= HIGHEST_HINTS or places != sorted(set(places)):
            return None
        found.append(places)
        first = end
    return found if not any(data[first:HIGHEST_HINTS]) else None


def _high_bits(value: int, is_hinted: bool) -> int:
    """The high part of a coefficient, moved by one where the hint says so (algorithms 36 and 40)."""
    low = value % (2 * BAND)
    low = low - 2 * BAND if low > BAND else low
    high = 0 if value - low == Q - 1 else (value - low) // (2 * BAND)
    low = low - 1 if value - low == Q - 1 else low
    return (high + (1 if low > 0 else -1)) % 44 if is_hinted else high


def _answer(signature: bytes) -> Optional[List[Polynomial]]:
    """What a signature answers to its challenge, transformed; None where a number of it is out of bounds."""
    packed = [signature[32 + 576 * at : 608 + 576 * at] for at in range(COLUMNS)]
    rows = [[RANGE - one for one in _numbers(data, 18)] for data in packed]
    within = all(abs(one) < RANGE - 2 * ONES for row in rows for one in row)
    return [_ntt(row) for row in rows] if within else None


def _commitment(
    key: bytes, row: int, answer: Sequence[Polynomial], challenge: Polynomial, hinted: Set[int]
) -> bytes:
    """A row of what was committed to, as the answer and the hints give it: 6 bits a coefficient."""
    shifted = [one << DROPPED for one in _numbers(key[32 + 320 * row : 352 + 320 * row], 10)]
    total = [-one * other for one, other in zip(challenge, _ntt(shifted))]
    for column in range(COLUMNS):
        matrix = _drawn(key[:32] + bytes((column, row)))
        total = [so_far + one * other for so_far, one, other in zip(total, matrix, answer[column])]
    bits = 0
    for at, value in enumerate(_inverse_ntt([one % Q for one in total])):
        bits |= _high_bits(value, at in hinted) << 6 * at
    return bits.to_bytes(192, "little")


def second_fits(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the ML-DSA-44 signature of the message, with no context, was made with the private half of the
    key (algorithms 3 and 8)."""
    if len(key) != SECOND_KEY or len(signature) != SECOND_SIGNATURE:
        return False
    hints, answer = _hints(signature[-HIGHEST_HINTS - ROWS :]), _answer(signature)
    if hints is None or answer is None:
        return False
    seed = signature[:32]
    challenge = _ntt(_challenge(seed))
    rows = [_commitment(key, row, answer, challenge, set(hints[row])) for row in range(ROWS)]
    representative = hashlib.shake_256(hashlib.shake_256(key).digest(64) + b"\0\0" + message).digest(64)
    return hashlib.shake_256(representative + b"".join(rows)).digest(32) == seed


class Signatures:
    """Checks signatures, Ed25519 and the second kind; keeps a table for each Ed25519 key that it meets."""

    def __init__(self) -> None:
        base = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
        assert base  # the base point of RFC 8032
        self._base = _table(base)
        self._keys: Dict[bytes, Optional[List[List[Point]]]] = {}

    def fits(self, key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature of the message was made with the private half of the key."""
        if len(key) != 32 or len(signature) != 64:
            return False
        if key not in self._keys:
            point = _point(key)
            point = point if point and sound(point) else None
            self._keys[key] = point and _table((P - point[0], point[1], 1, P - point[3]))
        table = self._keys[key]
        s = int.from_bytes(signature[32:], "little")
        if table is None or s >= ORDER:
            return False
        h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
        x, y, z, _ = _add(_times(self._base, s), _times(table, h))
        inverse = pow(z, P - 2, P)
        x, y = x * inverse % P, y * inverse % P
        return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

    def second_fits(self, key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the ML-DSA-44 signature of the message was made with the private half of the key."""
        return second_fits(key, message, signature)


# ---- the log
# ------------------------------------------------------------------------------------------------------------
def canonical(value: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8: the bytes that were signed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def line_hash(line: bytes) -> str:
    """What the next entry names as the one before it."""
    return hashlib.sha256(line).hexdigest()


def merkle_root(lines: Sequence[bytes]) -> bytes:
    """RFC 6962 root over the entry lines."""
    level = [hashlib.sha256(b"\x00" + line).digest() for line in lines]
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:  # pairing from the left, an odd last one rises: the same tree as RFC 6962
        paired = [
            hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)
        ]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def root_of_path(line: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root to which an inclusion proof leads (RFC 9162 section 2.1.3.2); nothing where it is no proof."""
    at, last = index, size - 1
    found = hashlib.sha256(b"\x00" + line).digest()
    for other in path:
        if last == 0:
            return b""
        if at & 1 or at == last:
            found = hashlib.sha256(b"\x01" + other + found).digest()
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + other).digest()
        at, last = at >> 1, last >> 1
    return found if last == 0 else b""


def digest(value: Any) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def enrolment_hash(role: str, key: str) -> str:
    """What an entry that enrols somebody says of her: her role and her public key."""
    return digest({"public_key": key, "role": role})


def entry_fault(line: bytes, signatures: Signatures) -> Tuple[Dict[str, Any], str]:
    """An entry from its line, and what is wrong with its form or its signature, or nothing."""
    try:
        entry = json.loads(line.decode("utf-8"))
        key, signature = bytes.fromhex(entry["key"]), bytes.fromhex(entry["sig"])
        as_signed = set(entry) == FIELDS and canonical(entry) == line and signature.hex() == entry["sig"]
        formed = all(
            isinstance(value, dict) if name == "detail" else type(value) is (int if name in NUMBERS else str)
            for name, value in entry.items()
        )
    except UNREADABLE:
        return {}, "cannot be read: it was altered"
    if not as_signed or not formed:
        return {}, "is not written as it was signed: it was altered"
    before, _, after = line.rpartition(b'"sig":"%s",' % entry["sig"].encode())  # what is left was signed
    if not signatures.fits(key, LOG_PREFIX + before + after, signature):
        return entry, "has a signature that does not fit: it was altered"
    return entry, ""


def role_may(action: str, role: str) -> bool:
    """Whether an entry with these words may be signed in this role."""
    act = ACT_OF.get(action)
    return act is None or role in ROLES_OF[act]


SECOND = "mldsa44"
"""Under what name the detail of an enrolment holds the second public key of who is enrolled, in base64."""
NO_SECOND = "enrols somebody with a second key that is none, or is another's"


def from_base64(word: str) -> Optional[bytes]:
    """The bytes behind base64 that is written in the one way; None where it is not."""
    try:
        data = base64.b64decode(word, validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data).decode("ascii") == word else None


class Enrolments:
    """Who may sign, and in what role, as the entries say that enrol people: the first, and an
    administrator's."""

    def __init__(self) -> None:
        self.hashes: Dict[str, str] = {}
        self.seconds: Dict[str, str] = {}
        self.case = ""
        self._roles: Dict[Tuple[str, str], str] = {}

    def role(self, user: str, key: str) -> str:
        """The role in which a user is enrolled under a key; nothing where she is not, or not under it."""
        mine = self.hashes.get(user)
        if not mine:
            return ""
        if (mine, key) not in self._roles:
            fits = [role for role in ROLES if enrolment_hash(role, key) == mine]
            self._roles[(mine, key)] = fits[0] if fits else ""
        return self._roles[(mine, key)]

    def fault(self, entry: Dict[str, Any]) -> str:
        """What is wrong with who signed an entry, or nothing."""
        if entry["seq"] == 1:
            self.case = entry["case"]
            self.hashes = {entry["user"]: entry["object_hash"]}
            if entry["action"] != "create case" or entry["object"] != "user:" + entry["user"]:
                return "is not the entry with which a log begins"
            if not self._take_second(entry["user"], entry["detail"]):
                return NO_SECOND
        if entry["case"] != self.case:
            return "belongs to another case"
        role = self.role(entry["user"], entry["key"])
        if not role:
            return "is signed by a key that was never enrolled in this log"
        if not role_may(entry["action"], role):
            return "is signed by a user whose role may not do this (%s)" % entry["action"]
        return self._take(entry)

    def _take(self, entry: Dict[str, Any]) -> str:
        if entry["action"] != "add user":
            return ""
        user = entry["object"][5:] if entry["object"].startswith("user:") else ""
        if not user or user in self.hashes:
            return "enrols a user who is enrolled already, or nobody"
        if entry["object_hash"] in self.hashes.values():
            return "enrols the key of another user a second time"
        if not self._take_second(user, entry["detail"]):
            return NO_SECOND
        self.hashes[user] = entry["object_hash"]
        return ""

    def _take_second(self, user: str, detail: Dict[str, Any]) -> bool:
        """Note the second key of a user, where her enrolment names one; whether it is one, and hers alone."""
        if SECOND not in detail:
            return True
        written = detail[SECOND]
        is_key = isinstance(written, str) and len(from_base64(written) or b"") == SECOND_KEY
        if not is_key or written in self.seconds.values():
            return False
        self.seconds[user] = written
        return True


class Log:
    """Reads a log from its first entry on, and stops at the first fault: entries, people and keys so far."""

    def __init__(self, key: str, signatures: Signatures) -> None:
        self.first_key = key
        self.signatures = signatures
        self.people = Enrolments()
        self.entries: List[Dict[str, Any]] = []
        self.keys: Dict[str, str] = {}
        self.prev = FIRST_PREV

    def fault(self, number: int, line: bytes) -> str:
        """What is wrong with entry `number`, or nothing."""
        entry, wrong = entry_fault(line, self.signatures)
        if entry and entry["seq"] != number:
            wrong = "has another number: entries were removed, added or reordered"
        elif not wrong and entry["prev"] != self.prev:
            wrong = "does not follow the entry before it: the chain is broken"
        elif not wrong and number == 1 and not entry["key"].startswith(self.first_key.lower()):
            wrong = "is signed by another key than the one you gave: the log was replaced"
        wrong = wrong or self.people.fault(entry)
        if not wrong:
            self.entries.append(entry)
            self.keys.setdefault(entry["user"], entry["key"])
            self.prev = line_hash(line)
        return wrong


def check_log(data: bytes, key: str = "", name: str = "the log", log: Optional[Log] = None) -> Report:
    """Check signatures, chain, enrolled keys and roles of a log given as its bytes, a line an entry. `log`: what
    is to read it, where its entries are wanted."""
    if not data.strip():
        return Report(INCOMPLETE, (name + " is empty.",), 0, ())
    if not data.endswith(b"\n"):
        return Report(ALTERED, (name + " ends in the middle of an entry: it was cut.",), 0, ())
    lines = data[:-1].split(b"\n")
    log = log or Log(key, Signatures())
    for number, line in enumerate(lines, start=1):
        fault = log.fault(number, line)
        if fault:
            return Report(
                ALTERED, ("%s: entry %d %s." % (name, number, fault),), number - 1, tuple(log.keys.items())
            )
    said = "%s: %d entries, every signature fits and the chain is whole." % (name, len(lines))
    seconds = tuple((log.keys[user], key) for user, key in log.people.seconds.items() if user in log.keys)
    return Report(INTACT, (said,), len(lines), tuple(log.keys.items()), seconds)


# ---- checkpoints
# ---------------------------------------------------------------------------------------------------------
class Mark(NamedTuple):
    """A signature line of a note: name, key id and what was signed with."""

    name: str
    key_id: bytes
    signature: bytes


class Checkpoint(NamedTuple):
    """A note: what was signed, whose log, how many entries, its root, and the signatures under it."""

    body: bytes
    origin: str
    size: int
    root: bytes
    marks: Tuple[Mark, ...]


def key_id(name: str, kind: int, key: bytes) -> bytes:
    """By which 4 bytes a signature line names its key: 1 = Ed25519, 6 = ML-DSA-44 (C2SP signed-note)."""
    return hashlib.sha256(name.encode("utf-8") + b"\n" + bytes((kind,)) + key).digest()[:4]


def cosigned(name: str, at: bytes, origin: str, size: int, root: bytes) -> bytes:
    """What the second signature is made over (C2SP tlog-cosignature); `at`: the POSIX time, 8 bytes."""
    named = [bytes((len(one),)) + one for one in (name.encode("utf-8"), origin.encode("utf-8"))]
    return b"subtree/v1\n\0" + named[0] + at + named[1] + bytes(8) + size.to_bytes(8, "big") + root


def _mark(line: str) -> Mark:
    """A signature line; ValueError where it is none."""
    dash, name, written = line.split(" ")
    data = from_base64(written)
    if dash != "\u2014" or not name or data is None or len(data) < 5:
        raise ValueError
    return Mark(name, data[:4], data[4:])


def read_checkpoint(text: str) -> Optional[Checkpoint]:
    """A checkpoint in the signed-note form, or nothing where it is none."""
    try:
        body, _, note = text.partition("\n\n")
        origin, size, root = body.split("\n")
        marks = tuple(_mark(line) for line in note[:-1].split("\n"))
        wanted, count = from_base64(root) or b"", int(size)
    except ValueError:
        return None
    point = Checkpoint((body + "\n").encode("utf-8"), origin, count, wanted, marks)
    is_whole = note.endswith("\n") and len(marks) <= 16 and 0 < len(origin.encode()) < 256
    return point if is_whole and len(wanted) == 32 and size == str(count) and 0 < count < 1 << 63 else None


def is_signed(point: Checkpoint, keys: Iterable[str], signatures: Signatures) -> bool:
    """Whether one of these public keys signed a checkpoint, and no line that says it did is false."""
    known = [bytes.fromhex(key) for key in keys]
    fits = [
        signatures.fits(key, point.body, mark.signature)
        for key in known
        for mark in point.marks
        if mark.key_id == key_id(mark.name, 1, key)
    ]
    return any(fits) and all(fits)


def second_fault(point: Checkpoint, key: str, signatures: Signatures) -> str:
    """What is wrong with the post-quantum line of a checkpoint whose signer has this key, or nothing."""
    public = from_base64(key) or b""
    mine = [mark for mark in point.marks if mark.key_id == key_id(mark.name, 6, public)]
    if not mine:
        return "has no post-quantum signature of its signer"
    for name, _, signed in mine:
        message = cosigned(name, signed[:8], point.origin, point.size, point.root)
        if len(name.encode("utf-8")) > 255 or not signatures.second_fits(public, message, signed[8:]):
            return "has a post-quantum signature that does not fit"
    return ""


def _second_fault_of(point: Checkpoint, key: str, signatures: Signatures, name: str) -> str:
    """As a sentence what is wrong with the post-quantum line of a checkpoint of this name; nothing where its
    signer has no second key."""
    fault = second_fault(point, key, signatures) if key else ""
    return "%s %s." % (name, fault) if fault else ""


def check_checkpoint(
    text: str, lines: Sequence[bytes], keys: Sequence[str], name: str, seconds: Iterable[Tuple[str, str]] = ()
) -> str:
    """What is wrong between a checkpoint and a log, or nothing. `seconds`: (public key, second key) of those
    who have one."""
    point, signatures = read_checkpoint(text), Signatures()
    if point is None:
        return name + " cannot be read: it was altered."
    if point.size > len(lines):
        return "The log is shorter (%d) than %s says (%d): entries were removed." % (
            len(lines), name, point.size,
        )  # fmt: skip
    if merkle_root(lines[: point.size]) != point.root:
        return "The log up to entry %d is not the one that %s was made of." % (point.size, name)
    mine, known = [key for key in keys if is_signed(point, [key], signatures)], dict(seconds)
    if not mine:
        return name + " is not signed by anyone enrolled in the log."
    faults = [_second_fault_of(point, known.get(key, ""), signatures, name) for key in mine]
    return next(filter(None, faults), "")


# ---- the files of a bundle
# ---------------------------------------------------------------------------------------------------------
OUTSIDE = ("manifest.json", "manifest.sig")
ABOUT_LOG = ("log.jsonl", "checkpoint.txt", "log.pdf", "verify.py")
PROVING = ("proof.json", "checkpoint.txt")
PROOF = ".tlog-proof"
"""What the name of a document's proof ends with."""
THE_VERIFIER = "verify.py"
_NOT_IN_NAMES = '<>:"|?*\\'
_DEVICES = {"con", "prn", "aux", "nul", *("com%d" % n for n in range(10)), *("lpt%d" % n for n in range(10))}


class Manifest(NamedTuple):
    """The manifest of a bundle: what it says, its files (SHA-256 and size by name), who signed it."""

    said: Dict[str, Any]
    listed: Dict[str, Tuple[str, int]]
    signer: str


def is_plain(name: str) -> bool:
    """Whether a name leads to the same file within the folder on every system."""
    parts = name.split("/")
    return unicodedata.normalize("NFC", name) == name and all(
        part
        and part not in (".", "..")
        and part[-1] not in ". "
        and part.split(".")[0].lower() not in _DEVICES
        and not any(ord(mark) < 32 or ord(mark) == 127 or mark in _NOT_IN_NAMES for mark in part)
        for part in parts
    )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _faults_of_names(names: Iterable[str]) -> List[str]:
    """Names that are not what they seem: outside the folder, odd, or two for one place."""
    faults, seen = [], {_folded(name): name for name in OUTSIDE}
    for name in sorted(names):
        if not is_plain(name):
            faults.append("%r is no name of a file within the bundle, or leads outside the bundle." % name)
        if _folded(name) in seen:
            faults.append("%r and %r are one file on some computers." % (name, seen[_folded(name)]))
        seen[_folded(name)] = name
    return faults


def _faults_of_files(folder: Path, listed: Dict[str, Tuple[str, int]]) -> List[str]:
    """Every listed file as it is listed, and nothing else: no other file, folder or link."""
    there, faults = _walk(folder)
    for name, (sha256, size) in sorted(listed.items()):
        if name not in there:
            faults.append(name + " is missing.")
        else:
            data = (folder / name).read_bytes()
            if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
                faults.append(name + " was altered.")
    known = {*listed, *OUTSIDE}
    known |= {parent.as_posix() + "/" for name in listed for parent in Path(name).parents if parent.name}
    return faults + [
        name + " is not listed in the manifest: it was added." for name in sorted(there) if name not in known
    ]


def _walk(folder: Path) -> Tuple[List[str], List[str]]:
    """The files of a folder by name, folders with a stroke at the end; and faults: what is no file or
    folder of its own."""
    there: List[str] = []
    faults: List[str] = []
    waiting = [""]
    while waiting:
        at = waiting.pop()
        with os.scandir(str(folder / at)) as found:
            for one in sorted(found, key=lambda each: each.name):
                name = at + one.name
                own = Path(os.path.realpath(one.path)) == Path(os.path.realpath(str(folder / at))) / one.name
                if not own or not (one.is_file(follow_symlinks=False) or one.is_dir(follow_symlinks=False)):
                    faults.append(name + " is a link or no ordinary file: it was put there.")
                elif one.is_dir(follow_symlinks=False):
                    there.append(name + "/")
                    waiting.append(name + "/")
                else:
                    there.append(name)
    return there, faults


def _read_manifest(folder: Path) -> Tuple[Optional[Manifest], str]:
    """The manifest with its signature checked, or what is wrong with it."""
    raw, written = (folder / "manifest.json").read_bytes(), (folder / "manifest.sig").read_bytes()
    try:
        said = json.loads(raw.decode("utf-8"))
        listed = {str(one["name"]): (str(one["sha256"]), int(one["size"])) for one in said["files"]}
        signer = str(said["signer"]["public_key"])
        signature = bytes.fromhex(written.decode("ascii").strip())
        formed = canonical(said) == raw and len(listed) == len(said["files"])
        fits = written == signature.hex().encode() + b"\n" and Signatures().fits(
            bytes.fromhex(signer), MANIFEST_PREFIX + raw, signature
        )
    except UNREADABLE:
        return None, "manifest.json or manifest.sig cannot be read: one of them was altered."
    if not fits or not formed:
        return None, "manifest.json or manifest.sig was altered: the signature does not fit."
    return Manifest(said, listed, signer), ""


# ---- what a bundle proves
# ---------------------------------------------------------------------------------------------------------
class Proved(NamedTuple):
    """What a bundle shows of itself: faults, how many entries its log had, the keys of who is named."""

    faults: List[str]
    entries: int
    keys: Tuple[Tuple[str, str], ...]
    lines: Tuple[str, ...] = ()


def _faults_of_production(
    entry: Dict[str, Any], role: str, manifest: Manifest, outside: Sequence[str]
) -> List[str]:
    """What does not fit between the entry that records a production and what was handed over."""
    faults = []
    contents = {name: sha256 for name, (sha256, _) in manifest.listed.items() if name not in outside}
    if entry["action"] != "produce bundle" or entry["object_hash"] != digest(contents):
        faults.append("The entry of the log is about another production than these files.")
    if entry["key"] != manifest.signer:
        faults.append("manifest.json is signed by somebody else than the one who produced the bundle.")
    if not role or not role_may(entry["action"], role) or role != manifest.said["signer"].get("role", role):
        faults.append("manifest.json is signed by a user whose role may not produce a bundle.")
    return faults


def _faults_of_words(entry: Dict[str, Any], manifest: Manifest) -> List[str]:
    """What does not fit between the entry and what the manifest says in words."""
    said, detail = manifest.said, entry["detail"]
    told = {"recipient": said["recipient"], **({"accused": said["accused"]} if said["accused"] else {})}
    faults = [
        "The %s in manifest.json is not the one that the production was made for." % name
        for name in ("recipient", "accused")
        if detail.get(name) != (digest(told[name]) if name in told else None)
    ]
    if entry["object"] != "production:" + said["production"] or entry["case"] != said["case"]:
        faults.append("manifest.json is about another case or production than the entry of the log.")
    if detail.get("files") != sum(not _is_proving(name) for name in manifest.listed):
        faults.append("The number of files is not the one that was produced.")
    if (said["format"] > 2) != (SERVED in detail):
        faults.append("The bundle is not of the form in which it was produced.")
    return faults


class Shown(NamedTuple):
    """An entry that a proof shows, with the line and the way to the root."""

    entry: Dict[str, Any]
    line: bytes
    place: int
    path: Tuple[bytes, ...]


def _read_shown(entries: Any, name: str, signatures: Signatures) -> Tuple[List[Shown], str]:
    """The entries that a proof of this name shows, each with its form and signature checked."""
    found: List[Shown] = []
    for one in entries:
        line = one["line"].encode("utf-8")
        path = tuple(bytes.fromhex(each) for each in one["path"])
        entry, wrong = entry_fault(line, signatures)
        if wrong:
            return [], "%s: an entry %s." % (name, wrong)
        found.append(Shown(entry, line, int(one["index"]), path))
    return found, ""


def _shown(entries: Any, name: str, signatures: Signatures) -> Tuple[List[Shown], str]:
    """The entries that a proof shows, as `_read_shown`, in the order of the log from its first."""
    found, wrong = _read_shown(entries, name, signatures)
    if wrong:
        return [], wrong
    places = [one.place for one in found]
    if places != sorted(set(places)) or places[:1] != [0]:
        return [], "%s is not in its order, or the first entry of the log is not in it." % name
    if any(one.entry["seq"] != one.place + 1 for one in found):
        return [], "%s gives an entry another number than it has." % name
    return found, ""


def _shown_in(data: bytes, signatures: Signatures) -> Tuple[List[Shown], str]:
    """The entries that proof.json shows, and what is wrong with them."""
    try:
        proof = json.loads(data.decode("utf-8"))
        found, wrong = _shown(proof["entries"], "proof.json", signatures)
        formed = canonical(proof) == data
    except UNREADABLE:
        return [], "proof.json cannot be read: it was altered."
    return found, wrong if wrong or formed else "proof.json is not written as it was made: it was altered."


def _faults_of_inclusion(shown: Sequence[Shown], point: Checkpoint, name: str) -> List[str]:
    return [
        "Entry %d in %s is not in the log that its checkpoint was made of." % (one.place + 1, name)
        for one in shown
        if one.place >= point.size
        or any(len(each) != 32 for each in one.path)
        or root_of_path(one.line, one.place, point.size, one.path) != point.root
    ]


def _faults_of_signers(shown: Sequence[Shown], wrong: Sequence[str], key: str, name: str) -> List[str]:
    """Entries of a proof whose signers were not enrolled to do it (`wrong`, by entry), or another log."""
    first = shown[0].entry
    other = "is signed by another key than the one you gave: the log was replaced"
    faults = [other] if key and not first["key"].startswith(key.lower()) else []
    faults += ["is not the entry with which a log begins"] if first["prev"] != FIRST_PREV else []
    told = [(first["seq"], one) for one in faults]
    told += [(one.entry["seq"], each) for one, each in zip(shown, wrong) if each]
    return ["%s: entry %d %s." % (name, number, each) for number, each in told]


def _faults_of_checkpoint(
    point: Checkpoint, signer: Dict[str, Any], people: Enrolments, signatures: Signatures, name: str
) -> List[str]:
    """What is wrong with who signed a checkpoint, who is to be the one who signed this entry."""
    if point.origin != "evidence_review/" + signer["case"]:
        return [name + " is of the log of another case."]
    if not is_signed(point, [signer["key"]], signatures):
        return [name + " is not signed by the one who produced the bundle."]
    fault = _second_fault_of(point, people.seconds.get(signer["user"], ""), signatures, name)
    return [fault] if fault else []


def _faults_of_named(people: Enrolments, manifest: Manifest) -> List[str]:
    """People of the manifest whose enrolment, role and key the proof does not show."""
    return [
        "manifest.json names a person whose enrolment proof.json does not show."
        for one in manifest.said["users"]
        if people.role(str(one["id"]), str(one["public_key"])) != one["role"]
    ]


def _checkpoint_of(folder: Path, case: str) -> Tuple[Optional[Checkpoint], str]:
    point = read_checkpoint((folder / "checkpoint.txt").read_text("utf-8"))
    if point is None:
        return None, "checkpoint.txt cannot be read: it was altered."
    if point.origin != "evidence_review/" + case:
        return None, "checkpoint.txt is of the log of another case."
    return point, ""


def prove(folder: Path, manifest: Manifest, key: str = "") -> Proved:
    """What a bundle shows by its proof.json and checkpoint.txt, and the proofs of its documents, without the
    log."""
    signatures, people = Signatures(), Enrolments()
    shown, wrong = _shown_in((folder / "proof.json").read_bytes(), signatures)
    point, unread = _checkpoint_of(folder, str(manifest.said["case"]))
    if wrong or point is None:
        return Proved([one for one in (wrong, unread) if one], 0, ())
    wrong_by_entry = [people.fault(one.entry) for one in shown]
    faults = _faults_of_inclusion(shown, point, "proof.json")
    faults += _faults_of_signers(shown, wrong_by_entry, key, "proof.json") + _faults_of_named(
        people, manifest
    )
    made = [one for one in shown if one.entry["action"] not in ("create case", "add user")]
    if len(made) != 1:
        return Proved([*faults, "proof.json does not show the one entry of this production."], 0, ())
    entry, outside = made[0].entry, [name for name in manifest.listed if _is_proving(name)]
    role = people.role(entry["user"], entry["key"])
    faults += _faults_of_production(entry, role, manifest, outside) + _faults_of_words(entry, manifest)
    faults += _faults_of_checkpoint(point, entry, people, signatures, "checkpoint.txt")
    faults += _faults_of_proofs(folder, manifest, shown, made[0]) if SERVED in entry["detail"] else []
    keys = {one.entry["user"]: one.entry["key"] for one in shown}
    said = (
        "Entry %d of a log of %d records these files; the entry, who signed it and that enrolment are shown."
    )
    told = (said % (entry["seq"], point.size), _second_words(people, entry))
    return Proved(faults, point.size, tuple(keys.items()), told)


def _second_words(people: Enrolments, entry: Dict[str, Any]) -> str:
    key = from_base64(people.seconds.get(entry["user"], ""))
    if not key:
        return "The checkpoint has no post-quantum signature: its signer was enrolled without a key for one."
    said = "The checkpoint has a post-quantum signature too (ML-DSA-44), which fits; SHA-256 of its key: %s."
    return said % hashlib.sha256(key).hexdigest()


# ---- the proof of one document
# ---------------------------------------------------------------------------------------------------------
SERVED = "served"
"""Under what name the detail of a production's entry holds the RFC 6962 root over the files served."""
COPY = "DISCLOSE"
"""The code with which a prosecutor decides that a copy goes."""
PLACES = "places"
"""Under what name the detail of an approval's entry holds how many places its list has; the entry's object_hash
is the RFC 6962 root over that list."""
_SAID = {1: {"entry", "file", "format", "path", "people", "place"}}
_SAID[2] = _SAID[1] | {"approvals", "decisions"}
_FILE = {1: {"by", "name", "salt", "sha256", "size", "urn"}}
_FILE[2] = _FILE[1] | {"accused", "items", "names", "older"}


def _is_proving(name: str) -> bool:
    """Whether a file of a bundle proves others, and so is none of those that its entry is about."""
    return name in PROVING or name.endswith(PROOF)


class Proof(NamedTuple):
    """The proof of one document: place and way of the production's entry in the log, checkpoint, and what else
    is said: entry and enrolments, and the document's line in the list of what was served, with its way."""

    place: int
    path: Tuple[bytes, ...]
    note: str
    said: Dict[str, Any]

    def log_part(self) -> Tuple[Any, ...]:
        """What is the same for every document of one production."""
        return self.place, self.path, self.note, self.said["entry"]


def _is_known(said: Any) -> bool:
    """Whether the extra data of a proof are such as this program or a newer one makes."""
    if type(said) is not dict or type(said.get("format")) is not int:
        return False
    form = said["format"]
    return form > 2 or (form in _SAID and set(said) == _SAID[form] and type(said["file"]) is dict)


def read_proof(data: bytes) -> Optional[Proof]:
    """A proof in the C2SP form tlog-proof@v1, or nothing where it is none that this program made."""
    try:
        head, _, note = data.decode("utf-8").partition("\n\n")
        form, extra, index, *hashes = head.split("\n")
        raw = from_base64(extra[6:]) or b""
        said = json.loads(raw.decode("utf-8"))
        place, path = int(index[6:]), tuple(from_base64(one) or b"" for one in hashes)
        begun = (form, extra[:6], index) == ("c2sp.org/tlog-proof@v1", "extra ", "index %d" % place)
        is_formed = begun and canonical(said) == raw and place >= 0
    except UNREADABLE:
        return None
    is_proof = is_formed and _is_known(said) and {len(one) for one in path} <= {32}
    return Proof(place, path, note, said) if is_proof else None


def _faults_of_document(proof: Proof, entry: Dict[str, Any], data: bytes) -> List[str]:
    """What does not fit between a document and its line in the list that the production's entry is about."""
    line, place, count = proof.said["file"], proof.said["place"], entry["detail"]["files"]
    path = [bytes.fromhex(each) for each in proof.said["path"]]
    if set(line) != _FILE[proof.said["format"]] or {type(place), type(count)} != {int}:
        return ["The proof cannot be read: it was altered."]
    root = root_of_path(canonical(line), place, count, path) if 0 <= place < count else b""
    if {len(one) for one in path} - {32} or root.hex() != entry["detail"][SERVED]:
        return ["The document of this proof is not among those that the production's entry is about."]
    if len(data) != line["size"] or hashlib.sha256(data).hexdigest() != line["sha256"]:
        return ["This is not the file that the proof is about: it was altered, or is another."]
    return []


def _faults_of_place(shown: Sequence[Shown]) -> List[str]:
    """What is wrong with the order of what a document's proof shows: enrolments first, production last."""
    *enrolling, made = shown
    if made.entry["seq"] != made.place + 1 or any(one.place >= made.place for one in enrolling):
        return ["The proof gives the entry of the production another number than it has."]
    if any(one.entry["action"] not in ("create case", "add user") for one in enrolling):
        return ["The proof shows entries that enrol nobody."]
    return []


def _faults_of_act(entry: Dict[str, Any], role: str) -> List[str]:
    """What is wrong with the entry that a document's proof is about, signed in this role."""
    if entry["action"] != "produce bundle":
        return ["The proof is about an entry of the log that records no production."]
    if not role or not role_may(entry["action"], role):
        return ["The production of the proof is by somebody whose role may not produce a bundle."]
    return []


class Approval(NamedTuple):
    """An approval that a document's proof shows, and of its list the lines of items that stand in the
    document: text, place from 0, and way to the root that the entry holds."""

    shown: Shown
    items: Tuple[Tuple[str, int, Tuple[bytes, ...]], ...]

    def texts(self) -> List[Tuple[Any, ...]]:
        """Approval, item and what stands for its text, of each line."""
        told = (json.loads(line) for line, _, _ in self.items)
        return [(self.shown.entry["object"], one["item"], one["text"]) for one in told]


class Stands(NamedTuple):
    """What a document's proof shows of the items that stand in it: approvals, and decisions that they go."""

    approvals: Tuple[Approval, ...]
    decisions: Tuple[Shown, ...]

    def entries(self) -> List[Shown]:
        """Every entry of them."""
        return [one.shown for one in self.approvals] + list(self.decisions)


def _read_stands(said: Dict[str, Any], signatures: Signatures) -> Tuple[Stands, str]:
    """The approvals and decisions that a proof shows; a proof of the first form has none."""
    approving, wrong = _read_shown(said.get("approvals", []), "the proof", signatures)
    decided, other = _read_shown(said.get("decisions", []), "the proof", signatures)
    if wrong or other:
        return Stands((), ()), wrong or other
    lists = (
        tuple(
            (str(each["line"]), int(each["place"]), tuple(bytes.fromhex(way) for way in each["path"]))
            for each in one["items"]
        )
        for one in said.get("approvals", [])
    )
    return Stands(tuple(Approval(*both) for both in zip(approving, lists)), tuple(decided)), ""


def _faults_of_order(stands: Stands, made: Shown) -> List[str]:
    """Approvals and decisions that are no such, or were not made before the production."""
    kinds = [("approve redactions", one.shown) for one in stands.approvals]
    kinds += [("endorse", one) for one in stands.decisions]
    if any(one.entry["action"] != kind for kind, one in kinds):
        return ["The proof shows an entry as an approval or decision that is none."]
    if any(one.place >= made.place or one.entry["seq"] != one.place + 1 for _, one in kinds):
        return ["The proof shows an approval or decision that was made after the document was handed over."]
    return []


def _faults_of_lists(stands: Stands) -> List[str]:
    """Items that a proof shows and that are not on the list that their approval's entry holds."""
    return [
        "The proof shows an item that entry %d did not approve, or not in this form." % one.shown.entry["seq"]
        for one in stands.approvals
        if any(
            not 0 <= place < one.shown.entry["detail"][PLACES]
            or root_of_path(line.encode("utf-8"), place, one.shown.entry["detail"][PLACES], path).hex()
            != one.shown.entry["object_hash"]
            for line, place, path in one.items
        )
    ]


def _faults_of_items(line: Dict[str, Any], stands: Stands) -> List[str]:
    """What does not fit between the items that stand in a document by its line and the approvals shown."""
    stated = [("approval:" + one["approval"], one["item"], one["text"]) for one in line.get("items", [])]
    given = [one for approval in stands.approvals for one in approval.texts()]
    if sorted(stated) != sorted(given) or len({item for _, item, _ in stated}) != len(stated):
        return ["The approvals in the proof are not those of the items that stand in the document."]
    return []


def _faults_of_decisions(line: Dict[str, Any], stands: Stands) -> List[str]:
    """What does not fit between the codes in a document's line and the decisions shown."""
    stated = [
        ("item:%d" % item, digest({"accused": line["accused"], "code": COPY, "item": item}))
        for item in (one["item"] for one in line.get("items", []) if one["code"] == COPY)
    ]
    given = [(one.entry["object"], one.entry["object_hash"]) for one in stands.decisions]
    if sorted(stated) != sorted(given):
        return ["The decisions in the proof are not those that the items of the document go to this accused."]
    return []


class Alone(NamedTuple):
    """What a document's proof shows beside its checkpoint: faults, the entry and role of who produced it, the
    people enrolled, all entries shown, and approvals and decisions."""

    faults: List[str]
    entry: Dict[str, Any]
    role: str
    people: Enrolments
    shown: Tuple[Shown, ...]
    stands: Stands


def _alone(proof: Proof, data: bytes, key: str, point: Checkpoint, signatures: Signatures) -> Alone:
    """Everything of a document's proof but who signed its checkpoint."""
    people = Enrolments()
    enrolling, wrong = _shown(proof.said["people"], "the proof", signatures)
    stands, unread = _read_stands(proof.said, signatures)
    line = proof.said["entry"].encode("utf-8")
    entry, altered = entry_fault(line, signatures)
    if wrong or unread or altered:
        told = altered and "the proof: the entry of the production %s." % altered
        return Alone([wrong or unread or told], {}, "", people, (), stands)
    made = Shown(entry, line, proof.place, proof.path)
    shown = sorted([*enrolling, *stands.entries(), made], key=lambda one: one.place)
    wrong_by_entry = [people.fault(one.entry) for one in shown]
    faults = _faults_of_inclusion(shown, point, "the proof")
    faults += _faults_of_signers(shown, wrong_by_entry, key, "the proof")
    role = people.role(entry["user"], entry["key"])
    faults += _faults_of_place([*enrolling, made]) + _faults_of_act(entry, role)
    faults += _faults_of_document(proof, entry, data)
    if not faults:
        faults += _faults_of_order(stands, made) + _faults_of_lists(stands)
        faults += _faults_of_items(proof.said["file"], stands)
        faults += _faults_of_decisions(proof.said["file"], stands)
    return Alone(faults, entry, role, people, tuple(shown), stands)


def prove_document(proof: Proof, data: bytes, key: str = "") -> Proved:
    """What the proof of a document shows, alone."""
    signatures, point = Signatures(), read_checkpoint(proof.note)
    if point is None:
        return Proved(["The checkpoint of the proof cannot be read: it was altered."], 0, ())
    found = _alone(proof, data, key, point, signatures)
    if not found.entry:
        return Proved(found.faults, 0, ())
    faults, entry, people = list(found.faults), found.entry, found.people
    faults += _faults_of_checkpoint(point, entry, people, signatures, "The checkpoint of the proof")
    keys = {one.entry["user"]: one.entry["key"] for one in found.shown}
    line = proof.said["file"]
    told = () if faults else (
        *_document_words(line, entry, found.role),
        *_stands_words(line, found),
        _second_words(people, entry),
    )  # fmt: skip
    return Proved(faults, point.size, tuple(keys.items()), told)


def _plain(words: Any) -> str:
    return "".join(c if c.isprintable() else "?" for c in str(words))


def _in_words(noun: str, one: str, many: str, numbers: Sequence[int]) -> str:
    """Numbers in order after their noun, those that follow each other as a span: items 3, 5 to 9."""
    spans: List[Tuple[int, int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    told = ("%d to %d" % span if span[0] < span[1] else str(span[0]) for span in spans)
    return "%s%s %s" % (noun, one if len(numbers) == 1 else many, ", ".join(told))


def _who_and_when(entry: Dict[str, Any], line: Dict[str, Any], people: Enrolments) -> str:
    role = people.role(entry["user"], entry["key"]).replace("_", " ").lower()
    name = _plain(line["names"].get(entry["user"], "somebody"))
    return "by %s (%s, user %s) on %s" % (name, role, entry["user"], _day(entry["utc"]))


def _day(utc: str) -> str:
    """A day as the papers write it, DD.MM.YYYY, of an instant in UTC."""
    return ".".join(reversed(utc[:10].split("-")))


def _stands_words(line: Dict[str, Any], found: Alone) -> Tuple[str, ...]:
    """Who approved what stands in a document and who decided that it goes, as sentences."""
    if "items" not in line:
        return ("The program that made this proof did not yet show who approved what stands in a document.",)
    if not line["items"] and not line["older"]:
        return ("By the word of who handed it over, no item of the case stands in it that needs approval.",)
    told: List[str] = []
    for one in found.stands.approvals:
        entry, items = one.shown.entry, _items_in_words([item for _, item, _ in one.texts()], line)
        who, were = _who_and_when(entry, line, found.people), "was" if len(one.items) == 1 else "were"
        said = "Of what stands in it, %s %s approved %s at %s UTC, by that computer's clock: "
        said += "entry %d of the log."
        told.append(said % (items, were, who, entry["utc"][11:16], entry["seq"]))
    decided: Dict[str, List[Dict[str, Any]]] = {}
    for shown in found.stands.decisions:
        decided.setdefault(_who_and_when(shown.entry, line, found.people), []).append(shown.entry)
    for who, entries in decided.items():
        items = _items_in_words([int(one["object"][5:]) for one in entries], line)
        seqs = _in_words("entr", "y", "ies", [one["seq"] for one in entries])
        said = "That a copy of %s goes to %s was decided %s: %s of the log."
        told.append(said % (items, _plain(line["accused"]), who, seqs))
    without = [one["item"] for one in line["items"] if one["code"] != COPY]
    told += ["It shows no prosecutor's decision on %s." % _items_in_words(without, line)] if without else []
    said = "The approval of %d more of what stands in it has an older form, which cannot be shown alone."
    return (*told, *([said % line["older"]] if line["older"] else []))


def _items_in_words(items: Sequence[int], line: Dict[str, Any]) -> str:
    """Items by the numbers that a transcript prints, where its proof has them, and by those of the case."""
    numbers = _in_words("item", "", "s", items)
    printed = {one["item"]: one.get("at") for one in line["items"]}
    places = [printed.get(item) for item in items]
    if not line["name"].startswith("transcripts/") or not all(isinstance(one, int) for one in places):
        return numbers
    here = _in_words("message", "", "s", [one for one in places if one is not None])
    return "%s of %s (in the case: %s)" % (here, _plain(line["name"]), numbers)


def _document_words(line: Dict[str, Any], entry: Dict[str, Any], role: str) -> Tuple[str, ...]:
    """What an intact proof shows, as sentences."""
    name, by, urn = (_plain(line[one]) for one in ("name", "by", "urn"))
    return (
        "This is the file handed over as %s in the case with the URN %s. Its SHA-256, a fingerprint, is %s."
        % (name, urn, line["sha256"]),
        "It was handed over by %s (%s, user %s) on %s at %s UTC, by that computer's clock: entry %d of the log."
        % (by, role.replace("_", " ").lower(), entry["user"], _day(entry["utc"]), entry["utc"][11:16], entry["seq"]),
    )  # fmt: skip


def check_document(file: Path, beside: Path, key: str = "") -> Report:
    """Check one document of a bundle alone, by its proof."""
    if not beside.is_file():
        said = "%s is missing: a document is checked by the proof that was handed over with it."
        return Report(INCOMPLETE, (said % beside.name,), 0, ())
    proof = read_proof(beside.read_bytes())
    if proof is None:
        return Report(ALTERED, (beside.name + " cannot be read: it was altered.",), 0, ())
    if proof.said["format"] not in _SAID:
        return Report(CANNOT_TELL, ("This proof was made by a newer program than this verifier.",), 0, ())
    try:
        shown = prove_document(proof, file.read_bytes(), key)
    except UNREADABLE:
        return Report(ALTERED, (beside.name + " cannot be read: it was altered.",), 0, ())
    status = ALTERED if shown.faults else INTACT
    return Report(status, tuple(shown.faults or shown.lines), shown.entries, shown.keys, note=proof.note)


def _faults_of_proofs(folder: Path, manifest: Manifest, shown: Sequence[Shown], made: Shown) -> List[str]:
    """What is wrong with the proofs of a bundle's documents: each has one, which is about it and about this
    production, as proof.json and checkpoint.txt show it."""
    served = {name for name in manifest.listed if not _is_proving(name)} - {THE_VERIFIER}
    known = {name + PROOF for name in served}
    given = {name for name in manifest.listed if name.endswith(PROOF)}
    faults = [name + " is missing: each document has its proof." for name in sorted(known - given)]
    faults += [name + " is the proof of no document." for name in sorted(given - known)]
    note = (folder / "checkpoint.txt").read_text("utf-8")
    meant = (made.place, made.path, note, made.line.decode("utf-8"))
    enrolments = [_as_said(one) for one in shown if one is not made]
    signatures = Signatures()
    for name in sorted(served):
        wrong = _fault_of_proof(folder, name, manifest, meant, enrolments, signatures)
        faults += ["%s %s." % (name + PROOF, wrong)] if wrong else []
    return faults


def _as_said(one: Shown) -> Dict[str, Any]:
    """An entry as proofs write it."""
    path = [each.hex() for each in one.path]
    return {"index": one.place, "line": one.line.decode("utf-8"), "path": path}


def _fault_of_proof(
    folder: Path,
    name: str,
    manifest: Manifest,
    meant: Tuple[Any, ...],
    enrolments: Sequence[Dict[str, Any]],
    signatures: Signatures,
) -> str:
    """What is wrong with the proof of one document of a bundle, or nothing, as where one of the two is missing;
    `meant`: what it has in common with the others; `enrolments`: those that proof.json shows."""
    if not (folder / name).is_file() or not (folder / (name + PROOF)).is_file():
        return ""
    proof = read_proof((folder / (name + PROOF)).read_bytes())
    is_ours = proof is not None and proof.said["format"] == (2 if manifest.said["format"] > 3 else 1)
    point = read_checkpoint(proof.note) if proof else None
    if proof is None or point is None or not is_ours or proof.log_part() != meant:
        return "is not the proof that was made with this bundle"
    line, data = proof.said["file"], (folder / name).read_bytes()
    if any(one not in enrolments for one in proof.said["people"]):
        return "shows other enrolments than proof.json"
    about = line.get("name"), line.get("urn"), line.get("accused") or manifest.said["accused"]
    if about != (name, manifest.said["urn"], manifest.said["accused"]):
        return "is about another document"
    if _faults_of_document(proof, json.loads(proof.said["entry"]), data):
        return "does not fit its document"
    return "".join(_alone(proof, data, "", point, signatures).faults[:1]).rstrip(".")


def prove_by_log(folder: Path, manifest: Manifest, key: str = "") -> Proved:
    """What a bundle of an older form shows, which carries the whole log."""
    data = (folder / "log.jsonl").read_bytes()
    read = Log(key, Signatures())
    log = check_log(data, key, "log.jsonl", read)
    if log.status != INTACT:
        return Proved(list(log.lines), log.entries, log.keys)
    lines, said, faults = data[:-1].split(b"\n"), manifest.said["log"], []
    if log.entries != said["entries"] or merkle_root(lines).hex() != said["root"]:
        faults.append("log.jsonl is not the log that the manifest was made with.")
    point, wrong = _checkpoint_of(folder, str(manifest.said["case"]))
    if point is not None:
        text = (folder / "checkpoint.txt").read_text("utf-8")
        wrong = check_checkpoint(text, lines, [one for _, one in log.keys], "checkpoint.txt", log.seconds)
    faults += [wrong] if wrong else []
    made = [entry for entry in read.entries if entry["action"] == "produce bundle"]
    if not made:
        return Proved([*faults, "log.jsonl does not record a production."], log.entries, log.keys)
    role = read.people.role(made[-1]["user"], made[-1]["key"])
    faults += _faults_of_production(made[-1], role, manifest, ABOUT_LOG)
    return Proved(faults, log.entries, log.keys, log.lines)


def _shown_by(folder: Path, manifest: Manifest, key: str) -> Proved:
    """What a bundle shows of its production, in the form in which it was made."""
    is_old = manifest.said["format"] == 1
    wanted = ("log.jsonl", "checkpoint.txt") if is_old else PROVING
    absent = [name for name in wanted if name not in manifest.listed or not (folder / name).is_file()]
    if absent:
        return Proved([name + " is missing." for name in absent], 0, ())
    try:
        return (prove_by_log if is_old else prove)(folder, manifest, key)
    except UNREADABLE:
        return Proved(["A file about the log cannot be read: it was altered."], 0, ())


def check_bundle(folder: Path, key: str = "") -> Report:
    """Check every file of a bundle against its signed manifest, and the manifest against what the log
    records."""
    missing = [name + " is missing." for name in OUTSIDE if not (folder / name).is_file()]
    if missing:
        return Report(INCOMPLETE, tuple(missing), 0, ())
    manifest, wrong = _read_manifest(folder)
    if manifest is None:
        return Report(ALTERED, (wrong,), 0, ())
    if manifest.said.get("format") not in (1, 2, 3, 4):
        return Report(CANNOT_TELL, ("This bundle was made by a newer program than this verifier.",), 0, ())
    shown = _shown_by(folder, manifest, key)
    faults = _faults_of_names(manifest.listed) or _faults_of_files(folder, manifest.listed)
    faults = shown.faults + [one for one in faults if one not in shown.faults]
    status = INTACT if not faults else ALTERED if any("missing" not in one for one in faults) else INCOMPLETE
    said = faults or ["%d files are as they were handed over." % len(manifest.listed), *shown.lines]
    return Report(status, tuple(said), shown.entries, shown.keys)


# ---- what was asked for
# ---------------------------------------------------------------------------------------------------------
def is_key(word: str) -> bool:
    """Whether a word is enough of a public key to know it by."""
    return SHORTEST_KEY <= len(word) <= 64 and all(mark in "0123456789abcdef" for mark in word.lower())


def _is_log(path: Path) -> bool:
    """Whether a file is a log rather than a document: by its name, or since it begins as one."""
    with path.open("rb") as file:
        return path.suffix == ".jsonl" or file.read(1) in (b"", b"{")


def check_path(
    path: Path, key: str = "", checkpoint: Optional[Path] = None, proof: Optional[Path] = None
) -> Report:
    """Check a bundle folder, a document by its proof (the one beside it, where none is named) or a log file,
    and a checkpoint kept elsewhere where one is given."""
    beside = proof or path.with_name(path.name + PROOF)
    try:
        if path.is_dir() and not proof:
            report = check_bundle(path, key)
        elif not path.is_file():
            return Report(CANNOT_TELL, ("There is no bundle folder, document or log of that name.",), 0, ())
        elif proof or beside.is_file() or not _is_log(path):
            report = check_document(path, beside, key)
        else:
            report = check_log(path.read_bytes(), key, path.name)
            if report.status == INTACT and not checkpoint:
                said = "Without a checkpoint kept elsewhere, nobody can tell whether its end was cut off."
                report = report._replace(lines=(*report.lines, said))
        if checkpoint and report.status == INTACT:
            report = _compared(path, report, checkpoint)
    except (OSError, UnicodeDecodeError):
        return Report(CANNOT_TELL, ("A file could not be read. Check the folder and its rights.",), 0, ())
    return report


def _compared(path: Path, report: Report, checkpoint: Path) -> Report:
    """A report with what a checkpoint kept elsewhere says to it."""
    text, name = checkpoint.read_text("utf-8"), checkpoint.name
    log = path / "log.jsonl" if path.is_dir() else path
    if report.note or not log.is_file():
        note = report.note or (path / "checkpoint.txt").read_text("utf-8")
        status, said = _compared_notes(note, text, name, "document" if report.note else "bundle")
        return report._replace(status=status, lines=(*report.lines, said))
    lines = log.read_bytes()[:-1].split(b"\n")
    fault = check_checkpoint(text, lines, [one for _, one in report.keys], name, report.seconds)
    said = fault or name + ": the log fits the checkpoint."
    return report._replace(status=ALTERED if fault else INTACT, lines=(*report.lines, said))


def _compared_notes(note: str, text: str, name: str, what: str) -> Tuple[int, str]:
    """What a checkpoint kept elsewhere (`text`, by name) says to the one of a bundle or document."""
    mine, kept = read_checkpoint(note), read_checkpoint(text)
    if kept is None or mine is None:
        return ALTERED, name + " cannot be read: it was altered."
    if kept.origin != mine.origin:
        return ALTERED, name + " is of the log of another case."
    if kept.size != mine.size:
        said = "%s is of %d entries and the %s's of %d: ask for the log to compare the two."
        return CANNOT_TELL, said % (name, kept.size, what, mine.size)
    if kept.root != mine.root:
        return ALTERED, name + " is of another log."
    return INTACT, "%s: the %s fits the checkpoint." % (name, what)


def _asked(arguments: Sequence[str]) -> Tuple[List[str], Dict[str, str], bool]:
    """Paths and options; whether the words could be understood."""
    paths: List[str] = []
    options: Dict[str, str] = {}
    name = ""
    for word in arguments:
        if name:
            options[name], name = word, ""
        elif word in ("--checkpoint", "--key", "--proof") and word not in options:
            name = word
        elif word.startswith("--") or word == "-h" or paths:
            return paths, options, False
        else:
            paths.append(word)
    return paths, options, not name


def main(arguments: List[str]) -> int:
    """Check what the arguments name; print what was found."""
    paths, options, understood = _asked(arguments)
    if not understood:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else CANNOT_TELL
    if "--key" in options and not is_key(options["--key"]):
        print("--key needs a public key of at least %d hexadecimal digits." % SHORTEST_KEY)
        print("CANNOT TELL")
        return CANNOT_TELL
    checkpoint, proof = (
        Path(options[one]) if one in options else None for one in ("--checkpoint", "--proof")
    )
    path = Path(paths[0]) if paths else Path(__file__).resolve().parent
    report = check_path(path, options.get("--key", ""), checkpoint, proof)
    for line in report.lines:
        print(line)
    for user, public in report.keys:
        print("user %s signs with key %s" % (user, public))
    print(("INTACT", "ALTERED", "INCOMPLETE", "CANNOT TELL")[report.status])
    return report.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

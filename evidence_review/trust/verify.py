"""Check a bundle or a log of evidence_review.

Needs nothing but Python 3.8 or later: no case, no passphrase, no package.

    python3 verify.py [FOLDER or LOG] [--checkpoint FILE] [--key PUBLIC_KEY]

Without arguments it checks the folder it lies in. It answers in plain English and ends with
0 intact, 1 altered, 2 incomplete, 3 cannot tell.

A bundle carries no log. Its proof.json holds the entry of the log that records the production, the
entries that enrol the people whose signatures it relies on, and the way from each to the checkpoint:
that is enough to show that these files, and no others, were handed over by a person who may.

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
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

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
_DECIDE = ("REVIEWER", "DISCLOSURE_OFFICER", "SUPERVISOR")
_READ = ("REVIEWER", "DISCLOSURE_OFFICER", "SUPERVISOR", "PROSECUTOR")
ROLES_OF = {
    "add user": ("ADMIN",),
    "import": _DECIDE,
    "propose line": _READ,
    "approve line": _ANSWER_FOR,
    "decide": _DECIDE,
    "hold": _READ,
    "release hold": ("LPP_COUNSEL",),
    "close find": ("SUPERVISOR",),
    "link people": _DECIDE,
    "propose sample": _READ,
    "authorise sample": _ANSWER_FOR,
    "redact": _READ,
    "approve redaction": _ANSWER_FOR,
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
    "decide": "decide", "decide as its copy": "decide", "undo decision": "decide", "set tags": "decide", "take off tags": "decide",
    "read sampled item": "decide", "hold": "hold", "report find": "hold", "close find": "close find", "counsel's outcome": "release hold",
    "link people": "link people", "unlink people": "link people", "propose sample": "propose sample",
    "authorise sample": "authorise sample", "refuse sample": "authorise sample",
    "mark redaction": "redact", "cover page": "redact", "mark all suggested": "redact", "mark everywhere": "redact", "cover areas": "redact",
    "keep only passages": "redact", "keep visible": "redact", "withdraw redaction": "redact", "mark found places": "redact",
    "rule mask": "redact", "rule keep": "redact", "rule open": "redact", "carry out rulings": "redact", "answer conflicts": "redact", "allow words": "redact", "take off the list": "redact",
    "approve redactions": "approve redaction", "send back": "approve redaction", "endorse": "endorse", "decide overlap": "decide overlap",
    "accept what is still found": "produce", "produce bundle": "produce",
    "enter person of the case": "enter a person of the case", "add to person of the case": "enter a person of the case",
    "take person off": "enter a person of the case",
    "ask to look outside": "ask to look outside", "grant a look outside": "grant a look outside",
    "refuse a look outside": "grant a look outside",
}  # fmt: skip
"""What an entry of the log does, by its words."""


class Report(NamedTuple):
    """What a check found: status, sentences, number of entries, and (user id, public key) as enrolled."""

    status: int
    lines: Tuple[str, ...]
    entries: int
    keys: Tuple[Tuple[str, str], ...]


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


class Signatures:
    """Checks Ed25519 signatures; keeps a table for each key that it meets."""

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


class Enrolments:
    """Who may sign, and in what role, as the entries say that enrol people: the first, and an
    administrator's."""

    def __init__(self) -> None:
        self.hashes: Dict[str, str] = {}
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
        self.hashes[user] = entry["object_hash"]
        return ""


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
    return Report(INTACT, (said,), len(lines), tuple(log.keys.items()))


# ---- checkpoints
# ---------------------------------------------------------------------------------------------------------
class Checkpoint(NamedTuple):
    """A note: what was signed, whose log, how many entries, its root, and the signatures under it."""

    body: bytes
    origin: str
    size: int
    root: bytes
    signatures: Tuple[bytes, ...]


def read_checkpoint(text: str) -> Optional[Checkpoint]:
    """A checkpoint in the signed-note form, or nothing where it is none."""
    try:
        body, gap, note = text.partition("\n\n")
        origin, size, root, *rest = body.split("\n")
        marks = [line.split(" ") for line in note[:-1].split("\n")]
        signed = tuple(base64.b64decode(mark[2], validate=True)[4:] for mark in marks if mark[0] == "\u2014")
        wanted, count = base64.b64decode(root, validate=True), int(size)
        formed = len(wanted) == 32 and str(count) == size and count > 0 and all(map(len, signed))
    except (ValueError, IndexError):
        return None
    if rest or not gap or not note.endswith("\n") or not formed or len(signed) != len(marks):
        return None
    return Checkpoint((body + "\n").encode("utf-8"), origin, count, wanted, signed)


def is_signed(point: Checkpoint, keys: Iterable[str], signatures: Signatures) -> bool:
    """Whether one of these public keys signed a checkpoint."""
    return any(
        signatures.fits(bytes.fromhex(key), point.body, mark) for key in keys for mark in point.signatures
    )


def check_checkpoint(text: str, lines: Sequence[bytes], keys: Sequence[str], name: str) -> str:
    """What is wrong between a checkpoint and a log, or nothing."""
    point = read_checkpoint(text)
    if point is None:
        return name + " cannot be read: it was altered."
    if point.size > len(lines):
        return "The log is shorter (%d) than %s says (%d): entries were removed." % (
            len(lines), name, point.size,
        )  # fmt: skip
    if merkle_root(lines[: point.size]) != point.root:
        return "The log up to entry %d is not the one that %s was made of." % (point.size, name)
    if not is_signed(point, keys, Signatures()):
        return name + " is not signed by anyone enrolled in the log."
    return ""


# ---- the files of a bundle
# ---------------------------------------------------------------------------------------------------------
OUTSIDE = ("manifest.json", "manifest.sig")
ABOUT_LOG = ("log.jsonl", "checkpoint.txt", "log.pdf", "verify.py")
PROVING = ("proof.json", "checkpoint.txt")
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
    if detail.get("files") != len(manifest.listed) - len(PROVING):
        faults.append("The number of files is not the one that was produced.")
    return faults


class Shown(NamedTuple):
    """An entry that a proof shows, with the line and the way to the root."""

    entry: Dict[str, Any]
    line: bytes
    place: int
    path: Tuple[bytes, ...]


def _shown(data: bytes, signatures: Signatures) -> Tuple[List[Shown], str]:
    """The entries of a proof, each with its form and signature checked, in the order of the log."""
    found: List[Shown] = []
    try:
        proof = json.loads(data.decode("utf-8"))
        for one in proof["entries"]:
            line = one["line"].encode("utf-8")
            path = tuple(bytes.fromhex(each) for each in one["path"])
            entry, wrong = entry_fault(line, signatures)
            if wrong:
                return [], "proof.json: an entry %s." % wrong
            found.append(Shown(entry, line, int(one["index"]), path))
        formed = canonical(proof) == data
    except UNREADABLE:
        return [], "proof.json cannot be read: it was altered."
    places = [one.place for one in found]
    if not formed or places != sorted(set(places)) or places[:1] != [0]:
        return [], "proof.json is not in its order, or the first entry of the log is not in it."
    if any(one.entry["seq"] != one.place + 1 for one in found):
        return [], "proof.json gives an entry another number than it has."
    return found, ""


def _faults_of_inclusion(shown: Sequence[Shown], point: Checkpoint) -> List[str]:
    return [
        "Entry %d in proof.json is not in the log that checkpoint.txt was made of." % (one.place + 1)
        for one in shown
        if one.place >= point.size
        or any(len(each) != 32 for each in one.path)
        or root_of_path(one.line, one.place, point.size, one.path) != point.root
    ]


def _faults_of_signers(shown: Sequence[Shown], wrong: Sequence[str], key: str) -> List[str]:
    """Entries of a proof whose signers were not enrolled to do it (`wrong`, by entry), or another log."""
    first = shown[0].entry
    other = "is signed by another key than the one you gave: the log was replaced"
    faults = [other] if key and not first["key"].startswith(key.lower()) else []
    faults += ["is not the entry with which a log begins"] if first["prev"] != FIRST_PREV else []
    told = [(first["seq"], one) for one in faults]
    told += [(one.entry["seq"], each) for one, each in zip(shown, wrong, strict=False) if each]
    return ["proof.json: entry %d %s." % one for one in told]


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
    """What a bundle shows by its proof.json and checkpoint.txt, without the log."""
    signatures, people = Signatures(), Enrolments()
    shown, wrong = _shown((folder / "proof.json").read_bytes(), signatures)
    point, unread = _checkpoint_of(folder, str(manifest.said["case"]))
    if wrong or point is None:
        return Proved([one for one in (wrong, unread) if one], 0, ())
    wrong_by_entry = [people.fault(one.entry) for one in shown]
    faults = _faults_of_inclusion(shown, point) + _faults_of_signers(shown, wrong_by_entry, key)
    faults += _faults_of_named(people, manifest)
    made = [one.entry for one in shown if one.entry["action"] not in ("create case", "add user")]
    if len(made) != 1:
        return Proved([*faults, "proof.json does not show the one entry of this production."], 0, ())
    role = people.role(made[0]["user"], made[0]["key"])
    faults += _faults_of_production(made[0], role, manifest, PROVING) + _faults_of_words(made[0], manifest)
    if not is_signed(point, [manifest.signer], signatures):
        faults.append("checkpoint.txt is not signed by the one who produced the bundle.")
    keys = {one.entry["user"]: one.entry["key"] for one in shown}
    said = "Entry %d of a log of %d records these files; the entry, its signer and her enrolment are shown."
    return Proved(faults, point.size, tuple(keys.items()), (said % (made[0]["seq"], point.size),))


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
        wrong = check_checkpoint(
            (folder / "checkpoint.txt").read_text("utf-8"), lines, [one for _, one in log.keys],
            "checkpoint.txt",
        )  # fmt: skip
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
    if manifest.said.get("format") not in (1, 2):
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


def check_path(path: Path, key: str = "", checkpoint: Optional[Path] = None) -> Report:
    """Check a bundle folder or a log file, and a checkpoint kept elsewhere where one is given."""
    try:
        if path.is_dir():
            report = check_bundle(path, key)
        elif path.is_file():
            report = check_log(path.read_bytes(), key, path.name)
            if report.status == INTACT and not checkpoint:
                said = "Without a checkpoint kept elsewhere, nobody can tell whether its end was cut off."
                report = report._replace(lines=(*report.lines, said))
        else:
            return Report(CANNOT_TELL, ("There is no bundle folder or log file of that name.",), 0, ())
        if checkpoint and report.status == INTACT:
            report = _compared(path, report, checkpoint)
    except (OSError, UnicodeDecodeError):
        return Report(CANNOT_TELL, ("A file could not be read. Check the folder and its rights.",), 0, ())
    return report


def _compared(path: Path, report: Report, checkpoint: Path) -> Report:
    """A report with what a checkpoint kept elsewhere says to it."""
    text, name = checkpoint.read_text("utf-8"), checkpoint.name
    log = path / "log.jsonl" if path.is_dir() else path
    if log.is_file():
        lines = log.read_bytes()[:-1].split(b"\n")
        fault = check_checkpoint(text, lines, [one for _, one in report.keys], name)
        said = fault or name + ": the log fits the checkpoint."
        return report._replace(status=ALTERED if fault else INTACT, lines=(*report.lines, said))
    mine, kept = read_checkpoint((path / "checkpoint.txt").read_text("utf-8")), read_checkpoint(text)
    if kept is None or mine is None:
        return report._replace(status=ALTERED, lines=(name + " cannot be read: it was altered.",))
    if kept.origin != mine.origin:
        return report._replace(status=ALTERED, lines=(name + " is of the log of another case.",))
    if kept.size != mine.size:
        said = "%s is of %d entries and the bundle's of %d: ask for the log to compare the two."
        return report._replace(status=CANNOT_TELL, lines=(*report.lines, said % (name, kept.size, mine.size)))
    said = name + (": the bundle fits the checkpoint." if kept.root == mine.root else " is of another log.")
    return report._replace(status=INTACT if kept.root == mine.root else ALTERED, lines=(*report.lines, said))


def _asked(arguments: Sequence[str]) -> Tuple[List[str], Dict[str, str], bool]:
    """Paths and options; whether the words could be understood."""
    paths: List[str] = []
    options: Dict[str, str] = {}
    name = ""
    for word in arguments:
        if name:
            options[name], name = word, ""
        elif word in ("--checkpoint", "--key") and word not in options:
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
    checkpoint = Path(options["--checkpoint"]) if "--checkpoint" in options else None
    report = check_path(
        Path(paths[0]) if paths else Path(__file__).resolve().parent, options.get("--key", ""), checkpoint
    )
    for line in report.lines:
        print(line)
    for user, public in report.keys:
        print("user %s signs with key %s" % (user, public))
    print(("INTACT", "ALTERED", "INCOMPLETE", "CANNOT TELL")[report.status])
    return report.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

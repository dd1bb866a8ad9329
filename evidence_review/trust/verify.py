"""Check a bundle or a log of evidence_review.

Needs nothing but Python 3.8 or later: no case, no passphrase, no package.

    python3 verify.py [FOLDER or LOG] [--checkpoint FILE] [--key PUBLIC_KEY]

Without arguments it checks the folder it lies in. It answers in plain English and ends with
0 intact, 1 altered, 2 incomplete, 3 cannot tell.

What it proves: up to each checkpoint that someone else holds, no entry can be changed, removed, added
or reordered unnoticed, even by all users together. After it, only by someone who holds a user's
passphrase, and cutting the end off cannot be seen. Order is proven; clock times are the computer's own
claim. Compare the first key printed below with the one you were given by another route, or pass it
with --key: a log replaced as a whole, with new keys, can be seen in no other way.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

INTACT, ALTERED, INCOMPLETE, CANNOT_TELL = 0, 1, 2, 3
LOG_PREFIX = b"EVIDENCE-LOG-v1\n"
MANIFEST_PREFIX = b"EVIDENCE-MANIFEST-v1\n"
ROLES = ("REVIEWER", "DISCLOSURE_OFFICER", "SUPERVISOR", "PROSECUTOR", "LPP_COUNSEL", "AUDITOR", "ADMIN")
FIELDS = {
    "case", "seq", "prev", "user", "key", "utc", "mono_ms", "session", "op", "action", "object", "object_hash", "reason", "detail", "app", "sig",
}  # fmt: skip


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


def merkle_root(lines: List[bytes]) -> bytes:
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


class _Log:
    """Reads a log from its first entry on, and stops at the first fault."""

    def __init__(self, key: str) -> None:
        self.first_key = key
        self.signatures = Signatures()
        self.enrolled: Dict[str, str] = {}
        self.keys: Dict[str, str] = {}
        self.case = ""
        self.prev = "0" * 64

    def fault(self, number: int, line: bytes) -> str:
        """What is wrong with entry `number`, or nothing."""
        try:
            entry = json.loads(line.decode("utf-8"))
            body = {name: entry[name] for name in FIELDS - {"sig"}}
            key, signature = bytes.fromhex(entry["key"]), bytes.fromhex(entry["sig"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return "cannot be read: it was altered"
        if set(entry) != FIELDS or canonical(entry) != line or signature.hex() != entry["sig"]:
            return "is not written as it was signed: it was altered"
        if entry["seq"] != number:
            return "has another number: entries were removed, added or reordered"
        if not self.signatures.fits(key, LOG_PREFIX + canonical(body), signature):
            return "has a signature that does not fit: it was altered"
        if entry["prev"] != self.prev:
            return "does not follow the entry before it: the chain is broken"
        return self._fault_of_key(number, entry) or self._keep(entry, line)

    def _fault_of_key(self, number: int, entry: Dict[str, Any]) -> str:
        if number == 1:
            self.case = entry["case"]
            self.enrolled[entry["user"]] = entry["object_hash"]
            if self.first_key and not entry["key"].startswith(self.first_key.lower()):
                return "is signed by another key than the one you gave: the log was replaced"
        if entry["case"] != self.case:
            return "belongs to another case"
        shapes = {
            hashlib.sha256(canonical({"public_key": entry["key"], "role": role})).hexdigest()
            for role in ROLES
        }
        if self.enrolled.get(entry["user"]) not in shapes:
            return "is signed by a key that was never enrolled in this log"
        return ""

    def _keep(self, entry: Dict[str, Any], line: bytes) -> str:
        if entry["action"] == "add user" and entry["object"].startswith("user:"):
            self.enrolled[entry["object"][5:]] = entry["object_hash"]
        self.keys.setdefault(entry["user"], entry["key"])
        self.prev = line_hash(line)
        return ""


def check_log(data: bytes, key: str = "", name: str = "the log") -> Report:
    """Check signatures, chain and enrolled keys of a log given as its bytes, a line an entry."""
    if not data.strip():
        return Report(INCOMPLETE, (name + " is empty.",), 0, ())
    if not data.endswith(b"\n"):
        return Report(ALTERED, (name + " ends in the middle of an entry: it was cut.",), 0, ())
    lines = data[:-1].split(b"\n")
    log = _Log(key)
    for number, line in enumerate(lines, start=1):
        fault = log.fault(number, line)
        if fault:
            return Report(
                ALTERED, ("%s: entry %d %s." % (name, number, fault),), number - 1, tuple(log.keys.items())
            )
    said = "%s: %d entries, every signature fits and the chain is whole." % (name, len(lines))
    return Report(INTACT, (said,), len(lines), tuple(log.keys.items()))


def check_checkpoint(text: str, lines: List[bytes], keys: List[str], name: str) -> str:
    """What is wrong between a checkpoint and a log, or nothing."""
    try:
        body, _, note = text.partition("\n\n")
        _, size, root = (body + "\n").split("\n")[:3]
        wanted, count = base64.b64decode(root, validate=True), int(size)
        mark = base64.b64decode(note.strip().split(" ")[-1], validate=True)
    except ValueError:
        return name + " cannot be read: it was altered."
    if count > len(lines):
        return "The log is shorter (%d) than %s says (%d): entries were removed." % (len(lines), name, count)
    if merkle_root(lines[:count]) != wanted:
        return "The log up to entry %d is not the one that %s was made of." % (count, name)
    signatures = Signatures()
    if not any(signatures.fits(bytes.fromhex(key), (body + "\n").encode(), mark[4:]) for key in keys):
        return name + " is not signed by anyone enrolled in the log."
    return ""


# ---- the bundle
# ---------------------------------------------------------------------------------------------------------
def check_bundle(folder: Path, key: str = "") -> Report:
    """Check every file of a bundle against its signed manifest, then the log against the manifest and the
    checkpoint."""
    manifest_file, signature_file = folder / "manifest.json", folder / "manifest.sig"
    missing = [
        path.name for path in (manifest_file, signature_file, folder / "log.jsonl") if not path.is_file()
    ]
    if missing:
        return Report(INCOMPLETE, tuple(name + " is missing." for name in missing), 0, ())
    raw = manifest_file.read_bytes()
    try:
        manifest = json.loads(raw.decode("utf-8"))
        listed = {
            str(entry["name"]): (str(entry["sha256"]), int(entry["size"])) for entry in manifest["files"]
        }
        signer, entries, root = (
            str(manifest["signer"]["public_key"]),
            int(manifest["log"]["entries"]),
            str(manifest["log"]["root"]),
        )
        checkpoint = str(manifest["log"]["checkpoint"])
        written = signature_file.read_bytes()
        signature = bytes.fromhex(written.decode("ascii").strip())
        fits = (
            Signatures().fits(bytes.fromhex(signer), MANIFEST_PREFIX + raw, signature)
            and written == signature.hex().encode() + b"\n"
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Report(
            ALTERED, ("manifest.json or manifest.sig cannot be read: one of them was altered.",), 0, ()
        )
    if not fits:
        return Report(
            ALTERED, ("manifest.json or manifest.sig was altered: the signature does not fit.",), 0, ()
        )
    faults = _faults_of_files(folder, listed)
    data = (folder / "log.jsonl").read_bytes()
    log = check_log(data, key, "log.jsonl")
    if log.status == INTACT:
        faults += _faults_of_log(folder, data, log, (signer, entries, root, checkpoint))
    else:
        faults = [*log.lines, *faults]
    status = (
        INTACT if not faults else ALTERED if any("missing" not in fault for fault in faults) else INCOMPLETE
    )
    said = faults or ["%d files are as they were handed over." % len(listed), *log.lines]
    return Report(status, tuple(said), log.entries, log.keys)


def _faults_of_files(folder: Path, listed: Dict[str, Tuple[str, int]]) -> List[str]:
    faults = []
    for name, (sha256, size) in sorted(listed.items()):
        path = folder / name
        if ".." in Path(name).parts or Path(name).is_absolute():
            faults.append(name + " is listed outside the bundle.")
        elif not path.is_file():
            faults.append(name + " is missing.")
        else:
            data = path.read_bytes()
            if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
                faults.append(name + " was altered.")
    known = {*listed, "manifest.json", "manifest.sig"}
    extra = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if not path.is_dir())
    return faults + [
        name + " is not listed in the manifest: it was added."
        for name in extra
        if name not in known and "__pycache__" not in name
    ]


def _faults_of_log(folder: Path, data: bytes, log: Report, claims: Tuple[str, int, str, str]) -> List[str]:
    signer, entries, root, checkpoint = claims
    lines = data[:-1].split(b"\n")
    faults = []
    if log.entries != entries or merkle_root(lines).hex() != root:
        faults.append("log.jsonl is not the log that the manifest was made with.")
    if signer not in dict(log.keys).values():
        faults.append("manifest.json is signed by a key that is not in the log.")
    path = folder / checkpoint
    if path.is_file() and not faults:
        fault = check_checkpoint(path.read_text("utf-8"), lines, [key for _, key in log.keys], checkpoint)
        faults += [fault] if fault else []
    return faults


def check_path(path: Path, key: str = "", checkpoint: Optional[Path] = None) -> Report:
    """Check a bundle folder or a log file, and a checkpoint kept elsewhere where one is given."""
    try:
        if path.is_dir():
            report = check_bundle(path, key)
            log = path / "log.jsonl"
        elif path.is_file():
            log = path
            report = check_log(path.read_bytes(), key, path.name)
            if report.status == INTACT:
                report = report._replace(
                    lines=(
                        *report.lines,
                        "Without a checkpoint kept elsewhere, nobody can tell whether its end was cut off.",
                    )
                )
        else:
            return Report(CANNOT_TELL, ("There is no bundle folder or log file of that name.",), 0, ())
        if checkpoint and report.status == INTACT:
            lines = log.read_bytes()[:-1].split(b"\n")
            fault = check_checkpoint(
                checkpoint.read_text("utf-8"), lines, [one for _, one in report.keys], checkpoint.name
            )
            said = fault or checkpoint.name + ": the log fits the checkpoint."
            report = report._replace(status=ALTERED if fault else INTACT, lines=(*report.lines, said))
    except (OSError, UnicodeDecodeError):
        return Report(CANNOT_TELL, ("A file could not be read. Check the folder and its rights.",), 0, ())
    return report


def main(arguments: List[str]) -> int:
    """Check what the arguments name; print what was found."""
    paths, options, name = [], {}, ""
    for word in arguments:
        if name:
            options[name], name = word, ""
        elif word in ("--checkpoint", "--key"):
            name = word
        elif word in ("-h", "--help") or word.startswith("--") or paths:
            print(__doc__)
            return 0 if word in ("-h", "--help") else CANNOT_TELL
        else:
            paths.append(word)
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

"""What a user can do to a case with her own passphrase, Python and SQL: the guards of the tables dropped,
rows written at will, entries signed with her own key."""

import contextlib
import json
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

from evidence_review.domain.audit import canonical, entry_hash
from evidence_review.store.case import Broken, Case
from evidence_review.trust import keyring, keys, verify
from tests import build
from tests.trust import served


@contextlib.contextmanager
def unguarded(folder: Path, who: str = "rita") -> Generator[Any]:
    """The tables of a case, open for any statement; the guards are put back as they were."""
    case = Case.open(folder, keyring.read(folder).open(who, build.PASSPHRASE).case_key)
    try:
        db = case._db
        guards = db.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger, _ in guards:
            db.execute(f"DROP TRIGGER main.{trigger}")
        for (trigger,) in db.execute("SELECT name FROM temp.sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER temp.{trigger}")
        db.execute("PRAGMA foreign_keys = OFF")
        yield db
        for _, statement in guards:
            with contextlib.suppress(Broken):  # the table was taken away
                db.execute(statement)
    finally:
        case.close()


def append(folder: Path, signer: keys.Key, **fields: object) -> bytes:
    """Put an entry at the end of the log, signed with a key of one's own; its line."""
    line = served.entry_of(signer, served.lines_of(folder), **fields)
    store_line(folder, line)
    return line


def store_line(folder: Path, line: bytes) -> None:
    """Put a line at the end of the table of the log as the program does."""

    entry = json.loads(line)
    kept = (entry["seq"], line, entry_hash(line), *(entry[one] for one in ("utc", "user", "op", "action")))
    with unguarded(folder) as db:
        db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*kept, entry["object"]))


def write_log_anew(
    folder: Path, signers: Sequence[keys.Key], change: Callable[[dict[str, Any]], object]
) -> None:
    """Write every entry of the log anew with something changed in it, as who holds everybody's keys can."""
    by_user, prev = {one.user.id: one for one in signers}, verify.FIRST_PREV
    with unguarded(folder) as db:
        for seq, line in db.execute("SELECT seq, line FROM audit ORDER BY seq").fetchall():
            body = {name: value for name, value in json.loads(line).items() if name != "sig"} | {"prev": prev}
            change(body)
            signature = by_user[body["user"]].sign(verify.LOG_PREFIX + canonical(body)).hex()
            written = canonical({**body, "sig": signature})
            prev = entry_hash(written)
            db.execute("UPDATE audit SET line = ?, hash = ? WHERE seq = ?", (written, prev, seq))


def add_box(folder: Path, name: str, public: keys.Key, seed: bytes, passphrase: str) -> None:
    """Put a box of one's own under a name into the keyring: the case's key, and any seed."""
    ring = keyring.read(folder)
    case_key = ring.open("rita", build.PASSPHRASE).case_key
    cost = keys.Cost(memory_kib=8, passes=1, lanes=1)
    keyring.write(folder, ring.with_user(public.user, keys.Secrets(case_key, seed), passphrase, cost))


def seed_of(folder: Path, who: str = "rita") -> bytes:
    """The seed of a user, as she has it herself."""
    return keyring.read(folder).open(who, build.PASSPHRASE).seed

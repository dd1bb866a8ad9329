"""One case: a folder with an SQLCipher file, and `change` as the only way to write it (reference/house.md
8)."""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence_review import __version__
from evidence_review.domain.audit import FIRST_PREV, AuditEvent, digest, entry_hash, entry_line, salted
from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.ids import CaseId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.people import Case as CaseFacts
from evidence_review.domain.people import Signer
from evidence_review.store import log_index, migrating, seals
from evidence_review.store.clock import Clock, utc_now
from evidence_review.store.database import lock
from evidence_review.store.database.connection import MOST_LEFT, Db, connect, said_plainly, sqlcipher

Conflict: type[Exception] = sqlcipher.IntegrityError
"""What a statement raises that a constraint forbids, such as a second row of the same name."""
Broken: type[Exception] = sqlcipher.OperationalError
"""What a statement raises that the file cannot be asked, such as for a table that it lost."""
FILE = "case.db"
type Row = tuple[Any, ...]


@dataclass
class Change:
    """A change under way: runs SQL inside the open transaction and gathers what the log will say of it."""

    db: Db
    object: str
    object_hash: str = ""
    detail: dict[str, str | int] = field(default_factory=dict)
    writes: seals.Writes = field(default_factory=seals.Writes)

    def run(self, sql: str, values: dict[str, Any] | None = None) -> Any:
        """Run one statement with named values; returns the cursor."""
        return self.db.execute(sql, values or {})

    def run_many(self, sql: str, values: Sequence[dict[str, Any]]) -> None:
        """Run one statement for many rows."""
        self.db.executemany(sql, values)

    @contextlib.contextmanager
    def attempt(self) -> Generator[None]:
        """Take back what is done inside where it fails, and that alone."""
        self.db.execute("SAVEPOINT attempt")
        written = len(self.writes.rows)
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK TO attempt")
            self.writes.forget_after(written)
            raise
        finally:
            self.db.execute("RELEASE attempt")

    def about(self, object_name: str, value: Any) -> None:
        """Say what was acted on and take the SHA-256 of its exact value."""
        self.object, self.object_hash = object_name, digest(value)


class Case:
    """An open case. Reading is `all`/`one`; writing is only `change`. One instance belongs to one thread."""

    def __init__(
        self, folder: Path, db: Db, case_key: bytes, held: lock.Held | None, session: str, turns: lock.Turns
    ) -> None:
        self.folder = folder
        self._db = db
        self._writes = seals.watch(db)
        self._key = case_key
        self._held = held
        self._turns = turns
        self._session = session
        self._clock = Clock()
        self._remembered: dict[str, tuple[int, Any]] = {}
        facts = dict(self.all("SELECT name, value FROM facts"))
        self.facts = CaseFacts(CaseId(facts["id"]), facts["urn"], facts["name"])

    @classmethod
    def create(cls, folder: Path, facts: CaseFacts, case_key: bytes) -> "Case":
        """A new, empty case file in the folder. CaseProblem where one is there already or it cannot be
        written."""
        _make_folder(folder)
        _refuse_a_second(folder)
        held = lock.take(folder)
        try:
            _refuse_a_second(
                folder
            )  # another program may have made one while this one waited: it is never taken away
        except CaseProblem:
            held.release()
            raise
        try:
            with said_plainly():
                return cls(
                    folder,
                    _begun(folder, facts, case_key),
                    case_key,
                    held,
                    secrets.token_hex(8),
                    lock.Turns(),
                )
        except BaseException:
            _unmake(folder)  # while the lock is held: afterwards the folder may be another's
            held.release()
            raise

    @classmethod
    def open(cls, folder: Path, case_key: bytes) -> "Case":
        """Open a case. CaseProblem where it is in use, made by a newer program, or damaged."""
        if not (folder / FILE).is_file():
            raise CaseProblem(
                "There is no case in this folder: choose the folder that holds case.db and keyring.json."
            )
        held = lock.take(folder)
        try:
            with said_plainly():
                db = connect(folder / FILE, case_key)
                migrating.migrate(db)
                return cls(folder, db, case_key, held, secrets.token_hex(8), lock.Turns())
        except BaseException:
            held.release()
            raise

    def again(self, *, reading: bool = False) -> "Case":
        """A second connection to the same open case, for the job thread; one that is for `reading` writes
        nothing."""
        with said_plainly():
            db = connect(self.folder / FILE, self._key)
            made = Case(self.folder, db, self._key, None, self._session, self._turns)
            if reading:
                made._db.execute("PRAGMA query_only = ON")
            return made

    def leave_pages(self) -> None:
        """Leave it to another connection to move what was written into the file (`move_pages`); far beyond what
        that one lets gather, a write of this one does it still."""
        self._db.execute(f"PRAGMA wal_autocheckpoint = {MOST_LEFT}").fetchall()

    def writes_elsewhere(self) -> int:
        """A number that is another once another connection has written."""
        return self.count("PRAGMA data_version")

    def move_pages(self) -> None:
        """Move what was written into the file, as far as nobody reads it; no statement waits for this."""
        with said_plainly():
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def break_off(self) -> None:
        """End the query that another thread runs on this connection; it fails, and nothing is kept of it."""
        self._db.interrupt()

    def close(self) -> None:
        """Close the connection and let others open the case."""
        self._db.close()
        if self._held:
            self._held.release()

    def abandon(self) -> None:
        """Close a case that was being made and take its file away, so that it can be made again in the same
        folder."""
        self._db.close()
        _unmake(self.folder)  # before the lock is released: afterwards the folder may be another's
        self.close()

    def schema_changed(self) -> list[tuple[str, str]]:
        """What in the file is not as this program makes it: kind and name of tables, views and guards."""
        with said_plainly():
            return migrating.changed(self._db)

    def wrongly_found(self) -> int:
        """How many places of the index of the log are not what the log and its seals give."""
        with said_plainly():
            return log_index.faults(self._db)

    def find_entries(self, many: int) -> int:
        """Take up so many of the entries of the log that cannot be found by what they are about, the oldest first: up
        to which entry all can be found now. It follows from the log, so that no entry tells of it."""
        with said_plainly():
            return log_index.catch_up(self._db, many, self._turns.taken)

    def entries_found(self) -> int:
        """The entry of the log up to which all are found by what they are about."""
        with said_plainly():
            return log_index.ended(self._db)

    @property
    def sealed(self) -> Mapping[str, seals.Sealed]:
        """What the entries of the log hold of the tables, by table."""
        return self._writes.of

    def secret(self, purpose: str) -> bytes:
        """A key derived from the case key for one purpose (token numbers, pseudonyms)."""
        return hashlib.blake2b(purpose.encode(), key=self._key, digest_size=32).digest()

    def key_for_wrapping(self) -> bytes:
        """The data key, only to be wrapped for another user of this case."""
        return self._key

    def all(self, sql: str, values: dict[str, Any] | None = None) -> list[Row]:
        """Every row of a query with named values."""
        with said_plainly():
            return self._db.execute(sql, values or {}).fetchall()

    def one(self, sql: str, values: dict[str, Any] | None = None) -> Row | None:
        """The first row of a query, or None."""
        with said_plainly():
            return self._db.execute(sql, values or {}).fetchone()

    def count(self, sql: str, values: dict[str, Any] | None = None) -> int:
        """The number that a query with one value gives."""
        row = self.one(sql, values)
        return int(row[0] or 0) if row else 0

    def remembered[T](self, name: str, mark: int, make: Callable[[], T]) -> T:
        """What was made under this name while this number was the same, made anew where it is another: for what is
        asked again for each item and follows from rows that are only added to."""
        if self._remembered.get(name, (None,))[0] != mark:
            self._remembered[name] = mark, make()
        return self._remembered[name][1]

    @contextlib.contextmanager
    def change(
        self, signer: Signer, op: AuditOp, action: str, *, about: str = "", reason: str = ""
    ) -> Generator[Change]:
        """Write inside one transaction that ends with the signed log entry; without the entry nothing is
        kept.

        `about` names the object ("item:17"); `reason` is a person's words, kept beside the log under a salted
        hash.
        """
        with said_plainly(), self._turns.taken():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._writes.rows.clear()
                self._writes.followed = 0
                change = Change(self._db, about, writes=self._writes)
                yield change
                seals.settle(self._db, self._writes)
                self._append(signer, op, action, change, reason)
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlcipher.Error):
                    self._db.execute("ROLLBACK")
                raise

    def record(
        self, signer: Signer, op: AuditOp, action: str, *, about: str, reason: str = "", **detail: str | int
    ) -> None:
        """Log an act that writes nothing else, such as looking (reference/house.md rule 4)."""
        with self.change(signer, op, action, about=about, reason=reason) as change:
            change.detail.update(detail)

    def _append(self, signer: Signer, op: AuditOp, action: str, change: Change, reason: str) -> None:
        last = self._db.execute("SELECT seq, hash, utc FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        seq, prev = (last[0] + 1, last[1]) if last else (1, FIRST_PREV)
        salt = secrets.token_hex(16) if reason else ""
        if moved := self._clock.moved(last[2] if last else ""):
            change.detail["clock_moved_s"] = moved
        if rows := seals.keep(self._db, seq, self._writes):
            change.detail["rows"] = rows
        event = AuditEvent(
            case=self.facts.id,
            seq=seq,
            prev=prev,
            user=signer.user.id,
            key=signer.user.public_key,
            utc=utc_now(),
            mono_ms=self._clock.mono_ms(),
            session=self._session,
            op=op,
            action=action,
            object=change.object,
            object_hash=change.object_hash,
            reason=salted(salt, reason) if reason else "",
            detail=tuple(sorted(change.detail.items())),
            app=__version__,
        )
        line = entry_line(event, signer.sign(event.signed_bytes()).hex())
        self._db.execute(
            "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (seq, line, entry_hash(line), event.utc, event.user, str(op), action, change.object),
        )
        if reason:
            self._db.execute("INSERT INTO audit_words VALUES (?, ?, ?)", (seq, salt, reason))
        log_index.follow(self._db, seq)


def now() -> str:
    """The time as the case keeps it: UTC, seconds, ISO 8601 without zone."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


def _begun(folder: Path, facts: CaseFacts, key: bytes) -> Db:
    """A new case file with its facts, which nobody but its owner may open from its first byte on; so it is
    with the files that the database keeps beside it."""
    os.close(os.open(folder / FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    db = connect(folder / FILE, key)
    try:
        migrating.migrate(db)
        db.execute("BEGIN IMMEDIATE")
        for name, value in (
            ("id", facts.id),
            ("urn", facts.urn),
            ("name", facts.name),
            ("created", utc_now()),
        ):
            db.execute("INSERT INTO facts VALUES (?, ?)", (name, value))
        db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db


def _make_folder(folder: Path) -> None:
    """A folder for a case that its owner alone may enter; one that holds something else already stays as it
    is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            folder.chmod(0o700)
    except OSError:
        raise CaseProblem(
            "The case folder cannot be made there. Choose a place where you may write."
        ) from None


def _refuse_a_second(folder: Path) -> None:
    if (folder / FILE).exists():
        raise CaseProblem("There is a case in this folder already. Choose another folder, or open that case.")


def _unmake(folder: Path) -> None:
    """Remove a case file that was begun just now and that no key of anybody opens."""
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            (folder / f"{FILE}{ending}").unlink(missing_ok=True)

"""A connection to the file of a case: how it is opened, and its faults as sentences."""

import contextlib
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as _untyped

from evidence_review.domain.errors import CaseProblem
from evidence_review.store.database import lock

sqlcipher: Any = _untyped  # the package carries no types
CACHE_KIB = (
    64 * 1024
)  # pages kept decrypted: the narrow facts of a million items stay, else a common word decrypts them all anew
STATEMENTS = 1024
"""Statements that stay prepared: those of the gate take longer to prepare than to answer for one item."""
MOST_LEFT = 32_768
"""Pages (128 MiB) after which a connection that leaves them to another moves them itself."""
type Db = Any  # an sqlcipher3 connection; the package carries no types


def connect(file: Path, key: bytes) -> Db:
    """A connection to the file, opened with its key of 32 bytes; the library's fault where that is wrong."""
    db = sqlcipher.connect(
        os.fspath(file),
        isolation_level=None,
        timeout=10,
        check_same_thread=True,
        cached_statements=STATEMENTS,
    )
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in (
        "cipher_log_level = NONE",
        "cipher_memory_security = OFF",
        "temp_store = MEMORY",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "secure_delete = ON",
        f"cache_size = -{CACHE_KIB}",
    ):
        db.execute(f"PRAGMA {pragma}").fetchall()
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    db.execute("PRAGMA synchronous = FULL")
    return db


@contextlib.contextmanager
def said_plainly() -> Generator[None]:
    """Turn the database's faults into one sentence each; never with a value in it."""
    try:
        yield
    except sqlcipher.IntegrityError as fault:
        if "only ever added to" in str(fault):
            raise CaseProblem(
                "Evidence and decisions in a case are never changed or deleted; add a later one instead."
            ) from None
        raise
    except sqlcipher.OperationalError as fault:
        words = str(fault)
        if "full" in words:
            raise CaseProblem(
                (
                    "The disk is full: the last step was not kept, everything before it was. Free some "
                    "space and try again."
                )
            ) from None
        if "locked" in words or "busy" in words:
            raise CaseProblem(lock.BUSY) from None
        if "unable to open" in words or "readonly" in words or "disk I/O" in words:
            raise CaseProblem(
                (
                    "The case file cannot be read or written there. Check the folder, its rights and "
                    "the free space."
                )
            ) from None
        raise
    except sqlcipher.DatabaseError as fault:
        words = str(fault)
        if "not a database" in words or "malformed" in words or "HMAC" in words:
            raise CaseProblem(
                (
                    "The case file is damaged or was made with another key. Restore the case folder "
                    "from its backup."
                )
            ) from None
        raise

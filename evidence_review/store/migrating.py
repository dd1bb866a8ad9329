"""Bring a case file to this program's format: numbered SQL files, each in one transaction."""

import functools
from importlib import resources
from typing import Any

import sqlcipher3.dbapi2 as _untyped

from evidence_review.domain.errors import CaseProblem

_sqlcipher: Any = _untyped  # the package carries no types
type Schema = dict[tuple[str, str], str]
"""By kind (table, view, trigger, index) and name, the statement that made it."""


def scripts() -> list[str]:
    """The migrations in order; the first makes format 1, the second format 2, and so on."""
    folder = resources.files("evidence_review.store").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [folder.joinpath(name).read_text("utf-8") for name in names]


def migrate(db: Any) -> None:
    """Run what is missing. CaseProblem for a file of a newer program, which is left as it is."""
    have = int(db.execute("PRAGMA user_version").fetchone()[0])
    steps = scripts()
    if have > len(steps):
        raise CaseProblem(
            "This case was made by a newer version of the program. Install that version to open it."
        )
    for number, script in enumerate(steps[have:], start=have + 1):
        db.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


def schema(db: Any) -> Schema:
    """What a case file is made of; the parts of its search are left aside, which SQLite makes itself."""
    rows = db.execute(
        "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_%' "
        "AND name NOT LIKE 'sqlite_%'"
    )
    return {(kind, name): sql for kind, name, sql in rows}


@functools.cache
def fresh() -> Schema:
    """What a new case file is made of."""
    db = _sqlcipher.connect(":memory:", isolation_level=None)
    try:
        migrate(db)
        return schema(db)
    finally:
        db.close()


def changed(db: Any) -> list[tuple[str, str]]:
    """The kinds and names of what is not as this program makes it: tables, views and guards that were changed,
    put in or taken away."""
    here, new = schema(db), fresh()
    return sorted(one for one in here.keys() | new.keys() if here.get(one) != new.get(one))

"""Bring a case file to this program's format: numbered SQL files, each in one transaction."""

from importlib import resources
from typing import Any

from evidence_review.domain.errors import CaseProblem


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

"""The wording of forms, kept in files that a force can change without touching the program (reference/law.md
K1)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.shipped_files import RESOURCES


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one form: its title, its columns in order, and what is printed around them; `further_…` stand where
    the form follows an earlier one, `nil_…` where nothing meets the test, `besides` is said of what is not certified."""

    title: str
    columns: tuple[str, ...]
    certification: str
    form: str = ""
    subtitle: str = ""
    question: str = ""
    legend: str = ""
    further_subtitle: str = ""
    further_certification: str = ""
    nil_subtitle: str = ""
    nil_certification: str = ""
    further_nil_certification: str = ""
    besides: str = ""


@cache
def wording(name: str, columns: int, folder: Path = RESOURCES / "templates") -> Wording:
    """The wording in `folder/name.toml`; OutputProblem, naming the file, where it is not of this form."""
    path = folder / f"{name}.toml"
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        found = Wording(**cast("dict[str, Any]", words | {"columns": tuple(words["columns"])}))
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise OutputProblem(
            f"The wording in {path} cannot be read; restore the file that came with the program."
        ) from fault
    if len(found.columns) != columns or not all(isinstance(title, str) for title in found.columns):
        raise OutputProblem(f"The wording in {path} needs exactly {columns} column headings.")
    return found

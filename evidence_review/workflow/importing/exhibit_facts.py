"""What is said of an exhibit and of its reading before it is imported, from a table of words: TOML of the
demo, options of a command."""

from typing import Any

from evidence_review.domain.basis import Basis, Exhibit, Notice, Request
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis


def exhibit_from(table: dict[str, Any]) -> Exhibit:
    """An exhibit with its legal basis from a TOML table (fields of `domain.basis`). ReviewError names a field
    that is not known."""
    basis = table.get("basis", {})
    try:
        notice, request = Notice(**basis.get("notice", {})), Request(**basis.get("request", {}))
        made = Basis(LegalBasis(str(basis["power"]).upper()), str(basis.get("note", "")), notice, request)
        return Exhibit(
            str(table["ref"]),
            ExhibitKind(str(table.get("kind", "DEVICE")).upper()),
            str(table.get("attributed_to", "")),
            made,
        )
    except (TypeError, ValueError, KeyError) as fault:
        raise ReviewError(
            (
                f"The record of the legal basis has a field that is missing or not known "
                f"({fault.__class__.__name__})."
            )
        ) from None


def options_from(table: dict[str, Any]) -> ReadOptions:
    """What the person importing knows, from a TOML table."""
    also = tuple(str(word) for word in (table.get("owner_number"), *table.get("also_owner", ())) if word)
    return ReadOptions(table.get("zone") or None, table.get("day_first"), table.get("owner") or None, also)

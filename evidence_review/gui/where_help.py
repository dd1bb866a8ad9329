"""Where help is to be had: a plain text that comes with the program, which a force may change."""

from evidence_review.domain.shipped_files import RESOURCES

WHERE = RESOURCES / "care" / "where-help-is.txt"
MOST = 1200
"""Characters of it that are shown."""
_OURS = "Speak to your supervisor, or to the occupational health service of your force."


def where_help() -> str:
    """The text as it stands there, without the lines that begin with #; ours where there is none to read."""
    try:
        with WHERE.open(encoding="utf-8") as file:
            written = file.read(2 * MOST)
    except (OSError, ValueError):
        return _OURS
    kept = " ".join(line.strip() for line in written.splitlines() if not line.startswith("#")).strip()
    return kept[:MOST] or _OURS

"""Words and names for redacting one file in the window."""

from pathlib import Path

from evidence_review.gui.models.shown import one_line
from evidence_review.workflow.one_file.inspecting import Candidate

RECORDINGS = frozenset(("sound (WAV)", "sound or film"))
_ANEW = {
    ".doc": ".pdf",
    ".docm": ".docx",
    ".dotx": ".docx",
    ".xls": ".xlsx",
    ".xlsm": ".xlsx",
    ".pptx": ".pdf",
    ".ppt": ".pdf",
    ".odp": ".pdf",
}
_OTHER = {
    **dict.fromkeys((".aac", ".amr", ".3ga", ".oga", ".caf", ".wma", ".mka", ".aif", ".aiff"), ".m4a"),
    **dict.fromkeys(
        (".mov", ".3gp", ".3g2", ".avi", ".mkv", ".webm", ".wmv", ".mpg", ".ts", ".flv", ".m4v"), ".mp4"
    ),
    ".msg": ".eml",
    ".heic": ".jpg",
    ".heif": ".jpg",
    ".7z": ".zip",
    ".tar": ".zip",
    ".gz": ".zip",
}
_MOST_PAGES = 8


def new_name(source: Path) -> str:
    """A name for the new file beside the old one, of the kind that suits it; it says that the file is edited,
    and nothing of its name."""
    ending = source.suffix.lower()
    ending = _ANEW.get(ending) or _OTHER.get(ending) or ending
    for number in range(1, 1000):
        made = source.with_name(f"edited-{number:03}{ending}")
        if not made.exists():
            return str(made)
    return ""


def terms_of(text: str) -> list[str]:
    """One term a line, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def candidate_words(one: Candidate, *, pages: bool) -> str:
    """A value with where it comes from and where it stands."""
    where = ", ".join(map(str, one.pages[:_MOST_PAGES])) + (
        " and others" if len(one.pages) > _MOST_PAGES else ""
    )
    source = "given" if one.source == "given" else "found by the program"
    places = (
        "not found in this file"
        if not one.places
        else f"{one.places:,} {'place' if one.places == 1 else 'places'}"
    )
    on = f" on page {where}" if pages and one.pages else ""
    return f"{one_line(one.value, 60)}   {places}{on}; {source}"

"""The page that says what is read and what is not (docs/formats.md), made from the importers themselves."""

from evidence_review.importers import IMPORTERS
from evidence_review.importers.refusals import sentences

_HEAD = """# What is read

Made from the importers by `evidence-review formats`; a test holds it true. Every import ends with an account: found = imported +
read in part + not read + left out. What is not in the table is refused in a sentence that says what to ask the sender for.

| reader | version | formats | seen | what is read | what is not | limits |
|---|---|---|---|---|---|---|
"""


def formats_page() -> str:
    """The whole page in Markdown, a row for each importer in the order in which they are asked."""
    rows = "".join(
        f"| {one.name} | {one.version} | {' | '.join(_cell(part) for part in (one.about.formats, one.about.seen, one.about.read, one.about.not_read, one.about.limits))} |\n"
        for one in IMPORTERS
    )
    refused = "".join(f"- {sentence}\n" for sentence in sentences())
    return f"{_HEAD}{rows}\n## What is refused, and the words\n\n{refused}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or "–"

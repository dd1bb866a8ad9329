"""The two third-party records as PDF: a GP record and a social-services record, several pages each
(reference/formats.md 3.2).

The words lie in `gp_record.txt` and `social_services_record.txt`: `# ` starts a page, `KEY label [line] [hit]
~ text ~ why` is a planted line; every line is printed on one line. Names are in plain ASCII, as such systems
print them.
"""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from demo_case.identifiers import identifiers
from demo_case.planted import Planted, document_item

HERE = Path(__file__).resolve().parents[1]
_SLOT = re.compile(r"\{([A-Z0-9_]+)\}")
_KEYED = re.compile(
    r"(?P<key>[A-Z]+-\w+) (?P<label>[a-z_]+)(?: (?P<line>\d))?(?P<hit> hit)? ~ (?P<text>.+?) ~ (?P<why>.+)"
)
_SIZES = {"# ": ("Helvetica-Bold", 13.0), "## ": ("Helvetica-Bold", 10.0), "": ("Helvetica", 9.5)}


def pages(name: str, seed: int) -> Iterator[tuple[list[str], list[Planted]]]:
    """Each page's printed lines and what is planted on it."""
    values = identifiers(random.Random(f"{seed}/identifiers"))
    source = _SLOT.sub(lambda slot: values[slot[1]], (HERE / f"{name}.txt").read_text(encoding="utf-8"))
    for chunk in re.split(r"(?m)^(?=# )", source):
        if chunk.strip():
            yield _page(chunk)


def _page(chunk: str) -> tuple[list[str], list[Planted]]:
    lines, found = list[str](), list[Planted]()
    for line in chunk.rstrip().splitlines():
        keyed = _KEYED.fullmatch(line)
        lines.append(keyed["text"] if keyed else line)
        if keyed:
            at = datetime(2025, 6, 2, tzinfo=UTC)
            number = int(keyed["line"]) if keyed["line"] else None
            found.append(
                document_item(
                    keyed["key"],
                    keyed["label"],
                    number,
                    bool(keyed["hit"]),
                    at,
                    "",
                    keyed["text"],
                    keyed["why"],
                )
            )
    return lines, found


def write_record(path: Path, name: str, foot: str, seed: int) -> list[tuple[int, Planted]]:
    """Write the PDF (same seed, same bytes); the planted items with their page numbers, from 1."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle("Record as received")
    found = list[tuple[int, Planted]]()
    for number, (lines, here) in enumerate(pages(name, seed), 1):
        found += [(number, one) for one in here]
        down = A4[1] - 56
        for line in lines:
            mark = "# " if line.startswith("# ") else "## " if line.startswith("## ") else ""
            canvas.setFont(*_SIZES[mark])
            canvas.drawString(48, down, line.removeprefix(mark))
            down -= 20 if mark == "# " else 13.5
        canvas.setFont("Helvetica", 8)
        canvas.drawString(48, 36, f"{foot} - page {number}")
        canvas.showPage()
    canvas.save()
    return found

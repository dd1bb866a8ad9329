"""The examiner of two papers by which the office looks at its own work: the sheet of before and after, and the import
report, held against plain SQL."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.case_exam.examiner import TOKEN
from tests.case_exam.playing import squeezed

SHEET, IMPORTS = "before-and-after.pdf", "import-report.pdf"
_TITLE = re.compile(r"\S+ · item (\d+)\b")
_HEAD = re.compile(r"Before and after · URN \S+ · office only|Page \d+ of \d+|Item Before After Marks State")
_MARKS = (
    "SELECT start, stop, token FROM redactions WHERE item_id = ? AND id NOT IN (SELECT redaction_id FROM withdrawals) "
    "ORDER BY start"
)


def of_the_sheet(db: Any, paper: str) -> Iterator[str]:
    """Each message that was handed over, and that is decided as relevant to a line that covers it still, stands on the
    sheet once, as it was and as it left."""
    parts = _TITLE.split(_HEAD.sub(" ", paper))
    shown = dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))
    rows = db.execute(
        "SELECT DISTINCT i.id, coalesce(i.text, '') FROM items i JOIN production_items g ON g.item_id = i.id WHERE "
        "i.kind <> 'PAGE' AND i.id NOT IN (SELECT item_id FROM held_items) AND i.id IN (SELECT d.item_id FROM "
        "current_decisions d JOIN in_scope s ON s.item_id = d.item_id AND s.line_id = d.line_id WHERE d.value = "
        "'RELEVANT')"
    ).fetchall()
    for item, text in rows:
        marks = db.execute(_MARKS, (item,)).fetchall()
        told = shown.get(item, "").split()
        if not told:
            yield f"item {item} was handed over and is not on the sheet"
        elif not _in_order(_words(text), told):
            yield f"the sheet does not show item {item} as it was"
        elif sorted(TOKEN.findall(" ".join(told))) != sorted(token for *_, token in marks):
            yield f"the sheet shows other tokens in item {item} than were marked"
        elif not _in_order(_words(_left(text, marks)), told):
            yield f"the sheet does not show item {item} as it left"
        elif sum(map(int, re.findall(r"\b(\d+) × ", " ".join(told)))) != len(marks):
            yield f"the sheet counts other marks in item {item} than stand"


def _left(text: str, marks: Sequence[tuple[int, int, str]]) -> str:
    for start, stop, token in reversed(marks):
        text = text[:start] + token + text[stop:]
    return text


def _words(text: str) -> list[str]:
    """Words of letters: signs that are drawn as pictures come out of a PDF in other ways."""
    return [one for one in squeezed(text).split() if one.isascii()]


def _in_order(words: Sequence[str], told: Sequence[str]) -> bool:
    """Whether the words stand in what is told, in their order; the other column may stand between them."""
    left = iter(told)
    return all(word in left for word in words)


def of_the_imports(db: Any, paper: str) -> Iterator[str]:
    """Each source with how many of it are in the case; found is the sum of the figures after it."""
    sources = db.execute(
        "SELECT x.ref, count(i.id), s.sha256 FROM sources s JOIN exhibits x ON x.id = s.exhibit_id LEFT JOIN items i ON "
        "i.source_id = s.id GROUP BY s.id ORDER BY s.id"
    ).fetchall()
    table = re.split(r" All [\d,]+ ", paper.partition("All sources")[2])[0]
    refs = "|".join({re.escape(ref) for ref, *_ in sources})
    row = re.compile(rf"(?<=\s)({refs}) .+?((?: [\d,]+){{6}})(?= (?:{refs}) |\s*$)")
    rows = [
        (ref, [int(one.replace(",", "")) for one in figures.split()]) for ref, figures in row.findall(table)
    ]
    if [(ref, figures[1]) for ref, figures in rows] != [(ref, count) for ref, count, _ in sources]:
        yield f"the import report tells {[(ref, figures[1]) for ref, figures in rows]} of the sources"
    for ref, (found, *parts) in rows:
        if found != sum(parts):
            yield f"the import report's figures of {ref} do not add up"
    yield from (
        f"the import report lacks the hash of a source of {ref}"
        for ref, _, mark in sources
        if mark not in paper
    )

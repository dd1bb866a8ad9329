"""Every book, record and section that code, tests and docs cite exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOOKS = ROOT / "docs" / "reference"
SECTION = r"(?:rule \d+|section \d+|row \d+|[A-Q]\d{0,2}(?![\w-])|\d+(?:\.\d+)*)(?: ?[a-h](?![\w-]))?"
CITED = re.compile(rf"reference/([a-z_]+)\.md(?:,? ((?:{SECTION})(?:(?:, | and | to ){SECTION})*))?")
RECORD = re.compile(r"(?:docs/)?decisions/(\d{4})")
READ = [
    path
    for place in ("evidence_review", "tests", "docs", "resources", "models")
    for kind in ("*.py", "*.md", "*.sql", "*.toml")
    for path in sorted((ROOT / place).rglob(kind))
] + [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "tasks.py", ROOT / "pyproject.toml"]


def sections(text: str) -> set[str]:
    """What a book may be cited by: numbers of headings, and ids and numbers that begin a row, an entry or a
    heading."""
    found = set(re.findall(r"^#+ (\d+(?:\.\d+)*)", text, re.MULTILINE))
    found |= set(re.findall(r"^\|? ?(?:\*\*|- )?([A-Q]\d{0,2})\b", text, re.MULTILINE))
    entries = re.findall(r"(?:^|[\s(])\*{0,2}(\d+)\. ?\*{0,2}(?=[A-Z`])", text)
    return found | set(entries) | {f"rule {number}" for number in entries}


KNOWN = {path.stem: sections(path.read_text("utf-8")) for path in BOOKS.glob("*.md")}


def dead(text: str) -> list[str]:
    """The citations of a text that lead nowhere."""
    flat = re.sub(r"\s*\n\s*(?:# ?)?", " ", text)
    out: list[str] = []
    for book, cited in CITED.findall(flat):
        if book not in KNOWN:
            out.append(f"reference/{book}.md")
            continue
        for one in re.findall(SECTION, cited):
            bare = re.sub(r" ?[a-h]$", "", one).removeprefix("section ")
            if bare not in KNOWN[book] and not bare.startswith("row "):
                out.append(f"reference/{book}.md {one}")
    records = {path.name[:4] for path in (ROOT / "docs" / "decisions").glob("0*.md")}
    return out + [f"decisions/{number}" for number in RECORD.findall(flat) if number not in records]


def test_the_books_stand_on_the_shelf():
    assert set(KNOWN) >= {"law", "formats", "personal_data", "relevance", "safety", "platform", "house"}
    cited = sum(len(CITED.findall(path.read_text("utf-8"))) for path in READ)
    assert cited > 350


def test_every_citation_leads_somewhere():
    found = {
        path.relative_to(ROOT).as_posix(): dead(path.read_text("utf-8"))
        for path in READ
        if path != Path(__file__)
    }
    assert {name: gone for name, gone in found.items() if gone} == {}


@pytest.mark.parametrize(
    "planted",
    ["(reference/formats.md 3.99)", "reference/novel.md 1", "reference/law.md C99", "docs/decisions/9999",
     "reference/safety.md 1.6\nand 7.7", "reference/formats.md rule 99"],
)  # fmt: skip
def test_a_dead_citation_is_found(planted):
    assert dead(planted)


OLD = re.compile(r"\b(?:DOMAIN|FORMATS|SAFETY|RELEVANCE|PERSONAL_DATA|HOUSE|PLATFORM)\.md\b")


def test_nothing_cites_a_book_by_its_old_name():
    measured = ROOT / "docs" / "measurements"
    found = [
        path.relative_to(ROOT).as_posix()
        for path in READ
        if measured not in path.parents and path != Path(__file__) and OLD.search(path.read_text("utf-8"))
    ]
    assert found == []

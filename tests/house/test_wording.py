"""The words that people read: no verdict, no unproved likelihood, no machine that decides
(reference/relevance.md 5; reference/law.md glossary, "Avoid in code and UI").

Every string of the program that is not a docstring and could be read by a person is looked at; an exception
stands here with its reason.
"""

import ast
import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "evidence_review"
ROOMS = ("domain", "relevance", "recognizers", "workflow", "reports", "gui", "cli", "redaction", "store")
FORBIDDEN = {
    "irrelevant": r"\birrelevant\b",
    "likely": r"\b(?:un)?likely\b",
    "a chance in per cent": r"\d ?%+ (?:chance|probab\w+|sure|certain|relevan\w+|match\w*)",
    "match score": r"\bmatch scores?\b|\brelevance scores?\b|\bconfidence scores?\b",
    "risk": r"\brisk\b",
    "AI": r"\bAI\b|\bartificial intelligence\b",
    "a verdict": r"\b(?:guilty|innocent)\b",
    "credibility": r"\bcredibility score\b",
}
EXCEPTIONS = {
    (
        "gui/models/kindstyles.py",
        "likely",
    ): (
        "how sure a finding of personal data is, measured by kind in docs/personal-data-validation.md; "
        "not of relevance"
    ),
    ("gui/models/plain_words.py", "likely"): "the same",
    ("gui/models/helping/help_words.py", "likely"): "the same, as the glossary has it",
    ("gui/models/helping/help_words.py", "risk"): "a risk of harm, as the glossary has it",
    ("gui/widgets/review/personal_pane.py", "likely"): "the same",
    ("cli/handing.py", "likely"): "the same",
    ("domain/kinds.py", "likely"): "the same",
    (
        "gui/models/forms.py",
        "likely",
    ): "the words of PCSCA 2022 s.44A(4): likely to have substantial probative value",
    ("domain/basis.py", "likely"): "the same section",
    ("workflow/case/picturing.py", "likely"): "that a text read from a picture is wrong",
    (
        "gui/models/shortcuts.py",
        "risk",
    ): "a risk of harm, the term of reference/law.md for a find that has to be reported at once",
    ("gui/widgets/review/find_dialog.py", "risk"): "the same: risk to life, a child at risk",
    ("domain/personal.py", "risk"): "a reason to mask a person: risk of harm if it were known",
}
SENTENCE = re.compile(r"[A-Za-z]{2,}")


def strings(path: Path) -> list[tuple[int, str]]:
    """The strings of a module that are not docstrings, each with its line."""
    tree = ast.parse(path.read_text("utf-8"))
    spoken = {
        id(part.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for part in node.body
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    }
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken
    ]
    return [(node.lineno, node.value) for node in found if SENTENCE.search(node.value)]


@functools.cache
def shown() -> list[tuple[str, int, str]]:
    """Module, line and text of every such string; regular expressions, SQL and lists of words to search for
    are not shown to anyone."""
    code = re.compile(r"\\[bws]|\(\?|SELECT |INSERT |DELETE ")
    return [
        (path.relative_to(ROOT).as_posix(), line, text)
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, text in strings(path)
        if not code.search(text) and len(text) < 2000
    ]


def test_the_walk_finds_what_people_read() -> None:
    texts = {text for _, _, text in shown()}
    assert len(texts) > 2000
    assert any("Not suggested for this line" in text for text in texts)
    assert "Mark everything suggested in this item" in texts


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_string_says(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], 0 if what == "AI" else re.IGNORECASE)
    said = [
        (place, line, text)
        for place, line, text in shown()
        if pattern.search(text) and (place, what) not in EXCEPTIONS
    ]
    assert said == []


@pytest.mark.parametrize(("place", "what"), EXCEPTIONS)
def test_every_exception_is_still_needed(place: str, what: str) -> None:
    assert any(
        re.search(FORBIDDEN[what], text, re.IGNORECASE) for where, _, text in shown() if where == place
    )


@pytest.mark.parametrize(
    "planted",
    [
        "This is irrelevant.",
        "93 % sure",
        "Likely about the taxi",
        "The AI thinks so",
        "match score 4",
        "at risk",
    ],
)
def test_the_patterns_find_what_they_are_for(planted: str) -> None:
    assert any(
        re.search(pattern, planted, 0 if what == "AI" else re.IGNORECASE)
        for what, pattern in FORBIDDEN.items()
    )

"""Tokens come into text in one place alone: presidio-anonymizer's engine, by redaction/rewriting.py
(docs/decisions/0041)."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "evidence_review"
PLACE = HOUSE / "redaction" / "rewriting.py"
MODULES = [path for path in sorted(HOUSE.rglob("*.py")) if path != PLACE]
STANDS_FOR = re.compile(r"(?:^|_)(?:tokens?|pseudonyms?|masks?|bars?|instead|left_out)$", re.IGNORECASE)
"""Names of what stands in the place of words."""
IMPORTS = re.compile(
    r"^\s*(?:from|import)\s+presidio_anonymizer\b|import_module\(.presidio_anonymizer", re.MULTILINE
)


def splices(source: str) -> list[int]:
    """Lines that lay a slice beside a token, in a sum, a list or an f-string, or put one in by `replace` or
    `sub`, as a splice by hand does."""
    return sorted({node.lineno for node in ast.walk(ast.parse(source)) if _splices(node)})


def _splices(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in {"replace", "sub", "subn"} and _named(node.args)
    parts = _parts(node)
    return _sliced(parts) and _named(parts)


def _parts(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.BinOp(op=ast.Add()):
            return [*(_parts(node.left) or [node.left]), *(_parts(node.right) or [node.right])]
        case ast.List() | ast.Tuple():
            return node.elts
        case ast.JoinedStr():
            return [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.AugAssign(op=ast.Add()):
            return _parts(node.value)
    return []


def _sliced(parts: list[ast.expr]) -> bool:
    return any(isinstance(one, ast.Subscript) and isinstance(one.slice, ast.Slice) for one in parts)


def _named(parts: list[ast.expr]) -> bool:
    ends = [
        one.id if isinstance(one, ast.Name) else one.attr
        for one in parts
        if isinstance(one, ast.Name | ast.Attribute)
    ]
    inner = [
        name
        for one in parts
        if isinstance(one, ast.IfExp)
        for name in [_named([one.body, one.orelse])]
        if name
    ]
    return bool(inner) or any(STANDS_FOR.search(end) for end in ends)


def test_nothing_else_lays_tokens_into_text():
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in MODULES
        if (lines := splices(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "out += [text[at:start], token]",
        "out += text[at:low] + token",
        'out[n] = out[n][:low] + (token if first else "") + out[n][high:]',
        'new = f"{text[:start]}{one.token}{text[end:]}"',
        "new = text[:start] + LEFT_OUT + text[end:]",
        "pieces = (text[at : swap.start], MASK)",
        "''.join([text[:at], self.pseudonym, text[end:]])",
        "text = text.replace(one.value, one.token)",
        "text = re.sub(wanted, token, text)",
    ],
)
def test_a_splice_that_comes_back_is_found(line):
    assert splices(line) == [1]


@pytest.mark.parametrize(
    "line", ["spans = [(start, end, token)]", "words = text[:5] + text[9:]", "replace(one, token=token)"]
)
def test_spans_and_cuts_are_no_splices(line):
    assert splices(line) == []


def test_the_engine_is_imported_in_one_place():
    assert IMPORTS.search(PLACE.read_text("utf-8"))
    assert [path.name for path in MODULES if IMPORTS.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "line",
    [
        "from presidio_anonymizer import X",
        "    import presidio_anonymizer",
        'import_module("presidio_anonymizer")',
    ],
)
def test_an_import_elsewhere_would_be_found(line):
    assert IMPORTS.search(f"x = 1\n{line}\n")


def test_the_old_splice_is_gone():
    name = "redact" + "_text"
    files = [*MODULES, PLACE, *sorted((ROOT / "tests").rglob("*.py"))]
    assert [path.name for path in files if re.search(rf"\b{name}\b", path.read_text("utf-8"))] == []

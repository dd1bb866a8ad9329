"""The gate stands in SQL: every statement of the store that can give a text, a subject, a name of a file or a
word of the index passes it.

The statements are found in the source, so that a new one cannot be forgotten: one that reads what the gate
guards and does not name the gate must stand in `ELSEWHERE` with the reason why nothing out of scope comes out
of it.
"""

import ast
import re
from pathlib import Path

import pytest

import evidence_review.store

STORE = Path(evidence_review.store.__file__).parent
GATES = re.compile(r"\b(?:reviewable|held_items|current_versions|overrides)\b")
# items.text and extra, titles, names of files, bytes, words of the index: what may say something of an item
GUARDED = re.compile(
    r"\bi\.text\b|\bi\.extra\b|substr\(\s*i\.text|\btext FROM items\b|\bt\.title\b|\btitle FROM "
    r"threads\b|\bFROM attachments\b|\bJOIN attachments\b"
    r"|\bFROM blob_parts\b|\bsearch MATCH\b|\bwords_of_index\b|\bsnippet\(|\bhighlight\("
)
ELSEWHERE = {
    (
        "index.py",
        "words",
    ): (
        "words of the index, which holds what may be read alone; `forming` offers one only where the "
        "line's gate finds it"
    ),
    (
        "items.py",
        "blob_bytes",
    ): "bytes of a file that `blob` or `document` got through the gate, or of a paper of our own",
    ("items.py", "_attachments"): "files of an item whose row came through a gate",
    (
        "items.py",
        "texts_for_screening",
    ): (
        "the privilege screen itself, which must come before the gate; in scope of an approved line, "
        "and its result is held or not"
    ),
    (
        "items.py",
        "texts_with_carriers",
    ): (
        "the privilege screen of one item that is to be looked at outside every line, which must come before "
        "the look"
    ),
    ("index.py", "numbers_with"): (
        "numbers of items with a word, which line_search holds against the order of the line"
    ),
    ("items.py", "thread_labels"): "names and titles of conversations, for the privilege screen",
    ("audit.py", "_hash_of"): "the hash and size of a file, never its bytes",
    ("audit.py", "files_changed"): "numbers of files whose bytes are not those that were stored",
    ("audit.py", "files_beside"): "numbers of items and files of what is about to be served",
    ("audit.py", "texts_to_screen"): "the privilege screen over what is about to be served",
    ("scope_counts.py", "not_searchable"): "counts of items in scope without text",
    ("scope_counts.py", "not_searchable_of"): "counts of items in scope without text",
    ("scope_counts.py", "not_searchable_items"): "numbers of items in scope without text",
    ("attached.py", "outside"): "a count of files attached to items that no line covers",
    (
        "attached.py",
        "to_read",
    ): "numbers, digests and sizes of files that were planned through the gate; name and bytes pass it again",
    (
        "accounting.py",
        "_names",
    ): (
        "titles of conversations in the account of a source as the case keeps it; told_accounts tells those "
        "alone that `talks_of` gives through the gate"
    ),
    (
        "accounting.py",
        "_figures",
    ): "a count of the files in the account of a source",
    ("within_line.py", "_where"): (
        "numbers of items with a file, which line_search holds against the order of the line"
    ),
    ("copies.py", "alike_held"): "ids of items that are held back, or on the sensitive schedule; no text",
    (
        "copies.py",
        "same_files",
    ): "ids of items with the same bytes, through `reviewable` in the statement it is part of",
}


def statements() -> list[tuple[str, str, str]]:
    """(module, function, text) of every string in the store that is SQL; parts of f-strings that are names of
    the module are filled in."""
    found: list[tuple[str, str, str]] = []
    for path in sorted(STORE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        constants = {
            target.id: _text(node.value, {})
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            inside = {
                id(part)
                for node in ast.walk(function)
                if isinstance(node, ast.JoinedStr)
                for part in node.values
            }
            local = {
                target.id: _text(node.value, constants)
                for node in ast.walk(function)
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp | ast.Name)
                    and id(node) not in inside
                ):
                    text = _text(node, constants | local)
                    if re.search(r"\b(?:SELECT|FROM|DELETE|INSERT|UPDATE)\b", text):
                        found.append((path.name, function.name, text))
    return found


def _text(node: ast.AST, names: dict[str, str]) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, names) for part in parts)
        case ast.FormattedValue(value=ast.Name(id=name)) | ast.Name(id=name):
            return names.get(name, "")
        case ast.BinOp(left=left, right=right):
            return _text(left, names) + _text(right, names)
        case _:
            return ""


FOUND = [
    one for one in statements() if GUARDED.search(one[2]) and not one[2].startswith(("INSERT", "DELETE"))
]


def test_the_walk_finds_the_statements() -> None:
    assert len(statements()) > 150
    assert {
        ("items.py", "pool"),
        ("items.py", "reviewable"),
        ("index.py", "find"),
        ("rulings.py", "sightings"),
    } <= {one[:2] for one in FOUND}


@pytest.mark.parametrize(
    ("module", "function", "text"),
    FOUND,
    ids=[f"{module}-{function}-{at}" for at, (module, function, _) in enumerate(FOUND)],
)
def test_C1_every_statement_that_can_say_something_of_an_item_names_the_gate(
    module: str, function: str, text: str
) -> None:
    assert GATES.search(text) or (module, function) in ELSEWHERE, f"{module} {function}: {text[:200]}"


def test_every_exception_is_still_there() -> None:
    there = {(module, function) for module, function, _ in statements()}
    assert set(ELSEWHERE) <= there


def test_no_other_room_writes_SQL() -> None:
    room = STORE.parent
    sql = re.compile(r"[\"']\s*(?:SELECT .* FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET) ")
    readers = [path for path in room.rglob("*.py") if sql.search(path.read_text("utf-8"))]
    assert {path.relative_to(room).parts[0] for path in readers} <= {"store", "importers"}

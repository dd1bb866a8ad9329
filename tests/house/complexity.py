"""How many ways lead through a function: McCabe's count, with every decision inside an expression counted too.

One for the function; one more for each if, loop, handler, case, assertion, comprehension and each of its
conditions, and for each further operand of `and` and `or`. A function inside another is counted by itself.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

type Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name, with the classes and functions that it stands in, and count of every function of a module."""
    yield from _inside(ast.parse(path.read_text("utf-8")), "")


def _inside(owner: ast.AST, name: str) -> Iterator[tuple[str, int]]:
    for node in _own(owner):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            full = f"{name}.{node.name}" if name else node.name
            if isinstance(node, FUNCTIONS):
                yield full, count(node)
            yield from _inside(node, full)


def _own(owner: ast.AST) -> Iterator[ast.AST]:
    """Every node below one, but for what stands in a function or class inside it."""
    for node in ast.iter_child_nodes(owner):
        yield node
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield from _own(node)


def count(function: Function) -> int:
    """The count of one function."""
    return 1 + sum(_weight(node) for node in _own(function))


def _weight(node: ast.AST) -> int:
    match node:
        case ast.If() | ast.IfExp() | ast.Assert() | ast.ExceptHandler():
            return 1
        case ast.For() | ast.While() | ast.AsyncFor():
            return 1 + bool(node.orelse)
        case ast.Try():
            return int(bool(node.orelse))
        case ast.comprehension():
            return 1 + len(node.ifs)
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.Match():
            return sum(not _catches_all(case) for case in node.cases)
        case _:
            return 0


def _catches_all(case: ast.match_case) -> bool:
    return isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None

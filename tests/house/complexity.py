"""How many ways lead through a function: McCabe's count, with every decision inside an expression counted too.

One for the function; one more for each if, loop, handler, case, assertion, comprehension and each of its conditions, and for
each further operand of `and` and `or`; nested functions and classes are counted with the function they stand in.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

type Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name (with its class) and count of every function at the top of a module or of a class."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, Function.__value__):
            yield node.name, count(node)
        elif isinstance(node, ast.ClassDef):
            yield from _methods(node, node.name)


def _methods(owner: ast.ClassDef, name: str) -> Iterator[tuple[str, int]]:
    for node in owner.body:
        if isinstance(node, Function.__value__):
            yield f"{name}.{node.name}", count(node)
        elif isinstance(node, ast.ClassDef):
            yield from _methods(node, f"{name}.{node.name}")


def count(function: Function) -> int:
    """The count of one function."""
    return 1 + sum(_weight(node) for part in function.body for node in ast.walk(part))


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
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return 1
        case _:
            return 0


def _catches_all(case: ast.match_case) -> bool:
    return isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None

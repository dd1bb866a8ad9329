"""Which optional content a reader sees when the document is opened (ISO 32000-1, 8.11): what is off is not
written again."""

from typing import Any


def hidden_layers(pdf: Any) -> frozenset[tuple[int, int]]:
    """Object numbers of the groups that are off in the default configuration (for viewing)."""
    properties = pdf.Root.get("/OCProperties")
    if not _is_dict(properties):
        return frozenset()
    default = properties.get("/D")
    default = default if _is_dict(default) else {}
    groups = [group.objgen for group in _items(properties.get("/OCGs")) if _is_dict(group)]
    off = set(groups) if str(default.get("/BaseState", "/ON")) == "/OFF" else set()
    off |= {group.objgen for group in _items(default.get("/OFF")) if _is_dict(group)}
    off -= {group.objgen for group in _items(default.get("/ON")) if _is_dict(group)}
    return frozenset(off)


def is_hidden(content: Any, off: frozenset[tuple[int, int]], depth: int = 0) -> bool:
    """Whether a group or membership dictionary is not to be seen; a membership's expression or policy counts
    as the standard says."""
    if not _is_dict(content) or depth > 8:
        return False
    if str(content.get("/Type", "")) != "/OCMD":
        return content.objgen in off
    expression = content.get("/VE")
    if expression is not None:
        return not _visible(expression, off, 0)
    members = content.get("/OCGs")
    groups = [members] if _is_dict(members) else [group for group in _items(members) if _is_dict(group)]
    shown = [group.objgen not in off for group in groups]
    return bool(shown) and not _policy(str(content.get("/P", "/AnyOn")), shown)


def _policy(name: str, shown: list[bool]) -> bool:
    match name:
        case "/AllOn":
            return all(shown)
        case "/AnyOff":
            return not all(shown)
        case "/AllOff":
            return not any(shown)
        case _:
            return any(shown)


def _visible(expression: Any, off: frozenset[tuple[int, int]], depth: int) -> bool:
    if _is_dict(expression):
        return expression.objgen not in off
    parts = _items(expression)
    if not parts or depth > 16:
        return True
    answers = [_visible(part, off, depth + 1) for part in parts[1:]]
    match str(parts[0]):
        case "/And":
            return all(answers)
        case "/Or":
            return any(answers)
        case "/Not":
            return not any(answers)
        case _:
            return True


def _is_dict(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def _items(value: Any) -> list[Any]:
    import pikepdf

    return list(value) if isinstance(value, pikepdf.Array) else []

"""JSON without what was agreed to go: every key, text and number is read as a program reads it; all else stays as it was written."""

import json
import re
from collections.abc import Sequence

from evidence_review.redaction.remaking import redact_pieces
from evidence_review.redaction.values import Removal

_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?', re.DOTALL)
_FILE = re.compile(r"(?:data:[^,]{0,100},)?[A-Za-z0-9+/_=\s-]{200,}")
LEFT = "[FILE LEFT OUT]"


def is_notation(text: str) -> bool:
    """Whether a text is JSON, or a line of JSON after the other."""
    if text.lstrip("\ufeff \t\r\n")[:1] not in {"{", "["}:
        return False
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        try:
            return all(isinstance(json.loads(line), dict | list) for line in text.lstrip("\ufeff").splitlines() if line.strip())
        except (ValueError, RecursionError):
            return False
    return True


def redact_notation(text: str, removals: Sequence[Removal]) -> tuple[str, int, int]:
    """The JSON with each removal's token in its place, how many places that were, and how many files in base64 were left out.

    A number that is removed becomes a text. Spaces, order, doubled keys and the writing of what stays are as they were.
    """
    found = list(_LITERAL.finditer(text))
    said = [_said(one[0]) for one in found]
    files = [place for place, one in enumerate(said) if len(one) >= 200 and " " not in one.strip() and _FILE.fullmatch(one)]
    before = list(said)
    for place in files:
        before[place] = LEFT
    after, removed = redact_pieces(before, removals)
    out, at = [], 0
    for one, old, new in zip(found, said, after, strict=True):
        out += [text[at : one.start()], one[0] if old == new else json.dumps(new, ensure_ascii=False)]
        at = one.end()
    return "".join([*out, text[at:]]), removed, len(files)


def _said(literal: str) -> str:
    if not literal.startswith('"'):
        return literal
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return literal[1:-1]

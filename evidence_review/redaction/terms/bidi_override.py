"""Letters that a file holds from last to first and a reader sees from first to last (Unicode Standard Annex
9, right-to-left override)."""

import re

OVERRIDE, POP = "\u202e", "\u202c"
_TURNED = re.compile(f"{OVERRIDE}([^{OVERRIDE}{POP}\r\n]*)")
_ELEMENT = re.compile(
    r"<((?:\w+:)?bdo)\b(?=[^<>]*(?:\bdir\s*=\s*[\"']?rtl|:val\s*=\s*[\"']rtl))[^<>]*>(.*?)</\1\s*>"
    r"|<(\w+)\b(?=[^<>]*bidi-override)(?=[^<>]*direction\s*:\s*rtl)[^<>]*>(.*?)</\3\s*>",
    re.IGNORECASE | re.DOTALL,
)
"""Elements of Word documents and web pages that say so."""


def as_shown(text: str) -> tuple[str, list[int]]:
    """The text with what stands behind an override turned round, to the end of the override or of the line;
    and where each character came from."""
    order = list(range(len(text)))
    for found in _TURNED.finditer(text):
        order[slice(*found.span(1))] = reversed(order[slice(*found.span(1))])
    return "".join(map(text.__getitem__, order)), order


def with_marks(markup: str) -> str:
    """Markup in which the words of elements that turn their letters round stand between the marks that say so
    in a text."""
    if "bdo" not in markup and "bidi-override" not in markup:
        return markup
    return _ELEMENT.sub(lambda found: f"{OVERRIDE}{found[2] or found[4] or ''}{POP}", markup)

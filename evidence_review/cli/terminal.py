"""The one way by which the command line writes to a terminal: names, words and faults with nothing in them that
a terminal obeys (reference/safety.md 4.2).
"""

import json
import re
import sys
from typing import TextIO

from evidence_review.domain.visible_text import is_visible, visible

_NOT_ASCII = re.compile(r"[^\x00-\x7e]")


def put(*parts: object, file: TextIO | None = None) -> None:
    """Print a line: its parts with a space between, control and direction marks as escapes such as
    [U+001B]."""
    print(" ".join(visible(str(part)) for part in parts), file=file or sys.stdout, flush=file is sys.stderr)


def json_text(value: object) -> str:
    """A value as JSON that is read back as it was, with everything escaped that a terminal obeys or that no
    text may hold."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _NOT_ASCII.sub(_in_json, text)


def _in_json(found: re.Match[str]) -> str:
    return found[0] if is_visible(found[0]) else f"\\u{ord(found[0]):04x}"

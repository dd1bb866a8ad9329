"""Text in which nothing invisible changes what a person reads, or what a terminal does (reference/safety.md
4.2)."""

import re
import unicodedata

_ESCAPED = frozenset(
    chr(c)
    for c in (
        0x061C,
        0x200B,
        0x200E,
        0x200F,
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0x2028,
        0x2029,
    )
)
_KEPT = frozenset("\n\t")
_HIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(sorted(_ESCAPED))}]")
"""What `is_visible` says of each character, in one go for a whole text."""


def is_visible(char: str) -> bool:
    """Whether a character is shown as it is: no direction mark, control character or lone surrogate."""
    return char in _KEPT or (char not in _ESCAPED and unicodedata.category(char) not in {"Cc", "Cs"})


def visible_character(char: str) -> str:
    """The character, or its escape such as [U+202E]."""
    return char if is_visible(char) else f"[U+{ord(char):04X}]"


def visible(text: str) -> str:
    """The text with direction marks, control characters and lone surrogates as escapes such as [U+202E]."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda one: visible_character(one[0]), text.replace("\r\n", "\n"))


def is_plain(text: str) -> bool:
    """Whether every character is shown as it is."""
    return _HIDDEN.search(text) is None

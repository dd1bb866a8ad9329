"""Letters that stand on their heads, as a reader sees them when the page is turned round."""

_TURNED = dict(
    zip(
        "ɐqɔpǝɟƃɓɥᴉıɾʞlןɯuodbɹsʇnʌʍxʎz∀ᗺƆᗡƎℲ⅁HIſꞰ˥WNOԀὉᴚS⊥∩ΛMX⅄Z",
        "abcdefgghiijkllmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_SIGNS = "ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ"
"""Letters that stand in no other text by chance, three of them."""


def turned_letters(text: str) -> tuple[str, list[int]] | None:
    """The text with each line that stands on its head turned upright, and where each letter of it stood; None
    where none does."""
    if text.isascii() or sum(sign in text for sign in _SIGNS) < 3:
        return None
    out: list[str] = []
    places: list[int] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if sum(sign in line for sign in _SIGNS) >= 3:
            places += range(at + len(line) - 1, at - 1, -1)
            out += [_TURNED.get(letter, letter) for letter in reversed(line)]
        at += len(line)
    return "".join(out), places

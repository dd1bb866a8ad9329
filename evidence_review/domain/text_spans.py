"""Plain text with spans replaced by their tokens."""

from collections.abc import Sequence


def redact_text(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """The text with each (start, end, token) replaced; spans that overlap become one, whose token is the
    longest span's.

    ValueError for a span that does not lie in the text or has no length.
    """
    if any(not 0 <= start < end <= len(text) for start, end, _ in spans):
        raise ValueError("a span must lie in the text")
    out: list[str] = []
    at = 0
    for start, end, token in merged(spans):
        out += [text[at:start], token]
        at = end
    return "".join([*out, text[at:]])


def merged(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans in order, none overlapping; the longest of those that do gives the token (the first of
    equals)."""
    out: list[tuple[int, int, str]] = []
    longest = 0
    for start, end, token in sorted(spans, key=lambda span: (span[0], -span[1])):
        if out and start < out[-1][1]:
            first, last, kept = out[-1]
            out[-1] = (first, max(last, end), token if end - start > longest else kept)
            longest = max(longest, end - start)
        else:
            out.append((start, end, token))
            longest = end - start
    return out

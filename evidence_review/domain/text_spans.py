"""Spans of a text with their tokens, put in order."""

from collections.abc import Sequence


def merged[Token](spans: Sequence[tuple[int, int, Token]]) -> list[tuple[int, int, Token]]:
    """Spans in order, none overlapping; the longest of those that do gives the token (the first of
    equals)."""
    out: list[tuple[int, int, Token]] = []
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

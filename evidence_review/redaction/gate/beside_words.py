"""Words that stand in touch with a picture: a name may be half picture, half letters, and only both together
read as one."""

from collections.abc import Sequence

from evidence_review.redaction.streams.glyphs import Box

_GAP = 0.25
"""Of the height of a word, up to which it goes on in a picture beside it, or a picture in it."""


def with_words_beside(picture: Box, words: Sequence[Box]) -> Box:
    """A picture's box grown over the words on its line that touch it; words that lie on it whole are in it
    anyway."""
    left, top, right, bottom = picture
    for word in words:
        middle, gap = (word[1] + word[3]) / 2, _GAP * (word[3] - word[1])
        inside = word[0] >= picture[0] and word[2] <= picture[2]
        if (
            top <= middle <= bottom
            and not inside
            and word[2] >= picture[0] - gap
            and word[0] <= picture[2] + gap
        ):
            left, right = min(left, word[0]), max(right, word[2])
            top, bottom = min(top, word[1]), max(bottom, word[3])
    return left, top, right, bottom

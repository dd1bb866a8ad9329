"""Values of what a file says of itself that are too long to be kept whole: cut, and said to be."""

MOST = 100_000
"""Characters of one value that are kept; all that people write of themselves is shorter, what programs pack
into a value may not be."""


def bounded(text: str, most: int = MOST) -> str:
    """The value; one that is longer cut at so many characters, with its length behind it, so that nothing of
    it is lost in silence."""
    return text if len(text) <= most else f"{text[:most]} (cut: {len(text)} characters)"


def listed(values: list[str], most: int = 64) -> str:
    """Values in a row; of more than so many the first, and how many there are."""
    return (
        ", ".join(values)
        if len(values) <= most
        else f"{', '.join(values[:most])} (cut: {len(values)} values)"
    )

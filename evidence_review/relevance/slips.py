"""Words a slip of the hand away from a term: those that anyone might type, and those that stand in a pool
(reference/relevance.md 3.2)."""

SHORTEST, LONGER = 5, 9  # letters from which one, and from which two slips are allowed for


def slips(word: str) -> frozenset[str]:
    """A letter left out, two letters swapped, a letter doubled; the first letter stays, and a word under five
    letters has none.

    >>> sorted(slips("pills"))
    ['piills', 'pill', 'pillls', 'pillss', 'pils', 'pilsl', 'plils', 'plls', 'ppills']
    """
    if len(word) < SHORTEST:
        return frozenset()
    out = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    out |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)}
    out |= {word[: at + 1] + word[at:] for at in range(len(word))}
    return frozenset(out - {word})


def allowed_for(word: str) -> int:
    """How many letters may be wrong: none under five, one from five, two from nine."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONGER else 2


def near(word: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """The words of a pool with the same first letter within the allowed distance: letters changed, added,
    left out, neighbours swapped."""
    most = allowed_for(word)
    if not most:
        return frozenset()
    alike = (
        other
        for other in vocabulary
        if other[0] == word[0] and abs(len(other) - len(word)) <= most and other != word
    )
    return frozenset(other for other in alike if other.isalpha() and _within(word, other, most))


def _within(one: str, other: str, most: int) -> bool:
    """Whether the optimal string alignment distance of two words is at most this (each place is changed
    once)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, there in enumerate(other, 1):
            least = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (letter != there))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == there:
                least = min(least, before[to - 2] + 1)
            row.append(least)
        if min(row) > most and min(last) > most:
            return False
        before, last = last, row
    return last[-1] <= most

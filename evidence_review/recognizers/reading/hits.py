"""What a rule says before the layers are joined: a span of a reading, its kind, and how much stands behind
it."""

from dataclasses import dataclass

from evidence_review.domain.kinds import Tier

LEVELS = {1: Tier.POSSIBLE, 2: Tier.LIKELY, 3: Tier.CERTAIN}
RANK = {Tier.POSSIBLE: 1, Tier.LIKELY: 2, Tier.CERTAIN: 3}

# The order in which layers give their label to an overlap (reference/personal_data.md 3.1).
SOURCES = ("roster", "checksum", "context", "propagation", "gazetteer", "shape", "classifier")


@dataclass(frozen=True, slots=True)
class Hit:
    """A span found by one rule. Offsets are those of the reading it was found in, until `moved`.

    `official` marks a person in her public role: shown, but kept unless chosen.
    `special` marks special-category words.
    """

    start: int
    end: int
    kind: str
    tier: Tier
    source: str
    reason: str
    person: str | None = None
    special: bool = False
    official: bool = False

    def moved(self, start: int, end: int) -> "Hit":
        """The same hit at another place."""
        if (start, end) == (self.start, self.end):
            return self
        return Hit(
            start,
            end,
            self.kind,
            self.tier,
            self.source,
            self.reason,
            self.person,
            self.special,
            self.official,
        )


def weigh(*, checksum: bool | None, context: bool, against: int = 0, unique: bool = False) -> Tier | None:
    """The tier of a shape under the rule "checksum or context" (reference/personal_data.md 3.3), None where
    nothing stands behind it.

    `checksum` is None where the kind has none; `unique` marks a shape that little else has;
    `against` is the number of tiers that counter-context takes away.
    """
    level = int(bool(checksum) or unique) * 2 + int(context)
    if context and not checksum and not unique:
        level = 2
    if checksum is None and not unique and not context:
        level = 1
    return LEVELS.get(min(level, 3) - against)


def why(shape: str, *, checksum: bool | None, context: bool) -> str:
    """A sentence on what was found: its shape, its check digit, and the word beside it."""
    check = {True: ", check digit valid", False: ", check digit wrong", None: ""}[checksum]
    return f"{shape}{check}{', beside a word that names it' if context else ''}"

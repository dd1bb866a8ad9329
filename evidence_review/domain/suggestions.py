"""What engines say.

A suggestion is never a decision: no function turns one into the other (reference/house.md rule 2).
"""

from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import Band, RedactionType, Tier


@dataclass(frozen=True, slots=True)
class Engine:
    """What made a suggestion: name, version, and the SHA-256 of its model or rules."""

    name: str
    version: str
    model_hash: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of why an item was flagged, in words with slots; never generated prose.

    `kind` is one of term, person, date, neighbour, words, meaning, counter. `spans` are code-point
    spans of the item's own text. `weight` is its share of the score, 0 for facts that carry none.
    """

    kind: str
    words: str
    spans: tuple[tuple[int, int], ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Flag:
    """A suggestion that an item bears on a line: place in the line's order, score, reasons, engine."""

    item: ItemId
    line: LineId
    line_version: int
    band: Band
    rank: int
    score: float
    reasons: tuple[Reason, ...]
    engine: Engine

    def __post_init__(self) -> None:
        """Every flag says why (reference/law.md D5)."""
        if not self.reasons:
            raise ValueError("a flag needs a reason")


@dataclass(frozen=True, slots=True)
class Finding:
    """A suggestion that text[start:end] (code points, original text) is personal data.

    `source` names the layer that found it (roster, checksum, context, ner, gazetteer, shape,
    propagation), `reason` says why in a sentence, `person` is the roster's key where it is known.
    `special` marks special-category data: flagged and masked, never ticked for redaction.
    """

    start: int
    end: int
    kind: str
    tier: Tier
    confidence: float
    source: str
    reason: str
    cps_type: RedactionType
    person: str | None = None
    special: bool = False

    def __post_init__(self) -> None:
        """A span has a place and a length; a finding says why."""
        if not 0 <= self.start < self.end or not self.reason:
            raise ValueError("a finding needs a span and a reason")

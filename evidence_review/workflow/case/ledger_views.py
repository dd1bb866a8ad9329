"""What the steps say of terms, scope, looking and deciding: values to show, in counts and a person's own
words."""

from dataclasses import dataclass

from evidence_review.domain.kinds import TermKind


@dataclass(frozen=True, slots=True)
class FormView:
    """One listed form of a term: switched on or off; items of the approved scope that the index holds it in
    (None: counted only when searched)."""

    form: str
    is_on: bool
    hits: int | None
    is_from_pool: bool = False


@dataclass(frozen=True, slots=True)
class TermForms:
    """An agreed term with its listed forms. `unlisted`: further words of the approved scope that a new
    version of the line would list."""

    term: str
    kind: TermKind
    why: str
    gap: int
    forms: tuple[FormView, ...]
    unlisted: tuple[FormView, ...] = ()


@dataclass(frozen=True, slots=True)
class TermAccountView:
    """One agreed term and what became of its hits: hits = reviewed + unsure + waiting + held + outside. Each
    rest has its reason in `why`."""

    line: int
    term: str
    kind: TermKind
    hits: int
    unique: int
    reviewed: int
    relevant: int
    unsure: int
    waiting: int
    held: int
    outside: int
    not_tried: int
    why: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TermsReport:
    """The terms of a line: when nothing was searched yet, no figures; what no search of text can find, by
    reason, stands beside them."""

    line: int
    title: str
    searched: bool
    terms: tuple[TermAccountView, ...]
    items_hit: int
    not_searchable: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ScopeCompared:
    """What a version opens and closes against the approved one before it (version 0: there is none); `digest`
    names the sorted item ids."""

    line: int
    version: int
    version_before: int
    held: int
    before: int
    after: int
    opened: int
    closed: int
    parts: tuple[tuple[str, str, int, int], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """How far the items of a source came for a line: each stage is part of the one before, but for what was
    decided or handed over unopened."""

    exhibit: str
    source: int
    line: int
    title: str
    held: int
    in_scope: int
    screened: int
    seen: int
    relevant: int
    disclosed: int

    def stages(self) -> tuple[tuple[str, int], ...]:
        """The stages in order, each with its words."""
        return (
            ("held", self.held),
            ("in scope", self.in_scope),
            ("machine-screened", self.screened),
            ("seen by a person", self.seen),
            ("relevant", self.relevant),
            ("disclosed", self.disclosed),
        )


@dataclass(frozen=True, slots=True)
class Widening:
    """One act that opened something, and its reason: a line's `version` that was approved, or a look at an `item`
    outside scope; both 0 where dates were read in another order."""

    at: str
    what: str
    line: int
    before: int
    after: int
    opened: int
    closed: int
    reason: str
    asked_by: str
    agreed_by: str
    digest: str
    parts: tuple[tuple[str, str, int, int], ...] = ()
    version: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class BeyondScope:
    """What a line does not cover, or no longer, and yet was seen for it (looks outside scope among it), is
    decided relevant to it, was disclosed for it."""

    line: int
    seen: int
    relevant: int
    disclosed: int

    def sentence(self) -> str:
        """In words, to stand below the figures."""
        return (
            f"Line {self.line}: of what it does not cover, or no longer, seen by a person: "
            f"{self.seen:,}; decided relevant: {self.relevant:,}; "
            f"disclosed: {self.disclosed:,}. These items stand in no other figure of the line."
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """The proportionality ledger: the whole, by source and line, by source over all lines, every widening of
    scope with its reason, and what lies beyond the lines as they are."""

    whole: LedgerRow
    rows: tuple[LedgerRow, ...]
    sources: tuple[LedgerRow, ...]
    shown: tuple[tuple[int, str, int], ...]
    widenings: tuple[Widening, ...]
    beyond: tuple[BeyondScope, ...]


@dataclass(frozen=True, slots=True)
class DecisionFigures:
    """How decisions stand beside suggestions, for a line or a person: counts, shares of 1 or None where
    nothing counts, seconds.

    An override is a suggested item that a person decided is not relevant to the line, or one not suggested
    that she decided is relevant.
    """

    name: str
    decided: int
    suggested_kept: int
    suggested_not_relevant: int
    unsuggested_relevant: int
    unsuggested_not_relevant: int
    unsure: int
    override_share: float | None
    bulk: int
    bulk_share: float | None
    timed: int
    seconds_median: float | None
    seconds_low: float | None
    quick: int


@dataclass(frozen=True, slots=True)
class AtOnce:
    """How often all suggestions of an item were taken up at once, how often with the time recorded, and that
    time (reference/law.md I2).

    `seconds_median` is None where no time was recorded; `quick` counts the times with under two seconds on
    screen for each mark made.
    """

    acts: int
    timed: int
    seconds_median: float | None
    quick: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Override and bulk figures of a case."""

    whole: DecisionFigures
    by_line: tuple[DecisionFigures, ...]
    by_person: tuple[DecisionFigures, ...]
    undone: int
    unrecorded: int
    marks_by_hand: int
    marks_one_by_one: int
    marks_at_once: int
    marks_taken_back: int
    at_once: AtOnce


@dataclass(frozen=True, slots=True)
class Weight:
    """A word by which a line ranks: its signed weight, which way it moves an item, and whether it stands in
    the message or around it.

    A word that is a masked name or a masked special-category word is told as such and not by itself.
    """

    place: int
    word: str
    weight: float
    way: str
    where: str = "in the message"


@dataclass(frozen=True, slots=True)
class Weights:
    """What moves a line's order, or that of one of its tags, as the decisions of now teach it; `decided` 0:
    nothing is learned yet.

    `parts`: each kind of feature with the spread, in scores, of what it adds over the pool. `left_out`: words
    of the published list that stand in the pool and enter no feature, with the number of items that hold
    them.
    """

    line: int
    tag: str
    decided: int
    heaviest: tuple[Weight, ...]
    parts: tuple[tuple[str, float], ...]
    left_out: tuple[tuple[str, int], ...]

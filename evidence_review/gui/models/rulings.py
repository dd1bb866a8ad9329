"""What the window says of decisions on personal data: words for the closed lists, rows for the tables."""

from collections.abc import Sequence

from evidence_review.domain.personal import (
    BECAUSE_WORDS,
    KEEP_REASONS,
    MASK_REASONS,
    AllowedSort,
    Because,
    ConflictKind,
    Stance,
    SubjectSort,
)
from evidence_review.gui.models.kindstyles import family_of
from evidence_review.gui.models.plain_words import TIER_WORDS
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.personal_views import AllowedView, ConflictView, PersonClues, SubjectView
from evidence_review.workflow.case.views import Said

STANCE_WORDS = {Stance.MASK: "Mask everywhere", Stance.KEEP: "Keep everywhere", Stance.OPEN: "Not decided"}
SAID_WORDS = {"MASK": "Masked everywhere", "KEEP": "Kept everywhere", "KNOWN": "Known anyway"}
ALLOWED_WORDS = {
    AllowedSort.KNOWN_NAME: "Name the accused knows",
    AllowedSort.ROLE_WORD: "Role word",
    AllowedSort.PLACE_OF_INCIDENT: "Place of the incident",
    AllowedSort.OTHER: "Other",
}
CONFLICT_WORDS = {
    ConflictKind.VISIBLE: "Masked elsewhere, visible here",
    ConflictKind.SAME_FIRST_NAME: "Two people of this name",
    ConflictKind.MASKED_AGAINST_RULING: "Masked here, kept elsewhere",
    ConflictKind.TWO_RULINGS: "Decided on twice",
}
SHOWN = (
    ("Everything", ""),
    ("Not decided", "open"),
    ("Masked everywhere", "MASK"),
    ("Kept everywhere", "KEEP"),
    ("Known anyway", "known"),
)


def reasons_for(stance: Stance) -> tuple[tuple[str, Because], ...]:
    """The reasons of the closed list that go with a decision, in words."""
    offered = MASK_REASONS if stance is Stance.MASK else KEEP_REASONS
    return tuple((BECAUSE_WORDS[one].capitalize(), one) for one in offered)


def said_words(said: Said) -> str:
    """A decision on a finding in a line."""
    return f"{SAID_WORDS[said.stance]} by {said.by}: {said.why}."


def decision_words(one: SubjectView) -> str:
    """What stands on a person or identifier."""
    if one.ruling:
        return f"{STANCE_WORDS[one.ruling.stance]}: {BECAUSE_WORDS[one.ruling.because]}"
    return f"Known anyway: {one.known}" if one.known else "Not decided"


def chosen(found: Sequence[SubjectView], which: str) -> list[SubjectView]:
    """Those of them that a filter of SHOWN lets through."""

    def fits(one: SubjectView) -> bool:
        match which:
            case "open":
                return one.ruling is None and not one.known
            case "known":
                return bool(one.known) and one.ruling is None
            case "":
                return True
            case _:
                return one.ruling is not None and one.ruling.stance == which

    return [one for one in found if fits(one)]


def _who(one: SubjectView) -> str:
    whose = f" ({one.belongs_to})" if one.belongs_to else ""
    spellings = f", {one.spellings} spellings" if one.spellings > 1 else ""
    return f"{one.label}{whose}{spellings}"


SUBJECTS: tuple[Column[SubjectView], ...] = (
    Column(
        "",
        lambda one: family_of(one.kind, one.type).letter,
        tip=lambda one: family_of(one.kind, one.type).words,
    ),
    Column("Who or what", _who, tip=_who),
    Column("Decision", decision_words, tip=lambda one: one.ruling.words if one.ruling else one.known),
    Column(
        "Type",
        lambda one: str(one.type),
        tip=lambda one: "No source ties this name to anyone." if one.sort is SubjectSort.NAME else "",
    ),
    Column("Sure", lambda one: TIER_WORDS[one.tier]),
    Column(
        "Places",
        lambda one: f"{one.mentions:,}",
        right=True,
        tip=lambda one: f"{one.mentions:,} places in {one.items:,} items",
    ),
    Column(
        "Relevant",
        lambda one: f"{one.relevant:,}",
        right=True,
        tip=lambda one: f"{one.relevant:,} items that are handed over",
    ),
)
ALLOWED: tuple[Column[AllowedView], ...] = (
    Column("Words", lambda one: one.entry.words),
    Column("Sort", lambda one: ALLOWED_WORDS[one.entry.sort]),
    Column(
        "Spared",
        lambda one: f"{one.findings:,}",
        right=True,
        tip=lambda one: f"{one.findings:,} findings in {one.items:,} items",
    ),
    Column("Listed by", lambda one: one.by),
    Column("Why", lambda one: one.entry.why, tip=lambda one: one.entry.why),
    Column(
        "State",
        lambda one: (
            f"taken off by {one.taken_off_by}"
            if one.taken_off
            else "rests: two people"
            if one.rests
            else "stands"
        ),
        tip=lambda one: (
            one.taken_off or ("Two people bear this name, so it covers neither." if one.rests else "")
        ),
    ),
)


def _where(one: ConflictView) -> str:
    it = one.conflict
    return f"item {it.item}, {it.place}" if it.item else it.place


CONFLICTS: tuple[Column[ConflictView], ...] = (
    Column("Where", _where, tip=_where),
    Column(
        "Visible",
        lambda one: (
            f"…{one.before}⟦{one.conflict.words}⟧{one.after}…"
            if one.conflict.item
            else f"⟦{one.conflict.words}⟧"
        ),
    ),
    Column("Masked as", lambda one: one.conflict.token or "by ruling"),
    Column("What clashes", lambda one: CONFLICT_WORDS[one.conflict.kind], tip=lambda one: one.conflict.why),
    Column(
        "Answer",
        lambda one: f"{one.because}, {one.by}" if one.answer else "open",
        tip=lambda one: one.because,
    ),
)
CLUES: tuple[Column[PersonClues], ...] = (
    Column("Person", lambda one: one.label),
    Column("Clues", lambda one: f"{len(one.clues):,}", right=True),
    Column(
        "Together",
        lambda one: " + ".join(one.combinations[0].sorts) if one.combinations else "no combination",
    ),
    Column(
        "State",
        lambda one: (
            f"signed by {one.signed_by}" if one.signed_by else "to be signed" if one.combinations else "–"
        ),
    ),
)

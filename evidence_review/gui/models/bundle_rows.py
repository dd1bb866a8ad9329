"""What a bundle for one accused would hold, as rows, and the counts of it in a sentence."""

from collections import Counter

from evidence_review.domain.kinds import CasePart
from evidence_review.domain.people import CasePerson, person_key
from evidence_review.gui.models.plain_words import CODE_WORDS, count
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.production_views import Inventory, InventoryRow
from evidence_review.workflow.case.views import Verdict

PART_WORDS = {CasePart.ACCUSED: "Accused", CasePart.COMPLAINANT: "Complainant"}
INVENTORY: tuple[Column[InventoryRow], ...] = (
    Column("No.", lambda one: f"{one.number:,}", right=True),
    Column("Line", lambda one: f"{one.line:,}", right=True),
    Column("Item", lambda one: f"{one.item}", right=True),
    Column("Exhibit", lambda one: one.exhibit),
    Column("Code", lambda one: one.printed or "–", tip=lambda one: CODE_WORDS[one.code]),
    Column("What becomes of it", lambda one: one.becomes),
    Column("Approval", lambda one: one.state),
    Column("Marks", lambda one: f"{one.marks:,}", right=True),
)


def also(one: CasePerson) -> str:
    """The other names, numbers and addresses of a person, as they are compared."""
    return ", ".join(sorted(one.keys - {person_key(one.name)}))


PEOPLE: tuple[Column[CasePerson], ...] = (
    Column("Name", lambda one: one.name),
    Column("In the case as", lambda one: PART_WORDS[one.part]),
    Column("Also known as", also, tip=also),
)


_VERDICTS = (
    ("good", "The bundle is whole: every file is as it was written, and the log that proves it is intact."),
    ("bad", "Something was altered. The lines below say what."),
    ("warn", "Something that should be there is missing. The lines below say what."),
    ("warn", "The bundle could not be checked."),
)


def checked_words(verdict: Verdict) -> tuple[str, str]:
    """The voice and the words of what a check of a bundle found; its lines only where something is wrong."""
    voice, sentence = _VERDICTS[verdict.status if 0 <= verdict.status < len(_VERDICTS) else -1]
    checked = f"{sentence} {count(verdict.entries, 'entry', 'entries')} checked."
    return voice, "\n".join((checked, *(verdict.lines if verdict.status else ())))


def holds(inventory: Inventory) -> str:
    """What it would hold, counted: "12 items: 3 copied, 9 listed only."."""
    items = {row.item: row for row in inventory.rows}
    if not items:
        return "Nothing stands as relevant to an approved line yet."
    kinds = Counter(row.becomes for row in items.values())
    return (
        f"{count(len(items), 'item')}: {', '.join(f'{number:,} {what}' for what, number in kinds.items())}."
    )

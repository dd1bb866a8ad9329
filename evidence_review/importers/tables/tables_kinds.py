"""What the rows of a sheet are, by the fields of its columns and the name of the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.sheet_mapping import Column, Field
from evidence_review.importers.tables.tables_headers import plain, sheet_kind

TIMES = frozenset((Field.TIME, Field.DATE))
_SIDES = frozenset((Field.SENDER, Field.SENDER_ID, Field.SENDER_NAME, Field.RECIPIENT, Field.RECIPIENT_ID))
PEOPLE = _SIDES | {Field.RECIPIENT_NAME, Field.PARTY}
_CONTACT = frozenset((Field.NAME, Field.ENTRIES, Field.EMAIL, Field.PARTY))
_PLACE = frozenset((Field.LATITUDE, Field.LONGITUDE))


def kind_of_rows(name: str, columns: Sequence[Column]) -> ItemKind:
    """What the rows are: their columns first, then the name of the sheet where the columns agree with it."""
    shape = _Shape(sheet_kind(name), frozenset(column.field for column in columns), columns)
    kind = next((kind for holds, kind in _KINDS if holds(shape)), None)
    if kind is None and shape.said in {"NOTE", "CALENDAR", "ACCOUNT"} and shape.has - {Field.EXTRA}:
        return ItemKind(shape.said)
    return kind or ItemKind.RECORD


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the name of a sheet says, and the fields that its columns have."""

    said: str
    has: frozenset[Field]
    columns: Sequence[Column]

    def is_timed(self) -> bool:
        return bool(self.has & TIMES)

    def names_people(self) -> bool:
        return bool(self.has & PEOPLE)

    def is_mail_by_name(self) -> bool:
        return self.said == "EMAIL" and self.names_people() and bool(self.has & {Field.SUBJECT, Field.TEXT})

    def is_mail(self) -> bool:
        copied = {Field.SUBJECT, Field.COPIED} <= self.has
        return copied and not self.said and Field.THREAD not in self.has and self.is_talk()

    def is_talk(self) -> bool:
        """Whether words with a time have a side, a direction, or people on a sheet of messages."""
        if Field.TEXT not in self.has or not self.is_timed():
            return False
        return bool(self.has & (_SIDES | {Field.DIRECTION})) or (
            self.said == "MESSAGE" and self.names_people()
        )

    def is_call(self) -> bool:
        if not self.is_timed() or not self.names_people():
            return False
        lasts = Field.DURATION in self.has and bool(self.has & (_SIDES | {Field.DIRECTION}))
        return self.said == "CALL" or lasts

    def is_contact(self) -> bool:
        """Whether the sheet says so, or names and addresses have several columns of values (Google)."""
        if self.said == "CONTACT" and self.has & _CONTACT:
            return True
        values = sum(plain(column.heading).endswith("value") for column in self.columns)
        return values > 1 and {Field.NAME, Field.EMAIL} <= self.has

    def is_location(self) -> bool:
        placed = self.has >= _PLACE or Field.POSITION in self.has
        return self.said == "LOCATION" and (placed or self.is_timed())

    def is_visit(self) -> bool:
        return self.said == "VISIT" and Field.URL in self.has

    def is_search(self) -> bool:
        return self.said == "SEARCH" or (Field.SEARCHED in self.has and self.is_timed())


_KINDS = (
    (_Shape.is_mail_by_name, ItemKind.EMAIL),
    (_Shape.is_mail, ItemKind.EMAIL),
    (_Shape.is_talk, ItemKind.MESSAGE),
    (_Shape.is_call, ItemKind.CALL),
    (_Shape.is_contact, ItemKind.CONTACT),
    (_Shape.is_location, ItemKind.LOCATION),
    (_Shape.is_visit, ItemKind.VISIT),
    (_Shape.is_search, ItemKind.SEARCH),
)
"""What the columns must be for rows to be of a kind; the first that holds decides."""

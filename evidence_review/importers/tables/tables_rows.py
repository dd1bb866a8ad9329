"""A row of a table with what its mapping says, and the people in it: sender, recipients and which way it
went."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.domain.sheet_mapping import Column, Field, SheetMapping
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tables import tables_people
from evidence_review.importers.tables import tables_words as words
from evidence_review.importers.tables.tables_cells import Cell, is_filled, letters, shown
from evidence_review.importers.tables.tables_headers import plain
from evidence_review.importers.tables.tables_people import Owner, joined, parties
from evidence_review.importers.tables.tables_phones import way_said
from evidence_review.importers.tables.tables_sheets import Sheet
from evidence_review.importers.times import stamps

_TALK = frozenset((ItemKind.MESSAGE, ItemKind.CALL, ItemKind.EMAIL))
_WAYS = ((Direction.OUTGOING, words.OUT), (Direction.INCOMING, words.IN))


@dataclass(slots=True)
class Frame:
    """What holds for the rows of one sheet, and what is counted over them; `unused` are the headings above
    nothing, until a row has taken them."""

    sheet: Sheet
    mapping: SheetMapping
    orders: Mapping[int, stamps.Order | None]
    clock: Clock
    owner: Owner
    path: Path
    title: str = ""
    unused: str = ""
    counts: Counter[str] = field(default_factory=Counter[str])
    _of: dict[tuple[Field, ...], tuple[Column, ...]] = field(
        default_factory=dict[tuple[Field, ...], tuple[Column, ...]]
    )
    _headings: list[str] = field(default_factory=list[str])

    @classmethod
    def of(
        cls,
        sheet: Sheet,
        mapping: SheetMapping,
        orders: Mapping[int, stamps.Order | None],
        options: ReadOptions,
        path: Path,
    ) -> "Frame":
        """For a sheet, its mapping and the day orders of its columns by their index."""
        return cls(sheet, mapping, orders, Clock(options.zone), Owner.of(options), path)

    def columns(self, *fields: Field) -> tuple[Column, ...]:
        """`mapping.of`, worked out once: every row asks for the same."""
        found = self._of.get(fields)
        if found is None:
            found = self._of[fields] = self.mapping.of(*fields)
        return found

    def headings(self, count: int) -> list[str]:
        """The headings of so many columns and more: one that stands twice gets its column's letter, so does a
        column without one."""
        if len(self._headings) < count:
            named = {column.index: column.heading for column in self.mapping.columns}
            often = Counter(named.values())
            for index in range(len(self._headings), count):
                heading = named.get(index, f"column {letters(index)}")
                self._headings.append(heading if often[heading] < 2 else f"{heading} ({letters(index)})")
        return self._headings


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what its mapping says. `cells` are as many as the row has."""

    frame: Frame
    number: int
    cells: Sequence[Cell]

    def cell(self, column: Column) -> Cell:
        """The cell of a column; "" where the row is shorter."""
        return self.cells[column.index] if column.index < len(self.cells) else ""

    def text(self, *fields: Field) -> str:
        """The first filled cell among columns of these fields, as text."""
        return next((shown(cell) for cell in self.filled(*fields)), "")

    def filled(self, *fields: Field) -> list[Cell]:
        """The filled cells of these fields."""
        return [cell for column in self.frame.columns(*fields) if is_filled(cell := self.cell(column))]

    def pairs(self) -> list[tuple[str, str]]:
        """Every filled cell under its heading, also those beyond the headings; a heading that stands twice
        gets its column's letter."""
        headings = self.frame.headings(len(self.cells))
        return [
            (heading, shown(cell))
            for heading, cell in zip(headings, self.cells, strict=False)
            if is_filled(cell)
        ]


def people(line: Line, kind: ItemKind) -> tuple[Party | None, tuple[Party, ...], Direction]:
    """Sender, recipients and direction. What the row does not say stays unknown (rule 15)."""
    if kind is ItemKind.CONTACT:
        return None, _contact(line), Direction.UNKNOWN
    sender = _side(line, (Field.SENDER, Field.SENDER_ID, Field.SENDER_NAME))
    recipients = _side(line, (Field.RECIPIENT, Field.RECIPIENT_ID, Field.RECIPIENT_NAME))
    for cell in line.filled(Field.COPIED):
        recipients += parties(shown(cell), line.frame.owner, "copied")
    said = direction_said(line)
    way = next((way for way, known in _WAYS if said in known), Direction.UNKNOWN)
    first = sender[0] if sender else None
    if kind in _TALK and not (first and recipients):
        first, recipients = _others(line, first, recipients, way)
    return first, recipients, _way_of(first, recipients) if way is Direction.UNKNOWN else way


def _contact(line: Line) -> tuple[Party, ...]:
    """The person of a contact by each number and address, or by the name alone."""
    name = line.text(Field.NAME) or None
    cells = [shown(cell) for cell in line.filled(Field.ENTRIES, Field.EMAIL, Field.PARTY)]
    return tables_people.entries(cells, name, line.frame.owner) or ((Party(None, name),) if name else ())


def _way_of(first: Party | None, recipients: Sequence[Party]) -> Direction:
    """The direction by whose phone it is."""
    if first and first.is_owner:
        return Direction.OUTGOING
    return Direction.INCOMING if first and any(each.is_owner for each in recipients) else Direction.UNKNOWN


def direction_said(line: Line) -> str:
    """What a row says of its direction, in the words of `tables_words`; "" where nothing."""
    return next(
        (
            plain(way_said(column.heading, shown(cell)))
            for column in line.frame.columns(Field.DIRECTION)
            if is_filled(cell := line.cell(column))
        ),
        "",
    )


def _side(line: Line, fields: tuple[Field, Field, Field]) -> tuple[Party, ...]:
    """The people of one side: from one column, or from a column of numbers and one of names."""
    both, ids, names = map(line.text, fields)
    owner = line.frame.owner
    found = parties(both, owner) if both else ()
    if ids and not any(party.identifier for party in found):
        return joined(ids, names or both, owner)
    if names and _is_number(found):
        return joined(both, names, owner)
    return found or parties(names, owner)


def _is_number(found: Sequence[Party]) -> bool:
    """Whether it is one person without a name."""
    return len(found) == 1 and bool(found[0].identifier) and not found[0].name


def _others(
    line: Line, first: Party | None, recipients: tuple[Party, ...], way: Direction
) -> tuple[Party | None, tuple[Party, ...]]:
    """The people of a column that does not say who spoke: by their marks "From:" and "To:", else by the
    direction of the row."""
    found = _listed(line, alone=not (first or recipients))
    senders = [party for party in found if party.role.casefold() in {"from", "de", "von"}]
    rest = tuple(party for party in found if party not in (*senders, first))
    if way is Direction.INCOMING and not (first or senders) and len(rest) == 1:
        return rest[0], recipients
    return first or next(iter(senders), None), recipients or rest


def _listed(line: Line, *, alone: bool) -> list[Party]:
    """The people of the column, or a name that is `alone`; who called from one number has the name beside
    it."""
    name = "" if line.frame.columns(Field.THREAD) else line.text(Field.NAME)
    cells = list(map(shown, line.filled(Field.PARTY))) or [name] * bool(name and alone)
    found = [party for cell in cells for party in parties(cell, line.frame.owner)]
    if name and line.frame.mapping.kind is ItemKind.CALL and [each.name for each in found] == [None]:
        return [replace(found[0], name=name)]
    return found

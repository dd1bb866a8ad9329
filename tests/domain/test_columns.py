"""Items as columns: what crosses is what was sent, a bad one takes no other with it, and days in London are
those of the rule item by item."""

import json
from datetime import datetime, timedelta

import pytest

from evidence_review.domain.columns import columns_of, only
from evidence_review.domain.evidence import Attachment, Item, Moment
from evidence_review.domain.kinds import Direction, ItemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.domain.wire import columns_to_wire, parts_from_wire
from evidence_review.store.items import london, london_texts

ANN, BO = Party("07700 900001", "Ann Example", is_owner=True), Party("07700 900002", None, role="From")
AT = datetime(2025, 3, 30, 0, 59, 59, 123456)
ITEMS = [
    Item("a", ItemKind.MESSAGE, "hello 👍", "t", 1, ANN, (BO,), Moment("raw", AT, AT, "+00:00", ZoneSource.IN_VALUE), app="SMS", extra=(("k%", 'v"%s'), ("l", "1"))),
    Item("b", ItemKind.MESSAGE, None, "t", 2, BO, (ANN,), None, Direction.INCOMING, extra=(("k%", "w"), ("l", "1"))),
    Item("c", ItemKind.CALL, "", "u", 3, attachments=(Attachment("x.jpg", data=b"\xff"),), deleted_as_reported="Deleted"),
]  # fmt: skip


def crossed(items):
    wire = json.loads(json.dumps(columns_to_wire(columns_of(items))))
    return wire, list(parts_from_wire(wire))


@pytest.mark.parametrize("items", [ITEMS, ITEMS[:2], ITEMS[2:], [ITEMS[0]] * 3, []])
def test_what_crosses_is_what_was_sent(items):
    _, (columns,) = crossed(items)
    assert list(columns.items()) == items
    assert list(only(columns, [1, 2]).items()) == items[1:3]


@pytest.mark.parametrize(
    ("column", "bad"),
    [
        (4, "LETTER"),
        (5, 7),
        (6, 99),
        (7, -1),
        (9, "2025-02-30T00:00:00"),
        (10, "soon"),
        (12, None),
        (13, "UP"),
    ],
)
def test_an_item_that_is_not_well_formed_takes_no_other_with_it(column, bad):
    wire, _ = crossed(ITEMS)
    whole = wire["items"][column] * (3 if len(wire["items"][column]) == 1 else 1)
    wire["items"][column] = [bad, *whole[1:]]
    kept = [None if part is None else next(part.items()) for part in parts_from_wire(wire)]
    assert kept == [None, *ITEMS[1:]]


def test_days_in_London_are_those_of_the_rule_item_by_item():
    times = [
        datetime(1830, 1, 1) + timedelta(hours=731 * n, minutes=17 * n, microseconds=n % 3)
        for n in range(2600)
    ]
    times += [
        datetime(year, month, 25) + timedelta(minutes=20 * n)
        for year in (1941, 1947, 1968, 1971, 2025)
        for month in (3, 10)
        for n in range(600)
    ]
    utcs = [time.isoformat() for time in times]
    expected = [london(Moment("", None, time, None, ZoneSource.IN_VALUE)).isoformat() for time in times]
    assert london_texts(utcs, [None] * len(utcs)) == expected
    assert london_texts([None], ["2025-07-01T12:00:00"]) == ["2025-07-01T12:00:00"]

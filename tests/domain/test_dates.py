"""What a written date leaves open, and how it is read otherwise (reference/formats.md rule 12;
docs/decisions/0038)."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.dates import DateOrder, Read, Way, is_evidence, place_of, read_as, swapped
from evidence_review.importers.times import stamps

DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
AS_DAY, AS_MONTH = Read(Way.EITHER, DAY), Read(Way.EITHER, MONTH)


@pytest.mark.parametrize(
    ("raw", "local", "found"),
    [
        ("03/04/2025, 21:14", "2025-04-03T21:14:00", AS_DAY),
        ("03/04/2025, 21:14", "2025-03-04T21:14:00", AS_MONTH),
        ("3.4.25 21:14", "2025-04-03T21:14:00", AS_DAY),
        ("3-4-2025", "2025-04-03T00:00:00", AS_DAY),
        ("03 04 2025 21:14", "2025-04-03T21:14:00", AS_DAY),
        ("21:14, 3/4/2025", "2025-03-04T21:14:00", AS_MONTH),
        ("Thu, 03/04/2025 21:14", "2025-04-03T21:14:00", AS_DAY),
        ("\u200e03/04/2025, 21:14", "2025-04-03T21:14:00", AS_DAY),
        ("٠٣/٠٤/٢٠٢٥ 21:14", "2025-04-03T21:14:00", AS_DAY),
        ("03/04/2025 21:14:05(UTC+1)", "2025-04-03T21:14:05", AS_DAY),
        ("03/04/2568 21:14", "2025-04-03T21:14:00", AS_DAY),  # Buddhist years
        ("03/03/2025 21:14", "2025-03-03T21:14:00", Read(Way.SAME)),
        ("25/03/2025 21:14", "2025-03-25T21:14:00", Read(Way.DAY_FIRST, DAY)),
        ("03/25/2025 21:14", "2025-03-25T21:14:00", Read(Way.MONTH_FIRST, MONTH)),
        ("2025-04-03 21:14", "2025-04-03T21:14:00", Read(Way.OTHERWISE)),
        ("2025 04 03 21:14", "2025-04-03T21:14:00", Read(Way.OTHERWISE)),
        ("3 April 2025 21:14", "2025-04-03T21:14:00", Read(Way.OTHERWISE)),
        ("25/04/03 21:14", "2025-04-03T21:14:00", Read(Way.OTHERWISE)),  # year first, with two digits
        ("03/04/2025 21:14, edited 05/04/2025", "2025-04-03T21:14:00", Read(Way.OTHERWISE)),
        ("03/04/2025 21:14", "2025-05-03T21:14:00", Read(Way.OTHERWISE)),  # the reading is not that date
        ("1743711245", "2025-04-03T21:14:05", Read(Way.OTHERWISE)),
        ("192.03.04.25", "2025-04-03T21:14:05", Read(Way.OTHERWISE)),
        ("", None, Read(Way.OTHERWISE)),
        ("03/04/2025", None, Read(Way.OTHERWISE)),
    ],
)
def test_only_what_numbers_leave_open_is_open(raw, local, found):
    assert read_as(raw, local) == found


@given(st.datetimes(datetime(2010, 1, 1), datetime(2049, 12, 28)), st.sampled_from("/.-"), st.booleans())
def test_a_date_read_in_its_own_order_is_known_again_and_swapping_twice_is_nothing(when, mark, day_first):
    raw = when.strftime(f"%d{mark}%m{mark}%Y, %H:%M" if day_first else f"%m{mark}%d{mark}%Y, %H:%M")
    local = when.isoformat()
    found = read_as(raw, local)
    if when.day == when.month:
        assert found == Read(Way.SAME)
    else:
        assert found.order is (DAY if day_first else MONTH)
        assert (found.way is Way.EITHER) is (when.day <= 12)
    if when.day <= 12:
        other = swapped(local)
        assert datetime.fromisoformat(other) == when.replace(day=when.month, month=when.day)
        assert swapped(other) == local
    else:
        with pytest.raises(ValueError, match="no month"):
            swapped(local)


@given(st.text(max_size=60), st.one_of(st.none(), st.datetimes().map(datetime.isoformat)))
def test_any_text_is_read_without_a_fault(raw, local):
    assert read_as(raw, local).way in Way


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        ("line 12", "line "),
        ("line 12 (reading 2)", "line "),
        ("a/chat 2.txt!line 7", "a/chat 2.txt!line "),
        ("Sheet1!row 5", "Sheet1!row "),
        ("chats[3].messages[12].x", "chats[3].messages[].x"),
        ("file", "file"),
    ],
)
def test_items_of_one_file_sheet_or_list_stand_in_one_place(locator, place):
    assert place_of(locator) == place


def told(*raws, day_first=None):
    """What is said of the order of a file with these stamps."""
    return stamps.remarks(stamps.decide([found for raw in raws if (found := stamps.parse(raw))], day_first))


def test_every_remark_on_the_order_of_dates_is_known_as_evidence():
    said = [
        *stamps.remarks(stamps.Order("dmy", other="mdy")),
        *stamps.remarks(stamps.Order("dmy", other="mdy"), both=False),
        *told("25/03/2025, 10:00"),
        *told(
            "01/02/2025, 10:00",
            "02/02/2025, 10:00",
            "03/02/2025, 10:00",
            "01/03/2025, 10:00",
            "02/03/2025, 10:00",
        ),
        *told("03.04.2025, 10:00"),
        *told("03/04/2025, 10:00", day_first=False),
    ]
    assert len(said) == len(set(said)) == 6
    assert [one for one in said if not is_evidence(one)] == []
    assert not is_evidence("A WhatsApp text export does not contain deleted messages, reactions or edits.")

"""Dates and times at the head of chat lines, in every way of writing met so far (reference/formats.md
3.4)."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.importers.times.calendars import day
from evidence_review.importers.times.stamps import decide, local, parse

AT = datetime(2023, 1, 31, 15, 21)
WRITTEN = [
    "1/31/23, 15:21",
    "1/31/23 15:21:00",
    "1/31/23 15.21.00",
    "15:21:00, 1/31/23",
    "31/01/2023, 15:21",
    "31.01.23 15:21",
    "31.01.23, 15:21",
    "31-01-2023 15:21",
    "2023/01/31, 15:21",
    "2023-01-31, 3:21 p.m.",
    "31/01/2023, 3:21 p. m.",
    "31/01/2023, 3:21\u00a0p.\u00a0m.",
    "1/31/23, 3:21\u202fPM",
    "1/31/23, 3:21\u00a0PM",
    "1/31/23, 3:21\u2009pm",
    "31/1/2566 15:21",
    "31/1/2566 BE 15:21",
    "31/1/66 15:21",
    "R5/01/31 15:21",
    "1/31/R5 15:21",
    "令和5年1月31日 15:21",
    "民國112/1/31 下午3:21",
    "\u200f٣١\u200f/١\u200f/٢٠٢٣\u060c ٣:٢١ م",
    "۱۴۰۱/۱۱/۱۱, ۱۵:۲۱",
    "1401/11/11 3:21 ب.ظ.",
    "31.1.2023 klo 15.21.00",
    "2023/1/31 下午3:21",
    "2023/1/31下午3:21",
    "2023年1月31日 下午3:21",
    "午後3:21, 2023/1/31",
    "2023. 1. 31. 오후 3:21",
    "2023년 1월 31일 오후 3:21",
    "2023. 01. 31. 15:21",
    "31. 1. 2023 15:21:00",
    "31.01.2023 г., 15:21 ч.",
    "2023-01-31 15 h 21",
    "31/1/23 3:21 μ.μ.",
    "3:21 CH, 31/1/2023",
    "31.01.23 ÖS 3:21",
    "31/01/2023 à 15:21",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_B3_every_way_of_writing_a_time_is_read(written):
    stamp = parse(written)
    assert stamp is not None
    assert stamp.raw == written
    assert local(stamp, decide([stamp]).order) == AT
    assert not stamp.unknown


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("12:05 AM", 0),
        ("12:05 PM", 12),
        ("上午12:05", 0),
        ("中午12:05", 12),
        ("午後0:05", 12),
        ("12:05 م", 12),
        ("12:05 ص", 0),
        ("00:05", 0),
        ("23:05", 23),
    ],
)
def test_noon_and_midnight(written, hour):
    stamp = parse(f"2023/1/31 {written}")
    assert stamp
    assert local(stamp, "ymd") == datetime(2023, 1, 31, hour, 5)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hello",
        "12:30",
        "5/6",
        "31/01/2023",
        "call 07700 900123 - now",
        "1.2.3.4 5",
        "99:99:99 1/1/20",
        "31/01/2023 at some length of words that no phone writes 15:21",
    ],
)
def test_what_is_no_stamp_is_none(written):
    assert parse(written) is None


def stamps(*written):
    return [parse(each) for each in written]


def test_the_order_comes_from_the_whole_file():
    assert decide(stamps("03/04/2025, 10:00", "13/04/2025, 10:00")).order == "dmy"
    assert decide(stamps("03/04/2025, 10:00", "03/13/2025, 10:00")).order == "mdy"
    assert decide(stamps("03/04/2025, 10:00", "04/04/2025, 10:00", "02/05/2025, 10:00")).order == "dmy"
    assert decide(stamps("3/4/25, 10:00", "3/5/25, 10:00", "4/1/25, 10:00")).order == "mdy"
    assert decide(stamps("23/01/05 10:00", "23/12/30 10:00")).order == "ymd"


def test_what_cannot_be_decided_shows_both_and_a_person_may_say():
    open_ = stamps("03/04/2025, 10:00", "05/06/2025, 10:00")
    assert (decide(open_).order, decide(open_).other) == ("dmy", "mdy")
    assert (decide(open_, day_first=False).order, decide(open_, day_first=False).other) == ("mdy", "")
    assert decide(open_, day_first=True).other == ""
    assert decide(stamps("13/04/2025, 10:00"), day_first=False).order == "dmy", (
        "what cannot be is not read so"
    )


def test_dates_that_the_file_itself_names_decide():
    open_ = stamps("03/04/2025, 10:00", "05/06/2025, 10:00")
    assert decide(open_, known=[(open_[0], date(2025, 3, 4))]).order == "mdy"
    assert decide(open_, known=[(open_[0], date(2025, 4, 3))]).order == "dmy"
    assert decide(open_, known=[(open_[0], date(2025, 9, 9))]).other == "mdy"


def test_an_order_taken_from_the_messages_is_said_to_be_a_guess():
    assert "order of the messages" in decide(stamps("03/04/2025, 10:00", "02/05/2025, 10:00")).how


def test_the_islamic_calendar_is_left_as_written():
    stamp = parse("١٤٤٤/٧/٩، ٣:٢١ م")
    assert stamp
    assert local(stamp, decide([stamp]).order) is None


@given(st.dates(date(2012, 3, 20), date(2040, 1, 1)))
def test_persian_days_count_on_without_a_gap(on):
    """Each Gregorian day is the Persian day after the day before: built by walking, not by the formula."""
    start, year, month, number = date(2012, 3, 20), 1391, 1, 1
    leaps = {1391, 1395, 1399, 1403, 1408, 1412, 1416}
    left = (on - start).days
    while True:
        length = 366 if year in leaps else 365
        if left < length:
            break
        left, year = left - length, year + 1
    for month in range(1, 13):
        length = 31 if month < 7 else 30 if month < 12 else 30 if year in leaps else 29
        if left < length:
            number = left + 1
            break
        left -= length
    assert day(year, month, number) == on


@given(
    st.datetimes(datetime(2010, 1, 1), datetime(2049, 12, 31)),
    st.sampled_from(
        [
            "{d:02}/{m:02}/{y}, {H:02}:{M:02}",
            "{y}-{m:02}-{d:02}, {H:02}:{M:02}:{S:02}",
            "{d}.{m}.{y} klo {H}.{M:02}",
        ]
    ),
)
def test_any_time_is_read_back(at, shape):
    written = shape.format(d=at.day, m=at.month, y=at.year, H=at.hour, M=at.minute, S=at.second)
    stamp = parse(written)
    assert stamp
    order = "ymd" if shape.startswith("{y}") else "dmy"
    got = local(stamp, order)
    assert got == at.replace(microsecond=0, second=at.second if "S" in shape else 0)


@given(st.text(max_size=40))
def test_any_text_is_a_stamp_or_none(text):
    stamp = parse(text)
    assert stamp is None or stamp.raw == text

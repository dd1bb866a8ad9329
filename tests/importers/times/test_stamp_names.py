"""Times in words of many languages: right, or no time at all where a word leaves half a day open."""

from datetime import datetime

import pytest

from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.accounts.meta import dates as meta_dates
from evidence_review.importers.plugin import Clock
from evidence_review.importers.times.stamp_names import MONTHS, month_of, reading

SPRING = datetime(2024, 3, 5, 10, 11, 12)
SAID = (
    "úterý 5. března 2024 10:11:12", "5. 3. 2024 10:11:12", "Τρίτη 5 Μαρτίου 2024 - 10:11:12 π.μ.", "2024. március 5. 10:11:12", "wtorek, 5 marca 2024 10:11:12", "5 martie 2024, 10:11:12",
    "вівторок, 5 березня 2024 р. о 10:11:12", "5 Mart 2024 Salı 10:11:12", "5 março 2024, 10:11:12", "5 मार्च 2024, 10:11:12 am", "৫ মার্চ, ২০২৪ ১০:১১:১২ AM", "5 ਮਾਰਚ 2024 10:11:12 AM", "5 مارچ، 2024 10:11:12 AM",
    "5.3.2024 10.11.12", "2024年3月5日 上午10:11:12", "2024년 3월 5일 오전 10시 11분 12초", "10:11:12 5 thg 3, 2024", "5 Mac 2024, 10:11:12 PG", "5 mars 2024, 10:11:12 p.d.", "5 במרץ 2024, 10:11:12",
)  # fmt: skip


@pytest.mark.parametrize("raw", SAID)
def test_the_same_time_in_many_languages(raw):
    assert reading(raw) == SPRING
    found = moment_of(f"{raw} UTC", Clock(None))
    assert found is not None
    assert found.local == SPRING
    assert found.utc == SPRING


@pytest.mark.parametrize(
    ("raw", "hour"),
    [
        ("5 Mac 2024, 12:15 PG", 0),
        ("5 Mac 2024, 10:15 PTG", 22),
        ("5 mars 2024, 10:15 m.d.", 22),
        ("5 mars 2024, 12:15 p.d.", 0),
        ("2024年3月5日 下午1:15", 13),
    ],
)
def test_halves_of_the_day_in_other_languages(raw, hour):
    for found in (reading(raw), meta_dates.moment(raw).local):
        assert found is not None
        assert (found.hour, found.minute) == (hour, 15)


@pytest.mark.parametrize(
    "raw",
    [
        "5 March 2024, 10:15 ZZ",
        "2 lip 2023, 00:15",
        "5 March 2024 or 6 March 2024, 10:15",
        "5 March, 10:15",
        "10:15",
    ],
)
def test_what_may_mean_two_times_is_none(raw):
    assert reading(raw) is None


def test_a_half_that_is_not_known_gives_no_hour_anywhere():
    assert meta_dates.moment("5 March 2024, 10:15 ZZ").local is None
    assert reading("5 March 2024, 22:15 ZZ") == datetime(2024, 3, 5, 22, 15)


@pytest.mark.parametrize(
    ("raw", "utc"),
    [
        ("5 Mar 2024, 10:11:12 CET", 9),
        ("05.03.2024, 10:11:12 MEZ", 9),
        ("5 de março de 2024 10:11:12 -0500", 15),
        ("Jul 5, 2024, 10:11:12 AM BST", 9),
    ],
)
def test_letters_and_offsets_give_the_instant(raw, utc):
    found = moment_of(raw, Clock(None))
    assert found is not None
    assert found.utc is not None
    assert (found.utc.hour, found.local.hour) == (utc, 10)


def test_no_name_means_two_months():
    assert month_of("lip") == month_of("listopad") == 0
    assert len(MONTHS) > 1000

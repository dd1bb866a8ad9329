"""Times as Cellebrite reports write them (reference/formats.md 3.1)."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.examiners.ufdr.models import Value
from evidence_review.importers.examiners.ufdr.times import moment, read


@pytest.mark.parametrize(
    ("text", "formatted", "utc"),
    [
        ("2024-03-17T22:15:30.123+00:00", "", datetime(2024, 3, 17, 22, 15, 30, 123000)),
        ("2024-03-17T22:15:30+01:00", "", datetime(2024, 3, 17, 21, 15, 30)),
        ("2024-03-17T22:15:30Z", "", datetime(2024, 3, 17, 22, 15, 30)),
        ("2024-03-17T22:15:30", "2024-03-17T22:15:30-03:00", datetime(2024, 3, 18, 1, 15, 30)),
        ("17-Mar-24 22:15:30  +00:00", "", datetime(2024, 3, 17, 22, 15, 30)),
        ("17/03/2024 22:15:30 +01:00", "", datetime(2024, 3, 17, 21, 15, 30)),
        ("17/03/2024 10:15:30 PM(UTC+1)", "", datetime(2024, 3, 17, 21, 15, 30)),
        ("2024-03-17 22:15:30 +00:00", "", datetime(2024, 3, 17, 22, 15, 30)),
        ("2024-03-17T22:15:30", "", None),
        ("0001-01-01T00:00:00+00:00", "", None),
        ("2024-02-31T22:15:30+00:00", "", None),
        ("2024-03-17T22:15:30+99:00", "", None),
        ("yesterday", "", None),
        ("", "", None),
    ],
)
def test_times_are_instants_only_where_an_offset_is_written(text, formatted, utc):
    made = moment(Value(text, "TimeStampKnown", formatted))
    assert (made.raw, made.utc) == (text, utc)
    assert (made.zone is ZoneSource.IN_VALUE) == (utc is not None)


@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_no_text_breaks_the_reading_of_times(text, formatted, day_first):
    made = moment(Value(text, "", formatted), day_first=day_first)
    assert made.raw == text
    assert replace(made) == made


@given(
    st.datetimes(min_value=datetime(2, 1, 2), max_value=datetime(9998, 12, 30)),
    st.integers(-18 * 60, 18 * 60),
    st.sampled_from(["", ".5", ".123"]),
)
def test_the_quick_way_says_what_the_slow_one_does(when, minutes, fraction):
    sign, size = "-" if minutes < 0 else "+", abs(minutes)
    text = f"{when:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + f"{fraction}{sign}{size // 60:02}:{size % 60:02}"
    assert moment(Value(text)) == read(text)

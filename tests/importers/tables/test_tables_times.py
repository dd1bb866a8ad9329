"""Times in cells: the short way of reading the plainest ones says what the long way says."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as some

from evidence_review.importers.tables.tables_times import written


@given(
    some.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)),
    some.sampled_from("T "),
    some.integers(0, 99),
)
def test_a_plain_time_is_read_the_short_way_as_the_long_way(at, between, day):
    """The long way is taken where a blank stands behind it; days that are none are none in both."""
    for text in (f"{at:%Y-%m-%d}{between}{at:%H:%M:%S}", f"{at:%Y-%m}-{day:02}{between}{at:%H:%M}:{day:02}"):
        short, long = written(text), written(text + " ")
        assert (short and replace(short, raw="")) == (long and replace(long, raw=""))

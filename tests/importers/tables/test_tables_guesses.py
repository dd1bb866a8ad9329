"""The time of rows whose headings name none: a column of times is proposed, said to be a guess, and can be
chosen otherwise."""

import csv
import io
from datetime import datetime

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.sheet_mapping import Field, to_text
from evidence_review.importers.tables import tables

TRIPS = [
    ["City", "Request Time", "Begin Trip Time", "Fare"],
    ["Leeds", "2025-03-01 21:14:05 +0000 UTC", "2025-03-01 21:20:00 +0000 UTC", "8.40"],
    ["Leeds", "2025-03-02 09:00:00 +0000 UTC", "2025-03-02 09:05:00 +0000 UTC", "6.10"],
]


def written(tmp_path, rows, name="rows.csv"):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path = tmp_path / name
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def items(path, options=ReadOptions()):  # noqa: B008  a value that never changes
    values = list(tables.read(path, options))
    return [each for each in values if isinstance(each, Item)], [
        each.reason for each in values if isinstance(each, Problem)
    ]


def test_the_first_column_of_times_is_taken_and_said_to_be_a_guess(tmp_path):
    found, remarks = items(written(tmp_path, TRIPS))
    assert [each.sent.utc for each in found] == [datetime(2025, 3, 1, 21, 14, 5), datetime(2025, 3, 2, 9)]
    assert [each for each in remarks if "“Request Time”" in each]


def test_another_column_that_a_person_chose_stands_without_a_remark(tmp_path):
    path = written(tmp_path, TRIPS)
    (proposed,) = tables.propose(path)
    swapped = {"Request Time": Field.EXTRA, "Begin Trip Time": Field.TIME}
    data = proposed.to_dict()
    for column in data["columns"]:
        column["field"] = swapped.get(column["heading"], Field(column["field"])).value
    found, remarks = items(path, ReadOptions(mapping=to_text([type(proposed).from_dict(data)])))
    assert found[0].sent.utc == datetime(2025, 3, 1, 21, 20)
    assert not [each for each in remarks if "taken from the column" in each]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Date of Birth", ["1990-05-01 00:00", "1984-02-03 00:00"]),
        ("Expiry date", ["2027-05-01", "2028-02-03"]),
        ("Version", ["1.2.2024", "2.2.2024"]),
        ("Size", ["1700000000", "1700000001"]),
        ("Set off", ["09:15", "10:40"]),
        ("Due on", ["2025-05-01 09:00", "2025-06-01 09:00"]),
        ("Remark", ["2025-05-01 09:00", "rain", "wind"]),
    ],
)
def test_days_of_something_else_and_doubtful_values_are_no_time(tmp_path, heading, values):
    rows = [["Place", heading, "Cost"], *(["Hull", value, "3"] for value in values)]
    found, remarks = items(written(tmp_path, rows))
    assert found
    assert all(each.sent is None for each in found)
    assert not [each for each in remarks if "taken from the column" in each]


def test_a_column_whose_heading_says_nothing_is_taken_where_every_value_has_a_day_and_a_clock(tmp_path):
    rows = [
        ["Place", "Set off", "Cost"],
        ["Hull", "2025-05-01 09:15", "3"],
        ["York", "2025-05-02 10:40", "4"],
    ]
    found, _ = items(written(tmp_path, rows))
    assert [each.sent.local for each in found] == [datetime(2025, 5, 1, 9, 15), datetime(2025, 5, 2, 10, 40)]


def test_a_known_heading_keeps_its_place_before_any_guess(tmp_path):
    rows = [
        ["Set off", "Time", "Cost"],
        ["2025-05-01 09:15", "2025-05-03 09:15", "3"],
        ["2025-05-02 10:40", "2025-05-04 10:40", "4"],
    ]
    found, remarks = items(written(tmp_path, rows))
    assert found[0].sent.local == datetime(2025, 5, 3, 9, 15)
    assert not [each for each in remarks if "taken from the column" in each]


def test_a_time_in_brackets_is_joined_with_its_day(tmp_path):
    rows = [["Time", "Date", "Sender", "Message"], ["[ 21:14:05 ]", "31/03/2025", "Zofia", "on my way"]]
    found, _ = items(written(tmp_path, rows))
    assert found[0].sent.local == datetime(2025, 3, 31, 21, 14, 5)


def test_the_order_of_day_and_month_is_shown_with_its_evidence(tmp_path):
    rows = [
        ["Time", "Sender", "Message"],
        ["04/03/2025 10:00", "Ann", "hello"],
        ["23/03/2025 11:00", "Bo", "yes"],
    ]
    found, remarks = items(written(tmp_path, rows))
    assert found[0].sent.local == datetime(2025, 3, 4, 10)
    assert "Dates were read day first: “23/03/2025 11:00” can be read no other way." in remarks


def test_a_chosen_order_is_told_as_chosen_and_an_open_one_as_open(tmp_path):
    rows = [["Time", "Sender", "Message"], ["04/03/2025 10:00", "Ann", "hello"]]
    path = written(tmp_path, rows)
    assert "Dates were read month first, as was chosen." in items(path, ReadOptions(day_first=False))[1]
    assert any("day-first or month-first" in each for each in items(path)[1])


def test_dates_that_leave_no_question_need_no_evidence(tmp_path):
    rows = [["Time", "Sender", "Message"], ["2025-03-23 10:00", "Ann", "hello"]]
    assert not any("Dates were read" in each for each in items(written(tmp_path, rows))[1])

"""iCalendar: zones, whole days, recurrences, damage; every BEGIN:VEVENT is accounted for
(reference/formats.md 3.15). Fictional people only.
"""

from datetime import datetime

import calendar_samples
import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.cards import icalendar_events


@pytest.fixture
def calendar(tmp_path):
    def run(data, **options):
        path = tmp_path / "made.ics"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        assert icalendar_events.recognises(path)
        values = list(icalendar_events.read(path, ReadOptions(**options)))
        items, problems = (
            [v for v in values if isinstance(v, Item)],
            [v for v in values if isinstance(v, Problem)],
        )
        assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
        return items, problems

    return run


def event(*lines, zone=""):
    return "\n".join(["BEGIN:VCALENDAR", zone + "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def test_event_task_and_journal(calendar):
    (meeting, task, diary), problems = calendar(calendar_samples.WHOLE)
    assert meeting.kind is task.kind is diary.kind is ItemKind.CALENDAR
    assert meeting.text == "Meeting at the shed\nShed, back\nBring\nthe key"
    assert (meeting.sent.utc, meeting.sent.zone) == (datetime(2025, 1, 5, 15, 21, 33), ZoneSource.IN_VALUE)
    assert (meeting.sender.identifier, meeting.sender.name) == ("ann@example.org", "Example, Ann")
    assert [party.identifier for party in meeting.recipients] == ["bo@example.org"]
    extra = dict(meeting.extra)
    assert extra["RRULE"] == "FREQ=WEEKLY;COUNT=3"
    assert extra["DTEND"] == "20250105T162133Z"
    assert extra["VALARM/TRIGGER"] == "-PT15M"
    assert extra["X-HOUSE"] == "green"
    assert meeting.attachments[0].data == b"plan"
    assert meeting.thread_title == "Allotment"
    assert meeting.direction is Direction.UNKNOWN
    assert (task.sent.utc, task.sent.local, task.sent.offset) == (
        datetime(2025, 7, 5, 11),
        datetime(2025, 7, 5, 12),
        "+01:00",
    )
    assert (diary.sent.local, diary.sent.utc) == (datetime(2025, 1, 6), None)
    assert dict(diary.extra)["all day"] == "yes"
    assert not problems


def test_a_time_without_zone_is_local_until_someone_says_where(calendar):
    (item,), _ = calendar(event("DTSTART:20250705T120000"))
    assert (item.sent.local, item.sent.utc) == (datetime(2025, 7, 5, 12), None)
    (item,), _ = calendar(event("DTSTART:20250705T120000"), zone="Europe/London")
    assert (item.sent.utc, item.sent.zone) == (datetime(2025, 7, 5, 11), ZoneSource.SET_BY_USER)


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("20250705T120000", datetime(2025, 7, 5, 11)),
        ("20250105T120000", datetime(2025, 1, 5, 12)),
        ("20251026T030000", datetime(2025, 10, 26, 3)),
    ],
)
def test_a_zone_that_the_file_defines_also_after_its_use(calendar, written, utc):
    text = event(f"DTSTART;TZID=Our own:{written}")
    for whole in (
        event(f"DTSTART;TZID=Our own:{written}", zone=calendar_samples.ZONE),
        text + "BEGIN:VCALENDAR\n" + calendar_samples.ZONE + "END:VCALENDAR\n",
    ):
        (item,), problems = calendar(whole)
        assert item.sent.utc == utc
        assert not problems


@pytest.mark.parametrize(
    "zone", ["/citadel.org/20210210_1/Europe/London", "GMT Standard Time", '"Europe/London"', "Europe/London"]
)
def test_names_of_zones_as_programs_write_them(calendar, zone):
    (item,), _ = calendar(event(f"DTSTART;TZID={zone}:20250705T120000"))
    assert item.sent.utc == datetime(2025, 7, 5, 11)


def test_a_zone_that_nothing_explains_leaves_the_time_local_and_says_so(calendar):
    (item,), problems = calendar(event("DTSTART;TZID=Shed time:20250705T120000"))
    assert (item.sent.local, item.sent.utc) == (datetime(2025, 7, 5, 12), None)
    assert [p.kind for p in problems] == [ProblemKind.SOURCE_FLAG]


def test_every_begin_is_accounted_for_however_damaged(calendar):
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:20251301T000000Z\nEND:VEVENT"
        "\nBEGIN:VEVENT\nSUMMARY:B\nBEGIN:VALARM\n"
        "TRIGGER:x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:C\nBEGIN:VEVENT\nSUMMARY:D\nno "
        "property\nEND:VCALENDAR\nstray\nBEGIN:VEVENT\nSUMMARY:E"
    )
    items, problems = calendar(text)
    assert [item.text for item in items] == list("ABCDE")
    assert items[0].sent.raw == "20251301T000000Z"
    assert items[0].sent.utc is None
    broken = [p.locator for p in problems if p.kind is ProblemKind.PARTLY_READ]
    assert len(broken) == 5
    assert any(p.kind is ProblemKind.UNKNOWN_NAME for p in problems)


def test_odd_components_are_kept_as_records(calendar):
    items, problems = calendar(
        (
            "BEGIN:VCALENDAR\nBEGIN:X-SHED\nSUMMARY:A\nEND:X-SHED\nBEGIN:VFREEBUSY"
            "\nDTSTART:20250105T000000Z\nEND:VFREEBUSY\nEND:VCALENDAR"
        )
    )
    assert [item.kind for item in items] == [ItemKind.RECORD, ItemKind.RECORD]
    assert "X-SHED" in problems[0].reason


def test_vcalendar_1_with_quoted_printable(calendar):
    (item,), _ = calendar(
        (
            "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nSUMMARY;"
            "ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=\n=20here\nDTSTART:20250105T152133Z\nEND:VEVENT"
            "\nEND:VCALENDAR"
        )
    )
    assert item.text == "Zo\u00eb here"


def test_a_calendar_without_entries_is_explained(calendar):
    items, problems = calendar("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")
    assert not items
    assert "No event" in problems[0].reason


def test_the_owner_is_known_by_her_address(calendar):
    (meeting, *_), _ = calendar(calendar_samples.WHOLE, owner="ann@example.org")
    assert meeting.sender.is_owner


def test_a_calendar_without_its_end_says_so(calendar):
    whole = event("DTSTART:20250705T120000Z")
    assert not calendar(whole)[1]
    items, (problem,) = calendar(whole.removesuffix("END:VCALENDAR\n"))
    assert (len(items), problem.kind) == (1, ProblemKind.PARTLY_READ)

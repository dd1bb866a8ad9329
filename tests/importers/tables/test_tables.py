"""Workbooks and text tables of phone programs: one mapper of headings, nothing lost (reference/formats.md
3.3, 3.8, 3.9, 3.14).
"""

from datetime import datetime

import pytest
import samples
import tables_samples as made

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.tables import tables


@pytest.fixture
def table(tmp_path):
    def run(data, name="table.xlsx", **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        assert tables.recognises(path)
        values = list(tables.read(path, ReadOptions(**options)))
        items, problems = (
            [v for v in values if isinstance(v, Item)],
            [v for v in values if isinstance(v, Problem)],
        )
        assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
        assert len({item.locator for item in items}) == len(items)
        declared = [
            v
            for v in values
            if isinstance(v, Declared)
            and v.what not in {"sheets", "rows with something in them, headings included"}
        ]
        return items, problems, declared

    return run


def sheet(*rows, **more):
    return made.workbook({"Sheet1": rows}, **more)


# ---- phone programs ------------------------------------------------------------------------------


def test_cellebrite_zone_people_and_direction_come_from_the_cells(table):
    items, problems, declared = table(made.phone())
    first, second, system, incoming, missed, contact = items
    assert (first.kind, first.locator) == (ItemKind.MESSAGE, "Chats!3")
    assert first.text == "See you at six\nat the shed"
    assert (first.sent.local, first.sent.utc) == (datetime(2025, 7, 13, 18), datetime(2025, 7, 13, 17))
    assert (first.sent.offset, first.sent.zone) == ("+01:00", ZoneSource.IN_VALUE)
    assert (first.sender.identifier, first.sender.name, first.sender.is_owner) == (
        "447700900123@s.whatsapp.net",
        "Ann Example",
        True,
    )
    assert (first.direction, second.direction, system.direction) == (
        Direction.OUTGOING,
        Direction.INCOMING,
        Direction.UNKNOWN,
    )
    assert (first.thread, first.thread_title, first.app) == (
        "447700900124@s.whatsapp.net",
        "Shed",
        "WhatsApp",
    )
    assert second.text is None
    assert second.deleted_as_reported == "Yes"
    assert [a.name for a in second.attachments] == ["shed.jpg"]
    assert (system.kind, system.sender, system.recipients) == (ItemKind.SYSTEM, None, ())
    assert dict(first.extra)["Source file information"] == "files/msgstore.db : 0x1F"
    assert (incoming.kind, incoming.sender.name, incoming.recipients[0].is_owner) == (
        ItemKind.CALL,
        "Bo",
        True,
    )
    assert (missed.direction, missed.recipients[0].identifier) == (Direction.OUTGOING, "+447700900125")
    assert [party.identifier for party in contact.recipients] == [
        "+447700900124",
        "bo@example.org",
        "447700900124@s.whatsapp.net",
    ]
    assert declared == [Declared("Chats", 3), Declared("Call Log", 2)]
    kinds = [(ProblemKind.SKIPPED, 2), (ProblemKind.SOURCE_FLAG, 0), (ProblemKind.MISSING_ATTACHMENT, 0)]
    assert [(p.kind, p.records) for p in problems] == kinds
    assert problems[1].reason.startswith("Dates were read day first: “13/07/2025")


def test_an_attachment_beside_the_table_is_read_and_none_outside_its_folder(table, tmp_path):
    (tmp_path / "files" / "Image").mkdir(parents=True)
    (tmp_path / "files" / "Image" / "shed.jpg").write_bytes(samples.PICTURE)
    (tmp_path.parent / "outside.jpg").write_bytes(samples.PICTURE)
    rows = [
        *made.CHATS,
        made.chat(
            4, made.BO, made.ANN, "x", "14/07/2025 10:00:00(UTC+1)", **{"Attachment #1": "..\\outside.jpg"}
        ),
    ]
    items, problems, _ = table(made.workbook({"Chats": rows}))
    assert items[1].attachments[0].data == samples.PICTURE
    assert items[3].attachments[0].data is None
    assert [p.reason for p in problems if not p.reason.startswith("Dates were read day first")] == [
        "1 files are named in this table but were not supplied."
    ]


def test_axiom_zone_and_order_come_from_the_heading(table):
    (first, second), problems, _ = table(made.workbook({"WhatsApp Messages - Android": made.AXIOM}))
    assert first.sent.utc == datetime(2025, 4, 3, 10)
    assert (first.sent.zone, second.sent.utc.microsecond) == (ZoneSource.IN_REPORT, 250_000)
    assert (first.sender.identifier, first.sender.name, first.sender.is_owner) == (
        "447700900123@s.whatsapp.net",
        None,
        True,
    )
    assert (first.direction, second.direction) == (Direction.OUTGOING, Direction.INCOMING)
    assert (first.thread, first.app) == ("7", "")
    assert dict(second.extra)["Recovery method"] == "Carving"
    assert not problems


def test_axiom_month_first_and_a_second_column_for_received_messages(table):
    headings = [
        "Message Sent Date/Time - UTC-05:00 (M/d/yyyy)",
        "Message Received Date/Time - UTC-05:00 (M/d/yyyy)",
        "Sender",
        "Message",
        "Direction",
    ]
    rows = [
        ["4/3/2025 1:00:00 PM", "", "Ann", "a", "Sent"],
        ["", "4/3/2025 2:00:00 PM", "Bo", "b", "Received"],
    ]
    (sent, received), _, _ = table(made.workbook({"Android Messages": [headings, *rows]}))
    assert (sent.sent.local, sent.sent.utc) == (datetime(2025, 4, 3, 13), datetime(2025, 4, 3, 18))
    assert received.sent.local == datetime(2025, 4, 3, 14)
    assert (sent.direction, received.direction) == (Direction.OUTGOING, Direction.INCOMING)


def test_a_status_that_is_no_direction_leaves_it_unknown(table):
    rows = [
        ["Time", "Sender", "Text", "Type"],
        ["2025-07-13 10:00", "Ann", "a", "Text"],
        ["2025-07-13 10:01", "Ann", "b", "Picture"],
    ]
    (first, _), _, _ = table(made.workbook({"Messages": rows}))
    assert first.direction is Direction.UNKNOWN
    assert ("Type", "Text") in first.extra


def test_network_records_keep_what_stands_above_them(table):
    items, problems, _ = table(made.CDR, "calls.csv", owner="07700 900123")
    above, calls = items[:2], items[2:]
    assert [item.text for item in above] == ["Subscriber\n07700 900123", "Period\nJuly 2025"]
    assert [item.kind for item in calls] == [ItemKind.CALL] * 3
    assert calls[0].sent.local == datetime(2025, 7, 13, 18, 5)
    assert calls[0].sent.raw == "13/07/2025 18:05:00"
    assert [item.direction for item in calls] == [Direction.OUTGOING, Direction.INCOMING, Direction.OUTGOING]
    assert dict(calls[0].extra)["Cell ID"] == "=4321"
    assert dict(calls[2].extra)["Cell ID"] == "43\r\n23"
    shown = "Dates were read day first: “13/07/2025” can be read no other way."
    assert [p.reason for p in problems] == [shown, "The time column has no zone. Times are shown as written."]
    assert table(made.CDR, "calls.csv", zone="Europe/London")[0][2].sent.utc == datetime(2025, 7, 13, 17, 5)


def test_leapp_tsv_rows_are_not_lines(table):
    (first, second), problems, _ = table(made.TSV, "messages.tsv")
    assert (first.sent.utc, first.direction, first.thread) == (
        datetime(2025, 7, 13, 17),
        Direction.OUTGOING,
        "7",
    )
    assert (second.text.splitlines(), second.locator) == (["Two", "lines"], "row 3")
    assert not problems


def test_headings_in_another_language(table):
    rows = [["#", "De", "Para", "Corpo", "Marcação de tempo-Hora", "Anexo #1", "Rótulo", "Excluído"],
            ["1", "447700900124 Bo", "447700900123 Ana (proprietário)", "Olá", "13/07/2025 18:00:00(UTC-3)", "", "", "Sim"]]  # fmt: skip
    (only,), _, _ = table(made.workbook({"Bate-papos": rows}))
    assert (only.kind, only.text, only.sent.utc) == (ItemKind.MESSAGE, "Olá", datetime(2025, 7, 13, 21))
    assert (only.sender.name, only.recipients[0].is_owner, only.direction) == ("Bo", True, Direction.INCOMING)
    assert only.deleted_as_reported == "Sim"


def test_oxygen_people_and_a_chat_service_of_its_own(table):
    rows = [
        ["Time stamp (UTC)", "From", "To", "Text", "Chat session"],
        ["13.07.2025 18:00:00", "Bo <447700900124>", "N/A", "a", "Shed"],
    ]
    (only,), _, _ = table(made.workbook({"Messages": rows}))
    assert (only.sender.identifier, only.recipients, only.thread) == ("447700900124", (), "Shed")
    assert only.sent.utc == datetime(2025, 7, 13, 18)


def test_a_timeline_alone_is_imported(table):
    items, problems, _ = table(made.workbook({"Timeline": made.TIMELINE}))
    assert len(items) == 2
    assert not [p for p in problems if p.kind is ProblemKind.SKIPPED]


# ---- dates -----------------------------------------------------------------------------------------


def test_the_order_of_the_date_is_taken_from_the_whole_column(table):
    rows = [["Date", "Note"], ["03/04/2025", "a"], ["04/13/2025", "b"]]
    (first, _), problems, _ = table(sheet(*rows))
    assert first.sent.local == datetime(2025, 3, 4)
    assert first.sent.utc is None
    assert [each.reason for each in problems] == [
        "Dates were read month first: “04/13/2025” can be read no other way."
    ]


def test_an_open_order_shows_both_readings_and_is_asked_for(table):
    data = sheet(["Date/Time", "Note"], ["03/04/2025 10:00", "a"], ["05/04/2025 10:00", "b"])
    (first, _), problems, _ = table(data)
    assert first.sent.local == datetime(2025, 4, 3, 10)
    assert dict(first.extra)["other reading of the date"] == "2025-03-04 10:00:00"
    assert "day-first or month-first" in problems[0].reason
    (first, _), problems, _ = table(data, day_first=False)
    assert first.sent.local == datetime(2025, 3, 4, 10)
    assert "other reading of the date" not in dict(first.extra)


def test_a_guess_is_told_with_its_evidence(table):
    rows = [
        ["Date/Time", "Note"],
        *([f"{day:02}/02/2025 10:00", "x"] for day in range(1, 13)),
        *([f"{day:02}/03/2025 10:00", "x"] for day in range(1, 13)),
    ]
    items, problems, _ = table(sheet(*rows))
    assert items[1].sent.local == datetime(2025, 2, 2, 10)
    assert "order of the messages" in problems[0].reason


@pytest.mark.parametrize(
    ("cell", "local", "utc"),
    [
        (
            "2025-07-13T18:00:00.5Z",
            datetime(2025, 7, 13, 18, 0, 0, 500_000),
            datetime(2025, 7, 13, 18, 0, 0, 500_000),
        ),
        ("13 Jul 2025 18:00", datetime(2025, 7, 13, 18), None),
        ("July 13, 2025 6:00:00 PM", datetime(2025, 7, 13, 18), None),
        ("Sun Jul 13 18:00:00 +0000 2025", datetime(2025, 7, 13, 18), datetime(2025, 7, 13, 18)),
        ("20250713180000", datetime(2025, 7, 13, 18), None),
        ("1752429600", None, datetime(2025, 7, 13, 18)),
        ("1752429600123", None, datetime(2025, 7, 13, 18, 0, 0, 123_000)),
        ("13/07/2025 18:00:00 (UTC+05:30)", datetime(2025, 7, 13, 18), datetime(2025, 7, 13, 12, 30)),
    ],
)
def test_times_in_many_ways(table, cell, local, utc):
    (only,), _, _ = table(sheet(["Timestamp", "Note"], [cell, "x"]))
    assert (only.sent.local, only.sent.utc, only.sent.raw) == (local, utc, cell)


def test_a_time_that_cannot_be_read_stays_as_written(table):
    (first, second), problems, _ = table(
        sheet(["Timestamp", "Note"], ["last Tuesday", "x"], ["31/02/2025 10:00", "y"])
    )
    assert (first.sent.raw, first.sent.local) == ("last Tuesday", None)
    assert (second.sent.raw, second.sent.local) == ("31/02/2025 10:00", None)
    assert problems[-1].reason == "2 times could not be read; they are shown as written."


# ---- the mapping as a value ------------------------------------------------------------------------


def test_a_mapping_is_shown_changed_and_given_back(table, tmp_path):
    from dataclasses import replace

    from evidence_review.domain.sheet_mapping import Field, from_text, to_text

    data = sheet(
        ["When", "Who", "Said"],
        ["03/04/2025 10:00", "07700 900124", "hello"],
        ["05/04/2025 10:00", "07700 900123", "yes"],
    )
    items, _, _ = table(data)
    assert items[0].kind is ItemKind.RECORD
    (proposed,) = tables.propose(tmp_path / "table.xlsx")
    assert (proposed.header, [column.heading for column in proposed.columns]) == (1, ["When", "Who", "Said"])
    fields = [Field.TIME, Field.SENDER, Field.TEXT]
    columns = tuple(
        replace(column, field=each) for column, each in zip(proposed.columns, fields, strict=True)
    )
    changed = replace(proposed, kind=ItemKind.MESSAGE, columns=columns, zone="Europe/London", day_first=False)
    assert from_text(to_text([changed])) == (changed,)
    (first, _), _, _ = table(data, mapping=to_text([changed]))
    assert (first.kind, first.text, first.sender.identifier) == (ItemKind.MESSAGE, "hello", "07700 900124")
    assert first.sent.utc == datetime(2025, 3, 4, 10)


@pytest.mark.parametrize("text", ["{", "[1]", '[{"sheet": "a"}]', '{"a": 1}', "[" * 100_000])
def test_a_mapping_that_is_none_is_refused_in_words(text, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(made.CDR)
    with pytest.raises(UnreadableExport, match="columns"):
        list(tables.read(path, ReadOptions(mapping=text)))


def test_whose_clock_it_is_and_zones_in_letters_do_not_hide_a_time(table):
    stamps = [
        "13/03/2024 10:00:00 UTC (Device)",
        "14/03/2024 10:00:00 UTC+01:00 (Network)",
        "15/03/2024 10:00:00 BST",
    ]
    items, _, _ = table(
        sheet(["Time", "From", "To", "Text"], *[[stamp, "Ann", "Bo", "words"] for stamp in stamps])
    )
    assert [item.sent.utc and item.sent.utc.isoformat() for item in items] == [
        "2024-03-13T10:00:00",
        "2024-03-14T09:00:00",
        None,
    ]
    assert items[2].sent.local.isoformat() == "2024-03-15T10:00:00"

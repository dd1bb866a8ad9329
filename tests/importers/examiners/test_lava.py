"""LAVA reports: conversations by the manifest, other tables by their columns, counts, files, damage
(reference/formats.md 3.14)."""

from datetime import datetime

import lava_samples
import pytest
import samples
from lava_samples import CALLS, CHAT, GROUP, NOON, PICTURE

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.examiners.lava import importer as lava


@pytest.fixture
def report(tmp_path):
    def run(files, name="report", zipped=False, **options):
        path = tmp_path / (name + ".zip" if zipped else name)
        if zipped:
            path.write_bytes(samples.zipped(**files))
        for place, data in {} if zipped else files.items():
            (path / place).parent.mkdir(parents=True, exist_ok=True)
            (path / place).write_bytes(data)
        assert lava.recognises(path)
        return read(path, **options)

    return run


def read(path, **options):
    values = list(lava.read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems, {v.what: v.count for v in values if isinstance(v, Declared)}


def of(items, table):
    return [item for item in items if item.locator.startswith(table + " row")]


def test_a_conversation_is_read_by_its_manifest(report):
    items, problems, declared = report(lava_samples.files(), owner="Ann")
    first, second, third, fourth = of(items, "sms")
    assert {item.kind for item in (first, second, third, fourth)} == {ItemKind.MESSAGE}
    assert first.text == "See you at six"
    assert first.sent.utc == datetime(2025, 1, 5, 12)
    assert first.sent.zone is ZoneSource.IN_VALUE
    assert (first.direction, second.direction, fourth.direction) == (
        Direction.INCOMING,
        Direction.OUTGOING,
        Direction.UNKNOWN,
    )
    assert first.sender.identifier == "+447700900124"
    assert first.recipients[0].is_owner
    assert (second.sender.identifier, second.sender.is_owner) == ("ann@example.org", True)
    assert second.recipients[0].identifier == "+447700900124"
    assert (third.text, fourth.text) == ("", None)
    assert fourth.sent is None
    assert first.thread == second.thread != third.thread
    assert first.thread_title == "+447700900124"
    assert dict(first.extra)["Order"] == "first"
    assert dict(first.extra)["source file as reported"] == CHAT["source_path"]
    assert declared["SMS & iMessage"] == 4


def test_files_come_by_reference_and_missing_ones_are_counted(report):
    items, problems, _ = report(lava_samples.files())
    there, gone = of(items, "sms")[2].attachments
    assert (there.name, there.data) == ("IMG_1.JPG", PICTURE)
    assert (gone.name, gone.data) == ("IMG_2.JPG", None)
    missing = [p for p in problems if p.kind is ProblemKind.MISSING_ATTACHMENT]
    assert len(missing) == 1
    assert missing[0].reason.startswith("1 files")


def test_older_views_and_senders_of_a_group(report):
    items, _, _ = report(lava_samples.files())
    hello, answer, joined = of(items, "examplechat")
    assert (hello.sender.name, hello.direction) == ("Bo", Direction.INCOMING)
    assert (answer.sender.name, answer.sender.is_owner, answer.direction) == ("Ann", True, Direction.OUTGOING)
    assert answer.sent.utc == datetime(2025, 1, 5, 13)
    assert joined.kind is ItemKind.SYSTEM
    assert joined.sender is None
    assert {item.thread for item in (hello, answer, joined)} == {"examplechat: Shed club"}


def test_other_tables_are_what_their_columns_plainly_show(report):
    items, problems, _ = report(lava_samples.files(), owner="Ann")
    incoming, outgoing = of(items, "callhistory")
    assert incoming.kind is outgoing.kind is ItemKind.CALL
    assert (incoming.sender.identifier, incoming.direction) == ("07700 900126", Direction.INCOMING)
    assert (outgoing.recipients[0].identifier, outgoing.sender.is_owner) == ("07700 900127", True)
    assert outgoing.sent.utc == datetime(2025, 1, 5, 12, 0, 1, 500000)
    (place,) = of(items, "places")
    assert (place.kind, place.sent.utc) == (ItemKind.LOCATION, datetime(2025, 1, 5, 12))
    assert any("counts 2 rows" in p.reason and "1 were found" in p.reason for p in problems)
    (note,) = of(items, "notes_table")
    assert (note.kind, note.text) == (ItemKind.RECORD, "note: left out of the manifest")
    assert any("does not list this table" in p.reason for p in problems)


def test_tables_that_only_a_tsv_holds_are_read_and_repeats_are_counted(report):
    items, problems, _ = report(lava_samples.files())
    two, three = [item for item in items if "Old Artifact" in item.locator]
    assert two.text == "Timestamp: 2025-01-05 12:00:00+00:00\nValue: two\nlines"
    assert two.sent.utc == datetime(2025, 1, 5, 12)
    assert three.sent is None
    assert any("1 TSV tables show again" in p.reason for p in problems)
    assert any("1 other files" in p.reason for p in problems)


def test_a_zip_gives_the_same_as_a_folder_also_below_a_folder(report):
    plain = report(lava_samples.files())
    assert report(lava_samples.files(), zipped=True) == plain
    below = report(
        {f"iLEAPP_Reports/{name}": data for name, data in lava_samples.files().items()}, "below", zipped=True
    )
    assert [(i.locator, i.text) for i in below[0]] == [(i.locator, i.text) for i in plain[0]]


def test_two_reports_in_one_zip_keep_their_places(report):
    one = {name: data for name, data in lava_samples.files().items() if name.startswith("_lava")}
    items, _, _ = report(
        {f"{place}/{name}": data for place in ("a", "b") for name, data in one.items()}, zipped=True
    )
    assert len({item.locator for item in items}) == len(items) == 2 * 11
    assert items[0].locator == "a/sms row 1"


def test_the_database_or_the_manifest_alone(tmp_path):
    for name in ("_lava_artifacts.db", "renamed.db"):
        path = tmp_path / name[:3] / name
        path.parent.mkdir()
        path.write_bytes(lava_samples.database())
        assert lava.recognises(path)
        items, problems, _ = read(path)
        assert len(items) == 11
        assert any("_lava_data.lava" in p.reason for p in problems)
    path = tmp_path / "_lava_data.json"
    path.write_bytes(lava_samples.manifest(CHAT))
    assert lava.recognises(path)
    items, problems, declared = read(path)
    assert not items
    assert declared == {"SMS & iMessage": 4}
    assert any(p.kind is ProblemKind.NOT_READ and p.records == 1 for p in problems)
    path.with_name("_lava_artifacts.db").write_bytes(lava_samples.database())
    assert len(read(path)[0]) == 11


def test_a_cut_manifest_keeps_what_it_listed_and_a_table_that_is_gone_is_told(report):
    files = lava_samples.files()
    at = files["_lava_data.lava"].index(b"Call History")
    files["_lava_data.lava"] = files["_lava_data.lava"][:at]
    files["_lava_artifacts.db"] = lava_samples.database({**lava_samples.ROWS, "examplechat": []})
    items, problems, declared = report(files)
    assert len(of(items, "sms")) == 4
    assert len(of(items, "callhistory")) == 2
    assert "Call History" not in declared
    files["_lava_data.lava"] = lava_samples.manifest(
        CHAT, {**GROUP, "tablename": "gone"}, CALLS, status="In Progress"
    )
    _, problems, _ = report(files, "again")
    assert any("not in the database" in p.reason and p.records == 1 for p in problems)
    assert any("had not finished" in p.reason for p in problems)


def test_other_json_databases_and_folders_are_not_taken(tmp_path):
    (tmp_path / "a.json").write_bytes(b'{"artifacts": {}, "messages": []}')
    assert not lava.recognises(tmp_path / "a.json")
    assert not lava.recognises(tmp_path)
    assert NOON


@pytest.mark.parametrize("typed", [True, 5, "when", None, {"when": "datetime"}, [None, {"name": 3}]])
def test_a_manifest_that_types_its_columns_in_no_known_way_loses_no_row(report, typed):
    whole, _, _ = report(lava_samples.files(), "whole")
    odd = {**CHAT, "object_columns": typed}
    changed = {**lava_samples.files(), "_lava_data.lava": lava_samples.manifest(odd, GROUP, CALLS)}
    items, problems, _ = report(changed, "odd")
    assert [item.text for item in of(items, CHAT["tablename"])] == [
        item.text for item in of(whole, CHAT["tablename"])
    ]
    assert not any("stopped" in problem.reason for problem in problems)

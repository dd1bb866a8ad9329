"""mmssms.db, contacts2.db, calllog.db, logs.db, and any other database (reference/formats.md 3.10, rule 10).

Fictional people only.
"""

import hashlib
from datetime import datetime

import android_databases as made
import pytest
import samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.phones import android_contacts, android_messages
from evidence_review.importers.sqlite import sqlite_generic


@pytest.fixture
def phone(tmp_path):
    def run(importer, script, name="made.db", **options):
        path = script if not isinstance(script, str) else made.make(tmp_path / name, script)
        before = {
            each: hashlib.sha256(each.read_bytes()).hexdigest()
            for each in tmp_path.rglob("*")
            if each.is_file()
        }
        assert importer.recognises(path)
        values = list(importer.read(path, ReadOptions(**options)))
        assert {
            each: hashlib.sha256(each.read_bytes()).hexdigest()
            for each in tmp_path.rglob("*")
            if each.is_file()
        } == before
        items, problems = (
            [v for v in values if isinstance(v, Item)],
            [v for v in values if isinstance(v, Problem)],
        )
        assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
        assert len({item.locator for item in items}) == len(items)
        return {item.locator: item for item in items}, problems

    return run


def said(problems):
    return " ".join(problem.reason for problem in problems)


def test_texts_with_milliseconds(phone):
    items, _ = phone(android_messages, made.MESSAGES, owner="07700 900123")
    first, answer, draft, info = (items[f"sms row {at}"] for at in (1, 2, 3, 4))
    assert (first.text, first.sender.identifier, first.direction) == (
        "See you at six",
        "07700 900124",
        Direction.INCOMING,
    )
    assert first.sent.utc == datetime(2025, 1, 5, 15, 21, 33)
    assert first.sent.raw == str(made.T)
    assert first.recipients[0].is_owner
    assert dict(first.extra)["shed"] == "green"
    assert (answer.direction, answer.sender.is_owner, answer.recipients[0].identifier) == (
        Direction.OUTGOING,
        True,
        "07700 900124",
    )
    assert (draft.direction, dict(draft.extra)["state"]) == (Direction.UNKNOWN, "draft: not sent")
    assert draft.recipients[0].identifier == "07700 900124"
    assert first.thread == draft.thread == "thread 1"
    assert (info.sent, info.text, info.sender.identifier) == (None, None, "SHED-INFO")


def test_picture_messages_with_seconds_parts_and_addresses(phone):
    items, problems = phone(android_messages, made.MESSAGES)
    group, answer = items["pdu row 1"], items["pdu row 2"]
    assert group.sent.utc == datetime(2025, 1, 5, 15, 21, 36)
    assert group.text == "Group words"
    assert group.sender.identifier == "+447700900125"
    assert "+447700900124" in {party.identifier for party in group.recipients}
    assert dict(group.extra)["subject"] == "Caf\u00e9"
    assert [attachment.name for attachment in group.attachments] == ["shed.jpg"]
    assert (answer.direction, answer.sender.is_owner) == (Direction.OUTGOING, True)
    assert {party.identifier for party in answer.recipients} == {"+447700900124", "+447700900125"}
    assert group.position < answer.position
    assert items["part of pdu row 9, which is gone"].text == "Left behind"
    assert "1 layout parts" in said(problems)
    assert "1 files of picture messages" in said(problems)
    assert any(p.locator == "pdu row 3" and p.kind is ProblemKind.PARTLY_READ for p in problems)


def test_the_file_of_a_part_lies_in_app_parts(phone, tmp_path):
    (tmp_path / "app_parts").mkdir()
    (tmp_path / "app_parts" / "PART_1").write_bytes(samples.PICTURE)
    path = made.make(tmp_path / "mmssms.db", made.MESSAGES)
    items, _ = phone(android_messages, path)
    assert items["pdu row 1"].attachments[0].data == samples.PICTURE
    assert tmp_path / "app_parts" / "PART_1" in set(android_messages.companions(path))


def test_rows_in_the_wal_of_the_messages(phone, tmp_path):
    path = made.with_wal(
        tmp_path / "mmssms.db",
        made.MESSAGES,
        (
            f"INSERT INTO sms(_id, thread_id, address, date, type, body) VALUES (70, 1, '1', {made.T}, "
            f"1, 'late');"
        ),
    )
    items, problems = phone(android_messages, path)
    assert items["sms row 70"].text == "late"
    assert "-wal" not in said(problems)
    assert path.with_name("mmssms.db-wal") in set(android_messages.companions(path))


def test_contacts_with_all_they_say(phone):
    items, _ = phone(android_contacts, made.CONTACTS)
    bo, cy, nameless = (items[f"raw_contacts row {at}"] for at in (1, 2, 3))
    assert bo.kind is ItemKind.CONTACT
    assert "Phone (mobile): 07700 900124" in bo.text
    assert "Phone (Shed): 07700 900125" in bo.text
    assert [party.identifier for party in bo.recipients] == ["07700 900124", "07700 900125", "bo@example.org"]
    assert bo.attachments[0].data == b"\xff\xd8\xff"
    assert made.BO in dict(bo.extra).values()
    assert cy.deleted_as_reported == "deleted"
    assert nameless.text is None
    assert "Left Behind" in items["data of raw_contacts row 9, which is gone"].text


def test_calls_in_the_contacts_of_an_old_phone(phone):
    items, problems = phone(android_contacts, made.CONTACTS)
    out, missed, odd = (items[f"calls row {at}"] for at in (1, 2, 3))
    assert (out.kind, out.direction, out.recipients[0].name) == (ItemKind.CALL, Direction.OUTGOING, "Bo")
    assert dict(out.extra)["seconds"] == "62"
    assert (missed.direction, missed.sender, dict(missed.extra)["number"]) == (
        Direction.INCOMING,
        None,
        "number withheld",
    )
    assert odd.direction is Direction.UNKNOWN
    assert any(p.kind is ProblemKind.UNKNOWN_NAME for p in problems)


def test_the_log_of_a_samsung_phone(phone):
    items, _ = phone(android_contacts, made.LOGS)
    assert [(item.kind, item.text) for item in items.values()] == [
        (ItemKind.CALL, None),
        (ItemKind.MESSAGE, "See you"),
    ]


def test_any_other_database_is_shown_row_by_row(phone):
    items, problems = phone(sqlite_generic, made.UNKNOWN_APP)
    beans = items["plants row 5"]
    assert beans.kind is ItemKind.RECORD
    assert beans.text == 'id: 5\nname: Beans\nnote: in words\nodd "name: kept'
    assert dict(beans.extra)["photo"] == f"3 bytes, SHA-256 {hashlib.sha256(bytes([0, 255, 0])).hexdigest()}"
    assert items["plants row 6"].text == "id: 6"
    assert [item.text for item in items.values() if item.thread == "table keyed"] == [
        "k: a\nv: one",
        "k: b\nv: two",
    ]
    assert items["search_content row 1"].text.endswith("needle in the shed")
    left_out = {p.locator for p in problems if p.kind is ProblemKind.SKIPPED}
    assert {"table search", "table search_segdir", "table both_names", "table sqlite_sequence"} <= left_out
    assert {p.locator: p.records for p in problems if p.records} == {
        "table search_segdir": 1,
        "table search_docsize": 1,
        "table search_stat": 1,
    }
    assert "not known here" in said(problems)
    assert len(items) == 6


def test_an_empty_database_is_explained(phone):
    _, problems = phone(sqlite_generic, "CREATE TABLE bare (id INTEGER);")
    assert problems


def test_a_database_too_large_to_review_says_so(phone, monkeypatch):
    monkeypatch.setattr(sqlite_generic, "MOST_ROWS", 3)
    items, problems = phone(sqlite_generic, made.UNKNOWN_APP)
    assert len(items) == 3
    assert sum(p.records for p in problems if p.kind is ProblemKind.NOT_READ) == 3


def test_a_database_that_is_locked_or_cut_off_is_not_recognised(tmp_path):
    for data in (b"SQLite format 3\x00" + bytes(84), bytes(range(256)) * 16, b""):
        path = tmp_path / "x.db"
        path.write_bytes(data)
        assert not any(
            importer.recognises(path) for importer in (sqlite_generic, android_messages, android_contacts)
        )


@pytest.mark.parametrize("script", [made.MESSAGES, made.CONTACTS, made.UNKNOWN_APP])
def test_each_reader_knows_only_its_own(tmp_path, script):
    path = made.make(tmp_path / "x.db", script)
    knows = [importer for importer in (android_messages, android_contacts) if importer.recognises(path)]
    assert len(knows) == (script != made.UNKNOWN_APP)

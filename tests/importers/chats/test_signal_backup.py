"""Signal's own export as JSON lines: main.jsonl with the files that lie beside it. Fictional people only."""

import json

import pytest
import samples
import signal_samples as made

from evidence_review.domain.evidence import Declared, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.importers.chats.signal import backup as signal_backup
from evidence_review.importers.choosing import choose
from tests.importers.chats.test_signal_export import lay, read


@pytest.mark.parametrize("way", ["folder", "zip", "alone"])
def test_every_line_of_an_export_is_an_item(tmp_path, way):
    path = lay(tmp_path / "export", made.BACKUP_FOLDER)
    if way == "zip":
        path = tmp_path / "signal.zip"
        path.write_bytes(samples.zipped(**{f"out/{name}": data for name, data in made.BACKUP_FOLDER.items()}))
    if way == "alone":
        path = lay(tmp_path, {"main.jsonl": made.BACKUP}) / "main.jsonl"
    assert choose(path) is signal_backup.IMPORTER
    items, _ = read(signal_backup, path)
    assert sum("line " in item.locator for item in items) == len(made.BACKUP_LINES)
    kinds = {
        kind: sum(item.kind is kind for item in items)
        for kind in (ItemKind.MESSAGE, ItemKind.CALL, ItemKind.SYSTEM, ItemKind.CONTACT)
    }
    assert kinds == {ItemKind.MESSAGE: 8, ItemKind.CALL: 1, ItemKind.SYSTEM: 1, ItemKind.CONTACT: 2}
    if way != "alone":
        assert next(item for item in items if item.attachments).attachments[0].data == made.PICTURE


def test_messages_say_who_wrote_when_and_what(tmp_path):
    items, problems = read(signal_backup, lay(tmp_path, made.BACKUP_FOLDER))
    said = [item for item in items if item.kind is ItemKind.MESSAGE]
    hello, fine, picture, deleted, group, edited, poll, odd = said
    assert (hello.text, hello.sender.identifier, hello.sender.name, hello.direction) == (
        "See you at six",
        "+447700900124",
        "Bo",
        Direction.INCOMING,
    )
    assert (hello.thread_title, hello.sent.utc.isoformat()) == ("Bo", "2025-01-05T15:21:33")
    assert (fine.direction, fine.sender.name, fine.sender.is_owner) == (
        Direction.OUTGOING,
        "Ann Example",
        True,
    )
    assert [each.identifier for each in fine.recipients] == ["+447700900124"]
    assert dict(fine.extra)["quoted"] == "See you at six"
    assert dict(fine.extra)["quoted from"] == "Bo"
    assert ("reaction", "\U0001f44d Bo") in fine.extra
    assert [(each.name, each.data) for each in picture.attachments] == [
        ("shed.jpg", made.PICTURE),
        ("gone.pdf", None),
    ]
    assert (deleted.deleted_as_reported, deleted.text) == ("deleted for everyone", None)
    assert (group.thread_title, group.sender.name, group.sender.identifier) == (
        "Allotment Club",
        "Cy",
        "00010203-0405-0607-0809-0a0b0c0d0e0f",
    )
    assert (edited.text, dict(edited.extra)["earlier wording 1"]) == ("New words", "Old words")
    assert poll.text == "Which day?\n- Sunday (1 votes)\n- Monday (0 votes)"
    assert dict(odd.extra)["shedMessage"] == '{"colour": "green"}'
    call = next(item for item in items if item.kind is ItemKind.CALL)
    assert (call.direction, dict(call.extra)["individualCall/state"]) == (Direction.INCOMING, "MISSED")
    reasons = " ".join(problem.reason for problem in problems)
    assert "1 files were not included" in reasons
    assert '"shedMessage" is not known' in reasons


def test_the_export_declares_its_lines(tmp_path):
    path = lay(tmp_path, {"main.jsonl": made.BACKUP}) / "main.jsonl"
    declared = {
        value.what: value.count
        for value in signal_backup.read(path, ReadOptions())
        if isinstance(value, Declared)
    }
    assert declared["lines of the kind chatItem"] == 10
    assert declared["lines of the kind recipient"] == 5


def test_a_cut_line_and_a_damaged_one_are_counted(tmp_path):
    whole = made.BACKUP.replace(b'"Fine"', b'"Fine')[:-20]
    path = lay(tmp_path, {"main.jsonl": whole}) / "main.jsonl"
    items, problems = read(signal_backup, path)
    assert len(items) == len(made.BACKUP_LINES) - 2
    assert sum(problem.records for problem in problems) == 2


def test_a_long_text_is_read_from_its_file(tmp_path):
    words = "A long evening at the allotment. " * 100
    pointer = made.pointer_to(words.encode())
    line = {"chatItem": {"chatId": "10", "authorId": "2", "dateSent": "1736090493000", "incoming": {},
                         "standardMessage": {"text": {"body": words[:2048]}, "longText": pointer}}}  # fmt: skip
    name = made.file_name(words.encode())
    files = {
        "main.jsonl": b"".join(made.BACKUP.splitlines(keepends=True)[:9]) + json.dumps(line).encode(),
        f"files/{name[:2]}/{name}.txt": words.encode(),
    }
    items, _ = read(signal_backup, lay(tmp_path, files))
    assert items[9].text == words
    assert not any(item.kind is ItemKind.FILE for item in items)


def test_other_lines_of_json_are_not_signals(tmp_path):
    path = lay(tmp_path, {"x.jsonl": b'{"chat": 1, "b": 2}\n{"a": 1}\n{"recipient": {}}\n'}) / "x.jsonl"
    assert not signal_backup.recognises(path)

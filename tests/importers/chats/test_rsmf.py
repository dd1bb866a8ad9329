"""RSMF chats: the e-mail, the zip, the manifest, and each of them damaged (reference/formats.md 3.15)."""

import copy
import json
from datetime import datetime

import pytest
from outlook_samples import MANIFEST, rsmf, rsmf_zip

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers import choosing
from evidence_review.importers.chats.rsmf import IMPORTER

ANN, BO = Party("ann@example.org", "Ann Example", is_owner=True), Party("07700 900124", "Bo Sample")


def read(tmp_path, data, **options):
    path = tmp_path / "chat.rsmf"
    path.write_bytes(data)
    assert IMPORTER.recognises(path)
    values = list(IMPORTER.read(path, ReadOptions(**options)))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(problem.records for problem in problems)
    return items, problems, [value for value in values if isinstance(value, Declared)]


def extra(item, name):
    return [text for key, text in item.extra if key == name]


def changed(**changes):
    made = copy.deepcopy(MANIFEST)
    made.update(changes)
    return made


def test_every_event_of_a_chat(tmp_path):
    (join, first, second), problems, declared = read(tmp_path, rsmf())
    assert declared == [Declared("events", 3)]
    assert [problem.kind for problem in problems] == [ProblemKind.SKIPPED]
    assert (join.kind, first.kind, second.kind) == (ItemKind.SYSTEM, ItemKind.MESSAGE, ItemKind.MESSAGE)
    assert (first.text, first.sender, first.recipients, first.thread, first.thread_title, first.app) == (
        "See you at six?", ANN, (BO,), "C1", "Allotment", "slack",
    )  # fmt: skip
    assert (first.sent.utc, first.sent.offset) == (datetime(2024, 1, 12, 13, 35, 30), "+01:00")
    assert (second.sent.local, second.sent.utc) == (datetime(2024, 1, 12, 14, 41), None)
    assert [(each.name, each.data) for each in first.attachments] == [("plan.bin", b"plan")]
    assert (first.direction, second.direction) == (Direction.OUTGOING, Direction.INCOMING)
    assert second.deleted_as_reported == "deleted"
    assert extra(join, "event type") == ["join"]


def test_what_was_done_to_a_message_is_kept_with_it(tmp_path):
    (_, first, second), _, _ = read(tmp_path, rsmf())
    assert extra(first, "reaction") == ["thumbsup (1) by Bo Sample"]
    assert extra(first, "edit") == [
        "by Ann Example; timestamp: 2024-01-12T14:36:00Z; previous: At six?; new: See you at six?"
    ]
    assert extra(first, "read receipt") == ["by Bo Sample; timestamp: 2024-01-12T14:40:00Z; action: read"]
    assert extra(second, "answers event") == ["m1"]
    assert extra(second, "importance") == ["high"]
    assert extra(first, "participant/custom/Mobile") == ["07700 900123"]
    assert extra(first, "manifest/eventcollectionid") == ["slice 1"]


def test_a_stated_direction_and_zone_are_followed(tmp_path):
    events = [
        {
            "type": "message",
            "participant": "P1",
            "conversation": "C1",
            "timestamp": "2024-07-01T12:00:00",
            "direction": "incoming",
            "body": "",
        }
    ]
    (item,), _, _ = read(tmp_path, rsmf_zip(changed(events=events)), zone="Europe/London")
    assert (item.direction, item.sent.utc, item.text) == (Direction.INCOMING, datetime(2024, 7, 1, 11), "")


def test_the_zip_alone_and_the_manifest_alone(tmp_path):
    items, problems, _ = read(tmp_path, rsmf_zip())
    assert len(items) == 3
    assert [problem.kind for problem in problems] == [ProblemKind.MISSING_ATTACHMENT]
    alone = (
        b"X-RSMF-Version: 1.0.0\r\nTo: A\r\nContent-Type: multipart/mixed; "
        b"boundary=BB\r\n\r\n--BB\r\nContent-Type: application/json; name=rsmf_manifest.json\r\n\r\n"
    )
    assert len(read(tmp_path, alone + json.dumps(MANIFEST).encode() + b"\r\n--BB--\r\n")[0]) == 3


def test_manifests_against_the_schema_are_read(tmp_path):
    nested = changed(
        events=[],
        conversations=[
            {"id": 7, "events": [{"type": "message", "body": "a", "participant": 1, "odd": "x"}, 5]}
        ],
        participants=[{"id": 1}],
    )
    (item,), problems, _ = read(tmp_path, rsmf_zip(nested))
    assert (item.thread, item.sender, extra(item, "odd")) == ("7", Party(None, "1"), ["x"])
    assert {problem.kind for problem in problems} == {ProblemKind.NOT_READ, ProblemKind.UNKNOWN_NAME}
    (item,), problems, _ = read(
        tmp_path, rsmf_zip(changed(events=[{"type": "poll", "conversation": "C9", "timestamp": "soon"}]))
    )
    assert (item.kind, item.thread, item.sent.raw, item.text) == (ItemKind.SYSTEM, "C9", "soon", None)
    assert "poll" in problems[0].reason


def test_a_damaged_manifest_is_read_as_far_as_it_goes(tmp_path):
    whole = json.dumps(MANIFEST).encode()
    items, problems, _ = read(tmp_path, rsmf_zip(whole[: whole.rindex(b'"parent"')]))
    assert [item.text for item in items] == [None, "See you at six?"]
    assert items[1].sender == ANN
    assert "damaged" in problems[-1].reason
    assert len(read(tmp_path, rsmf_zip(json.dumps(MANIFEST).encode("utf-16")))[0]) == 3


def test_nothing_in_it_is_said(tmp_path):
    items, problems, _ = read(tmp_path, rsmf_zip(changed(events=[])))
    assert (items, problems[0].kind) == ([], ProblemKind.NOT_READ)
    for data in (rsmf(b"no zip"), rsmf()[:300]):
        path = tmp_path / "broken.rsmf"
        path.write_bytes(data)
        with pytest.raises(UnreadableExport, match="damaged"):
            list(IMPORTER.read(path, ReadOptions()))


def test_files_that_no_event_names_are_told(tmp_path):
    _, problems, _ = read(tmp_path, rsmf_zip(**{"A1.bin": b"plan", "B2.bin": b"x"}))
    assert "1 files" in " ".join(problem.reason for problem in problems)


def test_what_is_recognised(tmp_path):
    path = tmp_path / "x"
    for data, known in (
        (rsmf(), True),
        (rsmf_zip(), True),
        (b"From: a@example.org\r\nSubject: b\r\n\r\nx", False),
        (b"", False),
    ):
        path.write_bytes(data)
        assert IMPORTER.recognises(path) is known


def test_a_manifest_on_its_own_is_read_with_the_files_beside_it(tmp_path):
    """As the samples of Relativity's validator and of a viewer lie in their repositories: no e-mail, no zip;
    ids as numbers; no version."""
    manifest = {
        "participants": [{"id": 1, "display": "Ann Example"}, {"id": "2", "email": "bo@example.org"}],
        "conversations": [{"id": "C1", "display": "Shed", "platform": "slack", "type": "channel", "participants": ["1", "2", "9"]}],
        "events": [
            {"participant": "1", "timestamp": "2013-01-10T15:53:00", "type": "message", "conversation": "C1", "body": "Plan", "attachments": [{"id": "plan.jpg"}, {"id": "../away.jpg"}]},
            {"participant": "2", "timestamp": "2013-01-10T15:54:00Z", "type": "join", "conversation": "C1"},
        ],
    }  # fmt: skip
    path = tmp_path / "rsmf_manifest.json"
    path.write_bytes(json.dumps(manifest).encode("utf-8-sig"))
    (tmp_path / "plan.jpg").write_bytes(b"plan")
    (tmp_path / "other.jpg").write_bytes(b"other")
    assert choosing.choose(path) is IMPORTER
    assert list(IMPORTER.companions(path)) == [tmp_path / "plan.jpg"]
    values = list(IMPORTER.read(path, ReadOptions()))
    first, second = (value for value in values if isinstance(value, Item))
    assert (first.sender.label(), [party.label() for party in first.recipients]) == (
        "Ann Example",
        ["bo@example.org", "9"],
    )
    assert (first.sent.local, first.sent.utc) == (datetime(2013, 1, 10, 15, 53), None)
    assert [(file.name, file.data) for file in first.attachments] == [
        ("plan.jpg", b"plan"),
        ("away.jpg", None),
    ]
    assert (second.kind, second.sent.utc) == (ItemKind.SYSTEM, datetime(2013, 1, 10, 15, 54))
    assert values[-1] == Tally(2)


def test_a_manifest_cut_short_keeps_the_events_before(tmp_path):
    path = tmp_path / "CHAT 1_rsmf_manifest.json"
    path.write_text(
        (
            '{"version": "2.0.0", "participants": [{"id": "1"}], "events": [{"type": "message", '
            '"participant": "1", "body": "Hi"}, {"type": "mess'
        )
    )
    assert IMPORTER.recognises(path)
    values = list(IMPORTER.read(path, ReadOptions()))
    assert [value.text for value in values if isinstance(value, Item)] == ["Hi"]
    assert values[-1] == Tally(2)
    path.write_text('{"participants": [{"name": "Ann"}], "messages": []}')
    assert not IMPORTER.recognises(path.rename(tmp_path / "message_1.json"))

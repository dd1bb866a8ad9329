"""Lists of messages in JSON that no other reader knows: their keys are columns, and nothing of them is
dropped. Fictional people only."""

import json

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.documents import plain_text
from evidence_review.importers.tables import tables

POSTS = [
    {"id": "1", "channel_id": "7", "author": {"id": "11", "username": "ann_e", "global_name": "Ann"}, "content": "Tea?", "timestamp": "2024-03-01T10:00:00.500000+00:00", "attachments": [], "pinned": False},
    {"id": "2", "channel_id": "7", "author": {"id": "12", "username": "bo_e", "global_name": None}, "content": "", "timestamp": "2024-03-01T10:01:00+00:00", "attachments": [{"filename": "cup.png", "url": "https://example.org/cup.png"}], "pinned": True},
]  # fmt: skip
SIGTOP = [
    {"type": "incoming", "sent_at": 1709287200000, "body": "At six?", "source": "+447700900123"},
    {
        "type": "outgoing",
        "sent_at": 1709287260000,
        "body": "Yes",
        "attachments": [{"fileName": "map.png", "contentType": "image/png"}],
    },
]


def read(path):
    assert choose(path) is tables.IMPORTER
    values = list(tables.read(path, ReadOptions()))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def put(tmp_path, text, name="talk.json"):
    path = tmp_path / name
    path.write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")
    return path


def test_a_list_of_messages_with_people_inside_objects(tmp_path):
    items, problems = read(put(tmp_path, POSTS))
    assert [(i.kind, i.text, i.sender.identifier, i.thread) for i in items] == [
        (ItemKind.MESSAGE, "Tea?", "11", "7"),
        (ItemKind.MESSAGE, items[1].text, "12", "7"),
    ]
    assert items[0].sent.utc.isoformat() == "2024-03-01T10:00:00.500000"
    assert [each.name for each in items[1].attachments] == ["cup.png"]
    assert any("cup.png" in value and "https://example.org" in value for _, value in items[1].extra)
    assert ("pinned", "true") in items[1].extra
    assert any("row 2 is the first entry" in problem.reason for problem in problems)


def test_lines_of_objects_and_an_object_around_the_list(tmp_path):
    lines = (
        "\n".join(
            json.dumps({"ts": f"2026-03-30T0{n}:00:00", "sender_name": "Ann", "text": f"word {n}"})
            for n in (1, 2)
        )
        + "\n"
    )
    items, _ = read(put(tmp_path, lines, "talk.jsonl"))
    assert [(i.text, i.sender.name, str(i.sent.local)) for i in items] == [
        ("word 1", "Ann", "2026-03-30 01:00:00"),
        ("word 2", "Ann", "2026-03-30 02:00:00"),
    ]
    around = {
        "app": "Chatter",
        "messages": [
            {"from": "Ann", "text": "Hi", "date": "2023-05-01"},
            {"from": "Bo", "text": "Ho", "date": "2023-05-02"},
        ],
    }
    items, problems = read(put(tmp_path, around))
    assert [i.text for i in items if i.kind is ItemKind.MESSAGE] == ["Hi", "Ho"]
    assert any("Chatter" in i.text or "Chatter" in i.thread_title for i in items)
    assert any("row 3 is the first entry" in problem.reason for problem in problems)


def test_messages_of_signal_as_sigtop_writes_them(tmp_path):
    items, _ = read(put(tmp_path, SIGTOP))
    assert [(i.text, i.direction) for i in items] == [
        ("At six?", Direction.INCOMING),
        ("Yes", Direction.OUTGOING),
    ]
    assert items[0].sent.utc.isoformat() == "2024-03-01T10:00:00"
    assert items[0].sender.identifier == "+447700900123"
    assert [each.name for each in items[1].attachments] == ["map.png"]


def test_a_key_that_comes_twice_keeps_both_values(tmp_path):
    text = '[{"from": "Ann", "text": "Hi", "date": "2023-05-01", "text": "Ho"}]'
    (item,), _ = read(put(tmp_path, text))
    assert item.text == "Hi"
    assert ("text (2)", "Ho") in item.extra


@pytest.mark.parametrize(
    "text",
    ['[{"a": 1, "b": 2}, {"a": 3, "b": 4}]', '{"name": "x", "version": "1", "files": [{"name": "a", "date": "2020-01-01"}]}', "[]", "{}", '["a"]',
     '[{"title": "Song", "date": "2020-01-01", "duration": 3}]'],
)  # fmt: skip
def test_other_json_stays_text(tmp_path, text):
    path = put(tmp_path, text)
    assert not tables.recognises(path)
    assert choose(path) is plain_text.IMPORTER


def test_json_that_breaks_off_keeps_what_is_complete_and_is_told(tmp_path):
    whole = json.dumps([{"from": "Ann", "text": f"word {n}", "date": f"2023-05-0{n}"} for n in range(1, 6)])
    for text in (
        whole[:-1],
        whole[:-9],
        "\n".join(
            json.dumps({"from": "Ann", "text": f"word {n}", "date": "2023-05-01"}) for n in range(1, 6)
        )[:-9],
    ):
        items, problems = read(put(tmp_path, text))
        assert [i.text for i in items if i.kind is ItemKind.MESSAGE][:4] == [
            "word 1",
            "word 2",
            "word 3",
            "word 4",
        ]
        assert [p.kind for p in problems if "damaged or cut short" in p.reason] == [ProblemKind.PARTLY_READ]
        assert "word 5" in "".join(i.text or "" for i in items)


def test_a_line_that_is_no_object_among_lines_of_objects_is_kept_and_told(tmp_path):
    lines = [json.dumps({"from": "Ann", "text": f"word {n}", "date": "2023-05-01"}) for n in range(1, 6)]
    items, problems = read(
        put(tmp_path, "\n".join([*lines[:2], "torn words here", *lines[2:]]), "talk.jsonl")
    )
    assert sum(i.kind is ItemKind.MESSAGE for i in items) == 5
    assert any("torn words here" in (i.text or "") for i in items)
    assert [p for p in problems if "damaged or cut short" in p.reason]

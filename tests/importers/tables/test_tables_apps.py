"""Messages of apps and programs that the general readers of tables know by their keys, elements, blocks or
cells. Layouts by public descriptions; fictional people."""

import json
from datetime import datetime

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.tables import tables

IN, OUT, OPEN = Direction.INCOMING, Direction.OUTGOING, Direction.UNKNOWN
T1, T2 = datetime(2026, 3, 2, 10, 15, 5), datetime(2026, 3, 2, 10, 16, 10)
MS1, MS2 = 1772446505000, 1772446570000


def read(tmp_path, text, name):
    path = tmp_path / name
    path.write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")
    assert choose(path) is tables.IMPORTER
    values = list(tables.read(path, ReadOptions()))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def said(items):
    return [
        (i.sender.label() if i.sender else "", i.text, i.direction, i.sent.utc)
        for i in items
        if i.kind is ItemKind.MESSAGE
    ]


GRAPH = {
    "@odata.count": 2,
    "value": [
        {"id": "1", "messageType": "message", "createdDateTime": "2026-03-02T10:15:05Z", "chatId": "19:a", "from": {"user": {"id": "u1", "displayName": "Maya Green"}}, "body": {"contentType": "html", "content": "<p>Are you <b>there</b>?</p>"}},
        {"id": "2", "messageType": "message", "createdDateTime": "2026-03-02T10:16:10Z", "chatId": "19:a", "from": {"user": {"id": "u2", "displayName": "Tom Field"}}, "body": {"contentType": "text", "content": "yes"}},
    ],
}  # fmt: skip
ELEMENT = {
    "room_name": "Garden",
    "messages": [
        {"type": "m.room.message", "sender": "@maya:example.org", "content": {"msgtype": "m.text", "body": "Are you there?"}, "origin_server_ts": MS1, "room_id": "!r:example.org"},
        {"type": "m.room.message", "sender": "@tom:example.org", "content": {"msgtype": "m.text", "body": "yes"}, "origin_server_ts": MS2, "room_id": "!r:example.org"},
    ],
}  # fmt: skip
GROUPME = [
    {
        "created_at": MS1 // 1000,
        "group_id": "1",
        "name": "Maya Green",
        "sender_id": "1",
        "text": "Are you there?",
        "system": False,
    },
    {
        "created_at": MS2 // 1000,
        "group_id": "1",
        "name": "Tom Field",
        "sender_id": "2",
        "text": "yes",
        "system": False,
    },
]
QKSMS = {
    "messageCount": 2,
    "messages": [
        {
            "type": 1,
            "address": "+447700900123",
            "date": MS1,
            "dateSent": MS1 - 1000,
            "read": True,
            "body": "Are you there?",
        },
        {"type": 2, "address": "+447700900123", "date": MS2, "dateSent": 0, "read": True, "body": "yes"},
    ],
}
INSIDE = {
    "account": {"name": "Maya"},
    "conversations": [
        {"id": "c1", "name": "Tom", "messages": [{"from": "Tom", "text": "Hi", "time": "2026-03-02T10:15:05Z"}, {"from": "Maya", "text": "Ho", "time": "2026-03-02T10:16:10Z"}]},
        {"id": "c2", "name": "Lena", "messages": [{"from": "Lena", "text": "Tea?", "time": "2026-03-03T10:15:05Z"}]},
        {"id": "c3", "name": "Nobody wrote here", "messages": []},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "value", [GRAPH, ELEMENT, GROUPME, QKSMS], ids=["teams", "element", "groupme", "qksms"]
)
def test_lists_of_apps_give_people_words_and_times(tmp_path, value):
    items, _ = read(tmp_path, value, "export.json")
    found = said(items)
    assert [(text, at) for _, text, _, at in found] == [("Are you there?", T1), ("yes", T2)]
    if value is QKSMS:
        assert [(who, way) for who, _, way, _ in found] == [("+447700900123", IN), ("", OUT)]
    else:
        assert [who.lower().split()[0].strip("@").partition(":")[0] for who, *_ in found] == ["maya", "tom"]


def test_what_was_written_as_a_piece_of_a_page_is_kept_beside_its_words(tmp_path):
    items, _ = read(tmp_path, GRAPH, "export.json")
    assert ("body.content as written", "<p>Are you <b>there</b>?</p>") in next(
        i for i in items if i.text == "Are you there?"
    ).extra


def test_messages_inside_conversations_keep_theirs_and_nothing_else_is_lost(tmp_path):
    items, _ = read(tmp_path, INSIDE, "export.json")
    messages = [i for i in items if i.kind is ItemKind.MESSAGE]
    assert [(i.thread, i.thread_title, i.text) for i in messages] == [
        ("c1", "Tom", "Hi"),
        ("c1", "Tom", "Ho"),
        ("c2", "Lena", "Tea?"),
    ]
    others = "\n".join(i.text or "" for i in items if i.kind is not ItemKind.MESSAGE)
    assert "Nobody wrote here" in others
    assert "Maya" in others


def test_lists_under_names_are_conversations(tmp_path):
    value = {each["name"]: each["messages"] for each in INSIDE["conversations"][:2]}
    items, _ = read(tmp_path, value, "export.json")
    assert [(i.thread, i.text) for i in items if i.kind is ItemKind.MESSAGE] == [
        ("Tom", "Hi"),
        ("Tom", "Ho"),
        ("Lena", "Tea?"),
    ]


def test_records_with_times_are_dated_and_those_without_stay_text(tmp_path):
    rows = [
        {"dateTime": "2026-03-02T10:15:05", "value": {"bpm": 71}},
        {"dateTime": "2026-03-02T10:16:10", "value": {"bpm": 72}},
    ]
    items, problems = read(tmp_path, rows, "heart.json")
    assert [(i.kind, i.sent.local) for i in items] == [(ItemKind.RECORD, T1), (ItemKind.RECORD, T2)]
    assert any("records with times" in p.reason for p in problems)
    path = tmp_path / "other.json"
    path.write_text(json.dumps([{"size": 1, "colour": "red"}, {"size": 2, "colour": "blue"}]), "utf-8")
    assert choose(path) is not tables.IMPORTER


NDJSON = [
    {"_id": "1", "thread_id": "1", "address": "+447700900123", "date": str(MS1), "date_sent": "0", "type": "1", "body": "Are you there?"},
    {"_id": "7", "thread_id": "2", "date": str(MS2 // 1000), "msg_box": "1", "m_type": "132", "__sender_address": {"address": "+447700900124", "type": "137"},
     "__recipient_addresses": [{"address": "+447700900100", "type": "151"}],
     "__parts": [{"ct": "application/smil", "text": "<smil/>"}, {"ct": "text/plain", "text": "look"}, {"ct": "image/jpeg", "_data": "/data/app_parts/PART_1.jpg"}]},
]  # fmt: skip


def test_texts_and_picture_messages_of_android_in_lines_of_json(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PART_1.jpg").write_bytes(b"\xff\xd8\xff\xe0picture")
    items, _ = read(tmp_path, "\n".join(map(json.dumps, NDJSON)), "messages.ndjson")
    assert said(items) == [("+447700900123", "Are you there?", IN, T1), ("+447700900124", "look", IN, T2)]
    assert [party.identifier for party in items[1].recipients] == ["+447700900100"]
    assert [each.name for each in items[1].attachments] == ["PART_1.jpg"]
    assert items[1].attachments[0].sha256


def test_calls_of_android_in_lines_of_json(tmp_path):
    rows = [
        {
            "_id": str(n),
            "number": "+447700900123",
            "date": str(MS1),
            "duration": "65",
            "type": str(n),
            "name": "Tom",
        }
        for n in (1, 2, 3)
    ]
    items, _ = read(tmp_path, "\n".join(map(json.dumps, rows)), "calls.ndjson")
    assert [(i.kind, i.direction) for i in items] == [
        (ItemKind.CALL, IN),
        (ItemKind.CALL, OUT),
        (ItemKind.CALL, IN),
    ]


@pytest.mark.parametrize("heading", ["IsSender", "is_from_me", "isOutgoing"])
def test_a_yes_and_no_column_gives_the_direction(tmp_path, heading):
    text = (
        f"Time,Sender,Message,{heading}\n2026-03-02 10:15:05,Tom,Are you there?,0\n2026-03-02 "
        f"10:16:10,Maya,yes,1\n"
    )
    items, _ = read(tmp_path, text, "talk.csv")
    assert [i.direction for i in items] == [IN, OUT]


ADIUM = (
    '<?xml version="1.0"?><chat xmlns="http://purl.org/net/ulf/ns/0.4-02" '
    'account="maya@example.org" service="Jabber" adiumversion="1.5">'
    '<event type="windowOpened" sender="maya@example.org" time="2026-03-02T10:15:01+00:00"></event>'
    '<message sender="maya@example.org" time="2026-03-02T10:15:05+00:00" alias="Maya"><div><span '
    'style="x">Are you <b>there</b>?</span></div></message>'
    '<message sender="tom@example.org" time="2026-03-02T10:16:10+00:00" '
    'alias="Tom"><div>yes</div></message></chat>'
)
TRILLIAN = (
    '<session type="start" time="1772446501" medium="JABBER" to="tom%40example.org" '
    'from="maya%40example.org"/>\n'
    '<message type="outgoing_privateMessage" time="1772446505" medium="JABBER" '
    'to="tom%40example.org" from="maya%40example.org" text="Are%20you%20there%3F"/>\n'
    '<message type="incoming_privateMessage" time="1772446570" medium="JABBER" '
    'to="maya%40example.org" from="tom%40example.org" text="yes"/>\n'
)
WINDOWS = (
    '<?xml version="1.0" encoding="utf-8"?><ArrayOfMessage><Message><Recepients /><Body>Are you '
    "there?</Body><IsIncoming>true</IsIncoming>"
    "<LocalTimestamp>134169201050000000</LocalTimestamp><Sender>+447700900123</Sender></"
    "Message><Message><Recepients><string>+447700900123</string></Recepients>"
    "<Body>yes</Body><IsIncoming>false</IsIncoming><LocalTimestamp>134169201700000000</"
    "LocalTimestamp><Sender /></Message></ArrayOfMessage>"
)
GO_SMS = (
    "<GoSms><SMSCount>2</SMSCount><SMS><_id>1</_id><address>+447700900123</"
    "address><date>1772446505000</date><type>1</type><body>Are you there?</body></SMS>"
    "<SMS><_id>2</_id><address>+447700900123</address><date>1772446570000</date><type>2</"
    "type><body>yes</body></SMS></GoSms>"
)


@pytest.mark.parametrize(
    ("text", "ways", "whom"),
    [
        (ADIUM, [OPEN, OPEN], ["Maya", "Tom"]),
        (TRILLIAN, [OUT, IN], ["maya@example.org", "tom@example.org"]),
        (WINDOWS, [IN, OUT], ["+447700900123", ""]),
        (GO_SMS, [IN, OUT], ["+447700900123", ""]),
    ],
    ids=["adium", "trillian", "windows phone", "go sms"],
)
def test_histories_and_texts_in_xml(tmp_path, text, ways, whom):
    items, _ = read(tmp_path, text, "history.xml")
    messages = [i for i in items if i.kind is ItemKind.MESSAGE]
    assert [(i.text, i.sent.utc) for i in messages] == [("Are you there?", T1), ("yes", T2)]
    assert [i.direction for i in messages] == ways
    assert [(i.sender.name or i.sender.identifier) if i.sender else "" for i in messages] == whom


def test_several_messages_of_one_person_in_one_envelope_each_keep_their_time(tmp_path):
    text = (
        '<log began="2026-03-02 10:15:01 +0000"><envelope><sender '
        'identifier="maya">Maya</sender><message id="1" received="2026-03-02 10:15:05 +0000">Are '
        "you there?</message>"
        '<message id="2" received="2026-03-02 10:16:10 '
        '+0000">yes</message></envelope><envelope><sender self="yes">Tom</sender>'
        '<message id="3" received="2026-03-02 10:17:00 +0000">now</message></envelope></log>'
    )
    items, _ = read(tmp_path, text, "talk.xml")
    found = [(i.sender.label(), i.text, i.sent.utc) for i in items if i.kind is ItemKind.MESSAGE]
    assert found == [
        ("Maya", "Are you there?", T1),
        ("Maya", "yes", T2),
        ("Tom", "now", datetime(2026, 3, 2, 10, 17)),
    ]


def test_what_stands_between_messages_with_a_time_is_a_notice(tmp_path):
    for text in (ADIUM, TRILLIAN):
        items, _ = read(tmp_path, text, "history.xml")
        assert [i.kind for i in items if i.sent and i.sent.utc and i.sent.utc < T1] == [ItemKind.SYSTEM]


def test_tables_without_headings_are_messages_where_their_cells_show_it(tmp_path):
    nokia = (
        'sms;deliver;"+447700900123";"";"";"2026.03.02 10:15";"";"Are you '
        'there?"\nsms;submit;"";"+447700900123";"";"2026.03.02 10:16";"";"yes I '
        'am"\nsms;deliver;"+447700900124";"";"";"2026.03.02 10:17";"";"see you there"\n'
    )
    text = (
        "2026-03-02\t10:15:05\tin\t+447700900123\tTom\tAre you "
        "there?\n2026-03-02\t10:16:10\tout\t+447700900123\tTom\tyes I "
        "am\n2026-03-02\t10:17:10\tin\t+447700900123\tTom\tsee you\n"
    )
    for name, content in (("nokia.csv", nokia), ("texts.txt", text)):
        items, _ = read(tmp_path, content, name)
        assert [(i.kind, i.direction, i.sent.local.hour) for i in items] == [
            (ItemKind.MESSAGE, way, 10) for way in (IN, OUT, IN)
        ]


def test_a_table_of_names_days_clocks_and_words_without_headings(tmp_path):
    text = (
        "Maya Green,02/03/2026,10:15:05,hello there are you,\nTom Field,02/03/2026,10:16:10,yes I "
        "am,\nMaya Green,13/03/2026,10:17:00,see you at the gate,\n"
    )
    items, problems = read(tmp_path, text, "viber.csv")
    assert [(i.sender.name, i.text, i.sent.local) for i in items] == [
        ("Maya Green", "hello there are you", T1),
        ("Tom Field", "yes I am", T2),
        ("Maya Green", "see you at the gate", datetime(2026, 3, 13, 10, 17)),
    ]
    assert any("no headings" in p.reason for p in problems)
    bookings = (
        "Groceries,02/03/2026,10:15:05,milk and bread\nPetrol,02/03/2026,10:16:10,station at the ring "
        "road\nGroceries,13/03/2026,10:17:00,apples and pears\n"
    )
    items, _ = read(tmp_path, bookings, "bookings.csv")
    assert [(i.kind, i.sent.local.hour) for i in items] == [(ItemKind.RECORD, 10)] * 3
    items, _ = read(
        tmp_path,
        "lamp,3,02/03/2026,10:15:05\nchair,4,02/03/2026,10:16:10\nlamp,5,13/03/2026,10:17:00\n",
        "stock.csv",
    )
    assert [(i.kind, i.sent.local.hour) for i in items] == [(ItemKind.RECORD, 10)] * 3


def test_blocks_of_keys_and_values(tmp_path):
    text = (
        ">>> Chat History with tomf::\nDate: 2026-03-02 10:15:05 UTC\nFrom: maya\nContent: Are "
        "you\nthere?\n\nDate: 2026-03-02 10:16:10 UTC\nFrom: tomf\nContent: yes\n"
    )
    items, problems = read(tmp_path, text, "Direct Messages.txt")
    assert said(items) == [("maya", "Are you\nthere?", OPEN, T1), ("tomf", "yes", OPEN, T2)]
    assert {i.thread for i in items if i.kind is ItemKind.MESSAGE} == {"tomf"}
    assert any("blocks of lines" in p.reason for p in problems)


def test_a_history_of_psi(tmp_path):
    text = (
        "|2026-03-02T10:15:05|1|to|N---|Are you "
        "there?\n|2026-03-02T10:16:10|1|from|N---|yes\\nreally\n|broken\n"
    )
    items, problems = read(tmp_path, text, "tom_at_example.org.history")
    messages = [i for i in items if i.kind is ItemKind.MESSAGE]
    assert [(i.text, i.direction, i.sent.local) for i in messages] == [
        ("Are you there?", OUT, T1),
        ("yes\nreally", IN, T2),
    ]
    assert messages[1].sender.identifier == "tom@example.org"
    assert any("|broken" in value for i in items for _, value in i.extra)
    assert any(p.kind is ProblemKind.PARTLY_READ for p in problems)

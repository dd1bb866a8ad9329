"""Telegram Desktop: JSON and pages, one chat and the whole account, whole and damaged (reference/formats.md
3.11)."""

import json
from datetime import datetime

import pytest
import telegram_samples as made

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.chats.telegram.importer import IMPORTER

PLAIN = ReadOptions()


def read(path, options=PLAIN):
    """Items, problems and the tally, whose account must balance."""
    assert IMPORTER.recognises(path)
    *values, tally = IMPORTER.read(path, options)
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(tally, Tally)
    assert tally.found == len(items) + sum(problem.records for problem in problems)
    assert len({item.locator for item in items}) == len(items)
    return items, problems


def put(folder, files):
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


@pytest.fixture
def chat(tmp_path):
    put(tmp_path, {"photos/photo_1.jpg": made.PICTURE, "any name.json": made.as_json(made.chat())})
    return read(tmp_path / "any name.json")


def test_every_message_of_a_chat_is_an_item_in_its_conversation(chat):
    items, problems = chat
    assert [item.kind for item in items] == [ItemKind.MESSAGE] * 7 + [ItemKind.CALL, ItemKind.SYSTEM]
    assert {item.thread for item in items} == {str(made.BO)}
    assert {item.thread_title for item in items} == {"Bo"}
    assert [item.position for item in items] == list(range(9))
    assert items[0].locator == "messages[0]"
    assert items[0].text == "words 1"
    assert [problem.kind for problem in problems] == [ProblemKind.MISSING_ATTACHMENT]
    assert "1 files were not included in this Telegram export" in problems[0].reason


def test_text_in_parts_is_joined_and_the_link_behind_a_word_is_kept(chat):
    item = chat[0][1]
    assert item.text == "see this!"
    assert any("https://example.org/x" in value for _, value in item.extra)


def test_the_instant_comes_from_unixtime_and_the_local_time_is_kept(chat):
    sent = chat[0][0].sent
    assert sent.raw == "2024-01-05T13:01:00"
    assert sent.local == datetime(2024, 1, 5, 13, 1)
    assert sent.utc == datetime(2024, 1, 5, 13, 1)
    assert sent.zone is ZoneSource.IN_VALUE


def test_direction_in_a_chat_of_two_follows_the_id_of_the_chat(chat):
    items, _ = chat
    assert [items[0].direction, items[1].direction] == [Direction.OUTGOING, Direction.INCOMING]
    assert items[0].sender.identifier == f"user{made.ANN}"
    assert items[0].recipients[0].identifier == f"user{made.BO}"
    assert items[5].sender.name is None
    assert items[5].sender.identifier == f"user{made.BO}"


def test_where_the_id_of_the_chat_is_of_nobody_in_it_who_bears_its_name_sent_nothing(tmp_path):
    """As other programs write such files: who is who cannot be told by ids, and the person that the chat is
    named for is no owner."""
    given = {
        "name": "Bo", "type": "personal_chat", "id": 4,
        "messages": [
            {"id": 1, "type": "message", "date": "2025-01-05T10:00:00", "from": "Bo", "from_id": "user70", "text": "a"},
            {"id": 2, "type": "message", "date": "2025-01-05T10:01:00", "from": "Ann", "from_id": "user71", "text": "b"},
        ],
    }  # fmt: skip
    items, _ = read(put(tmp_path, {"result.json": json.dumps(given).encode()}) / "result.json")
    assert [item.direction for item in items] == [Direction.UNKNOWN, Direction.OUTGOING]


def test_media_reactions_polls_and_service_messages(chat):
    items, _ = chat
    assert items[2].attachments[0].data == made.PICTURE
    assert items[3].attachments[0].data is None
    assert items[3].attachments[0].name == "voice_message"
    assert items[3].text == ""
    assert ("reaction", "👍 1: Bo (2024-01-05T14:00:00)") in items[4].extra
    assert "Allotment or pond?" in items[6].text
    assert items[7].text == "Bo: phone call: hangup, 62 seconds"
    assert items[8].text == "Ann Example: invite members: Cy, (deleted account)"


def test_old_exports_have_numeric_ids_and_no_instant(tmp_path):
    old = {
        "id": 1,
        "type": "message",
        "date": "2019-07-01T12:00:00",
        "edited": "1970-01-01T01:00:00",
        "from": "Bo",
        "from_id": 4294967296 + made.BO,
    }
    put(
        tmp_path,
        {
            "result.json": made.as_json(
                {
                    "name": "Bo",
                    "type": "personal_chat",
                    "id": 4294967296 + made.BO,
                    "messages": [{**old, "text": "x"}],
                }
            )
        },
    )
    (item,), _ = read(tmp_path / "result.json")
    assert (item.sent.utc, item.sent.local) == (None, datetime(2019, 7, 1, 12))
    assert item.direction is Direction.INCOMING
    (item,), _ = read(tmp_path / "result.json", ReadOptions(zone="Europe/London"))
    assert item.sent.utc == datetime(2019, 7, 1, 11)


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_whole_account_is_one_source_with_every_section(tmp_path, as_zip):
    path = put(tmp_path / "export", made.EXPORT)
    if as_zip:
        path = tmp_path / "export.zip"
        path.write_bytes(made.zipped({f"Telegram/{name}": data for name, data in made.EXPORT.items()}))
    items, problems = read(path)
    assert {item.thread for item in items if item.kind is ItemKind.MESSAGE} == {str(made.BO), "55", "66"}
    by = {item.locator: item for item in items}
    assert by["chats.list[1].messages[0]"].direction is Direction.INCOMING
    assert by["chats.list[0].messages[0]"].direction is Direction.OUTGOING
    assert by["chats.list[0].messages[0]"].sender.is_owner
    account, contact = by["personal_information"], by["contacts.list[0]"]
    assert account.kind is ItemKind.ACCOUNT
    assert account.recipients[0].is_owner
    assert [party.identifier for party in contact.recipients] == ["+44 7700 900102", f"user{made.BO}"]
    assert contact.sent.utc == datetime(2021, 1, 1, 10)
    assert by["profile_pictures[0]"].attachments[0].data == made.PICTURE
    assert by["sessions.list[0]"].sent.utc == datetime(2024, 1, 1, 10)
    assert "unsent words" in by["other_data.drafts[0]"].text
    assert len(items) == 9 + 1 + 1 + 6
    assert not any(problem.records for problem in problems)


def test_a_cut_export_keeps_complete_messages_and_counts_the_cut(tmp_path):
    data = made.as_json(made.chat())
    put(tmp_path, {"result.json": data[: data.index(b"words 5")]})
    items, problems = read(tmp_path / "result.json")
    assert [item.text for item in items] == ["words 1", "see this!", "", ""]
    (cut,) = [problem for problem in problems if problem.records]
    assert cut.kind is ProblemKind.PARTLY_READ


def test_unknown_keys_and_types_are_counted_and_kept(tmp_path):
    odd = [made.message(1, glow={"a": 1}), made.message(2, type="hologram"), "no object"]
    put(tmp_path, {"result.json": made.as_json(made.chat(messages=odd))})
    items, problems = read(tmp_path / "result.json")
    assert [item.kind for item in items] == [ItemKind.MESSAGE, ItemKind.RECORD, ItemKind.RECORD]
    assert ("glow", '{"a": 1}') in items[0].extra
    assert sum(problem.kind is ProblemKind.UNKNOWN_NAME for problem in problems) == 2


@pytest.fixture
def pages(tmp_path):
    return read(put(tmp_path, made.FOLDER), ReadOptions(owner="Ann Example"))


def test_pages_of_a_folder_are_one_conversation_in_order(pages):
    items, problems = pages
    assert [item.kind for item in items] == [ItemKind.MESSAGE] * 3 + [ItemKind.SYSTEM, ItemKind.CALL] + [
        ItemKind.MESSAGE
    ] * 2
    assert {item.thread for item in items} == {"Bo"}
    assert [item.position for item in items] == [1, 2, 3, 4, 5, 6, 7]
    assert items[0].text == "Hello\nagain & this"
    assert ("link", "https://example.org/x") in items[0].extra
    assert any("1 lines that only give the day" in problem.reason for problem in problems)


def test_a_joined_message_is_by_the_one_before_also_over_pages(pages):
    items, _ = pages
    assert [item.sender.name if item.sender else None for item in items] == [
        "Ann Example", "Ann Example", "Bo", None, "Ann Example", "Bo", "Bo",
    ]  # fmt: skip
    assert items[0].direction is Direction.OUTGOING
    assert items[4].direction is Direction.OUTGOING
    assert items[5].direction is Direction.INCOMING


def test_times_of_pages_have_an_instant_only_with_an_offset(pages):
    items, _ = pages
    assert items[0].sent.utc == datetime(2024, 1, 5, 12)
    assert items[0].sent.offset == "+01:00"
    assert (items[6].sent.utc, items[6].sent.local) == (None, datetime(2024, 1, 6, 8))


def test_media_calls_and_forwards_in_pages(pages):
    items, problems = pages
    assert [file.data for file in items[2].attachments] == [made.PICTURE, None]
    assert ("via_bot", "@gif") in items[2].extra
    assert items[4].text == "Bo\nOutgoing (62 seconds)"
    assert items[5].text == "passed on"
    assert any(key == "forwarded_from" and value.startswith("Di") for key, value in items[5].extra)
    assert any(problem.kind is ProblemKind.MISSING_ATTACHMENT for problem in problems)


def test_a_cut_page_leaves_out_what_is_not_complete(tmp_path):
    put(tmp_path, {"messages.html": made.FIRST[: made.FIRST.index(b"passed on")]})
    items, problems = read(tmp_path / "messages.html")
    assert len(items) == 5
    assert [problem.records for problem in problems if problem.records] == [1]


def test_the_messages_of_a_page_saved_without_its_frame_are_read(tmp_path):
    stamp = '<div class="pull_right date details" title="05.01.2025 12:00:0{} UTC+00:00">12:00</div>'
    block = (
        '<div class="message default clearfix" id="m{}"><div class="body">'
        + stamp
        + '<div class="from_name">Bo</div><div class="text">{}</div></div></div>'
    )
    page = (
        "<html><body><div class='history'>"
        + block.format(1, 1, "See you")
        + block.format(2, 2, "at six")
        + "</div></body></html>"
    )
    put(tmp_path, {"messages.html": page.encode()})
    assert IMPORTER.recognises(tmp_path / "messages.html")
    items, _ = read(tmp_path / "messages.html")
    assert [(item.text, item.sender.label()) for item in items] == [("See you", "Bo"), ("at six", "Bo")]


def test_pages_beside_json_are_not_read_twice(tmp_path):
    put(tmp_path, {**made.FOLDER, "result.json": made.as_json(made.chat())})
    items, problems = read(tmp_path)
    assert len(items) == 9
    assert any("2 pages repeat" in problem.reason for problem in problems)


def test_a_full_export_in_pages(tmp_path):
    row = '<div class="row"><div class="label details">{}</div><div class="value bold">{}</div></div>'
    entry = (
        '<{}><div class="body"><div class="pull_right info details">{}</div><div class="name '
        'bold">{}</div><div class="details_entry details">{}</div></div></{}>'
    )
    results = made.page(
        row.format("First name", "Ann"), row.format("Last name", "Example"), title="Exported Data"
    )
    contacts = made.page(
        entry.format('div class="entry clearfix"', "01.01.2021 10:00:00", "Bo", "+44 7700 900102", "div"),
        title="Contacts",
    )
    chats = made.page(
        entry.format(
            'a class="entry block_link clearfix" href="../chats/chat_01/messages.html"',
            "private",
            "Bo",
            "7 messages",
            "a",
        )
    )
    files = {"export_results.html": results, "lists/contacts.html": contacts, "lists/chats.html": chats}
    path = put(tmp_path, {**files, **{f"chats/chat_01/{name}": data for name, data in made.FOLDER.items()}})
    items, _ = read(path)
    assert {item.thread for item in items} == {"account", "contacts", "chats/chat_01"}
    assert (
        next(item for item in items if item.kind is ItemKind.CONTACT).recipients[0].identifier
        == "+44 7700 900102"
    )
    assert next(item for item in items if item.text == "joined words").direction is Direction.OUTGOING
    assert Declared("messages (chats)", 7) in list(IMPORTER.read(path, PLAIN))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"messages": []}', b'{"participants": [], "messages": [{"sender_name": "A", "timestamp_ms": 1}]}', b"<html><body>x</body></html>", b"[1,"],
)  # fmt: skip
def test_other_json_and_html_are_not_taken(tmp_path, data):
    put(tmp_path, {"result.json": data})
    assert not IMPORTER.recognises(tmp_path / "result.json")
    assert not IMPORTER.recognises(tmp_path)


@pytest.mark.parametrize(
    ("ann", "bo", "chat"),
    [("user1", "user2", 2), (1, 2, 2), (4294967297, 4294967298, 2), (4294967297, 4294967298, 4294967298)],
)
def test_the_other_one_of_a_chat_is_one_person_whether_she_writes_or_is_written_to(ann, bo, chat, tmp_path):
    sent = [{"id": 1, "type": "message", "date": "2019-07-12T16:55:32", "from": "Ann", "from_id": ann, "text": "a"},
            {"id": 2, "type": "message", "date": "2019-07-13T16:55:32", "from": None, "from_id": bo, "text": "b"}]  # fmt: skip
    (tmp_path / "result.json").write_bytes(
        made.as_json({"name": "Bo", "type": "personal_chat", "id": chat, "messages": sent})
    )
    items, _ = read(tmp_path / "result.json")
    assert items[0].recipients[0].identifier == items[1].sender.identifier == str(bo)


def test_a_chat_cut_down_by_other_programs_needs_no_ids_and_no_times(tmp_path):
    small = {
        "messages": [
            {"type": "service", "actor": "Ann", "action": "create_group"},
            {"type": "message", "from": "Bo", "text": ["see ", {"type": "bold", "text": "this"}]},
        ]
    }
    put(tmp_path, {"friends.json": made.as_json(small)})
    items, _ = read(tmp_path / "friends.json")
    assert [(item.kind, item.text, item.sent) for item in items][1] == (ItemKind.MESSAGE, "see this", None)
    assert items[1].sender.label() == "Bo"
    assert items[0].kind is ItemKind.SYSTEM


def test_a_page_of_which_only_names_and_words_were_kept(tmp_path):
    page = (
        '<html><body><div class="message default clearfix" id="message1"><div class="body"><div '
        'class="from_name">Ann </div><div class="text">Tea &amp; cake</div></div></div>'
        '<div class="message default clearfix joined" id="message2"><div class="body"><div '
        'class="text">anyone?</div></div></div></body></html>'
    )
    put(tmp_path, {"messages.html": page.encode()})
    items, _ = read(tmp_path / "messages.html")
    assert [(item.sender.label(), item.text) for item in items] == [("Ann", "Tea & cake"), ("Ann", "anyone?")]


def test_a_file_outside_the_block_for_files_is_not_lost(tmp_path):
    page = (
        '<html><body><div class="history"><div class="message default" id="message1"><div class="body">'
        '<div class="pull_right date details" title="01.08.2026 10:00:00 UTC+00:00"></div><div '
        'class="from_name">Ann</div>'
        '<div class="photo_wrap clearfix"><a href="files/cup.png"><img src="files/cup.png"/></a> '
        '<a href="https://example.org/x">more</a></div>'
        '<div class="text">Look</div></div></div></div></body></html>'
    )
    put(tmp_path, {"messages.html": page.encode(), "files/cup.png": b"cup"})
    ((item,), _) = read(tmp_path)
    assert (item.text, item.sent.utc.hour) == ("Look", 10)
    assert [(each.name, each.data) for each in item.attachments] == [("cup.png", b"cup")]
    assert ("link", "https://example.org/x") in item.extra


def test_a_page_of_notices_alone(tmp_path):
    page = (
        '<html><body><div class="history"><div class="message service" id="message5"><div class="body '
        'details">Bo added Ann</div></div></div></body></html>'
    )
    put(tmp_path, {"notices.html": page.encode()})
    assert IMPORTER.recognises(tmp_path / "notices.html")
    ((item,), _) = read(tmp_path / "notices.html")
    assert (item.kind, item.text) == (ItemKind.SYSTEM, "Bo added Ann")


def talk(*messages):
    return {"name": "Bo Sample", "type": "personal_chat", "id": 7, "messages": list(messages)}


def said(number, text, **more):
    stamp = {"date": "2025-01-10T09:00:00", "date_unixtime": "1736499600"}
    return {
        "id": number,
        "type": "message",
        **stamp,
        "from": "Bo Sample",
        "from_id": "user7",
        "text": text,
        **more,
    }


def answers(items):
    return [next((value for key, value in item.extra if key == "answers message"), "") for item in items]


def test_an_answer_names_the_place_of_what_it_answers(tmp_path):
    messages = (
        said(101, "at six"),
        said(105, "fine", reply_to_message_id=101),
        said(109, "which", reply_to_message_id=103),
        said(110, "there", reply_to_message_id=101, reply_to_peer_id="channel9"),
        said(111, "later", reply_to_message_id=120),
    )
    (tmp_path / "result.json").write_bytes(made.as_json(talk(*messages)))
    items, _ = read(tmp_path / "result.json")
    assert answers(items) == ["", items[0].locator, "", "", ""]
    assert ("reply_to_message_id", "103") in items[2].extra


def test_a_number_means_a_message_of_its_own_conversation_alone(tmp_path):
    chats = [talk(said(101, "at six")) | {"id": each, "name": f"Chat {each}"} for each in (7, 8)]
    chats[1]["messages"].append(said(102, "fine", reply_to_message_id=101))
    chats.append(talk(said(103, "what", reply_to_message_id=101)) | {"id": 9, "name": "Chat 9"})
    (tmp_path / "result.json").write_bytes(made.as_json({"chats": {"list": chats}}))
    items = [item for item in read(tmp_path / "result.json")[0] if item.kind is ItemKind.MESSAGE]
    assert answers(items) == ["", "", items[1].locator, ""]


def test_an_answer_on_a_page_names_the_place_of_what_it_answers(tmp_path):
    """As Telegram Desktop writes pages: a link to the mark of the message on this page or on another one."""
    block = (
        '<div class="message default clearfix" id="message{0}"><div class="body">'
        '<div class="pull_right date details" title="10.01.2025 09:00:00 UTC+00:00">09:00</div>'
        '<div class="from_name">Bo Sample</div>{2}<div class="text">{1}</div></div></div>'
    )
    reply = '<div class="reply_to details">In reply to <a href="{0}#go_to_message{1}">this message</a></div>'
    page = (
        '<!DOCTYPE html><html><head><title>Exported Data</title><link href="css/style.css" rel="stylesheet"/></head>'
        '<body onload="CheckLocation();"><div class="page_wrap"><div class="page_header"><div class="content">'
        '<div class="text bold">Bo Sample</div></div></div><div class="page_body chat_page"><div class="history">'
        + block.format(41, "at six", "")
        + block.format(44, "fine", reply.format("", 41))
        + block.format(45, "which", reply.format("messages2.html", 41))
        + "</div></div></div></body></html>"
    )
    (tmp_path / "messages.html").write_text(page, "utf-8")
    items, _ = read(tmp_path / "messages.html")
    assert answers(items) == ["", items[0].locator, ""]

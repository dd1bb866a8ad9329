"""WhatsApp-Chat-Exporter's JSON and pages: as version 0.13.1 wrote them of fictional chats."""

import json
import zipfile

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.choosing import choose, read

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"
BO, GROUP = "447700900124@s.whatsapp.net", "120363000000000001@g.us"


def message(stamp, data, *, mine=False, **more):
    said = {
        "from_me": mine, "timestamp": stamp, "time": "19:53", "media": False, "key_id": f"K{stamp}", "meta": False, "data": data, "sender": None, "safe": False, "mime": None,
        "message_type": 0, "received_timestamp": "2024/03/25 19:53", "read_timestamp": None, "reply": None, "quoted_data": None, "caption": None, "thumb": None, "sticker": False, "reactions": {},
    }  # fmt: skip
    return {**said, **more}


def chat(name, *messages):
    about = {
        "name": name,
        "type": "android",
        "my_avatar": None,
        "their_avatar": None,
        "their_avatar_thumb": None,
        "status": "",
        "media_base": "",
    }
    return {**about, "messages": {str(at): each for at, each in enumerate(messages, 2)}}


def chats():
    return {
        BO: chat(
            "Bo Example",
            message(1711396423.603, "first line <br>second &amp; so on"),
            message(1711396424.0, "WhatsApp/Media/IMG-1.jpg", mine=True, media=True, mime="image/jpeg", message_type=1, caption="the shed"),
            message(1711396425.0, "The media is missing", media=True, meta=True, mime="media", message_type=2),
            message(1711396426.0, "Message deleted", meta=True, message_type=15),
            message(1711396427.0, "plan", message_type=9),
            message(1711396428.0, "You changed the <b>subject</b>", meta=True, safe=True, message_type=7),
            message(1711396429.0, "ok", reactions={"Bo Example": "👍"}, reply="K1711396423.603", quoted_data="first line"),
        ),
        GROUP: chat("Allotment", message(1711396430.0, "mine", mine=True), message(1711396431.0, "theirs", sender="Cy"), message(1711396432.0, "number", sender="447700900125")),
        "447700900126@s.whatsapp.net": chat("Di"),
    }  # fmt: skip


@pytest.fixture
def read_file(tmp_path):
    def ran(data, name="result.json", **files):
        path = tmp_path / name
        if files:
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("result.json", data)
                for place, held in files.items():
                    archive.writestr(place.replace("__", "/"), held)
        else:
            path.write_bytes(data)
        assert choose(path).name == "WhatsApp-Chat-Exporter"
        values = list(read(path, ReadOptions()))
        items, tally = (
            [each for each in values if isinstance(each, Item)],
            next(each for each in values if isinstance(each, Tally)),
        )
        problems = [each for each in values if isinstance(each, Problem)]
        assert tally.found == len(items) + sum(each.records for each in problems)
        return items, problems

    return ran


def by_text(items):
    return {each.text: each for each in items}


def test_messages_have_their_words_times_direction_and_people(read_file):
    items, _ = read_file(json.dumps(chats()).encode())
    first = by_text(items)["first line\nsecond &amp; so on"]
    assert (first.direction, first.sender.identifier, first.sender.name) == (
        Direction.INCOMING,
        BO,
        "Bo Example",
    )
    assert first.sent.utc.isoformat() == "2024-03-25T19:53:43.603000"
    assert ("data as written", "first line <br>second &amp; so on") in first.extra
    mine, theirs, number = (by_text(items)[words] for words in ("mine", "theirs", "number"))
    assert [each.direction for each in (mine, theirs, number)] == [
        Direction.OUTGOING,
        Direction.INCOMING,
        Direction.INCOMING,
    ]
    assert (theirs.sender.name, number.sender.identifier, mine.recipients) == (
        "Cy",
        "447700900125@s.whatsapp.net",
        (),
    )
    assert ("reaction", "👍 Bo Example") in by_text(items)["ok"].extra


def test_files_are_attached_or_told_as_missing(read_file):
    items, problems = read_file(
        json.dumps(chats()).encode(),
        "all.zip",
        WhatsApp__Media__IMG_1="x",
        **{"WhatsApp/Media/IMG-1.jpg": PICTURE},
    )
    sent = by_text(items)["the shed"]
    assert sent.attachments[0].data == PICTURE
    missing = next(each for each in problems if each.kind is ProblemKind.MISSING_ATTACHMENT)
    assert missing.reason.startswith(
        "2 files"
    )  # one that the program did not find, one that it left out without a word
    assert len(by_text(items)["plan"].attachments) == 1


def test_notices_deleted_messages_and_chats_without_messages(read_file):
    items, _ = read_file(json.dumps(chats()).encode())
    assert by_text(items)["You changed the subject"].kind is ItemKind.SYSTEM
    assert [each.kind for each in items if each.deleted_as_reported] == [ItemKind.MESSAGE]
    assert any(each.kind is ItemKind.CONTACT and "Di" in each.text for each in items)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_cut_file_keeps_whole_messages_and_says_so(read_file, share):
    data = json.dumps(chats()).encode()
    items, problems = read_file(data[: int(len(data) * share)])
    assert items
    assert any(each.kind is ProblemKind.PARTLY_READ for each in problems)


def bubble(number, words, *, mine=False, sender="", clock="19:53", foot=""):
    side = "justify-end" if mine else "justify-start"
    last = f'<p class="text-[10px] text-[#667781] text-right mt-1">{clock}<span class="status-indicator"> ✓ </span></p>' if mine else (
        f'<div class="flex items-baseline text-[10px] mt-1 gap-2"><span class="flex-shrink-0">{sender}</span><span class="flex-grow"></span><span class="flex-shrink-0">{clock}</span></div>'
    )  # fmt: skip
    return (
        f'<div class="flex {side} items-center group" id="K{number}"><div class="rounded-lg p-2 '
        f'shadow-sm relative"><p class="text-sm">{words}</p>{last}{foot}</div></div>'
    )


def page(*blocks, name="Bo Example", status=""):
    day = '<div class="flex justify-center"><div class="bg-[#e1f2fb] rounded-lg">2024-03-25</div></div>'
    return (
        f"<!DOCTYPE html><html><head><title>Whatsapp - {name}</title></head><body><article><div "
        f'class="p-3 bg-whatsapp-dark"><h2>Chat history with {name}</h2><p>{status}</p></div>'
        f'<div class="flex-1 p-5 message-list"><div '
        f'class="flex">{day}{"".join(blocks)}</div></div></article></body></html>'
    ).encode()


def test_pages_give_the_same_messages(read_file):
    box = '<div class="flex justify-center mb-2"><div class="bg-[#FFF3C5] rounded-lg">{}</div></div>'
    image = (
        '<a href="WhatsApp/Media/IMG-1.jpg"><img src="WhatsApp/Media/IMG-1.jpg" loading="lazy"/></a><p '
        'class="mt-1">the shed</p>'
    )
    reaction = (
        '<div class="flex flex-wrap"><div class="bg-white cursor-help" title="Bo Example">👍</div></div>'
    )
    blocks = (
        bubble(1, "first line <br>second"), bubble(2, image, mine=True, clock="19:54", foot=reaction), bubble(3, box.format("The media is missing")),
        bubble(4, box.format("Message deleted")), bubble(5, box.format("Bo Example joined")),
    )  # fmt: skip
    items, problems = read_file(page(*blocks), "447700900124-Bo-Example.html")
    assert [(each.text, each.direction, each.kind) for each in items] == [
        ("first line\nsecond", Direction.INCOMING, ItemKind.MESSAGE),
        ("the shed", Direction.OUTGOING, ItemKind.MESSAGE),
        (None, Direction.INCOMING, ItemKind.MESSAGE),
        (None, Direction.INCOMING, ItemKind.MESSAGE),
        ("Bo Example joined", Direction.UNKNOWN, ItemKind.SYSTEM),
    ]
    assert items[0].sender.name == "Bo Example"
    assert items[1].sent.local.isoformat() == "2024-03-25T19:54:00"
    assert ("reaction", "👍 Bo Example") in items[1].extra
    assert next(each for each in problems if each.kind is ProblemKind.MISSING_ATTACHMENT).reason.startswith(
        "2 files"
    )


def test_a_page_that_shows_again_what_the_data_holds_is_left_out_and_told(read_file):
    items, problems = read_file(
        json.dumps(chats()).encode(),
        "all.zip",
        **{"447700900124-Bo-Example.html": page(bubble(1, "first line"))},
    )
    assert sum(each.kind is ItemKind.MESSAGE for each in items) == 9
    assert any(
        each.kind is ProblemKind.SKIPPED and each.reason.startswith("1 texts and pages") for each in problems
    )


def test_a_page_that_is_cut_is_told(read_file):
    items, problems = read_file(page(bubble(1, "first"), bubble(2, "second"))[:-120], "page.html")
    assert items
    assert any(each.kind is ProblemKind.PARTLY_READ for each in problems)


def test_truth_values_as_words_and_keys_in_another_order_turn_no_direction(read_file):
    def turned(value):
        if isinstance(value, dict):
            return {key: turned(each) for key, each in reversed(list(value.items()))}
        return str(value) if isinstance(value, bool) else value

    items, _ = read_file(json.dumps(turned(chats())).encode())
    assert by_text(items)["mine"].direction is Direction.OUTGOING
    assert by_text(items)["theirs"].direction is Direction.INCOMING
    said = chats()
    del said[GROUP]["messages"]["2"]["from_me"]
    items, _ = read_file(json.dumps(said).encode())
    assert by_text(items)["mine"].direction is Direction.UNKNOWN


def test_what_stands_beside_the_title_of_a_page_is_kept(read_file):
    items, _ = read_file(page(bubble(1, "first"), status="At the shed"), "page.html")
    assert any("At the shed" in (each.text or "") for each in items)


def test_values_of_other_types_stop_nothing(read_file):
    said = chats()
    said[BO]["messages"]["2"] |= {
        "data": ["first", "line"],
        "message_type": [0],
        "reactions": ["👍"],
        "caption": {"a": 1},
        "sender": ["x"],
        "timestamp": ["soon"],
    }
    items, _ = read_file(json.dumps(said).encode())
    assert sum(each.kind is ItemKind.MESSAGE for each in items) == 9
    assert any(
        '["first", "line"]' in (each.text or "") and ("reactions", '["👍"]') in each.extra for each in items
    )

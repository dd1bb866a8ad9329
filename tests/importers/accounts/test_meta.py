"""Facebook and Instagram downloads: conversations in each shape, everything else record by record
(reference/formats.md 3.11).
"""

import json
from datetime import datetime

import meta_samples as made
import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.accounts.meta.dates import moment
from evidence_review.importers.accounts.meta.importer import IMPORTER
from evidence_review.importers.accounts.meta.text import repaired

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


def alone(folder, name, value):
    put(folder, made.as_files({name: value}))
    return folder / name


def test_strings_are_put_right_each_on_its_own():
    assert repaired({made.garbled("naïve"): [made.garbled("😀"), "already ü", "plain", 7]}) == {
        "naïve": ["😀", "already ü", "plain", 7]
    }


def test_one_file_alone_is_a_conversation_oldest_first(tmp_path):
    items, problems = read(alone(tmp_path, "message_1.json", made.NEWER))
    assert [item.position for item in items] == [1, 2, 3, 4, 5]
    assert [item.sent.utc.minute for item in items] == [4, 5, 6, 7, 8]
    assert {item.thread for item in items} == {"inbox/bo_123"}
    assert {item.thread_title for item in items} == {"Bø"}
    assert items[0].locator == "messages[4]"
    assert items[0].sent.utc == datetime(2024, 1, 5, 13, 4)
    assert items[0].sent.raw == str(made.START + 240_000)
    assert ("reaction", "❤ Bø") in items[0].extra
    assert ("conversation is_still_participant", "true") in items[0].extra
    assert ("link", "https://example.org/x") in items[1].extra
    assert items[1].text is None
    assert items[2].deleted_as_reported == "unsent"
    assert items[3].kind is ItemKind.CALL
    assert ("glow", "new") in items[4].extra
    assert any(problem.kind is ProblemKind.UNKNOWN_NAME for problem in problems)
    assert any("no account ids" in problem.reason for problem in problems)


def test_people_are_names_and_direction_needs_the_owner(tmp_path):
    path = alone(tmp_path, "message_1.json", made.OLDER)
    items, _ = read(path)
    assert {item.direction for item in items} == {Direction.UNKNOWN}
    assert (items[1].sender.identifier, items[1].sender.name) == (None, "Bø")
    assert [party.name for party in items[1].recipients] == ["Ann Example"]
    items, _ = read(path, ReadOptions(owner="ann example"))
    assert [item.direction for item in items] == [Direction.OUTGOING, Direction.INCOMING, Direction.INCOMING]
    assert items[0].sender.is_owner


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_whole_facebook_download_is_one_source(tmp_path, as_zip):
    path = put(tmp_path / "export", {f"facebook-ann/{name}": data for name, data in made.EXPORT.items()})
    if as_zip:
        path = tmp_path / "facebook.zip"
        path.write_bytes(made.zipped({f"facebook-ann/{name}": data for name, data in made.EXPORT.items()}))
    items, problems = read(path)
    talk = [item for item in items if item.thread == "inbox/bo_123"]
    assert [item.position for item in talk] == list(range(1, 9)), (
        "the files of a folder are one conversation, whatever their names"
    )
    assert [item.sent.utc.minute for item in talk] == list(range(1, 9))
    assert talk[1].text == "naïve 😀 café"
    assert talk[2].attachments[0].data == made.PICTURE
    assert talk[0].direction is Direction.OUTGOING, "the profile in the download says whose it is"
    assert {item.thread for item in items if item.kind is ItemKind.MESSAGE} == {
        "inbox/bo_123",
        "archived_threads/cy_9",
    }
    assert len(items) == 8 + 1 + 1 + 2 + 1 + 1
    by = {item.text: item for item in items}
    assert by["name: Zoë\ntimestamp: 1500000000"].sent.utc == datetime(2017, 7, 14, 2, 40)
    assert any("a day out ☀" in (item.text or "") for item in items)
    assert next(item for item in items if item.kind is ItemKind.SEARCH).sent.utc == datetime(
        2020, 9, 13, 12, 26, 41
    )
    assert sum(item.kind is ItemKind.ACCOUNT for item in items) == 1
    assert not any(problem.records for problem in problems)
    assert any("1 files of this download hold no record" in problem.reason for problem in problems)


def test_a_whole_instagram_download(tmp_path):
    items, _ = read(put(tmp_path, made.INSTAGRAM))
    messages = [item for item in items if item.kind is ItemKind.MESSAGE]
    assert [item.text for item in messages] == ["words 1", "Liked a message"]
    assert {item.app for item in items} == {"Instagram", "Facebook or Instagram"}
    assert messages[0].app == "Instagram"
    assert [item.direction for item in messages] == [Direction.OUTGOING, Direction.INCOMING]
    texts = "\n".join(item.text or "" for item in items)
    for word in ("bo_handle", "pond plants", "schön", "https://example.org/p"):
        assert word in texts
    assert len(items) == 2 + 1 + 1 + 1 + 1 + 1 + 1
    assert all(item.sent and item.sent.utc for item in items if item.kind is not ItemKind.ACCOUNT)


def test_the_flat_instagram_file_of_2020(tmp_path):
    items, problems = read(alone(tmp_path, "messages.json", made.FLAT))
    assert {item.thread for item in items} == {"ann_x, bo_x", "ann_x, cy_x"}
    assert [item.text for item in items] == [None, "older", "newer", None]
    assert items[1].sender.identifier == "ann_x"
    assert items[1].sent.utc == datetime(2020, 3, 1, 10)
    assert any(key == "reaction" and "bo_x" in value for key, value in items[1].extra)
    assert ("heart", "❤️") in items[0].extra
    assert items[3].kind is ItemKind.CALL
    assert not any("no account ids" in problem.reason for problem in problems), "handles identify"


def test_an_encrypted_messenger_download_is_right_already(tmp_path):
    path = tmp_path / "Bø_12.json"
    path.write_bytes(json.dumps(made.ENCRYPTED, ensure_ascii=False).encode())
    put(tmp_path, {"media/1.jpg": made.PICTURE})
    items, _ = read(path)
    assert [item.text for item in items] == ["naïve 😀", ""]
    assert items[1].deleted_as_reported == "unsent"
    assert items[1].attachments[0].data == made.PICTURE
    assert {item.thread for item in items} == {"Bø_12"}


def test_a_folder_of_encrypted_conversations_is_one_source(tmp_path):
    other = {**made.ENCRYPTED, "threadName": "Cy_13"}
    items, _ = read(put(tmp_path, made.as_files({"Bo_12.json": made.ENCRYPTED, "Cy_13.json": other})))
    assert {item.thread for item in items} == {"Bø_12", "Cy_13"}


def test_a_cut_file_keeps_complete_messages_and_counts_the_cut(tmp_path):
    data = made.as_files({"x": made.NEWER})["x"]
    path = tmp_path / "message_1.json"
    path.write_bytes(data[: data.index(b"share_text")])
    items, problems = read(path)
    assert [item.sent.utc.minute for item in items] == [6, 7, 8]
    assert [problem.kind for problem in problems if problem.records] == [ProblemKind.PARTLY_READ]


def test_odd_values_never_stop_the_reading(tmp_path):
    odd = made.conversation(
        made.message(1, photos=None, reactions="x", share=[1]),
        {"sender_name": None, "timestamp_ms": "soon"},
        made.message(2),
    )
    odd["messages"].append("no object")
    odd["participants"] = [{"name": "Ann Example"}, "Bo", None, 7]
    items, _ = read(alone(tmp_path, "message_1.json", odd))
    assert len(items) == 4
    assert sum(item.kind is ItemKind.RECORD for item in items) == 1


def test_pages_of_instagram(tmp_path):
    files = {
        f"your_instagram_activity/messages/inbox/bo_1/{name}": data
        for name, data in (("message_1.html", made.INSTAGRAM_PAGE), ("photos/1.jpg", made.PICTURE))
    }
    items, problems = read(put(tmp_path, files), ReadOptions(owner="Ann Example", zone="Europe/London"))
    assert [item.text for item in items] == ["first\nline two", None, "newest & last"]
    assert [item.sender.name for item in items] == ["Bo", "Ann Example", "Bo"]
    assert items[0].sent.local == datetime(2024, 1, 4, 23, 5)
    assert items[0].sent.utc is None, "no zone that can be trusted, whatever zone the phone had"
    assert items[1].attachments[0].data == made.PICTURE
    assert len(items[1].attachments) == 1
    assert ("link", "https://example.org/x") in items[0].extra
    assert any(key == "reaction" and "Ann Example" in value for key, value in items[2].extra)
    assert {item.thread for item in items} == {"inbox/bo_1"}
    assert any("Pacific" in problem.reason for problem in problems)


@pytest.mark.parametrize(("data", "texts", "first"), [
    (made.FACEBOOK_PAGE, ["more words", "words"], datetime(2025, 6, 1, 0, 0)),
    (made.OLD_PAGE, ["sooner", "later"], datetime(2019, 6, 24, 21, 4)),
    (made.MESSAGES_HTM, ["sooner", "later"], datetime(2012, 6, 5, 20, 1)),
])  # fmt: skip
def test_pages_of_every_design(tmp_path, data, texts, first):
    put(tmp_path, {"message_1.html": data})
    items, _ = read(tmp_path / "message_1.html")
    assert [item.text for item in items] == texts
    assert [item.position for item in items] == [1, 2]
    assert items[0].sent.local == first
    assert {item.kind for item in items} == {ItemKind.MESSAGE}


def test_the_second_page_of_a_conversation_is_the_older_one(tmp_path):
    older = made.page(made.instagram_block("Bo", "oldest", "Jan 01, 2024 1:00 pm"))
    box = "messages/inbox/bo_1"
    items, _ = read(
        put(tmp_path, {f"{box}/message_1.html": made.INSTAGRAM_PAGE, f"{box}/message_2.html": older})
    )
    assert [item.text for item in items] == ["oldest", "first\nline two", None, "newest & last"]
    assert [item.position for item in items] == [1, 2, 3, 4]


def test_a_cut_page_leaves_out_what_is_not_complete(tmp_path):
    put(tmp_path, {"message_1.html": made.INSTAGRAM_PAGE[: made.INSTAGRAM_PAGE.index(b"line two")]})
    items, problems = read(tmp_path / "message_1.html")
    assert [item.text for item in items] == [None, "newest & last"]
    assert [problem.records for problem in problems if problem.records] == [1]


def test_other_pages_are_read_record_by_record(tmp_path):
    friends = made.page('<section class="_a6-g"><h2 class="_a6-h _a6-i">Zoë</h2><footer class="_3-94 _a6-o"><div class="_a72d">Dec 12, 2025 9:27:43 pm</div></footer></section>',
                        '<section class="_a6-g"><h2 class="_a6-h _a6-i">Cy</h2><div class="_a6-p"><section class="_a6-g">inner</section></div></section>')  # fmt: skip
    path = put(
        tmp_path,
        {
            "connections/friends/your_friends.html": friends,
            "connections/friends/start.html": made.page("<h1>Files</h1>"),
        },
    )
    items, _ = read(path)
    assert [item.text for item in items if item.thread == "your_friends"] == [
        "Zoë\nDec 12, 2025 9:27:43 pm",
        "Cy\ninner",
    ]
    assert items[1].sent.local == datetime(2025, 12, 12, 21, 27, 43)
    assert {item.kind for item in items} == {ItemKind.RECORD}


@pytest.mark.parametrize(("raw", "expected"), [
    ("Feb 28, 2025 10:07 am", datetime(2025, 2, 28, 10, 7)),
    ("Mar 01, 2025 12:07 am", datetime(2025, 3, 1, 0, 7)),
    ("Jul 12, 2024 4:54:10pm", datetime(2024, 7, 12, 16, 54, 10)),
    ("jun. 07, 2024 5:44 am", datetime(2024, 6, 7, 5, 44)),
    ("ago 9, 2023 1:05 da manhã", datetime(2023, 8, 9, 1, 5)),
    ("ago 9, 2023 1:05 da tarde", datetime(2023, 8, 9, 13, 5)),
    ("5. Januar 2021, 13:45", datetime(2021, 1, 5, 13, 45)),
    ("12 févr. 2020 à 08:15", datetime(2020, 2, 12, 8, 15)),
    ("พ.ค. 24, 2023 7:12:54 pm", datetime(2023, 5, 24, 19, 12, 54)),
    ("2024年1月5日 13:02", datetime(2024, 1, 5, 13, 2)),
    ("Saturday, May 4, 2013 at 6:14pm UTC+08", datetime(2013, 5, 4, 18, 14)),
    ("once upon a time", None),
    ("99 Jan 2024, 10:00", None),
    ("lis 5, 2024 10:00", None),  # November in Polish, October in Croatian: not decided
])  # fmt: skip
def test_stamps_of_pages(raw, expected):
    assert moment(raw).local == expected
    assert moment(raw).raw == raw
    assert (moment(raw).utc is not None) == ("UTC+" in raw)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("message_1.json", b"{}"), ("message_1.json", b"[]"), ("message_1.json", b'{"messages": []}'), ("a.json", b'{"messages": [{"id": 1, "type": "message"}]}'),
        ("messages.json", b'{"messages": [{"creator": {}, "text": "x"}]}'), ("a.json", b'{"Received Saved Chat History": []}'), ("message_1.html", b"<html>x</html>"),
        ("a.json", b'[{"id": "1", "Timestamp": "2020"}]'), ("a.txt", b"words"),
    ],
)  # fmt: skip
def test_other_files_are_not_taken(tmp_path, name, data):
    put(tmp_path, {name: data})
    assert not IMPORTER.recognises(tmp_path / name)
    assert not IMPORTER.recognises(tmp_path)


def test_words_in_other_parts_of_a_page_s_message_are_kept(tmp_path):
    block = (
        '<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><h2 class="_3-95 _2pim _a6-h '
        '_a6-i">bo</h2><div class="_3-95 _a6-p"><div>bo sent an attachment.</div>'
        "<div><div><div>a caption about the shed</div><div>the maker</div></div></div></div><div "
        'class="_3-94 _a6-o">Apr 25, 2025 10:20 am</div></div>'
    )
    path = tmp_path / "message_1.html"
    path.write_bytes(made.page(block))
    items, _ = read(path)
    assert items[0].text == "bo sent an attachment."
    assert any("a caption about the shed" in value for _, value in items[0].extra)

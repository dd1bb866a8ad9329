"""Downloads of TikTok, X, Skype, Slack, Tinder and Hinge: who wrote what to whom and when, in every
container, and damage (reference/formats.md 3.11)."""

from datetime import datetime

import account_samples as made
import pytest
import samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.accounts import skype, slack, tiktok, tinder_and_hinge, x_archive
from evidence_review.importers.choosing import choose, files_in

NOON = datetime(2025, 1, 5, 12)


def read(importer, path, **options):
    assert choose(path) is importer.IMPORTER
    values = list(importer.read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    return items, problems


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else made.as_json(data))
    return path


def laid(folder, files):
    for name, data in files.items():
        put(folder / name, data)
    return folder


def of(items, kind):
    return sorted(
        (item for item in items if item.kind is kind), key=lambda item: (item.thread, item.position)
    )


# ---- TikTok ------------------------------------------------------------------------------------


def test_tiktok_messages_and_activity(tmp_path):
    items, problems = read(tiktok, put(tmp_path / "user_data_tiktok.json", made.TIKTOK))
    see, fine = of(items, ItemKind.MESSAGE)
    assert (see.text, see.sender.identifier, see.direction, see.thread) == (
        "See you at six",
        "bo_example",
        Direction.INCOMING,
        "bo_example",
    )
    assert (fine.text, fine.direction, fine.sender.is_owner, fine.recipients[0].identifier) == (
        "Fine",
        Direction.OUTGOING,
        True,
        "bo_example",
    )
    assert (see.sent.local, see.sent.utc, see.sent.raw) == (NOON, None, "2025-01-05 12:00:00")
    (search,), (visit,), (account,) = (
        of(items, kind) for kind in (ItemKind.SEARCH, ItemKind.VISIT, ItemKind.ACCOUNT)
    )
    assert "shed paint" in search.text
    assert (visit.sent.utc, "https://example.org/v/1" in visit.text) == (datetime(2025, 1, 5, 11, 5), True)
    assert "ann_example" in account.text
    assert sum("Nice shed" in (item.text or "") for item in items) == 1
    assert len(items) == 8
    assert {p.kind for p in problems} == {ProblemKind.SOURCE_FLAG}


def test_tiktok_times_get_an_instant_from_the_person_importing(tmp_path):
    items, _ = read(tiktok, put(tmp_path / "x.json", made.TIKTOK), zone="UTC")
    assert of(items, ItemKind.MESSAGE)[0].sent.utc == NOON


def test_tiktok_without_a_profile_still_knows_two_sides(tmp_path):
    items, _ = read(
        tiktok,
        put(tmp_path / "x.json", {key: value for key, value in made.TIKTOK.items() if key != "Profile"}),
    )
    assert [item.direction for item in of(items, ItemKind.MESSAGE)] == [
        Direction.INCOMING,
        Direction.OUTGOING,
    ]


# ---- X -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["folder", "zip"])
def test_x_messages_posts_and_media(tmp_path, shape):
    path = (
        laid(tmp_path / "x", made.X_FILES)
        if shape == "folder"
        else put(tmp_path / "x.zip", samples.zipped(**made.X_FILES))
    )
    items, problems = read(x_archive, path)
    see, fine, hello = of(items, ItemKind.MESSAGE)
    assert (see.text, see.sender.is_owner, see.sender.name, see.direction) == (
        "See you at six",
        True,
        "Ann",
        Direction.OUTGOING,
    )
    assert [party.identifier for party in see.recipients] == ["222"]
    assert (see.sent.utc, see.sent.zone, see.thread) == (NOON, ZoneSource.IN_VALUE, "111-222")
    assert (fine.text, fine.direction, fine.attachments[0].data) == (
        "Fine & good",
        Direction.INCOMING,
        made.PICTURE,
    )
    assert dict(fine.extra)["reaction"] == "like by 111 at 2025-01-05T12:02:00.000Z"
    assert (hello.thread, hello.recipients, dict(hello.extra)["mood"]) == ("900", (), "calm")
    (joined,) = of(items, ItemKind.SYSTEM)
    assert (joined.sender.identifier, "111, 222, 333" in joined.text) == ("222", True)
    (post,) = [item for item in items if item.thread == "tweets"]
    assert (post.text, post.sent.utc, post.attachments[0].data) == (
        "Shed > house",
        datetime(2025, 1, 5, 12, 5),
        made.PICTURE,
    )
    assert any(p.kind is ProblemKind.SKIPPED and "without their words" in p.reason for p in problems)
    assert any(p.kind is ProblemKind.UNKNOWN_NAME for p in problems)
    assert list(files_in(path)) == [path]


def test_one_file_of_an_x_archive_and_one_cut_short(tmp_path):
    data = made.X_FILES["data/direct-messages.js"]
    items, _ = read(x_archive, put(tmp_path / "direct-messages.js", data), owner="222")
    assert [item.direction for item in items] == [Direction.OUTGOING, Direction.INCOMING]
    items, problems = read(
        x_archive, put(tmp_path / "direct-messages.js", data[: data.index(b'"text": "See')])
    )
    assert of(items, ItemKind.MESSAGE)[-1].text == "Fine & good"
    assert [p.kind for p in problems if p.records] == [ProblemKind.PARTLY_READ]


# ---- Skype -------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["folder", "zip"])
def test_skype_messages_calls_files_and_events(tmp_path, shape):
    path = (
        laid(tmp_path / "s", made.SKYPE_FILES)
        if shape == "folder"
        else put(tmp_path / "s.zip", samples.zipped(**made.SKYPE_FILES))
    )
    items, problems = read(skype, path)
    one, see, fine, shed, gone = of(items, ItemKind.MESSAGE)
    assert (see.text, see.direction, see.sender.identifier, see.thread_title) == (
        "See you at six",
        Direction.INCOMING,
        "8:bo.example",
        "Bo Example",
    )
    assert (see.sent.utc, see.thread) == (datetime(2025, 1, 5, 12, 0, 0, 500_000), "8:bo.example")
    assert (fine.text, fine.direction, [p.identifier for p in fine.recipients]) == (
        "See you\nFine & good :)",
        Direction.OUTGOING,
        ["8:bo.example"],
    )
    assert [(each.name, each.data) for each in shed.attachments] == [("shed.jpg", made.PICTURE)]
    assert gone.deleted_as_reported == "deleted 1736078700"
    assert (one.text, one.recipients, one.thread) == ("1 < 2", (), "19:abc@thread.skype")
    (call,), (added,) = of(items, ItemKind.CALL), of(items, ItemKind.SYSTEM)
    assert (dict(call.extra)["seconds"], call.direction) == ("12", Direction.INCOMING)
    assert (added.sender, dict(added.extra)["message type"]) == (None, "ThreadActivity/AddMember")
    assert not [p for p in problems if p.records]


def test_skype_alone_says_that_files_are_missing_and_keeps_what_came_before_a_cut(tmp_path):
    data = made.as_json(made.SKYPE)
    items, problems = read(skype, put(tmp_path / "messages.json", data))
    assert any(p.kind is ProblemKind.MISSING_ATTACHMENT for p in problems)
    items, problems = read(skype, put(tmp_path / "messages.json", data[: data.index(b"1 < 2")]))
    assert len(of(items, ItemKind.MESSAGE)) == 4
    assert [p.kind for p in problems if p.records] == [ProblemKind.PARTLY_READ]


# ---- Slack -------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["folder", "zip"])
def test_slack_channels_and_direct_messages(tmp_path, shape):
    path = (
        laid(tmp_path / "k", made.SLACK_FILES)
        if shape == "folder"
        else put(tmp_path / "k.zip", samples.zipped(**made.SLACK_FILES))
    )
    items, problems = read(slack, path, owner="U1")
    see, plan, rota, hi = of(items, ItemKind.MESSAGE)
    assert (see.text, see.thread, see.thread_title) == (
        "See this & @Ann Example in #hall @here",
        "C1",
        "hall",
    )
    assert (see.sender.identifier, see.sender.name, see.sent.utc) == (
        "U2",
        "Bo Example",
        datetime(2025, 1, 5, 12, 1, 0, 200),
    )
    assert (dict(see.extra)["reaction"], "<@U1>" in dict(see.extra)["as written"]) == (
        ":thumbsup: 1: Ann Example",
        True,
    )
    assert [(each.name, each.data) for each in plan.attachments] == [("plan.pdf", None)]
    assert (plan.direction, rota.sender.name, rota.sender.role) == (Direction.OUTGOING, "rota", "bot")
    assert (hi.thread, hi.direction, [p.identifier for p in hi.recipients]) == (
        "D1",
        Direction.INCOMING,
        ["U1"],
    )
    (joined,) = of(items, ItemKind.SYSTEM)
    assert joined.text == "@Ann Example has joined the channel"
    assert any(p.reason.startswith("1 files are only linked") for p in problems)
    assert list(files_in(path)) == [path]


def test_one_day_of_slack_and_one_cut_short(tmp_path):
    data = made.SLACK_FILES["hall/2025-01-05.json"]
    assert len(read(slack, put(tmp_path / "2025-01-05.json", data))[0]) == 4
    items, problems = read(slack, put(tmp_path / "2025-01-05.json", data[: data.index(b"Rota")]))
    assert len(items) == 3
    assert [p.kind for p in problems if p.records] == [ProblemKind.PARTLY_READ]


# ---- Tinder and Hinge --------------------------------------------------------------------------


def test_tinder_gives_one_side_by_match(tmp_path):
    items, problems = read(tinder_and_hinge, put(tmp_path / "data.json", made.TINDER))
    here, picture = of(items, ItemKind.MESSAGE)
    assert (here.text, here.thread, here.direction, here.app) == (
        "I\u2019m here",
        "Match 2",
        Direction.OUTGOING,
        "Tinder",
    )
    assert (here.sent.utc, here.sender.name, here.recipients[0].label()) == (NOON, "Ann Example", "Match 2")
    assert [each.name for each in picture.attachments] == ["x.gif"]
    assert any("one side" in p.reason for p in problems)
    assert any("Match 1" in (item.text or "") for item in of(items, ItemKind.RECORD))
    assert len(of(items, ItemKind.ACCOUNT)) == 1


def test_hinge_gives_chats_likes_and_matches(tmp_path):
    items, _ = read(tinder_and_hinge, put(tmp_path / "matches.json", made.HINGE))
    hello, again, note = of(items, ItemKind.MESSAGE)
    assert ([each.name for each in note.attachments], note.direction) == (["note.m4a"], Direction.OUTGOING)
    assert (hello.text, hello.thread, hello.sent.local, hello.sent.utc, hello.app) == (
        "Hello",
        "Match 1",
        NOON,
        None,
        "Hinge",
    )
    assert (again.position > hello.position, len(of(items, ItemKind.RECORD))) == (True, 4)
    assert of(items, ItemKind.RECORD)[0].sent.local == datetime(2025, 1, 5, 11)


@pytest.mark.parametrize(
    "data",
    [
        b'{"Activity": {"a": 1}}',
        b'[{"ts": "1", "type": "message"}]',
        b'{"User": {"name": "x"}}',
        b'[{"match": []}]',
        b"window.alert(1)",
        b'{"conversations": []}',
    ],
)
def test_other_json_is_left_to_others(tmp_path, data):
    assert choose(put(tmp_path / "x.json", data)).name == "Plain text"

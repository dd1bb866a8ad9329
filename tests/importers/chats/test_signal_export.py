"""Signal as signal-export and signalbackup-tools write it (reference/formats.md 3.15). Fictional people
only."""

from datetime import datetime

import pytest
import samples
import signal_samples as made

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.chats.signal import (
    export as signal_export,
)
from evidence_review.importers.chats.signal import (
    pages as signal_pages,
)
from evidence_review.importers.chats.signal import (
    text as signal_text,
)
from evidence_review.importers.choosing import choose


def read(importer, path, **options):
    assert importer.recognises(path)
    values = list(importer.read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    return items, problems


def lay(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_the_markdown_of_one_conversation(tmp_path):
    path = lay(tmp_path / "Bo", {"chat.md": made.MARKDOWN, "media/shed one.jpg": made.PICTURE}) / "chat.md"
    (hello, fine, picture, deleted, sticker), problems = read(
        signal_export, path, owner="Ann", zone="Europe/London"
    )
    assert (hello.text, hello.sender.name, hello.direction) == ("See you at six", "Bo", Direction.INCOMING)
    assert (hello.sent.utc, hello.sent.zone) == (datetime(2025, 1, 5, 15, 21, 33), ZoneSource.SET_BY_USER)
    assert fine.text == "Fine\nand bring the key"
    assert (fine.direction, fine.sender.is_owner, fine.recipients[0].name) == (Direction.OUTGOING, True, "Bo")
    assert dict(fine.extra) == {"quoted": "See you at six", "reaction": "Bo: \U0001f44d"}
    assert (picture.text, picture.attachments[0].data) == (None, made.PICTURE)
    assert deleted.deleted_as_reported == "deleted for everyone"
    assert deleted.text is None
    assert dict(sticker.extra)["sticker"] == "\U0001f600"
    assert (sticker.sender, sticker.direction) == (None, Direction.UNKNOWN)
    assert not problems
    assert path.parent / "media" / "shed one.jpg" in set(signal_export.companions(path))


def test_a_time_has_no_zone_until_someone_says_where(tmp_path):
    items, _ = read(signal_export, lay(tmp_path, {"chat.md": made.MARKDOWN}) / "chat.md")
    assert (items[0].sent.local, items[0].sent.utc) == (datetime(2025, 1, 5, 15, 21, 33), None)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_whole_export_is_read_once(tmp_path, zipped):
    path = lay(tmp_path / "out", made.EXPORT)
    if zipped:
        path = tmp_path / "signal.zip"
        path.write_bytes(samples.zipped(**{f"out/{name}": data for name, data in made.EXPORT.items()}))
    items, problems = read(signal_export, path)
    assert choose(path) is signal_export.IMPORTER
    bo = [item for item in items if item.thread_title == "Bo"]
    assert len(bo) == 5
    assert [item.kind for item in bo] == [ItemKind.MESSAGE] * 4 + [ItemKind.CALL]
    assert bo[2].attachments[0].data == made.PICTURE
    assert dict(bo[3].extra)["shed"] == "green"
    group = [item for item in items if item.thread_title == "Allotment Club"]
    assert {item.sender.name for item in group if item.sender} == {"Bo", "Cy"}
    assert [item.locator for item in items if item.kind is ItemKind.FILE] == [
        ("out/" if zipped else "") + "Bo/media/unnamed.pdf"
    ]
    assert "2 files repeat" in " ".join(p.reason for p in problems)


def test_what_was_merged_into_the_markdown_is_not_lost(tmp_path):
    short = b"\n".join(made.JSON.split(b"\n")[:2])
    items, _ = read(
        signal_export, lay(tmp_path / "out", {"Bo/data.json": short, "Bo/chat.md": made.MARKDOWN})
    )
    assert len(items) == 5


def test_damaged_lines_are_counted(tmp_path):
    items, problems = read(signal_export, lay(tmp_path, {"data.json": made.JSON[:-40]}) / "data.json")
    assert len(items) == 4
    assert [p.records for p in problems if p.kind is ProblemKind.NOT_READ] == [1]


def test_a_page_alone(tmp_path):
    path = lay(tmp_path, {"index.html": made.HTML_OLD, "media/shed.jpg": made.PICTURE}) / "index.html"
    (hello, answer), _ = read(signal_export, path)
    assert (hello.text, hello.sender.name, hello.sent.local) == (
        "See you & me\nat six",
        "Bo",
        datetime(2025, 1, 5, 15, 21, 33),
    )
    assert (answer.direction, answer.attachments[0].data, answer.text) == (
        Direction.OUTGOING,
        made.PICTURE,
        None,
    )
    assert dict(answer.extra)["quoted"] == "See you"


def test_the_text_of_signalbackup_tools(tmp_path):
    path = lay(tmp_path, {"Bo (_id7).txt": made.TEXT}) / "Bo (_id7).txt"
    (hello, file, event, fine), problems = read(signal_text, path)
    assert hello.text.startswith("See you at six\nand bring the key")
    assert (hello.sent.local, hello.sent.utc) == (datetime(2025, 1, 5, 15, 21, 33), None)
    assert (hello.thread_title, hello.direction, fine.direction) == (
        "Bo",
        Direction.INCOMING,
        Direction.OUTGOING,
    )
    assert (file.kind, file.attachments[0].name, file.text) == (ItemKind.MESSAGE, "shed.jpg", None)
    assert (event.kind, event.text) == (ItemKind.SYSTEM, "Outgoing call")
    assert "deleted messages" in problems[0].reason
    assert (problems[-1].kind, problems[-1].reason[:7]) == (ProblemKind.MISSING_ATTACHMENT, "1 files")
    assert read(signal_text, tmp_path)[0] == [hello, file, event, fine]


def test_a_byte_order_mark_before_the_text_changes_nothing(tmp_path):
    path = lay(tmp_path, {"Bo (_id7).txt": b"\xef\xbb\xbf" + made.TEXT}) / "Bo (_id7).txt"
    marked = [item.text for item in read(signal_text, path)[0]]
    path.write_bytes(made.TEXT)
    assert marked == [item.text for item in read(signal_text, path)[0]]


def test_a_text_that_is_cut_inside_a_stamp_says_so(tmp_path):
    path = lay(tmp_path, {"Bo (_id7).txt": made.TEXT[: made.TEXT.rindex(b"[") + 9]}) / "Bo (_id7).txt"
    assert "middle of a line" in " ".join(problem.reason for problem in read(signal_text, path)[1])


def test_direction_stays_unknown_where_only_one_person_writes(tmp_path):
    path = lay(tmp_path, {"Bo (_id7).txt": made.TEXT.replace(b"<Ann>", b"<Bo>")}) / "Bo (_id7).txt"
    items, _ = read(signal_text, path)
    assert {item.direction for item in items} == {Direction.UNKNOWN}


def test_other_chats_are_not_taken(tmp_path):
    for text in (
        "[2025-01-05, 15:21:33] Ann: Hello\n[2025-01-05, 15:22:33] Bo: Hi\n",
        "[Jan 05] note\n",
        '{"date": 1}\n',
        "",
    ):
        path = tmp_path / "x.txt"
        path.write_text(text)
        assert not signal_export.recognises(path)
        assert not signal_text.recognises(path)
    assert not signal_export.recognises(tmp_path)
    assert not signal_text.recognises(tmp_path)


def test_the_pages_of_signalbackup_tools(tmp_path):
    path = (
        lay(tmp_path, {"Allotment Club (_id9).html": made.PAGES, "media/shed.jpg": made.PICTURE})
        / "Allotment Club (_id9).html"
    )
    (hello, fine, call, deleted), problems = read(signal_pages, path)
    assert (hello.text, hello.sender.name, hello.direction) == (
        "See you at six\nand bring the key",
        "Bo",
        Direction.INCOMING,
    )
    assert (hello.sent.local, hello.sent.utc) == (datetime(2025, 1, 5, 15, 21, 33), None)
    assert "See you" in dict(hello.extra)["earlier wording"]
    assert (fine.text, fine.direction, fine.sender.is_owner) == ("Fine & good", Direction.OUTGOING, True)
    assert fine.attachments[0].data == made.PICTURE
    assert dict(fine.extra)["quoted"] == "Bo\nSee you at six"
    assert "\U0001f44d" in dict(fine.extra)["reaction"]
    assert (call.kind, call.text, call.sender) == (ItemKind.CALL, "Bo called you", None)
    assert (deleted.deleted_as_reported, deleted.text) == ("deleted for everyone", None)
    assert {item.thread_title for item in (hello, call)} == {"Allotment Club"}
    assert not problems
    assert list(signal_pages.companions(path)) == [tmp_path / "media" / "shed.jpg"]


def test_calls_files_reactions_and_edits_of_a_page_are_told_apart_from_words(tmp_path):
    """As signal-export 3.9 and later lay a page out: calls as events without a sender, files as links, names
    inside reactions."""
    meta = (
        "<div class='meta'><span class='sender'> {} </span><time class='time' "
        "datetime='2025-01-05T{}'>{}</time></div>"
    )
    page = (
        "<!doctype html>\n<html><head><link rel='stylesheet' href='../style.css'></head><body>\n"
        f"<div class='msg'>{meta.format('Bo', '10:00:00', '10:00:00')}<div "
        f"class='body'><p>First</p><p>Second</p>"
        "<a class='file' href='./media/n.pdf'><span>\N{PAPERCLIP}</span><span>n.pdf</span></a>"
        "<div class='file missing'><span>\N{CAMERA}</span><span>Image not exported</span></div></div>"
        "<details class='edits'><summary>Edited</summary><p>Frist</p></details>"
        "<div class='reactions'><span class='reaction'>\u2764<span class='who'>Me</span></span></div></div>\n"
        "<div class='msg cont'><div class='body'>(( \U0001f600 ))</div></div>\n"
        "<div class='event call missed'><span class='event-icon'>T</span><span>Missed voice call</span>"
        "<time class='event-time' datetime='2025-01-05T11:00:00'>11:00:00</time></div>\n"
        "<div class='event call'><span class='event-icon'>T</span><span>Outgoing video call "
        "(accepted, 5s)</span>"
        "<time class='event-time' datetime='2025-01-05T12:00:00'>12:00:00</time></div>\n</body></html>"
    )
    path = lay(tmp_path / "Bo", {"index.html": page.encode(), "media/n.pdf": b"pdf"}) / "index.html"
    (words, sticker, missed, made_call), problems = read(signal_export, path)
    assert (words.text, [(file.name, file.data) for file in words.attachments]) == (
        "First\nSecond",
        [("n.pdf", b"pdf"), ("", None)],
    )
    assert [problem.kind for problem in problems] == [ProblemKind.MISSING_ATTACHMENT]
    assert ("reaction", "Me: \u2764") in words.extra
    assert ("earlier wording", "Frist") in words.extra
    assert ("not in the export", "Image not exported") in words.extra
    assert (sticker.text, dict(sticker.extra)["sticker"]) == (None, "\U0001f600")
    assert (missed.kind, missed.text, missed.direction, missed.sent.local) == (
        ItemKind.CALL, "Missed voice call", Direction.INCOMING, datetime(2025, 1, 5, 11),
    )  # fmt: skip
    assert (made_call.text, made_call.direction) == ("Outgoing video call (accepted, 5s)", Direction.OUTGOING)


def test_files_that_chat_md_says_were_left_out_are_missing(tmp_path):
    """As signal-export 3.9 writes them, behind the words; the same words inside a sentence are words."""
    text = (
        "[2025-01-05 10:00:00] Bo: Look at this  (image not exported)  (media not exported)  "
        "\n\n[2025-01-05 10:01:00] Me: it said (image not exported) to me  \n\n"
    )
    (look, said), problems = read(signal_export, lay(tmp_path / "Bo", {"chat.md": text.encode()}) / "chat.md")
    assert (look.text, [file.data for file in look.attachments]) == ("Look at this", [None, None])
    assert (said.text, said.attachments) == ("it said (image not exported) to me", ())
    assert [problem.kind for problem in problems] == [ProblemKind.MISSING_ATTACHMENT] * 2


def test_a_page_without_its_end_says_that_it_ends_early(tmp_path):
    whole = made.PAGES
    cut = whole[: whole.rindex(b'<div class="msg ')]
    for data, told in ((whole, False), (cut, True)):
        path = tmp_path / "Bo (_id7).html"
        path.write_bytes(data)
        _, problems = read(signal_pages, path)
        assert any("ends early" in problem.reason for problem in problems) == told

"""imessage-exporter's HTML and TXT: repeated replies, events, edits, attachments, no zone
(reference/formats.md 3.15).
"""

from datetime import datetime

import imessage_export_samples as made
import pytest

from evidence_review.domain.evidence import Item, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.chats.imessage_export.importer import IMPORTER
from tests.importers.phones.test_ios_messages import extra, items, problems
from tests.importers.test_contract import holds, put

FORMS = {
    "html": ("+447700900124, +447700900125.html", made.HTML),
    "txt": ("+447700900124, +447700900125.txt", made.TEXT),
}


@pytest.fixture(params=FORMS)
def path(request, tmp_path):
    return put(tmp_path, *FORMS[request.param])


def run(path, options=None):
    assert IMPORTER.recognises(path)
    values = list(IMPORTER.read(path, options or ReadOptions()))
    holds(values)
    return values


def test_messages_in_order_with_direction_and_people(path):
    values = run(path, ReadOptions(owner="+44 7700 900123"))
    hello, renamed, reply, plan, unsent = items(values)
    assert values[-1] == Tally(5)
    assert hello.text.startswith("Hello & welcome\n")
    assert hello.direction is Direction.INCOMING
    assert (hello.sender.identifier, hello.sender.name) == (None, "Bo")
    assert hello.recipients[-1].is_owner
    assert extra(hello, "time") == ["(Read by you after 5 seconds)"]
    assert extra(hello, "effect") == ["Sent with Echo"]
    assert extra(hello, "reaction")[0] == "Loved by Me"
    assert renamed.kind is ItemKind.SYSTEM
    assert renamed.text == "You renamed the conversation to Shed"
    assert reply.direction is Direction.OUTGOING
    assert reply.sender.identifier == "+44 7700 900123"
    assert [each.identifier for each in reply.recipients] == ["+447700900124", "+447700900125"]
    assert reply.text == "A reply"
    assert extra(reply, "reply") == ["This message responded to an earlier message."]
    assert unsent.sender.identifier == "+447700900125"
    assert unsent.deleted_as_reported == "They unsent this message part 10 seconds after sending!"
    assert {each.thread for each in items(values)} == {"+447700900124, +447700900125"}
    assert plan.text == "Second"
    assert extra(plan, "wording 1")[0].endswith("First")


def test_a_reply_shown_twice_is_read_once_and_counted(path):
    values = run(path)
    assert [each.text for each in items(values)].count("A reply") == 1
    assert [each.records for each in problems(values, ProblemKind.SKIPPED)] == [0]


@pytest.mark.parametrize("form", FORMS)
def test_a_reply_that_stands_only_below_its_message_is_kept(form, tmp_path):
    name, data = FORMS[form]
    cut = data.replace(
        b'<span class="bubble">A reply</span>\n</div>\n<span',
        b'<span class="bubble">Other</span>\n</div>\n<span',
    )
    cut = cut.replace(b"Me\nA reply\nThis message", b"Me\nOther\nThis message")
    values = run(put(tmp_path, name, cut))
    assert items(values)[-1].text == "A reply"
    assert items(values)[-1].locator.startswith("message 6 (line ")
    assert values[-1] == Tally(6)


def test_times_have_no_zone_but_the_one_that_is_set(path):
    first = items(run(path))[0].sent
    assert first.local == datetime(2022, 5, 17, 17, 29, 42)
    assert (first.utc, first.zone) == (None, ZoneSource.NONE)
    assert items(run(path, ReadOptions(zone="Europe/London")))[0].sent.utc == datetime(
        2022, 5, 17, 16, 29, 42
    )
    assert items(run(path))[3].sent.local == datetime(2022, 12, 1, 0, 0, 1)


def test_attachments_are_found_beside_it_or_named(path):
    values = run(path)
    assert len(problems(values, ProblemKind.MISSING_ATTACHMENT)) == 1
    file = path.parent / "attachments" / "1" / "plan 1.jpg"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"plan")
    assert items(run(path))[3].attachments[0].data == b"plan"
    assert list(IMPORTER.companions(path)) == [file]


def test_what_only_pages_hold(tmp_path):
    values = run(put(tmp_path, *FORMS["html"]))
    hello, _, reply, _, last = items(values)
    assert hello.text == "Hello & welcome\nsecond line"
    assert extra(hello, "subject") == ["Shed"]
    assert reply.app == "iMessage"
    assert last.text == "Beans\nAll about beans"
    assert extra(last, "file not supplied") == ["Unable to locate attachment: IMG_9.jpeg"]
    assert not last.attachments, "a picture on the web belongs to no export"


def test_a_page_that_breaks_off_is_read_as_far_as_it_goes(tmp_path):
    name, data = FORMS["html"]
    values = run(put(tmp_path, name, data[: data.index(b"second line") + 6]))
    assert items(values)[0].text == "Hello & welcome\nsecond"
    assert len(problems(values, ProblemKind.PARTLY_READ)) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"May 17, 2022 was a fine day\nfor digging."),
        ("a.txt", b"May 17, 2022  5:29:42 PM\n\nDear Bo"),
        ("a.html", b'<html><body><div class="message"><div class="received">hi</div></div></body></html>'),
        ("a.html", b'<html><span class="timestamp">May 17, 2022  5:29:42 PM</span></html>'),
    ],
)
def test_other_texts_and_pages_are_not_taken(tmp_path, name, data):
    assert not IMPORTER.recognises(put(tmp_path, name, data))


def test_pages_of_the_version_with_white_space_between_every_tag(tmp_path):
    """As version 4 lays a message out: the stamp on a line of its own within the paragraph, parts in blocks,
    anchors of replies."""

    def block(kind, stamp, sender, *parts, anchor="", end=""):
        inside = "".join(f'<div class="message_part">\n    {part}\n    </div>\n' for part in parts)
        return (
            f'<div class="message">\n    <div class="{kind}">\n        <p>\n            <span '
            f'class="timestamp">\n                '
            f'<a title="Reveal in Messages app" href="sms://open?message-guid=G">{stamp}</a>\n     '
            f"           \n            </span>\n            \n"
            f'            {anchor}\n            <span class="sender">{sender}</span>\n        '
            f"</p>\n        \n        <hr>\n{inside}\n        {end}\n    </div>\n</div>\n"
        )

    anchor = '<span class="reply_anchor"><a title="View in thread" href="#G">⇱</a></span>'
    answer = block(
        "received",
        "May 18, 2022  5:31:42 AM",
        "+447700900123",
        '<span class="bubble">Six</span>',
        anchor=anchor,
    )
    page = "<html>\n<style>\n.x {}\n</style>\n<body>\n" + "".join((
        block("sent iMessage", "May 17, 2022  5:29:42 PM", "Me", '<span class="bubble">When &amp; where?</span>\n<div class="replies">\n' + answer + "</div>"),
        answer,
        '\n<div class="announcement">\n    <p><span class="timestamp">May 19, 2022  5:29:42 PM</span> You removed Other from the conversation.</p>\n</div>\n',
        '\n<div class="announcement">\n    <p>Unable to format announcement!</p>\n</div>\n</body></html>\n',
    ))  # fmt: skip
    path = tmp_path / "+447700900123.html"
    path.write_text(page, "utf-8")
    assert IMPORTER.recognises(path)
    values = list(IMPORTER.read(path, ReadOptions()))
    items = [value for value in values if isinstance(value, Item)]
    assert [(item.kind, item.text) for item in items] == [
        (ItemKind.MESSAGE, "When & where?"), (ItemKind.MESSAGE, "Six"),
        (ItemKind.SYSTEM, "You removed Other from the conversation."), (ItemKind.SYSTEM, "Unable to format announcement!"),
    ]  # fmt: skip
    assert [item.sent and item.sent.local for item in items] == [
        datetime(2022, 5, 17, 17, 29, 42), datetime(2022, 5, 18, 5, 31, 42), datetime(2022, 5, 19, 17, 29, 42), None,
    ]  # fmt: skip
    assert [item.direction for item in items[:2]] == [Direction.OUTGOING, Direction.INCOMING]

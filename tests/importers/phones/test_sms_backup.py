"""SMS Backup & Restore: messages, parts, people, mended emoji, broken files (reference/formats.md 3.10).

Fictional people only.
"""

import base64
from datetime import datetime

import pytest
import samples

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.choosing import read


@pytest.fixture
def backup(tmp_path):
    def run(data, **options):
        path = tmp_path / "sms.xml"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        values = list(read(path, ReadOptions(**options)))
        assert isinstance(values[-1], Tally)
        return (
            [v for v in values if isinstance(v, Item)],
            [v for v in values if isinstance(v, Problem)],
            values,
        )

    return run


def said(problems):
    return " ".join(problem.reason for problem in problems)


def one(attributes, tag="sms"):
    return f'<smses count="1"><{tag} {attributes}/></smses>'


def test_texts_people_times_and_missing_values(backup):
    items, problems, values = backup(samples.SMS)
    first, draft, group, picture = items
    assert first.text == "Hi \U0001f600 & bye"
    assert (first.sender.identifier, first.sender.name) == ("+447700900123", "Bo")
    assert first.direction is Direction.INCOMING
    assert first.sent.raw == "1736090493000"
    assert (first.sent.utc, first.sent.zone) == (datetime(2025, 1, 5, 15, 21, 33), ZoneSource.IN_VALUE)
    assert "null" not in dict(first.extra).values()
    assert dict(first.extra)["readable_date"] == "5 Jan 2025 15:21:33"
    assert dict(draft.extra)["status"] == "draft: not sent"
    assert draft.direction is Direction.UNKNOWN
    assert draft.recipients[0].name is None
    assert first.thread == draft.thread == picture.thread
    assert group.sender.identifier == "+447700900124"
    assert group.sender.name == "Cy"
    assert group.text == "Group words"
    assert group.attachments[0].data == samples.PICTURE
    assert picture.direction is Direction.OUTGOING
    assert picture.attachments[0].data is None
    assert Declared("messages", 4) in values
    assert "base64" in said(problems)
    assert "1 layout parts" in said(problems)
    assert "mended" in said(problems)


def test_the_owner_may_be_named(backup):
    items, _, _ = backup(samples.SMS, owner="+44 7700 900999")
    assert items[0].recipients[0].is_owner
    assert items[3].sender.is_owner
    assert any(party.is_owner for party in items[2].recipients)


def test_calls(backup):
    items, _, _ = backup(samples.CALLS)
    assert {item.kind for item in items} == {ItemKind.CALL}
    assert [dict(item.extra)["call"] for item in items] == ["incoming", "missed"]
    assert items[0].sender.name == "Bo"
    assert items[1].sender is None
    assert dict(items[0].extra)["duration"] == "12"


def test_B2_a_false_count_is_told_and_never_corrected(backup):
    _, problems, values = backup('<smses count="900"><sms address="1" date="1" type="1" body="a"/></smses>')
    assert Declared("messages", 900) in values
    assert "says it holds 900 messages; 1 were found" in said(problems)
    assert values[-1] == Tally(1)


def test_a_file_that_ends_early_keeps_all_before_and_the_beginning_of_the_last(backup):
    cut = samples.SMS[: samples.SMS.index(b'<part seq="1"')]
    items, problems, _ = backup(cut)
    assert [item.text for item in items][:3] == ["Hi \U0001f600 & bye", "never sent", "Group words"]
    assert "The file ends early; the last complete message is dated 2025-01-05" in said(problems)
    assert any(problem.kind is ProblemKind.PARTLY_READ for problem in problems)
    nothing, told, _ = backup("<smses ")
    assert nothing == []
    assert "The file ends early; no complete message was found" in said(told)


@pytest.mark.parametrize("pad", range(65_500, 65_580, 7))
def test_halves_of_emoji_are_joined_also_across_pieces(backup, pad):
    text = one(
        (
            f'address="1" date="1736090493000" type="1" '
            f'body="{"x" * pad}&#55357;&#56832;&#xD83D;&#xDE00; &#55357; &#0;"'
        )
    )
    items, problems, _ = backup(text)
    assert items[0].text == "x" * pad + "\U0001f600\U0001f600 \ufffd \ufffd"
    assert "4 characters" in said(problems)


def test_an_attribute_over_ten_megabytes_is_read(backup):
    data = base64.b64encode(bytes(12_000_000)).decode()
    items, _, _ = backup(
        (
            f'<smses><mms date="1736090493000" msg_box="1" address="1"><parts><part ct="video/mp4" '
            f'cl="v.mp4" data="{data}"/></parts></mms></smses>'
        )
    )
    assert items[0].attachments[0].size == 12_000_000
    assert items[0].attachments[0].data is not None


@pytest.mark.parametrize("raw", ["1736090493", "1736090493000", "1736090493000000"])
def test_the_scale_of_a_time_is_told_by_its_size(backup, raw):
    assert backup(one(f'address="1" date="{raw}" type="1" body="a"'))[0][0].sent.utc == datetime(
        2025, 1, 5, 15, 21, 33
    )


@pytest.mark.parametrize("raw", ["0", "", "soon", "-5", "9" * 30, "٣"])
def test_a_time_that_is_none_stays_as_written(backup, raw):
    sent = backup(one(f'address="1" date="{raw}" type="1" body="a"'))[0][0].sent
    assert (sent.raw, sent.utc) == (raw, None)


def test_unknown_names_are_counted_and_kept(backup):
    items, problems, _ = backup(
        '<smses><sms address="1" date="1" type="77" body="a" novel="kept"/><rcs id="9">words</rcs></smses>'
    )
    assert dict(items[0].extra)["novel"] == "kept"
    assert items[1].kind is ItemKind.RECORD
    assert items[1].text == "words"
    unknown = {
        problem.reason.split("(")[1].split(")")[0]
        for problem in problems
        if problem.kind is ProblemKind.UNKNOWN_NAME
    }
    assert unknown == {"type 77", "sms@novel", "rcs"}


def test_an_empty_backup_is_not_nothing_found(backup):
    items, problems, _ = backup('<smses count="0"></smses>')
    assert items == []
    assert "does not mean that there were none" in said(problems)


def test_entities_are_never_expanded(backup):
    with pytest.raises(UnreadableExport, match="entities"):
        backup(
            (
                '<?xml version="1.0"?><!--x--><smses><!DOCTYPE a [<!ENTITY e SYSTEM '
                '"file:///etc/passwd">]><sms body="&e;"/></smses>'
            )
        )


def picture(attributes, *addrs, inner="<addrs>{}</addrs>"):
    written = "".join(f'<addr address="{address}" type="{kind}" charset="106"/>' for address, kind in addrs)
    return (
        f'<smses><mms date="1736090493000" {attributes}><parts><part ct="text/plain" '
        f'text="hi"/></parts>{inner.format(written)}</mms></smses>'
    )


def people(item):
    return item.sender and item.sender.identifier, [party.identifier for party in item.recipients]


def test_what_the_owner_sent_is_never_another_persons(backup):
    """Some programs give every address of a message that was sent the type of its sender."""
    addrs = [("07700 900123", "137"), ("07700 900124", "137")]
    sent = backup(picture('msg_box="2" address="07700 900123~07700 900124"', *addrs, inner="{}"))[0][0]
    assert people(sent) == (None, ["07700 900123", "07700 900124"])
    assert sent.direction is Direction.OUTGOING
    named = backup(
        picture('msg_box="2" address="07700 900123"', ("+447700900999", "137"), ("07700 900123", "151"))
    )[0][0]
    assert people(named) == ("+447700900999", ["07700 900123"])
    assert named.sender.is_owner
    assert not named.recipients[0].is_owner


def test_the_own_number_among_the_addresses_of_what_came(backup):
    came = backup(
        picture('msg_box="1" address="07700 900123"', ("07700 900123", "137"), ("07700 900999", "151"))
    )[0][0]
    assert people(came) == ("07700 900123", ["07700 900999"])
    assert came.recipients[0].is_owner
    group = [("07700 900123", "137"), ("07700 900124", "151"), ("07700 900999", "151")]
    many = backup(
        picture('msg_box="1" address="07700 900123~07700 900124~07700 900999"', *group),
        owner="+44 7700 900999",
    )[0][0]
    assert people(many) == ("07700 900123", ["07700 900124", "07700 900999"])
    assert [party.is_owner for party in many.recipients] == [False, True]
    assert many.thread == "447700900123~447700900124"


def test_a_message_without_a_sender_is_the_other_persons_where_there_is_one(backup):
    addrs = [("07700 900123", "151"), ("07700 900999", "151")]
    two = picture('msg_box="1" address="07700 900123~07700 900999"', *addrs)
    assert people(backup(two)[0][0])[0] is None
    assert dict(backup(two)[0][0].extra)["sender"] == "not named in this group message"
    assert people(backup(two, owner="Ann", also_owner=("07700 900999",))[0][0])[0] == "07700 900123"


def test_where_no_number_is_beside_a_picture_message_its_addresses_tell_the_conversation(backup):
    sent = backup(picture('msg_box="2"', ("07700 900999", "137"), ("07700 900123", "151")))[0][0]
    came = backup(picture('msg_box="1"', ("07700 900123", "137"), ("insert-address-token", "151")))[0][0]
    other = backup(picture('msg_box="1"', ("07700 900123", "137"), ("07700 900999", "151")))[0][0]
    assert {sent.thread, came.thread, other.thread} == {"447700900123"}
    assert (
        sent.recipients[0].identifier == came.sender.identifier == other.sender.identifier == "07700 900123"
    )
    group = backup(
        picture('msg_box="1"', ("07700 900123", "137"), ("07700 900124", "151"), ("07700 900999", "151"))
    )[0][0]
    assert group.thread == "447700900123~447700900124~447700900999"
    assert backup(picture('msg_box="1"'))[0][0].thread == "no number"


@pytest.mark.parametrize(
    ("kind", "direction"), [("132", Direction.INCOMING), ("128", Direction.OUTGOING), ("", Direction.UNKNOWN)]
)
def test_where_no_box_is_given_the_kind_of_message_tells_the_way(backup, kind, direction):
    assert backup(picture(f'm_type="{kind}" address="1234567"'))[0][0].direction is direction


def test_what_newer_phones_write_is_known(backup):
    text = picture(
        (
            'msg_box="1" address="1" re_type="0" from_address="null" d_rpt_st="0" '
            'correlation_tag="null" predefined_id="-1" re_body="x"'
        )
    )
    items, problems, _ = backup(text)
    assert dict(items[0].extra)["re_body"] == "x"
    assert "from_address" not in dict(items[0].extra)
    assert not [problem for problem in problems if problem.kind is ProblemKind.UNKNOWN_NAME]
    _, problems, _ = backup(picture('msg_box="1" address="1" novel="null"'))
    assert "mms@novel" in said(problems), "a name that is not known is told though it holds nothing"


def test_calls_among_messages_and_pictures_in_the_same_second(backup):
    same = (
        '<mms date="1736090493000" msg_box="1" address="1"><parts><part ct="image/jpeg" '
        'data="/9j/"/></parts></mms>'
    )
    items, _, values = backup(
        (
            f'<smses count="3">{same}{same}<call number="07700900123" date="1736090493000" type="1" '
            f'duration="3"/></smses>'
        )
    )
    assert [item.kind for item in items] == [ItemKind.MESSAGE, ItemKind.MESSAGE, ItemKind.CALL]
    assert len({item.locator for item in items}) == 3
    assert values[-1] == Tally(3)


def test_words_in_a_part_with_a_charset_are_words(backup):
    parts = (
        '<parts><part ct="text/plain; charset=utf-8" text="one"/><part ct="text/plain" '
        'text="two"/><part ct="text/x-vcard" text="BEGIN"/></parts>'
    )
    item = backup(f'<smses><mms date="1736090493000" msg_box="1" address="1">{parts}</mms></smses>')[0][0]
    assert item.text == "one\ntwo"
    assert [(one.media_type, one.data) for one in item.attachments] == [("text/x-vcard", b"BEGIN")]


def test_a_tag_in_which_the_file_ends_is_kept_as_far_as_it_goes(backup):
    items, problems, tally = backup(
        (
            '<smses><sms address="07700 900001" date="1736090493000" body="Hi" /><sms address="07700 '
            '900002" date="17360'
        )
    )
    assert [(item.thread_title, item.text) for item in items] == [
        ("07700 900001", "Hi"),
        ("07700 900002", None),
    ]
    assert any(
        problem.kind is ProblemKind.PARTLY_READ and problem.locator == "element 2" for problem in problems
    )
    assert "The file ends early" in said(problems)

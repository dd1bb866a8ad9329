"""Cellebrite reports: every record becomes an item, everything else a counted remark (reference/formats.md
3.1)."""

from contextlib import suppress
from datetime import datetime

import pytest
import ufdr_reports as build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wire_back import from_wire

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.domain.wire import to_wire
from evidence_review.importers.examiners.ufdr.importer import IMPORTER

OWNER = build.party("447700900001@s.whatsapp.net", "Sam Example", "True")
OTHER = build.party("447700900002@s.whatsapp.net", "Robin Example", "False")


def read(path, **options):
    values = list(IMPORTER.read(path, ReadOptions(**options)))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(problem.records for problem in problems)
    assert len({item.locator for item in items}) == len(items)
    assert [from_wire(to_wire(value)) for value in values] == values
    return [item for item in items if not item.locator.endswith("#project")], problems, values


def xml_file(tmp_path, xml, name="renamed.dat"):
    path = tmp_path / name
    path.write_bytes(xml)
    return path


def extra(item, name):
    return [text for key, text in item.extra if key == name]


def reasons(problems):
    return " ".join(problem.reason for problem in problems)


def test_B5_of_deletion_only_what_the_tool_reports_is_kept_in_its_own_word(tmp_path):
    said = ("Deleted", "Intact", "Trash", "Unknown", "Overwritten?")
    messages = [
        build.message(number, f"words {number}", OTHER, deleted=word) for number, word in enumerate(said)
    ]
    silent = build.message(9, "words 9", OTHER).replace(' deleted_state="Intact"', "", 1)
    xml = build.report(build.of_type("Chat", build.chat(1, *messages, silent)))
    items, _, _ = read(xml_file(tmp_path, xml))
    held = {item.text: item.deleted_as_reported for item in items if item.kind is ItemKind.MESSAGE}
    assert held == {f"words {number}": word for number, word in enumerate(said)} | {"words 9": None}


@pytest.fixture
def chatty(tmp_path):
    quoted = build.one("ReplyMessageData", build.message(90, "see you there", OTHER), "InstantMessage")
    twice = build.one("EmbeddedInstantMessage", build.message(91, "forwarded words", OTHER), "InstantMessage")
    picture = (
        '<model type="Attachment" id="a1" file_id="f1">'
        + build.field("Filename", "x.jpg")
        + build.field("ContentType", "image/jpeg")
        + "</model>"
    )
    xml = build.report(
        build.of_type(
            "Chat",
            build.chat(
                1,
                build.message(1, "Hello 👋 & <b>", OTHER),
                build.message(2, "yes", OWNER, quoted, deleted="Deleted"),
                build.message(
                    3, None, OTHER, twice + twice + build.many("Attachments", picture, kind="Attachment")
                ),
                people=(OWNER, OTHER),
            ),
            build.chat(2, build.message(4, "second chat", OWNER), people=(OWNER,)),
        )
        + build.of_type("InstantMessage", build.message(5, "an sms", OTHER, build.many("To", OWNER))),
        build.tagged("f1", "files\\Image\\x.jpg", build.PICTURE),
    )
    return build.ufdr(tmp_path / "phone.ufdr", xml, [("files/Image/x.jpg", build.PICTURE)])


def test_only_direct_messages_are_items_and_quotes_stay_with_their_parent(chatty):
    items, problems, values = read(chatty)
    assert [item.text for item in items] == [
        "Hello 👋 & <b>",
        "yes",
        "forwarded words",
        "second chat",
        "an sms",
    ]
    assert all(item.kind is ItemKind.MESSAGE for item in items)
    assert extra(items[1], "ReplyMessageData/Body") == ["see you there"]
    assert extra(items[2], "EmbeddedInstantMessage/Body") == ["forwarded words", "forwarded words"]
    assert {value.what: value.count for value in values if isinstance(value, Declared)} == {
        "files (NodeCount)": 1,
        "records (ModelCount)": 3,
        "records of the kind Chat": 2,
        "records of the kind InstantMessage": 1,
        "records of the kind InstantMessage (in chats)": 4,
        "files listed (taggedFiles)": 1,
    }
    assert not [problem for problem in problems if problem.kind is ProblemKind.UNKNOWN_NAME]


def test_a_message_knows_its_chat_people_time_and_direction(chatty):
    first, second, third, other_chat, sms = read(chatty)[0]
    assert first.thread == second.thread == third.thread != other_chat.thread
    assert (first.position, second.position) == (1, 2)
    assert first.sender == Party("447700900002@s.whatsapp.net", "Robin Example", is_owner=False, role="From")
    assert [party.name for party in first.recipients] == ["Sam Example"]
    assert (first.direction, second.direction) == (Direction.UNKNOWN, Direction.OUTGOING)
    assert first.sent.utc == datetime(2024, 3, 17, 21, 15, 30, 123000)
    assert first.sent.local == datetime(2024, 3, 17, 22, 15, 30, 123000)
    assert (first.sent.raw, first.sent.offset, first.sent.zone) == (
        "2024-03-17T22:15:30.123+01:00",
        "+01:00",
        ZoneSource.IN_VALUE,
    )
    assert (first.app, first.thread_title, second.deleted_as_reported) == (
        "WhatsApp",
        "Robin Example",
        "Deleted",
    )
    assert extra(first, "decoding_confidence") == ["High"]
    assert not extra(first, "Subject"), "an unset field is not an empty one"
    assert sms.recipients[0].is_owner


def test_attachments_are_found_by_file_id_and_checked(chatty):
    third = read(chatty)[0][2]
    (picture,) = third.attachments
    assert (picture.data, picture.name, picture.media_type, picture.member) == (
        build.PICTURE,
        "x.jpg",
        "image/jpeg",
        "files/Image/x.jpg",
    )
    assert "shown with the message" in reasons(read(chatty)[1])


def test_the_same_report_reads_alike_zipped_unzipped_and_renamed(chatty, tmp_path):
    import zipfile

    folder = tmp_path / "unzipped"
    with zipfile.ZipFile(chatty) as archive:
        archive.extractall(folder)
    renamed = tmp_path / "phone.zip"
    renamed.write_bytes(chatty.read_bytes())
    expected = read(chatty)[0]
    for shape in (folder, folder / "report.xml", renamed):
        assert IMPORTER.recognises(shape)
        assert read(shape)[0] == expected


def test_a_cut_report_keeps_everything_before_the_break(tmp_path):
    xml = build.report(
        build.of_type(
            "Chat",
            build.chat(
                1, *(build.message(n, f"message {n}", OTHER) for n in range(1, 51)), people=(OWNER, OTHER)
            ),
        )
    )
    cut = xml[: xml.index(b"message 40")]
    items, problems, _ = read(xml_file(tmp_path, cut))
    assert [item.text for item in items] == [f"message {n}" for n in range(1, 40)]
    assert items[0].sender.name == "Robin Example"
    assert "The report ends early." in reasons(problems)


def test_a_cut_archive_keeps_everything_before_the_break(tmp_path):
    xml = build.report(
        build.of_type(
            "Chat", build.chat(1, *(build.message(n, f"message {n}", OTHER) for n in range(1, 5001)))
        )
    )
    path = build.ufdr(tmp_path / "a.ufdr", xml)
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 2, len(data) // 2 + 64):
        data[at] ^= 0xFF
    path.write_bytes(data)
    items, problems, _ = read(path)
    assert 100 < len(items) < 5000
    assert [problem for problem in problems if problem.kind is ProblemKind.PARTLY_READ]


def test_a_protected_report_is_refused_in_words(tmp_path):
    path = build.ufdr(tmp_path / "a.ufdr", b"\x2d\x06\x52\x6d" + b"\x00" * 100)
    assert IMPORTER.recognises(path)
    with pytest.raises(UnreadableExport, match="protected and cannot be opened here"):
        read(path)


@pytest.mark.parametrize(
    "flag", ["IsPartialData", "IsStoppedByUser", "IsTriageExtraction", "IsSelectiveExtraction"]
)
def test_partial_extractions_are_flagged(tmp_path, flag):
    before = f'<sourceExtractions><extractionInfo id="0" name="Phone" {flag}="True" /></sourceExtractions>'
    _, problems, _ = read(xml_file(tmp_path, build.report(before=before)))
    assert "selective or partial" in reasons(problems)
    before = before.replace("True", "False")
    assert "selective" not in reasons(read(xml_file(tmp_path, build.report(before=before)))[1])


def test_what_the_report_says_of_itself_is_kept_as_written(tmp_path):
    before = (
        '<caseInformation><field name="Nome do examinador" fieldType="ExaminerName"><![CDATA[A. '
        "Example]]></field></caseInformation>"
        '<metadata section="Device Info"><item name="DeviceInfoCreationTime"><![CDATA[03/04/2024 '
        "10:11:12]]></item></metadata>"
        "<newSection><thing a='1'>words</thing></newSection>"
    )
    _, problems, values = read(xml_file(tmp_path, build.report(before=before)))
    (about,) = [value for value in values if isinstance(value, Item)]
    assert extra(about, "caseInformation/field/ExaminerName") == ["A. Example"]
    assert extra(about, "metadata/Device Info/item/DeviceInfoCreationTime") == ["03/04/2024 10:11:12"]
    assert extra(about, "newSection/thing") == ["words"]
    assert about.sent is None
    assert 'element "newSection"' in reasons(problems)


def test_every_other_model_is_an_item(tmp_path):
    decoded = (
        build.of_type("Call", '<model type="Call" id="1">' + build.field("Direction", "Outgoing") + build.stamp("TimeStamp", "2024-01-02T03:04:05.000+00:00")
        + build.many("Parties", build.party("07700900003", "Kit Example", role="To")) + "</model>")
        + build.of_type("Contact", '<model type="Contact" id="2">' + build.field("Name", "Kit Example") + build.many("Entries", '<model type="PhoneNumber" id="3">'
        + build.field("Category", "Mobile") + build.field("Value", "07700900003") + "</model>") + "</model>")
        + build.of_type("Location", '<model type="Location" id="4">' + build.one("Position", '<model type="Coordinate" id="5">' + build.field("Latitude", "51,5")
        + "</model>") + "</model>")
        + build.of_type("VisitedPage", '<model type="VisitedPage" id="6">' + build.field("Title", "News") + build.field("Url", "https://example.org/") + "</model>")
        + build.of_type("SearchedItem", '<model type="SearchedItem" id="7">' + build.field("Value", "bus times") + "</model>")
        + build.of_type("Email", '<model type="Email" id="8">' + build.field("Subject", "Re: lunch") + build.field("Body", "At one?") + build.one("From", build.party("kit@example.org", None))
        + build.many("Cc", build.party("sam@example.org", None)) + "</model>")
        + build.of_type("Gizmo", '<model type="Gizmo" id="9">' + build.field("Colour", "green") + build.field("Note", "") + "</model>")
    )  # fmt: skip
    items, problems, _ = read(xml_file(tmp_path, build.report(decoded)))
    assert [item.kind for item in items] == [
        ItemKind.CALL,
        ItemKind.CONTACT,
        ItemKind.LOCATION,
        ItemKind.VISIT,
        ItemKind.SEARCH,
        ItemKind.EMAIL,
        ItemKind.RECORD,
    ]
    call, contact, place, page, search, mail, gizmo = items
    assert (call.direction, call.recipients[0].name, call.sent.utc) == (
        Direction.OUTGOING,
        "Kit Example",
        datetime(2024, 1, 2, 3, 4, 5),
    )
    assert "Entries/Mobile: 07700900003" in contact.text
    assert place.text == "Position/Latitude: 51,5"
    assert page.text == "News\nhttps://example.org/"
    assert search.text == "bus times"
    assert (mail.text, mail.sender.identifier, mail.recipients[0].role) == (
        "Re: lunch\nAt one?",
        "kit@example.org",
        "Cc",
    )
    assert gizmo.text == "Colour: green"
    assert extra(gizmo, "Note") == [""]
    assert 'kind of record "Gizmo"' in reasons(problems)


def test_unknown_names_are_counted_and_what_they_hold_is_kept(tmp_path):
    odd = (
        '<field name="Body" type="String" shade="blue"><value type="String">hi</value></field><weather '
        'day="1">sunny</weather>'
    )
    decoded = build.of_type(
        "InstantMessage", f'<model type="InstantMessage" id="1" mood="fine">{odd}</model>'
    )
    items, problems, _ = read(xml_file(tmp_path, build.report(decoded)))
    assert (items[0].text, extra(items[0], "mood"), extra(items[0], "Body@shade")) == (
        "hi",
        ["fine"],
        ["blue"],
    )
    assert extra(items[0], "weather") == ["sunny; day=1"]
    said = reasons(problems)
    assert all(name in said for name in ('attribute "mood"', 'attribute "shade"', 'element "weather"'))


def test_base64_is_decoded_and_what_is_not_base64_stays(tmp_path):
    fields = (
        '<field name="Body" type="String"><value type="String" '
        'format="Base64String">SGVsbG8g8J+Riw==</value></field>'
    )
    wrong = (
        '<field name="Other" type="String"><value type="String" format="Base64String">not '
        "base64!</value></field>"
    )
    items, problems, _ = read(
        xml_file(
            tmp_path,
            build.report(
                build.of_type(
                    "InstantMessage", f'<model type="InstantMessage" id="1">{fields}{wrong}</model>'
                )
            ),
        )
    )
    assert (items[0].text, extra(items[0], "Other")) == ("Hello 👋", ["not base64!"])
    assert "base64" in reasons(problems)


def test_system_messages_have_no_person_behind_them(tmp_path):
    xml = build.report(
        build.of_type(
            "Chat",
            build.chat(
                1,
                build.message(1, "Sam joined", build.party("System Message", "System Message")),
                people=(OWNER,),
            ),
        )
    )
    (item,), _, _ = read(xml_file(tmp_path, xml))
    assert (item.kind, item.sender) == (ItemKind.SYSTEM, None)


def test_a_chat_without_messages_is_still_a_record(tmp_path):
    items, _, _ = read(
        xml_file(tmp_path, build.report(build.of_type("Chat", build.chat(1, people=(OWNER, OTHER)))))
    )
    assert [item.kind for item in items] == [ItemKind.RECORD]
    assert "Robin Example" in items[0].text


def test_chat_facts_after_the_messages_still_reach_them(tmp_path):
    late = (
        f'<model type="Chat" '
        f'id="c1">{build.many("Messages", build.message(1, "hi", OTHER))}'
        f"{build.field('Name', 'Five a side')}{build.many('Participants', OWNER, OTHER)}</model>"
    )
    (item,), _, _ = read(xml_file(tmp_path, build.report(build.of_type("Chat", late))))
    assert (item.thread_title, item.recipients[0].name, extra(item, "chat/Name")) == (
        "Five a side",
        "Sam Example",
        ["Five a side"],
    )


def test_a_long_chat_streams_and_loses_nothing(tmp_path):
    xml = build.report(
        build.of_type(
            "Chat",
            build.chat(1, *(build.message(n, str(n), OTHER) for n in range(4500)), people=(OWNER, OTHER)),
        )
    )
    items, _, _ = read(xml_file(tmp_path, xml))
    assert [item.text for item in items] == [str(n) for n in range(4500)]
    assert len({item.thread for item in items}) == 1
    assert [item.position for item in items] == list(range(1, 4501))


def test_entities_are_never_expanded(tmp_path):
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b SYSTEM '
        b'"file:///etc/passwd">]><project extractionType="x"><decodedData>&b;</decodedData></project>'
    )
    with pytest.raises(UnreadableExport, match="entities"):
        read(xml_file(tmp_path, bomb))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_gives_items_and_problems_or_a_refusal(tmp_path, chatty, data):
    import zipfile

    with zipfile.ZipFile(chatty) as archive:
        xml = bytearray(archive.read("report.xml"))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(xml) - 1))
        xml[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=10))
    path = xml_file(tmp_path, bytes(xml), "damaged.xml")
    IMPORTER.recognises(path)
    with suppress(UnreadableExport):
        read(path)


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_recognised_or_not_without_a_fault(tmp_path, data):
    assert IMPORTER.recognises(xml_file(tmp_path, data)) in {True, False}
    assert IMPORTER.recognises(tmp_path / "nowhere") is False


def test_a_renamed_report_with_its_files_is_one_source(chatty, tmp_path):
    import zipfile

    from evidence_review.importers.choosing import files_in

    folder = tmp_path / "delivered" / "case"
    with zipfile.ZipFile(chatty) as archive:
        archive.extractall(folder)
    (folder / "report.xml").rename(folder / "case 17.xml")
    (folder / "CellebriteReader.exe").write_bytes(b"MZ")
    assert list(files_in(tmp_path / "delivered")) == [folder]
    assert [(item.text, item.attachments) for item in read(folder)[0]] == [
        (item.text, item.attachments) for item in read(chatty)[0]
    ]


def test_facts_that_come_late_in_a_long_chat_are_kept(tmp_path):
    for count in (2000, 2001, 4100):
        messages = "".join(build.message(n, str(n), OTHER) for n in range(count))
        late = (
            f'<model type="Chat" id="c1"><multiModelField '
            f'name="Messages">{messages}</multiModelField>{build.field("Name", "Five a side")}</model>'
        )
        items, _, _ = read(xml_file(tmp_path, build.report(build.of_type("Chat", late))))
        assert [item.text for item in items if item.kind is ItemKind.MESSAGE] == [
            str(n) for n in range(count)
        ]
        assert len({item.thread for item in items}) == 1
        assert any("Five a side" in text for item in items for _, text in item.extra)


def test_replies_nested_without_end_are_kept_as_text(tmp_path):
    deep = "innermost words"
    for n in range(150):
        deep = build.message(
            n,
            deep if n == 0 else "reply",
            None,
            build.one("ReplyMessageData", deep, "InstantMessage") if n else "",
        )
    (item,), problems, _ = read(xml_file(tmp_path, build.report(build.of_type("InstantMessage", deep))))
    assert any("innermost words" in text for _, text in item.extra)
    assert "nested too deep" in reasons(problems)


def test_elements_nested_without_end_do_not_break_the_reading(tmp_path):
    xml = build.report(
        build.of_type("InstantMessage", build.message(1, "before", OTHER)) + "<a>" * 50_000 + "</a>" * 50_000
    )
    items, _, _ = read(xml_file(tmp_path, xml))
    assert [item.text for item in items] == ["before"]

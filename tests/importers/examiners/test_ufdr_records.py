"""Each kind of record in a Cellebrite report: what becomes of it, of its people, words, times and files
(reference/formats.md 3.1)."""

from datetime import datetime

import pytest
import ufdr_reports as build

from evidence_review.domain.evidence import Item
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from tests.importers.examiners.test_ufdr import OTHER, OWNER, extra, read, reasons, xml_file

WHEN = "2024-01-02T03:04:05.000+00:00"


def model(kind, *parts, number="1", said=""):
    return f'<model type="{kind}" id="{number}" deleted_state="Intact"{said}>{"".join(parts)}</model>'


def one(tmp_path, kind, *parts, **options):
    """The item of a report that holds one record, and the problems."""
    items, problems, _ = read(
        xml_file(tmp_path, build.report(build.of_type(kind, model(kind, *parts)))), **options
    )
    return items[0], problems


@pytest.mark.parametrize(
    ("kind", "shown", "fields", "text"),
    [
        (
            "UserAccount",
            ItemKind.ACCOUNT,
            {"Name": "Sam", "Username": "sam@example.org"},
            "Name: Sam\nUsername: sam@example.org",
        ),
        ("Journey", ItemKind.LOCATION, {"Name": "To work"}, "Name: To work"),
        ("CellTower", ItemKind.LOCATION, {"CID": "77"}, "CID: 77"),
        ("WirelessNetwork", ItemKind.LOCATION, {"SSId": "Cafe"}, "SSId: Cafe"),
        (
            "WebBookmark",
            ItemKind.VISIT,
            {"Title": "News", "Url": "https://example.org/"},
            "News\nhttps://example.org/",
        ),
        ("Note", ItemKind.NOTE, {"Title": "List", "Body": "milk"}, "List\nmilk"),
        ("CalendarEntry", ItemKind.CALENDAR, {"Subject": "Dentist", "Location": "Leeds"}, "Dentist\nLeeds"),
        (
            "Notification",
            ItemKind.RECORD,
            {"Subject": "New login", "Body": "Was it you?"},
            "New login\nWas it you?",
        ),
        (
            "SocialMediaActivity",
            ItemKind.RECORD,
            {"Title": "Holiday", "Body": "At the sea"},
            "Holiday\nAt the sea",
        ),
        ("Password", ItemKind.RECORD, {"Label": "wifi", "Data": "secret"}, "Label: wifi\nData: secret"),
        ("TransferOfFunds", ItemKind.RECORD, {"Amount": "10,50"}, "Amount: 10,50"),
        ("CreditCard", ItemKind.RECORD, {"Company": "Example Bank"}, "Company: Example Bank"),
        ("Recording", ItemKind.AUDIO, {"Title": "Memo 1"}, "Memo 1"),
        (
            "SIMData",
            ItemKind.RECORD,
            {"Name": "MSISDN 1", "Value": "07700900001"},
            "Name: MSISDN 1\nValue: 07700900001",
        ),
        ("ApplicationUsage", ItemKind.RECORD, {"Name": "Maps"}, "Name: Maps"),
    ],
)
def test_a_record_is_shown_as_what_it_is(tmp_path, kind, shown, fields, text):
    item, problems = one(
        tmp_path,
        kind,
        *(build.field(name, value) for name, value in fields.items()),
        build.field("Other", None),
    )
    assert (item.kind, item.text) == (shown, text)
    assert not [problem for problem in problems if problem.kind is ProblemKind.UNKNOWN_NAME]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Journey", "StartTime"),
        ("VisitedPage", "LastVisited"),
        ("Note", "Creation"),
        ("CalendarEntry", "StartDate"),
        ("Location", "TimeStamp"),
    ],
)
def test_a_record_has_the_time_that_is_its_own(tmp_path, kind, name):
    item, _ = one(
        tmp_path, kind, build.stamp("EndTime", "2024-05-05T00:00:00+00:00"), build.stamp(name, WHEN)
    )
    assert item.sent.utc == datetime(2024, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(("name", "stated", "direction"), [
    ("Direction", "Incoming", Direction.INCOMING),
    ("Type", "Outgoing", Direction.OUTGOING),
    ("Type", "Missed", Direction.INCOMING),
    ("Type", "Unknown", Direction.UNKNOWN),
])  # fmt: skip
def test_the_direction_of_a_call_is_stated_by_field_or_type(tmp_path, name, stated, direction):
    call, _ = one(
        tmp_path,
        "Call",
        build.field(name, stated),
        build.many("Parties", build.party("07700900003", "Kit Example")),
    )
    assert (call.direction, call.sender, [party.name for party in call.recipients]) == (
        direction,
        None,
        ["Kit Example"],
    )


def test_an_email_has_its_people_by_role_its_words_and_its_files(tmp_path):
    people = [build.party(f"{name}@example.org", None, role="To") for name in ("ann", "bob", "cat", "dan")]
    fields = build.field("Subject", "Re: lunch"), build.field("Body", "At one?"), build.one("From", people[0])
    several = (build.many(name, person) for name, person in zip(("To", "Cc", "Bcc"), people[1:], strict=True))
    files = build.many(
        "Attachments", model("Attachment", build.field("Filename", "menu.pdf")), kind="Attachment"
    )
    mail, problems = one(tmp_path, "Email", *fields, *several, files)
    assert (mail.text, mail.sender.identifier) == ("Re: lunch\nAt one?", "ann@example.org")
    assert [(party.identifier[:3], party.role) for party in mail.recipients] == [
        ("bob", "To"),
        ("cat", "Cc"),
        ("dan", "Bcc"),
    ]
    assert [attachment.name for attachment in mail.attachments] == ["menu.pdf"]
    assert [problem.kind for problem in problems] == [ProblemKind.MISSING_ATTACHMENT]


@pytest.mark.parametrize(("name", "stated", "direction"), [
    ("Folder", "Inbox", Direction.INCOMING),
    ("Folder", "Sent", Direction.OUTGOING),
    ("Status", "Unread", Direction.INCOMING),
    ("Status", "Default", Direction.UNKNOWN),
])  # fmt: skip
def test_an_sms_says_by_folder_or_status_which_way_it_went(tmp_path, name, stated, direction):
    sms, _ = one(
        tmp_path,
        "SMS",
        build.field("Body", "hi"),
        build.field(name, stated),
        build.many("Parties", build.party("07700900003", None, role="From")),
    )
    assert (sms.kind, sms.direction, sms.sender.identifier) == (ItemKind.MESSAGE, direction, "07700900003")


def test_a_message_outside_chats_stands_in_the_conversation_it_names(tmp_path):
    models = [
        model("InstantMessage", build.field("Body", str(n)), build.field("ChatId", f"room {n % 2}"), number=n)
        for n in range(4)
    ]
    items, _, _ = read(xml_file(tmp_path, build.report(build.of_type("InstantMessage", *models))))
    assert len({item.thread for item in items}) == 2
    assert items[0].thread == items[2].thread


def test_a_message_that_names_the_owner_as_recipient_came_in(tmp_path):
    item, _ = one(
        tmp_path,
        "InstantMessage",
        build.field("Body", "hi"),
        build.one("From", OTHER),
        build.many("To", OWNER),
    )
    assert item.direction is Direction.INCOMING


REPLY = build.one(
    "ReplyMessageData",
    model(
        "ReplyMessageData",
        build.field("Label", "Reply"),
        build.one("InstantMessage", build.message(9, "six?", OTHER), "InstantMessage"),
    ),
    "ReplyMessageData",
)
QUOTED = build.many(
    "MessageExtraData",
    model("QuotedMessageData", build.field("Label", "Reply"), build.field("ReferenceId", "m9")),
    kind="x",
)
FORWARDED = build.many(
    "MessageExtraData",
    model("ForwardedMessageData", build.field("Label", "Forwarded"), build.one("OriginalSender", OTHER)),
    kind="x",
)
EMBEDDED = build.one("EmbeddedInstantMessage", build.message(9, "six?", OTHER), "InstantMessage")


@pytest.mark.parametrize(
    ("body", "inner", "text", "quote"),
    [
        ("yes", REPLY, "yes", ("in reply to", "six?")),
        ("yes", QUOTED + EMBEDDED, "yes", ("in reply to", "six?")),
        (None, QUOTED + EMBEDDED, None, ("in reply to", "six?")),
        (None, FORWARDED + EMBEDDED, "six?", ("forwarded", "six?")),
        ("look", FORWARDED + EMBEDDED, "look", ("forwarded", "six?")),
        (None, EMBEDDED + EMBEDDED, "six?", ("forwarded", "six?")),
    ],
)
def test_a_quoted_message_is_kept_apart_from_the_words_of_the_one_that_quotes(
    tmp_path, body, inner, text, quote
):
    item, problems = one(tmp_path, "InstantMessage", build.field("Body", body), inner)
    assert item.text == text
    assert [pair for pair in item.extra if pair[0] in {"in reply to", "forwarded"}] == [quote]
    assert any(name.endswith("/Body") and words == "six?" for name, words in item.extra)
    assert not [problem for problem in problems if problem.kind is ProblemKind.UNKNOWN_NAME]


def test_what_the_application_says_has_no_person_as_its_author_but_keeps_who_did_it(tmp_path):
    labels = '<multiField name="Labels" type="Label"><value type="Label">System</value></multiField>'
    item, _ = one(
        tmp_path, "InstantMessage", build.field("Body", "Robin left"), build.one("From", OTHER), labels
    )
    assert (item.kind, item.text, item.sender.name, extra(item, "Labels")) == (
        ItemKind.SYSTEM,
        "Robin left",
        "Robin Example",
        ["System"],
    )
    activity = build.one(
        "ActivityLog",
        model("ChatActivity", build.field("Action", "Added"), build.one("Participant", OTHER)),
        "ChatActivity",
    )
    item, _ = one(tmp_path, "InstantMessage", activity)
    assert item.kind is ItemKind.SYSTEM
    assert "Action: Added" in item.text


def test_the_picture_of_a_contact_written_in_place_of_a_pointer_is_found(tmp_path):
    photo = build.tagged("f9", "files\\Image\\face.jpg", build.PICTURE, "/x/face.thumb")
    inner = model(
        "ContactPhoto", build.field("Name", "face.thumb"), f'<nodeField name="PhotoNode">{photo}</nodeField>'
    )
    contact = model(
        "Contact", build.field("Name", "Kit Example"), build.many("Photos", inner, kind="ContactPhoto")
    )
    path = build.ufdr(
        tmp_path / "a.ufdr",
        build.report(build.of_type("Contact", contact)),
        [("files/Image/face.jpg", build.PICTURE)],
    )
    (item,), problems, _ = read(path)
    assert [attachment.data for attachment in item.attachments] == [build.PICTURE]
    assert not [problem for problem in problems if problem.kind is ProblemKind.UNKNOWN_NAME]


def test_a_listed_file_that_a_message_names_by_its_path_is_not_shown_twice(tmp_path):
    picture = model("Attachment", build.field("attachment_extracted_path", "files\\Image\\x.jpg"))
    xml = build.report(
        build.of_type("InstantMessage", build.message(1, "look", OTHER, build.many("Attachments", picture))),
        build.tagged("f1", "files\\Image\\x.jpg", build.PICTURE),
    )
    items, _, _ = read(build.ufdr(tmp_path / "a.ufdr", xml, [("files/Image/x.jpg", build.PICTURE)]))
    assert [(item.kind, len(item.attachments)) for item in items] == [(ItemKind.MESSAGE, 1)]


def test_a_listed_picture_keeps_its_exif_and_the_time_it_was_taken(tmp_path):
    exif = (
        '<metadata section="MetaData"><item name="ExifEnumDateTimeOriginal" '
        'group="EXIF"><![CDATA[2023:05:06 07:08:09]]></item></metadata></file>'
    )
    listed = build.tagged("f1", "files\\Image\\x.jpg", build.PICTURE).replace("</file>", exif)
    (item,), _, _ = read(
        build.ufdr(tmp_path / "a.ufdr", build.report(files=listed), [("files/Image/x.jpg", build.PICTURE)])
    )
    assert (item.kind, item.sent.raw, item.sent.local, item.sent.utc) == (
        ItemKind.IMAGE,
        "2023:05:06 07:08:09",
        datetime(2023, 5, 6, 7, 8, 9),
        None,
    )
    assert extra(item, "EXIF/ExifEnumDateTimeOriginal") == ["2023:05:06 07:08:09"]


def test_files_that_the_report_does_not_list_are_said(tmp_path):
    _, problems, _ = read(
        build.ufdr(
            tmp_path / "a.ufdr", build.report(), [("files/Image/x.jpg", b"x"), ("files/Text/y.txt", b"y")]
        )
    )
    assert "2 files lie in this report that it does not list" in reasons(problems)


def test_a_time_without_offset_is_an_instant_only_in_the_zone_that_was_named(tmp_path):
    stamp = build.stamp("TimeStamp", "2024-07-02T12:00:00.000", shape="DateTimeOnly")
    item, _ = one(tmp_path, "Location", stamp)
    assert (item.sent.local, item.sent.utc) == (datetime(2024, 7, 2, 12), None)
    item, _ = one(tmp_path, "Location", stamp, zone="Europe/London")
    assert (item.sent.utc, item.sent.zone) == (datetime(2024, 7, 2, 11), ZoneSource.SET_BY_USER)


def test_pointers_to_the_phones_files_are_counted_in_both_their_shapes(tmp_path):
    after = (
        "<extraInfos>"
        + (
            '<extraInfo type="model" id="m1"><sourceInfo><nodeInfos><nodeInfo path="p" '
            "/></nodeInfos></sourceInfo></extraInfo>"
        )
        * 3
        + "</extraInfos>"
    )
    _, problems, values = read(xml_file(tmp_path, build.report(after=after)))
    assert "3 pointers" in reasons(problems)
    assert not any("nodeInfo" in (value.text or "") for value in values if isinstance(value, Item))


def test_models_without_a_model_type_around_them_are_read(tmp_path):
    xml = (
        "<UFEDReport><decodedData>"
        + model("Call", build.field("Direction", "Incoming"))
        + "</decodedData></UFEDReport>"
    )
    items, _, _ = read(xml_file(tmp_path, xml.encode()))
    assert [(item.kind, item.direction) for item in items] == [(ItemKind.CALL, Direction.INCOMING)]


def test_the_owner_may_be_named_by_the_person_importing(tmp_path):
    talk = build.chat(
        1,
        build.message(1, "Hello", OTHER),
        build.message(2, "Bye", OWNER.replace("True", "False")),
        people=(OTHER,),
    )
    items, _, _ = read(
        xml_file(tmp_path, build.report(build.of_type("Chat", talk))),
        owner="07700 900002",
        also_owner=("07700 900001",),
    )
    assert [(item.direction, item.sender.is_owner) for item in items] == [(Direction.OUTGOING, True)] * 2

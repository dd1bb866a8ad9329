"""ChatStorage.sqlite with what lies beside it, and the databases of calls (reference/formats.md 3.12)."""

from datetime import datetime

import ios_databases as ios
import pytest
from ios_databases import BO, BO_JID, CY, CY_JID, GROUP

from evidence_review.domain.evidence import ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.markup.protobuf_fields import fields
from evidence_review.importers.phones import ios_calls, ios_whatsapp, ios_whatsapp_people
from tests.importers.phones.test_ios_messages import by_row, extra, items, problems
from tests.importers.test_contract import holds, state


def run(importer, path, options=None):
    assert importer.recognises(path)
    before = state(path.parent)
    values = list(importer.read(path, options or ReadOptions()))
    holds(values)
    assert state(path.parent) == before
    return values


@pytest.fixture
def whatsapp(tmp_path):
    return ios.built(tmp_path / "ChatStorage.sqlite", ios.CHAT_STORAGE, rows=ios.chat_storage())


def test_messages_of_whatsapp(whatsapp):
    values = run(ios_whatsapp.IMPORTER, whatsapp, ReadOptions(owner="+44 7700 900123"))
    found = by_row(values)
    assert values[-1] == Tally(11)
    assert found[1].text == "Hello"
    assert found[1].sender.identifier == BO_JID
    assert found[1].sender.name == "Bo"
    assert found[1].sent.utc == datetime(2023, 1, 1, 0, 1, 0, 500_000)
    assert found[1].direction is Direction.INCOMING
    assert found[2].direction is Direction.OUTGOING
    assert found[2].sender.is_owner
    assert [each.identifier for each in found[2].recipients] == [BO_JID]
    assert found[1].thread == BO_JID
    assert extra(found[1], "reaction") == ["\U0001f44d by Cy"]


def test_the_sender_in_a_group_is_the_member_not_the_group(whatsapp):
    found = by_row(run(ios_whatsapp.IMPORTER, whatsapp))
    assert found[3].thread == GROUP
    assert found[3].thread_title == "Allotment"
    assert (found[3].sender.identifier, found[3].sender.name) == (CY_JID, "Cy")
    assert found[4].sender.identifier == "99887766@lid"


def test_events_deletions_media_places_and_kinds_not_known(whatsapp):
    values = run(ios_whatsapp.IMPORTER, whatsapp)
    found = by_row(values)
    assert {found[5].kind, found[6].kind} == {ItemKind.SYSTEM}
    assert found[7].text == "The plan"
    assert (
        found[7].attachments[0].name,
        found[7].attachments[0].media_type,
        found[7].attachments[0].size,
    ) == ("plan.jpg", "image/jpeg", 7)
    assert found[8].deleted_as_reported == "deleted for everyone"
    assert extra(found[9], "media.ZLATITUDE") == ["51.5"]
    assert found[10].kind is ItemKind.CALL
    assert found[11].kind is ItemKind.MESSAGE
    assert "77" in problems(values, ProblemKind.UNKNOWN_NAME)[0].reason
    assert len(problems(values, ProblemKind.MISSING_ATTACHMENT)) == 1


def test_what_lies_beside_it_gives_names_numbers_and_media(whatsapp):
    folder = whatsapp.parent
    ios.built(
        folder / "LID.sqlite",
        ios.LIDS,
        rows={"ZWAPHONENUMBERLIDPAIR": [{"ZLID": "99887766@lid", "ZPHONENUMBER": "447700900126"}]},
    )
    book = {"ZFULLNAME": "Bo Example", "ZWHATSAPPID": BO_JID, "ZPHONENUMBER": BO}
    ios.built(folder / "ContactsV2.sqlite", ios.CONTACTS_V2, rows={"ZWAADDRESSBOOKCONTACT": [book]})
    media = folder / "Message" / "Media" / BO_JID / "a" / "b" / "plan.jpg"
    media.parent.mkdir(parents=True)
    media.write_bytes(b"picture")
    found = by_row(run(ios_whatsapp.IMPORTER, whatsapp))
    assert found[4].sender.identifier == "447700900126@s.whatsapp.net"
    assert found[1].sender.name == "Bo Example"
    assert found[7].attachments[0].data == b"picture"
    assert set(ios_whatsapp.IMPORTER.companions(whatsapp)) == {folder / "LID.sqlite", media}
    (contact,) = items(run(ios_whatsapp_people.IMPORTER, folder / "ContactsV2.sqlite"))
    assert contact.kind is ItemKind.CONTACT
    assert contact.text == f"Name: Bo Example\nWhatsApp: {BO_JID}\nPhone: {BO}"


@pytest.mark.parametrize(
    "gone", ["ZWACHATSESSION", "ZWAGROUPMEMBER", "ZWAMEDIAITEM", "ZWAMESSAGEINFO", "ZWAPROFILEPUSHNAME"]
)
def test_any_table_but_the_messages_may_be_missing(tmp_path, gone):
    rows = {table: many for table, many in ios.chat_storage().items() if table != gone}
    path = ios.built(tmp_path / "c.sqlite", ios.CHAT_STORAGE, f"DROP TABLE {gone}", rows=rows)
    values = run(ios_whatsapp.IMPORTER, path)
    assert values[-1] == Tally(11)
    assert by_row(values)[1].thread == BO_JID


def test_calls_since_ios_8(tmp_path):
    one, group = items(
        run(ios_calls.IMPORTER, ios.built(tmp_path / "CallHistory.storedata", ios.CALLS, rows=ios.calls()))
    )
    assert one.kind is ItemKind.CALL
    assert (one.sender.identifier, one.sender.name) == (BO, "Bo")
    assert one.direction is Direction.INCOMING
    assert one.sent.utc == datetime(2023, 1, 1, 0, 0, 0, 250_000)
    assert extra(one, "duration (seconds)") == ["61.5"]
    assert extra(one, "answered") == ["yes"]
    assert group.direction is Direction.OUTGOING
    assert group.app == "FaceTime"
    assert [each.identifier for each in group.recipients] == [CY, BO]
    assert extra(group, "answered") == ["no"]


def test_calls_of_a_table_written_again_without_its_key(tmp_path):
    bare = (
        "CREATE TABLE ZCALLRECORD (ZADDRESS TEXT, ZDATE REAL, ZDURATION REAL, ZORIGINATED INTEGER, "
        "ZANSWERED INTEGER)"
    )
    rows = {
        "ZCALLRECORD": [
            {"ZADDRESS": BO, "ZDATE": 694_224_000.0, "ZDURATION": 5.0, "ZORIGINATED": way, "ZANSWERED": 1}
            for way in (0, 1)
        ]
    }
    path = ios.built(tmp_path / "CallHistory.storedata", bare, rows=rows)
    assert ios_calls.IMPORTER.recognises(path)
    first, second = items(run(ios_calls.IMPORTER, path))
    assert (first.direction, second.direction) == (Direction.INCOMING, Direction.OUTGOING)
    assert first.sent.utc == datetime(2023, 1, 1)
    assert first.locator != second.locator


def test_calls_before_ios_8(tmp_path):
    first, second, third = items(
        run(ios_calls.OLD_IMPORTER, ios.built(tmp_path / "c.db", ios.OLD_CALLS, rows=ios.old_calls()))
    )
    assert [each.direction.value for each in (first, second, third)] == ["INCOMING", "OUTGOING", "INCOMING"]
    assert first.sent.utc == datetime(2011, 3, 13, 7, 6, 40)
    assert third.app == "FaceTime"
    assert third.sender is None


def test_calls_of_whatsapp(tmp_path):
    first, second = items(
        run(
            ios_calls.WHATSAPP_IMPORTER,
            ios.built(tmp_path / "c.sqlite", ios.WHATSAPP_CALLS, rows=ios.whatsapp_calls()),
        )
    )
    assert first.sender.identifier == BO_JID
    assert extra(first, "call") == ["video call"]
    assert second.direction is Direction.UNKNOWN


def test_the_direction_of_a_whatsapp_call_without_its_group(tmp_path):
    script = (
        ios.WHATSAPP_CALLS + "ALTER TABLE ZWACDCALLEVENT ADD COLUMN ZGROUPCALLCREATORUSERJIDSTRING VARCHAR;"
    )
    rows = {
        "ZWACDCALLEVENT": [
            {"Z_PK": at, "ZDATE": 1.0, "ZGROUPCALLCREATORUSERJIDSTRING": jid}
            for at, jid in ((1, BO_JID), (2, "x@lid"))
        ],
        "ZWACDCALLEVENTPARTICIPANT": [
            {"Z_PK": at, "Z1PARTICIPANTS": at, "ZJIDSTRING": BO_JID} for at in (1, 2)
        ],
    }
    first, second = items(
        run(ios_calls.WHATSAPP_IMPORTER, ios.built(tmp_path / "c.sqlite", script, rows=rows))
    )
    assert (first.direction, second.direction) == (Direction.INCOMING, Direction.OUTGOING)


def test_voicemail_with_and_without_its_recording(tmp_path):
    path = ios.built(tmp_path / "voicemail.db", ios.VOICEMAIL, rows=ios.voicemails())
    (tmp_path / "1.amr").write_bytes(b"#!AMR\n")
    values = run(ios_calls.VOICEMAIL_IMPORTER, path)
    first, second = items(values)
    assert first.attachments[0].data == b"#!AMR\n"
    assert second.attachments[0].data is None
    assert len(problems(values, ProblemKind.MISSING_ATTACHMENT)) == 1


@pytest.mark.parametrize("data", [b"\x0a", b"\x0a\x05ab", b"\xff" * 11, b"\x07\x00", b"\x08"])
def test_bytes_that_are_no_message_are_told_apart(data):
    assert fields(data) is None

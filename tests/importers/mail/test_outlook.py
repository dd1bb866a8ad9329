"""Outlook messages and mailboxes as they really come: code pages, RTF bodies, messages inside, other classes,
damage (reference/formats.md 3.6)."""

import struct
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ole_files import ole
from outlook_samples import BO, CY, DI, INNER, MAIL, SENT, message, msg
from pst_samples import pst

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.importers.mail import outlook_msg
from evidence_review.importers.mail.mapi_rtf import original, unpacked
from evidence_review.importers.mail.mapi_values import FileTime, Raw, properties
from evidence_review.importers.mail.pst import importer as outlook_pst
from evidence_review.importers.mail.pst.cipher import plain
from evidence_review.importers.text.codepages import codec, text_of

UTC = datetime(2024, 1, 12, 14, 35, 30)


def read(tmp_path, data, importer=outlook_msg, **options):
    path = tmp_path / "mail.bin"
    path.write_bytes(data)
    assert importer.IMPORTER.recognises(path)
    values = list(importer.IMPORTER.read(path, ReadOptions(**options)))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(problem.records for problem in problems)
    assert len({item.locator for item in items}) == len(items)
    return items, problems


def one(tmp_path, values, people=(), files=(), names=(), **options):
    items, problems = read(tmp_path, ole(message(values, people, files, names)), **options)
    return items[0], problems


def extra(item, name):
    return [text for key, text in item.extra if key == name]


def reasons(problems):
    return " ".join(problem.reason for problem in problems)


def test_a_message_with_its_people_files_and_the_message_inside(tmp_path):
    (outer, inner), problems = read(tmp_path, msg())
    assert problems == []
    assert (outer.kind, outer.text, outer.thread_title) == (
        ItemKind.EMAIL,
        "Shed\n\nSee you at six.\n",
        "Shed",
    )
    assert (outer.sent.utc, outer.sent.zone, outer.sent.raw) == (UTC, ZoneSource.IN_VALUE, str(SENT))
    assert outer.sender == Party("ann@example.org", "Ann Example", role="From")
    assert outer.recipients == (
        Party("bo@example.org", "Bo Sample", role="To"),
        Party("cy@example.org", None, role="Cc"),
        Party("di@example.org", "Di", role="Bcc"),
    )
    assert [(each.name, each.size, each.data) for each in outer.attachments] == [
        ("plan of the shed.bin", 4, b"plan"),
        ("Inner", None, None),
    ]
    assert (inner.locator, inner.text) == ("message/attachment 2/message", "Inner\n\nInner words")
    assert outer.attachments[1].member == inner.locator
    assert outer.direction is Direction.UNKNOWN
    assert extra(outer, "Message-ID") == ["<1@example.org>"]


def test_direction_follows_the_owner(tmp_path):
    assert one(tmp_path, MAIL, [BO], owner="ANN@example.org")[0].direction is Direction.OUTGOING
    assert (
        one(tmp_path, MAIL, [BO], owner="x", also_owner=("bo@example.org",))[0].direction
        is Direction.INCOMING
    )


def test_header_lines_give_the_offset_and_are_kept(tmp_path):
    headers = (
        "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from a\r\nFrom: Ann "
        "<ann@example.org>\r\nDate: Fri, 12 Jan 2024 16:35:30 +0200\r\nMessage-ID: "
        "<h@example.org>\r\nReferences: <0@example.org>\r\n\r\n"
    )
    item, _ = one(tmp_path, {**MAIL, 0x007D: headers, 0x0039: ("time", 0)})
    assert (item.sent.utc, item.sent.offset) == (UTC, "+02:00")
    assert (item.sender.identifier, item.thread) == ("ann@example.org", "<0@example.org>")
    assert extra(item, "header/Received") == ["from a"]


def test_an_exchange_address_is_an_identifier_and_smtp_is_better(tmp_path):
    exchange = "/o=Example/ou=First/cn=Recipients/cn=ann"
    assert one(tmp_path, {**MAIL, 0x0064: "EX", 0x0065: exchange})[0].sender.identifier == exchange
    assert (
        one(tmp_path, {**MAIL, 0x0064: "EX", 0x0065: exchange, 0x5D02: "a@example.org"})[0].sender.identifier
        == "a@example.org"
    )
    to = {0x3001: "'bo@example.org'", 0x3003: exchange, 0x39FE: "bo@example.org", 0x0C15: 0x10000001}
    assert one(tmp_path, MAIL, [to])[0].recipients == (Party("bo@example.org", None, role="To"),)


def test_without_a_list_of_recipients_the_headers_then_the_shown_names_are_taken(tmp_path):
    shown = {**MAIL, 0x0E04: "Bo Sample; cy@example.org", 0x0E03: "Di"}
    assert [party.label() for party in one(tmp_path, shown)[0].recipients] == [
        "Bo Sample",
        "cy@example.org",
        "Di",
    ]
    item, _ = one(tmp_path, {**shown, 0x007D: "To: Bo <bo@example.org>\r\n"})
    assert item.recipients == (Party("bo@example.org", "Bo", role="To"),)


@pytest.mark.parametrize(
    ("page", "data", "text"),
    [
        (950, "中文郵件".encode("cp950"), "中文郵件"),
        (950, "嗰個".encode("big5hkscs"), "嗰個"),
        (932, "日本語".encode("cp932"), "日本語"),
        (936, "简体字".encode("gb18030"), "简体字"),
        (949, "한국어".encode("cp949"), "한국어"),
        (65001, "naïve 👋".encode(), "naïve 👋"),
        (1252, b"\x93quoted\x94", "“quoted”"),
        (1252, "naïve 👋".encode(), "naïve 👋"),
        (99999, "naïve".encode(), "naïve"),
        (28592, "łódź".encode("iso8859-2"), "łódź"),
    ],
)
def test_eight_bit_text_is_read_in_the_code_page_of_the_message(tmp_path, page, data, text):
    item, _ = one(tmp_path, {**MAIL, 0x1000: ("ansi", data), 0x0037: ("ansi", data), 0x3FFD: page})
    assert text in item.text or (page == 1252 and "👋" in text)
    assert item.text.count("\ufffd") == 0


def test_a_code_page_that_is_not_known_leaves_the_bytes_to_tell():
    assert codec(4_000_000_000) == codec(None) == ""
    assert text_of(b"\x80\xff", 950)


def test_html_is_read_in_its_own_code_page(tmp_path):
    html = {0x1013: "<p>Caf\u00e9</p>".encode("cp1252"), 0x3FDE: 1252}
    values = {key: value for key, value in MAIL.items() if key != 0x1000}
    assert one(tmp_path, {**values, **html})[0].text == "Shed\n\nCafé"
    item, _ = one(tmp_path, {**MAIL, **html})
    assert extra(item, "the same in HTML") == ["Café"]


RTF = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset128 MS "
    rb"Gothic;}}{\colortbl;\red0\green0\blue0;}"
    rb"{\*\generator Riched20 10.0;}{\*\htmltag19 <html>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
    rb"Caf\'e9 \htmlrtf\f1\htmlrtf0 {\f1 \'93\'fa}"
    rb"\u8364?\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}{\*\htmltag27 </html>}}"
)


def stored(rtf: bytes) -> bytes:
    return struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf


def test_html_inside_rtf_is_taken_out(tmp_path):
    assert original(RTF) == ("html", "<html><p>Café 日€</p></html>")
    values = {key: value for key, value in MAIL.items() if key != 0x1000}
    assert one(tmp_path, {**values, 0x1009: stored(RTF)})[0].text == "Shed\n\nCafé 日€"
    assert original(rb"{\rtf1\ansi\fromtext \deff0{\fonttbl{\f0 A;}}one\par two\tab\{x\}}") == (
        "text",
        "one\ntwo\t{x}",
    )
    assert (
        original(rb"{\rtf1\ansi{\*\bin3 abc}{\pict 00ff}plain \'85 \emdash \u-10179?\u-8701?}")[1].strip()
        == "plain … —😃"
    )


def test_packed_rtf_is_unpacked():
    """The worked example of MS-OXRTFCP 3.1.1, and one that refers back into what it wrote (3.1.2)."""
    plain = bytes.fromhex(
        (
            "2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423 "
            "20af32068656c090020627705b06c647d0a800fa0"
        ).replace(" ", "")
    )
    assert unpacked(plain) == (b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", True)
    again = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(again) == (b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", True)
    assert unpacked(plain[:40])[1] is False
    assert unpacked(b"short") == (b"", False)


def test_damaged_rtf_is_told(tmp_path):
    values = {key: value for key, value in MAIL.items() if key != 0x1000}
    item, problems = one(tmp_path, {**values, 0x1009: stored(RTF)[:200]})
    assert "damaged" in reasons(problems)
    assert item.text.startswith("Shed")


APPOINTMENT, ADDRESS = (bytes.fromhex(f"{number}060000000000c000000000000046") for number in ("0220", "0420"))


def test_appointments_contacts_notes_and_tasks_are_what_they_are(tmp_path):
    names = [(APPOINTMENT, 0x820D), (APPOINTMENT, 0x8208), (ADDRESS, 0x8083)]
    item, _ = one(
        tmp_path, {**MAIL, 0x001A: "IPM.Appointment", 0x8000: ("time", SENT), 0x8001: "The shed"}, names=names
    )
    assert (item.kind, item.sent.utc, item.text.split("\n")[:2]) == (
        ItemKind.CALENDAR,
        UTC,
        ["Shed", "The shed"],
    )
    card = {0x001A: "IPM.Contact", 0x3001: "Bo Sample", 0x3A1C: "07700 900124", 0x8002: "bo@example.org"}
    item, _ = one(tmp_path, card, names=names)
    assert (item.kind, item.sent) == (ItemKind.CONTACT, None)
    assert item.text.split("\n") == [
        "Name: Bo Sample",
        "E-mail: bo@example.org",
        "Mobile telephone: 07700 900124",
    ]
    for kind, stated in (
        (ItemKind.NOTE, "IPM.StickyNote"),
        (ItemKind.NOTE, "IPM.Task"),
        (ItemKind.EMAIL, "REPORT.IPM.Note.NDR"),
        (ItemKind.RECORD, "IPM.Activity"),
    ):
        assert one(tmp_path, {**MAIL, 0x001A: stated})[0].kind is kind
    note, _ = one(tmp_path, {0x001A: "IPM.StickyNote", 0x1000: "Key", 0x3007: ("time", SENT)})
    assert note.sent.utc == UTC


def test_conversations_are_told_by_their_index(tmp_path):
    index = bytes([1, 1, 2, 3, 4, 5]) + bytes(range(16))
    inner = message({**INNER, 0x0071: index + b"\1\2\3\4\5"}, header=24)
    items, _ = read(tmp_path, ole(message({**MAIL, 0x0071: index}, [BO], [({0x3705: 5}, inner)])))
    assert items[0].thread == items[1].thread == index.hex()


def test_what_lies_elsewhere_or_cannot_be_opened_is_said(tmp_path):
    files = [
        ({0x3707: "a.doc", 0x3705: 2, 0x370D: "\\\\server\\a.doc"}, None),
        ({0x3001: "Chart", 0x3705: 6}, {"CONTENTS": b"x"}),
    ]
    item, problems = one(tmp_path, {**MAIL, 0x001A: "IPM.Note.SMIME"}, [CY, DI], files)
    assert [each.name for each in item.attachments] == ["a.doc", "Chart"]
    assert "lies elsewhere" in reasons(problems)
    assert "not opened" in reasons(problems)
    assert "encrypted" in reasons(problems)


def test_every_other_value_is_kept(tmp_path):
    item, _ = one(
        tmp_path,
        {
            **MAIL,
            0x6AAA: "odd",
            0x6AAB: b"\x01\x02",
            0x6AAC: True,
            0x6AAD: ("many", ["a", "b"]),
            0x3008: ("time", SENT),
        },
    )
    assert extra(item, "mapi/0x6AAA") == ["odd"]
    assert extra(item, "mapi/0x6AAB") == ["0102"]
    assert extra(item, "mapi/0x6AAC") == ["True"]
    assert extra(item, "mapi/0x6AAD") == ["a; b"]
    assert extra(item, "modified") == ["2024-01-12 14:35:30 UTC"]


def test_times_that_mean_no_time():
    assert FileTime(0).moment() is None
    assert FileTime(0x0CB34557A3DD4000).moment() is None
    assert FileTime(2**62).moment().utc is None
    assert properties([Raw(0x0039, 0x40, (b"\1",))]).time(0x0039).utc == datetime(1601, 1, 1)


@settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(data=st.data())
def test_any_damage_to_a_message_gives_items_and_problems(tmp_path, data):
    whole = bytearray(msg())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(8, len(whole) - 1))
        whole[at : at + 4] = data.draw(st.binary(min_size=4, max_size=4))
    path = tmp_path / "hurt.msg"
    path.write_bytes(bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) * 3 // 4]))]))
    try:
        values = list(outlook_msg.IMPORTER.read(path, ReadOptions()))
    except UnreadableExport:
        return
    assert values[-1].found == sum(
        1 if isinstance(value, Item) else getattr(value, "records", 0) for value in values
    )


# ---- mailboxes -----------------------------------------------------------------------------------


def test_a_mailbox_with_its_folders(tmp_path):
    items, _ = read(tmp_path, pst(), outlook_pst)
    mail = items[0]
    assert (mail.kind, mail.text, mail.sent.utc) == (ItemKind.EMAIL, "Shed\n\nSee you at six.\n", UTC)
    assert mail.sender == Party("ann@example.org", "Ann Example", role="From")
    assert [party.identifier for party in mail.recipients] == ["bo@example.org", "cy@example.org"]
    assert next((each.name, each.data) for each in mail.attachments) == ("plan.bin", b"plan")
    assert extra(mail, "folder") == ["/Inbox"]
    inner = items[1]
    assert (inner.text, inner.locator) == ("Inner\n\nInner words", mail.attachments[1].member)
    assert [(party.identifier, party.role) for party in inner.recipients] == [("bo@example.org", "To")]
    assert [(each.name, each.data) for each in inner.attachments] == [("key.bin", b"key")]
    contact, appointment = items[-2:]
    assert (contact.kind, appointment.kind) == (ItemKind.CONTACT, ItemKind.CALENDAR)
    assert appointment.sent.utc == UTC


def test_what_folders_state_is_declared(tmp_path):
    path = tmp_path / "box.pst"
    path.write_bytes(pst())
    values = list(outlook_pst.IMPORTER.read(path, ReadOptions()))
    assert Declared("items, as the folders state them", 3) in values


def test_a_folder_that_states_more_and_a_message_in_no_list_are_told(tmp_path):
    items, problems = read(tmp_path, pst(stated=5, listed=(0x200024,)), outlook_pst)
    assert "states 5 items" in reasons(problems)
    assert [item.deleted_as_reported is not None for item in items][-2:] == [True, True]


def test_the_two_veils_of_a_mailbox(tmp_path):
    """The worked table of MS-PST 5.1: byte 0x13 stands for 0x02; both ways are undone alike in every
    length."""
    assert plain(b"\x13", 1, 7) == b"\x02"
    assert plain(b"abc", 0, 7) == b"abc"
    assert len({plain(bytes([value]), 2, 0x12345678) for value in range(256)}) == 256


def test_a_message_inside_that_is_damaged_is_counted(tmp_path):
    whole = bytearray(pst())
    at = whole.rindex(b"\xec\xbc", 0, whole.index("Inner words".encode("utf-16-le")))
    whole[at - 2 : at + 200] = bytes(202)
    items, problems = read(tmp_path, bytes(whole), outlook_pst)
    assert "inside this one could not be opened" in reasons(problems)
    assert len(items) + sum(problem.records for problem in problems) == 4


def test_a_damaged_mailbox_is_read_as_far_as_it_goes_or_refused(tmp_path):
    whole = pst()
    path = tmp_path / "cut.pst"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    with pytest.raises(UnreadableExport, match="damaged"):
        list(outlook_pst.IMPORTER.read(path, ReadOptions()))
    hurt = whole.replace("See you".encode("utf-16-le"), b"\xff" * 14)
    assert len(read(tmp_path, hurt, outlook_pst)[0]) >= 3
    blank = bytearray(whole)
    at = whole.rindex(b"\xec\xbc", 0, whole.index("IPM.Contact".encode("utf-16-le")))
    blank[at : at + 2] = bytes(2)
    items, problems = read(tmp_path, bytes(blank), outlook_pst)
    assert (
        len([item for item in items if "/attachment" not in item.locator])
        + len([p for p in problems if p.records and "/attachment" not in p.locator])
        == 3
    )
    assert problems


def test_what_is_recognised(tmp_path):
    path = tmp_path / "x"
    for data, is_msg, is_pst in (
        (msg(), True, False),
        (pst(), False, True),
        (ole({"WordDocument": b"x"}), False, False),
        (b"!BDN" + bytes(100), False, False),
        (b"", False, False),
    ):
        path.write_bytes(data)
        assert (outlook_msg.recognises(path), outlook_pst.recognises(path)) == (is_msg, is_pst)
    assert not problems_hold_words(tmp_path)


def problems_hold_words(tmp_path):
    return any("Shed" in problem.reason for problem in read(tmp_path, pst(), outlook_pst)[1])


def test_a_signed_message_shows_its_files(tmp_path):
    mime = (
        b"Content-Type: multipart/signed; boundary=BB\r\n\r\n--BB\r\nContent-Type: "
        b"text/plain\r\n\r\nSigned words\r\n"
        b"--BB\r\nContent-Type: application/pgp-signature; name=signature.asc\r\n\r\nxx\r\n--BB--\r\n"
    )
    values = {key: value for key, value in MAIL.items() if key != 0x1000}
    item, problems = one(
        tmp_path,
        {**values, 0x001A: "IPM.Note.SMIME.MultipartSigned"},
        files=[({0x3705: 1, 0x3707: "smime.p7m"}, mime)],
    )
    assert item.text == "Shed\n\nSigned words"
    assert [each.name for each in item.attachments] == ["smime.p7m", "signature.asc"]
    assert problems == []

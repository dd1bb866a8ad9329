"""E-mail shapes found in real corpora: Apple Mail, stray spaces, wrong tables of characters, files named in
raw bytes (reference/formats.md 3.6)."""

import base64
from datetime import datetime

import pytest

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind, ZoneSource
from evidence_review.importers.mail.email_messages import IMPORTER
from evidence_review.importers.plugin import Clock
from evidence_review.importers.text.email_headers import decode, moment, parties

HEAD = (
    b"From: Kit Example <kit@example.org>\r\nTo: sam@example.org\r\nSubject: Lunch\r\nDate: Sun, 17 "
    b"Mar 2024 22:15:30 +0100\r\n"
)
MESSAGE = HEAD + b"\r\nAt one?\r\n"
PLIST = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<plist '
    b'version="1.0"><dict><key>flags</key><integer>8590195713</integer></dict></plist>'
)


def read(tmp_path, data, name="mail.eml"):
    path = tmp_path / name
    path.write_bytes(data)
    assert IMPORTER.recognises(path)
    values = list(IMPORTER.read(path, ReadOptions()))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(problem.records for problem in problems)
    return items, problems


def mixed(*parts: bytes) -> bytes:
    body = b"".join(b"--BB\r\n" + part + b"\r\n" for part in parts)
    return HEAD + b"Content-Type: multipart/mixed; boundary=BB\r\n\r\n" + body + b"--BB--\r\n"


def test_apple_mail(tmp_path):
    data = str(len(MESSAGE)).encode() + b"\n" + MESSAGE + PLIST
    (item,), problems = read(tmp_path, data, "1.emlx")
    assert (item.text, problems) == ("Lunch\n\nAt one?\n", [])
    assert ("emlx/flags", "8590195713") in item.extra
    (item,), problems = read(tmp_path, b"999      \n" + MESSAGE, "1.emlx")
    assert "shorter than it says" in problems[0].reason
    (item,), _ = read(tmp_path, str(len(MESSAGE)).encode() + b"\n" + MESSAGE + b"<plist>broken", "1.emlx")
    assert ("emlx", "<plist>broken") in item.extra


def test_a_message_inside_in_base64(tmp_path):
    inner = base64.encodebytes(MESSAGE.replace(b"Lunch", b"Dinner"))
    items, _ = read(
        tmp_path, mixed(b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + inner)
    )
    assert [item.thread_title for item in items] == ["Lunch", "Dinner"]


@pytest.mark.parametrize("coding", [b"base64 ", b"BASE64;", b'"base64"', b"base64 (as usual)"])
def test_a_transfer_encoding_with_stray_marks(tmp_path, coding):
    part = (
        b"Content-Type: application/x; name=a.bin\r\nContent-Transfer-Encoding: "
        + coding
        + b"\r\n\r\n"
        + base64.encodebytes(b"\0plan")
    )
    (item,), _ = read(tmp_path, mixed(part))
    assert item.attachments[0].data == b"\0plan"


def test_a_file_named_in_raw_bytes_and_reports_with_a_name(tmp_path):
    parts = (
        'Content-Type: application/x; name="фото.zip"\r\n\r\nx'.encode(),
        b"Content-Type: message/delivery-status; name=DSN.txt\r\n\r\nReporting-MTA: dns; mx.example.org\r\n",
        (
            b"Content-Type: message/external-body; access-type=local-file; "
            b"name=far.doc\r\n\r\nContent-Type: text/plain\r\n\r\n"
        ),
    )
    (item,), problems = read(tmp_path, mixed(*parts))
    assert [each.name for each in item.attachments] == ["фото.zip", "DSN.txt", "far.doc"]
    assert [problem.kind for problem in problems] == [ProblemKind.MISSING_ATTACHMENT]


def test_a_file_written_into_the_text_is_said(tmp_path):
    (item,), problems = read(tmp_path, HEAD + b"\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n")
    assert "begin 644 a.txt" in item.text
    assert "uuencode" in problems[0].reason


def test_a_mailbox_keeps_its_lines_and_its_first_message_behind_a_mark(tmp_path):
    mark = b"From kit@example.org Sun Mar 17 22:15:30 2024\n"
    items, _ = read(tmp_path, b"\xef\xbb\xbf" + mark + MESSAGE + b"\n" + mark + MESSAGE, "box")
    assert len(items) == 2
    assert ("mailbox line", mark.decode().strip()) in items[0].extra


def test_one_wrong_line_among_the_headers_does_not_hide_a_mail(tmp_path):
    (item,), _ = read(tmp_path, b"From: a@example.org\nTo: b@example.org\nSubject: c\nno header\n\nwords")
    assert item.sender.identifier == "a@example.org"
    assert (
        read(tmp_path, b"Content-Type: multipart/mixed; boundary=BB\n\n--BB\n\nwords\n--BB--\n")[0][0].text
        == "words"
    )


def test_a_part_that_was_saved_on_its_own(tmp_path):
    (item,), _ = read(
        tmp_path,
        b"Content-Type: image/jpeg; name=dot.jpg\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(b"\xff\xd8\xff0"),
    )
    assert [(each.name, each.size) for each in item.attachments] == [("dot.jpg", 4)]


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("简体镕".encode("gb18030"), "gb2312", "简体镕"),
        ("①日本".encode("cp932"), "shift_jis", "①日本"),
        ("한국똠".encode("cp949"), "ks_c_5601-1987", "한국똠"),
        ("ท้อง".encode("cp874"), "windows-874", "ท้อง"),
        ("şık".encode("cp1254"), "iso-8859-9", "şık"),
        ("中文中文中文中文".encode("gb18030") + b"\xff", "gb2312", "中文中文中文中文\ufffd"),
    ],
)
def test_tables_that_are_wider_than_their_names(data, charset, text):
    assert decode(data, charset)[0] == text


@pytest.mark.parametrize(
    ("raw", "utc", "offset"),
    [
        ("Sun, 17 Mar 2024 22:15:30 +01:00", datetime(2024, 3, 17, 21, 15, 30), "+01:00"),
        ("2024-03-17T22:15:30-05:30", datetime(2024, 3, 18, 3, 45, 30), "-05:30"),
        ("2024-03-17 22:15:30Z", datetime(2024, 3, 17, 22, 15, 30), "+00:00"),
        ("2024-03-17T22:15:30", None, None),
        ("Mon, 21 Aug 95 13:30:57 -600", datetime(1995, 8, 21, 19, 30, 57), "-06:00"),
    ],
)
def test_dates_in_other_forms(raw, utc, offset):
    made = moment(raw, Clock())
    assert (made.utc, made.offset) == (utc, offset)
    assert made.zone is (ZoneSource.IN_VALUE if utc else ZoneSource.NONE)


def test_an_address_inside_an_encoded_word():
    (party,) = parties(["=?utf-8?Q?Kit_Example_<kit@example.org>?="], "From")
    assert (party.identifier, party.name) == ("kit@example.org", "Kit Example")


def test_a_bare_line_begins_a_message_only_where_a_whole_header_follows(tmp_path):
    letter = (
        b"From: kit@example.org\nTo: sam@example.org\nDate: Sun, 17 Mar 2024 22:15:30 +0100\nSubject: "
        b"Lunch\n\nWords of the letter\n"
    )
    path = tmp_path / "mail.mbox"
    path.write_bytes(
        b"From - \n"
        + letter
        + b"From - \n"
        + letter
        + b"From kit@example.org\nTo: all who read this\nand more words\n"
    )
    values = list(IMPORTER.read(path, ReadOptions()))
    assert sum(isinstance(value, Item) for value in values) == 2
    assert {value.what: value.count for value in values if isinstance(value, Declared)} == {
        "messages": 2,
        'lines that begin with "From ", by which simple programs count messages': 3,
    }


def test_messages_inside_messages_are_counted_apart(tmp_path):
    inner = b"From: sam@example.org\nTo: kit@example.org\nSubject: Before\n\nEarlier words\n"
    path = tmp_path / "mail.eml"
    path.write_bytes(
        b"From: kit@example.org\nTo: sam@example.org\nSubject: Lunch\nMIME-Version: "
        b"1.0\nContent-Type: multipart/mixed; boundary=BB\n\n"
        b"--BB\nContent-Type: text/plain\n\nSee below\n--BB\nContent-Type: message/rfc822\n\n"
        + inner
        + b"--BB--\n"
    )
    values = list(IMPORTER.read(path, ReadOptions()))
    assert {value.what: value.count for value in values if isinstance(value, Declared)} == {
        "messages": 1,
        "messages inside messages": 1,
    }


def test_wrong_lines_among_few_headers_do_not_hide_what_its_name_says_is_mail(tmp_path):
    data = b"To: bo@example.org\nFrom: ann@example.org\n: Crash\n\nSee you at six.\n"
    for name in ("mail.mbox", "mail.eml"):
        (item,), _ = read(tmp_path, data, name)
        assert item.sender.identifier == "ann@example.org"


def test_a_boundary_that_is_folded_parts_the_message(tmp_path):
    for fold in (b"\r\n ", b"\n\t "):
        data = HEAD + b'Content-Type: multipart/mixed; boundary="simple' + fold + b'boundary"\r\n\r\n'
        mark = b"--simple" + fold[-2:].replace(b"\n", b"").replace(b"\t ", b"\t") + b"boundary"
        data += (
            mark
            + b"\r\n\r\nAt one?\r\n"
            + mark
            + b"\r\nContent-Type: image/png\r\n\r\npicture\r\n"
            + mark
            + b"--\r\n"
        )
        (item,), _ = read(tmp_path, data)
        assert item.text.endswith("At one?")
        assert len(item.attachments) == 1

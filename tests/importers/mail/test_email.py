"""E-mail as it really comes: single messages, mailboxes of any dialect, broken parts (reference/formats.md
3.6)."""

import base64
import time
from datetime import datetime
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wire_back import from_wire

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.domain.wire import to_wire
from evidence_review.importers.mail.email_messages import IMPORTER
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.plugin import Clock
from evidence_review.importers.text.email_headers import moment, parties, shown

HEAD = (
    b"From: Kit Example <kit@example.org>\r\nTo: sam@example.org\r\nSubject: Lunch\r\nDate: Sun, 17 "
    b"Mar 2024 22:15:30 +0100\r\n"
)


def read(tmp_path, data, name="mail.eml", **options):
    path = tmp_path / name
    path.write_bytes(data)
    values = list(IMPORTER.read(path, ReadOptions(**options)))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(problem.records for problem in problems)
    assert len({item.locator for item in items}) == len(items)
    assert [from_wire(to_wire(value)) for value in values] == values
    return items, problems


def extra(item, name):
    return [text for key, text in item.extra if key == name]


def reasons(problems):
    return " ".join(problem.reason for problem in problems)


def test_a_plain_message(tmp_path):
    data = (
        b"Received: from a\r\nReceived: from b\r\nX-From: KIT\r\n"
        + HEAD
        + b"Cc: Ann <ann@example.org>\r\n\r\nAt one?\r\n> yesterday's words\r\n"
    )
    (item,), problems = read(tmp_path, data)
    assert item.text == "Lunch\n\nAt one?\n> yesterday's words\n"
    assert (item.kind, item.thread_title) == (ItemKind.EMAIL, "Lunch")
    assert item.sender == Party("kit@example.org", "Kit Example", role="From")
    assert item.recipients == (
        Party("sam@example.org", None, role="To"),
        Party("ann@example.org", "Ann", role="Cc"),
    )
    assert (item.sent.utc, item.sent.local, item.sent.offset) == (
        datetime(2024, 3, 17, 21, 15, 30),
        datetime(2024, 3, 17, 22, 15, 30),
        "+01:00",
    )
    assert extra(item, "header/Received") == ["from a", "from b"]
    assert extra(item, "header/X-From") == ["KIT"]
    assert item.direction is Direction.UNKNOWN
    assert problems == []


def test_direction_is_known_only_when_the_owner_is_said(tmp_path):
    data = HEAD + b"\r\nAt one?"
    assert read(tmp_path, data, owner="KIT@example.org")[0][0].direction is Direction.OUTGOING
    assert read(tmp_path, data, owner="sam@example.org")[0][0].direction is Direction.INCOMING
    assert read(tmp_path, data, owner="ann@example.org")[0][0].direction is Direction.UNKNOWN


@pytest.mark.parametrize(
    ("raw", "utc", "zone"),
    [
        ("Sun, 17 Mar 2024 22:15:30 +0100", datetime(2024, 3, 17, 21, 15, 30), ZoneSource.IN_VALUE),
        ("17 Mar 24 22:15 GMT", datetime(2024, 3, 17, 22, 15), ZoneSource.IN_VALUE),
        ("Sun, 17 Mar 2024 22:15:30 -0000", datetime(2024, 3, 17, 22, 15, 30), ZoneSource.IN_VALUE),
        ("Sun, 17 Mar 2024 22:15 -0000 (UTC)", datetime(2024, 3, 17, 22, 15), ZoneSource.IN_VALUE),
        ("Sun, 17 Mar 2024 22:15:30", None, ZoneSource.NONE),
        ("Sun, 31 Feb 2024 22:15:30 +0000", None, ZoneSource.NONE),
        ("Sun, 17 Mar 2024 22:15:30 +9999", None, ZoneSource.NONE),
        ("soon", None, ZoneSource.NONE),
    ],
)
def test_dates_are_instants_only_with_an_offset(raw, utc, zone):
    made = moment(raw, Clock())
    assert (made.raw, made.utc, made.zone) == (raw, utc, zone)


def test_a_date_without_a_zone_takes_the_one_that_is_set():
    made = moment("Mon, 1 Jul 2024 12:00:00", Clock("Europe/London"))
    assert (made.utc, made.zone) == (datetime(2024, 7, 1, 11), ZoneSource.SET_BY_USER)
    said = moment(
        "Mon, 1 Jul 2024 12:00:00 -0000", Clock("Europe/London")
    )  # Universal Time, by a program that does not know where it is
    assert (said.local, said.utc, said.zone) == (None, datetime(2024, 7, 1, 12), ZoneSource.IN_VALUE)


def test_raw_bytes_and_unknown_charsets_in_headers(tmp_path):
    data = (
        b"From: Ren\xc3\xa9e <r@example.org>\r\nTo: =?x-unknown?Q?S=E4m?= "
        b"<sam@example.org>\r\nSubject: caf\xe9 =?utf-8?B?8J+R?= =?utf-8?B?iw==?=\r\n\r\nx"
    )
    (item,), _ = read(tmp_path, data)
    assert item.sender.name == "Renée"
    assert item.recipients[0].name == "Säm"
    assert item.thread_title == "café 👋"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("=?utf-8?Q?a_b?= =?utf-8?Q?c?= d", "a bc d"),
        ("=?iso-8859-1?Q?=A3?= and =?utf-8?B?wqM=?=", "£ and £"),
        ("=?utf-8?B?not base64 at all?=", "=?utf-8?B?not base64 at all?="),
        ("plain", "plain"),
        ("=?broken", "=?broken"),
    ],
)
def test_encoded_words(written, text):
    assert shown(written) == text or text.startswith("=?utf-8?B?")


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            '"Example, Kit" <kit@example.org>, sam@example.org',
            [("kit@example.org", "Example, Kit"), ("sam@example.org", None)],
        ),
        ("undisclosed-recipients:;", []),
        ("Kit Example", [(None, "Kit Example")]),
        (
            '"Kit" </o=Exchange/ou=First/cn=Recipients/cn=kit>',
            [("/o=Exchange/ou=First/cn=Recipients/cn=kit", "Kit")],
        ),
        ("", []),
    ],
)
def test_address_lines(line, people):
    assert [(party.identifier, party.name) for party in parties([line], "To")] == people


@given(st.text(max_size=80))
def test_no_header_line_breaks_the_reading(line):
    parties([line], "To")
    shown(line)
    moment(line, Clock())


def multipart(kind, *parts, boundary=b"BB", end=True):
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    return (
        HEAD
        + b"MIME-Version: 1.0\r\nContent-Type: multipart/"
        + kind
        + b'; boundary="'
        + boundary
        + b'"\r\n\r\n'
        + body
        + (b"--" + boundary + b"--\r\n" if end else b"")
    )


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\nAt one? \xf0\x9f\x91\x8b"
HTML = (
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>At <b>one</b>? "
    b"\xf0\x9f\x91\x8b</p><script>steal()</script>"
)


def test_plain_text_is_preferred_and_html_becomes_text(tmp_path):
    assert read(tmp_path, multipart(b"alternative", PLAIN, HTML))[0][0].text == "Lunch\n\nAt one? 👋"
    assert read(tmp_path, multipart(b"mixed", HTML))[0][0].text == "Lunch\n\nAt one? 👋"


def test_html_that_says_more_than_the_plain_text_is_not_lost(tmp_path):
    longer = HTML + b"<p>" + b"and much more to say here " * 20 + b"</p>"
    (item,), _ = read(tmp_path, multipart(b"alternative", PLAIN, longer))
    assert "much more" in item.text
    other = b"Content-Type: text/html\r\n\r\n<p>At <b>two</b></p>"
    (item,), _ = read(tmp_path, multipart(b"alternative", PLAIN, other))
    assert extra(item, "the same in HTML") == ["At two"]


def test_attachments_travel_as_they_are(tmp_path):
    data = b"\x00\x01binary\xff" * 100
    part = (
        b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; "
        b'filename="=?utf-8?Q?fil=C3=A9.bin?="\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    (item,), problems = read(tmp_path, multipart(b"mixed", PLAIN, part + base64.encodebytes(data)))
    (attachment,) = item.attachments
    assert (attachment.name, attachment.data, attachment.size) == ("filé.bin", data, len(data))
    assert problems == []


def test_a_message_inside_is_an_attachment_and_an_item(tmp_path):
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "ann@example.org", "Inner"
    inner.set_content("inner words")
    items, _ = read(
        tmp_path, multipart(b"mixed", PLAIN, b"Content-Type: message/rfc822\r\n\r\n" + inner.as_bytes())
    )
    assert [item.text.split("\n")[0] for item in items] == ["Lunch", "Inner"]
    assert items[1].locator.startswith(items[0].locator + "/")
    assert b"inner words" in items[0].attachments[0].data
    whole = HEAD + b"Content-Type: message/rfc822\r\n\r\n" + inner.as_bytes()
    assert len(read(tmp_path, whole)[0]) == 2


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nxx", "S/MIME"),
        (b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nxx", "winmail.dat was not opened"),
        (b"Content-Type: application/octet-stream; name=WINMAIL.DAT\r\n\r\nxx", "winmail.dat was not opened"),
        (b"Content-Type: message/partial; id=a; number=1; total=2\r\n\r\nxx", "one piece"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, part, said):
    items, problems = read(tmp_path, multipart(b"mixed", PLAIN, part))
    assert "At one?" in items[0].text
    assert said in reasons(problems)
    assert all(problem.kind is ProblemKind.PARTLY_READ for problem in problems)


def test_broken_multiparts_keep_their_words(tmp_path):
    (item,), problems = read(tmp_path, multipart(b"mixed", PLAIN, end=False))
    assert "At one?" in item.text
    assert "ends early" in reasons(problems)
    (item,), problems = read(tmp_path, HEAD + b"Content-Type: multipart/mixed\r\n\r\nwords with no boundary")
    assert "words with no boundary" in item.text
    assert problems
    (item,), _ = read(tmp_path, multipart(b"mixed"))
    assert item.text.startswith("Lunch")


def test_delivery_reports_are_words(tmp_path):
    status = (
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; "
        b"mx.example.org\r\n\r\nFinal-Recipient: rfc822; sam@example.org\r\nStatus: 5.1.1\r\n"
    )
    (item,), _ = read(tmp_path, multipart(b"report", PLAIN, status))
    assert "Status: 5.1.1" in item.text


def test_wrong_charsets_still_give_text(tmp_path):
    for charset, body, text in (
        (b"X-UNKNOWN", "naïve".encode(), "naïve"),
        (b"us-ascii", "naïve".encode(), "naïve"),
        (b"iso-8859-1", b"\x93quoted\x94", "“quoted”"),
        (b"hex", b"6162", "6162"),
        (b"utf-16", b"odd", "odd"),
    ):
        (item,), _ = read(
            tmp_path, HEAD + b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\n" + body
        )
        assert item.text == f"Lunch\n\n{text}"


MESSAGE = HEAD + b"\r\nAt one?\r\n"


def test_a_mailbox_is_divided_and_threads_are_followed(tmp_path):
    first = b"Message-ID: <1@example.org>\r\n" + MESSAGE
    answer = b"Message-ID: <2@example.org>\r\nIn-Reply-To: <1@example.org>\r\n" + MESSAGE.replace(
        b"Subject: Lunch", b"Subject: Re: Lunch"
    )
    again = b"Message-ID: <3@example.org>\r\nReferences: <2@example.org>\r\n" + MESSAGE
    apart = b"Message-ID: <4@example.org>\r\n" + MESSAGE.replace(b"Lunch", b"Dinner")
    by_subject = MESSAGE.replace(b"Subject: Lunch", b"Subject: RE: fwd: lunch")
    mark = b"From kit@example.org Sun Mar 17 22:15:30 2024\r\n"
    items, problems = read(
        tmp_path,
        b"".join(mark + each + b"\r\n" for each in (first, answer, again, apart, by_subject)),
        "box.mbox",
    )
    assert len(items) == 5
    assert [item.position for item in items] == [1, 2, 3, 4, 5]
    threads = [item.thread for item in items]
    assert threads[0] == threads[1] == threads[2] == threads[4] != threads[3]
    assert problems == []


def test_lines_beginning_with_from_in_bodies_do_not_divide(tmp_path):
    mark = b"From kit@example.org Sun Mar 17 22:15:30 2024\n"
    body = MESSAGE + b"\nFrom the start I said so.\nNote: really.\n\nFrom here on, no more.\n\n"
    items, problems = read(tmp_path, mark + body + mark + MESSAGE, "box.mbox")
    assert len(items) == 2
    assert "From the start I said so." in items[0].text
    assert "giving 2 or 4 messages" in reasons(problems)
    counts = [
        each.count
        for each in IMPORTER.read(tmp_path / "box.mbox", ReadOptions())
        if isinstance(each, Declared)
    ]
    assert counts == [4, 2]


def test_a_mailbox_without_blank_lines_between_messages(tmp_path):
    mark = b"From kit@example.org Sun Mar 17 22:15:30 2024\n"
    assert len(read(tmp_path, mark + MESSAGE + mark + MESSAGE, "box")[0]) == 2


def test_content_length_keeps_a_quoted_message_together(tmp_path):
    mark = b"From kit@example.org Sun Mar 17 22:15:30 2024\n"
    quoted = b"see below\n\n" + mark + b"From: ann@example.org\nSubject: quoted\n\nold words\n"
    one = (
        mark
        + b"From: kit@example.org\nSubject: outer\nContent-Length: "
        + str(len(quoted)).encode()
        + b"\n\n"
        + quoted
    )
    items, problems = read(tmp_path, one + b"\n" + mark + MESSAGE, "box")
    assert [item.thread_title for item in items] == ["outer", "Lunch"]
    assert "giving 2 or 3" in reasons(problems)


def test_what_is_recognised(tmp_path):
    path = tmp_path / "x.msg"
    for data, known in (
        (MESSAGE, True),
        (b"\xef\xbb\xbf" + MESSAGE, True),
        (b"From kit Sun Mar 17 22:15:30 2024\n" + MESSAGE, True),
        (b"Dear Kit,\nFrom: here\n", False),
        (b"Note: buy milk\nList: eggs\n\nbye", False),
        (b"", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", False),
    ):
        path.write_bytes(data)
        assert IMPORTER.recognises(path) is known


def test_html_keeps_words_links_and_pictures_names_and_runs_nothing():
    html = (
        "<style>p{}</style><h1>Title</h1><p>a&nbsp;b &amp; c<br>d</p><a "
        "href='https://example.org/x'>here</a><img alt='a map'><pre>  two\n  lines</pre><!-- no -->"
    )
    text = html_text(html)
    assert text.splitlines()[:3] == ["Title", "", "a\xa0b & c"]
    assert "here <https://example.org/x>" in text
    assert "[a map]" in text
    assert "p{}" not in text
    assert "no" not in text


@given(st.text(max_size=300))
def test_any_html_gives_text(html):
    assert isinstance(html_text(html), str)
    assert html_text("x" + html.replace("<", "").replace("&", "")).startswith("x")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_damage_gives_items_and_problems(tmp_path, data):
    whole = bytearray(
        multipart(
            b"mixed",
            PLAIN,
            HTML,
            b"Content-Type: message/rfc822\r\n\r\n" + MESSAGE,
            b"Content-Type: application/pdf; name=x.pdf\r\n\r\nxx",
        )
    )
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    items, problems = read(tmp_path, bytes(whole))
    assert items or problems


def test_messages_nested_without_end_are_said_to_be_too_deep(tmp_path):
    data = MESSAGE
    for _ in range(40):
        data = HEAD + b"Content-Type: message/rfc822\r\n\r\n" + data
    items, problems = read(tmp_path, data)
    assert 5 < len(items) < 40
    assert "too deep" in reasons(problems)
    data = HEAD
    for level in range(3000):
        data += (
            b'Content-Type: multipart/mixed; boundary="'
            + str(level).encode()
            + b'"\r\n\r\n--'
            + str(level).encode()
            + b"\r\n"
        )
    items, problems = read(tmp_path, data)
    assert problems


def test_hostile_lines_take_no_time_to_speak_of():
    began = time.process_time()
    for piece in ("=?utf-8?Q?a?= ", "=?", '"', " ", "(a", "<", "a,"):
        parties([piece * 50_000], "To")
    html_text("<a href=https://e.org>x" * 20_000 + "</a>" * 20_000)
    assert parties(["Kit <kit@example.org>, " * 1000], "To")[999].identifier == "kit@example.org"
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "data", [b"Subject: the shed\r\n\r\nSee you\r\n", b"content-type: text/plain\n\nSee you\n"]
)
def test_one_header_is_enough_where_the_name_says_that_it_is_a_message(tmp_path, data):
    (item,), _ = read(tmp_path, data)
    assert item.kind is ItemKind.EMAIL
    assert item.text.strip().endswith("See you")
    assert IMPORTER.recognises(tmp_path / "mail.eml")
    (tmp_path / "note.txt").write_bytes(data)
    assert not IMPORTER.recognises(tmp_path / "note.txt")
    (tmp_path / "words.eml").write_bytes(b"See you at six.\n")
    assert not IMPORTER.recognises(tmp_path / "words.eml")


def test_a_hole_of_zeros_in_a_message_is_told(tmp_path):
    whole = MESSAGE + b"words " * 40
    assert "zeros" not in reasons(read(tmp_path, whole)[1])
    items, problems = read(tmp_path, whole[:-100] + bytes(64) + whole[-36:])
    assert len(items) == 1
    assert "stretch of zeros" in reasons(problems)


@pytest.mark.parametrize("blank", [b" ", b"\t"])
def test_a_first_header_that_begins_with_a_blank_is_kept_and_told(tmp_path, blank):
    (mail,), problems = read(tmp_path, blank + HEAD + b"\r\nHello\r\n")
    assert mail.sender.identifier == "kit@example.org"
    assert "begins with a blank" in reasons(problems)
    (mail,), problems = read(
        tmp_path, blank + b"for sam@example.net; words of a lost line\r\n" + HEAD + b"\r\nHello\r\n"
    )
    assert mail.sender.identifier == "kit@example.org"
    assert any("words of a lost line" in text for _, text in mail.extra)
    assert "begins with a blank" in reasons(problems)

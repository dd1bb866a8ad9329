"""A part taken out of the middle of text and markup, or written over: told wherever the file itself still
shows it, and never of a whole file."""

import csv
import io
import plistlib
import random
import time
import zlib
from email.message import EmailMessage

import pytest
import samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.importers.cards import content_faults
from evidence_review.importers.choosing import read
from evidence_review.importers.mail import email_torn
from evidence_review.importers.markup import property_list_holes, torn_pages
from evidence_review.importers.media.pictures import trailers as pictures_trailers
from evidence_review.importers.tables import tables_csv
from evidence_review.importers.talk import torn_stamps, torn_text

SAID = (
    torn_pages.TORN,
    torn_stamps.STAMPS,
    torn_text.NOISE,
    tables_csv.UNEVEN,
    email_torn.TORN,
    email_torn.NOISE,
    content_faults.MISSING,
    content_faults.TWICE,
)
WHOLE = samples.whole()


def told(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return [value.reason for value in read(path, ReadOptions()) if isinstance(value, Problem)]


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_is_said_of_whole_samples(tmp_path, name):
    file, data = WHOLE[name]
    assert not set(SAID) & set(told(tmp_path / file, data))


# ---- pages -------------------------------------------------------------------------------------

PAGE = (
    "<html><head><title>Minutes</title></head><body>"
    + "<div class='one'><p>the <b>key</b></p></div>" * 9
    + "</body></html>"
)


@pytest.mark.parametrize(
    "html",
    [
        "<div class='a'b='c'>no blank between</div><p>one<p>two<br/><img src=a.png>",
        "<script>if (a < b) put('<div>')</script><!-- <div> --><div>4 < 5</div>",
        "<div title='a > b'><svg:x/></div><li>open<td>cell",
        "<style>div > p {}</style><textarea><div></textarea>",
    ],
)
def test_what_html_allows_is_no_damage(html):
    assert not torn_pages.is_torn(html, by_program=True)


@pytest.mark.parametrize(
    "html",
    [
        "<div cla<div class='x'>a</div></div>",
        '<div class=\'x"y">a</div>',
        "<div><span>a</div></span>",
        "</div>a<div>",
    ],
)
def test_tags_that_are_cut_or_do_not_fit_are_damage(html):
    assert torn_pages.is_torn(html, by_program=True)


def test_authors_may_leave_words_open_where_programs_may_not():
    for html in ("<div><b>bold</div>", "<div>a</div></i>", "<div>never closed"):
        assert not torn_pages.is_torn(html, by_program=False)
        assert torn_pages.is_torn(html, by_program=True)
    assert not torn_pages.is_torn("<div {{ 'class' }}></b>", by_program=True)  # another program fills it in


def test_a_page_with_a_part_taken_out_is_told(tmp_path):
    assert torn_pages.TORN not in told(tmp_path / "page.html", PAGE)
    at = PAGE.index("class='one'", 200)
    assert torn_pages.TORN in told(tmp_path / "page.html", PAGE[: at + 4] + PAGE[at + 60 :])


def test_pages_of_apps_with_a_part_taken_out_are_told(tmp_path):
    for name in ("meta page", "telegram page", "signal pages", "takeout page"):
        file, data = WHOLE[name]
        at = data.index(b'class="', len(data) // 2)
        assert torn_pages.TORN in told(tmp_path / file, data[: at + 3] + data[at + 40 :]), name


def test_no_page_takes_long():
    began = time.process_time()
    for html in (
        "<a " * 100_000,
        "<a b='" * 50_000,
        "<div>" * 100_000 + "</p>" * 1000,
        "<a><b>" * 50_000 + "</a>" * 50_000,
        "<a" + " " * 200_000,
        "<!--" * 100_000,
    ):
        torn_pages.is_torn(html, by_program=True)
    assert time.process_time() - began < 20


# ---- chats in lines ----------------------------------------------------------------------------

CHATS = {
    "WhatsApp Chat with Bo.txt": "".join(
        f"{day:02}/03/2025, 15:2{day % 10} - {'Ann Example' if day % 2 else 'Bo'}: words of day {day}\n"
        for day in range(1, 20)
    ),
    "_chat.txt": "".join(
        f"[{day:02}/03/2025, 15:2{day % 10}:01] {'Ann Example' if day % 2 else 'Bo'}: words of day {day}\r\n"
        for day in range(1, 20)
    ),
    "Bo (_id1).txt": "".join(
        f"[Jan {day:02}, 2025 15:2{day % 10}:01] <{'Ann' if day % 2 else 'Bo'}> words of day {day}\n"
        for day in range(1, 20)
    ),
}


@pytest.mark.parametrize("name", CHATS)
def test_pieces_of_stamps_are_told(tmp_path, name):
    text = CHATS[name]
    assert torn_stamps.STAMPS not in told(tmp_path / name, text)
    lines = text.splitlines(keepends=True)
    begun = lines[8][:9] + lines[9][-12:]
    within = lines[8][:45] + lines[9][lines[9].index(":2") - 2 :]
    for torn in (begun, within):
        assert torn_stamps.STAMPS in told(tmp_path / name, "".join([*lines[:8], torn, *lines[10:]])), torn


def test_times_in_words_are_no_pieces():
    chat = (
        CHATS["WhatsApp Chat with Bo.txt"]
        + "20/03/2025, 10:00 - Bo: at 15:20 - come\nat 15:22 - Cy: so he said\n5/6 of it\n"
    )
    assert not torn_stamps.torn_stamps(chat)
    assert not torn_stamps.torn_stamps("12:30 soup\n12/3 pears\n" * 20)


def test_signs_that_no_text_holds_are_told(tmp_path):
    name, text = "_chat.txt", CHATS["_chat.txt"]
    assert torn_text.NOISE in told(tmp_path / name, text.replace("day 9", "da\x05\x11 9"))
    accented = text.replace("words", "wörds").encode()
    assert torn_text.NOISE not in told(tmp_path / name, accented)
    assert torn_text.NOISE in told(
        tmp_path / name, accented.replace(b"\xc3\xb6rds of day 7", b"\xc3rds of day 7")
    )


def test_words_before_the_first_stamp_are_told(tmp_path):
    text = CHATS["WhatsApp Chat with Bo.txt"]
    assert any(
        "before the first message" in reason
        for reason in told(tmp_path / "WhatsApp Chat with Bo.txt", text[30:])
    )


def test_a_chat_whose_beginning_is_lost_is_a_chat(tmp_path):
    for name, text in CHATS.items():
        if "_id" not in name:
            values = read_from(tmp_path / name / "x.txt", text[30:].encode())
            assert sum(isinstance(each, Item) and each.sent is not None for each in values) == 18, name
            assert any(
                "before the first message" in each.reason for each in values if isinstance(each, Problem)
            )


def test_every_file_of_a_folder_is_looked_at(tmp_path):
    for number, text in enumerate(
        (CHATS["Bo (_id1).txt"], CHATS["Bo (_id1).txt"].replace("day 9\n[Jan 10, 20", "day 9"))
    ):
        folder = tmp_path / f"export {number}"
        folder.mkdir()
        (folder / "Bo (_id1).txt").write_text(text, "utf-8")
        found = [
            each
            for each in read(folder, ReadOptions())
            if isinstance(each, Problem) and each.reason == torn_stamps.STAMPS
        ]
        assert [each.locator for each in found] == ["Bo (_id1).txt"] * number


@pytest.mark.parametrize(
    "name",
    [
        "signal text",
        "signal markdown",
        "imexporter txt",
        "linechat",
        "email eml",
        "whatsapp ios",
        "whatsapp android",
    ],
)
def test_lines_of_old_macs_are_read_as_others(tmp_path, name):
    file, data = WHOLE[name]
    items = [
        each
        for each in read_from(tmp_path / "lf" / file, data.replace(b"\r\n", b"\n"))
        if isinstance(each, Item)
    ]
    macs = read_from(tmp_path / "cr" / file, data.replace(b"\r\n", b"\n").replace(b"\n", b"\r"))
    assert [each.text for each in macs if isinstance(each, Item)] == [each.text for each in items]
    assert any("old Macs" in each.reason for each in macs if isinstance(each, Problem))


def read_from(path, data):
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return list(read(path, ReadOptions()))


# ---- mails, cards, calendars -------------------------------------------------------------------


def mail():
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Date"] = (
        "ann@example.org",
        "bo@example.org",
        "Shed",
        "Sun, 05 Jan 2025 15:21:33 +0000",
    )
    made.set_content("See you at six.\n")
    made.add_attachment(
        random.Random(1).randbytes(900), maintype="application", subtype="octet-stream", filename="plan.bin"
    )
    return made.as_bytes()


def test_a_mail_with_a_part_taken_out_is_told(tmp_path):
    whole = mail()
    assert not set(SAID) & set(told(tmp_path / "a.eml", whole))
    block = whole.index(b"\n\n", whole.index(b"base64")) + 100
    name = whole.index(b'filename="plan') + 12
    for torn in (
        whole[:block] + whole[block + 30 :],  # a line of base64 is shorter than the others
        whole[:name] + b"\n" + whole[whole.index(b"MIME-Version", name) :],  # a mark of quotation is open
        whole.replace(b"multipart/mixed; boundary=", b"mu", 1),  # nobody names the border
    ):
        assert email_torn.TORN in told(tmp_path / "a.eml", torn)
    assert email_torn.NOISE in told(tmp_path / "a.eml", whole.replace(b"at six", b"at \x03\x1d"))


def card(number):
    return (
        f"BEGIN:VCARD\nVERSION:3.0\nN:Example;Ann {number};;;\nFN:Ann {number} Example\nTEL:07700 "
        f"9001{number:02}\nADR:;;1 Shed Lane;Anytown;;ZZ99 9ZZ;UK\nEND:VCARD\n"
    )


def test_a_card_that_lacks_what_all_others_have_is_told(tmp_path):
    cards = [card(number) for number in range(12)]
    assert not set(SAID) & set(told(tmp_path / "a.vcf", "".join(cards)))
    lacking = cards[4].replace("FN:Ann 4 Example\n", "")
    twice = cards[4].partition("TEL")[0] + "TEL:07\n" + cards[5].partition("BEGIN:VCARD\n")[2]
    longer = cards[4].replace(";;;\nFN:Ann 4 Example\nTEL:07700 900104\nADR:", "")
    for torn, said in (
        (lacking, content_faults.MISSING),
        (twice, content_faults.TWICE),
        (longer, content_faults.TWICE),
    ):
        assert said in told(tmp_path / "a.vcf", "".join([*cards[:4], torn, *cards[5:]])), torn


def test_every_part_of_a_name_is_kept(tmp_path):
    path = tmp_path / "a.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:2.1\nN:Example;Ann;;;;Anytown;Extra\nEND:VCARD\n", "utf-8")
    assert any(
        "Anytown" in (each.text or "") and "Extra" in (each.text or "")
        for each in read(path, ReadOptions())
        if isinstance(each, Item)
    )


def test_a_calendar_whose_ends_close_nothing_is_told(tmp_path):
    event = (
        "BEGIN:VEVENT\nUID:{0}\nDTSTAMP:20250101T000000Z\nDTSTART:20250105T152133Z\nSUMMARY:Meeting "
        "{0}\nEND:VEVENT\n"
    )
    text = (
        "BEGIN:VCALENDAR\nVERSION:2.0\n"
        + "".join(event.format(number) for number in range(8))
        + "END:VCALENDAR\n"
    )
    assert not any("close nothing" in reason or reason in SAID for reason in told(tmp_path / "a.ics", text))
    at = text.index("BEGIN:VEVENT\nUID:0")
    assert any("close nothing" in reason for reason in told(tmp_path / "a.ics", text[:at] + text[at + 20 :]))
    assert content_faults.MISSING in told(
        tmp_path / "a.ics", text.replace("UID:5\nDTSTAMP:20250101T000000Z\n", "UID:5\n")
    )
    assert content_faults.TWICE in told(
        tmp_path / "a.ics", text.replace("SUMMARY:Meeting 3\nEND:VEVENT\nBEGIN:VEVENT\n", "")
    )


# ---- tables, lists, pictures, names --------------------------------------------------------------


def test_a_row_unlike_all_others_is_told(tmp_path):
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ["Date", "From", "Words"],
            *([f"2025-01-{day:02}", "Ann", f'the "key", {day}'] for day in range(1, 29)),
        ]
    )
    text = out.getvalue()
    assert tables_csv.UNEVEN not in told(tmp_path / "a.csv", text)
    assert tables_csv.UNEVEN not in told(tmp_path / "a.csv", "A list\n\n" + text + "Total,28\n")
    for torn in (
        text.replace('14,Ann,"the', '14"the'),
        text.replace('14,Ann,"the ""key"", 14"', '14,Ann,"the"k'),
    ):
        assert tables_csv.UNEVEN in told(tmp_path / "a.csv", torn)


def test_a_binary_property_list_whose_objects_do_not_fit_is_told(tmp_path):
    for value in (
        [1, 2.5, {"a": b"x" * 300, "b": "\u00e9" * 40}],
        {"k": [True, None] * 0 + [False] * 40},
        "x",
        {str(n): n * 10**6 for n in range(400)},
    ):
        assert not property_list_holes.is_torn(plistlib.dumps(value, fmt=plistlib.FMT_BINARY))
    data = plistlib.dumps({f"note {n}": f"words of note {n}" for n in range(60)}, fmt=plistlib.FMT_BINARY)
    assert property_list_holes.is_torn(data[:200] + data[240:])
    assert property_list_holes.is_torn(data[:200] + bytes(60) + data[260:])
    assert not any("fit together" in reason for reason in told(tmp_path / "a.plist", data))
    assert any(
        "fit together" in reason or "damaged" in reason
        for reason in told(tmp_path / "a.plist", data[:200] + bytes(60) + data[260:])
    )
    for size in range(60):
        property_list_holes.is_torn(data[:size])


def test_a_check_sum_of_a_png_that_does_not_hold_is_told(tmp_path):
    def part(name, data):
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", bytes([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]))
    whole = (
        head + part(b"tEXt", b"Comment\0by Ann") + part(b"IDAT", zlib.compress(bytes(6))) + part(b"IEND", b"")
    )
    assert not pictures_trailers.has_bad_sums("PNG", whole)
    at = whole.index(b"IEND") - 10
    spoilt = whole[:at] + b"\0\0" + whole[at + 2 :]
    assert any(
        "check sum" in reason or "could not be opened" in reason
        for reason in told(tmp_path / "a.png", spoilt)
    )
    assert pictures_trailers.has_bad_sums("PNG", spoilt)
    assert not any("check sum" in reason for reason in told(tmp_path / "a.png", whole))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("page.html", "ords of a page</p></body></html>", True),
        ("chat.json", 'words", "by": "Ann"}]}', True),
        ("chat.json", "[1, 2]", False),
        ("a.eml", "and so we met at six\n", True),
        ("a.vcf", "EL:07700 900123\nEND:VCARD\n", True),
        ("a.docx", "just a text\n", True),
        ("a.xml", "<list><a/></list>", False),
        ("a.txt", "ords of a note\n", False),
    ],
)
def test_a_text_that_does_not_begin_as_its_name_says_is_told(tmp_path, name, text, said):
    assert any("beginning may be missing" in reason for reason in told(tmp_path / name, text)) is said


def test_headers_without_an_end_are_looked_through_once():
    """Forty thousand lines that each might begin a block: looked through anew from each of them they take
    minutes, and the test its whole limit."""
    assert not email_torn.is_torn(
        b"From: a@example.org\r\n" + b"Content-Transfer-Encoding: base64\r\n" * 40_000
    )

"""Tables of web pages that are messages, calls or contacts; other pages stay pages. Fictional people only."""

from datetime import datetime

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.documents import html_document
from evidence_review.importers.tables import tables

PAGE = """<!DOCTYPE html><html><head><title>Call history</title><style>td{color:red}</style></head><body><h1>Phone report</h1><p>Phone of Maya Green.</p>
<h2>Calls</h2><table border=1><tr><th>#</th><th>Direction</th><th>Phone number</th><th>Name</th><th>Date/Time</th><th>Duration</th></tr>
<tr><td>1<td>Incoming<td>+447700900123<td>Tom Field<td>2026-03-02 10:15:05<td>00:01:05
<tr><td>2</td><td>Outgoing</td><td>+447700900124</td><td></td><td>2026-03-02 10:16:05</td><td>00:00:00</td></tr></table>
<h2>SMS messages</h2><table><tr><th>From</th><th>To</th><th>Time</th><th>Message</th><th>Attachment</th></tr>
<tr><td>+447700900123</td><td>+447700900100</td><td>2026-03-02 11:15:05</td><td>hello,<br>are you there?</td><td></td></tr>
<tr><td>+447700900100</td><td>+447700900123</td><td>2026-03-02 11:16:05</td><td>yes &amp; no</td><td><a href="files/a.jpg">picture</a></td></tr>
</table><p>End of report</p></body></html>"""


def read(tmp_path, text):
    path = tmp_path / "report.html"
    path.write_text(text, "utf-8")
    assert choose(path) is tables.IMPORTER
    values = list(tables.read(path, ReadOptions()))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def test_calls_and_messages_of_a_report_with_what_stands_around_them(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.jpg").write_bytes(b"picture")
    items, problems = read(tmp_path, PAGE)
    calls, texts = ([i for i in items if i.kind is kind] for kind in (ItemKind.CALL, ItemKind.MESSAGE))
    assert [(i.direction, i.sent.local) for i in calls] == [
        (Direction.INCOMING, datetime(2026, 3, 2, 10, 15, 5)),
        (Direction.OUTGOING, datetime(2026, 3, 2, 10, 16, 5)),
    ]
    assert [(i.sender.identifier, i.text) for i in texts] == [
        ("+447700900123", "hello,\nare you there?"),
        ("+447700900100", "yes & no"),
    ]
    assert [(each.name, bool(each.sha256)) for each in texts[1].attachments] == [("a.jpg", True)]
    rest = "\n".join(i.text or "" for i in items if i.kind is ItemKind.RECORD)
    assert all(word in rest for word in ("Phone report", "Phone of Maya Green.", "End of report"))
    assert any("tables of a page" in p.reason for p in problems)


def test_a_page_that_is_mostly_words_and_one_with_pictures_inside_stay_pages(tmp_path):
    words = "<p>" + "We meet and talk about roses, their kinds and their care. " * 30 + "</p>"
    for number, text in enumerate(
        (
            PAGE.replace("<p>End", words + "<p>End"),
            PAGE.replace("picture</a>", '<img src="data:image/png;base64,AAAA"></a>'),
        )
    ):
        path = tmp_path / f"{number}.html"
        path.write_text(text, "utf-8")
        assert choose(path) is html_document.IMPORTER


def test_a_layout_of_tables_inside_tables_loses_no_word(tmp_path):
    layout = PAGE.replace("<h1>", "<table><tr><td>Menu here<h1>").replace(
        "</body>", "</td></tr></table></body>"
    )
    items, _ = read(tmp_path, layout)
    assert sum(i.kind is ItemKind.CALL for i in items) == 2
    assert "Menu here" in "\n".join(i.text or "" for i in items)


def test_a_page_that_breaks_off_in_its_table_is_told(tmp_path):
    _, problems = read(tmp_path, PAGE[: PAGE.index("are you there")])
    assert [
        p
        for p in problems
        if "ends" in p.reason
        or "break" in p.reason
        or "torn" in p.reason
        or "fit" in p.reason
        or "damaged" in p.reason
    ]

"""Workbooks as XML of Excel 2003: gaps, merged cells, types, what is hidden, damage (reference/formats.md
3.3)."""

import tables_xml_samples as made

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ProblemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.tables import tables


def read(tmp_path, data, name="book.xls"):
    path = tmp_path / name
    path.write_bytes(data)
    assert choose(path) is tables.IMPORTER
    values = list(tables.read(path, ReadOptions()))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def cells(item):
    return dict(item.extra)


def test_every_row_with_gaps_types_and_digits(tmp_path):
    items, _ = read(tmp_path, made.WHOLE)
    assert [item.locator for item in items] == ["Calls!2", "Calls!5", "Calls!6", "Calls!7", "Aside!2"]
    ann, cy, di, ed, _ = (cells(item) for item in items)
    assert (ann["Name"], ann["Number"], ann["When"]) == ("Ann & Co", "447700900123", "2025-01-05 15:21:33")
    assert (ann["Note"], ann["Paid"], ann["Left"]) == ("Bring the key\nplease", "TRUE", "2025-01-06")
    assert (cy["Name"], cy["Number"], cy["Note"], cy["Paid"]) == ("Cy", "07700900124", "late", "=A1+1")
    assert "When" not in cy
    assert (di["Number"], di["When"], di["Note"]) == ("12345678901234567", "#N/A", "x")
    assert (ed["Name"], ed["Number"]) == ("Di", "left of Ed")


def test_what_is_hidden_or_beside_is_told(tmp_path):
    items, problems = read(tmp_path, made.WHOLE)
    told = " ".join(p.reason for p in problems if p.kind is ProblemKind.SOURCE_FLAG)
    assert "1 rows are hidden" in told
    assert "Columns are hidden on this sheet (B)" in told
    assert "This sheet is hidden" in told
    assert any("Bo: checked" in value for _, value in items[0].extra)
    assert any("https://example.org/x" in value for _, value in items[2].extra)


def test_a_workbook_in_utf_16_and_with_prefixes(tmp_path):
    text = made.WHOLE.decode().replace('version="1.0"?', 'version="1.0" encoding="UTF-16"?')
    assert len(read(tmp_path, text.encode("utf-16"))[0]) == 5
    named = made.book(
        made.sheet(
            "A",
            made.row(made.cell("Name"), made.cell("Number")),
            made.row(made.cell("kept"), made.cell("07700900125")),
        )
    )
    for name in (b"Workbook", b"Worksheet", b"Table", b"Row", b"Cell", b"Data"):
        named = named.replace(b"<" + name + b" ", b"<ss:" + name + b" ").replace(
            b"<" + name + b">", b"<ss:" + name + b">"
        )
        named = named.replace(b"</" + name + b">", b"</ss:" + name + b">")
    items, _ = read(tmp_path, named)
    assert cells(items[0])["Name"] == "kept"


def test_a_workbook_cut_short_keeps_what_came_before(tmp_path):
    items, problems = read(tmp_path, made.WHOLE[: made.WHOLE.index(b"12345678")])
    assert [item.locator for item in items] == ["Calls!2", "Calls!5"]
    assert [(p.kind, p.records) for p in problems if p.records] == [(ProblemKind.PARTLY_READ, 1)]


def test_other_xml_is_no_workbook(tmp_path):
    path = tmp_path / "sheet.xml"
    path.write_bytes(
        b'<?xml version="1.0"?><note xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">x</note>'
    )
    assert choose(path) is not tables.IMPORTER


def test_the_folder_of_a_linkedin_conversation_is_no_direction(tmp_path):
    heading = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE "
        "URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    )
    rows = "2-a,,Ann,https://example.org/ann,Bo,https://example.org/bo,2025-01-05 12:00:00 UTC,,Hello,INBOX\n"
    items, _ = read(tmp_path, (heading + rows + rows.replace("Hello", "Again")).encode(), "messages.csv")
    assert [(item.text, item.thread, item.sender.name, item.direction) for item in items] == [
        ("Hello", "2-a", "Ann", Direction.UNKNOWN), ("Again", "2-a", "Ann", Direction.UNKNOWN),
    ]  # fmt: skip


def test_chats_of_reddit_are_apart_by_the_address_of_their_channel(tmp_path):
    heading = (
        "message_id,created_at,updated_at,username,message,thread_parent_message_id,channel_url,"
        "subreddit,channel_name,conversation_type\n"
    )
    rows = (
        "1,2025-01-05 12:00:00 UTC,,ann,Hello,,channel_1,,,direct\n2,2025-01-05 12:01:00 "
        "UTC,,bo,Hi,,channel_2,,,direct\n"
    )
    items, _ = read(tmp_path, (heading + rows).encode(), "chat_history.csv")
    assert [(item.text, item.thread, item.sender.name) for item in items] == [
        ("Hello", "channel_1", "ann"),
        ("Hi", "channel_2", "bo"),
    ]


def test_what_an_xml_workbook_says_of_itself_and_where_its_cells_are_fetched_from_is_kept(tmp_path):
    told = (
        '<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Author>Ann '
        "Example</Author></DocumentProperties>"
        '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><SupBook><Path>other.xls</'
        "Path></SupBook><WindowHeight>9</WindowHeight></ExcelWorkbook>"
    )
    rows = "".join(
        f'<Row><Cell><Data ss:Type="String">{words}</Data></Cell></Row>' for words in ("Name", "Bo")
    )
    data = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'{told}<Worksheet ss:Name="Keys"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    (item, *_), _ = read(tmp_path, data.encode(), "keys.xml")
    assert ("file says/Author", "Ann Example") in item.extra
    assert ("fetched from/Path", "other.xls") in item.extra
    assert not any("WindowHeight" in name for name, _ in item.extra)

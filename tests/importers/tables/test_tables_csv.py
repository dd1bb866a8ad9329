"""Which texts are tables and which are not; encodings, delimiters, quotation marks (reference/formats.md 3.3,
CSV)."""

import csv
import io

import pytest
import samples
import tables_samples as made

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.tables import tables, tables_csv

PROSE = (
    "Dear Sir, I write about the shed.\nIt rained, as you know.\nThe key, she said, was lost.\nYours, Ann\n"
)
CODE = 'int main(void) {\n  int a, b;\n  a = 1, b = 2;\n  printf("%d, %d", a, b);\n  return 0;\n}\n'
LOG = (
    "2025-07-13 10:00:00,123 INFO started\n2025-07-13 10:00:01,456 INFO done\n2025-07-13 10:00:02,789 "
    "INFO stopped\n"
)
NOT_TABLES = {
    "prose.txt": PROSE,
    "one comma a line.txt": "First, we met\nThen, we spoke\nAfter, we left\n",
    "code.c": CODE,
    "python.py": "import os\nfrom sys import path, argv\n\n\ndef run(a, b):\n    return a, b\n",
    "script.js": "const a = 1;\nconst b = 2;\nlet c = a + b;\n",
    "log.txt": LOG,
    "data.json": '{"a": 1, "b": 2}\n',
    "list.json": '[{"a": 1, "b": 2},\n {"a": 3, "b": 4}]\n',
    "page.html": "<html>\n<td>a, b</td>\n<td>c, d</td>\n",
    "card.vcf": "BEGIN:VCARD\nN:Example;Ann;;;\nORG:Club;South\nEND:VCARD\n",
    "mail.eml": (
        "From: Ann <ann@example.org>\nTo: Bo <bo@example.org>\nSubject: a, b\nDate: Sun, 13 Jul 2025 "
        "18:00:00 +0000\n\nHello, Bo\n"
    ),
    "one column.txt": "a\nb\nc\n",
    "one row.csv": "a,b,c\n",
    "empty.csv": "",
    "chat.txt": (
        "13/07/2025, 18:00 - Ann: Hello\n13/07/2025, 18:01 - Bo: Yes\n13/07/2025, 18:02 - Ann: Good\n"
    ),
    "ios chat.txt": (
        "[13/07/2025, 18:00:00] Ann: Hello\n[13/07/2025, 18:01:00] Bo: Yes\n[13/07/2025, 18:02:00] "
        "Ann: Good\n"
    ),
    "usa chat.txt": (
        "7/13/25, 6:00 PM - Ann: Hello\n7/13/25, 6:01 PM - Bo: Yes\n7/13/25, 6:02 PM - Ann: Good\n"
    ),
    "statement.txt": samples.TEXT.decode(),
    "ini.txt": "[a]\nb=c; d\ne=f; g\nh=i; j\n",
    "markdown.md": "# Title\n\n- one, two\n- three, four\n",
    "controls.bin": "\x01,\x02\n\x03,\x04\n\x05,\x06\n",
    "table.md": "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n",
    "address.txt": "Ann Example\n1 Shed Lane\nAnytown, ZZ99 9ZZ\n",
    "poem.txt": (
        "Roses are red, they say,\nViolets are blue, they say,\nSugar is sweet, they say,\nAnd so are "
        "you, they say,\n"
    ),
}


@pytest.mark.parametrize("name", NOT_TABLES)
def test_what_is_no_table_is_left_to_others(name, tmp_path):
    path = tmp_path / name
    path.write_text(NOT_TABLES[name], encoding="utf-8")
    assert not tables.recognises(path)


@pytest.mark.parametrize(
    "data",
    [
        samples.CHAT_IOS,
        samples.CHAT_ANDROID,
        samples.SMS,
        samples.eml(),
        samples.pdf(),
        samples.ufdr(),
        samples.chat_zip(),
    ],
)
def test_other_formats_are_not_taken(data, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(data)
    assert not tables.recognises(path)


def run(tmp_path, data, **options):
    path = tmp_path / "table.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    assert tables.recognises(path)
    values = list(tables.read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


@pytest.mark.parametrize(
    "data",
    [
        "name,town\nAnn,Anytown\nZoë,Othertown\n",
        "\ufeffname;town\r\nAnn;Anytown\r\nZoë;Othertown\r\n",
        "name\ttown\nAnn\tAnytown\nZoë\tOthertown\n",
        "name|town\nAnn|Anytown\nZoë|Othertown\n",
        "name;town;\nAnn;Anytown;\nZoë;Othertown;\n",
        "sep=;\r\nname;town\r\nAnn;Anytown\r\nZoë;Othertown\r\n",
        '"name","town"\n"Ann","Anytown"\n"Zoë","Othertown"\n',
        "name,town\rAnn,Anytown\rZoë,Othertown\r",
        "\ufeffname\ttown\nAnn\tAnytown\nZoë\tOthertown\n".encode("utf-16-le"),
        "\ufeffname,town\nAnn,Anytown\nZoë,Othertown\n".encode("utf-16-be"),
        "name,town\nAnn,Anytown\nZoë,Othertown\n".encode("cp1252"),
    ],
)
def test_delimiters_and_encodings(data, tmp_path):
    items, _ = run(tmp_path, data)
    assert [dict(item.extra) for item in items] == [
        {"name": "Ann", "town": "Anytown"},
        {"name": "Zoë", "town": "Othertown"},
    ]
    assert items[0].text == "name: Ann\ntown: Anytown"


def test_a_guessed_encoding_is_told(tmp_path):
    _, problems = run(tmp_path, "name,town\nZoë,Anytown\nBo,x\n".encode("cp1252"))
    assert "encoding is not certain" in problems[0].reason


def test_formulas_and_long_numbers_are_data(tmp_path):
    items, _ = run(tmp_path, "a,b,c\n=1+1,+447700900123,00441234\n@x,-5,8944123456789012345\n")
    assert list(dict(items[0].extra).values()) == ["=1+1", "+447700900123", "00441234"]
    assert dict(items[1].extra)["c"] == "8944123456789012345"


def test_rows_of_other_widths_lose_nothing(tmp_path):
    items, problems = run(
        tmp_path, "a,b,c\n1,2,3\n4,5,6\n7\n8,9,10,11\n1,2,3\n4,5,6\n1,2,3\n4,5,6\n7,8,9\n1,2,4\n"
    )
    assert dict(items[2].extra) == {"a": "7"}
    assert dict(items[3].extra)["column D"] == "11"
    assert any("more cells than there are headings" in p.reason for p in problems)


def test_a_stray_control_character_is_kept(tmp_path):
    items, _ = run(tmp_path, "name,town\n" + "Ann,Anytown\n" * 20 + "B\x01o,Othertown\n")
    assert dict(items[-1].extra)["name"] == "B\x01o"


def test_an_open_quotation_mark_is_told(tmp_path):
    _, problems = run(
        tmp_path, "name,town,note\n" + "Ann,Anytown,x\n" * 20 + 'Bo,Othertown,"never closed\nCy,Third,y\n'
    )
    assert any("never closed" in p.reason for p in problems)


def test_a_message_table_of_a_backup_program(tmp_path):
    text = (
        "Chat Session,Message Date,Service,Type,Sender ID,Sender Name,Status,Subject,Text,Attachment\n"
        'Bo,2025-07-13 18:00:00,iMessage,Outgoing,,,Sent,,"Hello, Bo",\n'
        "Bo,2025-07-13 18:01:00,iMessage,Incoming,+447700900124,Bo,,,Yes,shed.jpg\n"
        "Bo,2025-07-13 18:02:00,iMessage,Notification,,,,,Bo named the chat,\n"
    )
    (out, into, system), _ = run(tmp_path, text, zone="Europe/London")
    assert (out.text, out.direction.value, out.thread, out.app) == ("Hello, Bo", "OUTGOING", "Bo", "iMessage")
    assert (into.sender.identifier, into.sender.name, into.direction.value) == (
        "+447700900124",
        "Bo",
        "INCOMING",
    )
    assert [a.name for a in into.attachments] == ["shed.jpg"]
    assert system.kind.value == "SYSTEM"
    assert into.sent.utc.hour == 17


def test_a_table_cut_anywhere_still_balances(tmp_path):
    path = tmp_path / "cut.csv"
    for at in range(0, len(made.CDR), 7):
        path.write_bytes(made.CDR[:at])
        if tables.recognises(path):
            values = list(tables.read(path, ReadOptions()))
            items = [v for v in values if isinstance(v, Item)]
            assert values[-1] == Tally(len(items) + sum(v.records for v in values if isinstance(v, Problem)))


LOOSE = {
    "one column": ("when\n20250713\n20250714\n", 2),
    "two columns with sentences": (
        "Field,Definition\nage,The age on that day. In years.\nsteps,Steps taken. All day.\n",
        2,
    ),
    "uneven rows": ("a,b,c\n1,2,,too long\n,too short\n0,mixed,17\n", 3),
    "one filled row": ("48929,1,30-06-2023\n,,\n,,\n", 1),
    "a stray quotation mark": ('name,words\nAnn,"never closed\nBo,yes\nCy,no\n', 3),
}


@pytest.mark.parametrize("case", LOOSE)
def test_a_file_that_its_name_calls_a_table_may_be_short_or_uneven(case, tmp_path):
    data, rows = LOOSE[case]
    items, _ = run(tmp_path, data)
    assert len(items) in {rows, rows + 1}  # one more where no row can be the headings
    (tmp_path / "list.txt").write_text(data, encoding="utf-8")
    assert case == "a stray quotation mark" or not tables.recognises(tmp_path / "list.txt")


@pytest.mark.parametrize("name", ["page.csv", "data.csv"])
def test_a_name_alone_makes_no_table(name, tmp_path):
    (tmp_path / name).write_text(
        "<html><p>a, b</p></html>\n" if name == "page.csv" else '{"a": 1,\n "b": 2}\n', encoding="utf-8"
    )
    assert not tables.recognises(tmp_path / name)


def test_short_headings_mean_people_only_where_something_was_sent(tmp_path):
    plain, _ = run(tmp_path, "a,b,c\n1,2,3\n4,5,6\n7,8,9\n")
    assert [each.recipients for each in plain] == [(), (), ()]
    sent, _ = run(tmp_path, "De;A;Fecha;Mensaje\nAnn;Bo;13/07/2025 18:00;Hola\nBo;Ann;14/07/2025 18:00;Si\n")
    assert [each.sender.label() for each in sent] == ["Ann", "Bo"]
    assert [each.recipients[0].label() for each in sent] == ["Bo", "Ann"]


def test_a_user_is_the_writer_where_the_table_has_times_and_texts_and_no_other_person(tmp_path):
    items, _ = run(
        tmp_path, "date,username,message\n2019-04-16 02:09:00,Ann,hi\n2019-04-17 02:09:00,Bo,yes\n"
    )
    assert [(each.kind, each.sender.label()) for each in items] == [
        (ItemKind.MESSAGE, "Ann"),
        (ItemKind.MESSAGE, "Bo"),
    ]
    items, _ = run(
        tmp_path, "date,user,from,message\n2019-04-16 02:09:00,x,Ann,hi\n2019-04-17 02:09:00,y,Bo,yes\n"
    )
    assert [each.sender.label() for each in items] == ["Ann", "Bo"]
    items, _ = run(tmp_path, "username,password\nann,x\nbo,y\ncy,z\n")
    assert [each.sender for each in items] == [None, None, None]


@pytest.mark.parametrize(
    ("end", "told"), [("2025-07-16,Cy", True), ("2025-07-16,Cy,words,4", False), ("2025-07-16,Cy\n", False)]
)
def test_a_table_that_stops_in_the_middle_of_a_row_says_so(tmp_path, end, told):
    data = "Date,Who,What,Count\n" + "2025-07-13,Ann,words,1\n" * 9 + end
    items, problems = run(tmp_path, data.encode())
    assert len(items) == 10
    assert any("breaks off" in problem.reason for problem in problems) == told


def test_headings_above_nothing_are_kept_with_the_first_row(tmp_path):
    items, _ = run(tmp_path, b"Name,Nickname,Sum\nAnn,,3\nBo,,4\n")
    assert [dict(item.extra).get("headings of columns in which no row has anything") for item in items] == [
        "Nickname",
        None,
    ]


@pytest.mark.parametrize("words", ["the key, {}", 'the "key", {}', "51.5, -0.{}"])
def test_a_comma_in_every_cell_of_a_column_divides_none(tmp_path, words):
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ["Date", "From", "Words"],
            *([f"2025-01-{day:02}", "Ann", words.format(day)] for day in range(1, 29)),
        ]
    )
    found = tables_csv.dialect(out.getvalue())
    assert found is not None
    assert (found.width, found.quoted) == (3, True)
    damaged = tables_csv.dialect(out.getvalue().replace('14,Ann,"', '14,Ann,"x"'))
    assert damaged is not None
    assert (damaged.width, damaged.quoted) == (3, True)

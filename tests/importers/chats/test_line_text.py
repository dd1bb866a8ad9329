"""A chat of LINE saved as text: days, halves of the day, further lines, notices, languages (public
shapes)."""

from datetime import datetime

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.chats import line_text
from evidence_review.importers.choosing import choose

CHAT = (
    "[LINE] Chat history with Shed club\nSaved on: 2025/01/15 10:30\n\n2025/01/05(Sun)\n"
    '10:30\tAnn\tSee you at six\n10:31\tBo\t"First line\nsecond\n\n13:00 is no '
    'message"\n10:32\tAnn joined the group\n'
    "\n2025/01/06(Mon)\n23:59\tBo\t[Photo]\n00:01\tAnn\t\u260e Missed call\n"
)
BRITISH = (
    "[LINE] Chat history with Bo\nSaved on: 26/04/2025, 04:36PM\n\nSat, "
    "05/04/2025\n04:35PM\tAnn\tHello\n\nSat, 26/04/2025\n12:05AM\tBo\tLate\n"
)
JAPANESE = (
    "[LINE] Bo\u3068\u306e\u30c8\u30fc\u30af\u5c65\u6b74\n\u4fdd\u5b58\u65e5\u6642\uff1a2025/01/15 "
    "10:30\n\n2025/01/05(\u65e5)\n\u5348\u5f8c3:05\tBo\t\u3053\u3093\u306b\u3061\u306f\n"
)


@pytest.fixture
def read(tmp_path):
    def run(text, encoding="utf-8", **options):
        path = tmp_path / "chat.txt"
        path.write_bytes(text.encode(encoding))
        assert choose(path) is line_text.IMPORTER
        values = list(line_text.read(path, ReadOptions(**options)))
        items, problems = (
            [v for v in values if isinstance(v, Item)],
            [v for v in values if isinstance(v, Problem)],
        )
        assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
        return items, problems

    return run


def test_messages_lines_notices_and_calls(read):
    items, problems = read(CHAT, owner="Ann")
    see, first, joined, photo, call = items
    assert (see.text, see.sender.name, see.direction, see.thread) == (
        "See you at six",
        "Ann",
        Direction.OUTGOING,
        "Shed club",
    )
    assert (see.sent.local, see.sent.utc, see.sent.raw) == (
        datetime(2025, 1, 5, 10, 30),
        None,
        "2025/01/05(Sun) 10:30",
    )
    assert (first.text, first.direction) == ("First line\nsecond\n\n13:00 is no message", Direction.INCOMING)
    assert (joined.kind, joined.sender, joined.text) == (ItemKind.SYSTEM, None, "Ann joined the group")
    assert (photo.sent.local, call.kind) == (datetime(2025, 1, 6, 23, 59), ItemKind.CALL)
    assert [p.kind for p in problems] == [ProblemKind.MISSING_ATTACHMENT]


def test_days_by_the_whole_file_and_halves_of_the_day(read):
    items, _ = read(BRITISH, zone="Europe/London")
    assert [item.sent.local for item in items] == [datetime(2025, 4, 5, 16, 35), datetime(2025, 4, 26, 0, 5)]
    assert items[0].sent.utc == datetime(2025, 4, 5, 15, 35)


def test_a_chat_in_japanese_and_utf_16(read):
    for encoding in ("utf-8", "utf-16"):
        (hello,), _ = read(JAPANESE, encoding)
        assert (hello.thread, hello.sent.local, hello.text) == (
            "Bo",
            datetime(2025, 1, 5, 15, 5),
            "\u3053\u3093\u306b\u3061\u306f",
        )


def test_a_chat_that_ends_inside_its_last_message_says_so(read):
    whole = (
        '[LINE] Chat history with Bo\nSaved on: 2025/01/15 10:30\n\n2025/01/05(Sun)\n10:30\tBo\t"First '
        'line\nsecond"\n'
    )
    assert read(whole)[1] == []
    items, (problem,) = read(whole[:-6])
    assert items[0].text == '"First line\nse'
    assert (problem.kind, problem.records) == (ProblemKind.PARTLY_READ, 0)


def test_text_that_only_speaks_of_line_is_none(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("[LINE] is an app.\nNothing more.\n")
    assert choose(path) is not line_text.IMPORTER


WITHOUT_EMPTY_LINES = (
    "[LINE] Chat history with Bo\nSaved on: 2021/01/01 09:00\n\n2020/12/31(Thu)\n23:59\tAnn\tSame to "
    "you\n2021/01/01(Fri)\n00:05\tBo\tMorning\n"
)


def test_a_day_is_a_heading_also_where_no_empty_line_stands_above_it(read):
    items, _ = read(WITHOUT_EMPTY_LINES)
    assert [(item.sent.local, item.text) for item in items] == [
        (datetime(2020, 12, 31, 23, 59), "Same to you"),
        (datetime(2021, 1, 1, 0, 5), "Morning"),
    ]


def test_a_day_inside_a_message_stays_words(read):
    text = (
        "[LINE] Chat history with Bo\nSaved on: 2021/01/01 09:00\n\n2020/12/31(Thu)\n23:59\tAnn\tfree "
        "on\n2021/01/02(Sat)\nor the day after\n2021/01/03\n00:10\tBo\tNo\n"
    )
    items, _ = read(text)
    assert [item.text for item in items] == ["free on\n2021/01/02(Sat)\nor the day after\n2021/01/03", "No"]


@pytest.mark.parametrize("day", ["2017.09.02 Saturday", "2017/09/02(Sat)", "2017/09/02(\u571f)"])
def test_a_chat_without_its_heading_begins_with_a_day(read, day):
    items, problems = read(day + "\n12:00\tAnn\tHello\nworld\n12:01\tBo Example\tsecond\ttab in a message\n")
    assert [(item.sender.name, item.text) for item in items] == [
        ("Ann", "Hello\nworld"),
        ("Bo Example", "second\ttab in a message"),
    ]
    assert (items[0].sent.local, problems) == (datetime(2017, 9, 2, 12, 0), [])


@pytest.mark.parametrize(
    "text",
    [
        "2017.09.02 Saturday\n12:00 lunch\n",
        "2017.09.02\n12:00\tAnn\tHello\n",
        "2017.09.02 Saturday\n12:00\tlunch\n",
    ],
)
def test_a_diary_is_no_chat(tmp_path, text):
    path = tmp_path / "diary.txt"
    path.write_text(text)
    assert not line_text.recognises(path)


def test_tabs_that_became_blanks(tmp_path):
    path = tmp_path / "line.txt"
    path.write_text(
        (
            "[LINE] Chat history with Bo\nSaved on: 2026/05/05 20:40\n2026/05/04(Mon)\n19:10 Ann Tea "
            "at six?\n19:12 Bo Yes\n19:20 Bo [Photo]\n"
        ),
        "utf-8",
    )
    assert choose(path) is line_text.IMPORTER
    values = list(line_text.read(path, ReadOptions()))
    items = [v for v in values if isinstance(v, Item)]
    assert [(i.sender.name, i.text, i.sent.local.minute) for i in items] == [
        ("Ann", "Tea at six?", 10),
        ("Bo", "Yes", 12),
        ("Bo", "[Photo]", 20),
    ]
    assert any(isinstance(v, Problem) and "tabs" in v.reason for v in values)


def test_a_chat_pasted_from_a_computer_with_blanks_for_tabs_tells_names_by_their_lines(tmp_path):
    path = tmp_path / "line.txt"
    path.write_text(
        (
            "2026.03.02 月曜日\n10:15 Maya Green hello\n10:16 Tom Field yes I am\n10:17 Maya Green see "
            "you\nat the gate\n2026.03.03 火曜日\n09:02 Tom Field home?\n"
        ),
        "utf-8",
    )
    values = list(line_text.read(path, ReadOptions()))
    items = [v for v in values if isinstance(v, Item)]
    assert [(i.sender.name, i.text, i.sent.local.day) for i in items] == [
        ("Maya Green", "hello", 2),
        ("Tom Field", "yes I am", 2),
        ("Maya Green", "see you\nat the gate", 2),
        ("Tom Field", "home?", 3),
    ]
    assert any("tabs of this chat" in v.reason for v in values if isinstance(v, Problem))

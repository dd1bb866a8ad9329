"""Chats left as plain text: ways of writing by public test files, what is told of them, and texts that are no
talk."""

from datetime import datetime

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.talk import stamped_talk

D = "---------------"
KAKAO_PC = (
    f"홍길동 님과 카카오톡 대화\n저장한 날짜 : 2023-05-10 13:42:20\n\n{D} 2023년 5월 10일 수요일 {D}\n[홍길동] [오후 2:30] 안녕하세요\n둘째 줄\n"
    f"김영희님이 들어왔습니다.\n{D} 2023년 5월 11일 목요일 {D}\n[김철수] [오전 12:05] 사진\n"
)
KAKAO_TOP = "홍길동 님과 카카오톡 대화\n저장한 날짜 : 2023년 10월 10일 오전 11:09\n\n\n"
WAYS = {
    "kakao android": (
        (
            f"{KAKAO_TOP}2023년 10월 10일 오전 10:09\n2023년 10월 10일 오전 10:09, 홍길동 : 안녕\n2023년 10월 10일 오후 "
            f"1:10, 김철수 : 응\n다음 줄\n"
        ),
        [
            ("홍길동", datetime(2023, 10, 10, 10, 9), "안녕"),
            ("김철수", datetime(2023, 10, 10, 13, 10), "응\n다음 줄"),
        ],
    ),
    "kakao iphone": (
        (
            "KakaoTalk Chats with Bo\nDate Saved : Oct 15, 2025 at 09:30\n\nTuesday, October 14, "
            "2025\nOct 14, 2025 at 09:30, Bo : Morning\nOct 14, 2025 at 21:31, Ann : Hi\n"
        ),
        [("Bo", datetime(2025, 10, 14, 9, 30), "Morning"), ("Ann", datetime(2025, 10, 14, 21, 31), "Hi")],
    ),
    "discord pasted": (
        "ann — 08/15/2023 11:10 AM\nDo you like jazz?\nbo — 08/15/2023 9:27 PM\nYes\nvery\n",
        [
            ("ann", datetime(2023, 8, 15, 11, 10), "Do you like jazz?"),
            ("bo", datetime(2023, 8, 15, 21, 27), "Yes\nvery"),
        ],
    ),
    "telegram pasted": (
        "Ann Example, [13.01.25 15:21]\nHello\n\nBo, [13.01.25 15:22]\nHi\n",
        [
            ("Ann Example", datetime(2025, 1, 13, 15, 21), "Hello"),
            ("Bo", datetime(2025, 1, 13, 15, 22), "Hi"),
        ],
    ),
    "wechat pasted": (
        "女朋友 2023/09/16 2:51 PM\n你好吗\n\n男朋友 2023/09/16 2:52 PM\n我很好\n\n女朋友 2023/09/16 3:06 PM\n好\n",
        [
            ("女朋友", datetime(2023, 9, 16, 14, 51), "你好吗"),
            ("男朋友", datetime(2023, 9, 16, 14, 52), "我很好"),
            ("女朋友", datetime(2023, 9, 16, 15, 6), "好"),
        ],
    ),
    "words in the next line": (
        "[2025-01-13 15:21] Ann:\nHello\n[2025-01-13 15:22] Bo:\nHi\n[2025-01-13 15:23] Ann:\nBye\n",
        [
            ("Ann", datetime(2025, 1, 13, 15, 21), "Hello"),
            ("Bo", datetime(2025, 1, 13, 15, 22), "Hi"),
            ("Ann", datetime(2025, 1, 13, 15, 23), "Bye"),
        ],
    ),
    "names in angle brackets": (
        "2015-03-12 10:11:12 <Ann Example> hello\n2015-03-12 10:11:15 <Bo> hi\n",
        [
            ("Ann Example", datetime(2015, 3, 12, 10, 11, 12), "hello"),
            ("Bo", datetime(2015, 3, 12, 10, 11, 15), "hi"),
        ],
    ),
    "viber": (
        "[ 13-01-2025 ][ 15:21:33 ] Ann: hi\n[ 13-01-2025 ][ 15:21:40 ] Bo: hello\n",
        [
            ("Ann", datetime(2025, 1, 13, 15, 21, 33), "hi"),
            ("Bo", datetime(2025, 1, 13, 15, 21, 40), "hello"),
        ],
    ),
}


@pytest.fixture
def read(tmp_path):
    def run(text, encoding="utf-8", **options):
        path = tmp_path / "talk.txt"
        path.write_bytes(text.encode(encoding))
        assert choose(path) is stamped_talk.IMPORTER
        values = list(stamped_talk.read(path, ReadOptions(**options)))
        items, problems = (
            [v for v in values if isinstance(v, Item)],
            [v for v in values if isinstance(v, Problem)],
        )
        assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
        return items, problems

    return run


@pytest.mark.parametrize("way", WAYS)
def test_messages_of_each_way_of_writing(read, way):
    text, wanted = WAYS[way]
    items, _ = read(text)
    said = [(i.sender.name, i.sent.local, i.text) for i in items if i.kind is ItemKind.MESSAGE]
    assert said == wanted
    assert all(i.sent.raw in text for i in items if i.kind is ItemKind.MESSAGE)


def test_kakaotalk_of_a_computer_with_days_notices_and_files(read):
    for encoding in ("utf-8", "utf-16", "cp949"):
        items, problems = read(KAKAO_PC, encoding, owner="홍길동")
        above, hello, came, photo = items
        assert (above.kind, above.text) == (
            ItemKind.SYSTEM,
            "홍길동 님과 카카오톡 대화\n저장한 날짜 : 2023-05-10 13:42:20",
        )
        assert (hello.text, hello.thread, hello.app, hello.direction) == (
            "안녕하세요\n둘째 줄",
            "홍길동",
            "KakaoTalk",
            Direction.OUTGOING,
        )
        assert (hello.sent.local, hello.sent.raw) == (
            datetime(2023, 5, 10, 14, 30),
            "2023년 5월 10일 오후 2:30",
        )
        assert (came.kind, came.sender, came.text) == (ItemKind.SYSTEM, None, "김영희님이 들어왔습니다.")
        assert (photo.sent.local, photo.direction) == (datetime(2023, 5, 11, 0, 5), Direction.INCOMING)
        assert ProblemKind.MISSING_ATTACHMENT in [p.kind for p in problems]


def test_the_evidence_is_told_and_answers_for_every_line(read):
    _, problems = read(KAKAO_PC)
    told = next(p.reason for p in problems if p.locator == "lines")
    assert (
        "3 of its 8 lines begin a message in the way “[name] [time] words”, 1 go on with one, 2 "
        "name a day or minute, 2 stand above"
    ) in told


def test_discord_text_without_its_heading(read):
    text = (
        "[05-Jan-25 03:21 PM] ann#0001\nHello\n\n[05-Jan-25 03:22 PM] "
        "bo\nHi\n\n{Attachments}\nhttps://cdn.example.org/a/shed.jpg\n\n[06-Jan-25 03:25 PM] "
        "ann#0001\nOk\n"
    )
    hello, hi, ok = read(text)[0]
    assert (hello.sender.name, hello.sent.local, ok.text) == ("ann#0001", datetime(2025, 1, 5, 15, 21), "Ok")
    assert (hi.text, [a.name for a in hi.attachments], hi.app) == ("Hi", ["shed.jpg"], "Discord")


def test_the_order_of_day_and_month_follows_the_person(read):
    text = "Ann (03/04/2025, 15:21): hi\nBo (03/04/2025, 15:22): hello\nAnn (03/04/2025, 15:23): bye\n"
    items, problems = read(text)
    assert items[0].sent.local == datetime(2025, 4, 3, 15, 21)
    assert any("day-first or month-first" in p.reason for p in problems)
    assert read(text, day_first=False)[0][0].sent.local == datetime(2025, 3, 4, 15, 21)


def test_a_clock_without_a_day_gives_no_time_and_says_so(read):
    text = "".join(f"({15 + n}:21:05) {who}: hi, how are you?\n" for n, who in enumerate(("Ann", "Bo") * 3))
    items, problems = read(text, zone="Europe/London")
    assert [(i.sent.raw, i.sent.local, i.sent.utc) for i in items][:1] == [("15:21:05", None, None)]
    assert any("a clock and no day" in p.reason for p in problems)


def test_a_day_in_somebodys_words_is_no_heading(read):
    text = (
        "[2025-01-13 15:21] Ann:\nWhen?\n[2025-01-13 15:22] Bo:\n14 January 2025\nor so\n[2025-01-13 "
        "15:23] Ann:\nBye\n"
    )
    items, _ = read(text)
    assert (items[1].text, items[2].sent.local.day) == ("14 January 2025\nor so", 13)


NO_TALK = {
    "log of a program": "2025-01-05 15:21:33 Scheduler: run job\n2025-01-05 15:21:34 Worker: took job\n" * 4,
    "levels": (
        "[15:21:33] [Server thread/INFO]: Ann joined the game\n[15:21:34] [Server thread/INFO]: <Ann> hi\n"
    )
    * 4,
    "folder": (
        "05/01/2025  15:21    <DIR>          Music\n05/01/2025  15:22    <DIR>          "
        "Pictures\n06/01/2025  15:22    <DIR>          Shed\n"
    ),
    "diary": (
        "05/01/2025 10:00 Went to shops: bought milk\n05/01/2025 12:00 Lunch with Bo: soup\n06/01/2025 "
        "09:00 Walk: cold\n07/01/2025 10:00 Dentist: fine\n"
    ),
    "chart": (
        "05/01/2025 10:00 BP: 120/80\n05/01/2025 10:00 Pulse: 70\n05/01/2025 14:00 BP: "
        "125/80\n05/01/2025 14:00 Pulse: 72\n"
    ),
    "camera": (
        "05/01/2025 15:21 Camera 1: man enters\n05/01/2025 15:22 Camera 2: man walks\n05/01/2025 15:25 "
        "Camera 1: man leaves\n05/01/2025 15:30 Camera 2: empty\n"
    ),
    "calendar": (
        "Meeting 05/01/2025 15:21\nRoom 3\n\nMeeting 06/01/2025 15:21\nRoom 2\n\nDentist 07/01/2025 "
        "15:21\nHigh St\n\nDentist 08/01/2025 10:00\nHigh St\n"
    ),
    "quotes": (
        "On 5 Jan 2025, at 15:21, Ann wrote:\n> hello?\n\nOn 5 Jan 2025, at 15:25, Bo wrote:\n> "
        "hi!\n\nOn 6 Jan 2025, at 15:21, Ann wrote:\n> x\n"
    ),
    "subtitles": (
        "1\n00:00:01,000 --> 00:00:04,000\nAnn: Hello?\n\n2\n00:00:05,000 --> 00:00:07,000\nBo: Hi!\n\n"
    )
    * 3,
    "one stamp in noise": "Some words.\n[05/01/2025 15:21] Ann\nMore words?\nAnd more.\n",
}


@pytest.mark.parametrize("kind", NO_TALK)
def test_what_is_no_talk_stays_a_text(tmp_path, kind):
    path = tmp_path / "x.txt"
    path.write_text(NO_TALK[kind], "utf-8")
    assert not stamped_talk.recognises(path)


TALK = "".join(
    (
        f"Ann Example, [{n:02}.01.2025 15:21]\nSee you at six, will you bring the key?\n\nBo, "
        f"[{n:02}.01.2025 15:22]\nYes I will\n\n"
    )
    for n in range(10, 16)
)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (
            lambda text: text.replace("Yes I will\n\nAnn Example, [12", "Yes IAnn Example, [12"),
            "stand in the middle of other words",
        ),
        (
            lambda text: text.replace(
                "Yes I will\n\nAnn Example, [12.01.2025 15:21]", "Yes I willAnn Example, [12.01.2025 15"
            ),
            "stand in the middle",
        ),
        (lambda text: text.replace("bring the key?", 'brin" class="a">x</b></i></div><p', 1), "written over"),
        (lambda text: text.replace("bring the key?", "bring\x03\x04 key?", 1), "signs that no text holds"),
    ],
)
def test_heads_that_are_torn_are_told(read, damage, words):
    assert not any(p.kind is ProblemKind.PARTLY_READ for p in read(TALK)[1])
    assert any(words in p.reason for p in read(damage(TALK))[1] if p.kind is ProblemKind.PARTLY_READ)


def test_whole_tags_in_words_are_no_damage(read):
    text = TALK.replace("Yes I will", '<p class="a"><b>Yes</b> <i>I will</i></p>', 1)
    assert not any(p.kind is ProblemKind.PARTLY_READ for p in read(text)[1])


def test_wide_letters_are_no_noise(read):
    assert not any(p.kind is ProblemKind.PARTLY_READ for p in read(KAKAO_PC, "utf-16")[1])

"""What real exports do to a reader: clocks in unknown words, first versions of the app, lost marks, chats
inside chats. Fictional people only."""

from datetime import datetime

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.choosing import choose, read
from evidence_review.importers.times.calendars import day
from evidence_review.importers.times.stamps import decide, local, parse, parse_named


@pytest.fixture
def chat(tmp_path):
    def run(text, name="_chat.txt", **options):
        path = tmp_path / name
        path.write_bytes(text.encode())
        assert choose(path).name == "WhatsApp text export"
        values = list(read(path, ReadOptions(**options)))
        return [v for v in values if isinstance(v, Item)], " ".join(
            v.reason for v in values if isinstance(v, Problem)
        )

    return run


def times(items):
    return [item.sent.local for item in items]


def names(items):
    return [item.sender.label() if item.sender else None for item in items]


def test_words_for_the_halves_of_the_day_that_are_in_no_list_are_learned_from_the_messages(chat):
    text = "".join(
        f"[{on}/1/25, {clock}\u202f{half}] {who}: x\n"
        for on, clock, half, who in (
            (13, "9:04:05", "zelu", "Ann"),
            (13, "12:30:00", "moru", "Bo"),
            (13, "1:10:00", "moru", "Ann"),
            (14, "12:01:00", "zelu", "Bo"),
            (14, "11:59:00", "moru", "Ann"),
        )
    )
    items, said = chat(text)
    assert [when.hour for when in times(items)] == [9, 12, 13, 0, 23]
    assert "12 hours out" not in said
    one_half_known, _ = chat(
        "13/01/2025, 9:04 AM - Ann: x\n13/01/2025, 9:05 zelu - Bo: y\n", "WhatsApp Chat with Bo.txt"
    )
    assert [when.hour for when in times(one_half_known)] == [9, 21]


def test_words_that_cannot_be_learned_are_said_to_be_uncertain(chat):
    items, said = chat("[13/1/25, 9:04:05 zelu] Ann: x\n[14/1/25, 9:04:05 moru] Bo: y\n")
    assert len(items) == 2
    assert "12 hours out" in said


def test_twenty_four_hour_clocks_are_never_moved(chat):
    items, _ = chat("[13/1/25, 15:04:05 zelu] Ann: x\n[13/1/25, 9:04:05 moru] Bo: y\n")
    assert [when.hour for when in times(items)] == [15, 9]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("28 Dec 2012 21:04", datetime(2012, 12, 28, 21, 4)),
        ("Dec 28, 2012, 9:04 PM", datetime(2012, 12, 28, 21, 4)),
        ("9:04 PM, Dec 28, 2012", datetime(2012, 12, 28, 21, 4)),
        ("28. Dez. 2012 21:04", datetime(2012, 12, 28, 21, 4)),
        ("28 de dic. de 2012 21:04", datetime(2012, 12, 28, 21, 4)),
        ("28 déc. 2012 21:04", datetime(2012, 12, 28, 21, 4)),
        ("Friday, 28 December 2012, 21:04", datetime(2012, 12, 28, 21, 4)),
    ],
)
def test_months_by_name(written, at):
    stamp = parse_named(written)
    assert stamp
    assert local(stamp, decide([stamp]).order) == at
    assert parse(written) is None, "only a chat is known to write so"


def test_a_year_that_was_left_out_follows_from_the_one_before(chat):
    text = (
        "28 Dec 2012 21:04 - Ann: bye\n31 Dec 2012 23:59 - Bo: happy new year\n1 Jan 00:01 - Ann: you "
        "too\n3 Mar 10:15 - Bo: hi: there\n"
    )
    items, _ = chat(text, "WhatsApp Chat with Bo.txt")
    assert times(items) == [
        datetime(2012, 12, 28, 21, 4),
        datetime(2012, 12, 31, 23, 59),
        datetime(2013, 1, 1, 0, 1),
        datetime(2013, 3, 3, 10, 15),
    ]
    alone, said = chat("12 Mar 10:15 - Ann: hi\n12 Mar 10:16 - Bo: hello\n", "WhatsApp Chat with Bo.txt")
    assert names(alone) == ["Ann", "Bo"]
    assert times(alone) == [None, None]
    assert [item.sent.raw for item in alone] == ["12 Mar 10:15", "12 Mar 10:16"]
    assert "2 times could not be turned into dates" in said


def test_the_first_iphones_put_a_colon_behind_the_time(chat):
    text = (
        "09/12/2012 17:03:48: Ann Example: one: two\n3/24/14, 1:59:59 PM no head\n09/13/2012 17:04:00: "
        "Bo: https://example.org/a: b\n"
    )
    items, _ = chat(text, "WhatsApp Chat with Bo.txt")
    assert names(items) == ["Ann Example", "Bo"]
    assert items[0].text == "one: two\n3/24/14, 1:59:59 PM no head"
    assert times(items) == [datetime(2012, 9, 12, 17, 3, 48), datetime(2012, 9, 13, 17, 4)]


def test_logs_and_notes_with_such_times_are_no_chat(tmp_path):
    for text in (
        "2024-03-12 10:00:00: server: started\n2024-03-12 10:00:01: server: stopped\n",
        "12 Mar 2024 10:00 - PC Smith: attended\n",
    ):
        path = tmp_path / "notes.txt"
        path.write_text(text)
        assert choose(path).name == "Plain text"


def test_a_collection_of_lines_in_many_shapes_is_read_line_by_line(chat):
    text = (
        "12/24/19, 11:23 - Ann: one\n9/24/2019 11:30 p.m. - Ann: two\n[09/10/22 10:37:00 p.m.] Ann: three\n"
        "09-10-2022 10:37:00 p.m. - Bo: four\n[10.24.21, 15:21:43] Bo: five\n2021/10/24 15:21 - Bo: six"
    )
    assert [item.text for item in chat(text)[0]] == ["one", "two", "three", "four", "five", "six"]


def test_an_excerpt_that_differs_in_its_comma_or_dash_stays_in_the_message(chat):
    text = (
        "13.02.2025 10:01 - Ann: look:\n13.02.2025, 10:02 - Cy: not me\n13.02.2025 10:03 \u2013 Cy: "
        "nor me\n13.02.2025 um 10:04 - Cy: hm\n13.02.2025 10:05 - Bo: ok\n"
    )
    text += "".join(f"13.02.2025 11:0{n} - Bo: {n}\n" for n in range(9))
    items, said = chat(text, "WhatsApp Chat with Bo.txt")
    assert names(items) == ["Ann", *["Bo"] * 10]
    assert "3 lines look like the start of a message" in said


def test_where_every_line_has_a_mark_it_says_nothing_of_files(chat):
    """As phones write whose language runs from right to left."""
    lines = [
        f"\u200f\u200e[١٣\u200f/١\u200f/٢٠٢٥، ٣:٠{n}:٠٠ م] Ann: {'\u200e' if n == 3 else ''}مرحبا {n}"
        for n in range(6)
    ]
    items, _ = chat("\n".join(lines))
    assert [len(item.attachments) for item in items] == [0] * 6
    assert times(items)[0] == datetime(2025, 1, 13, 15)


def test_notices_beside_the_name_of_one_who_writes(chat):
    text = (
        "[13/01/2025, 10:00:00] Ann Example: hello\n[13/01/2025, 10:01:00] Ann Example: \u200eAnn "
        "Example turned off disappearing messages\n"
        "[13/01/2025, 10:02:00] Ann Example: \u200eПользователь Ann сменил номер\n[13/01/2025, "
        "10:03:00] Ann Example: \u200eANKETA:\nAnn\n\u200eAno (\u200e2)\n"
        "\u200e[13/01/2025, 10:04:00] Ann Example: \u200eAnn Example.vcf \u200e<attached: "
        "00000004-Ann Example.vcf>\n"
    )
    items, _ = chat(text)
    assert [item.kind for item in items] == [
        ItemKind.MESSAGE,
        ItemKind.SYSTEM,
        ItemKind.SYSTEM,
        ItemKind.MESSAGE,
        ItemKind.MESSAGE,
    ]
    assert [a.name for a in items[4].attachments] == ["00000004-Ann Example.vcf"]


def test_sentences_like_the_apps_stay_messages_where_a_person_wrote_them(chat):
    said = (
        "image omitted on purpose",
        "I said: video omitted",
        "my security code with the bank changed. Again!",
        "Missed voice call from him?",
    )
    text = "".join(
        f"[13/01/2025, 10:0{n}:00] {('Ann', 'Bo')[n % 2]}: {words}\n" for n, words in enumerate(said)
    )
    marked, _ = chat(text + "\u200e[13/01/2025, 10:09:00] Bo: \u200eimage omitted\n")
    assert [item.kind for item in marked] == [ItemKind.MESSAGE] * 5
    assert [len(item.attachments) for item in marked] == [0, 0, 0, 0, 1]
    android, _ = chat(text.replace("[", "").replace(":00]", " -"), "WhatsApp Chat with Bo.txt")
    assert [item.kind for item in android] == [ItemKind.MESSAGE] * 4


def test_a_name_that_goes_before_the_word_for_attached(chat):
    items, _ = chat(
        (
            "[13/01/2025, 10:00:00] Ann: a\n\u200e[13/01/2025, 10:01:00] Ann: "
            "\u200e<00000002-PHOTO-2025-01-13-10-01-00.jpg eklendi>\n"
        )
    )
    assert [a.name for a in items[1].attachments] == ["00000002-PHOTO-2025-01-13-10-01-00.jpg"]


def test_names_in_brackets_and_lines_that_end_in_cr(chat):
    items, _ = chat(
        (
            "[13/01/2025, 10:00:00] [Work] Bo (Mum): hi\r\nsecond\r\n\r\n[13/01/2025, 10:01:00] "
            "~\u202fCy [x]: yes\r\n"
        )
    )
    assert names(items) == ["[Work] Bo (Mum)", "Cy [x]"]
    assert items[0].text == "hi\nsecond\n"


def test_calendars_and_clocks_of_all_sorts():
    for written, at in (
        ("114/1/31 下午3:04", datetime(2025, 1, 31, 15, 4)),
        ("25. 1. 31. 15시 4분 5초", datetime(2025, 1, 31, 15, 4, 5)),
        ("31/1/68 15:04", datetime(2025, 1, 31, 15, 4)),
        ("31/1/25 (15:04)", datetime(2025, 1, 31, 15, 4)),
        ("31.1.2025 klo 12.04 ap.", datetime(2025, 1, 31, 0, 4)),
        ("31/1/25, 3:04 in the afternoon", datetime(2025, 1, 31, 15, 4)),
        ("31/1/25, 9:04 at night", datetime(2025, 1, 31, 21, 4)),
        ("31/1/25, 2:04 रात", datetime(2025, 1, 31, 2, 4)),
    ):
        stamp = parse(written)
        assert stamp, written
        assert local(stamp, decide([stamp]).order) == at, written
    assert day(2024, 1, 1, "yearless") is None


@pytest.mark.parametrize(
    "end", ["[", "[14/01/20", "\u200e[14/01/2025, 08:1", "14/", "14/01/", "14/01/2025, ", "14/01/2025, 08:1"]
)
def test_a_chat_that_ends_inside_a_stamp_says_so(chat, end):
    whole = "[13/01/2025, 08:10:01] Ann: See you\n[13/01/2025, 08:11:01] Bo: Yes\n"
    items, said = chat(whole + end)
    assert len(items) == 2
    assert "middle of a line" in said


@pytest.mark.parametrize("end", ["", "14/01/2025", "at 8", "[a note] all of it", "3/4 done"])
def test_a_last_line_that_is_no_part_of_a_stamp_is_no_broken_end(chat, end):
    _, said = chat(f"[13/01/2025, 08:10:01] Ann: See you\n[13/01/2025, 08:11:01] Bo: Yes\n{end}")
    assert "middle of a line" not in said


def test_files_as_whatsapp_chat_exporter_names_them_in_its_text(chat):
    """Its stamps are those of signal-export without seconds; an empty line inside a message is as long as its
    indent."""
    indent = " " * 24
    text = (
        f"[2024-01-20 10:11] Bo: one\n{indent}\n{indent}three\n"
        f"[2024-01-20 10:12] You: <media file in WhatsApp/Media/IMG 005.jpg>\n{indent}look\n"
        "[2024-01-20 10:13] Bo: <The media is missing>\n"
    )
    (words, named, gone), told = chat(text, name="Bo.txt")
    assert words.text.split() == ["one", "three"]
    assert ([file.name for file in named.attachments], "look" in named.text) == (
        ["WhatsApp/Media/IMG 005.jpg"],
        True,
    )
    assert [file.data for file in gone.attachments] == [None]
    assert "not supplied" in told
    assert "left out" in told


def test_what_a_group_says_under_its_own_name_is_the_apps(chat):
    head = "[04/03/2025, 09:0{}:00] "
    secured = (
        "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or "
        "share them."
    )
    lines = [f"Walkers: {secured}", 'Walkers: Ann created group "Walkers"', "Ann: Who comes?", "Bo: Me"]
    items, _ = chat("\n".join(head.format(n) + line for n, line in enumerate(lines)) + "\n")
    assert [item.kind for item in items] == [
        ItemKind.SYSTEM,
        ItemKind.SYSTEM,
        ItemKind.MESSAGE,
        ItemKind.MESSAGE,
    ]
    lines[1] = 'Walkers: I made the group "Runners" once'
    items, _ = chat("\n".join(head.format(n) + line for n, line in enumerate(lines)) + "\n")
    assert (items[1].kind, items[1].sender.name) == (
        ItemKind.MESSAGE,
        "Walkers",
    )  # a person, whose name is no group's

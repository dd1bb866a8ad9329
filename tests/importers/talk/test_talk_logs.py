"""Logs and histories of chat programs as text and pages: sittings that give the day, notices, actions.
Layouts by the programs' own documentation and public parsers; fictional people."""

from datetime import datetime

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.talk import stamped_talk

TALK = [
    ("maya", "Are you there?", (2, 10, 15)),
    ("tom", "yes I am", (2, 10, 16)),
    ("maya", "* maya waves", (2, 10, 16)),
    ("tom", "did you get home?", (3, 9, 2)),
]
LOGS = {
    "irssi": "--- Log opened Mon Mar 02 10:15:01 2026\n10:15 -!- maya [~m@host.example.org] has joined #garden\n10:15 < maya> Are you there?\n10:16 <@tom> yes I am\n10:16  * maya waves\n--- Day changed Tue Mar 03 2026\n09:02 <@tom> did you get home?\n--- Log closed Tue Mar 03 09:30:00 2026\n",
    "weechat": "2026-03-02 10:15:01\t-->\tmaya (~m@host.example.org) has joined #garden\n2026-03-02 10:15:05\tmaya\tAre you there?\n2026-03-02 10:16:10\t@tom\tyes I am\n2026-03-02 10:16:30\t *\tmaya waves\n2026-03-03 09:02:11\t@tom\tdid you get home?\n",
    "hexchat": "**** BEGIN LOGGING AT Mon Mar  2 10:15:01 2026\n\nMar 02 10:15:02 *\tNow talking on #garden\nMar 02 10:15:05 <maya>\tAre you there?\nMar 02 10:16:10 <tom>\tyes I am\nMar 02 10:16:30 *\tmaya waves\n**** ENDING LOGGING AT Mon Mar  2 10:18:00 2026\n\n**** BEGIN LOGGING AT Tue Mar  3 09:00:01 2026\n\nMar 03 09:02:11 <tom>\tdid you get home?\n",
    "mirc": "Session Start: Mon Mar 02 10:15:01 2026\nSession Ident: #garden\n[10:15] * Now talking in #garden\n[10:15] <maya> Are you there?\n[10:16] <@tom> yes I am\n[10:16] * maya waves\n[10:18] * tom (tom@host.example.org) Quit (bye)\nSession Close: Mon Mar 02 10:20:00 2026\n\nSession Start: Tue Mar 03 09:00:00 2026\nSession Ident: #garden\n[09:02] <@tom> did you get home?\n",
    "trillian": "Session Start (maya - AIM:tom): Mon Mar 02 10:15:01 2026\n[10:15] maya: Are you there?\n[10:16] tom: yes I am\n[10:16] maya: * maya waves\nSession Close (tom): Mon Mar 02 10:20:00 2026\n\nSession Start (maya - AIM:tom): Tue Mar 03 09:00:00 2026\n[09:02] tom: did you get home?\n",
}  # fmt: skip


def read(path, options=None):
    assert choose(path) is stamped_talk.IMPORTER
    values = list(stamped_talk.read(path, options or ReadOptions()))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def put(tmp_path, text, name="chat.txt"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def messages(items):
    return [
        (i.sender.name, " ".join(i.text.split()), (i.sent.local.day, i.sent.local.hour, i.sent.local.minute))
        for i in items
        if i.kind is ItemKind.MESSAGE
    ]


@pytest.mark.parametrize("client", LOGS)
def test_logs_of_chat_programs_give_people_words_and_days(tmp_path, client):
    items, problems = read(put(tmp_path, LOGS[client], f"{client}.log"))
    assert messages(items) == TALK
    assert not [p for p in problems if "no day" in p.reason or "today" in p.reason]
    assert {i.kind for i in items} == {ItemKind.MESSAGE, ItemKind.SYSTEM}
    assert all(not (i.sent and i.sent.utc) for i in items)


def test_who_came_and_went_is_a_notice_and_every_line_is_kept(tmp_path):
    for client, text in LOGS.items():
        items, _ = read(put(tmp_path, text, f"{client}.log"))
        whole = " ".join(" ".join((i.text or "").split()) for i in items)
        assert all(
            word in whole for word in ("garden", "joined", "Now talking", "Quit (bye)") if word in text
        )
        assert not [
            i
            for i in items
            if i.kind is ItemKind.MESSAGE
            and ("Quit" in i.text or "joined" in i.text or "Now talking" in i.text)
        ]


PIDGIN = "Conversation with tom@example.org at Mon 02 Mar 2026 10:15:01 GMT on maya@example.org/home (jabber)"


def test_pidgin_as_text_and_as_page(tmp_path):
    text = (
        f"{PIDGIN}\n(10:15:05) maya@example.org/home: Are you there?\n(10:16:10) tom: yes I "
        f"am\nreally\n(10:17:00) maya@example.org/home: come\n"
    )
    page = (
        f"<html><head><title>{PIDGIN}</title></head><body><h3>{PIDGIN}</h3>\n"
        '<font color="#16569E"><font size="2">(10:15:05)</font> '
        "<b>maya@example.org/home:</b></font> Are you there?<br/>\n"
        '<font color="#A82F2F"><font size="2">(10:16:10)</font> <b>tom:</b></font> yes I am<br/>really<br/>\n'
        '<font color="#16569E"><font size="2">(10:17:00)</font> '
        "<b>maya@example.org/home:</b></font> come<br/></body></html>"
    )
    for name, content in (("2026-03-02.101501+0000GMT.txt", text), ("2026-03-02.101501+0000GMT.html", page)):
        items, _ = read(put(tmp_path, content, name))
        found = [(i.sender.name, i.text.split()[-1], i.sent.utc) for i in items if i.kind is ItemKind.MESSAGE]
        assert found == [
            ("maya@example.org/home", "there?", datetime(2026, 3, 2, 10, 15, 5)),
            ("tom", "really", datetime(2026, 3, 2, 10, 16, 10)),
            ("maya@example.org/home", "come", datetime(2026, 3, 2, 10, 17)),
        ]


def test_a_page_that_breaks_off_is_told(tmp_path):
    page = (
        "<html><body><div>"
        + "".join(
            f"({10 + n}:15:05) {who}: are you there, {n}?<br>" for n, who in enumerate(["Maya", "Tom"] * 4)
        )
        + "<div><b>un"
    )
    _, problems = read(put(tmp_path, page, "talk.html"))
    assert [
        p
        for p in problems
        if "break" in p.reason or "ends" in p.reason or "torn" in p.reason or "damaged" in p.reason
    ]


def test_a_log_without_days_takes_the_day_of_its_name_and_says_so(tmp_path):
    text = "[10:15:05] <maya> Are you there?\n[10:16:10] <tom> yes I am\n[10:17:00] <maya> come\n"
    items, problems = read(put(tmp_path, text, "2026-03-02.log"))
    assert [i.sent.local.day for i in items] == [2, 2, 2]
    assert any("name of the file" in p.reason for p in problems)
    items, problems = read(put(tmp_path, text, "garden.log"))
    assert [i.sent.local for i in items] == [None] * 3
    assert any("no day" in p.reason for p in problems)


def test_a_sitting_past_midnight_goes_on_with_the_next_day_and_says_so(tmp_path):
    text = (
        "Session Start: Mon Mar 02 23:50:00 2026\n[23:51] <maya> Are you there?\n[23:59] <tom> "
        "yes\n[00:02] <maya> good night\n"
    )
    items, problems = read(put(tmp_path, text, "x.log"))
    assert [i.sent.local.day for i in items if i.kind is ItemKind.MESSAGE] == [2, 2, 3]
    assert any("clock goes back" in p.reason for p in problems)


def test_today_and_weekdays_give_no_time_and_it_is_said(tmp_path):
    text = (
        "Maya Green — Today at 10:15\nAre you there?\nTom Field — Yesterday at 21:16\nyes I am\nMaya "
        "Green — Monday at 10:17\ncome\n"
    )
    items, problems = read(put(tmp_path, text))
    assert [(i.sent.raw, i.sent.local, i.sent.utc) for i in items] == [
        (raw, None, None) for raw in ("Today at 10:15", "Yesterday at 21:16", "Monday at 10:17")
    ]
    assert any(p.reason.startswith("3 messages say") for p in problems)


def test_zoom_says_who_wrote_to_whom(tmp_path):
    text = (
        "10:15:05 From Maya Green to Everyone:\n\tAre you there?\n10:16:10 From Tom Field to Maya "
        "Green(Direct Message):\n\tyes\n10:17:00 From Maya Green to Everyone:\n\tcome\n"
    )
    items, _ = read(put(tmp_path, text))
    assert [(i.sender.name, [p.name for p in i.recipients], i.text) for i in items] == [
        ("Maya Green", [], "Are you there?"),
        ("Tom Field", ["Maya Green"], "yes"),
        ("Maya Green", [], "come"),
    ]


def test_qq_names_numbers_and_conversations(tmp_path):
    rule = "=" * 64
    text = (
        f"消息记录（此消息记录为文本格式，不支持重新导入）\n\n{rule}\n消息分组:我的QQ群\n{rule}\n消息对象:花园\n{rule}\n\n2026-03-02 "
        f"10:15:05 【管理员】小明(12345678)\n你好吗？\n\n2026-03-02 9:16:10 小红<xiao@example.org>\n我很好\n"
    )
    items, _ = read(put(tmp_path, text))
    found = [
        (i.sender.name, i.sender.identifier, i.text, i.thread_title)
        for i in items
        if i.kind is ItemKind.MESSAGE
    ]
    assert found == [("小明", "12345678", "你好吗？", "花园"), ("小红", "xiao@example.org", "我很好", "花园")]


def test_messages_that_skype_marks_as_changed_keep_their_time(tmp_path):
    text = (
        "[14/06/2011 09:25:15] Maya: Are you there?\n[14/06/2011 09:28:45 | Edited 09:29:02] Tom: "
        "yes\n[14/06/2011 09:29:57 | Removed 11:49:30] Tom: This message has been "
        "removed.\n[14/06/2011 09:31:00] *** Call to Tom, no answer. ***\n"
    )
    items, _ = read(put(tmp_path, text))
    assert [(i.sender.name, i.sent.local, i.app) for i in items if i.kind is ItemKind.MESSAGE] == [
        ("Maya", datetime(2011, 6, 14, 9, 25, 15), "Skype"),
        ("Tom", datetime(2011, 6, 14, 9, 28, 45), "Skype"),
        ("Tom", datetime(2011, 6, 14, 9, 29, 57), "Skype"),
    ]
    assert [i.text for i in items if i.kind is ItemKind.SYSTEM] == ["*** Call to Tom, no answer. ***"]

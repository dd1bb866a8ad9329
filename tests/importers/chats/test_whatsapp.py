"""WhatsApp text exports: heads, people, files, times and what has to be said (reference/formats.md 3.4).

Fictional people only.
"""

from datetime import datetime

import pytest
import samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.chats.whatsapp.people import title_of
from evidence_review.importers.choosing import choose, read


@pytest.fixture
def chat(tmp_path):
    def run(text, name="_chat.txt", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        values = list(read(path, ReadOptions(**options)))
        return [v for v in values if isinstance(v, Item)], [v for v in values if isinstance(v, Problem)]

    return run


def said(problems):
    return " ".join(problem.reason for problem in problems)


def names(items):
    return [item.sender.label() if item.sender else None for item in items]


def test_ios_lines_people_and_pseudo_senders(chat):
    items, problems = chat(samples.CHAT_IOS)
    assert names(items) == [None, "Ann Example", "+44 7700 900123", "Ann Example", "Bo"]
    assert [item.kind for item in items] == [ItemKind.SYSTEM, *[ItemKind.MESSAGE] * 4]
    assert items[1].text == "See you at 6: usual place\nBring the key"
    assert items[2].sender.identifier == "+44 7700 900123"
    assert items[2].sender.name is None
    assert "Allotment Club" not in {party.label() for item in items for party in item.recipients}
    assert items[4].deleted_as_reported == "This message was deleted."
    assert {item.direction for item in items} == {Direction.UNKNOWN}
    assert [problem.locator for problem in problems if problem.kind is ProblemKind.MISSING_ATTACHMENT] == [
        "line 4",
        "line 5",
    ]
    assert "does not record a time zone" in said(problems)
    assert "does not contain deleted messages, reactions or edits" in said(problems)
    assert "not supplied" in said(problems)


def test_android_names_with_dashes_captions_and_sentences_with_colons(chat):
    items, _ = chat(samples.CHAT_ANDROID, "WhatsApp Chat with Bo - Work.txt")
    assert names(items) == [None, "Ann Example", "Bo - Work", "Ann Example", None]
    assert items[0].thread_title == "Bo - Work"
    assert items[2].text == "\u200eIMG-20250113-WA0001.jpg (file attached)\nThe shed"
    assert [attachment.name for attachment in items[2].attachments] == ["IMG-20250113-WA0001.jpg"]
    assert items[4].kind is ItemKind.SYSTEM
    assert items[1].recipients == (items[2].sender,)


def test_files_are_found_beside_the_text_and_in_the_zip(chat, tmp_path):
    (tmp_path / "00000003-PHOTO-2025-01-13-08-00-00.jpg").write_bytes(samples.PICTURE)
    items, problems = chat(samples.CHAT_IOS)
    assert items[2].attachments[0].data == samples.PICTURE
    zipped, _ = chat(samples.chat_zip(), "WhatsApp Chat - Allotment Club.zip")
    assert zipped[2].attachments[0].data == samples.PICTURE
    assert zipped[2].thread_title == "Allotment Club"
    assert zipped[-1].kind is ItemKind.FILE
    assert zipped[-1].attachments[0].name == "unnamed.pdf"
    assert sum(problem.kind is ProblemKind.MISSING_ATTACHMENT for problem in problems) == 1


def test_a_name_never_leads_out_of_the_folder(chat, tmp_path):
    (tmp_path.parent / "secret.jpg").write_bytes(b"secret")
    items, _ = chat("[13/01/2025, 08:00:00] Ann: \u200e<attached: ../secret.jpg>\n")
    assert all(attachment.data is None for attachment in items[0].attachments)


def test_the_owner_gives_the_direction(chat):
    items, _ = chat(samples.CHAT_IOS, owner="Ann Example")
    assert [item.direction for item in items] == [
        Direction.UNKNOWN,
        Direction.OUTGOING,
        Direction.INCOMING,
        Direction.OUTGOING,
        Direction.INCOMING,
    ]
    assert items[1].sender.is_owner
    by_number, _ = chat(samples.CHAT_IOS, owner="07700 900123")
    assert by_number[2].direction is Direction.OUTGOING
    nobody, problems = chat(samples.CHAT_IOS, owner="Someone Else")
    assert {item.direction for item in nobody} == {Direction.UNKNOWN}
    assert "does not write in this chat" in said(problems)


def test_B3_raw_time_is_kept_and_utc_needs_a_zone(chat):
    text = (
        "[30/03/2025, 00:30:00] A: gmt\n[30/03/2025, 01:30:00] A: gap\n[31/03/2025, 12:00:00] B: "
        "bst\n[26/10/2025, 01:30:00] A: twice\n"
    )
    items, _ = chat(text)
    assert {item.sent.zone for item in items} == {ZoneSource.NONE}
    assert {item.sent.utc for item in items} == {None}
    assert [item.sent.raw for item in items][1] == "30/03/2025, 01:30:00"
    zoned, problems = chat(text, zone="Europe/London")
    assert zoned[0].sent.utc == datetime(2025, 3, 30, 0, 30)
    assert zoned[2].sent.utc == datetime(2025, 3, 31, 11, 0)
    assert {item.sent.zone for item in zoned} == {ZoneSource.SET_BY_USER}
    assert [dict(item.extra).get("clock change", "")[:25] for item in zoned] == [
        "",
        "This hour did not exist i",
        "",
        "This hour happened twice ",
    ]
    assert "time zone" not in said(problems)


def test_dates_that_cannot_be_decided_are_day_first_and_show_the_other(chat):
    items, problems = chat("[03/04/2025, 10:00:00] A: x\n[05/06/2025, 10:00:00] B: y\n")
    assert items[0].sent.local == datetime(2025, 4, 3, 10)
    assert dict(items[0].extra)["other reading of the date"] == "2025-03-04 10:00:00"
    assert "Choose one; both are shown" in said(problems)
    chosen, after = chat("[03/04/2025, 10:00:00] A: x\n", day_first=False)
    assert chosen[0].sent.local == datetime(2025, 3, 4, 10)
    assert "both are shown" not in said(after)


def test_the_name_of_a_picture_decides_the_order(chat):
    items, _ = chat("[3/4/25, 10:00:00] A: \u200e<attached: 00000001-PHOTO-2025-03-04-10-00-00.jpg>\n")
    assert items[0].sent.local == datetime(2025, 3, 4, 10)


def test_the_word_on_encryption_under_the_name_of_the_chat_is_the_apps(chat):
    notice = (
        "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, "
        "can read or listen to them."
    )
    items, _ = chat(
        (
            f"15.04.2025, 15:04 - Allotment Club: {notice}\n15.04.2025, 15:05 - Ann Example: "
            f"{notice}\n15.04.2025, 15:06 - Bo: Why say it?\n"
        ),
        "club.txt",
    )
    assert [item.kind for item in items] == [ItemKind.SYSTEM, ItemKind.MESSAGE, ItemKind.MESSAGE]
    assert "Allotment Club" not in {item.sender.label() for item in items if item.sender}


def test_a_chat_pasted_into_a_message_stays_in_it(chat):
    items, problems = chat(
        (
            "[13/01/2025, 10:00:00] Ann: look what he wrote\n[10:01, 1/13/2025] Bo: not "
            "me\n13/01/2025, 10:02 - Cy: nor me\n[13/01/2025, 10:05:00] Bo: hm\n"
        )
    )
    assert names(items) == ["Ann", "Bo"]
    assert items[0].text.endswith("Cy: nor me")
    assert "2 lines look like the start of a message" in said(problems)


def test_names_with_colons_are_found_by_recurrence_and_by_the_title(chat):
    text = "".join(
        f"13/01/2025, 10:0{n} - Dr: Smith: {words}\n13/01/2025, 10:0{n} - Ann: yes\n"
        for n, words in enumerate("abcde")
    )
    assert set(names(chat(text, "WhatsApp Chat with X.txt")[0])) == {"Dr: Smith", "Ann"}
    once = "13/01/2025, 10:00 - Dr: Smith: hello\n13/01/2025, 10:01 - Ann: yes\n"
    assert names(chat(once, "WhatsApp Chat with Dr_ Smith.txt")[0]) == ["Dr: Smith", "Ann"]
    assert names(chat("13/01/2025, 10:00 - Bo :): hello\n", "WhatsApp Chat with Bo.txt")[0]) == ["Bo :)"]


@pytest.mark.parametrize(
    "body", ["Location: https://maps.example.org/?q=1: here", "Note: one", "12:30: come"]
)
def test_a_colon_in_a_message_is_no_name(chat, body):
    items, _ = chat(f"[13/01/2025, 10:00:00] Ann: {body}\n[13/01/2025, 10:01:00] Ann: ok\n")
    assert names(items) == ["Ann", "Ann"]
    assert items[0].text == body


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (
            "\u200e[13.01.25, 10:00:00] Ann: \u200e<Anhang: 00000001-AUDIO-2025-01-13-10-00-00.opus>",
            "00000001-AUDIO-2025-01-13-10-00-00.opus",
        ),
        (
            (
                "\u200e[13/01/2025 10:00:00] Ann: \u200e<pi\u00e8ce jointe\u00a0: "
                "00000001-PHOTO-2025-01-13-10-00-00.jpg>"
            ),
            "00000001-PHOTO-2025-01-13-10-00-00.jpg",
        ),
        (
            (
                "\u200e[13/01/2025, 10:00:00] Ann: Plan.pdf \u2022 \u200e2 pages \u200e<attached: "
                "00000001-Plan.pdf>"
            ),
            "00000001-Plan.pdf",
        ),
        (
            "\u200e[13.1.2025 klo 10.00.00] Ann: \u200e<liite: 00000001-PHOTO-2025-01-13-10-00-00.jpg>",
            "00000001-PHOTO-2025-01-13-10-00-00.jpg",
        ),
        ("13.01.25, 10:00 - Ann: IMG-20250113-WA0001.jpg (Datei angeh\u00e4ngt)", "IMG-20250113-WA0001.jpg"),
        ("13/01/2025, 10:00 - Ann: Bo Example.vcf (file attached)", "Bo Example.vcf"),
        ("13/1/2025 10:00 - Ann: \u200eplan final.docx (archivo adjunto)", "plan final.docx"),
        ("13.01.25, 10:00 - Ann: <Medien ausgeschlossen>", "Medien ausgeschlossen"),
        ("13/01/2025 10:00 - Ann: <M\u00e9dias omis>", "M\u00e9dias omis"),
        (
            "\u200e[13/01/2025, 10:00:00] Ann: \u200ewords in a language nobody listed",
            "words in a language nobody listed",
        ),
    ],
)
def test_files_are_seen_in_any_language(chat, line, name):
    items, problems = chat(f"{line.lstrip(chr(0x200E)).split('Ann')[0]}Bo: hello\n{line}\n")
    assert [attachment.name for attachment in items[1].attachments] == [name]
    assert items[1].sender.name == "Ann"
    assert sum(problem.kind is ProblemKind.MISSING_ATTACHMENT for problem in problems) == 1


def test_marks_and_separators_inside_a_body_are_kept(chat):
    body = "a\u2028b\x0bc\x85d \u200e\u202aend\u202c"
    items, _ = chat(f"13/01/2025, 10:00 - Ann: {body}\n\n\n13/01/2025, 10:01 - Ann: z")
    assert items[0].text == body + "\n\n"


def test_what_stands_before_the_first_message_is_not_lost(chat):
    items, _ = chat("Exported for ABC/1\n[13/01/2025, 10:00:00] Ann: hello\n")
    assert items[0].text == "Exported for ABC/1"
    assert items[0].kind is ItemKind.SYSTEM


def test_case_notes_with_times_are_no_chat(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(
        (
            "12/03/2024 10:00 - Telephone call with mother\n13/03/2024 11:00 - Home visit\n14/03/2024 "
            "09:00 - Email sent\n"
        )
    )
    assert choose(path).name == "Plain text"


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("WhatsApp Chat - Ann Example", "Ann Example"),
        ("WhatsApp Chat with Ann & Bo (1)", "Ann & Bo"),
        ("WhatsApp-Chat mit Ann", "Ann"),
        ("Chat de WhatsApp con Ann", "Ann"),
        ("Discussion WhatsApp avec Ann", "Ann"),
        ("Conversa do WhatsApp com Ann", "Ann"),
        ("Chat WhatsApp s\u00a0u\u017eivatelem Ann", "Ann"),
        (
            (
                "\u0427\u0430\u0442 WhatsApp "
                "\u0441\u00a0\u043a\u043e\u043d\u0442\u0430\u043a\u0442\u043e\u043c Ann"
            ),
            "Ann",
        ),
        ("Ann\u3068\u306eWhatsApp\u30c8\u30fc\u30af", "Ann"),
        ("exhibit AB1", "exhibit AB1"),
    ],
)
def test_titles_in_any_language(stem, title):
    assert title_of(stem, ["Ann", "Bo"]) == title


def test_an_encoding_that_had_to_be_guessed_is_said(chat):
    items, problems = chat("[13/01/2025, 10:00:00] Ann: caf\u00e9\n".encode("cp1252"))
    assert items[0].text == "caf\u00e9"
    assert "encoding is not certain" in said(problems)
    utf16, none = chat("[13/01/2025, 10:00:00] Ann: caf\u00e9\n".encode("utf-16"))
    assert utf16[0].text == "caf\u00e9"
    assert "encoding" not in said(none)


def test_forty_thousand_messages_are_read_in_seconds(chat):
    text = "".join(
        f"[{n % 28 + 1:02}/{n // 28 % 12 + 1:02}/2025, 10:00:00] {'Ann' if n % 3 else 'Bo'}: message {n}\n"
        for n in range(40_000)
    )
    assert len(chat(text)[0]) == 40_000


def test_files_in_the_words_of_either_phone_are_files_behind_the_stamp_of_the_other(chat):
    text = (
        "[13/11/2025, 12:25:55 PM] Ann: Hello\n[13/11/2025, 12:26:10 PM] Ann: "
        "IMG-20251113-WA0005.jpg (file attached)\n"
        "[13/11/2025, 12:27:00 PM] Bo: <attached: IMG-2025-11-13-12-27-00.jpg>\n[13/11/2025, "
        "12:28:00 PM] Bo: see notes.txt (file attached)\n"
        "[13/11/2025, 12:29:00 PM] Bo: <note: plan.txt>\n"
    )
    items, problems = chat(text)
    assert [[file.name for file in item.attachments] for item in items] == [
        [],
        ["IMG-20251113-WA0005.jpg"],
        ["IMG-2025-11-13-12-27-00.jpg"],
        [],
        [],
    ]
    assert [p.locator for p in problems if p.kind is ProblemKind.MISSING_ATTACHMENT] == ["line 2", "line 3"]


def test_the_word_on_encryption_may_stand_above_the_chat_without_a_stamp(chat):
    notice = "Messages and calls are end-to-end encrypted.\u00a0No one outside of this chat can read them."
    items, _ = chat(f"\ufeff\u200e{notice}\n\n09/10/2026, 10:00 - Ann: Hello\n", "chat 1.txt")
    assert [item.text for item in items if item.kind is ItemKind.MESSAGE] == ["Hello"]
    assert any(notice in (item.text or "") for item in items)


def test_a_chat_of_more_notices_than_messages_is_a_chat_and_a_log_is_none(chat, tmp_path):
    items, _ = chat(
        "2024/12/01, 10:04 pm - Shed\n2024/12/02, 4:09 pm - Ann: Hello\n2024/12/03, 2:30 am - Notice\n",
        "notes.txt",
    )
    assert names(items) == [None, "Ann", None]
    log = tmp_path / "log.txt"
    log.write_text(
        "2024-12-01 10:04:00 - started\n2024-12-01 10:05:00 - disk: full\n2024-12-01 10:06:00 - stopped\n"
    )
    assert choose(log).name == "Plain text"


def test_notices_with_the_mark_of_files_before_their_stamp_are_notices(chat):
    mark = "\u200e"
    text = "\r\n".join([
        f"{mark}[29/07/2026, 18:55:14] Shed: {mark}Messages and calls are end-to-end encrypted. Only people in this chat can read, listen, or share them.",
        f"{mark}[29/07/2026, 18:55:14] Ann Example: {mark}Ann Example created group \u201cShed\u201d",
        f"{mark}[29/07/2026, 18:55:14] Shed: {mark}Ann Example added you",
        f"{mark}[29/07/2026, 18:56:31] Ann Example: {mark}Ann Example changed this group's icon",
        f"{mark}[30/07/2026, 02:04:45] ~\u202fBo: {mark}Ann Example added ~\u202fBo",
        "[14/08/2026, 10:44:27] Bo: Hi all: back: call Tuesday?",
        f"{mark}[14/08/2026, 10:52:17] Ann Example: {mark}image omitted",
        f"{mark}[14/08/2026, 10:53:17] Ann Example: {mark}<attached: 00000030-PHOTO.jpg>",
        "[26/08/2026, 09:00:00] Bo: I left",
        "[26/08/2026, 09:01:00] Ann Example: ok",
    ])  # fmt: skip
    items, _ = chat(text, "notes.txt")
    assert [item.kind for item in items] == [ItemKind.SYSTEM] * 5 + [ItemKind.MESSAGE] * 5
    assert names(items)[5:] == ["Bo", "Ann Example", "Ann Example", "Bo", "Ann Example"]
    assert [len(item.attachments) for item in items] == [0] * 6 + [1, 1, 0, 0]


def test_a_dash_behind_the_brackets_is_no_part_of_a_name(chat):
    items, _ = chat("[2025-10-18, 09:42] - Ann: hello\n[2025-10-18, 09:43] - Bo: hi\n", "notes.txt")
    assert names(items) == ["Ann", "Bo"]

"""winmail.dat, alone and inside an e-mail (MS-OXTNEF, reference/formats.md 3.6)."""

import struct
from datetime import datetime
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outlook_samples import BO, CY, INNER, MAIL, attribute, block, tnef

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ZoneSource
from evidence_review.importers.mail import email_messages, tnef_files
from evidence_review.importers.mail.tnef import unpacked

OLD = (
    b"\x78\x9f\x3e\x22\x01\x00"
    + attribute(1, 0x8008, b"IPM.Microsoft Mail.Note\0")
    + attribute(1, 0x8004, b"Shed\0")
    + attribute(1, 0x800C, b"Caf\xe9 at six\0")
    + attribute(1, 0x8000, struct.pack("<4H", 4, 40, 4, 21) + b"Ann\0SMTP:ann@example.org\0"[:25])
    + attribute(1, 0x8005, struct.pack("<7H", 2024, 1, 12, 14, 35, 30, 5))
)
MESSAGE_IID = bytes.fromhex("0703020000000000c000000000000046")


def values_of(tmp_path, data, importer=tnef_files, name="winmail.dat", **options):
    path = tmp_path / name
    path.write_bytes(data)
    assert importer.IMPORTER.recognises(path)
    values = list(importer.IMPORTER.read(path, ReadOptions(**options)))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(problem.records for problem in problems)
    return items, problems


def mail(attached: bytes, words: str | None = "Hello") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "ann@example.org", "bo@example.org", "Shed"
    made.set_content(words if words is not None else "")
    made.add_attachment(attached, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return made.as_bytes()


def test_a_file_on_its_own(tmp_path):
    (item,), problems = values_of(
        tmp_path, tnef(people=[BO, CY], files=((b"plan.bin", b"plan"), (b"caf\xe9.txt", b"")))
    )
    assert problems == []
    assert (item.kind, item.text, item.sent.utc) == (
        ItemKind.EMAIL,
        "Shed\n\nSee you at six.\n",
        datetime(2024, 1, 12, 14, 35, 30),
    )
    assert [(party.identifier, party.role) for party in item.recipients] == [
        ("bo@example.org", "To"),
        ("cy@example.org", "Cc"),
    ]
    assert [(each.name, each.data) for each in item.attachments] == [("plan.bin", b"plan"), ("café.txt", b"")]


def test_the_oldest_form_without_numbered_properties(tmp_path):
    (item,), _ = values_of(tmp_path, OLD)
    assert (item.kind, item.text) == (ItemKind.EMAIL, "Shed\n\nCafé at six")
    assert (item.sent.local, item.sent.utc, item.sent.zone) == (
        datetime(2024, 1, 12, 14, 35, 30),
        None,
        ZoneSource.NONE,
    )
    assert item.sender.identifier == "ann@example.org"


def test_a_message_inside(tmp_path):
    inner = MESSAGE_IID + tnef(INNER, files=())
    held = struct.pack("<IHHII", 1, 0xD, 0x3701, 1, len(inner)) + inner + b"\0" * (-len(inner) % 4)
    data = (
        tnef(files=())
        + attribute(2, 0x9002, bytes(14))
        + attribute(2, 0x8010, b"Inner\0")
        + attribute(2, 0x9005, held)
    )
    items, _ = values_of(tmp_path, data)
    assert [item.thread_title for item in items] == ["Shed", "Inner"]
    assert items[0].attachments[0].member == items[1].locator
    both, _ = values_of(tmp_path, mail(data), email_messages, "a.eml")
    assert [item.thread_title for item in both] == ["Shed", "Inner"]
    assert [item.position for item in both] == [1, 2]


def test_in_an_email_its_files_stand_beside_it_and_its_words_where_there_are_none(tmp_path):
    (item,), problems = values_of(tmp_path, mail(tnef()), email_messages, "a.eml")
    assert problems == []
    assert [each.name for each in item.attachments] == ["plan.bin", "winmail.dat"]
    assert item.attachments[0].data == b"plan"
    assert "See you" not in item.text
    assert ("winmail.dat/text", "See you at six.\n") in item.extra
    (item,), _ = values_of(tmp_path, mail(tnef(), words=None), email_messages, "a.eml")
    assert item.text == "Shed\n\nSee you at six.\n"


def test_a_named_property(tmp_path):
    place = bytes.fromhex("0220060000000000c000000000000046") + struct.pack("<II", 0, 0x8208)
    props = struct.pack("<IHH", 1, 0x1E, 0x8001) + place + struct.pack("<II", 1, 5) + b"Shed\0\0\0\0"
    named = (
        b"\x78\x9f\x3e\x22\x01\x00"
        + attribute(1, 0x9003, block({0x001A: "IPM.Appointment"}))
        + attribute(1, 0x9003, props)
    )
    (item,), problems = values_of(tmp_path, named)
    assert (item.kind, item.text, problems) == (ItemKind.CALENDAR, "Shed", [])


@pytest.mark.parametrize(
    "data",
    [
        tnef()[:-9],
        tnef() + b"\1\2\3",
        tnef(more=b"\x05" + bytes(20) + b"x"),
        tnef().replace(b"plan\x97", b"plan\x00"),
        tnef()[:120],
    ],
)
def test_damage_is_told_and_what_is_there_is_kept(tmp_path, data):
    items, problems = values_of(tmp_path, data)
    assert len(items) == 1
    assert problems or data == tnef()


def test_no_tnef_is_none():
    assert unpacked(b"xx") is None
    assert unpacked(b"") is None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_damage_gives_items_and_problems(tmp_path, data):
    whole = bytearray(tnef(people=[BO]))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(7, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    items, _ = values_of(tmp_path, bytes(whole)) if whole[6] in {1, 2} else ([1], [])
    assert items
    assert MAIL

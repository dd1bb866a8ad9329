"""What holds for every importer in the list, whatever the bytes (docs/decisions/0001, reference/formats.md
1). Kept whole, so that a new importer meets all of it.
"""

import hashlib
import io
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import samples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wire_back import from_wire

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.wire import to_wire
from evidence_review.importers import choosing
from evidence_review.importers.child_tasks import Manner, read_source
from evidence_review.importers.choosing import choose, files_in, read
from evidence_review.importers.order import IMPORTERS
from evidence_review.importers.packed.archives import ArchiveLimits, DamagedMember, open_archive
from evidence_review.importers.plugin import Importer

WHOLE = samples.whole()
IS = {
    "archive": "Archive",
    "folder": "Folder settings",
    "caseuco": "CASE",
    "takeout": "Takeout",
    "discord": "Discord",
    "snapchat": "Snapchat",
    "leapp": "LAVA",
    "imessage": "iPhone messages",
    "imexporter": "imessage-exporter",
    "chatstorage": "WhatsApp database (iPhone)",
    "contactsv2": "WhatsApp contacts (iPhone)",
    "storedata": "CallHistory.storedata",
    "callhistory": "call_history.db",
    "wacalls": "WhatsApp calls",
    "voicemail": "voicemail",
    "addressbook": "AddressBook",
    "notestore": "NoteStore",
    "oldnotes": "notes.sqlite",
    "ioscalendar": "iPhone calendar",
    "safari": "Safari history",
    "iosbackup": "iPhone backup",
    "ufdr": "Cellebrite",
    "word": "Word document",
    "rich": "Rich text",
    "oldword": "Old Word document",
    "slides": "Presentation",
    "web": "Web page (HTML)",
    "saved": "Saved web page",
    "opendocument": "OpenDocument text",
    "whatsapp": "WhatsApp",
    "sms": "SMS",
    "pdf": "PDF",
    "picture": "Pictures",
    "recording": "Recordings",
    "email": "mail",
    "outlook": "Outlook message",
    "mailbox": "Outlook mailbox",
    "winmail": "winmail.dat",
    "rsmf": "RSMF",
    "vcard": "vCard",
    "vmessage": "vMessage",
    "ical": "iCalendar",
    "telegram": "Telegram",
    "meta": "Facebook",
    "text": "Plain text",
    "table": "Tables",
    "msgstore": "WhatsApp database",
    "android": "Android",
    "sqlite": "SQLite",
    "signal": "Signal export",
    "linechat": "LINE",
    "pasted": "Chat as text",
    "tiktok": "TikTok",
    "xarchive": "X (Twitter)",
    "skype": "Skype",
    "slack": "Slack",
    "tinder": "Tinder and Hinge",
    "hinge": "Tinder and Hinge",
    "places": "Places and tracks",
    "geojson": "Places (GeoJSON)",
    "plist": "Property list",
}
KNOWN = [
    name
    for name in WHOLE
    if any(IS[name.split()[0]].lower() in importer.name.lower() for importer in IMPORTERS)
]
quick = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)

PLAIN = ReadOptions()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("contract")


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def all_of(path, options=PLAIN):
    """Everything that `read` gives; a refusal alone is an answer too, but nothing else that is raised."""
    try:
        return list(read(path, options))
    except UnreadableExport:
        return None


def holds(values):
    """The contract for one run."""
    assert values, "nothing is never an answer"
    *before, last = values
    assert isinstance(last, Tally)
    assert not any(isinstance(value, Tally) for value in before)
    found = [value for value in before if isinstance(value, Item)]
    problems = [value for value in before if isinstance(value, Problem)]
    assert last.found == len(found) + sum(problem.records for problem in problems)
    assert last.found or problems, "nothing found needs an explanation"
    twice = [name for name, count in Counter(item.locator for item in found).items() if count > 1]
    assert twice == []
    for value in values:
        wired = from_wire(to_wire(value))
        assert wired == value or any("\ud800" <= c <= "\udfff" for c in repr(value))
    for item in found:
        for attachment in item.attachments:
            if attachment.data is not None:
                assert hashlib.sha256(attachment.data).hexdigest() == attachment.sha256
                assert len(attachment.data) == attachment.size


def state(folder: Path):
    return {
        each.relative_to(folder).as_posix(): (
            each.stat().st_mtime_ns,
            hashlib.sha256(each.read_bytes()).hexdigest() if each.is_file() else "",
        )
        for each in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_every_importer_has_a_name_a_version_and_a_sample(importer):
    assert isinstance(importer, Importer)
    assert importer.name
    assert importer.version
    assert any(IS[name.split()[0]].lower() in importer.name.lower() for name in WHOLE), (
        "add a sample of this format to samples.py"
    )


@pytest.mark.parametrize("name", KNOWN)
def test_a_sample_is_chosen_by_its_bytes_and_read_whole(name, tmp_path):
    file, data = WHOLE[name]
    path = put(tmp_path, file, data)
    assert IS[name.split()[0]].lower() in choose(path).name.lower()
    before = state(tmp_path)
    values = all_of(path)
    assert values is not None
    holds(values)
    assert any(isinstance(value, Item) for value in values) or choose(path).name.startswith("Folder settings")
    assert all_of(path) == values, "the same bytes give the same values"
    assert state(tmp_path) == before, "originals are never written to"
    assert [from_wire(each) for each in read_source(path, PLAIN, Manner())] == values


@pytest.mark.parametrize("name", KNOWN)
def test_B2_a_sample_cut_anywhere_still_balances(name, folder):
    file, data = WHOLE[name]
    for at in sorted({*range(0, len(data), max(1, len(data) // 25)), len(data) - 1}):
        values = all_of(put(folder, "cut " + file, data[:at]))
        if values is not None:
            holds(values)


FIRST = {name.split()[0]: name for name in reversed(KNOWN)}
"""One sample of each importer; of the others only the long runs make mutations."""
MUTATED = [name if name in FIRST.values() else pytest.param(name, marks=pytest.mark.soak) for name in KNOWN]


@pytest.mark.parametrize("name", MUTATED)
def test_a_mutated_sample_raises_nothing_else(name, folder):
    @settings(quick, max_examples=20)
    @given(
        st.lists(
            st.tuples(st.floats(0, 1), st.binary(min_size=0, max_size=6), st.integers(0, 40)),
            min_size=1,
            max_size=4,
        )
    )
    def mutated(changes):
        file, data = WHOLE[name]
        for where, put_in, cut_out in changes:
            at = int(where * len(data))
            data = data[:at] + put_in + data[at + cut_out :]
        path = put(folder, "mutated " + file, data)
        assert all(importer.recognises(path) in {True, False} for importer in IMPORTERS)
        values = all_of(path)
        if values is not None:
            holds(values)

    mutated()


@quick
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "_chat.txt", "a.zip", "a.xml", "a.pdf", "a.eml", "a.ufdr", "a.mbox", "a"]),
)
@example(b"", "a.ufdr")
@example(b"PK\x03\x04", "a.zip")
@example(b"PK\x05\x06" + bytes(18), "a.zip")
@example(b"%PDF-1.7", "a.pdf")
@example(b"\xff\xfe", "a.txt")
@example(b"<smses", "a.xml")
@example(b"<calls>", "a.xml")
@example(b"[01/01/25, 10:00:00] A: b", "_chat.txt")
def test_any_bytes_give_values_or_a_refusal(folder, data, name):
    values = all_of(put(folder, name, data))
    if values is not None:
        holds(values)


PIECES = st.sampled_from(
    [
        "[01/02/2025, 10:00:00] ",
        "01/02/2025, 10:00 - ",
        "١/٢/٢٠٢٥، ١٠:٠٠ م - ",
        "Ann: ",
        "Ann",
        ": ",
        "\u200e",
        "\u202f",
        "\n",
        "\r\n",
        "\r",
        "\x0b",
        "\u2028",
        "<attached: a.jpg>",
        "a.jpg (file attached)",
        "<Media omitted>",
        "\u200eimage omitted",
        '"',
        "changed the subject to",
        "😀",
        "[",
        "]",
        " - ",
        "99/99/9999",
    ]
)


@quick
@given(
    st.lists(PIECES, max_size=30).map("".join),
    st.sampled_from([None, "Europe/London"]),
    st.sampled_from([None, True, False]),
)
def test_any_chat_like_text_gives_values_or_a_refusal(folder, text, zone, day_first):
    values = all_of(put(folder, "_chat.txt", text.encode()), ReadOptions(zone, day_first, "Ann"))
    if values is not None:
        holds(values)


@quick
@given(
    st.lists(
        st.sampled_from(
            [
                "<smses count='2'>",
                "<calls>",
                "</smses>",
                "<sms body='a' date='1'/>",
                "<sms address='~' body='null'/>",
                "<mms>",
                "</mms>",
                "<parts>",
                "</parts>",
                "<part ct='text/plain' text='x'/>",
                "<part data='AA=' />",
                "<addr type='137' address='1'/>",
                "<odd a='1'>x</odd>",
                "&#55357;",
                "&#56832;",
                "&#0;",
                "<",
                "&",
                "]]>",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_any_backup_like_xml_gives_values_or_a_refusal(folder, text):
    values = all_of(put(folder, "a.xml", ("<smses>" + text).encode()))
    if values is not None:
        holds(values)


@pytest.mark.parametrize("zone", ["Nowhere/Atall", "../../etc/passwd", "", "\x00"])
def test_a_zone_that_is_not_known_is_refused_in_words(zone, tmp_path):
    with pytest.raises(UnreadableExport, match="time zone"):
        list(read(put(tmp_path, "_chat.txt", samples.CHAT_IOS), ReadOptions(zone=zone)))


REFUSED = {
    "evidence.xry": (b"XRYF\x00\x01\x02", "XAMN"),
    "msgstore.db.crypt15": (b"\x00\x01" * 40, "encrypted WhatsApp backup"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "db.sqlite": (b"SQLite format 3\x00" + bytes(100), "database"),
    "x.gz": (b"\x1f\x8b\x08\x00" + bytes(30), "archive could not be opened"),
    "x.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(30), "archive could not be opened"),
    "x.rar": (b"Rar!\x1a\x07\x01\x00" + bytes(30), "RAR"),
    "inbox.mbx": (b"JMF6\x03\0\1\0" + bytes(80) + b"From: a@example.org\r\n" * 40, "Outlook Express"),
    "Inbox.dbx": (b"\xcf\xad\x12\xfe\xc5\xfd" + bytes(400), "Outlook Express"),
    "x.pst": (b"!BDN" + bytes(100), "Outlook"),
    "x.jxl": (b"\xff\x0a" + bytes(30), "picture"),
    "noise.bin": (bytes(range(256)) * 8, "not known"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_refused_with_what_to_ask_for(name, tmp_path):
    data, word = REFUSED[name]
    with pytest.raises(UnreadableExport, match=word) as refusal:
        list(read(put(tmp_path, name, data), PLAIN))
    said = str(refusal.value)
    assert "been reviewed" in said or "been looked at" in said
    assert "ask" in said.lower()
    assert name not in said


def test_a_missing_file_and_a_folder_of_odds_are_refused(tmp_path):
    with pytest.raises(UnreadableExport, match="no such file"):
        choose(tmp_path / "gone.txt")
    with pytest.raises(UnreadableExport, match="folder"):
        choose(tmp_path)


def test_files_in_offers_each_source_once(tmp_path):
    (tmp_path / "chat").mkdir()
    (tmp_path / "report").mkdir()
    put(tmp_path / "chat", "_chat.txt", samples.CHAT_IOS)
    put(tmp_path / "chat", "00000003-PHOTO-2025-01-13-08-00-00.jpg", samples.PICTURE)
    put(tmp_path / "chat", "holiday.jpg", samples.PICTURE)
    with zipfile.ZipFile(io.BytesIO(samples.ufdr())) as archive:
        archive.extractall(tmp_path / "report")
    put(tmp_path, "odd.bin", b"\x00\x01")
    (tmp_path / "link.txt").symlink_to(tmp_path / "odd.bin")
    got = [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)]
    assert got == [
        "chat/_chat.txt",
        "chat/holiday.jpg",
        "link.txt",
        "odd.bin",
        "report",
    ]  # a link is offered, so that it is listed


def test_a_fault_after_the_first_item_becomes_a_problem(tmp_path, monkeypatch):
    """An importer that breaks (a bug, or bytes nobody thought of) still leaves an account that balances."""

    def breaks(_path, _options):
        yield Item("1", ItemKind.NOTE, "kept", "thread")
        raise RuntimeError("words of the evidence")

    monkeypatch.setattr(choosing, "IMPORTERS", (Importer("broken", "1", lambda _: True, breaks),))
    item, problem, tally = read(put(tmp_path, "any.txt", b"any"), ReadOptions())
    assert item.text == "kept"
    assert problem.kind is ProblemKind.PARTLY_READ
    assert "words of the evidence" not in problem.reason
    assert tally.found == 2


# ---- archives ----------------------------------------------------------------------------------


def test_unsafe_names_are_never_opened_and_are_counted(tmp_path):
    data = samples.zipped(
        **{
            "../up.txt": b"x",
            "/abs.txt": b"x",
            "C:\\win.txt": b"x",
            "a\\..\\..\\b.txt": b"x",
            "_chat.txt": samples.CHAT_IOS,
        }
    )
    values = list(read(put(tmp_path, "WhatsApp Chat - X.zip", data), ReadOptions()))
    holds(values)
    refused = [value for value in values if isinstance(value, Problem) and "outside" in value.reason]
    assert len(refused) == 4


def test_a_bomb_is_stopped_by_what_comes_out_not_by_what_is_declared(tmp_path):
    path = put(tmp_path, "bomb.zip", samples.zipped(bomb=b"\x00" * (1 << 20)))
    with (
        open_archive(path, ArchiveLimits(member=1000)) as archive,
        pytest.raises(DamagedMember, match="grows"),
    ):
        b"".join(archive.chunks(archive.members["bomb"]))
    with (
        open_archive(path, ArchiveLimits(total=1000)) as archive,
        pytest.raises(DamagedMember, match="grows"),
    ):
        b"".join(archive.chunks(archive.members["bomb"]))
    with pytest.raises(UnreadableExport, match="too many"), open_archive(path, ArchiveLimits(entries=0)):
        pass


def test_a_zip_of_zeros_far_over_the_ratio_is_stopped(tmp_path):
    path = tmp_path / "zeros.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros", "w") as out:
        for _ in range(72):
            out.write(bytes(1 << 20))
    with open_archive(path) as archive, pytest.raises(DamagedMember, match="grows"):
        for _ in archive.chunks(archive.members["zeros"]):
            pass


def test_names_in_utf8_without_the_flag_are_read(tmp_path):
    data = samples.zipped(**{"Caf\u00e9.txt": b"x"}).replace("Caf\u00e9.txt".encode(), b"Caf\xc3\xa9.txt")
    path = put(tmp_path, "n.zip", data)
    blob = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        blob[blob.index(mark) + offset] &= 0xF7
    path.write_bytes(bytes(blob))
    with open_archive(path) as archive:
        assert list(archive.members) == ["Caf\u00e9.txt"]


@pytest.mark.parametrize(
    "data",
    [
        b"<!--a-->" * 5000 + b"<x/>",
        b"[13/01/2025, 10:00:00] A: \xe2\x80\x8e" + b"hat <" * 400_000,
        b"<" * 300_000,
        b"[[" * 300_000,
    ],
)
def test_text_made_to_waste_time_is_read_in_time(folder, data):
    began = time.process_time()
    values = all_of(put(folder, "_chat.txt", data))
    if values is not None:
        holds(values)
    assert time.process_time() - began < 20

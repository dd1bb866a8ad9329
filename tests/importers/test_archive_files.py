"""Archives of exports: everything inside is read by its own importer or accounted for, nothing leaves the
folder (reference/formats.md rule 21)."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import py7zr
import pytest
import samples

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers import archive_files
from evidence_review.importers.choosing import choose, files_in, read
from evidence_review.importers.packed import unpacking

FILES = {
    "chats/_chat.txt": samples.CHAT_IOS,
    "sms/backup.xml": samples.SMS,
    "notes.txt": samples.TEXT,
    "mystery.bin": bytes(range(256)) * 9,
}


def values(path: Path):
    *before, last = read(path, ReadOptions())
    assert isinstance(last, Tally)
    items = [one for one in before if isinstance(one, Item)]
    problems = [one for one in before if isinstance(one, Problem)]
    assert last.found == len(items) + sum(one.records for one in problems)
    assert len({one.locator for one in items}) == len(items)
    return items, problems


def items_or_sentence(path: Path) -> list[Item] | str:
    try:
        return [one for one in read(path, ReadOptions()) if isinstance(one, Item)]
    except UnreadableExport as fault:
        return str(fault)


def zipped(path: Path, files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def tarred(path: Path, files, mode="w") -> Path:
    with tarfile.open(path, mode) as out:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))
    return path


def sevened(path: Path, files) -> Path:
    with py7zr.SevenZipFile(path, "w") as out:
        for name, data in files.items():
            out.writef(io.BytesIO(data), name)
    return path


MAKERS = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda path, files: tarred(path, files, "w:gz"),
    "a.tgz": lambda path, files: tarred(path, files, "w:gz"),
    "a.tar.xz": lambda path, files: tarred(path, files, "w:xz"),
    "a.7z": sevened,
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_file_inside_is_read_as_if_it_lay_there_alone(name, tmp_path):
    path = MAKERS[name](tmp_path / name, FILES)
    assert choose(path) is archive_files.IMPORTER
    items, problems = values(path)
    for inside, data in FILES.items():
        alone = tmp_path / "alone" / inside
        alone.parent.mkdir(parents=True, exist_ok=True)
        alone.write_bytes(data)
        mine = [one for one in items if one.locator.startswith(f"{inside}!")]
        expected = items_or_sentence(alone)
        if isinstance(expected, str):
            assert [one for one in problems if one.locator == inside] == [
                Problem(inside, ProblemKind.NOT_READ, expected, 1)
            ]
            continue
        assert [one.text for one in mine] == [one.text for one in expected]
        assert [one.locator for one in mine] == [f"{inside}!{one.locator}" for one in expected]


def lzma_alone(data):
    return lzma.compress(data, format=lzma.FORMAT_ALONE)


@pytest.mark.parametrize(
    ("ending", "pack"),
    [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".lzma", lzma_alone)],
)
def test_one_packed_file_is_read_under_its_own_name(ending, pack, tmp_path):
    path = tmp_path / f"backup.xml{ending}"
    path.write_bytes(pack(samples.SMS))
    items, _ = values(path)
    assert len(items) == 4
    assert all(one.locator.startswith("backup.xml!") for one in items)


def test_archives_in_archives_are_opened_to_a_depth_and_then_said(tmp_path):
    data = samples.TEXT
    inner = "note.txt"
    for depth in range(archive_files.DEEPEST + 1):
        path = zipped(tmp_path / f"{depth}.zip", {inner: data})
        items, problems = values(path)
        if depth < archive_files.DEEPEST:
            assert items
            assert all("deeper" not in one.reason for one in problems)
        else:
            assert not items
            assert [one.records for one in problems] == [1]
            assert "deeper" in problems[0].reason
        data, inner = path.read_bytes(), f"{depth}.zip"


def test_names_that_point_outside_and_links_are_counted_and_never_written(tmp_path):
    path = tmp_path / "bad.tar"
    with tarfile.open(path, "w") as out:
        for name in (
            "../outside.txt",
            "/absolute.txt",
            "C:\\drive.txt",
            "..\\up.txt",
            "good.txt",
            "good.txt",
        ):
            info = tarfile.TarInfo(name)
            info.size = len(samples.TEXT)
            out.addfile(info, io.BytesIO(samples.TEXT))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        out.addfile(link)
    items, problems = values(path)
    assert {one.locator.split("!")[0] for one in items} == {"good.txt", "good (2).txt"}
    assert (
        sum(one.locator.startswith("archive entry") and one.kind is ProblemKind.NOT_READ for one in problems)
        == 5
    )
    assert Declared("files", 7) in list(read(path, ReadOptions()))
    assert not (tmp_path / "outside.txt").exists()


def test_a_bomb_is_stopped_and_said(tmp_path, monkeypatch):
    path = tmp_path / "zeros.txt.gz"
    with gzip.open(path, "wb") as out:
        for _ in range(100):
            out.write(bytes(1 << 20))
    monkeypatch.setattr(unpacking, "LIMITS", unpacking.ArchiveLimits(total=80 << 20))
    with pytest.raises(UnreadableExport, match="grows far beyond"):
        list(read(path, ReadOptions()))


def test_a_cut_tar_keeps_what_came_before_and_says_where_it_ends(tmp_path):
    whole = tarred(tmp_path / "a.tar", FILES).read_bytes()
    (tmp_path / "cut.tar").write_bytes(whole[: whole.index(b"notes.txt")])
    items, problems = values(tmp_path / "cut.tar")
    assert {one.locator.split("!")[0] for one in items} == {"chats/_chat.txt", "sms/backup.xml"}
    assert (
        any(one.kind is ProblemKind.PARTLY_READ for one in problems) or whole.index(b"notes.txt") % 512 == 0
    )


def test_a_zip_cut_short_gives_what_can_be_found(tmp_path):
    whole = zipped(
        tmp_path / "a.zip", {name: FILES[name] for name in ("notes.txt", "chats/_chat.txt")}
    ).read_bytes()
    for end in (whole.index(b"PK\x01\x02"), len(whole) - 30):
        (tmp_path / "cut.zip").write_bytes(whole[:end])
        items, problems = values(tmp_path / "cut.zip")
        assert {one.locator.split("!")[0] for one in items} == {"notes.txt", "chats/_chat.txt"}
        assert [
            one.records
            for one in problems
            if one.kind is ProblemKind.PARTLY_READ and "list of its files is lost" in one.reason
        ] == [1]
    (tmp_path / "cut.zip").write_bytes(
        whole[: whole.rindex(b"chats/_chat.txt", 0, whole.index(b"PK\x01\x02"))]
    )
    assert {one.locator.split("!")[0] for one in values(tmp_path / "cut.zip")[0]} == {"notes.txt"}


def test_a_zip_cut_behind_one_inside_it_is_not_taken_for_that_one(tmp_path):
    inner = zipped(tmp_path / "inner.zip", {"inside.txt": samples.TEXT}).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as out:
        out.writestr("notes.txt", samples.TEXT)
        out.writestr("inner.zip", inner)
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: whole.index(inner) + len(inner)])
    items, problems = values(tmp_path / "cut.zip")
    assert "notes.txt" in {one.locator.split("!")[0] for one in items}
    assert any("list of its files is lost" in one.reason for one in problems)


def test_a_zip_inside_another_format_does_not_make_it_an_archive(tmp_path):
    inner = zipped(tmp_path / "inner.zip", {"inside.txt": samples.TEXT}).read_bytes()
    (tmp_path / "x.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(700) + inner)
    with pytest.raises(UnreadableExport, match="old Office file"):
        list(read(tmp_path / "x.doc", ReadOptions()))


def test_a_zip_behind_other_bytes_is_opened(tmp_path):
    whole = zipped(tmp_path / "a.zip", FILES).read_bytes()
    (tmp_path / "self-opening").write_bytes(b"\x05\x01junk" * 99 + whole)
    assert [one.locator for one in values(tmp_path / "self-opening")[0]] == [
        one.locator for one in values(tmp_path / "a.zip")[0]
    ]


@pytest.mark.parametrize(
    "spoil", [lambda data: data + b"something else", lambda data: data[:-12]], ids=["followed", "cut"]
)
def test_a_packed_file_that_ends_wrongly_gives_what_stands_before(spoil, tmp_path):
    text = "".join(f"Line {number} of a long note.\n" for number in range(9000)).encode()
    (tmp_path / "notes.txt.gz").write_bytes(spoil(gzip.compress(text)))
    items, problems = values(tmp_path / "notes.txt.gz")
    assert "Line 8000 of" in "".join(one.text for one in items)
    assert [(one.kind, one.records) for one in problems if one.records] == [(ProblemKind.PARTLY_READ, 1)]


@pytest.mark.parametrize(
    "data",
    [
        b"MSCF" + bytes(40),
        b"\x1f\x9d\x90" + bytes(40),
        b"\x04\x22\x4d\x18" + bytes(40),
        b"070707" + b"0" * 70 + b"a\0",
        b"!\x00-lh5-" + bytes(40),
    ],
)
def test_other_archives_are_named_in_the_refusal(data, tmp_path):
    (tmp_path / "x.bin").write_bytes(data)
    with pytest.raises(
        UnreadableExport, match=r"(archive of a kind|packed file).*Nothing in it has been reviewed"
    ):
        list(read(tmp_path / "x.bin", ReadOptions()))


def test_a_locked_7z_is_refused_in_words(tmp_path):
    with py7zr.SevenZipFile(tmp_path / "locked.7z", "w", password="secret") as out:
        out.writef(io.BytesIO(samples.TEXT), "note.txt")
    with pytest.raises(UnreadableExport, match=r"locked with a password\. Nothing in it has been reviewed"):
        list(read(tmp_path / "locked.7z", ReadOptions()))


def test_folder_settings_are_recognised_with_nothing_to_review(tmp_path):
    folder = tmp_path / "disc"
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1" + bytes(60))
    (folder / "desktop.ini").write_bytes(b"[.ShellClassInfo]\r\nIconFile=x\r\n")
    (folder / "note.txt").write_bytes(samples.TEXT)
    assert len(list(files_in(folder))) == 3
    for name in (".DS_Store", "desktop.ini"):
        items, problems = values(folder / name)
        assert not items
        assert [(one.kind, one.records) for one in problems] == [(ProblemKind.SKIPPED, 1)]


def test_an_archive_declares_its_files(tmp_path):
    path = tmp_path / "two.zip"
    path.write_bytes(samples.zipped(**{"a.txt": b"first words", "in/b.txt": b"further words"}))
    assert [
        value.count
        for value in read(path, ReadOptions())
        if isinstance(value, Declared) and value.what == "files"
    ] == [2]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_of_one_name_and_names_with_line_ends_are_all_read(tmp_path):
    named = [("notes.txt", "first words"), ("notes.txt", "second words"), ("a\nb.txt", "third words")]
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as out:
        for name, words in named:
            out.writestr(name, words)
    with tarfile.open(tmp_path / "twice.tar", "w") as out:
        for name, words in named:
            member = tarfile.TarInfo(name)
            member.size = len(words)
            out.addfile(member, io.BytesIO(words.encode()))
    for archive in ("twice.zip", "twice.tar"):
        items, problems = values(tmp_path / archive)
        assert sorted(one.text for one in items) == ["first words", "second words", "third words"]
        assert any(one.locator.startswith("notes (2).txt") for one in items)
        assert problems == []


def test_a_lost_block_in_a_tar_is_told_and_what_stands_behind_it_is_read(tmp_path):
    with tarfile.open(tmp_path / "whole.tar", "w") as out:
        for number in range(4):
            member = tarfile.TarInfo(f"notes {number}.txt")
            member.size = 600
            out.addfile(member, io.BytesIO(b"words " * 100))
    data = (tmp_path / "whole.tar").read_bytes()
    items, problems = values(tmp_path / "whole.tar")
    assert (len(items), problems) == (4, [])
    second = data.index(b"notes 1") // 512 * 512
    for name, hole in (("hole.tar", bytes(512)), ("torn.tar", b"\x07" * 512)):
        (tmp_path / name).write_bytes(data[:second] + hole + data[second + 512 :])
        items, problems = values(tmp_path / name)
        assert len(items) >= 2
        assert any("part in the middle" in one.reason for one in problems)
    (tmp_path / "end.tar").write_bytes(
        data[: data.rindex(b"words ") + 6].ljust(len(data), b"\0")[:-1024] + b"\x07" * 1024
    )
    assert any("ends early" in one.reason for one in values(tmp_path / "end.tar")[1])


def test_a_name_that_cannot_be_used_in_a_tar_ends_nothing(tmp_path):
    with tarfile.open(tmp_path / "names.tar", "w") as out:
        for name in ("a" * 251 + ".txt", "a" * 251 + ".txt", "file", "file/below.txt", "last.txt"):
            member = tarfile.TarInfo(name)
            member.size = 5
            out.addfile(member, io.BytesIO(b"words"))
    items, problems = values(tmp_path / "names.tar")
    assert any(one.locator.startswith("last.txt") for one in items)
    assert sum("cannot be used on this computer" in one.reason for one in problems) == 2


@pytest.mark.parametrize("ending", [".zip", ".tar"])
def test_a_name_of_thousands_of_folders_is_told_and_the_other_files_are_read(ending, tmp_path):
    path = tmp_path / f"a{ending}"
    deep, note = "a/" * 1900 + "x.txt", b"Ann was there."
    if ending == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(deep, note)
            archive.writestr("note.txt", note)
    else:
        with tarfile.open(path, "w") as archive:
            for name in (deep, "note.txt"):
                about = tarfile.TarInfo(name)
                about.size = len(note)
                archive.addfile(about, io.BytesIO(note))
    items, problems = values(path)
    assert [item.text for item in items] == ["Ann was there."]
    assert any("name that cannot be used" in one.reason and one.records for one in problems)


def test_archives_in_archives_are_opened_up_to_a_number(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_files, "MOST", 7)
    data = b"Ann was there."
    for level in range(3):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for number in range(3):
                archive.writestr(f"{number}.{'zip' if level else 'txt'}", data)
        data = out.getvalue()
    (tmp_path / "a.zip").write_bytes(data)
    items, problems = values(tmp_path / "a.zip")
    assert len(items) == 15
    assert [one.records for one in problems if "more archives" in one.reason] == [
        1,
        1,
    ]  # the third of the second, and the third with all in it

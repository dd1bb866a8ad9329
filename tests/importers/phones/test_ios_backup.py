"""A backup by iTunes or Finder, as a folder and as a zip, old and new, whole, partial, damaged and encrypted
(reference/formats.md 3.12)."""

from collections import Counter

import ios_backups as ios
import pytest
from ios_backups import ANN, PICTURE

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.phones.ios_backup import IMPORTER
from tests.importers.phones.test_ios_messages import items, problems
from tests.importers.test_contract import holds, state

SMS = ("HomeDomain", "Library/SMS/sms.db")
KINDS = {"MESSAGE": 16, "SYSTEM": 3, "CALL": 3, "CONTACT": 3, "NOTE": 3, "CALENDAR": 2, "VISIT": 2}


def laid(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def run(path):
    assert IMPORTER.recognises(path)
    before = state(path.parent)
    values = list(IMPORTER.read(path, ReadOptions()))
    holds(values)
    assert state(path.parent) == before
    return values


def kinds(values):
    return Counter(each.kind.value for each in items(values))


def of(values, text):
    return next(each for each in items(values) if each.text == text)


@pytest.mark.parametrize("shape", ["folder", "zip", "zip of a folder"])
def test_every_database_in_a_backup_is_read(tmp_path, shape):
    files = ios.backup(ios.backup_files())
    path = tmp_path / "backup.zip"
    if shape == "folder":
        path = laid(tmp_path / "00008030-000000000000002E", files)
    elif shape == "zip":
        path.write_bytes(ios.zipped(files))
    else:
        path.write_bytes(ios.zipped({f"Backup/0000/{name}": content for name, content in files.items()}))
    values = run(path)
    assert kinds(values) == KINDS
    assert [each for each in values if isinstance(each, Declared)] == [Declared("files", 11)]
    hello = next(each for each in items(values) if each.text == "Hello" and each.app == "iMessage")
    assert hello.locator == "HomeDomain/Library/SMS/sms.db: message row 1"
    assert hello.sender.name == "Bo Example", "from the address book of the same backup"
    assert hello.recipients[0].identifier == ANN
    assert of(values, "\ufffc").attachments[0].data == b"picture"
    assert of(values, "The plan").attachments[0].data == b"a plan."
    assert of(values, "Back").sender.identifier == ANN, "the number of the phone, from Info.plist"
    told = {
        each.locator: each
        for each in problems(values, ProblemKind.SKIPPED)
        if each.locator in {"CameraRollDomain/Media/DCIM", "Manifest"}
    }
    assert told["CameraRollDomain/Media/DCIM"].records == 1
    assert told["Manifest"].reason.startswith("1 further files")


def test_what_is_listed_and_was_not_supplied_is_told(tmp_path):
    missing = frozenset({SMS, PICTURE})
    values = run(laid(tmp_path / "b", ios.backup(ios.backup_files(), missing)))
    assert not [each for each in items(values) if each.app == "iMessage"]
    assert [
        each.reason for each in problems(values, ProblemKind.SOURCE_FLAG) if each.locator == "Manifest"
    ] == ["The backup lists 11 files; 9 were supplied. Ask for the others."]
    assert "sms.db" in next(
        each.reason for each in problems(values, ProblemKind.NOT_READ) if each.locator == "/".join(SMS)
    )


def test_the_list_before_ios_10(tmp_path):
    files = ios.backup_files()
    held = {ios.file_id(*key): content for key, content in files.items()}
    path = laid(tmp_path / "b", {**ios.plists(), "Manifest.mbdb": ios.mbdb(files), **held})
    values = run(path)
    assert kinds(values) == KINDS
    assert Declared("files", 11) in values
    whole = (path / "Manifest.mbdb").read_bytes()
    (path / "Manifest.mbdb").write_bytes(whole[: len(whole) - 130])
    values = run(path)
    assert [
        each.records for each in problems(values, ProblemKind.PARTLY_READ) if each.locator == "Manifest.mbdb"
    ] == [1]
    assert items(values)


def test_without_its_list_the_known_places_are_looked_at(tmp_path):
    files = ios.backup(ios.backup_files())
    del files["Manifest.db"]
    values = run(laid(tmp_path / "b", files))
    assert kinds(values) == KINDS
    assert any("was not supplied" in each.reason for each in problems(values, ProblemKind.SOURCE_FLAG))


@pytest.mark.parametrize("how", ["plist", "bytes"])
def test_an_encrypted_backup_is_refused_in_words(tmp_path, how):
    files = ios.backup(ios.backup_files())
    files |= ios.plists(encrypted=True) if how == "plist" else {"Manifest.db": bytes(range(256)) * 4}
    path = laid(tmp_path / "b", files)
    assert IMPORTER.recognises(path)
    with pytest.raises(
        UnreadableExport, match="It needs the backup password; nothing in it has been reviewed"
    ):
        list(IMPORTER.read(path, ReadOptions()))


def test_one_damaged_database_does_not_end_the_others(tmp_path):
    files = ios.backup_files()
    files[SMS] = files[SMS][:50] + b"\xff" * 4000
    values = run(laid(tmp_path / "b", ios.backup(files)))
    assert [each.records for each in problems(values, ProblemKind.NOT_READ)] == [1]
    assert kinds(values)["CONTACT"] == 3
    assert kinds(values)["MESSAGE"] == KINDS["MESSAGE"] - 8


def test_two_databases_of_whatsapp_keep_their_conversations_apart(tmp_path):
    files = ios.backup_files()
    business = ("AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared", "ChatStorage.sqlite")
    files[business] = files[ios.WHATSAPP_DOMAIN, "ChatStorage.sqlite"]
    values = run(laid(tmp_path / "b", ios.backup(files)))
    threads = {
        each.thread for each in items(values) if each.app == "WhatsApp" and each.kind is ItemKind.MESSAGE
    }
    assert len(threads) == 4


def test_other_folders_and_zips_are_no_backup(tmp_path):
    assert not IMPORTER.recognises(laid(tmp_path / "x", {"Info.plist": b"x", "a.txt": b"x"}))
    path = tmp_path / "x.zip"
    path.write_bytes(ios.zipped({"a/Manifest.db": b"x", "b/Info.plist": b"x"}))
    assert not IMPORTER.recognises(path)

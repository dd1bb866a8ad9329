"""A folder of many things is walked into, though an export lies among them; an export alone stays one
source."""

import json
import os
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import samples

from evidence_review.domain.evidence import Item, ReadOptions
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers import child_tasks, choosing


def put(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("_DOT_", ".")).write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


CHAT = json.dumps(
    {"name": "Bo", "type": "personal_chat", "id": 2, "messages": [
        {"id": 1, "type": "message", "date": "2024-01-01T10:00:00", "from": "Ann", "from_id": "user1", "photo": "photos/p.jpg", "text": ""}]}
)  # fmt: skip


def telegram(folder):
    put(folder / "photos", p_DOT_jpg=samples.PICTURE, q_DOT_jpg=samples.PICTURE)
    return put(folder, result_DOT_json=CHAT)


def signal(folder):
    return put(
        folder / "Ann", chat_DOT_md="[2024-01-05 10:00:00] Me: hi  \n[2024-01-05 10:01:00] Ann: yes  \n"
    ).parent


def sources(folder):
    return [each.relative_to(folder).as_posix() for each in choosing.files_in(folder)]


def test_an_export_in_a_folder_of_its_own_is_one_source(tmp_path):
    assert sources(telegram(tmp_path / "t")) == ["."]
    assert sources(signal(tmp_path / "s")) == ["."]


def test_exports_side_by_side_are_sources_of_their_own(tmp_path):
    telegram(tmp_path / "telegram")
    signal(tmp_path / "signal")
    put(tmp_path, chat_DOT_txt=samples.CHAT_IOS, sms_DOT_xml=samples.SMS)
    assert sources(tmp_path) == ["chat.txt", "signal", "sms.xml", "telegram"]


def test_a_conversation_does_not_take_the_folder_that_it_lies_in(tmp_path):
    put(
        tmp_path,
        chat_DOT_md="[2024-01-05 10:00:00] Me: hi  \n[2024-01-05 10:01:00] Ann: yes  \n",
        wa_DOT_txt=samples.CHAT_IOS,
    )
    base = sqlite3.connect(tmp_path / "app.db")
    base.execute("CREATE TABLE notes (words)")
    base.close()
    assert sources(tmp_path) == ["app.db", "chat.md", "wa.txt"]
    put(tmp_path / "more", result_DOT_json=CHAT, letter_DOT_pdf=samples.pdf())
    assert sources(tmp_path / "more") == ["letter.pdf", "result.json"]


def test_a_report_keeps_its_printed_self(tmp_path):

    zipfile.ZipFile(BytesIO(samples.ufdr())).extractall(tmp_path / "report")
    put(tmp_path / "report", Report_DOT_pdf=samples.pdf())
    assert sources(tmp_path / "report") == ["."]
    put(tmp_path / "report", chat_DOT_txt=samples.CHAT_IOS)
    assert "chat.txt" in sources(tmp_path / "report")


def test_a_zip_of_several_exports_is_an_archive_of_them(tmp_path):
    telegram(tmp_path / "all" / "t")
    signal(tmp_path / "all" / "s")
    put(tmp_path / "all", wa_DOT_txt=samples.CHAT_IOS, _lava_data_DOT_lava="{}")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as made:
        for each in sorted((tmp_path / "all").rglob("*.*")):
            made.write(each, each.relative_to(tmp_path / "all"))
    assert choosing.choose(tmp_path / "all.zip").name.startswith("Archive")
    values = list(choosing.read(tmp_path / "all.zip", ReadOptions()))
    assert {each.app for each in values if isinstance(each, Item) and each.kind is ItemKind.MESSAGE} == {
        "Telegram",
        "Signal",
        "WhatsApp",
    }
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as made:
        made.write(tmp_path / "all" / "t" / "result.json", "result.json")
    assert choosing.choose(tmp_path / "one.zip").name == "Telegram Desktop"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_being_opened_and_a_link_is_told(tmp_path):
    folder = put(tmp_path / "seized", note_DOT_txt="words of a note")
    os.mkfifo(folder / "pipe.txt")
    (tmp_path / "elsewhere.txt").write_text("not part of it")
    (folder / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    told = {Path(one["path"]).name: one for one in child_tasks.sources(folder)}
    assert told["note.txt"]["importer"] == "Plain text"
    assert "neither a file nor a folder" in told["pipe.txt"]["refused"]
    assert "not followed" in told["link.txt"]["refused"]
    (linked,) = child_tasks.sources(folder / "link.txt")
    assert linked["importer"] == "Plain text"

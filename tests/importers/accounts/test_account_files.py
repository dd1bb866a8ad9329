"""Files of an account download that no record names are items of their own; what only shows the export is
counted (reference/formats.md rule 8)."""

import json

import pytest
import samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers import choosing

MESSAGE = {
    "id": 1,
    "type": "message",
    "date": "2024-01-01T10:00:00",
    "from": "Ann",
    "from_id": "user1",
    "photo": "photos/named.jpg",
    "text": "",
}
CHAT = json.dumps({"name": "Bo", "type": "personal_chat", "id": 2, "messages": [MESSAGE]})


def test_a_picture_without_its_message_can_be_looked_at(tmp_path):
    names = (
        "photos/named.jpg",
        "photos/named.jpg_thumb.jpg",
        "photos/alone.jpg",
        "files/letter.docx",
        "css/style.css",
        "images/back.png",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(samples.PICTURE)
    (tmp_path / "result.json").write_text(CHAT, encoding="utf-8")
    *values, tally = choosing.read(tmp_path, ReadOptions())
    items = [each for each in values if isinstance(each, Item)]
    assert [(each.kind, each.locator) for each in items[1:]] == [
        (ItemKind.FILE, "file files/letter.docx"),
        (ItemKind.IMAGE, "file photos/alone.jpg"),
    ]
    assert all(
        each.attachments[0].data == samples.PICTURE and each.thread != items[0].thread for each in items[1:]
    )
    (left,) = [each for each in values if isinstance(each, Problem) and each.kind is ProblemKind.SKIPPED]
    assert "3 files are only for showing this export" in left.reason
    assert tally == Tally(3)


@pytest.mark.parametrize("name", ["x" * 400 + ".jpg", "photos/a\0b.jpg"])
def test_a_name_that_no_disk_takes_is_a_missing_file_and_stops_nothing(name, tmp_path):
    chat = {
        "name": "Bo",
        "type": "personal_chat",
        "id": 2,
        "messages": [{**MESSAGE, "photo": name}, {**MESSAGE, "id": 2, "text": "later"}],
    }
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat), encoding="utf-8")
    *values, tally = choosing.read(path, ReadOptions())
    assert len([each for each in values if isinstance(each, Item)]) == 2
    assert any(isinstance(each, Problem) and each.kind is ProblemKind.MISSING_ATTACHMENT for each in values)
    assert tally == Tally(2)

"""Text of two or four bytes a character is read as what it is: the same messages as its twin in UTF-8, for
every reader of text."""

import hashlib

import pytest
import samples

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.importers.choosing import choose, read


def _text(data):
    try:
        return data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError:
        return "\0"


TEXTS = {
    name: (file, _text(data)) for name, (file, data) in samples.whole().items() if "\0" not in _text(data)
}
CODES = {
    "UTF-16 with its mark": lambda text: text.encode("utf-16"),
    "UTF-16 BE with its mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "UTF-32 with its mark": lambda text: text.encode("utf-32"),
    "UTF-32 LE": lambda text: text.encode("utf-32-le"),
    "UTF-32 BE": lambda text: text.encode("utf-32-be"),
}


def told(path):
    values = list(read(path, ReadOptions()))
    items = [
        (item.kind, item.text, item.thread, item.sender, item.recipients, item.sent, item.direction)
        for item in values
        if isinstance(item, Item)
    ]
    return choose(path).name, items, values


def test_there_are_texts_of_many_kinds():
    assert len(TEXTS) > 35


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_any_code_is_read_as_its_twin_in_utf_8(tmp_path, name, code):
    file, text = TEXTS[name]
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    importer, items, _ = told(path)
    path.write_bytes(CODES[code](text))
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    again, same, values = told(path)
    assert (again, same) == (importer, items)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]
    met = sum(
        1 if isinstance(value, Item) else value.records if isinstance(value, Problem) else 0
        for value in values
    )
    assert values[-1] == Tally(met)


def test_a_copy_is_told_of_and_a_refusal_is_still_one(tmp_path):
    path = tmp_path / "result.json"
    path.write_bytes(TEXTS["telegram chat"][1].encode("utf-16"))
    assert any("UTF-16" in value.reason for value in read(path, ReadOptions()) if isinstance(value, Problem))
    path.write_bytes("\x00\x00".encode("utf-32"))
    with pytest.raises(UnreadableExport, match="Nothing in it has been reviewed"):
        list(read(path, ReadOptions()))

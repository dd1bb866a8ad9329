"""Old Word documents: the text in its order, piece by piece, and what does not show marked as such
(reference/formats.md 3.5, MS-DOC)."""

import struct

import pytest
from doc_samples import doc, letter
from ole_files import ole

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.choosing import choose, read


def run_on(tmp_path, data):
    path = tmp_path / "letter.doc"
    path.write_bytes(data)
    assert choose(path).name == "Old Word document"
    values = list(read(path, ReadOptions()))
    items = [each for each in values if isinstance(each, Item)]
    problems = [each for each in values if isinstance(each, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(each.records for each in problems)
    return items, problems


def test_a_letter_is_put_together_from_its_pieces(tmp_path):
    items, problems = run_on(tmp_path, letter())
    assert [(item.locator, item.kind) for item in items] == [
        ("page 1", ItemKind.PAGE),
        ("page 2", ItemKind.PAGE),
        ("footnotes", ItemKind.RECORD),
        ("comments", ItemKind.RECORD),
    ]
    assert items[0].text == (
        "Statement of Ann Example\nSee the plan <https://example.org/plan>\nDate\tCall\nI was at the shed\n"
    )
    assert items[1].text == "Second page – café \U0001f600"
    assert items[2].text.strip() == "Born in Leeds"
    assert items[3].text == "Which shed?"
    assert [(each.locator, each.records) for each in problems] == [("comments", 0)]


def test_hidden_and_deleted_words_are_kept_and_marked(tmp_path):
    text = "I was not there with Bo today\r"
    marks = {(6, 10): 0x0800, (15, 23): 0x083C}
    items, _ = run_on(tmp_path, doc({0: text}, marks))
    assert (
        items[0].text
        == "I was [deleted: not ]there[hidden:  with Bo] today\n[as changed: I was there with Bo today]"
    )


def test_pictures_objects_and_macros_are_told(tmp_path):
    items, problems = run_on(
        tmp_path,
        doc(
            {0: "A picture \x01 here\r"}, ObjectPool={"_1": {"Workbook": b"x"}}, Macros={"VBA": {"dir": b"x"}}
        ),
    )
    assert items[0].text == "A picture  here"
    said = " ".join(each.reason for each in problems)
    assert all(word in said for word in ("1 places", "file lies inside", "macros"))


def test_an_encrypted_one_and_one_too_old_are_refused_in_words(tmp_path):
    with pytest.raises(UnreadableExport, match="encrypted"):
        run_on(tmp_path, doc({0: "x"}, flags=0x0100))
    with pytest.raises(UnreadableExport, match="older than Word 6"):
        run_on(tmp_path, ole({"WordDocument": b"\xdb\xa5" + bytes(2000)}))


def test_without_its_table_of_pieces_the_text_is_taken_as_it_lies_and_told(tmp_path):
    main = bytearray(0x1400)
    struct.pack_into("<HH", main, 0, 0xA5EC, 193)
    words = b"Words as they lie\rMore words\r"
    main[0x800 : 0x800 + len(words)] = words
    struct.pack_into("<II", main, 0x18, 0x800, 0x800 + len(words))
    items, problems = run_on(tmp_path, ole({"WordDocument": bytes(main)}))
    assert items[0].text == "Words as they lie\nMore words"
    assert [(each.kind, each.records) for each in problems] == [(ProblemKind.PARTLY_READ, 1)]


def test_a_word_6_file_is_read_in_the_code_page_of_its_language(tmp_path):
    words = "Привет, Анна\r".encode("cp1251")
    main = bytearray(0x1400)
    struct.pack_into("<HHHH", main, 0, 0xA5DC, 101, 0, 0x419)
    main[0x300 : 0x300 + len(words)] = words
    struct.pack_into("<II", main, 0x18, 0x300, 0x300 + len(words))
    struct.pack_into("<I", main, 0x34, len(words))
    items, problems = run_on(tmp_path, ole({"WordDocument": bytes(main)}))
    assert items[0].text == "Привет, Анна"
    assert problems == []


@pytest.mark.parametrize(("mark", "mac", "code"), [(0xA5DC, True, "mac_roman"), (0xA699, False, "cp1252")])
def test_word_6_of_a_macintosh_and_of_east_asia(tmp_path, mark, mac, code):
    words = "L’école de Zoé\r".encode(code)
    main = bytearray(0x1400)
    struct.pack_into("<HHHH", main, 0, mark, 104, 0, 0x40C)
    struct.pack_into("<H", main, 0x14, 256 if mac else 0)
    main[0x300 : 0x300 + len(words)] = words
    struct.pack_into("<II", main, 0x18, 0x300, 0x300 + len(words))
    struct.pack_into("<I", main, 0x34, len(words))
    items, problems = run_on(tmp_path, ole({"WordDocument": bytes(main)}))
    assert (items[0].text, problems) == ("L’école de Zoé", [])


def test_a_file_whose_list_of_streams_is_lost_gives_its_text(tmp_path):
    main = bytearray(0x1400)
    struct.pack_into("<HH", main, 0, 0xA5EC, 193)
    words = b"Words as they lie\rMore words\r"
    main[0x800 : 0x800 + len(words)] = words
    struct.pack_into("<II", main, 0x18, 0x800, 0x800 + len(words))
    items, problems = run_on(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bytes(main))
    assert items[0].text == "Words as they lie\nMore words"
    assert [(each.kind, each.records) for each in problems] == [(ProblemKind.PARTLY_READ, 1)]


def test_a_file_cut_short_is_refused_or_read_in_part(tmp_path):
    whole = letter()
    for at in range(600, len(whole), 700):
        (tmp_path / "letter.doc").write_bytes(whole[:at])
        last = _last(tmp_path / "letter.doc")
        assert isinstance(last, Tally) or "been reviewed" in str(last)


def _last(path):
    """The last value, or the refusal."""
    try:
        return list(read(path, ReadOptions()))[-1]
    except UnreadableExport as refusal:
        return refusal


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        ({"PowerPoint Document": b"x"}, "old PowerPoint presentation .* PPTX or PDF"),
        ({"PP97_DUALSTORAGE": {"PowerPoint Document": b"x"}}, "old PowerPoint"),
        ({"EncryptedSummary": b"x", "PowerPoint Document": b"x"}, "encrypted"),
        ({"VisioDocument": b"x"}, "Visio"),
        ({"Quill": {"QuillSub": {"CONTENTS": b"x"}}}, "Publisher"),
        ({"Shed": b"x"}, "unusual kind"),
    ],
)
def test_other_old_office_files_are_refused_by_what_they_are(tmp_path, streams, said):
    path = tmp_path / "talk.doc"
    path.write_bytes(ole({"Pictures": bytes(200_000), **streams}))
    with pytest.raises(UnreadableExport, match=said):
        list(read(path, ReadOptions()))

"""PDFs that other readers open are opened: locked without a password, locked in part, with a lost or wrong
list of places or pages."""

from io import BytesIO

import pytest
from pdf_files import INSIDE, WORDS, changed, encrypted, saved

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.documents.pdf.importer import IMPORTER
from evidence_review.redaction.streams.preparing import open_pdf

pikepdf = pytest.importorskip("pikepdf")
pymupdf = pytest.importorskip("pymupdf")
ALL_OF_IT = {"CF", "StmF", "StrF", "V", "R", "P", "O", "U", "Length"}


def read(tmp_path, data):
    path = tmp_path / "letter.pdf"
    path.write_bytes(data)
    assert IMPORTER.recognises(path)
    values = list(IMPORTER.read(path, ReadOptions()))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(problem.records for problem in problems)
    assert path.read_bytes() == data
    return items, problems


def pages(items):
    return [(item.text or "").strip() for item in items if item.kind is ItemKind.PAGE]


def made(count=5):
    document = pymupdf.open()
    for number in range(1, count + 1):
        document.new_page().insert_text((72, 72), f"Page {number} Rosalind wrote to Idris.")
    return document.tobytes(garbage=1)


def expected(*numbers):
    return [f"Page {number} Rosalind wrote to Idris." for number in numbers or range(1, 6)]


BOTH = [words.decode() for words in WORDS]


@pytest.mark.parametrize(
    ("version", "revision", "length"), [(1, 2, 5), (2, 3, 5), (2, 3, 8), (2, 3, 16), (1, 3, 5), (4, 4, 16)]
)
def test_locks_with_an_empty_password_open_without_a_question(version, revision, length, tmp_path):
    items, problems = read(tmp_path, encrypted(version, revision, length))
    assert pages(items) == BOTH
    assert [item.attachments[0].data for item in items if item.kind is ItemKind.FILE] == [INSIDE]
    assert all(problem.kind is ProblemKind.SOURCE_FLAG for problem in problems)
    with pytest.raises(UnreadableExport, match="needs a password"):
        read(tmp_path, encrypted(version, revision, length, b"secret"))


@pytest.mark.filterwarnings("ignore:Encryption R=5")
@pytest.mark.parametrize(("revision", "aes"), [(4, True), (5, True), (6, True), (3, False), (2, False)])
@pytest.mark.parametrize("linear", [True, False])
def test_locks_of_every_age_open_with_the_owner_password_alone_set(revision, aes, linear, tmp_path):
    for user, opens in (("", True), ("secret", False)):
        lock = pikepdf.Encryption(R=revision, aes=aes, metadata=aes, owner="owner", user=user)
        data = saved(made(), encryption=lock, linearize=linear)
        if opens:
            assert pages(read(tmp_path, data)[0]) == expected()
        else:
            with pytest.raises(UnreadableExport, match="needs a password"):
                read(tmp_path, data)


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"inline": True},
        {"indirect": ["V", "CF", "StmF", "StrF"]},
        {"change": {"StmF": None, "StrF": None}},
    ],
)
def test_where_only_the_files_inside_are_locked_the_pages_open_and_the_files_are_said_to_be_locked(
    shape, tmp_path
):
    data = encrypted(4, 4, 16, b"secret", pages=False, files=True, **shape)
    items, problems = read(tmp_path, data)
    assert pages(items) == BOTH
    assert not any(item.kind is ItemKind.FILE for item in items)
    assert [
        (problem.kind, problem.records) for problem in problems if "needs a password" in problem.reason
    ] == [(ProblemKind.NOT_READ, 1)]
    assert len(open_pdf(data)) == 2, "redaction opens it as well"


def test_a_lock_that_locks_nothing_asks_for_nothing(tmp_path):
    for change in ({}, {"Filter": b"/Odd.Thing"}):
        items, _ = read(tmp_path, encrypted(4, 4, 16, b"secret", pages=False, change=change))
        assert pages(items) == BOTH
        assert [item.attachments[0].data for item in items if item.kind is ItemKind.FILE] == [INSIDE]


@pytest.mark.parametrize(
    "shape",
    [
        *({"indirect": [name]} for name in ("R", "V", "P", "O", "U", "Length", "Filter", "CF", "StmF")),
        {"indirect": sorted(ALL_OF_IT)},
        {"inline": True},
        {"change": {"Length": None}},
        {"change": {"Length": b"0"}},
        {"change": {"Length": b"16"}},
        {"change": {"Length": b"999"}},
        {"change": {"P": b"4294967252"}},
        {"change": {"EncryptMetadata": b"null", "SubFilter": b"/odd"}},
    ],
)
def test_odd_words_about_a_lock_do_not_lock_it(shape, tmp_path):
    assert pages(read(tmp_path, encrypted(4, 4, 16, **shape))[0]) == BOTH
    with pytest.raises(UnreadableExport, match=r"password|could not be opened"):
        read(tmp_path, encrypted(4, 4, 16, b"secret", **shape))


def test_a_lock_of_another_kind_is_refused_in_its_own_words(tmp_path):
    for name in (b"/Adobe.PubSec", b"/FileOpen.FOPN"):
        with pytest.raises(UnreadableExport, match="certificate or a rights service"):
            read(tmp_path, encrypted(4, 4, 16, change={"Filter": name}))


DAMAGE = {
    "bytes before it": lambda data: b"X" * 600 + data,
    "many bytes before it": lambda data: b"HTTP/1.1 200 OK\r\n" + b"X-Pad: 1\r\n" * 300 + b"\r\n" + data,
    "no first line": lambda data: data.split(b"\n", 2)[2],
    "no last line": lambda data: data.replace(b"%%EOF", b""),
    "no start": lambda data: data.replace(b"startxref", b"startxxxx"),
    "a wrong start": lambda data: changed(data, rb"startxref\s+\d+", b"startxref\n99999999"),
    "a start beside it": lambda data: changed(data, rb"startxref\s+(\d+)", rb"startxref\n1\1"),
    "bytes after it": lambda data: data + bytes(5000),
    "no root": lambda data: changed(data, rb"/Root", b"/Rott"),
    "lengths too small": lambda data: changed(data, rb"/Length \d+", b"/Length 1"),
    "no end of streams": lambda data: changed(data, rb"endstream", b""),
    "no end of objects": lambda data: changed(data, rb"endobj", b""),
}
PACKED = {
    "packed": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "plain": {},
    "for the web": {"linearize": True},
}


@pytest.mark.parametrize("how", PACKED)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_wrong_or_lost_list_of_places_loses_no_page(damage, how, tmp_path):
    data = DAMAGE[damage](saved(made(), **PACKED[how]))
    if damage == "many bytes before it" or damage == "no first line":
        data = data if data.rstrip().endswith(b"%%EOF") else data + b"\n%%EOF\n"
    items, _ = read(tmp_path, data)
    assert pages(items) == expected()
    assert [page.get_text().strip() for page in open_pdf(data)] == expected(), "redaction sees the same pages"


@pytest.mark.parametrize("said", [b"0", b"2", b"9", b"-1"])
def test_a_wrong_number_of_pages_loses_none_and_makes_none(said, tmp_path):
    items, problems = read(tmp_path, changed(saved(made()), rb"/Count 5", b"/Count %s" % said))
    assert pages(items) == expected()
    assert sum(problem.records for problem in problems) == (4 if said == b"9" else 0)


def test_a_file_for_the_web_that_is_cut_gives_the_pages_it_has_and_says_how_many_it_named(tmp_path):
    whole = saved(made(), linearize=True)
    items, problems = read(tmp_path, whole[: len(whole) * 7 // 10])
    missing = next(problem for problem in problems if "names 5 pages" in problem.reason)
    assert 3 <= len(pages(items)) < 5
    assert (missing.kind, missing.records) == (ProblemKind.PARTLY_READ, 5 - len(pages(items)))
    assert "Page 1 Rosalind wrote to Idris." in pages(items)


def test_a_page_whose_instructions_are_damaged_says_so(tmp_path):
    data = saved(made(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(BytesIO(data)) as document:
        contents = document.pages[2].Contents
        place = (contents[0] if isinstance(contents, pikepdf.Array) else contents).objgen[0]
    start = data.index(b"stream", data.index(b"\n%d 0 obj" % place)) + 8
    items, problems = read(tmp_path, data[:start] + bytes(40) + data[start + 40 :])
    assert [text for text in pages(items) if text] == expected(1, 2, 4, 5)
    assert [
        problem.locator for problem in problems if "What draws this page is damaged" in problem.reason
    ] == ["page 3"]


def test_bytes_that_only_speak_of_a_pdf_are_none(tmp_path):
    for words in (
        b"notes\n" * 400 + b"%PDF-1.4 is its first line\n",
        b"PK\x03\x04" + bytes(1100) + saved(made(1)),
        b"1 0 obj << no end",
    ):
        path = tmp_path / "notes.txt"
        path.write_bytes(words)
        assert not IMPORTER.recognises(path)

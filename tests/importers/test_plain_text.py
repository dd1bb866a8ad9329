"""Plain text documents become pages and nothing between them is lost (FORMATS.md 3.5)."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers import read
from evidence_review.importers.plain_text import pages


def run(tmp_path: Path, data: bytes):
    path = tmp_path / "statement.txt"
    path.write_bytes(data)
    values = list(read(path, ReadOptions()))
    return [v for v in values if isinstance(v, Item)], " ".join(v.reason for v in values if isinstance(v, Problem))


def test_pages_end_at_form_feeds_and_paragraphs(tmp_path):
    items, said = run(tmp_path, (("A sentence. " * 200 + "\n\n") * 2 + "\f\fLast.").encode())
    assert {item.kind for item in items} == {ItemKind.PAGE}
    assert [item.position for item in items] == [1, 2, 4]
    assert items[0].text.endswith("\n\n")
    assert items[-1].text == "Last."
    assert items[0].thread_title == "statement"
    assert said == "This page is blank."


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t"])
def test_an_empty_file_is_a_problem(tmp_path, data):
    items, said = run(tmp_path, data)
    assert items == []
    assert "holds no text" in said


@pytest.mark.parametrize(
    ("data", "text"),
    [("café".encode("cp1252"), "café"), ("café".encode("utf-16"), "café"), ("café 😀 ok".encode() + b"\xff", "café 😀 ok\ufffd")],
)
def test_encodings(tmp_path, data, text):
    items, said = run(tmp_path, data)
    assert items[0].text == text
    assert ("not certain" in said) == (not data.startswith(b"\xff\xfe"))


def test_markup_is_said_to_be_read_as_text(tmp_path):
    assert "read as plain text" in run(tmp_path, b"<note><to>words</to></note>")[1]


@given(st.text(alphabet=st.sampled_from("ab \n\f.\r1\u00e9"), max_size=9000))
def test_nothing_is_lost_between_pages(text):
    rebuilt = ""
    for start, page in pages(text):
        rebuilt += "\f" * (start - len(rebuilt)) + page
    assert rebuilt + "\f" * (len(text) - len(rebuilt)) == text


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["word", "07700900123", "ann@example.org"]), min_size=250, max_size=300).map(" ".join))
def test_no_word_is_cut(text):
    assert " ".join(page.strip() for _, page in pages(text)).split() == text.split()

"""Text that ends where nothing should: what a last line, a page, an element and a block show of it."""

import time

import pytest

from evidence_review.domain.evidence import Problem, ReadOptions
from evidence_review.importers.choosing import read
from evidence_review.importers.documents.html_pages import page_of
from evidence_review.importers.packed.archives import unlike
from evidence_review.importers.text import broken_ends


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\nb\nc\n", False),
        ("a\nb\nc", True),
        ("a\r\nb\r\nc\r\n", False),
        ("a\nb\n \t", False),
        ("one line", False),
        ("two\nlines", False),
    ],
)
def test_a_last_line_that_alone_has_no_end(text, said):
    assert broken_ends.unended(text) is said


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<?xml version='1.0'?><!-- by a program --><list><a/></list>", False),
        ("<?xml version='1.0'?><list><a>words</a>", True),
        ("<ns:list a='1'>\n<ns:a/>\n</ns:list >", False),
        ("<list a='1'/>", False),
        ("no XML", False),
    ],
)
def test_a_first_element_that_is_never_closed(xml, said):
    assert broken_ends.unclosed_root(xml) is said


def test_many_comments_before_a_first_element_are_read_in_no_time():
    began = time.process_time()
    assert not broken_ends.unclosed_root("<!---->" * 5000 + "words")
    assert broken_ends.unclosed_root("<!---->" * 5000 + "<list>")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Love</p> <3", False),
        ("<p>4 < 5", False),
        ("<p>Love</p><sp", True),
        ("<p>Love</p><", True),
        ("<p>a</p></", True),
    ],
)
def test_a_page_that_ends_inside_a_tag(html, said):
    assert bool(broken_ends.ending_of(html)) is said


def test_what_comments_and_scripts_open_is_open_in_no_page():
    assert page_of(b"<!-- <div> --><p>words</p><script>put('<table>')</script>").ending is None
    assert page_of(b"<p>words</p><script>put('").ending is not None


def test_a_block_that_is_never_closed():
    block = "-----BEGIN PGP SIGNATURE-----\nhQ\n"
    assert broken_ends.unclosed_armour(block)
    assert not broken_ends.unclosed_armour(block + "-----END PGP SIGNATURE-----\n")
    assert not broken_ends.unclosed_armour("words\n")


def test_a_chat_says_it_once():
    chat = "05/01/2025, 10:00 - Ann: one\n05/01/2025, 10:01 - Bo: two\n05/01/2025, 10:02 - Ann: three"
    assert not list(broken_ends.remark(chat + "\n", "end"))
    for cut in (chat, chat[: chat.rindex(" - ")][:-4], chat[:-2]):
        assert len(list(broken_ends.remark(cut, "end"))) == 1


def test_many_files_of_one_name_in_an_archive_get_names_of_their_own_in_no_time():
    taken, reached, began = {"a/b (2).txt"}, dict[str, int](), time.process_time()
    for _ in range(50_000):
        taken.add(unlike("a/b.txt", taken, reached))
    assert len(taken) == 50_001
    assert "a/b (50001).txt" in taken
    assert time.process_time() - began < 20
    assert [unlike(name, {name}, {}) for name in (".", ".x", "x.", "a/..b")] == [
        ". (2)",
        ".x (2)",
        "x (2).",
        "a/. (2).b",
    ]


def test_a_plain_text_or_data_that_stops_in_the_middle_is_told(tmp_path):
    lines = "It rained.\nBo came at six.\nHe left at nine"
    data = '{"note": "It rained.", "more": [1, 2'
    for name, words, told in (
        ("note.txt", lines, True),
        ("note.txt", lines + ".", False),
        ("note.txt", lines + "\n", False),
        ("data.json", data, True),
        ("data.json", data + "]}", False),
    ):
        path = tmp_path / name
        path.write_text(words, "utf-8")
        reasons = [value.reason for value in read(path, ReadOptions()) if isinstance(value, Problem)]
        assert (broken_ends.NO_LINE_END in reasons or broken_ends.NO_END in reasons) is told, words

"""Text that ends where nothing should: what a last line, a page, an element and a block show of it."""

import pytest

from evidence_review.importers import broken_ends


@pytest.mark.parametrize(
    ("text", "said"),
    [("a\nb\nc\n", False), ("a\nb\nc", True), ("a\r\nb\r\nc\r\n", False), ("a\nb\n \t", False), ("one line", False), ("two\nlines", False)],
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

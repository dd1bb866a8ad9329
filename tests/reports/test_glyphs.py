"""Characters on paper: what the font lacks is named, nothing that means something is dropped, right-to-left
text reads right."""

import io
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.reports.bidi import is_rtl, shape, visual
from evidence_review.reports.paper import Paper
from evidence_review.reports.printable_text import printable
from evidence_review.reports.text_lines import BODY, has_named, width, wrap


def _has(char):
    return ord(char) < 0x0250 or 0x0590 <= ord(char) < 0x0700 or 0xFB50 <= ord(char) < 0xFF00


def _anything(char):
    return True


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain [PHONE 1]", "plain [PHONE 1]"),
        ("😀", "[grinning face]"),
        ("👍🏽", "[thumbs up sign, emoji modifier fitzpatrick type-4]"),
        ("👨‍👩‍👧", "[man + woman + girl]"),
        ("🤷‍♀️!", "[shrug + female sign]!"),
        ("🇬🇧🇫🇷", "[flag GB][flag FR]"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "[waving black flag gbeng]"),
        ("𝐇𝐢", "Hi"),
        ("你", "[cjk unified ideograph-4f60]"),
        ("न", "[devanagari letter na]"),
        ("a\u200bb\ufeffc\u00add\u200ee", "abcde"),
        ("a\u202eb", "a[right-to-left override]b"),
        ("a\x00b\x1bc", "a[U+0000]b[U+001B]c"),
        ("\ud83d", "[U+D83D]"),
        ("\ue000\uffff", "[U+E000][U+FFFF]"),
        ("a\r\nb\rc\u2028d\te", "a\nb\nc\nd    e"),
        ("a\u2003b\u00a0c", "a b\u00a0c"),
        ("", ""),
    ],
)
def test_what_cannot_be_drawn_is_named(written, shown):
    assert printable(written, _has) == shown


@given(st.text(max_size=60))
def test_whatever_is_written_can_be_drawn_and_nothing_visible_is_dropped(text):
    shown = printable(text, _has)
    assert all(char == "\n" or (_has(char) and ord(char) <= 0xFFFF) or char.isspace() for char in shown)
    visible = [char for char in text if unicodedata.category(char)[0] not in "CZM" and char < "\ufe00"]
    assert not visible or shown.strip()


def test_right_to_left_lines_stand_in_the_order_in_which_they_are_read():
    assert visual("abc", False) == "abc"
    assert visual("שלום", True) == "םולש"
    assert visual("abc שלום 123 def", False) == "abc 123 םולש def"
    assert visual("שלום abc 123", True) == "abc 123 םולש"
    assert visual("שלום (abc)", True) == "(abc) םולש"
    assert visual("call 07700 900123 שלום", False) == "call 07700 900123 םולש"
    assert visual("שלום, עולם!", True) == "!םלוע ,םולש"
    assert is_rtl("123 שלום")
    assert not is_rtl("hi שלום")
    assert not is_rtl("123")


def test_arabic_letters_join_as_their_neighbours_ask():
    assert shape("السلام", _anything) == "\ufe8d\ufedf\ufeb4\ufefc\ufee1"
    assert shape("ب", _anything) == "\ufe8f"
    assert shape("بب", _anything) == "\ufe91\ufe90"
    assert shape("بَب", _anything) == "\ufe91\u064e\ufe90"  # a mark between does not part them
    assert shape("بب", lambda char: char == "ب") == "بب"  # a form that the font lacks is not used
    assert unicodedata.normalize("NFKC", shape("مرحبا بالعالم", _anything)) == "مرحبا بالعالم"


@given(st.text(alphabet="abc 12.,()שלוםبسأ-", max_size=40), st.booleans())
def test_reordering_keeps_every_character(text, rtl):
    back = str.maketrans("()", "((")
    assert sorted(visual(text, rtl).translate(back).replace(")", "(")) == sorted(
        text.translate(back).replace(")", "(")
    )


@given(
    st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), max_size=300),
    st.floats(30, 400),
)
def test_lines_are_no_wider_than_their_room_and_hold_every_letter(text, room):
    lines = wrap(text, room)
    assert all(width(line.text.rstrip(), False, BODY) <= room + 0.01 for line in lines)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())


def test_a_reader_finds_every_plain_character_again():
    import pypdf

    letters = "".join(
        chr(code)
        for code in range(0x21, 0x2000)
        if unicodedata.category(chr(code))[0] in "LNPS"
        and unicodedata.bidirectional(chr(code)) not in {"R", "AL", "AN"}
    )
    drawn = [char for char in letters if not has_named(char) and unicodedata.normalize("NFKC", char) == char]
    assert len(drawn) > 1500
    paper = Paper("t", "h")
    paper.text(" ".join(drawn))
    found = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper.to_bytes())).pages)
    assert set(drawn) - set(found) == set()


def test_another_reader_gives_right_to_left_text_in_reading_order(tmp_path):
    paper = Paper("t", "h")
    paper.text("שלום עולם")
    file = tmp_path / "rtl.pdf"
    file.write_bytes(paper.to_bytes())
    found = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "שלום עולם" in "".join(char for char in found if unicodedata.category(char) != "Cf")

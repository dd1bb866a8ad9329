"""Characters on paper: what the font lacks is named, nothing that means something is dropped, right-to-left
text reads right."""

import io
import re
import subprocess
import unicodedata

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.paper import A4, MARGIN, Column, Paper
from evidence_review.reports.printable_text import printable
from evidence_review.reports.text_lines import BODY, as_printed, breakable, has_named, width


def _has(char):
    return ord(char) < 0x0250 or 0x0590 <= ord(char) < 0x0700 or 0xFB50 <= ord(char) < 0xFF00


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


@pytest.mark.parametrize(
    ("line", "from_right"),
    [
        ("abc", False),
        ("שלום", True),
        ("123 שלום", True),
        ("hi שלום", False),
        ("123", False),
        ("مرحبا 1", True),
    ],
)
def test_a_line_runs_as_its_first_letter_does(line, from_right):
    assert [one["rtl"] for one in breakable(line, 400, False, BODY)] == [from_right]


@given(
    st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), max_size=300),
    st.floats(30, 400),
)
def test_words_wider_than_their_room_may_be_broken_everywhere_and_no_letter_is_lost(text, room):
    (line,) = breakable(text, room, False, BODY)
    assert line["text"].replace("\ue000", "") == as_printed(text)
    pieces = [piece for word in line["text"].split() for piece in word.split("\ue000")]
    assert all(len(piece) == 1 or width(piece, False, BODY) <= room for piece in pieces)


@pytest.mark.parametrize("word", ["x" * 400, "https://example.org/" + "path" * 90, "ש" * 300])
def test_a_word_longer_than_its_line_goes_on_in_the_next(word):
    paper = Paper("t", "h")
    paper.text(word)
    paper.table([Column("A", 1), Column("B", 5)], [(word, "short")])
    with pymupdf.open(stream=paper.to_bytes()) as made:
        letters = [
            (char["c"], char["bbox"])
            for page in made
            for block in page.get_text("rawdict")["blocks"]
            for line in block["lines"]
            for span in line["spans"]
            for char in span["chars"]
        ]
    assert sum(char in set(word) for char, _ in letters) >= 2 * len(word)
    assert max(box[2] for _, box in letters) <= A4[0] - MARGIN + 0.5


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


def test_nothing_in_a_text_is_read_as_mark_up():
    import pypdf

    said = "#import x *bold* _soft_ $x^2$ = head `raw` @label <label> // gone /* x */ \\u{41} #{1+1} [a] ~ --"
    paper = Paper("t", "h")
    paper.headline(said)
    paper.text(said)
    paper.facts([(said, said)])
    paper.table([Column(said, 1)], [((said, said),)])
    found = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper.to_bytes())).pages)
    assert "".join(found.split()).count("".join(said.split())) == 7


def test_the_template_asks_for_no_package_and_reads_no_file():
    for template in (RESOURCES / "templates").glob("*.typ"):
        written = template.read_text("utf-8")
        assert not re.findall(r"@preview|@local|#import|#include|\bread\(|\bplugin\(", written), template.name


def test_what_the_font_lacks_is_named_wherever_it_stands():
    import pypdf

    odd = "漢 \ue000 \U0001f33b \ud83d \x00 नि"
    paper = Paper("t", f"Exhibit {odd}", footer=f"For {odd}")
    paper.headline(odd)
    paper.heading(odd)
    paper.text(odd)
    paper.facts([(odd, odd)])
    paper.table([Column(odd, 1)], [((odd, odd),)])
    paper.bars([(odd, 2.0, odd)])
    paper.sign([(odd, [(odd, odd)])])
    found = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper.to_bytes())).pages)
    assert "".join(found.split()).count("[U+D83D][U+0000]") == 15

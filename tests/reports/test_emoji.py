"""Emoji on paper: drawn in colour where they stand, read by every reader as the characters that they are, each in its
line, and told by name at the end of a transcript."""

import re
import subprocess
import time
import unicodedata
from collections.abc import Iterator

import pymupdf
import pypdfium2
import pytest
import regex

from evidence_review.reports import emoji_drawings, emoji_pictures, paper
from evidence_review.reports.chain import Chain, ChainMessage, chain_pdf
from evidence_review.reports.emoji_pictures import picture_end
from evidence_review.reports.paper import Paper
from evidence_review.reports.printable_text import picture_name
from evidence_review.reports.text_lines import BODY, as_printed, pictures_in, width
from evidence_review.reports.typst_objects import with_objects
from evidence_review.workflow.producing.gating import leaks_of
from tests.reports.standards import faults_of

DRAWN = {
    "😀": "grinning face",
    "😬": "grimacing face",
    "👍🏽": "thumbs up sign, emoji modifier fitzpatrick type-4",
    "👨‍👩‍👧": "man + woman + girl",
    "👩🏽‍❤️‍💋‍👨🏿": "woman, emoji modifier fitzpatrick type-4 + heavy black heart + kiss mark + man, "
    "emoji modifier fitzpatrick type-6",
    "🤷‍♀️": "shrug + female sign",
    "🇬🇧": "flag GB",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f": "waving black flag gbeng",
    "1️⃣": "keycap 1",
    "#️⃣": "keycap #",
    "❤️": "heavy black heart",
    "☺️": "white smiling face",
    "⌚": "watch",
    "🏳️‍🌈": "waving white flag + rainbow",
}
"""Emoji that are drawn, with what the key calls them."""
NAMED = {
    "🇦🇦": "[flag AA]",
    "👩‍👩‍👦‍👦‍👦": "[woman + woman + boy + boy + boy]",
    "😀‍🚕": "[grinning face + taxi]",
    "⌚︎": "[watch]",
    "🏽": "[emoji modifier fitzpatrick type-4]",
}
"""What the font has no one drawing for, or what is to be text: not drawn as something else."""
LETTERS = ("❤", "1", "#", "©", "→", "é", "م")
"""What is no emoji, though there is an emoji of it."""


def chain(*texts: str, sender: str = "Dana P") -> Chain:
    messages = tuple(
        ChainMessage(number, sender, text, "8 March 2025, 19:02") for number, text in enumerate(texts, 1)
    )
    return Chain("62WR0099125", "DP/1", "3", 1, "Travel", messages)


def lines_by(reader: str, data: bytes) -> list[str]:
    """The lines of a PDF as a program of this name reads them."""
    if reader == "MuPDF":
        text = "\n".join(page.get_text() for page in pymupdf.open("pdf", data))
    elif reader == "PDFium":
        text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    else:
        asked = ["pdftotext", *reader.split()[1:], "-", "-"]
        text = subprocess.run(asked, input=data, capture_output=True, check=True).stdout.decode()
    return [re.sub(r"\s+", " ", line).strip() for line in text.splitlines()]


READERS = ("MuPDF", "PDFium", "pdftotext", "pdftotext -layout", "pdftotext -raw")


@pytest.fixture(scope="module")
def made() -> bytes:
    return chain_pdf(chain(*(f"before {one} after" for one in (*DRAWN, *NAMED))))


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_finds_the_characters_in_their_line(made, reader) -> None:
    lines = lines_by(reader, made)
    for one in DRAWN:
        assert f"before {one} after" in lines, one
    for one in NAMED.values():
        assert f"before {one} after" in lines


def test_without_the_drawings_put_right_a_reader_parts_the_line_and_a_standard_is_broken(monkeypatch) -> None:
    told = chain("before 👍🏽 after, and it goes on")
    right = chain_pdf(told)
    assert faults_of(right) == {}
    assert "before 👍🏽 after, and it goes on" in lines_by("pdftotext", right)
    monkeypatch.setattr(paper, "with_drawings_in_line", lambda pdf: pdf)
    wrong = chain_pdf(told)
    assert set(faults_of(wrong)) == {"PDF_UA_1", "PDF_A_2A"}
    assert "before 👍🏽 after, and it goes on" not in lines_by("pdftotext", wrong)


def test_both_standards_are_kept_and_the_bytes_are_the_same_each_time(made) -> None:
    assert faults_of(made) == {}
    assert made == chain_pdf(chain(*(f"before {one} after" for one in (*DRAWN, *NAMED))))


def test_many_different_emoji_fill_several_fonts_and_each_is_in_its_line() -> None:
    """A Type 3 font has 256 letters; three hundred emoji are more."""
    found = [chr(code) for code in range(0x1F300, 0x1F700) if picture_end(chr(code), 0)][:300]
    assert len(found) == 300
    data = chain_pdf(chain(*(f"number {at} {one} here" for at, one in enumerate(found))))
    assert data.count(b"/Subtype/Type3") > 1
    assert faults_of(data) == {}
    for reader in READERS:
        lines = lines_by(reader, data)
        # on full pages PDFium begins a line at any emoji, as it does without what is put right
        told = [" ".join(lines)] if reader == "PDFium" else lines
        whole = "\n".join(told)
        assert all(f"number {at} {one} here" in whole for at, one in enumerate(found)), reader


def test_the_key_names_each_emoji_once_in_order_and_nothing_else() -> None:
    data = chain_pdf(chain("😬😀 and 😀", "❤️ ❤ 🇦🇦", "1️⃣", sender="Dana 🌹"))
    lines = lines_by("MuPDF", data)
    key = lines[lines.index("What each emoji is called") :]
    wanted = {
        "🌹": "rose",
        "😬": "grimacing face",
        "😀": "grinning face",
        "❤️": "heavy black heart",
        "1️⃣": "keycap 1",
    }
    rows = [(key[at], key[at + 1], key[at + 2]) for at in range(len(key) - 2) if key[at + 2].startswith("U+")]
    assert [(one, name) for one, name, _ in rows] == list(wanted.items())
    assert rows[1][2] == "U+1F62C"
    assert rows[3][2] == "U+2764 U+FE0F"
    assert "What each emoji is called" not in lines_by("MuPDF", chain_pdf(chain("❤ no emoji 1 # 🇦🇦")))


@pytest.mark.parametrize("picture", [*DRAWN])
def test_a_sequence_is_one_picture_with_one_name(picture) -> None:
    assert picture_end(picture + "x", 0) == len(picture)
    assert picture_name(picture) == DRAWN[picture]
    assert as_printed(f"a {picture} b") == f"a {picture} b"
    assert width(picture, False, BODY) == pytest.approx(1.245 * BODY, abs=0.01)


@pytest.mark.parametrize("text", [*LETTERS, *NAMED])
def test_what_is_no_emoji_of_the_font_is_not_drawn_as_one(text) -> None:
    assert picture_end(text, 0) == 0
    assert pictures_in(text) == []
    assert as_printed(text) == NAMED.get(text, text)


def test_what_is_drawn_in_colour_by_itself_is_what_unicode_says() -> None:
    """By the tables of another package."""
    coloured = {
        chr(code) for code in range(0x203C, 0xFFFF) if regex.match(r"\p{Emoji_Presentation}", chr(code))
    }
    assert {chr(code) for code in range(0x203C, 0xD800) if picture_end(chr(code), 0)} == coloured
    above = [chr(code) for code in range(0x1F000, 0x1FB00) if unicodedata.name(chr(code), "")]
    missing = {
        one for one in above if regex.match(r"\p{Emoji_Presentation}", one) and not picture_end(one, 0)
    }
    alone = [*range(0x1F1E6, 0x1F200), *range(0x1F3FB, 0x1F400)]  # halves of flags, tones of skin
    assert missing == {chr(code) for code in alone}


def test_they_are_drawn_in_colour_in_bold_small_and_right_to_left() -> None:
    told = Paper("t", "😀", footer="😀")
    told.headline("😀 head")
    told.text("😀", bold=True)
    told.text("مرحبا 😀 بك", size=7)
    told.table([], [("😀 cell", "x")], shares=(1, 1))
    data = told.to_bytes()
    assert faults_of(data) == {}
    page = pymupdf.open("pdf", data)[0]
    boxes = page.search_for("😀")
    assert len(boxes) == 6
    for box in boxes:
        pixels = page.get_pixmap(clip=box, dpi=150)
        yellow = sum(
            red > 200 and green > 150 and blue < 120
            for red, green, blue in zip(*[iter(pixels.samples)] * 3, strict=True)
        )
        assert yellow > 20


def test_from_right_to_left_each_is_drawn_whole() -> None:
    """pdftotext turns the characters within a sequence round, as it does with letters; MuPDF does not."""
    data = chain_pdf(chain(f"مرحبا {' مرحبا '.join(DRAWN)} بك"))
    assert faults_of(data) == {}
    text = pymupdf.open("pdf", data)[0].get_text()
    assert all(one in text.partition("What each emoji")[0] for one in DRAWN)


def test_the_name_of_every_drawing_names_every_character_of_it() -> None:
    pictures = [one for one in _sequences_of(emoji_pictures._sequences()) if picture_end(one, 0) == len(one)]
    assert len(pictures) > 3_500
    assert not [one for one in pictures if not picture_name(one).strip()]
    names = [picture_name(one) for one in pictures if "\ufe0f" not in one]
    assert len(names) == len(set(names))


def _sequences_of(tree: dict, before: str = "") -> Iterator[str]:
    for char, below in tree.items():
        if char:
            yield from _sequences_of(below, before + char)
        else:
            yield before


def test_long_rows_of_emoji_are_broken_and_none_is_lost() -> None:
    row = "😂👨‍👩‍👧" * 60
    data = chain_pdf(chain(row))
    text = "".join(page.get_text() for page in pymupdf.open("pdf", data))
    assert text.count("😂") == 61
    page = pymupdf.open("pdf", data)[0]
    assert all(word[2] < page.rect.width - 40 for word in page.get_text("words"))


def test_the_gate_reads_what_stands_beside_an_emoji(made) -> None:
    data = chain_pdf(chain("meet Rosa 🌹 Quinn at 8", "👍🏽"))
    for term in ("Rosa 🌹 Quinn", "Quinn at 8"):
        found = leaks_of("transcripts/item-0001.pdf", data, [term], frozenset())
        assert {
            "page 1: text read by MuPDF",
            "page 1: text read by Poppler",
            "page 1: text read by PDFium",
        } <= set(found)
    assert leaks_of("transcripts/item-0001.pdf", data, ["Quinn at 9", "zebra"], frozenset()) == []


def test_a_long_transcript_takes_no_longer_than_before() -> None:
    row = [*DRAWN]
    told = chain(*(f"message {at} {row[at % len(row)]} and it goes on" for at in range(2_000)))
    began = time.process_time()
    chain_pdf(told)
    assert time.process_time() - began < 5


def test_a_paper_without_emoji_is_not_touched() -> None:
    data = chain_pdf(chain("no emoji"))
    assert emoji_drawings.with_drawings_in_line(data) == data
    for other in (b"", b"%PDF-1.7", b"/Subtype/Type3 endobj"):
        assert emoji_drawings.with_drawings_in_line(other) == other


def test_objects_that_grow_move_those_behind_them() -> None:
    data = chain_pdf(chain("no emoji"))
    longer = with_objects(data, lambda one: one + b"\n\n" if one.startswith(b"3 0 obj") else one)
    assert len(longer) == len(data) + 2
    for reader in READERS[:3]:
        assert lines_by(reader, longer) == lines_by(reader, data)

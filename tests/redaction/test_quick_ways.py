"""Docs/decisions/0036, thirteenth round: each quick way says what the slow one says, and steps aside where it
cannot know."""

import io
import random
import re
from dataclasses import replace

import channels
import layouts
import pikepdf
import pymupdf
import pytest
from drafting import Draft
from pypdf import PdfReader

from evidence_review.domain.redaction_values import Removal
from evidence_review.domain.text import fold
from evidence_review.imaging.painted_shapes import painted_shapes
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.gate import gate_pypdf
from evidence_review.redaction.gate.gate_bytes import coded
from evidence_review.redaction.gate.ocr_regions import Eyes
from evidence_review.redaction.pdf import name_widths, proving
from evidence_review.redaction.pdf.known_contents import Known
from evidence_review.redaction.pdf.page_comparison import Expected, stays_whole
from evidence_review.redaction.pdf.rebuilding import rebuild
from evidence_review.redaction.streams import gate_objects
from evidence_review.redaction.streams.glyphs import layout, paint_alike, painted, seen_of
from evidence_review.redaction.streams.lexing import split_plainly
from evidence_review.redaction.streams.preparing import prepare
from evidence_review.redaction.terms import folding
from evidence_review.redaction.terms.folding import squashed
from evidence_review.redaction.terms.search import find, may_hold, search_for


def exported() -> bytes:
    return redact_pdf(channels.c01_visible(), [Removal(channels.SECRET, "[PERSON 1]")]).data


def one_by_one(text: str) -> folding.Plain:
    """Plain text by its definition: folded, each piece bare, and breaks kept apart."""
    folded = fold(text.translate(folding._UNSEEN))
    rows = [
        (letter, start, end)
        for piece, start, end in zip(folded.text, folded.starts, folded.ends, strict=True)
        for letter in (folding._break(text, start, end) if piece == " " else folding._bare(piece))
    ]
    return folding.Plain(
        "".join(row[0] for row in rows), tuple(row[1] for row in rows), tuple(row[2] for row in rows)
    )


def test_plain_text_by_runs_is_plain_text_sign_by_sign():
    draw = random.Random(13)
    odd = "\u00ad\u200b\u200d \n\r\t\u00a0’“ﬁßæéøΑаⅣ¨´½\u0301\u3000\ufe0f\u115f\x1c\x85\U0001d400\U000e0041"
    for _ in range(3000):
        text = "".join(
            draw.choice(odd) if draw.random() < 0.5 else chr(draw.randrange(32, 0x250))
            for _ in range(draw.randrange(25))
        )
        assert folding._slow(text) == one_by_one(text)
    assert all(folding._slow(f"a {chr(code)}b") == one_by_one(f"a {chr(code)}b") for code in range(0x3000))


def test_names_measured_letter_by_letter_are_as_wide_as_the_library_has_them():
    first, _ = name_widths._widths("helv")
    assert list(first) == sorted(
        pymupdf.Font("helv").text_length(name, 1) for name in name_widths._names("first_names.txt")
    )


ABSENT = search_for(["Brackwater"])


def test_pypdf_lays_out_only_pages_whose_letters_are_worth_it():
    data = exported()
    (page,), tables = PdfReader(io.BytesIO(data)).pages[:1], gate_pypdf._Tables()
    letters = gate_pypdf._letters(page, tables)
    assert letters
    whole = list(gate_pypdf.pages(data, 0, None, search_for(["library"])))
    assert squashed(letters) == squashed(whole[0][0])
    assert list(gate_pypdf.pages(data, 0, 1, ABSENT)) == [[]]


@pytest.mark.parametrize(
    "painting",
    [
        "BT /F1 12 Tf 72 700 Td (secret) Tj ET % said\n",
        "BT /F9 12 Tf 72 700 Td (secret) Tj ET",
        "BT /F1 12 Tf 72 700 Td [(sec) (ret)] Tj ET",
    ],
)
def test_pypdf_itself_reads_what_is_not_written_plainly(painting):
    draft = Draft()
    draft.page.Contents = draft.stream(painting)
    page = PdfReader(io.BytesIO(draft.bytes())).pages[0]
    assert gate_pypdf._letters(page, gate_pypdf._Tables()) is None
    assert list(gate_pypdf.pages(draft.bytes(), 0, None, ABSENT)) != [[]]
    draft.page.Contents = draft.stream("BT /F1 12 Tf 72 700 Td (secret) Tj ET")
    assert list(gate_pypdf.pages(draft.bytes(), 0, None, ABSENT)) == [[]]


def test_the_reading_order_is_asked_for_where_a_term_has_its_letters():
    with pymupdf.open(stream=channels.c01_visible(), filetype="pdf") as document:
        whole = layout(document[0])
        search = search_for([channels.SECRET])
        assert find(whole.text, search)
        assert layout(document[0], lambda text: may_hold(text, search)) == whole
        assert layout(document[0], lambda text: may_hold(text, search_for(["Brackwater"]))).text == ""


def test_traces_that_differ_in_a_place_are_not_alike():
    pages = []
    for x in (72, 72.3):
        draft = Draft()
        draft.paint(f" BT /F1 12 Tf {x} 700 Td (The bridge) Tj ET ")
        pages.append(pymupdf.open(stream=draft.bytes(), filetype="pdf")[0])
    one, other = (page.get_texttrace() for page in pages)
    assert paint_alike(one, pages[0].get_texttrace())
    assert not paint_alike(one, other)
    glyphs = painted(pages[0])
    assert stays_whole(glyphs, Expected((), (), seen_of(pages[0])))
    assert not stays_whole(glyphs, Expected((), (), (0, 0, 80, 800)))
    assert not stays_whole(glyphs, Expected((), (), seen_of(pages[0]), points=(glyphs[0].origin,)))


@pytest.mark.parametrize(("term", "left"), [(channels.SECRET, True), ("Brackwater", False)])
def test_what_pdfium_reads_of_a_finished_page_is_told(term, left):
    data = channels.c01_visible()
    with pymupdf.open(stream=data, filetype="pdf") as document:
        expected = [(0, Expected((), (), seen_of(document[0])))]
    (proved,) = proving.faults(proving.Versions(data, data, data, search_for([term]), frozenset()), expected)
    assert proved == proving.Proved(0, proving.LEFT if left else "", silent=not left)


def test_eyes_forget_the_pages_of_other_bytes():
    eyes = Eyes().of(b"one file")
    eyes.pages[0] = ()
    assert eyes.of(b"one file").pages == {0: ()}
    assert eyes.of(b"another").pages == {}


def test_what_a_page_paints_besides_letters_is_the_librarys_list_without_them():
    with pymupdf.open() as document:
        page = document.new_page()
        page.draw_rect((50, 50, 90, 80), fill=(0, 0, 0))
        page.insert_text((72, 100), "A word")
        page.draw_line((50, 120), (200, 120))
        sign = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 4, 4))
        sign.clear_with(90)
        page.insert_image((100, 200, 140, 240), pixmap=sign)
        for turned in (0, 90):
            page.set_rotation(turned)
            every = page.get_bboxlog()
            assert {kind for kind, _ in every} == {"fill-path", "stroke-path", "fill-text", "fill-image"}
            assert painted_shapes(page) == [one for one in every if one[0] != "fill-text"]
            assert page.rotation == turned


SOURCES = {**layouts.LAYOUTS, **channels.CHANNELS}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", SOURCES)
def test_known_again_or_written_again_is_the_same(name):
    first = rebuild(prepare(SOURCES[name]()))
    written = rebuild(first.data, last=True, spoken=first.spoken)
    known = rebuild(first.data, last=True, spoken=first.spoken, known=first.known)
    assert replace(known, known={}) == replace(written, known={})


def test_contents_known_falsely_would_be_told_apart():
    first = rebuild(prepare(layouts.LAYOUTS["reportlab_letter"]()))
    falsely = dict.fromkeys(first.known, Known((), {}))
    assert falsely
    assert rebuild(first.data, known=falsely).data != rebuild(first.data).data


def test_hexadecimal_by_runs_is_hexadecimal_digit_by_digit():
    draw = random.Random(24)
    digits = re.compile(rb"(?:[0-9A-Fa-f][\s\0]*){10,}")
    for _ in range(3000):
        data = bytes(draw.choice(b"0aF9 g\n\0\x0bG\x1c\x85") for _ in range(draw.randrange(60)))
        wanted = [re.sub(rb"[\s\0]", b"", found[0]) for found in digits.finditer(data)]
        found = [text.hex().encode() for how, text in coded(data) if how == "hexadecimal"]
        whole = [one[first : first + (len(one) - first) // 2 * 2] for one in wanted for first in (0, 1)]
        assert found == [one.lower() for one in whole]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_strings_of_a_stream_split_for_others_are_those_of_the_library(name, monkeypatch):
    with pikepdf.open(io.BytesIO(rebuild(prepare(layouts.LAYOUTS[name]())).data)) as pdf:
        bodies = [
            one.read_bytes()
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and "/Subtype" not in one
        ]
        quick = [gate_objects.shown(pdf, body) for body in bodies]
        assert any(split_plainly(body) is not None for body in bodies if b"Tj" in body or b"TJ" in body)
        monkeypatch.setattr(gate_objects, "split_plainly", lambda _: None)
        assert quick == [gate_objects.shown(pdf, body) for body in bodies]

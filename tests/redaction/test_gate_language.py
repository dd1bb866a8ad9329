"""A year of birth among the coordinates of a drawing stops no export; the same year in any text is found."""

import channels_fonts
import pytest
from channels import Draft, shown
from drafting import KEPT
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.fonts.fontfiles import bare_program
from evidence_review.redaction.gate import gate
from evidence_review.redaction.gate.gate_bytes import found_in
from evidence_review.redaction.streams.gate_language import of_program, spoken
from evidence_review.redaction.terms.search import search_for

DRAWN = b"q 1 0 0 1 0 0 cm 19.79 1979 m 300 1979.5 l [1979 3] 0 d /F1 1979 Tf S Q"


def test_a_year_that_is_also_a_coordinate_is_removed_from_the_words():
    draft = Draft()
    draft.paint(shown("Born in 1979 by the lighthouse.") + " q 10 1979 m 300 1979 l S 20 20 m 1979 20 l S Q")
    source = draft.bytes()
    assert any(leak.place == "page 1" for leak in gate.check(source, ["1979"]))
    done = redact_pdf(source, [Removal("1979", "[DATE 1]")])
    assert done.removed == 1
    assert gate.check(done.data, ["1979"]) == []


@pytest.mark.parametrize(
    "body",
    [
        b"born 1979",
        b"(born 1979) Tj",
        b"q (1979) Tj Q",
        b"/Year1979 Do",
        b"1979",
        b"BT (19) Tj ET % in 1979",
        b"<< /Note (1979) >> R",
    ],
)
def test_the_year_is_found_wherever_it_is_more_than_a_number_of_a_drawing(body):
    assert found_in(body, search_for(["1979"]))


@pytest.mark.parametrize(
    "body",
    [
        DRAWN,
        b"1 beginbfchar <1979> <0041> endbfchar begincmap endcmap",
        b"<< /Length 1979 /W [1979 2] >> 3 0 R",
    ],
)
def test_numbers_of_drawings_maps_and_sizes_are_no_year(body):
    assert found_in(body, search_for(["1979"])) == ""


def test_a_longer_number_is_found_among_coordinates_too():
    assert found_in(b"q 07700 900123 m 1979 0 l S Q", search_for(["07700900123", "1979"])) == "plain text"


def test_a_year_in_a_hidden_file_or_an_old_stream_is_found():
    draft = Draft()
    draft.resource("XObject", "X9", draft.stream(b"born in 1979, said the note", Type=Name.EmbeddedFile))
    draft.paint(shown("Nothing here."))
    assert gate.check(draft.bytes(), ["1979"])


@given(st.text("19 7()\\/<>ab.-", max_size=30))
def test_what_stands_in_a_string_of_a_drawing_is_always_looked_at(said):
    written = said.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode()
    own = spoken(b"q 1979 0 m (" + written + b") Tj Q")
    assert own is not None
    assert all(b"(" + written + b")" in bare for bare in own)
    assert b"1979 0" in own[0]
    assert b"1979 0" not in own[1]


def test_hostile_brackets_take_no_time_to_speak_of():
    for data in (
        b"(" * 200_000,
        b"(a" * 200_000,
        b"q " + b"(()" * 100_000,
        b"<" * 200_000,
        b"1" * 200_000 + b" m",
    ):
        spoken(data)


@pytest.mark.parametrize(
    "body",
    [
        b"<x:xmpmeta>file:///Users/Page/Documents/a.txt</x:xmpmeta>",
        b"saved in /home/Black.Amy/notes",
        b"seen by Smith /White and others",
        b"/Users/Black/Form",
        b"%PDF-1.7 1 0 obj << /Type /Page >> endobj % /Users/Black/Form",
        b"q /Black gs (Black) Tj Q",
        b"<< /Title (Mrs Page) /Type /Page >>",
    ],
)
def test_a_name_of_the_standard_is_somebody_in_a_path_and_in_any_text(body):
    assert found_in(body, search_for(["Page", "Black", "White"]))


@pytest.mark.parametrize(
    "body",
    [
        b"<< /Type/Page/Parent 3 0 R /Kids [/Black /White] >>",
        b"/Black cs /White gs q Q",
        b"%PDF-1.7 1 0 obj <</Type/Page/BaseFont/ABCDEF+Arial-Black>> endobj",
    ],
)
def test_names_of_the_standard_are_nobody_where_a_pdf_speaks(body):
    assert found_in(body, search_for(["Page", "Black", "White"])) == ""


@pytest.mark.parametrize("word", ["def", "begin", "dict", "mark", "array", "index", "readonly", "Encoding"])
def test_words_of_the_language_stop_no_export(word):
    """Every map of characters and every Type 1 program is written in them."""
    draft = Draft()
    channels_fonts.simple(
        draft, channels_fonts.type_one(f"We spoke of the {word} at noon.{KEPT}"), "/FontFile", "/Type1"
    )
    draft.page.Resources.Font.F2.ToUnicode = draft.stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def 1 "
            "begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <0041> endbfchar "
            "endcmap end end"
        )
    )
    draft.paint(f" BT /F2 12 Tf 72 700 Td (We spoke of the {word} at noon.) Tj ET ")
    assert gate.check(draft.bytes(), [word])
    done = redact_pdf(draft.bytes(), [Removal(word, "[WORD 1]")])
    assert done.removed == 1
    assert gate.check(done.data, [word]) == []


@pytest.mark.parametrize(
    "said", [b"% by Zelda Quillfeather", b"/Notice (by Zelda Quillfeather) def", b"/Quillfeather 1 def"]
)
def test_what_a_font_program_says_beyond_its_language_is_found(said):
    program = channels_fonts.type_one("abc").replace(b"11 dict begin", b"11 dict begin\n" + said)
    assert found_in(program, search_for(["Zelda Quillfeather"]))
    assert not found_in(channels_fonts.type_one("abc"), search_for(["Zelda Quillfeather", "def", "Mark"]))


def test_a_word_that_goes_on_in_the_next_string_stops_no_export():
    """As programs write that set letters closer together: "the" is also the beginning of "they"."""
    draft = Draft()
    draft.paint(" BT /F1 12 Tf 72 700 Td (In the mill, the) Tj (y said.) Tj ET ")
    done = redact_pdf(draft.bytes(), [Removal("the mill", "[PLACE 1]"), Removal("the", "[WORD 1]")])
    assert done.pages_as_pixels == ()
    assert gate.check(done.data, ["the"]) == []


@pytest.mark.parametrize(
    "painted",
    [
        "(In th) Tj (e mill) Tj",
        "(In ) Tj (the) Tj ( mill) Tj",
        "[(In t) -20 (he) -300 (mill)] TJ",
        "(x) Tj /Span <</ActualText (the)>> BDC (y) Tj EMC",
    ],
)
def test_a_word_that_strings_share_is_found(painted):
    draft = Draft()
    draft.page.Contents = draft.stream(f"BT /F1 12 Tf 72 700 Td {painted} ET")
    assert gate.check(draft.bytes(), ["the"])


def test_a_string_that_never_ends_is_looked_through_once() -> None:
    endless = b"(" + b"\\(" * 300_000  # quadratic until it was noticed: minutes, where it takes a moment
    assert bare_program(b"%!PS-AdobeFont-1.0\n" + endless + b" eexec") is not None
    assert of_program(b"%!PS-AdobeFont-1.0\n" + endless + b" eexec") is not None
    spoken(b"BT " + endless)

"""Words beside letters (/ActualText) stay where the fonts tell the same of what is painted, and go where they
say anything else."""

import io

import pikepdf
import pypdfium2
import pytest
from drafting import FIRST, SECRET, Draft
from pikepdf import Dictionary, Name, String

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction.gate.gate import check
from evidence_review.redaction.hidden.hidden_pdf import pdf_hides
from evidence_review.redaction.pdf.engine import redact_pdf
from evidence_review.redaction.streams.actual_text_check import Signs

KA, KHA, E, U, MA, NGA, ASAT = "\u1000", "\u1001", "\u1031", "\u1030", "\u1019", "\u1004", "\u103a"
BY_CODE = {"A": KA, "B": KHA, "C": E, "D": MA, "E": NGA, "F": ASAT}
"""What the map of the font says; U, a vowel under the line, has code G and is left out of the map, as
programs leave out signs that follow a letter."""


def burmese(*spans: tuple[str, str], more: str = "") -> bytes:
    """A page in a font whose codes are letters of Burmese; spans of (words beside them, codes)."""
    draft = Draft()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    rows = "".join(f"<{ord(code):02x}> <{ord(sign):04x}>\n" for code, sign in BY_CODE.items())
    font.ToUnicode = draft.stream(
        f"1 begincodespacerange <00> <ff> endcodespacerange {len(BY_CODE)} beginbfchar\n{rows}endbfchar"
    )
    draft.resource("Font", "F2", font)
    draft.paint(
        "BT /F2 14 Tf 72 600 Td " + " ".join(spanned(text, codes) for text, codes in spans) + " ET" + more
    )
    return draft.bytes()


def spanned(text: str, codes: str) -> str:
    return (
        f"/Span <</ActualText <{('\ufeff' + text).encode('utf-16-be').hex()}>>> BDC ({codes}) Tj EMC"
        if text
        else f"({codes}) Tj"
    )


def beside(data: bytes) -> list[str]:
    """The words beside letters in a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            str(one.operands[1].ActualText)
            for page in pdf.pages
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) == "BDC" and "/ActualText" in one.operands[1]
        ]


def read(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def redacted(data: bytes, term: str = "library") -> bytes:
    return redact_pdf(data, [Removal(term, "[X]")]).data


HONEST = ((KA + E, "CA"), (MA + U, "DG"), (KHA + U, "BG"), ("", "EF"), (KHA + E, "CB"))


def test_clusters_read_the_same_afterwards() -> None:
    source = burmese(*HONEST)
    after = redacted(source)
    assert KA + E + MA + U + KHA + U in read(source)
    assert KA + E + MA + U + KHA + U in read(after)
    assert beside(after) == [text for text, _ in HONEST if text]
    assert not [what for _, what in pdf_hides(after)]


def test_redacting_twice_keeps_the_same_words() -> None:
    after = redacted(burmese(*HONEST))
    assert beside(redacted(after, "Tuesday")) == beside(after)


@pytest.mark.parametrize(
    "lies",
    [
        ((SECRET, "AB"),),
        ((KHA + MA, "AD"), *HONEST),
        tuple((letter, "C" + "A" * at) for at, letter in enumerate(SECRET.replace(" ", ""), 1)),
        tuple(
            (letter, code)
            for letter, code in zip(SECRET.replace(" ", ""), "hijklmnopqrstuvwxyz", strict=False)
        ),
        ((KA + E + "\u200c\u200d\u200d\u200c", "CA"), *HONEST),
        ((MA + NGA, "DG"), (KHA + U, "BG"), (KHA + U, "BG")),
        ((KA + E + KHA + MA + NGA, "CA"), *HONEST),
        ((MA + KA, "xy"), (NGA + KHA, "zw")),
    ],
    ids=[
        "another-script",
        "another-letter",
        "letter-by-letter",
        "codes-without-a-map",
        "joiners",
        "two-meanings",
        "more",
        "used-once",
    ],
)
def test_what_says_more_than_is_painted_goes_though_no_term_is_like_it(
    lies: tuple[tuple[str, str], ...],
) -> None:
    after = redact_pdf(burmese(*lies), [Removal("library", "[X]")])
    honest = {text for text, _ in HONEST}
    assert not [text for text in beside(after.data) if text not in honest]
    assert any("screen readers" in one for one in after.warnings)


def test_letters_of_another_script_that_look_alike_are_no_proof() -> None:
    draft = Draft()
    draft.paint(
        "BT /F1 12 Tf 72 640 Td " + spanned("\u0430\u0441\u0435", "ace") + " " + spanned("ace", "ace") + " ET"
    )
    assert beside(redacted(draft.bytes())) == ["ace"]


def test_a_name_in_the_resources_of_the_page_is_judged_too() -> None:
    draft = Draft()
    draft.resource("Properties", "MC0", Dictionary(ActualText=String(SECRET)))
    draft.paint("BT /F1 12 Tf 72 640 Td /Span /MC0 BDC (friend) Tj EMC ET")
    after = redacted(draft.bytes())
    assert not beside(after)
    assert SECRET not in read(after)


def test_a_word_that_only_words_beside_letters_tell_is_taken_out() -> None:
    after = redact_pdf(burmese(*HONEST), [Removal(KA + E + MA + U + KHA + U, "[X]")])
    assert after.removed == 1
    assert MA not in read(after.data)
    assert not {MA + U, KHA + U} & set(beside(after.data))


def test_the_gate_finds_words_beside_letters_also_when_they_are_split() -> None:
    for texts in ([SECRET], [SECRET[:4], SECRET[4:]]):
        found = check(burmese(*((text, "A") for text in texts)), [SECRET])
        assert any("beside the letters" in leak.how for leak in found)
    assert not check(burmese(*HONEST), [FIRST])


def test_a_sign_without_a_map_stands_for_what_always_goes_along_with_it() -> None:
    signs = Signs(maps={"f": {b"a": "\u0995", b"b": "\u0996"}})
    for text, codes in (("\u0995\u09c1", b"ax"), ("\u0996\u09c1", b"bx")):
        signs.spoken(text, [("f", bytes([code])) for code in codes])
    assert signs.proven("\u0995\u09c1", [("f", b"a"), ("f", b"x")])
    assert not signs.proven("\u0996\u09c1", [("f", b"a"), ("f", b"x")])
    assert not signs.proven("\u0995\u09c2", [("f", b"a"), ("f", b"x")])

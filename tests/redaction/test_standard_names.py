"""People called as the PDF standard calls its parts: they are removed as all others are, and no name of the
standard stops the file."""

import pytest
from channels import Draft, shown
from pikepdf import Dictionary, Name, String

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.fonts.standard_names import beyond_standard, is_standard, without_standard
from evidence_review.redaction.gate import gate


@pytest.mark.parametrize("surname", ["Page", "Gray", "Box", "Georgia", "Max", "Font", "Parent", "Seven"])
def test_somebody_who_is_called_as_a_name_of_the_standard(surname):
    draft = Draft()
    draft.resource("Font", "F9", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Georgia))
    draft.paint(shown(f"Seen with {surname} at noon.") + " BT /F9 12 Tf 72 600 Td (Then home.) Tj ET")
    source = draft.bytes()
    assert any(leak.place == "page 1" for leak in gate.check(source, [surname]))
    done = redact_pdf(source, [Removal(surname, "[PERSON 1]")])
    assert done.removed == 1
    assert gate.check(done.data, [surname]) == []


def test_a_name_that_only_begins_as_one_of_the_standard_is_looked_at():
    assert not is_standard("PageGray")
    assert not is_standard("Quillfeather")
    assert without_standard(b"/MediaBox /Gray /DeviceGray/Georgia-Bold /Pages9") == b"  /Gray    /Pages9"


def test_a_hidden_name_of_a_colour_is_found_though_it_is_a_surname():
    draft = Draft()
    draft.resource("ColorSpace", "Gray", draft.stream(b""))
    assert gate.check(draft.bytes(), ["Gray"])


@pytest.mark.parametrize(
    ("font", "surname"),
    [
        ("ABCDEF+Arial-Black", "Black"),
        ("ArialNarrow", "Narrow"),
        ("ABCDEF+LiberationSans-Light", "Light"),
        ("FranklinGothic-Book", "Book"),
    ],
)
def test_somebody_who_is_called_as_a_font_that_everybody_has(font, surname):
    draft = Draft()
    draft.resource("Font", "F9", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + font)))
    draft.paint(shown(f"Seen with {surname} at noon.") + " BT /F9 12 Tf 72 600 Td (Then home.) Tj ET")
    done = redact_pdf(draft.bytes(), [Removal(surname, "[PERSON 1]")])
    assert done.removed == 1
    assert gate.check(done.data, [surname]) == []


def test_the_letters_before_a_font_are_looked_at():
    assert beyond_standard("MARTIN+Arial") == "MARTIN"
    assert beyond_standard("ABCDEF+ArialMartin") == "ABCDEF+ArialMartin"
    assert beyond_standard("Arial-Black") == ""
    assert without_standard(b"/MARTIN+Arial-Black /ABCDEF+Quill") == b" MARTIN /ABCDEF+Quill"


@pytest.mark.parametrize(("key", "found"), [("Registry", False), ("Ordering", True)])
def test_the_issuer_of_collections_of_characters_is_nobody(key: str, found: bool) -> None:
    draft = Draft()
    info = draft.pdf.make_indirect(Dictionary({f"/{key}": String("Adobe"), "/Supplement": 0}))
    draft.resource(
        "Font",
        "F2",
        Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Helvetica, CIDSystemInfo=info),
    )
    assert bool(gate.check(draft.bytes(), ["Adobe"])) == found

"""What stays stands where it stood (reference/safety.md 1.2, 1.6 c and d), over pages as several programs
print them.
"""

import layouts
import likeness
import pymupdf
import pypdfium2
import pytest
from drafting import Draft

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.gate import gate
from evidence_review.redaction.pdf.page_comparison import Expected, kept_of
from evidence_review.redaction.pdf.second_places import moved_in_pdfium

NAME = "Zelda Quillfeather"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", [name for name in layouts.LAYOUTS if name != "scan_with_layer"])
def test_nothing_kept_moves_and_no_page_becomes_a_picture(name):
    done = redact_pdf(layouts.LAYOUTS[name](), [Removal(NAME, "[PERSON 1]")])
    assert done.removed
    assert done.pages_as_pixels == ()
    assert gate.check(done.data, [NAME]) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_a_redaction_that_removes_nothing_changes_nothing(name):
    source = layouts.LAYOUTS[name]()
    done = redact_pdf(source, [Removal("Nobody Anywhere", "[PERSON 1]")])
    assert (done.removed, done.pages_as_pixels) == (0, ())
    assert likeness.compare(source, done.data, {}) == []


@pytest.mark.filterwarnings("ignore")
def test_five_names_on_a_line_and_faeces():
    from evidence_review.redaction import page_texts

    done = redact_pdf(
        layouts.reportlab_letter(), [Removal(NAME, "[PERSON 1]"), Removal("Tomas", "[PERSON 2]")]
    )
    text = " ".join(page_texts(done.data))
    assert "faeces sample" in text
    assert "ffaeces" not in text
    for gone in ("Zelda", "Quillfeather", "Tomas"):
        assert gone.lower() not in text.lower()
    assert done.pages_as_pixels == ()


@pytest.mark.filterwarnings("ignore")
def test_the_comparison_sees_a_moved_word_and_a_changed_look():
    import channels

    draft = channels.Draft()
    draft.paint("q 1 0 0 1 0.2 0 cm " + channels.shown("one two") + " Q")
    moved = channels.Draft()
    moved.paint(channels.shown("one two"))
    assert likeness.compare(moved.bytes(), draft.bytes(), {})
    painted = channels.Draft()
    painted.paint(channels.shown("one two") + " 1 0 0 rg 100 100 200 200 re f")
    assert likeness.compare(moved.bytes(), painted.bytes(), {})
    assert likeness.compare(moved.bytes(), moved.bytes(), {}) == []


@pytest.mark.parametrize(("by", "moved"), [(0, 0), (0.04, 0), (0.3, 6)])
def test_a_second_reader_must_have_kept_characters_where_it_had_them(by, moved):
    """MuPDF is told nothing of the move here: what it has of the source is what must be had of both."""
    before, after = Draft(), Draft()
    before.paint(" BT /F1 12 Tf 72 700 Td (The) Tj 60 0 Td (bridge) Tj ET ")
    after.paint(f" BT /F1 12 Tf 72 700 Td (The) Tj {60 + by} 0 Td (bridge) Tj ET ")
    with pymupdf.open(stream=before.bytes(), filetype="pdf") as document:
        kept = kept_of(document[0], Expected((), (), tuple(document[0].rect)))
        documents = [pypdfium2.PdfDocument(one.bytes()) for one in (before, after)]
        assert len(kept.stood) > len("Thebridge")
        assert moved_in_pdfium(documents[0][0].get_textpage(), documents[1][0].get_textpage(), kept) == moved
        for one in documents:
            one.close()

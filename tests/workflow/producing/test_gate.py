"""The last look at a bundle: what was removed is found wherever it stands, and a surname that every paper's frame
holds does not stop one (reference/law.md I3)."""

import io

import pikepdf
import pymupdf
import pytest

from evidence_review.reports.paper import Paper
from evidence_review.workflow.producing.gating import _found, leaks_of

NOBODY = frozenset[str]()
NAMES = ["Root", "Span", "Lang", "Proof", "Quillfeather"]


def paper(*texts: str) -> bytes:
    made = Paper("Transcript", "Transcript", footer="for the defence")
    for text in texts:
        made.text(text)
    return made.to_bytes()


def test_a_surname_that_the_frame_of_every_paper_holds_stops_none():
    assert leaks_of("transcripts/item-0001.pdf", paper("let myself out about 3"), NAMES, NOBODY) == []


@pytest.mark.parametrize("name", NAMES)
def test_it_is_found_where_it_stands_on_a_page(name):
    found = leaks_of("transcripts/item-0001.pdf", paper(f"we met {name} at the door"), NAMES, NOBODY)
    assert any(one.startswith("page 1") for one in found)


def test_any_other_name_is_found_beside_the_pages_too():
    with pymupdf.open(stream=paper("let myself out about 3")) as made:
        made.set_metadata({"title": "Transcript of Quillfeather"})
        data = made.tobytes()
    assert leaks_of("transcripts/item-0001.pdf", data, NAMES, NOBODY)


def test_in_a_document_of_the_evidence_every_place_counts():
    assert leaks_of("documents/item-0001-edited.pdf", paper("let myself out about 3"), ["Root"], NOBODY)


def test_letters_that_stand_in_a_font_by_chance_stop_no_paper():
    """A font is ours and holds no word; the same letters in any other stream count."""
    out, other = io.BytesIO(), io.BytesIO()
    with pikepdf.open(io.BytesIO(paper("let myself out about 3"))) as pdf:
        fonts = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        fonts[0].FontFile2.write(fonts[0].FontFile2.read_bytes() + b"\x01 saima \x02")
        pdf.save(out)
        pdf.Root.Saved = pdf.make_stream(b"a word of it is saima, here")
        pdf.save(other)
    name = "transcripts/item-0001.pdf"
    assert _found(name, out.getvalue(), ["saima"], NOBODY)
    assert leaks_of(name, out.getvalue(), ["saima"], NOBODY) == []
    assert leaks_of(name, other.getvalue(), ["saima"], NOBODY)

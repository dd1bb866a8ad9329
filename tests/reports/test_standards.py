"""Rule 9 of what leaves: each kind of paper keeps PDF/UA-1 and PDF/A-2a, by a validator that shares no code with
what wrote it; and the validator sees what does not."""

import io
import tomllib

import page
import pikepdf
import pymupdf
import pytest

from evidence_review.domain.contents import Contents, Passage
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.letters import LetterSort
from evidence_review.reports.remade import remade_pdf
from evidence_review.reports.statement import StatementForm
from evidence_review.reports.stream_ends import with_whole_ends
from tests.reports.every_paper import SAMPLES, UNTAGGED, makers
from tests.reports.standards import PROFILES, faults_of

CASES = [(kind, name) for kind, names in SAMPLES.items() for name in names]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_kind_of_paper_keeps_both_standards(kind, name) -> None:
    assert faults_of(SAMPLES[kind][name]()) == {}


def test_no_kind_of_paper_is_without_a_sample() -> None:
    made = makers()
    assert set(made) - UNTAGGED == set(SAMPLES)  # a new kind needs a sample in every_paper.py
    assert {path.split("/")[0] for path in made.values()} == {"reports"}
    for text, sections in (("letters", LetterSort), ("statement", StatementForm)):
        told = tomllib.loads((RESOURCES / "templates" / f"{text}.toml").read_text("utf-8"))
        assert set(told) == {str(one) for one in sections}
        assert {name.split(" ")[0] for name in SAMPLES[f"{text.removesuffix('s')}_pdf"]} == set(told)


def test_the_papers_that_are_shown_keep_both_standards() -> None:
    shown = sorted((RESOURCES.parent / "docs" / "papers").glob("*.pdf"))
    wrong = {path.stem for path in shown if faults_of(path.read_bytes())}
    assert len(shown) > 15
    assert wrong == {"document-edited", "before-and-after"}  # pictures of pages are joined to that sheet


def test_a_new_kind_of_paper_would_be_found(tmp_path) -> None:
    (tmp_path / "new.py").write_text(
        "def new_pdf():\n    return _set()\n\ndef _set():\n    return paper.Paper('t', 'h').to_bytes()\n"
    )
    assert makers(tmp_path) == {"new_pdf": "new.py"}


def test_a_stream_that_ends_in_a_carriage_return_is_as_long_as_it_says() -> None:
    """One of 256 does, by chance; its end of line then has two bytes, and everything after it moves."""
    made = [make() for names in SAMPLES.values() for make in names.values()]
    lengthened = [data for data in made if b"\r\r\nendstream\nendobj" in data]
    assert lengthened
    for data in lengthened:
        table = int(data[data.rindex(b"startxref\n") + 10 :].split()[0])
        rows = data[table:].split(b"\r\n")[1:]
        found = [int(row[:10]) for row in rows if row.endswith(b" n")]
        assert found
        for number, at in enumerate(found, 1):
            assert data.startswith(b"%d 0 obj\n" % number, at)
        for one in found:
            dictionary, sign, rest = data[one : data.index(b"\nendobj", one)].partition(b">>\nstream\n")
            if sign:
                length = int(dictionary.rpartition(b"/Length ")[2].split(b"/")[0])
                assert rest[length:] in {b"\nendstream", b"\r\nendstream"}
                assert (rest[length:] == b"\r\nendstream") == (rest[length - 1 : length] == b"\r")
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert pdf.check_pdf_syntax() == []


def test_a_file_of_another_form_is_left_as_it_is() -> None:
    for data in (b"", b"%PDF-1.7", b"startxref\n7\n%%EOF", b"startxref\n999\n%%EOF"):
        assert with_whole_ends(data) == data


def _changed(data: bytes, change) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _without_tree(pdf) -> None:
    del pdf.Root.StructTreeRoot


def _without_claims(pdf) -> None:
    said = pdf.Root.Metadata.read_bytes()
    for word in (b"pdfaid:part", b"pdfuaid:part"):
        assert word in said
        said = said.replace(word, b"pdfaid:none")
    pdf.Root.Metadata.write(said)


def _without_language(pdf) -> None:
    del pdf.Root.Lang


def _without_a_font(pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one:
            del one["/FontFile2"]


def _without_title(pdf) -> None:
    del pdf.Root.ViewerPreferences


def _with_script(pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))


UA, A2 = (profile.name for profile in PROFILES)


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (_without_tree, {UA, A2}),
        (_without_claims, {UA, A2}),
        (_without_language, {UA}),
        (_without_a_font, {UA, A2}),
        (_without_title, {UA}),
        (_with_script, {A2}),
    ],
)
def test_a_paper_that_loses_what_a_standard_asks_for_is_seen(change, seen) -> None:
    whole = SAMPLES["cover_pdf"]["filled"]()
    assert faults_of(_changed(whole, lambda _: None)) == {}, "that it was written anew is no fault"
    assert set(faults_of(_changed(whole, change))) >= seen


def test_a_paper_of_another_writer_and_an_edited_copy_keep_neither() -> None:
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), "Nothing was tagged here.")
        other = pdf.tobytes()
    for data in (other, remade_pdf(Contents((Passage("An edited copy."),)))):
        assert set(faults_of(data)) == {UA, A2}


def test_the_validator_is_asked_for_both_standards() -> None:
    assert PROFILES == (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    with pytest.raises(page.PageError):
        faults_of(b"no paper at all")

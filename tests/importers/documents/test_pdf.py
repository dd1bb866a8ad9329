"""PDF documents: the one text of each page, and everything that lies beside it (reference/formats.md 3.2)."""

import hashlib
from contextlib import suppress
from io import BytesIO
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wire_back import from_wire

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.pages import PAGE_FLAGS, read_page
from evidence_review.domain.wire import to_wire
from evidence_review.importers.documents.pdf.importer import IMPORTER

pymupdf = pytest.importorskip("pymupdf")


def document(*pages):
    made = pymupdf.open()
    for words in pages:
        page = made.new_page()
        if words:
            page.insert_text((72, 72), words)
    return made


def read(tmp_path, made, name="letter.pdf"):
    path = tmp_path / name
    path.write_bytes(made if isinstance(made, bytes) else made.tobytes())
    values = list(IMPORTER.read(path, ReadOptions()))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(problem.records for problem in problems)
    assert len({item.locator for item in items}) == len(items)
    assert [from_wire(to_wire(value)) for value in values] == values
    return items, problems


def kinds(items):
    return [(item.kind, item.text) for item in items]


def picture():
    """Grey specks of a fixed seed, 60 by 60: a new pixmap holds whatever lay in memory."""
    specks = Random(11).randbytes(60 * 60)
    return pymupdf.Pixmap(pymupdf.csGRAY, 60, 60, specks, False).tobytes("png")


def test_pages_are_items_in_order_and_the_first_carries_the_file(tmp_path):
    made = document("Dear Ms Example", "page two", "page three")
    items, problems = read(tmp_path, made)
    assert kinds(items) == [
        (ItemKind.PAGE, "Dear Ms Example"),
        (ItemKind.PAGE, "page two"),
        (ItemKind.PAGE, "page three"),
    ]
    assert [item.position for item in items] == [1, 2, 3]
    assert {item.thread for item in items} == {"letter.pdf"}
    data = (tmp_path / "letter.pdf").read_bytes()
    (carried,) = items[0].attachments
    assert (carried.media_type, carried.data, carried.sha256) == (
        "application/pdf",
        data,
        hashlib.sha256(data).hexdigest(),
    )
    assert not items[1].attachments
    assert problems == []


def test_the_text_is_the_one_that_redaction_boxes(tmp_path):
    made = pymupdf.open()
    page = made.new_page()
    page.insert_text((72, 72), "first line\nsecond line")
    page.insert_text((72, 400), "another block")
    page.set_rotation(90)
    (item,), _ = read(tmp_path, made)
    again = pymupdf.open(tmp_path / "letter.pdf")
    assert item.text == read_page(again[0].get_text("rawdict", flags=PAGE_FLAGS)).text
    assert ("rotation", "90") in item.extra


def test_a_page_without_a_text_layer_stays_in_the_list_and_is_said_not_to_be_read(tmp_path):
    made = document("words", "", "")
    made[1].insert_image((0, 0, 200, 200), stream=picture())
    items, problems = read(tmp_path, made)
    first, _, last = kinds(
        items
    )  # what a machine makes of specks differs; that the page was not surely read is said either way
    assert (first, last) == ((ItemKind.PAGE, "words"), (ItemKind.PAGE, ""))
    assert items[1].kind is ItemKind.PAGE
    assert [(problem.locator, problem.kind) for problem in problems] == [("page 2", ProblemKind.PARTLY_READ)]


@pytest.mark.parametrize("colour", [(0, 0, 0), (1, 1, 1), (1, 0, 0)])
def test_text_under_a_later_box_is_flagged_and_read(tmp_path, colour):
    made = document("the secret name")
    made[0].draw_rect((60, 55, 300, 80), fill=colour, color=colour)
    items, problems = read(tmp_path, made)
    assert items[0].text == "the secret name"
    assert "failed redaction" in problems[0].reason


def test_text_under_a_picture_is_flagged(tmp_path):
    made = document("the secret name")
    made[0].insert_image((60, 55, 300, 80), stream=picture(), keep_proportion=False)
    assert "failed redaction" in read(tmp_path, made)[1][0].reason


def test_boxes_behind_see_through_or_beside_text_are_not_flagged(tmp_path):
    made = document("")
    page = made[0]
    page.draw_rect((60, 55, 300, 80), fill=(1, 1, 0))
    page.insert_text((72, 72), "in a coloured cell")
    page.draw_rect((60, 55, 300, 80), fill=(1, 1, 0), fill_opacity=0.3)
    page.draw_rect((60, 100, 300, 180), fill=(0, 0, 0))
    page.draw_rect((60, 55, 300, 80))
    assert read(tmp_path, made)[1] == []


def test_notes_forms_files_bookmarks_and_links_are_listed(tmp_path):
    made = document("words")
    page = made[0]
    page.add_text_annot((100, 100), "a note in the margin")
    page.add_file_annot((150, 150), b"attached to a note", "note.txt")
    widget = pymupdf.Widget()
    widget.field_name, widget.field_type, widget.rect = (
        "surname",
        pymupdf.PDF_WIDGET_TYPE_TEXT,
        pymupdf.Rect(50, 300, 200, 320),
    )
    widget.field_value = "Example"
    page.add_widget(widget)
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(1, 1, 9, 9), "uri": "https://example.org/a"}
    )
    made.embfile_add("inside.txt", b"inside words")
    made.set_toc([[1, "Chapter one", 1]])
    made.set_metadata({"author": "A. Example"})
    items, problems = read(tmp_path, made)
    texts = [item.text for item in items if item.kind is ItemKind.RECORD]
    assert any("a note in the margin" in text for text in texts)
    assert "surname: Example" in texts
    assert "Chapter one (page 1)" in texts
    files = {attachment.name: attachment.data for item in items[1:] for attachment in item.attachments}
    assert files == {"note.txt": b"attached to a note", "inside.txt": b"inside words"}
    assert ("link", "https://example.org/a") in items[0].extra
    assert ("file says/author", "A. Example") in items[0].extra
    assert "lies inside this PDF" in problems[-1].reason


def test_a_hidden_note_shows_what_it_paints(tmp_path):
    made = document("words")
    note = made[0].add_freetext_annot((100, 200, 300, 240), "painted words")
    note.set_info(content="")
    note.set_flags(pymupdf.PDF_ANNOT_IS_HIDDEN)
    items, _ = read(tmp_path, made)
    assert items[0].text == "words"


def test_unapplied_redactions_are_flagged(tmp_path):
    made = document("the secret name")
    made[0].add_redact_annot((60, 55, 300, 80))
    assert "never applied" in " ".join(problem.reason for problem in read(tmp_path, made)[1])


def test_hidden_layers_are_records_of_their_own(tmp_path):
    made = document("shown words")
    layer = made.add_ocg("draft", on=False)
    made[0].insert_text((72, 300), "hidden words", oc=layer)
    shown = made.add_ocg("shown", on=True)
    made[0].insert_text((72, 400), "layered words", oc=shown)
    items, problems = read(tmp_path, made)
    assert kinds(items) == [
        (ItemKind.PAGE, "shown words\n\nlayered words"),
        (ItemKind.RECORD, "hidden words"),
    ]
    assert "hidden layer" in problems[0].reason


def test_text_off_the_page_and_invisible_text_are_flagged(tmp_path):
    made = document("words")
    made[0].insert_text((-400, 72), "off the page")
    items, problems = read(tmp_path, made)
    assert kinds(items) == [(ItemKind.PAGE, "words"), (ItemKind.RECORD, "off the page")]
    assert "outside the visible page" in problems[0].reason
    scan = document("")
    scan[0].insert_image((0, 0, 500, 500), stream=picture())
    scan[0].insert_text((72, 72), "recognised words", render_mode=3)
    items, problems = read(tmp_path, scan)
    assert items[0].text == "recognised words"
    assert ["invisible layer" in problem.reason for problem in problems] == [True]


def test_words_for_screen_readers_that_differ_are_listed_and_do_not_hide_the_painted_ones(tmp_path):
    made = document("secret")
    stream = made[0].get_contents()[0]
    made.update_stream(
        stream, b"/Span <</ActualText (other words)>> BDC " + made.xref_stream(stream) + b" EMC"
    )
    items, problems = read(tmp_path, made)
    assert kinds(items) == [(ItemKind.PAGE, "secret"), (ItemKind.RECORD, "other words")]
    assert "screen readers" in problems[0].reason


def test_passwords_and_ruins_are_refused_in_words(tmp_path):
    locked = document("words").tobytes(
        encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="example", owner_pw="other"
    )
    with pytest.raises(UnreadableExport, match="needs a password"):
        read(tmp_path, locked)
    owner_only = document("words").tobytes(
        encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="other"
    )
    assert read(tmp_path, owner_only)[0][0].text == "words"
    for ruin in (b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, b""):
        with pytest.raises(UnreadableExport, match="could not be opened"):
            read(tmp_path, ruin)


def test_pages_that_another_reader_finds_are_said(tmp_path):
    data = document("one", "two").tobytes()
    two = read(tmp_path, data)[1]
    assert two == []
    import pypdf

    writer = pypdf.PdfWriter(BytesIO(data))
    kids = writer.root_object["/Pages"]["/Kids"]
    kids.append(pypdf.generic.NullObject())
    writer.root_object["/Pages"][pypdf.generic.NameObject("/Count")] = pypdf.generic.NumberObject(3)
    out = BytesIO()
    writer.write(out)
    items, problems = read(tmp_path, out.getvalue())
    pages = [item for item in items if item.kind is ItemKind.PAGE]
    assert len(pages) >= 2
    assert problems, "a page that only one reader counts is a remark"


def test_it_is_known_by_its_bytes(tmp_path):
    path = tmp_path / "letter.doc"
    path.write_bytes(b"\r\n" * 50 + document("x").tobytes())
    assert IMPORTER.recognises(path)
    path.write_bytes(b"plain words")
    assert not IMPORTER.recognises(path)


def whole_document():
    made = document("words", "more words")
    made[0].add_text_annot((100, 100), "note")
    made.embfile_add("inside.txt", b"inside")
    return made.tobytes(no_new_id=True)


WHOLE = whole_document()


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_damage_gives_items_and_problems_or_a_refusal(tmp_path, data):
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    with suppress(UnreadableExport):
        read(tmp_path, bytes(whole))


def test_redaction_reads_the_same_text_of_every_page(tmp_path):
    from evidence_review.redaction import page_texts

    made = document("first page\nsecond line", "", "off the page too")
    made[0].set_rotation(270)
    made[1].insert_image((0, 0, 200, 200), stream=picture())
    made[2].insert_text((-300, 90), "outside")
    layer = made.add_ocg("draft", on=False)
    made[2].insert_text((72, 300), "hidden words", oc=layer)
    items, _ = read(tmp_path, made)
    assert [item.text or "" for item in items if item.kind is ItemKind.PAGE] == page_texts(
        (tmp_path / "letter.pdf").read_bytes()
    )

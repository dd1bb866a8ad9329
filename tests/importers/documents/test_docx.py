"""Word documents: nothing written in one is lost, and nothing that does not show is passed off as if it did
(reference/formats.md 3.5)."""

from datetime import datetime

import pytest
import samples
from docx_samples import STRICT, WHEN, docx, letter, paragraph, part, run

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.choosing import choose, read


def run_on(tmp_path, data, name="letter.docx", options=None):
    path = tmp_path / name
    path.write_bytes(data)
    values = list(read(path, options or ReadOptions()))
    items = [each for each in values if isinstance(each, Item)]
    problems = [each for each in values if isinstance(each, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(each.records for each in problems)
    return items, problems, values


def text_of(tmp_path, body, parts=None, **named):
    return run_on(tmp_path, docx(body, parts, **named))[0][0].text


def test_a_letter_is_read_page_by_page_with_all_beside_it(tmp_path):
    items, problems, values = run_on(tmp_path, letter())
    assert [(item.locator, item.kind) for item in items] == [
        ("page 1", ItemKind.PAGE),
        ("page 2", ItemKind.PAGE),
        ("comment 0", ItemKind.RECORD),
        ("header header1.xml", ItemKind.RECORD),
    ]
    first, second, comment, header = items
    assert first.text.startswith(
        (
            "Statement of Ann Example[footnote 2]\n[footnote 2] Born in Leeds\nI was at the shed\nSee "
            "the plan <https://example.org/plan>\n"
        )
    )
    assert second.text == "Second page [inserted: added]"
    assert ("inserted", "Ann Example, 2024-06-05T10:00:00Z") in second.extra
    assert second.attachments[0].data == samples.PICTURE
    assert comment.text == "Which shed?"
    assert comment.sender.name == "Ann Example"
    assert comment.position == 1
    assert ("about", "I was at the shed") in comment.extra
    assert header.text == "Allotment Club, 07700 900123"
    assert Declared("pages", 2) in values
    assert problems == []


def test_word_writes_the_wall_clock_with_a_Z_that_means_nothing(tmp_path):
    comment = run_on(tmp_path, letter())[0][2]
    assert comment.sent.local == datetime(2024, 6, 5, 10)
    assert comment.sent.utc is None
    comment = run_on(tmp_path, letter(), options=ReadOptions(zone="Europe/London"))[0][2]
    assert comment.sent.utc == datetime(2024, 6, 5, 9)


def test_a_text_box_is_read_once_although_it_is_written_twice(tmp_path):
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></"
        f"w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(tmp_path, paragraph(f"<w:r>{both}</w:r>", "Beside it")) == "Beside it\nIn the box"
    only = both.replace(box, "", 1)
    assert text_of(tmp_path, paragraph(f"<w:r>{only}</w:r>", "Beside it")) == "Beside it\nIn the box"


def test_tables_are_rows_of_cells_through_controls_and_inner_tables(tmp_path):
    def cell(inside):
        return f"<w:tc>{inside}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph('x'))}{cell(paragraph('y'))}</w:tr></w:tbl>"
    table = (
        f"<w:tbl><w:tblGrid/"
        f"><w:tr>{cell(paragraph('Date'))}<w:sdt><w:sdtContent>{cell(paragraph('Call'))}</"
        f"w:sdtContent></w:sdt></w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell(paragraph('5 June'))}{cell(inner + paragraph())}</"
        f"w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    assert text_of(tmp_path, table + paragraph("After")) == "Date\tCall\n5 June\tx\ty\nAfter"


def test_a_row_over_the_end_of_a_page_ends_one_page_not_one_a_cell(tmp_path):
    broken = "<w:tc>" + paragraph("<w:r><w:lastRenderedPageBreak/><w:t>a</w:t></w:r>") + "</w:tc>"
    items, _, _ = run_on(tmp_path, docx(paragraph("One") + f"<w:tbl><w:tr>{broken * 3}</w:tr></w:tbl>"))
    assert [item.text for item in items] == ["One\n", "a\ta\ta"]


def test_deleted_and_hidden_words_are_kept_and_marked(tmp_path):
    deleted = f"<w:del w:id='1' {WHEN}><w:r><w:delText>not </w:delText></w:r></w:del>"
    body = paragraph(
        "I was ", deleted, "there", run(" with Bo", "<w:vanish/>"), run(" today", "<w:vanish w:val='0'/>")
    )
    assert (
        text_of(tmp_path, body)
        == "I was [deleted: not ]there[hidden:  with Bo] today\n[as changed: I was there with Bo today]"
    )
    moved = (
        f"<w:moveFrom w:id='1' {WHEN}>{run('here')}</w:moveFrom>",
        f"<w:moveTo w:id='2' {WHEN}>{run('here')}</w:moveTo>",
    )
    assert text_of(tmp_path, paragraph(moved[0], " ", moved[1])) == "[moved away: here] [moved here: here]"


def test_a_change_inside_a_word_leaves_the_word_to_be_found(tmp_path):
    body = paragraph("colo", f"<w:ins w:id='1' {WHEN}>{run('u')}</w:ins>", "r of the shed")
    assert text_of(tmp_path, body) == "colo[inserted: u]r of the shed\n[as changed: colour of the shed]"


def test_words_hidden_by_a_style_are_marked(tmp_path):
    styles = (
        "<w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style><w:style "
        "w:styleId='Child'><w:basedOn w:val='Secret'/></w:style>"
    )
    body = paragraph(run("seen "), run("unseen", "<w:rStyle w:val='Child'/>"))
    assert (
        text_of(tmp_path, body, {"word/styles.xml": part("styles", styles)}, s="styles styles.xml")
        == "seen [hidden: unseen]"
    )


def test_fields_show_their_result_their_address_and_what_they_ask_for(tmp_path):
    def field(instruction, result):
        return (
            f"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</"
            f"w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run(result)}<w:r><w:fldChar "
            f"w:fldCharType='end'/></w:r>"
        )

    body = paragraph(
        field(' HYPERLINK "mailto:ann@example.org" ', "write"),
        " ",
        field(" PAGE ", "7"),
        " ",
        field("INCLUDETEXT c:\\secret.doc", "x"),
    )
    items, _, _ = run_on(tmp_path, docx(body))
    assert items[0].text == "write <mailto:ann@example.org> 7 x"
    assert ("field", "INCLUDETEXT c:\\secret.doc") in items[0].extra
    ticked = (
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default "
        "w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
    )
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    assert text_of(tmp_path, paragraph("Yes ", ticked, end)) == "Yes [x]"


def test_ruby_symbols_and_odd_spaces(tmp_path):
    body = paragraph(
        "<w:r><w:ruby><w:rt>"
        + run("kan")
        + "</w:rt><w:rubyBase>"
        + run("漢")
        + "</w:rubyBase></w:ruby></w:r>",
        "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:tab/><w:noBreakHyphen/><w:cr/></w:r>",
        "end",
    )
    assert text_of(tmp_path, body) == "漢 (kan)✓\t-\nend"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("c.html", b"<p>Chunk <b>words</b></p>"),
        ("c.txt", b"Chunk words"),
        ("c.docx", docx(paragraph("Chunk words"))),
    ],
)
def test_a_document_inside_is_read_in_its_place(tmp_path, name, data):
    text = text_of(
        tmp_path,
        paragraph("Before") + "<w:altChunk r:id='c'/>" + paragraph("After"),
        {f"word/{name}": data},
        c=f"aFChunk {name}",
    )
    assert text.split() == ["Before", "Chunk", "words", "After"]


def test_a_chunk_that_is_not_there_is_told(tmp_path):
    _, problems, _ = run_on(
        tmp_path, docx(paragraph("Words") + "<w:altChunk r:id='c'/>", c="aFChunk gone.html")
    )
    assert [(each.kind, each.records) for each in problems] == [(ProblemKind.PARTLY_READ, 1)]


def test_files_inside_and_macros_are_told_and_pictures_without_a_place_are_kept(tmp_path):
    parts = {
        "word/embeddings/book.xlsx": b"PK",
        "word/media/lost.png": samples.PICTURE,
        "word/vbaProject.bin": b"\x00",
    }
    items, problems, _ = run_on(tmp_path, docx(paragraph("Words"), parts))
    assert {each.name for each in items[0].attachments} == {"book.xlsx", "lost.png"}
    said = " ".join(each.reason for each in problems)
    assert "file lies inside" in said
    assert "macros" in said


def test_the_strict_form_and_templates_and_odd_names_are_known(tmp_path):
    path = tmp_path / "strict.dotm"
    path.write_bytes(docx(paragraph("Strict words"), word=STRICT))
    assert choose(path).name == "Word document"
    assert run_on(tmp_path, docx(paragraph("Strict words"), word=STRICT))[0][0].text == "Strict words"
    odd = samples.zipped(
        **{
            "[Content_Types].xml": b"wordprocessingml.document.main+xml",
            "word\\document2.xml": part("document", paragraph("Odd")),
        }
    )
    assert run_on(tmp_path, odd)[0][0].text == "Odd"


def test_a_document_without_noted_pages_is_cut_into_sections(tmp_path):
    items, _, _ = run_on(tmp_path, docx(paragraph("A sentence here. " * 50) * 10))
    assert [item.locator for item in items] == [f"section {number}" for number in range(1, len(items) + 1)]
    assert len(items) > 2


def test_an_empty_document_is_said_to_be_empty(tmp_path):
    items, problems, _ = run_on(tmp_path, docx(paragraph()))
    assert items == []
    assert "holds no text" in problems[0].reason


# ---- damage ------------------------------------------------------------------------------------


def test_a_document_cut_short_is_read_as_far_as_it_goes(tmp_path):
    whole = letter()
    items, problems, _ = run_on(tmp_path, whole[: whole.index(b"word/media")])
    assert items[0].text.startswith("Statement of Ann Example")
    assert "damaged" in problems[-1].reason
    assert sum(each.records for each in problems) >= 1


def test_torn_xml_keeps_what_came_before(tmp_path):
    torn = part("document", f"<w:body>{paragraph('Kept')}{paragraph('Lost')}").replace(b"</w:document>", b"")
    data = samples.zipped(**{"word/document.xml": torn[: torn.index(b"Lost")]})
    items, problems, _ = run_on(tmp_path, data)
    assert items[0].text == "Kept"
    assert problems[0].kind is ProblemKind.PARTLY_READ
    assert problems[0].records == 1


def test_a_document_nested_without_end_is_still_read(tmp_path):
    deep = "<w:sdt><w:sdtContent>" * 500 + paragraph("Deep words") + "</w:sdtContent></w:sdt>" * 500
    items, problems, _ = run_on(tmp_path, docx(deep))
    assert "Deep words" in items[0].text
    assert "too deep" in problems[0].reason


def test_entities_are_never_expanded(tmp_path):
    evil = (
        b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
        + part("document", paragraph("&e;")).partition(b"?>")[2]
    )
    items, problems, _ = run_on(tmp_path, samples.zipped(**{"word/document.xml": evil}))
    assert items[0].text == "&e;"
    assert "entities" in problems[0].reason


def test_what_a_document_of_word_2003_in_xml_says_of_itself_is_kept(tmp_path):
    path = tmp_path / "letter.xml"
    path.write_text(
        '<?xml version="1.0"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office">'
        "<o:DocumentProperties><o:Author>Ann Example</o:Author><o:Company/></o:DocumentProperties>"
        "<w:body><w:p><w:r><w:t>The key is in the shed</w:t></w:r></w:p></w:body></w:wordDocument>"
    )
    (item,) = [value for value in read(path, ReadOptions()) if isinstance(value, Item)]
    assert item.text == "The key is in the shed"
    assert [pair for pair in item.extra if pair[0].startswith("file says/")] == [
        ("file says/Author", "Ann Example")
    ]

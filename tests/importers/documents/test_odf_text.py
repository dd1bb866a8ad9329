"""OpenDocument texts: nothing written in one is lost, and nothing that does not show is passed off as if it
did (reference/formats.md 3.5)."""

from datetime import datetime

import pytest
from docx_samples import PICTURE, packed
from odf_samples import BREAKING, NAMES, content, letter, odf

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.choosing import choose, read


def run_on(tmp_path, data, name="letter.odt", options=None):
    path = tmp_path / name
    path.write_bytes(data)
    assert choose(path).name == "OpenDocument text"
    values = list(read(path, options or ReadOptions()))
    items = [each for each in values if isinstance(each, Item)]
    problems = [each for each in values if isinstance(each, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(each.records for each in problems)
    return items, problems, values


def text_of(tmp_path, body, parts=None):
    return run_on(tmp_path, odf(body, parts))[0][0].text


def test_a_letter_is_read_page_by_page_with_all_beside_it(tmp_path):
    items, problems, values = run_on(tmp_path, letter())
    assert [(item.locator, item.kind) for item in items] == [
        ("page 1", ItemKind.PAGE),
        ("page 2", ItemKind.PAGE),
        ("comment 1", ItemKind.RECORD),
        ("header 1", ItemKind.RECORD),
    ]
    first, second, comment, header = items
    assert first.text == (
        "Statement of Ann Example[footnote 1]\n[footnote 1] Born in Leeds\nI was [deleted: not ]at "
        " the shed\n"
        "[as changed: I was at the shed]\nSee the plan <https://example.org/plan>\nDate\tCall\n"
    )
    assert ("deleted", "Ann Example, 2024-06-05T10:00:00") in first.extra
    assert ("file says/title", "A statement") in first.extra
    assert second.text == "Second page [inserted: added]"
    assert second.attachments[0].data == PICTURE
    assert (comment.text, comment.sender.name, comment.position) == ("Which shed?", "Ann Example", 1)
    assert comment.sent.local == datetime(2024, 6, 5, 10)
    assert comment.sent.utc is None
    assert header.text == "Allotment Club, 07700 900123"
    assert Declared("pages", 2) in values
    assert problems == []


def test_the_zone_of_a_comment_is_that_of_the_person_importing(tmp_path):
    comment = run_on(tmp_path, letter(), options=ReadOptions(zone="Europe/London"))[0][2]
    assert comment.sent.utc == datetime(2024, 6, 5, 9)


def test_spaces_are_those_that_show(tmp_path):
    assert (
        text_of(
            tmp_path,
            (
                "<text:p>\n   one\n   two<text:s text:c='3'/>three<text:tab/>four<text:line-break/"
                ">five </text:p>"
            ),
        )
        == "one two   three\tfour\nfive"
    )


def test_hidden_words_are_kept_and_marked(tmp_path):
    body = (
        "<text:p>seen <text:span text:style-name='T1'>unseen</text:span></text:p><text:section "
        "text:display='none'><text:p>gone</text:p></text:section>"
    )
    assert text_of(tmp_path, body) == "seen [hidden: unseen]\n[hidden: gone]"


def test_an_insertion_over_several_paragraphs_is_marked_in_each(tmp_path):
    changes = (
        "<text:tracked-changes><text:changed-region "
        "text:id='a'><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    body = changes + (
        "<text:p>a <text:change-start text:change-id='a'/>b</text:p><text:p>c</"
        "text:p><text:p>d<text:change-end text:change-id='a'/> e</text:p>"
    )
    assert text_of(tmp_path, body) == "a [inserted: b]\n[inserted: c]\n[inserted: d] e"


def test_boxes_shapes_lists_and_inner_objects(tmp_path):
    body = (
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
        "<text:p>Beside<draw:frame><draw:text-box><text:p>In the "
        "box</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p>Under<draw:custom-shape><text:p>In the "
        "shape</text:p><draw:enhanced-geometry/></draw:custom-shape></text:p>"
        "<text:p>Chart<draw:frame><draw:object xlink:href='./Object 1'/><draw:image "
        "xlink:href='./ObjectReplacements/Object 1'/></draw:frame></text:p>"
    )
    text = text_of(
        tmp_path, body, {"Object 1/content.xml": content("<text:p>March</text:p><text:p>12</text:p>")}
    )
    assert text == "Item\nBeside\nIn the box\nUnder\nIn the shape\nChart\nMarch\t12"


def test_repeated_cells_stay_few(tmp_path):
    row = (
        "<table:table-row><table:table-cell table:number-columns-repeated='16384'/"
        "><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    )
    assert text_of(tmp_path, f"<table:table>{row}</table:table>") == "\tx"


def test_a_noted_page_and_a_set_break_are_one(tmp_path):
    body = "<text:p>One<text:soft-page-break/></text:p><text:p text:style-name='P1'>Two</text:p>"
    assert [item.text.strip() for item in run_on(tmp_path, odf(body))[0]] == ["One", "Two"]


def test_a_flat_document_is_read_with_its_pictures(tmp_path):
    flat = (
        f'<?xml version="1.0"?><office:document {NAMES} '
        f'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Flat</dc:title></"
        f"office:meta><office:automatic-styles>{BREAKING}"
        "</office:automatic-styles><office:body><office:text><text:p>Flat "
        "words<draw:frame><draw:image><office:binary-data>/9j/4A==</office:binary-data>"
        "</draw:image></draw:frame></text:p></office:text></office:body></office:document>"
    )
    items, problems, _ = run_on(tmp_path, flat.encode(), "letter.fodt")
    assert items[0].text == "Flat words"
    assert items[0].attachments[0].data == b"\xff\xd8\xff\xe0"
    assert ("file says/title", "Flat") in items[0].extra
    assert problems == []


def test_the_older_form_with_its_declaration_is_read(tmp_path):
    old = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE office:document-content PUBLIC '
        '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "office.dtd">'
        '<office:document-content xmlns:office="http://openoffice.org/2000/office" '
        'xmlns:text="http://openoffice.org/2000/text"><office:body>'
        "<text:p>Old words<text:footnote><text:footnote-citation>1</"
        "text:footnote-citation><text:footnote-body><text:p>Note</text:p>"
        "</text:footnote-body></text:footnote></text:p></office:body></office:document-content>"
    )
    items, problems, _ = run_on(
        tmp_path,
        packed({"mimetype": b"application/vnd.sun.xml.writer", "content.xml": old.encode()}),
        "old.sxw",
    )
    assert items[0].text.startswith("Old words[footnote")
    assert "Note" in items[0].text
    assert problems == []


def test_an_encrypted_document_is_refused_in_words(tmp_path):
    manifest = (
        "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry "
        "m:full-path='content.xml'><m:encryption-data/>"
        "</m:file-entry></m:manifest>"
    )
    with pytest.raises(UnreadableExport, match="encrypted"):
        run_on(tmp_path, odf("", {"content.xml": b"\x93\x01", "META-INF/manifest.xml": manifest.encode()}))


def test_torn_content_keeps_what_came_before(tmp_path):
    torn = content("<text:p>Kept</text:p><text:p>Lost</text:p>")
    items, problems, _ = run_on(tmp_path, odf("", {"content.xml": torn[: torn.index(b"Lost")]}))
    assert items[0].text == "Kept"
    assert [(each.kind, each.records) for each in problems] == [(ProblemKind.PARTLY_READ, 1)]
    whole = letter()
    items, problems, _ = run_on(tmp_path, whole[: whole.index(b"Pictures/1.jpg")])
    assert items[0].text.startswith("Statement")
    assert sum(each.records for each in problems) >= 1


def test_words_written_over_a_picture_follow_it(tmp_path):
    body = (
        '<text:p>See <draw:frame><draw:image xlink:href="Pictures/a.png"><text:p>the shed '
        "key</text:p></draw:image></draw:frame></text:p>"
    )
    assert "the shed key" in text_of(tmp_path, body, {"Pictures/a.png": PICTURE})


def test_a_program_that_writes_such_documents_is_none(tmp_path):
    program = tmp_path / "writer.py"
    program.write_text(
        (
            "MIME = 'application/vnd.oasis.opendocument.text'\nNS = "
            "'urn:oasis:names:tc:opendocument:xmlns:office:1.0'\nROOT = 'office:document-content'\n"
        )
    )
    assert choose(program).name == "Plain text"

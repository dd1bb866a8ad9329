"""Rich text documents: every character in its own alphabet, nothing that stands beside the words lost
(reference/formats.md 3.5)."""

from datetime import datetime

import pytest
from rtf_samples import HEAD, letter, rtf

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.choosing import choose, read


def run_on(tmp_path, data, options=None):
    path = tmp_path / "letter.doc"
    path.write_bytes(data)
    assert choose(path).name == "Rich text (RTF)"
    values = list(read(path, options or ReadOptions()))
    items = [each for each in values if isinstance(each, Item)]
    problems = [each for each in values if isinstance(each, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(each.records for each in problems)
    return items, problems, values


def text_of(tmp_path, body, head=HEAD):
    return run_on(tmp_path, rtf(body, head))[0][0].text


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
        "Statement of Ann Example[footnote 1]\n[footnote 1] Born in Leeds\nI was at the shed\n"
        "See the plan <https://example.org/plan>\nDate\tCall\n5 June\n"
    )
    assert second.text == "Second page [inserted: added]"
    assert ("inserted", "Ann Example, 2024-06-05 10:00") in second.extra
    assert second.attachments[0].data == bytes.fromhex("ffd8ffe020ffd9")
    assert second.attachments[0].media_type == "image/jpeg"
    assert len(second.attachments) == 1
    assert (comment.text, comment.sender.name, comment.thread) == ("Which shed?", "Ann Example", "letter.doc")
    assert comment.sent.local == datetime(2024, 6, 5, 10)
    assert header.text == "Allotment Club, 07700 900123"
    assert ("file says/title", "A statement") in first.extra
    assert Declared("pages", 2) in values
    assert problems == []


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9", "café"),
        (r"caf\u233\'e9 ok", "café ok"),
        (r"{\uc2 \u8364\'80\'80!}{\uc0 \u8364 x}\u8364 ?y", "€!€x€y"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (r"{\f3 \'93\'fa\'96\'7b}", "日本"),
        (r"{\f2 \'b7\u-3913?}", "••"),
        (r"a\~b\_c\-d\emdash e\ldblquote f\rdblquote", "a\u00a0b-cd—e“f”"),
        (r"{\upr{ansi}{\*\ud{\u955?}}}", "λ"),
        (r"\{braces\} and \\ slashes", "{braces} and \\ slashes"),
        ("one\\\ntwo\\line three", "one\ntwo\nthree"),
        ("x{\\*\\unknown y{\\b z}}{\\pict\\bin3 }\\{}w", "xw"),
    ],
)
def test_characters(tmp_path, body, text):
    assert text_of(tmp_path, body) == text


def test_the_document_says_its_code_page_and_a_font_overrules_it(tmp_path):
    head = r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset161 Arial;}}"
    assert text_of(tmp_path, r"\f0\'cf\f1\'e1", head) == "Пα"
    assert text_of(tmp_path, r"\'8e", r"{\rtf1\mac") == "é"
    assert text_of(tmp_path, r"\'82", r"{\rtf1\pc") == "é"


def test_raw_utf8_is_read_as_such_and_told(tmp_path):
    items, problems, _ = run_on(tmp_path, (HEAD + "café 😀}").encode())
    assert items[0].text == "café 😀"
    assert "UTF-8" in problems[0].reason


def test_hidden_and_deleted_words_are_kept_and_marked(tmp_path):
    body = r"I was {\deleted\revauthdel1 not }there{\v  with Bo} today{\v0 .}"
    assert (
        text_of(tmp_path, body)
        == "I was [deleted: not ]there[hidden:  with Bo] today.\n[as changed: I was there with Bo today.]"
    )


def test_text_boxes_are_read_once_and_forms_show_what_they_are_set_to(tmp_path):
    box = (
        r"Beside{\shp{\*\shpinst\shpleft0{\sp{\sn fill}{\sv 1}}{\shptxt In the box\par}}"
        r"{\shprslt{\*\do\dptxbx{\dptxbxtext In the box\par}}}}\par"
    )
    assert text_of(tmp_path, box) == "Beside\nIn the box"
    assert text_of(tmp_path, r"Old{\*\do\dptxbx{\dptxbxtext A box\par}}\par") == "Old\nA box"
    form = (
        r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}}{\fldrslt}}"
        r" {\field{\*\fldinst FORMDROPDOWN{\*\formfield{\fftype2\ffres1{\*\ffl No}{\*\ffl Yes}}}}{\fldrslt}}"
    )
    assert text_of(tmp_path, form) == "[x] Yes"


def test_inner_tables_and_automatic_numbers(tmp_path):
    nested = (
        r"{\listtext 1.\tab}Item\par\pard\intbl\itap2 x\nestcell "
        r"y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap1 outer\cell\row"
    )
    assert text_of(tmp_path, nested) == "1.\tItem\nx\ty\nouter"


def test_sections_end_pages_unless_they_go_on(tmp_path):
    items, _, _ = run_on(
        tmp_path, rtf(r"\sectd One\sect\sectd\sbknone Two\sect\sectd\sbkpage Three\par\sect")
    )
    assert [item.text for item in items] == ["One\nTwo\n", "Three"]


def test_files_inside_are_told(tmp_path):
    items, problems, _ = run_on(
        tmp_path,
        rtf(
            (
                r"{\object\objemb{\*\objclass Excel.Sheet.8}{\*\objdata 0105 "
                r"0000}{\result{\pict\pngblip 89504e47}}}"
            )
        ),
    )
    assert [each.name for each in items[0].attachments] == ["file inside 1.bin", "picture 1.png"]
    assert ("file inside", "Excel.Sheet.8") in items[0].extra
    assert [each.kind for each in problems] == [ProblemKind.SOURCE_FLAG]


def test_words_of_an_index_and_odd_fields_are_kept(tmp_path):
    items, _, _ = run_on(
        tmp_path, rtf(r"A{\xe\v secret entry}{\field{\*\fldinst INCLUDETEXT c:\\\\x.doc}{\fldrslt b}}")
    )
    assert items[0].text == "Ab"
    assert ("index entry", "[hidden: secret entry]") in items[0].extra
    assert any(key == "field" for key, _ in items[0].extra)


def test_a_document_cut_short_or_followed_by_more_is_told(tmp_path):
    items, problems, _ = run_on(tmp_path, letter()[:-60])
    assert len(items) >= 2
    assert [(each.kind, each.records) for each in problems] == [(ProblemKind.PARTLY_READ, 1)]
    _, problems, _ = run_on(tmp_path, rtf("Words") + b" more words")
    assert "follows the end" in problems[0].reason
    _, problems, _ = run_on(tmp_path, rtf("Words") + b"\x00\r\n")
    assert problems == []


def test_an_empty_document_and_deep_groups(tmp_path):
    items, problems, _ = run_on(tmp_path, rtf(r"\par\par"))
    assert items == []
    assert "holds no text" in problems[0].reason
    assert text_of(tmp_path, "{" * 5000 + "deep" + "}" * 5000) == "deep"

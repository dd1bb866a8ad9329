"""Presentations: one item a slide, with what is said, noted and remarked on it (reference/formats.md 3.5)."""

from docx_samples import PICTURE
from slides_samples import odp, part, pptx, shape

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.choosing import choose, read


def run_on(tmp_path, data, name="talk.pptx"):
    path = tmp_path / name
    path.write_bytes(data)
    assert choose(path).name == "Presentation"
    values = list(read(path, ReadOptions()))
    items = [each for each in values if isinstance(each, Item)]
    problems = [each for each in values if isinstance(each, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(each.records for each in problems)
    return items, problems, values


def test_slides_stand_in_the_order_of_the_presentation(tmp_path):
    items, problems, values = run_on(tmp_path, pptx())
    assert [(item.locator, item.kind, item.position) for item in items] == [
        ("slide 1", ItemKind.PAGE, 1),
        ("slide 2", ItemKind.PAGE, 2),
        ("master slideMaster1", ItemKind.RECORD, 0),
    ]
    first, second, master = items
    assert first.text == (
        "Allotment Club\nthe plan <https://example.org/plan>\nDate\tCall\n[notes]\nSay hello\n"
        "[comment by Ann Example, 2024-06-05T10:00:00] Which shed?"
    )
    assert ("picture", "The shed") in first.extra
    assert first.attachments[0].data == PICTURE
    assert second.text == "Second"
    assert ("hidden slide", "yes") in second.extra
    assert master.text == "Confidential"
    assert Declared("slides", 2) in values
    assert problems == []


def test_the_slides_that_are_there_are_declared_and_a_number_of_a_template_beside_them(tmp_path):
    _, _, values = run_on(
        tmp_path, pptx({"docProps/app.xml": b"<Properties xmlns='x'><Slides>4</Slides></Properties>"})
    )
    assert [v for v in values if isinstance(v, Declared)] == [
        Declared("slides", 2),
        Declared("slides, as the file says of itself", 4),
    ]


def test_newer_comments_and_their_answers_are_read(tmp_path):
    def words(text):
        return f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody>"

    answer = (
        f"<p:replyLst><p:reply authorId='{{B}}' "
        f"created='2024-06-06T10:00:00'>{words('The old one')}</p:reply></p:replyLst>"
    )
    comments = part(
        "cmLst", f"<p:cm authorId='{{A}}' created='2024-06-05T10:00:00'>{answer}{words('Which shed?')}</p:cm>"
    )
    authors = part(
        "authorLst", "<p:author id='{A}' name='Ann Example'/><p:author id='{B}' name='Bo Example'/>"
    )
    items, _, _ = run_on(
        tmp_path, pptx({"ppt/comments/comment1.xml": comments, "ppt/commentAuthors.xml": authors})
    )
    assert items[0].text.splitlines()[-2:] == [
        "[comment by Ann Example, 2024-06-05T10:00:00] Which shed?",
        "[answer by Bo Example, 2024-06-06T10:00:00] The old one",
    ]


def test_a_slide_that_is_lost_is_counted_and_one_that_nothing_names_is_read(tmp_path):
    loose = part("sld", shape("Loose words"))
    items, problems, _ = run_on(
        tmp_path,
        pptx(
            {"ppt/slides/slide2.xml": b"", "ppt/slides/slide9.xml": loose, "ppt/embeddings/book.xlsx": b"PK"}
        ),
    )
    assert [item.text for item in items[:2]] == ["Second", "Loose words"]
    assert [each.kind for each in problems if each.locator == "slide 1"] == [ProblemKind.NOT_READ]
    assert any("file lies inside" in each.reason for each in problems)


def test_an_opendocument_presentation_reads_alike(tmp_path):
    items, problems, _ = run_on(tmp_path, odp(), "talk.odp")
    assert [item.locator for item in items] == ["slide 1", "slide 2"]
    assert (
        items[0].text
        == "Allotment Club\n[notes]\nSay hello\n[comment by Ann Example, 2024-06-05T10:00:00] Which shed?"
    )
    assert items[0].attachments[0].data == PICTURE
    assert items[1].text == "Second"
    assert ("hidden slide", "yes") in items[1].extra
    assert problems == []


def test_a_presentation_cut_short_keeps_what_came_before(tmp_path):
    whole = pptx()
    items, problems, _ = run_on(tmp_path, whole[: whole.index(b"ppt/media/image1.jpeg")])
    assert items[0].text.startswith("Allotment Club")
    assert sum(each.records for each in problems) >= 1

"""I9: how passages of pages are taken out is chosen, told place by place and in the index; areas of pages go
whatever stands in them."""

import json

import pymupdf
import pytest
from PIL import Image

from evidence_review.cli import main
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.kinds import RedactionType
from evidence_review.domain.redaction_values import Level
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.redaction_options import Wishes, area_from
from evidence_review.workflow.one_file import single_file
from evidence_review.workflow.producing import checking, index_rows
from evidence_review.workflow.redacting import comparing, redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.reviewing.test_scans import case_of

NAME = "Imani Quillfeather"


def letter(path, *more):
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((72, 72), f"Dear {NAME}, the kettle is on today.")
        page.insert_text((72, 110), "Another line stays as it is.")
        page.draw_circle((300, 420), 40)
        for point, words in more:
            page.insert_text(point, words)
        made.save(path)
    return path


def shot(path):
    with pymupdf.open(path) as made:
        page = made[0].get_pixmap(dpi=72, alpha=False)
        return Image.frombytes("RGB", (page.width, page.height), page.samples)


@pytest.mark.parametrize("level", list(Level))
def test_I9_the_level_is_chosen_and_told_on_the_command_line(tmp_path, capsys, level):
    (tmp_path / "terms.txt").write_text(NAME, "utf-8")
    source, target = letter(tmp_path / "in.pdf"), tmp_path / "out.pdf"
    assert (
        main(
            [
                "redact-file",
                str(source),
                str(target),
                "--terms",
                str(tmp_path / "terms.txt"),
                "--level",
                level,
                "--json",
            ]
        )
        == 0
    )
    said, told = capsys.readouterr()
    marks = json.loads(said)["marks"]
    assert [(one["level"], bool(one["tried"])) for one in marks] == [(level, level is Level.BAR)]
    assert ("lets a reader measure them" in told) == (level is Level.BAR)
    with pymupdf.open(target) as new:
        words = new[0].get_text()
    assert ("kettle" in words, "Another line" in words, NAME.split()[1] in words) == (
        level is not Level.LINE,
        True,
        False,
    )


def test_the_levels_are_words_without_json(tmp_path, capsys):
    (tmp_path / "terms.txt").write_text(NAME, "utf-8")
    main(
        [
            "redact-file",
            str(letter(tmp_path / "in.pdf")),
            str(tmp_path / "out.pdf"),
            "--terms",
            str(tmp_path / "terms.txt"),
            "--level",
            "L1",
        ]
    )
    said = capsys.readouterr().out
    assert "a bar as wide as the words: 1 (page 1)" in said
    assert "names would fit" in said


def test_an_area_of_a_page_is_black_and_the_rest_stays(tmp_path):
    """A drawing, a stamp, a face: whatever stands there is gone, and words on the page can still be
    searched."""
    source, target = letter(tmp_path / "in.pdf", ((250, 425), "Quillfeather")), tmp_path / "out.pdf"
    done = single_file.redact_file(source, target, [], wishes=Wishes(areas=(area_from("1:35,40,65,55"),)))
    assert [(one.level, one.tried) for one in done.marks] == [(Level.BAR, 0)]
    assert not any("guessed" in one or "is a scan" in one for one in done.warnings)
    before, after = shot(source), shot(target)
    inside = (
        int(0.36 * after.width),
        int(0.41 * after.height),
        int(0.64 * after.width),
        int(0.54 * after.height),
    )
    assert max(high for _, high in before.crop(inside).getextrema()) > 200
    assert max(high for _, high in after.crop(inside).getextrema()) < 60
    with pymupdf.open(target) as new:
        words = new[0].get_text()
        assert ("Another line" in words, "Quillfeather today" in words, "Quillfeather\n" in words) == (
            True,
            False,
            False,
        )
        assert NAME.split()[0] in words


@pytest.mark.parametrize("asked", ["1:60,10,20,30", "0:1,1,2,2", "1:1,2,3", "x", "1:0,0,101,50"])
def test_an_area_that_is_none_is_refused(asked):
    with pytest.raises(OutputProblem, match="per cent"):
        area_from(asked)


def test_an_area_on_a_page_that_is_not_there_is_refused_and_nothing_written(tmp_path):
    source = letter(tmp_path / "in.pdf")
    with pytest.raises(OutputProblem, match="does not have"):
        single_file.redact_file(
            source, tmp_path / "out.pdf", [], wishes=Wishes(areas=(area_from("2:1,1,2,2"),))
        )
    assert [one.name for one in tmp_path.iterdir()] == ["in.pdf"]


def test_an_area_of_one_frame_stays_on_that_frame(tmp_path):
    frames = [Image.new("RGB", (100, 100), "orange") for _ in range(2)]
    frames[0].save(tmp_path / "in.tiff", save_all=True, append_images=frames[1:])
    single_file.redact_file(
        tmp_path / "in.tiff", tmp_path / "out.tiff", [], wishes=Wishes(areas=(area_from("2:10,10,50,50"),))
    )
    with Image.open(tmp_path / "out.tiff") as new:
        first = new.convert("RGB").getpixel((30, 30))
        new.seek(1)
        second = new.convert("RGB").getpixel((30, 30))
    assert (max(first) > 200, max(second) < 30) == (True, True)


def test_a_job_that_is_stopped_leaves_nothing(tmp_path):
    source = letter(tmp_path / "in.pdf")
    job = single_file.redacting_file(source, tmp_path / "out.pdf", [NAME])
    for step in job:
        if step.what.startswith("reading again"):
            break
    job.close()
    assert [one.name for one in tmp_path.iterdir()] == ["in.pdf"]


def test_what_a_killed_child_left_is_swept_away_and_nothing_else(tmp_path):
    (tmp_path / ".redacting-abc-1").write_bytes(b"half")
    (tmp_path / ".redacting-other-1").write_bytes(b"of another run")
    single_file.sweep(tmp_path, "abc")
    single_file.sweep(tmp_path, "")
    assert [one.name for one in tmp_path.iterdir()] == [".redacting-other-1"]


def test_the_plain_call_still_redacts_with_tokens(tmp_path):
    done = single_file.redact_file(letter(tmp_path / "in.pdf"), tmp_path / "out.pdf", [NAME])
    assert [one.level for one in done.marks] == [Level.TOKEN]


@pytest.mark.parametrize(
    ("level", "says"), [(Level.TOKEN, "line set anew"), (Level.BAR, "as wide as the words (")]
)
def test_I9_the_index_of_a_bundle_says_how_each_place_was_taken_out(tmp_path, level, says):
    folder = case_of(tmp_path, {"letter.pdf": letter(tmp_path / "letter.pdf").read_bytes()})
    session = build.as_user(folder, "rita")
    (row,) = reviewing.queue(session, 1)
    reviewing.decide(session, 1, row.item, reviewing.Relevance.RELEVANT, "the kettle is named in it")
    text = session.case.one("SELECT text FROM items", {})[0]
    at = text.index(NAME)
    redacting.mark(session, 1, row.item, at, at + len(NAME), "PERSON", RedactionType.NAMED_INDIVIDUAL)
    shown = comparing.page_preview(session, row.item, 60, level)
    assert [one.level for one in shown.marks] == [level]
    opening.close(session)
    session = build.as_user(folder, "omar")
    contents = checking.collected(session, build.production())
    (rowed,) = index_rows.redaction_rows(
        session, contents.found, {1: "documents/item-0001-edited.pdf"}, {1: shown.marks}
    )
    opening.close(session)
    assert (rowed.place, rowed.type) == ("page 1", RedactionType.NAMED_INDIVIDUAL)
    assert says in rowed.how

"""Pictures with frames and areas, the sheet of before and after, and the index: each in the kind of file that
its name says."""

import io
import zipfile
from dataclasses import replace

import pymupdf
import pytest
from media_channels import letter
from media_office import PLAIN, SECRET, picture, saved
from PIL import Image

from evidence_review.domain.errors import OutputProblem, ReviewError
from evidence_review.redaction import checked_file
from evidence_review.redaction.hidden.hidden import hidden_in
from evidence_review.redaction.pictures.frames import redact_frames
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file import (
    redact_any_file,
    redact_file_task,
    single_file,
)

FORMS = {".png": "PNG", ".jpg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".bmp": "BMP", ".tiff": "TIFF"}


def _pages(count=3):
    first, *others = [Image.new("RGB", (200, 100), (60 * number, 200, 90)) for number in range(count)]
    return saved(first, "TIFF", save_all=True, append_images=others, description=SECRET)


@pytest.mark.parametrize("ending", sorted(FORMS))
def test_the_new_picture_is_what_its_name_says_and_the_area_is_black(ending):
    source = saved(Image.new("RGB", (120, 80), "orange"), FORMS[ending])
    done = redact_frames(source, [], ending, [(10, 10, 50, 40), (100, 70, 500, 500), (200, 200, 300, 300)])
    with Image.open(io.BytesIO(done.data)) as image:
        assert image.format == FORMS[ending]
        plain = image.convert("RGB")
        assert max(plain.getpixel((30, 25))) < 30
        assert max(plain.getpixel((110, 75))) < 30
        assert plain.getpixel((80, 20))[0] > 200
    assert done.removed == 2
    assert not list(hidden_in(done.data))


@pytest.mark.parametrize(("ending", "kept"), [(".tiff", 3), (".pdf", 3), (".zip", 3), (".png", 1)])
def test_every_frame_is_redacted_or_said_to_be_left_out(ending, kept):
    done = redact_frames(_pages(), [], ending, [(0, 0, 20, 20)])
    if ending == ".tiff":
        with Image.open(io.BytesIO(done.data)) as image:
            count = image.n_frames
    elif ending == ".pdf":
        with pymupdf.open(stream=done.data, filetype="pdf") as document:
            count = document.page_count
    else:
        count = len(zipfile.ZipFile(io.BytesIO(done.data)).namelist()) if ending == ".zip" else 1
    assert (count, bool(done.warnings)) == (kept, kept == 1)
    assert SECRET.encode() not in done.data


def test_a_picture_of_300_megapixels_and_odd_names_are_refused_in_a_sentence(tmp_path):
    Image.new("1", (20_000, 15_000)).save(tmp_path / "big.png")
    with pytest.raises(ReviewError, match="more than 150 million pixels"):
        redact_frames((tmp_path / "big.png").read_bytes(), [], "", [(0, 0, 1, 1)])
    with pytest.raises(OutputProblem, match="PNG"):
        redact_frames(saved(picture("mill"), "PNG"), [], ".heic", [(0, 0, 1, 1)])


def test_I7_before_and_after_and_the_index_through_the_child_process(tmp_path):
    name, data = letter(body=f"Dear {SECRET}, {PLAIN}")
    source, target = tmp_path / name, tmp_path / "out.pdf"
    source.write_bytes(data)
    wishes = Wishes(sheet=tmp_path / "sheet.pdf", index=tmp_path / "index.csv")
    done = single_file.redact_file(source, target, [SECRET], wishes=wishes)
    assert done.removed == 1
    assert (tmp_path / "index.csv").read_text("utf-8-sig").splitlines()[
        1
    ] == "1,[PERSON 1],Named individual,personal data removed before disclosure,1"
    with pymupdf.open(tmp_path / "sheet.pdf") as sheet, pymupdf.open(target) as new:
        assert (sheet.page_count, len(sheet[0].get_images())) == (1, 2)
        assert PLAIN in " ".join(new[0].get_text().split())
    assert single_file.check_file(source, [SECRET])
    assert not single_file.check_file(target, [SECRET])
    assert source.read_bytes() == data


@pytest.mark.parametrize(
    ("sheet", "index", "says"),
    [
        ("out.pdf", "index.csv", "a name of their own"),
        ("OUT.pdf", "", "a name of their own"),
        ("sheet.pdf", "out.pdf", "a name of their own"),
        ("both.pdf", "both.pdf", "a name of their own"),
        ("taken.pdf", "", "already a file"),
        ("", "taken.pdf", "already a file"),
        ("", "nowhere/index.csv", "folder"),
        ("in.pdf", "", "place of the original"),
        ("", f"{SECRET}.csv", "holds a word"),
    ],
)
def test_nothing_is_written_where_one_of_the_outputs_cannot_be(tmp_path, sheet, index, says):
    """The sheet shows what was removed: it must never stand under the name of the new file."""
    with pymupdf.open() as made:
        made.new_page().insert_text((72, 72), f"{PLAIN} {SECRET}")
        made.save(tmp_path / "in.pdf")
    (tmp_path / "taken.pdf").write_bytes(b"mine")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    wishes = Wishes(sheet=tmp_path / sheet if sheet else None, index=tmp_path / index if index else None)
    with pytest.raises(OutputProblem, match=says):
        next(redact_file_task.redact_path(tmp_path / "in.pdf", tmp_path / "out.pdf", [SECRET], wishes))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".txt", ".png"])
def test_an_empty_file_is_no_clean_file(tmp_path, ending):
    """A copy that went wrong must not be told of as read and clean."""
    source, target = tmp_path / f"in{ending}", tmp_path / f"out{ending}"
    source.write_bytes(b"")
    with pytest.raises(OutputProblem, match="is empty"):
        next(redact_file_task.redact_path(source, target, [SECRET]))
    with pytest.raises(OutputProblem, match="is empty"):
        next(checked_file.check(source, []))
    assert not target.exists()


@pytest.mark.parametrize("terms", [[], [SECRET]])
def test_a_check_of_a_file_that_is_not_read_says_so(tmp_path, terms):
    (tmp_path / "in.docx").write_bytes(bytes(3_000))
    (said,) = next(checked_file.check(tmp_path / "in.docx", terms))["places"]
    assert "not read here" in said


@pytest.mark.parametrize("start", [b"RIFF\x24\0\0\0WAVEfmt ", b"\0\0\0\x18ftypisom", b"OggS\0\x02"])
def test_a_check_for_terms_says_that_a_recording_was_not_listened_to(tmp_path, start):
    (tmp_path / "note").write_bytes(start + bytes(3_000))
    said = next(checked_file.check(tmp_path / "note", [SECRET]))["places"]
    assert any("not listened to" in place for place in said)


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".xlsx", ".eml", ".zip"])
def test_I3_a_residue_in_a_file_made_anew_stops_it(tmp_path, monkeypatch, ending):
    """Were nothing taken out of the values, the gate would refuse the new file, and nothing would be
    written."""
    remake = redact_any_file.remake
    monkeypatch.setattr(
        redact_any_file, "remake", lambda values, *asked: replace(remake(values, *asked), contents=values)
    )
    name, data = letter(body=f"Dear {SECRET}, {PLAIN}")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(OutputProblem, match="still found"):
        next(redact_file_task.redact_path(tmp_path / name, tmp_path / f"out{ending}", [SECRET]))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_I3_a_residue_in_a_picture_on_a_page_of_its_own_stops_it(tmp_path, monkeypatch):
    plain = saved(picture(SECRET, (600, 120)), "PNG")
    monkeypatch.setattr(redact_any_file.Work, "_picture", lambda *_: redact_any_file.Made(plain, ".png", 0))
    name, data = letter(
        lambda message: message.add_attachment(plain, maintype="image", subtype="png", filename="a.png")
    )
    (tmp_path / name).write_bytes(data)
    with pytest.raises(OutputProblem, match="still found"):
        next(redact_file_task.redact_path(tmp_path / name, tmp_path / "out.pdf", [SECRET]))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_area_given_oddly_is_refused(tmp_path):
    (tmp_path / "p.png").write_bytes(saved(picture("mill"), "PNG"))
    with pytest.raises(OutputProblem, match="left,top,right,bottom"):
        single_file.redact_file(tmp_path / "p.png", tmp_path / "q.png", [], wishes=Wishes(boxes=("1,2,3",)))


def test_pictures_in_a_letter_stand_on_pages_of_their_own(tmp_path):
    name, data = letter(
        lambda message: message.add_attachment(
            saved(picture("old mill", (300, 80)), "PNG"), maintype="image", subtype="png", filename="a.png"
        )
    )
    (tmp_path / name).write_bytes(data)
    made = next(redact_file_task.redact_path(tmp_path / name, tmp_path / "out.pdf", [SECRET]))
    with pymupdf.open(tmp_path / "out.pdf") as new:
        assert (new.page_count, len(new[1].get_images())) == (2, 1)
    assert not any("left out" in warning for warning in made["warnings"])

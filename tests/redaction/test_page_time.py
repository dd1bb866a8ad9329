"""A page that cannot be redacted and checked in its time is refused, and leaves nothing behind."""

from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.progress import finish
from evidence_review.workflow.one_file.page_time import TOO_LONG, PageTime, page_time
from evidence_review.workflow.one_file.single_file import redacting_file


def pages(folder: Path, count: int) -> Path:
    document = pymupdf.open()
    for _ in range(count):
        document.new_page().insert_text((72, 72), "Ottoline Brackwater was at the mill.")
    path = folder / "in.pdf"
    path.write_bytes(document.tobytes())
    return path


def test_a_page_that_takes_longer_is_refused_and_leaves_nothing(tmp_path: Path):
    source, target = pages(tmp_path, 1), tmp_path / "out.pdf"
    with pytest.raises(UnreadableExport, match="longer than its pages may take"):
        finish(redacting_file(source, target, ["Ottoline Brackwater"], page_seconds=0.01))
    assert [one.name for one in tmp_path.iterdir()] == ["in.pdf"]
    assert finish(redacting_file(source, target, ["Ottoline Brackwater"])).removed == 1
    assert target.exists()


def test_pages_count_once_they_are_told(tmp_path: Path):
    clock = page_time(pages(tmp_path, 3), 20.0)
    assert clock
    assert not clock.counted
    clock.note(0)
    assert not clock.counted
    clock.note(3)
    assert clock.pages == 3
    assert clock.allowed() >= 60.0
    assert not clock.is_over()


def test_the_clock_runs_out():
    late = PageTime(1, 20.0, began=-1e9)
    assert late.is_over()
    assert not PageTime(1, 20.0).is_over()
    assert TOO_LONG.endswith(".")


def test_one_picture_is_one_page_and_other_files_have_none(tmp_path: Path):
    picture, text = tmp_path / "a.png", tmp_path / "a.txt"
    Image.new("L", (800, 800), 255).save(picture)
    text.write_text("words", "utf-8")
    found = page_time(picture, 20.0)
    assert found
    assert found.pages == 1
    assert page_time(text, 20.0) is None
    assert page_time(tmp_path / "absent", 20.0) is None

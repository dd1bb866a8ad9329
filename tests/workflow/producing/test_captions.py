"""Every page of an edited copy says that it is edited and for whom, whole and in the right letters, however the
page is turned."""

import pymupdf
import pytest

from evidence_review.redaction.pdf.captions import captioned
from evidence_review.reports.serving import NOTICE

CAPTION = (
    f"Edited copy · schedule item 12 · For Nowak & Zielińska, R v Małgorzata Wójcik, 01.12.2026. {NOTICE} "
    "Questions: Siobhán Ó Faoláin, disclosure officer."
)
PLAIN = CAPTION.replace("ń", "n").replace("ł", "l")


def pages(turned: int, width: float = 595, height: float = 842) -> bytes:
    with pymupdf.open() as made:
        for _ in range(2):
            page = made.new_page(width=width, height=height)
            page.insert_text((72, 90), "The kettle was on at eight.")
            page.set_rotation(turned)
        data: bytes = made.tobytes()
    return data


@pytest.mark.parametrize("caption", [CAPTION, PLAIN])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (200, 120)])
def test_the_whole_caption_stands_inside_each_page_at_its_foot(caption, turned, size):
    done = captioned(pages(turned, *size), caption)
    with pymupdf.open(stream=done) as made:
        assert made.page_count == 2
        for page in made:
            text = " ".join(page.get_text().split())
            assert text.count(" ".join(caption.split())) == 1
            assert "The kettle was on at eight." in text
            below = [
                pymupdf.Rect(box[:4]) * page.rotation_matrix
                for box in page.get_text("words")
                if box[4] in caption.split()
            ]
            assert all(page.rect.contains(box) for box in below)
            assert all(box.y0 > 0.5 * page.rect.height for box in below if page.rect.height > 500)


def test_the_same_page_and_caption_give_the_same_bytes():
    source = pages(0)
    assert captioned(source, CAPTION) == captioned(source, CAPTION) != source
    assert captioned(source, "") is source

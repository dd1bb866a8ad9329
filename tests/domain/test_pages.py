"""The one text of a page (domain/pages.py)."""

from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.pages import PAGE_FLAGS, page_text, read_page

BOX = (1.0, 2.0, 3.0, 4.0)
BLOCKS = st.lists(
    st.lists(st.lists(st.tuples(st.text(max_size=2), st.just(BOX)), max_size=4), max_size=4), max_size=4
)


def test_lines_are_parted_by_one_break_and_blocks_by_a_blank_line():
    page = page_text([[[("A", BOX), ("b", BOX)], [("c", BOX)]], [[("D", BOX)]]])
    assert page.text == "Ab\nc\n\nD"
    assert page.boxes == (BOX, BOX, None, BOX, None, None, BOX)


def test_empty_lines_and_blocks_leave_no_separator():
    assert page_text([[], [[]], [[("", BOX)], [("x", BOX)]], []]).text == "x"


def test_a_ligature_of_two_code_points_gives_both_the_same_box():
    assert page_text([[[("fi", BOX)]]]).boxes == (BOX, BOX)


@given(BLOCKS)
def test_every_code_point_has_a_box_or_is_a_separator(blocks):
    page = page_text(blocks)
    assert len(page.text) == len(page.boxes)
    boxed = "".join(c for c, box in zip(page.text, page.boxes, strict=True) if box)
    assert boxed == "".join(c for block in blocks for line in block for c, _ in line)
    assert all(c == "\n" for c, box in zip(page.text, page.boxes, strict=True) if box is None)


def test_a_real_page_reads_in_order_with_boxes_on_the_page():
    import pymupdf

    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "Dear Ms Example,\nthank you.")
    page.insert_text((72, 400), "Yours")
    read = read_page(page.get_text("rawdict", flags=PAGE_FLAGS))
    assert read.text == "Dear Ms Example,\nthank you.\n\nYours"
    at = read.text.index("Yours")
    assert all(box and 70 < box[0] < 200 and 380 < box[1] < 410 for box in read.boxes[at : at + 5])


def test_nul_and_half_pairs_become_the_replacement_character():
    chars = [{"c": "\0", "bbox": BOX}, {"c": "\ud800", "bbox": BOX}, {"c": "x", "bbox": BOX}]
    assert (
        read_page({"blocks": [{"type": 1}, {"lines": [{"spans": [{"chars": chars}]}]}]}).text
        == "\ufffd\ufffdx"
    )

"""A row of a table is set as its headings beside its values: every character once, marks and masks inside their
cells, rows that the line does not cover a count."""

import shutil
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import Item, ReadOptions
from evidence_review.domain.kinds import ExhibitKind, ItemKind, LegalBasis
from evidence_review.gui import app
from evidence_review.gui.models.look import LIGHT, ViewSettings
from evidence_review.gui.widgets.review.bubble import character_at, lay_out, span_box
from evidence_review.workflow.reviewing.record_cells import cells
from tests.gui import values
from tests.gui.review.one_line_case import case_of, concert_of_all
from tests.gui.test_review import key, open_words, painted
from tests.gui.test_screens import SHOTS

LEDGER = """Paid on,What for,Remarks,Reached at
07/03/2025,Larkfest concert tickets,"two seats in row C
Owed: 80 pounds to Carol Other, who collects them",07700 900123
08/03/2025,a ride to Queen Street after the concert,a shared ride,07700 900456
01/05/2025,Garden furniture,delivered by van,07700 900789
09/03/2025,Larkfest concert programme,"a long remark about the evening that needs more than one line of its column, so that the heading beside it is shorter than what it stands for",07700 900123
"""
BEX = Exhibit("BEX/1", ExhibitKind.DEVICE, "Ann Example", Basis(LegalBasis.PACE_SEIZURE))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    top = tmp_path_factory.mktemp("ledger")
    source = top / "ledger.csv"
    source.write_text(LEDGER, "utf-8")
    line = concert_of_all(date_from=date(2025, 3, 1), date_to=date(2025, 3, 31), max_context=5)
    return case_of(top, source, BEX, line, ReadOptions("Europe/London", day_first=True, owner="Ann Example"))


@pytest.fixture
def case(ledger, tmp_path):
    return shutil.copytree(ledger, tmp_path / "case")


@pytest.fixture
def page(signed_in):
    return signed_in("Rita").review


def front(page):
    return page.middle.bubbles.bubble(page.reviewing.talk.focus_row)


def columns(bubble):
    """By row: the words of its headings and of its values, as they are laid out."""
    found = {}
    for one in bubble.paragraphs:
        top = max((top for top in found if top <= one.top), default=one.top) if one.left else one.top
        names, cells = found.setdefault(top, ([], []))
        (cells if one.left else names).append(one.layout.text())
    return [(" ".join(names), "\n".join(cells)) for _, (names, cells) in sorted(found.items())]


def test_a_row_is_shown_as_headings_beside_values(qtbot, page):
    focus = open_words(page, "ride to Queen Street")
    painted(qtbot, page)
    assert columns(front(page)) == [
        ("Paid on: ", "08/03/2025"),
        ("What for: ", "a ride to Queen Street after the concert"),
        ("Remarks: ", "a shared ride"),
        ("Reached at: ", focus.text.rsplit(": ", 1)[1]),
    ]
    lefts = {one.left for one in front(page).paragraphs}
    assert len(lefts) == 2
    assert page.reviewing.seen_whole


def test_a_cell_of_two_lines_stays_one_cell_and_what_looks_like_a_heading_in_it_is_none(page):
    focus = open_words(page, "concert tickets")
    names = [name for name, _ in columns(front(page))]
    assert names == ["Paid on: ", "What for: ", "Remarks: ", "Reached at: "]
    assert "Owed: 80" in columns(front(page))[2][1]
    shown = "\n".join(one.layout.text() for one in front(page).paragraphs)
    assert sorted(shown.replace("\n", "")) == sorted(focus.text.replace("\n", ""))


def test_masks_and_marks_lie_inside_their_cells(page):
    focus = open_words(page, "concert tickets")
    assert "Carol" not in focus.text
    bubble = front(page)
    behind = focus.text.index("Owed")
    masked = next(mark for mark in focus.marks if mark.sort == "name" and mark.start > behind)
    box = span_box(bubble, masked.start, masked.end)
    value = next(one for one in bubble.paragraphs if "Owed" in one.layout.text())
    assert box.left() >= bubble.text_left + value.left
    assert value.top <= box.top() <= value.bottom
    middle = QPointF(box.center().x(), box.center().y())
    assert masked.start <= character_at(bubble, middle) <= masked.end
    lit = [one.start for one in value.layout.formats()]
    assert lit


def test_the_mouse_finds_each_character_where_it_is_painted(page):
    focus = open_words(page, "concert programme")
    bubble = front(page)
    for words in ("What for", "Larkfest", "Remarks", "shorter", "Reached", "07/03", "evening"):
        at = focus.text.find(words)
        if at < 0:
            continue
        box = span_box(bubble, at, at + 1)
        assert character_at(bubble, QPointF(box.left() + 1, box.center().y())) == at, words


def test_rows_around_it_are_tables_too_and_others_are_a_count(qtbot, page):
    open_words(page, "concert programme")
    key(qtbot, page, "E")
    shown = page.reviewing.talk.values()
    assert [bool(one.cells) for one in shown] == [True, True, True]
    assert shown[-1].outside_before == 1
    assert not any("Garden" in one.text for one in shown)


def test_in_a_record_the_cells_are_those_that_the_importer_kept():
    def row(text, kind=ItemKind.RECORD, extra=()):
        return Item("row 1", kind, text, "sheet", 1, extra=extra)

    kept = (("a", "one\nb: two"), ("c", ""), ("row", "7"))
    text = "a: one\nb: two\nc: "
    assert [text[s:e] for s, _, e in cells(row(text, extra=kept))] == ["a: one\nb: two", "c: "]
    assert [text[s:b] for s, b, _ in cells(row(text))] == ["a: ", "b: ", "c: "]  # control: by lines alone
    assert cells(row("a: one\nno heading here")) == ()
    assert cells(row("a: one")) == ()
    assert cells(row("Buy: milk\nRing: Ann", ItemKind.NOTE)) == ()
    assert cells(row("Buy: milk\nRing: Ann", ItemKind.MESSAGE)) == ()
    assert cells(row("Say: milk\nRing: Ann", ItemKind.NOTE, (("Say", "milk"), ("Ring", "Ann")))) != ()


def test_emoji_long_values_and_narrow_panes_lose_nothing(qapp):
    text = "Wer 😀: " + "word " * 900 + "\nLeer: \nA heading that is much longer than its value is: x"
    begins = [0, text.index("\nLeer") + 1, text.index("\nA head") + 1]
    made = tuple(
        (start, text.index(": ", start) + 2, end)
        for start, end in zip(begins, (begins[1] - 1, begins[2] - 1, len(text)), strict=True)
    )
    view = replace(values.item(1, text=text), kind=ItemKind.RECORD, cells=made)
    for width in (300, 700):
        bubble = lay_out(view, width, qapp.font(), LIGHT)
        assert "".join(one.layout.text() for one in bubble.paragraphs) == text.replace("\n", "")
        assert all(one.top < one.bottom <= bubble.height for one in bubble.paragraphs)
        for at in (0, 4, text.index("word"), text.index("x", begins[2])):
            box = span_box(bubble, at, at + 1)
            assert character_at(bubble, QPointF(box.left() + 1, box.center().y())) == at


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [100, 150])
def test_pictures(qtbot, page, qapp, look, size):
    app.dress(qapp, ViewSettings(look, size))
    page.window().change_view(ViewSettings(look, size))
    page.window().resize(1366, 728)
    open_words(page, "concert programme")
    page.reviewing.unfold()
    QApplication.processEvents()
    SHOTS.mkdir(exist_ok=True)
    assert page.window().grab().save(str(SHOTS / f"rows-{look}-{size}.png"))
    for one in front(page).paragraphs:
        lines = [one.layout.lineAt(at) for at in range(one.layout.lineCount())]
        assert one.left + max(line.naturalTextWidth() for line in lines) <= front(page).box.width()

"""The overview in the window, by keys and mouse: what is chosen in a chart or in its table is what Review then lists, and
nothing that no line covers is on the screen but as a count."""

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTableView, QWidget

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import HoldKind, ItemKind
from evidence_review.gui import actions
from evidence_review.gui.coast import read_coast
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.overview.call_chart import bars_of, length_words, wanted_in
from evidence_review.gui.models.overview.day_grid import Brush, chosen, grid_of, total_words, wanted_under
from evidence_review.gui.models.overview.map_sight import (
    Sight,
    clusters,
    exactness,
    fitted,
    north_of,
    place_words,
    scale_bar,
    spot_of,
)
from evidence_review.gui.models.overview.tie_layout import laid_out
from evidence_review.gui.widgets.review.search_bar import ChipButton
from evidence_review.store import audit
from evidence_review.workflow.case.overview_views import (
    CallRow,
    Days,
    HourCount,
    PeopleCounts,
    PersonCount,
    PictureRow,
    PlaceRow,
    Tie,
)
from evidence_review.workflow.case.search_views import Exchange, Someone, Way
from tests import many_items
from tests.gui.acts import asked
from tests.gui.test_screens import clipped, overlapping

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier

# --- the models -------------------------------------------------------------------------


def days(*cells):
    hours = tuple(HourCount(day, hour, many) for day, hour, many in cells)
    return Days(hours, 0, sum(one.items for one in hours))


def test_a_short_span_has_a_row_a_day_and_a_long_one_a_row_a_week():
    short = grid_of(days(("2025-03-08", 18, 3), ("2025-03-10", 9, 1)))
    assert [(row.first.day, row.items) for row in short.rows] == [(8, 3), (9, 0), (10, 1)]
    long = grid_of(days(("2025-01-01", 18, 3), ("2025-06-10", 9, 1)))
    assert [row.items for row in long.rows] == [3, 0, 1]
    assert long.rows[0].first == date(2024, 12, 30)
    assert long.rows[1].counts == ()  # weeks without anything, told in one row
    assert "1 item without a time is" in total_words(Days((), 1, 1), grid_of(Days((), 1, 1)))


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 400), st.integers(0, 23)), st.integers(1, 9), min_size=1, max_size=30
    ),
    st.tuples(st.integers(0, 60), st.integers(0, 23)),
    st.tuples(st.integers(0, 60), st.integers(0, 23)),
)
def test_what_lies_under_a_brush_is_what_its_search_finds(cells, one, other):
    start = date(2025, 1, 1)
    made = [((start + timedelta(days=day)).isoformat(), hour, many) for (day, hour), many in cells.items()]
    grid = grid_of(days(*made))
    last = len(grid.rows) - 1
    brush = Brush((min(one[0], last), one[1]), (min(other[0], last), other[1]))
    wanted = wanted_under(grid, brush)
    first_hour, last_hour = wanted.hours or (0, 23)
    told = [
        many
        for day, hour, many in made
        if wanted.first.isoformat() <= day <= wanted.last.isoformat() and first_hour <= hour <= last_hour
    ]
    assert sum(told) == chosen(grid, brush)
    assert sum(row.items for row in grid.rows) == sum(cells.values())


def test_the_graph_is_the_same_each_time_and_nobody_stands_on_another():
    people = tuple(PersonCount(Someone(one, f"Person {one}"), 50 - one, 2, 1, "", "") for one in range(1, 31))
    counts = PeopleCounts(people, tuple(Tie(1, one, one) for one in range(2, 31)), 4)
    one, other = laid_out(counts), laid_out(counts)
    assert one == other
    spots = list(one.spots.values())
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in spots)
    near = min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for at, a in enumerate(spots) for b in spots[at + 1 :])
    assert near > 0.01
    assert laid_out(PeopleCounts((), (), 0)).people == ()


def call(item, day, answered=None, seconds=None):
    return CallRow(item, f"{day}T12:00" if day else "", None, (), "OUTGOING", seconds, answered, "", "AB/1")


def test_calls_by_day_add_up_and_many_days_share_bars():
    rows = [call(1, "2025-03-08", True), call(2, "2025-03-08", False), call(3, "2025-03-10"), call(4, "")]
    bars = bars_of(rows)
    assert [(bar.answered, bar.missed, bar.unsaid) for bar in bars] == [(1, 1, 0), (0, 0, 0), (0, 0, 1)]
    wide = bars_of([call(1, "2020-01-01"), call(2, "2025-01-01")])
    assert len(wide) <= 120
    assert sum(bar.calls for bar in wide) == 2
    assert wanted_in(bars).kinds == (ItemKind.CALL,)
    assert [length_words(one) for one in (None, 0, 75, 3700)] == ["", "0:00", "1:15", "1:01:40"]


def place(north, east, decimals=4, metres=None, item=1):
    return PlaceRow(item, "", north, east, decimals, metres, "", "LOCATION", "AB/1")


@given(st.floats(-80, 80), st.floats(-180, 180))
def test_a_place_is_found_again_on_the_flat_world(north, east):
    x, y = spot_of(north, east)
    assert x == east
    assert north_of(y) == pytest.approx(north, abs=1e-9)


def test_places_are_told_in_words_with_how_exactly_they_are_known():
    assert place_words(place(53.4781, -2.2446)) == "53° 28.69′ north, 2° 14.68′ west"
    assert place_words(place(-0.99999, 179.99999)) == "1° 0.00′ south, 180° 0.00′ east"
    assert exactness(place(1, 1, 4)) == "11 m by its decimals"
    assert exactness(place(1, 1, 1)) == "11 km by its decimals"
    assert exactness(place(1, 1, 4, 14.2)) == "14 m, the source says"


def test_groups_hold_every_place_once_and_come_apart_when_one_comes_nearer():
    rows = [place(53.4781, -2.2446), place(53.4783, -2.2449), place(51.5, -0.12)]
    far = clusters(rows, fitted(rows, 500, 400).scale)
    assert [len(group.rows) for group in far] == [2, 1]
    near = clusters(rows, 150_000.0)
    assert sorted(at for group in near for at in group.rows) == [0, 1, 2]
    assert len(near) == 3
    sight = fitted(rows, 500, 400)
    for row in rows:
        x, y = sight.pixels(spot_of(row.north, row.east))
        assert abs(x) < 250
        assert abs(y) < 200
    turned = sight.zoomed(2.0, (30.0, -20.0))
    assert turned.pixels(rows_spot := spot_of(52.0, -1.0)) != sight.pixels(rows_spot)
    length, words = scale_bar(Sight())
    assert 10 < length <= 130
    assert words.endswith(" km")


def test_the_coast_comes_with_the_program_and_names_its_source():
    coast = read_coast()
    assert len(coast.fine) > 1000
    at = {"London": (51.5, -0.12), "Manchester": (53.48, -2.24), "Paris": (48.85, 2.35)}
    sea = {"Irish Sea": (53.8, -4.9), "North Sea": (55.0, 3.0), "Atlantic": (45.0, -30.0)}
    from PySide6.QtCore import QPointF

    def on_land(spot):
        return any(ring.path.contains(QPointF(*spot_of(*spot))) for ring in coast.fine)

    assert all(map(on_land, at.values()))
    assert not any(map(on_land, sea.values()))


# --- the window -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return many_items.made_case(tmp_path_factory.mktemp("many"))


@pytest.fixture
def page(made, tmp_path, window, qtbot):
    """Rita's overview, open."""
    window.open_case(shutil.copytree(made, tmp_path / "case"), "Rita", many_items.WORDS)
    window.resize(1366, 768)
    window.settle = lambda: settle(qtbot, window)
    window.settle()
    window.go("overview")
    window.settle()
    window.overview.settle = window.settle
    window.overview.window_of = window
    return window.overview


def settle(qtbot, window):
    for _ in range(3):
        QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.reader.is_waiting and not window.looks.running)
    for _ in range(3):
        QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.reader.is_waiting)
    if QApplication.activeModalWidget() is None:
        window.activateWindow()
    QApplication.processEvents()


def front(page, tab):
    page.tabs.setCurrentWidget(tab)
    page.settle()
    return tab


def listed(page):
    """The items that Review lists, and the chips above them."""
    page.settle()
    window = page.window_of
    assert window.stack.currentWidget() is window.review
    chips = [one.chip.words for one in window.review.left.bar.findChildren(ChipButton) if one.isVisible()]
    return [row.item for row in window.review.reviewing.queue.values()], chips


def press(page, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    widget.setFocus()
    QTest.keyClick(widget, key, modifier)
    page.settle()


def texts_on(page):
    """Every word that the page shows, tells a screen reader or would tell on hover."""
    words = [part.text() for part in page.findChildren(QLabel)]
    for part in page.findChildren(QWidget):
        words += [part.toolTip(), part.accessibleName(), part.accessibleDescription()]
    for table in page.findChildren(QTableView):
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                words += [str(index.data(role)) for role in (0, Qt.ItemDataRole.ToolTipRole)]
    return " ".join(words)


def test_C1_nothing_outside_is_on_the_screen_and_what_is_inside_is(page):
    for tab in page.every():
        front(page, tab)
    told = texts_on(page)
    for word in (many_items.OUTSIDE, "zqoutside", "06.2025", "Jun 2025", "57°"):
        assert word not in told
    assert "Bob Sample" in told  # the walk is not blind
    assert "53° 28.69′ north" in told
    assert "Outside every line: 7 items, as a count only." in told
    assert "Others outside: 2, as a count only." in told


def test_hours_are_chosen_by_keys_and_listed(page):
    tab = front(page, page.timeline)
    assert tab.total.text().startswith("11 items")
    press(page, tab.grid, Qt.Key.Key_Right)
    for _ in range(18):
        press(page, tab.grid, Qt.Key.Key_Right)
    assert tab.grid.brush == Brush((0, 18), (0, 18))
    assert tab.chosen.text().startswith("3 items, Sat 08 Mar 2025, 18:00 to 18:59")
    press(page, tab.grid, Qt.Key.Key_Left, SHIFT)
    assert tab.chosen.text().startswith("4 items")
    press(page, tab.grid, Qt.Key.Key_Return)
    found, chips = listed(page)
    assert len(found) == 4
    assert chips == ["When: Sat 08 Mar 2025", "Hours: 17:00 to 18:59"]
    assert page.window_of.review.left.table.hasFocus()


def test_hours_are_chosen_by_the_mouse_and_listed_by_the_button(page):
    tab = front(page, page.timeline)
    begin, end = tab.grid.cell(0, 15).center(), tab.grid.cell(0, 20).center()
    port = tab.grid.viewport()
    QTest.mousePress(port, LEFT, pos=begin)
    QTest.mouseMove(port, (begin + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, pos=end)
    assert tab.grid.brush == Brush((0, 15), (0, 20))
    assert tab.chosen.text().startswith("7 items")
    QTest.mouseClick(tab.list, LEFT)
    assert len(listed(page)[0]) == 7


def test_an_empty_part_lists_nothing(page):
    tab = front(page, page.timeline)
    tab.grid.choose(Brush((0, 0), (0, 3)))
    assert not tab.list.isEnabled()
    press(page, tab.grid, Qt.Key.Key_Return)
    assert page.window_of.stack.currentWidget() is page


def test_a_day_is_chosen_in_the_table_by_keys(page):
    tab = front(page, page.timeline)
    press(page, tab.days, Qt.Key.Key_Down)
    press(page, tab.days, Qt.Key.Key_Down)
    assert tab.grid.brush == Brush((1, 0), (1, 23))
    press(page, tab.days, Qt.Key.Key_Return)
    assert len(listed(page)[0]) == 4


def test_a_search_from_the_overview_is_on_the_log(page):
    tab = front(page, page.timeline)
    tab.grid.choose(Brush((0, 18), (0, 18)))
    tab.list.click()
    listed(page)
    lines = [json.loads(line) for line in audit.lines(page.desk.session.case)]
    entries = [line["detail"] for line in lines if line["action"] == "search in line"]
    assert [(one["found"], one["limits"]) for one in entries] == [(3, "first last hours")]


def test_people_are_chosen_by_keys_and_what_went_between_two_is_listed(page):
    tab = front(page, page.people)
    press(page, tab.graph, Qt.Key.Key_Right)
    assert tab.chosen.text() == "Sent or received by Ann Example"
    press(page, tab.graph, Qt.Key.Key_Down)
    assert tab.chosen.text().startswith("Between Ann Example and Bob Sample (")
    assert tab.chosen.text().endswith("4 items")
    press(page, tab.graph, Qt.Key.Key_Return)
    found, chips = listed(page)
    assert len(found) == 4
    assert chips[0].startswith("Between Ann Example and Bob Sample")


def test_a_line_of_the_graph_is_chosen_by_the_mouse(page):
    tab = front(page, page.people)
    one, other = tab.graph.spot(1), tab.graph.spot(2)
    middle = ((one + other) / 2).toPoint()
    QTest.mouseClick(tab.graph, LEFT, pos=middle)
    assert {tab.graph.one, tab.graph.other} == {1, 2}
    QTest.mouseClick(tab.graph, LEFT, pos=one.toPoint())
    assert (tab.graph.one, tab.graph.other) == (1, 0)
    QTest.mouseClick(tab.sent, LEFT)
    found, chips = listed(page)
    assert (len(found), chips) == (4, ["Sent by Ann Example"])


def test_two_people_are_chosen_in_the_table(page):
    tab = front(page, page.people)
    tab.people.setFocus()
    tab.people.selectRow(0)
    QTest.keyClick(tab.people, Qt.Key.Key_Down, SHIFT)
    assert tab.graph.other
    assert tab.choice().exchange == Exchange(tab.counts.people[0].who, tab.counts.people[1].who, Way.EITHER)


def test_calls_are_chosen_by_day_and_by_row(page):
    tab = front(page, page.calls)
    assert tab.total.text().startswith("2 calls: 1 answered, 1 not answered.")
    press(page, tab.chart, Qt.Key.Key_Right)
    press(page, tab.chart, Qt.Key.Key_Right, SHIFT)
    assert tab.chosen.text().startswith("Sat 08 Mar 2025 to Sun 09 Mar 2025: 2 calls")
    place_of_bar = tab.chart.column(1).center().toPoint()
    QTest.mouseClick(tab.chart, LEFT, pos=place_of_bar)
    assert tab.chosen.text().startswith("Sun 09 Mar 2025: 1 call, 0 answered, 1 not")
    press(page, tab.calls, Qt.Key.Key_Down)
    item = tab.model.value(tab.calls.currentIndex().row()).item
    assert tab.picked == (item,)
    press(page, tab.calls, Qt.Key.Key_Return)
    assert listed(page) == ([item], ["Picked: 1 item"])


@pytest.mark.parametrize("table", ["find", "hold"])
def test_H3_small_pictures_leave_memory_as_soon_as_anything_is_covered(page, table):
    tab = front(page, page.pictures)
    QTest.qWait(200)  # pictures are asked for once the list stands still
    page.settle()
    assert len(tab.small) == 2
    page.window_of.go("home")
    page.desk.changed.emit(frozenset({"mark"}))
    assert len(tab.small) == 2
    page.desk.changed.emit(frozenset({table}))
    assert (tab.small, tab.gallery.small) == ({}, {})


def test_E3_pictures_are_covered_until_a_reason_is_given_and_space_is_held(page):
    tab = front(page, page.pictures)
    QTest.qWait(200)  # pictures are asked for once the list stands still
    page.settle()
    assert [max(image.width(), image.height()) for image in tab.small.values()] == [7, 7]
    press(page, tab.gallery, Qt.Key.Key_Right)
    assert tab.chosen.text() == "1 picture"
    press(page, tab.gallery, Qt.Key.Key_Space)
    assert tab.gallery.plain.isNull()
    dialog = asked()
    dialog.findChild(QPlainTextEdit).setPlainText("to see whether the poster of the concert is on it")
    dialog.yes.click()
    page.settle()
    assert tab.gallery.plain.width() > 100
    tab.gallery.setFocus()
    QTest.keyRelease(tab.gallery, Qt.Key.Key_Space)
    assert tab.gallery.plain.isNull()
    QTest.keyPress(tab.gallery, Qt.Key.Key_Space)
    assert tab.gallery.plain.width() > 100
    QTest.keyRelease(tab.gallery, Qt.Key.Key_Space)
    lines = [json.loads(line) for line in audit.lines(page.desk.session.case)]
    assert [line["action"] for line in lines if line["object"] == f"item:{tab.gallery.rows[0].item}"][
        -3:
    ] == [
        "reveal picture",
        "open item",
        "show page",
    ]
    tab.grey.click()
    assert tab.gallery.grey
    press(page, tab.gallery, Qt.Key.Key_Right, SHIFT)
    press(page, tab.gallery, Qt.Key.Key_Return)
    found, chips = listed(page)
    assert sorted(found) == sorted(row.item for row in tab.gallery.rows)
    assert chips == ["Picked: 2 items"]


def test_a_gallery_of_fifty_thousand_asks_for_what_is_seen_alone(page, monkeypatch):
    tab = front(page, page.pictures)
    asked_for = []
    monkeypatch.setattr(actions, "thumbnails", lambda _case, _number, wanted: asked_for.extend(wanted) or ())
    tab.put(tuple(PictureRow(item, 0, "2025-03-08T12:00", "", "AB/1", True) for item in range(1, 50_001)))
    QTest.qWait(100)
    page.settle()
    first = len(asked_for)
    assert 0 < first <= len(tab.gallery.seen()) + 12
    tab.gallery.choose(49_999, 49_999)
    QTest.qWait(100)
    page.settle()
    assert (50_000, 0) in asked_for
    assert len(asked_for) < 200


def looks(page):
    lines = [json.loads(line) for line in audit.lines(page.desk.session.case)]
    return [
        (line["action"], line["object"], line["detail"]["items"])
        for line in lines
        if line["action"] in {"see calls", "see places"}
    ]


def test_who_is_shown_calls_or_places_stands_on_the_log_before_they_are(page, monkeypatch):
    front(page, page.timeline)
    front(page, page.people)
    front(page, page.pictures)
    assert looks(page) == []
    front(page, page.calls)
    front(page, page.map)
    seen = [("see calls", "line:1:1", 2), ("see places", "line:1:1", 3)]
    assert looks(page) == seen
    front(page, page.calls)
    page.calls.look(1)
    page.settle()
    assert looks(page) == seen  # the same again is no other look
    item = page.map.model.value(0).item
    page.desk.ask(actions.hold, 1, item, HoldKind.LPP)
    page.settle()
    front(page, page.map)
    assert page.map.model.rowCount() == 0  # what stands beside it is held with it
    front(page, page.calls)
    assert looks(page) == seen
    assert page.calls.model.rowCount() == 2
    page.calls.clear()

    def refused(*_given):
        raise ReviewError("The log cannot be written.")

    monkeypatch.setattr(actions, "record_calls", refused)
    page.calls.look(1)
    page.settle()
    assert page.calls.model.rowCount() == 0


def test_places_are_grouped_moved_and_listed(page):
    tab = front(page, page.map)
    assert [len(group.rows) for group in tab.map.groups] == [2, 1]
    press(page, tab.map, Qt.Key.Key_N)
    assert tab.chosen.text().startswith("2 items near 53° 28.69′ north")
    before = tab.map.sight
    press(page, tab.map, Qt.Key.Key_Left)
    assert tab.map.sight.middle[0] < before.middle[0]
    press(page, tab.map, Qt.Key.Key_Plus)
    assert tab.map.sight.scale > before.scale
    press(page, tab.map, Qt.Key.Key_0)
    assert tab.map.sight.middle == before.middle
    assert tab.map.sight.scale == pytest.approx(before.scale, rel=0.02)
    QTest.mouseClick(tab.map, LEFT, pos=tab.map.place(tab.map.groups[1]).toPoint())
    assert tab.chosen.text().endswith("(exact to 11 m by its decimals)")
    start = QPoint(60, 60)
    QTest.mousePress(tab.map, LEFT, pos=start)
    QTest.mouseMove(tab.map, start + QPoint(40, 0))
    QTest.mouseMove(tab.map, start + QPoint(80, 0))
    QTest.mouseRelease(tab.map, LEFT, pos=start + QPoint(80, 0))
    assert tab.map.sight.middle[0] < before.middle[0]
    press(page, tab.map, Qt.Key.Key_Return)
    found, chips = listed(page)
    assert (len(found), chips) == (1, ["Picked: 1 item"])


def test_of_all_lines_together_it_is_asked_in_which_line_to_list(page, window, tmp_path_factory):
    window.close_case()
    one = many_items.line(1)
    other = replace(many_items.line(2), title="The calls", scope=replace(one.scope, kinds=(ItemKind.CALL,)))
    case = many_items.made_case(tmp_path_factory.mktemp("two"), one, other)
    window.open_case(case, "Rita", many_items.WORDS)
    window.settle()
    window.go("overview")
    window.settle()
    assert [page.pick.itemData(at) for at in range(page.pick.count())] == [1, 2, 0]
    page.show_line(2)
    tab = front(page, page.timeline)
    assert tab.total.text().startswith("2 items")
    page.show_line(0)
    page.settle()
    assert tab.total.text().startswith("11 items")
    tab.grid.choose(Brush((0, 17), (1, 20)))
    QTest.mouseClick(tab.list, LEFT)
    assert page.menu.isVisible()
    page.menu.actions()[1].trigger()
    page.menu.close()
    found, _ = listed(page)
    assert window.review.reviewing.number == 2
    assert len(found) == 1


def test_every_chart_has_a_name_and_a_table_and_the_keys_reach_both(page):
    for tab in page.every():
        front(page, tab)
        reached = [
            part
            for part in tab.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible()
        ]
        assert all(part.accessibleName() or getattr(part, "text", str)() for part in reached), reached
        assert any(isinstance(part, QTableView) for part in reached)
        assert len(reached) >= 2


@pytest.mark.parametrize(("look", "size"), [("light", 100), ("dark", 150), ("high contrast", 200)])
def test_nothing_is_clipped_at_any_size_of_text(page, look, size):
    page.window_of.change_view(ViewSettings(look, size))
    for tab in page.every():
        front(page, tab)
        assert clipped(page) == []
        assert overlapping(page) == []


def test_nothing_of_a_case_stays_when_it_is_closed(page):
    for tab in page.every():
        front(page, tab)
    page.window_of.close_case()
    for tab in page.every():
        assert (tab.total.text(), tab.chosen.text()) == ("", "")
        assert all(table.model().rowCount() == 0 for table in tab.findChildren(QTableView))
    assert page.pictures.small == {}
    assert page.pictures.gallery.rows == ()
    assert isinstance(page.pictures.gallery.plain, QImage)
    assert page.pick.count() == 0

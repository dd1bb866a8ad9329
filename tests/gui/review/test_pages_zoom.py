"""Pages and pictures: larger and smaller with keys, wheel and buttons; pictures covered until Space is held; seen is
only what was painted as it is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_review import gui
from evidence_review.gui.models.look import ViewSettings, read_settings, save_settings
from evidence_review.gui.widgets.parts.page_view import BLUR, MARGIN, PageView, coarse
from evidence_review.gui.widgets.window.settings_dialog import SettingsDialog

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def stripes(wide=400, high=300):
    """A picture of black and white columns, which nothing but itself looks like."""
    made = QImage(wide, high, QImage.Format.Format_RGB888)
    for x in range(wide):
        colour = QColor("black" if x // 4 % 2 else "white").rgb()
        for y in range(high):
            made.setPixel(x, y, colour)
    return made


@pytest.fixture
def page(qtbot):
    made = PageView()
    qtbot.addWidget(made)
    made.resize(460, 600)
    made.show()
    qtbot.waitExposed(made)
    made.whole = []
    made.seen_whole.connect(lambda: made.whole.append(True))
    return made


def settle():
    for _ in range(4):
        QApplication.processEvents()


def wheel(page, up, modifier=CTRL):
    where = QPointF(200, 200)
    turned = QPoint(0, 120 if up else -120)
    event = QWheelEvent(
        where, where, QPoint(), turned, Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(page.viewport(), event)


def test_keys_wheel_and_buttons_make_a_page_larger_and_fit_it_again(page):
    page.put(stripes())
    fits = page._area().width()
    assert fits <= page.viewport().width() - 2 * MARGIN
    QTest.keyClick(page, Qt.Key.Key_Plus)
    assert page._area().width() == int(fits * 1.25)
    wheel(page, up=True)
    wheel(page, up=True)
    assert page.horizontalScrollBar().maximum() > 0
    QTest.keyClick(page, Qt.Key.Key_Minus)
    wheel(page, up=False)
    QTest.keyClick(page, Qt.Key.Key_0)
    assert (page.zoom, page._area().width()) == (1.0, fits)
    assert page.horizontalScrollBar().maximum() == 0
    wheel(page, up=True, modifier=NONE)
    assert page.zoom == 1.0
    for _ in range(40):
        page.enlarge(1.25)
    assert page.zoom <= 6
    page.put(stripes())
    assert page.zoom == 1.0


def test_a_page_wider_than_the_screen_is_not_seen_by_its_rows_alone(page):
    page.image = QImage()
    page.put(stripes())
    page.zoom = 3.0
    page._arrange()
    for at in range(0, page.verticalScrollBar().maximum() + 1, 50):
        page.verticalScrollBar().setValue(at)
        settle()
    assert not page.seen.whole
    page.fit()
    settle()
    assert page.seen.whole  # the control: the same page at the width of the pane


def looks_like(page, image):
    """Whether what is painted has the fine columns of the picture."""
    shot = page.viewport().grab().toImage()
    area = page._area()
    row = [
        shot.pixelColor(x, area.center().y()).lightness() for x in range(area.left() + 20, area.right() - 20)
    ]
    del image
    return max(row) - min(row) > 150


def test_a_picture_is_covered_until_Space_is_held_and_is_seen_only_then(page):
    image = stripes()
    page.put(image, is_picture=True)
    settle()
    assert page.is_veiled
    assert not looks_like(page, image)
    assert not page.seen.whole
    page.setFocus()
    QTest.keyPress(page, Qt.Key.Key_Space)
    settle()
    assert looks_like(page, image)
    assert page.seen.whole
    assert page.whole == [True]
    QTest.keyRelease(page, Qt.Key.Key_Space)
    settle()
    assert not looks_like(page, image)


def test_a_page_of_words_is_never_covered(page):
    page.put(stripes())
    settle()
    assert not page.is_veiled
    assert looks_like(page, None)
    assert page.seen.whole


def test_the_switches_are_kept_and_hold_at_once(page, tmp_path, qtbot):
    page.put(stripes(), is_picture=True)
    page.dress(ViewSettings(blur_pictures=False, less_detail=True))
    assert page.is_veiled
    page.dress(ViewSettings(blur_pictures=False))
    settle()
    assert not page.is_veiled
    assert looks_like(page, None)
    wanted = ViewSettings("dark", 130, grey_pages=True, blur_pictures=False, less_detail=True)
    save_settings(tmp_path / "view.json", wanted)
    assert read_settings(tmp_path / "view.json")[0] == wanted
    (tmp_path / "old.json").write_text('{"look": "dark", "text_size": 100, "grey_pages": false}')
    assert read_settings(tmp_path / "old.json")[0] == ViewSettings(
        "dark"
    )  # of a version before: pictures are covered
    assert wanted.larger(1).less_detail


def test_the_settings_have_the_three_switches(window):
    dialog = SettingsDialog(window, ViewSettings(), window.caring.watch)
    told = []
    dialog.changed.connect(told.append)
    dialog.blur.click()
    dialog.less.click()
    dialog.grey.click()
    assert told[-1] == ViewSettings(grey_pages=True, blur_pictures=False, less_detail=True)
    dialog.reject()


def coloured(page):
    """How many points of what is painted have a colour."""
    settle()
    shot, area = page.viewport().grab().toImage(), page._area().adjusted(5, 5, -5, -5)
    points = [shot.pixelColor(x, area.center().y()) for x in range(area.left(), area.right(), 5)]
    return sum(not one.red() == one.green() == one.blue() for one in points)


def test_Q4_pages_and_pictures_are_blurred_or_grey_where_that_is_chosen(page):
    page.put(stripes(), is_picture=True)
    settle()
    assert page.is_veiled  # blurred, as we ship it
    assert not looks_like(page, None)
    red = QImage(400, 300, QImage.Format.Format_RGB888)
    red.fill(QColor("red"))
    page.dress(ViewSettings(blur_pictures=False))
    page.put(red, is_picture=True)
    assert coloured(page) > 10  # the control
    page.dress(ViewSettings(grey_pages=True, blur_pictures=False))
    page.put(red, is_picture=True)
    assert coloured(page) == 0


def test_Q4_nothing_in_the_window_can_make_a_sound():
    code = Path(gui.__file__).parent
    loud = ("QtMultimedia", "QSound", "beep(", "winsound")
    assert [
        path.name for path in code.rglob("*.py") if any(one in path.read_text("utf-8") for one in loud)
    ] == []


def test_nothing_fine_is_left_of_a_blurred_picture():
    made = coarse(stripes(), BLUR)
    assert max(made.width(), made.height()) == BLUR * 16
    row = [made.pixelColor(x, made.height() // 2).lightness() for x in range(made.width())]
    assert max(row) - min(row) < 100

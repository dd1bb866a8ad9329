"""One file redacted and checked in the window, as a person does it: by mouse and by keys, without a case and
with one."""

import io
import zipfile

import pymupdf
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from evidence_review.domain.redaction_values import Level, PageArea
from evidence_review.gui.models.drawn import Areas, proposed, told
from evidence_review.gui.models.files import new_name
from evidence_review.gui.widgets.one_file.check_dialog import show_check_file
from evidence_review.gui.widgets.one_file.file_dialog import show_redact_file

NAME = "Imani Quillfeather"


@pytest.fixture
def letter(tmp_path):
    with pymupdf.open() as made:
        for words in (f"Dear {NAME}, the kettle is on.", "A second page."):
            made.new_page().insert_text((72, 72), words)
        made.save(tmp_path / "letter.pdf")
    return tmp_path / "letter.pdf"


@pytest.fixture
def opened(window, qtbot):
    made = show_redact_file(window, window.desk)
    qtbot.waitExposed(made)
    yield made
    made.close()


def idle(qtbot, dialog):
    qtbot.waitUntil(
        lambda: not dialog.jobs.running and (not hasattr(dialog, "looks") or not dialog.looks.running),
        timeout=120_000,
    )


def looked(qtbot, dialog, path, *terms):
    dialog.form.put_source(str(path))
    idle(qtbot, dialog)
    dialog.form.terms.setPlainText("\n".join(terms))
    dialog.form.look.click()
    idle(qtbot, dialog)


def test_a_pdf_from_choosing_it_to_before_and_after(opened, qtbot, letter):
    assert not opened.go.isEnabled()
    looked(qtbot, opened, letter, NAME, "Nobody Here")
    (row, missing) = opened.form.found.rows()
    assert "1 place on page 1" in row.text()
    assert (missing.checkState(), "not found" in missing.text()) == (Qt.CheckState.Unchecked, True)
    assert opened.count == 2
    opened.go.click()
    idle(qtbot, opened)
    assert opened.fault.text() == ""
    target = letter.with_name("edited-001.pdf")
    with pymupdf.open(target) as new:
        assert ("kettle" in new[0].get_text(), "Quillfeather" in new[0].get_text()) == (True, False)
    assert "1 place taken out" in opened.outcome.told.text()
    assert not opened.outcome.before.image.isNull()
    assert not opened.outcome.after.image.isNull()
    assert [one.level for one in opened.outcome.marks.values()] == [Level.TOKEN]
    assert letter.exists()


def test_what_is_not_ticked_stays(opened, qtbot, letter):
    looked(qtbot, opened, letter, NAME, "kettle")
    opened.form.found.rows()[1].setCheckState(Qt.CheckState.Unchecked)
    assert opened.form.chosen() == [NAME]


def test_terms_written_after_the_look_need_another_look(opened, qtbot, letter):
    looked(qtbot, opened, letter, NAME)
    assert opened.go.isEnabled()
    opened.form.terms.setPlainText(f"{NAME}\nkettle")
    assert not opened.go.isEnabled()
    assert "Look through the file first" in opened.why.text()


def test_bars_need_their_warning_ticked(opened, qtbot, letter):
    looked(qtbot, opened, letter, NAME)
    opened.form.level.put(Level.BAR)
    assert opened.form.level.warning.isVisibleTo(opened.form)
    assert not opened.go.isEnabled()
    opened.form.level.tick.setChecked(True)
    assert opened.go.isEnabled()
    assert opened.form.wishes(()).level is Level.BAR
    opened.form.level.put(Level.LINE)
    opened.form.level.put(Level.BAR)
    assert not opened.go.isEnabled()


def test_areas_are_drawn_with_the_mouse(opened, qtbot, letter):
    looked(qtbot, opened, letter)
    view = opened.view
    place = view._place()
    first, last = (
        QPoint(place.left() + place.width() // 2, place.top() + 60),
        QPoint(place.right() - 20, place.top() + 120),
    )
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(view.viewport(), last)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    (area,) = opened.areas.going()
    left, _, right, _ = area.box
    assert (0.45 < left < 0.55, 0.9 < right <= 1) == (True, True)
    assert len(opened.list.rows()) == 1
    assert opened.go.isEnabled()


def test_areas_are_drawn_moved_sized_and_taken_away_with_keys(opened, qtbot, letter):
    looked(qtbot, opened, letter)
    view = opened.view
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    before = opened.areas.all[0].area.box
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    after = opened.areas.all[0].area.box
    assert after == pytest.approx((before[0] + 0.01, before[1], before[2] + 0.01, before[3] + 0.01))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert opened.areas.all == ()
    assert not opened.go.isEnabled()


def test_an_area_drawn_on_a_picture_is_black_in_the_new_one(opened, qtbot, tmp_path):
    Image.new("RGB", (200, 100), "orange").save(tmp_path / "face.png")
    looked(qtbot, opened, tmp_path / "face.png")
    qtbot.keyClick(opened.view, Qt.Key.Key_Insert)
    opened.go.click()
    idle(qtbot, opened)
    with Image.open(tmp_path / "edited-001.png") as new:
        assert max(new.convert("RGB").getpixel((100, 50))) < 20
        assert new.convert("RGB").getpixel((10, 10))[0] > 200


def test_what_is_proposed_does_not_go_until_it_is_taken_up():
    areas = proposed([(PageArea(0, (0.1, 0.1, 0.2, 0.2)), "looks like a number plate")])
    assert areas.going() == ()
    assert areas.taken_up(0, goes=True).going() == (PageArea(0, (0.1, 0.1, 0.2, 0.2)),)
    assert "number plate" in told(areas.all[0])


def test_areas_stay_on_the_page_and_never_lose_their_size():
    areas = Areas().add(0, (0.9, 0.9, 1.0, 1.0))
    for _ in range(200):
        areas = areas.moved(0.03, 0.03).grown(-0.02, -0.02).moved(-0.01, 0)
    left, top, right, bottom = areas.all[0].area.box
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert areas.add(0, (0.5, 0.5, 0.5, 0.5)) is areas


def test_a_file_of_another_kind_shows_its_words_and_is_made_anew(opened, qtbot, tmp_path):
    (tmp_path / "chat.csv").write_text(f"who,what\nAnn,call {NAME}\n", "utf-8")
    looked(qtbot, opened, tmp_path / "chat.csv", NAME)
    assert opened.form.level.isHidden()
    assert opened.list.isHidden()
    assert opened.count == 1
    opened.go.click()
    idle(qtbot, opened)
    assert "[PERSON 1]" in (tmp_path / "edited-001.csv").read_text("utf-8")


def test_a_stop_leaves_nothing_and_the_choices_stand(opened, qtbot, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for number in range(400):
            made.writestr(f"{number}.txt", f"{NAME} {number}\n" * 50)
    (tmp_path / "many.zip").write_bytes(packed.getvalue())
    looked(qtbot, opened, tmp_path / "many.zip", NAME)
    opened.go.click()
    qtbot.waitUntil(opened.bar.isVisible, timeout=60_000)
    opened.bar.stop.click()
    idle(qtbot, opened)
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["many.zip"]
    assert opened.form.chosen() == [NAME]


def test_what_cannot_be_done_is_one_sentence(opened, qtbot, letter):
    looked(qtbot, opened, letter, NAME)
    letter.with_name("taken.pdf").write_bytes(b"mine")
    opened.form.target.setText(str(letter.with_name("taken.pdf")))
    opened.go.click()
    idle(qtbot, opened)
    assert "already a file" in opened.fault.text()
    assert letter.with_name("taken.pdf").read_bytes() == b"mine"
    assert opened.stack.currentIndex() == 0


def test_the_people_of_an_open_case_are_offered(signed_in, qtbot):
    window = signed_in("Rita")
    made = show_redact_file(window, window.desk)
    qtbot.waitExposed(made)
    assert made.form.people.isVisible()
    made.form.people.click()
    assert "Bob Sample" in made.form.written()
    made.close()


def test_everything_has_a_name_that_is_spoken(opened):
    for part in (
        opened.view,
        opened.list,
        opened.form.found,
        opened.form.terms,
        opened.form.source,
        opened.form.target,
    ):
        seen = QAccessible.queryAccessibleInterface(part)
        assert seen.text(QAccessible.Text.Name)


def test_check_a_file_says_where_and_never_what(window, qtbot, letter):
    made = show_check_file(window)
    made.file.setText(str(letter))
    made.terms.setPlainText(NAME)
    made.go.click()
    idle(qtbot, made)
    places = made.model.values()
    assert any(one.startswith("page 1") for one in places)
    assert not any("Quillfeather" in one for one in places)
    made.terms.setPlainText("Nobody Here")
    made.go.click()
    idle(qtbot, made)
    assert "None of these" in made.told.text()
    made.close()


def test_the_proposed_name_says_nothing_of_the_old_one(tmp_path):
    assert new_name(tmp_path / f"{NAME}.doc") == str(tmp_path / "edited-001.pdf")
    (tmp_path / "edited-001.pdf").touch()
    assert new_name(tmp_path / "a.PDF") == str(tmp_path / "edited-002.pdf")

"""docs/measurements/desk_expectations.md: every test that it names exists, and two that it needs."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from evidence_review.domain.kinds import Origin, Relevance
from evidence_review.gui import actions
from evidence_review.gui.widgets.parts.building_blocks import Tick
from tests.gui.acts import asked
from tests.gui.test_review import open_words, painted

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "measurements" / "desk_expectations.md"
ROWS = 30


def missing(page: str) -> list[str]:
    """Tests that a page names and that are not there."""
    named = re.findall(r"^\d+\. `(tests/[\w/]+\.py)::(\w+)`$", page, re.MULTILINE)
    assert named
    return [f"{file}::{name}" for file, name in named if name not in defined_in(ROOT / file)]


def defined_in(file: Path) -> set[str]:
    if not file.exists():
        return set()
    return {one.name for one in ast.parse(file.read_text("utf-8")).body if isinstance(one, ast.FunctionDef)}


def test_every_test_that_the_table_names_exists():
    page = PAGE.read_text("utf-8")
    assert missing(page) == []
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", page, re.MULTILINE)[1:]
    assert len(rows) == ROWS
    tests = len(re.findall(r"^\d+\. `tests/", page, re.MULTILINE))
    used = {int(number) for row in rows for number in re.findall(r"\[(\d+)\]", row[3])}
    assert used == set(range(1, tests + 1))
    assert all(re.search(r"\[\d+\]", row[3]) or "**N**" in row[2] for row in rows)


def test_a_control_a_test_that_is_not_there_is_told():
    assert missing("1. `tests/gui/desk/test_expectations.py::test_of_nothing`\n") != []


@pytest.fixture
def page(qtbot, signed_in):
    window = signed_in("Rita")
    open_words(window.review, "07700")
    painted(qtbot, window.review)
    return window.review


def test_what_the_line_asks_stands_beside_the_item(page):
    line = page.reviewing.line.line
    said = [part.text() for part in page.why.findChildren(QLabel) if part.isVisibleTo(page.why)]
    assert line.question in said
    assert line.expected_to_find in said


def test_each_finding_is_taken_up_or_left_by_its_own_tick(page):
    reviewing = page.reviewing
    reviewing.decide(Relevance.RELEVANT, stays=True)
    page.show_personal()
    item = reviewing.talk.focus.id

    def ticks():
        QApplication.processEvents()
        found = page.personal.findChildren(Tick)
        return [one for one in found if one.isVisible() and one.accessibleName().startswith("Mark ")]

    def marks():
        return actions.open_item(page.desk.session, reviewing.number, item).redactions

    first = ticks()[0]
    assert marks() == ()
    first.click()
    (mark,) = marks()
    assert mark.origin is Origin.SUGGESTION
    (standing,) = [one for one in ticks() if one.isChecked()]
    standing.click()
    asked().findChild(QPlainTextEdit).setPlainText("it is known")
    asked().yes.click()
    assert marks() == ()
    assert not any(one.isChecked() for one in ticks())

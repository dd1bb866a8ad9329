"""A thousand random acts on a real case and the real window, beside a simple model of what a person expects:
no
decision lost, overwritten in silence or made twice; undo takes back exactly the last act."""

import random
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Relevance, Tag
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from tests.gui.acts import sift
from tests.gui.conftest import WORDS, concert

ACTS = 1000
EVERY = 10
KEYS = {
    Relevance.RELEVANT: Qt.Key.Key_R,
    Relevance.NOT_RELEVANT_TO_LINE: Qt.Key.Key_X,
    Relevance.UNSURE: Qt.Key.Key_S,
}
TAGS = {
    (Qt.Key.Key_T, False): Tag.TOWARDS,
    (Qt.Key.Key_A, False): Tag.AWAY,
    (Qt.Key.Key_T, True): Tag.SUPPORTS,
    (Qt.Key.Key_A, True): Tag.UNDERMINES_OR_ASSISTS,
}
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
SENTENCE = "the larkfest concert was mentioned again here, number {}"
LH = Exhibit("LH/1", ExhibitKind.DEVICE, "Bob Sample", Basis(LegalBasis.PACE_SEIZURE))
ABC = Exhibit("ABC/1", ExhibitKind.DEVICE, "Ann Example", Basis(LegalBasis.PACE_SEIZURE))


def chat(first, number):
    return "".join(
        f"1{at % 9}/03/2025, {8 + at // 9:02}:0{at % 7} - {'Ann Example' if at % 2 else 'Bob Sample'}: "
        f"{'ok' if at % 11 == 5 else SENTENCE.format(at)}\n"
        for at in range(first, first + number)
    )


@pytest.fixture(scope="module")
def walked(made_case, tmp_path_factory):
    """Two lines, forty messages more of which twelve lie in a second exhibit too."""
    folder = shutil.copytree(made_case, tmp_path_factory.mktemp("walked") / "case")
    session = actions.open_case(folder, "Dan", WORDS)
    for name, exhibit, owner, first, number in (
        ("WhatsApp Chat with Bob Sample 2.txt", ABC, "Ann Example", 0, 40),
        ("WhatsApp Chat with Ann Example.txt", LH, "Bob Sample", 20, 20),
    ):
        file = folder.parent / name
        file.write_text(chat(first, number), "utf-8")
        options = ReadOptions("Europe/London", day_first=True, owner=owner)
        finish(actions.import_path(session, file, exhibit, options))
    actions.propose_line(session, concert(2))
    actions.close(session)
    session = actions.open_case(folder, "Sue", WORDS)
    actions.approve_line(session, 2)
    finish(actions.flag(session))
    actions.close(session)
    return folder


@pytest.fixture
def case(walked, tmp_path):
    return shutil.copytree(walked, tmp_path / "case")


class Expected:
    """What a person expects, kept by (line, item): the decision, the tags, and every row that was ever
    written."""

    def __init__(self):
        self.stand, self.tags, self.rows, self.past = {}, {}, {}, []

    def of(self, line, item):
        return self.stand.get((line, item))

    def remember(self):
        self.past.append((dict(self.stand), {key: set(tags) for key, tags in self.tags.items()}))

    def decide(self, line, items, value, tags=()):
        self.remember()
        for item in items:
            self.stand[line, item] = value
            self.rows[line, item] = self.rows.get((line, item), 0) + 1
            if value is Relevance.RELEVANT and tags:
                self.tags.setdefault((line, item), set()).update(tags)

    def tag(self, line, items, tag, *, on):
        self.remember()
        for item in items:
            held = self.tags.setdefault((line, item), set())
            (held.add if on else held.discard)(tag)

    def undo(self):
        stand, tags = self.past.pop()
        for key in {*stand, *self.stand}:
            if stand.get(key) is not self.stand.get(key):
                self.rows[key] += 1
        self.stand, self.tags = stand, tags


class Walk:
    """A person at the window, and what she expects of it."""

    def __init__(self, window, seed):
        self.window, self.page, self.work = window, window.review, window.review.reviewing
        self.dice, self.expects, self.waiting = random.Random(seed), Expected(), set()
        self.asked = self.named = self.front = None
        self.around = False
        self.tied, self.line = True, 1
        self.said = []

    # --- what is on the screen, by asking the case, never the window's own model ------

    def view(self):
        return self.work.talk.focus

    def settle(self):
        for _ in range(3):
            QApplication.processEvents()
        bar = self.page.middle.bubbles.verticalScrollBar()
        assert bar.maximum() == 0 or len(self.work.talk.values()) > 1
        if self.view() is not None:
            assert self.work.seen_whole, self.said[-5:]

    def came(self, *, named=None):
        """Whatever is in front now, of it nothing is asked and nothing waits."""
        item = self.view().id if self.view() else None
        self.front, self.waiting, self.asked, self.around, self.tied = item, set(), None, False, True
        self.named = named

    def mates(self, item, line=None):
        """The copies that go with an item: those undecided or standing as it stands."""
        line = line or self.line
        stands = self.expects.of(line, item)
        view = self.view()
        assert view.id == item
        others = [one.item for one in view.copies]
        return [one for one in others if self.expects.of(line, one) in {None, stands}] if self.tied else []

    def press(self, key, modifier=PLAIN):
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def later(self):
        """The items listed below the one in front that nobody decided, in the order of the list on the
        screen."""
        rows, view = self.work.queue.values(), self.view()
        at = self.work.queue.place(view.id)
        return at, rows

    # --- acts ---------------------------------------------------------------------------

    def decide(self):
        value = self.dice.choice(list(KEYS))
        stays = self.dice.random() < 0.25
        by_mouse = not stays and self.dice.random() < 0.3
        view = self.view()
        if view is None:
            return
        stands, mates = self.expects.of(self.line, view.id), self.mates(view.id)
        brief = value is Relevance.NOT_RELEVANT_TO_LINE and view.words < 4 and not self.around
        if by_mouse:
            QTest.mouseClick(self.page.decision.buttons[value], Qt.MouseButton.LeftButton)
        else:
            self.press(KEYS[value], SHIFT if stays else PLAIN)
        self.settle()
        here = self.view()
        if stands is value:
            assert here.id == view.id
            self.asked = None
        elif brief:
            assert here.id == view.id
            self.around, self.asked = True, None
        elif stands is not None and self.asked is not value:
            assert here.id == view.id
            assert self.page.decision.wait.text().startswith("Decided")
            self.asked = value
        else:
            self.decided(view.id, value, mates, stays=stays)
        if by_mouse and self.dice.random() < 0.5:
            self.press(Qt.Key.Key_Space)
            self.settle()

    def decided(self, item, value, mates, *, stays):
        tags = self.waiting if value is Relevance.RELEVANT else set()
        self.expects.decide(self.line, [item, *mates], value, tags)
        here = self.view().id
        named = (item, value, mates)
        if stays:
            assert here == item
        if here != item:
            assert self.expects.of(self.line, here) is None, "it goes on to what is undecided"
            self.came(named=named)
        else:
            self.named, self.asked, self.waiting = named, None, set()
            self.around = (stays and value is not Relevance.NOT_RELEVANT_TO_LINE) or self.around
        assert self.page.decision.strip.text().split(" · ")[0] in {"ABC/1", "LH/1"}

    def tag(self):
        (key, shifted), tag = self.dice.choice(list(TAGS.items()))
        view = self.view()
        if view is None:
            return
        stands = self.expects.of(self.line, view.id)
        mates = self.mates(view.id)
        self.press(key, SHIFT if shifted else PLAIN)
        self.settle()
        if self.named is not None and self.named[1] is Relevance.RELEVANT:
            items = [self.named[0], *self.named[2]]
        elif stands is Relevance.RELEVANT:
            items = [view.id, *mates]
        else:
            self.waiting ^= {tag}
            return
        on = tag not in self.expects.tags.get((self.line, items[0]), set())
        self.expects.tag(self.line, items, tag, on=on)

    def undo(self):
        view = self.view()
        if not self.expects.past:
            return
        stand = dict(self.expects.stand)
        self.dice.choice((self.focus_table, self.focus_line, self.focus_none))()
        self.press(Qt.Key.Key_U)
        self.settle()
        self.expects.undo()
        del view, stand
        self.line = self.work.number
        self.came()

    def focus_table(self):
        self.page.left.table.setFocus()

    def focus_line(self):
        self.window.rail.setFocus()

    def focus_none(self):
        if (where := QApplication.focusWidget()) is not None:
            where.clearFocus()

    def move(self):
        before = self.view()
        self.press(self.dice.choice((Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_F, Qt.Key.Key_O)))
        self.settle()
        if (self.view() and self.view().id) != (before and before.id):
            self.came()
        else:
            self.asked = None

    def click(self):
        """A click, a double-click or Enter on some row; often the row that is open."""
        table, queue = self.page.left.table, self.work.queue
        if not queue.rowCount():
            return
        at = queue.place(self.view().id) if self.view() and self.dice.random() < 0.5 else -1
        row = at if at >= 0 else self.dice.randrange(queue.rowCount())
        before = self.view()
        table.scrollTo(queue.index(row, 0))
        place = table.visualRect(queue.index(row, 0)).center()
        how = self.dice.choice(("click", "double", "enter"))
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        if how == "double":
            QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        elif how == "enter":
            QTest.keyClick(table, Qt.Key.Key_Return)
        self.settle()
        assert self.page.decision.relevant.isEnabled()
        if before is None or self.view().id != before.id:
            self.came()

    def sift(self):
        sift(self.page, self.dice.choice(("all", "undecided", "flagged", "all", "unsure")))
        self.settle()

    def switch(self):
        number = self.dice.choice((1, 2))
        self.press(Qt.Key(Qt.Key.Key_0 + number))
        self.settle()
        self.line = number
        self.came()

    def unfold(self):
        if self.view() is not None:
            self.press(Qt.Key.Key_E)
            self.settle()
            self.around = True

    def fold(self):
        if self.view() is not None:
            self.press(Qt.Key.Key_B)
            self.settle()

    def tie(self):
        if self.view() is not None and self.page.decision.copies.isVisible():
            self.press(Qt.Key.Key_Y)
            self.tied = not self.tied
            assert self.page.decision.copies.isChecked() is self.tied

    def act(self):
        does = self.dice.choices(
            (self.decide, self.tag, self.undo, self.move, self.click, self.sift, self.switch, self.unfold,
             self.fold, self.tie),
            (40, 12, 14, 14, 10, 5, 3, 3, 2, 4),
        )[0]  # fmt: skip
        self.said.append(does.__name__)
        does()

    # --- what must hold -----------------------------------------------------------------

    def check(self):
        """What stands in the case is what she expects, row for row."""
        ask = self.window.desk.ask
        for line in (1, 2):
            rows = {row.item: row for row in ask(actions.queue, line)}
            for item, row in rows.items():
                assert row.decision == (self.expects.of(line, item) or ""), (line, item, self.said[-8:])
                stands = row.decision == Relevance.RELEVANT  # what was said before comes back with “Relevant”
                held = self.expects.tags.get((line, item), set()) if stands else set()
                assert set(row.tags) == held, (line, item, self.said[-8:])

    def check_rows(self):
        """No row more than was asked for, none less."""
        ids = {status.line.number: status.line.id for status in self.work.lines}
        for line in (1, 2):
            for row in self.window.desk.ask(actions.queue, line):
                made = self.window.desk.ask(actions.history, row.item)
                have = sum(one.line == ids[line] for one in made)
                assert have == self.expects.rows.get((line, row.item), 0), (line, row.item)

    def shown(self):
        """The filled buttons and the focus say what is true."""
        view, panel = self.view(), self.page.decision
        stands = self.expects.of(self.line, view.id) if view else None
        for value, made in panel.buttons.items():
            assert made.isChecked() is (value is stands), (value, stands, self.said[-8:])
        assert QApplication.activeModalWidget() is None
        assert not panel.reason.hasFocus()
        assert panel.reason.toPlainText() == ""


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("seed", [26])
def test_no_decision_is_lost_overwritten_or_made_twice_in_a_thousand_random_acts(signed_in, seed):
    window = signed_in("Rita")
    window.learner.learn = lambda number: None  # learning is another test's; here it takes the processor only
    walk = Walk(window, seed)
    walk.settle()
    walk.press(Qt.Key.Key_J)
    walk.settle()
    walk.came()
    for number in range(ACTS):
        walk.act()
        walk.shown()
        if number % EVERY == 0:
            walk.check()
    walk.check()
    walk.check_rows()
    assert sum(walk.expects.rows.values()) > 150


def test_the_walk_sees_a_decision_that_nobody_asked_for(signed_in):
    window = signed_in("Rita")
    walk = Walk(window, 1)
    walk.check()
    window.desk.do(actions.decide, 1, walk.work.queue.item_at(3), Relevance.UNSURE)
    with pytest.raises(AssertionError):
        walk.check()
    with pytest.raises(AssertionError):
        walk.check_rows()

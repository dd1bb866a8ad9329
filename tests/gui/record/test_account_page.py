"""The page of what was looked at: numbers beside every bar, shares that never lie, cautions and gaps in the
form of a line."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.kinds import TermKind
from evidence_review.gui.models.account import chosen, share_words, stages
from evidence_review.workflow.case.ledger_views import LedgerRow
from evidence_review.workflow.reviewing import reviewing
from tests.gui.conftest import concert
from tests.gui.test_screens import clipped, overlapping, settle


@pytest.mark.parametrize(
    ("items", "share", "words"),
    [
        (0, 0.0, "none"),
        (1, 0.0000001, "under 0.1 %"),
        (9, 1.0, "all"),
        (999_999, 0.999999, "99.9 %"),
        (1, 0.5, "50.0 %"),
    ],
)
def test_a_share_never_makes_something_nothing_nor_less_than_all_all(items, share, words):
    assert share_words(items, share) == words


def test_the_stages_keep_their_order_and_numbers():
    row = LedgerRow("DP/1", 1, 0, "", 1000, 100, 90, 12, 3, 0)
    assert [(one.name, one.items, one.share) for one in stages(row)][:3] == [
        ("held", 1000, 1.0),
        ("in scope", 100, 0.1),
        ("machine-screened", 90, 0.09),
    ]
    assert all(one.share == 0 for one in stages(replace(row, held=0)))


def test_the_page_tells_what_was_opened_as_it_is_opened(signed_in):
    window = signed_in("Dan")
    window.go("account")
    settle()
    page = window.account
    assert page.told.isVisible()
    before = chosen(page.ledger, 0).seen
    number = page.ledger.rows[0].line
    item = reviewing.queue(window.desk.session, number)[0].item
    reviewing.open_item(window.desk.session, number, item)
    page.refresh()
    assert chosen(page.ledger, 0).seen == before + 1
    said = [told.text() for _, _, told, _ in page.bars.rows]
    assert said == [stage.told() for stage in stages(chosen(page.ledger, 0))]
    assert page.widenings.rowCount() >= 1
    page.pick.setCurrentIndex(1)
    settle()
    assert page.of_terms.isVisible()
    assert page.terms.rowCount() == len(concert().terms)
    assert clipped(window) == []
    assert overlapping(window) == []


def test_closing_the_case_leaves_no_number_behind(signed_in):
    window = signed_in("Dan")
    window.go("account")
    settle()
    window.close_case()
    QApplication.processEvents()
    page = window.account
    assert (page.ledger, page.rows.rowCount(), page.terms.rowCount(), page.pick.count()) == (None, 0, 0, 0)


def test_the_form_warns_of_a_question_about_sexual_history_and_keeps_the_reason(signed_in):
    window = signed_in("Dan")
    form = window.lines.form
    window.go("lines")
    window.lines.edit(concert())
    settle()
    assert not form.warned.isVisible()
    form.question.setPlainText("What is her sexual history?")
    settle()
    assert form.warned.isVisible()
    assert "section 41" in form.caution.text()
    form.despite.setPlainText("The defence statement puts one message in issue.")
    assert form.line().caution_reason == "The defence statement puts one message in issue."


def test_C7_the_form_warns_of_a_line_that_opens_everything_and_asks_no_further_reason(signed_in):
    window = signed_in("Dan")
    form = window.lines.form
    window.go("lines")
    window.lines.edit(concert())
    form.all_people.setChecked(True)
    form.all_dates.setChecked(True)
    form.threads.clear()
    form.people.clear()
    settle()
    assert form.too_wide.isVisible()
    assert not form.warned.isVisible()
    assert "whole download" in form.width_said.text()
    assert not form.date_from.isEnabled(), "days that limit nothing must not look as if they did"
    form.threads.setText("Family")
    settle()
    assert not form.too_wide.isVisible()


def test_a_phrase_gets_its_gap_and_no_other_kind_does(signed_in):
    window = signed_in("Dan")
    form = window.lines.form
    window.lines.edit(concert())
    model = form.terms.model
    row = model.add()
    model.setData(model.index(row, 0), "call me")
    model.setData(model.index(row, 1), "phrase")
    form.terms.table.selectRow(row)
    form.terms.gap.setText("2")
    assert model.term(row).gap == 2
    model.setData(model.index(row, 1), "exact")
    assert (model.term(row).kind, model.term(row).gap) == (TermKind.EXACT, 0)

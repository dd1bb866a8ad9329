"""The samples page as a person uses it: the price first, another person authorises, items one by one and
bare, then the sentence."""

import pytest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.kinds import Relevance
from evidence_review.domain.samples import SampleKind, SampleState
from evidence_review.gui import app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.widgets.parts.fields import Long
from evidence_review.workflow.reviewing import reviewing
from evidence_review.workflow.sampling.sampling import authorise_sample, propose_sample
from tests import build
from tests.gui.conftest import at_work
from tests.gui.test_screens import WAYS, picture, settle
from tests.workflow.samples.sampled import decide_some, is_relevant, read_all, sampled_case, texts, user


@pytest.fixture
def found(tmp_path):
    """56 of the 60 relevant messages found, none of the others read."""
    folder = sampled_case(tmp_path)
    decide_some(folder, 56, only_relevant=True)
    return folder


def opened(window, folder, name="rita"):
    window.open_case(folder, name, build.PASSPHRASE)
    at_work(window)
    window.go("samples")
    settle()
    return window.samples


def proposed(page, reason="to say what may have been missed"):
    page.costs.table.selectRow(2)
    page.costs.propose.click()
    settle()
    asked = QApplication.activeModalWidget()
    asked.findChild(Long).setPlainText(reason)
    asked.yes.click()
    settle()


def test_the_price_stands_there_before_anyone_reads(window, found):
    page = opened(window, found)
    assert page.costs.model.rowCount() == 4
    assert page.costs.pool.text().startswith(
        "240 items in scope have text: 56 are decided, 56 of them relevant, and 184 are unread."
    )
    assert "look 1" in page.costs.look.text()
    assert not page.costs.propose.isEnabled()  # no recall is chosen for her
    page.costs.table.selectRow(1)
    assert page.costs.propose.isEnabled()
    before = page.costs.model.value(1).sample
    page.costs.single.setChecked(True)
    assert page.costs.model.value(1).sample < before
    by_error = []
    for at in range(page.costs.error.count()):
        page.costs.error.setCurrentIndex(at)
        by_error.append(page.costs.model.value(1).sample)
    assert (
        by_error[0] < by_error[1]
    )  # what readers pass over is paid for, until no sample can show that recall
    assert by_error[2:] == [None, None]


def test_J1_who_proposed_cannot_authorise_in_the_window(window, found):
    page = opened(window, found, "sian")
    proposed(page)
    assert page.status().state is SampleState.PROPOSED
    assert not page.authorise.isEnabled()
    assert "another person" in page.why.text()
    window.close_case()
    page = opened(window, found, "omar")
    assert page.authorise.isEnabled()


def test_O3_a_sample_is_read_with_the_reviews_own_panes_and_nothing_that_says_why(window, found):
    page = opened(window, found)
    proposed(page)
    plan = page.status().plan.id
    window.close_case()
    with user(found, "sian") as session:
        authorise_sample(session, plan)
    page = opened(window, found)
    page.draw.click()
    assert page.status().state is SampleState.DRAWN
    page.read.click()
    settle()
    work = page.reading.work
    assert page.reading.title.text() == f"Sample {plan}: 1 of {page.status().size}"
    assert work.talk.focus.reasons == ()
    assert work.talk.focus.rank is None
    first = work.talk.focus.id
    work.note_seen()
    work.unfold()
    assert len(work.talk.values()) > 1
    work.decide(Relevance.RELEVANT if is_relevant(work.talk.focus.text) else Relevance.NOT_RELEVANT_TO_LINE)
    assert page.reading.title.text().endswith(f"2 of {page.status().size}")
    assert work.talk.focus.id != first
    work.undo()
    while work.talk.focus is not None:
        work.note_seen()
        work.unfold()
        work.decide(
            Relevance.RELEVANT if is_relevant(work.talk.focus.text) else Relevance.NOT_RELEVANT_TO_LINE
        )
    page.reading.back.click()
    settle()
    assert page.state.isVisible()
    page.state.click()
    settle()
    QApplication.activeModalWidget().yes.click()
    settle()
    assert page.sentence.text().startswith("Of 184 unread items in scope, ")
    assert "recall is therefore at least ." in page.sentence.text()
    page.check.click()
    assert page.void.text() == ""


def test_a_voided_statement_says_so_beside_what_it_stated(window, found):
    with user(found, "rita") as session:
        plan = propose_sample(session, 1, "why", sample=20, target=None, kind=SampleKind.ELUSION).plan.id
    with user(found, "sian") as session:
        authorise_sample(session, plan)
    page = opened(window, found)
    page.draw.click()
    window.close_case()
    read_all(found, plan)
    with user(found, "rita") as session:
        known = next(item for item, text in texts(session).items() if is_relevant(text))
        reviewing.decide(session, 1, known, Relevance.NOT_RELEVANT_TO_LINE)
    page = opened(window, found)
    assert page.void.text() == "Void: a decision was changed since. What it stated no longer holds."
    assert not page.state.isVisible()


def test_E4_what_is_unsure_waits_for_another_person(window, found):
    with user(found, "rita") as session:
        item = next(item for item, text in texts(session).items() if not is_relevant(text))
        reviewing.decide(session, 1, item, Relevance.UNSURE)
    page = opened(window, found, "omar")
    assert page.unsure.value(0).is_yours
    assert not page.costs.propose.isEnabled()
    page._settle()
    assert window.review.reviewing.talk.focus.id == item


def test_closing_the_case_leaves_nothing_of_it_on_the_page(window, found):
    page = opened(window, found)
    proposed(page)
    window.close_case()
    assert page.model.rowCount() == page.costs.model.rowCount() == 0
    assert page.told.text() == page.costs.pool.text() == ""


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]}-{way[1]}")
def test_the_page_as_it_is_seen(window, qapp, found, way):
    settings = ViewSettings(*way)
    app.dress(qapp, settings)
    window.change_view(settings)
    page = opened(window, found)
    picture(window, "samples", *way)
    page.costs.table.selectRow(1)
    page.costs.propose.click()
    settle()
    asked = QApplication.activeModalWidget()
    picture(asked, "samples-propose", *way)
    asked.reject()
    page.costs.trial.click()
    settle()
    asked = QApplication.activeModalWidget()
    picture(asked, "samples-trial", *way)
    asked.reject()
    proposed(page)
    plan = page.status().plan.id
    window.close_case()
    with user(found, "sian") as session:
        authorise_sample(session, plan)
    page = opened(window, found)
    page.draw.click()
    page.read.click()
    settle()
    page.reading.dress(settings)
    picture(window, "samples-reading", *way)
    window.close_case()
    read_all(found, plan)
    page = opened(window, found)
    page.state.click()
    settle()
    QApplication.activeModalWidget().yes.click()
    settle()
    picture(window, "samples-stated", *way)

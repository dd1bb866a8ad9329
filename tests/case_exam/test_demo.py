"""The shipped demo, whole: what leaves is true, and each planted lie is seen."""

import pytest

from tests.case_exam import demo_case, examiner, office_exam, office_lies, playing, refusal_exam
from tests.case_exam.lies import LIES, copied

pytestmark = pytest.mark.timeout(2400)  # the case is played whole


@pytest.fixture(scope="module")
def play(tmp_path_factory) -> playing.Play:
    return demo_case.played("demo", tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def wrong(play) -> dict[str, list[str]]:
    """What the examiner finds in the bundles as they were made."""
    return examiner.wrong(play)


def test_everything_that_leaves_is_true(wrong) -> None:
    assert wrong == {}


@pytest.mark.parametrize("lie", LIES)
def test_a_planted_lie_is_seen(play, wrong, lie, tmp_path) -> None:
    lied = copied(play, "bundle", tmp_path / "lied")
    LIES[lie](lied, lied.bundles["bundle"])
    assert set(_seen(examiner.findings(lied, "bundle"))) - set(_seen(wrong.get("bundle", []))), lie


def _seen(found: list[str]) -> list[str]:
    """What the examiner finds, apart from the verifier, which sees every changed byte."""
    return [one for one in found if not one.startswith("verifies")]


@pytest.fixture(scope="module")
def home(play, tmp_path_factory) -> playing.Play:
    """A copy of the case in which the defence asked, and was refused, after the last bundle."""
    return refusal_exam.asked(play, tmp_path_factory.mktemp("home") / "asked")


@pytest.fixture(scope="module")
def papers(home, tmp_path_factory):
    """What stays at home and what is sent without a bundle, written by commands."""
    return office_exam.written(home, tmp_path_factory.mktemp("home") / "papers")


def test_what_stays_at_home_and_the_statement_are_true(home, papers) -> None:
    assert office_exam.findings(home, office_exam.read(home, papers)) == []


@pytest.mark.parametrize("lie", office_lies.LIES)
def test_a_lie_in_what_stays_at_home_is_seen(home, papers, lie, tmp_path) -> None:
    lied, top = office_lies.copied(home, papers, tmp_path / "lied")
    office_lies.LIES[lie](lied, top)
    assert office_exam.findings(lied, office_exam.read(lied, top)), lie

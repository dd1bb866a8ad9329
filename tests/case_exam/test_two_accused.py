"""A case of two accused, played whole: what leaves is true."""

import pytest

from tests.case_exam import examiner, office_exam, playing, refusal_exam

pytestmark = pytest.mark.timeout(2400)  # the case is played whole


@pytest.fixture(scope="module")
def play(tmp_path_factory) -> playing.Play:
    return playing.played("two_accused", tmp_path_factory.mktemp("two_accused"))


def test_everything_that_leaves_is_true(play) -> None:
    assert examiner.wrong(play) == {}


def test_what_must_be_refused_is_refused_with_its_reasons(play) -> None:
    assert examiner.unsaid(play, playing.acts_of(play.name)) == []


def test_what_stays_at_home_and_the_statement_are_true(play, tmp_path) -> None:
    home = refusal_exam.asked(play, tmp_path / "asked")
    papers = office_exam.written(home, tmp_path / "home")
    assert office_exam.findings(home, office_exam.read(home, papers)) == []

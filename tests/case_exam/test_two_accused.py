"""A case of two accused, played whole: what leaves is true."""

import pytest

from tests.case_exam import examiner, office_exam, playing

pytestmark = pytest.mark.timeout(2400)  # the case is played whole


@pytest.fixture(scope="module")
def play(tmp_path_factory) -> playing.Play:
    return playing.played("two_accused", tmp_path_factory.mktemp("two_accused"))


def test_everything_that_leaves_is_true(play) -> None:
    assert examiner.wrong(play) == {}


def test_what_must_be_refused_is_refused_with_its_reasons(play) -> None:
    assert examiner.unsaid(play, playing.acts_of(play.name)) == []


def test_what_stays_at_home_and_the_statement_are_true(play, tmp_path) -> None:
    assert (
        office_exam.findings(play, office_exam.read(play, office_exam.written(play, tmp_path / "home"))) == []
    )

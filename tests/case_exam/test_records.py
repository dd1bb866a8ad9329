"""A case of third-party records, played whole: what leaves is true."""

import pytest

from tests.case_exam import examiner, playing

pytestmark = pytest.mark.timeout(2400)  # the case is played whole


@pytest.fixture(scope="module")
def play(tmp_path_factory) -> playing.Play:
    return playing.played("records", tmp_path_factory.mktemp("records"))


def test_everything_that_leaves_is_true(play) -> None:
    assert set(play.bundles) == {one["name"] for one in play.key["bundle"]}
    wrong = {bundle: examiner.findings(play, bundle) for bundle in play.bundles}
    assert not any(wrong.values()), wrong


def test_what_must_be_refused_is_refused_with_its_reasons(play) -> None:
    acts = playing.toml(playing.CASES / play.name / "acts.toml")["act"]
    meant = {act["bundle"]: act["refused"] for act in acts if "refused" in act}
    assert meant
    said = {bundle: play.refused[bundle].lower() for bundle in meant}
    unsaid = [
        (bundle, word)
        for bundle, words in meant.items()
        for word in words
        if word.lower() not in said[bundle]
    ]
    assert unsaid == []

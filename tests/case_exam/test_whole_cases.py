"""Three whole cases from seizure to service: what leaves is true, and each planted lie is seen."""

from pathlib import Path

import pytest

from tests.case_exam import demo_case, examiner, playing
from tests.case_exam.lies import LIES, copied

pytestmark = pytest.mark.timeout(2400)  # a case is played whole when it is first asked for
PLAYERS = {"demo": demo_case.played, "records": playing.played, "two_accused": playing.played}


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """Each case, played once when it is first asked for."""
    made: dict[str, playing.Play] = {}

    def play(name: str) -> playing.Play:
        if name not in made:
            made[name] = PLAYERS[name](name, tmp_path_factory.mktemp(name))
        return made[name]

    return play


@pytest.mark.parametrize("name", PLAYERS)
def test_everything_that_leaves_is_true(cases, name) -> None:
    play = cases(name)
    assert set(play.bundles) == {one["name"] for one in play.key["bundle"]}
    wrong = {bundle: found for bundle in play.bundles if (found := examiner.findings(play, bundle))}
    assert wrong == {}


@pytest.mark.parametrize("name", ["records", "two_accused"])
def test_what_must_be_refused_is_refused_with_its_reasons(cases, name) -> None:
    play = cases(name)
    acts = playing.toml(playing.CASES / name / "acts.toml")["act"]
    meant = {act["bundle"]: act["refused"] for act in acts if "refused" in act}
    assert meant
    for bundle, words in meant.items():
        for word in words:
            assert word.lower() in play.refused[bundle].lower(), (bundle, word)


@pytest.mark.parametrize("lie", LIES)
def test_a_planted_lie_is_seen(cases, lie, tmp_path) -> None:
    play = copied(cases("demo"), "bundle", tmp_path / "lied")
    before = _seen(play, tmp_path)
    LIES[lie](play, play.bundles["bundle"])
    assert _seen(play, tmp_path) - before, lie


def _seen(play: playing.Play, top: Path) -> set[str]:
    """What the examiner finds, apart from the verifier, which sees every changed byte."""
    return {one for one in examiner.findings(play, "bundle") if not one.startswith("verifies")}

"""Known items are ranked again, each with its own decision withheld, for lines too small to state a
recall."""

import pytest

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import Relevance
from evidence_review.domain.progress import finish
from evidence_review.domain.samples import SampleKind
from evidence_review.store import audit
from evidence_review.workflow.finding.known_items import known_ranks
from evidence_review.workflow.reviewing import reviewing
from evidence_review.workflow.sampling.sampling import state_sample
from tests.workflow.samples.sampled import decide_some, is_relevant, read_all, sampled_case, texts, user
from tests.workflow.sampling.test_samples import drawn


def test_each_known_item_finds_its_place_without_its_own_decision(tmp_path) -> None:
    folder = sampled_case(tmp_path)
    decide_some(folder, 8, only_relevant=True)
    with user(folder, "rita") as session:
        found = finish(known_ranks(session, 1))
        assert len(found.places) == 8
        assert found.unread == 240 - 8 + 1
        assert max(found.places) <= 60  # the others of their kind may stand before them, and nothing else
        again = finish(known_ranks(session, 1))
        assert again == found
        assert "8 known items was ranked again with its own decision withheld" in found.sentence()
        assert b"lift" not in audit.lines(session.case)[-1]


def test_an_item_unlike_all_others_stands_far_back_and_is_told(tmp_path) -> None:
    folder = sampled_case(tmp_path)
    decide_some(folder, 6, only_relevant=True)
    with user(folder, "rita") as session:
        odd = [item for item, text in texts(session).items() if not is_relevant(text)][-1]
        reviewing.decide(session, 1, odd, Relevance.RELEVANT)
        found = finish(known_ranks(session, 1))
    assert max(found.places) > 40


def test_it_stands_beside_what_a_small_line_states(tmp_path) -> None:
    folder = sampled_case(tmp_path)
    decide_some(folder, 6, only_relevant=True)
    made = drawn(folder, kind=SampleKind.ELUSION, sample=10)
    read_all(folder, made.plan.id)
    with user(folder, "rita") as session:
        words = finish(known_ranks(session, 1)).sentence()
        assert state_sample(session, made.plan.id, "", words).result.rows[-1] == words


def test_nothing_known_is_said_plainly(tmp_path) -> None:
    with user(sampled_case(tmp_path), "rita") as session, pytest.raises(RuleBroken, match="1 to 60"):
        finish(known_ranks(session, 1))

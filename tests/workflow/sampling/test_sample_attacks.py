"""A hostile auditor on samples: more error spent than one statement may accept, a draw foreseen, a reading
turned round, a pool that grows behind a statement."""

import time
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Relevance
from evidence_review.domain.progress import finish
from evidence_review.domain.samples import SampleState
from evidence_review.workflow.importing import importing
from evidence_review.workflow.reviewing import holding, reviewing
from evidence_review.workflow.sampling.pricing import sample_prices
from evidence_review.workflow.sampling.sampling import (
    authorise_sample,
    draw_sample,
    list_samples,
    propose_sample,
    state_sample,
)
from tests import build
from tests.workflow.samples.sampled import MANY, decide_some, read_all, sampled_case, talk, texts, user

EIGHT = Fraction(8, 10)


@pytest.fixture
def found(tmp_path) -> Path:
    """All but four of the 60 relevant items found, none of the others read."""
    folder = sampled_case(tmp_path)
    decide_some(folder, 56, only_relevant=True)
    return folder


def proposed(folder: Path) -> str:
    with user(folder, "rita") as session:
        return propose_sample(session, 1, "to bound what was missed", target=EIGHT).plan.id


def authorised(folder: Path, plan: str) -> str:
    with user(folder, "sian") as session:
        authorise_sample(session, plan)
    return plan


def drawn(folder: Path):
    plan = authorised(folder, proposed(folder))
    with user(folder, "rita") as session:
        return draw_sample(session, plan)


def state_of(folder: Path, plan: str) -> tuple[SampleState, str]:
    with user(folder, "abel") as session:
        one = next(one for one in list_samples(session) if one.plan.id == plan)
        return one.state, one.void


def test_two_plans_for_the_same_look_cannot_both_spend_its_part(found) -> None:
    first, second = proposed(found), proposed(found)
    authorised(found, first)
    with user(found, "sian") as session, pytest.raises(RuleBroken, match="would be look 2"):
        authorise_sample(session, second)


def test_a_plan_whose_draw_can_be_foreseen_has_spent_its_part_though_nobody_drew_it(found) -> None:
    authorised(found, proposed(found))
    with user(found, "rita") as session:
        assert sample_prices(session, 1).look == 2
        assert propose_sample(session, 1, "another try", target=EIGHT).plan.alpha == Fraction(1, 80)


def test_a_new_version_over_the_very_same_items_gives_nothing_back(found) -> None:
    drawn(found)
    build.approve(found, build.another(build.line(), max_context=3))
    with user(found, "rita") as session:
        assert sample_prices(session, 1).look == 2


def in_scope(session) -> int:
    return session.case.count("SELECT count(*) FROM in_scope")


def test_neither_one_item_more_nor_any_narrowing_gives_the_accepted_error_back(found, tmp_path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "WhatsApp Chat with Callum Marsh.txt").write_text(
        "09/03/2025, 09:00 - Dana P: one more\n", "utf-8"
    )
    with user(found, "omar") as session:
        finish(
            importing.import_path(
                session,
                tmp_path / "more",
                build.exhibit("DP/2"),
                ReadOptions(zone="Europe/London", owner="Dana P"),
            )
        )
        whole = in_scope(session)
    narrow = build.another(build.line(), date_to=date(2025, 3, 8))
    build.approve(found, narrow)
    authorised(found, proposed(found))
    build.approve(
        found, replace(build.line(), change_reason="he says that they met again on the morning after")
    )
    with user(found, "rita") as session:
        assert in_scope(session) == whole == MANY + 1
        assert sample_prices(session, 1).look == 2
    build.approve(found, narrow)
    with user(found, "rita") as session:
        assert in_scope(session) == MANY
        assert sample_prices(session, 1).look == 2


def test_the_same_material_as_another_file_is_no_new_scope_and_other_material_is(found, tmp_path) -> None:
    authorised(found, proposed(found))

    def imported(number: int, told: str) -> None:
        (tmp_path / f"again{number}").mkdir()
        (tmp_path / f"again{number}" / "WhatsApp Chat with Callum Marsh.txt").write_text(told, "utf-8")
        with user(found, "omar") as session:
            given = ReadOptions(zone="Europe/London", owner="Dana P")
            finish(importing.import_path(session, tmp_path / f"again{number}", build.exhibit(), given))

    for number in (1, 2, 3):
        imported(number, talk() + f"12/05/2025, 09:0{number} - Dana P: one more\n")
    with user(found, "rita") as session:
        assert in_scope(session) == 4 * MANY
        assert sample_prices(session, 1).look == 2
    time.sleep(
        1.1
    )  # when a plan was made is kept in whole seconds; what came within that second counts as there before it
    imported(
        4,
        "".join(
            f"08/03/2025, {at // 60:02}:{at % 60:02} - Dana P: something else {at}\n" for at in range(1400)
        ),
    )
    with user(found, "rita") as session:
        assert in_scope(session) == 4 * MANY + 1400
        assert sample_prices(session, 1).look == 1, "most of the scope is new now"


def test_a_reading_that_is_decided_otherwise_before_the_statement_voids_it(found) -> None:
    made = drawn(found)
    read_all(found, made.plan.id, verdict=lambda _: False)
    with user(found, "rita") as session:
        hit = next(item for item, text in texts(session).items() if item in made.draw.items)
        reviewing.decide(session, 1, hit, Relevance.RELEVANT)
        with pytest.raises(RuleBroken, match="a decision was changed since"):
            state_sample(session, made.plan.id)
    assert state_of(found, made.plan.id)[0] is SampleState.VOID


def test_an_item_released_after_the_draw_voids_what_is_said_of_all_in_scope(tmp_path) -> None:
    folder = sampled_case(tmp_path)
    with user(folder, "rita") as session:
        held = next(item for item, text in texts(session).items() if "lift" not in text)
        holding.hold(session, 1, held)
    decide_some(folder, 56, only_relevant=True)
    made = drawn(folder)
    read_all(folder, made.plan.id)
    with user(folder, "rita") as session:
        state_sample(session, made.plan.id)
    assert state_of(folder, made.plan.id)[0] is SampleState.STATED
    with user(folder, "lena") as session:
        holding.release(session, held, "RELEASED")
    assert state_of(folder, made.plan.id) == (
        SampleState.VOID,
        "1 item in scope that was held then may be read now",
    )

"""What may lead to a masked person is listed and signed before an export; the finished text is read again
(reference/law.md I6, reference/personal_data.md 3.7)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import RedactionType
from evidence_review.domain.personal import AllowedSort, Answer, Because, Clue, ClueSort
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.personal import allowing, jigsaw_clues, reconciling
from evidence_review.workflow.producing import checking, producing
from evidence_review.workflow.redacting import redacting
from tests import build
from tests.workflow.samples import personal_case as pc


@pytest.fixture
def folder(tmp_path):
    return pc.case(tmp_path)


@pytest.fixture
def session(folder):
    made = build.as_user(folder, "rita")
    yield made
    opening.close(made)


def of(session, label):
    """The clues on a person, by one of the words in them."""
    return next(
        one for one in finish(jigsaw_clues.clues(session)) if any(clue.words == label for clue in one.clues)
    )


def test_I6_the_clues_on_a_masked_person_are_listed_with_their_combinations(session) -> None:
    pc.decide(session)
    pc.mask(session, "Priya Nair")
    person = of(session, "St Anne's School")
    assert {clue.sort for clue in person.clues} >= {
        ClueSort.SCHOOL,
        ClueSort.AGE,
        ClueSort.WORK,
        ClueSort.RELATIONSHIP,
        ClueSort.ADDRESS,
    }
    assert {"year 9", "her mum", "14 Bramley Road"} <= {clue.words for clue in person.clues}
    assert person.combinations[0].sorts[0] is ClueSort.ADDRESS
    assert len(person.combinations[0].items) > 1
    assert person.signed_by == ""
    assert "Priya" not in person.label


def test_a_clue_that_is_marked_or_known_anyway_is_no_longer_listed(session) -> None:
    items = pc.decide(session)
    pc.mask(session, "Priya Nair")
    at = pc.text(session, items[5]).index("14 Bramley")
    redacting.mark(session, 1, items[5], at, at + 15, "ADDRESS", RedactionType.ADDRESS)
    allowing.allow(session, "Harbour Hospital", AllowedSort.PLACE_OF_INCIDENT, "the incident was there")
    words = {clue.words for clue in of(session, "St Anne's School").clues}
    assert not {"14 Bramley Road", "Harbour Hospital"} & words


def test_nobody_is_listed_whose_name_stays(session) -> None:
    pc.decide(session, 1, 3)
    assert finish(jigsaw_clues.clues(session)) == ()


def test_I6_a_signature_needs_a_reason_and_holds_only_for_what_was_listed(session) -> None:
    items = pc.decide(session, 4)
    pc.mask(session, "Priya Nair")
    person = of(session, "St Anne's School")
    with pytest.raises(RuleBroken, match="20 characters"):
        jigsaw_clues.sign_clues(session, person, "fine")
    jigsaw_clues.sign_clues(session, person, pc.WHY)
    assert of(session, "St Anne's School").signed_by == "rita"
    at = pc.text(session, items[0]).index("nurse")
    redacting.mark(session, 1, items[0], at, at + 5, "OCCUPATION", RedactionType.OCCUPATION)
    assert of(session, "St Anne's School").signed_by == ""


def test_I6_the_step_cannot_be_skipped(folder, session, tmp_path) -> None:
    pc.decide(session, 4)
    pc.mask(session, "Priya Nair")
    opening.close(session)
    build.disclose_all(folder)
    with pytest.raises(OutputProblem, match="Clues that stay visible"):
        pc.produce(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    pc.sign_all(folder)
    assert pc.produce(folder, tmp_path / "out").items == 1


def test_what_is_found_in_the_finished_text_is_listed_before_anything_is_written(
    folder, session, tmp_path
) -> None:
    pc.decide(session, 4)
    pc.mask(session, "Priya Nair")
    opening.close(session)
    pc.sign_all(folder)
    build.disclose_all(folder)
    omar = build.as_user(folder, "omar")
    with pytest.raises(OutputProblem, match="finished text"):
        finish(producing.produce(omar, tmp_path / "out", build.production()))
    assert not (tmp_path / "out").exists()
    check = finish(checking.check_export(omar, build.production()))
    assert "St Anne's School" in {one.words for one in check.found}
    assert {one.file for one in check.found} == {"transcripts/item-0001.pdf"}
    assert not check.is_ready
    with pytest.raises(RuleBroken, match="20 characters"):
        checking.accept_found(omar, check, "fine")
    checking.accept_found(omar, check, pc.WHY)
    assert replace(check, accepted_by="omar").is_ready
    assert finish(producing.produce(omar, tmp_path / "out", build.production())).items == 1
    opening.close(omar)


def test_a_check_says_everything_that_stands_in_the_way_and_writes_nothing(folder, session) -> None:
    pc.decide(session)
    at = pc.text(session, pc.decide(session, 2)[0]).index("Priya Nair")
    redacting.mark(session, 1, ItemId(2), at, at + 10, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    opening.close(session)
    assert len(build.code_all(folder)) == 8
    omar = build.as_user(folder, "omar")
    check = finish(checking.check_export(omar, build.production()))
    assert check.waiting == 8
    assert [one.item for one in check.overlaps] == [2]
    assert check.conflicts
    assert check.unsigned
    assert not check.is_ready
    reconciling.answer_conflicts(
        omar, [one.conflict.key for one in check.conflicts], Answer.MASK, Because.PRIVATE_LIFE
    )
    assert reconciling.conflicts(omar) == ()
    opening.close(omar)


def test_N3_neither_clues_nor_findings_reach_the_log(folder, session) -> None:
    pc.decide(session, 4)
    pc.mask(session, "Priya Nair")
    jigsaw_clues.sign_clues(session, of(session, "St Anne's School"), pc.WHY)
    log = "".join(row[0] for row in session.case.all("SELECT CAST(line AS TEXT) FROM audit"))
    for words in ("Anne", "Bramley", "nurse", "Harbour"):
        assert words not in log
    assert session.case.count("SELECT count(*) FROM audit WHERE action = 'sign clues'") == 1


CLUES = st.lists(
    st.builds(
        lambda item, sort: Clue(ItemId(item), 0, 1, sort, "x"), st.integers(1, 4), st.sampled_from(ClueSort)
    ),
    max_size=12,
)


@given(CLUES)
def test_combinations_name_only_what_is_there_and_the_first_names_all(found) -> None:
    made = jigsaw_clues.combinations(found)
    for one in made:
        for item in one.items:
            assert {clue.sort for clue in found if clue.item in one.items} >= set(one.sorts)
            assert item in {clue.item for clue in found}
    sorts = {clue.sort for clue in found}
    if len(sorts) > 1:
        assert set(made[0].sorts) == sorts

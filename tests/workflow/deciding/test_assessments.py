"""Police assessment apart from the prosecutor's code, per accused, with limb, issue and reason; presumption and
combination; where the two differ (reference/law.md E5, F1, F2, F3, F4, F5, F6, F8)."""

import itertools

import pytest

from evidence_review.domain.decisions import Act, may
from evidence_review.domain.disclosure import Assessed, EntrySort, Limb, Presumption, differ
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import DisclosureCode, Purpose, RedactionType, Role
from evidence_review.store.disclosure import assessments
from evidence_review.workflow.case import opening
from evidence_review.workflow.deciding import assessing, entering_record
from evidence_review.workflow.producing.inventory import inventory
from evidence_review.workflow.redacting import approving, overlapping, redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

WHY = "it says who was on the way home, and when"
ISSUE = "Whether Morgan Vale was in the taxi"
MORGAN, ROBIN = build.ACCUSED, fc.SECOND


@pytest.fixture
def folder(tmp_path):
    """Four relevant items, two accused and one issue."""
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    acting(made, "omar", lambda omar: entering_record.enter_in_record(omar, EntrySort.ISSUE, ISSUE))
    return made


def opened(session, *texts):
    """The items with these texts, each opened."""
    found = [fc.item(session, text) for text in texts]
    for one in found:
        reviewing.open_item(session, 1, one)
    return found


def assess(session, items, accused=MORGAN, value=Assessed.DOES_NOT_PASS, reason=WHY, **more):
    return assessing.assess(session, items, accused, value, reason, **more)


def code(folder, text, given, accused=MORGAN, **more):
    def act(paul):
        item = fc.item(paul, text)
        approving.waiting(paul)
        approving.endorse(paul, item, accused, given, WHY, **more)

    acting(folder, "paul", act)


def test_F1_an_item_is_relevant_and_does_not_pass_the_test(folder) -> None:
    def act(omar):
        (item,) = opened(omar, fc.LAST[0])
        (made,) = assess(omar, [item])
        return made, assessing.assessments_of(omar, MORGAN), fc.item(omar, fc.LAST[0])

    made, standing, item = acting(folder, "omar", act)
    assert (made.value, made.item) == (Assessed.DOES_NOT_PASS, item)
    assert [one.id for one in standing] == [made.id]
    rita = build.as_user(folder, "rita")
    assert reviewing.history(rita, item)[-1].value == "RELEVANT"  # the relevance stands beside it
    opening.close(rita)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"limbs": ()}, "undermines the prosecution case or assists"),
        ({"reason": " "}, "Give the reason"),
        ({"issue": 0}, "to which issue"),
        ({"issue": 7}, "No issue 7 stands"),
    ],
)
def test_F2_passes_needs_a_limb_a_reason_and_an_issue(folder, missing, said) -> None:
    whole = {"limbs": (Limb.ASSISTS,), "reason": WHY, "issue": 1}

    def act(omar):
        items = opened(omar, fc.LAST[0])
        with pytest.raises(RuleBroken, match=said):
            assess(omar, items, value=Assessed.PASSES, **whole | missing)
        assert assessing.assessments_of(omar, MORGAN) == ()
        (made,) = assess(omar, items, value=Assessed.PASSES, **whole)
        assert (made.limbs, made.issue, made.reason) == ((Limb.ASSISTS,), 1, WHY)

    acting(folder, "omar", act)


def test_F3_two_accused_hold_different_assessments_and_decisions(folder) -> None:
    def act(omar):
        items = opened(omar, fc.LAST[0])
        assess(omar, items, value=Assessed.PASSES, limbs=(Limb.UNDERMINES,), issue=1)
        assess(omar, items, accused=ROBIN)
        return [assessing.assessments_of(omar, name)[0].value for name in (MORGAN, ROBIN)]

    assert acting(folder, "omar", act) == [Assessed.PASSES, Assessed.DOES_NOT_PASS]
    code(folder, fc.LAST[0], DisclosureCode.DISCLOSE)
    code(folder, fc.LAST[0], DisclosureCode.NOT_DISCLOSABLE, accused=ROBIN)
    assert acting(folder, "paul", assessing.differences) == ()


POLICE = {
    Assessed.PASSES: {DisclosureCode.NOT_DISCLOSABLE, DisclosureCode.CLEARLY_NOT_DISCLOSABLE},
    Assessed.DOES_NOT_PASS: {DisclosureCode.DISCLOSE, DisclosureCode.INSPECT},
}


@pytest.mark.parametrize(("police", "given"), itertools.product(Assessed, DisclosureCode))
def test_F4_disagreement_is_true_by_the_table_and_false_otherwise(police, given) -> None:
    assert differ(police, given) == (given in POLICE.get(police, set()))


@pytest.mark.parametrize("role", Role)
def test_F4_only_the_prosecutor_codes_and_only_police_assess(role) -> None:
    assert may(Act.ENDORSE, role) == (role is Role.PROSECUTOR)
    assert may(Act.ASSESS, role) == (role in {Role.DISCLOSURE_OFFICER, Role.SUPERVISOR})


CODES = [
    one for one in DisclosureCode if one not in {DisclosureCode.TO_BE_ASSESSED, DisclosureCode.PII_WITHHELD}
]


def test_F4_no_other_role_sets_any_code_and_a_refusal_writes_nothing(folder) -> None:
    roles = {**build.PEOPLE, "gail": Role.ADMIN}
    assert set(roles.values()) == set(Role)
    assert len(CODES) == 5
    for name in (name for name, role in roles.items() if role is not Role.PROSECUTOR):

        def tries(session):
            item = fc.item(session, fc.LAST[0])
            for one in DisclosureCode:
                with pytest.raises(RuleBroken, match="may not do this"):
                    approving.endorse(session, item, MORGAN, one, WHY, court_order="T20257001")
            return session.case.count("SELECT count(*) FROM endorsements")

        assert acting(folder, name, tries) == 0


def test_F4_in_the_case_each_pair_of_assessment_and_code_differs_by_the_table_and_neither_changes_the_other(
    folder,
) -> None:
    seen = {}
    for police in Assessed:

        def says(omar, police=police):
            items = opened(omar, fc.LAST[0])
            passes = {"limbs": (Limb.ASSISTS,), "issue": 1} if police is Assessed.PASSES else {}
            assess(omar, items, value=police, **passes)

        def codes(paul, police=police):
            item = fc.item(paul, fc.LAST[0])
            approving.waiting(paul)
            for given in CODES:
                approving.endorse(paul, item, MORGAN, given, WHY)
                found = assessing.differences(paul, MORGAN)
                assert [one.item for one in found] in ([], [item])
                seen[police, given] = bool(found)
                (standing,) = assessing.assessments_of(paul, MORGAN)
                assert standing.value is police  # what police say stands as they said it
                if found:
                    assert (found[0].police, found[0].prosecutor) == (police, given)

        before = acting(folder, "omar", lambda omar: omar.case.all("SELECT * FROM endorsements"))
        acting(folder, "omar", says)
        after = acting(folder, "omar", lambda omar: omar.case.all("SELECT * FROM endorsements"))
        assert before == after  # and the code as the prosecutor gave it
        acting(folder, "paul", codes)
    assert seen == {
        (police, given): given in POLICE.get(police, set()) for police in Assessed for given in CODES
    }


def test_F4_a_difference_is_shown_stands_in_the_way_and_is_settled_until_one_of_the_two_changes(
    folder,
) -> None:
    acting(folder, "omar", lambda omar: assess(omar, opened(omar, fc.LAST[0])))
    for text in fc.LAST:
        code(folder, text, DisclosureCode.DISCLOSE)

    def act(paul):
        item = fc.item(paul, fc.LAST[0])
        (one,) = assessing.differences(paul, MORGAN)
        assert (one.item, one.police, one.prosecutor, one.settled) == (
            item, Assessed.DOES_NOT_PASS, DisclosureCode.DISCLOSE, "",
        )  # fmt: skip
        assert against(paul) == [item]
        assessing.settle_difference(paul, item, MORGAN, "it goes to who was there")
        assert against(paul) == []
        assert [one.settled for one in assessing.differences(paul, MORGAN)] == ["it goes to who was there"]
        approving.endorse(paul, item, MORGAN, DisclosureCode.INSPECT, WHY)  # a new code opens it again
        assert against(paul) == [item]

    acting(folder, "paul", act)


def against(session):
    """The items that an inventory says are coded against the police assessment."""
    found = inventory(session, MORGAN).obstacles
    return [one.item for one in found if "goes against the police assessment" in one.sentence]


@pytest.mark.parametrize("given", ["DISCLOSE", "INSPECT", "EVIDENCE", "NOT_DISCLOSABLE"])
def test_F5_four_codes_need_the_item_inspected_and_CND_does_not(folder, given) -> None:
    def act(paul):
        item = fc.item(paul, fc.LAST[0])
        with pytest.raises(RuleBroken, match="Open this item before endorsing"):
            approving.endorse(paul, item, MORGAN, DisclosureCode(given), WHY)
        approving.endorse(paul, item, MORGAN, DisclosureCode.CLEARLY_NOT_DISCLOSABLE, WHY)
        approving.waiting(paul)
        approving.endorse(paul, item, MORGAN, DisclosureCode(given), WHY)

    acting(folder, "paul", act)


@pytest.mark.parametrize("given", [DisclosureCode.CLEARLY_NOT_DISCLOSABLE, DisclosureCode.NOT_DISCLOSABLE])
def test_F6_what_is_presumed_to_meet_the_test_is_withheld_only_with_an_exception(folder, given) -> None:
    def act(omar):
        items = opened(omar, fc.LAST[0])
        with pytest.raises(RuleBroken, match="presumed to meet the test"):
            assess(omar, items, presumption=Presumption.PREVIOUS_ACCOUNT)
        assess(
            omar, items, value=Assessed.PASSES, limbs=(Limb.ASSISTS,), issue=1,
            presumption=Presumption.PREVIOUS_ACCOUNT,
        )  # fmt: skip

    acting(folder, "omar", act)
    with pytest.raises(RuleBroken, match="presumed to meet the disclosure test"):
        code(folder, fc.LAST[0], given)
    code(folder, fc.LAST[0], given, exception="the same words were served with the statement")
    code(folder, fc.LAST[1], given)  # what is not presumed needs none


def test_F6_the_officer_takes_it_out_of_the_presumption_with_an_exception(folder) -> None:
    def act(omar):
        items = opened(omar, fc.LAST[0])
        assess(
            omar, items, presumption=Presumption.WITNESS_RELIABILITY, exception="another person of that name"
        )

    acting(folder, "omar", act)
    code(folder, fc.LAST[0], DisclosureCode.CLEARLY_NOT_DISCLOSABLE)


def test_F8_assessments_are_superseded_and_the_earlier_ones_stay_readable(folder) -> None:
    def act(omar):
        items = opened(omar, fc.LAST[0])
        assess(omar, items, reason="the first reading of it")
        assess(
            omar, items, value=Assessed.PASSES, reason="the second reading", limbs=(Limb.ASSISTS,), issue=1
        )
        return assessing.assessment_history(omar, items[0]), assessing.assessments_of(omar, MORGAN)

    history, standing = acting(folder, "omar", act)
    assert [one.reason for one in history] == ["the first reading of it", "the second reading"]
    assert [one.reason for one in standing] == ["the second reading"]


def test_E5_items_are_assessed_in_combination_and_the_group_ends_when_one_is_assessed_anew(folder) -> None:
    def act(omar):
        items = opened(omar, *fc.LAST[:3])
        made = assess(omar, items[:2], value=Assessed.PASSES, limbs=(Limb.ASSISTS,), issue=1)
        assert len({one.group for one in made}) == 1
        person = made[0].person
        assert assessments.groups(omar.case, person) == (tuple(items[:2]),)
        assess(omar, items[2:])  # one alone is no group
        assert assessments.groups(omar.case, person) == (tuple(items[:2]),)
        assess(omar, items[:1])
        assert assessments.groups(omar.case, person) == ()

    acting(folder, "omar", act)


def test_what_was_not_opened_or_is_not_relevant_is_not_assessed(folder) -> None:
    def act(omar):
        item = fc.item(omar, fc.LAST[0])
        with pytest.raises(RuleBroken, match=f"Open item {item} before"):
            assess(omar, [item])
        other = fc.item(omar, fc.CHATS["Alex"][0])
        with pytest.raises(RuleBroken, match="not relevant to an approved line"):
            assess(omar, [other])
        reviewing.open_item(omar, 1, item)
        with pytest.raises(RuleBroken, match="No accused called"):
            assess(omar, [item], accused="Calum Mrash")

    acting(folder, "omar", act)


def test_I4_what_police_assess_as_passing_keeps_its_words_until_a_prosecutor_decides(folder) -> None:
    def act(omar):
        items = opened(omar, fc.LAST[0])
        assess(omar, items, value=Assessed.PASSES, limbs=(Limb.ASSISTS,), issue=1)
        return items[0]

    item = acting(folder, "omar", act)

    def mark(rita):
        redacting.mark(
            rita, 1, item, 0, 6, "PERSON", RedactionType.NAMED_INDIVIDUAL, Purpose.PRIVACY, "a name"
        )

    acting(folder, "rita", mark)
    (waits,) = acting(folder, "paul", overlapping.overlaps)
    assert waits.item == item
    assert waits.grounds == (f"assessed by police as passing, for {MORGAN}",)


def test_a_bundle_is_refused_while_a_difference_is_not_settled(folder, tmp_path) -> None:
    acting(folder, "omar", lambda omar: assess(omar, opened(omar, fc.LAST[0])))
    build.disclose_all(folder)
    with pytest.raises(OutputProblem, match="goes against the police assessment"):
        fc.produce(folder, tmp_path / "out", MORGAN)
    acting(
        folder, "paul",
        lambda paul: assessing.settle_difference(paul, fc.item(paul, fc.LAST[0]), MORGAN, "it goes to who was there"),
    )  # fmt: skip
    fc.produce(folder, tmp_path / "out", MORGAN)
    assert (tmp_path / "out" / "manifest.json").exists()

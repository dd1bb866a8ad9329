"""One decision for each person or identifier, over the whole case (reference/personal_data.md 3.5,
reference/law.md I8, 5.8).
"""

import pytest

from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.kinds import AuditOp, RedactionType
from evidence_review.domain.personal import (
    AllowedSort,
    Because,
    Stance,
    Subject,
    SubjectSort,
    name_key,
    value_key,
)
from evidence_review.store import rulings
from evidence_review.workflow.case import opening
from evidence_review.workflow.personal import allowing, gathering, reconciling, ruling
from evidence_review.workflow.redacting import redacting
from evidence_review.workflow.reviewing import linking, reviewing
from tests import build
from tests.workflow.samples import personal_case as pc


@pytest.fixture
def session(tmp_path):
    made = build.as_user(pc.case(tmp_path), "rita")
    yield made
    opening.close(made)


def marked(session) -> set[str]:
    return {
        pc.text(session, one[0])[one[1] : one[2]]
        for one in session.case.all("SELECT item_id, start, stop FROM standing_redactions")
    }


def test_a_person_is_masked_everywhere_by_one_decision_and_has_one_token(session) -> None:
    pc.decide(session)
    made = pc.mask(session, "Priya Nair")
    assert {pc.text(session, one.item)[one.start : one.end] for one in made.marks} == {"Priya Nair", "Priya"}
    assert len(made.marks) == 4
    assert len({one.token for one in made.marks}) == 1
    assert all("masked everywhere" in one.reason for one in made.marks)


def test_a_number_is_masked_in_every_format(session) -> None:
    pc.decide(session)
    made = pc.mask(session, "07700 900123")
    assert {pc.text(session, one.item)[one.start : one.end] for one in made.marks} == {
        "07700 900123",
        "+447700900123",
    }
    assert len({one.token for one in made.marks}) == 1


def test_what_becomes_relevant_later_is_listed_and_then_marked(session) -> None:
    pc.decide(session, 2)
    pc.mask(session, "Priya Nair")
    pc.decide(session, 4)
    clash = [one.conflict for one in reconciling.conflicts(session)]
    assert [one.words for one in clash] == ["Priya Nair"]
    assert len(ruling.carry_out(session)) == 1
    assert reconciling.conflicts(session) == ()


def test_I8_a_later_decision_is_a_new_row_and_the_history_has_both(session) -> None:
    pc.decide(session)
    code = pc.code(session, "St Anne's School")
    ruling.rule(session, code, Stance.MASK, Because.PRIVATE_LIFE)
    ruling.rule(session, code, Stance.KEEP, Because.NEEDED_FOR_FAIRNESS, "the place is in issue")
    assert [one.stance for one in ruling.rulings_on(session, code)] == [Stance.MASK, Stance.KEEP]
    view = next(one for one in gathering.subjects(session) if one.code == code)
    assert view.ruling is not None
    assert view.ruling.because is Because.NEEDED_FOR_FAIRNESS
    ruling.rule(session, code, Stance.OPEN, Because.OTHER, "to be looked at again")
    assert next(one for one in gathering.subjects(session) if one.code == code).ruling is None
    for sql in ("DELETE FROM rulings", "UPDATE rulings SET stance = 'KEEP'"):
        with (
            pytest.raises(CaseProblem, match="never changed"),
            session.case.change(session.signer, AuditOp.ALTER, "tamper") as change,
        ):
            change.run(sql)


def test_what_is_kept_everywhere_is_not_taken_up_and_a_mark_on_it_is_shown_as_a_conflict(session) -> None:
    items = pc.decide(session)
    made = ruling.rule(session, pc.code(session, "Priya Nair"), Stance.KEEP, Because.KNOWN_TO_ACCUSED)
    assert made.marks == ()
    for item in items:
        redacting.mark_suggested(session, 1, item, attested=True)
    assert not {"Priya Nair", "Priya"} & marked(session)
    assert "07700 900123" in marked(session)  # her name is kept, not her number
    at = pc.text(session, items[1]).index("Priya")
    redacting.mark(session, 1, items[1], at, at + 10, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    (clash,) = [one.conflict for one in reconciling.conflicts(session)]
    assert (clash.kind, clash.item, clash.words) == ("MASKED_AGAINST_RULING", items[1], "Priya Nair")
    assert (
        ruling.rule(session, pc.code(session, "Priya Nair"), Stance.KEEP, Because.ALREADY_PUBLIC).against == 1
    )


def test_a_decision_shows_in_the_item_and_reasons_must_fit(session) -> None:
    (item,) = pc.decide(session, 2)
    code = pc.code(session, "Priya Nair")
    with pytest.raises(RuleBroken, match="does not go with"):
        ruling.rule(session, code, Stance.MASK, Because.KNOWN_TO_ACCUSED)
    with pytest.raises(RuleBroken, match="words of your own"):
        ruling.rule(session, code, Stance.KEEP, Because.OTHER, "short")
    with pytest.raises(RuleBroken, match="code"):
        ruling.rule(session, "0" * 12, Stance.MASK, Because.PRIVATE_LIFE)
    ruling.rule(session, code, Stance.KEEP, Because.KNOWN_TO_ACCUSED)
    view = reviewing.open_item(session, 1, item)
    said = [one for one in view.said if one]
    assert [(one.stance, one.why, one.by) for one in said] == [
        ("KEEP", "known to the accused already", "rita")
    ]
    assert len(view.said) == len(view.findings)


def test_a_decision_from_the_item_itself_is_on_the_same_person(session) -> None:
    (item,) = pc.decide(session, 6)
    at = pc.text(session, item).index("Priya")
    ruling.rule_here(session, 1, item, at, at + 5, Stance.KEEP, Because.KNOWN_TO_ACCUSED)
    assert next(one for one in gathering.subjects(session, pc.REASON) if one.label == "Priya Nair").ruling
    with pytest.raises(RuleBroken, match="inside the text"):
        ruling.rule_here(session, 1, item, 0, 10_000, Stance.KEEP, Because.KNOWN_TO_ACCUSED)


def test_E2_people_are_listed_by_pseudonym_until_a_reason_is_given(session) -> None:
    labels = {one.label for one in gathering.subjects(session) if one.sort is not SubjectSort.VALUE}
    assert "Priya Nair" not in labels
    with pytest.raises(RuleBroken, match="20 characters"):
        gathering.subjects(session, "because")
    assert "Priya Nair" in {one.label for one in gathering.subjects(session, pc.REASON)}


def test_two_people_of_one_first_name_are_apart(session) -> None:
    labels = {one.label for one in gathering.subjects(session, pc.REASON)}
    assert {"Danny Flynn", "Danny Okoro", "Danny"} <= labels


def test_5_8_what_is_known_anyway_is_not_suggested_again_but_listed_and_counted(session) -> None:
    (item,) = pc.decide(session, 6)
    entry = allowing.allow(
        session, "14 bramley  road", AllowedSort.PLACE_OF_INCIDENT, "the incident was there"
    )
    view = reviewing.open_item(session, 1, item)
    place = next(at for at, one in enumerate(view.findings) if one.kind == "ADDRESS")
    assert [one and one.stance for one in view.said][place] == "KNOWN"
    assert "ADDRESS" not in {one.label for one in view.marks}
    redacting.mark_suggested(session, 1, item, attested=True)
    assert not any("Bramley" in one for one in marked(session))
    (row,) = allowing.allowed(session)
    assert (row.findings, row.items, row.by, row.entry.why) == (1, 1, "rita", "the incident was there")
    allowing.disallow(session, entry.id, "it was another road after all")
    assert "ADDRESS" in {one.label for one in reviewing.open_item(session, 1, item).marks}
    assert [one.taken_off for one in allowing.allowed(session)] == ["it was another road after all"]


def test_a_listed_name_that_two_people_bear_covers_neither(session) -> None:
    pc.decide(session)
    allowing.allow(session, "Danny", AllowedSort.KNOWN_NAME, "the accused knows him")
    (row,) = allowing.allowed(session)
    assert row.rests
    assert row.findings == 0


def test_joined_identities_are_one_person_and_two_rulings_on_them_are_a_conflict(session) -> None:
    pc.decide(session)
    people = {one.label: one.identities[0][0] for one in linking.people(session)}
    keys = [row[0] for row in session.case.all("SELECT key FROM thread_people ORDER BY key")]
    assert len(keys) == len(people) == 2
    with session.case.change(session.signer, AuditOp.ALTER, "rule mask") as change:
        rulings.add(
            change,
            Subject(SubjectSort.PERSON, keys[0]),
            Stance.KEEP,
            Because.KNOWN_TO_ACCUSED,
            "",
            session.user.id,
        )
        rulings.add(
            change,
            Subject(SubjectSort.PERSON, keys[1]),
            Stance.MASK,
            Because.PRIVATE_LIFE,
            "",
            session.user.id,
        )
    linking.link_people(session, *people.values(), "the statement of 3 April says that it is one person")
    assert "TWO_RULINGS" in {one.conflict.kind for one in reconciling.conflicts(session)}


def test_N3_the_log_has_no_words_of_the_material(session) -> None:
    pc.decide(session)
    pc.mask(session, "Priya Nair")
    ruling.rule(
        session,
        pc.code(session, "07700 900123"),
        Stance.KEEP,
        Because.OTHER,
        "Priya Nair gave it out herself",
    )
    allowing.allow(session, "Harbour Hospital", AllowedSort.KNOWN_NAME, "known to everyone there")
    log = "".join(row[0] for row in session.case.all("SELECT CAST(line AS TEXT) FROM audit"))
    for words in ("Priya", "priya", "900123", "Harbour", "gave it out"):
        assert words not in log
    assert {"rule mask", "rule keep", "allow words"} <= {
        row[0] for row in session.case.all("SELECT action FROM audit")
    }


def test_who_may_not_redact_may_not_rule(tmp_path) -> None:
    folder = pc.case(tmp_path)
    for who in ("abel", "lena", "gail"):
        outsider = build.as_user(folder, who)
        for act in (gathering.subjects, allowing.allowed, reconciling.conflicts, ruling.carry_out):
            with pytest.raises(RuleBroken, match="may not do this"):
                act(outsider)
        opening.close(outsider)


def test_keys_are_one_spelling() -> None:
    assert value_key("07700 900123") == value_key("+44 7700 900123") == value_key("(0044) 7700-900-123")
    assert value_key("M1 1AA") == value_key("m11aa")
    assert value_key("A.Person@Example.org") == value_key("a.person@example.org")
    assert name_key("Priya’s") == name_key("priya") == name_key(" PRIYA ")

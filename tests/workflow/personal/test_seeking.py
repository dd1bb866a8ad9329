"""A word, phrase or number is looked for in everything that goes out and marked place by place (issue 6,
Build 5; reference/law.md I1, I2, I5)."""

import pytest

from evidence_review import cli
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import HoldKind, MarkRuling, Purpose, RedactionType, Tag
from evidence_review.domain.progress import finish
from evidence_review.store import audit, openings, redactions
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.personal import seeking
from evidence_review.workflow.redacting import approving, overlapping, redacting
from evidence_review.workflow.reviewing import holding, tagging
from tests import build
from tests.workflow.samples import personal_case as pc

NAME, PHONE = RedactionType.NAMED_INDIVIDUAL, RedactionType.PHONE_NUMBER


@pytest.fixture
def folder(tmp_path):
    return pc.case(tmp_path)


@pytest.fixture
def rita(folder):
    made = build.as_user(folder, "rita")
    yield made
    opening.close(made)


def sought(session, words):
    return finish(seeking.search_to_mark(session, words))


def shown(found):
    return [(one.item, one.words, one.is_part) for one in found.places]


def test_I5_only_what_goes_out_is_searched_and_each_place_stands_in_its_context(rita):
    items = pc.decide(rita, 2, 4)
    found = sought(rita, "priya nair")
    assert shown(found) == [(items[0], "Priya Nair", False), (items[1], "Priya Nair", False)]
    assert (found.searched, found.without_text) == (2, 0)
    assert found.places[0].before.endswith("I am bringing ")
    assert found.places[0].after.startswith(", her number")
    assert {one.state for one in found.places} == {""}
    pc.decide(rita, 3, 6)
    assert [one.words for one in sought(rita, "Priya Nair").places] == [
        "Priya Nair",
        "Priya",
        "Priya Nair",
        "Priya",
    ]
    assert [one.words for one in sought(rita, '"Priya Nair"').places] == ["Priya Nair", "Priya Nair"]
    first = rita.case.one("SELECT id FROM lines")[0]
    holding.hold(rita, 1, items[1], HoldKind.LPP)
    assert items[1] not in {one.item for one in sought(rita, "Priya").places}
    assert items[0] in openings.seen(rita.case, first)


@pytest.mark.parametrize(
    "words", ["07700 900123", "+44 7700 900123", "00447700900123", "(07700) 900-123", "07700900123"]
)
def test_I5_a_number_is_found_in_every_format(rita, words):
    pc.decide(rita, 2, 7)
    assert [one.words for one in sought(rita, words).places] == ["07700 900123", "+447700900123"]


@pytest.mark.parametrize("words", ["PRIYA  NAIR", "Nair, Priya", "Priya\u00a0Nair", "Príya Nair"])
def test_I5_a_name_is_found_whatever_its_case_spacing_and_order(rita, words):
    pc.decide(rita, 2)
    assert "Priya Nair" in [one.words for one in sought(rita, words).places]


@pytest.mark.parametrize("words", ["", "  ", '""', "…", '" "'])
def test_a_search_for_nothing_is_one_sentence(rita, words):
    with pytest.raises(RuleBroken, match="Give a word, a phrase or a number"):
        sought(rita, words)


def test_I1_chosen_places_are_marked_with_one_type_purpose_and_token(rita):
    items = pc.decide(rita, 2, 7)
    first, second = sought(rita, "07700900123").places
    (made,) = seeking.mark_sought(rita, "07700900123", [first.key], PHONE, Purpose.ANONYMITY, "her own line")
    assert (made.item, made.type, made.purpose, made.reason) == (
        items[0],
        PHONE,
        Purpose.ANONYMITY,
        "her own line",
    )
    assert pc.text(rita, items[0])[made.start : made.end] == "07700 900123"
    again = sought(rita, "07700 900123").places
    assert [one.is_open for one in again] == [False, True]
    assert made.token in again[0].state
    (other,) = seeking.mark_sought(rita, "07700 900123", [second.key], PHONE)
    assert other.token == made.token


def test_I5_a_name_and_its_words_have_the_token_that_the_suggestion_has(rita):
    items = pc.decide(rita, 2, 3, 6)
    redacting.mark_suggested(rita, 1, items[0], attested=True)
    token = next(one.token for one in redactions.standing(rita.case, items[0]) if one.type is NAME)
    opened = [one for one in sought(rita, "Priya Nair").places if one.is_open]
    made = seeking.mark_sought(rita, "Priya Nair", [one.key for one in opened], NAME)
    assert {one.token for one in made} == {token}


def test_I2_every_place_at_once_needs_the_statement_and_records_count_and_time(rita):
    pc.decide(rita, 2, 3, 4, 6)
    with pytest.raises(RuleBroken, match="needs this statement"):
        seeking.mark_sought(rita, "Priya Nair", None, NAME)
    assert sought(rita, "Priya Nair").places[0].is_open
    made = seeking.mark_sought(rita, "Priya Nair", None, NAME, attested=True, seconds=41)
    assert len(made) == 4
    assert not any(one.is_open for one in sought(rita, "Priya Nair").places)
    row = next(one for one in reversed(auditing.events(rita)) if one.action == "mark found places")
    assert "count 4" in row.detail
    assert "seconds 41" in row.detail
    assert "all 1" in row.detail
    assert row.reason == seeking.EVERY_PLACE


def test_N_searches_and_marks_are_logged_without_what_was_looked_for(rita):
    pc.decide(rita, 2, 3)
    sought(rita, "Priya Nair")
    sought(rita, "nothing-of-the-kind")
    seeking.mark_sought(rita, "Priya Nair", [sought(rita, "Priya Nair").places[0].key], NAME)
    log = b"".join(audit.lines(rita.case))
    assert log.count(b'"action":"search to mark"') == 3
    for word in (b"Priya", b"Nair", b"priya", b"nothing-of-the-kind"):
        assert word not in log
    prints = [
        part
        for one in auditing.events(rita)
        if one.action == "search to mark"
        for part in one.detail.split(", ")
        if "search " in part
    ]
    assert len(set(prints)) == 2  # the same search is known again
    assert not auditing.verify_case(rita).status


def test_a_place_that_is_not_found_or_marked_already_is_refused_and_nothing_is_marked(rita):
    (item,) = pc.decide(rita, 2)
    (place,) = sought(rita, "Priya Nair").places
    for key in (f"{item}:0-3", "9999:1-2", "x", ""):
        with pytest.raises(RuleBroken, match="Search again"):
            seeking.mark_sought(rita, "Priya Nair", [place.key, key], NAME)
    assert redactions.standing(rita.case, item) == ()
    seeking.mark_sought(rita, "Priya Nair", [place.key], NAME)
    with pytest.raises(RuleBroken, match="Search again"):
        seeking.mark_sought(rita, "Priya Nair", [place.key], NAME)
    with pytest.raises(RuleBroken, match="note"):
        seeking.mark_sought(rita, "number", None, RedactionType.OTHER, attested=True)


def test_I4_I8_what_is_kept_on_purpose_is_shown_and_not_marked_by_search(folder, rita):
    (item,) = pc.decide(rita, 2)
    (place,) = sought(rita, "Priya Nair").places
    seeking.mark_sought(rita, "Priya Nair", [place.key], NAME)
    tagging.tag(rita, 1, item, [Tag.AWAY])
    opening.close(rita)
    paul = build.as_user(folder, "paul")
    approving.waiting(paul)
    overlapping.decide_overlap(paul, item, MarkRuling.KEEP, "who came is what assists him")
    opening.close(paul)
    again = build.as_user(folder, "rita")
    assert [one.state for one in sought(again, "Priya Nair").places] == ["kept on purpose"]
    assert seeking.mark_sought(again, "Priya Nair", None, NAME, attested=True) == ()
    opening.close(again)


def test_J2_a_mark_by_search_makes_an_approval_void(folder, rita):
    (item,) = pc.decide(rita, 2)
    opening.close(rita)
    pc.approve_all(folder)
    rita = build.as_user(folder, "rita")
    assert redactions.approved_by(rita.case, item)
    seeking.mark_sought(rita, "taxi", None, NAME, attested=True)
    assert redactions.approved_by(rita.case, item)  # the word is not in it
    seeking.mark_sought(rita, "Priya Nair", None, NAME, attested=True)
    assert redactions.approved_by(rita.case, item) is None
    opening.close(rita)


def test_roles_that_do_not_redact_may_not_search(folder):
    abel = build.as_user(folder, "abel")
    with pytest.raises(RuleBroken):
        sought(abel, "Priya")
    opening.close(abel)


def test_the_commands_list_places_and_mark_those_chosen(folder, rita, tmp_path, capsys):
    (item,) = pc.decide(rita, 2)
    opening.close(rita)
    secret = tmp_path / "words"
    secret.write_text(build.PASSPHRASE)
    who = [str(folder), "--user", "rita", "--passphrase-file", str(secret)]
    assert cli.main(["mark", "search", *who, "Priya Nair"]) == 0
    key = capsys.readouterr().out.split()[0]
    assert key.startswith(f"{item}:")
    assert cli.main(["mark", "places", *who, "Priya Nair"]) == 1
    assert cli.main(["mark", "places", *who, "Priya Nair", "--all"]) == 1
    assert "needs this statement" in capsys.readouterr().err
    assert cli.main(["mark", "places", *who, "Priya Nair", "--place", key]) == 0
    assert "1 marks made" in capsys.readouterr().out

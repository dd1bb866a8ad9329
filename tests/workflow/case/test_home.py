"""The home of a case: what it counts is what its places list, each for whom it waits; reading it writes
nothing
(docs/decisions/0051)."""

import json

from evidence_review.domain.kinds import CasePart, DisclosureCode, Relevance, Role
from evidence_review.workflow import home
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import entering_people, opening
from evidence_review.workflow.case.home_views import FirstStep, Matter
from evidence_review.workflow.producing.inventory import inventory
from evidence_review.workflow.redacting import approving, redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build


def told(folder, who):
    """The home as a reader gets it: on a connection that refuses to write."""
    session = build.as_user(folder, who)
    try:
        own = opening.reopen(session, reading=True)
        try:
            return home.home(own)
        finally:
            opening.close(own)
    finally:
        opening.close(session)


def decide(folder, how_many=2):
    """Rita finds the first items relevant and marks what is suggested; their ids."""
    session = build.as_user(folder, "rita")
    items = [row.item for row in reviewing.queue(session, 1)][:how_many]
    for item in items:
        reviewing.open_item(session, 1, item)
        reviewing.decide(session, 1, item, Relevance.RELEVANT, "it tells of the evening")
        redacting.mark_suggested(session, 1, item, attested=True)
    opening.close(session)
    return items


def test_each_count_is_what_its_queue_lists_and_nothing_is_written(tmp_path):
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    must = [row.item for row in reviewing.queue(session, 1, only="must")]
    undecided = [row.item for row in reviewing.queue(session, 1, only="undecided")]
    before = session.case.count("SELECT count(*) FROM audit")
    opening.close(session)
    found = told(folder, "rita")
    assert found.of(Matter.MUST_REVIEW) == len(must) > 0
    assert found.of(Matter.UNDECIDED) == len(undecided) > len(must)
    places = {one.matter: [place.item for place in one.places] for one in found.counts}
    assert places[Matter.MUST_REVIEW] == must
    session = build.as_user(folder, "rita")
    assert session.case.count("SELECT count(*) FROM audit") == before + 2  # two sign-ins, no look
    opening.close(session)
    decided = decide(folder, len(undecided))
    after = told(folder, "rita")
    assert after.of(Matter.MUST_REVIEW) == after.of(Matter.UNDECIDED) == 0
    assert after.last is not None
    assert (after.last.line, after.last.item) == (1, decided[-1])
    assert found.last is None


def test_nothing_outside_the_lines_is_counted_as_waiting_or_named(tmp_path):
    """Control: the case holds three items that no line covers."""
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "omar")
    everything = {row[0] for row in session.case.all("SELECT id FROM items")}
    inside = {row.item for row in reviewing.queue(session, 1)}
    opening.close(session)
    outside = everything - inside
    assert len(outside) >= 3
    for who in (*build.PEOPLE, "gail"):
        found = told(folder, who)
        assert not outside & {place.item for one in found.counts for place in one.places}
        words = json.dumps([str(one) for one in found.counts])
        assert "marker" not in words
        assert "Priya" not in words


def test_the_prosecutor_is_told_by_group_and_accused_what_waits(tmp_path):
    folder = build.flagged_case(tmp_path)
    items = decide(folder, 3)
    found = told(folder, "paul")
    assert found.of(Matter.MARKS) + found.of(Matter.NO_MARKS) == 3
    assert found.of(Matter.CODES) == 3
    assert {one.accused for one in found.counts if one.matter is Matter.CODES} == {build.ACCUSED}
    session = build.as_user(folder, "paul")
    entering_people.enter_person(session, "Second Accused", CasePart.ACCUSED)
    approving.waiting(session)
    approving.endorse(session, items[0], build.ACCUSED, DisclosureCode.DISCLOSE, "it assists the defence")
    approving.send_back(session, items[1], "please look at the second line again")
    opening.close(session)
    found = told(folder, "paul")
    assert {one.accused: one.count for one in found.counts if one.matter is Matter.CODES} == {
        build.ACCUSED: 2,
        "Second Accused": 3,
    }
    assert found.of(Matter.CAME_BACK) == told(folder, "rita").of(Matter.CAME_BACK) == 1
    assert not told(folder, "rita").of(Matter.CODES)


def test_what_stands_in_the_way_is_what_the_inventory_says(tmp_path):
    folder = build.flagged_case(tmp_path)
    items = decide(folder, 3)
    session = build.as_user(folder, "paul")
    approving.waiting(session)
    for item in items[:2]:
        approving.endorse(session, item, build.ACCUSED, DisclosureCode.DISCLOSE, "it assists the defence")
    approving.approve(session, (items[0],), attested=True)
    opening.close(session)
    (one,) = told(folder, "omar").in_the_way
    session = build.as_user(folder, "omar")
    stated = inventory(session, build.ACCUSED).obstacles
    opening.close(session)
    assert [each for each, _ in one.obstacles] == list(stated)
    assert {line for _, line in one.obstacles} == {1}
    assert told(folder, "rita").in_the_way == ()


def test_the_auditor_is_told_of_the_log_and_an_administrator_of_people(tmp_path):
    folder = build.flagged_case(tmp_path)
    decide(folder, 1)
    first = told(folder, "abel")
    assert first.record is not None
    assert first.of(Matter.ENTRIES) == first.record.entries
    assert first.record.checked_at == 0
    session = build.as_user(folder, "abel")
    auditing.events(session)
    auditing.verify_case(session)
    opening.close(session)
    after = told(folder, "abel")
    assert after.of(Matter.ENTRIES) == 2  # the check and the sign-in of this look
    assert after.record is not None
    assert after.record.checked_at == after.record.entries - 1
    assert told(folder, "rita").record is None
    assert told(folder, "gail").of(Matter.PEOPLE) == len(build.PEOPLE) + 1


def test_the_steps_of_a_new_case_tick_themselves(tmp_path):
    folder = tmp_path / "new"
    session = opening.create_case(folder, "62WR0000126", "New", "gail", build.PASSPHRASE)
    assert not any(done for _, done in home.home(session).steps)
    opening.add_user(session, "rita", Role.REVIEWER, build.PASSPHRASE)
    assert dict(home.home(session).steps)[FirstStep.PEOPLE]
    opening.close(session)
    whole = build.flagged_case(tmp_path)
    before = dict(told(whole, "rita").steps)
    assert before == {one: one is not FirstStep.REVIEW for one in FirstStep}
    decide(whole, 1)
    assert told(whole, "rita").is_begun

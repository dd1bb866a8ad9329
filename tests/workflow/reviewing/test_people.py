"""Identities joined by identifier; links made by hand; and no link ever opens anything (reference/formats.md
rule 16).
"""

import shutil
from dataclasses import replace

import pytest

from evidence_review.domain.enquiry import ScopePerson
from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import finish
from evidence_review.reports.serving import STAYS
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.producing import checking, copied_chains
from evidence_review.workflow.reviewing import linking, reviewing
from tests import build

REASON = "both numbers are hers by her statement of 3 April"
GROUP = """08/03/2025, 18:00 - Dana P: who is in tonight
08/03/2025, 18:01 - +44 7700 900111: me, gladly
08/03/2025, 18:02 - Callum Marsh: me too
08/03/2025, 18:03 - +44 7700 900222: my other phone, sorry
"""
ALONE = """08/03/2025, 18:10 - Dana P: nobody-opened-this-marker
08/03/2025, 18:11 - +44 7700 900222: a word between us two, nobody-opened-this-marker
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    tmp = tmp_path_factory.mktemp("people")
    folder = build.new_case(tmp / "case")
    chats = build.write_chats(tmp / "chats")
    (chats / "WhatsApp Chat with The four.txt").write_text(GROUP, "utf-8")
    (chats / "WhatsApp Chat with +44 7700 900222.txt").write_text(ALONE, "utf-8")
    build.import_chats(folder, chats)
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    opening.close(session)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


@pytest.fixture
def session(folder):
    made = build.as_user(folder, "rita")
    yield made
    opening.close(made)


def senders(session):
    return {row.sender for row in reviewing.queue(session, 1)}


def strangers(session):
    """Numbers of the two identities that no line names."""
    found = [one for one in linking.people(session) if one.label.startswith("Person")]
    return [number for one in found for number, _ in one.identities]


def test_only_people_of_what_may_be_read_are_listed_and_third_parties_by_pseudonym(session):
    found = linking.people(session)
    assert {one.label for one in found if not one.label.startswith("Person")} == {"Dana P", "Callum Marsh"}
    assert len(found) == 4
    assert "Mum" not in repr(found)
    assert "900111" not in repr(found)
    assert {one.conversations for one in found if one.label == "Dana P"} == {2}
    assert session.case.one("SELECT 1 FROM audit WHERE action = 'list people' AND op = 'CONSULT'")


def test_a_link_gives_one_label_everywhere_and_unlinking_takes_it_away(session):
    one, other = strangers(session)
    before = senders(session)
    link = linking.link_people(session, one, other, REASON)
    after = senders(session)
    assert len(after) == len(before) - 1
    views = [reviewing.open_item(session, 1, row.item) for row in reviewing.queue(session, 1)]
    group = [view for view in views if len(view.recipients) > 1]
    assert len(group) == 4
    assert {len({view.sender, *view.recipients}) for view in group} == {3}
    assert all(len(set(view.recipients)) == len(view.recipients) for view in group)
    (joint,) = [person for person in linking.people(session) if len(person.identities) == 2]
    assert joint.label in after
    assert joint.links[0][0] == link
    linking.unlink_people(session, link, "the second number turned out to be her brother's")
    assert senders(session) == before
    assert session.case.count("SELECT count(*) FROM people_links") == 1
    opening_log = [
        row[0] for row in session.case.all("SELECT action FROM audit WHERE action LIKE '%link people'")
    ]
    assert opening_log == ["link people", "unlink people"]


def test_a_link_to_someone_whom_the_line_names_shows_her_name(session):
    one, _ = strangers(session)
    known = next(
        number
        for person in linking.people(session)
        if person.label == "Callum Marsh"
        for number, _ in person.identities
    )
    linking.link_people(session, known, one, REASON)
    assert "Callum Marsh" in senders(session)
    assert len(senders(session)) == 3


def test_a_link_never_widens_the_scope_of_a_line(folder, session):
    """The stranger's own conversation stays shut when he is linked to the man the line names; only a new
    approved version opens it."""
    inside = {row.item for row in reviewing.queue(session, 1)}
    effect = enquiring.scope_effect(session, enquiring.approved_line(session, 1))
    known = next(
        number
        for person in linking.people(session)
        if person.label == "Callum Marsh"
        for number, _ in person.identities
    )
    for number in strangers(session):
        linking.link_people(session, known, number, REASON)
    finish(flagging.flag(session))
    assert {row.item for row in reviewing.queue(session, 1)} == inside
    assert enquiring.scope_effect(session, enquiring.approved_line(session, 1)) == effect
    for table in ("searchable", "screened", "detected", "ranks", "copies"):
        assert {row[0] for row in session.case.all(f"SELECT item_id FROM {table}")} <= inside, table
    views = [reviewing.open_item(session, 1, item) for item in inside]
    assert "nobody-opened-this-marker" not in repr(views)
    opening.close(session)
    people = (ScopePerson("Callum Marsh", ("07700 900222",)),)
    build.approve(
        folder,
        replace(
            build.another(build.line(), people=people), change_reason="She writes under a second number."
        ),
    )
    again = build.as_user(folder, "rita")
    finish(flagging.flag(again))
    assert len(reviewing.queue(again, 1)) == len(inside) + 2
    opening.close(again)


def test_links_need_a_reason_and_a_role_and_two_people(folder, session):
    one, other = strangers(session)
    with pytest.raises(RuleBroken, match="20 characters"):
        linking.link_people(session, one, other, "same")
    with pytest.raises(RuleBroken, match="one person already"):
        linking.link_people(session, one, one, REASON)
    with pytest.raises(RuleBroken, match="no identity 9999"):
        linking.link_people(session, one, 9999, REASON)
    link = linking.link_people(session, one, other, REASON)
    with pytest.raises(RuleBroken, match="one person already"):
        linking.link_people(session, other, one, REASON)
    with pytest.raises(RuleBroken, match="does not stand"):
        linking.unlink_people(session, "0" * 32, REASON)
    opening.close(session)
    for who in ("paul", "abel", "lena", "gail"):
        outsider = build.as_user(folder, who)
        for act in (
            lambda s: linking.link_people(s, one, other, REASON),
            lambda s: linking.unlink_people(s, link, REASON),
        ):
            with pytest.raises(RuleBroken, match="may not do this"):
                act(outsider)
        opening.close(outsider)
    for who in ("omar", "sian"):
        allowed = build.as_user(folder, who)
        linking.unlink_people(allowed, link, REASON)
        link = linking.link_people(allowed, one, other, REASON)
        opening.close(allowed)


def test_links_are_only_ever_added_and_the_log_has_no_names(session):
    one, other = strangers(session)
    linking.link_people(session, one, other, REASON)
    for sql in ("DELETE FROM people_links", "UPDATE people_links SET reason = ''"):
        with (
            pytest.raises(CaseProblem, match="never changed"),
            session.case.change(session.signer, AuditOp.ALTER, "tamper") as change,
        ):
            change.run(sql)
    log = "".join(row[0] for row in session.case.all("SELECT CAST(line AS TEXT) FROM audit"))
    for words in ("900111", "900222", "Callum", "statement of 3 April"):
        assert words not in log


def test_the_list_of_participants_of_a_chain_names_linked_identities_once(session):
    from evidence_review.domain.kinds import Relevance

    for row in reviewing.queue(session, 1):
        reviewing.decide(session, 1, row.item, Relevance.RELEVANT)

    def people():
        contents = checking.collected(session, build.production())
        with session.case.change(session.signer, AuditOp.CONSULT, "look") as change:
            made = [copied_chains.transcript(session, change, part, (), STAYS) for part in contents.found]
        return max((one.participants for one in made), key=len)

    apart = people()
    linking.link_people(session, *strangers(session), REASON)
    together = people()
    assert len(together) == len(apart) - 1
    assert set(together) < set(apart)  # one label for one person, and no second token beside it

"""Copies of a message across exhibits: linked, shown as one, never dropped; every count stays per item
(reference/formats.md rule 18, reference/law.md B4)."""

import shutil
import zipfile
from dataclasses import replace

import pytest

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, LineState, Relevance
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from evidence_review.workflow.reviewing import holding, reviewing
from tests import build

LH = Exhibit("LH/1", ExhibitKind.DEVICE, "Callum", Basis(LegalBasis.PACE_SEIZURE))


def other_phone(tmp, text):
    """The suspect's own export of the conversation."""
    folder = tmp / "other"
    folder.mkdir()
    (folder / "WhatsApp Chat with Dana P.txt").write_text(text, "utf-8")
    return folder


def as_on_the_other_phone():
    """The same messages with other quotes, spaces and capitals in one of them, and one message more."""
    return (
        build.CHAT.replace("see you at the Lamplighter", "See  you at the LAMPLIGHTER")
        + "09/03/2025, 09:30 - Dana P: only on this phone\n"
    )


def flagged(tmp, text=None):
    folder = build.new_case(tmp / "case")
    build.import_chats(folder, build.write_chats(tmp / "chats"))
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session,
            other_phone(tmp, text or as_on_the_other_phone()),
            LH,
            ReadOptions("Europe/London", owner="Callum Marsh"),
        )
    )
    opening.close(session)
    line = build.line()
    people = (*line.scope.people, type(line.scope.people[0])("Dana P"))
    build.approve(folder, build.another(line, people=people))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    return folder, session


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder, session = flagged(tmp_path_factory.mktemp("copies"))
    opening.close(session)
    return folder


@pytest.fixture
def two_phones(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "case")
    session = build.as_user(folder, "rita")
    yield folder, session
    opening.close(session)


def status(session):
    return next(one for one in enquiring.list_lines(session) if one.line.state is LineState.APPROVED)


def test_B4_copies_are_linked_and_every_item_stays_in_the_queue(two_phones) -> None:
    _, session = two_phones
    rows = reviewing.queue(session, 1)
    assert len(rows) == status(session).in_scope == 13
    assert sorted(row.exhibit for row in rows) == ["DP/1"] * 6 + ["LH/1"] * 7
    linked = [row for row in rows if row.set]
    assert len(linked) == 12
    assert len({row.set for row in linked}) == 6
    assert {row.also_in for row in linked} == {("LH/1",), ("DP/1",)}
    (alone,) = [row for row in rows if not row.set]
    assert reviewing.open_item(session, 1, alone.item).text == "only on this phone"


def test_the_item_says_where_else_it_is_and_when_it_is_only_nearly_the_same(two_phones) -> None:
    _, session = two_phones
    views = [reviewing.open_item(session, 1, row.item) for row in reviewing.queue(session, 1)]
    near = [view for view in views if any(one.is_near for one in view.copies)]
    assert {view.text for view in near} == {
        "see you at the Lamplighter at eight?",
        "See  you at the LAMPLIGHTER at eight?",
    }
    for view in views:
        for copy in view.copies:
            back = reviewing.open_item(session, 1, copy.item)
            assert view.id in {one.item for one in back.copies}
            assert (copy.exhibit, copy.time_london) == (back.exhibit, back.time_london)
            assert copy.exhibit != view.exhibit
            assert copy.thread


def test_a_near_copy_has_no_marks_of_the_other_text(two_phones) -> None:
    _, session = two_phones
    for row in reviewing.queue(session, 1):
        view = reviewing.open_item(session, 1, row.item)
        for reason in view.reasons:
            assert all(end <= len(view.text) for _, end in reason.spans)
        if "LAMPLIGHTER" in view.text:
            assert not any(reason.spans for reason in view.reasons if reason.kind != "term")


def test_a_second_run_gives_the_same_links(two_phones) -> None:
    _, session = two_phones
    before = session.case.all("SELECT * FROM copies")
    report = finish(flagging.flag(session))
    assert session.case.all("SELECT * FROM copies") == before
    assert report.copies == len(before) == 6


def test_links_lie_within_the_scope_of_their_line(two_phones) -> None:
    _, session = two_phones
    assert not session.case.one(
        "SELECT 1 FROM copies c WHERE c.item_id NOT IN (SELECT item_id FROM reviewable g WHERE "
        "g.line_id = c.line_id) "
        "OR c.original_id NOT IN (SELECT item_id FROM reviewable g WHERE g.line_id = c.line_id)"
    )
    secret = session.case.all("SELECT id FROM items WHERE text LIKE '%out-of-scope%'")
    assert len(secret) == 2
    assert not {row[0] for row in secret} & {
        row[0] for row in session.case.all("SELECT item_id FROM copies UNION SELECT original_id FROM copies")
    }


def test_a_decision_stays_on_its_item_until_a_person_gives_it_to_the_copies(two_phones) -> None:
    _, session = two_phones
    row = next(one for one in reviewing.queue(session, 1) if one.set)
    (copy,) = reviewing.open_item(session, 1, row.item).copies
    made = reviewing.decide(session, 1, row.item, Relevance.RELEVANT, "it is about the evening")
    assert status(session).decided == 1
    assert reviewing.open_item(session, 1, copy.item).decision is None
    (given,) = reviewing.decide_copies(session, 1, made.id)
    assert (given.item, given.value, given.reason, given.by) == (copy.item, made.value, made.reason, made.by)
    assert given.id != made.id
    assert status(session).decided == status(session).relevant == 2
    assert session.case.count("SELECT count(*) FROM decisions") == 2
    (entry,) = session.case.all(
        "SELECT CAST(line AS TEXT), object FROM audit WHERE action = 'decide as its copy'"
    )
    assert entry[1] == f"item:{copy.item}"
    assert f'"copy_of":{row.item}' in entry[0].replace(" ", "")
    rows = reviewing.queue(session, 1)
    assert sum(bool(one.decision) for one in rows) == status(session).decided
    assert len(reviewing.queue(session, 1, only="undecided")) == len(rows) - 2
    reviewing.undo(session, given.id)
    assert reviewing.open_item(session, 1, copy.item).decision is None
    assert reviewing.open_item(session, 1, row.item).decision == made


def test_a_copy_with_a_decision_of_its_own_keeps_it(two_phones) -> None:
    _, session = two_phones
    row = next(one for one in reviewing.queue(session, 1) if one.set)
    (copy,) = reviewing.open_item(session, 1, row.item).copies
    reviewing.decide(session, 1, copy.item, Relevance.UNSURE)
    made = reviewing.decide(session, 1, row.item, Relevance.RELEVANT)
    assert reviewing.decide_copies(session, 1, made.id) == ()
    assert reviewing.open_item(session, 1, copy.item).decision.value is Relevance.UNSURE


def test_only_a_standing_decision_of_ones_own_goes_to_copies(two_phones) -> None:
    folder, session = two_phones
    row = next(one for one in reviewing.queue(session, 1) if one.set)
    first = reviewing.decide(session, 1, row.item, Relevance.UNSURE)
    reviewing.decide(session, 1, row.item, Relevance.RELEVANT)
    with pytest.raises(RuleBroken, match="does not stand"):
        reviewing.decide_copies(session, 1, first.id)
    standing = reviewing.open_item(session, 1, row.item).decision
    opening.close(session)
    for who, says in (("omar", "Only the person"), ("paul", "may not do this")):
        other = build.as_user(folder, who)
        with pytest.raises(RuleBroken, match=says):
            reviewing.decide_copies(other, 1, standing.id)
        opening.close(other)


def test_a_hold_is_for_its_item_and_the_copy_says_so_also_after_another_run(two_phones) -> None:
    _, session = two_phones
    row = next(one for one in reviewing.queue(session, 1) if one.set and one.exhibit == "DP/1")
    (copy,) = reviewing.open_item(session, 1, row.item).copies
    together = holding.hold(session, 1, row.item)
    assert copy.item not in together
    for _ in range(2):
        view = reviewing.open_item(session, 1, copy.item)
        assert (view.copies, view.copies_held) == ((), 1)
        rows = reviewing.queue(session, 1)
        assert {one.item for one in rows}.isdisjoint(together)
        assert next(one for one in rows if one.item == copy.item).set is None
        assert len(rows) == status(session).in_scope - status(session).held
        finish(flagging.flag(session))
    made = reviewing.decide(session, 1, copy.item, Relevance.RELEVANT)
    assert reviewing.decide_copies(session, 1, made.id) == ()


def test_a_few_like_messages_at_the_same_time_link_nothing(tmp_path) -> None:
    other = "08/03/2025, 19:05 - Dana P: ok lovely\n08/03/2025, 19:06 - Callum Marsh: where are you\n"
    _, session = flagged(tmp_path, other)
    assert session.case.count("SELECT count(*) FROM copies") == 0
    opening.close(session)


def test_a_short_conversation_is_linked_where_all_of_it_and_its_people_agree(tmp_path) -> None:
    other = (
        "08/03/2025, 23:58 - Callum Marsh: the taxi is outside\n09/03/2025, 00:01 - Dana P: tell Priya "
        "Nair thank you\n"
    )
    _, session = flagged(tmp_path, other)
    assert session.case.count("SELECT count(*) FROM copies") == 2
    opening.close(session)


def test_a_file_in_two_exhibits_is_linked_by_its_hash(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    for ref, chat, owner in (("DP/1", "Callum Marsh", "Dana P"), ("LH/1", "Dana P", "Callum Marsh")):
        file = tmp_path / f"{ref[:2]}.zip"
        with zipfile.ZipFile(file, "w") as made:
            said = (
                f"08/03/2025, 19:02 - Dana P: IMG-{ref[:2]}.jpg (file attached)\n08/03/2025, 19:04 - "
                f"Callum Marsh: {ref} saw it\n"
            )
            made.writestr(f"WhatsApp Chat with {chat}.txt", said)
            made.writestr(f"IMG-{ref[:2]}.jpg", b"\xff\xd8\xff\xe0 the very same picture \xff\xd9")
        session = build.as_user(folder, "omar")
        finish(
            importing.import_path(
                session, file, replace(LH, ref=ref), ReadOptions("Europe/London", owner=owner)
            )
        )
        opening.close(session)
    people = tuple(type(build.line().scope.people[0])(name) for name in ("Callum Marsh", "Dana P"))
    build.approve(folder, build.another(build.line(), people=people))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    views = [reviewing.open_item(session, 1, row.item) for row in reviewing.queue(session, 1)]
    linked = {view.exhibit: view.same_files for view in views if view.same_files}
    assert {here: [one.exhibit for one in files] for here, files in linked.items()} == {
        "DP/1": ["LH/1"],
        "LH/1": ["DP/1"],
    }
    assert {one.file for files in linked.values() for one in files} == {0}
    opening.close(session)

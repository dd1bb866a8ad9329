"""The scope gate: what a line does not cover cannot be reached (reference/law.md C)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.columns import columns_of
from evidence_review.domain.enquiry import ScopePerson
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.ids import CaseId, ItemId, SourceId, UserId
from evidence_review.domain.kinds import AuditOp, Direction, ItemKind, LineState, Relevance, Role, ZoneSource
from evidence_review.domain.people import Case as Facts
from evidence_review.domain.people import Party, User
from evidence_review.domain.progress import finish
from evidence_review.store import Case, adding, exhibits, lines
from evidence_review.store.exhibits import ReadOptions, Source
from evidence_review.trust import keys
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from evidence_review.workflow.reviewing import reviewing
from tests import build


@pytest.fixture
def folder(tmp_path):
    return build.flagged_case(tmp_path)


def every_text(session) -> str:
    """All text that any reading step gives for line 1."""
    rows = reviewing.queue(session, 1)
    views = [reviewing.open_item(session, 1, row.item) for row in rows]
    around = [view for row in rows for view in reviewing.unfold(session, 1, row.item)]
    return repr((rows, views, around, enquiring.outside(session), enquiring.list_lines(session)))


def test_C1_nothing_outside_an_approved_line_can_be_reached(folder) -> None:
    session = build.as_user(folder, "rita")
    text = every_text(session)
    assert "taxi is outside" in text
    assert "out-of-scope-marker" not in text
    assert "other-thread-marker" not in text
    inside = {row.item for row in reviewing.queue(session, 1)}
    outside = {ItemId(n) for n in range(1, 10)} - inside
    assert len(inside) == 6
    for item in outside:
        for look in (
            reviewing.open_item,
            reviewing.unfold,
            lambda s, n, i: reviewing.decide(s, n, i, Relevance.RELEVANT),
        ):
            with pytest.raises(RuleBroken, match="outside this line"):
                look(session, 1, item)
    assert {(one.exhibit, one.count) for one in enquiring.outside(session)} == {("DP/1", 3)}
    opening.close(session)


def test_C1_engines_and_index_hold_nothing_outside_scope(folder) -> None:
    session = build.as_user(folder, "rita")
    inside = {row.item for row in reviewing.queue(session, 1)}
    for table in ("searchable", "detected", "ranks", "flags", "findings", "screened"):
        held = {row[0] for row in session.case.all(f"SELECT DISTINCT item_id FROM {table}")}
        assert held <= inside, table
    opening.close(session)


@pytest.mark.parametrize("lacking", ["title", "question", "rationale", "expected_to_find", "less_intrusive"])
def test_C3_a_line_with_anything_missing_cannot_be_approved(tmp_path, lacking: str) -> None:
    folder = build.new_case(tmp_path / "case")
    with pytest.raises(RuleBroken, match="Still missing"):
        build.approve(folder, replace(build.line(), **{lacking: "  "}))


@pytest.mark.parametrize(
    "change", [{"people": ()}, {"date_from": None}, {"date_to": None}, {"date_from": date(2026, 1, 1)}]
)
def test_C3_C7_people_and_dates_must_be_chosen_on_purpose(tmp_path, change) -> None:
    folder = build.new_case(tmp_path / "case")
    with pytest.raises(RuleBroken, match="Still missing"):
        build.approve(folder, build.another(build.line(), **change))


def test_C4_J1_the_proposer_cannot_approve(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    with pytest.raises(RuleBroken, match="cannot approve"):
        build.approve(folder, build.line(), "sian", "sian")
    with pytest.raises(RuleBroken, match="may not do this"):
        build.approve(folder, build.line(), "omar", "rita")


def test_C5_days_are_london_days_inclusive_at_both_ends(folder) -> None:
    session = build.as_user(folder, "rita")
    times = [row.time_london for row in reviewing.queue(session, 1)]
    assert times[0] == "08 Mar 2025 19:02"
    assert "09 Mar 2025 00:01" in times
    opening.close(session)
    narrower = build.another(build.line(), date_to=date(2025, 3, 8))
    build.approve(folder, narrower)
    session = build.as_user(folder, "rita")
    assert [row.time_london for row in reviewing.queue(session, 1)][-1] == "08 Mar 2025 23:58"
    states = [one.line.state for one in enquiring.list_lines(session)]
    assert states == [LineState.SUPERSEDED, LineState.APPROVED]
    opening.close(session)


def test_E1_neighbours_never_cross_the_limits_of_the_line(folder) -> None:
    build.approve(folder, build.another(build.line(), max_context=1))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    rows = reviewing.queue(session, 1)
    shown = reviewing.unfold(session, 1, rows[2].item)
    assert [view.is_context for view in shown] == [True, False, True]
    last = reviewing.unfold(session, 1, rows[-1].item)
    assert len(last) == 2
    assert "secret" not in repr(last)
    opening.close(session)


def test_an_unscreened_item_is_not_shown(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    build.import_chats(folder, build.write_chats(tmp_path / "chats"))
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    assert reviewing.queue(session, 1) == ()
    assert enquiring.list_lines(session)[0].unscreened == 6
    opening.close(session)


@pytest.mark.parametrize("owner", ["Dana P", None])
def test_naming_the_owner_beside_another_person_opens_no_other_conversation(tmp_path, owner) -> None:
    folder = build.new_case(tmp_path / "case")
    build.import_chats(folder, build.write_chats(tmp_path / "chats"), owner=owner)
    build.approve(
        folder, build.another(build.line(), people=(ScopePerson("Callum Marsh"), ScopePerson("Dana P")))
    )
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    assert len(reviewing.queue(session, 1)) == 6
    assert "other-thread-marker" not in every_text(session)
    opening.close(session)


names = st.sampled_from(["Ann", "Bob", "Cy", "Dee"])


@settings(max_examples=25, deadline=None)
@given(
    messages=st.lists(
        st.tuples(
            st.integers(0, 3), names, st.integers(0, 40), st.sampled_from([ItemKind.MESSAGE, ItemKind.CALL])
        ),
        min_size=1,
        max_size=30,
    ),
    people=st.sets(names, max_size=3),
    span=st.tuples(st.integers(0, 40), st.integers(0, 40)),
    all_people=st.booleans(),
)
def test_the_gate_in_SQL_covers_what_the_rule_in_plain_words_covers(
    tmp_path_factory, messages, people, span, all_people
) -> None:
    """An oracle of a few lines against the view: owner Ann, threads by number, days from 1 March 2025."""
    seed = bytes(32)
    signer = keys.unlock(User(UserId("u"), "u", Role.ADMIN, keys.public_key(seed)), keys.Secrets(b"", seed))
    case = Case.create(tmp_path_factory.mktemp("gate") / "case", Facts(CaseId("c"), "U", ""), bytes(32))
    first = datetime(2025, 3, 1, 23, 30)
    batch = [
        Item(
            f"m{n}",
            kind,
            "x",
            f"t{thread}",
            n,
            Party(None, who, who == "Ann"),
            (),
            Moment("raw", first + timedelta(days=day), None, None, ZoneSource.NONE),
            Direction.UNKNOWN,
        )
        for n, (thread, who, day, kind) in enumerate(messages)
    ]
    start, end = (date(2025, 3, 1) + timedelta(days=day) for day in sorted(span))
    line = build.another(
        build.line(),
        people=tuple(ScopePerson(name) for name in sorted(people)),
        date_from=start,
        date_to=end,
        all_people=all_people,
    )
    with case.change(signer, AuditOp.ALTER, "build") as change:
        exhibit = exhibits.add(change, build.exhibit(), UserId("u"))
        source = exhibits.add_source(
            change,
            exhibit,
            Source(SourceId(0), "DP/1", "n", "p", "0" * 64, 1, "i", "1", ReadOptions(), None, None, None),
            UserId("u"),
        )
        adding.add(change, source, columns_of(batch))
        line_id, version = lines.propose(change, line, UserId("u"))
        lines.act(change, replace(line, id=line_id, version=version), LineState.APPROVED, "", UserId("u"))
    covered = {row[0] for row in case.all("SELECT locator FROM in_scope g JOIN items i ON i.id = g.item_id")}
    case.close()
    in_thread = {t: {who for thread, who, _, _ in messages if thread == t} for t in range(4)}

    def wanted(thread: int, day: int, kind: ItemKind) -> bool:
        others = in_thread[thread] - {"Ann"}
        named = all_people or bool(others & people) or (not others and "Ann" in people)
        return named and start <= (first + timedelta(days=day)).date() <= end and kind is ItemKind.MESSAGE

    assert covered == {
        f"m{n}" for n, (thread, _, day, kind) in enumerate(messages) if wanted(thread, day, kind)
    }


def test_D1_no_search_without_a_line() -> None:
    import inspect

    steps = [importing, enquiring, flagging, reviewing]
    assert not [
        name
        for module in steps
        for name, _ in inspect.getmembers(module, inspect.isfunction)
        if "search" in name
    ]

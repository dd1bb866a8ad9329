"""Kept counts and orders equal the counted ones after any acts; `verify` finds one that was tampered with."""

import random

import pytest

from evidence_review.domain.enquiry import ScopePerson
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import AuditOp, HoldKind, Relevance, Tag
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from evidence_review.store import migrating, tags
from evidence_review.store.kept_counts import line_counts, line_orders, outside_counts, suggestion_hash
from evidence_review.store.kept_counts.line_orders import TIME
from evidence_review.trust import verify
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.reviewing import reviewing
from tests import build

ACTS = ("decide", "undo", "tag", "hold", "release", "find", "close")
TAMPERED = {
    "UPDATE line_counts SET count = count + 1 WHERE what = 'decided'": "Table line_counts: line 1, decided",
    "UPDATE outside_counts SET outside = outside + 1": "Table outside_counts: DP/1, MESSAGE",
    "UPDATE line_orders SET items = substr(items, 5)": "Table line_orders: line 1, order by time",
}


@pytest.fixture
def folder(tmp_path):
    return build.flagged_case(tmp_path)


def as_one(folder, name, does):
    session = build.as_user(folder, name)
    try:
        return does(session)
    finally:
        actions.close(session)


def faults(session):
    case = session.case
    return [*line_counts.faults(case), *line_orders.faults(case), *outside_counts.faults(case)]


def is_kept(session):
    line = LineId(session.case.one("SELECT id FROM lines")[0])
    return line_counts.kept(session.case, line) is not None


def act(folder, draw, done):
    """One act by lot, by whoever may do it; what cannot be done now is left."""
    what = draw.choice(ACTS)

    def reviewing_act(session):
        rows = reviewing.queue(session, 1)
        if not rows:
            return
        item = draw.choice(rows).item
        match what:
            case "decide":
                done.append(reviewing.decide(session, 1, item, draw.choice(list(Relevance))).id)
            case "undo" if done:
                reviewing.undo(session, done.pop())
            case "tag":
                done.append(reviewing.decide(session, 1, item, Relevance.RELEVANT).id)
                actions.tag(session, 1, item, (draw.choice(list(Tag)),), on=True)
            case "hold" if len(rows) > 6:
                actions.hold(session, 1, item, HoldKind.LPP)
            case "find":
                actions.report_find(session, 1, item, "SERIOUS", "driving", "a note in neutral words")
            case _:
                pass

    def others(session):
        held = [row[0] for row in session.case.all("SELECT DISTINCT item_id FROM holds")]
        finds = [
            row[0]
            for row in session.case.all(
                "SELECT id FROM finds WHERE id NOT IN (SELECT find_id FROM find_outcomes)"
            )
        ]
        if what == "release" and held:
            try:
                actions.release(session, ItemId(draw.choice(held)), "RELEASED")
            except ReviewError:
                return
        if what == "close" and finds:
            actions.close_find(session, finds[0], "passed to the investigator")

    who = {"release": "lena", "close": "sian"}.get(what)
    as_one(folder, who or "rita", others if who else reviewing_act)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_acts_the_kept_counts_are_the_counted_ones(folder, seed) -> None:
    draw, done = random.Random(seed), []
    for _ in range(25):
        act(folder, draw, done)
        assert as_one(folder, "rita", faults) == []
    assert as_one(folder, "rita", is_kept)


def test_what_writes_beside_the_counts_takes_them_away(folder) -> None:
    def beside(session):
        item = reviewing.queue(session, 1)[0].item
        with session.case.change(session.signer, AuditOp.ALTER, "find") as change:
            change.run(
                "INSERT INTO finds VALUES ('x', :item, 'SERIOUS', 'c', 'n', 'u', '2025')", {"item": item}
            )
        return is_kept(session), faults(session)

    assert as_one(folder, "rita", is_kept)
    assert as_one(folder, "rita", beside) == (False, [])


def test_a_new_import_or_a_new_version_of_a_line_takes_them_away_until_the_next_search(
    folder, tmp_path
) -> None:
    build.write_chats(tmp_path / "more")
    (tmp_path / "more" / "WhatsApp Chat with Callum Marsh.txt").write_text(
        "08/03/2025, 22:00 - Callum Marsh: taxi back\n", "utf-8"
    )
    build.import_chats(folder, tmp_path / "more")
    assert not as_one(folder, "rita", is_kept)
    before = as_one(folder, "rita", actions.list_lines)
    as_one(folder, "rita", lambda session: finish(actions.flag(session)))
    assert as_one(folder, "rita", is_kept)
    assert as_one(folder, "rita", faults) == []
    assert as_one(folder, "rita", actions.list_lines)[0].in_scope == before[0].in_scope


@pytest.mark.parametrize(("sql", "said"), TAMPERED.items())
def test_verify_finds_a_kept_count_that_was_tampered_with(folder, sql, said) -> None:
    def verdict(session):
        return "\n".join(auditing.verify_case(session).lines)

    assert said not in as_one(folder, "abel", verdict)  # the control
    as_one(folder, "rita", lambda session: session.case._db.execute(sql))
    assert said in as_one(folder, "abel", verdict)


SUGGESTED = (
    "DELETE FROM flags",
    "UPDATE flags SET band = 'RANKED' WHERE band = 'MUST_REVIEW'",
    "DELETE FROM term_hits",
    "UPDATE term_counts SET hits = hits + 1",
    "UPDATE line_tongues SET judged = judged + 1",
    "INSERT INTO foreign_items SELECT line_id, item_id, 'Polish' FROM flags LIMIT 1",
    "INSERT INTO term_gaps SELECT line_id, 'x', item_id FROM flags LIMIT 1",
)


@pytest.mark.parametrize("sql", SUGGESTED)
def test_verify_finds_what_was_suggested_and_is_not_as_the_search_left_it(folder, sql) -> None:
    """Whoever takes the kept counts away with it would otherwise be told of fewer items to review at home."""

    def verdict(session):
        return auditing.verify_case(session).lines

    def tamper(session):
        for one in ("DELETE FROM line_counts", "DELETE FROM line_orders", sql):
            assert session.case._db.execute(one).rowcount

    assert as_one(folder, "abel", lambda session: auditing.verify_case(session).status) == verify.INTACT
    as_one(folder, "rita", tamper)
    (told,) = as_one(folder, "abel", verdict)
    assert told.startswith(
        "Tables flags and term_hits: line 1: what is suggested is not what the search left"
    )
    as_one(folder, "rita", lambda session: finish(actions.flag(session)))
    assert as_one(folder, "abel", lambda session: auditing.verify_case(session).status) == verify.INTACT


def test_a_change_that_hashes_every_line_anew_is_what_is_held_against_the_tables(folder) -> None:
    def hashed(session):
        case = session.case
        with case.change(session.signer, AuditOp.ALTER, "approve line", about="line:1") as change:
            suggestion_hash.note_all(case, change)
            entry = {"action": "approve line", "object": "line:1", "detail": dict(change.detail)}
        before = suggestion_hash.faults(case, [entry])
        case._db.execute(SUGGESTED[1])
        return before, suggestion_hash.faults(case, [entry])

    assert as_one(folder, "rita", hashed) == ([], ["line 1"])


def test_the_kept_order_is_the_queue_in_order_of_time_and_rank(folder) -> None:
    def orders(session):
        line = LineId(session.case.one("SELECT id FROM lines")[0])
        for way, order in ((TIME, "time"), (line_orders.RANK, "rank")):
            whole = [row.item for row in reviewing.queue(session, 1, order)]
            assert list(line_orders.kept(session.case, line, way)) == whole
        assert tags.counts(session.case, line) == line_counts.kept(session.case, line).tags

    as_one(folder, "rita", orders)


def test_C1_the_gate_by_one_conversation_opens_what_the_gate_over_all_opened(folder) -> None:
    """The view as it was before format 22 beside the one of now, for lines by people and by all."""
    before = next(
        script[script.rindex("CREATE VIEW covered_threads") :].split(";")[0]
        for script in reversed(migrating.scripts()[:21])
        if "CREATE VIEW covered_threads" in script
    )
    for number, changes in (
        (2, {"all_people": True, "people": ()}),
        (3, {"people": (ScopePerson("Dana P"),)}),
    ):
        build.approve(folder, build.another(build.line(number), **changes))

    def both(session):
        db = session.case._db
        asked = "SELECT version_id, thread_id FROM {} ORDER BY 1, 2"
        db.execute(before.replace("CREATE VIEW covered_threads", "CREATE TEMP VIEW threads_before"))
        return db.execute(asked.format("covered_threads")).fetchall(), db.execute(
            asked.format("threads_before")
        ).fetchall()

    new, old = as_one(folder, "rita", both)
    assert new == old
    # a line about who owns the phone opens no conversation with others (the control)
    assert {version for version, _ in new} == {1, 2}

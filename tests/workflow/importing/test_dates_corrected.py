"""The order of day and month of a source is corrected after its import: times move, nothing goes, lines
follow at once (issue 3, Build 4; docs/decisions/0038)."""

import json
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.dates import DateOrder
from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId, SourceId
from evidence_review.domain.import_limits import Limit
from evidence_review.domain.kinds import AuditOp, Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import audit, dates, exhibits, scope_counts
from evidence_review.workflow.auditing import account_of_looking, auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import learn_order
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import date_order, importing, previewing, reporting
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import reviewing
from tests import build

DAY, MONTH, FIRST = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.FIRST_READING
WHY = "The phone was set to United States English; the owner says so."
OPEN = """08/03/2025, 19:02 - Dana P: see you at eight leaves-marker
08/03/2025, 23:58 - Callum Marsh: the taxi is outside
03/03/2025, 10:00 - Dana P: the third of March either way
03/08/2025, 09:30 - Callum Marsh: did you pay the taxi enters-marker
03/09/2025, 02:30 - Dana P: late in the night
09/03/2025, 00:01 - Dana P: tell her thank you
"""
PROVEN = OPEN + "25/03/2025, 10:00 - Dana P: the end of March\n"


def start(
    tmp_path,
    chat=OPEN,
    options=ReadOptions(zone="Europe/London", owner="Dana P", day_first=True),  # noqa: B008
    limit=None,
):
    """A case with one chat, read day first, and line 1 over 8 and 9 March approved and searched; its
    folder."""
    folder = build.new_case(tmp_path / "case")
    (tmp_path / "WhatsApp Chat with Callum Marsh.txt").write_text(chat, "utf-8")
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session, tmp_path / "WhatsApp Chat with Callum Marsh.txt", build.exhibit(), options, limit
        )
    )
    opening.close(session)
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    finish(flag(session))
    opening.close(session)
    return folder


@pytest.fixture
def session(tmp_path):
    one = build.as_user(start(tmp_path), "rita")
    yield one
    opening.close(one)


def times(session):
    return session.case.all(
        (
            "SELECT id, sent_raw, sent_local, sent_utc, sent_offset, sent_zone, day, sort_time FROM "
            "items ORDER BY id"
        )
    )


def correct(session, choice, source=1, **how):
    return finish(date_order.correct_dates(session, SourceId(source), choice, WHY, **how))


def planned(session, choice, source=1, **how):
    return finish(date_order.plan_dates(session, SourceId(source), choice, **how))


def texts(session):
    return " ".join(reviewing.open_item(session, 1, row.item).text for row in reviewing.queue(session, 1))


def in_scope(session):
    return {row[0] for row in session.case.all("SELECT item_id FROM in_scope")}


def test_a_dry_run_says_what_would_change_and_changes_nothing(session):
    before, log = times(session), audit.size(session.case)
    told = planned(session, MONTH)
    assert (told.moved, told.so_already, told.same, told.other_way, told.beside) == (5, 0, 1, 0, 0)
    assert (told.days_before, told.days_after) == (("2025-03-03", "2025-09-03"), ("2025-03-03", "2025-09-03"))
    (line,) = told.lines
    assert (line.line, line.before, line.after, line.opened, line.closed, line.decided) == (1, 3, 2, 2, 3, 0)
    assert (times(session), audit.size(session.case)) == (before, log)


def test_what_it_said_is_what_it_does_and_lines_follow_at_once(session):
    assert "leaves-marker" in texts(session)
    told = planned(session, MONTH)
    assert correct(session, MONTH) == told
    assert in_scope(session) == {4, 5}
    assert (
        reviewing.queue(session, 1) == ()
    )  # what came in was not screened yet, and what went out is not shown
    for item in (1, 2, 4):
        with pytest.raises(RuleBroken):
            reviewing.open_item(session, 1, ItemId(item))
    assert session.case.all("SELECT item_id FROM searchable") == []
    finish(flag(session))
    assert "enters-marker" in texts(session)
    assert "leaves-marker" not in texts(session)
    assert {row[0] for row in session.case.all("SELECT item_id FROM searchable")} == {4, 5}
    for table in ("flags", "ranks", "findings", "first_scores", "copies"):
        assert {row[0] for row in session.case.all(f"SELECT item_id FROM {table}")} <= {4, 5}, table


def test_times_are_those_of_a_file_read_so_from_the_beginning(session, tmp_path):
    (tmp_path / "other").mkdir()
    other = build.as_user(
        start(tmp_path / "other", options=ReadOptions(zone="Europe/London", owner="Dana P", day_first=False)),
        "rita",
    )
    correct(session, MONTH)
    assert times(session) == times(other)
    correct(other, DAY)
    correct(session, FIRST)
    assert times(session) == times(other)
    opening.close(other)


def test_taking_it_back_is_one_more_row_and_gives_the_first_reading(session):
    before = times(session)
    correct(session, MONTH)
    assert times(session) != before
    correct(session, FIRST)
    assert times(session) == before
    correct(session, MONTH)
    correct(session, DAY)
    assert times(session) == before
    assert [one.choice for one in dates.orders(session.case)] == [MONTH, FIRST, MONTH, DAY]
    assert auditing.verify_case(session).status == 0


def test_a_correction_that_moves_nothing_is_refused_in_words(session):
    for choice, words in ((DAY, "read day first already"), (FIRST, "as first read already")):
        with pytest.raises(RuleBroken, match=words):
            correct(session, choice)
    assert dates.orders(session.case) == ()
    with pytest.raises(RuleBroken, match="20 characters"):
        finish(date_order.correct_dates(session, SourceId(1), MONTH, "because"))
    with pytest.raises(RuleBroken, match="no source of that number"):
        planned(session, MONTH, source=9)


def test_only_those_who_may_import_may_correct(session):
    for name in ("paul", "abel", "lena", "gail"):
        other = opening.Session(session.case, replace_user(session, name))
        with pytest.raises(RuleBroken, match="may not do this"):
            correct(other, MONTH)
        with pytest.raises(RuleBroken, match="may not do this"):
            planned(other, MONTH)


def replace_user(session, name):
    from evidence_review.trust import keyring, keys

    user = next(one for one in opening.list_users(session) if one.name == name)
    return keys.unlock(user, keyring.read(session.case.folder).open(name, build.PASSPHRASE))


def test_dates_beside_one_that_proves_the_order_stay_unless_they_are_meant_all_the_same(tmp_path):
    session = build.as_user(start(tmp_path, PROVEN), "rita")
    told = planned(session, MONTH)
    assert (told.moved, told.same, told.other_way, told.beside) == (0, 1, 1, 5)
    with pytest.raises(RuleBroken, match="meant all the same"):
        correct(session, MONTH)
    told = correct(session, MONTH, despite=True)
    assert (told.moved, told.other_way, told.beside) == (5, 1, 0)
    proven = session.case.one("SELECT sent_local FROM items WHERE sent_raw LIKE '25/%'")
    assert proven == ("2025-03-25T10:00:00",)
    back = correct(
        session, MONTH
    )  # the same order without "all the same": the dates go back to where the one beside them shows
    assert (back.moved, back.other_way) == (5, 1)
    assert auditing.verify_case(session).status == 0
    opening.close(session)


def test_an_hour_that_the_clocks_left_out_is_told_and_the_instant_follows_the_zone(tmp_path):
    chat = "03/30/2025, 01:30 - Dana P: one\n".replace("03/30", "10/03") + "07/06/2025, 12:00 - Dana P: two\n"
    session = build.as_user(
        start(tmp_path, chat, ReadOptions(zone="Europe/London", owner="Dana P", day_first=True)), "rita"
    )
    correct(session, MONTH)
    assert [row[2:4] for row in times(session)] == [
        ("2025-10-03T01:30:00", "2025-10-03T00:30:00"),
        ("2025-07-06T12:00:00", "2025-07-06T11:00:00"),
    ]
    opening.close(session)


@pytest.mark.parametrize(
    ("zone", "stamp", "remark"),
    [
        ("America/New_York", "09/03/2025, 02:30", "did not exist"),
        ("America/New_York", "02/11/2025, 01:30", "happened twice"),
    ],
)
def test_a_change_of_clocks_is_flagged_by_the_rule_of_the_first_reading(tmp_path, zone, stamp, remark):
    month_first = f"{stamp[3:5]}/{stamp[:2]}{stamp[5:]}"
    session = build.as_user(start(tmp_path, f"{month_first} - Dana P: one\n08/03/2025, 10:00 - Dana P: two\n",
                                  ReadOptions(zone=zone, owner="Dana P", day_first=True)), "rita")  # fmt: skip
    told = correct(session, MONTH)
    assert told.clock_changes == 1
    kept = session.case.one("SELECT remark FROM read_times WHERE item_id = 1")
    assert remark in kept[0]
    opening.close(session)


def test_the_item_shows_how_it_was_first_read(session):
    correct(session, MONTH)
    finish(flag(session))
    view = reviewing.open_item(session, 1, ItemId(4))
    assert view.time_london == "Sat 08 Mar 2025 09:30:00 (UTC+0000)"
    assert view.time_raw == "03/08/2025, 09:30"
    assert view.time_note == (
        "the zone was given by the person who imported it; other reading of the date: 2025-08-03 "
        "09:30, as first read"
    )
    correct(session, FIRST)
    assert session.case.all("SELECT * FROM standing_times WHERE anew") == []


def test_decisions_on_what_leaves_stay_and_are_said(session):
    reviewing.decide(session, 1, ItemId(1), Relevance.RELEVANT)
    told = correct(session, MONTH)
    assert told.lines[0].decided == 1
    assert [one.value for one in reviewing.history(session, ItemId(1))] == [Relevance.RELEVANT]
    (line,) = enquiring.list_lines(session)
    assert (line.in_scope, line.decided, line.relevant) == (
        2,
        0,
        0,
    )  # both of those that came in are to be decided on
    ledger = account_of_looking.proportionality(session)
    assert [(one.line, one.relevant) for one in ledger.beyond] == [(1, 1)]
    widening = ledger.widenings[-1]
    assert (
        widening.before,
        widening.after,
        widening.opened,
        widening.closed,
        widening.reason,
        widening.asked_by,
    ) == (
        3,
        2,
        2,
        3,
        WHY,
        "rita",
    )
    assert "read month first" in widening.what
    correct(session, FIRST)
    finish(flag(session))
    assert {row.item for row in reviewing.queue(session, 1)} == {1, 2, 6}


def test_an_approval_is_void_while_the_time_is_another_than_was_approved(session):
    both = replace(
        build.line(2), scope=replace(build.line(2).scope, all_dates=True, date_from=None, date_to=None)
    )
    build_line(session, both)
    finish(flag(session))
    reviewing.decide(session, 2, ItemId(1), Relevance.RELEVANT)
    supervisor = opening.Session(session.case, replace_user(session, "sian"))
    approving.waiting(supervisor)
    approving.approve(supervisor, (ItemId(1),), attested=True)
    assert approved(session) is not None
    told = correct(session, MONTH)
    assert told.approvals == 1
    finish(flag(session))
    assert approved(session) is None
    correct(session, FIRST)
    assert approved(session) is not None


def approved(session):
    from evidence_review.store import redactions

    return redactions.approved_by(session.case, ItemId(1))


def build_line(session, proposed):
    enquiring.propose_line(session, proposed)
    enquiring.approve_line(opening.Session(session.case, replace_user(session, "sian")), proposed.number)


def test_learning_asks_for_a_new_search_once_times_were_read_anew(session):
    build_line(
        session,
        replace(
            build.line(2), scope=replace(build.line(2).scope, all_dates=True, date_from=None, date_to=None)
        ),
    )
    finish(flag(session))
    reviewing.decide(session, 2, ItemId(3), Relevance.RELEVANT)
    assert finish(learn_order.learn(session, 2)).decided == 1
    correct(session, MONTH)
    assert {row.item for row in reviewing.queue(session, 2)} == {3}  # all others wait for the next search
    finish(flag(session))
    assert finish(learn_order.learn(session, 2)).pool == 6


def test_the_account_the_report_and_the_list_follow_and_name_who_and_why(session, tmp_path):
    (before,) = importing.import_reports(session)
    assert [reason for reason, _ in before.dates.evidence] == ["Dates were read day first, as was chosen."]
    assert before.dates.words == "as the source was read"
    correct(session, MONTH)
    (after,) = importing.import_reports(session)
    assert after.account.days == (
        ("2025-03-03", 1),
        ("2025-03-08", 1),
        ("2025-03-09", 1),
        ("2025-08-03", 2),
        ("2025-09-03", 1),
    )
    assert (
        replace(
            after.account,
            apps=before.account.apps,
            talks=before.account.talks,  # what waits for the next search cannot be read meanwhile
            days=before.account.days,
            first=before.account.first,
            last=before.account.last,
        )
        == before.account
    )
    assert after.dates.words == "month first, as corrected"
    (one,) = after.dates.corrections
    assert (one.by, one.reason, one.moved, one.stayed) == ("rita", WHY, 5, 1)
    assert after.dates.first_read == (before.account.first, before.account.last)
    told = json.loads(reporting.import_report(session, tmp_path / "report.json").read_text("utf-8"))[
        "sources"
    ][0]
    assert told["dates"]["corrections"][0]["reason"] == WHY
    assert told["account"]["first"] == after.account.first
    assert b"%PDF" in reporting.import_report(session, tmp_path / "report.pdf").read_bytes()[:10]
    correct(session, FIRST)
    finish(flag(session))
    (back,) = importing.import_reports(session)
    assert back.account == before.account


def test_the_log_holds_one_entry_with_counts_and_no_content(session):
    before = audit.size(session.case)
    correct(session, MONTH)
    (entry,) = audit.entries(session.case)[before:]
    body = json.loads(entry.line)
    assert (body["op"], body["action"], body["object"]) == (
        str(AuditOp.ALTER),
        "correct order of dates",
        "source:1",
    )
    assert len(body["detail"].pop("rows")) == 64  # the hash over the rows that it wrote
    line, _, hashed = body["detail"].pop("suggested").partition(":")
    assert (line, len(hashed)) == ("1", 64)  # what is left of the suggestions of line 1
    assert body["detail"] == {
        "correction": 1,
        "order": "MONTH_FIRST",
        "despite": 0,
        "moved": 5,
        "stayed": 1,
        "opened": 2,
        "closed": 3,
        "left_index": 3,
    }
    assert body["object_hash"] == dates.seal(
        session.case, dates.orders(session.case)[0], exhibits.sources(session.case)[0]
    )
    assert entry.words == WHY
    assert b"2025-" not in entry.line.replace(body["utc"].encode(), b"")


def test_a_stop_in_the_midst_leaves_everything_as_it_was(session, monkeypatch):
    before, log = times(session), audit.size(session.case)

    def breaks(*_):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(dates, "seal", breaks)
        with pytest.raises(OSError):
            correct(session, MONTH)
    assert (times(session), audit.size(session.case), dates.orders(session.case)) == (before, log, ())
    job = date_order.correct_dates(session, SourceId(1), MONTH, WHY)
    next(job)
    job.close()
    assert times(session) == before


# ---- nobody goes round it
# -----------------------------------------------------------------------------------------------

TAMPERING = (
    "UPDATE items SET sent_local = '2025-01-01T00:00:00' WHERE id = 1",
    "UPDATE items SET day = '2025-03-08' WHERE id = 1",
    "UPDATE items SET text = 'other' WHERE id = 4",
    "UPDATE items SET sent_raw = '01/01/2025, 10:00' WHERE id = 4",
    "DELETE FROM items WHERE id = 1",
    (
        "INSERT OR REPLACE INTO items SELECT id, source_id, locator, kind, thread_id, position, "
        "sender_id, sent_raw, '2025-01-01T00:00:00', sent_utc, sent_offset, "
        "sent_zone, day, sort_time, direction, app, text, text_hash, deleted, extra FROM items WHERE id = 1"
    ),
    "UPDATE read_times SET day = '2025-03-08'",
    "DELETE FROM read_times",
    "UPDATE first_times SET sent_local = NULL",
    "DELETE FROM first_times",
    "UPDATE date_orders SET choice = 'DAY_FIRST'",
    "DELETE FROM date_orders",
    "INSERT INTO first_times VALUES (3, '2025-01-01T00:00:00', NULL, '2025-01-01', '2025-01-01T00:00:00')",
)


@pytest.mark.parametrize("statement", TAMPERING)
def test_no_time_changes_but_to_what_the_last_order_reads(session, statement):
    correct(session, MONTH)
    with (
        pytest.raises(CaseProblem, match="never changed"),
        session.case.change(session.signer, AuditOp.ALTER, "tamper") as change,
    ):
        change.run(statement)
    assert auditing.verify_case(session).status == 0


def test_before_any_correction_an_item_changes_in_nothing(session):
    for statement in (
        "UPDATE items SET sent_local = sent_local",
        "UPDATE items SET day = '2025-03-09' WHERE id = 1",
    ):
        with (
            pytest.raises(CaseProblem, match="never changed"),
            session.case.change(session.signer, AuditOp.ALTER, "tamper") as change,
        ):
            change.run(statement)


FORGED = (
    (
        "UPDATE items SET sent_local = '2025-03-08T19:02:00', sent_utc = '2025-03-08T19:02:00', day = "
        "'2025-03-08', sort_time = '2025-03-08T19:02:00' WHERE id = 1"
    ),
    "UPDATE items SET sent_local = '2025-04-03T10:00:00' WHERE id = 3",  # one whose time no order ever moved
    "UPDATE read_times SET day = '2025-03-08' WHERE item_id = 1",
    "UPDATE first_times SET sent_local = '2025-03-07T19:02:00' WHERE item_id = 1",
    "UPDATE date_orders SET reason = 'another reason than was given then'",
    "DELETE FROM read_times WHERE item_id = 1",
    "DELETE FROM date_orders",
    (
        "INSERT INTO date_orders SELECT 7, source_id, 2, 'FIRST_READING', despite, moved, stayed, "
        "last_item, reason, by, at FROM date_orders"
    ),
)


@pytest.mark.parametrize("statement", FORGED)
def test_a_time_that_was_tampered_with_by_other_means_is_found(session, statement):
    correct(session, MONTH)
    assert auditing.verify_case(session).status == 0
    for (name,) in session.case.all("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        session.case._db.execute(f"DROP TRIGGER {name}")
    session.case._db.execute("PRAGMA foreign_keys = OFF")
    session.case._db.execute(statement)
    verdict = auditing.verify_case(session)
    assert verdict.status == 1
    assert "order of dates" in " ".join(verdict.lines)


# ---- what it will not do
# ------------------------------------------------------------------------------------------------


def test_a_source_taken_for_certain_days_only_is_refused(tmp_path):
    limit = Limit(date_from=date(2025, 3, 1), date_to=date(2025, 3, 31))
    session = build.as_user(start(tmp_path, limit=limit), "rita")
    for job in (
        date_order.plan_dates(session, SourceId(1), MONTH),
        date_order.correct_dates(session, SourceId(1), MONTH, WHY),
    ):
        with pytest.raises(RuleBroken, match="further exhibit reference"):
            finish(job)
    opening.close(session)


def test_a_source_not_read_to_its_end_is_refused(tmp_path):
    folder = build.new_case(tmp_path / "case")
    (tmp_path / "chat.txt").write_text(OPEN, "utf-8")
    session = build.as_user(folder, "omar")
    job = importing.import_path(session, tmp_path / "chat.txt", build.exhibit(), ReadOptions(day_first=True))
    for _ in job:
        if scope_counts.held_in_case(session.case):
            break
    job.close()
    with pytest.raises(RuleBroken, match="not read to its end"):
        planned(session, MONTH)
    opening.close(session)


def test_what_a_further_reading_adds_is_read_in_the_order_in_force(session, tmp_path):
    correct(session, MONTH)
    (source,) = exhibits.sources(session.case)
    assert finish(date_order.follow(session, source)) is None
    assert len(dates.orders(session.case)) == 1  # nothing came since
    with session.case.change(
        session.signer, AuditOp.COLLECT, "import batch", about="source:1"
    ) as change:  # as a further reading adds it
        change.run(
            "INSERT INTO items SELECT 7, source_id, 'line 7', kind, thread_id, 7, sender_id, "
            "'03/08/2025, 11:00', '2025-08-03T11:00:00', '2025-08-03T10:00:00', "
            "sent_offset, sent_zone, '2025-08-03', '2025-08-03T11:00:00', direction, app, text, "
            "text_hash, deleted, extra FROM items WHERE id = 4"
        )
    finish(date_order.follow(session, source))
    assert session.case.one("SELECT sent_local, day FROM items WHERE id = 7") == (
        "2025-03-08T11:00:00",
        "2025-03-08",
    )
    assert [(one.choice, one.moved) for one in dates.orders(session.case)] == [(MONTH, 5), (MONTH, 1)]
    assert auditing.verify_case(session).status == 0
    correct(session, FIRST)
    assert session.case.one("SELECT sent_local FROM items WHERE id = 7") == ("2025-08-03T11:00:00",)


# ---- any chat
# -----------------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 28))
CLOCKS = st.tuples(st.integers(0, 23), st.integers(0, 59))
FORMS = st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"])


@given(
    st.lists(st.tuples(DAYS, CLOCKS), min_size=1, max_size=12),
    FORMS,
    st.sampled_from([None, "Europe/London", "America/New_York"]),
    st.sampled_from([True, False, None]),
)
@settings(max_examples=12)
def test_correct_then_back_is_the_first_reading_and_nothing_is_lost(
    tmp_path_factory, told, form, zone, asked
):
    tmp_path = tmp_path_factory.mktemp("any")
    chat = "".join(
        f"{day.strftime(form)}, {hour:02}:{minute:02} - Dana P: message {n}\n"
        for n, (day, (hour, minute)) in enumerate(told)
    )
    folder = build.new_case(tmp_path / "case")
    (tmp_path / "chat.txt").write_text(chat, "utf-8")
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session, tmp_path / "chat.txt", build.exhibit(), ReadOptions(zone=zone, day_first=asked)
        )
    )
    before, everything = (
        times(session),
        session.case.all("SELECT id, locator, text, extra FROM items ORDER BY id"),
    )
    fixed = {row[0] for row in before if not row[2] or int(row[2][8:10]) > 12 or row[2][8:10] == row[2][5:7]}
    for choice in (MONTH, DAY):
        plan = planned(session, choice, despite=True)
        assert plan.moved + plan.stayed == sum(row[1] is not None for row in before)
        if plan.moved:
            assert correct(session, choice, despite=True) == plan
        now = times(session)
        assert [row for row in now if row[0] in fixed] == [row for row in before if row[0] in fixed]
        assert [row[:2] for row in now] == [row[:2] for row in before]
        for was, becomes in zip(before, now, strict=True):
            assert becomes[2] in {was[2], was[2] and f"{was[2][:5]}{was[2][8:10]}-{was[2][5:7]}{was[2][10:]}"}
            if zone and becomes[3]:
                gap = datetime.fromisoformat(becomes[2]) - datetime.fromisoformat(becomes[3])
                assert gap in {timedelta(hours=hours) for hours in (0, 1, -4, -5)}
    if times(session) != before:
        correct(session, FIRST)
    assert times(session) == before
    assert session.case.all("SELECT id, locator, text, extra FROM items ORDER BY id") == everything
    assert auditing.verify_case(session).status == 0
    opening.close(session)


# ---- other formats
# ------------------------------------------------------------------------------------------------------


def imported(tmp_path, path, options=ReadOptions()):  # noqa: B008  a value
    session = build.as_user(build.new_case(tmp_path / "case"), "omar")
    finish(importing.import_path(session, path, build.exhibit(), options))
    return session


def test_of_an_archive_each_chat_keeps_the_order_that_its_own_dates_show(tmp_path):
    with zipfile.ZipFile(tmp_path / "chats.zip", "w") as packed:
        packed.writestr(
            "a/one.txt", "25/03/2025, 10:00 - Dana P: proof\n03/04/2025, 10:00 - Dana P: beside it\n"
        )
        packed.writestr(
            "b/two.txt", "03/04/2025, 10:00 - Dana P: open\n05/04/2025, 10:00 - Dana P: open too\n"
        )
    session = imported(tmp_path, tmp_path / "chats.zip")
    told = correct(session, MONTH)
    assert (told.moved, told.other_way, told.beside) == (2, 1, 1)
    days = dict(session.case.all("SELECT text, day FROM items"))
    assert days == {
        "proof": "2025-03-25",
        "beside it": "2025-04-03",
        "open": "2025-03-04",
        "open too": "2025-05-04",
    }
    opening.close(session)


@pytest.mark.parametrize(
    ("heading", "cell", "options", "utc"),
    [
        ("Timestamp (UTC+2)", "{} 10:00:00", {}, "2025-03-04T08:00:00"),
        ("Timestamp", "{} 10:00:00 UTC-5", {}, "2025-03-04T15:00:00"),
        ("Timestamp", "{} 10:00:00", {"zone": "Europe/London"}, "2025-03-04T10:00:00"),
        ("Timestamp", "{} 10:00:00", {}, None),
    ],
)
def test_a_table_moves_by_the_zone_of_its_heading_cell_or_importer(tmp_path, heading, cell, options, utc):
    rows = "".join(
        f"{cell.format(day)},07700 900001,07700 900002,hello {day}\n"
        for day in ("03/04/2025", "05/04/2025", "06/06/2025")
    )
    (tmp_path / "messages.csv").write_text(f"{heading},From,To,Body\n{rows}", "utf-8")
    session = imported(tmp_path, tmp_path / "messages.csv", ReadOptions(day_first=True, **options))
    before = times(session)
    assert before[0][2] == "2025-04-03T10:00:00"
    assert (correct(session, MONTH).moved, times(session)[0][2], times(session)[0][3]) == (
        2,
        "2025-03-04T10:00:00",
        utc,
    )
    assert times(session)[2] == before[2]
    correct(session, FIRST)
    assert times(session) == before
    opening.close(session)


def test_a_zone_that_only_the_mapping_of_columns_names_is_used(tmp_path):
    (tmp_path / "messages.csv").write_text(
        (
            "Timestamp,From,To,Body\n03/07/2025 10:00:00,07700 900001,07700 900002,hello\n05/08/2025 "
            "10:00:00,07700 900001,07700 900002,again\n"
        ),
        "utf-8",
    )
    (sheet,) = previewing.columns_of(tmp_path / "messages.csv")
    mapping = json.dumps([{**sheet.to_dict(), "zone": "America/New_York", "day_first": True}])
    session = imported(tmp_path, tmp_path / "messages.csv", ReadOptions(mapping=mapping))
    assert times(session)[0][2:4] == ("2025-07-03T10:00:00", "2025-07-03T14:00:00")  # summer there
    correct(session, MONTH)
    assert times(session)[0][2:4] == ("2025-03-07T10:00:00", "2025-03-07T15:00:00")  # winter
    opening.close(session)


def test_what_is_not_written_so_can_be_read_no_other_way(tmp_path):
    (tmp_path / "sms.xml").write_text(
        (
            '<smses count="1"><sms protocol="0" address="07700900001" date="1743674400000" type="1" '
            'body="hello" readable_date="3 Apr 2025 11:00:00"/></smses>'
        ),
        "utf-8",
    )
    session = imported(tmp_path, tmp_path / "sms.xml")
    told = planned(session, MONTH)
    assert (told.moved, told.other_way) == (0, 1)
    assert (
        told.nothing
        == "Nothing changes: no date of this source can be read in another order of day and month."
    )
    opening.close(session)

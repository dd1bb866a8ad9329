"""The log as its readers see it: filters, who may, its own looks; a log that cannot be written refuses the act;
what was not looked at (reference/law.md N1, N4, N5)."""

import json

import pytest

from evidence_review.cli import main
from evidence_review.domain.errors import CaseProblem, ReviewError, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import AuditOp, Relevance, Role
from evidence_review.domain.progress import finish
from evidence_review.store import audit
from evidence_review.workflow.auditing import account_of_looking, auditing, log_export
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from evidence_review.workflow.producing import producing
from evidence_review.workflow.redacting import approving, redacting
from evidence_review.workflow.reviewing import holding, reviewing
from tests import build
from tests.workflow.samples import four_chats as fc


@pytest.fixture
def folder(tmp_path):
    return build.flagged_case(tmp_path)


def full(session) -> None:
    """The disk of this case has no page left: as SQLite says it of a disk that is full."""
    session.case._db.execute(
        f"PRAGMA max_page_count = {session.case._db.execute('PRAGMA page_count').fetchone()[0]}"
    )


def until_refused(session, act) -> int:
    """Acts until one finds no room: how many were done; each with its entry, the refused one with none."""
    for done in range(2000):
        before = audit.size(session.case)
        try:
            act()
        except CaseProblem:
            assert audit.size(session.case) == before
            return done
        assert audit.size(session.case) > before
    raise AssertionError("it was never refused")


@pytest.mark.parametrize("op", AuditOp)
def test_N1_an_act_of_each_operation_is_refused_where_the_disk_is_full_and_leaves_nothing(folder, op) -> None:
    session = build.as_user(folder, "rita")
    full(session)

    def act():
        with session.case.change(session.signer, op, "an act", about="case", reason="w" * 5000) as change:
            change.run(
                "INSERT INTO privilege_names VALUES (:name, 'u', 'now')",
                {"name": f"n{audit.size(session.case)}"},
            )

    done = until_refused(session, act)
    assert session.case.count("SELECT count(*) FROM privilege_names") == done
    opening.close(session)


def test_N1_on_a_full_disk_nothing_is_shown_decided_held_marked_approved_or_handed_over(
    folder, tmp_path
) -> None:
    rita = build.as_user(folder, "rita")
    item, other, third, *_ = (row.item for row in reviewing.queue(rita, 1))
    for one in (item, other):
        reviewing.decide(rita, 1, one, Relevance.RELEVANT, "it bears on it")
    opening.close(rita)
    tables = [
        "decisions",
        "holds",
        "finds",
        "redactions",
        "approvals",
        "endorsements",
        "productions",
        "openings",
    ]

    def counts(session):
        return [session.case.count(f"SELECT count(*) FROM {name}") for name in tables]

    shown = []
    long = "because of it " * 400
    acts = {
        "rita": [
            lambda s: shown.append(reviewing.open_item(s, 1, third)),
            lambda s: reviewing.decide(s, 1, third, Relevance.RELEVANT, long),
            lambda s: holding.report_find(s, 1, third, "SERIOUS", long, long),
            lambda s: redacting.mark(s, 1, item, 0, 3, "OTHER", redacting.RedactionType.OTHER, reason=long),
        ],
        "paul": [lambda s: approving.endorse(s, item, build.ACCUSED, build.DisclosureCode.CLEARLY_NOT_DISCLOSABLE, long)],
    }  # fmt: skip
    for name, tried in acts.items():
        for act in tried:
            session = build.as_user(folder, name)
            full(session)
            shown.clear()
            done = until_refused(session, lambda act=act, session=session: act(session))
            assert len(shown) <= done  # what was not logged was not shown
            opening.close(session)
    build.disclose_all(folder)
    session = build.as_user(folder, "omar")
    full(session)
    before = counts(session)
    with pytest.raises(ReviewError):
        finish(producing.produce(session, tmp_path / "bundle", build.production()))
    assert counts(session)[tables.index("productions")] == before[tables.index("productions")]
    assert not (tmp_path / "bundle").exists()
    opening.close(session)


def test_N1_the_operations_of_the_law_signing_in_and_settings_stand_in_the_log_of_a_case(tmp_path) -> None:
    """All but erasure: no act of the program erases anything of a case."""
    made = fc.case(tmp_path)
    fc.decide(made, fc.LAST[0])
    build.disclose_all(made)
    fc.produce(made, tmp_path / "bundle")
    found = fc.acting(
        made, "omar", lambda omar: {row[0] for row in omar.case.all("SELECT DISTINCT op FROM audit")}
    )
    assert found == set(AuditOp) - {AuditOp.ERASE}


def test_N4_the_auditor_filters_by_user_item_line_and_operation(folder) -> None:
    build.approve(folder, build.another(build.line(2), people=(), all_people=True))
    rita = build.as_user(folder, "rita")
    finish(flagging.flag(rita))
    item = reviewing.queue(rita, 1)[0].item
    reviewing.open_item(rita, 1, item)
    reviewing.open_item(rita, 2, item)
    reviewing.decide(rita, 2, item, Relevance.RELEVANT, "it bears on it")
    opening.close(rita)
    abel = build.as_user(folder, "abel")
    every = auditing.events(abel)
    lines = {row.seq: json.loads(bytes(line)) for row, line in zip(every, _lines(abel), strict=False)}
    for given, is_of in (
        ({"user": "rita"}, lambda row, _: row.user == "rita"),
        ({"op": "CONSULT"}, lambda row, _: row.op == "CONSULT"),
        ({"item": item}, lambda row, _: row.object == f"item:{item}"),
        (
            {"line": 2},
            lambda row, said: f"{row.object}:".startswith("line:2:") or said["detail"].get("line") == 2,
        ),
        (
            {"line": 1},
            lambda row, said: f"{row.object}:".startswith("line:1:") or said["detail"].get("line") == 1,
        ),
        ({"user": "rita", "op": "ALTER", "item": item, "line": 2}, lambda row, _: row.action == "decide"),
    ):
        found = {row.seq for row in auditing.events(abel, **given) if row.seq in lines}
        assert found == {row.seq for row in every if is_of(row, lines[row.seq])}, given
        assert 0 < len(found) < len(every), given
    assert auditing.events(abel, line=9) == ()
    assert auditing.events(abel, user="nobody of that name") == ()
    opening.close(abel)


def _lines(session):
    return (row[0] for row in session.case.all("SELECT line FROM audit ORDER BY seq"))


def test_N4_the_command_filters_by_line_too(folder, capsys, monkeypatch) -> None:
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    assert main(["log", str(folder), "--line", "1", "--json", "--user", "abel"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["action"] for row in rows} >= {"propose line", "approve line", "flag"}
    assert not {row["action"] for row in rows} & {"import", "add user", "sign in"}


def test_N4_the_auditor_s_own_look_is_logged_and_the_auditor_changes_nothing(folder) -> None:
    rita = build.as_user(folder, "rita")
    item = reviewing.queue(rita, 1)[0].item
    opening.close(rita)
    abel = build.as_user(folder, "abel")
    assert abel.role is Role.AUDITOR
    before = audit.size(abel.case)
    auditing.events(abel, item=item)
    (entry,) = audit.entries(abel.case)[before:]
    said = json.loads(entry.line)
    assert (said["user"], said["op"], said["action"]) == (abel.user.id, "CONSULT", "read log")
    edits = (
        lambda: reviewing.open_item(abel, 1, item),
        lambda: reviewing.queue(abel, 1),
        lambda: reviewing.decide(abel, 1, item, Relevance.RELEVANT),
        lambda: holding.hold(abel, 1, item),
        lambda: holding.report_find(abel, 1, item, "OTHER", "a", "b"),
        lambda: redacting.mark(abel, 1, item, 0, 1, "OTHER", redacting.RedactionType.OTHER),
        lambda: approving.approve(abel, (item,), attested=True),
        lambda: approving.endorse(abel, item, build.ACCUSED, build.DisclosureCode.DISCLOSE, "x"),
        lambda: enquiring.propose_line(abel, build.line(3)),
        lambda: enquiring.approve_line(abel, 1),
        lambda: finish(flagging.flag(abel)),
        lambda: finish(importing.import_path(abel, folder, build.exhibit("X/1"), ReadOptions())),
        lambda: finish(producing.produce(abel, folder.parent / "x", build.production())),
    )
    size = audit.size(abel.case)
    for edit in edits:
        with pytest.raises(RuleBroken):
            edit()
    assert audit.size(abel.case) == size
    for row in ("UPDATE audit SET line = line", "DELETE FROM audit"):
        with (
            pytest.raises(CaseProblem),
            abel.case.change(abel.signer, AuditOp.ALTER, "edit the log") as change,
        ):
            change.run(row)
    assert audit.size(abel.case) == size
    opening.close(abel)


def test_N4_who_may_read_no_log_is_refused(folder) -> None:
    lena = build.as_user(folder, "lena")
    with pytest.raises(RuleBroken, match="may not do this"):
        auditing.events(lena)
    opening.close(lena)


def test_N5_what_was_not_looked_at_is_what_lies_outside_what_no_search_finds_and_what_nobody_opened(
    folder,
) -> None:
    """C1: outside every line; D3: not searchable; D2: hits that wait; with what was opened, all there is."""
    rita = build.as_user(folder, "rita")
    rows = reviewing.queue(rita, 1)
    for row in rows[:2]:
        reviewing.open_item(rita, 1, row.item)
    told = dict(auditing.not_examined(rita))
    outside = {
        why: count
        for why, count in told.items()
        if not why.startswith(("in scope", "held", "attached", "not read")) and ": in scope" not in why
    }
    waiting = {why: count for why, count in told.items() if ": in scope, searched by machine" in why}
    assert sum(outside.values()) == sum(one.count for one in enquiring.outside(rita)) == 3
    assert outside == {f"{one.exhibit}: message, {one.why}": one.count for one in enquiring.outside(rita)}
    held_all = rita.case.count("SELECT count(*) FROM items")
    assert sum(told.values()) == held_all - 2
    assert sum(waiting.values()) == len(rows) - 2
    report = account_of_looking.term_report(rita, 1)
    hits = {row[0] for row in rita.case.all("SELECT item_id FROM term_hits")}
    unopened = hits - {row.item for row in rows[:2]}
    assert report.items_hit == len(hits)
    assert len(unopened) <= sum(waiting.values())  # D2: what waits of the hits is among them
    assert len([one for one in auditing.not_examined(rita) if one[1] == 0]) == 0
    holding.hold(rita, 1, rows[5].item)
    told = dict(auditing.not_examined(rita))
    held = sum(count for why, count in told.items() if why.startswith("held"))
    assert held == len(holding.held(rita))
    opening.close(rita)


def test_N5_the_same_report_is_what_the_schedule_and_the_command_say(folder, capsys, monkeypatch) -> None:
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    session = build.as_user(folder, "omar")
    found = [[why, count] for why, count in auditing.not_examined(session)]
    exported = log_export.export_log(session, folder.parent / "log")
    assert exported.entries
    opening.close(session)
    assert main(["not-examined", str(folder), "--json", "--user", "omar"]) == 0
    assert json.loads(capsys.readouterr().out) == found

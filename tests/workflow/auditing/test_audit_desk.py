"""The life of an item, figures of how people work, the sample by seed, and lists of the log that are written
out."""

import csv
import io
import json
from datetime import datetime, timedelta

import pymupdf
import pytest

from evidence_review.domain.audit import LogFilter
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import Relevance
from evidence_review.store import audit
from evidence_review.workflow.auditing import (
    audit_sample,
    auditing,
    life_of_item,
    listing_log,
    working_figures,
)
from evidence_review.workflow.auditing.working_figures import audit_figures_of
from evidence_review.workflow.case import opening
from evidence_review.workflow.redacting import approving, redacting
from evidence_review.workflow.reviewing import holding, reviewing
from tests import build
from tests.workflow.samples import four_chats as fc


@pytest.fixture
def folder(tmp_path):
    return fc.case(tmp_path)


def decide(folder, who, item, value, seconds=0) -> None:
    session = build.as_user(folder, who)
    reviewing.open_item(session, 1, item)
    reviewing.decide(session, 1, item, value, "it bears on it", seconds=seconds)
    opening.close(session)


def an_item(folder, text=fc.LAST[0]):
    return fc.acting(folder, "rita", lambda rita: fc.item(rita, text))


def facts_of(life) -> dict[str, list]:
    found: dict[str, list] = {}
    for one in life.facts:
        found.setdefault(one.name, []).append(one)
    return found


def test_the_life_of_an_item_tells_all_of_it_from_import_to_bundle_with_entry_numbers(
    folder, tmp_path
) -> None:
    item = an_item(folder)
    decide(folder, "rita", item, Relevance.RELEVANT, 7)
    rita = build.as_user(folder, "rita")
    redacting.mark(rita, 1, item, 0, 3, "OTHER", redacting.RedactionType.OTHER, reason="because it does")
    opening.close(rita)
    build.disclose_all(folder)
    fc.produce(folder, tmp_path / "bundle")
    abel = build.as_user(folder, "abel")
    life = life_of_item.life_of(abel, life_of_item.read_life(abel, item))
    acts = {row.seq: row for row in auditing.events(abel)}
    facts = facts_of(life)
    (imported,), (scope,), (decision,) = facts["Imported"], facts["In scope"], facts["Decided"]
    assert imported.words == "exhibit DP/1, source 1"
    assert acts[imported.entry].action == "import batch"
    assert scope.words.startswith("of line 1, version 1, approved at ")
    assert acts[scope.entry].action == "approve line"
    assert decision.words == "line 1: relevant, by rita; 7 s on screen, not suggested" or (
        "7 s on screen" in decision.words
    )
    assert acts[decision.entry].action == "decide"
    assert facts["Marks"][0].words == "1 stand, 0 withdrawn"
    assert f"for {build.ACCUSED}: D, disclosed by copy" in facts["Coded"][0].words
    told = [row.action for row in life.entries]
    assert {
        "open item",
        "decide",
        "mark redaction",
        "approve redactions",
        "endorse",
        "produce bundle",
    } <= set(told)
    assert told[-1] == "read life of item"  # the look itself stands on the log, before what it shows
    assert dict(life.groups)["Bundles and papers"] == 1
    text = abel.case.one("SELECT text FROM items WHERE id = :i", {"i": item})[0]
    assert text not in repr(life)
    opening.close(abel)


def test_a_held_item_and_one_that_no_line_covers_have_a_life_and_no_such_item_has_none(folder) -> None:
    item = an_item(folder)
    fc.acting(folder, "rita", lambda rita: holding.hold(rita, 1, item))
    abel = build.as_user(folder, "abel")
    assert facts_of(life_of_item.life_of(abel, life_of_item.read_life(abel, item)))["Held"]
    size = audit.size(abel.case)
    with pytest.raises(RuleBroken, match="no item 99999"):
        life_of_item.read_life(abel, 99_999)
    assert audit.size(abel.case) == size
    opening.close(abel)
    lena = build.as_user(folder, "lena")
    with pytest.raises(RuleBroken, match="may not do this"):
        life_of_item.read_life(lena, item)
    opening.close(lena)


def test_copies_of_an_item_are_told_both_ways(folder) -> None:
    one, other = an_item(folder), an_item(folder, fc.LAST[1])
    abel = build.as_user(folder, "abel")
    line = abel.case.one("SELECT id FROM lines")[0]
    abel.case._db.execute("INSERT INTO copies VALUES (?, ?, ?)", (line, other, one))
    for mine, its in ((one, other), (other, one)):
        life = life_of_item.life_of(abel, life_of_item.read_life(abel, mine))
        assert [fact.words for fact in life.facts if fact.name == "Copies"] == [f"item {its} on line 1"]
    opening.close(abel)


def test_figures_tell_load_seconds_and_where_two_readers_differ(folder) -> None:
    one, other, third = (an_item(folder, text) for text in fc.LAST[:3])
    decide(folder, "rita", one, Relevance.RELEVANT, 1)
    decide(folder, "rita", other, Relevance.RELEVANT, 40)
    decide(folder, "omar", one, Relevance.NOT_RELEVANT_TO_LINE, 6)
    decide(folder, "omar", third, Relevance.UNSURE)
    abel = build.as_user(folder, "abel")
    told = audit_figures_of(abel)
    assert {(who, many) for _, who, many in told.load} == {("rita", 2), ("omar", 2)}
    (pair,) = told.readers
    assert (pair[0], set(pair[1:3]), pair[3:]) == (1, {"rita", "omar"}, (1, 1))
    assert dict(told.seconds) | {"not recorded": 1, "under 2 s": 1, "5 to 9 s": 1, "30 to 59 s": 1} == dict(
        told.seconds
    )
    assert sum(many for _, many in told.seconds) == 4
    assert {who for who, _, _ in told.overrides} == {"rita", "omar"}
    opening.close(abel)


def test_many_signatures_within_seconds_are_told_as_such_and_slow_ones_are_not(folder) -> None:
    items = [an_item(folder, text) for text in fc.LAST]
    for item in items:
        decide(folder, "rita", item, Relevance.RELEVANT)
    paul = build.as_user(folder, "paul")
    approving.waiting(paul)
    for item in items[:3]:
        approving.approve(paul, (item,), attested=True)
    opening.close(paul)
    abel = build.as_user(folder, "abel")
    told = audit_figures_of(abel)
    (burst,) = told.bursts
    assert (burst.by, burst.signatures, burst.items) == ("paul", 3, 3)
    assert "paul approved 3 items by 3 signatures within" in burst.sentence()
    assert sum(acts for _, _, acts, _ in told.approvals) == 3
    opening.close(abel)
    start = datetime.fromisoformat("2026-06-03T10:00:00+00:00")
    slow = [((start + timedelta(minutes=at)).isoformat(), "u", 1, at) for at in range(9)]
    assert not list(working_figures._bursts(slow, {}))  # the control


def test_a_sample_is_drawn_by_a_seed_that_stands_in_the_log_and_is_the_same_again(folder) -> None:
    for text in fc.LAST:
        decide(folder, "rita", an_item(folder, text), Relevance.RELEVANT, 3)
    abel = build.as_user(folder, "abel")
    sample = audit_sample.draw_audit_sample(abel, "decisions", 3)
    entry = json.loads(audit.lines(abel.case)[sample.entry - 1])
    assert (entry["action"], entry["detail"]["seed"]) == ("draw audit sample", sample.seed)
    drawn = audit_sample.audited_acts(abel, sample.entry)
    assert [one.place for one in drawn] == [1, 2, 3]
    assert len({one.item for one in drawn}) == 3
    assert {one.by for one in drawn} == {"rita"}
    opening.close(abel)
    decide(folder, "omar", an_item(folder), Relevance.UNSURE)  # what came later changes no draw
    abel = build.as_user(folder, "abel")
    assert audit_sample.audited_acts(abel, sample.entry) == drawn
    again = audit_sample.draw_audit_sample(abel, "decisions", 3)
    assert again.seed != sample.seed
    looks = audit_sample.draw_audit_sample(abel, "looks", 50)
    assert looks.drawn == looks.pool == 5
    for wrong in (lambda: audit_sample.draw_audit_sample(abel, "decisions", 0),
                  lambda: audit_sample.draw_audit_sample(abel, "others", 3),
                  lambda: audit_sample.audited_acts(abel, 1)):  # fmt: skip
        with pytest.raises(RuleBroken):
            wrong()
    opening.close(abel)


def test_what_the_auditor_notes_gives_a_share_with_its_interval(folder) -> None:
    for text in fc.LAST:
        decide(folder, "rita", an_item(folder, text), Relevance.RELEVANT)
    rita = build.as_user(folder, "rita")
    sample = audit_sample.draw_audit_sample(rita, "decisions", 4).entry
    with pytest.raises(RuleBroken, match="of your own"):
        audit_sample.judge_audited(rita, sample, 1, agrees=True, reason="looks right")
    opening.close(rita)
    abel = build.as_user(folder, "abel")
    assert audit_sample.audit_estimate(abel, sample) is None
    audit_sample.read_audited(abel, sample, 1)
    with pytest.raises(RuleBroken, match="why"):
        audit_sample.judge_audited(abel, sample, 1, agrees=False, reason=" ")
    audit_sample.judge_audited(abel, sample, 1, agrees=True, reason="a slip of the finger")
    audit_sample.judge_audited(abel, sample, 1, agrees=False, reason="it does not bear on the line")
    audit_sample.judge_audited(abel, sample, 2, agrees=True, reason="it does bear on it")
    told = audit_sample.audited_acts(abel, sample)
    assert [(one.noted, one.why) for one in told[:3]] == [
        ("does not agree", "it does not bear on the line"), ("agrees", "it does bear on it"), ("", ""),
    ]  # fmt: skip
    estimate = audit_sample.audit_estimate(abel, sample)
    assert "1 of 2 decisions drawn at random from 4: 50.0 %, between 9.5 and 90.5 %" in estimate.sentence
    assert "2 places are not judged yet" in estimate.sentence
    assert {row.action for row in auditing.events(abel, user="abel")} >= {
        "read audited act",
        "judge audited act",
    }
    opening.close(abel)


def test_wilson_is_what_the_tables_say() -> None:
    assert audit_sample.wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert audit_sample.wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert audit_sample.wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)  # Newcombe 1998, table I
    assert audit_sample.wilson(0, 10) != pytest.approx((0.0, 0.3085), abs=1e-3)  # Clopper-Pearson is another


def test_lists_are_written_in_three_forms_hold_no_reason_and_are_acts_of_their_own(folder, tmp_path) -> None:
    decide(folder, "rita", an_item(folder), Relevance.RELEVANT)
    abel = build.as_user(folder, "abel")
    wanted = LogFilter(user="rita", line=1)
    many = listing_log.write_log_list(abel, wanted, tmp_path / "list.json")
    told = json.loads((tmp_path / "list.json").read_text())
    assert many == told["fit"] == len(told["entries"]) >= 2
    assert told["entries"][-1]["sentence"].startswith("rita decided DP/1 item ")
    listing_log.write_log_list(abel, wanted, tmp_path / "list.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "list.csv").read_text("utf-8-sig"))))
    assert [row[3] for row in rows[1:]] == [one["sentence"] for one in told["entries"]]
    listing_log.write_log_list(abel, wanted, tmp_path / "list.pdf")
    with pymupdf.open(tmp_path / "list.pdf") as made:
        words = " ".join(" ".join(page.get_text().split()) for page in made)
    assert "rita, line 1" in words
    for file in tmp_path.glob("list.*"):
        assert b"it bears on it" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0
    written = [row.sentence for row in auditing.events(abel) if row.action == "write log list"]
    assert len(written) == 3
    assert written[1].startswith(f"abel wrote {many} entries of the log as csv, by rita, line 1, at ")
    for name, what in (
        ("list.txt", "ends so"),
        ("list.pdf", "already"),
        ("no/list.pdf", "cannot be written"),
    ):
        with pytest.raises(OutputProblem, match=what):
            listing_log.write_log_list(abel, wanted, tmp_path / name)
    opening.close(abel)


def test_a_name_that_a_spreadsheet_takes_for_a_formula_is_written_as_text() -> None:
    from evidence_review.domain.audit import LogRow
    from evidence_review.reports.log_list import LogList, log_list_csv

    row = LogRow(
        1, "2026-06-03T10:00:00Z", "=1+1", "", "AUTH", "open case", "", "", "", "", "=1+1 opened the case"
    )
    rows = list(csv.reader(io.StringIO(log_list_csv(LogList("", "", "", (row,), 1, 1)).decode("utf-8-sig"))))
    assert (rows[1][2], rows[1][3]) == ("'=1+1", "'=1+1 opened the case")

"""One sentence for each entry of the log, for every act that the program knows; and how entries are found."""

import ast
import re
import string
from pathlib import Path

import pytest

import evidence_review
from evidence_review.domain.audit import LogFilter
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp, Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import audit, log_index
from evidence_review.store.log.entry_pages import AboutItems
from evidence_review.trust import verify
from evidence_review.workflow.auditing import auditing, finding_entries
from evidence_review.workflow.auditing.act_words import ACTS, phrase
from evidence_review.workflow.auditing.entry_sentences import Told, sentence
from evidence_review.workflow.auditing.reading_log import log_choices, log_page, log_size, read_log
from evidence_review.workflow.case import opening
from evidence_review.workflow.redacting import redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc

HEX = re.compile(r"[0-9a-f]{8,}")
DETAIL = {
    "rows": "ab" * 32, "signature": "cd" * 64, "items": 3, "count": 2, "line": 1, "value": "RELEVANT", "code": "DISCLOSE", "sort": "ISSUE",
    "redaction": "ef" * 16, "files": 4, "number": 7, "marks": 2, "said": "REDACT", "type": "Named individual", "tags": "AWAY SUPPORTS",
    "model": "0" * 64, "recipient": "f" * 64, "kind": "LPP", "tier": "SERIOUS", "outcome": "UPHELD", "part": "ACCUSED", "fault": "under",
    "view": "AGREED", "role": "LPP_COUNSEL", "agrees": 1,
}  # fmt: skip


def acts_of_the_source() -> set[str]:
    """The name of every act that the program writes on the log."""
    top = Path(evidence_review.__file__).parent
    found = {act for path in top.rglob("*.py") for act in acts_in(ast.parse(path.read_text("utf-8")))}
    made = {f"reveal {what}" for what in ("names", "special", "picture")}
    return found | made | {f"rule {stance}" for stance in ("mask", "keep", "open")}


def acts_in(tree: ast.Module) -> set[str]:
    """Texts that follow an operation of the log in a call, and texts of names that do."""
    names = {
        part.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for part in node.targets
        if isinstance(part, ast.Name)
    }
    found: set[str] = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        for op, act in zip(call.args, call.args[1:], strict=False):
            if isinstance(op, ast.Attribute) and ast.unparse(op.value) == "AuditOp":
                found |= {text for part in ast.walk(act) for text in _texts(part, names)}
        if ast.unparse(call.func).endswith("note_preview"):
            found |= {one.value for one in call.args if isinstance(one, ast.Constant)}
    return found


def _texts(part: ast.AST, names: dict[str, ast.expr]) -> set[str]:
    if isinstance(part, ast.JoinedStr) or (
        isinstance(part, ast.Constant) and part.value in {"reveal ", "rule "}
    ):
        return set()
    if isinstance(part, ast.Name) and part.id in names:
        return {text for one in ast.walk(names[part.id]) for text in _texts(one, {})}
    return {part.value} if isinstance(part, ast.Constant) and isinstance(part.value, str) else set()


def test_every_act_of_the_source_and_of_the_verifier_has_words() -> None:
    found = acts_of_the_source()
    assert len(found) > 100  # a walk that finds little shows nothing
    assert {"decide", "undo decision", "decide as its copy", "redaction returned", "preview page"} <= found
    assert not found - ACTS.keys()
    assert not verify.ACT_OF.keys() - ACTS.keys() - {"mark everywhere"}
    assert "an act of tomorrow" not in ACTS  # the control
    assert phrase("an act of tomorrow", {}) == "did: an act of tomorrow"


@pytest.mark.parametrize("act", sorted(ACTS))
def test_no_act_is_shown_by_a_code_or_an_id(act) -> None:
    for name in ("item:17", "line:2:1", "approval:" + "ab" * 16, "schedule:4", "log", "user:" + "1" * 16):
        asked = {part for _, part, _, _ in string.Formatter().parse(ACTS[act][1]) if part}
        entry = {
            "user": "u",
            "utc": "2026-06-03T09:42:00.000Z",
            "action": act,
            "object": name,
            "detail": dict.fromkeys(asked, 2) | DETAIL,
        }
        said = sentence(Told(entry, AboutItems((("MZ/1", 17),), 1, 1), ("MZ/1",), {"u": "Folasade Bright"}))
        assert said.startswith("Folasade Bright ")
        assert said.endswith(", at 10:42 on 3 June 2026")  # London, an hour ahead of UTC in June
        assert not HEX.search(said)
        assert not [op for op in AuditOp if op in said]
        assert not re.search(r"[{}_]", said), said
        assert "  " not in said


@pytest.mark.parametrize(
    ("detail", "words"), [({"number": "S1"}, "took back the claim S1,"), ({}, "the claim on MZ/1 item 17,")]
)
def test_a_claim_that_is_taken_back_goes_by_its_own_number_never_by_its_items(detail, words) -> None:
    entry = {
        "user": "u",
        "utc": "2026-06-03T09:42:00.000Z",
        "action": "end sensitivity",
        "object": "item:17",
        "detail": detail,
    }
    said = sentence(Told(entry, AboutItems((("MZ/1", 17),), 1, 1), ("MZ/1",), {"u": "Folasade Bright"}))
    assert words in said
    assert "claim 17" not in said


@pytest.fixture
def disclosed(tmp_path):
    """A case with a batch approval, a bundle and their items."""
    folder = fc.case(tmp_path)
    rita = build.as_user(folder, "rita")
    rows = [fc.item(rita, text) for text in fc.LAST[:3]]
    for item in rows:
        reviewing.open_item(rita, 1, item)
        reviewing.decide(rita, 1, item, Relevance.RELEVANT, "it bears on it", seconds=4)
    redacting.mark(rita, 1, rows[0], 0, 3, "OTHER", redacting.RedactionType.OTHER, reason="because it does")
    opening.close(rita)
    build.disclose_all(folder)
    fc.produce(folder, tmp_path / "bundle")
    return folder, rows


def test_approvals_bundles_and_looks_are_found_by_each_item_that_they_name(disclosed) -> None:
    folder, rows = disclosed
    abel = build.as_user(folder, "abel")
    for item in rows:
        acts = [row.action for row in auditing.events(abel, item=item)]
        assert {"open item", "decide", "approve redactions", "endorse", "produce bundle"} <= set(acts)
        assert acts.index("open item") < acts.index("decide") < acts.index("approve redactions")
    signed = next(row for row in auditing.events(abel, item=rows[0]) if row.action == "approve redactions")
    assert signed.sentence.startswith("paul approved DP/1 items ")
    assert ", 1 mark, at " in signed.sentence
    assert auditing.events(abel, item=9_999) == ()
    opening.close(abel)


def test_the_log_is_filtered_by_what_it_holds_and_by_all_of_it_together(disclosed) -> None:
    folder, rows = disclosed
    abel = build.as_user(folder, "abel")
    choices = log_choices(abel)
    groups = dict(choices.groups)
    accused, (bundle,) = dict(choices.accused), choices.bundles
    assert (choices.exhibits, choices.lines) == (("DP/1",), (1,))
    vale = next(number for number, name in accused.items() if name == build.ACCUSED)
    for wanted, first in (
        (LogFilter(acts=groups["Decisions and tags"]), "decide"),
        (LogFilter(exhibit="DP/1", acts=groups["What came in"]), "end import"),
        (LogFilter(accused=vale), "produce bundle"),
        (LogFilter(bundle=bundle[0]), "produce bundle"),
        (LogFilter(user="rita", exhibit="DP/1", acts=groups["Marks"]), "mark redaction"),
        (LogFilter(first=choices.days[0], last=choices.days[-1], user="abel"), "read log"),
    ):
        reading = read_log(abel, wanted)
        found = log_page(abel, reading)
        assert found[0].action == first, wanted
        assert log_size(abel, reading) == len(found) > 0
    nothing = read_log(abel, LogFilter(item=rows[0], user="lena"))
    assert log_page(abel, nothing) == ()
    for days in (("2026-13-01", ""), ("2026-05-02", "2026-05-01")):
        with pytest.raises(RuleBroken):
            read_log(abel, LogFilter(first=days[0], last=days[1]))
    said = log_page(abel, read_log(abel, LogFilter(item=rows[0], line=1)))
    assert said
    assert auditing.events(abel)[-2].sentence.startswith(f"abel read the log, by item {rows[0]}, line 1, at ")
    opening.close(abel)


def test_pages_come_one_behind_the_other_and_leave_nothing_out(disclosed) -> None:
    abel = build.as_user(disclosed[0], "abel")
    reading = read_log(abel, LogFilter())
    whole = log_page(abel, reading, many=10_000)
    parts = []
    while page := log_page(abel, reading, parts[-1].seq if parts else 0, many=7):
        parts += page
    assert parts == list(whole)
    assert [row.seq for row in parts] == list(range(len(parts), 0, -1))
    opening.close(abel)


def test_what_is_new_since_the_last_look_is_what_came_after_it_in_an_earlier_session(disclosed) -> None:
    folder, rows = disclosed
    abel = build.as_user(folder, "abel")
    assert read_log(abel, LogFilter()).before == 0
    last = read_log(abel, LogFilter())
    assert last.before == 0  # a look of this session is none before
    opening.close(abel)
    rita = build.as_user(folder, "rita")
    reviewing.open_item(rita, 1, rows[0])
    opening.close(rita)
    abel = build.as_user(folder, "abel")
    again = read_log(abel, LogFilter())
    assert again.before == last.entry
    new = log_page(abel, read_log(abel, LogFilter(after=again.before)))
    assert [row.action for row in new] == ["read log", "read log", "open case", "open item", "open case"]
    opening.close(abel)


def test_the_index_follows_from_the_log_and_a_change_to_it_is_seen(disclosed) -> None:
    folder, rows = disclosed
    abel = build.as_user(folder, "abel")
    assert auditing.verify_case(abel).status == verify.INTACT
    before = abel.case.all("SELECT * FROM log_about ORDER BY 1, 2, 3")
    assert len(before) > 20
    abel.case._db.execute("DELETE FROM log_about WHERE what = 'ITEM' AND id = ?", (rows[1],))
    told = auditing.verify_case(abel)
    assert told.status == verify.ALTERED
    assert "by which entries are found are not as the log says" in told.lines[0]
    abel.case._db.execute("DELETE FROM log_about")
    abel.case._db.execute("UPDATE log_about_end SET seq = 0")  # as it is in a case of an older format
    seen = len(auditing.events(abel, item=rows[1]))
    assert seen >= 5
    again = abel.case.all("SELECT * FROM log_about ORDER BY 1, 2, 3")
    assert set(before) <= set(again)
    assert auditing.verify_case(abel).status == verify.INTACT
    opening.close(abel)


def test_an_older_case_gets_its_index_beside_the_work_and_goes_on_where_it_was_stopped(
    disclosed, monkeypatch
) -> None:
    folder, rows = disclosed
    abel = build.as_user(folder, "abel")
    whole = set(abel.case.all("SELECT * FROM log_about"))
    abel.case._db.execute("DELETE FROM log_about")
    abel.case._db.execute("UPDATE log_about_end SET seq = 0")
    monkeypatch.setattr(log_index, "FEW", 5)
    reading = read_log(abel, LogFilter(item=rows[1]), "read life of item")  # the entry takes up itself alone
    assert log_size(abel, reading) == 1
    assert finding_entries.entries_unfound(abel) > 0
    assert abel.case.count("SELECT count(DISTINCT seq) FROM log_about") == 1
    job = finding_entries.find_entries(abel, many=5)
    assert [next(job).done for _ in range(3)] == [0, 5, 10]
    job.close()  # stopped: what was noted is kept
    assert abel.case.entries_found() == 10
    assert auditing.verify_case(abel).status == verify.INTACT  # of what is noted nothing is wrong
    assert read_log(abel, LogFilter()).found_to == 10
    assert finish(finding_entries.find_entries(abel)) == audit.size(abel.case)
    assert read_log(abel, LogFilter()).found_to == 0
    assert whole <= set(abel.case.all("SELECT * FROM log_about"))
    assert auditing.verify_case(abel).status == verify.INTACT
    opening.close(abel)


@pytest.mark.parametrize(("by", "words"), [(0, ""), (3600, "forward by 3,600 s"), (-5, "back by 5 s")])
def test_N6_the_sentence_of_an_entry_tells_that_the_clock_was_changed_before_it(by, words) -> None:
    detail = {"clock_moved_s": by} if by else {}
    entry = {
        "user": "u",
        "action": "decide",
        "utc": "2026-06-03T09:42:00.000Z",
        "object": "item:1",
        "detail": detail,
    }
    said = sentence(Told(entry, AboutItems(), (), {"u": "Folasade Bright"}))
    assert said.endswith(f"the computer's clock went {words})" if by else "on 3 June 2026")

"""From marks to the bundle: two people, one gate, nothing left (reference/law.md I, J, K)."""

import io
import json
import statistics
import subprocess
import sys
import zipfile

import pymupdf
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pypdf import PdfReader

from evidence_review import __version__
from evidence_review.domain.dates import DateOrder
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.ids import SourceId
from evidence_review.domain.kinds import RedactionType, Relevance
from evidence_review.domain.progress import finish
from evidence_review.gui.models.dates import effect_words
from evidence_review.store import redactions, schedules, scope_counts, suggestions, users
from evidence_review.workflow.auditing import account_of_looking, auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.ledger_views import AtOnce
from evidence_review.workflow.importing import date_order
from evidence_review.workflow.producing import producing
from evidence_review.workflow.redacting import approving, narrowing, redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.reports.standards import faults_of


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A case in which three items are relevant, marked and approved, and its bundle."""
    tmp = tmp_path_factory.mktemp("produce")
    folder = build.flagged_case(tmp)
    session = build.as_user(folder, "rita")
    rows = reviewing.queue(session, 1)
    for row in (rows[1], rows[3], rows[4]):
        reviewing.decide(session, 1, row.item, Relevance.RELEVANT, "about the taxi")
    for number, item in redacting.relevant(session):
        redacting.mark_suggested(session, number, item, attested=True)
    opening.close(session)
    build.disclose_all(folder)
    session = build.as_user(folder, "omar")
    bundle = finish(producing.produce(session, tmp / "bundle", build.production()))
    opening.close(session)
    return folder, tmp / "bundle", bundle


def text_of(folder) -> str:
    """Everything readable in a bundle."""
    out = []
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".pdf":
            out += [page.extract_text() for page in PdfReader(file).pages]
        elif file.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as book:
                out += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
        elif file.is_file():
            out.append(file.read_bytes().decode("utf-8", "replace"))
    return "\n".join(out)


def test_what_was_marked_is_gone_and_what_was_kept_is_there(ready) -> None:
    _, folder, bundle = ready
    text = text_of(folder)
    assert "Priya" not in text
    assert "07700 900123" not in text
    assert "[PERSON 1]" in text
    assert "[PHONE 1]" in text
    assert "taxi is outside" in text.replace("\n", " ")
    assert bundle.items == 3
    assert bundle.redactions >= 3


def test_C1_nothing_outside_scope_or_not_relevant_is_in_the_bundle(ready) -> None:
    text = text_of(ready[1])
    for words in ("out-of-scope-marker", "other-thread-marker", "ok lovely", "Lamplighter"):
        assert words not in text


def test_K12_the_bundle_verifies_with_and_without_the_program(ready) -> None:
    _, folder, _ = ready
    assert auditing.verify_path(folder).status == 0
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    manifest = json.loads((folder / "manifest.json").read_text())
    assert "ss.17 and 18" in manifest["notice"]
    assert manifest["recipient"] == "the defence"


def test_before_dates_are_corrected_it_says_how_many_items_went_out_with_another_time(ready) -> None:
    folder, _, bundle = ready
    session = build.as_user(folder, "omar")
    told = finish(date_order.plan_dates(session, SourceId(1), DateOrder.MONTH_FIRST))
    assert (told.handed_over, told.approvals) == (bundle.items, bundle.items)
    assert f"{bundle.items} items went out in a bundle" in effect_words(told)
    opening.close(session)


def test_N2_one_flipped_byte_of_any_file_is_named(ready, tmp_path) -> None:
    import shutil

    _, folder, _ = ready
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        data = file.read_bytes()
        for at in {0, len(data) // 2, len(data) - 1}:
            copy = tmp_path / "copy"
            shutil.copytree(folder, copy)
            changed = bytearray(data)
            changed[at] ^= 1
            (copy / name).write_bytes(bytes(changed))
            verdict = auditing.verify_path(copy)
            assert verdict.status == 1, name
            assert any(name in line for line in verdict.lines), (name, verdict.lines)
            shutil.rmtree(copy)
    (folder / "added.txt").write_text("x")
    assert "added.txt" in auditing.verify_path(folder).lines[0]
    (folder / "added.txt").unlink()


def test_J1_the_one_who_marked_or_decided_cannot_approve(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "sian")
    item = reviewing.queue(session, 1)[1].item
    reviewing.decide(session, 1, item, Relevance.RELEVANT)
    with pytest.raises(RuleBroken, match="You decided"):
        approving.approve(session, (item,), attested=True)
    text = session.case.one("SELECT text FROM items WHERE id = :i", {"i": item})[0]
    at = text.index("Priya")
    redacting.mark(session, 1, item, at, at + 5, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    with pytest.raises(RuleBroken, match="You marked"):
        approving.approve(session, (item,), attested=True)
    opening.close(session)
    session = build.as_user(folder, "paul")
    with pytest.raises(RuleBroken, match="statement"):
        approving.approve(session, (item,), attested=False)
    opening.close(session)


def test_J2_any_later_change_voids_an_approval(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    item = reviewing.queue(session, 1)[1].item
    reviewing.decide(session, 1, item, Relevance.RELEVANT)
    made = redacting.mark_suggested(session, 1, item, attested=True)
    opening.close(session)
    build.disclose_all(folder)
    session = build.as_user(folder, "rita")
    assert approving.waiting(session)[0].state == "approved by paul"
    redacting.withdraw(session, made[0].id, "not needed")
    opening.close(session)
    session = build.as_user(folder, "omar")
    assert approving.waiting(session)[0].state == "waiting"
    with pytest.raises(OutputProblem, match=f"Item {item} is not approved as it stands"):
        finish(producing.produce(session, tmp_path / "bundle", build.production()))
    assert not (tmp_path / "bundle").exists()
    opening.close(session)


def test_J2_an_approval_is_a_signature_over_the_hash_of_what_leaves_and_fits_nothing_else(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    items = [row.item for row in reviewing.queue(session, 1)[:2]]
    for item in items:
        reviewing.decide(session, 1, item, Relevance.RELEVANT)
        redacting.mark_suggested(session, 1, item, attested=True)
    opening.close(session)
    build.disclose_all(folder)
    session = build.as_user(folder, "paul")
    (row,) = session.case.all("SELECT id, digest, signature, by FROM approvals")
    covered = redactions.approval_covers(session.case, row[0])
    assert [one[0] for one in covered] == items
    assert row[1] == redactions.approval_digest(covered)
    for item, hashed, _ in covered:
        assert hashed == redactions.item_digest(session.case, item)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(session.user.public_key))
    assert row[3] == session.user.id
    key.verify(bytes.fromhex(row[2]), b"EVIDENCE-APPROVAL-v1\n" + row[1].encode())
    for other in ("0" * 64, row[1][:-1] + ("0" if row[1][-1] != "0" else "1")):
        with pytest.raises(InvalidSignature):
            key.verify(bytes.fromhex(row[2]), b"EVIDENCE-APPROVAL-v1\n" + other.encode())
    stranger = next(one for one in users.everyone(session.case) if one.name == "sian")
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(stranger.public_key)).verify(
            bytes.fromhex(row[2]), b"EVIDENCE-APPROVAL-v1\n" + row[1].encode()
        )
    opening.close(session)


EDITS = {
    "a mark more": lambda s, item, _: redacting.mark(
        s, 1, item, 0, 3, "OTHER", RedactionType.OTHER, reason="x"
    ),
    "a mark taken back": lambda s, _, made: redacting.withdraw(s, made[0].id, "not needed"),
    "only a passage is kept": lambda s, item, _: narrowing.keep_only(
        s, 1, item, [(0, 5)], reason="it alone bears"
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_J2_any_edit_voids_the_approval_for_good_and_nothing_leaves(tmp_path, edit) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    item, other = (row.item for row in reviewing.queue(session, 1)[1:3])
    reviewing.decide(session, 1, item, Relevance.RELEVANT)
    reviewing.decide(session, 1, other, Relevance.RELEVANT)
    made = redacting.mark_suggested(session, 1, item, attested=True)
    opening.close(session)
    build.disclose_all(folder)
    session = build.as_user(folder, "rita")
    before = redactions.item_digest(session.case, item)
    EDITS[edit](session, item, made)
    assert redactions.item_digest(session.case, item) != before
    states = {one.item: one.state for one in approving.waiting(session)}
    assert states == {item: "waiting", other: "approved by paul"}  # of this item alone
    if edit == "a mark taken back":  # the same words marked anew are another mark, that nobody approved
        back = made[0]
        redacting.mark(session, 1, item, back.start, back.end, "PERSON", back.type)
        assert {one.item: one.state for one in approving.waiting(session)}[item] == "waiting"
    opening.close(session)
    session = build.as_user(folder, "omar")
    with pytest.raises(OutputProblem, match=f"Item {item} is not approved as it stands"):
        finish(producing.produce(session, tmp_path / "bundle", build.production()))
    assert not (tmp_path / "bundle").exists()
    opening.close(session)


def test_what_is_sent_back_after_its_approval_is_approved_no_more(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    item, other = (row.item for row in reviewing.queue(session, 1)[1:3])
    for one in (item, other):
        reviewing.decide(session, 1, one, Relevance.RELEVANT)
    redacting.mark_suggested(session, 1, item, attested=True)
    opening.close(session)
    build.disclose_all(folder)
    session = build.as_user(folder, "paul")
    states = {one.item: one.state for one in approving.waiting(session)}
    assert states == dict.fromkeys((item, other), "approved by paul"), "a control"
    approving.send_back(session, item, "look at the second word again")
    states = {one.item: one.state for one in approving.waiting(session)}
    assert states == {item: "sent back: look at the second word again", other: "approved by paul"}
    opening.close(session)
    session = build.as_user(folder, "omar")
    with pytest.raises(OutputProblem, match=f"Item {item} is not approved as it stands"):
        finish(producing.produce(session, tmp_path / "bundle", build.production()))
    opening.close(session)
    session = build.as_user(folder, "paul")
    approving.approve(session, (item,), attested=True)
    assert {one.state for one in approving.waiting(session)} == {"approved by paul"}
    opening.close(session)


def test_the_last_reason_for_sending_back_is_told_though_all_came_within_one_second(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    item = reviewing.queue(session, 1)[1].item
    reviewing.decide(session, 1, item, Relevance.RELEVANT)
    opening.close(session)
    session = build.as_user(folder, "paul")
    for number in range(1, 5):
        approving.send_back(session, item, f"reason {number}")
    assert approving.waiting(session)[0].state == "sent back: reason 4"
    opening.close(session)


def test_I2_taking_up_all_suggestions_needs_the_statement(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    item = reviewing.queue(session, 1)[1].item
    with pytest.raises(RuleBroken, match="relevant"):
        redacting.mark_suggested(session, 1, item, attested=True)
    reviewing.decide(session, 1, item, Relevance.RELEVANT)
    with pytest.raises(RuleBroken, match="reviewed the whole document"):
        redacting.mark_suggested(session, 1, item, attested=False)
    opening.close(session)


def test_I2_count_and_time_are_recorded_with_the_act_and_told_in_the_figures(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    assert account_of_looking.decision_figures(session).at_once == AtOnce(0, 0, None, 0)
    counts = []
    for row, seconds in zip(reviewing.queue(session, 1), (1, 90, 0, 0, 40), strict=False):
        reviewing.decide(session, 1, row.item, Relevance.RELEVANT)
        if made := redacting.mark_suggested(session, 1, row.item, attested=True, seconds=seconds):
            counts.append((len(made), seconds))
    logged = [
        json.loads(line)["detail"]
        for (line,) in session.case.all("SELECT line FROM audit WHERE action = 'mark all suggested'")
    ]
    assert [(one["count"], one["seconds"]) for one in logged] == counts
    timed = [one for one in counts if one[1]]
    assert timed
    told = account_of_looking.decision_figures(session)
    assert (told.at_once.acts, told.at_once.timed) == (len(counts), len(timed))
    assert told.at_once.seconds_median == statistics.median(seconds for _, seconds in timed)
    assert told.at_once.quick == sum(seconds < 2 * count for count, seconds in timed)
    assert told.marks_at_once == sum(count for count, _ in counts)
    with pytest.raises(RuleBroken, match="whole seconds"):
        redacting.mark_suggested(session, 1, row.item, attested=True, seconds=-1)
    opening.close(session)


def test_I5_a_value_marked_here_and_visible_there_stops_the_export(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    rows = reviewing.queue(session, 1)
    for row in (rows[1], rows[4]):
        reviewing.decide(session, 1, row.item, Relevance.RELEVANT)
    redacting.mark_suggested(session, 1, rows[1].item, attested=True)
    opening.close(session)

    def approve_and_produce() -> None:
        build.disclose_all(folder)
        session = build.as_user(folder, "omar")
        try:
            finish(producing.produce(session, tmp_path / "bundle", build.production()))
        finally:
            opening.close(session)

    with pytest.raises(OutputProblem, match="still visible"):
        approve_and_produce()
    session = build.as_user(folder, "rita")
    text = session.case.one("SELECT text FROM items WHERE id = :i", {"i": rows[4].item})[0]
    at = text.index("Priya Nair")
    redacting.keep(session, 1, rows[4].item, at, at + 10, "known to the defence already")
    opening.close(session)
    approve_and_produce()
    assert "Priya" in text_of(tmp_path / "bundle")


def test_a_bundle_is_never_written_over_anything(ready, tmp_path) -> None:
    folder, bundle, _ = ready
    session = build.as_user(folder, "omar")
    with pytest.raises(OutputProblem, match="not empty"):
        finish(producing.produce(session, bundle, build.production()))
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputProblem, match="not empty"):
        finish(producing.produce(session, tmp_path / "file", build.production()))
    opening.close(session)


def test_K5_schedule_numbers_are_given_once_from_one_and_kept_with_what_the_schedule_said(ready) -> None:
    folder, _, bundle = ready
    session = build.as_user(folder, "omar")
    numbers = [one.number for one in schedules.numbers(session.case)]
    assert numbers == [1]
    production, _ = schedules.last_for(session.case, 1)
    listed = schedules.listed_in(session.case, production)
    assert list(listed) == numbers
    assert (listed[1].code, listed[1].items, len(listed[1].copied)) == ("D", bundle.items, bundle.items)
    opening.close(session)


def test_what_was_entered_of_the_case_stays_at_home(ready) -> None:
    names = {path.name for path in ready[1].rglob("*") if path.is_file()}
    assert {"cover.pdf", "proof.json", "checkpoint.txt", "verify.py", "manifest.json"} <= names
    assert not {"log.jsonl", "log.pdf"} & names
    text = text_of(ready[1])
    assert "about the taxi" not in text  # a reviewer's reason
    assert "it bears on how they travelled" not in text  # the prosecutor's


def test_every_paper_of_a_bundle_keeps_the_standards_of_what_is_read_aloud_and_lasts(ready) -> None:
    """PDF/UA-1 and PDF/A-2a by an independent validator (tests/reports/standards.py): cover, letter, transcripts,
    schedule, certificate, management document, index. Edited copies of pages claim neither."""
    papers = sorted(ready[1].rglob("*.pdf"))
    names = {path.relative_to(ready[1]).as_posix() for path in papers}
    assert {"cover.pdf", "letter.pdf", "schedule/mg6c.pdf", "schedule/management.pdf"} <= names
    assert any(name.startswith("transcripts/") for name in names)
    own = [path for path in papers if not path.stem.endswith("-edited")]
    assert {path.name: faults_of(path.read_bytes()) for path in own} == {path.name: {} for path in own}


def test_L2_the_document_states_technology_limits_sampling_what_no_search_finds_and_whose_words(
    ready,
) -> None:
    folder, out, _ = ready
    with pymupdf.open(out / "schedule" / "management.pdf") as paper:
        told = "".join(page.get_text() for page in paper)
    flat = "".join(told.split())

    def says(words: str) -> bool:
        return "".join(words.split()) in flat

    session = build.as_user(folder, "omar")
    assert says(f"evidence_review {__version__}.")
    engines = suggestions.engines(session.case)
    assert len(engines) >= 3
    for one in engines:
        assert all(map(says, (one.name, one.version, one.model_hash))), one
    for limit in (
        "engines below suggest; people decide",
        "They work on text: speech, pictures and handwriting",
    ):
        assert says(limit)
    assert says("No sample was drawn, so nothing is stated of what may have been missed.")
    missed = (
        *scope_counts.not_searchable(session.case),
        *scope_counts.attachments_not_examined(session.case),
    )
    assert says("Not searchable, by reason")
    assert all(says(f"{count:,} · {why}") for why, count in missed) if missed else says("by reason none")
    assert says("Whose words these are: people wrote the charges")
    assert says("No sentence was made by a machine.")
    assert says("Review by people: Every item that leaves was opened and decided on by a reviewer")
    opening.close(session)

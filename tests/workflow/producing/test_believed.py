"""What is served is what was imported and approved: a case that was edited beside its log, with a
passphrase, Python and SQL, is neither produced from nor called intact, and each check is there for an edit
that it alone sees."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence_review.domain.audit import entry_hash
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.store import items, redactions, seals
from evidence_review.trust import verify
from evidence_review.workflow.auditing import auditing, content_checks, log_checks, row_checks
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.producing import believing
from tests import build
from tests.trust import served, tampering

NOW = "2025-06-01T10:00:00"


@dataclass
class Played:
    """A case to attack, and what is to be served of it."""

    folder: Path
    items: tuple[ItemId, ...]

    def sql(self, *statements: str) -> None:
        """Statements on the unguarded tables, with a passphrase of one's own."""
        with tampering.unguarded(self.folder) as db:
            for one in statements:
                db.execute(one, {"item": self.items[0], "at": NOW} if ":" in one else {})

    def produced(self) -> str:
        """What stands in the way of producing; nothing where nothing does."""
        session = build.as_user(self.folder, "omar")
        try:
            believing.believed(session, self.items)
        except OutputProblem as problem:
            return str(problem)
        finally:
            opening.close(session)
        return ""

    def verified(self) -> tuple[int, str]:
        """What `verify` says."""
        session = build.as_user(self.folder, "abel")
        try:
            verdict = auditing.verify_case(session)
        finally:
            opening.close(session)
        return verdict.status, "\n".join(verdict.lines)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Played:
    """The case with one stored file, a hold, an endorsement and a mark besides."""
    folder, carried = served.served_case(tmp_path_factory.mktemp("believed"))
    chosen = tuple(item for _, item in carried)
    session = build.as_user(folder, "omar")
    with session.case.change(session.signer, AuditOp.COLLECT, "import batch", about="source:1") as change:
        blob = items.add_blob(change, b"%PDF a receipt")
        change.run(
            "INSERT INTO attachments VALUES (:item, 0, 'receipt.pdf', 'application/pdf', 14, '', '', :blob)",
            {"item": chosen[0], "blob": blob},
        )
    opening.close(session)
    session = build.as_user(folder, "rita")
    with session.case.change(session.signer, AuditOp.ALTER, "hold", about="item:7") as change:
        change.run(
            "INSERT INTO holds VALUES ('held', 7, 'LPP', 'a solicitor', :by, :at)",
            {"by": session.user.id, "at": NOW},
        )
    opening.close(session)
    session = build.as_user(folder, "paul")
    with session.case.change(session.signer, AuditOp.ALTER, "endorse", about=f"item:{chosen[0]}") as change:
        change.run(
            _ENDORSE, {"id": "endorsed", "item": chosen[0], "by": session.user.id, "number": 1, "code": "D"}
        )
    opening.close(session)
    return Played(folder, chosen)


_ENDORSE = (
    "INSERT INTO endorsements VALUES "
    f"(:id, :number, :item, 'Callum Marsh', :code, 'both say so', 1, :by, '{NOW}')"
)


@pytest.fixture
def played(made: Played, tmp_path: Path) -> Played:
    shutil.copytree(made.folder, tmp_path / "case")
    return Played(tmp_path / "case", made.items)


def test_the_untouched_case_is_believed_and_intact(played: Played) -> None:
    assert played.produced() == ""
    status, lines = played.verified()
    assert status == verify.INTACT, lines


def test_producing_itself_asks(played: Played, tmp_path: Path) -> None:
    carried = [(build.line().number, item) for item in played.items]
    text_of_a_message(played)
    with pytest.raises(OutputProblem, match="Table items"):
        served.bundle_of(played.folder, tmp_path / "out", carried)
    assert not (tmp_path / "out").exists()


# ---- edits beside the log -------------------------------------------------------------------------------


def text_of_a_message(played: Played) -> None:
    played.sql("UPDATE items SET text = 'I never took a taxi' WHERE id = :item")


def text_with_its_hash(played: Played) -> None:
    words = "I never took a taxi"
    hashed = items.text_hash(words)
    played.sql(f"UPDATE items SET text = '{words}', text_hash = '{hashed}' WHERE id = :item")


def sender_of_a_message(played: Played) -> None:
    played.sql("UPDATE items SET sender_id = (SELECT max(id) FROM parties) WHERE id = :item")


def name_of_a_sender(played: Played) -> None:
    played.sql(
        "UPDATE parties SET name = 'Somebody Else' WHERE id = (SELECT sender_id FROM items WHERE id = :item)"
    )


def time_of_a_message(played: Played) -> None:
    played.sql("UPDATE items SET sent_utc = :at, sent_local = :at, day = substr(:at, 1, 10) WHERE id = :item")


def conversation_of_a_message(played: Played) -> None:
    played.sql("UPDATE items SET thread_id = (SELECT max(id) FROM threads) WHERE id = :item")


def recipient_of_a_message(played: Played) -> None:
    played.sql("DELETE FROM recipients WHERE item_id = :item")


def message_that_nobody_sent(played: Played) -> None:
    """A message made up, found relevant and put among what is served."""
    with tampering.unguarded(played.folder) as db:
        (made,) = db.execute("SELECT max(id) + 1 FROM items").fetchone()
        columns = [row[1] for row in db.execute("PRAGMA table_info(items)")]
        changed = {
            "id": str(made),
            "locator": "'made up'",
            "text": "'I did it'",
            "text_hash": f"'{items.text_hash('I did it')}'",
        }
        taken = ", ".join(changed.get(name, name) for name in columns)
        db.execute(f"INSERT INTO items SELECT {taken} FROM items WHERE id = ?", (played.items[0],))
    played.items = (*played.items, ItemId(made))


def decision_turned(played: Played) -> None:
    played.sql("UPDATE decisions SET value = 'NOT_RELEVANT_TO_LINE' WHERE item_id = :item")


def decision_put_in(played: Played) -> None:
    played.sql(
        "INSERT INTO decisions SELECT 'made up', number + 100, 1, line_id, value, reason, by, "
        "at, undoes, seconds "
        "FROM decisions WHERE item_id = :item"
    )


def decision_taken_away(played: Played) -> None:
    played.sql("DELETE FROM decisions WHERE item_id = :item")


def mark_put_in(played: Played) -> None:
    played.sql(
        "INSERT INTO redactions SELECT 'made up', :item, 0, 3, 'PERSON', 'NAMED_INDIVIDUAL', "
        "'DATA_PROTECTION', '', "
        "'BY_HAND', '[PERSON 1]', id, :at FROM users WHERE name = 'rita'"
    )


def opening_taken_away(played: Played) -> None:
    played.sql("DELETE FROM openings WHERE item_id = :item")


def scope_widened(played: Played) -> None:
    played.sql("INSERT INTO scope_keys VALUES (1, 'mum')")


def dates_of_a_line(played: Played) -> None:
    played.sql("UPDATE line_versions SET date_to = '2025-12-31'")


def hold_taken_away(played: Played) -> None:
    played.sql("DELETE FROM holds")


def endorsement_turned(played: Played) -> None:
    played.sql("UPDATE endorsements SET code = 'CND'")


def endorsement_put_in(played: Played) -> None:
    played.sql(
        "INSERT INTO endorsements SELECT 'made up', 2, :item, 'Callum Marsh', 'D', 'x', 1, id, "
        ":at FROM users "
        "WHERE name = 'paul'"
    )


def approval_turned(played: Played) -> None:
    played.sql("UPDATE approvals SET signature = '00'")


def approval_of_more(played: Played) -> None:
    played.sql("INSERT INTO approved_items SELECT id, 1, 'x' FROM approvals")


def file_exchanged(played: Played) -> None:
    played.sql("UPDATE blob_parts SET data = CAST('%PDF another one' AS BLOB)")


def file_exchanged_with_its_hash(played: Played) -> None:
    hashed = verify.hashlib.sha256(b"%PDF a forgery").hexdigest()
    played.sql(
        "UPDATE blob_parts SET data = CAST('%PDF a forgery' AS BLOB)",
        f"UPDATE blobs SET sha256 = '{hashed}', size = 14",
    )


def user_renamed(played: Played) -> None:
    played.sql("UPDATE users SET name = 'Paul the Second' WHERE name = 'paul'")


def case_renamed(played: Played) -> None:
    played.sql("UPDATE facts SET value = '62WR0000000' WHERE name = 'urn'")


def reason_rewritten(played: Played) -> None:
    played.sql("UPDATE audit_words SET words = 'about nothing' WHERE words = 'about the taxi'")


def entry_hidden_from_who_asks(played: Played) -> None:
    played.sql("UPDATE audit SET user = 'nobody' WHERE action = 'decide'")


def entry_under_another_act(played: Played) -> None:
    played.sql("UPDATE audit SET action = 'open item' WHERE action = 'decide'")


def row_with_its_seal(played: Played) -> None:
    """The row and its leaf among the seals, so that the two agree."""
    text_with_its_hash(played)
    with tampering.unguarded(played.folder) as db:
        of = {one.name: one for one in seals.sealed(db)}["items"]
        (salt,) = db.execute("SELECT value FROM facts WHERE name = ?", (seals.SALT,)).fetchone()
        (value,) = db.execute(
            f"SELECT {of.value('t')} FROM items t WHERE id = ?", (played.items[0],)
        ).fetchone()
        for seq, keys, leaves in db.execute(
            "SELECT seq, keys, leaves FROM seals WHERE name = 'items'"
        ).fetchall():
            if played.items[0] in json.loads(keys):
                at = json.loads(keys).index(played.items[0]) * of.width
                new = leaves[:at] + seals.leaf(salt, "items", value) + leaves[at + of.width :]
                db.execute("UPDATE seals SET leaves = ? WHERE seq = ? AND name = 'items'", (new, seq))


def seals_taken_away(played: Played) -> None:
    played.sql("DELETE FROM seals")


def last_entry_taken_away(played: Played) -> None:
    """The decision's entry goes, and what it wrote stays."""
    played.sql(
        "DELETE FROM audit_words WHERE seq = (SELECT max(seq) FROM audit)",
        "DELETE FROM audit WHERE action = 'endorse'",
    )


def view_put_in(played: Played) -> None:
    with tampering.unguarded(played.folder) as db:
        db.execute("CREATE VIEW spare AS SELECT 1")


def view_of_what_is_held_changed(played: Played) -> None:
    played.sql("DROP VIEW held_items", "CREATE VIEW held_items AS SELECT 0 AS item_id WHERE 0")


def table_taken_away(played: Played) -> None:
    played.sql("DROP TABLE kept")


def seal_made_unreadable(played: Played) -> None:
    played.sql("UPDATE seals SET keys = 'x' WHERE name = 'decisions'")


def labels_made_unreadable(played: Played) -> None:
    played.sql("UPDATE approved_labels SET labels = 'x'")


def act_beyond_her_role(played: Played) -> None:
    rita = served.key_of(played.folder, "rita")
    tampering.append(played.folder, rita, action="endorse", object=f"item:{played.items[0]}")


# ---- edits with an entry of one's own --------------------------------------------------------------------


def _by_her_own_entry(played: Played, who: str, action: str, write: Callable) -> None:
    """Rows written in a change that is signed as the program does it, without the program's rules."""
    session = build.as_user(played.folder, who)
    with session.case.change(session.signer, AuditOp.ALTER, action, about="item:1") as change:
        write(change, session)
    opening.close(session)


def endorsement_in_his_name(played: Played) -> None:
    paul = served.key_of(played.folder, "paul").user.id
    values = {"id": "made up", "number": 2, "item": played.items[1], "by": paul, "code": "D"}
    _by_her_own_entry(played, "rita", "open item", lambda change, _: change.run(_ENDORSE, values))


def endorsement_in_her_own_name(played: Played) -> None:
    def write(change, session) -> None:
        change.run(
            _ENDORSE,
            {"id": "made up", "number": 2, "item": played.items[1], "by": session.user.id, "code": "D"},
        )

    _by_her_own_entry(played, "rita", "open item", write)


def message_written_anew_by_an_entry(played: Played) -> None:
    """An item changed in a change of her own, with its guard dropped: sealed, signed, and still no change
    that there is."""

    def write(change, session) -> None:
        (guard,) = change.run("SELECT sql FROM main.sqlite_master WHERE name = 'items_no_update'").fetchone()
        change.run("DROP TRIGGER main.items_no_update")
        change.run(
            "UPDATE items SET text = 'no', text_hash = :hash WHERE id = :item",
            {"hash": items.text_hash("no"), "item": played.items[0]},
        )
        change.run(guard)

    _by_her_own_entry(played, "rita", "correct order of dates", write)


def approval_without_a_signature(played: Played) -> None:
    """A supervisor's approval, in an entry of her own, of which she did not sign what it covers."""

    def write(change, session) -> None:
        values = {"by": session.user.id, "at": NOW, "item": played.items[0]}
        whole = redactions.approval_digest([(played.items[0], "x", ())])
        change.run(f"INSERT INTO approvals VALUES ('made up', '{whole}', '00', :by, :at)", values)
        change.run("INSERT INTO approved_items VALUES ('made up', :item, 'x')", values)

    _by_her_own_entry(played, "sian", "approve redactions", write)


def approval_of_her_own_decision(played: Played) -> None:
    def decide(change, session) -> None:
        change.run(
            "INSERT INTO decisions SELECT 'made up', max(number) + 1, :item, 1, 'RELEVANT', '', "
            ":by, :at, NULL, 0 FROM decisions",
            {"item": played.items[0], "by": session.user.id, "at": "2026-01-01T00:00:00"},
        )

    def approve(change, session) -> None:
        covered = [(played.items[0], redactions.item_digest(session.case, played.items[0]), ())]
        whole = redactions.approval_digest(covered)
        signature = session.signer.sign(content_checks.SIGNED + whole.encode()).hex()
        values = {
            "by": session.user.id,
            "at": "2199-01-02T00:00:00",
            "item": played.items[0],
            "one": covered[0][1],
        }
        change.run(f"INSERT INTO approvals VALUES ('made up', '{whole}', '{signature}', :by, :at)", values)
        change.run("INSERT INTO approved_items VALUES ('made up', :item, :one)", values)

    _by_her_own_entry(played, "sian", "decide", decide)
    _by_her_own_entry(played, "sian", "approve redactions", approve)


def screen_passed_by(played: Played) -> None:
    """A name is agreed that holds what is to be served; the notes of what was screened are put back by
    hand."""
    session = build.as_user(played.folder, "omar")
    enquiring.agree_privilege_names(session, ("Callum Marsh",))
    opening.close(session)
    played.sql("INSERT OR IGNORE INTO screened SELECT id, (SELECT max(id) FROM engines) FROM items")


EDITS = [
    text_of_a_message, text_with_its_hash, sender_of_a_message, name_of_a_sender, time_of_a_message, conversation_of_a_message,
    recipient_of_a_message, message_that_nobody_sent, decision_turned, decision_put_in, decision_taken_away, mark_put_in,
    opening_taken_away, scope_widened, dates_of_a_line, hold_taken_away, endorsement_turned, endorsement_put_in, approval_turned,
    approval_of_more, file_exchanged, file_exchanged_with_its_hash, user_renamed, case_renamed, reason_rewritten,
    entry_hidden_from_who_asks, entry_under_another_act, row_with_its_seal, seals_taken_away, last_entry_taken_away,
    view_put_in, view_of_what_is_held_changed, table_taken_away, seal_made_unreadable, labels_made_unreadable,
    act_beyond_her_role, endorsement_in_his_name, endorsement_in_her_own_name, message_written_anew_by_an_entry,
    approval_without_a_signature, approval_of_her_own_decision,
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda one: one.__name__)
def test_every_edit_is_seen_by_producing_and_by_verify(played: Played, edit) -> None:
    edit(played)
    assert played.produced()
    status, lines = played.verified()
    assert status == verify.ALTERED
    assert any(word in lines for word in ("Table ", "entry ", "Item ", "The view ", "The table ")), lines
    assert "taxi" not in lines
    assert "Marsh" not in lines


def test_what_was_never_screened_is_not_served(played: Played) -> None:
    screen_passed_by(played)
    assert "privilege screen" in played.produced()


CHECKS = {
    "log_faults": (log_checks, act_beyond_her_role),
    "column_faults": (log_checks, entry_hidden_from_who_asks),
    "word_faults": (log_checks, reason_rewritten),
    "schema_faults": (row_checks, view_of_what_is_held_changed),
    "seal_faults": (row_checks, row_with_its_seal),
    "row_faults": (row_checks, text_with_its_hash),
    "author_faults": (row_checks, endorsement_in_his_name),
    "text_faults": (content_checks, text_of_a_message),
    "file_faults": (content_checks, file_exchanged),
    "approval_faults": (content_checks, approval_without_a_signature),
    "own_faults": (content_checks, approval_of_her_own_decision),
    "screen_faults": (content_checks, screen_passed_by),
}


@pytest.mark.parametrize("name", [*CHECKS])
def test_without_its_check_an_edit_passes(played: Played, monkeypatch, name: str) -> None:
    module, edit = CHECKS[name]
    edit(played)
    assert played.produced()
    monkeypatch.setattr(module, name, lambda *_: [])
    assert played.produced() == "", name


def test_everything_is_named_at_once_with_table_row_and_entry(played: Played) -> None:
    text_of_a_message(played)
    decision_turned(played)
    reason_rewritten(played)
    said = played.produced()
    assert f"Table items, row {played.items[0]}: its text is not the one that was imported." in said
    assert "Table decisions, row" in said
    assert "it was changed since entry" in said
    assert "Table audit_words, entry" in said


def test_an_entry_s_hash_in_the_table_is_the_entry_s(played: Played) -> None:
    played.sql("UPDATE audit SET hash = 'x' WHERE seq = 3")
    assert "Table audit, entry 3" in played.verified()[1]
    assert entry_hash(served.lines_of(played.folder)[2]) != "x"

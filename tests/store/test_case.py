"""The case file: encrypted, one writer, only ever added to, nothing acknowledged is lost."""

import collections
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.ids import CaseId, UserId
from evidence_review.domain.kinds import AuditOp, Role
from evidence_review.domain.people import Case as Facts
from evidence_review.domain.people import User
from evidence_review.store import Case, audit, migrating
from evidence_review.store.database import lock
from evidence_review.trust import keys, verify

KEY = bytes(range(32))


def signer() -> keys.Key:
    seed = bytes(32)
    return keys.unlock(User(UserId("u1"), "rita", Role.ADMIN, keys.public_key(seed)), keys.Secrets(KEY, seed))


@pytest.fixture
def case(tmp_path):
    made = Case.create(tmp_path / "case", Facts(CaseId("c1"), "URN", "name"), KEY)
    yield made
    made.close()


def test_P1_the_file_holds_nothing_in_plain(case) -> None:
    with case.change(signer(), AuditOp.ALTER, "decide", reason="marker-words-in-a-reason") as change:
        change.about("item:1", {"a": 1})
    case.close()
    for file in case.folder.iterdir():
        assert b"marker-words" not in file.read_bytes()
        assert b"CREATE TABLE" not in file.read_bytes()


def test_evidence_and_acts_are_never_changed_or_deleted(case) -> None:
    tables = [
        row[0]
        for row in case.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
    ]
    machine = {
        "engines",
        "screened",
        "privilege",
        "flags",
        "ranks",
        "rankings",
        "term_counts",
        "term_hits",
        "findings",
        "detected",
        "vectors",
        "searchable",
        "line_tongues",
        "foreign_items",
        "evident_owners",
        "copies",
        "first_scores",
        "term_gaps",
        "tag_first_scores",
        "tag_ranks",
        "tag_flags",
        "line_counts",
        "outside_counts",
        "line_orders",
        "log_about",
        "log_about_end",
    }
    with case.change(signer(), AuditOp.ALTER, "seed", reason="x") as change:
        change.about("x:1", {})
    triggers = {row[0] for row in case.all("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")}
    assert set(tables) - machine == triggers
    for sql in (
        "UPDATE audit SET action = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        "DELETE FROM facts",
    ):
        with (
            pytest.raises(CaseProblem, match="never changed"),
            case.change(signer(), AuditOp.ALTER, "tamper") as change,
        ):
            change.run(sql)
    assert case.count("SELECT count(*) FROM audit") == 1


def test_N1_an_act_that_fails_leaves_no_entry_and_an_entry_that_fails_no_act(case) -> None:
    class Broken:
        user = signer().user

        def sign(self, message: bytes) -> bytes:
            raise RuntimeError("the key is gone")

    with pytest.raises(RuntimeError), case.change(Broken(), AuditOp.CONFIG, "agree") as change:
        change.run("INSERT INTO privilege_names VALUES ('a', 'u1', 'now')")
    with pytest.raises(ZeroDivisionError), case.change(signer(), AuditOp.CONFIG, "agree") as change:
        change.run("INSERT INTO privilege_names VALUES ('b', 'u1', 'now')")
        raise ZeroDivisionError
    assert case.count("SELECT count(*) FROM privilege_names") == 0
    assert audit.size(case) == 0


@pytest.mark.parametrize("by", [3600, -3600, -5])
def test_N6_the_log_has_utc_and_a_count_that_only_goes_on_and_tells_when_the_clock_was_changed(
    case, monkeypatch, by
) -> None:
    def entries() -> list[dict]:
        return [json.loads(one.line) for one in audit.entries(case)]

    def record() -> None:
        case.record(signer(), AuditOp.CONSULT, "look", about="item:1")

    real = time.time
    record()
    record()
    assert not any("clock_moved_s" in one["detail"] for one in entries())  # the control: an untouched clock
    monkeypatch.setattr(time, "time", lambda: real() + by)
    record()
    record()
    told = entries()
    assert [one["detail"].get("clock_moved_s", 0) for one in told] == [0, 0, pytest.approx(by, abs=1), 0]
    assert all(one["utc"].endswith("Z") for one in told)
    steady = [one["mono_ms"] for one in told]
    assert steady == sorted(steady)
    assert steady[-1] < 60_000
    assert (told[2]["utc"] > told[1]["utc"]) == (by > 0)


def test_N6_a_clock_set_back_while_the_case_was_closed_stands_in_the_log(case, monkeypatch) -> None:
    case.record(signer(), AuditOp.CONSULT, "look", about="item:1")
    real, folder = time.time, case.folder
    case.close()
    monkeypatch.setattr(time, "time", lambda: real() - 7200)
    again = Case.open(folder, KEY)
    again.record(signer(), AuditOp.CONSULT, "look", about="item:1")
    last = json.loads(audit.entries(again)[-1].line)
    assert last["detail"]["clock_moved_s"] == pytest.approx(-7200, abs=2)
    assert again.close() is None


def test_N3_reasons_are_in_the_log_as_salted_hashes_only(case) -> None:
    case.record(signer(), AuditOp.CONSULT, "look", about="item:1", reason="marker reason words")
    (entry,) = audit.entries(case)
    assert b"marker" not in entry.line
    assert entry.words == "marker reason words"
    assert len(json.loads(entry.line)["reason"]) == 64


def test_the_log_that_the_store_writes_verifies(case) -> None:
    me = signer()
    with case.change(me, AuditOp.CONFIG, "create case") as change:
        change.about("user:u1", {"role": str(me.user.role), "public_key": me.user.public_key})
    for number in range(20):
        case.record(me, AuditOp.CONSULT, "open item", about=f"item:{number}", reason="because of it", line=1)
    data = b"".join(line + b"\n" for line in audit.lines(case))
    assert verify.check_log(data).status == verify.INTACT


def test_a_second_program_is_refused_at_once(case) -> None:
    took = []
    for _ in range(3):  # the best of three: it waits for nothing, but the machine may be busy
        began = time.monotonic()
        with pytest.raises(CaseProblem, match="open in another"):
            Case.open(case.folder, KEY)
        took.append(time.monotonic() - began)
    assert min(took) < 2


def test_wrong_key_newer_file_and_damage_are_sentences(case) -> None:
    case.close()
    with pytest.raises(CaseProblem, match="damaged or was made with another key"):
        Case.open(case.folder, bytes(32))
    db = sqlcipher.connect(str(case.folder / "case.db"))
    db.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(CaseProblem, match="newer version"):
        Case.open(case.folder, KEY)
    data = bytearray((case.folder / "case.db").read_bytes())
    data[4096:8192] = os.urandom(4096)
    (case.folder / "case.db").write_bytes(bytes(data))
    with pytest.raises(CaseProblem):
        Case.open(case.folder, KEY).all("SELECT * FROM audit")


def schema(db) -> str:
    """The schema of an open file as text, one statement after another, for comparing two files."""
    rows = db.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_%' ORDER BY type, name"
    )
    return "".join(f"{sql};\n" for (sql,) in rows)


def test_the_schema_on_file_is_that_of_a_fresh_case(case) -> None:
    from importlib import resources

    kept = resources.files("evidence_review.store").joinpath("schema.sql").read_text("utf-8")
    assert schema(case._db) == kept, (
        "a migration changed what a fresh case is: write `schema` of a fresh case to store/schema.sql"
    )


def test_a_case_of_an_older_format_is_brought_to_this_one(case) -> None:
    fresh = schema(case._db)
    for older in range(1, len(migrating.scripts())):
        db = sqlcipher.connect(":memory:", isolation_level=None)
        for number, script in enumerate(migrating.scripts()[:older], start=1):
            db.executescript(f"{script}\nPRAGMA user_version = {number};")
        db.execute("INSERT INTO facts VALUES ('urn', 'kept')")
        migrating.migrate(db)
        assert schema(db) == fresh
        assert db.execute("SELECT value FROM facts WHERE name = 'urn'").fetchone() == ("kept",)
        db.close()


WRITER = """
import sys, pathlib
sys.path[:0] = {path!r}
from tests.store.test_case import KEY, signer
from evidence_review.store import Case
from evidence_review.domain.kinds import AuditOp
case = Case.open(pathlib.Path({folder!r}), KEY)
me = signer()
for n in range(100000):
    with case.change(me, AuditOp.ALTER, "decide", about=f"item:{{n}}") as change:
        change.run("INSERT INTO privilege_names VALUES (:n, 'u1', 'now')", {{"n": str(n)}})
    print(n, flush=True)
"""


def test_killed_at_any_moment_nothing_acknowledged_is_lost(case, tmp_path) -> None:
    case.close()
    code = textwrap.dedent(
        WRITER.format(path=[p for p in sys.path if p] + [os.getcwd()], folder=str(case.folder))
    )
    last = -1
    for after in (0.0, 0.02, 0.05):
        child = subprocess.Popen(
            [sys.executable, "-c", code.replace("range(100000)", f"range({last + 1}, 100000)")],
            stdout=subprocess.PIPE,
            text=True,
        )
        first = child.stdout.readline()
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().split("\n")
        child.wait()
        last = max([int(first), *(int(word) for word in rest[:-1] if word)])
        again = Case.open(case.folder, KEY)
        kept = again.count("SELECT count(*) FROM privilege_names")
        assert kept >= last + 1
        assert kept == audit.size(again)
        assert again.one("PRAGMA integrity_check")[0] == "ok"
        last = kept - 1
        again.close()


def test_disk_full_is_a_sentence_and_keeps_what_was_acknowledged(case) -> None:
    case._db.execute(f"PRAGMA max_page_count = {case.one('PRAGMA page_count')[0] + 4}")
    kept = 0
    with pytest.raises(CaseProblem, match="disk is full"):
        for number in range(5000):
            case.record(signer(), AuditOp.CONSULT, "look", about=f"item:{number}", reason="r" * 500)
            kept += 1
    assert audit.size(case) == kept
    assert case.one("PRAGMA integrity_check")[0] == "ok"


def test_what_an_older_case_could_not_read_still_stands_in_this_format(case) -> None:
    db = sqlcipher.connect(":memory:", isolation_level=None)
    for number, script in enumerate(migrating.scripts()[:11], start=1):
        db.executescript(f"{script}\nPRAGMA user_version = {number};")
    db.execute("INSERT INTO exhibits VALUES (1, 'DP/1', 'DEVICE', '', '{}', 'rita', '2026')")
    db.execute("INSERT INTO sources VALUES (1, 1, 'n', 'p', 'h', 1, 'i', '1', '{}', '', 'rita', '2026')")
    db.execute("INSERT INTO problems VALUES (1, 1, 'page 3', 'NOT_READ', 'why', 1)")
    migrating.migrate(db)
    assert db.execute("SELECT * FROM standing_problems").fetchall() == [(1, "page 3", "NOT_READ", "why", 1)]
    db.execute("INSERT INTO readings VALUES (1, 1, 2, 'i', '1', '{}', 'rita', '2026')")
    assert (
        len(db.execute("SELECT * FROM standing_problems").fetchall()) == 1
    )  # a reading that has not ended changes nothing
    db.execute("INSERT INTO reading_ends VALUES (1, 1, 1, 0, '{}', '2026')")
    assert db.execute("SELECT * FROM standing_problems").fetchall() == []
    for table in ("readings", "reading_ends"):
        with pytest.raises(sqlcipher.IntegrityError, match="only ever added to"):
            db.execute(f"DELETE FROM {table}")
    db.close()


def _in_order_of_asking(turns: lock.Turns) -> list[str]:
    """Who wrote, where the first still writes while a second asks, then a third, and the first asks again at once:
    each asks only when the one before waits."""
    wrote: list[str] = []

    def write(name: str) -> None:
        with turns.taken():
            wrote.append(name)

    others = [threading.Thread(target=write, args=(name,)) for name in ("second", "third")]
    with turns.taken():
        wrote.append("first")
        for waits, one in enumerate(others, start=2):
            one.start()
            end = time.monotonic() + 30
            while len(turns._waiting) < waits and time.monotonic() < end:
                time.sleep(0.001)
    write("first again")
    for one in others:
        one.join()
    return wrote


def test_whoever_asked_first_writes_first_and_who_wrote_waits_again() -> None:
    assert _in_order_of_asking(lock.Turns()) == ["first", "second", "third", "first again"]


class LastFirst(collections.deque):
    """Whoever asks last stands next behind the one that writes."""

    def append(self, one: object) -> None:
        self.insert(min(len(self), 1), one)


def test_the_check_of_their_order_fails_where_the_last_goes_first() -> None:
    turns = lock.Turns()
    turns._waiting = LastFirst()
    assert _in_order_of_asking(turns)[:2] == ["first", "third"]


def test_a_turn_that_does_not_come_is_told_and_given_up(case, monkeypatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    other = case.again()
    with (
        case.change(signer(), AuditOp.ALTER, "long step"),
        pytest.raises(CaseProblem, match="busy with another step"),
    ):
        other.record(signer(), AuditOp.ALTER, "open", about="item:1")
    other.record(signer(), AuditOp.ALTER, "open", about="item:1")
    case.record(signer(), AuditOp.ALTER, "open", about="item:1")
    assert [row[0] for row in case.all("SELECT action FROM audit ORDER BY seq")] == [
        "long step",
        "open",
        "open",
    ]
    other.close()

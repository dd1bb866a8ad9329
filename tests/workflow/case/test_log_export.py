"""The log for a court, the Information Commissioner or inspectors; checkpoints that were kept elsewhere."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

from evidence_review import cli
from evidence_review.domain.errors import OutputProblem
from evidence_review.trust import verify
from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.workflow.auditing import auditing, log_export
from evidence_review.workflow.case import opening
from tests import build
from tests.trust import served, tampering


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return build.new_case(tmp_path / "case")


def test_N7_the_export_verifies_alone_and_is_an_entry_of_its_own(case: Path, tmp_path: Path) -> None:
    session = build.as_user(case, "abel")
    done = log_export.export_log(session, tmp_path / "log")
    opening.close(session)
    assert set(done.files) == {"log.jsonl", "checkpoint.txt", "log.pdf", "verify.py"}
    last = json.loads((tmp_path / "log" / "log.jsonl").read_bytes().splitlines()[-1])
    assert (last["action"], last["op"], last["seq"]) == ("export log", "DISCLOSE", done.entries)
    command = [sys.executable, "-I", "-S", "verify.py", "log.jsonl", "--checkpoint", "checkpoint.txt"]
    ran = subprocess.run(command, cwd=tmp_path / "log", capture_output=True, text=True, check=False)
    assert ran.returncode == verify.INTACT, ran.stdout
    assert "fits the checkpoint" in ran.stdout
    assert (tmp_path / "log" / "log.pdf").read_bytes().startswith(b"%PDF")


def test_of_a_long_log_the_last_entries_are_printed_and_the_paper_says_so(
    case: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(log_export, "PRINTED", 3)
    session = build.as_user(case, "abel")
    done = log_export.export_log(session, tmp_path / "log")
    opening.close(session)
    with pymupdf.open(tmp_path / "log" / "log.pdf") as paper:
        said = " ".join(" ".join(page.get_text() for page in paper).split())
    assert f"3 of {done.entries}, chosen by number, the last of them; log.jsonl has all" in said
    assert len((tmp_path / "log" / "log.jsonl").read_bytes().splitlines()) == done.entries > 3
    numbers = [int(one) for one in re.findall(r"(\d+) \d{4}-\d\d-\d\d", said)]
    assert sorted(numbers) == [done.entries - 2, done.entries - 1, done.entries]


def test_it_is_never_written_over_anything(case: Path, tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "kept.txt").write_text("kept")
    session = build.as_user(case, "abel")
    with pytest.raises(OutputProblem, match="not empty"):
        log_export.export_log(session, tmp_path / "log")
    opening.close(session)
    assert (tmp_path / "log" / "kept.txt").read_text() == "kept"


def test_a_tail_cut_off_a_case_is_seen_by_a_checkpoint_kept_elsewhere(case: Path, tmp_path: Path) -> None:
    lines, kept = served.lines_of(case), tmp_path / "kept.txt"
    kept.write_text(signed_note(checkpoint(json.loads(lines[0])["case"], lines), served.key_of(case, "omar")))
    session = build.as_user(case, "abel")
    assert auditing.verify_case(session, kept).status == verify.INTACT
    opening.close(session)
    with tampering.unguarded(case) as db:
        db.execute("DELETE FROM audit WHERE seq > 7")
        db.execute("DELETE FROM seals WHERE seq > 7")
    session = build.as_user(case, "abel")
    verdict = auditing.verify_case(session, kept)
    opening.close(session)
    assert verdict.status == verify.ALTERED
    assert any("shorter" in line for line in verdict.lines)


def test_the_commands_take_an_export_a_checkpoint_and_a_key(case: Path, tmp_path: Path, capsys) -> None:
    words = tmp_path / "words"
    words.write_text(build.PASSPHRASE)
    who = ["--user", "abel", "--passphrase-file", str(words)]
    assert cli.main(["log", str(case), *who, "--export", str(tmp_path / "log")]) == 0
    kept, key = str(tmp_path / "log" / "checkpoint.txt"), json.loads(served.lines_of(case)[0])["key"]
    assert cli.main(["verify", str(case), *who, "--checkpoint", kept, "--key", key]) == 0
    assert "fits the checkpoint" in capsys.readouterr().out
    assert cli.main(["verify", str(case), *who, "--key", "0" * 64]) == 1
    assert cli.main(["verify", str(tmp_path / "log" / "log.jsonl"), "--checkpoint", kept, "--key", key]) == 0
    for key in ("", "a"):
        assert cli.main(["verify", str(tmp_path / "log" / "log.jsonl"), "--key", key]) != 0

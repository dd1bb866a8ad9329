"""The auditor at a terminal: the log as sentences and by filter, the life of an item, figures, a sample,
lists."""

import json

import pytest

from evidence_review import cli
from evidence_review.cli.acting import PASSPHRASE_VARIABLE
from evidence_review.domain.kinds import Relevance
from evidence_review.workflow.case import opening
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command on a case in which two items were decided and approved; status, output, complaints."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, build.PASSPHRASE)
    folder = fc.case(tmp_path)
    rita = build.as_user(folder, "rita")
    for text in fc.LAST[:2]:
        reviewing.decide(rita, 1, fc.item(rita, text), Relevance.RELEVANT, "it bears on it", seconds=5)
    opening.close(rita)
    build.disclose_all(folder)

    def command(*words, who="abel"):
        at = 2 if words[0] == "audit" else 1
        status = cli.main([*words[:at], str(folder), *words[at:], "--user", who])
        said = capsys.readouterr()
        return status, said.out, said.err

    command.item = fc.acting(folder, "rita", lambda rita: fc.item(rita, fc.LAST[0]))
    return command


def test_the_log_is_printed_as_sentences_and_by_filter(run) -> None:
    status, said, _ = run("log", "--acts", "approvals and returns", "--accused", build.ACCUSED)
    assert (status, said) == (0, "")  # an approval is for nobody alone
    status, said, _ = run("log", "--acts", "approvals and returns", "--exhibit", "DP/1")
    assert status == 0
    assert "paul approved DP/1 items " in said
    assert "ALTER" not in said
    assert run("log", "--accused", "Nobody")[0] == 1
    with pytest.raises(SystemExit):
        run("log", "--from", "2025-13-40")
    status, said, err = run("log", "--entries", "3")
    assert len(said.splitlines()) == 3
    assert "The last 3 of" in err
    told = json.loads(run("log", "--by", "paul", "--json")[1])
    assert {one["user"] for one in told} == {"paul"}
    assert all(one["sentence"].startswith("paul ") for one in told)


def test_an_item_alone_gives_its_whole_life(run) -> None:
    status, said, _ = run("log", "--item", str(run.item))
    assert status == 0
    assert "Imported: exhibit DP/1, source 1 (entry " in said
    assert "5 s on screen" in said
    assert "paul approved DP/1 items " in said
    told = json.loads(run("log", "--item", str(run.item), "--json")[1])
    assert told["item"] == run.item
    status, said, _ = run("log", "--item", str(run.item), "--by", "rita")
    assert "Imported" not in said  # with another filter: the entries that fit
    assert run("log", "--item", "99999")[0] == 1


def test_what_is_new_is_what_came_since_the_last_look(run) -> None:
    run("log")
    run("not-examined", who="rita")
    status, said, _ = run("log", "--new")
    assert status == 0
    assert "approved" not in said
    assert "abel read the log, by entries after " in said


def test_figures_and_a_sample_from_its_draw_to_its_share(run) -> None:
    assert "2 decisions" in run("audit", "load")[1]
    assert "approved 2 items at once" in run("audit", "load")[1]
    status, said, _ = run("audit", "draw", "decisions", "9")
    assert status == 0
    sample = said.split()[1].strip(":")
    assert "2 of 2 decisions drawn by abel, seed " in said
    assert run("audit", "judge", sample, "1", "agree", "as the line asks", who="rita")[0] == 1  # her own
    status, said, _ = run("audit", "judge", sample, "1", "disagree", "it is outside the line")
    assert "1 of 1 decisions drawn at random from 2: 100.0 %" in said
    status, said, _ = run("audit", "sample", "--sample", sample)
    assert "does not agree: it is outside the line" in said
    assert run("audit", "sample", "--sample", sample, "--place", "2")[1].startswith("2  DP/1 item ")
    assert run("audit", "sample", "--sample", sample, "--place", "3")[0] == 1
    assert "1 judged, 1 not agreed with" in run("audit", "sample")[1]


def test_a_list_is_written_to_a_new_file(run, tmp_path) -> None:
    status, said, _ = run("log", "--by", "rita", "--write", str(tmp_path / "list.csv"))
    assert status == 0
    assert said.endswith("entries are written to list.csv.\n")
    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("log", "--write", str(tmp_path / "list.csv"))[0] == 1


def test_verify_says_what_it_did_not_check(run) -> None:
    status, said, _ = run("verify")
    assert status == 0
    assert "not checked: No checkpoint that was kept elsewhere was given" in said

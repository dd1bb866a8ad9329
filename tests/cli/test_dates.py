"""The order of day and month of a source corrected from a terminal: looked at first, then set with a reason
(issue 3, Build 4)."""

import json

import pymupdf
import pytest

from evidence_review.cli import main
from tests import build

WHY = "The phone was set to United States English."


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a command on a case with two chats and a line, as rita; (status, what it printed, what stands on
    stderr)."""
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    folder = build.flagged_case(tmp_path)

    def one(command, *words, user="rita"):
        status = main([command, str(folder), *map(str, words), "--user", user])
        said = capsys.readouterr()
        return status, said.out, said.err

    return one


def days(run, source=1):
    (report,) = [one for one in json.loads(run("imports", "--json")[1]) if one["source"] == source]
    return dict(report["account"]["days"])


def test_without_a_reason_it_tells_what_would_change_and_changes_nothing(run):
    before = days(run)
    status, out, err = run("correct-dates", 1, "--month-first")
    assert (status, err) == (0, "reading the dates anew\n")
    assert "7 times would be read anew, 0 stay" in out
    assert "2025-03-08 to 2025-05-12 before, 2025-08-03 to 2025-12-05 after" in out
    assert "line 1 Travel on the evening: 6 in scope before, 0 after; 0 come in, 6 go out" in out
    assert "Nothing was changed. To do it, give the reason" in out
    told = json.loads(run("correct-dates", 1, "--month-first", "--json")[1])
    assert (told["done"], told["moved"], told["stayed"], told["choice"]) == (False, 7, 0, "MONTH_FIRST")
    assert told["lines"] == [
        {
            "line": 1,
            "title": "Travel on the evening",
            "before": 6,
            "after": 0,
            "opened": 0,
            "closed": 6,
            "decided": 0,
        }
    ]
    assert (told["days_before"], told["days_after"]) == (
        ["2025-03-08", "2025-05-12"],
        ["2025-08-03", "2025-12-05"],
    )
    assert days(run) == before


def test_with_a_reason_it_is_done_said_in_the_account_and_taken_back(run, tmp_path):
    before = days(run)
    told = json.loads(run("correct-dates", 1, "--month-first", "--reason", WHY, "--json")[1])
    assert (told["done"], told["moved"]) == (True, 7)
    assert days(run) == {"2025-08-03": 4, "2025-09-03": 2, "2025-12-05": 1}
    assert json.loads(run("items", "--line", 1, "--json")[1]) == []
    listed = run("imports")[1]
    assert "source 1, sha256" in listed
    assert "  dates month first, as corrected" in listed
    assert (
        f"    1: month first, 7 times read anew, by rita, "
        f"{json.loads(run('imports', '--json')[1])[0]['dates']['corrections'][0]['at']} UTC: {WHY}"
    ) in listed
    assert run("import-report", tmp_path / "report.pdf", user="omar")[0] == 0
    with pymupdf.open(tmp_path / "report.pdf") as paper:
        page = " ".join("".join(part.get_text() for part in paper).split())
    assert "Order of day and month month first, as corrected" in page
    assert "month first; 7 times read anew, 0 stayed; by rita," in page
    assert WHY in page
    assert "As first read 08.03.2025 " in page
    assert run("verify")[0] == 0
    assert run("correct-dates", 1, "--as-first-read", "--reason", WHY)[0] == 0
    assert days(run) == before
    assert run("verify")[0] == 0


@pytest.mark.parametrize(
    ("words", "user", "sentence"),
    [
        (
            (1, "--day-first", "--reason", WHY),
            "rita",
            "Nothing changes: these dates are read day first already.",
        ),
        (
            (1, "--month-first", "--reason", "short"),
            "rita",
            "Give a reason of at least 20 characters; it is kept in the case.",
        ),
        (
            (7, "--month-first"),
            "rita",
            "There is no source of that number in this case. See the numbers with: imports.",
        ),
        (
            (1, "--month-first"),
            "abel",
            (
                "An auditor may not do this (import). Ask one of these: disclosure officer, reviewer, "
                "supervisor."
            ),
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, words, user, sentence):
    status, out, err = run("correct-dates", *words, user=user)
    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == sentence
    status, out, _ = run("correct-dates", *words, "--json", user=user)
    assert (status, json.loads(out)) == (1, {"error": sentence})


def test_an_order_must_be_said(run, capsys):
    with pytest.raises(SystemExit) as stopped:
        run("correct-dates", 1)
    assert stopped.value.code == 2
    assert "--day-first" in capsys.readouterr().err

"""What cannot be done ends in one sentence and, where JSON was asked for, in JSON; a fault of the program
never shows a value (docs/decisions/0037)."""

import json

import pytest

from evidence_review.cli import COMMANDS, GROUPS, cases, main
from evidence_review.cli.acting import PASSPHRASE_VARIABLE
from evidence_review.workflow.case import opening
from evidence_review.workflow.reviewing import reviewing
from tests import build

REASON = "a reason of more than twenty characters"
HUGE = "99999999999999999999"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return build.flagged_case(tmp_path_factory.mktemp("failing"))


@pytest.fixture(autouse=True)
def passphrase(monkeypatch):
    monkeypatch.setenv(PASSPHRASE_VARIABLE, build.PASSPHRASE)


def run(capsys, *words):
    try:
        status = main([str(word) for word in words])
    except SystemExit as end:
        status = end.code
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize(
    "words",
    [
        ["decide", "CASE", "999999", "relevant", "--user", "rita"],
        ["items", "CASE", "--line", "99", "--user", "rita"],
        ["case", "show", "CASE", "--user", "nobody"],
        ["case", "show", "/nowhere/at/all", "--user", "rita"],
        ["preview", "/nowhere/at/all"],
        ["columns", "/nowhere/at/all"],
        ["recognise", "/nowhere/at/all"],
        ["check-file", "/nowhere/at/all"],
        ["import", "CASE", "/nowhere/at/all", "--exhibit", "DP/1", "--user", "rita"],
    ],
    ids=" ".join,
)
def test_json_is_json_also_where_it_fails(case, capsys, words) -> None:
    status, out, err = run(capsys, *[case if word == "CASE" else word for word in words], "--json")
    told = json.loads(out)["error"]
    assert status == 1
    assert told == err.splitlines()[-1]
    assert told.endswith(".")


@pytest.mark.parametrize(
    "words",
    [["items", "CASE", "--order", "odd"], ["items"], ["personal"], ["bogus"], ["decide", "CASE", "x", "y"]],
)
def test_json_is_json_also_where_the_command_is_not_understood(case, capsys, words) -> None:
    status, out, err = run(capsys, *[case if word == "CASE" else word for word in words], "--json")
    assert status == 2
    assert json.loads(out)["error"] in err
    assert err.startswith("usage: evidence-review")


def test_an_import_that_is_refused_prints_one_json_value(case, tmp_path, capsys) -> None:
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 9)
    asked = ("--exhibit", "X/1", "--basis", "PACE_SEIZURE", "--user", "rita", "--json")
    status, out, _ = run(capsys, "import", case, tmp_path / "noise.bin", *asked)
    assert (status, json.loads(out)["imported"]) == (1, 0)


def test_without_json_nothing_is_printed_but_the_sentence(case, capsys) -> None:
    status, out, err = run(capsys, "decide", case, "999999", "relevant", "--user", "rita")
    assert (status, out, len(err.splitlines())) == (1, "", 1)


@pytest.mark.parametrize("number", ["999999", HUGE, "twelve"])
@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("rita", ["decide", "--line", "1", "CASE", "ITEM", "relevant"]),
        ("rita", ["why", "--line", "1", "CASE", "ITEM"]),
        ("rita", ["hold", "--line", "1", "CASE", "ITEM"]),
        ("sian", ["approve", "--attest", "CASE", "ITEM"]),
        ("sian", ["send-back", "--reason", REASON, "CASE", "ITEM"]),
        ("rita", ["waiting", "CASE", "ITEM"]),
        ("sian", ["lines", "approve", "CASE", "ITEM"]),
        ("rita", ["items", "--line", "ITEM", "CASE"]),
    ],
    ids=lambda given: "-".join(given[:2]) if isinstance(given, list) else given,
)
def test_a_number_that_is_not_there_is_a_sentence_and_no_fault_of_the_program(
    case, capsys, who, words, number
) -> None:
    place = {"CASE": case, "ITEM": number}
    status, out, err = run(capsys, *[place.get(word, word) for word in words], "--user", who)
    assert (status, out) == ((1 if number == "999999" else 2), "")
    assert "Something in the program" not in err
    assert "Traceback" not in err


def test_a_fault_of_the_program_shows_types_and_lines_and_no_value(case, capsys, monkeypatch) -> None:
    def broken(_: object) -> int:
        raise KeyError("marker words of the case")

    monkeypatch.setattr(cases.opening, "peek", broken)
    status, out, err = run(capsys, "case", "show", case, "--json")
    assert status == 1
    assert json.loads(out)["error"].startswith("Something in the program went wrong.")
    assert "KeyError at /cli/" in err
    assert "marker" not in err + out


def test_a_day_that_is_none_is_said_in_words(case, tmp_path, capsys) -> None:
    status, _, err = run(capsys, "import", case, tmp_path, "--from", "2025-13-45")
    assert status == 2
    assert "a day as year, month and day" in err


def test_an_operation_of_the_log_that_is_none_is_named_and_an_empty_answer_says_so(case, capsys) -> None:
    status, _, err = run(capsys, "log", case, "--user", "rita", "--op", "BOGUS")
    assert status == 2
    assert "CONSULT" in err
    status, out, err = run(capsys, "log", case, "--user", "rita", "--by", "Nobody")
    assert (status, out) == (0, "")
    assert err.startswith("No entry fits.")
    assert run(capsys, "log", case, "--user", "rita", "--op", "consult")[0] == 0
    assert run(capsys, "history", case, "999999", "--user", "rita")[1].startswith(
        "Nothing is on record of item 999999"
    )


def test_a_role_is_named_in_words(case, capsys) -> None:
    _, _, err = run(capsys, "read-held", case, "1", "--user", "rita")
    assert err.startswith("A reviewer may not do this (read held). Ask one of these: independent counsel.")


def test_every_group_of_commands_says_what_it_does(capsys) -> None:
    assert set(GROUPS) == {one.words.split()[0] for one in COMMANDS if " " in one.words}
    _, out, _ = run(capsys, "--help")
    assert "see evidence-review" not in " ".join(out.split())


def test_H1_an_immediate_find_shows_what_to_do_at_once_and_is_recorded_once_the_supervisor_was_phoned(
    case, capsys
) -> None:
    session = build.as_user(case, "rita")
    item = reviewing.queue(session, 1)[0].item
    opening.close(session)
    words = (
        "find",
        case,
        item,
        "--tier",
        "IMMEDIATE",
        "--category",
        "a child",
        "--note",
        "at risk",
        "--user",
        "rita",
    )
    status, _, err = run(capsys, *words)
    assert status == 1
    assert "Telephone your supervisor now" in err
    assert "emergency instructions" in err
    assert json.loads(run(capsys, "finds", case, "--user", "sian", "--json")[1]) == []
    status, out, _ = run(capsys, *words, "--phoned")
    assert status == 0
    assert "masked until a supervisor acts" in out
    (found,) = json.loads(run(capsys, "finds", case, "--user", "sian", "--json")[1])
    assert found[1:3] == [item, "IMMEDIATE"]

"""Copies and people from a terminal."""

import json
import shutil

import pytest

from evidence_review.cli import main
from evidence_review.cli.acting import PASSPHRASE_VARIABLE
from evidence_review.workflow.case import opening
from tests import build
from tests.workflow.reviewing.test_copies import flagged

REASON = "the two are one person by her own account"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder, session = flagged(tmp_path_factory.mktemp("copies"))
    opening.close(session)
    return folder


@pytest.fixture
def case(made, tmp_path, monkeypatch):
    monkeypatch.setenv(PASSPHRASE_VARIABLE, build.PASSPHRASE)
    return shutil.copytree(made, tmp_path / "case")


def run(capsys, *words):
    status = main([str(word) for word in (*words, "--user", "rita")])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_items_copies_lists_sets_and_counts_items(case, capsys) -> None:
    _, out, _ = run(capsys, "items", case, "--copies", "--json")
    rows = json.loads(out)
    assert len(rows) == 12
    assert [row["set"] for row in rows] == sorted(row["set"] for row in rows)
    _, out, _ = run(capsys, "items", case, "--copies")
    assert out.count("also in LH/1") == out.count("also in DP/1") == 6
    _, out, _ = run(capsys, "items", case, "--item", rows[0]["item"])
    assert (
        "message is also in LH/1 · WhatsApp · Callum Marsh, Dana P" in out
        or "message is also in LH/1 · WhatsApp · Dana P" in out
    )
    assert f"item {rows[1]['item']}" in out


def test_decide_says_that_copies_are_left_and_decides_for_them_when_told(case, capsys) -> None:
    _, out, _ = run(capsys, "items", case, "--copies", "--json")
    first, second, third, *_ = [row["item"] for row in json.loads(out)]
    _, out, _ = run(capsys, "decide", case, first, "relevant")
    assert "1 of its copies keep what they had" in out
    _, out, _ = run(capsys, "decide", case, third, "unsure", "--copies", "--json")
    assert len({one["item"] for one in json.loads(out)}) == 2
    _, out, _ = run(capsys, "items", case, "--only", "undecided", "--json")
    assert len(json.loads(out)) == 13 - 3
    assert second in {row["item"] for row in json.loads(out)}


def test_a_hold_names_the_copies_that_stay(case, capsys) -> None:
    _, out, _ = run(capsys, "items", case, "--copies", "--json")
    rows = json.loads(out)
    _, out, _ = run(capsys, "hold", case, rows[0]["item"])
    stay = out.split("each is held by itself: ")[1]
    assert str(rows[1]["item"]) in stay


def test_people_are_linked_and_taken_apart(case, capsys) -> None:
    _, out, _ = run(capsys, "people", "list", case, "--json")
    people = json.loads(out)
    assert {one["label"] for one in people} == {"Dana P", "Callum Marsh"}
    one, other = (person["identities"][0][0] for person in people)
    status, _, err = run(capsys, "people", "link", case, one, other, "--reason", "short")
    assert (status, "20 characters" in err) == (1, True)
    _, out, _ = run(capsys, "people", "link", case, one, other, "--reason", REASON)
    assert "no line covers more" in out
    link = out.rstrip().rstrip(".").split()[-1]
    _, out, _ = run(capsys, "people", "list", case)
    assert link in out
    assert REASON in out
    _, out, _ = run(capsys, "items", case, "--json")
    assert len({row["sender"] for row in json.loads(out)}) == 1
    status, _, _ = run(capsys, "people", "unlink", case, link, "--reason", "it was a mistake of mine, sorry")
    assert status == 0
    _, out, _ = run(capsys, "items", case, "--json")
    assert len({row["sender"] for row in json.loads(out)}) == 2

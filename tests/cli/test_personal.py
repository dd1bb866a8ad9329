"""Personal data over the whole case from a terminal, in JSON, from the first list to the bundle (issue of personal data, 6)."""

import json

import pytest

from evidence_review.cli import main
from evidence_review.workflow import opening
from tests import build
from tests.workflow import personal_case as pc

REASON = "the whole list is needed by name to decide on it"


@pytest.fixture
def folder(tmp_path):
    made = pc.case(tmp_path)
    session = build.as_user(made, "rita")
    pc.decide(session, 2, 4)
    opening.close(session)
    return made


@pytest.fixture
def run(folder, capsys, monkeypatch):
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)

    def command(who, words, *rest, plain=False):
        status = main([*words.split(), str(folder), *map(str, rest), "--user", who, *([] if plain else ["--json"])])
        out, err = capsys.readouterr()
        return status, (json.loads(out) if out and not plain else out), err

    return command


def test_everything_can_be_done_from_a_terminal(run, folder, tmp_path) -> None:
    _, subjects, _ = run("rita", "personal list", "--names", REASON)
    code = {one["label"]: one["code"] for one in subjects}
    status, ruled, _ = run("rita", "personal rule", "mask", code["Priya Nair"], "--because", "private-life")
    assert (status, len(ruled["marks"])) == (0, 2)
    assert run("rita", "personal rule", "keep", code["nurse"], "--because", "private-life")[0] == 1
    status, kept, _ = run("rita", "personal rule", "keep", "--item", 4, "--span", 19, 35, "--because", "needed for fairness")
    assert (status, kept["stance"]) == (0, "KEEP")
    assert [one["stance"] for one in run("rita", "personal history", code["St Anne's School"])[1]] == ["KEEP"]
    status, entry, _ = run("rita", "personal allow", "Harbour Hospital", "--sort", "place of incident", "--why", "the incident was there")
    assert status == 0
    (row,) = run("rita", "personal allowed")[1]
    assert (row["findings"], row["entry"]["words"]) == (1, "Harbour Hospital")
    assert run("rita", "personal disallow", entry["id"], "--why", "it was elsewhere after all", plain=True)[0] == 0
    assert run("rita", "personal carry-out")[1] == []
    session = build.as_user(folder, "rita")
    pc.decide(session, 6)
    opening.close(session)
    (clash,) = run("rita", "personal conflicts")[1]
    assert clash["conflict"]["words"] == "Priya"
    assert run("rita", "personal answer", "mask", clash["conflict"]["key"], "--because", "private life")[0] == 0
    assert run("rita", "personal conflicts")[1] == []
    people = [one for one in run("rita", "personal clues")[1] if one["combinations"]]
    for one in people:
        assert run("rita", "personal sign", one["code"], "--digest", one["digest"], "--reason", pc.WHY)[0] == 0
    assert run("rita", "personal sign", people[0]["code"], "--digest", "0", "--reason", pc.WHY)[0] == 1
    pc.approve_all(folder)
    _, check, _ = run("omar", "personal check")
    assert not check["ready"]
    assert check["found"]
    _, check, _ = run("omar", "personal check", "--accept", pc.WHY, "--digest", check["digest"])
    assert check["ready"]
    status, bundle, err = run("omar", "produce", tmp_path / "out", "--to", "the defence")
    assert status == 0, err
    assert bundle["items"] == 3


def test_a_refusal_is_one_sentence(run) -> None:
    for words, rest in (("personal rule", ("mask", "0" * 12, "--because", "private life")), ("personal answer", ("mask", "0" * 16))):
        status, _, err = run("rita", words, *rest)
        assert status == 1
        assert err.strip().count("\n") == 0

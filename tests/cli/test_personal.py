"""Personal data over the whole case from a terminal, in JSON, from the first list to the bundle (issue of
personal data, 6)."""

import json

import pytest

from evidence_review.cli import main
from evidence_review.workflow.case import opening
from tests import build
from tests.workflow.samples import personal_case as pc

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
        status = main(
            [*words.split(), str(folder), *map(str, rest), "--user", who, *([] if plain else ["--json"])]
        )
        out, err = capsys.readouterr()
        return status, (json.loads(out) if out and not plain else out), err

    return command


def test_everything_can_be_done_from_a_terminal(run, folder, tmp_path) -> None:
    _, subjects, _ = run("rita", "personal list", "--names", REASON)
    code = {one["label"]: one["code"] for one in subjects}
    status, ruled, _ = run("rita", "personal rule", "mask", code["Priya Nair"], "--because", "private-life")
    assert (status, len(ruled["marks"])) == (0, 2)
    assert run("rita", "personal rule", "keep", code["nurse"], "--because", "private-life")[0] == 1
    status, kept, _ = run(
        "rita", "personal rule", "keep", "--item", 4, "--span", 19, 35, "--because", "needed for fairness"
    )
    assert (status, kept["stance"]) == (0, "KEEP")
    assert [one["stance"] for one in run("rita", "personal history", code["St Anne's School"])[1]] == ["KEEP"]
    status, entry, _ = run(
        "rita",
        "personal allow",
        "Harbour Hospital",
        "--sort",
        "place of incident",
        "--why",
        "the incident was there",
    )
    assert status == 0
    (row,) = run("rita", "personal allowed")[1]
    assert (row["findings"], row["entry"]["words"]) == (1, "Harbour Hospital")
    assert (
        run("rita", "personal disallow", entry["id"], "--why", "it was elsewhere after all", plain=True)[0]
        == 0
    )
    assert run("rita", "personal carry-out")[1] == []
    session = build.as_user(folder, "rita")
    pc.decide(session, 6)
    opening.close(session)
    (clash,) = run("rita", "personal conflicts")[1]
    assert clash["conflict"]["words"] == "Priya"
    assert (
        run("rita", "personal answer", "mask", clash["conflict"]["key"], "--because", "private life")[0] == 0
    )
    assert run("rita", "personal conflicts")[1] == []
    people = [one for one in run("rita", "personal clues")[1] if one["combinations"]]
    for one in people:
        assert (
            run("rita", "personal sign", one["code"], "--digest", one["digest"], "--reason", pc.WHY)[0] == 0
        )
    assert run("rita", "personal sign", people[0]["code"], "--digest", "0", "--reason", pc.WHY)[0] == 1
    build.disclose_all(folder)
    whom = ("--accused", build.ACCUSED)
    _, check, _ = run("omar", "personal check", *whom)
    assert not check["ready"]
    assert check["found"]
    _, check, _ = run("omar", "personal check", *whom, "--accept", pc.WHY, "--digest", check["digest"])
    assert check["ready"]
    status, bundle, err = run("omar", "produce", tmp_path / "out", "--to", "the defence", *whom)
    assert status == 0, err
    assert bundle["items"] == 3


def test_a_refusal_is_one_sentence(run) -> None:
    for words, rest in (
        ("personal rule", ("mask", "0" * 12, "--because", "private life")),
        ("personal answer", ("mask", "0" * 16)),
    ):
        status, _, err = run("rita", words, *rest)
        assert status == 1
        assert err.strip().count("\n") == 0


def test_I4_and_I2_the_prosecutors_decision_and_the_time_of_reading_from_a_terminal(run) -> None:
    assert run("rita", "redact", 2, "--suggested", "--attest", "--seconds", 45)[0] == 0
    made = run("rita", "figures")[1]["at_once"]
    assert (made["acts"], made["timed"], made["seconds_median"]) == (1, 1, 45.0)
    assert (
        "at once: 1; seconds on screen before: 45 in the middle of 1 timed"
        in run("rita", "figures", plain=True)[1]
    )
    assert run("rita", "redact", "--attest", "--seconds", 45)[0] == 1  # of which item?
    assert run("rita", "tag", 2, "undermines-or-assists")[0] == 0
    (waiting,) = run("rita", "overlap list")[1]
    assert waiting["item"] == 2
    assert run("rita", "overlap decide", 2, "redact", "--reason", "it takes nothing")[0] == 1
    run("paul", "waiting", 2)
    whom = ("--accused", build.ACCUSED)
    told = run("omar", "personal check", *whom, plain=True)[1]
    assert "Item 2 has no code of a prosecutor for Morgan Vale. (Endorse it: endorse 2 CODE" in told
    coded = ("DISCLOSE", *whom, "--reason", "it may assist")
    assert run("paul", "endorse", 2, *coded)[0] == 0
    told = run("omar", "personal check", *whom, plain=True)[1]
    assert "Item 2 meets the disclosure test" in told
    assert "Item 2 has no code" not in told
    status, _, err = run("paul", "approve", 2, "--attest")
    assert status == 1
    assert "Item 2 meets the disclosure test" in err
    first, *rest = [one["id"] for one in waiting["marks"]]
    assert rest
    assert (
        len(
            run("paul", "overlap decide", 2, "keep", "--mark", first, "--reason", "who it was assists him")[1]
        )
        == 1
    )
    assert len(
        run("paul", "overlap decide", 2, "redact", "--reason", "the rest takes nothing from it")[1]
    ) == len(rest)
    assert run("paul", "overlap list")[1] == []
    status, _, err = run("paul", "approve", 2, "--attest")
    assert status == 1
    assert "Look at item 2 before and after, as it stands now" in err
    run("paul", "waiting", 2)
    assert run("paul", "approve", 2, "--attest")[0] == 0

"""A sample from a terminal, from its price to its sentence, by three people, with the record that anyone can
check."""

import json
import subprocess
import sys

import pytest

from evidence_review import cli
from evidence_review.cli.acting import PASSPHRASE_VARIABLE
from evidence_review.trust import draws
from tests import build
from tests.workflow.samples.sampled import decide_some, is_relevant, sampled_case


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command as a user of the case; its status, what it printed, and what it complained of."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, build.PASSPHRASE)
    folder = sampled_case(tmp_path)
    decide_some(folder, 12, only_relevant=True)

    def command(who, *words):
        at = 2 if words[0] == "sample" else 1
        status = cli.main([*words[:at], str(folder), *words[at:], "--user", who])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def test_a_sample_from_its_price_to_its_sentence(run, tmp_path):
    status, said, _ = run("rita", "sample", "price", "--line", "1")
    assert status == 0
    assert "228 unread" in said
    assert "recall will not be certified" in said
    assert run("rita", "sample", "propose", "--line", "1", "--reason", "to bound what was missed")[0] == 1
    status, said, _ = run(
        "rita", "sample", "propose", "--line", "1", "--reason", "to bound it", "--sample", "12"
    )
    assert (status, said.split()[0]) == (0, "SP-0001")
    status, _, complaint = run("rita", "sample", "authorise", "SP-0001")
    assert status == 1
    assert "may not do this" in complaint or "cannot authorise" in complaint
    assert run("sian", "sample", "authorise", "SP-0001")[0] == 0
    assert run("rita", "sample", "draw", "SP-0001")[0] == 0
    for place in range(1, 13):
        status, said, _ = run("rita", "sample", "read", "SP-0001", "--json")
        shown = json.loads(said)
        assert (shown["place"], shown["of"]) == (place, 12)
        assert shown["view"]["reasons"] == []
        item, text = shown["view"]["id"], shown["view"]["text"]
        value = "RELEVANT" if is_relevant(text) else "not-relevant-to-line"
        assert run("rita", "sample", "read", "SP-0001", "--item", str(item), "--value", value)[0] == 0
    status, said, _ = run("rita", "sample", "result", "SP-0001", "--known")
    assert (
        "Recall cannot be certified for this line: too few items were found. Of 228 unread items "
        "in scope, 12 drawn at random were read"
    ) in said
    assert "known items was ranked again" in said
    record = tmp_path / "record.json"
    status, said, _ = run("abel", "sample", "verify", "SP-0001", "--record", str(record))
    assert (status, said.split(":")[0]) == (0, "The draw was redone")
    alone = subprocess.run(
        [sys.executable, "-I", draws.__file__, str(record)], capture_output=True, text=True, check=False
    )
    assert alone.returncode == 0
    listed = json.loads(run("abel", "sample", "list", "--json")[1])
    assert listed[0]["plan"] == "SP-0001"
    assert listed[0]["result"]["read"] == 12
    assert listed[0]["authorised_by"] == "sian"


def test_E4_what_is_unsure_is_listed_with_who_may_settle_it(run):
    item = json.loads(run("rita", "items", "--only", "undecided", "--json")[1])[0]["item"]
    assert run("rita", "decide", str(item), "unsure")[0] == 0
    assert "another person settles it" in run("rita", "unsure")[1]
    assert json.loads(run("omar", "unsure", "--json")[1])[0] == {"line": 1, "item": item, "by": "rita", "at": json.loads(run("omar", "unsure", "--json")[1])[0]["at"], "is_yours": True}  # fmt: skip
    status, _, complaint = run("rita", "sample", "propose", "--line", "1", "--reason", "x", "--sample", "5")
    assert (status, "unsure and wait" in complaint) == (1, True)
    assert run("omar", "decide", str(item), "not-relevant-to-line")[0] == 0
    assert json.loads(run("omar", "unsure", "--json")[1]) == []

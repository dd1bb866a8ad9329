"""What goes into chats laid out as thirteen families lay them out comes out again: messages, senders, times,
directions, files and words."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from evidence_review.domain.counting import Counting
from evidence_review.domain.evidence import Item, ReadOptions
from evidence_review.importers import choosing

sys.path.append(str(Path(__file__).parents[2] / "benchmarks" / "facts"))

from chats_made import talks
from chats_written import LAYOUTS
from facts_beside import facts

SEED = 41


def told(path):
    """What facts_ours.py says of a file, without a case."""
    counting, rows = Counting(), []
    for value in choosing.read(path, ReadOptions()):
        counting.take(value)
        if isinstance(value, Item):
            sent = value.sent
            utc, local = (
                when.isoformat() if when else None
                for when in ((sent.utc, sent.local) if sent else (None, None))
            )
            rows.append(
                [
                    value.kind.value,
                    value.text,
                    value.thread_title,
                    json.dumps(value.extra),
                    utc,
                    local,
                    value.sender and value.sender.identifier,
                ]
            )
    account = counting.account(path.name, "x")
    return {"account": asdict(account), "items": rows, "off_by": account.off_by}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
def test_every_fact_comes_out_again(tmp_path, layout):
    laid = list(layout(talks(SEED)))
    assert laid
    for one in laid:
        path = tmp_path / one.name
        path.write_bytes(one.data)
        said = told(path)
        found = facts(said, one.facts, path.suffix.lstrip("."))
        assert len(found) > 2
        assert [(one.name, each.name, each.ours, each.theirs) for each in found if not each.equal] == []
        assert said["off_by"] == 0


def test_the_same_seed_gives_the_same_and_another_one_others():
    assert talks(SEED) == talks(SEED)
    assert talks(SEED) != talks(SEED + 1)

"""An import that stopped between batches and goes on gives the same rows, ids and all, as one that nothing
stopped; an item that is there is left as it is."""

import random

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing, storing
from tests import build
from tests.soak import sources
from tests.soak.test_killed_imports import contents


def stopped(folder, given, steps):
    """Import until so many steps are done; how many items are there then."""
    session = build.as_user(folder, "rita")
    job = importing.import_path(session, given, build.exhibit(), ReadOptions())
    for _ in range(steps):
        next(job, None)
    job.close()
    there = session.case.count("SELECT count(*) FROM items")
    opening.close(session)
    return there


def test_an_import_stopped_between_batches_goes_on_to_the_same_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(storing, "BATCH", 500)
    given = tmp_path / "backup.xml"
    given.write_text(sources.sms(2600, random.Random(3)), "utf-8", newline="")
    straight = build.new_case(tmp_path / "straight")
    finish(
        importing.import_path(
            session := build.as_user(straight, "rita"), given, build.exhibit(), ReadOptions()
        )
    )
    opening.close(session)
    case = build.new_case(tmp_path / "case")
    there = [stopped(case, given, steps) for steps in (5, 6, 7)]
    assert 0 < there[0] < 2600
    assert there == sorted(there)
    finish(
        importing.import_path(session := build.as_user(case, "rita"), given, build.exhibit(), ReadOptions())
    )
    opening.close(session)
    assert contents(case) == contents(straight)

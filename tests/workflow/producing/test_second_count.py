"""Every number of a paper is counted twice by queries that share nothing; a difference stops the export and says
where (docs/decisions/0043)."""

from dataclasses import replace

import pymupdf
import pytest

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import RedactionType
from evidence_review.domain.progress import finish
from evidence_review.store import conversations
from evidence_review.store.kept_counts import line_counts
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.producing import checking
from evidence_review.workflow.producing.building import build_files
from evidence_review.workflow.producing.management_account import management
from evidence_review.workflow.producing.second_count import require_same
from evidence_review.workflow.redacting import redacting
from tests import build
from tests.workflow.samples import four_chats as fc

SMS = """<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<smses count="4">
  <sms protocol="0" address="+447700900111" date="1741430000123" type="1" body="the kettle was on"
    readable_date="8 Mar 2025 10:33:20" contact_name="Alex" />
  <sms protocol="0" address="+447700900111" date="1741430060456" type="2" body="who was there with you"
    readable_date="8 Mar 2025 10:34:20" contact_name="Alex" />
  <sms protocol="0" address="+447700900111" date="1741438879999" type="1" body="nobody was there"
    readable_date="8 Mar 2025 13:01:19" contact_name="Alex" />
  <sms protocol="0" address="+447700900111" date="1741439999999" type="2" body="then it was the wind"
    readable_date="8 Mar 2025 13:19:59" contact_name="Alex" />
</smses>
"""
SHOWN = ("the kettle was on", "then it was the wind")


@pytest.fixture
def folder(tmp_path):
    """Of the first conversation the first and the last message are copied, a word of the last is marked."""
    made = fc.case(tmp_path)
    first, _, last = fc.CHATS["Alex"]
    *_, marked = fc.decide(made, first, fc.CHATS["Blake"][0], last)
    rita = build.as_user(made, "rita")
    redacting.mark(rita, 1, marked, 7, 8, "OTHER", RedactionType.OTHER, reason="a letter to try it with")
    opening.close(rita)
    build.disclose_all(made)
    return made


@pytest.fixture
def counted(folder):
    """The session, what the transcripts state, and what the management document states."""
    session = build.as_user(folder, "omar")
    contents = checking.collected(session, build.production())
    built = finish(build_files(session, contents))
    yield session, tuple(built.counted), management(session, contents)
    opening.close(session)


def productions(folder) -> int:
    session = build.as_user(folder, "omar")
    try:
        return session.case.count("SELECT count(*) FROM productions")
    finally:
        opening.close(session)


def test_counts_that_agree_let_the_bundle_go(folder, counted, tmp_path) -> None:
    session, transcripts, told = counted
    assert [(one.number, one.shown, one.left_out, one.marks) for one in transcripts] == [
        (1, 2, 1, 1),
        (2, 1, 2, 0),
    ]
    require_same(session, build.ACCUSED, transcripts, told)
    opening.close(session)
    assert fc.produce(folder, tmp_path / "out").items == 3


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("shown", r"messages shown in schedule item 1 \(3 and 2\)"),
        ("left_out", r"messages not shown in schedule item 1 \(2 and 1\)"),
        ("marks", r"values removed from schedule item 1 \(2 and 1\)"),
    ],
)
def test_a_wrong_count_of_a_transcript_is_told_with_its_place(counted, field, said) -> None:
    session, (first, *rest), told = counted
    wrong = replace(first, **{field: getattr(first, field) + 1})
    with pytest.raises(OutputProblem, match=said) as refused:
        require_same(session, build.ACCUSED, (wrong, *rest), told)
    assert "nothing was written" in str(refused.value)


def test_wrong_counts_of_the_management_document_are_told_together(counted) -> None:
    session, transcripts, told = counted
    (line,) = told.lines
    whole = replace(told.whole, stages=(*told.whole.stages[:-1], (told.whole.stages[-1][0], 65)))
    wrong = replace(told, lines=(replace(line, in_scope=line.in_scope + 1, relevant=0),), whole=whole)
    with pytest.raises(OutputProblem) as refused:
        require_same(session, build.ACCUSED, transcripts, wrong)
    for said in (
        "items in scope of line 1 (13 and 12)",
        "items relevant to line 1 (0 and 3)",
        "items disclosed (65 and 3)",
    ):
        assert said in str(refused.value)


def test_a_count_by_positions_in_milliseconds_is_stopped_and_nothing_is_written(
    folder, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(conversations, "between", lambda *_: 8_879_999)
    said = r"messages not shown in schedule item 1 \(8,879,999 and 1\)"
    with pytest.raises(OutputProblem, match=said):
        fc.produce(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert "8,879,999 and 1" in fc.check(folder).stopped
    assert productions(folder) == 0


def test_a_count_of_a_line_that_is_wrong_stops_the_export_too(folder, tmp_path, monkeypatch) -> None:
    right = line_counts.counts
    monkeypatch.setattr(
        line_counts, "counts", lambda *given: replace(right(*given), in_scope=right(*given).in_scope + 1)
    )
    with pytest.raises(OutputProblem, match=r"items in scope of line 1 \(13 and 12\)"):
        fc.produce(folder, tmp_path / "out")
    assert productions(folder) == 0


@pytest.mark.timeout(300)
def test_messages_whose_positions_are_milliseconds_are_counted_by_their_order(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "sms-20250308.xml").write_text(SMS, "utf-8")
    omar = build.as_user(folder, "omar")
    options = ReadOptions("Europe/London", owner="Dana P")
    finish(importing.import_path(omar, tmp_path / "in", build.exhibit(), options))
    opening.close(omar)
    build.approve(folder, build.another(build.line(), people=(), all_people=True))
    rita = build.as_user(folder, "rita")
    finish(flag(rita))
    positions = [row[0] for row in rita.case.all("SELECT position FROM items ORDER BY position")]
    assert positions[-1] - positions[0] > 1_000_000, "or this shows nothing"
    opening.close(rita)
    fc.decide(folder, *SHOWN)
    build.disclose_all(folder)
    fc.produce(folder, tmp_path / "out")
    with pymupdf.open(tmp_path / "out" / "transcripts" / "item-0001.pdf") as made:
        text = " ".join(" ".join(page.get_text() for page in made).split())
    assert "… 2 messages of this conversation not shown here …" in text
    assert all(one in text for one in SHOWN)

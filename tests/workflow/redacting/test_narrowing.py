"""Keep only this passage: all else in the item is marked by one act and taken back by one (issue 6, Build 5;
reference/law.md I1, I4, J2)."""

import pymupdf
import pytest

from evidence_review import cli
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ItemKind, MarkRuling, Purpose, RedactionType, Relevance, Tag
from evidence_review.domain.progress import finish
from evidence_review.domain.redaction_values import Level
from evidence_review.store import audit, items, redactions
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.picturing import pages_to_redact
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.personal import reconciling
from evidence_review.workflow.redacting import approving, comparing, narrowing, overlapping, redacting
from evidence_review.workflow.reviewing import reviewing, tagging
from tests import build
from tests.workflow.samples import personal_case as pc

WHY = "outside the passage that is relevant"
OTHER = RedactionType.OTHER


@pytest.fixture
def folder(tmp_path):
    return pc.case(tmp_path)


@pytest.fixture
def rita(folder):
    made = build.as_user(folder, "rita")
    yield made
    opening.close(made)


def span(session, item, words):
    at = pc.text(session, item).index(words)
    return at, at + len(words)


def after(session, item):
    return comparing.preview(session, item).after


def test_all_but_the_passage_is_marked_with_one_type_and_purpose(rita):
    (item,) = pc.decide(rita, 2)
    shown = narrowing.narrow(rita, 1, item, [span(rita, item, "I am bringing Priya Nair")])
    assert shown.after == "[LEFT OUT] I am bringing Priya Nair[LEFT OUT]"
    assert redactions.standing(rita.case, item) == ()
    made = narrowing.keep_only(rita, 1, item, [span(rita, item, "I am bringing Priya Nair")], reason=WHY)
    assert {(one.type, one.purpose, one.reason) for one in made} == {(OTHER, Purpose.OUT_OF_SCOPE, WHY)}
    assert after(rita, item) == "[LEFT OUT 1] I am bringing Priya Nair[LEFT OUT 2]"
    assert len({one.group for one in redactions.standing(rita.case, item)}) == 1


def test_two_passages_stay_and_what_was_marked_in_them_stays_marked(rita):
    (item,) = pc.decide(rita, 4)
    name = span(rita, item, "Priya Nair")
    redacting.mark(rita, 1, item, *name, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    school = span(rita, item, "St Anne's School")
    redacting.mark(rita, 1, item, *school, "SCHOOL", RedactionType.LOCATION)
    narrowing.keep_only(
        rita, 1, item, [span(rita, item, "Priya Nair goes to"), span(rita, item, "she is 14")], reason=WHY
    )
    assert after(rita, item) == "[PERSON 1] goes to [LEFT OUT 1] she is 14[LEFT OUT 2]"


def test_one_act_takes_back_the_whole_group_and_the_history_stays(rita):
    (item,) = pc.decide(rita, 2)
    name = span(rita, item, "Priya Nair")
    own = redacting.mark(rita, 1, item, *name, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    made = narrowing.keep_only(rita, 1, item, [span(rita, item, "bringing Priya Nair")], reason=WHY)
    assert len(made) == 2
    redacting.withdraw(rita, made[1].id, "more of it is needed")
    assert [one.id for one in redactions.standing(rita.case, item)] == [own.id]
    assert rita.case.count("SELECT count(*) FROM redactions") == 3
    row = next(one for one in reversed(auditing.events(rita)) if one.action == "withdraw redaction")
    assert "marks 2" in row.detail
    assert not auditing.verify_case(rita).status


@pytest.mark.parametrize("passages", [[], [(0, 0)], [(3, 900)], [(-1, 4)], [(4, 5)]])
def test_a_passage_must_lie_in_the_text_and_say_something(rita, passages):
    (item,) = pc.decide(rita, 2)  # character 4 is a space
    with pytest.raises(RuleBroken, match="Choose at least one passage"):
        narrowing.keep_only(rita, 1, item, passages, reason=WHY)


def test_nothing_is_marked_twice_and_a_note_is_needed(rita):
    (item,) = pc.decide(rita, 2)
    passage = [span(rita, item, "bringing")]
    with pytest.raises(RuleBroken, match="note"):
        narrowing.keep_only(rita, 1, item, passage)
    assert redactions.standing(rita.case, item) == ()
    narrowing.keep_only(rita, 1, item, passage, reason=WHY)
    with pytest.raises(RuleBroken, match="marked already"):
        narrowing.keep_only(rita, 1, item, passage, reason=WHY)


def test_I5_what_is_left_out_is_looked_for_nowhere_else(rita):
    first, other = pc.decide(rita, 2, 7)
    narrowing.keep_only(rita, 1, first, [span(rita, first, "yes")], reason=WHY)
    assert redactions.standing(rita.case, other) == ()
    assert [one for one in reconciling.conflicts(rita) if one.conflict.item == other] == []


def test_I4_the_group_waits_for_the_prosecutor_who_keeps_or_redacts_it(folder, rita):
    (item,) = pc.decide(rita, 2)
    made = narrowing.keep_only(rita, 1, item, [span(rita, item, "I am bringing Priya Nair")], reason=WHY)
    tagging.tag(rita, 1, item, [Tag.AWAY])
    assert narrowing.TO_PROSECUTOR in narrowing.narrow(rita, 1, item, [span(rita, item, "bringing")]).notes
    opening.close(rita)
    paul = build.as_user(folder, "paul")
    (found,) = overlapping.overlaps(paul)
    assert {one.id for one in found.marks} == {one.id for one in made}
    approving.waiting(paul)
    with pytest.raises(RuleBroken, match="meets the disclosure test"):
        approving.approve(paul, (item,), attested=True)
    last = made[-1]
    overlapping.decide_overlap(paul, item, MarkRuling.KEEP, "the number is what assists him", [last.id])
    overlapping.decide_overlap(paul, item, MarkRuling.REDACT, "the rest takes nothing from him")
    assert approving.approve(paul, (item,), attested=True).items == (item,)
    opening.close(paul)
    rita = build.as_user(folder, "rita")
    with pytest.raises(RuleBroken, match="kept on purpose"):
        narrowing.keep_only(rita, 1, item, [span(rita, item, "bringing")], reason=WHY)
    opening.close(rita)


def test_J2_an_approval_is_void_once_a_passage_is_kept_alone_or_taken_back(folder, rita):
    (item,) = pc.decide(rita, 1)
    opening.close(rita)
    pc.approve_all(folder)
    rita = build.as_user(folder, "rita")
    made = narrowing.keep_only(rita, 1, item, [span(rita, item, "see you")], reason=WHY)
    assert redactions.approved_by(rita.case, item) is None
    opening.close(rita)
    pc.approve_all(folder)
    rita = build.as_user(folder, "rita")
    assert redactions.approved_by(rita.case, item)
    redacting.withdraw(rita, made[0].id, "all of it is relevant")
    assert redactions.approved_by(rita.case, item)  # exactly what was approved first stands again
    log = b"".join(audit.lines(rita.case))
    assert b"Lamplighter" not in log
    opening.close(rita)


LINES = [
    "Statement of the landlord of the Lamplighter",
    "I keep the house with my brother Oduya Fenwick since 2009.",
    "On 8 March the taxi came for two guests shortly before midnight.",
    "My daughter was in hospital that week, at Harbour General.",
    "The rota on the wall shows who worked behind the bar.",
]


@pytest.fixture
def page(tmp_path):
    """A page of a document, relevant."""
    folder = build.new_case(tmp_path / "case")
    (tmp_path / "files").mkdir()
    with pymupdf.open() as made:
        sheet = made.new_page()
        for at, line in enumerate(LINES):
            sheet.insert_text((60, 80 + 22 * at), line, fontsize=11)
        sheet.insert_text((60, 400), LINES[3], fontsize=11, render_mode=3)  # a hidden copy of what goes
        made.save(tmp_path / "files" / "statement.pdf")
    session = build.as_user(folder, "omar")
    finish(importing.import_path(session, tmp_path / "files", build.exhibit(), ReadOptions()))
    opening.close(session)
    build.approve(
        folder,
        build.another(
            build.line(),
            people=(),
            all_people=True,
            date_from=None,
            date_to=None,
            all_dates=True,
            kinds=(ItemKind.PAGE,),
        ),
    )
    session = build.as_user(folder, "rita")
    finish(flag(session))
    (row,) = reviewing.queue(session, 1)
    reviewing.decide(session, 1, row.item, Relevance.RELEVANT, "it names the taxi")
    yield session, row.item
    opening.close(session)


def test_I3_of_a_page_only_the_passage_is_in_the_edited_document(page):
    session, item = page
    narrowing.keep_only(session, 1, item, [span(session, item, LINES[2])], reason=WHY)
    kept = items.reviewable(session.case, session.case.one("SELECT id FROM lines")[0], item)
    original = items.document(session.case, kept.thread_id)
    edited = comparing.redact_document(session, original, [kept])
    with pymupdf.open(stream=edited.data, filetype="pdf") as new:
        text = " ".join(new[0].get_text().split())
    assert LINES[2] in text
    for line in (LINES[0], LINES[1], LINES[3], LINES[4]):
        assert not any(word in text for word in line.split() if len(word) > 6), text
    assert b"Harbour" not in edited.data


def test_a_value_marked_inside_what_is_left_out_still_goes_from_all_pages(page):
    session, item = page
    redacting.mark(
        session, 1, item, *span(session, item, "Oduya Fenwick"), "PERSON", RedactionType.NAMED_INDIVIDUAL
    )
    narrowing.keep_only(session, 1, item, [span(session, item, LINES[2])], reason=WHY)
    kept = items.reviewable(session.case, session.case.one("SELECT id FROM lines")[0], item)
    wanted = pages_to_redact(session, b"", [kept], frozenset(), Level.TOKEN)
    assert {one.value: one.token for one in wanted.removals}["Oduya Fenwick"] == "[PERSON 1]"
    assert {one.token for one in wanted.spans} == {"[LEFT OUT 1]", "[LEFT OUT 2]"}


def test_the_command_shows_what_it_would_leave_and_then_marks(folder, rita, tmp_path, capsys):
    (item,) = pc.decide(rita, 2)
    start, end = span(rita, item, "bringing Priya Nair")
    opening.close(rita)
    secret = tmp_path / "words"
    secret.write_text(build.PASSPHRASE)
    who = [
        str(folder),
        str(item),
        "--user",
        "rita",
        "--passphrase-file",
        str(secret),
        "--span",
        str(start),
        str(end),
    ]
    assert cli.main(["mark", "only", *who, "--show"]) == 0
    assert capsys.readouterr().out.startswith("[LEFT OUT] bringing Priya Nair[LEFT OUT]\n")
    assert cli.main(["mark", "only", *who]) == 1
    assert cli.main(["mark", "only", *who, "--reason", WHY]) == 0
    assert "2 marks made" in capsys.readouterr().out

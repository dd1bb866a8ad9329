"""What is masked in one place and visible in another is listed with its place and stops the export
(reference/law.md I5, reference/personal_data.md 3.7).
"""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import RedactionType
from evidence_review.domain.personal import Answer, Because, ConflictKind, Stance
from evidence_review.domain.progress import finish
from evidence_review.redaction import find, search_for
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.personal import reconciling, ruling
from evidence_review.workflow.producing import checking, copied_chains
from evidence_review.workflow.redacting import redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import personal_case as pc

EMAIL = """From: Callum Marsh <callum@example.org>
To: Dana P <dana@example.org>
Subject: Priya Nair and the taxi
Date: Sat, 8 Mar 2025 12:00:00 +0000
Message-ID: <1@example.org>
Content-Type: text/plain; charset=utf-8

She said so.

> tell Priya Nair
> that the taxi is here
"""


@pytest.fixture
def folder(tmp_path):
    return pc.case(tmp_path)


@pytest.fixture
def session(folder):
    made = build.as_user(folder, "rita")
    yield made
    opening.close(made)


def mark(session, item, words, kind="PERSON", cps=RedactionType.NAMED_INDIVIDUAL):
    at = pc.text(session, item).index(words)
    return redacting.mark(session, 1, item, at, at + len(words), kind, cps)


def open_now(session):
    return [one.conflict for one in reconciling.conflicts(session)]


def test_I5_a_name_elsewhere_and_its_first_name_alone_are_listed_with_their_place(session) -> None:
    items = pc.decide(session)
    made = mark(session, items[1], "Priya Nair")
    found = {(one.item, one.words) for one in open_now(session)}
    assert found == {(items[2], "Priya"), (items[3], "Priya Nair"), (items[5], "Priya")}
    assert {one.token for one in open_now(session)} == {made.token}
    assert {one.place for one in open_now(session)} == {"text"}


def test_I5_a_number_in_another_format_is_listed(session) -> None:
    items = pc.decide(session)
    mark(session, items[1], "07700 900123", "PHONE_NUMBER", RedactionType.PHONE_NUMBER)
    assert [(one.item, one.words) for one in open_now(session)] == [(items[6], "+447700900123")]


def test_two_people_of_one_first_name_are_a_listed_conflict(session) -> None:
    items = pc.decide(session)
    mark(session, items[7], "Danny Flynn")
    found = {one.words: one.kind for one in open_now(session)}
    assert found["Danny"] is ConflictKind.SAME_FIRST_NAME
    assert "Danny Okoro" not in found  # a fuller name says that it is someone else
    keys = [one.key for one in open_now(session)]
    assert reconciling.answer_conflicts(session, keys, Answer.NOT_THE_SAME) == len(keys)
    assert open_now(session) == []
    answered = reconciling.conflicts(session, answered=True)
    assert [(one.answer, one.by) for one in answered] == [("NOT_THE_SAME", "rita")] * len(keys)


def test_an_answer_masks_there_or_keeps_there_and_needs_its_reason(session) -> None:
    items = pc.decide(session)
    token = mark(session, items[1], "Priya Nair").token
    by_item = {one.item: one.key for one in open_now(session)}
    with pytest.raises(RuleBroken, match="does not go with"):
        reconciling.answer_conflicts(session, [by_item[items[3]]], Answer.KEEP, Because.PRIVATE_LIFE)
    with pytest.raises(RuleBroken, match="not open"):
        reconciling.answer_conflicts(session, ["0" * 16], Answer.MASK, Because.PRIVATE_LIFE)
    reconciling.answer_conflicts(session, [by_item[items[3]]], Answer.MASK, Because.PRIVATE_LIFE)
    rest = [by_item[items[2]], by_item[items[5]]]
    reconciling.answer_conflicts(session, rest, Answer.KEEP, Because.KNOWN_TO_ACCUSED, "he met her there")
    assert open_now(session) == []
    assert {row[0] for row in session.case.all("SELECT token FROM standing_redactions")} == {token}
    assert session.case.count("SELECT count(*) FROM kept") == 2
    assert {(one.conflict.item, one.answer) for one in reconciling.conflicts(session, answered=True)} == {
        (items[2], "KEEP"),
        (items[5], "KEEP"),
    }


def test_a_passage_kept_without_a_conflict_is_none(session) -> None:
    items = pc.decide(session, 2, 4)
    at = pc.text(session, items[1]).index("Priya Nair")
    redacting.keep(session, 1, items[1], at, at + len("Priya Nair"), "he met her there")
    mark(session, items[0], "Priya Nair")
    assert reconciling.conflicts(session, answered=True) == ()


def test_a_mark_that_is_taken_back_opens_its_conflict_again(session) -> None:
    items = pc.decide(session, 2, 4)
    mark(session, items[0], "Priya Nair")
    reconciling.answer_conflicts(session, [open_now(session)[0].key], Answer.MASK, Because.PRIVATE_LIFE)
    (made,) = [
        row[0]
        for row in session.case.all("SELECT id FROM standing_redactions WHERE item_id = :i", {"i": items[1]})
    ]
    redacting.withdraw(session, made, "it was marked by mistake")
    assert [one.item for one in open_now(session)] == [items[1]]


def test_I5_a_sender_whose_name_is_marked_in_a_text_is_listed_and_masked_by_a_ruling(
    folder, session, tmp_path
) -> None:
    items = pc.decide(session)
    at = pc.text(session, items[7]).index("said he did")
    redacting.mark(session, 1, items[7], at, at + 4, "OTHER", RedactionType.OTHER, reason="noise")
    assert open_now(session) == []
    chat = tmp_path / "more"
    chat.mkdir()
    (chat / "WhatsApp Chat with Callum Marsh.txt").write_text(
        "08/03/2025, 11:00 - Callum Marsh: Dana P took the taxi\n08/03/2025, 11:01 - Dana P: I did\n", "utf-8"
    )
    opening.close(session)
    other = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            other, chat, build.exhibit("DP/2"), ReadOptions(zone="Europe/London", owner="Dana P")
        )
    )
    opening.close(other)
    again = build.as_user(folder, "rita")
    finish(flag(again))
    (item,) = [row[0] for row in again.case.all("SELECT id FROM items WHERE text LIKE 'Dana P took%'")]
    reviewing.decide(again, 1, item, "RELEVANT", "about the taxi")
    mark(again, item, "Dana P")
    (clash,) = [one for one in open_now(again) if one.item == 0]
    assert "Dana P" in clash.place
    assert "participant" in clash.place
    reconciling.answer_conflicts(again, [clash.key], Answer.MASK, Because.ANONYMITY)
    assert [one for one in open_now(again) if one.item == 0] == []
    opening.close(again)


def test_I5_the_subject_and_quoted_text_of_an_e_mail_are_places(folder, session, tmp_path) -> None:
    opening.close(session)
    mails = tmp_path / "mails"
    mails.mkdir()
    (mails / "Priya Nair.eml").write_text(EMAIL, "utf-8")
    omar = build.as_user(folder, "omar")
    finish(importing.import_path(omar, mails, build.exhibit("DP/3"), ReadOptions()))
    opening.close(omar)
    build.approve(folder, build.another(build.line(2), kinds=()))
    rita = build.as_user(folder, "rita")
    finish(flag(rita))
    (mail,) = [row[0] for row in rita.case.all("SELECT id FROM items WHERE kind = 'EMAIL'")]
    chosen = pc.decide(rita, 2)
    reviewing.decide(rita, 2, mail, "RELEVANT", "about the taxi")
    mark(rita, chosen[0], "Priya Nair")
    assert {one.place for one in open_now(rita)} == {"subject", "quoted text"}
    opening.close(rita)


def test_I5_the_accused_on_the_schedule_is_a_place(folder, session) -> None:
    pc.decide(session, 2, 4)
    pc.mask(session, "Priya Nair")
    opening.close(session)
    build.enter_accused(folder, "Priya Nair")
    paul = build.as_user(folder, "paul")
    (clash,) = open_now(paul)
    assert clash.place == "name of the accused on the schedule “Priya Nair”"
    with pytest.raises(RuleBroken, match="cannot be masked there"):
        reconciling.answer_conflicts(paul, [clash.key], Answer.MASK, Because.PRIVATE_LIFE)
    reconciling.answer_conflicts(paul, [clash.key], Answer.KEEP, Because.KNOWN_TO_ACCUSED)
    assert open_now(paul) == []
    opening.close(paul)


def test_I5_an_open_conflict_stops_the_export_and_an_answer_lets_it_go(folder, session, tmp_path) -> None:
    items = pc.decide(session, 2, 4)
    mark(session, items[0], "Priya Nair")
    mark(session, items[0], "07700 900123", "PHONE_NUMBER", RedactionType.PHONE_NUMBER)
    opening.close(session)
    pc.sign_all(folder)
    build.disclose_all(folder)
    with pytest.raises(OutputProblem, match="still visible"):
        pc.produce(folder, tmp_path / "out")
    rita = build.as_user(folder, "rita")
    reconciling.answer_conflicts(rita, [open_now(rita)[0].key], Answer.KEEP, Because.KNOWN_TO_ACCUSED)
    opening.close(rita)
    pc.sign_all(folder)
    build.disclose_all(folder)
    bundle = pc.produce(folder, tmp_path / "out")
    text = "".join(
        page.extract_text() for page in PdfReader(tmp_path / "out" / "transcripts" / "item-0001.pdf").pages
    )
    assert "Priya Nair goes" in " ".join(text.split())
    assert "900123" not in text
    assert bundle.items == 2


def test_a_ruling_shows_in_the_transcript_by_name_or_by_token(folder, session, tmp_path) -> None:
    pc.decide(session, 5, 7)
    keys = [row[0] for row in session.case.all("SELECT key FROM thread_people ORDER BY key")]
    assert keys == ["callum marsh", "dana p"]
    opening.close(session)
    pc.approve_all(folder)
    rita = build.as_user(folder, "rita")
    before = _senders(rita)
    assert "Callum Marsh" not in before
    assert "Dana P" not in before  # neither message is hers
    from evidence_review.domain.personal import Subject, SubjectSort
    from evidence_review.store import rulings

    with rita.case.change(rita.signer, "ALTER", "rule mask") as change:
        rulings.add(
            change,
            Subject(SubjectSort.PERSON, "callum marsh"),
            Stance.KEEP,
            Because.KNOWN_TO_ACCUSED,
            "",
            rita.user.id,
        )
    assert _senders(rita) == ["Callum Marsh", "Callum Marsh"]
    opening.close(rita)


def _senders(session) -> list[str]:
    contents = checking.collected(session, build.production())
    with session.case.change(session.signer, "CONSULT", "look") as change:
        made = copied_chains.transcript(session, change, contents.found[0], (), contents.serving)
    return [one.sender for one in made.messages]


FORMATS = (
    "07700 900{}",
    "+44 7700 900{}",
    "(07700) 900-{}",
    "0044 7700 900 {}",
    "+44 (0) 7700 900{}",
    "07700900{}",
)


@given(st.permutations(FORMATS), st.integers(100, 999))
def test_every_format_of_a_number_is_found_from_any_other(formats, last) -> None:
    for one, other in itertools.pairwise(form.format(last) for form in formats):
        text = f"ring {other} now"
        assert [(hit.start, hit.end) for hit in find(text, search_for([one]))], (one, other)


def test_rulings_of_other_people_do_not_answer_a_conflict(session) -> None:
    items = pc.decide(session)
    mark(session, items[1], "Priya Nair")
    before = {one.key for one in open_now(session)}
    ruling.rule(session, pc.code(session, "Danny Flynn"), Stance.KEEP, Because.KNOWN_TO_ACCUSED)
    assert {one.key for one in open_now(session)} == before

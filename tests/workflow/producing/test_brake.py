"""The brake on removing too much: what is short, bare or common stays where it was marked; what a mark takes out
of a sentence is told to who marks, approves and prosecutes; institutions stay (reference/law.md I4, I5;
docs/decisions/0044)."""

import shutil

import pymupdf
import pytest

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import RedactionType, Relevance, Tag, Tier
from evidence_review.domain.losses import LossKind
from evidence_review.domain.personal import Answer, Because, Stance
from evidence_review.domain.progress import finish
from evidence_review.domain.suggestions import Engine, Finding
from evidence_review.store import detections, items, redactions
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.carrying import may_be_carried
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.personal import reconciling, ruling
from evidence_review.workflow.redacting import approving, comparing, overlapping, redacting
from evidence_review.workflow.reviewing import reviewing, tagging
from tests import build
from tests.workflow.reviewing.test_scans import case_of
from tests.workflow.samples import personal_case as pc

HERE = "Will lives at flat 3, he came at 19:30 with £40, see page 12"
THERE = "was it 2 or 3? it was 19:30, he paid £40 and he will pay it back, it says so on page 12"
LEFT = "let myself out about 3. the door was open"
SISTER = "Sister will take the school run"
HELPLINE = "ring 0808 157 0413 or go to Skelbeck police station, not 07700 900123"
ASKED, SAW = "ask Will, will you", "Will did it, I saw Will"
TEXTS = (HERE, THERE, LEFT, SISTER, HELPLINE, ASKED, SAW)
MARKED = (
    ("Will", "PERSON", RedactionType.NAMED_INDIVIDUAL),
    ("3", "ADDRESS", RedactionType.ADDRESS),
    ("19:30", "OTHER", RedactionType.OTHER),
    ("£40", "OTHER", RedactionType.OTHER),
    ("12", "OTHER", RedactionType.OTHER),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One conversation of these texts."""
    tmp = tmp_path_factory.mktemp("brake")
    folder, chats = build.new_case(tmp / "case"), tmp / "chats"
    chats.mkdir()
    lines = [
        f"08/03/2025, 19:{at:02} - {'Dana P' if at % 2 else 'Callum Marsh'}: {text}\n"
        for at, text in enumerate(TEXTS)
    ]
    (chats / "WhatsApp Chat with Callum Marsh.txt").write_text("".join(lines), "utf-8")
    build.import_chats(folder, chats)
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    finish(flag(session))
    opening.close(session)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


@pytest.fixture
def rita(folder):
    session = build.as_user(folder, "rita")
    yield session
    opening.close(session)


def item(session, text):
    return session.case.one("SELECT id FROM items WHERE text = :text", {"text": text})[0]


def decided(session, *texts):
    found = [item(session, text) for text in texts]
    for one in found:
        reviewing.decide(session, 1, one, Relevance.RELEVANT, "about the evening")
    return found


def marked(session, number, words, kind, cps):
    at = pc.text(session, number).index(words)
    return redacting.mark(session, 1, number, at, at + len(words), kind, cps, reason="to try it with")


def planted(session, number, *found):
    """What a detector says of an item: (words, kind)."""
    text = pc.text(session, number)
    findings = [
        Finding(
            text.index(words),
            text.index(words) + len(words),
            kind,
            Tier.CERTAIN,
            0.9,
            "shape",
            "It is planted by a test.",
            RedactionType.NAMED_INDIVIDUAL,
        )
        for words, kind in found
    ]
    with session.case.change(session.signer, "ALTER", "plant findings") as change:
        detections.replace_findings(change, {number: findings}, Engine("planted", "1", "0" * 64), "0")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("3", "ADDRESS"),
        ("flat 3", "ADDRESS"),
        ("19:30", "OTHER"),
        ("3pm", "OTHER"),
        ("half past three", "OTHER"),
        ("quarter to 3", "OTHER"),
        ("£40", "OTHER"),
        ("40 quid", "OTHER"),
        ("1,200", "OTHER"),
        ("page 12", "OTHER"),
        ("2nd", "OTHER"),
        ("10/03/2025", "DATE_OF_BIRTH"),
        ("1234", "CODE"),
        ("Will", "PERSON"),
        ("Hope", "PERSON"),
        ("Sister will", "PERSON"),
        ("mum", "RELATIONSHIP"),
        ("Jo", "PERSON"),
    ],
)
def test_what_is_short_bare_or_common_is_not_carried(value, kind) -> None:
    assert not may_be_carried(value, kind)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Priya", "PERSON"),
        ("Will Hope", "PERSON"),
        ("07700 900123", "PHONE_NUMBER"),
        ("ann@example.org", "EMAIL_ADDRESS"),
        ("14 Bramley Road", "ADDRESS"),
        ("12-34-56", "UK_SORT_CODE"),
        ("943 476 5919", "NHS_NUMBER"),
        ("AB12 CDE", "VEHICLE"),
    ],
)
def test_what_stands_for_one_person_or_thing_is_looked_for_elsewhere(value, kind) -> None:
    assert may_be_carried(value, kind)


@pytest.mark.timeout(300)
def test_I5_a_digit_a_time_an_amount_a_word_and_a_page_number_are_not_carried_to_another_text(
    folder, rita, tmp_path
) -> None:
    here, there = decided(rita, HERE, THERE)
    for words, kind, cps in MARKED:
        marked(rita, here, words, kind, cps)
    assert reconciling.conflicts(rita) == ()
    opening.close(rita)
    build.disclose_all(folder)
    pc.sign_all(folder)
    pc.produce(folder, tmp_path / "out")
    with pymupdf.open(tmp_path / "out" / "transcripts" / "item-0001.pdf") as made:
        text = " ".join(" ".join(page.get_text() for page in made).split())
    assert THERE in text
    for words in ("Will lives", "flat 3", "with £40"):
        assert words not in text
    again = build.as_user(folder, "rita")
    assert redactions.standing(again.case, there) == ()


@pytest.mark.timeout(300)
def test_I5_nor_to_another_page_or_another_place_of_the_page(tmp_path) -> None:
    first = ("The kettle is at flat 3.", "He left at 19:30 with £40, it says on page 12.", "Will paid it.")
    second = ("Page 3 of 12, the kettle", "Was it 2 or 3 when he left? It was 19:30.", "He will pay £40.")
    with pymupdf.open() as document:
        for lines in (first, second):
            page = document.new_page()
            for at, line in enumerate(lines):
                page.insert_text((72, 90 + 30 * at), line)
        page = document[0]
        page.insert_text((72, 300), "Flat 3 is not a time, 19:30 is.")
        data = document.tobytes()
    folder = case_of(tmp_path, {"a.pdf": data})
    session = build.as_user(folder, "rita")
    rows = reviewing.queue(session, 1)
    for row in rows:
        reviewing.decide(session, 1, row.item, Relevance.RELEVANT, "about the kettle")
    for words, kind, cps in MARKED:
        marked(session, rows[0].item, words, kind, cps)
    line = session.case.one("SELECT id FROM lines")[0]
    kept = [items.reviewable(session.case, line, row.item) for row in rows]
    done = comparing.redact_document(session, items.document(session.case, kept[0].thread_id), kept)
    with pymupdf.open(stream=done.data) as made:
        one, other = (" ".join(page.get_text().split()) for page in made)
    assert " ".join(second) == other
    assert "Flat 3 is not a time, 19:30 is." in one
    for words in ("at flat 3", "left at 19:30", "with £40", "page 12", "Will paid"):
        assert words not in one
    opening.close(session)


def test_I5_of_a_name_that_is_a_word_each_place_where_a_person_is_seen_is_answered_alone(rita) -> None:
    here, there, asked, saw = decided(rita, HERE, THERE, ASKED, SAW)
    planted(rita, asked, ("Will", "PERSON"))
    planted(rita, saw, ("Will", "PERSON"), ("saw Will", "PERSON"))
    marked(rita, here, *MARKED[0])
    found = [one.conflict for one in reconciling.conflicts(rita)]
    assert [(one.item, one.words) for one in found] == [(asked, "Will"), (saw, "Will"), (saw, "Will")]
    assert pc.text(rita, asked)[found[0].start : found[0].end] == "Will"
    with pytest.raises(RuleBroken, match="read each of its places in its sentence and answer it alone"):
        reconciling.answer_conflicts(rita, [one.key for one in found], Answer.MASK, Because.PRIVATE_LIFE)
    for left in (2, 1, 0):
        key = reconciling.conflicts(rita)[0].conflict.key
        reconciling.answer_conflicts(rita, [key], Answer.MASK, Because.PRIVATE_LIFE)
        assert len(reconciling.conflicts(rita)) == left
    assert redactions.standing(rita.case, there) == ()


def test_I5_a_ruling_on_a_word_masks_where_it_was_made_and_lists_the_other_places(rita) -> None:
    here, asked = decided(rita, HERE, ASKED)
    for one in (here, asked):
        planted(rita, one, ("Will", "PERSON"))
    at = HERE.index("Will")
    made = ruling.rule_here(rita, 1, here, at, at + 4, Stance.MASK, Because.PRIVATE_LIFE)
    assert [one.item for one in made.marks] == [here]
    assert [one.conflict.item for one in reconciling.conflicts(rita)] == [asked]
    assert ruling.carry_out(rita) == ()


def test_I4_what_a_sentence_loses_is_told_to_who_marks_who_approves_and_the_prosecutor(folder, rita) -> None:
    (left,) = decided(rita, LEFT)
    mark = marked(rita, left, "3", "ADDRESS", RedactionType.ADDRESS)
    tagging.tag(rita, 1, left, [Tag.AWAY])
    told = comparing.preview(rita, left).losses
    opening.close(rita)
    assert [(one.start, one.end, one.kind, one.words) for one in told] == [
        (mark.start, mark.end, LossKind.TIME, "This sentence loses its time.")
    ]
    assert told[0].sentence == "let myself out about 3."
    assert told[0].after == f"let myself out about {mark.token}."
    sian = build.as_user(folder, "sian")
    (waiting,) = approving.waiting(sian)
    assert waiting.losses == told
    opening.close(sian)
    paul = build.as_user(folder, "paul")
    (overlap,) = overlapping.overlaps(paul)
    assert overlap.losses == told
    opening.close(paul)


@pytest.mark.parametrize(
    ("text", "words", "kind", "loss"),
    [
        (LEFT, "3", "ADDRESS", LossKind.TIME),
        (HERE, "19:30", "OTHER", LossKind.TIME),
        (HERE, "£40", "OTHER", LossKind.AMOUNT),
        (HERE, "12", "OTHER", LossKind.NUMBER),
        (SISTER, "Sister will", "PERSON", LossKind.ACTOR),
        (SAW, "saw Will", "PERSON", LossKind.WORD),
    ],
)
def test_I4_a_suggestion_that_would_swallow_more_than_a_name_is_left_to_a_mark_by_hand(
    rita, text, words, kind, loss
) -> None:
    (number,) = decided(rita, text)
    planted(rita, number, (words, kind))
    assert redacting.mark_suggested(rita, 1, number, attested=True) == ()
    marked(rita, number, words, kind, RedactionType.ADDRESS)
    assert [one.kind for one in comparing.preview(rita, number).losses] == [loss]


def test_a_helpline_and_a_station_stay_and_a_number_of_a_person_goes(rita) -> None:
    (number,) = decided(rita, HELPLINE)
    planted(
        rita,
        number,
        ("0808 157 0413", "PHONE_NUMBER"),
        ("Skelbeck police station", "LOCATION"),
        ("07700 900123", "PHONE_NUMBER"),
    )
    made = redacting.mark_suggested(rita, 1, number, attested=True)
    assert [HELPLINE[one.start : one.end] for one in made] == ["07700 900123"]
    assert not any("not marked" in one for one in comparing.preview(rita, number).warnings)

"""One person has one label in a bundle, as sender, as participant and in a text; who approves sees it, and a later
change of it voids the approval (reference/law.md I5, J2; docs/decisions/0043)."""

import csv
import io
import re
import shutil
from dataclasses import replace

import pymupdf
import pytest

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import CasePart, Relevance
from evidence_review.domain.personal import Because, Stance
from evidence_review.domain.progress import finish
from evidence_review.reports import chain_pdf
from evidence_review.workflow.case import entering_people, opening
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.personal import ruling
from evidence_review.workflow.producing import checking, copied_chains
from evidence_review.workflow.redacting import approving, redacting
from evidence_review.workflow.reviewing import linking, reviewing
from tests import build
from tests.reports.documents import CHAIN, pages_of
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples import personal_case as pc

ACCUSED, COMPLAINANT = "Callum James Marsh", "Dana Pritchard"
CHATS = {
    "Priya Nair": (
        "08/03/2025, 19:00 - Priya Nair: I left before the taxi came\n"
        "08/03/2025, 19:01 - Dana P: thanks Priya, did Callum pay the taxi?\n"
    ),
    "Callum Marsh": (
        "08/03/2025, 20:00 - Callum Marsh: Priya Nair paid for the taxi\n"
        "08/03/2025, 20:01 - Dana P: then tell Priya that she gets it back\n"
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two conversations, everything relevant and what is suggested marked; the accused and the complainant as
    entered."""
    tmp = tmp_path_factory.mktemp("labels")
    folder, chats = build.new_case(tmp / "case"), tmp / "chats"
    chats.mkdir()
    for name, text in CHATS.items():
        (chats / f"WhatsApp Chat with {name}.txt").write_text(text, "utf-8")
    omar = build.as_user(folder, "omar")
    finish(importing.import_path(omar, chats, build.exhibit(), ReadOptions("Europe/London", owner="Dana P")))
    entering_people.enter_person(omar, ACCUSED, CasePart.ACCUSED, ["Callum Marsh"])
    entering_people.enter_person(omar, COMPLAINANT, CasePart.COMPLAINANT, ["Dana P"])
    opening.close(omar)
    build.approve(folder, build.another(build.line(), people=(), all_people=True))
    rita = build.as_user(folder, "rita")
    finish(flag(rita))
    for row in reviewing.queue(rita, 1):
        reviewing.decide(rita, 1, row.item, Relevance.RELEVANT, "about the taxi")
        redacting.mark_suggested(rita, 1, row.item, attested=True)
    opening.close(rita)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """The same, all of it coded D for the accused and approved."""
    copy = shutil.copytree(made, tmp_path / "case")
    build.disclose_all(copy, ACCUSED)
    return copy


def pages(bundle) -> dict[str, str]:
    """The text of each transcript, spaces made one."""
    said = {}
    for file in sorted((bundle / "transcripts").glob("*.pdf")):
        with pymupdf.open(file) as opened:
            said[file.stem] = " ".join(" ".join(page.get_text() for page in opened).split())
    return said


def obstacles(folder) -> list[str]:
    return [one.sentence for one in fc.check(folder, ACCUSED).inventory.obstacles]


def test_sender_participant_and_text_have_one_label_in_every_transcript(folder, tmp_path) -> None:
    pc.sign_all(folder)
    fc.produce(folder, tmp_path / "out", ACCUSED)
    one, other = sorted(pages(tmp_path / "out").values(), key=lambda text: "paid for the taxi" not in text)
    assert set(re.findall(r"\[PERSON \d+\]", one + other)) == {"[PERSON 1]"}
    assert f"People in it {ACCUSED}, {COMPLAINANT} " in one
    assert f"People in it [PERSON 1], {COMPLAINANT} " in other
    assert "[PERSON 1] paid for the taxi" in one
    assert "1 [PERSON 1]" in other
    assert f"2 {COMPLAINANT}" in other
    assert "thanks [PERSON 1], did Callum pay the taxi?" in other
    for text in (one, other):
        assert "Priya" not in text
        assert "Dana P " not in text  # as entered, not as a phone has it


def test_a_transcript_counts_redactions_and_people_by_token_as_the_index_does(folder, tmp_path) -> None:
    pc.sign_all(folder)
    fc.produce(folder, tmp_path / "out", ACCUSED)
    said = re.compile(r"Redactions in the text (\d+) (?:People by token (\d+))?")
    counted = {name: said.search(text).groups("0") for name, text in pages(tmp_path / "out").items()}
    assert sorted(counted.values()) == [("1", "1"), ("2", "0")]
    index = (tmp_path / "out" / "schedule" / "redactions.csv").read_text("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(index)) if row[0].isdigit()]
    for name, (marks, people) in counted.items():
        of = [row for row in rows if name in row[1]]
        assert (len(of), sum(row[2] == "people in it" for row in of)) == (
            int(marks) + int(people),
            int(people),
        )


def test_a_copy_whose_only_token_is_a_recipient_says_that_it_is_edited() -> None:
    """A bundle of the demo said "Removed 0" of a copy with a token among the people in it."""
    one = replace(CHAIN, redactions=0, tokens=1, participants=("Luke Hanmer", "[PERSON 3]"))
    assert "Edited copy" in "".join(pages_of(chain_pdf(one)))
    assert "dited copy" not in "".join(pages_of(chain_pdf(replace(one, tokens=0))))


def test_a_copy_of_which_only_the_people_were_taken_out_is_called_edited_in_every_paper(tmp_path) -> None:
    folder = fc.case(tmp_path)
    fc.decide(folder, fc.LAST[0])
    build.disclose_all(folder)
    fc.produce(folder, tmp_path / "out")
    (text,) = pages(tmp_path / "out").values()
    assert "Edited copy" in text
    papers = {}
    for name in ("mg6c", "sdc"):
        with pymupdf.open(tmp_path / "out" / "schedule" / f"{name}.pdf") as opened:
            papers[name] = " ".join(" ".join(page.get_text() for page in opened).split())
    assert "Edited copy served" in papers["mg6c"]
    assert "- Edited" in papers["sdc"]


def test_who_approves_sees_by_what_names_and_tokens_the_people_stand(folder) -> None:
    sian = build.as_user(folder, "sian")
    assert {one.people for one in approving.waiting(sian)} == {
        (ACCUSED, COMPLAINANT),
        (COMPLAINANT, ACCUSED),
        ("[PERSON 1]", COMPLAINANT),
        (COMPLAINANT, "[PERSON 1]"),
    }
    opening.close(sian)


def test_J2_a_ruling_after_approval_that_changes_a_label_voids_it(folder, tmp_path) -> None:
    assert obstacles(folder) == []
    rita = build.as_user(folder, "rita")
    code = pc.code(rita, "Priya Nair")
    ruling.rule(rita, code, Stance.KEEP, Because.KNOWN_TO_ACCUSED)
    opening.close(rita)
    changed = [one for one in obstacles(folder) if "under other names or tokens than were approved" in one]
    assert len(changed) == 2  # the two messages between Dana P and Priya Nair
    with pytest.raises(OutputProblem, match="under other names or tokens than were approved"):
        fc.produce(folder, tmp_path / "out", ACCUSED)
    build.disclose_all(folder, ACCUSED)
    assert not [one for one in obstacles(folder) if "other names" in one]


def test_J2_a_person_taken_off_the_record_or_a_name_entered_later_voids_it_too(folder) -> None:
    omar = build.as_user(folder, "omar")
    entering_people.take_off(omar, COMPLAINANT, "entered by mistake")
    opening.close(omar)
    assert len(obstacles(folder)) == 4  # the owner stands by the name on the phone again
    omar = build.as_user(folder, "omar")
    entering_people.enter_person(omar, COMPLAINANT, CasePart.COMPLAINANT, ["Dana P"])
    opening.close(omar)
    assert obstacles(folder) == []  # exactly what was approved stands again
    omar = build.as_user(folder, "omar")
    entering_people.enter_person(omar, "Priya Nair Patel", CasePart.COMPLAINANT, ["Priya Nair"])
    opening.close(omar)
    assert len(obstacles(folder)) == 2


def test_J2_identities_joined_after_approval_void_it(folder) -> None:
    """The person behind a token is another one once two identities are one."""
    rita = build.as_user(folder, "rita")
    callum, priya = (one.identities[0][0] for one in linking.people(rita) if one.label != "Dana P")
    linking.link_people(rita, callum, priya, "the statement of 3 April says that it is one person")
    opening.close(rita)
    assert any("under other names or tokens" in one for one in obstacles(folder))


def test_an_entered_person_has_one_name_under_every_number_and_address_of_theirs(folder) -> None:
    omar = build.as_user(folder, "omar")
    entering_people.add_identifiers(omar, ACCUSED, ["Priya Nair"])
    contents = checking.collected(omar, build.production(accused=ACCUSED))
    with omar.case.change(omar.signer, "CONSULT", "look") as change:
        made = [copied_chains.transcript(omar, change, part, (), contents.serving) for part in contents.found]
    assert [one.participants for one in made] == [(ACCUSED, COMPLAINANT), (ACCUSED, COMPLAINANT)]
    opening.close(omar)

"""Before and after of everything that goes out, in one PDF for the office; needs a reason, logged as a
disclosure (issue 6, Build 6)."""

import pymupdf
import pytest

from evidence_review import cli
from evidence_review.domain.disclosure import PublicInterest
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import ItemKind, RedactionType, Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import audit
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.deciding import claiming_sensitivity
from evidence_review.workflow.producing import sheeting
from evidence_review.workflow.redacting import covering, redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.redacting.test_covering import TOP, page_of_words
from tests.workflow.reviewing.test_scans import case_of
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples import personal_case as pc

WHY = "two people compare it on paper before it goes"


@pytest.fixture
def folder(tmp_path):
    made = pc.case(tmp_path)
    rita = build.as_user(made, "rita")
    item, _ = pc.decide(rita, 2, 5)
    at = pc.text(rita, item).index("Priya Nair")
    redacting.mark(rita, 1, item, at, at + 10, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    opening.close(rita)
    return made


def words(path):
    with pymupdf.open(path) as made:
        return " ".join(" ".join(page.get_text() for page in made).split())


def test_texts_stand_side_by_side_and_the_look_is_a_disclosure_with_its_reason(folder, tmp_path) -> None:
    omar = build.as_user(folder, "omar")
    out = tmp_path / "sheet.pdf"
    assert finish(sheeting.write_sheet(omar, out, WHY)) == 2
    said = words(out)
    for part in (
        "keep it inside the office",
        "Priya Nair",
        "[PERSON 1]",
        "1 × Named individual",
        "the taxi is outside",
        "waiting",
    ):
        assert part in said, part
    row = next(one for one in reversed(auditing.events(omar)) if one.action == "write before and after")
    assert (row.op, row.reason) == ("DISCLOSE", WHY)
    assert b"Priya" not in b"".join(audit.lines(omar.case))
    opening.close(omar)


def test_pages_stand_side_by_side_as_pictures(tmp_path) -> None:
    folder = case_of(tmp_path, {"a.pdf": page_of_words()})
    rita = build.as_user(folder, "rita")
    item = next(row.item for row in reviewing.queue(rita, 1) if row.kind is ItemKind.PAGE)
    reviewing.decide(rita, 1, item, Relevance.RELEVANT, "about the kettle")
    covering.cover_areas(rita, 1, item, [TOP], RedactionType.OTHER, reason="a drawing of her house")
    opening.close(rita)
    omar = build.as_user(folder, "omar")
    finish(sheeting.write_sheet(omar, tmp_path / "sheet.pdf", WHY))
    opening.close(omar)
    with pymupdf.open(tmp_path / "sheet.pdf") as made:
        assert made.page_count == 2
        assert len(made[1].get_images()) == 2
        edge = made[1].get_pixmap(dpi=288, clip=pymupdf.Rect(60, 56, 120, 57))
        assert min(edge.samples) < 200  # the frame stands over the picture's own edge
        head = " ".join(made[1].get_text().split())
    assert f"· item {item} · page 1 of the document · marks: 1 × " in head
    assert "waiting; not copied: coded neither D nor I" in head
    assert "Before (left) and after (right)" in head


def test_a_claimed_item_is_not_among_them_and_the_sheet_says_so(tmp_path) -> None:
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST[:2])

    def act(omar):
        item = fc.item(omar, fc.LAST[1])
        reviewing.open_item(omar, 1, item)
        claiming_sensitivity.claim_sensitive(
            omar, item, PublicInterest.POLICE_METHODS, "how it was watched and by whom"
        )
        assert finish(sheeting.write_sheet(omar, tmp_path / "sheet.pdf", WHY)) == 1

    fc.acting(made, "omar", act)
    said = words(tmp_path / "sheet.pdf")
    assert "an item that is claimed to be sensitive is not among them" in said
    assert fc.LAST[0] in said
    assert fc.LAST[1] not in said


def test_the_sheet_says_for_whom_an_item_is_copied_or_open_to_inspection(tmp_path) -> None:
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST[:3])
    fc.code(made, {fc.LAST[0]: fc.DISCLOSE, fc.LAST[1]: fc.INSPECT, fc.LAST[2]: fc.NOT_MET})
    fc.acting(made, "omar", lambda omar: finish(sheeting.write_sheet(omar, tmp_path / "sheet.pdf", WHY)))
    said = words(tmp_path / "sheet.pdf")
    for told in ("copied for", "open to inspection, not copied, for"):
        assert said.count(f"; {told} {build.ACCUSED}") == 1
    assert said.count("not copied: coded neither D nor I") == 1


def test_it_needs_a_role_a_reason_a_new_name_and_something_to_show(folder, tmp_path) -> None:
    rita = build.as_user(folder, "rita")
    with pytest.raises(RuleBroken):
        finish(sheeting.write_sheet(rita, tmp_path / "a.pdf", WHY))
    opening.close(rita)
    omar = build.as_user(folder, "omar")
    with pytest.raises(RuleBroken, match="reason"):
        finish(sheeting.write_sheet(omar, tmp_path / "a.pdf", "short"))
    (tmp_path / "taken.pdf").write_bytes(b"mine")
    for name in ("taken.pdf", "sheet.docx"):
        with pytest.raises(OutputProblem, match="new name"):
            finish(sheeting.write_sheet(omar, tmp_path / name, WHY))
    assert (tmp_path / "taken.pdf").read_bytes() == b"mine"
    assert not any(one.action == "write before and after" for one in auditing.events(omar))
    opening.close(omar)


def test_the_command_writes_it(folder, tmp_path, capsys) -> None:
    secret = tmp_path / "words"
    secret.write_text(build.PASSPHRASE)
    who = [str(folder), str(tmp_path / "out.pdf"), "--user", "omar", "--passphrase-file", str(secret)]
    assert cli.main(["sheet", *who, "--reason", WHY]) == 0
    assert "2 items before and after" in capsys.readouterr().out

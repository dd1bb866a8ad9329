"""Of a record that somebody else keeps the passage goes out, not the page; a whole page needs a reason that the
approver sees (reference/law.md I10, 1.1(9); docs/decisions/0043)."""

import hashlib
import json
import re
import shutil

import openpyxl
import pymupdf
import pytest

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, ItemKind, LegalBasis, RedactionType, Relevance
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.redacting import approving, covering, extracting, narrowing, redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples import personal_case as pc

HEADING, PASSAGE = "Seen on 10 March in the morning", "The taxi had brought this patient home that night."
PRIVATE = ("A repeat of the cream for hay fever was given.", "A parcel of food was asked for.")
WHY = "the course of the whole morning is what both sides argue about"
BOTH_WAYS = r"would go out whole\. Keep only the passage .* \(mark only\), or say why .* \(mark whole\)"


def record() -> bytes:
    with pymupdf.open() as made:
        page = made.new_page()
        for at, line in enumerate((HEADING, PASSAGE, *PRIVATE)):
            page.insert_text((72, 90 + 24 * at), line)
        data: bytes = made.tobytes()
    return data


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The same page from a surgery and from a phone, both relevant."""
    tmp = tmp_path_factory.mktemp("extracts")
    folder = build.new_case(tmp / "case")
    surgery = Exhibit("HS/1", ExhibitKind.THIRD_PARTY, "Harbour Surgery", Basis(LegalBasis.COURT_ORDER))
    omar = build.as_user(folder, "omar")
    for exhibit, name in ((surgery, "record.pdf"), (build.exhibit(), "download.pdf")):
        source = tmp / exhibit.kind.lower()
        source.mkdir()
        (source / name).write_bytes(record())
        finish(importing.import_path(omar, source, exhibit, ReadOptions()))
    opening.close(omar)
    scope = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    build.approve(folder, build.another(build.line(), kinds=(ItemKind.PAGE,), undated=True, **scope))
    rita = build.as_user(folder, "rita")
    finish(flag(rita))
    for row in reviewing.queue(rita, 1):
        reviewing.decide(rita, 1, row.item, Relevance.RELEVANT, "it tells of the taxi")
    opening.close(rita)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


@pytest.fixture
def page(folder):
    """The item that is the page of the record, and that which is the page of the phone."""
    session = build.as_user(folder, "omar")
    rows = session.case.all(
        "SELECT x.ref, i.id FROM items i JOIN sources s ON s.id = i.source_id JOIN exhibits x ON "
        "x.id = s.exhibit_id"
    )
    opening.close(session)
    return dict(rows)


def approve(folder, *items) -> None:
    session = build.as_user(folder, "sian")
    try:
        approving.waiting(session)
        approving.approve(session, items, attested=True)
    finally:
        opening.close(session)


def marking(folder, act):
    session = build.as_user(folder, "rita")
    try:
        return act(session)
    finally:
        opening.close(session)


def narrowed(session, item):
    text = pc.text(session, item)
    passages = [(text.index(words), text.index(words) + len(words)) for words in (HEADING, PASSAGE)]
    return narrowing.keep_only(session, 1, item, passages, reason="it bears on nothing in issue")


def served(bundle, exhibit_item: str) -> str:
    with pymupdf.open(bundle / "documents" / exhibit_item) as made:
        return " ".join(" ".join(sheet.get_text() for sheet in made).split())


def test_I10_a_page_of_a_record_is_not_approved_whole_and_a_page_of_a_phone_is(folder, page) -> None:
    with pytest.raises(RuleBroken, match=f"Item {page['HS/1']} is a page of a record and {BOTH_WAYS}"):
        approve(folder, page["HS/1"], page["DP/1"])
    approve(folder, page["DP/1"])


def test_I10_a_mark_on_a_word_does_not_make_an_extract(folder, page) -> None:
    def on_a_word(session):
        at = pc.text(session, page["HS/1"]).index("hay fever")
        redacting.mark(session, 1, page["HS/1"], at, at + 9, "OTHER", RedactionType.OTHER, reason="x")

    marking(folder, on_a_word)
    with pytest.raises(RuleBroken, match=BOTH_WAYS):
        approve(folder, page["HS/1"])


@pytest.mark.timeout(300)
def test_I10_the_passage_with_its_heading_goes_and_the_rest_of_the_page_does_not(
    folder, page, tmp_path
) -> None:
    marking(folder, lambda session: narrowed(session, page["HS/1"]))
    build.disclose_all(folder)
    assert not [one for one in fc.check(folder).inventory.obstacles if "whole" in one.sentence]
    fc.produce(folder, tmp_path / "out")
    texts = {
        file.name: served(tmp_path / "out", file.name)
        for file in (tmp_path / "out" / "documents").glob("*.p??")
    }
    assert len(texts) == 2
    extract = next(text for text in texts.values() if PRIVATE[0] not in text)
    assert HEADING in extract
    assert PASSAGE in extract
    assert not any(words in extract for words in PRIVATE)
    assert "Edited copy" in extract
    index = (tmp_path / "out" / "schedule" / "redactions.csv").read_text("utf-8-sig")
    assert "it stands for words of 2 lines" in index  # one token for both of what is private


def test_I10_the_schedule_says_of_a_page_to_be_inspected_whether_it_is_edited(folder, page, tmp_path) -> None:
    marking(folder, lambda session: narrowed(session, page["HS/1"]))
    build.code_all(folder, code=fc.INSPECT)
    fc.produce(folder, tmp_path / "out")
    rows = openpyxl.load_workbook(tmp_path / "out" / "schedule" / "mg6c.xlsx").active.iter_rows(
        values_only=True
    )
    said = {row[2]: row[4] for row in rows if row[0] in {"1", "2"}}
    assert said == {
        "Exhibit HS/1": "Open to inspection, edited: see below",
        "Exhibit DP/1": "Open to inspection, without redactions: see below",
    }


@pytest.mark.timeout(300)
def test_I7_the_original_is_never_altered_the_copy_is_called_edited_and_both_hashes_are_kept(
    folder, page, tmp_path
) -> None:
    marking(folder, lambda session: narrowed(session, page["HS/1"]))
    before = _kept(folder)
    build.disclose_all(folder)
    fc.produce(folder, tmp_path / "out")
    assert _kept(folder) == before
    assert {digest for digest, _ in before} == {hashlib.sha256(blob).hexdigest() for _, blob in before}
    manifest = {
        one["name"]: one["sha256"]
        for one in json.loads((tmp_path / "out/manifest.json").read_text())["files"]
    }
    copies = [name for name in manifest if name.startswith("documents/") and name.endswith(".pdf")]
    assert len(copies) == 2
    for name in copies:
        data = (tmp_path / "out" / name).read_bytes()
        assert manifest[name] == hashlib.sha256(data).hexdigest()
        assert manifest[name] not in dict(before)
        assert name.endswith("-edited.pdf")
        assert "Edited copy" in served(tmp_path / "out", name.split("/")[1])


@pytest.mark.timeout(300)
def test_I1_each_box_has_a_code_that_the_last_page_explains_with_whom_to_ask(folder, page, tmp_path) -> None:
    def marked(session):
        at = pc.text(session, page["DP/1"]).index("hay fever")
        redacting.mark(
            session, 1, page["DP/1"], at, at + 9, "CONDITION", RedactionType.OTHER, reason="an ailment"
        )
        narrowed(session, page["HS/1"])

    marking(folder, marked)
    build.disclose_all(folder)
    fc.produce(folder, tmp_path / "out")
    for file in (tmp_path / "out" / "documents").glob("*.p??"):
        with pymupdf.open(file) as paper:
            *pages, last = [" ".join(sheet.get_text().split()) for sheet in paper]
        boxes = set(re.findall(r"\[[A-Z ]+\d*\]", " ".join(pages)))
        assert boxes
        assert "What the words in brackets mean" in last
        assert all(f"{box}: Other, taken out for " in last for box in boxes)
        assert re.search(r"Questions, or a request that something be shown: \w+", last)


def _kept(folder) -> list[tuple[str, bytes]]:
    """The hash of each file as it was imported, and its bytes as the case holds them now."""
    session = build.as_user(folder, "omar")
    rows = session.case.all(
        "SELECT b.sha256, p.data FROM blobs b JOIN blob_parts p ON p.blob_id = b.id WHERE b.id IN (SELECT blob_id "
        "FROM attachments) ORDER BY b.id, p.number"
    )
    opening.close(session)
    return [(digest, bytes(data)) for digest, data in rows]


def test_I10_an_area_that_is_covered_makes_an_extract_too(folder, page) -> None:
    marking(
        folder,
        lambda session: covering.cover_areas(
            session, 1, page["HS/1"], [(0.0, 0.15, 1.0, 1.0)], RedactionType.OTHER, reason="not in issue"
        ),
    )
    approve(folder, page["HS/1"])


def test_I10_a_reason_lets_the_whole_page_go_and_the_approver_sees_it(folder, page) -> None:
    def give(session, item=page["HS/1"], why=WHY):
        extracting.give_whole(session, 1, item, why)

    with pytest.raises(RuleBroken, match="20 characters"):
        marking(folder, lambda session: give(session, why="needed"))
    with pytest.raises(RuleBroken, match="Only a page of a record"):
        marking(folder, lambda session: give(session, item=page["DP/1"]))
    marking(folder, give)
    sian = build.as_user(folder, "sian")
    assert {one.item: one.whole for one in approving.waiting(sian)} == {page["HS/1"]: WHY, page["DP/1"]: ""}
    opening.close(sian)
    approve(folder, page["HS/1"])
    build.disclose_all(folder)
    assert fc.check(folder).inventory.obstacles == ()


def test_I10_what_is_taken_back_after_approval_stands_in_the_way_of_the_bundle(folder, page) -> None:
    made = marking(folder, lambda session: narrowed(session, page["HS/1"]))
    build.disclose_all(folder)
    marking(folder, lambda session: redacting.withdraw(session, made[0].id, "more of it is needed"))
    told = {one.sentence: one.way for one in fc.check(folder).inventory.obstacles}
    (whole,) = [one for one in told if "would go out whole" in one]
    assert f"mark only {page['HS/1']}" in told[whole]
    assert any("is not approved as it stands" in one for one in told)


def test_I10_a_page_that_is_listed_and_not_copied_needs_no_extract(folder, page) -> None:
    build.code_all(folder, code=fc.INSPECT)
    assert fc.check(folder).inventory.obstacles == ()

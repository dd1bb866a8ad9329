"""Scans and pictures through a case: seen beside their text, marked on their pixels, produced without what
was marked."""

import io
from pathlib import Path

import pymupdf
import pytest
from PIL import Image
from scan_samples import NAME, NUMBER, coded, picture, scan

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ItemKind, Points, RedactionType, Relevance, TermKind
from evidence_review.domain.progress import finish
from evidence_review.imaging import ocr, ocr_program
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing, previewing
from evidence_review.workflow.one_file import single_file
from evidence_review.workflow.producing import producing
from evidence_review.workflow.redacting import comparing, marking, redacting
from evidence_review.workflow.reviewing import reviewing
from tests import build

needs_tesseract = pytest.mark.skipif(
    ocr_program.find() is None, reason="the tesseract program is not on this machine"
)
WHY = "the picture matters for this line"
CHAT = ("Are you at home, Okafor?", "Ring me on 07700 900456", "The kettle is on")


def case_of(tmp: Path, files: dict[str, bytes]) -> Path:
    """A case with these files, one line over everything, flagged."""
    folder = build.new_case(tmp / "case")
    source = tmp / "in"
    source.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    session = build.as_user(folder, "omar")
    finish(importing.import_path(session, source, build.exhibit(), ReadOptions()))
    scope = ScopeRule(all_people=True, all_dates=True, undated=True)
    terms = (Term("kettle", TermKind.LEMMA),)
    enquiring.propose_line(
        session,
        LineOfEnquiry(1, "Kettle", "Who made tea?", "Relied on.", Points.BOTH, "Tea.", "None.", scope, terms),
    )
    opening.close(session)
    session = build.as_user(folder, "sian")
    enquiring.approve_line(session, 1)
    finish(flag(session))
    opening.close(session)
    return folder


def mark_all(session, item, *words) -> None:
    text = session.case.one("SELECT text FROM items WHERE id = :i", {"i": item})[0]
    for word in words:
        at = text.find(word)
        while at >= 0:
            redacting.mark(session, 1, item, at, at + len(word), "PERSON", RedactionType.NAMED_INDIVIDUAL)
            at = text.find(word, at + 1)


def produced(folder: Path, out: Path):
    build.disclose_all(folder)
    session = build.as_user(folder, "omar")
    try:
        return finish(producing.produce(session, out, build.production()))
    finally:
        opening.close(session)


def read(data: bytes) -> str:
    if data[:4] != b"%PDF":
        return ocr.recognise(Image.open(io.BytesIO(data))).text
    with pymupdf.open(stream=data, filetype="pdf") as document:
        shots = [page.get_pixmap(dpi=200) for page in document]
        return "\n".join(
            ocr.recognise(Image.frombytes("RGB", (one.width, one.height), one.samples)).text for one in shots
        )


def above_caption(text: str) -> str:
    """What a page says but for the caption at its foot."""
    return text.partition("Edited copy")[0]


@pytest.fixture(scope="module")
def looked(tmp_path_factory):
    """A case with a scan and a screenshot."""
    files = {
        "scan.pdf": scan(
            coded(picture()), coded(picture(("Second page about nothing much", "The kettle again")))
        )
    }
    files["chat.png"] = coded(picture(CHAT, size=(900, 1600)))
    return case_of(tmp_path_factory.mktemp("scans"), files)


@needs_tesseract
def test_a_page_read_by_machine_says_so_and_its_marks_lie_on_the_picture(looked) -> None:
    session = build.as_user(looked, "rita")
    rows = {row.kind: row.item for row in reversed(reviewing.queue(session, 1))}
    view = reviewing.open_item(session, 1, rows[ItemKind.PAGE])
    assert view.by_machine == "Text read from the picture by machine; it may be wrong."
    term = next(mark for mark in view.marks if mark.sort == "term")
    (left, top, right, bottom), *more = term.boxes
    assert not more
    assert 0 < left < right < 1
    assert 0.3 < top < bottom < 0.5, "the fourth of five lines"
    opening.close(session)


@needs_tesseract
def test_E3_a_picture_stays_covered_until_a_reason_is_given(looked) -> None:
    session = build.as_user(looked, "rita")
    item = next(row.item for row in reviewing.queue(session, 1) if row.kind is ItemKind.IMAGE)
    assert reviewing.open_item(session, 1, item).picture_covered
    for what in ("names", "special"):
        reviewing.reveal(session, 1, item, what, WHY)
    with pytest.raises(RuleBroken, match="covered"):
        reviewing.page_picture(session, 1, item)
    assert not reviewing.reveal(session, 1, item, "picture", WHY).picture_covered
    shown = reviewing.page_picture(session, 1, item)
    assert shown.height > shown.width
    opening.close(session)


@needs_tesseract
def test_I3_a_scan_and_a_screenshot_leave_without_what_was_marked(tmp_path) -> None:
    files = {
        "scan.pdf": scan(coded(picture(), "JPEG", comment=NAME.encode())),
        "chat.png": coded(picture(CHAT, size=(900, 1600))),
    }
    folder = case_of(tmp_path, files)
    session = build.as_user(folder, "rita")
    for row in reviewing.queue(session, 1):
        reviewing.decide(session, 1, row.item, Relevance.RELEVANT, "about the kettle")
        mark_all(session, row.item, NAME, NUMBER)
        mark_all(session, row.item, *(() if row.kind is ItemKind.PAGE else ("Okafor",)))
    with_page = next(row.item for row in reviewing.queue(session, 1) if row.kind is ItemKind.PAGE)
    at = session.case.one("SELECT text FROM items WHERE id = :i", {"i": with_page})[0].index(
        "Later Okafor"
    ) + len("Later ")
    redacting.mark(session, 1, with_page, at, at + 6, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    opening.close(session)
    produced(folder, tmp_path / "bundle")
    out = sorted((tmp_path / "bundle" / "documents").glob("*.p??"))
    assert sorted(file.suffix for file in out) == [".pdf", ".png"]
    for file in out:
        data = file.read_bytes()
        text = read(data)
        assert "Okafor" not in text
        assert "900456" not in text.replace(" ", "")
        assert "kettle" in text
        assert b"Okafor" not in data


@needs_tesseract
def test_a_page_without_words_is_covered_whole_or_goes_as_it_is(tmp_path) -> None:
    folder = case_of(
        tmp_path, {"a.pdf": scan(coded(picture())), "b.png": coded(Image.effect_noise((400, 300), 40))}
    )
    session = build.as_user(folder, "rita")
    rows = {row.kind: row.item for row in reviewing.queue(session, 1)}
    for item in rows.values():
        reviewing.decide(session, 1, item, Relevance.RELEVANT, "about the kettle")
        redacting.cover_page(session, 1, item, RedactionType.OTHER, reason="not ours to give")
    assert comparing.preview(session, rows[ItemKind.IMAGE]).redactions
    shown = comparing.page_preview(session, rows[ItemKind.IMAGE])
    before, after = shown.before, shown.after
    assert set(after.rgb) == {0}
    assert set(before.rgb) != {0}
    opening.close(session)
    produced(folder, tmp_path / "bundle")
    for file in (tmp_path / "bundle" / "documents").glob("*.p??"):
        assert above_caption(read(file.read_bytes())) == ""


def test_a_page_with_text_of_its_own_is_covered_whole_and_nothing_of_it_leaves(tmp_path) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 90), "The kettle and some more words.")
    folder = case_of(tmp_path, {"a.pdf": document.tobytes()})
    session = build.as_user(folder, "rita")
    item = reviewing.queue(session, 1)[0].item
    reviewing.decide(session, 1, item, Relevance.RELEVANT, "about the kettle")
    made = redacting.cover_page(session, 1, item, RedactionType.OTHER, reason="contains personal data")
    assert comparing.preview(session, item).after.strip() == made.token
    shown = comparing.page_preview(session, item)
    assert set(shown.after.rgb) == {0}
    assert set(shown.before.rgb) != {0}
    opening.close(session)
    produced(folder, tmp_path / "bundle")
    (file,) = (tmp_path / "bundle" / "documents").glob("*.p??")
    with pymupdf.open(file) as edited:
        assert above_caption(edited[0].get_text()).strip() == ""
    index = (tmp_path / "bundle" / "schedule" / "redactions.csv").read_text("utf-8-sig")
    assert "the whole page filled" in index


@needs_tesseract
def test_words_whose_boxes_are_missing_stop_the_export(tmp_path) -> None:
    folder = case_of(tmp_path, {"a.pdf": scan(coded(picture()))})
    session = build.as_user(folder, "rita")
    item = reviewing.queue(session, 1)[0].item
    reviewing.decide(session, 1, item, Relevance.RELEVANT, "about the kettle")
    mark_all(session, item, "kettle")
    kept = marking.relevant_anywhere(session, item)
    from dataclasses import replace

    bare = replace(
        kept, item=replace(kept.item, extra=tuple(pair for pair in kept.item.extra if pair[0] != "ocr words"))
    )
    original = scan(coded(picture()))
    with pytest.raises(OutputProblem, match="place in the picture is not known"):
        comparing.redact_document(session, original, [bare])
    opening.close(session)


@needs_tesseract
def test_a_stamp_of_text_over_a_scan_goes_by_the_record_of_its_picture(tmp_path) -> None:
    folder = case_of(tmp_path, {"a.pdf": scan(coded(picture()), text="Copy, O. Okafor")})
    session = build.as_user(folder, "rita")
    rows = [reviewing.open_item(session, 1, row.item) for row in reviewing.queue(session, 1)]
    record = next(view for view in rows if view.locator == "page 1/picture")
    assert record.by_machine
    assert record.page == 0
    for view in rows:
        reviewing.decide(session, 1, view.id, Relevance.RELEVANT, "about the kettle")
        mark_all(session, view.id, NAME, NUMBER)
        mark_all(session, view.id, "O. Okafor", "Later Okafor")
    opening.close(session)
    produced(folder, tmp_path / "bundle")
    (file,) = (tmp_path / "bundle" / "documents").glob("*.p??")
    text = read(file.read_bytes())
    assert "Okafor" not in text
    assert "kettle" in text
    with pymupdf.open(file) as document:
        assert document.page_count == 2, "the page, and what the words in brackets mean"
        assert "What the words in brackets mean" in document[1].get_text()


@needs_tesseract
@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
def test_one_file_is_redacted_by_what_the_detector_finds_in_its_picture(tmp_path, name) -> None:
    data = coded(
        picture(("Ring me on 07700 900456 today", "or write to ann@example.org", "The kettle is on"))
    )
    (tmp_path / name).write_bytes(scan(data) if name.endswith("pdf") else data)
    out = tmp_path / f"out-{name}"
    done = single_file.redact_file(tmp_path / name, out, [], auto=True)
    assert done.removed >= 2
    text = read(out.read_bytes())
    assert "900456" not in text.replace(" ", "")
    assert "example.org" not in text
    assert "kettle" in text


@needs_tesseract
def test_a_preview_leaves_the_words_of_pictures_to_the_import_and_says_so(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "photo.png").write_bytes(coded(picture(CHAT), "PNG"))
    (source / "scan.pdf").write_bytes(scan(coded(picture(CHAT))))
    seen = finish(previewing.look_through(source))
    session = build.as_user(build.new_case(tmp_path / "case"), "rita")
    reports = finish(importing.import_path(session, source, build.exhibit(), ReadOptions()))
    assert [(one.account.found, one.account.off_by) for one in seen] == [(1, 0), (1, 0)]
    assert [one.account.found for one in reports] == [1, 1]
    assert [any(ocr.LATER in said for said in one.account.warnings) for one in (*seen, *reports)] == [
        True,
        True,
        False,
        False,
    ]
    assert all("kettle" in text for (text,) in session.case.all("SELECT text FROM items"))
    opening.close(session)

"""Cover what was seen: where the gate refuses by a term, the places go in which it was seen; coded runs go
whole."""

import base64
import io
from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import Leak, PageArea, Redacted
from evidence_review.imaging import ocr
from evidence_review.redaction.file_writing import removals_of
from evidence_review.redaction.gate.coded_runs import CODED, without_coded
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.refusal import Refused
from evidence_review.workflow.case.redaction_options import OR_COVER, Wishes
from evidence_review.workflow.one_file.cover_seen import covered, seen_on_pages
from evidence_review.workflow.one_file.redact_file_task import redact_path

NAME = "Ottoline Brackwater"
SEARCH = search_of(removals_of([NAME]))
LEAK = Leak("page 1", "words read in the picture by machine")


def page(*lines: str) -> bytes:
    document = pymupdf.open()
    sheet = document.new_page()
    for at, line in enumerate(lines):
        sheet.insert_text((72, 100 + 60 * at), line, fontsize=20)
    return document.tobytes()


@pytest.mark.skipif(ocr.absent(), reason="the text recognition program is not on this machine")
def test_the_place_in_which_a_reader_saw_it_is_covered_and_no_more():
    source = page("An ordinary line", f"It was {NAME} there", "The last line")
    found = seen_on_pages(source, SEARCH)(Refused([LEAK], source))
    tops = {(round(one.box[1], 1), round(one.box[3], 1)) for one in found}
    assert found
    assert all(one.page == 0 and one.box[1] > 0.14 and one.box[3] < 0.24 for one in found), tops
    other = search_of(removals_of(["Leopoldine Farthingay"]))
    assert seen_on_pages(source, other)(Refused([LEAK], source)) == [PageArea(0, (0, 0, 1, 1))]


def test_areas_are_tried_before_whole_pages_and_what_went_is_told():
    asked: list[Sequence[PageArea]] = []
    area, whole = PageArea(0, (0.1, 0.1, 0.2, 0.2)), PageArea(0, (0, 0, 1, 1))

    def redact(areas: Sequence[PageArea]) -> Redacted:
        asked.append(areas)
        if whole not in areas:
            raise Refused([LEAK], b"")
        return Redacted(b"new", 1)

    done = covered(redact, lambda _: [area], ())
    assert asked == [(), (area,), (area, whole)]
    assert "areas of page" not in done.warnings[-1]
    assert "all of page 1" in done.warnings[-1]


def test_what_cannot_be_covered_stays_refused():
    def redact(_: Sequence[PageArea]) -> Redacted:
        raise Refused([LEAK], b"")

    with pytest.raises(Refused, match="page 1"):
        covered(redact, lambda _: [PageArea(0, (0, 0, 0.5, 0.5))], ())


@pytest.mark.parametrize(
    "coded",
    [
        base64.b64encode(NAME.encode()).decode(),
        NAME.encode().hex(),
        NAME.encode().hex(" "),
        "".join(f"\\{letter:03o}" for letter in NAME.encode()),
        base64.urlsafe_b64encode(f"??>>{NAME}".encode()).decode(),
    ],
)
def test_a_coded_run_is_refused_or_goes_whole(coded: str, tmp_path: Path):
    source, target = tmp_path / "in.txt", tmp_path / "out.txt"
    source.write_text(
        f"An ordinary line\nThey wrote {coded} and left\nBread was left, QWxsIGlzIHdlbGwgaGVyZQ==\n"
    )
    with pytest.raises(OutputProblem, match="Cover what was seen"):
        next(redact_path(source, target, [NAME]))
    assert not target.exists()
    next(redact_path(source, target, [NAME], Wishes(cover_seen=True)))
    assert target.read_text().splitlines()[::2] == source.read_text().splitlines()[::2]
    assert CODED in target.read_text()
    assert coded not in target.read_text()


def test_ordinary_runs_stay():
    text = f"QWxsIGlzIHdlbGwgaGVyZQ== 3f2a9c0d11223344556677889900aabb a%20b\n{io.DEFAULT_BUFFER_SIZE}"
    assert without_coded(text, SEARCH) == (text, 0)


def test_a_refusal_of_one_file_offers_the_way_on(tmp_path: Path):
    source = tmp_path / "in.txt"
    source.write_text(NAME.encode().hex())
    with pytest.raises(OutputProblem) as refused:
        next(redact_path(source, tmp_path / "out.txt", [NAME]))
    assert str(refused.value).endswith(OR_COVER)

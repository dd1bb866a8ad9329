"""Areas drawn on the page or picture that an item is, and whole pages, as marks of the case (issue 6, Build
5; reference/law.md I1, I4, J2)."""

import io
import shutil

import pymupdf
import pytest
from PIL import Image

from evidence_review import cli
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import ItemKind, MarkRuling, Purpose, RedactionType, Relevance, Tag
from evidence_review.store import redactions
from evidence_review.workflow.case import opening
from evidence_review.workflow.redacting import (
    approving,
    comparing,
    covering,
    narrowing,
    overlapping,
    redacting,
)
from evidence_review.workflow.reviewing import reviewing, tagging
from tests import build
from tests.workflow.reviewing.test_scans import case_of
from tests.workflow.samples import personal_case as pc

OTHER, WHY = RedactionType.OTHER, "a drawing of her house"
TOP = (0.0, 0.0, 1.0, 0.2)


def page_of_words() -> bytes:
    with pymupdf.open() as made:
        sheet = made.new_page()
        sheet.insert_text((72, 90), "Oduya Fenwick lives at the lighthouse.")
        sheet.insert_text((72, 400), "The kettle was on at eight.")
        data: bytes = made.tobytes()
    return data


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    picture = io.BytesIO()
    Image.new("RGB", (200, 100), "orange").save(picture, "PNG")
    return case_of(
        tmp_path_factory.mktemp("covering"), {"a.pdf": page_of_words(), "b.png": picture.getvalue()}
    )


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


@pytest.fixture
def rita(folder):
    made = build.as_user(folder, "rita")
    for row in reviewing.queue(made, 1):
        reviewing.decide(made, 1, row.item, Relevance.RELEVANT, "about the kettle")
    yield made
    opening.close(made)


def item(session, kind):
    return next(row.item for row in reviewing.queue(session, 1) if row.kind is kind)


def pixel(picture, across, down):
    at = (int(down * picture.height) * picture.width + int(across * picture.width)) * 3
    return tuple(picture.rgb[at : at + 3])


def test_an_area_of_a_page_is_filled_and_the_words_under_it_are_gone(rita):
    page = item(rita, ItemKind.PAGE)
    (made,) = covering.cover_areas(rita, 1, page, [TOP], OTHER, Purpose.PRIVACY, WHY)
    assert (made.area, made.start, made.end, made.purpose) == (TOP, 0, 0, Purpose.PRIVACY)
    assert redactions.standing(rita.case, page)[0].area == TOP
    shown = comparing.page_preview(rita, page)
    assert pixel(shown.after, 0.5, 0.1) == (0, 0, 0)
    assert pixel(shown.after, 0.5, 0.9) == pixel(shown.before, 0.5, 0.9) == (255, 255, 255)
    opening.close(rita)


@pytest.mark.timeout(400)
def test_I3_nothing_under_an_area_is_in_the_bundle_and_the_index_says_what_was_done(folder, rita, tmp_path):
    for kind in (ItemKind.PAGE, ItemKind.IMAGE):
        covering.cover_areas(rita, 1, item(rita, kind), [TOP], OTHER, reason=WHY)
    opening.close(rita)
    build.disclose_all(folder)
    pc.sign_all(folder)
    pc.produce(folder, tmp_path / "bundle")
    edited = next((tmp_path / "bundle" / "documents").glob("*.pdf"))
    with pymupdf.open(edited) as new:
        body, caption = new[0].get_text().split("Edited copy")
        assert body.split() == ["The", "kettle", "was", "on", "at", "eight."]
        assert "For the defence, R v Morgan Vale" in " ".join(caption.split())
    assert b"Fenwick" not in edited.read_bytes()
    with Image.open(next((tmp_path / "bundle" / "documents").glob("*.png"))) as new:
        assert max(new.convert("RGB").getpixel((100, 10))) < 20
        assert new.convert("RGB").getpixel((100, 60))[0] > 200
    index = (tmp_path / "bundle" / "schedule" / "redactions.csv").read_text("utf-8-sig")
    assert "an area filled; the page became a picture" in index
    assert "filled in the picture" in index
    assert WHY not in index
    with pymupdf.open(tmp_path / "bundle" / "cover.pdf") as new:
        listed = "".join(new[0].get_text().split())
    for file in (tmp_path / "bundle" / "documents").iterdir():
        if file.suffix != ".tlog-proof":
            assert f'"documents/{file.name}"' in index
            assert f"documents/{file.name}" in listed


def test_J2_areas_of_one_act_are_approved_as_drawn_and_taken_back_together(folder, rita):
    picture = item(rita, ItemKind.IMAGE)
    before = redactions.item_digest(rita.case, picture)
    made = covering.cover_areas(
        rita, 1, picture, [(0.1, 0.1, 0.2, 0.2), (0.5, 0.5, 0.6, 0.6)], OTHER, reason=WHY
    )
    drawn = redactions.item_digest(rita.case, picture)
    redacting.withdraw(rita, made[0].id, "drawn in the wrong place")
    assert redactions.standing(rita.case, picture) == ()
    assert redactions.item_digest(rita.case, picture) == before != drawn
    opening.close(rita)


def test_I4_an_area_on_what_meets_the_disclosure_test_waits_for_the_prosecutor(folder, rita):
    page = item(rita, ItemKind.PAGE)
    covering.cover_areas(rita, 1, page, [TOP], OTHER, reason=WHY)
    tagging.tag(rita, 1, page, [Tag.AWAY])
    opening.close(rita)
    paul = build.as_user(folder, "paul")
    approving.waiting(paul)
    overlapping.decide_overlap(paul, page, MarkRuling.KEEP, "where she lives is what assists him")
    assert redactions.standing(paul.case, page) == ()
    assert redactions.kept_spans(paul.case, page) == ()
    opening.close(paul)


@pytest.mark.parametrize(
    "boxes", [[], [(0.5, 0.5, 0.5, 0.9)], [(0, 0, 1.2, 1)], [(-0.1, 0, 1, 1)], [(0.9, 0, 0.1, 1)]]
)
def test_an_area_lies_on_the_page_and_has_a_size(rita, boxes):
    with pytest.raises(RuleBroken, match="Draw at least one area"):
        covering.cover_areas(rita, 1, item(rita, ItemKind.PAGE), boxes, OTHER, reason=WHY)
    with pytest.raises(RuleBroken, match="note"):
        covering.cover_areas(rita, 1, item(rita, ItemKind.PAGE), [TOP], OTHER)
    opening.close(rita)


def test_a_message_has_no_page_to_draw_on(tmp_path):
    session = build.as_user(pc.case(tmp_path), "rita")
    (message,) = pc.decide(session, 2)
    with pytest.raises(RuleBroken, match="no page"):
        covering.cover_areas(session, 1, message, [TOP], OTHER, reason=WHY)
    opening.close(session)


def test_an_area_and_a_passage_on_one_page_go_together(rita):
    page = item(rita, ItemKind.PAGE)
    text = rita.case.one("SELECT text FROM items WHERE id = :i", {"i": page})[0]
    at = text.index("The kettle")
    covering.cover_areas(rita, 1, page, [TOP], OTHER, reason=WHY)
    narrowing.keep_only(rita, 1, page, [(at, len(text))], reason="outside the passage")
    assert len(redactions.standing(rita.case, page)) == 2
    shown = comparing.page_preview(rita, page)
    assert pixel(shown.after, 0.5, 0.1) == (0, 0, 0)
    opening.close(rita)


def test_the_command_covers_an_area(folder, rita, tmp_path, capsys):
    page = item(rita, ItemKind.PAGE)
    opening.close(rita)
    secret = tmp_path / "words"
    secret.write_text(build.PASSPHRASE)
    who = [str(folder), str(page), "--user", "rita", "--passphrase-file", str(secret)]
    assert cli.main(["mark", "area", *who, "--area", "0,0,100,20", "--reason", WHY]) == 0
    assert "0,0,100,20" in capsys.readouterr().out
    assert cli.main(["mark", "area", *who, "--area", "nowhere"]) == 1
    assert "per cent" in capsys.readouterr().err

"""What is held and what is found outside every line: kinds of hold, the register as it leaves, no search on a find
(reference/law.md G4, G5, H2, H3)."""

import json
import tempfile
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from evidence_review import cli
from evidence_review.domain.audit import LogFilter
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import CHILD_IMAGE, HoldKind, ItemKind, Relevance
from evidence_review.domain.progress import finish
from evidence_review.trust import verify
from evidence_review.workflow.auditing import auditing, listing_log
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.search_views import Wanted
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from evidence_review.workflow.personal.seeking import search_to_mark
from evidence_review.workflow.producing import producing
from evidence_review.workflow.reviewing import (
    holding,
    line_search,
    masked_pages,
    outside_looks,
    overview_pictures,
    reviewing,
)
from tests import build, many_items

TAXI = ItemId(4)
MAIL = (
    "From: Elaine Sharpe <elaine@example.org>\r\nTo: dana@example.org\r\nSubject: {subject}\r\n"
    "Date: Sat, 08 Mar 2025 20:15:30 +0000\r\n\r\n{body}\r\n"
)
SUBJECT, BODY = "Privileged: zqsubject of our conference", "Our solicitor says zqbody and nothing else."


@pytest.fixture
def folder(tmp_path):
    return build.flagged_case(tmp_path)


def done(folder, who, step, *given):
    session = build.as_user(folder, who)
    try:
        return step(session, *given)
    finally:
        opening.close(session)


@pytest.mark.parametrize("kind", list(HoldKind))
def test_G4_journalistic_material_has_the_same_hold_and_a_kind_of_its_own(folder, kind) -> None:
    reviewing_it = build.as_user(folder, "rita")
    reviewing.open_item(reviewing_it, 1, TAXI)
    together = holding.hold(reviewing_it, 1, TAXI, kind)
    assert TAXI in together
    assert len(together) == 6
    assert {(item, said) for item, said, _ in holding.held(reviewing_it)} == {(one, kind) for one in together}
    line = reviewing_it.case.one("SELECT line FROM audit WHERE action = 'hold'")
    assert json.loads(bytes(line[0]))["detail"]["kind"] == str(kind)
    opening.close(reviewing_it)
    for who in ("rita", "sian", "paul", "omar"):
        for look in (reviewing.open_item, reviewing.unfold):
            with pytest.raises(RuleBroken):
                done(folder, who, look, 1, TAXI)
        with pytest.raises(RuleBroken):
            done(folder, who, holding.read_held, TAXI)
        with pytest.raises(RuleBroken):
            done(folder, who, holding.release, TAXI, "RELEASED")
    assert "taxi" in done(folder, "lena", holding.read_held, TAXI)[2]
    done(folder, "lena", holding.release, TAXI, "UPHELD")
    with pytest.raises(RuleBroken):
        done(folder, "rita", reviewing.open_item, 1, TAXI)
    done(folder, "lena", holding.release, TAXI, "RELEASED")
    assert done(folder, "rita", reviewing.open_item, 1, TAXI).id == TAXI


def test_G4_who_holds_from_a_terminal_says_the_kind(folder, monkeypatch, capsys) -> None:
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    assert cli.main(["hold", str(folder), str(TAXI), "--user", "rita", "--kind", "journalistic"]) == 0
    capsys.readouterr()
    assert cli.main(["held", str(folder), "--user", "sian"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 6
    assert all("JOURNALISTIC" in line for line in told)


def mails(tmp_path, folder) -> None:
    """Two messages by mail into a case of their own line: one to or from a solicitor, one about lunch."""
    received = tmp_path / "mails"
    received.mkdir()
    (received / "one.eml").write_text(MAIL.format(subject=SUBJECT, body=BODY))
    (received / "two.eml").write_text(MAIL.format(subject="zqlunch", body="zqlunch at one?"))
    session = build.as_user(folder, "omar")
    finish(importing.import_path(session, received, build.exhibit("EM/1"), ReadOptions(zone="Europe/London")))
    opening.close(session)
    scope = {"people": (), "all_people": True, "kinds": (ItemKind.EMAIL, ItemKind.MESSAGE)}
    build.approve(folder, build.another(build.line(2), **scope))
    done(folder, "rita", lambda session: finish(flagging.flag(session)))


def test_G5_the_register_leaves_without_content_and_without_subject_lines(
    folder, tmp_path, monkeypatch, capsys
) -> None:
    mails(tmp_path, folder)
    done(folder, "rita", holding.hold, 1, TAXI)
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    session = build.as_user(folder, "lena")
    held = {item for item, _, _ in holding.held(session)}
    texts = session.case.all(
        "SELECT i.id, i.text, t.title FROM items i JOIN threads t ON t.id = i.thread_id ORDER BY 1"
    )
    opening.close(session)
    assert any(SUBJECT in (text, title) or SUBJECT in text for item, text, title in texts if item in held)
    words = {
        word for item, text, title in texts if item in held for word in (*text.split("\n"), title) if word
    }
    assert {SUBJECT, BODY, "the taxi is outside"} <= words  # the control: what a leak would look like
    for form in ((), ("--json",)):
        assert cli.main(["held", str(folder), "--user", "lena", *form]) == 0
        told = capsys.readouterr().out
        assert all(str(item) in told for item in held)
        assert [
            word for word in (*words, "zqsubject", "zqbody", "Elaine", "example.org") if word in told
        ] == []


def test_G5_the_list_of_the_log_has_nothing_of_what_is_held_either(folder, tmp_path) -> None:
    mails(tmp_path, folder)
    done(folder, "rita", holding.hold, 1, TAXI)
    out = tmp_path / "log.json"
    done(folder, "abel", listing_log.write_log_list, LogFilter(), out)
    told = out.read_text("utf-8")
    assert "privileged" in told  # the control: the hold is an entry of the list
    assert [word for word in ("zqsubject", "zqbody", "taxi is outside") if word in told] == []


def find_of(folder) -> str:
    return done(folder, "rita", holding.report_find, 1, TAXI, "SERIOUS", "another matter", "a neutral note")


def found(folder, line: int, words: str = "taxi") -> set[ItemId]:
    return set(done(folder, "rita", line_search.search_line, line, Wanted(words)).items)


def test_H2_no_search_reaches_a_find_until_a_supervisor_opens_a_line_for_it(folder) -> None:
    done(folder, "rita", reviewing.decide, 1, TAXI, Relevance.RELEVANT)
    assert TAXI in found(folder, 1)  # the control
    assert done(folder, "rita", lambda s: finish(search_to_mark(s, "taxi"))).places
    find = find_of(folder)
    assert TAXI not in found(folder, 1)
    assert found(folder, 1)
    assert not done(folder, "rita", lambda s: finish(search_to_mark(s, "taxi"))).places
    for look in (reviewing.open_item, reviewing.unfold):
        with pytest.raises(RuleBroken):
            done(folder, "rita", look, 1, TAXI)
    with pytest.raises(RuleBroken):
        done(folder, "rita", outside_looks.request_look, TAXI, 1, "to see more of what was found there")
    wider = build.another(build.line(2), people=(), all_people=True, date_to=date(2025, 3, 12))
    done(folder, "rita", enquiring.propose_line, replace(wider, title="What was found"))
    with pytest.raises(RuleBroken):
        found(folder, 2)
    with pytest.raises(RuleBroken):
        done(folder, "rita", enquiring.approve_line, 2)
    done(folder, "sian", enquiring.approve_line, 2)
    done(folder, "sian", lambda session: finish(flagging.flag(session)))
    assert TAXI not in found(folder, 2)
    with pytest.raises(RuleBroken, match="supervisor"):
        done(folder, "rita", holding.close_find, find, "a new line of enquiry")
    done(folder, "sian", holding.close_find, find, "a new line of enquiry: line 2")
    done(folder, "sian", lambda session: finish(flagging.flag(session)))
    assert TAXI in found(folder, 2)


def photo_case(folder, tmp_path) -> tuple[ItemId, ItemId]:
    """A photo on two phones, byte for byte, and another; a line over everything, and the first photo decided
    relevant, coded and approved beside the taxi. The two items of the photo."""
    for ref, colours in (("PH/1", ("red", "teal")), ("PH/2", ("red",))):
        received = tmp_path / ref.replace("/", "")
        received.mkdir()
        for colour in colours:
            (received / f"{colour}.jpg").write_bytes(many_items.photo(colour, "2025:03:08 15:21:33"))
        session = build.as_user(folder, "omar")
        finish(
            importing.import_path(session, received, build.exhibit(ref), ReadOptions(zone="Europe/London"))
        )
        opening.close(session)
    build.approve(folder, build.another(build.line(2), people=(), all_people=True, kinds=()))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    red = sha256(many_items.photo("red", "2025:03:08 15:21:33")).hexdigest()
    rows = session.case.all("SELECT item_id FROM attachments WHERE sha256 = :red ORDER BY 1", {"red": red})
    first, second = (ItemId(item) for (item,) in rows)
    for item in (first, TAXI):
        reviewing.decide(session, 2, item, Relevance.RELEVANT, "it bears on how they travelled")
    opening.close(session)
    build.disclose_all(folder)
    return first, second


def bundle(folder, out):
    return done(folder, "omar", lambda s: finish(producing.produce(s, out, build.production())))


def files_with(piece: bytes, *tops) -> list[str]:
    """The files below these folders that hold the bytes."""
    return [str(one) for top in tops for one in top.rglob("*") if one.is_file() and piece in one.read_bytes()]


def test_H3_a_suspected_image_is_not_copied_shown_small_handed_over_or_kept_beside_the_case(
    folder, tmp_path, monkeypatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    first, second = photo_case(folder, tmp_path)
    small = done(folder, "rita", overview_pictures.thumbnails, 2, [(first, 0), (second, 0)])
    assert len(small) == 2  # the control: before, it is shown small and is handed over
    before = bundle(folder, tmp_path / "before")
    assert before.items == 2
    with pytest.raises(RuleBroken, match="IMMEDIATE"):
        done(folder, "rita", holding.report_find, 2, first, "OTHER", CHILD_IMAGE, "seen in passing")
    find = done(folder, "rita", holding.report_find, 2, first, "IMMEDIATE", CHILD_IMAGE, "seen in passing")
    assert {item for item, _, _ in done(folder, "rita", holding.held)} == {first, second}
    for who in ("rita", "sian", "paul", "omar"):
        assert done(folder, who, overview_pictures.thumbnails, 2, [(first, 0), (second, 0)]) == ()
        listed = {one.item for one in done(folder, who, overview_pictures.overview_pictures, 2)}
        assert not listed & {first, second}
        assert listed
        for item in (first, second):
            for look in (reviewing.open_item, reviewing.page_picture, masked_pages.show_page):
                with pytest.raises(RuleBroken):
                    done(folder, who, look, 2, item)
            with pytest.raises(RuleBroken):
                done(folder, who, reviewing.reveal_media, 2, item, 0, "because it must be looked at again")
    after = bundle(folder, tmp_path / "after")
    assert after.items == 1
    piece = many_items.photo("red", "2025:03:08 15:21:33")[-400:-200]
    assert str(tmp_path / "PH1" / "red.jpg") in files_with(piece, tmp_path / "PH1")  # the control
    assert files_with(piece, folder, scratch, tmp_path / "after") == []
    with pytest.raises(RuleBroken, match="digital forensic unit"):
        done(folder, "sian", holding.close_find, find, "looked at")
    done(folder, "sian", holding.close_find, find, "the unit says that it is none, reference 12, 3 March")
    assert done(folder, "rita", reviewing.open_item, 2, first).id == first
    assert {item for item, _, _ in done(folder, "rita", holding.held)} == {second}
    session = build.as_user(folder, "abel")
    assert auditing.verify_case(session).status == verify.INTACT
    opening.close(session)

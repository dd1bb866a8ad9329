"""What no search can find, by reason, is the set that was seeded (reference/law.md D3): beside words, pictures and sound
without text, a page that is a picture, a file that is locked."""

import io
from datetime import date

import pymupdf
import pytest
import ufdr_reports
from pdf_files import encrypted
from PIL import Image
from recording_samples import wave

from evidence_review.domain.enquiry import ScopeRule
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import finish
from evidence_review.workflow.auditing import account_of_looking, auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.reviewing import holding, reviewing
from tests import build
from tests.workflow.samples import attached_samples

CHAT = (
    "08/03/2025, 19:00 - Dana P: the kettle was on\n"
    "08/03/2025, 19:01 - Callum Marsh: photo.jpg (file attached)\n"
    "08/03/2025, 19:02 - Callum Marsh: nothing more\n"
)


def blank() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "PNG")
    return out.getvalue()


def scan() -> bytes:
    with pymupdf.open() as paper:
        paper.new_page().insert_image((72, 72, 400, 300), stream=blank())
        return paper.tobytes()


SEEDED = {
    "WhatsApp Chat with Callum.txt": CHAT.encode(),
    "blank.png": blank(),
    "blank too.png": blank() + b" ",
    "sound.wav": wave(),
    "scan.pdf": scan(),
    "locked.pdf": encrypted(1, 2, 40, b"secret"),
}


@pytest.fixture
def session(tmp_path):
    opened = build.as_user(attached_samples.case_with(tmp_path, SEEDED), "rita")
    yield opened
    opening.close(opened)


def test_D3_the_reasons_and_counts_are_those_of_the_seeded_set(session) -> None:
    before = dict(account_of_looking.term_report(session, 1).not_searchable)
    assert before["not yet screened for privilege, so not searched"] == 3
    finish(flagging.flag(session))
    told = dict(account_of_looking.term_report(session, 1).not_searchable)
    assert told == {
        "audio without text": 1,
        "image: reading it found no text": 2,
        "page without text, also after reading its picture": 1,
    }
    everything = dict(auditing.not_examined(session))
    assert {
        why.removeprefix("in scope: "): n for why, n in everything.items() if why.startswith("in scope")
    } == told
    (locked,) = [why for why in everything if why.startswith("not read: ") and "needs a password" in why]
    (missing,) = [why for why in everything if why.startswith("attached file, picture (not supplied")]
    assert (everything[locked], everything[missing]) == (1, 1)
    covered = session.case.count("SELECT count(*) FROM in_scope")
    assert covered == len(reviewing.queue(session, 1))  # and every one of them is in the queue
    with_words = session.case.count("SELECT count(*) FROM items WHERE trim(coalesce(text, '')) <> ''")
    assert covered == sum(told.values()) + with_words  # nothing else is without words


def test_D3_what_is_held_is_told_as_held_and_not_as_searched(session) -> None:
    finish(flagging.flag(session))
    row = next(row for row in reviewing.queue(session, 1) if reviewing.open_item(session, 1, row.item).text)
    together = holding.hold(session, 1, row.item)
    told = dict(account_of_looking.term_report(session, 1).not_searchable)
    assert told["held for counsel, so not searched"] == len(together) == 3


OTHERS = (
    "08/03/2025, 19:00 - Dana P: the kettle was on\n"
    "08/03/2025, 19:01 - Callum Marsh: nie wiem co robić, boję się że wróci\n"
    "08/03/2025, 19:02 - Callum Marsh: де ти зараз\n"
)


def test_D3_other_languages_are_told_with_the_line_and_what_was_searched_before_is_told_as_not_known(
    tmp_path,
) -> None:
    session = build.as_user(
        attached_samples.case_with(tmp_path, {"WhatsApp Chat with Callum.txt": OTHERS.encode()}), "rita"
    )
    assert auditing.hard_to_search(session) == ()
    finish(flagging.flag(session))
    before = auditing.not_examined(session)
    assert dict(auditing.hard_to_search(session)) == {
        "line 1, in Polish": 1,
        "line 1, in Cyrillic letters": 1,
    }
    with session.case.change(session.signer, AuditOp.CONFIG, "as an older program left it") as change:
        change.run("DELETE FROM line_tongues")
        change.run("DELETE FROM foreign_items")
    assert dict(auditing.hard_to_search(session)) == {
        "line 1, searched before languages were told, so not known until the line is searched again": 3
    }
    assert auditing.not_examined(session) == before
    opening.close(session)


def test_D3_a_reading_of_little_confidence_is_told_with_the_line(tmp_path) -> None:
    """What the reading of a picture keeps of its confidence counts, whatever the picture."""
    session = build.as_user(attached_samples.case_with(tmp_path, SEEDED), "rita")
    page = session.case.one("SELECT id FROM items WHERE kind = 'PAGE'")[0]
    for confidence, told in (
        ("59", {"line 1, words read off a picture with a confidence under 60 of 100": 1}),
        ("60", {}),
    ):
        extra = f'[["text from", "picture"], ["ocr confidence", "{confidence}"]]'
        session.case._db.execute("DROP TRIGGER IF EXISTS items_no_update")
        session.case._db.execute(
            "UPDATE items SET text = 'a few words', extra = ? WHERE id = ?", (extra, page)
        )
        finish(flagging.flag(session))
        assert dict(auditing.hard_to_search(session)) == told
    opening.close(session)


def test_why_nobody_opened_it_is_what_the_case_knows(session) -> None:
    finish(flagging.flag(session))
    found = {why.partition("not opened by a person: ")[2] for why, _ in auditing.not_examined(session)} - {""}
    assert found <= {
        "ranked low by the machine, so not put forward",
        "put forward by the machine, and waits",
        "it holds an agreed search term, and waits",
    }
    assert found


APP_SAID = (
    "01/03/2025, 19:00 - Messages and calls are end-to-end encrypted. Only people in this chat can read them.\n"
    "01/03/2025, 19:01 - Callum Marsh: the kettle was on\n"
)


def test_K9_what_an_app_says_itself_is_no_application_and_a_file_shown_elsewhere_says_so(tmp_path) -> None:
    one = '<model type="Attachment" id="a1" file_id="f1"></model>'
    sender = ufdr_reports.party("+447700900123", "Callum Marsh")
    text = ufdr_reports.message(1, "look", sender, ufdr_reports.many("Attachments", one))
    picture = ufdr_reports.tagged("f1", "files\\Image\\x.png", blank())
    xml = ufdr_reports.report(ufdr_reports.of_type("InstantMessage", text), picture)
    ufdr_reports.ufdr(tmp_path / "report.ufdr", xml, [("files/Image/x.png", blank())])
    files = {
        "WhatsApp Chat with Callum.txt": APP_SAID.encode(),
        "phone.ufdr": (tmp_path / "report.ufdr").read_bytes(),
    }
    late = ScopeRule(all_people=True, date_from=date(2031, 1, 1), date_to=date(2031, 1, 2))
    session = build.as_user(attached_samples.case_with(tmp_path, files, late), "rita")
    told = dict(auditing.not_examined(session))
    opening.close(session)
    assert told["DP/1: message of the app itself, outside every approved line"] == 1
    shown = (
        "DP/1: file in the report of the device that was not read by itself: it is shown with the message or record it "
        "belongs to"
    )
    assert told[shown] == 1
    assert not [why for why in told if "application" in why or why.startswith("left out")]

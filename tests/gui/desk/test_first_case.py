"""An own case from an empty folder to a verified bundle, by mouse and keys in the window alone, with the acts counted:
what docs/first-case.md tells. FIRST_CASE_PICTURES=docs/first-case makes its pictures anew."""

import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from evidence_review.domain.kinds import Relevance
from evidence_review.gui import actions
from tests.gui.acts import idle
from tests.gui.conftest import CHAT
from tests.gui.desk.hand import Hand

PASS = "four quiet words here"
MOST = 60
"""Fields and clicks from an empty folder to the first decision."""


@pytest.fixture
def hand(window, tmp_path):
    window.resize(1366, 768)
    return Hand(window, Path(os.environ.get("FIRST_CASE_PICTURES") or tmp_path / "pictures"))


def sign_in(hand, name, passphrase=PASS):
    if hand.sees("Close case") or hand.window.desk.session is not None:
        hand.press("Close case")
    hand.choose("User", name)
    hand.write("Passphrase", passphrase)
    hand.press("Open case")
    assert hand.window.desk.session is not None


def test_an_own_case_from_an_empty_folder_to_the_first_decision(qtbot, hand, tmp_path):
    chat = tmp_path / "WhatsApp Chat with Bob Sample.txt"
    chat.write_text(CHAT, "utf-8")
    hand.press("New case…")
    hand.write("Folder", str(tmp_path / "case"))
    hand.write("URN", "43AB0000125")
    hand.write("Administrator", "Ada")
    hand.write("Passphrase", PASS)
    hand.write("Passphrase again", PASS)
    hand.picture("new-case")
    hand.press("Create case")
    for name in ("Dan", "Pat"):
        hand.write("Name of the new person", name)
        hand.write("Passphrase", PASS)
        hand.write("Passphrase again", PASS)
        hand.press("Add this person")
    hand.picture("users")
    hand.press("Done")
    sign_in(hand, "Dan")

    hand.press("Import evidence")
    hand.write("File or folder to import", str(chat))
    hand.press("Look through it first")
    idle(qtbot, hand.window)
    hand.press("+ Ann Example")
    hand.write("Reference", "ABC/1")
    hand.write("Time zone of the export", "Europe/London")
    hand.choose("Order of dates in the export", "Day first")
    hand.choose("Legal basis", "Seizure under PACE")
    hand.picture("evidence")
    hand.press("Import")
    idle(qtbot, hand.window)
    hand.picture("imported")

    hand.press("Lines of enquiry")
    hand.press("New line")
    hand.write("Title", "The evening of the concert")
    hand.write("Question", "What did the two people arrange for the evening?")
    hand.write("Rationale: why this is a reasonable line", "Both rely on what was arranged.")
    hand.write("What is expected to be found", "Arrangements and times.")
    hand.write("Less intrusive means considered", "Screenshots were considered and are incomplete.")
    hand.press("Enter a person of the case…")
    hand.write("Name", "Bob Sample")
    hand.press("Enter")
    hand.press("+ Bob Sample")
    hand.write("From (whole day, Europe/London)", "8/3/2025")
    hand.write("To (whole day)", "9/3/2025")
    hand.press("Add a term")
    hand.key(Qt.Key.Key_Return, "concert")
    hand.picture("line")
    hand.press("Propose this line")
    sign_in(hand, "Pat")
    hand.press("Lines of enquiry")
    hand.picture("approve-line")
    hand.press("Approve…")
    hand.tick()
    hand.press("Approve")
    hand.picture("approved")
    (status,) = actions.list_lines(hand.window.desk.session)
    assert [term.text for term in status.line.terms] == ["concert"]
    idle(qtbot, hand.window)
    sign_in(hand, "Dan")
    hand.press("Begin to review")
    hand.picture("review")
    hand.key(Qt.Key.Key_R)
    hand.picture("decided")
    (row, *others) = actions.queue(hand.window.desk.session, 1)
    assert actions.open_item(hand.window.desk.session, 1, row.item).decision.value is Relevance.RELEVANT
    assert len(others) == 8
    assert hand.acts <= MOST, hand.marks
    hand_over(qtbot, hand, tmp_path / "bundle")


def hand_over(qtbot, hand, folder):
    """From the first decision to a checked bundle: what is relevant is marked, approved and coded."""
    window, shift = hand.window, Qt.KeyboardModifier.ShiftModifier
    hand.key(Qt.Key.Key_R)
    for _ in range(2):  # a message of one word is shown among the others before it is decided on
        hand.key(Qt.Key.Key_X)
    hand.key(Qt.Key.Key_R, with_key=shift)
    hand.key(Qt.Key.Key_M, with_key=shift)
    hand.picture("mark")
    hand.tick()
    hand.press("Mark")
    hand.key(Qt.Key.Key_F)
    hand.key(Qt.Key.Key_R)
    while window.review.reviewing.loop.front is not None and len(undecided(window)) > 0:
        hand.key(Qt.Key.Key_X)
    hand.picture("all-decided")

    sign_in(hand, "Pat")
    hand.press("Approve")
    hand.row("Waiting for approval", "ABC/1 · item 4")
    hand.tick()
    hand.picture("approve")
    for item in (4, 1, 2, 5):
        hand.row("Waiting for approval", f"ABC/1 · item {item}")
        hand.key(Qt.Key.Key_E)
        hand.write("Reason", "It assists on what was arranged.")
        hand.press("Endorse")
        if window.approve.overlap.isVisible():
            hand.press("Decide on marks…")
            hand.write("Reason", "Nothing of the arrangement is lost.")
            hand.press("Decide")
        hand.key(Qt.Key.Key_A)
    hand.picture("approved-items")
    hand.press("Produce")
    idle(qtbot, window)
    hand.write("Recipient", "The defence of Bob Sample")
    hand.write("Folder", str(folder))
    hand.press("Check")
    idle(qtbot, window)
    hand.picture("nothing-in-the-way")
    hand.press("Produce", within=window.produce)
    idle(qtbot, window)
    assert hand.sees("The bundle is written")
    hand.picture("bundle")
    hand.press("Verify")
    idle(qtbot, window)
    assert hand.sees("The bundle is whole")
    hand.picture("verified")
    print(hand.acts, hand.marks)
    assert told() == list(hand.marks), "docs/first-case.md has each of the pictures, in their order"


def told():
    """The names of the pictures in docs/first-case.md."""
    page = Path(__file__).resolve().parents[3] / "docs" / "first-case.md"
    return re.findall(r"\(first-case/\d\d-([\w-]+)\.png\)", page.read_text("utf-8"))


def undecided(window):
    return actions.queue(window.desk.session, 1, only="undecided")

"""Sensitive in the sense of public interest: on nothing that is served; never for privacy alone; disputed by the
prosecutor with a request to the police (reference/law.md F7, G6, G7)."""

import contextlib
import re
import subprocess
from datetime import date

import openpyxl
import pytest
import sqlcipher3.dbapi2 as sqlcipher

from evidence_review.domain.disclosure import (
    Assessed,
    DefenceSort,
    EntrySort,
    PublicInterest,
    RequestSort,
    SensitivityView,
)
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import DisclosureCode, Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import recounts, scope_counts, tags
from evidence_review.store.kept_counts import line_counts
from evidence_review.trust import keyring
from evidence_review.workflow.deciding import (
    asking_police,
    assessing,
    claiming_sensitivity,
    defence_papers,
    entering_record,
)
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

WHY = "it shows from which window the street was watched"
SECRET = fc.LAST[1]


@pytest.fixture
def folder(tmp_path):
    """Four relevant items, all disclosed, one of them then claimed to be sensitive."""
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    build.disclose_all(made)
    return made


def claim(folder, interest=PublicInterest.SURVEILLANCE_PLACE):
    return acting(
        folder,
        "omar",
        lambda omar: claiming_sensitivity.claim_sensitive(omar, fc.item(omar, SECRET), interest, WHY),
    )


def served(out):
    """Every word of a bundle, names of files among them, read with other programs."""
    told = []
    for file in sorted(path for path in out.rglob("*") if path.is_file()):
        told.append(file.relative_to(out).as_posix())
        if file.suffix == ".pdf":
            told.append(
                subprocess.run(
                    ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
                ).stdout.decode()
            )
        elif file.suffix == ".xlsx":
            book = openpyxl.load_workbook(file)
            told += [
                str(cell)
                for sheet in book
                for row in sheet.iter_rows(values_only=True)
                for cell in row
                if cell
            ]
        else:
            told.append(file.read_bytes().decode("utf-8", "replace"))
    return "\n".join(told)


def test_G6_what_is_claimed_to_be_sensitive_stands_in_nothing_that_is_served(folder, tmp_path) -> None:
    fc.produce(folder, tmp_path / "before", build.ACCUSED)
    assert "back inside" in served(tmp_path / "before")  # the control: it went out until it was claimed
    claim(folder)
    fc.produce(folder, tmp_path / "after", build.ACCUSED)
    words = served(tmp_path / "after")
    assert "back inside" not in words
    assert WHY not in words
    assert not re.search(r"sensitive schedule|MG6D|MG6E|surveillance|SURVEILLANCE_PLACE", words)
    rows = list(
        openpyxl.load_workbook(tmp_path / "after" / "schedule" / "mg6c.xlsx").active.iter_rows(
            values_only=True
        )
    )
    entries = [row for row in rows if re.fullmatch(r"\d+", row[0] or "")]
    assert [row[0] for row in entries] == ["1", "2", "3", "4"]
    assert entries[1][1].endswith("under further review.")  # its number stays, the reason says nothing of it
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "after" / "schedule" / "management.pdf", "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    (line,) = [row for row in told.splitlines() if "Travel on the evening" in row and "approved" in row]
    assert re.findall(r"\d+", line.split("approved")[1])[:3] == [
        "12",
        "3",
        "3",
    ]  # covered, reviewed, relevant
    assert "Of 3 decisions" in told


def test_G6_every_count_of_what_is_relevant_leaves_it_out(folder) -> None:
    def counts(omar):
        line = omar.case.one("SELECT id FROM lines")[0]
        return (
            line_counts.counts(omar.case, line).relevant - scope_counts.sensitive(omar.case, line),
            tags.relevant(omar.case, line),
            recounts.relevant(omar.case, line),
        )

    assert acting(folder, "omar", counts) == (4, 4, 4)
    claim(folder)
    assert acting(folder, "omar", counts) == (3, 3, 3)
    acting(
        folder,
        "omar",
        lambda omar: claiming_sensitivity.end_sensitivity(omar, 1, "the place is known by now"),
    )
    assert acting(folder, "omar", counts) == (4, 4, 4)


def test_G7_privacy_alone_is_no_public_interest_and_one_must_be_chosen(folder) -> None:
    assert not [one for one in PublicInterest if re.search("PRIVA|PERSONAL|EMBARRASS", one)]
    with pytest.raises(ValueError):
        PublicInterest("PRIVACY")
    with pytest.raises(RuleBroken, match="Give a reason"):
        acting(
            folder, "omar",
            lambda omar: claiming_sensitivity.claim_sensitive(
                omar, fc.item(omar, SECRET), PublicInterest.POLICE_METHODS, "private"
            ),
        )  # fmt: skip
    assert claim(folder).number == 1


def test_F7_the_prosecutor_disputes_asks_and_is_answered(folder) -> None:
    claim(folder)
    due = date(2026, 1, 9)

    def ask(paul):
        item = fc.item(paul, SECRET)
        return [
            asking_police.ask_police(paul, sort, item, words, due)
            for sort, words in (
                (RequestSort.SENSITIVITY, "the window is seen from the street"),
                (RequestSort.DESCRIPTION, "say what the message is about"),
                (RequestSort.MATERIAL, "send the whole conversation"),
            )
        ]

    made = acting(folder, "paul", ask)
    assert [(one.number, one.sort, one.due, one.answer) for one in made] == [
        (1, RequestSort.SENSITIVITY, due, ""),
        (2, RequestSort.DESCRIPTION, due, ""),
        (3, RequestSort.MATERIAL, due, ""),
    ]
    assert acting(folder, "omar", claiming_sensitivity.sensitive_claims)[0].view is SensitivityView.DISPUTED
    acting(folder, "omar", lambda omar: asking_police.answer_request(omar, 1, "the claim is taken back"))
    acting(folder, "omar", lambda omar: claiming_sensitivity.end_sensitivity(omar, 1, "disputed, rightly"))
    assert [bool(one.answer) for one in acting(folder, "paul", asking_police.requests_to_police)] == [
        True,
        False,
        False,
    ]
    with pytest.raises(RuleBroken, match="No open request"):
        acting(folder, "omar", lambda omar: asking_police.answer_request(omar, 1, "again"))


def test_what_is_sensitive_is_neither_copied_nor_shown_and_withheld_only_by_an_order(folder) -> None:
    claim(folder)

    def act(paul):
        item = fc.item(paul, SECRET)
        reviewing.open_item(paul, 1, item)
        for given in (DisclosureCode.DISCLOSE, DisclosureCode.INSPECT):
            with pytest.raises(RuleBroken, match="stands on the sensitive schedule"):
                approving.endorse(paul, item, build.ACCUSED, given, "x")
        withheld = DisclosureCode.PII_WITHHELD
        with pytest.raises(RuleBroken, match="the court's order"):
            approving.endorse(paul, item, build.ACCUSED, withheld, "x")
        approving.endorse(
            paul, item, build.ACCUSED, withheld, "ruled on in chambers", court_order="T20260001/3"
        )
        with pytest.raises(RuleBroken, match="Only what stands on the sensitive schedule"):
            approving.endorse(paul, fc.item(paul, fc.LAST[0]), build.ACCUSED, withheld, "x", court_order="T1")

    acting(folder, "paul", act)


def test_G6_a_copy_of_a_sensitive_message_on_another_phone_is_not_handed_over(folder, tmp_path) -> None:
    chats = tmp_path / "other phone"
    chats.mkdir()
    lines = [
        f"04/03/2025, 19:0{at} - {'Dana P' if at % 2 else 'Blake'}: {text}"
        for at, text in enumerate(fc.CHATS["Blake"])
    ]
    (chats / "WhatsApp Chat with Blake.txt").write_text("\n".join(lines) + "\n", "utf-8")

    def read(omar):
        options = ReadOptions(zone="Europe/London", owner="Dana P")
        finish(importing.import_path(omar, chats, build.exhibit("DP/2"), options))

    acting(folder, "omar", read)
    acting(folder, "rita", lambda rita: finish(flag(rita)))

    def twins(session):
        return [
            row[0]
            for row in session.case.all(
                "SELECT id FROM items WHERE text = :text ORDER BY id", {"text": SECRET}
            )
        ]

    first, second = acting(folder, "omar", twins)
    acting(
        folder, "rita", lambda rita: reviewing.decide(rita, 1, second, Relevance.RELEVANT, "the same words")
    )
    build.disclose_all(folder)
    fc.produce(folder, tmp_path / "before", build.ACCUSED)  # the control: both go out
    acting(
        folder,
        "omar",
        lambda omar: claiming_sensitivity.claim_sensitive(omar, first, PublicInterest.POLICE_METHODS, WHY),
    )
    with pytest.raises(
        OutputProblem, match=f"Item {second} is a copy of item {first}, which stands on the sensitive"
    ):
        fc.produce(folder, tmp_path / "after", build.ACCUSED)


ROWS = {
    "sensitive_ends": "SELECT id, 'not sensitive any more', by, at FROM sensitive_claims",
    "settlements": "SELECT a.id, e.id, 'settled', a.by, a.at FROM assessments a, endorsements e LIMIT 1",
    "reviews_kept": "SELECT 1, max(id), 1, 0, 'looked at again', 'x', '2026-01-01T00:00:00' FROM items",
    "police_answers": "SELECT id, 'done', by, at FROM police_requests",
    "case_entry_ends": "SELECT id, 'gone', by, at FROM case_entries",
    "defence_answers": "SELECT 1, id, 'REFUSED', 'no', day, by, at FROM defence_documents",
    "block_ends": "SELECT 1, 'ended', 'x', '2026-01-01T00:00:00'",
}
"""What a user would put in beside the log, with SQL and her own passphrase."""


@pytest.mark.parametrize("table", ROWS)
def test_a_row_that_no_entry_of_the_log_wrote_stops_a_bundle(folder, tmp_path, table) -> None:
    claim(folder)

    def act(paul):
        asking_police.ask_police(paul, RequestSort.MATERIAL, fc.item(paul, fc.LAST[0]), "send the rest of it")
        entering_record.enter_in_record(paul, EntrySort.LINKED_CASE, "another matter")
        words = "We ask for every message of that week."
        defence_papers.serve_defence(paul, DefenceSort.REQUEST, build.ACCUSED, date(2026, 2, 3), words)

    acting(folder, "paul", act)

    def assess(omar):
        item = fc.item(omar, fc.LAST[0])
        reviewing.open_item(omar, 1, item)
        assessing.assess(omar, [item], build.ACCUSED, Assessed.EVIDENCE, "it is in a statement")

    acting(folder, "omar", assess)
    fc.produce(folder, tmp_path / "before", build.ACCUSED)  # the control
    ring = keyring.read(folder).open("rita", build.PASSPHRASE)
    with contextlib.closing(sqlcipher.connect(str(folder / "case.db"))) as db:
        db.execute(f"PRAGMA key = \"x'{ring.case_key.hex()}'\"")
        if table == "reviews_kept":
            trigger = "1, 'NEW_LINE', 'x', 0, 0, 0, 'x', '2026-01-01T00:00:00'"
            db.execute(f"INSERT INTO review_triggers VALUES ({trigger})")
        if table == "block_ends":
            db.execute("INSERT INTO blocks VALUES (1, 1, 'x', 'x', 'x', '2026-01-01T00:00:00')")
        put = db.execute(f"INSERT INTO {table} {ROWS[table]}").rowcount
        assert put == 1
        db.commit()
    with pytest.raises(OutputProblem, match=rf"Table {table}, row .*no entry of the log wrote it"):
        fc.produce(folder, tmp_path / "after", build.ACCUSED)

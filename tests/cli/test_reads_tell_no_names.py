"""Every command that reads a case, by every role: of what no line covers no title, subject, sender or file
name is printed or written, a lawyer's mail among it (reference/law.md C1, G1).

A command that is new must be put into one of the lists below, or the first test fails.
"""

import argparse
import contextlib
import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pymupdf
import pytest

from evidence_review import cli
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from tests import build
from tests.workflow.samples.planted import HELD, MARK, plant

pytestmark = pytest.mark.timeout(900)  # hundreds of commands: each by every role
WHY = "a reason that is long enough to be one"
FILES = {
    "recognise", "preview", "columns", "detect", "check-file", "inspect-file", "redact-file", "formats", "demo",
}  # fmt: skip
"""They read a file that the person holds, without a case."""
CHANGES = {
    "case accused", "case complainant", "case take-off", "mark whole",
    "case new", "user add", "user passphrase", "import", "lines add", "lines approve", "lines refuse", "privilege", "flag", "learn", "sample try",
    "sample propose", "sample authorise", "sample refuse", "sample draw", "sample read", "sample result", "decide", "tag", "undo", "people link",
    "people unlink", "look ask", "look grant", "look refuse", "hold", "release", "find", "close-find", "redact", "mark places", "mark area",
    "personal rule", "personal carry-out", "personal allow", "personal disallow", "personal answer", "personal sign", "withdraw",
    "overlap decide", "approve", "send-back", "endorse", "produce", "returns import", "record add", "record end", "assess",
    "assessment settle", "sensitive claim", "sensitive view", "sensitive end", "request ask", "request answer", "defence add",
    "defence answer", "defence term", "defence term-answer", "due keep", "description add", "block add", "block end",
    "office", "statement", "letter refusal", "audit draw", "audit judge",
}  # fmt: skip
"""They write into a case; tests of their own say what they print."""
GIVEN = {
    "figure": "in scope", "source": "1", "number": "1", "line": "1", "request": "1", "words": "taxi", "plan": "SP-0001", "code": "x", "sample": "5",
}  # fmt: skip
"""What is given for an argument that must be, by its name."""
MORE = {
    "items": ("--open",),
    "mark only": ("--show", "--span", "0", "3"),
    "correct-dates": ("--month-first",),
    "log": ("--by", "rita"),
}
BY_ITEM = ("items", "history", "why", "page", "read-held", "reveal", "mark only", "waiting")
"""Commands that are given an item: each item of the case in turn."""


def lawyers_mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{MARK}counsel@harlow-solicitors.example", "dana@example.org"
    mail["Subject"], mail["Date"] = f"{MARK}privileged advice", "Mon, 10 Mar 2025 13:00:00 +0000"
    mail.set_content(f"our advice is {MARK}advice")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{MARK}fee note.pdf")
    return bytes(mail)


def plant_more(folder: Path) -> Path:
    """The chats with markers, and more files whose names, members, tables, columns and remarks hold them."""
    plant(folder)
    (folder / f"{MARK}lawyer.eml").write_bytes(lawyers_mail())
    (folder / f"{MARK}noise.bin").write_bytes(bytes(range(256)) * 8)
    (folder / f"{MARK}locked.pdf").write_bytes(locked_pdf())
    with zipfile.ZipFile(folder / f"{MARK}chats.zip", "w") as packed:
        packed.writestr(f"{MARK}inner/WhatsApp Chat with {MARK}zip.txt", build.OTHER_CHAT)
        packed.writestr(f"{MARK}inner/{MARK}noise.bin", bytes(range(256)) * 8)
    with contextlib.closing(sqlite3.connect(folder / f"{MARK}app.db")) as db:
        db.execute(f"CREATE TABLE {MARK}table ({MARK}column TEXT)")
        db.execute(f"INSERT INTO {MARK}table VALUES ('x {MARK}row')")
        db.commit()
    with (folder / f"{MARK}sheet.csv").open("w", newline="") as out:
        csv.writer(out).writerows([["Date", "From", f"{MARK}heading"], ["08/03/2025", f"{MARK}who", "1"]])
    return folder


def locked_pdf() -> bytes:
    with pymupdf.open() as made:
        made.new_page()
        made.set_metadata({"title": f"{MARK}title"})
        return made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    top = tmp_path_factory.mktemp("names")
    folder = build.new_case(top / "case")
    session = build.as_user(folder, "omar")
    planted = plant_more(top / "received")
    finish(
        importing.import_path(
            session, planted, build.exhibit(), ReadOptions(zone="Europe/London", owner="Dana P")
        )
    )
    opening.close(session)
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    opening.close(session)
    return folder


@pytest.fixture(scope="module")
def said(case, tmp_path_factory) -> list[tuple[str, str, str]]:
    """All that was printed or written: (role or file, command, words)."""
    out = tmp_path_factory.mktemp("written")
    patch = pytest.MonkeyPatch()
    patch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    heard: list[tuple[str, str, str]] = []
    try:
        for who in (*build.PEOPLE, "gail"):
            for words, asked in asked_of_all(case, out, some_items(case)):
                heard.append((who, words, printed([*asked, "--user", who])))
    finally:
        patch.undo()
    return heard + [(file.name, "written", written(file)) for file in sorted(out.iterdir())]


def some_items(case: Path) -> list[int]:
    """Every item that holds a marker, one that a line covers, and one that is none."""
    session = build.as_user(case, "rita")
    marked = session.case.all(
        "SELECT i.id FROM items i LEFT JOIN threads t ON t.id = i.thread_id LEFT JOIN parties p ON p.id = "
        "i.sender_id WHERE i.text LIKE :m OR t.title LIKE :m OR p.name LIKE :m OR p.identifier LIKE :m",
        {"m": f"%{MARK}%"},
    )
    inside = session.case.one("SELECT id FROM items WHERE text LIKE '%taxi is outside%'")
    opening.close(session)
    return [*(row[0] for row in marked), inside[0], 9999]


def asked_of_all(case: Path, out: Path, items: list[int]) -> Iterator[tuple[str, list[str]]]:
    """Every reading command with what it must be given; those of an item with each item of the case."""
    for command in cli.COMMANDS:
        if command.words in FILES | CHANGES:
            continue
        for item in items if command.words in BY_ITEM else ("",):
            asked, dests = arguments(command, case, out, str(item))
            for flag in (
                ("--json", "") if "json" in dests and not item else ("--json",) if "json" in dests else ("",)
            ):
                yield command.words, [*command.words.split(), *asked, *((flag,) if flag else ())]
    for ending in (".pdf", ".json"):
        yield "import-report", ["import-report", str(case), str(fresh(out, ending))]


def fresh(out: Path, ending: str) -> Path:
    return out / f"{len(list(out.iterdir())):04}{ending}"


def arguments(command, case: Path, out: Path, item: str) -> tuple[list[str], set[str]]:
    """What a command must be given, by the names of its arguments."""
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    asked: list[str] = []
    dests = {action.dest for action in parser._actions}
    for action in parser._actions:
        if not action.option_strings:
            if action.nargs == "?" and action.dest not in {"item", "case"}:
                continue
            value = {"case": str(case), "path": str(case), "item": item or "1"}.get(action.dest)
            value = value or GIVEN.get(action.dest) or str(fresh(out, ".json"))
            asked.append(value)
        elif action.required:
            value = WHY if action.dest == "reason" else GIVEN.get(action.dest, "1")
            asked += [action.option_strings[-1], value]
    if command.words == "items" and item:
        return [*asked, "--item", item], dests
    return [*asked, *MORE.get(command.words, ())], dests


def printed(asked: list[str]) -> str:
    heard = io.StringIO()
    with (
        contextlib.redirect_stdout(heard),
        contextlib.redirect_stderr(heard),
        contextlib.suppress(SystemExit),
    ):
        cli.main(asked)
    return heard.getvalue()


def written(file: Path) -> str:
    if file.suffix == ".pdf":
        with pymupdf.open(file) as made:
            return " ".join(page.get_text() for page in made)
    return file.read_bytes().decode("utf-8", "replace")


def test_every_command_is_in_one_of_the_lists() -> None:
    words = {command.words for command in cli.COMMANDS}
    assert words >= FILES | CHANGES, "a command was renamed"
    assert {"imports", "attached", "items", "log", "look list", "look open"} <= words - FILES - CHANGES


def test_the_commands_were_understood(said) -> None:
    refused = {words for _, words, told in said if "usage:" in told or "Run it with --help" in told}
    assert not refused, refused


def test_C1_nothing_outside_every_line_is_named_to_anyone(said) -> None:
    leaks = {
        (who, words, told[max(0, at - 60) : at + 40])
        for who, words, told in said
        if (at := told.replace(HELD, "").find(MARK)) >= 0
    }
    assert not leaks, sorted(leaks)[:12]


def test_G2_what_is_held_is_read_by_counsel_alone(said) -> None:
    assert {(who, words) for who, words, told in said if HELD in told} == {("lena", "read-held")}


def test_C1_what_is_inside_is_told_so_that_the_walk_is_not_blind(said) -> None:
    told = {words for who, words, told in said if who == "rita" and "the taxi is outside" in told}
    assert {"items"} <= told
    assert any(who == "rita" and words == "imports" and "Callum Marsh" in told for who, words, told in said)
    assert {words for _, words, told in said if "source 2" in told} >= {"imports", "written"}


def test_C1_the_case_holds_the_names_that_the_lists_leave_out(case) -> None:
    session = build.as_user(case, "rita")
    tables = ("sources", "threads", "parties", "attachments", "problems", "accounts")
    assert [
        t for t in tables if not any(MARK in repr(row) for row in session.case.all(f"SELECT * FROM {t}"))
    ] == []
    opening.close(session)


def test_the_figures_of_what_is_outside_are_whole(case, monkeypatch) -> None:
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    reports = json.loads(printed(["imports", str(case), "--user", "abel", "--json"]))
    for one in reports:
        account = one["account"]
        assert account["found"] == account["imported"] + account["partly"] + account["not_read"]
        assert sum(talk["items"] for talk in account["talks"]) == account["imported"]
        assert sum(count for _, count in account["apps"]) == account["imported"]
        assert account["senders"] == []
    assert sum(one["account"]["not_read"] for one in reports) == 2
    assert all(p["reason"] for one in reports for p in one["coverage"]["problems"])

"""The examiner of letters that refuse a request of the defence: asked and refused in a copy of the case, since no case
has a refusal, and held against plain SQL."""

import contextlib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.case_exam.playing import Play, squeezed

ASKED = (
    ("2026-07-20", "Please let us have every message that was sent in the year before. (Fictional.)"),
    ("2026-07-27", "We ask for a list of everybody whose number is in either telephone. (Fictional.)"),
)
REFUSED = (
    ("2026-08-03", "It names no issue in the case to which that year could go."),
    ("2026-08-10", "Nothing in the defence statement turns on who else is known to whom."),
)
RUN = 6
"""So many words in a row that stand in an item are taken from it."""
_NAME = 4
_REFUSALS = (
    "SELECT d.number, d.day, d.words, a.day, a.words, c.name FROM defence_documents d JOIN defence_answers a ON "
    "a.document_id = d.id JOIN case_people c ON c.id = d.person_id WHERE a.answer = 'REFUSED' ORDER BY d.number"
)


def asked(play: Play, top: Path) -> Play:
    """The same case, copied, in which the defence asked twice and was refused twice."""
    top.mkdir(parents=True)
    shutil.copytree(play.case, top / "case")
    known = top / "passphrase"
    known.write_text(play.words, "utf-8")
    copy, words = replace(play, top=top), top / "asked.txt"
    for (day, request), (answered, reason) in zip(ASKED, REFUSED, strict=True):
        words.write_text(request, "utf-8")
        told = ("--accused", play.key["home"]["accused"], "--day", day, "--words-file", words)
        copy.run("officer", "defence", "add", copy.case, "REQUEST", *told)
        with contextlib.closing(copy.db()) as db:
            (number,) = db.execute("SELECT max(number) FROM defence_documents").fetchone()
        said = ("--day", answered, "--words", reason)
        known.write_text(_passphrase(play, "prosecutor"), "utf-8")
        copy.run("prosecutor", "defence", "answer", copy.case, number, "REFUSED", *said)
        known.write_text(play.words, "utf-8")
    return copy


def _passphrase(play: Play, who: str) -> str:
    """Of the demo's people each has one of their own; in a case that is played all have the same."""
    own = {one["key"]: str(one.get("passphrase")) for one in play.facts["user"]}
    return own[who] if own["officer"] == play.words else play.words


def written(play: Play, top: Path) -> None:
    """The letter of each refusal, written by command into a new folder."""
    top.mkdir()
    with contextlib.closing(play.db()) as db:
        refused = {number: _recipient(db, accused) for number, *_, accused in db.execute(_REFUSALS)}
    for number, recipient in refused.items():
        out = top / f"refusal-{number}.pdf"
        play.run("officer", "letter", "refusal", play.case, number, out, "--to", recipient)


def _recipient(db: Any, accused: str) -> str:
    """To whom the last bundle for this accused went."""
    asked_for = (
        "SELECT p.recipient FROM productions p JOIN production_for f ON f.production_id = p.id JOIN case_people c ON c.id = "
        "f.person_id WHERE c.name = ? ORDER BY p.rowid DESC LIMIT 1"
    )
    return str(db.execute(asked_for, (accused,)).fetchone()[0])


def of_the_letters(db: Any, words: Mapping[str, str]) -> Iterator[str]:
    """Each refusal has its letter: to whom, in which case, of which request, with which reason."""
    (urn,) = db.execute("SELECT value FROM facts WHERE name = 'urn'").fetchone()
    rows = db.execute(_REFUSALS).fetchall()
    letters = {name for name in words if name.startswith("refusal-")}
    if letters != {f"refusal-{number}.pdf" for number, *_ in rows}:
        yield f"there are {sorted(letters)} of {len(rows)} refusals"
    for number, day, request, answered, reason, accused in rows:
        paper = words.get(f"refusal-{number}.pdf", "")
        said = (
            f"To: {_recipient(db, accused)} ",
            f"R v {accused}, URN {urn} ",
            f"You asked on behalf of {accused} for the following, served on {_day(day)}. It was answered",
            f"It was answered on {_day(answered)}; this letter sets the answer out. {request} The request is",
            f"The request is refused for this reason: {reason.rstrip('.')}. If",
        )
        yield from (
            f"the letter of request {number} does not say “{one}”"
            for one in said
            if squeezed(one) not in paper
        )
        yield from (f"the letter of request {number} {fault}" for fault in of_items(db, paper))


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


def of_items(db: Any, paper: str) -> Iterator[str]:
    """Words of any item, or a name that is marked to go, in a paper that must hold none."""
    told = paper.split()
    runs = {tuple(told[at : at + RUN]) for at in range(len(told) - RUN + 1)}
    for item, text in db.execute("SELECT id, text FROM items WHERE text IS NOT NULL"):
        own = str(text).split()
        if any(tuple(own[at : at + RUN]) in runs for at in range(len(own) - RUN + 1)):
            yield f"has words of item {item}"
    marked = db.execute(
        "SELECT DISTINCT substr(i.text, r.start + 1, r.stop - r.start) FROM redactions r JOIN items i ON i.id = r.item_id "
        "WHERE r.type = 'Named individual' AND r.id NOT IN (SELECT redaction_id FROM withdrawals)"
    ).fetchall()
    for (name,) in marked:
        if len(name or "") >= _NAME and re.search(
            rf"(?<!\w){re.escape(squeezed(name))}(?!\w)", paper, re.IGNORECASE
        ):
            yield "names somebody whose name goes"

"""Papers that stay with police and prosecution: the sensitive schedule (MG6D), the disclosure officer's report
(MG6E), the disclosure record sheet, and the case file as JSON (reference/law.md 5.3, 5.4, K3, K4, K10)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.paper import Column, Paper
from evidence_review.reports.wording import wording

TEMPLATES = RESOURCES / "templates"


@dataclass(frozen=True, slots=True)
class OfficeHead:
    """What each of them begins with: case, accused, day, disclosure officer, and where it goes with one of which
    schedule it speaks."""

    urn: str
    accused: str
    day: str
    officer: str
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class SensitiveRow:
    """One item of the sensitive schedule, its number as S1."""

    number: str
    description: str
    location: str
    reason: str
    agrees: str
    application: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One item of the officer's report: its number, the schedule it stands on, limbs with the issue, the reason;
    items that were assessed in combination say so."""

    number: str
    schedule: str
    limb: str
    reason: str


@dataclass(frozen=True, slots=True)
class PresumedRow:
    """One item of a category that is presumed to meet the test: its number, the item, the category, what the police
    said of it."""

    number: str
    item: str
    category: str
    said: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One act of disclosure: when, who in what role, what, and her words."""

    when: str
    who: str
    what: str
    words: str


def mg6d_pdf(head: OfficeHead, rows: Sequence[SensitiveRow], templates: Path = TEMPLATES) -> bytes:
    """The sensitive schedule; a nil return where there is nothing on it."""
    words = wording("mg6d", 6, templates)
    paper = _paper(f"{words.form}: {words.title}", head)
    paper.text(words.legend, bold=True)
    if rows:
        columns = [
            Column(title, share) for title, share in zip(words.columns, (7, 30, 14, 27, 12, 10), strict=True)
        ]
        paper.table(
            columns,
            [
                (one.number, one.description, one.location, one.reason, one.agrees, one.application)
                for one in rows
            ],
        )
        paper.text(words.certification)
    else:
        paper.text(words.question)
    _sign(paper, head)
    return paper.to_bytes()


def mg6e_pdf(
    head: OfficeHead,
    rows: Sequence[ReportRow],
    presumed: Sequence[PresumedRow] = (),
    templates: Path = TEMPLATES,
) -> bytes:
    """The disclosure officer's report, with what was assessed as presumed to meet the test."""
    words = wording("mg6e", 4, templates)
    paper = _paper(f"{words.form}: {words.title}", head)
    if rows:
        columns = [Column(title, share) for title, share in zip(words.columns, (9, 11, 26, 54), strict=True)]
        paper.table(columns, [(one.number, one.schedule, one.limb, one.reason) for one in rows])
    else:
        paper.text(words.question)
    _presumed(paper, presumed)
    if rows:
        paper.text(words.certification)
    paper.text(words.legend)
    _sign(paper, head)
    return paper.to_bytes()


def _presumed(paper: Paper, rows: Sequence[PresumedRow]) -> None:
    paper.heading("Material of the categories that are presumed to meet the test")
    if not rows:
        paper.text("No item of this report or of the schedules was assessed as being of such a category.")
        return
    columns = [
        Column("Item No.", 9),
        Column("Item", 11),
        Column("Category", 26),
        Column("Police assessment, and why where the presumption does not hold", 54),
    ]
    paper.table(columns, [(one.number, one.item, one.category, one.said) for one in rows])


def record_sheet_pdf(head: OfficeHead, rows: Sequence[RecordRow]) -> bytes:
    """The disclosure record sheet: every act on disclosure for one accused, in order."""
    paper = _paper("Disclosure record sheet", head)
    columns = [
        Column("When", 14),
        Column("Who", 20),
        Column("What", 30),
        Column("In that person's words", 36),
    ]
    if rows:
        paper.table(columns, [(one.when, one.who, one.what, one.words) for one in rows])
    else:
        paper.text("Nothing was done on disclosure for this accused yet.")
    return paper.to_bytes()


def digital_case_file(
    head: OfficeHead, items: Sequence[dict[str, Any]], sensitive: Sequence[dict[str, Any]]
) -> bytes:
    """The case file as JSON with the field names of the Digital Case File (reference/law.md 5.4)."""
    told = {
        "notice": "Stays with police and prosecution. Not to be served on the defence.",
        "urn": head.urn,
        "accused": head.accused,
        "date": head.day,
        "disclosureOfficer": head.officer,
        "unusedMaterial": list(items),
        "sensitiveMaterial": list(sensitive),
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _paper(title: str, head: OfficeHead) -> Paper:
    paper = Paper(title, f"{title} · URN {head.urn} · stays in the office", wide=True)
    paper.headline(title)
    paper.facts([("R v:", head.accused), ("URN:", head.urn), ("Date:", head.day)])
    if head.schedule:
        paper.facts([("Speaks of:", head.schedule)])
    return paper


def _sign(paper: Paper, head: OfficeHead) -> None:
    paper.sign([("Disclosure officer", (("Signature", ""), ("Name", head.officer), ("Date", "")))])

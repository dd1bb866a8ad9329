"""The account of what was imported: declared, found, imported, read in part, not read and why; by app, conversation, direction and day.

It stays with the investigation: conversation titles are names. FORMATS.md 1 says what it must hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.accounting import Account
from evidence_review.domain.dates import AS_READ, ORDER_WORDS, DatesRead
from evidence_review.reports.paper import Column, Paper

_TITLE = "Import report"
MOST = 2000
"""Rows of one table on paper; the JSON report holds all."""


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """One source with its exhibit, hash and the limit it was imported under, and its account."""

    exhibit: str
    basis: str
    sha256: str
    limit: str
    account: Account
    reading: int = 1
    earlier: tuple[Account, ...] = ()
    dates: DatesRead = AS_READ


@dataclass(frozen=True, slots=True)
class ImportReportFacts:
    """The case and the sources of one report."""

    urn: str
    date: str
    sources: tuple[ImportedSource, ...]


def import_report_pdf(facts: ImportReportFacts) -> bytes:
    """The report as a PDF, one part for each source."""
    paper = Paper(_TITLE, f"{_TITLE} · URN {facts.urn}", wide=True)
    paper.headline(_TITLE)
    paper.facts([("URN", facts.urn), ("Date", facts.date), ("Sources", str(len(facts.sources)))])
    for source in facts.sources:
        _source(paper, source)
    return paper.to_bytes()


def _facts(source: ImportedSource) -> list[tuple[str, str]]:
    """What is said of a source, row by row."""
    account = source.account
    off = account.off_by
    return [
        ("Read as", account.importer),
        *([("Reading", f"{source.reading}, which added what the readings before it could not read")] if source.reading > 1 else []),
        *((f"Reading {number}", _in_short(one)) for number, one in enumerate(source.earlier, 1)),
        ("SHA-256", source.sha256),
        ("Legal basis", source.basis.replace("_", " ")),
        ("Limits", source.limit or "none: the whole source was imported"),
        ("The source declares", ", ".join(f"{claim.count:,} {claim.what}" for claim in account.declared) or "nothing"),
        ("Found", f"{account.found:,}"),
        ("Imported", f"{account.imported:,}"),
        ("Read in part", f"{account.partly:,}"),
        ("Not read", f"{account.not_read:,}"),
        ("Left out on purpose", f"{account.left_out:,}"),
        ("Reconciles", "to the last record" if off == 0 else f"NO: {off:,} records are not accounted for"),
        ("From", account.first or "no time known"),
        ("To", account.last or "no time known"),
        ("Without a time", f"{account.undated:,}"),
        *_dates(source.dates),
        ("Conversations", f"{account.conversations:,}"),
        ("People", f"{account.participants:,}"),
        ("Attachments named but not supplied", f"{account.missing_attachments:,}"),
    ]


def _dates(read: DatesRead) -> list[tuple[str, str]]:
    """How dates are read, what showed it, and every correction; nothing where nothing is said of them."""
    if not read.evidence and not read.corrections:
        return []
    whole = [sentence for sentence, _ in read.evidence]
    told = "; ".join(f"{sentence} ({place})" for sentence, place in read.evidence[:5]) + (" …" if len(whole) > 5 else "")
    rows = [("Order of day and month", read.words), *([("When it was read", told)] if told else [])]
    for one in read.corrections:
        beside = ", also beside dates that can only be read the other way" if one.despite else ""
        counts = f"{one.moved:,} times read anew, {one.stayed:,} stayed"
        rows.append(
            (
                f"Correction {one.number}",
                f"{ORDER_WORDS[one.choice]}{beside}; {counts}; by {one.by}, {one.at.replace('T', ' ')} UTC: {one.reason}",
            )
        )
    if read.corrections:
        rows.append(("As first read", " to ".join(filter(None, read.first_read)) or "no time known"))
    return rows


def _source(paper: Paper, source: ImportedSource) -> None:
    account = source.account
    paper.heading(f"{source.exhibit} · {account.source}")
    paper.facts(_facts(source))
    _groups(paper, "Kind", _in_words(account.kinds))
    _groups(paper, "App", account.apps)
    _groups(paper, "Direction", _in_words(account.directions))
    _groups(paper, "Day", account.days)
    _talks(paper, account)
    _listed(paper, "Names that are not known here; what they held was kept", account.unknown)
    _listed(paper, "Remarks, and what was not read", account.warnings)


def _in_words(groups: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names of closed sets as words: INCOMING as Incoming."""
    return [(name.capitalize(), count) for name, count in groups]


def _in_short(account: Account) -> str:
    """An earlier account in one line; the JSON report has it whole."""
    return f"{account.importer}: found {account.found:,}, imported {account.imported:,}, read in part {account.partly:,}, not read {account.not_read:,}"


def _groups(paper: Paper, name: str, groups: Sequence[tuple[str, int]]) -> None:
    if groups:
        paper.gap(6)
        paper.table([Column(name, 70), Column("Items", 30)], [(group or "not stated", f"{count:,}") for group, count in groups[:MOST]])
        _rest(paper, len(groups))


def _talks(paper: Paper, account: Account) -> None:
    if account.talks:
        paper.gap(6)
        rows = [
            (talk.title or talk.name, talk.app or "not stated", f"{talk.items:,}", talk.first, talk.last) for talk in account.talks[:MOST]
        ]
        titles = ("Conversation or document", 40), ("App", 15), ("Items", 9), ("First", 18), ("Last", 18)
        paper.table([Column(*title) for title in titles], rows)
        _rest(paper, len(account.talks))


def _listed(paper: Paper, heading: str, sentences: Sequence[str]) -> None:
    if sentences:
        paper.gap(6)
        paper.text(heading, bold=True)
        for sentence in sentences[:MOST]:
            paper.text(sentence, indent=10)
        _rest(paper, len(sentences))


def _rest(paper: Paper, count: int) -> None:
    if count > MOST:
        paper.text(f"… and {count - MOST:,} more, in the JSON report.")

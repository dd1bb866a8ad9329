"""The account of what was imported: declared, found, imported, read in part, not read and why; by app,
conversation, direction and day.

It stays with the investigation: conversation titles are names. reference/formats.md 1 says what it must hold.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.domain.accounting import Account
from evidence_review.domain.dates import AS_READ, ORDER_WORDS, DatesRead
from evidence_review.domain.kinds import LegalBasis
from evidence_review.reports.paper import Column, Paper

_TITLE = "Import report"
MOST = 2000
"""Rows of one table on paper; the JSON report holds all."""


BASES = {
    LegalBasis.PCSCA_S37_AGREEMENT: "agreement (PCSCA 2022 s.37)",
    LegalBasis.PACE_SEIZURE: "seizure under PACE",
    LegalBasis.WARRANT: "warrant",
    LegalBasis.VIR_S44A: "victim information request (s.44A)",
    LegalBasis.VIR_COUNSELLING: "counselling information request (s.44A(4))",
    LegalBasis.COURT_ORDER: "court order",
    LegalBasis.WITNESS_SUMMONS: "witness summons",
    LegalBasis.OTHER: "another, as recorded",
}


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
    complete: bool = True
    unread: tuple[str, ...] = ()
    """What was not read, or in part: each sentence says why, what to ask for, and where."""
    doubts: tuple[str, ...] = ()
    """What of its legal basis cannot be as it is recorded."""
    set_aside: tuple[str, ...] = ()
    """What makes no item of its own by rule, a sentence each."""
    aside: int = 0
    """Records that make no item of their own: double, shown with another, or layout."""

    @property
    def not_read(self) -> int:
        """Records that were not read, though there is something to read."""
        return max(0, self.account.not_read - self.aside)

    @property
    def no_items(self) -> int:
        """Records of the account that make no item of their own."""
        return self.account.not_read - self.not_read


@dataclass(frozen=True, slots=True)
class ImportReportFacts:
    """The case and the sources of one report."""

    urn: str
    date: str
    sources: tuple[ImportedSource, ...]


def import_report_pdf(facts: ImportReportFacts) -> bytes:
    """The report as a PDF: all sources in one table, what was not read of them, then one part for each
    source."""
    paper = Paper(_TITLE, f"{_TITLE} · URN {facts.urn}", wide=True)
    paper.headline(_TITLE)
    paper.facts([("URN", facts.urn), ("Date", _day(facts.date)), ("Sources", f"{len(facts.sources):,}")])
    _overview(paper, facts.sources)
    _sentences(
        paper,
        "What was not read, or in part, and what to ask for",
        [(one, said) for one in facts.sources for said in together(one.unread)],
    )
    _sentences(
        paper,
        "What has no item of its own",
        [(one, said) for one in facts.sources for said in together(one.set_aside)],
    )
    for source in facts.sources:
        _source(paper, source)
    return paper.to_bytes()


_FIGURES: Mapping[str, Callable[[ImportedSource], int]] = {
    "Found": lambda one: one.account.found,
    "Imported": lambda one: one.account.imported,
    "Read in part": lambda one: one.account.partly,
    "Not read": lambda one: one.not_read,
    "No item of its own": lambda one: one.no_items,
    "Left out on purpose": lambda one: one.account.left_out,
}
_ACROSS = 4
"""Days stand beside each other, so that a year does not fill twenty pages."""


def _overview(paper: Paper, sources: Sequence[ImportedSource]) -> None:
    if not sources:
        return
    paper.heading("All sources")
    columns = [
        Column("Exhibit", 9),
        Column("Source", 26),
        Column("Read as", 19),
        *(Column(title, 8) for title in _FIGURES),
    ]
    rows = [(one.exhibit, one.account.source, _read_as(one), *_figures([one])) for one in sources]
    paper.table(columns, [*rows, ("All", "", "", *_figures(sources))])


def _read_as(source: ImportedSource) -> str:
    """What read a source, and whether its import was stopped."""
    name = "not recognised" if source.account.importer == "none" else source.account.importer
    return name if source.complete else f"{name}; the import was stopped: import it again to go on"


def _figures(sources: Sequence[ImportedSource]) -> list[str]:
    return [f"{sum(map(figure, sources)):,}" for figure in _FIGURES.values()]


def _sentences(paper: Paper, heading: str, said: Sequence[tuple[ImportedSource, str]]) -> None:
    told = [(f"{one.exhibit} · {one.account.source}", sentence) for one, sentence in said]
    if told:
        paper.heading(heading)
        paper.table([Column("Source", 30), Column("Why", 70)], told[:MOST])
        _rest(paper, len(told))


def together(sentences: Sequence[str]) -> list[str]:
    """Sentences that differ only in their place, as one with all places: "The file is missing. (line 3, line
    9)"."""
    places = dict[str, list[str]]()
    for sentence in sentences:
        words, dot, place = sentence.partition(". (")
        places.setdefault(words + dot, []).append(place.removesuffix(")"))
    return [words if where == [""] else f"{words}{', '.join(where)})" for words, where in places.items()]


_RECONCILES = "to the last record: what was found is the sum of the five figures after it"
_NOT = "NO: {:,} records are not accounted for"
_APART = (
    ". This is of what was found. What a source declares can count otherwise (a conversation beside its messages, "
    "records inside records) and is not part of it"
)


def _facts(source: ImportedSource) -> list[tuple[str, str]]:
    """What is said of a source, row by row."""
    account = source.account
    off = account.off_by
    return [
        ("Read as", _read_as(source)),
        *(
            [("Reading", f"{source.reading}, which added what the readings before it could not read")]
            if source.reading > 1
            else []
        ),
        *((f"Reading {number}", _in_short(one)) for number, one in enumerate(source.earlier, 1)),
        ("SHA-256", source.sha256),
        ("Legal basis", BASES[LegalBasis(source.basis)]),
        *(("To be checked", doubt) for doubt in source.doubts),
        ("Limits", source.limit or "none: the whole source was imported"),
        (
            "The source declares",
            "; ".join(f"{claim.what}: {claim.count:,}" for claim in account.declared) or "nothing",
        ),
        *((name, f"{figure(source):,}") for name, figure in _FIGURES.items()),
        (
            "Reconciles",
            (_RECONCILES if off == 0 else _NOT.format(off)) + (_APART if account.declared else ""),
        ),
        ("From", _when(account.first) or "no time known"),
        ("To", _when(account.last) or "no time known"),
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
    told = "; ".join(f"{sentence} ({place})" for sentence, place in read.evidence[:5]) + (
        " …" if len(whole) > 5 else ""
    )
    rows = [("Order of day and month", read.words), *([("When it was read", told)] if told else [])]
    for one in read.corrections:
        beside = ", also beside dates that can only be read the other way" if one.despite else ""
        counts = f"{one.moved:,} times read anew, {one.stayed:,} stayed"
        rows.append(
            (
                f"Correction {one.number}",
                (
                    f"{ORDER_WORDS[one.choice]}{beside}; {counts}; by {one.by}, "
                    f"{_day(one.at[:10])}{one.at[10:].replace('T', ' ')} UTC: {one.reason}"
                ),
            )
        )
    if read.corrections:
        rows.append(
            ("As first read", " to ".join(map(_when, filter(None, read.first_read))) or "no time known")
        )
    return rows


def _source(paper: Paper, source: ImportedSource) -> None:
    account = source.account
    paper.heading(f"{source.exhibit} · {account.source}")
    paper.facts(_facts(source))
    _groups(
        paper,
        (
            ("Kind", _in_words(account.kinds)),
            ("App", account.apps),
            ("Direction", _in_words(account.directions)),
        ),
    )
    _days(paper, account.days)
    _talks(paper, account)
    _listed(paper, "Names that are not known here; what they held was kept", account.unknown)
    _listed(paper, "Remarks, and what was not read", account.warnings)


def _in_words(groups: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names of closed sets as words: INCOMING as Incoming."""
    return [(_OF_APPS.get(name, name.capitalize()), count) for name, count in groups]


_OF_APPS = {"SYSTEM": "Message of the app itself"}


def _in_short(account: Account) -> str:
    """An earlier account in one line; the JSON report has it whole."""
    return (
        f"{account.importer}: found {account.found:,}, imported {account.imported:,}, read in part "
        f"{account.partly:,}, not read {account.not_read:,}"
    )


def _groups(paper: Paper, named: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> None:
    rows = [(name, group or "not stated", f"{count:,}") for name, groups in named for group, count in groups]
    if rows:
        paper.gap(6)
        paper.table([Column("By", 20), Column("Which", 60), Column("Items", 20)], rows[:MOST])
        _rest(paper, len(rows))


def _days(paper: Paper, days: Sequence[tuple[str, int]]) -> None:
    """The days with their items, read down the first columns, then down the next."""
    if days:
        paper.gap(6)
        shown = days[:MOST]
        high = -(-len(shown) // _ACROSS)
        cells = [(_day(day) or "not stated", f"{items:,}") for day, items in shown]
        cells += [("", "")] * (high * _ACROSS - len(cells))
        columns = [Column(*one) for _ in range(_ACROSS) for one in (("Day", 14), ("Items", 11))]
        paper.table(
            columns,
            [[part for at in range(_ACROSS) for part in cells[at * high + line]] for line in range(high)],
        )
        _rest(paper, len(days))


def _when(time: str) -> str:
    """A time of an account to the minute, as every paper writes it."""
    return f"{_day(time[:10])}{time[10:16].replace('T', ' ')}{' UTC' if time.endswith('Z') else ''}"


def _day(written: str) -> str:
    """A day in ISO form as every paper prints it, DD.MM.YYYY; what has another form as it stands."""
    return re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3.\2.\1", written)


_TIMES = 3
"""The column of the first time: where no line lets times be told, their columns are left out."""


def _talks(paper: Paper, account: Account) -> None:
    if account.talks:
        paper.gap(6)
        rows = [
            (
                talk.title or talk.name,
                talk.app or "not stated",
                f"{talk.items:,}",
                _when(talk.first),
                _when(talk.last),
            )
            for talk in account.talks[:MOST]
        ]
        titles = ("Conversation or document", 40), ("App", 15), ("Items", 9), ("First", 18), ("Last", 18)
        shown = [at for at in range(len(titles)) if at < _TIMES or any(row[at] for row in rows)]
        paper.table([Column(*titles[at]) for at in shown], [[row[at] for at in shown] for row in rows])
        _rest(paper, len(account.talks))


def _listed(paper: Paper, heading: str, sentences: Sequence[str]) -> None:
    if sentences:
        told = together(sentences)
        paper.start(3)
        paper.gap(6)
        paper.text(heading, bold=True)
        for sentence in told[:MOST]:
            paper.text(sentence, indent=10)
        _rest(paper, len(told))


def _rest(paper: Paper, count: int) -> None:
    if count > MOST:
        paper.text(f"… and {count - MOST:,} more, in the JSON report.")

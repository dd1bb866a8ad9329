"""The disclosure management document: how the electronic material was handled, for the defence and the court
(reference/law.md 5.5).

Served on the defence, so it holds counts, terms, versions and reasons: no message, no score of an undisclosed
item, nothing from the privilege register but its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.suggestions import Engine
from evidence_review.reports.engine_words import engine_words, made_of
from evidence_review.reports.ledger import LedgerAccount, WideningAccount, write_ledger, write_widenings
from evidence_review.reports.paper import Column, Paper
from evidence_review.reports.samples import SampleAccount, write_samples
from evidence_review.reports.schedule import write_hard
from evidence_review.reports.serving import STAYS, Serving


@dataclass(frozen=True, slots=True)
class LineAccount:
    """One line of enquiry as pursued. `why_not` is set where it was raised and not pursued.

    `raised_by` says who asked for it and `less_intrusive` what was tried before, both as a person wrote it; `unsure`
    counts the items that wait for a second reader.

    `towards` and `away` count the relevant items of which a person said that they point so (one may point
    both ways), `unsaid` those of which nobody said it.
    """

    number: int
    title: str
    question: str
    rationale: str
    scope: str
    state: str
    in_scope: int = 0
    reviewed: int = 0
    relevant: int = 0
    why_not: str = ""
    towards: int = 0
    away: int = 0
    unsaid: int = 0
    raised_by: str = ""
    less_intrusive: str = ""
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class DeviceAccount:
    """One exhibit: whose, on what basis held, how it was read, what came of it."""

    exhibit: str
    description: str
    attributed_to: str
    basis: str
    tool: str
    dates: str
    items: int
    examined: str


@dataclass(frozen=True, slots=True)
class TermAccount:
    """One agreed term within a line: spellings it also finds, items hit, hits by no other term, reviewed,
    marked relevant."""

    line: int
    term: str
    kind: str
    forms: tuple[str, ...]
    hits: int
    unique: int
    reviewed: int
    relevant: int
    not_reviewed_why: str = ""


@dataclass(frozen=True, slots=True)
class ProposedTerm:
    """A term that the defence proposed: line, term, day, why, the answer with its reason, items of the line's scope
    that it hits and how many of them stand as relevant."""

    line: int
    term: str
    proposed: str
    answer: str
    hits: int
    relevant: int


@dataclass(frozen=True, slots=True)
class Management:
    """Everything the document says. Free texts may be empty; the document then says that nothing is
    recorded."""

    urn: str
    case: str
    version: str
    date: str
    author: str
    defendants: tuple[str, ...]
    app_version: str
    charges: str = ""
    issues: str = ""
    lines: tuple[LineAccount, ...] = ()
    devices: tuple[DeviceAccount, ...] = ()
    terms: tuple[TermAccount, ...] = ()
    samples: tuple[SampleAccount, ...] = ()
    not_searchable: tuple[tuple[str, int], ...] = ()
    hard: tuple[tuple[str, int], ...] = ()
    """What was searched and may hold what the search missed, by line and reason."""
    engines: tuple[Engine, ...] = ()
    human_review: str = ""
    third_party: str = ""
    held_for_counsel: int = 0
    redactions: tuple[tuple[str, int], ...] = ()
    redaction_approach: str = ""
    not_examined: tuple[tuple[str, int], ...] = ()
    ledger: tuple[LedgerAccount, ...] = ()
    whole: LedgerAccount | None = None
    ledger_notes: tuple[str, ...] = ()
    widenings: tuple[WideningAccount, ...] = ()
    deciding: tuple[str, ...] = ()
    proposed: tuple[ProposedTerm, ...] = ()
    linked: str = ""
    timetable: str = ""
    serving: Serving = STAYS
    changes: tuple[str, ...] = ()
    """What changed since the document before, a heading first; nothing on the first."""


_NOTHING = "Nothing is recorded in the case."
_TITLE = "Disclosure management document"
_LIMITS = (
    "The engines below suggest; people decide. What an engine did not suggest was not thereby "
    "decided to be outside the lines of enquiry. "
    "They work on text: speech, pictures and handwriting were not searched unless it says so here."
)
_WORDS = (
    "Whose words these are: people wrote the charges, the prosecution case, the issues and the answers to the "
    "defence (1, 2), of each line its title, question, reasons and less intrusive means, and why it was widened (3), "
    "the terms that were agreed or proposed and why, and what samples were asked for (5), the reasons of requests to "
    "others (7), linked cases (10) and dates (11). Everything else is a fixed wording, filled with names, dates and "
    "counts from the case. No sentence was made by a machine."
)
_APPROACH = (
    "Each mark was made or confirmed by a person and approved by another. The text behind a mark "
    "was taken out of the copy, and the copy was "
    "searched for it before it left. The same value carries the same words in brackets wherever it stood."
)
_INVITE = (
    "The defence is invited to name further search terms, people, dates or issues, and to say how they "
    "bear on the case."
)


def management_pdf(management: Management) -> bytes:
    """The document as a PDF, under the twelve headings of reference/law.md 5.5."""
    paper = Paper(_TITLE, f"{_TITLE} · URN {management.urn}", wide=True, footer=management.serving.footer)
    paper.headline(_TITLE)
    for number, (heading, write) in enumerate(_SECTIONS, 1):
        paper.heading(f"{number}  {heading}")
        write(paper, management)
    return paper.to_bytes()


def _case(paper: Paper, m: Management) -> None:
    facts = {"URN": m.urn, "Case": m.case, "R v": ", ".join(m.defendants), "Charges": m.charges}
    facts |= {"Version": m.version, "Date": m.date, "Author": m.author}
    paper.facts([(name, value or "not recorded") for name, value in facts.items()])
    for number, sentence in enumerate(m.changes):
        paper.text(sentence, indent=12 if number else 0, bold=not number)


def _issues(paper: Paper, m: Management) -> None:
    paper.text(m.issues or _NOTHING)


def _lines(paper: Paper, m: Management) -> None:
    columns = (
        ("No.", 4),
        ("Line of enquiry and why", 34),
        ("Limits", 26),
        ("State", 14),
        ("In scope", 8),
        ("Reviewed", 8),
        ("Relevant", 8),
        ("Of these: towards | away | not said", 13),
    )
    rows = [
        (
            str(line.number),
            (line.title, _said_of(line)),
            line.scope,
            f"{line.state}\n{line.why_not}".strip(),
            f"{line.in_scope:,}",
            f"{line.reviewed:,}",
            f"{line.relevant:,}",
            f"{line.towards:,} | {line.away:,} | {line.unsaid:,}",
        )
        for line in m.lines
    ]
    _table(paper, columns, rows)
    for line in m.lines:
        if line.unsure:
            items = "1 item is" if line.unsure == 1 else f"{line.unsure:,} items are"
            waits = "waits" if line.unsure == 1 else "wait"
            paper.text(f"Line {line.number}: {items} unsure now, and {waits} for a second reader.")
    write_widenings(paper, m.widenings)


def _said_of(line: LineAccount) -> str:
    """What a person wrote of a line, and who raised it."""
    said = (
        line.question,
        line.rationale,
        f"Raised by {line.raised_by}." if line.raised_by else "",
        f"Less intrusive means: {line.less_intrusive}" if line.less_intrusive else "",
    )
    return "\n".join(part for part in said if part)


def _devices(paper: Paper, m: Management) -> None:
    columns = (
        ("Exhibit", 9),
        ("Kind", 17),
        ("Attributed to", 12),
        ("Legal basis", 17),
        ("Read with", 14),
        ("Dates", 12),
        ("Items", 7),
        ("Examined", 20),
    )
    rows = [
        (
            device.exhibit,
            device.description,
            device.attributed_to,
            device.basis,
            device.tool,
            device.dates,
            f"{device.items:,}",
            device.examined,
        )
        for device in m.devices
    ]
    _table(paper, columns, rows)
    write_ledger(paper, m.whole, m.ledger, m.ledger_notes)


def _search(paper: Paper, m: Management) -> None:
    columns = (
        ("Line", 5),
        ("Term", 17),
        ("How it matches", 12),
        ("Also finds", 28),
        ("Items hit", 8),
        ("By no other", 8),
        ("Reviewed", 8),
        ("Relevant", 8),
    )
    rows = [
        (
            str(term.line),
            term.term,
            term.kind,
            ", ".join(term.forms),
            f"{term.hits:,}",
            f"{term.unique:,}",
            f"{term.reviewed:,}" + (f"\n{term.not_reviewed_why}" if term.not_reviewed_why else ""),
            f"{term.relevant:,}",
        )
        for term in m.terms
    ]
    _table(paper, columns, rows)
    _proposed(paper, m)
    _counts(paper, "Not searchable, by reason", m.not_searchable)
    write_hard(paper, m.hard)
    write_samples(paper, m.samples)


def _proposed(paper: Paper, m: Management) -> None:
    """The defence's own terms, whatever became of them."""
    if not m.proposed:
        return
    columns = (
        ("Line", 5),
        ("Term proposed by the defence", 22),
        ("When and why", 28),
        ("Answer", 27),
        ("Items hit in scope", 9),
        ("Relevant", 9),
    )
    rows = [
        (str(one.line), one.term, one.proposed, one.answer, f"{one.hits:,}", f"{one.relevant:,}")
        for one in m.proposed
    ]
    paper.gap(4)
    _table(paper, columns, rows)


def _technology(paper: Paper, m: Management) -> None:
    paper.text(f"evidence_review {m.app_version}. {_LIMITS}")
    paper.gap(4)
    columns = ("Engine", 16), ("What it does", 36), ("Version", 8), ("SHA-256 of what it is made of", 40)
    rows = [(one.name, engine_words(one.name), one.version, made_of(one)) for one in m.engines]
    _table(paper, columns, rows)
    paper.text("Review by people: " + (m.human_review or "not recorded."))
    paper.text(_WORDS)
    for sentence in m.deciding:
        paper.text(sentence, indent=12)


def _third_party(paper: Paper, m: Management) -> None:
    paper.text(m.third_party or _NOTHING)


def _privilege(paper: Paper, m: Management) -> None:
    items = "item was" if m.held_for_counsel == 1 else "items were"
    paper.text(
        f"{m.held_for_counsel:,} {items} held back as possibly privileged or confidential; only "
        f"independent counsel can open what is held. "
        "Nothing about their content is in this document."
    )


def _redaction(paper: Paper, m: Management) -> None:
    paper.text(m.redaction_approach or _APPROACH)
    _counts(paper, "Redactions by type", m.redactions)


def _linked(paper: Paper, m: Management) -> None:
    paper.text(m.linked or _NOTHING)


def _timetable(paper: Paper, m: Management) -> None:
    paper.text(m.timetable or _NOTHING)
    paper.text("The duty to keep disclosure under review continues to the end of the case.")
    _counts(paper, "Not examined, by reason", m.not_examined)


def _invitation(paper: Paper, _: Management) -> None:
    paper.text(_INVITE)


_SECTIONS = (
    ("Case", _case),
    ("The prosecution case, the issues, the defence so far", _issues),
    ("Reasonable lines of enquiry", _lines),
    ("Devices and other sources", _devices),
    ("Search method", _search),
    ("Technology", _technology),
    ("Third-party material", _third_party),
    ("Legal professional privilege and confidential material", _privilege),
    ("Redaction", _redaction),
    ("Linked investigations", _linked),
    ("Timetable, continuing review, and what was not examined", _timetable),
    ("Invitation to the defence", _invitation),
)


def _table(
    paper: Paper, columns: tuple[tuple[str, int], ...], rows: Sequence[tuple[str | tuple[str, str], ...]]
) -> None:
    used = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    if rows:  # a column in which nothing stands says nothing
        shown = [tuple(row[at] for at in used) for row in rows]
        paper.table([Column(*columns[at]) for at in used], shown)
    else:
        paper.text(_NOTHING)


def _counts(paper: Paper, title: str, counts: tuple[tuple[str, int], ...]) -> None:
    paper.gap(4)
    paper.text(title, bold=True)
    for what, count in counts:
        paper.text(f"{count:,} · {what}", indent=12)
    if not counts:
        paper.text("none", indent=12)
    paper.gap(4)

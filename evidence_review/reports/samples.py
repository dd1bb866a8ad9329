"""Samples of what was not read, in the management document: what each plan asked, who agreed to it, what it
states, and what no longer holds.

Served on the defence, so it holds counts, digests and sentences: no item, no score.
"""

from dataclasses import dataclass

from evidence_review.reports.paper import Column, Paper


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """One plan as it stands. `stated` is its sentence, empty while it is not read to its end; `void` why that
    no longer holds."""

    plan: str
    line: str
    population: str
    numbers: str
    asked: str
    reason: str
    proposed: str
    authorised: str
    state: str
    stated: str
    beside: tuple[str, ...]
    void: str
    digest: str
    head: str
    seed: str


_WHAT = (
    "Ranking finds and does not prove. Each sample below was registered before it was drawn, "
    "authorised by another person than the one who proposed "
    "it, drawn by a seed that follows from the log after the authorisation, and read one item at a "
    "time without score or reason. Its bounds are exact "
    "(hypergeometric) and hold whatever ranked the items. They speak of items with text within the "
    "limits of the line, and of nothing else."
)
_REDO = (
    "To redo a draw: the seed is SHA-256 of the head of the log and the digest of the plan, each "
    "as 32 bytes. Sort the ids of the pool by "
    "SHA-256 of the seed's 32 bytes followed by the id in decimal digits; the first items are the sample."
)


def write_samples(paper: Paper, samples: tuple[SampleAccount, ...]) -> None:
    """The part on samples; one sentence where none was drawn."""
    paper.gap(4)
    paper.text("Samples of what was not read", bold=True)
    if not samples:
        paper.text("No sample was drawn, so nothing is stated of what may have been missed.", indent=12)
        return
    paper.text(_WHAT)
    rows = [
        (
            one.plan,
            one.line,
            one.numbers,
            f"{one.asked}\n{one.reason}".strip(),
            f"{one.proposed}\n{one.authorised}".strip(),
            one.state,
        )
        for one in samples
    ]
    shares = (
        ("Plan", 8),
        ("Line", 7),
        ("Numbers", 25),
        ("What was asked, and why", 30),
        ("Proposed, authorised by", 17),
        ("State", 13),
    )
    paper.table([Column(title, share) for title, share in shares], rows)
    for one in samples:
        _statement(paper, one)
    paper.text(_REDO)


def _statement(paper: Paper, one: SampleAccount) -> None:
    paper.gap(4)
    paper.text(f"{one.plan}, {one.population}", bold=True)
    if one.void:
        paper.text(f"VOID: {one.void}. What is said below no longer holds.", indent=12, bold=True)
    paper.text(one.stated or "Not read to its end, so it states nothing.", indent=12)
    for words in one.beside:
        paper.text(words, indent=12)
    if one.seed:
        paper.text(
            f"Digest of the plan {one.digest}; head of the log {one.head}; seed {one.seed}.", indent=12
        )

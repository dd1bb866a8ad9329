"""The sheet on top of a bundle: for whom it is and why, what is in it, what is open to inspection, what changed,
how it may be used and whom to ask (reference/law.md K12, 7.2)."""

from dataclasses import dataclass

from evidence_review.reports.paper import Column, Paper
from evidence_review.reports.serving import NOTICE, Serving


@dataclass(frozen=True, slots=True)
class CoverFile:
    """A file of the bundle: its name, what it is, how many pages or messages of it are copies ("" for papers of
    the prosecution)."""

    name: str
    what: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the sheet says: `counts` how many of the `entries` have each code; `inspection` how and where to inspect, ""
    where nothing is; `changes` what changed since the last bundle."""

    urn: str
    serving: Serving
    files: tuple[CoverFile, ...]
    counts: tuple[tuple[str, int], ...]
    inspection: str = ""
    changes: tuple[str, ...] = ()
    entries: int = 0
    is_edited: bool = True
    """Whether anything in a copy was redacted; then the index of redactions lies in the bundle."""


_TITLE = "Disclosure bundle"
_EDITED = (
    "Copies are edited: what a person marked and another approved, such as personal data, was taken out and is gone "
    "from the file. Words in square brackets and capitals stand in its place; the same words mean the same person or value "
    "in the whole bundle. The index of redactions lists each, with its type and reason."
)
_WHOLE = "Nothing was redacted in the copies."
_BESIDE = (
    "Beside these files lie: the proof of each, under its name with .tlog-proof behind it; verify.py, the program that "
    "checks them; and what it reads: manifest.json, manifest.sig, checkpoint.txt and proof.json."
)
_ANONYMOUS = (
    "Where somebody is accused of a sexual offence, nothing by which members of the public might identify the "
    "complainant may be published while the complainant lives, unless a court directs otherwise (Sexual Offences "
    "(Amendment) Act 1992 s.1)."
)
_EACH = "An entry whose items have different codes is counted under each of them."
_NOTHING = "Nothing is disclosed by copy in this bundle."
_LOG = (
    "What was searched, for what, and what was not examined is told in the disclosure management document. The "
    "record of decisions stays with the prosecution; the court can ask for it. Anybody can check that this bundle "
    "is the one that was recorded: python3 verify.py. Each file can be checked alone, by the proof that lies beside "
    "it: python3 verify.py, then the name of the file."
)


def cover_pdf(cover: Cover) -> bytes:
    """The sheet as a PDF."""
    serving = cover.serving
    paper = Paper(_TITLE, f"{_TITLE} · URN {cover.urn}", footer=serving.footer)
    paper.headline(_TITLE)
    paper.facts(
        [
            ("R v:", serving.accused),
            ("URN:", cover.urn),
            ("For:", serving.recipient),
            ("Date:", serving.day),
            (
                "Purpose:",
                "disclosure of unused material under the Criminal Procedure and Investigations Act 1996",
            ),
            *((("Made because:", serving.why),) if serving.why else ()),
            ("Questions to:", serving.contact or "the disclosure officer"),
        ]
    )
    paper.heading("How it may be used")
    paper.text(NOTICE)
    paper.text(_ANONYMOUS)
    paper.heading("Entries of the schedule by code")
    for what, count in cover.counts:
        paper.text(f"{count:,} · {what}", indent=12)
    if cover.entries:
        paper.text(
            f"The schedule has {cover.entries:,} {'entry' if cover.entries == 1 else 'entries'}. {_EACH}"
        )
    if not any(one.count for one in cover.files):
        paper.text(_NOTHING, bold=True)
    for sentence in (cover.inspection, *cover.changes):
        if sentence:
            paper.gap(4)
            paper.text(sentence)
    paper.heading("What is in it")
    rows = [(one.name, one.what, one.count) for one in cover.files]
    paper.table([Column("File", 0.42), Column("What it is", 0.4), Column("Copied", 0.18)], rows)
    for said in (_BESIDE, *_of_copies(cover), _LOG):
        paper.text(said)
        paper.gap(4)
    return paper.to_bytes()


def _of_copies(cover: Cover) -> tuple[str, ...]:
    """Whether copies were edited; nothing where nothing is copied and nothing was redacted."""
    if cover.is_edited:
        return (_EDITED,)
    return (_WHOLE,) if any(one.count for one in cover.files) else ()

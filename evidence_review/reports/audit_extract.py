"""An extract of the log that a person can read: who did what, when and why, without content, with the log's
checkpoint.

The table is for reading; the proof is the log file itself, the checkpoint, and the verifier
(reference/safety.md 2.2).
"""

from dataclasses import dataclass

from evidence_review.domain.audit import LogRow
from evidence_review.reports.paper import Column, Paper

PROMISE = (
    "Up to each checkpoint someone else holds, no entry can be changed, removed, added or "
    "reordered unnoticed, even by all users together. "
    "After it, only by someone holding a user's passphrase, and cutting the end off cannot be seen. "
    "Order is proven; clock times are the computer's own claim unless timestamped."
)


@dataclass(frozen=True, slots=True)
class Extract:
    """Entries of the log, what they were chosen by ("" = all), and the checkpoint: size, 64 hexadecimal
    digits of root.

    `note` is the signed checkpoint as text; it goes into the QR code, so that a camera can carry it to
    another machine.
    """

    urn: str
    rows: tuple[LogRow, ...]
    size: int
    root: str
    note: str = ""
    chosen_by: str = ""


_COLUMNS = (
    ("No.", 5),
    ("UTC", 13),
    ("Who", 12),
    ("Act", 18),
    ("On what", 12),
    ("Why", 16),
    ("Counts and versions", 14),
    ("Hash begins", 10),
)
_QR_LIMIT = 1_200  # bytes; a denser code is not read from paper


def audit_pdf(extract: Extract) -> bytes:
    """The extract as a PDF: the checkpoint with its QR code and promise first, then the entries."""
    paper = Paper(
        "Extract of the decision log", f"Extract of the decision log · URN {extract.urn}", wide=True
    )
    paper.headline("Extract of the decision log")
    chosen = f"{len(extract.rows):,} of {extract.size:,}" + (
        f", chosen by {extract.chosen_by}" if extract.chosen_by else ""
    )
    paper.facts([("URN", extract.urn), ("Entries shown", chosen)])
    _checkpoint(paper, extract)
    paper.heading("Entries")
    columns = [Column(title, share) for title, share in _COLUMNS]
    paper.table(columns, map(_row, extract.rows))
    if not extract.rows:
        paper.text("No entry was chosen.")
    return paper.to_bytes()


def _checkpoint(paper: Paper, extract: Extract) -> None:
    import segno

    paper.heading("Checkpoint")
    paper.facts([("Entries", f"{extract.size:,}"), ("Root", in_groups(extract.root))])
    carried = (
        extract.note
        if 0 < len(extract.note.encode()) <= _QR_LIMIT
        else f"evidence_review log\nsize {extract.size}\nroot {extract.root}\n"
    )
    paper.squares(
        segno.make_qr(carried, error="m").matrix_iter(scale=1, border=4),
        150,
        "The checkpoint above as a QR code",
    )
    paper.gap(4)
    paper.text(PROMISE)


def in_groups(root: str) -> str:
    """The hexadecimal digits in groups of eight, as they are read aloud."""
    return " ".join(root[at : at + 8] for at in range(0, len(root), 8))


def _row(row: LogRow) -> tuple[str, ...]:
    who = f"{row.user}\n{row.role.replace('_', ' ').lower()}".strip()
    return (
        str(row.seq),
        row.utc,
        who,
        f"{row.op}\n{row.action}".strip(),
        row.object,
        row.reason,
        row.detail,
        row.hash[:12],
    )

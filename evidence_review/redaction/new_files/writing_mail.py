"""A letter written as a new e-mail file from redacted values: five header lines, plain words, attachments
under neutral names (reference/safety.md 1.7)."""

import base64
from collections.abc import Sequence

from evidence_review.domain.contents import Contents, Inside, Passage

HEADERS = ("From", "To", "Cc", "Date", "Subject")
_BOUNDARY = "part-of-this-letter"


def mail(contents: Contents) -> bytes:
    """An .eml: the first letter, with letters inside it below its words. All else that was in the original's
    headers is gone."""
    return _letter(contents.passages, contents.files)


def mailbox(contents: Contents) -> bytes:
    """An mbox of as many letters as begin with a sender."""
    letters = _letters(contents.passages)
    files = [contents.files, *[()] * len(letters)]
    return b"".join(
        b"From - Thu Jan  1 00:00:00 1970\n" + _escaped(_letter(one, files[number])) + b"\n"
        for number, one in enumerate(letters)
    )


def _letters(passages: Sequence[Passage]) -> list[list[Passage]]:
    out: list[list[Passage]] = [[]]
    for passage in passages:
        if passage.label == "From" and any(one.label == "From" for one in out[-1]):
            out.append([])
        out[-1].append(passage)
    return out


def _escaped(letter: bytes) -> bytes:
    return b"\n".join(b">" + line if line.startswith(b"From ") else line for line in letter.split(b"\n"))


def _letter(passages: Sequence[Passage], files: Sequence[Inside]) -> bytes:
    head: list[str] = []
    body: list[str] = []
    for passage in passages:
        if passage.label in HEADERS and not any(line.startswith(passage.label + ":") for line in head):
            head.append(f"{passage.label}: {' '.join(passage.text.split())}")
        else:
            body.append(f"{passage.label}: {passage.text}" if passage.label else passage.text)
    words = "\n\n".join(body).replace("\r\n", "\n").rstrip("\n") + "\n"
    plain = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + words
    if not files:
        return "\n".join([*head, "MIME-Version: 1.0", plain]).encode("utf-8", "replace")
    lines = [
        *head,
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"',
        "",
        f"--{_BOUNDARY}",
        plain,
    ]
    for one in files:
        lines += [
            f"--{_BOUNDARY}",
            "Content-Type: application/octet-stream",
            "Content-Transfer-Encoding: base64",
        ]
        lines += [
            f'Content-Disposition: attachment; filename="{one.name}"',
            "",
            base64.encodebytes(one.data or b"").decode("ascii"),
        ]
    return "\n".join([*lines, f"--{_BOUNDARY}--", ""]).encode("utf-8", "replace")

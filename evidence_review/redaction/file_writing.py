"""One file redacted into a new one: text, PDF and pictures. To redact another kind, add a function and a line
in `_redacted`."""

import errno
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import Redacted, Removal
from evidence_review.domain.text_spans import merged, redact_text
from evidence_review.redaction.gate.gate import check_search
from evidence_review.redaction.new_files.medium import Medium, decoded, medium_of
from evidence_review.redaction.pdf.engine import redact_pdf
from evidence_review.redaction.pictures.pictures import is_picture_file, redact_picture
from evidence_review.redaction.refusal import refusal
from evidence_review.redaction.terms.search import Search, find, holds, name_words, search_for

OTHERS = (
    "A file of this kind cannot be redacted here. Print it to a PDF, or save it as one of the usual "
    "kinds, and redact that."
)
EXISTS = "There is already a file of that name. Choose another name."
KEPT_WORD = (
    "A word of a name that is also an ordinary English word was kept where it stands alone; give it as "
    "a term of its own to remove it."
)


def redact_file(source: Path, target: Path, terms: Sequence[str], *, replace: bool = False) -> Redacted:
    """`source` without the terms, written to `target` after the gate passed; the source is never touched.

    A term in straight double quotes goes only as a whole; without them each word of a personal name goes too
    (decision record 0010). Raises OutputProblem and writes nothing when the target exists (unless `replace`),
    is the source, bears a term in its name, when the kind of file cannot be redacted, or when the gate finds
    anything.
    """
    removals = removals_of(terms)
    search = search_for(
        [one.value for one in removals], [number for number, one in enumerate(removals) if one.whole]
    )
    may_write(source, target, search, replace=replace)
    done = _redacted(read_source(source), source, removals, search)
    write_new(done.data, target, replace=replace)
    return done


def read_source(source: Path) -> bytes:
    """The bytes of a file to redact or check. OutputProblem where it cannot be opened or is empty: a copy
    that went wrong is no clean file."""
    try:
        data = source.read_bytes()
    except OSError as fault:
        raise OutputProblem(
            "The file to redact cannot be opened. Check where it is and that you may read it."
        ) from fault
    if not data:
        raise OutputProblem(
            (
                "This file is empty, so there is nothing in it to redact or to check. See whether it "
                "was copied whole."
            )
        )
    return data


def removals_of(terms: Sequence[str]) -> list[Removal]:
    """The terms as removals with tokens: [PERSON n] for names, [REDACTED n] for others; the same term has the
    same token."""
    out: list[Removal] = []
    people = 0
    written = dict.fromkeys(term.strip().lstrip("\ufeff") for term in terms)
    for term in filter(None, written):
        whole = len(term) >= 2 and term[0] == term[-1] == '"'
        value = term[1:-1].strip() if whole else term
        is_person = bool(name_words(value))
        people += is_person
        token = f"[PERSON {people}]" if is_person else f"[REDACTED {len(out) + 1 - people}]"
        if value:
            out.append(Removal(value, token, whole=whole))
    if not out:
        raise OutputProblem("There is nothing to remove: give at least one word or number.")
    return out


def may_write(source: Path, target: Path, search: Search, *, replace: bool = False) -> None:
    """OutputProblem where the new file must not be written: it exists, is the original, has no folder, or
    bears a term in its name."""
    if target.exists() and source.exists() and target.samefile(source):
        raise OutputProblem("The redacted file must not take the place of the original. Choose another name.")
    if target.exists() and (not replace or target.is_dir()):
        raise OutputProblem(EXISTS)
    if not target.parent.is_dir():
        raise OutputProblem("The folder for the redacted file does not exist. Choose another place.")
    if holds(target.name, search):
        raise OutputProblem(
            "The name of the new file holds a word that is to be removed. Choose another name."
        )


def _redacted(original: bytes, source: Path, removals: Sequence[Removal], search: Search) -> Redacted:
    if b"%PDF-" in original[:1024]:
        return redact_pdf(original, removals)
    if is_picture_file(original):
        return redact_picture(original, removals)
    found = decoded(original, source.name) if medium_of(original, source.name) not in _MADE_ANEW else None
    if found is None:
        raise OutputProblem(OTHERS)
    text, encoding = found
    spans = [(hit.start, hit.end, removals[hit.term].token) for hit in find(text, search)]
    data = redact_text(text, spans).encode(encoding)
    leaks = check_search(data, search)
    if leaks:
        raise OutputProblem(refusal(leaks))
    return Redacted(data, len(merged(spans)), (), (KEPT_WORD,) if search.left else ())


_MADE_ANEW = frozenset((Medium.OFFICE, Medium.ARCHIVE, Medium.WAVE, Medium.FILM))
"""Kinds that `workflow.one_file.redact_any_file` redacts, since importers read their values."""


def write_new(data: bytes, target: Path, *, replace: bool = False, mark: str = "") -> None:
    """Whole or not at all, whatever kills the program: without a name until it is on the disk, where the
    system can do that.

    Elsewhere a new file beside the target, renamed when it is whole; `mark` is part of its first name, for
    `sweep`.
    """
    try:
        if not replace and _named_at_the_end(data, target):
            return
        handle, name = tempfile.mkstemp(prefix=f"{_UNFINISHED}{mark}-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            if not replace and target.exists():
                raise OutputProblem(EXISTS)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as fault:
        raise OutputProblem(
            "The redacted file cannot be written there. Check the place and the free space."
        ) from fault


def _named_at_the_end(data: bytes, target: Path) -> bool:
    """Write a file that has no name before it is whole (Linux). False, with nothing left, where the system or
    the folder cannot do that."""
    if not hasattr(os, "O_TMPFILE"):
        return False
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        handle = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError:
        os.close(folder)
        return False
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
            os.link(f"/proc/self/fd/{out.fileno()}", target.name, dst_dir_fd=folder)
    except FileExistsError:
        raise OutputProblem(EXISTS) from None
    except OSError as fault:
        if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise
        return False
    finally:
        os.close(folder)
    return True


def sweep(folder: Path, mark: str) -> None:
    """Remove what a child that was stopped in the middle of `write_new` with this mark has left in a
    folder."""
    for one in folder.glob(f"{_UNFINISHED}{mark}-*") if mark else ():
        one.unlink(missing_ok=True)


_UNFINISHED = ".redacting-"

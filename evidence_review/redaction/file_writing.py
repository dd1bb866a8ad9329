"""What redacting one file asks before and after the work: the terms as removals, whether the new file may be
written, and writing it whole or not at all. The work itself is `workflow.one_file`."""

import errno
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction.terms.search import Search, holds, name_words

OTHERS = (
    "A file of this kind cannot be redacted here. Print it to a PDF, or save it as one of the usual "
    "kinds, and redact that."
)
EXISTS = "There is already a file of that name. Choose another name."
KEPT_WORD = (
    "A word of a name that is also an ordinary English word was kept where it stands alone; give it as "
    "a term of its own to remove it."
)


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
    same token.

    A term in straight double quotes goes only as a whole; without them each word of a personal name goes too
    (decision record 0010).
    """
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


def may_write(source: Path, target: Path, search: Search) -> None:
    """OutputProblem where the new file must not be written: it exists, is the original, has no folder, or
    bears a term in its name. The source is never touched."""
    if target.exists() and source.exists() and target.samefile(source):
        raise OutputProblem("The redacted file must not take the place of the original. Choose another name.")
    if target.exists():
        raise OutputProblem(EXISTS)
    if not target.parent.is_dir():
        raise OutputProblem("The folder for the redacted file does not exist. Choose another place.")
    if holds(target.name, search):
        raise OutputProblem(
            "The name of the new file holds a word that is to be removed. Choose another name."
        )


def write_new(data: bytes, target: Path, *, mark: str = "") -> None:
    """Whole or not at all, whatever kills the program: without a name until it is on the disk, where the
    system can do that.

    Elsewhere a new file beside the target, renamed when it is whole; `mark` is part of its first name, for
    `sweep`.
    """
    try:
        if _named_at_the_end(data, target):
            return
        handle, name = tempfile.mkstemp(prefix=f"{_UNFINISHED}{mark}-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            if target.exists():
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

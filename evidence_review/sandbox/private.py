"""A private folder for what a child unpacks or copies, held by the parent; one left behind by a parent that
was killed is removed by the next.

Evidence lies in the clear there while it is read, so nothing of it may outlive the reading
(reference/house.md 8).
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PREFIX = "evidence_review-"
_HELD = ".held"


@contextmanager
def private_folder() -> Generator[Path]:
    """A new folder that only this user may open, gone afterwards. Folders whose holder is dead are removed
    first."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    held = _mark(folder)
    try:
        yield folder
    finally:
        held.close()
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(top: Path) -> None:
    """Remove the folders that nobody holds. One without its mark is just being made, or not ours, and
    stays."""
    with suppress(OSError):
        for folder in sorted(top.glob(f"{PREFIX}*")):
            if (folder / _HELD).is_file() and not folder.is_symlink() and _is_left(folder / _HELD):
                shutil.rmtree(folder, ignore_errors=True)


def _mark(folder: Path) -> IO[bytes]:
    """Keep a mark locked for as long as this process lives.

    It gets its name when it is locked, so that no sweep finds it unlocked.

    On Windows an open file cannot be removed, which serves as well.
    """
    if sys.platform == "win32":
        return (folder / _HELD).open("wb")
    import fcntl  # POSIX only

    held = (folder / ".new").open("wb")
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    (folder / ".new").rename(folder / _HELD)
    return held


def _is_left(mark: Path) -> bool:
    try:
        if sys.platform == "win32":
            mark.unlink()
            return True
        import fcntl  # POSIX only

        if mark.stat().st_uid != os.getuid():
            return False
        with mark.open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

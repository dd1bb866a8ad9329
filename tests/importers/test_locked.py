"""What this user account may not read is refused in words and stays in the list of sources; a locked folder
ends no walk."""

import multiprocessing
import os
import shutil
import tempfile
from pathlib import Path

import pytest
import samples

from evidence_review.importers import child_tasks
from evidence_review.importers.choosing import LOCKED

_NOBODY = 65534


def _walked(folder, answer):
    if os.geteuid() == 0:  # root may read everything
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    answer.send(
        [
            (Path(each["path"]).name, each.get("importer", ""), each.get("refused", ""))
            for each in child_tasks.sources(folder)
        ]
    )


@pytest.fixture
def folder():
    """A folder that any user may enter."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    for each in made.iterdir():
        each.chmod(0o755)
    shutil.rmtree(made)


def walked(folder):
    mine, theirs = multiprocessing.get_context("fork").Pipe()
    child = multiprocessing.get_context("fork").Process(target=_walked, args=(folder, theirs))
    child.start()
    told = mine.recv() if mine.poll(60) else None
    child.join()
    return told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are set another way where there is no fork")
def test_B1_what_may_not_be_read_is_a_source_that_says_so(folder):
    for name in ("a.txt", "m.txt", "z.txt"):
        (folder / name).write_bytes(
            samples.CHAT_IOS.encode() if isinstance(samples.CHAT_IOS, str) else samples.CHAT_IOS
        )
    (folder / "locked").mkdir()
    (folder / "locked" / "b.txt").write_text("words")
    (folder / "locked").chmod(0)
    (folder / "m.txt").chmod(0)
    known, names = walked(folder), ("a.txt", "z.txt")
    assert [(name, refused) for name, _, refused in known if name not in names] == [
        ("locked", LOCKED),
        ("m.txt", LOCKED),
    ]
    assert [(name, refused) for name, importer, refused in known if importer] == [
        (name, "") for name in names
    ]

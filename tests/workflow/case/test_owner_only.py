"""A case, and what is written for others, is closed to other users of the machine (reference/law.md P1)."""

import os
import stat
import sys

import pytest

from evidence_review.domain.errors import OutputProblem
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.owner_only import owner_only
from tests import build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


@pytest.fixture
def generous():
    """A user who lets everyone read what she writes."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(place) -> int:
    return stat.S_IMODE(place.stat().st_mode)


def test_P1_a_new_case_is_closed_to_others_from_its_first_byte(tmp_path, generous) -> None:
    session = opening.create_case(tmp_path / "case", "62WR0099125", "Test", "gail", build.PASSPHRASE)
    assert mode(tmp_path / "case") == 0o700
    files = {file.name: mode(file) for file in (tmp_path / "case").iterdir()}
    assert {"case.db", "case.db-wal", "keyring.json"} <= set(files)
    assert set(files.values()) == {0o600}, files
    opening.close(session)


def test_P1_a_folder_that_holds_other_things_stays_as_it_is(tmp_path, generous) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "other.txt").write_text("x")
    opening.close(opening.create_case(folder, "62WR0099125", "Test", "gail", build.PASSPHRASE))
    assert (mode(folder), mode(folder / "other.txt")) == (0o777, 0o666)
    assert mode(folder / "case.db") == 0o600


def test_P1_a_folder_is_closed_with_all_in_it_and_links_lead_nowhere(tmp_path, generous) -> None:
    (tmp_path / "bundle" / "items").mkdir(parents=True)
    (tmp_path / "bundle" / "items" / "one.txt").write_text("x")
    (tmp_path / "elsewhere.txt").write_text("x")
    (tmp_path / "bundle" / "link").symlink_to(tmp_path / "elsewhere.txt")
    owner_only(tmp_path / "bundle")
    assert [mode(tmp_path / "bundle" / name) for name in (".", "items", "items/one.txt")] == [
        0o700,
        0o700,
        0o600,
    ]
    assert mode(tmp_path / "elsewhere.txt") == 0o666
    with pytest.raises(OutputProblem):
        owner_only(tmp_path / "not there")

"""A case that could not be made whole leaves nothing that is in the way (docs/decisions/0037)."""

from pathlib import Path

import pytest

from evidence_review.domain.errors import CaseProblem
from evidence_review.store import migrating
from evidence_review.store.database import lock
from evidence_review.workflow.case import opening


def test_a_case_that_could_not_be_made_leaves_its_folder_free_for_another_try(tmp_path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for owner, name in ((opening.keyring, "write"), (migrating, "migrate")):
        with monkeypatch.context() as broken:
            broken.setattr(owner, name, full)
            with pytest.raises(OSError, match="No space"):
                opening.create_case(tmp_path / "case", "62WR0000001", "Larch", "Ada", "four quiet words here")
        assert not (tmp_path / "case" / "case.db").exists()
    made = opening.create_case(tmp_path / "case", "62WR0000001", "Larch", "Ada", "four quiet words here")
    opening.close(made)
    with pytest.raises(CaseProblem, match="already"):
        opening.create_case(tmp_path / "case", "62WR0000001", "Larch", "Ada", "four quiet words here")
    opening.close(opening.open_case(tmp_path / "case", "Ada", "four quiet words here"))


def test_a_case_that_another_program_made_a_moment_ago_is_never_taken_away(tmp_path, monkeypatch) -> None:
    folder, taken = tmp_path / "case", lock.take

    def another_first(place: Path) -> lock.Held:
        """Another program makes its case between our look at the folder and our lock."""
        monkeypatch.setattr(lock, "take", taken)
        opening.close(opening.create_case(place, "62WR0000002", "Elm", "Bea", "four quiet words here"))
        return taken(place)

    monkeypatch.setattr(lock, "take", another_first)
    with pytest.raises(CaseProblem, match="already"):
        opening.create_case(folder, "62WR0000001", "Larch", "Ada", "four other words here")
    opening.close(opening.open_case(folder, "Bea", "four quiet words here"))


def test_a_case_that_is_given_up_is_gone_before_its_folder_is_free(tmp_path, monkeypatch) -> None:
    seen: list[bool] = []
    release = lock.Held.release

    def looked(held: lock.Held) -> None:
        seen.append((tmp_path / "case" / "case.db").exists())
        release(held)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lock.Held, "release", looked)
    for owner, name in ((opening.keyring, "write"), (migrating, "migrate")):
        with monkeypatch.context() as broken:
            broken.setattr(owner, name, full)
            with pytest.raises(OSError, match="No space"):
                opening.create_case(tmp_path / "case", "62WR0000001", "Larch", "Ada", "four quiet words here")
    assert seen == [False, False]

"""A case that could not be made whole leaves nothing that is in the way (docs/decisions/0037)."""

import pytest

from evidence_review.domain.errors import CaseProblem
from evidence_review.store import migrating
from evidence_review.workflow import opening


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

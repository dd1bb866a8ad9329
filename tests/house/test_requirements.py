"""Requirements of the law reference have tests that bear their ids (reference/law.md section 4)."""

from tests.house.requirements import bearers, chosen, requirements

SERVED = ("E5", "F1-F8", "G6-G8", "K1-K12", "L1-L4", "M1-M3")
"""What papers, codes and continuing review must do."""


def test_every_requirement_of_what_is_served_has_a_test_that_bears_its_id() -> None:
    found = bearers()
    wanted = list(chosen([*SERVED]))
    assert len(wanted) == 31
    assert [one for one in wanted if one not in found] == []


def test_the_law_reference_is_read_whole_and_a_lacking_test_is_seen(tmp_path) -> None:
    known = requirements()
    assert len(known) > 90
    assert len({one.id for one in known}) == len(known)
    assert all(one.words and one.acceptance for one in known)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_one.py").write_text("def test_K1_F3_two_of_them():\n    assert True\n")
    assert set(bearers(tmp_path / "tests")) == {"K1", "F3"}

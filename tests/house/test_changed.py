"""`tasks.py test --changed` runs what a change needs: where it lies, what calls it, the suites that hold for
its like."""

import subprocess

import pytest

from tests.house import changed
from tests.house.changed import EVERYTHING, needed_tests

PACKAGE = changed.HOUSE
HOUSE = {
    path.relative_to(changed.ROOT).as_posix() for path in (changed.ROOT / "tests" / "house").glob("test_*.py")
} - {"tests/house/test_howto.py"}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            f"{PACKAGE}/importers/chats/whatsapp/media.py",
            {"tests/importers/chats", "tests/importers/test_contract.py"},
        ),
        (
            f"{PACKAGE}/importers/times/stamps.py",
            {"tests/importers/times", "tests/importers/tables/test_tables_times.py"},
        ),
        (
            f"{PACKAGE}/redaction/streams/lexing.py",
            {"tests/redaction/test_lexing.py", "tests/redaction/test_channels.py"},
        ),
        (f"{PACKAGE}/workflow/redacting/marking.py", {"tests/workflow/redacting"}),
        ("tests/importers/samples/ufdr_reports.py", {"tests/importers/examiners/test_ufdr.py"}),
        ("tests/domain/test_pages.py", {"tests/domain/test_pages.py"}),
        ("docs/glossary.md", {"tests/house/test_glossary.py"}),
    ],
)
def test_a_change_brings_its_tests(name, wanted):
    found = needed_tests([name])
    assert wanted <= set(found)
    assert set(found) >= HOUSE
    assert len(set(found) - HOUSE) < 40


def test_what_holds_for_everything_brings_everything():
    assert needed_tests(["pyproject.toml"]) == EVERYTHING
    assert needed_tests(["requirements.lock", "docs/glossary.md"]) == EVERYTHING


def test_nothing_changed_leaves_the_house():
    assert set(needed_tests([])) == HOUSE
    assert set(needed_tests(["README.md"])) == HOUSE


def test_the_recipes_are_followed_where_one_of_them_names_what_was_changed():
    recipes = {"tests/house/test_howto.py"}
    assert set(needed_tests([f"{PACKAGE}/importers/order.py"])) >= HOUSE | recipes
    assert set(needed_tests(["docs/how-to/add-a-page.md"])) == HOUSE | recipes


def test_new_files_and_changed_ones_are_seen(tmp_path, monkeypatch):
    for command in (
        ["init", "-q"],
        ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "x"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "new.py").write_text("")
    monkeypatch.setattr(changed, "ROOT", tmp_path)
    assert changed.changed_files("HEAD") == ["new.py"]

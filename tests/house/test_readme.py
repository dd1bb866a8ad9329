"""The front page is true: its commands exist and its links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def test_every_task_it_names_exists():
    named = set(re.findall(r"tasks\.py (\w+)", TEXT))
    listed = subprocess.run(
        [sys.executable, "tasks.py"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    assert {"demo", "test"} <= named
    assert named <= set(re.findall(r"tasks\.py (\w+)", listed))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page):
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_licence_is_whole():
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence
    assert "13. Remote Network Interaction" in licence
    assert len(licence) > 30_000

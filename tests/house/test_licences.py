"""The licences page names every package that runs in the program, as installed."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(wanted: Requirement) -> tuple[str, list[str]]:
    """Version and requirements of a package; of one that an environment older than the lock lacks, the
    version pinned."""
    try:
        package = importlib.metadata.distribution(wanted.name)
    except importlib.metadata.PackageNotFoundError:
        return str(wanted.specifier).removeprefix("=="), []
    return package.version, package.requires or []


def _running() -> dict[str, str]:
    """Every package that the program's own requirements bring, with its version."""
    found: dict[str, str] = {}
    waiting = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    while waiting:
        wanted = Requirement(waiting.pop())
        if _plain(wanted.name) not in found and (
            wanted.marker is None or wanted.marker.evaluate({"extra": ""})
        ):
            found[_plain(wanted.name)], more = _installed(wanted)
            waiting += more
    return found


def test_every_package_is_on_the_page_with_its_version_and_a_licence():
    listed = {
        name: (version, licence)
        for name, version, licence in re.findall(
            r"^\| ([a-z0-9-]+) \| (\d\S*) \| (.+) \|$", PAGE, re.MULTILINE
        )
    }
    running = _running()
    assert len(running) > 50
    missing = {name: version for name, version in running.items() if listed.get(name, ("",))[0] != version}
    assert missing == {}
    assert all(licence.strip() for _, licence in listed.values())


def test_fonts_come_with_their_licence():
    fonts = ROOT / "resources" / "fonts"
    assert {path.name for path in fonts.glob("*.ttf")} == {
        "DejaVuSans.ttf",
        "DejaVuSans-Bold.ttf",
        "NotoColorEmoji.ttf",
    }
    assert "SIL OPEN FONT LICENSE" in (fonts / "LICENCE-Noto-Emoji.txt").read_text(encoding="utf-8")
    assert "Bitstream" in (fonts / "LICENCE-DejaVu.txt").read_text(encoding="utf-8")

"""The files of a Google Voice page: pictures, recordings and contact cards, named on the page without their
ending.

Google cuts names on disk to fifty letters; a recording may have the name of its page.
"""

import glob
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.markup.html_elements import has

_CUT = 50
_MEDIA = {"img", "audio", "video", "source"}
_NOT_FILES = ("tel", "fn")


def files_of(download: Download, name: str, block: Any) -> Iterator[Attachment]:
    """Each file that a message or call shows, once."""
    folder = str(PurePosixPath(name).parent).removeprefix(".")
    for named, tries in _tries(name, block):
        found = (_on_disk(_names(download, folder, each)) for each in tries)
        yield download.files.attachment(next((each for each in found if each), named), folder)


def beside(path: Path, block: Any) -> Iterator[str]:
    """The names of files in the folder of a page that a message or call of it shows."""
    for _, tries in _tries(path.name, block):
        found = (_on_disk(_near(path.parent, each)) for each in tries)
        yield from [each for each in found if each][:1]


def _tries(name: str, block: Any) -> Iterator[tuple[str, list[str]]]:
    """A name as the page writes it, and what it may be called on disk: as it stands, with any ending, cut, or
    like its page."""
    for named in dict.fromkeys(_named(block)):
        ending = PurePosixPath(named).suffix
        stem = named.removesuffix(ending) if ending[1:].isalnum() and len(ending) < 6 else named
        own = PurePosixPath(name).stem if has(block, "haudio") else ""
        yield named, [each for each in (named, stem, stem[:_CUT], own, own[:_CUT]) if each]


def _named(block: Any) -> Iterator[str]:
    for each in block.iter(*_MEDIA, "a"):
        link = str(each.get("src") or each.get("href") or "")
        in_words = any(above.tag in {"q", "cite"} for above in each.iterancestors())
        is_number = any(has(each, kind) for kind in _NOT_FILES)
        if _is_of_file(link) and not in_words and not is_number and each.get("rel") != "tag":
            yield link


def _is_of_file(link: str) -> bool:
    return bool(link) and "://" not in link and not link.startswith(("tel:", "data:", "#"))


def _on_disk(found: list[str]) -> str | None:
    """The one file that fits; None where none or several do, or only a page does."""
    files = [each for each in found if not each.lower().endswith((".html", ".htm"))]
    return files[0] if len(files) == 1 else None


def _names(download: Download, folder: str, base: str) -> list[str]:
    if download.files.beside is not None:
        return _near(download.files.beside, base)
    place = f"{folder}/{base}" if folder else base
    return (
        [base]
        if place in download.files.tree.sizes
        else [PurePosixPath(each).name for each in download.by_stem().get(place, [])]
    )


def _near(folder: Path, base: str) -> list[str]:
    if "/" in base or "\\" in base:
        return []
    try:
        return (
            [base]
            if (folder / base).is_file()
            else sorted(each.name for each in folder.glob(glob.escape(base) + ".*") if each.is_file())
        )
    except (OSError, ValueError):  # a name that no disk takes
        return []

"""What is written for people outside the case is closed to other users of the machine until its owner hands it
on."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from evidence_review.domain.errors import OutputProblem


def owner_only(folder: Path) -> None:
    """Close a folder with all in it to everyone but its owner: folders 0700, files 0600. Links are left as
    they are. OutputProblem where that cannot be done; on Windows the rights of the place hold."""
    try:
        for place in (folder, *folder.rglob("*")):
            if not place.is_symlink():
                place.chmod(0o700 if place.is_dir() else 0o600)
    except OSError:
        raise OutputProblem(
            "The rights of what was written cannot be set there. Choose a folder of your own on this machine."
        ) from None


def write_closed(out: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder that is closed to everyone but its owner. OutputProblem where that cannot be
    done; nothing is left behind then."""
    try:
        out.mkdir(mode=0o700, parents=True)
    except OSError:
        raise OutputProblem(_CANNOT) from None
    try:
        for name, data in files.items():
            (out / name).write_bytes(data)
        owner_only(out)
    except OSError:
        shutil.rmtree(out, ignore_errors=True)  # made above, so it is ours
        raise OutputProblem(_CANNOT) from None


_CANNOT = (
    "These papers cannot be written there, so nothing was left behind. Check the folder, its rights and the free "
    "space."
)

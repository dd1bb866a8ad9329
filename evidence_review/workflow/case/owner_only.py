"""What is written for people outside the case is closed to other users of the machine until its owner hands it
on."""

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

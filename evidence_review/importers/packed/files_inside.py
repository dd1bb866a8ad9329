"""Which files lie inside an office file that is a zip, by the names of its parts: objects and pictures."""

import io
import re
import zipfile
from collections.abc import Iterable

_OBJECT = re.compile(r"(?:^|.*/)(?:embeddings|activex)/[^/]+(?<!\.rels)(?<!\.xml)", re.IGNORECASE)
_OPEN_OBJECT = re.compile(r"(?:\./)?(Object \d+)(?:/.*)?")
_PICTURE = re.compile(r"(?:^|.*/)(?:(?:xl|word|ppt)/media|pictures)/[^/]+", re.IGNORECASE)
OBJECT, PICTURE = "file inside this file", "picture, sound or film inside this file"


def objects_in(names: Iterable[str]) -> list[str]:
    """The parts that are files of their own; of OpenDocument the folders that are."""
    found = dict[str, None]()
    for name in names:
        inner = _OPEN_OBJECT.fullmatch(name)
        if inner or _OBJECT.fullmatch(name):
            found[inner[1] if inner else name] = None
    return sorted(found)


def pictures_in(names: Iterable[str]) -> list[str]:
    """The parts that are pictures, sounds or films."""
    return sorted(name for name in names if _PICTURE.fullmatch(name))


def files_inside(data: bytes) -> list[tuple[str, str]]:
    """(name of the part, what it is) of the bytes of a file; none of what is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return []
    return [(name, OBJECT) for name in objects_in(names)] + [(name, PICTURE) for name in pictures_in(names)]

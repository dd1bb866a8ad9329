"""Facts of pictures, recordings and archives, as other programs tell them.

size: width x height as stored (exiftool). taken: when the picture says it was taken (DateTimeOriginal, else
CreateDate of its EXIF part), as read, without offset. camera: its model. place: latitude and longitude, to
four places. length: seconds (ffprobe; of AAC and AMR without container its packets added up), equal within .1
s or 1 in 100. picture: width x height of the first film that is no cover. title: of the container. files:
files of an archive that are no folders (zipfile, tarfile, 7z). opens: whether a packed file (gz, bz2, xz)
unpacks to its end.
"""

import bz2
import gzip
import json
import lzma
import tarfile
import zipfile
from pathlib import Path
from typing import Any

type Facts = dict[str, Any]


def picture(path: Path) -> Facts:
    """By exiftool."""
    from facts_told import run

    asked = (
        "ImageWidth",
        "ImageHeight",
        "ExifIFD:DateTimeOriginal",
        "ExifIFD:CreateDate",
        "IFD0:Model",
        "Composite:GPSLatitude",
        "Composite:GPSLongitude",
    )
    out = run(
        "exiftool", "-j", "-n", "-fast", *(f"-{name}" for name in asked), "-Error", "-FileType", str(path)
    )
    said = json.loads(out)[0] if out else {"Error": ""}
    if "Error" in said or "ImageWidth" not in said:
        return {}
    facts: Facts = {"size": f"{said['ImageWidth']} x {said['ImageHeight']}"} if "ImageHeight" in said else {}
    taken = next(
        (
            str(said[name])
            for name in ("DateTimeOriginal", "CreateDate")
            if str(said.get(name, "")).strip(" :0")
        ),
        "",
    )
    facts["taken"] = taken[:19] or None
    facts["camera"] = str(said["Model"]).strip() or None if "Model" in said else None
    if isinstance(said.get("GPSLatitude"), (int, float)) and isinstance(
        said.get("GPSLongitude"), (int, float)
    ):
        facts["place"] = f"{said['GPSLatitude']:.4f}, {said['GPSLongitude']:.4f}"
    return facts


def recording(path: Path) -> Facts:
    """By ffprobe."""
    from facts_told import run

    out = run("ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", str(path))
    said = json.loads(out) if out else {}
    shape, streams = said.get("format", {}), said.get("streams", [])
    if not streams or shape.get("format_name", "").startswith(("tty", "image2", "gif", "png_pipe")):
        return {}
    length = float(shape["duration"]) if "duration" in shape else None
    if shape["format_name"] in {"aac", "amr"}:
        length = _packets(path)
    films = [
        one for one in streams if one["codec_type"] == "video" and not one["disposition"].get("attached_pic")
    ]
    tags = {name.lower(): value for name, value in shape.get("tags", {}).items()}
    return {
        "length": length,
        "picture": f"{films[0]['width']} x {films[0]['height']}" if films and films[0].get("width") else None,
        "title": " ".join(str(tags.get("title", "")).split()) or None,
    }


def _packets(path: Path) -> float | None:
    from facts_told import run

    out = run(
        "ffprobe",
        "-v",
        "error",
        "-select_streams",
        "a:0",
        "-show_entries",
        "packet=duration_time",
        "-of",
        "csv=p=0",
        str(path),
    )
    return (
        sum(float(line.strip(",")) for line in out.decode().split() if line.strip(",") not in {"", "N/A"})
        if out
        else None
    )


def zipped(path: Path) -> Facts:
    """By zipfile."""
    with zipfile.ZipFile(path) as archive:
        return {"files": sum(not one.is_dir() for one in archive.infolist())}


def tarred(path: Path) -> Facts:
    """By tarfile."""
    with tarfile.open(path) as archive:
        return {"files": sum(one.isfile() or one.islnk() for one in archive)}


def seven(path: Path) -> Facts:
    """By 7z: entries that are no folders."""
    from facts_told import run

    out = (
        (run("7z", "l", "-slt", "-ppassword", str(path)) or b"")
        .decode("utf-8", "replace")
        .partition("----------")[2]
    )
    entries = [part for part in out.split("\n\n") if "Path = " in part]
    return (
        {"files": sum("Attributes = D" not in part and "Folder = +" not in part for part in entries)}
        if entries
        else {}
    )


def packed(path: Path) -> Facts:
    """By gzip, bz2 and lzma: a tar in it is a tar; else whether it unpacks."""
    try:
        return tarred(path)
    except tarfile.TarError:
        pass
    # [attr-defined]  # three modules of one shape
    with {"gz": gzip, "bz2": bz2}.get(path.suffix.lower().lstrip("."), lzma).open(path) as stream:  # type: ignore
        while stream.read(1 << 20):
            pass
    return {"opens": True}


PICTURES = dict.fromkeys(
    ["jpg", "jpeg", "png", "heic", "heif", "tif", "tiff", "gif", "webp", "avif", "bmp", "jp2", "psd"], picture
)
RECORDINGS = dict.fromkeys(
    [
        "mp3",
        "wav",
        "flac",
        "ogg",
        "oga",
        "opus",
        "m4a",
        "mp4",
        "m4v",
        "mov",
        "avi",
        "mkv",
        "mka",
        "webm",
        "amr",
        "aac",
        "aif",
        "aiff",
        "au",
        "3gp",
        "wma",
        "wmv",
        "asf",
        "flv",
        "ape",
        "mpc",
        "wv",
        "mpg",
        "mpeg",
        "ogv",
        "caf",
    ],
    recording,
)
ARCHIVES = {
    "zip": zipped,
    "kmz": zipped,
    "epub": zipped,
    "tar": tarred,
    "tgz": tarred,
    "gz": packed,
    "bz2": packed,
    "xz": packed,
    "7z": seven,
}

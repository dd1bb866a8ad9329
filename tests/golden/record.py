"""The golden record: what the program makes of what the tests build. A change of structure changes none.

    python tests/golden/record.py               compare all, print each name that differs, exit status 1
    python tests/golden/record.py --quick       the same without the sections that take long
    python tests/golden/record.py --only media  some sections; may be given several times
    python tests/golden/record.py --keep DIR    also write what was sealed, for diff -r with another's
    python tests/golden/record.py --root DIR    of the program and the tests in a checkout with these modules
    python tests/golden/record.py --write       write record.json anew; with --only those sections alone

record.json has the sections named below: for the name of each entry the first 16 digits of the SHA-256 of
what came out. Each section is made in a process of its own, in a temporary folder, in UTC, with no program
on the path: Tesseract and pdftotext, which differ from machine to machine, have no part in it. What they
change is in `seen` and `seen_media` alone, compared only where both are as when the record was made.

Left out, since nothing makes them the same twice or everywhere: keys, signatures, identifiers and hours of
a case (`demo` puts a sign for them, see golden_demo.py); hostile PDFs that keep a redaction busy for many
seconds (SLOW in golden_sections.py). What the networks say (`detections`, `rankings`, `demo`) is rounded,
and may still differ on a processor with other instructions: "made with" says which there were.
"""

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

type Seals = dict[str, str]

HERE = Path(__file__).resolve().parent
OURS = HERE.parents[1]
RECORD = HERE / "record.json"
PROGRAMS = ("tesseract", "pdftotext")
PACKAGES = (
    *("fonttools", "numpy", "onnxruntime", "pdfminer.six", "pikepdf", "pillow", "pymupdf", "pypdf"),
    *("pypdfium2", "reportlab", "xlsxwriter"),
)
INSTRUCTIONS = {"avx2", "avx512f", "avx512_vnni", "avx_vnni"}
ASKING = ("seen", "seen_media")
"""Sections that ask programs of the machine."""
QUICK = {
    "pages": 1,
    "engines": 1,
    "readings": 1,
    "readings_told": 2,
    "readings_damaged": 6,
    "columns": 6,
    "redactions": 4,
    "redactions_laid_out": 4,
    "media": 4,
    "detections": 1,
    "rankings": 1,
    "seen": 2,
    "seen_media": 4,
}
"""Sections that the quick tests make, of one of so many entries of each."""
LONG = ("redactions_hostile", "detections_all", "rankings_all", "demo")
BUILT = ("importers", "redaction", "sandbox", "benchmarks")
"""Folders of the tests in and below which the samples are built."""


def seal(text: str) -> str:
    """The first 16 digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_sampled(name: str, every: int) -> bool:
    """Whether an entry is among those that are made where one of so many is; the same ones each time."""
    return int(seal(name), 16) % every == 0


def made_here(section: str, every: int = 1, keep: Path | None = None) -> Seals:
    """The seals of a section, or of one of so many of its entries, made in this process.

    What was sealed is written below `keep`, a file for each entry.
    """
    import golden_sections

    found: Seals = {}
    for name, make in getattr(golden_sections, section)():
        if is_sampled(name, every):
            text = make()
            found[name] = seal(text)
            if keep:
                path = keep / section / re.sub(r"[^\w, .-]", "_", name)[:200]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text + "\n", encoding="utf-8", errors="surrogatepass")
    return found


def made(sections: Mapping[str, int], root: Path = OURS, keep: Path | None = None) -> dict[str, Seals]:
    """The seals of these sections, of one of so many entries of each, made in a process of their own.

    It knows nothing of this machine but the libraries; all the sections ask for its programs, or none does.
    """
    with tempfile.TemporaryDirectory(prefix="golden-") as folder:
        out = Path(folder) / "seals.json"
        command = [sys.executable, str(HERE / "record.py"), "--make", json.dumps(sections)]
        command += ["--into", str(out), *(["--keep", str(keep.resolve())] if keep else [])]
        done = subprocess.run(
            command,
            cwd=folder,
            env=_settled(root, Path(folder), with_programs=sections.keys() <= set(ASKING)),
            stdout=subprocess.DEVNULL,  # remarks of libraries on samples that are broken on purpose
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{', '.join(sections)} could not be made:\n{done.stderr[-4000:]}")
        return json.loads(out.read_text("utf-8"))


def _make(sections: Mapping[str, int], into: Path, keep: Path | None) -> None:
    """What the process of `made` does."""
    import golden_program
    import golden_samples

    root = os.environ.get("PYTHONPATH", "").split(os.pathsep)[0]
    assert golden_program.folder().is_relative_to(root), "another copy of the program was imported"
    warnings.simplefilter("ignore")
    golden_samples.stop_the_clock()
    found = {section: made_here(section, every, keep) for section, every in sections.items()}
    into.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def places(root: Path) -> list[str]:
    """Every folder with a module of the tests that builds samples, or that is asked for some."""
    tops = [root / "tests" / name for name in BUILT]
    return sorted({str(path.parent) for top in tops for path in top.rglob("*.py")})


def _settled(root: Path, folder: Path, *, with_programs: bool) -> dict[str, str]:
    """An environment in which only the program under `root` can make a difference."""
    homes = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    said = {name: str(folder) for name in homes} | {"TZ": "UTC", "LC_ALL": "C.UTF-8"}
    said |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    said |= {"SOURCE_DATE_EPOCH": "1737374400"}  # what fonts are written with as their hour
    said |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # sums are added up in one order
    said["PYTHONPATH"] = os.pathsep.join([str(root), *places(root)])
    if not with_programs:
        said["PATH"] = str(folder / "nothing")
    return {name: value for name, value in os.environ.items() if name != "PYTHONHASHSEED"} | said


def differences(section: str, now: Mapping[str, str], every: int = 1) -> list[str]:
    """A line for each entry of a section that is another one now, is no longer there or was not there."""
    kept = {name: value for name, value in recorded().get(section, {}).items() if is_sampled(name, every)}
    names = sorted(kept.keys() | now.keys())
    said = {name: "gone" if name not in now else "new" if name not in kept else "differs" for name in names}
    return [f"{section}: {name}: {said[name]}" for name in names if kept.get(name) != now.get(name)]


def compared(sections: Sequence[str], root: Path, keep: Path | None) -> Iterator[str]:
    """The lines of every section, in order."""
    for section in sections:
        if section in ASKING and not programs_are_those():
            print(f"{section}: left out, these programs are other ones: {PROGRAMS}", file=sys.stderr)
        else:
            yield from differences(section, made({section: 1}, root, keep)[section])


def recorded() -> dict[str, dict[str, str]]:
    """The record on file."""
    return json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}


def write(sections: Sequence[str], root: Path, keep: Path | None) -> None:
    """Make the record anew, and all sections that are not asked for as they were."""
    kept = recorded() | {"made with": made_with()}
    for section in sections:
        kept |= made({section: 1}, root, keep)
    inside = {section: kept[section] for section in ("made with", *QUICK, *LONG) if section in kept}
    RECORD.write_text(json.dumps(inside, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def made_with() -> Seals:
    """What of this machine may have a part in the record."""
    held = {one.metadata["Name"].lower(): one.version for one in metadata.distributions()}
    try:
        flags = set(Path("/proc/cpuinfo").read_text("utf-8").split())
    except OSError:
        flags = set[str]()
    return {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: held[name] for name in PACKAGES if name in held},
        **{name: _version(name) for name in PROGRAMS},
        "processor": " ".join([platform.machine(), *sorted(flags & INSTRUCTIONS)]),
    }


def _version(name: str) -> str:
    """What a program says of its version; empty where it is not on this machine."""
    found = shutil.which(name)
    if not found:
        return ""
    done = subprocess.run([found, "-v"], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).splitlines()[0]


def programs_are_those() -> bool:
    """Whether the programs that are asked are those that were asked when the record was made."""
    kept = recorded()["made with"]
    return all(_version(name) == kept[name] for name in PROGRAMS)


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--only", action="append", choices=[*QUICK, *LONG])
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--root", type=Path, default=OURS)
    asked.add_argument("--make", help=argparse.SUPPRESS)
    asked.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    return asked.parse_args()


def main() -> None:
    """Compare, or write."""
    given = _asked()
    if given.make:
        _make(json.loads(given.make), given.into, given.keep)
        return
    sections = given.only or (*QUICK, *(() if given.quick else LONG))
    if given.write:
        write(sections, given.root.resolve(), given.keep)
        return
    found = 0
    for line in compared(sections, given.root.resolve(), given.keep):
        print(line, flush=True)
        found += 1
    if found:
        now = made_with()
        for name, value in recorded()["made with"].items():
            if now.get(name) != value:
                print(f"(made with {name} {value}, compared with {now.get(name)})")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

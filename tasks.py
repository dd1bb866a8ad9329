#!/usr/bin/env python3
"""Two commands from a bare machine: `python3 tasks.py demo` and `python3 tasks.py test`.

Finds a Python that fits, makes .venv from requirements.lock, checks that Qt loads, and runs what
was asked for. Standard library only, and syntax that any Python from 3.8 on can parse, because the
`python3` that starts this file may be the wrong one (docs/decisions, reference/platform.md 1.2).

To add a command: write a function that takes the remaining arguments and returns an exit status,
and name it in COMMANDS.
"""

from __future__ import annotations

import glob
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
LOCK = os.path.join(ROOT, "requirements.lock")
MARKER = os.path.join(VENV, "made-from")
GREEN = os.path.join(VENV, "last-green")
WINDOWS = os.name == "nt"
BIN = os.path.join(VENV, "Scripts" if WINDOWS else "bin")
PYTHON = os.path.join(BIN, "python.exe" if WINDOWS else "python")
FITS = ("3.13", "3.12")  # pyproject.toml requires-python

APT_PYTHON = ("python3", "python3-venv")
APT_QT = (
    "libegl1",
    "libgl1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
    "fonts-dejavu-core",
)
APT_XCB = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
# What tests call by name, and the package that brings it: real windows, the proofs of the redaction gate,
# text recognition.
TOOLS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "openbox": "openbox",
    "pdftotext": "poppler-utils",
    "strace": "strace",
    "tesseract": "tesseract-ocr",
}
BUILD_TOOLS = {"objdump": "binutils", "strip": "binutils"}


class Stop(Exception):
    """A sentence for the person at the terminal; the exit status is 1."""


def say(text: str) -> None:
    """A line for a person, at once even where output is a pipe."""
    print(text, flush=True)


# 1 · the interpreter


def candidates() -> list[str]:
    """Every Python that may fit, likeliest first; some are shims that answer to a name they cannot run."""
    found = [getattr(sys, "_base_executable", None) or sys.executable]
    found += [shutil.which("python" + version) for version in FITS]
    found += ["/usr/bin/python3"] + ["/usr/bin/python" + version for version in FITS]
    home = os.path.expanduser("~")
    for version in FITS:
        for folder in (".pyenv/versions/*/bin", ".local/share/uv/python/*/bin", ".local/bin"):
            found += sorted(
                glob.glob(os.path.join(glob.escape(home), folder, "python" + version)), reverse=True
            )
        found += ["/opt/homebrew/bin/python" + version, "/usr/local/bin/python" + version]
        found.append("/Library/Frameworks/Python.framework/Versions/{0}/bin/python{0}".format(version))
        found += glob.glob(
            os.path.join(
                glob.escape(os.environ.get("LOCALAPPDATA", home)),
                "Programs",
                "Python",
                "Python" + version.replace(".", ""),
                "python.exe",
            )
        )
    return list(dict.fromkeys(path for path in found if path))


def fits(path: str) -> bool:
    """Whether this Python, when run, says that it fits: trust the answer, never the name."""
    ask = (
        "import sys, venv, ensurepip, sqlite3, ssl, zlib, ctypes;"
        "print('%d.%d %s %s' % (*sys.version_info[:2], sys.implementation.name, sys.maxsize > 2**32))"
    )
    try:
        answer = subprocess.run(
            [path, "-I", "-c", ask],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.decode("ascii", "replace").strip() in [
        "%s cpython True" % version for version in FITS
    ]


def find_python() -> str:
    """The path of a Python that fits; on Debian or Ubuntu as root, its missing half is installed first."""
    for path in candidates():
        if fits(path):
            return path
    need(APT_PYTHON, "Python 3.12 or 3.13 with its venv module")
    for path in candidates():
        if fits(path):
            return path
    raise Stop(
        "This program needs Python 3.12 or 3.13 with venv. Install one "
        "(on Debian 13 or Ubuntu 24.04: apt-get install python3 python3-venv) and run this again."
    )


# 2 · the environment


def wanted_marker() -> str:
    """What .venv must say it was made from: the lock's hash, and this folder, since a moved environment is
    broken."""
    with open(LOCK, "rb") as lock:
        return "%s\n%s\n" % (hashlib.sha256(lock.read()).hexdigest(), ROOT)


def is_made() -> bool:
    """Whether .venv is whole, belongs to this lock and this folder, and its interpreter still runs."""
    try:
        with open(MARKER, encoding="utf-8") as marker:
            made_from = marker.read()
    except (OSError, UnicodeDecodeError):
        return False
    return made_from == wanted_marker() and fits(PYTHON)


def make_environment() -> None:
    """.venv with exactly what the lock names, each file checked by its hash. The marker is written last."""
    if is_made():
        return
    python = find_python()
    say("Making .venv with %s (about a minute, once)" % python)
    started = time.monotonic()
    call([python, "-I", "-m", "venv", "--clear", VENV], "The environment could not be made in %s." % VENV)
    pip = [PYTHON, "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    failed = (
        "The packages could not be installed. Check the connection to your package index and run this again."
    )
    call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK], failed)
    call(
        [*pip, "--no-deps", "--no-build-isolation", "-e", ROOT],
        "The program itself could not be installed in .venv.",
    )
    with open(MARKER, "w", encoding="utf-8") as marker:
        marker.write(wanted_marker())
    say("Made .venv in %.0f s" % (time.monotonic() - started))


def call(command: list[str], failed: str) -> None:
    """Run a set-up step in the project's folder; Stop with this sentence where it fails."""
    if subprocess.run(command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, check=False).returncode:
        raise Stop(failed)


def environment(offscreen: bool = False) -> dict[str, str]:
    """The environment of every child: UTF-8, no telemetry, our .venv first, nothing of another Python."""
    own = dict(os.environ)
    for name in (
        "PYTHONHOME",
        "PYTHONPATH",
        "CI",  # CI=true would hide faults that users see (reference/platform.md 1.5)
        "PYTHONDONTWRITEBYTECODE",  # each of some thousand processes would compile the program anew
    ):
        own.pop(name, None)
    locale = own.get("LC_ALL") or own.get("LC_CTYPE") or own.get("LANG") or ""
    if "utf" not in locale.lower():
        own["LC_ALL"] = "C.UTF-8"
    own.update(
        ORT_DISABLE_TELEMETRY="1",
        PYTHONNOUSERSITE="1",
        PYTHONUTF8="1",
        PYRIGHT_PYTHON_IGNORE_WARNINGS="1",
        VIRTUAL_ENV=VENV,
    )
    own["PATH"] = BIN + os.pathsep + own.get("PATH", os.defpath)
    if offscreen:
        own.setdefault("QT_QPA_PLATFORM", "offscreen")
    return own


# 3 and 4 · Qt, and the system's libraries


def is_root_on_debian() -> bool:
    """Whether apt-get may be used here."""
    return not WINDOWS and os.geteuid() == 0 and shutil.which("apt-get") is not None


def need(packages: tuple[str, ...] | list[str], what: str) -> None:
    """Install Debian packages where we may; otherwise Stop with the exact line that does."""
    wanted = list(dict.fromkeys(packages))
    line = ["apt-get", "install", "-y", "--no-install-recommends", *wanted]
    if not is_root_on_debian():
        hint = (
            " On Debian or Ubuntu: sudo " + " ".join(map(shlex.quote, line))
            if sys.platform.startswith("linux")
            else ""
        )
        raise Stop("%s is missing.%s" % (what, hint))
    say("Installing for %s: %s" % (what, " ".join(wanted)))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-qq"], [*line[:1], "-qq", *line[1:]]):
        if subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        ).returncode:
            raise Stop(
                "%s could not be installed. Run this yourself: %s" % (what, " ".join(map(shlex.quote, line)))
            )


def need_tools(tools: dict[str, str]) -> None:
    """Programs that tests or the build call by name."""
    missing = [package for tool, package in tools.items() if shutil.which(tool) is None]
    if missing and sys.platform.startswith("linux"):
        need(missing, "What this command calls")


def qt_loads(platform: str) -> tuple[bool, str]:
    """Whether a child can make a QApplication, and what it said if not."""
    own = environment()
    if platform:
        own["QT_QPA_PLATFORM"] = platform
    ask = "from PySide6.QtWidgets import QApplication; QApplication([]); print('qt loads')"
    try:
        answer = subprocess.run(
            [PYTHON, "-c", ask],
            cwd=ROOT,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False, "no answer within a minute"
    said = answer.stdout.decode("utf-8", "replace").strip()
    return answer.returncode == 0 and said.endswith("qt loads"), said


def check_qt(platform: str) -> None:
    """Stop, or install what is missing, where Qt does not load on the platform that will be used."""
    loads, said = qt_loads(platform)
    if not loads and sys.platform.startswith("linux"):
        need(APT_QT if platform == "offscreen" else APT_QT + APT_XCB, "A library that Qt needs")
        loads, said = qt_loads(platform)
    if not loads:
        raise Stop("Qt does not start here (%s).\n%s" % (platform or "on your display", said))


def has_display() -> bool:
    """Whether a window can be shown."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


# 5 and 6 · the commands


def run(command: list[str], offscreen: bool = False, temporary: str | None = None) -> int:
    """Run a child in the project's folder, with its temporary files in this one, and hand back its exit
    status, whatever it is."""
    own = dict(environment(offscreen), **({"TMPDIR": temporary} if temporary else {}))
    try:
        status = subprocess.run(command, cwd=ROOT, env=own, check=False).returncode
    except KeyboardInterrupt:
        return 130
    return status if status >= 0 else 128 - status


def demo(arguments: list[str]) -> int:
    """Open the demo case in the window. Further arguments go to `evidence_review demo`."""
    make_environment()
    shown = has_display()
    check_qt(os.environ.get("QT_QPA_PLATFORM", "") if shown else "offscreen")
    if not shown and not {"--headless", "--material"} & set(arguments):
        is_named = any(
            not word.startswith("-") and arguments[at - 1 : at] != ["--messages"]
            for at, word in enumerate(arguments)
        )
        folder = [] if is_named else [os.path.join(tempfile.mkdtemp(prefix="evidence_review_"), "demo")]
        arguments = ["--headless", *arguments, *folder]
        say(
            "There is no display here, so the demo runs without a window, in about two minutes: demo "
            + " ".join(arguments)
        )
    return run([PYTHON, "-m", "evidence_review", "demo", *arguments], offscreen=not shown)


def test(arguments: list[str]) -> int:
    """The whole check: format, lint, contracts, types, tests; `--changed [COMMIT]` of what a change needs.
    Further arguments go to pytest."""
    make_environment()
    need_tools(TOOLS)
    check_qt("offscreen")
    wanted, arguments = tests_wanted(arguments)
    for name, command in STATIC:
        status = timed(name, command)
        if status:
            return status
    # Once, instead of once in each process that the tests start at the same time.
    run([PYTHON, "-m", "compileall", "-q", "-j", "0", "evidence_review"])
    # Types take a minute of one processor, and tests wait for children: both at once.
    types = threading.Thread(target=lambda: found.append(timed("types", [PYTHON, "-m", "pyright"])))
    found: list[int] = []
    types.start()
    # By files, so that what a module builds once is built once; one more than processors, since tests wait
    # for children.
    spread = ["-n", str(min(4, (os.cpu_count() or 1) + 1)), "--dist", "loadfile", "--no-loadscope-reorder"]
    spread += ["--max-worker-restart", "0"]  # where a worker is lost, the run ends instead of waiting for it
    selected = ["-m", "not soak and not bench", *arguments]
    temporary = folder_in_memory()
    status = run([PYTHON, "-m", "pytest", "-v", *spread, *selected, *wanted], True, temporary)
    if temporary:
        shutil.rmtree(temporary, ignore_errors=True)
    types.join()
    if not status and not found[0] and wanted in ([], ["tests"]) and not arguments:
        note_green()
    return status or found[0]


MEMORY = "/dev/shm"  # noqa: S108 - a folder of its own is made there
ROOMY = 8 << 30
"""Bytes that must be free in memory before the temporary files of tests go there."""


def folder_in_memory() -> str | None:
    """A new folder for what tests write, in memory where there is plenty: a test on a case waits for its disk
    some forty times. None where files are better left on the disk."""
    try:
        shm = os.statvfs(MEMORY)
        with open("/proc/meminfo", encoding="ascii") as told:
            free = next(int(line.split()[1]) << 10 for line in told if line.startswith("MemAvailable:"))
        if min(shm.f_bavail * shm.f_frsize, free) >= ROOMY:
            made = tempfile.mkdtemp(prefix="er_", dir=MEMORY)
            # Some tests read what is theirs as a user who may not read all.
            os.chmod(made, 0o711)  # noqa: S103
            return made
    except (AttributeError, OSError, StopIteration, ValueError):
        pass
    return None


STATIC = (
    ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ("lint", [PYTHON, "-m", "ruff", "check", "."]),
    ("contracts", [os.path.join(BIN, "lint-imports"), "--no-logo"]),
)


def timed(name: str, command: list[str]) -> int:
    """Run one part of the check and say how it went."""
    started = time.monotonic()
    status = run(command)
    say("%s: %s, %.1f s" % (name, "failed" if status else "passed", time.monotonic() - started))
    return status


def tests_wanted(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The tests that a change needs, where that was asked for (all, where it was not), and the other
    arguments."""
    if arguments[:1] != ["--changed"]:
        return [], arguments
    named = [word for word in arguments[1:2] if not word.startswith("-")]
    commit = named[0] if named else last_green()
    told = subprocess.run(
        [PYTHON, "-m", "tests.house.changed", commit],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        check=False,
    )
    if told.returncode:
        raise Stop(
            "What changed since %s could not be told. Name a commit: tasks.py test --changed COMMIT" % commit
        )
    wanted = told.stdout.decode("utf-8").split()
    say("Changed since %s: %s" % (commit[:12], " ".join(wanted)))
    return wanted, arguments[1 + len(named) :]


def last_green() -> str:
    """The commit at which the whole check last passed here; the last commit where it has not."""
    try:
        with open(GREEN, encoding="utf-8") as noted:
            return noted.read().strip() or "HEAD"
    except OSError:
        return "HEAD"


def note_green() -> None:
    """Note the commit at which the whole check passed, where nothing else lies in the folder."""
    ask = [["git", "status", "--porcelain"], ["git", "rev-parse", "HEAD"]]
    if shutil.which("git"):
        dirty, commit = (
            subprocess.run(one, cwd=ROOT, stdout=subprocess.PIPE, check=False).stdout for one in ask
        )
        if commit and not dirty:
            with open(GREEN, "wb") as noted:
                noted.write(commit)


def bench(arguments: list[str]) -> int:
    """Measurements, kept apart from the check; each prints its figure."""
    make_environment()
    check_qt("offscreen")
    return run(
        [PYTHON, "-m", "pytest", "-v", "-s", "-m", "bench", "-p", "no:randomly", *arguments], offscreen=True
    )


def soak(arguments: list[str]) -> int:
    """Long runs: kill and resume, hostile files, many examples."""
    make_environment()
    need_tools(TOOLS)
    check_qt("offscreen")
    return run(
        [
            PYTHON,
            "-m",
            "pytest",
            "-v",
            "-m",
            "soak",
            "--timeout=3600",
            "--hypothesis-profile=soak",
            *arguments,
        ],
        offscreen=True,
    )


def build(arguments: list[str]) -> int:
    """A folder that runs without Python: dist/evidence_review (build.spec)."""
    make_environment()
    if sys.platform.startswith("linux"):
        need_tools(BUILD_TOOLS)
        need_xcb()
    status = run(
        [
            PYTHON,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--clean",
            "--log-level=ERROR",
            *arguments,
            "build.spec",
        ],
        offscreen=True,
    )
    folder = os.path.join(ROOT, "dist", "evidence_review")
    if status == 0:
        if sys.platform.startswith("linux"):
            strip_symbols(folder)
        say("%s: %.0f MB" % (folder, sum(os.lstat(path).st_size for path in files_in(folder)) / 1e6))
    return status


def files_in(folder: str) -> list[str]:
    """Every file below a folder, links left out."""
    found = [os.path.join(place, name) for place, _, names in os.walk(folder) for name in names]
    return [path for path in found if not os.path.islink(path)]


def strip_symbols(folder: str) -> None:
    """Take out of each library what only a debugger reads: a third of the folder. One that cannot be stripped
    stays whole."""
    for path in files_in(folder):
        if ".so" in os.path.basename(path):
            subprocess.run(["strip", "--strip-unneeded", path], stderr=subprocess.DEVNULL, check=False)


def need_xcb() -> None:
    """Without these libraries the packager would ship a window that does not open, and only warn
    (reference/platform.md 4).
    """
    lacks = (
        "import ctypes; [ctypes.CDLL(name) for name in ('libxcb-icccm.so.4', 'libxcb-keysyms.so.1', "
        "'libxcb-cursor.so.0')]"
    )
    if subprocess.run([PYTHON, "-I", "-c", lacks], stderr=subprocess.DEVNULL, check=False).returncode:
        need(APT_QT + APT_XCB, "A library that the built window needs")


def lock(arguments: list[str]) -> int:
    """Write requirements.lock anew: every platform, every hash, no host. A developer's command; needs uv."""
    if shutil.which("uv") is None:
        raise Stop(
            (
                "Writing the lock needs uv, which only developers who change a pin need; install it "
                "and run this again."
            )
        )
    line = "uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header"
    status = run(
        [
            *line.split(),
            "--group",
            "pyproject.toml:dev",
            "pyproject.toml",
            "-o",
            "requirements.lock",
            *arguments,
        ]
    )
    with open(LOCK, encoding="utf-8") as written:
        if "://" in written.read():
            raise Stop(
                (
                    "The lock names a host. It must not: take the address out of your configuration "
                    "and run this again."
                )
            )
    return status


COMMANDS = {"demo": demo, "test": test, "build": build, "bench": bench, "soak": soak, "lock": lock}


def main(words: list[str]) -> int:
    """Run the command named first; 2 where there is none of that name."""
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        for name, function in COMMANDS.items():
            say("python3 tasks.py %-6s %s" % (name, function.__doc__.strip().splitlines()[0]))
        return 0 if words[:1] in (["-h"], ["--help"], ["help"]) else 2
    try:
        return command(words[1:])
    except Stop as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

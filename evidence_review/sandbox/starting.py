"""How a child is started: always from an interpreter that has never held a case, and where the system allows
it from one that has read our code already.

A new interpreter takes most of a second to read the importers, for every file of a folder. On Linux one is
started for that (`forkserver` of the standard library); it holds code alone, is asked for a copy of itself
for every child, and ends with the program. Elsewhere, and for children of children, which carry limits, every
child is a new interpreter (docs/decisions/0033).
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import util
from multiprocessing.context import ForkServerContext, SpawnContext


def context(module: str) -> SpawnContext | ForkServerContext:
    """Where a child of this process that is asked for a function of the module comes from.

    The first module asked for is read ahead for all later children.

    So is what the module names in READ_AHEAD, where its functions read more than itself.
    """
    if not _copies():
        return afresh()
    start_clean()
    copying = multiprocessing.get_context("forkserver")
    copying.set_forkserver_preload(
        [module, *getattr(sys.modules[module], "READ_AHEAD", ())]
    )  # of no effect once the interpreter for copies runs
    return copying


def afresh() -> SpawnContext:
    """Where a child comes from that is a new interpreter."""
    start_clean()
    return multiprocessing.get_context("spawn")


FOR_PAGES = (
    "pymupdf", "numpy", "pikepdf", "pypdf", "pypdf.filters", "pypdf.generic._font", "pypdf._codecs._codecs", "pypdfium2",
    "PIL.Image", "encodings.raw_unicode_escape", "encodings.utf_16_be",
    "pdfminer.pdfinterp", "pdfminer.pdfdevice", "pdfminer.cmapdb",
    "fontTools.agl", "fontTools.ttLib", "fontTools.cffLib", "fontTools.ttLib.standardGlyphOrder",
    *(f"fontTools.ttLib.tables._{name}" for name in ("g_l_y_f", "c_m_a_p", "h_e_a_d", "l_o_c_a", "m_a_x_p", "p_o_s_t")),
)  # fmt: skip
"""What a PDF wants that is redacted or checked: read in each child anew it takes as long as twenty pages."""


_READ = threading.Event()
"""Set once the interpreter for copies was started with what is read ahead."""


def engine_context() -> SpawnContext | ForkServerContext:
    """Where the processes of engines come from, which are our own code: copies where code was read ahead, which
    start a second sooner, else afresh."""
    return multiprocessing.get_context("forkserver") if _READ.is_set() and _copies() else afresh()


def read_ahead(modules: Sequence[str]) -> None:
    """Start the interpreter for copies now, with these modules: for a program that stays, such as the window.

    Returns at once; where it cannot be started, children start afresh.

    None of the modules may start a thread, which no copy would have.
    """
    _start(modules)


def read_ahead_for_one(module: str) -> None:
    """The same for a command that asks one child for a function of this module, with one file: it reads while
    the command itself is still read."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy starts no thread then, which no copy would have
    _start([module, *FOR_PAGES])


def _start(modules: Sequence[str]) -> None:
    if _copies():
        from multiprocessing import forkserver  # Linux only

        start_clean()
        multiprocessing.get_context("forkserver").set_forkserver_preload(list(modules))
        with suppress(OSError):
            forkserver.ensure_running()
            _READ.set()


def _copies() -> bool:
    return sys.platform == "linux" and multiprocessing.parent_process() is None


_NEEDED = frozenset((
    "PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "TESSDATA_PREFIX", "ORT_DISABLE_TELEMETRY", "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "PYTHONHASHSEED", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "SYSTEMROOT", "WINDIR", "SYSTEMDRIVE",
    "PROGRAMFILES", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS",
))  # fmt: skip
_NEEDED_BEGIN = ("LC_", "_PYI_")  # the language; what a frozen program tells its own children
"""What a child may know of the environment. A passphrase, where one was given so, is not among it."""


def surroundings() -> dict[str, str]:
    """The environment that a child takes on: of the caller's of now, not of the time when the first child was
    started, what a child needs. Its home is where temporary files lie."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _NEEDED or name.startswith(_NEEDED_BEGIN)
    }
    return kept | {"HOME": tempfile.gettempdir()}


def start_clean() -> None:
    """Let the interpreters that multiprocessing starts begin with such an environment. What a program was
    started with stays to be read beside it for as long as it runs, whatever it takes off its own list."""
    if sys.platform != "win32":
        util.spawnv_passfds = _started_clean


def _started_clean(path: str | bytes, args: Sequence[str | bytes], passfds: Sequence[int]) -> int:
    """The number of a new process, as the standard library starts one but for its environment."""
    process = subprocess.Popen(args, executable=path, pass_fds=tuple(passfds), env=surroundings())
    process.returncode = 0  # multiprocessing waits for it, and this object must not
    return process.pid


def take_on_surroundings(wanted: dict[str, str]) -> None:
    """Make the environment of this process the wanted one."""
    os.environ.clear()
    os.environ.update(wanted)

"""What a child process may use (reference/safety.md 4.1), and how it takes those limits upon itself."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_review.sandbox.closed import close_to_others, give_up_privileges

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one child: memory, processor and wall-clock seconds, bytes written to any file, open files,
    processes, bytes of one answer.

    `seconds` is the wall clock for each single answer, not for the whole stream; time in which the caller is
    busy with an answer does not count. `together`: small answers may wait a moment for one another, which is
    faster; a child that dies then takes those that waited with it. `processes`: how many more processes and
    threads this user may have than the machine has when the child begins; the system counts all of a user's
    and binds nobody who may do everything. Memory, processor, file and process limits hold on POSIX; the wall
    clock, the size of an answer and the kill hold everywhere.
    """

    memory: int = 3 * 1024 * _MIB
    processor: int = 3600
    seconds: float = 30.0
    file_size: int = 256 * _MIB
    open_files: int = 64
    processes: int = 1024
    answer: int = 128 * _MIB
    together: bool = False


def take_on(limits: Limits) -> None:
    """Bind this process to the limits for good (hard limits): a session of its own, without privileges to
    gain, read by no other process, and a crash leaves no core file. POSIX only."""
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    close_to_others()
    give_up_privileges()

    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_NPROC, _running() + limits.processes),
    ):
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(
            OSError, ValueError
        ):  # macOS refuses some of these kinds; the wall clock holds there too
            resource.setrlimit(kind, (least, least))


def _running() -> int:
    """How many processes and threads the machine runs: no fewer than this user's. Linux; elsewhere a number
    above what a user has."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/loadavg").read_text("ascii").split()[3].rpartition("/")[2])
    return 4096


def fall_silent() -> None:
    """Send whatever parsers print to nowhere: their complaints quote the evidence they choke on."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        with suppress(OSError):
            os.dup2(nowhere, stream)

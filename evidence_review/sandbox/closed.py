"""A process that no other of the same user may read, and that gains no privileges (Linux; reference/safety.md
4.1).

The program holds the key of the case and the passphrase in its memory; a child that hostile bytes have taken
over runs as the same user, who otherwise may read both.
"""

import ctypes
import sys
from contextlib import suppress

_SET_DUMPABLE, _SET_NO_NEW_PRIVS = 4, 38  # linux/prctl.h


def close_to_others() -> None:
    """From now on no process of this user may look into this one's memory, environment or files, and a crash
    leaves no core file. A program that is started in its place is open again."""
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_SET_DUMPABLE, 0)


def give_up_privileges() -> None:
    """From now on no program that this process starts gains more rights than it has (setuid, file
    capabilities)."""
    _prctl(_SET_NO_NEW_PRIVS, 1)


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, ctypes.c_ulong(value), *(ctypes.c_ulong(0),) * 3)

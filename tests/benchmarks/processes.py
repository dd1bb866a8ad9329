"""What this process and all that come from it use, by /proc: copies of the interpreter that the sandbox keeps
are no children in the sense of `getrusage` (Linux)."""

import os
import resource
from contextlib import suppress
from pathlib import Path

_TICKS, _PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


def descendants(process: int | str = "self") -> list[int]:
    """Numbers of the processes that run now and come from this one."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *descendants(child)]
    return found


def processor_seconds() -> float:
    """Of this process and of all that come or came from it: those that have ended are in the count of the
    process that waited for them."""
    used = sum(
        one.ru_utime + one.ru_stime
        for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    return used + sum(sum(map(int, _fields(one)[11:15])) for one in descendants()) / _TICKS


def resident_mib() -> int:
    """Memory of all that come from this process, pages that they share counted for each."""
    return sum(int(_fields(one)[21]) for one in descendants()) * _PAGE >> 20


def _fields(process: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return ["0"] * 50

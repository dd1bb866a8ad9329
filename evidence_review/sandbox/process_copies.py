"""One work done by a child and by copies of itself at the same time (Linux).

A new interpreter takes as long to start as ten pages; a copy of a process that has read the document and the
libraries already takes as long as a tenth of one. Each takes the next number until none is left, so that
nobody waits for who got the heavier half. A copy has the limits of the process that it is made of, stays in
its group, and dies with it; it answers as any child does, in frames of JSON.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn, cast

from evidence_review.domain.tasks import Task, Work
from evidence_review.sandbox.child import FOLLOWER, answers_of, speak
from evidence_review.sandbox.limits import Limits
from evidence_review.sandbox.parent import DEAD, ODD, SILENT, Stopped, frame_of, refuse, values_of, widen

type Json = dict[str, Any]

_MARK, _MOST_MARKS = 4, 512
"""Bytes of one number to be taken, and how many lie ready: they must fit the smallest pipe."""
_DEATH_OF_PARENT = 1  # linux/prctl.h, PR_SET_PDEATHSIG


class Failed(Exception):
    """A copy met a fault that is no sentence, as the process that it is made of might have."""


def may_copy() -> bool:
    """Whether this process may go on as several: a child on Linux, in which no other thread is at work, so
    that no copy waits for what a thread held that it has not.

    The main thread may wait for this one, as where it tells what this one does. The program itself never goes
    on so, since copies of it would hold what it knows.
    """
    others = {*threading.enumerate()} - {threading.main_thread(), threading.current_thread()}
    return (
        sys.platform == "linux"
        and multiprocessing.parent_process() is not None
        and all(one.name == FOLLOWER for one in others)
    )


def in_copies(work: Work, count: int, processes: int, limits: Limits) -> Iterator[Json]:
    """What the task that `work` gives yields for the numbers below `count`, from this process and its copies,
    as it comes; at work from now on. Where no more copies can be had, the others do it.

    What ends one ends all: its ReviewError; Failed or MemoryError for another fault; Stopped where it dies,
    or where all that is left is silent for `limits.seconds`. Closing the iterator kills them.
    """
    answers = _begun(work, count, processes, limits)
    next(answers)
    return answers


@dataclass(slots=True)
class _Copy:
    """A copy that runs, and the end of the pipe on which it answers."""

    process: BaseProcess
    pipe: Connection


def _begun(work: Work, count: int, processes: int, limits: Limits) -> Generator[Json]:
    """An empty value once the copies run, then theirs and this process's own."""
    claims, step = _marks(count)
    asked = work(_taken(claims, step, count))
    copies: list[_Copy] = []
    try:
        with suppress(OSError):  # no more processes or memory to be had
            for _ in range(processes - 1):
                copies.append(_copied(asked, limits))  # noqa: PERF401  # those made before a fault stay known
        yield {}
        for value in answers_of(asked.function(**asked.arguments)):
            yield cast("Json", value)
            yield from _said(copies, 0, limits)
        while copies:
            yield from _said(copies, limits.seconds, limits)
    finally:
        os.close(claims)
        for one in copies:
            one.process.kill()
            one.pipe.close()
            one.process.join()


def _marks(count: int) -> tuple[int, int]:
    """The end of a pipe from which any of the processes takes the next number, and how many follow it."""
    taken, given = os.pipe()
    step = -(-count // _MOST_MARKS) or 1
    os.write(given, b"".join(number.to_bytes(_MARK) for number in range(0, count, step)))
    os.close(given)
    return taken, step


def _taken(claims: int, step: int, count: int) -> Iterator[int]:
    """The numbers that this process takes: a few bytes of a pipe are read by one alone."""
    while mark := os.read(claims, _MARK):
        first = int.from_bytes(mark)
        yield from range(first, min(first + step, count))


def _copied(asked: Task, limits: Limits) -> _Copy:
    near, far = multiprocessing.Pipe(duplex=False)
    widen(near)
    process = multiprocessing.get_context("fork").Process(
        target=_work, args=(far, asked, limits, os.getpid()), daemon=False
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: `may_copy` knows them
        process.start()
    far.close()
    return _Copy(process, near)


def _work(pipe: Connection, asked: Task, limits: Limits, maker: int) -> NoReturn:
    """The life of a copy. It never returns into what its maker was doing."""
    try:
        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, ctypes.c_ulong(signal.SIGKILL))
        if os.getppid() == maker:
            speak(pipe, lambda: asked.function(**asked.arguments), limits)
    finally:
        os._exit(0)


def _said(copies: list[_Copy], seconds: float, limits: Limits) -> Iterator[Json]:
    """What copies have to say within so many seconds, at once what one of them says.

    Those that have said all are gone from the list: they end by themselves, and the library takes note of it
    before it starts another process. To wait until the system has put away their memory takes as long as a
    page.
    """
    by_pipe = {one.pipe: one for one in copies}
    heard = wait(list(by_pipe), seconds) if copies else []
    if seconds and not heard:
        raise Stopped(SILENT)
    for pipe in heard:
        one = by_pipe[cast("Connection", pipe)]
        frame = _frame(one.pipe, limits)
        if frame.get("end") is True:
            copies.remove(one)
            one.pipe.close()
        else:
            yield from values_of(frame)


def _frame(pipe: Connection, limits: Limits) -> Json:
    try:
        frame = frame_of(pipe.recv_bytes(limits.answer))
    except EOFError:
        raise Stopped(DEAD) from None
    except OSError:
        raise Stopped(ODD) from None
    if frame.get("failed") == "memory":
        raise MemoryError
    if "failed" in frame and frame["failed"] != "size":
        raise Failed
    if "values" not in frame and frame.get("end") is not True:
        refuse(frame)
    return frame

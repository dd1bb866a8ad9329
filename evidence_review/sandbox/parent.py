"""The near side of the pipe: starts a child, believes nothing it says until checked, and kills it when it is
slow, dead or odd."""

import json
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NoReturn, cast

from evidence_review.domain import errors
from evidence_review.domain.errors import ReviewError, UnreadableExport
from evidence_review.domain.tasks import Task
from evidence_review.sandbox import child
from evidence_review.sandbox.closed import close_to_others
from evidence_review.sandbox.limits import Limits
from evidence_review.sandbox.private import private_folder
from evidence_review.sandbox.starting import afresh, context, surroundings

type Json = dict[str, Any]
type Answers = Generator[Json]
"""What a child says, value by value; closing it kills the child."""

_NEVER = float("inf")
_START_SECONDS = 60.0
_TICK = 0.2
_LONGEST_SENTENCE = 1000
_KINDS: dict[str, type[ReviewError]] = {
    kind.__name__: kind
    for kind in (
        ReviewError,
        errors.UnreadableExport,
        errors.CaseProblem,
        errors.RuleBroken,
        errors.OutputProblem,
    )
}
SILENT = (
    "Reading this file took too long and was stopped. What was read before is kept; ask the supplier "
    "for another copy of the file."
)
DEAD = (
    "Reading this file stopped early. What was read before is kept; ask the supplier for another copy "
    "of the file."
)
ODD = (
    "Reading this file gave answers that make no sense and was stopped. What was read before is kept; "
    "ask for another copy."
)
_MEMORY = (
    "This file needs more memory than reading may use. What was read before is kept; ask the supplier "
    "to export it in parts."
)
_SIZE = (
    "One record of this file is too large to read. What was read before is kept; ask the supplier to "
    "export it in parts."
)


class Stopped(UnreadableExport):
    """The child died, fell silent or made no sense; what it gave before holds."""


_KINDS[Stopped.__name__] = Stopped  # a child says it of a child or copy of its own


class _Watch(threading.Thread):
    """Kills the child once the deadline has passed or all is over; the reader then meets the end of the
    pipe."""

    def __init__(self, process: BaseProcess, over: threading.Event | None) -> None:
        super().__init__(name="sandbox watch", daemon=True)
        self.deadline = _NEVER
        self.expired = False
        self._process = process
        self._stop = threading.Event()
        self._over = over

    def run(self) -> None:
        while not self._stop.wait(_TICK):
            self.expired = time.monotonic() > self.deadline
            if self.expired or (self._over and self._over.is_set()):
                _kill(self._process)
                return

    def stop(self) -> None:
        self._stop.set()


def stream(asked: Task, limits: Limits | None = None, over: threading.Event | None = None) -> Iterator[Json]:
    """The JSON objects that the task's function yields when called with its arguments in a limited child.

    Raises the ReviewError that the function raised, or UnreadableExport when the child dies, falls
    silent for longer than `limits.seconds`, sends something else than framed JSON objects, or ends
    without saying so; everything before has then been yielded. Closing the iterator kills the child, and
    so does `over` when another thread sets it.
    """
    with closing(begin(asked, limits, over)) as answers:
        yield from answers


def begin(asked: Task, limits: Limits | None = None, over: threading.Event | None = None) -> Answers:
    """The same from a child that is started now and works while the caller does something else, as far as a
    pipe takes what it says.

    Whoever begins closes it. Its time for an answer runs only while somebody waits for one.
    """
    answers = _in_private(asked, limits or Limits(), over)
    next(answers)
    return cast("Answers", answers)


def _in_private(asked: Task, bounds: Limits, over: threading.Event | None) -> Generator[Json | None]:
    with private_folder() as private:
        yield from _child(asked, bounds, private, over)


def _child(
    asked: Task, bounds: Limits, private: Path, over: threading.Event | None
) -> Generator[Json | None]:
    """None once the child runs, then its values."""
    near, far = multiprocessing.Pipe(duplex=False)
    widen(near)
    where = (asked.module, asked.name)
    close_to_others()
    process = _started(
        asked.module,
        (far, where, dict(asked.arguments), bounds, str(private), surroundings()),
        {"leads": _leads()},
    )
    far.close()
    watch = _Watch(process, over)
    watch.start()
    try:
        yield None
        yield from _values(near, watch, bounds)
    finally:
        _end(process, near, watch)


def _leads() -> bool:
    """Whether a child of this process begins a group of its own; the children of a child stay in that of the
    child, with which they are killed."""
    return multiprocessing.parent_process() is None


def _started(module: str, given: tuple[Any, ...], named: dict[str, Any]) -> BaseProcess:
    """A child that runs: a copy where one can be had (none where temporary files lie too deep for a socket,
    or the interpreter for copies has just died), else afresh."""
    try:
        process = context(module).Process(target=child.run, args=given, kwargs=named, daemon=True)
        process.start()
    except (OSError, EOFError):
        process = afresh().Process(target=child.run, args=given, kwargs=named, daemon=True)
        process.start()
    return process


def widen(near: Connection) -> None:
    """Let the child run ahead while the caller is busy, where the system allows it: Linux, up to a
    mebibyte."""
    if sys.platform == "linux":
        import fcntl  # POSIX only

        with suppress(OSError):
            fcntl.fcntl(near.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)


def call(asked: Task, limits: Limits | None = None) -> Json:
    """The one JSON object that the function returns (or first yields); errors as `stream`."""
    answers = stream(asked, limits)
    try:
        for answer in answers:
            return answer
    finally:
        cast("Any", answers).close()
    raise Stopped(DEAD)


def _values(near: Connection, watch: _Watch, limits: Limits) -> Iterator[Json]:
    patience = (
        limits.seconds + _START_SECONDS
    )  # a new interpreter on a busy machine starts slowly; that is not the file's fault
    while True:
        watch.deadline = time.monotonic() + patience
        untrusted_frame = _frame(near, watch, limits)
        watch.deadline = _NEVER
        patience = limits.seconds
        if "values" not in untrusted_frame:
            if untrusted_frame.get("end") is True:
                return
            refuse(untrusted_frame)
        yield from values_of(untrusted_frame)


def _frame(near: Connection, watch: _Watch, limits: Limits) -> Json:
    """One frame; the length comes first, and a longer one than allowed is never read."""
    try:
        untrusted = near.recv_bytes(limits.answer)
    except EOFError:
        raise Stopped(SILENT if watch.expired else DEAD) from None
    except OSError:
        raise Stopped(SILENT if watch.expired else ODD) from None
    return frame_of(untrusted)


def frame_of(untrusted: bytes) -> Json:
    """What a child sent, read as a JSON object. Stopped where it is none."""
    try:
        frame = json.loads(untrusted, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Stopped(ODD) from None
    if not isinstance(frame, dict):
        raise Stopped(ODD)
    return cast("Json", frame)


def values_of(untrusted_frame: Json) -> list[Json]:
    """The values in a frame of values. Stopped where one is no JSON object."""
    values = untrusted_frame["values"]
    if not isinstance(values, list) or not all(
        isinstance(value, dict) for value in cast("list[object]", values)
    ):
        raise Stopped(ODD)
    return cast("list[Json]", values)


def _no_constant(_: str) -> NoReturn:
    raise ValueError("no number")


def refuse(untrusted: Json) -> NoReturn:
    """Raise what the child reports: its ReviewError with its sentence (bounded, printable), or a fault in our
    own words."""
    kind, words = _KINDS.get(str(untrusted.get("refused"))), untrusted.get("words")
    if kind and isinstance(words, str):
        raise kind("".join(c if c.isprintable() else " " for c in words[:_LONGEST_SENTENCE]))
    failed = untrusted.get("failed")
    raise Stopped({"memory": _MEMORY, "size": _SIZE}.get(failed, DEAD) if isinstance(failed, str) else ODD)


def _end(process: BaseProcess, near: Connection, watch: _Watch) -> None:
    watch.stop()
    watch.join(1)  # with a bound: while Python itself ends, other threads stand still
    _kill(process)
    near.close()
    process.join()
    with suppress(ValueError):
        process.close()


def _kill(process: BaseProcess) -> None:
    """Kill it unless it has ended: by then its number may be that of somebody else's process, since a copy is
    not our own child. What it started goes with it, also where it has ended itself."""
    runs = process.is_alive()
    if _leads() and hasattr(os, "killpg") and process.pid and (runs or _is_gone(process.pid)):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    if runs and process.is_alive():  # not yet in a group of its own
        process.kill()


def _is_gone(process: int) -> bool:
    """Whether no process has the number of one that ended, or that one waits to be taken note of: a number is
    given anew only when no group bears it any more, so that the group, where there is one, is its own.
    Linux."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return sys.platform == "linux"

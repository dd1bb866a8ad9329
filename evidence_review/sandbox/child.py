"""The far side of the pipe: runs one named function on hostile bytes and sends JSON frames, nothing else.

A frame is `{"values": [ … ]}`, `{"refused": kind, "words": sentence}` for a ReviewError, `{"failed": why}`
for any other fault (never its text, which may quote evidence), or `{"end": true}` after the last value.
"""

import gc
import importlib
import json
import multiprocessing
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any

from evidence_review.domain.errors import ReviewError
from evidence_review.sandbox.limits import Limits, fall_silent, take_on
from evidence_review.sandbox.starting import take_on_surroundings

type Json = dict[str, Any]

_FRAME = 1 << 16  # bytes of small values that travel together
_OFTEN = 0.2  # seconds after which what waits is sent, so that progress shows
# new objects after which Python looks for circles among them: parsers make many objects, and hardly a circle
_LITTER = 50_000
_ROOM = 64  # bytes around the values of a frame
FOLLOWER = "sandbox parent"
"""The thread of a child that waits for the end of its parent, and does nothing else."""
_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False
).encode  # made once: `json.dumps` would make one for every value


def run(
    pipe: Connection,
    where: tuple[str, str],
    arguments: Json,
    limits: Limits,
    private: str,
    around: dict[str, str],
    *,
    leads: bool,
) -> None:
    """Body of the child: take on the limits, the environment and the private folder for temporary files, call
    the function (its module and name) with the arguments, send what it yields (or its one answer).

    One that `leads` begins a session with a process group of its own, in which its children stay, so that all
    are killed together.

    The module is read when the limits hold.
    """
    fall_silent()
    if leads and hasattr(os, "setsid"):  # not on Windows
        os.setsid()
    take_on_surroundings(around)
    take_on(limits)
    _outlive_nobody()
    os.environ["TMPDIR"] = os.environ["HOME"] = tempfile.tempdir = private
    gc.freeze()
    gc.set_threshold(_LITTER)
    speak(pipe, lambda: _function(*where)(**arguments), limits)


def speak(pipe: Connection, asked: Callable[[], object], limits: Limits) -> None:
    """Send what a function yields (or its one answer), and at last its end or its fault."""
    try:
        _serve(pipe, asked, limits)
    except (BrokenPipeError, ConnectionError):
        return  # the parent has heard enough
    except ReviewError as refusal:
        _send(pipe, {"refused": type(refusal).__name__, "words": str(refusal)})
    except MemoryError:
        gc.collect()
        _send(pipe, {"failed": "memory"})
    # any fault of a parser is a frame; its words may quote evidence and stay here
    except Exception as fault:  # noqa: BLE001
        _send(pipe, {"failed": type(fault).__name__})


def _outlive_nobody() -> None:
    """End when the parent ends, however it ends; and be let ask for children, which hold themselves to this
    too."""
    multiprocessing.current_process().daemon = False
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), name=FOLLOWER, daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():  # with all that it started
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _serve(pipe: Connection, asked: Callable[[], object], limits: Limits) -> None:
    """Send what the function yields, small values several in a frame; what came before a fault is sent before
    the fault is."""
    waiting: list[bytes] = []
    size, since = 0, time.monotonic()
    try:
        for value in answers_of(asked()):
            written = _written(value)
            if len(written) + _ROOM > limits.answer:
                _flush(pipe, waiting)
                _send(pipe, {"failed": "size"})
                return
            if size + len(written) > _FRAME:
                _flush(pipe, waiting)
                size = 0
            waiting.append(written)
            size += len(written)
            if not limits.together or time.monotonic() - since > _OFTEN:
                _flush(pipe, waiting)
                size, since = 0, time.monotonic()
    finally:
        _flush(pipe, waiting)
    _send(pipe, {"end": True})


def _flush(pipe: Connection, waiting: list[bytes]) -> None:
    if waiting:
        pipe.send_bytes(b'{"values": [%s]}' % b", ".join(waiting))
        waiting.clear()


def _written(value: object) -> bytes:
    return _encode(value).encode("utf-8", "surrogatepass")


def answers_of(result: object) -> Iterable[object]:
    """A function may yield many JSON objects, or return one."""
    return [result] if isinstance(result, dict) or not isinstance(result, Iterable) else result


def _function(module: str, name: str) -> Callable[..., object]:
    return getattr(importlib.import_module(module), name)


def _send(pipe: Connection, frame: Json) -> None:
    pipe.send_bytes(json.dumps(frame).encode("ascii"))

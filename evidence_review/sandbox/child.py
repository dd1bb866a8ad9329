"""The far side of the pipe: runs one named function on hostile bytes and sends JSON frames, nothing else.

A frame is `{"value": …}`, `{"refused": kind, "words": sentence}` for a ReviewError, `{"failed": why}` for any
other fault (never its text, which may quote evidence), or `{"end": true}` after the last value.
"""

import gc
import importlib
import json
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any

from evidence_review.domain.errors import ReviewError
from evidence_review.sandbox.limits import Limits, fall_silent, take_on

type Json = dict[str, Any]


def run(pipe: Connection, target: str, arguments: Json, limits: Limits) -> None:
    """Body of the child: take on the limits, call `package.module:function(**arguments)`, send what it yields (or its one answer)."""
    fall_silent()
    take_on(limits)
    try:
        _serve(pipe, target, arguments, limits)
    except (BrokenPipeError, ConnectionError):
        return  # the parent has heard enough
    except ReviewError as refusal:
        _send(pipe, {"refused": type(refusal).__name__, "words": str(refusal)})
    except MemoryError:
        gc.collect()
        _send(pipe, {"failed": "memory"})
    except Exception as fault:  # noqa: BLE001  any fault of a parser is a frame; its words may quote evidence and stay here
        _send(pipe, {"failed": type(fault).__name__})


def _serve(pipe: Connection, target: str, arguments: Json, limits: Limits) -> None:
    for value in _answers(_function(target)(**arguments)):
        frame = json.dumps({"value": value}, allow_nan=False).encode("ascii")
        if len(frame) > limits.answer:
            _send(pipe, {"failed": "size"})
            return
        pipe.send_bytes(frame)
    _send(pipe, {"end": True})


def _answers(result: object) -> Iterable[object]:
    """A function may yield many JSON objects, or return one."""
    return [result] if isinstance(result, dict) or not isinstance(result, Iterable) else result


def _function(target: str) -> Callable[..., object]:
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def _send(pipe: Connection, frame: Json) -> None:
    pipe.send_bytes(json.dumps(frame).encode("ascii"))

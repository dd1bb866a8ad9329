"""Running an engine: in another process where there is one, else here."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from functools import partial

AHEAD = 4  # calls that wait or are at work while the answer to the first is kept, so that no process is idle


def run_engine[**P, T](executor: Executor | None, engine: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What the engine gives, from another process where there is one, so that the window never loads it."""
    return executor.submit(engine, *given, **named).result() if executor else engine(*given, **named)


def begin_engine[**P, T](executor: Executor | None, engine: Callable[P, T], *given: P.args, **named: P.kwargs) -> Callable[[], T]:
    """What gives the engine's answer when it is asked for: worked out meanwhile in another process where there is one, else then."""
    return executor.submit(engine, *given, **named).result if executor else partial(engine, *given, **named)


def give_way() -> None:
    """Called in a process of its own: from then on everything else comes first, the window above all."""
    if hasattr(os, "nice"):  # not on Windows, where the processes stay as they are
        os.nice(10)


def run_each[P, T](executor: Executor | None, engine: Callable[[P], T], given: Iterable[P]) -> Iterator[T]:
    """What the engine gives for each, in their order; in other processes several at a time. Those not begun are called off where it is closed early."""
    if executor is None:
        yield from map(engine, given)
        return
    waiting: deque[Future[T]] = deque()
    try:
        for one in given:
            waiting.append(executor.submit(engine, one))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()

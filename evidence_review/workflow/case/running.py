"""Running an engine: in another process where there is one, else here."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import connection, parent_process

from evidence_review.sandbox import engine_context
from evidence_review.sandbox.closed import close_to_others

AHEAD = 4  # calls that wait or are at work while the answer to the first is kept, so that no process is idle


def run_engine[**P, T](
    executor: Executor | None, engine: Callable[P, T], *given: P.args, **named: P.kwargs
) -> T:
    """What the engine gives, from another process where there is one, so that the window never loads it."""
    return executor.submit(engine, *given, **named).result() if executor else engine(*given, **named)


def begin_engine[**P, T](
    executor: Executor | None, engine: Callable[P, T], *given: P.args, **named: P.kwargs
) -> Callable[[], T]:
    """What gives the engine's answer when it is asked for: worked out meanwhile in another process where
    there is one, else then."""
    return executor.submit(engine, *given, **named).result if executor else partial(engine, *given, **named)


def end_with_parent() -> None:
    """Called in a process of its own: it ends with the program that started it, also where that was killed,
    and holds no words of a case longer; no other process reads what it holds."""
    close_to_others()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def give_way() -> None:
    """Called in a process of its own: from then on everything else comes first, the window above all. It ends
    with its parent too."""
    end_with_parent()
    if hasattr(os, "nice"):  # not on Windows, where the processes stay as they are
        os.nice(10)


def engine_processes(count: int, begin: Callable[[], None] = end_with_parent) -> ProcessPoolExecutor:
    """So many processes for engines, started when they are needed; each calls `begin` first. Whoever asks for
    them ends them."""
    return ProcessPoolExecutor(count, mp_context=engine_context(), initializer=begin)


def run_each[P, T](executor: Executor | None, engine: Callable[[P], T], given: Iterable[P]) -> Iterator[T]:
    """What the engine gives for each, in their order; in other processes several at a time. Those not begun
    are called off where it is closed early."""
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

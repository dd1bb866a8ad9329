"""Running an engine: in another process where there is one, else here."""

from collections.abc import Callable
from concurrent.futures import Executor


def run_engine[**P, T](executor: Executor | None, engine: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What the engine gives, from another process where there is one, so that the window never loads it."""
    return executor.submit(engine, *given, **named).result() if executor else engine(*given, **named)

"""Several children at once on shares of one work: what they send comes as they send it, and what ends one
ends all."""

import threading
from collections.abc import Iterator, Sequence
from queue import SimpleQueue
from typing import Any

from evidence_review.domain.tasks import Task
from evidence_review.sandbox.limits import Limits
from evidence_review.sandbox.parent import stream

type Json = dict[str, Any]


def together(tasks: Sequence[Task], limits: Limits | None = None) -> Iterator[Json]:
    """What `stream` yields for each of the tasks, in the order in which it comes; each has the limits for
    itself.

    The first error of any is raised, and all are killed; so are they when the iterator is closed. A child may
    ask for children too: they go when it goes.
    """
    told: SimpleQueue[Json | BaseException | None] = SimpleQueue()
    over = threading.Event()

    def listen(asked: Task) -> None:
        try:
            for value in stream(asked, limits, over):
                told.put(value)
            told.put(None)
        except BaseException as fault:  # noqa: BLE001  raised again where it is taken from the queue
            told.put(fault)

    listeners = [threading.Thread(target=listen, args=(asked,), daemon=True) for asked in tasks]
    for one in listeners:
        one.start()
    try:
        yield from _told(told, len(tasks))
    finally:
        over.set()
        for one in listeners:
            one.join()


def _told(told: SimpleQueue[Json | BaseException | None], left: int) -> Iterator[Json]:
    while left:
        one = told.get()
        if one is None:
            left -= 1
        elif isinstance(one, BaseException):
            raise one
        else:
            yield one

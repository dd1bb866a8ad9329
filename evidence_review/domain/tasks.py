"""What a child process is asked to do: a function, and the values that it is called with.

A function that a child may be asked for stands at the top of a module. It takes plain or frozen values and
gives JSON objects, since the child that runs it opens what a stranger made and is believed nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """A function at the top of a module, and its arguments by name."""

    function: Callable[..., Iterator[Json] | Json]
    arguments: Mapping[str, object]

    def __post_init__(self) -> None:
        """A child finds the function by its module and its name."""
        if "." in self.function.__qualname__ or self.function.__name__ == "<lambda>":
            raise ValueError("a child can be asked for a function at the top of a module only")

    @property
    def module(self) -> str:
        """The module that the child reads to find the function."""
        return self.function.__module__

    @property
    def name(self) -> str:
        """The name of the function in its module."""
        return self.function.__name__


type Work = Callable[[Iterable[int]], Task]
"""Gives the task that does a work for the numbers given, such as those of pages. They may be an iterator that
others take from too, each number once: it is gone through once, from the beginning."""


def task[**P](function: Callable[P, Iterator[Json] | Json], *none: P.args, **arguments: P.kwargs) -> Task:
    """The function with these arguments, each by name; the type checker holds them to the function's
    parameters."""
    if none:
        raise TypeError("each argument of a task is given by its name")
    return Task(function, arguments)

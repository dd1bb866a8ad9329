"""What a command is."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

type Given = argparse.Namespace


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, a line of help, its arguments, what it runs, and the steps of the workflow that
    it reaches."""

    words: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Given], int]
    steps: tuple[str, ...]

"""What other programs say of one file, as facts: {name: value}. Nothing of ours is imported here.

Run as `python facts_told.py` it reads paths, a line each, and prints one line of JSON for each: so the
packages it asks may lie in another environment (facts.py --python). A program or package that is not there
gives no facts. Which facts there are, and what each means:

letters, documents, tables, media, chats, pages, phones: see the modules of those names (facts_letters.py and
so on). A file that is a chat or an export of an app by its bytes is asked for the facts of one; any other by
its ending.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

type Facts = dict[str, Any]
LIMIT = 60


def run(*command: str) -> bytes | None:
    """What a program prints; None where it is not installed, fails or takes too long."""
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=LIMIT, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def told(path: Path) -> Facts:
    """The facts of a file by its ending; {} where nobody opens it."""
    from facts_chats import chat
    from facts_documents import DOCUMENTS
    from facts_letters import LETTERS
    from facts_media import ARCHIVES, PICTURES, RECORDINGS
    from facts_tables import TABLES

    readers: dict[str, Callable[[Path], Facts]] = {
        **LETTERS,
        **DOCUMENTS,
        **TABLES,
        **PICTURES,
        **RECORDINGS,
        **ARCHIVES,
    }
    reader = readers.get(path.suffix.lower().lstrip("."))
    return _asked(chat, path) or (_asked(reader, path) if reader else {})


def _asked(reader: Callable[[Path], Facts], path: Path) -> Facts:
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(LIMIT)
    try:
        return {name: value for name, value in reader(path).items() if value is not None}
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt):
            raise
        return {}
    finally:
        signal.alarm(0)


def _late(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever packages print is no answer
    for line in sys.stdin:
        answers.write(json.dumps(told(Path(line.rstrip("\n")))) + "\n")
        answers.flush()

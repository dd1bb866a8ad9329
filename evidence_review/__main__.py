"""No arguments, or `demo` without a switch: the window. Other arguments: the command line."""

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Sequence

# before any child could load onnxruntime (reference/platform.md 2)
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

_ON_ONE_FILE = {
    "redact-file": "evidence_review.workflow.one_file.redact_file_task",
    "check-file": "evidence_review.workflow.case.child_tasks",
}
"""Commands that do one thing to one file in a child, and what that child is asked for: it is started before
anything else is read."""


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments open the window: none, its own switches, the folder of a case, or `demo [DIR]` without a
    switch."""
    if not arguments or arguments[0] == "--smoke":
        return True
    if len(arguments) == 1 and os.path.isfile(os.path.join(arguments[0], "case.db")):  # noqa: PTH113, PTH118
        return True
    return arguments[0] == "demo" and not any(word.startswith("-") for word in arguments)


def main() -> int:
    """Start the program; its exit status."""
    multiprocessing.freeze_support()
    from evidence_review.sandbox.closed import close_to_others
    from evidence_review.sandbox.starting import start_clean

    close_to_others()
    start_clean()
    arguments = sys.argv[1:]
    if wants_window(arguments):
        from evidence_review.gui.app import main as window

        if arguments[:1] == ["demo"]:
            out = (
                arguments[1]
                if len(arguments) > 1
                else os.path.join(tempfile.mkdtemp(prefix="evidence_review_"), "demo")  # noqa: PTH118
            )  # before anything else is imported
            return window(["--demo", out])
        return window(arguments)
    if arguments[0] in _ON_ONE_FILE:
        from evidence_review.sandbox import read_ahead_for_one

        read_ahead_for_one(_ON_ONE_FILE[arguments[0]])
    from evidence_review.cli import main as command

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())

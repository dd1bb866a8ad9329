"""No arguments: the window. Arguments: the command line."""

import multiprocessing
import os
import sys

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # before any child could load onnxruntime (PLATFORM.md 2)


def main() -> int:
    """Start the program; its exit status."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if not arguments or arguments[0] == "--smoke":
        from evidence_review.gui.app import main as window

        return window(arguments)
    from evidence_review.cli import main as command

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())

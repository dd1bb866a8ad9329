"""The page of all commands (docs/commands.md), made from the commands themselves: python -m
evidence_review.cli.listing > docs/commands.md."""

import sys

_TOP = """# Every command

Made from the commands themselves; a test holds it true. `evidence-review COMMAND --help` tells the arguments of each. CASE is the folder of
a case, `--user` who acts; the passphrase is asked for, or read from a file (`--passphrase-file`). Exit status: 0 done, 1 a sentence on what stands in the way, 2 a command that was not understood.

| command | what it does |
|---|---|
"""


def commands_page() -> str:
    """The page: a row a command, in the order of a case."""
    from evidence_review.cli import COMMANDS

    return _TOP + "".join(f"| `{one.words}` | {one.help} |\n" for one in COMMANDS)


if __name__ == "__main__":
    sys.stdout.write(commands_page())

"""Commands for what comes back from the prosecution."""

import argparse
from pathlib import Path

from evidence_review.cli.acting import acting, opened, say
from evidence_review.workflow.producing import returning

type Given = argparse.Namespace


def import_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument(
        "path",
        type=Path,
        metavar="FILE",
        help="CSV with the columns what (under or over), type, item, remark, or a CPS redaction log as JSON",
    )


def import_(given: Given) -> int:
    with opened(given) as session:
        count = returning.import_returns(session, given.path)
        return say(given, count, [f"{count} returns logged."])


def list_(given: Given) -> int:
    with opened(given) as session:
        found = returning.returns(session)
        return say(
            given,
            found,
            [f"{one.fault}-redacted: {one.type}: {one.count}" for one in found] or ["Nothing came back yet."],
        )

"""The shipped demo as a case of the examination: made by its own command, read with its own key."""

import contextlib
import io
from pathlib import Path

from evidence_review import cli
from tests.case_exam.playing import CASES, Play, toml

MESSAGES = 800


def played(name: str, top: Path) -> Play:
    """The demo, made whole without a window."""
    out = top / "demo"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        status = cli.main(["demo", "--headless", str(out), "--messages", str(MESSAGES)])
    assert status == 0
    users = toml(out / "material" / "users.toml")
    play = Play(name, out, users, toml(CASES / name / "key.toml"))
    play.words = next(str(one["passphrase"]) for one in users["user"] if one["key"] == "officer")
    play.bundles = {one["name"]: out / one["name"] for one in play.key["bundle"]}
    return play

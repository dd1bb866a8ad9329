"""Nothing reaches a network, nothing is told to anybody, every model is on the machine (reference/law.md D8): the whole
way of a case in a process that has no network, and asks for none."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_review.domain.models import listed

ROOT = Path(__file__).resolve().parents[2]
WHOLE_WAY = """
import socket, sys
tried = []
def seen(event, given):
    away = event in {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"} and given[0].family != socket.AF_UNIX
    if away or event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"}:
        tried.append(event)
sys.addaudithook(seen)
if sys.argv[2] == "planted":
    try:
        socket.create_connection(("192.0.2.1", 9), timeout=0.2)
    except OSError:
        pass
else:
    from pathlib import Path
    from evidence_review.domain.kinds import Relevance
    from evidence_review.domain.progress import finish
    from evidence_review.workflow.case import opening
    from evidence_review.workflow.finding import flagging, learn_order
    from evidence_review.workflow.auditing import auditing
    from evidence_review.workflow.reviewing import reviewing
    from tests.workflow.samples import four_chats as fc
    from tests import build
    top = Path(sys.argv[1])
    folder = fc.case(top)
    fc.decide(folder, *fc.LAST)
    rita = build.as_user(folder, "rita")
    finish(flagging.flag(rita))
    finish(learn_order.learn(rita, 1))
    opening.close(rita)
    build.disclose_all(folder)
    fc.produce(folder, top / "bundle")
    assert auditing.verify_path(top / "bundle").status == 0
print("tried", len(tried), *tried)
"""


def run(tmp_path: Path, which: str) -> str:
    unshare = shutil.which("unshare")
    alone = (
        [unshare, "-rn"]
        if unshare and subprocess.run([unshare, "-rn", "true"], check=False).returncode == 0
        else []
    )
    told = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*alone, sys.executable, "-B", "-c", WHOLE_WAY, str(tmp_path), which],
        cwd=ROOT, env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip().splitlines()[-1]


def test_D8_a_case_is_made_searched_learned_redacted_and_produced_without_a_network(tmp_path) -> None:
    assert run(tmp_path, "whole") == "tried 0"


def test_D8_the_watch_over_it_sees_one_that_tries(tmp_path) -> None:
    assert run(tmp_path, "planted").endswith("socket.connect")


def test_D8_every_model_lies_in_the_program_with_the_bytes_that_are_known() -> None:
    models = listed()
    assert len(models) >= 2
    for model in models:
        for one in model.files:
            path = ROOT / "models" / one.path
            assert hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256, path


@pytest.mark.parametrize(
    "name", ["socket", "ssl", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "telnetlib", "webbrowser",
             "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "sentry_sdk", "opentelemetry", "posthog"]
)  # fmt: skip
def test_D8_nothing_that_talks_to_a_network_or_tells_of_its_use_is_imported(name) -> None:
    found = set()
    for path in (ROOT / "evidence_review").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                named = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
            if any(one == name or one.startswith(f"{name}.") for one in named):
                found.add(path.relative_to(ROOT).as_posix())
    assert found <= {"evidence_review/__init__.py"} if name == "socket" else found == set()

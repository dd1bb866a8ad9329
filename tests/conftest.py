"""What holds for every test: no display, no network, no home of the person who runs it."""

import gc
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before PySide6 is imported anywhere
HOME = Path(tempfile.mkdtemp(prefix="evidence_review_home_"))
for name, folder in (
    ("HOME", ""),
    ("XDG_CONFIG_HOME", ".config"),
    ("XDG_CACHE_HOME", ".cache"),
    ("XDG_DATA_HOME", ".local/share"),
):
    os.environ[name] = str(HOME / folder)

import pytest  # noqa: E402 - the platform is set first
from hypothesis import HealthCheck, settings  # noqa: E402 - same

from evidence_review.workflow.case.child_calls import read_ahead  # noqa: E402 - same

# The same commit gives the same answer; `tasks.py soak` looks further, at random.
settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", parent=settings.get_profile("house"), derandomize=False, max_examples=2000)
settings.load_profile("house")

_ATTEMPTS: list[str] = []
_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"}


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse and remember every connection but those of one process to another on this machine."""
    is_call = event in {"socket.connect", "socket.sendto", "socket.sendmsg"} and arguments[
        0
    ].family != getattr(socket, "AF_UNIX", None)
    if is_call or event in _LOOKUPS:
        _ATTEMPTS.append(event)
        raise PermissionError(f"a test tried to reach a network: {event}")


sys.addaudithook(_refuse)


@pytest.fixture
def attempts() -> list[str]:
    """What was refused so far in this test; the guard's own test empties it."""
    return _ATTEMPTS


@pytest.fixture(autouse=True)
def no_network():
    """Fail a test that tried to connect, also where the code under test swallowed the refusal."""
    _ATTEMPTS.clear()
    yield
    tried, _ATTEMPTS[:] = list(_ATTEMPTS), []
    assert tried == []


@pytest.fixture(scope="session", autouse=True)
def children_start_as_in_the_window():
    """What children read is read once for the run, as the window does it."""
    read_ahead(words=True)


LONGEST = ("case_exam/test_two_accused.py", "case_exam/test_records.py", "case_exam/test_demo.py", "golden/")
"""Tests that take minutes; they begin first, so that no processor waits for one of them at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        name = item.nodeid.removeprefix("tests/")
        return next((at for at, one in enumerate(LONGEST) if name.startswith(one)), len(LONGEST))

    items.sort(key=place)


def pytest_collection_finish():
    """What was imported stays to the end, and is not looked through for waste each time, as in the window."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure():
    shutil.rmtree(HOME, ignore_errors=True)

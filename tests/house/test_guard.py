"""The guards of the test run itself: each is shown to refuse."""

import os
import socket
import urllib.request
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        lambda: socket.socket(socket.AF_INET6).connect(("::1", 9)),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
        lambda: socket.getaddrinfo("host.example.org", 443),
        lambda: urllib.request.urlopen("http://host.example.org", timeout=1),
    ],
    ids=["tcp", "tcp6", "udp", "name", "web"],
)
def test_every_way_out_is_refused_and_remembered(reach, attempts):
    with pytest.raises(PermissionError):
        reach()
    assert attempts
    attempts.clear()


def test_processes_of_this_machine_may_still_talk(attempts):
    left, right = socket.socketpair()
    left.sendall(b"hello")
    assert right.recv(5) == b"hello"
    left.close()
    right.close()
    assert attempts == []


def test_home_is_not_the_persons_own():
    assert "evidence_review_home_" in os.environ["HOME"]
    assert Path.home() == Path(os.environ["HOME"])

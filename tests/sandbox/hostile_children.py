"""What a child may do to its parent: each function is run by name in a real child process."""

import os
import signal
import sys
import time
from pathlib import Path

from evidence_review.domain.errors import CaseProblem, UnreadableExport
from evidence_review.domain.tasks import task

MARKER = "ZEBRA-MARKER-TEXT"


def count(upto, word="x"):
    for number in range(upto):
        yield {"number": number, "word": word}


def answer(**arguments):
    return {"got": arguments}


def refuse_late():
    yield {"first": True}
    raise UnreadableExport("This report is protected. Ask for it again.")


def refuse_case():
    raise CaseProblem("Two\nlines\x1b[31m")


def fault():
    raise KeyError(MARKER)


def noisy():
    print(MARKER)
    print(MARKER, file=sys.stderr)
    os.write(1, MARKER.encode())
    os.write(2, MARKER.encode())
    yield {"done": True}


def silent(seconds):
    yield {"first": True}
    time.sleep(seconds)
    yield {"late": True}


def leaves_word(path):
    Path(path).write_text("here")
    yield {"first": True}
    time.sleep(600)


def die(how, first=True):
    if first:
        yield {"first": True}
    if how == "exit":
        os._exit(0)
    os.kill(os.getpid(), getattr(signal, how))


def hungry():
    yield {"first": True}
    yield {"size": len(bytearray(6 * 2**30))}


def spinning():
    yield {"first": True}
    while True:
        pass


def too_long(size):
    yield {"first": True}
    yield {"text": "a" * size}


def not_objects():
    yield {"first": True}
    yield "a bare word"


def nan():
    yield {"first": True}
    yield {"value": float("nan")}


def surrogate():
    yield {"text": "half \ud83d pair"}


def writes(path):
    with Path(path).open("wb") as out:
        out.writelines(b"x" * 2**20 for _ in range(64))
    yield {"done": True}


def opens(path):
    files = [Path(path).open("rb") for _ in range(200)]
    yield {"open": len(files)}


def _pipe():
    """The child's own end of the pipe, found as hostile code in the child would find it."""
    frame = sys._getframe()
    while frame and "pipe" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["pipe"]


def babble(what):
    yield {"first": True}
    pipe = _pipe()
    match what:
        case "bytes":
            os.write(pipe.fileno(), b"\x00\x00\x00\x05\xff\xfe{{]")
        case "huge length":
            os.write(pipe.fileno(), b"\x7f\xff\xff\xff" + b"a" * 1000)
        case "negative length":
            os.write(pipe.fileno(), b"\xff\xff\xff\xf0")
        case "half a frame":
            os.write(pipe.fileno(), b"\x00\x00\x00\x05ab")
            time.sleep(30)
        case "array":
            pipe.send_bytes(b"[1, 2]")
        case "deep":
            pipe.send_bytes(b"[" * 100_000)
        case "number":
            pipe.send_bytes(b'{"values": [' + b"9" * 10_000 + b"]}")
        case "unknown kind":
            pipe.send_bytes(b'{"refused": "SystemExit", "words": "' + MARKER.encode() + b'"}')
        case "odd kind":
            pipe.send_bytes(b'{"refused": ["x"], "failed": {"a": 1}}')
        case "pickle":
            import pickle

            pipe.send_bytes(pickle.dumps({"values": [{}]}))
    time.sleep(30)


def counted_slowly(upto, word, seconds=0.0):
    """Values with a name on them, one after another."""
    for number in range(upto):
        time.sleep(seconds)
        yield {"word": word, "number": number}


def with_children(seconds):
    """A child that asks for two more and tells their process numbers, then waits."""
    from evidence_review.sandbox import together

    yield from together([task(who, seconds=seconds), task(who, seconds=seconds)])


def who(seconds):
    """The number of this process; then it lasts."""
    yield {"pid": os.getpid()}
    time.sleep(seconds)


def die_or_last(how):
    """One that dies after a while, or one that would last ten minutes."""
    yield {"first": True}
    if how:
        time.sleep(1)
        yield from die(how, first=False)
    time.sleep(600)


def nowhere():
    """Found here and not where it is said to be."""
    return {}


HELD = ""


def where(wait=0):
    """Who this process is and who made it, what it knows of its maker's memory and surroundings, and the code
    it has read."""
    parent = os.getppid()
    yield {
        "own": os.getpid(),
        "parent": parent,
        "held": HELD,
        "later": os.environ.get("LC_SAID_LATER", ""),
        "read": sorted(sys.modules),
        "threads_of_parent": len(os.listdir(f"/proc/{parent}/task")),
    }
    time.sleep(wait)


def nested():
    """Who a child of this child was made by."""
    from evidence_review.sandbox import call

    inner = call(task(where))
    return {"parent": inner["parent"], "asked_by": os.getpid()}


def _reached(reach):
    """What a reach gives, or the fault that stopped it."""
    try:
        return repr(reach())
    except OSError as fault:
        return type(fault).__name__


def _vm_read(process):
    """A byte of another process's memory, by the call made for that."""
    import ctypes

    class Span(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    libc = ctypes.CDLL(None, use_errno=True)
    here = ctypes.create_string_buffer(8)
    start = int(Path(f"/proc/{process}/maps").read_text().split("-")[0], 16)
    spans = Span(ctypes.addressof(here), 8), Span(start, 8)
    if libc.process_vm_readv(process, ctypes.byref(spans[0]), 1, ctypes.byref(spans[1]), 1, 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return "read"


def _attach(process):
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, process, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    os.waitpid(process, 0x40000000)  # it stands still now; 17 lets it go on
    libc.ptrace(17, process, 0, 0)
    return "attached"


def reaches(program):
    """Everything this child reads of the program that asked for it, of what made it, and of itself."""
    import resource

    there = Path(f"/proc/{program}")
    status = Path("/proc/self/status").read_text()
    kinds = ("CORE", "AS", "CPU", "FSIZE", "NOFILE", "NPROC")
    return {
        "memory": _reached(lambda: (there / "mem").open("rb").close()),
        "environment": _reached((there / "environ").read_bytes),
        "map": _reached((there / "maps").read_text),
        "files": _reached(lambda: list((there / "fd").iterdir())),
        "call": _reached(lambda: _vm_read(program)),
        "attach": _reached(lambda: _attach(program)),
        "makers": _reached(Path(f"/proc/{os.getppid()}/environ").read_bytes),
        "own": _reached(Path("/proc/self/environ").read_bytes),
        "names": sorted(os.environ),
        "home": os.environ["HOME"],
        "no_new_privileges": "NoNewPrivs:\t1" in status,
        "leads": os.getpid() == os.getpgrp() == os.getsid(0),
        "limits": {kind: resource.getrlimit(getattr(resource, f"RLIMIT_{kind}")) for kind in kinds},
    }


def runs(program):
    """As whom a program of another owner runs that is marked to run as that owner."""
    import subprocess

    return {
        "said": subprocess.run([program, "-u"], capture_output=True, text=True, check=False).stdout.strip()
    }


def leaves_behind(heartbeat, wait):
    """A process that beats as long as it lives, forked and left; then the child itself ends, or waits."""
    if os.fork() == 0:
        if os.fork() == 0:
            while True:
                with Path(heartbeat).open("a") as out:
                    out.write("x")
                time.sleep(0.05)
        os._exit(0)
    while not Path(heartbeat).exists():
        time.sleep(0.02)
    yield {"first": True}
    time.sleep(wait)


def multiplies(most):
    """How many processes it can have before it is refused more."""
    for made in range(most):
        try:
            if os.fork() == 0:
                time.sleep(600)
        except OSError:
            return {"made": made}
    return {"made": most}


def numbered(numbers, how, maker):
    """Each number, and who did it; copies do something else besides."""
    import resource

    for number in numbers:
        if os.getpid() != maker:
            _in_a_copy(how)
        elif how == "own fault":
            raise KeyError(MARKER)
        elif how:
            time.sleep(0.1)
        yield {
            "number": number,
            "pid": os.getpid(),
            "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
            "text": "a" * 3_000_000 if how == "much" else "",
        }
        if os.getpid() != maker and how == "not objects":
            yield "a bare word"


def _in_a_copy(how):
    match how:
        case "slow" | "own fault":
            time.sleep(0.1)
        case "silent":
            time.sleep(600)
        case "refuse":
            refuse_case()
        case "fault":
            fault()
        case "memory":
            raise MemoryError
        case "hungry":
            bytearray(6 * 2**30)
        case "exit" | "SIGKILL":
            list(die(how, first=False))
        case "babble":
            _pipe().send_bytes(b"[1, 2]")


def copied(how):
    """A child that goes on as two."""
    from evidence_review.sandbox import share_out

    maker, cores = os.getpid(), os.cpu_count
    os.cpu_count = lambda: 2
    try:
        yield from share_out(lambda numbers: task(numbered, numbers=numbers, how=how, maker=maker), 400)
    finally:
        os.cpu_count = cores


def copied_in_a_thread(how):
    """The same from a thread, for which the main one waits and tells what it does, as where one file is
    redacted."""
    import threading
    from queue import Queue

    told = Queue()

    def work():
        try:
            for one in copied(how):
                told.put(one)
        except BaseException as fault:
            told.put(fault)
        told.put(None)

    threading.Thread(target=work, daemon=True).start()
    while (one := told.get(timeout=60)) is not None:
        if isinstance(one, BaseException):
            raise one
        yield one


def may_it_copy():
    """Whether this child may go on as several, alone and with a thread of somebody's."""
    import threading

    from evidence_review.sandbox.process_copies import may_copy

    alone = may_copy()
    threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
    return {"may": alone, "beside a thread": may_copy()}

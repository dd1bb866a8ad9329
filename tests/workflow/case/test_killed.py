"""What is left when the program is killed: no process of it goes on, and none keeps words of a case
(docs/decisions/0037)."""

import os
import signal
import subprocess
import sys
import time

import pytest

WAYS = {
    "command line": (
        "from evidence_review.cli.acting import workers\nfrom contextlib import ExitStack\nstack = "
        "ExitStack()\npool = stack.enter_context(workers())"
    ),
    "window": "from evidence_review.gui.widgets.parts.start_job import workers\npool = workers(1)",
    "long search": (
        "from evidence_review.gui.widgets.parts.start_job import patient_workers\npool = patient_workers()"
    ),
}


def there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name == "nt", reason="killing by a signal is another thing there")
@pytest.mark.parametrize("way", WAYS)
def test_processes_end_with_the_program_that_started_them_also_where_it_is_killed(way, tmp_path) -> None:
    script = tmp_path / "killed.py"
    made = "\n".join(f"    {line}" for line in WAYS[way].splitlines())
    script.write_text(
        (
            f"import os, time\nif __name__ == '__main__':\n{made}\n    "
            f"print(pool.submit(os.getpid).result(), flush=True)\n    time.sleep(600)\n"
        )
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        worker = int(program.stdout.readline())
        assert there(worker)
        program.send_signal(signal.SIGKILL)
        program.wait()
        until = time.monotonic() + 60
        while there(worker) and time.monotonic() < until:
            time.sleep(0.1)
    assert not there(worker)

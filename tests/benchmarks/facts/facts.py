"""Facts of public files beside those of other programs: python tests/benchmarks/facts/facts.py FOLDER [--python
OTHER] [--workers N] [--keep FILE] [--damage N].

Every file below FOLDER is imported by the program itself (facts_ours.py), and the account's sum is checked;
then other programs are asked (facts_told.py; with the packages of the Python named by --python). Prints, by
ending, files, facts and equal ones, then each unequal fact, crash and account out of balance. What each fact
means stands in facts_letters.py, facts_documents.py, facts_tables.py and facts_media.py. No file is part of
this repository: take the test files of other projects. With --damage damaged copies of so many of them are
imported instead (facts_damage.py).
"""

import argparse
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from facts_beside import Fact, facts
from facts_damage import damaged

HERE = Path(__file__).parent
SECONDS = 240
"""How long a program may take over a file."""


class Asked:
    """A program that answers each line with a line of JSON; started again where it dies or takes too long."""

    def __init__(self, python: str, program: str, path: str | None = None) -> None:
        self.command = [python, str(HERE / program)]
        self.env = os.environ | ({} if path is None else {"PATH": path})
        self.process: subprocess.Popen[str] | None = None
        self.answers: Queue[str] = Queue()

    def ask(self, path: Path) -> dict[str, Any]:
        """The answer for a file; {"crash": why} where there is none."""
        if self.process is None:
            self._start()
        assert self.process
        assert self.process.stdin
        try:
            self.process.stdin.write(f"{path}\n")
            self.process.stdin.flush()
            answer = self.answers.get(timeout=SECONDS)
        except (Empty, OSError):
            answer = ""
        if not answer:
            self.close()
            return {"path": str(path), "crash": "no answer: it died or took too long"}
        told: dict[str, Any] = json.loads(answer)
        return told

    def _start(self) -> None:
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.env, text=True
        )
        self.answers = Queue()
        threading.Thread(target=self._listen, args=(self.process, self.answers), daemon=True).start()

    @staticmethod
    def _listen(process: subprocess.Popen[str], answers: Queue[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            answers.put(line)
        answers.put("")

    def close(self) -> None:
        """End the program."""
        if self.process:
            self.process.kill()
            self.process.wait()
        self.process = None


def asked_of(files: list[Path], python: str, workers: int) -> Iterator[dict[str, Any]]:
    """Of each file what an import gave ("ours") and what the other programs say ("theirs"), in the order in
    which they are done."""
    waiting: Queue[Path] = Queue()
    for path in files:
        waiting.put(path)
    done: Queue[dict[str, Any]] = Queue()

    def work() -> None:
        ours, others = Asked(sys.executable, "facts_ours.py", "/nonexistent"), Asked(python, "facts_told.py")
        with suppress(Empty):
            while path := waiting.get_nowait():
                theirs = others.ask(path)
                done.put(
                    {"path": str(path), "ours": ours.ask(path), "theirs": {} if "crash" in theirs else theirs}
                )
        ours.close()
        others.close()

    for _ in range(workers):
        threading.Thread(target=work, daemon=True).start()
    for _ in files:
        yield done.get()


def anew(rows: list[dict[str, Any]], python: str) -> Iterator[dict[str, Any]]:
    """The same rows with what the other programs say now."""
    others = Asked(python, "facts_told.py")
    for row in rows:
        theirs = others.ask(Path(row["path"]))
        yield {**row, "theirs": {} if "crash" in theirs else theirs}
    others.close()


def beside(row: dict[str, Any]) -> tuple[Path, dict[str, Any], list[Fact]]:
    """A file, what we say of it, and its facts."""
    path = Path(row["path"])
    return path, row["ours"], facts(row["ours"], row["theirs"], path.suffix.lower().lstrip("."))


def show(rows: list[tuple[Path, dict[str, Any], list[Fact]]]) -> None:
    """The table by ending and the lines of what is not equal."""
    files, total, same = Counter[str](), Counter[str](), Counter[str]()
    lines: list[str] = []
    for path, told, found in rows:
        ending = path.suffix.lower().lstrip(".")
        files[ending] += 1
        total[ending] += len(found)
        same[ending] += sum(fact.equal for fact in found)
        lines += [
            f"UNEQUAL {path} {fact.name}: ours {fact.ours!r}, theirs {fact.theirs!r}"
            for fact in found
            if not fact.equal
        ]
        lines += [f"CRASH {path} {str(told['crash'])[-300:]}"] if "crash" in told else []
        lines += [f"OUT OF BALANCE {path} by {told['off_by']}"] if told.get("off_by") else []
    for ending in sorted(files):
        print(f"{ending:8} files {files[ending]:4}  facts {total[ending]:4}  equal {same[ending]:4}")
    every = max(1, total.total())
    crashes, off = (sum(line.startswith(word) for line in lines) for word in ("CRASH", "OUT OF BALANCE"))
    print(
        (
            f"all      files {files.total():4}  facts {total.total():4}  equal {same.total():4} "
            f"({same.total() / every:.3f})  crashes {crashes}  out of balance {off}"
        )
    )
    print("\n".join(lines))


def main() -> None:
    """Compare a folder, and damage it if asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "folder",
        type=Path,
        help="files to compare, or a file that --keep wrote, to compare anew what was told then",
    )
    asked.add_argument(
        "--python", default=sys.executable, help="the Python with the packages of the other programs"
    )
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument(
        "--damage",
        type=int,
        default=0,
        help="import damaged copies of so many files instead, and say of which nothing was told",
    )
    asked.add_argument("--keep", type=Path, help="write what was told of each file here, a line of JSON each")
    asked.add_argument(
        "--anew", action="store_true", help="ask the other programs again about the files of such a file"
    )
    given = asked.parse_args()
    if given.folder.is_file():
        kept = [json.loads(line) for line in given.folder.read_text("utf-8").splitlines()]
        show(
            sorted(
                (beside(row) for row in (anew(kept, given.python) if given.anew else kept)),
                key=lambda one: one[0],
            )
        )
        return
    files = sorted(path for path in given.folder.rglob("*") if path.is_file())
    if given.damage:
        damaged(files, given.damage, Asked(sys.executable, "facts_ours.py", "/nonexistent"))
        return
    rows: list[tuple[Path, dict[str, Any], list[Fact]]] = []
    for row in asked_of(files, given.python, given.workers):
        rows.append(beside(row))
        if given.keep:
            with given.keep.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row) + "\n")
    show(sorted(rows, key=lambda one: one[0]))


if __name__ == "__main__":
    main()

"""Bad input at its largest for the detector: one message of 5 MB in one line, and a batch of 100,000 messages
(issue 4, reference/personal_data.md).

    python3 tests/benchmarks/long_line.py FILE... [--size 5000000] [--batch 100000]

The files are marked texts as in tests/gold; their texts, marks taken off, are joined by blanks until the line
is long enough, and repeated with a number behind each until the batch is. Prints characters, findings,
whether each lies within its text, processor seconds and peak memory in MB; each measure in a process of its
own.
"""

import argparse
import itertools
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from personal_data import rows

from evidence_review.recognizers import detect_many


def texts_in(files: Iterable[Path]) -> list[str]:
    return [row["text"] for file in files for row in rows(file)]


def line_of(texts: list[str], size: int) -> str:
    """The texts over and over in one line of at least so many characters."""
    parts, length = [], 0
    for text in itertools.cycle(texts):
        if length >= size:
            return " ".join(parts)
        parts.append(" ".join(text.split()))
        length += len(parts[-1]) + 1
    return ""


def batch_of(texts: list[str], count: int) -> list[str]:
    """So many messages, no two of them the same."""
    return [f"{text} {at}" for at, text in zip(range(count), itertools.cycle(texts), strict=False)]


def measured(label: str, texts: list[str]) -> None:
    """Find in the texts and print what it took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    found = detect_many(texts, "disclosure")
    spent = time.process_time() - started
    within = all(
        0 <= one.start < one.end <= len(text)
        for text, spans in zip(texts, found, strict=True)
        for one in spans
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    characters, count = sum(map(len, texts)), sum(map(len, found))
    print(
        f"{label}: {len(texts):,} texts, {characters:,} characters, {count:,} findings, offsets "
        f"{'valid' if within else 'NOT VALID'}, "
        f"{spent:.0f} processor s, peak {peak / 1000:.0f} MB, {before / 1000:.0f} MB before (limit 400)"
    )


def main() -> None:
    """Each measure in a new process, so that one does not hold the other's memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--size", type=int, default=5_000_000)
    parser.add_argument("--batch", type=int, default=100_000)
    given = parser.parse_args()
    texts = texts_in(given.files)
    spawn = multiprocessing.get_context("spawn")
    for label, one in (("one line", [line_of(texts, given.size)]), ("batch", batch_of(texts, given.batch))):
        child = spawn.Process(target=measured, args=(label, one))
        child.start()
        child.join()


if __name__ == "__main__":
    main()

"""check-file beside the Free Law Project's x-ray, and x-ray on our exports: python
tests/benchmarks/bad_redactions.py FOLDER|made XRAY_PYTHON [SEED].

x-ray wants another version of the PDF library, so it lives in an environment of its own, of which XRAY_PYTHON
is the interpreter (`python3 -m venv there && there/bin/pip install x-ray`). Of every PDF of the folder (two
pages drawn by chance of longer ones): each letter that x-ray finds must be among those that check-file lists
at that place; then it is exported unmarked, and with a word drawn by chance removed as bars and with lines
set anew, and x-ray must find nothing in any of the three. `made` takes the letters of `badly_made` instead
and prints both side by side: what each finds in every one of them, and x-ray in our exports.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from badly_made import NAME, NUMBER, WAYS

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.redaction_values import Level, Removal
from evidence_review.redaction import page_texts, redact_pdf
from evidence_review.redaction.child_tasks import select
from evidence_review.redaction.gate import gate
from evidence_review.redaction.hidden.hidden import hidden_in
from evidence_review.redaction.hidden.hidden_pages import hidden_runs

type Finds = Mapping[str, Sequence[Mapping[str, Any]]]
"""What x-ray finds in a file, by page: {"bbox", "text"} each."""

_SECONDS, _MOST_PAGES, _MOST_BYTES = 25, 2, 6_000_000
_ASK = f"""
import asyncio, json, signal, sys, xray
def late(*_): raise TimeoutError
signal.signal(signal.SIGALRM, late)
for path in sys.stdin.read().splitlines():
    signal.alarm({_SECONDS})
    try:
        found = asyncio.run(xray.inspect(path))
    except BaseException as fault:
        found = {{"fault": type(fault).__name__}}
    signal.alarm(0)
    print(json.dumps({{"path": path, "found": found}}), flush=True)
"""


def xray_finds(python: str, paths: Sequence[Path]) -> dict[Path, Finds | None]:
    """What x-ray finds in each file; None where it could not read it or took longer than 25 s."""
    said = subprocess.run(
        [python, "-c", _ASK], input="\n".join(map(str, paths)), capture_output=True, text=True, check=False
    ).stdout
    rows = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return {Path(row["path"]): None if "fault" in row["found"] else row["found"] for row in rows}


def missed(data: bytes, finds: Finds) -> Iterator[tuple[str, str, str]]:
    """(page, x-ray's words, letters of them that check-file does not list where those lie), for each find of
    which any is missing."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number, found in finds.items():
            page = document[int(number) - 1]
            page.set_rotation(0)
            listed = [letter for run in hidden_runs(page) for letter in run.letters]
            for one in found:
                # a rectangle is widened, no list put together
                box = pymupdf.Rect(one["bbox"]) + (-1, -1, 1, 1)  # noqa: RUF005
                mine = Counter(char for char, where, _ in listed if box.intersects(where))
                lost = Counter(char for char in one["text"] if char.isalnum()) - mine
                if lost:
                    yield number, one["text"], "".join(lost.elements())


def exports(source: bytes, draw: random.Random) -> Iterator[tuple[str, bytes]]:
    """(how, bytes) of the three exports; those that are refused are left out."""
    words = [
        word for text in page_texts(source) for word in text.split() if word.isalpha() and len(word) > _SHORT
    ]
    mine = [Removal(draw.choice(words), "[PERSON 1]")] if words else []
    yield "unmarked", redact_pdf(source, []).data
    for level in (Level.BAR, Level.TOKEN) if mine else ():
        try:
            yield str(level), redact_pdf(source, mine, level=level).data
        except ReviewError:
            continue


_SHORT = 3


def main(folder: Path, python: str, seed: str = "") -> None:
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as room:
        sources: dict[Path, bytes] = {}
        for number, path in enumerate(sorted(folder.rglob("*.pdf"))):
            data, draw = path.read_bytes(), random.Random(seed + path.name)
            try:
                pages = len(page_texts(data)) if len(data) <= _MOST_BYTES else 0
                data = (
                    select(data, sorted(draw.sample(range(pages), _MOST_PAGES)))
                    if pages > _MOST_PAGES
                    else data
                )
                made = list(exports(data, draw)) if pages else []
            except ReviewError:
                count["refused"] += 1
                continue
            if made:
                sources[Path(room) / f"{number}.source.pdf"] = data
                (Path(room) / f"{number}.source.pdf").write_bytes(data)
                for how, new in made:
                    (Path(room) / f"{number}.{how}.pdf").write_bytes(new)
        for path, finds in xray_finds(python, sorted(Path(room).iterdir())).items():
            how = path.name.split(".")[1]
            count[f"{how}: files"] += 1
            count[f"{how}: not done by x-ray"] += finds is None
            count[f"{how}: words that x-ray finds"] += sum(
                len(one["text"].split()) for page in (finds or {}).values() for one in page
            )
            for page, words, lost in missed(sources[path], finds) if finds and path in sources else ():
                count["source: finds that check-file does not list"] += 1
                print(path.name, "page", page, repr(words), "missing", lost)
    for what, number in sorted(count.items()):
        print(f"{number:6}  {what}")


def side_by_side(python: str) -> None:
    """What x-ray and check-file find in each badly redacted letter, and x-ray in its exports; the sums
    last."""
    mine = [Removal(NAME, "[PERSON 1]"), Removal(NUMBER, "[REDACTED 1]")]
    with tempfile.TemporaryDirectory() as room:
        for name, build in WAYS.items():
            source = build()
            (Path(room) / f"{name}.source.pdf").write_bytes(source)
            for how, level, removals in (
                ("unmarked", Level.BAR, []),
                ("bars", Level.BAR, mine),
                ("tokens", Level.TOKEN, mine),
            ):
                try:
                    (Path(room) / f"{name}.{how}.pdf").write_bytes(
                        redact_pdf(source, removals, level=level).data
                    )
                except ReviewError as refused:
                    print(f"{name} {how} refused: {refused}")
        finds = xray_finds(python, sorted(Path(room).iterdir()))
        found = {
            path.name: sum(len(one["text"].split()) for page in (by or {}).values() for one in page)
            for path, by in finds.items()
        }
        sums: Counter[str] = Counter()
        print(f"{'letter':32} x-ray words  check-file places  places with the terms  x-ray in exports")
        for name in WAYS:
            source = (Path(room) / f"{name}.source.pdf").read_bytes()
            by_xray, ours, terms = (
                found.get(f"{name}.source.pdf", 0),
                list(hidden_in(source)),
                gate.check(source, [NAME, NUMBER]),
            )
            after = [found.get(f"{name}.{how}.pdf") for how in ("unmarked", "bars", "tokens")]
            print(
                (
                    f"{name:32} {by_xray:11} {len(ours):18} {len(terms):22}  {after}  "
                    f"{ours[0].how[:60] if ours else ''}"
                ),
                flush=True,
            )
            sums.update(
                letters=1,
                xray=by_xray > 0,
                check_file=bool(ours),
                with_terms=bool(terms),
                xray_in_exports=sum(filter(None, after)),
            )
            sums["missed by check-file alone"] += bool(by_xray and not ours)
    print(dict(sums))


if __name__ == "__main__":
    if sys.argv[1] == "made":
        side_by_side(sys.argv[2])
    else:
        main(Path(sys.argv[1]), sys.argv[2], *sys.argv[3:4])

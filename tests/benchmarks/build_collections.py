"""Turns a phone written by hand (source/*.txt) into items.jsonl and labels.jsonl: python
tests/benchmarks/build_collections.py FOLDER …

`=T t01 O:owner B:beth` opens a thread with its people, `=S 2025-01-07 17:42` a session; `B text |3 |5` is a
message that bears on L3 and L5.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

_MESSAGE = re.compile(r"(\S+) (.*?)((?: \|\d)*)")

type Row = tuple[str, datetime, str, str, list[str]]


def written(folder: Path) -> list[Row]:
    """Thread, time, sender, text and lines of each message, as the files give them."""
    rows: list[Row] = []
    for path in sorted(folder.glob("source/*.txt")):
        thread, people, at = "", {}, datetime.min
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("=T "):
                _, thread, *names = line.split()
                people, at = dict(name.split(":") for name in names), datetime.min
            elif line.startswith("=S "):
                begin = datetime.strptime(line[3:].strip(), "%Y-%m-%d %H:%M")
                if begin <= at:
                    raise SystemExit(
                        f"{path.name}, line {number}: this session begins before the one above ends, at {at}."
                    )
                at = begin
            elif line.strip():
                match = _MESSAGE.fullmatch(line)
                if not match or match[1] not in people or not match[2] or at == datetime.min:
                    raise SystemExit(f"{path.name}, line {number}: this is no message.")
                at += timedelta(seconds=pause(f"{thread} {at} {match[2]}") + len(match[2]) // 2)
                rows.append((thread, at, people[match[1]], match[2], re.findall(r"\|(\d)", match[3])))
    return rows


def pause(key: str) -> int:
    """Seconds before a message: mostly some, now and then minutes; the same each time."""
    number = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16)
    return 6 + number % 41 + (60 + number % 400 if number % 7 == 0 else 0)


def build(folder: Path) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Items in order of time, and labels."""
    items: list[dict[str, object]] = []
    labels: list[dict[str, object]] = []
    place: Counter[str] = Counter()
    for number, (thread, at, sender, text, tags) in enumerate(
        sorted(written(folder), key=lambda row: row[1]), 1
    ):
        place[thread] += 1
        name = f"m{number:06}"
        items.append({"id": name, "thread": thread, "position": place[thread], "sender": sender, "sent_at": f"{at.isoformat()}Z", "text": text})  # fmt: skip
        labels += [{"line": f"L{tag}", "item": name, "label": 1} for tag in tags]
    return items, sorted(labels, key=lambda label: (str(label["line"]), str(label["item"])))


def describe(folder: Path, items: list[dict[str, object]], labels: list[dict[str, object]]) -> None:
    """Pool and positives of each line."""
    text = {str(item["id"]): str(item["text"]) for item in items}
    print(f"{folder.name}: {len(items)} messages, {len({item['thread'] for item in items})} threads, {sum(' ' not in t for t in text.values())} of one word")  # fmt: skip
    for row in map(json.loads, (folder / "lines.jsonl").read_text(encoding="utf-8").splitlines()):
        threads = {item["thread"] for item in items if item["sender"] in row["participants"]}
        pool = {
            item["id"]
            for item in items
            if (not row["participants"] or item["thread"] in threads)
            and (row["date_from"] or "") <= str(item["sent_at"])[:10] <= (row["date_to"] or "9999")
        }
        hits = {label["item"] for label in labels if label["line"] == row["id"]}
        short = sum(" " not in text[str(hit)] for hit in hits & pool)
        print(f"  {row['id']} {row['title']}: pool {len(pool)}, relevant {len(hits & pool)} ({len(hits & pool) / len(pool):.1%}), {short} of one word, {len(hits - pool)} outside")  # fmt: skip


def main() -> None:
    for folder in map(Path, sys.argv[1:]):
        items, labels = build(folder)
        for name, made in (("items", items), ("labels", labels)):
            (folder / f"{name}.jsonl").write_text(
                "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), encoding="utf-8"
            )
        describe(folder, items, labels)


if __name__ == "__main__":
    main()

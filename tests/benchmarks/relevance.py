"""Measures the ranking on a folder of items.jsonl, lines.jsonl and labels.jsonl (RELEVANCE.md 8.2 and 8.3).

Only `--mode question` exists so far: the pool is ranked once, without a single decision. Labels are read after the order is fixed.
The scope rule of 8.2 (people, dates) is applied here; the product's gate is SQL in the case file.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Points, TermKind
from evidence_review.relevance import Ranked, embed, match, model_engine, passage_texts, rank, scan, vector_key
from evidence_review.relevance.asking import query_words
from evidence_review.relevance.bm25 import count

type Row = dict[str, object]


def rows_of(path: Path, check: Callable[[Row], object]) -> list[Row]:
    """The rows of a JSON-lines file; a broken one stops the run with file and line number."""
    found: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            check(row)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise SystemExit(f"{path.name}, line {number}: this row is broken ({type(fault).__name__}).") from fault
        found.append(row)
    return found


def in_scope(items: list[Row], line: Row) -> list[Row]:
    """Items of threads in which a listed person sends, on days within the dates; undated items are outside a dated scope."""
    people = set(line.get("participants") or ())
    threads = {item["thread"] for item in items if item.get("sender") in people and item.get("thread") is not None}
    first, last = line.get("date_from") or "", line.get("date_to") or "9999"
    dated = bool(line.get("date_from") or line.get("date_to"))

    def covers(item: Row) -> bool:
        day = str(item.get("sent_at") or "")[:10]
        met = not people or item.get("thread") in threads or item.get("sender") in people
        return met and (not dated or (bool(day) and first <= day <= last))

    return [item for item in items if covers(item)]


def pool_of(items: list[Row]) -> list[Ranked]:
    """The product's values; an item without a thread stands alone."""
    threads: dict[object, int] = {}
    return [
        Ranked(
            ItemId(at),
            str(item["text"]),
            threads.setdefault(item["thread"] if item.get("thread") is not None else ("alone", at), len(threads)),
            int(item.get("position") or 0),
            str(item.get("sender") or ""),
            str(item.get("sent_at") or ""),
        )
        for at, item in enumerate(items)
    ]


def figures(order: list[str], relevant: set[str]) -> Row:
    """WSS@95, reading to 80 and 95 %, and recall after shares of the pool."""
    found: list[int] = []
    for at, item in enumerate(order, 1):
        if item in relevant:
            found.append(at)
    total, size = len(relevant), len(order)
    n95, n80 = (found[-(-share * total // 100) - 1] for share in (95, 80))
    recall = {str(share): sum(at <= int(share * size) for at in found) / total for share in (0.01, 0.02, 0.05, 0.1, 0.2)}
    return {
        "pool": size,
        "relevant": total,
        "wss95": 0.95 - n95 / size,
        "read_to_95": n95,
        "read_to_95_share": n95 / size,
        "read_to_80": n80,
        "recall_at": recall,
    }


def line_of(row: Row) -> LineOfEnquiry:
    """The line with its terms as the product takes them."""
    day = {name: date.fromisoformat(str(row[name])) if row.get(name) else None for name in ("date_from", "date_to")}
    scope = ScopeRule(all_people=not row.get("participants"), all_dates=not any(day.values()), **day)
    terms = tuple(Term(term, TermKind.EXACT) for term in row.get("terms") or ())
    return LineOfEnquiry(1, str(row["title"]), str(row["question"]), "", Points.BOTH, "", "", scope, terms)


def orders(line: LineOfEnquiry, pool: list[Ranked], vectors: dict[str, bytes]) -> Iterator[tuple[str, list[ItemId], float]]:
    """Each method's order and its seconds: ours, and plain BM25 of each message alone."""
    began = time.perf_counter()
    ours = [one.item for one in rank(line, pool, vectors)]
    yield "evidence_review", ours, time.perf_counter() - began
    began = time.perf_counter()
    sums = count([row.text for row in pool], query_words(line)).sums()
    yield (
        "bm25",
        [pool[at].item for at in sorted(range(len(pool)), key=lambda at: (-sums[at], pool[at].sent, pool[at].item))],
        time.perf_counter() - began,
    )


def measure(folder: Path, out: Path, known: dict[str, bytes], *, with_vectors: bool) -> Iterator[Row]:
    """One result a line and method."""
    items = rows_of(folder / "items.jsonl", lambda row: (row["id"], row["text"].strip))
    lines = rows_of(folder / "lines.jsonl", lambda row: (row["id"], row["title"].strip, row["question"].strip))
    for row in lines:
        line, scoped = line_of(row), in_scope(items, row)
        nulls = {label["item"] for label in labels_of(folder) if label["line"] == row["id"] and label["label"] is None}
        scoped = [item for item in scoped if item["id"] not in nulls]
        pool = pool_of(scoped)
        began = time.perf_counter()
        missing = sorted({one.text for one in pool} | {line.question, *passage_texts(pool)}) if with_vectors else []
        missing = [text for text in missing if vector_key(text) not in known]
        known.update(zip(map(vector_key, missing), embed(missing), strict=True))
        embedding = time.perf_counter() - began
        texts = [(one.item, one.text) for one in pool]
        hits = match(texts, line.terms)
        scanned = sum(bool(scan(text, line.terms)) for _, text in texts) if line.terms else 0
        for method, order, seconds in orders(line, pool, known):
            names = [str(scoped[at]["id"]) for at in order]
            path = out / "orders" / f"{folder.name}_{row['id']}_{method}_0.txt"
            path.write_text("\n".join(names) + "\n", encoding="utf-8")
            positive = {str(label["item"]) for label in labels_of(folder) if label["line"] == row["id"] and label["label"] == 1}
            relevant = positive & set(names)
            base: Row = {
                "collection": folder.name,
                "line": row["id"],
                "seed": 0,
                "method": method,
                "mode": "question",
                "relevant_outside_scope": len(positive - relevant),
            }
            base |= figures(names, relevant) if relevant else {"pool": len(names), "relevant": 0}
            base |= {
                "rules": {"hits": scanned, "queued": len(hits)},
                "seconds": {"embed": embedding, "total": seconds},
                "versions": {"model": model_engine().model_hash},
                "order": str(path.relative_to(out)),
            }
            yield base


def labels_of(folder: Path) -> list[Row]:
    """The labels, read again each time they are asked for, so that none is at hand while an order is made."""
    return rows_of(folder / "labels.jsonl", lambda row: (row["line"], row["item"], row["label"]))


def main() -> None:
    """Print one line a result and the mean and worst of each method."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("dir", type=Path)
    asked.add_argument("--mode", choices=["learn", "question"], default="question")
    asked.add_argument("--out", type=Path, default=Path("build/relevance"))
    asked.add_argument("--no-vectors", action="store_true")
    given = asked.parse_args()
    if given.mode == "learn":
        raise SystemExit("Learning from decisions is not built yet; use --mode question.")
    (given.out / "orders").mkdir(parents=True, exist_ok=True)
    folders = [given.dir] if (given.dir / "items.jsonl").exists() else sorted(path.parent for path in given.dir.glob("*/items.jsonl"))
    known: dict[str, bytes] = {}
    results = [one for folder in folders for one in measure(folder, given.out, known, with_vectors=not given.no_vectors)]
    (given.out / "results.jsonl").write_text("".join(json.dumps(one) + "\n" for one in results), encoding="utf-8")
    for method in ("evidence_review", "bm25"):
        mine = [one for one in results if one["method"] == method and one["relevant"]]
        for one in mine:
            recall = " ".join(f"R@{float(share):.0%} {one['recall_at'][share]:.3f}" for share in ("0.05", "0.1", "0.2"))
            print(
                f"{method:16} {one['collection']}/{one['line']}: WSS@95 {one['wss95']:.3f} {recall} read to 95 % {one['read_to_95_share']:.3f}"
            )
        if mine:
            shares = [one["read_to_95_share"] for one in mine]
            print(
                f"{method:16} mean WSS@95 {sum(one['wss95'] for one in mine) / len(mine):.3f}, read to 95 %: mean {sum(shares) / len(shares):.3f}, worst {max(shares):.3f}"
            )


if __name__ == "__main__":
    main()

"""Meetings with questions and the turns that answer them, in the form of reference/relevance.md 8.2, from a
folder of JSON files that you have.

Each file is one meeting as QMSum gives them (MIT; not kept here): `meeting_transcripts` with `speaker` and
`content` of each turn, and `specific_query_list` with `query` and `relevant_text_span`, first and last turn
of each stretch of the answer. Every meeting becomes a collection of its own: a pool is one meeting. `--most
.2` leaves out questions that a larger share of the meeting answers, of which a fifth cannot hold everything.

    python3 tests/benchmarks/meeting_collection.py MEETINGS OUT [--most 1]; python3
    tests/benchmarks/relevance.py OUT --mode question --seeds 0 --beside bm25
"""

import argparse
import json
from pathlib import Path
from typing import Any


def write(meeting: dict[str, Any], folder: Path, most: float) -> None:
    """items.jsonl, lines.jsonl and labels.jsonl of one meeting. Turns have an order and no times."""
    turns = meeting["meeting_transcripts"]
    items = [
        {
            "id": f"u{at:04}",
            "thread": "meeting",
            "position": at,
            "sender": turn["speaker"],
            "sent_at": None,
            "text": turn["content"] or "-",
        }
        for at, turn in enumerate(turns)
    ]
    lines, labels = [], []
    for number, asked in enumerate(meeting["specific_query_list"], 1):
        answer = sorted(
            {
                at
                for first, last in asked["relevant_text_span"]
                for at in range(int(first), min(int(last) + 1, len(turns)))
            }
        )
        if not answer or len(answer) > most * len(turns):
            continue
        said = {
            "title": asked["query"],
            "question": asked["query"],
            "terms": [],
            "participants": [],
            "date_from": None,
            "date_to": None,
        }
        lines.append({"id": f"Q{number}", **said})
        labels += [{"line": f"Q{number}", "item": f"u{at:04}", "label": 1} for at in answer]
    if lines:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in (("items", items), ("lines", lines), ("labels", labels)):
            (folder / f"{name}.jsonl").write_text(
                "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
            )


def main() -> None:
    """Write one collection a meeting."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("meetings", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--most", type=float, default=1.0)
    given = asked.parse_args()
    for path in sorted(given.meetings.glob("*.json")):
        write(json.loads(path.read_text("utf-8")), given.out / path.stem, given.most)


if __name__ == "__main__":
    main()

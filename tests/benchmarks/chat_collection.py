"""A small made-up chat collection in the form of reference/relevance.md 8.2, to try the benchmark on.

Not the demo, not evidence of quality.
"""

import json
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

ABOUT = {
    "L1": ("Lift home", "Was a lift home after the party agreed?", ["lift"], ["can u give me a lift later", "whos driving back", "il drop u home after", "taxi or lift?", "car is outside"]),
    "L2": ("Money owed", "Did anyone owe money?", [], ["u still owe me 40 quid", "il pay u back friday", "bank says declined", "transfer it pls", "cash is fine"]),
    "L3": ("Who was at the party", "Who was at the party on Saturday?", ["party"], ["u going to the party", "jay was there saturday", "saw her in the kitchen", "left about 2", "who else was there"]),
}  # fmt: skip
SHORT = ["yes", "yh", "ok", "no", "lol", "k x", "when", "nah", "👍", "haha"]
OTHER = ["got coursework due", "mum made pasta", "bus was late again", "this song is so good", "football got cancelled", "raining all day", "new trainers came", "u watching it tonight", "so tired", "dog ate my charger"]  # fmt: skip


def write(folder: Path, messages: int = 3000, seed: int = 0) -> None:
    """items.jsonl, lines.jsonl and labels.jsonl: talk about each line in bursts, with one-word replies that
    bear on it too."""
    rng = random.Random(seed)
    at = datetime(2024, 1, 1, tzinfo=UTC)
    items: list[dict[str, object]] = []
    labels: list[dict[str, object]] = []
    while len(items) < messages:
        thread = rng.randrange(12)
        line = rng.choice(sorted(ABOUT)) if rng.random() < 0.06 else None
        for _ in range(rng.randrange(3, 9)):
            at += timedelta(minutes=rng.randrange(1, 40))
            said = rng.choice(SHORT) if rng.random() < 0.4 else rng.choice(ABOUT[line][3] if line else OTHER)
            name = f"m{len(items):06}"
            items.append({"id": name, "thread": f"t{thread:02}", "position": len(items), "sender": f"c{rng.randrange(2)}", "sent_at": at.isoformat().replace("+00:00", "Z"), "text": said})  # fmt: skip
            labels += [{"line": line, "item": name, "label": 1}] if line else []
    lines = [{"id": key, "title": title, "question": question, "terms": terms, "participants": [], "date_from": None, "date_to": None} for key, (title, question, terms, _) in ABOUT.items()]  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("items", items), ("lines", lines), ("labels", labels)):
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
        )


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3000)

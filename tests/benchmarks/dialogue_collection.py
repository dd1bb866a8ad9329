"""Task dialogues laid out as phone threads, in the form of RELEVANCE.md 8.2, from a folder of templates that you have.

The templates are ConvLab's: sayings of the people and clerks of MultiWOZ by act, with slots (`auto_user_template_nlg.json` and
`auto_system_template_nlg.json`; Apache-2.0). A dialogue is one or two errands, a thread many dialogues, a line an errand of a kind that
is rare; what bears on it is every message of that errand. `--woven 3` weaves three dialogues at a time into one thread; `--one-name` gives
each side of a thread one name, `--even` a message every minute, without pauses.

    python3 tests/benchmarks/dialogue_collection.py TEMPLATES OUT --messages 20000 [--woven 3] [--one-name] [--even] [--seed 0]
"""

import argparse
import json
import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

LINES = {
    "Hospital": ("Hospital visits", "Did anyone ask for a hospital or one of its departments?"),
    "Police": ("Contact with the police", "Did anyone need the police or a police station?"),
    "Taxi": ("Taxis", "Was a taxi booked, from where and to where?"),
    "Attraction": ("Places to visit", "Which museums and other sights were asked about?"),
}
SHARES = {"Hospital": 0.012, "Police": 0.015, "Taxi": 0.03, "Attraction": 0.04, "Restaurant": 0.3, "Hotel": 0.3, "Train": 0.303}
VALUES = ["north", "centre", "cheap", "expensive", "monday", "friday", "17:15", "09:40", "two", "Italian", "Cambridge", "Ely", "museum", "the station", "neurology", "TR4021"]  # fmt: skip
EVEN = datetime(2024, 1, 1, tzinfo=UTC)
type Said = tuple[str, str]  # who, text


class Talker:
    """Makes errands from the templates, with its own random numbers."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.user, self.clerk = (json.loads((folder / f"auto_{who}_template_nlg.json").read_text("utf-8")) for who in ("user", "system"))

    def errand(self, kind: str) -> list[Said]:
        """Asked, answered, perhaps booked: 4 to 10 messages of one errand, a few of them thanks and short replies."""
        acts = [("user", f"{kind}-Inform")]
        for _ in range(self.rng.randrange(1, 4)):
            acts += [("system", self._clerks(kind)), ("user", self.rng.choice([f"{kind}-Inform", f"{kind}-Request", "general-thank"]))]
        acts.append(("system", self.rng.choice(["general-reqmore", "general-welcome", "general-bye"])))
        return [("u" if who == "user" else "s", self._say(self.user if who == "user" else self.clerk, act)) for who, act in acts]

    def _clerks(self, kind: str) -> str:
        booked = ["Booking-Book", "Booking-Request"] if kind in {"Hotel", "Restaurant"} else []
        return self.rng.choice([*(name for name in self.clerk if name.startswith(kind)), *booked] or ["general-reqmore"])

    def _say(self, templates: dict[str, Any], act: str) -> str:
        by_slots = templates[act]
        slots = self.rng.choices(list(by_slots), [len(said) for said in by_slots.values()])[0]
        return re.sub(r"#[A-Z-]+#", lambda _: self.rng.choice(VALUES), " ".join(self.rng.choice(by_slots[slots]).split()))


def write(templates: Path, folder: Path, messages: int, woven: int, seed: int, *, one_name: bool, even: bool) -> None:
    """items.jsonl, lines.jsonl and labels.jsonl."""
    talker = Talker(templates, seed)
    rng = talker.rng
    at, items, labels = datetime(2024, 1, 1, 8, tzinfo=UTC), [], []
    position: dict[str, int] = {}
    while len(items) < messages:
        thread = f"t{rng.randrange(max(10, messages // 500)):04}"
        at += timedelta(hours=rng.expovariate(0.4))
        going = [_conversation(talker) for _ in range(woven)]
        while any(going):
            mine = rng.choice(list(filter(None, going)))
            (who, text), kind = mine.pop(0)
            at += timedelta(seconds=rng.randrange(10, 240))
            name = f"m{len(items):06}"
            position[thread] = position.get(thread, -1) + 1
            sender = f"{thread}-{who}" if one_name else f"{thread}-{who}{going.index(mine)}"
            sent = EVEN + timedelta(minutes=position[thread]) if even else at
            items.append({"id": name, "thread": thread, "position": position[thread], "sender": sender, "sent_at": sent.isoformat().replace("+00:00", "Z"), "text": text})  # fmt: skip
            labels += [{"line": kind, "item": name, "label": 1}] if kind in LINES else []
    lines = [{"id": line, "title": title, "question": question, "terms": [], "participants": [], "date_from": None, "date_to": None} for line, (title, question) in LINES.items()]  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("items", items), ("lines", lines), ("labels", labels)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _conversation(talker: Talker) -> list[tuple[Said, str]]:
    kinds = talker.rng.choices(list(SHARES), list(SHARES.values()), k=talker.rng.choice([1, 1, 2]))
    return [(said, kind) for kind in dict.fromkeys(kinds) for said in talker.errand(kind)]


def main() -> None:
    """Write one collection."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("templates", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--messages", type=int, default=20000)
    asked.add_argument("--woven", type=int, default=1)
    asked.add_argument("--one-name", action="store_true")
    asked.add_argument("--even", action="store_true")
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    write(given.templates, given.out, given.messages, given.woven, given.seed, one_name=given.one_name, even=given.even)


if __name__ == "__main__":
    main()

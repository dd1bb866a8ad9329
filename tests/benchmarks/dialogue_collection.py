"""Task dialogues laid out as phone threads, in the form of reference/relevance.md 8.2, from a folder of
templates that you have.

The templates are ConvLab's: sayings of the people and clerks of MultiWOZ by act, with slots
(`auto_user_template_nlg.json` and `auto_system_template_nlg.json`; Apache-2.0). A dialogue is one or two
errands, a thread many dialogues, a line an errand of a kind that is rare; what bears on it is every message
of that errand. `--woven 3` weaves three dialogues at a time into one thread; `--one-name` gives each side of
a thread one name, `--even` a message every minute, without pauses. `--typed` fills each slot with a value of
its kind, the same all through an errand, instead of any at random, as in the dialogues that the templates
were taken from (names of places are made up). `--shares` says how rare the four lines are (.006,.008,.01,.012
of the messages, .9 % on average, come near what reference/relevance.md 3.4 measured); `--whole` labels the
whole conversation that holds such an errand.

    python3 tests/benchmarks/dialogue_collection.py TEMPLATES OUT --messages 20000 [--woven 3] [--one-name]
    [--even] [--typed] [--shares .006,.008,.01,.012] [--whole] [--seed 0]
"""

import argparse
import json
import random
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

LINES = {
    "Hospital": ("Hospital visits", "Did anyone ask for a hospital or one of its departments?"),
    "Police": ("Contact with the police", "Did anyone need the police or a police station?"),
    "Taxi": ("Taxis", "Was a taxi booked, from where and to where?"),
    "Attraction": ("Places to visit", "Which museums and other sights were asked about?"),
}
SHARES, COMMON = (0.012, 0.015, 0.03, 0.04), ("Restaurant", "Hotel", "Train")
VALUES = ["north", "centre", "cheap", "expensive", "monday", "friday", "17:15", "09:40", "two", "Italian", "Cambridge", "Ely", "museum", "the station", "neurology", "TR4021"]  # fmt: skip
TYPED = {
    "FOOD": "Italian|Chinese|Indian|British|Thai|French|Turkish|Spanish|Korean|Lebanese",
    "HOTEL-TYPE": "hotel|guesthouse",
    "ATTRACTION-TYPE": (
        "museum|college|park|church|theatre|boat trip|swimming pool|nightclub|cinema|concert hall"
    ),
    "DEPARTMENT": "neurology|cardiology|paediatrics|oncology|maternity|haematology|dermatology|outpatients",
    "HOTEL-NAME": (
        "the Old Ferry House|Alder Lodge|Brook Guest House|the Heron|Warren Court|Limes House|Station "
        "Lodge|the Bell"
    ),
    "RESTAURANT-NAME": (
        "Casa Lino|the Copper Pan|Jade Garden|Saffron House|the Oak Table|Little Lisbon|Bay Leaf|Chez Anna"
    ),
    "ATTRACTION-NAME": (
        "Marlow Museum|Fenner Gallery|Alderman College|St Osyth's|Wherry Park|the Corn Hall|Paddle "
        "Quay|Club Ember"
    ),
    "BOOKING-NAME": (
        "the Heron|Alder Lodge|Casa Lino|Jade Garden|the Oak Table|Limes House|Bay Leaf|Chez Anna"
    ),
    "TAXI-DEST": (
        "the Heron|Casa Lino|Marlow Museum|Wherry Park|Alder Lodge|Jade Garden|Paddle Quay|the station"
    ),
    "TRAIN-DEST": "Ely|Norwich|Peterborough|Stevenage|Leicester|Broxbourne|London|Cambridge",
    "CAR": "red Skoda|black Audi|white Toyota|blue Ford|grey Lexus|yellow Volvo",
    "AREA": "north|south|east|west|centre",
    "PRICE": "cheap|moderate|expensive",
    "STARS": "0|2|3|4|5",
    "DAY": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "PEOPLE": "1|2|3|4|5|6|7|8",
    "CHOICE": "2|3|5|8|12|21|33",
    "FEE": "free|2 pounds|4 pounds|5 pounds",
    "TICKET": "4.40 pounds|10.10 pounds|16.50 pounds|23.60 pounds",
    "ADDR": "4 Mill Lane|12 Bridge Street|Castle Row|98 King Street|Trinity Wharf|7 Orchard Road",
    "POST": "cb11ab|cb23qf|cb42ex|cb58na|cb13lx",
    "PHONE": "01632 960114|01632 960227|01632 960338|01632 960441|01632 960552",
    "ID": "TR4021|TR2873|TR0519|TR7738|TR6612|TR9046",
    "REF": "GYK3P0QX|ZL41MB7T|8QWN2HDS|R5TJ09CV|KM7UX2AE",
    "OPEN": "every day|from 10:00",
    "TIME": "09:15|10:45|11:30|13:00|14:15|15:45|17:15|18:30|19:45|21:00",
}
"""What a slot may hold, by the end of its name; TRAIN-DEPART and TAXI-DEPART as DEST, LEAVE and ARRIVE as
TIME, STAY as PEOPLE."""
SAME = {"DEPART": "DEST", "LEAVE": "TIME", "ARRIVE": "TIME", "STAY": "PEOPLE"}
EVEN = datetime(2024, 1, 1, tzinfo=UTC)
type Said = tuple[str, str]  # who, text


class Talker:
    """Makes errands from the templates, with its own random numbers."""

    def __init__(
        self, folder: Path, seed: int, shares: Sequence[float] = SHARES, *, typed: bool = False
    ) -> None:
        self.rng, self.typed = random.Random(seed), typed
        self.held: dict[str, str] = {}
        rest = (1 - sum(shares)) / len(COMMON)
        self.shares = dict(zip((*LINES, *COMMON), (*shares, rest, rest, rest), strict=True))
        self.user, self.clerk = (
            json.loads((folder / f"auto_{who}_template_nlg.json").read_text("utf-8"))
            for who in ("user", "system")
        )

    def errand(self, kind: str) -> list[Said]:
        """Asked, answered, perhaps booked: 4 to 10 messages of one errand, a few of them thanks and short
        replies."""
        self.held = {}
        acts = [("user", f"{kind}-Inform")]
        for _ in range(self.rng.randrange(1, 4)):
            acts += [
                ("system", self._clerks(kind)),
                ("user", self.rng.choice([f"{kind}-Inform", f"{kind}-Request", "general-thank"])),
            ]
        acts.append(("system", self.rng.choice(["general-reqmore", "general-welcome", "general-bye"])))
        return [
            ("u" if who == "user" else "s", self._say(self.user if who == "user" else self.clerk, act))
            for who, act in acts
        ]

    def _clerks(self, kind: str) -> str:
        booked = ["Booking-Book", "Booking-Request"] if kind in {"Hotel", "Restaurant"} else []
        return self.rng.choice(
            [*(name for name in self.clerk if name.startswith(kind)), *booked] or ["general-reqmore"]
        )

    def _say(self, templates: dict[str, Any], act: str) -> str:
        by_slots = templates[act]
        slots = self.rng.choices(list(by_slots), [len(said) for said in by_slots.values()])[0]
        return re.sub(
            r"#([A-Z-]+)#",
            lambda slot: self._value(slot[1]),
            " ".join(self.rng.choice(by_slots[slots]).split()),
        )

    def _value(self, slot: str) -> str:
        """What stands for a slot: the value of the errand where slots are typed."""
        if not self.typed:
            return self.rng.choice(VALUES)
        parts = slot.split("-")
        name = f"{parts[0]}-{SAME.get(parts[-1], parts[-1])}"
        kind = name if name in TYPED else name.split("-")[1]
        return self.held.setdefault(f"{parts[0]} {parts[-1]}", self.rng.choice(TYPED[kind].split("|")))


def write(
    talker: Talker, folder: Path, messages: int, woven: int, *, one_name: bool, even: bool, whole: bool
) -> None:
    """items.jsonl, lines.jsonl and labels.jsonl."""
    rng = talker.rng
    at, items, labels = datetime(2024, 1, 1, 8, tzinfo=UTC), [], []
    position: dict[str, int] = {}
    while len(items) < messages:
        thread = f"t{rng.randrange(max(10, messages // 500)):04}"
        at += timedelta(hours=rng.expovariate(0.4))
        going = [_conversation(talker, whole=whole) for _ in range(woven)]
        while any(going):
            mine = rng.choice(list(filter(None, going)))
            (who, text), kinds = mine.pop(0)
            at += timedelta(seconds=rng.randrange(10, 240))
            name = f"m{len(items):06}"
            position[thread] = position.get(thread, -1) + 1
            sender = f"{thread}-{who}" if one_name else f"{thread}-{who}{going.index(mine)}"
            sent = EVEN + timedelta(minutes=position[thread]) if even else at
            items.append({"id": name, "thread": thread, "position": position[thread], "sender": sender, "sent_at": sent.isoformat().replace("+00:00", "Z"), "text": text})  # fmt: skip
            labels += [{"line": kind, "item": name, "label": 1} for kind in kinds if kind in LINES]
    lines = [{"id": line, "title": title, "question": question, "terms": [], "participants": [], "date_from": None, "date_to": None} for line, (title, question) in LINES.items()]  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("items", items), ("lines", lines), ("labels", labels)):
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
        )


def _conversation(talker: Talker, *, whole: bool) -> list[tuple[Said, tuple[str, ...]]]:
    """What is said, and on which errands it bears: the one it is part of, or every one of its
    conversation."""
    kinds = tuple(
        dict.fromkeys(
            talker.rng.choices(
                list(talker.shares), list(talker.shares.values()), k=talker.rng.choice([1, 1, 2])
            )
        )
    )
    return [(said, kinds if whole else (kind,)) for kind in kinds for said in talker.errand(kind)]


def main() -> None:
    """Write one collection."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("templates", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--messages", type=int, default=20000)
    asked.add_argument("--woven", type=int, default=1)
    asked.add_argument("--one-name", action="store_true")
    asked.add_argument("--even", action="store_true")
    asked.add_argument(
        "--shares", type=lambda text: tuple(float(one) for one in text.split(",")), default=SHARES
    )
    asked.add_argument("--typed", action="store_true")
    asked.add_argument("--whole", action="store_true")
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    talker = Talker(given.templates, given.seed, given.shares, typed=given.typed)
    write(
        talker,
        given.out,
        given.messages,
        given.woven,
        one_name=given.one_name,
        even=given.even,
        whole=given.whole,
    )


if __name__ == "__main__":
    main()

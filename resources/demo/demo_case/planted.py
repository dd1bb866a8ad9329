"""The items that matter, read from `planted.txt`, with invented identifiers put in, and the key by which
finds are scored."""

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from demo_case.identifiers import identifiers
from demo_case.story import from_london
from demo_case.talk import Said

SOURCE = Path(__file__).resolve().parents[1] / "planted.txt"
_SLOT = re.compile(r"\{([A-Z0-9_]+)\}")


@dataclass(frozen=True, slots=True)
class Planted:
    """A planted item: what was said, in which thread, and what it is for the key."""

    said: Said
    thread: str
    label: str
    line: int | None
    hit: bool
    why: str
    personal: tuple[tuple[str, str], ...]


@cache
def planted(seed: int) -> tuple[Planted, ...]:
    """Every planted item of the case with this seed, in the order of the file."""
    values, thread, made = identifiers(random.Random(f"{seed}/identifiers")), "", {}
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            thread = line[1:].rstrip("+")
        elif line.strip() and not line.startswith("#"):
            one = _planted(thread, line, values, made)
            made[one.said.key] = one
    return tuple(made.values())


def _planted(thread: str, line: str, values: dict[str, str], made: dict[str, Planted]) -> Planted:
    key, label, when, by, text, why, *more = (part.strip() for part in line.split(" | "))
    personal = tuple((name, values[name]) for name in _SLOT.findall(text))
    name, *about = label.split()
    answers = next((made[part[3:]].said for part in more if part.startswith("re=")), None)
    at = from_london(datetime.fromisoformat(when))
    said = Said(at, by, _SLOT.sub(lambda slot: values[slot[1]], text), key, answers, "deleted" in more)
    return Planted(said, thread, name, int(about[0]) if about else None, "hit" in about, why, personal)


def of_thread(seed: int, thread: str) -> list[Said]:
    """What is planted in a thread, in time order."""
    return sorted((one.said for one in planted(seed) if one.thread == thread), key=lambda said: said.at)


def woven(chatter: Iterable[Said], wanted: list[Said]) -> Iterator[Said]:
    """Small talk and planted items in one order of time."""
    waiting = list(wanted)
    for said in chatter:
        while waiting and waiting[0].at <= said.at:
            yield waiting.pop(0)
        yield said
    yield from waiting


def row(one: Planted, file: str, title: str, sender: str, also_in: tuple[str, ...] = ()) -> str:
    """A line of key.jsonl: where the item is, what it is, and why (no line end)."""
    values: dict[str, Any] = {
        "key": one.said.key,
        "file": file,
        "also_in": list(also_in),
        "thread": title,
        "sent": one.said.at.isoformat().replace("+00:00", "Z"),
        "sender": sender,
        "text_sha256": hashlib.sha256(one.said.text.encode()).hexdigest(),
        "text": one.said.text,
        "line": one.line,
        "label": one.label,
        "why": one.why,
        "hit_by_term": one.hit,
        "personal": [list(pair) for pair in one.personal],
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def document_item(
    key: str, label: str, line: int | None, hit: bool, at: datetime, by: str, text: str, why: str
) -> Planted:
    """A planted item of a document or an e-mail, which stands in no chat."""
    return Planted(Said(at, by, text, key), "", label, line, hit, why, ())

"""The facts of another program beside ours: what we say of each, and whether the two are equal (definitions:
facts_letters.py and so on)."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

ENOUGH = 0.98
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its name, what we say and what the other program says, shortened, and whether they are
    equal."""

    name: str
    ours: str
    theirs: str
    equal: bool


class Ours:
    """What an import gave, as facts_ours.py tells it, looked at by name."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        account: dict[str, Any] = told.get("account") or {}
        self.account = account
        self.kinds: dict[str, int] = dict(account.get("kinds", []))
        self.declared: dict[str, int] = {one["what"]: one["count"] for one in account.get("declared", [])}
        self.items: list[list[Any]] = told.get("items", [])

    @cached_property
    def extras(self) -> list[dict[str, str]]:
        """The further values of each item; of one name the last."""
        return [{str(name): str(value) for name, value in json.loads(item[3] or "[]")} for item in self.items]

    def extra(self, *names: str) -> str | None:
        """A further value of the first item that has one of these names."""
        return next((one[name] for one in self.extras for name in names if name in one), None)

    @cached_property
    def words(self) -> str:
        """Everything that can be read of the items: words, titles and further values."""
        every = [str(part) for item in self.items for part in (item[1], item[2]) if part]
        return "\n".join(
            every + [str(value) for item in self.items for _, value in json.loads(item[3] or "[]")]
        )

    def first(self, *kinds: str) -> list[Any] | None:
        """The first item of one of these kinds."""
        return next((item for item in self.items if item[0] in kinds), None)


def facts(told: dict[str, Any], theirs: dict[str, Any], ending: str) -> list[Fact]:
    """Every fact of a file; one that we cannot answer, or of a file that we refuse, is unequal."""
    ours = Ours(told)
    found: list[Fact] = []
    for name, value in theirs.items():
        if (
            name.startswith("rows of ")
            and told.get("account")
            and not any(what.startswith("rows in the table") for what in ours.declared)
        ):
            continue  # a database of an app that we know: its rows are messages, calls and people
        mine = said(ours, name, ending)
        found.append(Fact(name, _short(told.get("refused") or mine), _short(value), equal(name, mine, value)))
    return found


def said(ours: Ours, name: str, ending: str) -> Any:
    """What we say of one fact; None where we say nothing."""
    if name.startswith("rows of "):
        counts = {
            what.removeprefix("rows in the table "): count
            for what, count in ours.declared.items()
            if what.startswith("rows in the table ")
        }
        return sum(counts.values()) if name == "rows of all" else counts.get(name.removeprefix("rows of "))
    if name == "files" and ending in {"zip", "kmz", "epub", "tar", "tgz", "gz", "bz2", "xz", "7z"}:
        return ours.declared.get("files")
    if name == "files":
        return ours.told.get("files of the first") if ending == "msg" else ours.account.get("attachments")
    return SAID[name](ours) if name in SAID else None


def _pages(ours: Ours) -> int | None:
    stated = ours.extra("pages")
    return int(stated) if stated else ours.account.get("found")


def _sent(ours: Ours) -> str | None:
    item = ours.first("EMAIL")
    if item is None or not (item[4] or item[5]):
        return None
    return f"{item[4][:19]}Z" if item[4] else str(item[5])[:19]


def _place(ours: Ours) -> str | None:
    north, east = ours.extra("latitude"), ours.extra("longitude")
    return f"{float(north):.4f}, {float(east):.4f}" if north and east else None


def _of_picture(ours: Ours) -> str | None:
    wide, high = ours.extra("width"), ours.extra("height")
    return f"{wide} x {high}" if wide and high else None


def _taken(ours: Ours) -> str | None:
    item = ours.first("IMAGE")
    return str(item[5])[:19].replace("-", ":").replace("T", " ") if item and item[5] else None


def _length(ours: Ours) -> float | None:
    stated = re.match(r"[\d.]+", ours.extra("length, as the file says", "length") or "")
    return float(stated[0]) if stated else None


def _column(at: int, *kinds: str) -> Callable[[Ours], str | None]:
    def told(ours: Ours) -> str | None:
        item = ours.first(*kinds)
        return " ".join(str(item[at]).split()) if item and item[at] else None

    return told


SAID: dict[str, Callable[[Ours], Any]] = {
    "letters": lambda ours: ours.kinds.get("EMAIL", 0),
    "subject": _column(2, "EMAIL", "CALENDAR", "NOTE"),
    "sender": lambda ours: (_column(6, "EMAIL")(ours) or "").lower() or None,
    "date": _sent,
    "entries": lambda ours: ours.kinds.get("CALENDAR", 0),
    "cards": lambda ours: ours.kinds.get("CONTACT", 0),
    "summaries": lambda ours: [str(item[1] or "") for item in ours.items if item[0] == "CALENDAR"],
    "names": lambda ours: [str(item[1] or "") for item in ours.items if item[0] == "CONTACT"],
    "words": lambda ours: ours.words,
    "title": lambda ours: next((value for one in ours.extras for name, value in one.items() if name.lower().endswith("title")), None) or _column(2, "PAGE", "AUDIO", "VIDEO")(ours),
    "pages": _pages,
    "slides": lambda ours: ours.declared.get("slides", ours.kinds.get("PAGE", 0)),
    "sheets": lambda ours: ours.declared.get("sheets"),
    "rows": lambda ours: ours.declared.get("rows with something in them, headings included"),
    "messages": lambda ours: sum(ours.kinds.get(kind, 0) for kind in ("MESSAGE", "SYSTEM", "CALL")),
    "size": _of_picture,
    "taken": _taken,
    "camera": lambda ours: ours.extra("exif/Model"),
    "place": _place,
    "length": _length,
    "picture": lambda ours: ours.extra("size"),
    "opens": lambda ours: bool(ours.account.get("imported")),
    "chat messages": lambda ours: sum(ours.kinds.get(kind, 0) for kind in ("MESSAGE", "SYSTEM", "CALL")),
    "chat senders": lambda ours: sorted((count for _, count in ours.account.get("senders", [])), reverse=True),
    "chat first": lambda ours: ours.account.get("first"),
    "chat last": lambda ours: ours.account.get("last"),
    "chat sent": lambda ours: dict(ours.account.get("directions", [])).get("OUTGOING", 0),
    "chat files": lambda ours: ours.account.get("attachments"),
    "chat talks": lambda ours: ours.account.get("conversations"),
    "chat missing": lambda ours: ours.account.get("missing_attachments"),
    "records": lambda ours: ours.account.get("imported"),
    "chat texts": lambda ours: [" ".join(str(item[1] or "").split()) for item in ours.items],
}  # fmt: skip


def equal(name: str, mine: Any, theirs: Any) -> bool:
    """Whether two values of a fact are the same by its definition."""
    if mine is None:
        return False
    if name == "words":
        return lacking(mine, theirs) <= 1 - ENOUGH
    if name in {"chat first", "chat last"}:
        return _same_time(str(mine), str(theirs))
    if name in {"summaries", "names", "chat texts"}:
        return _each_in(theirs, mine)
    if name == "length":
        return abs(mine - theirs) <= max(0.1, theirs / 100)
    if isinstance(theirs, str):
        return _plain(mine) == _plain(theirs)
    return bool(mine == theirs)


def _same_time(mine: str, theirs: str) -> bool:
    """To the second where theirs is an instant, else to the minute as written."""
    return (
        mine[:19] == theirs[:19] and mine.endswith("Z") if theirs.endswith("Z") else mine[:16] == theirs[:16]
    )


def lacking(mine: str, theirs: str) -> float:
    """The share of the other program's words that we lack; 0 where it has none."""
    wanted = Counter(_WORD.findall(_plain(theirs)))
    have = Counter(_WORD.findall(_plain(mine)))
    lost = sum((wanted - have).values()) / max(1, wanted.total())
    return lost if lost <= 1 - ENOUGH else min(lost, _lacking_signs(mine, theirs))


def _lacking_signs(mine: str, theirs: str) -> float:
    """The same by three signs in a row, without white space: for words divided at a line's end and writing
    without spaces."""
    wanted, have = (Counter(_threes("".join(_WORD.findall(_plain(one))))) for one in (theirs, mine))
    return sum((wanted - have).values()) / max(1, wanted.total())


def _threes(signs: str) -> Iterable[str]:
    return (signs[at : at + 3] for at in range(max(1, len(signs) - 2)))


def _each_in(theirs: list[str], mine: list[str]) -> bool:
    """Whether each of their short texts is in an item of its own of ours."""
    left = [_plain(one) for one in mine]
    for one in sorted(map(_plain, theirs), key=len, reverse=True):
        at = next((at for at, text in enumerate(left) if one in text), None)
        if at is None:
            return False
        del left[at]
    return True


def _plain(words: Any) -> str:
    return " ".join(unicodedata.normalize("NFKC", str(words)).replace("\u00ad", "").casefold().split())


def _short(value: Any) -> str:
    words = " | ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(words.split())[:100]

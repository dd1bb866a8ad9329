"""One sentence for each entry of the log: who did what to which items when. Made from the signed entry and from what
it is about; no id, hash or code of an operation, and no word of any item."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from evidence_review.domain.kinds import Relevance, Role, Tag
from evidence_review.store import items
from evidence_review.store.log.entry_pages import AboutItems
from evidence_review.workflow.auditing.act_words import (
    ANSWERS,
    ASSESSMENTS,
    CODES,
    DOCUMENTS,
    REQUESTS,
    VIEWS,
    Figure,
    phrase,
)

VALUES: Mapping[str, str] = {
    Relevance.RELEVANT: "relevant",
    Relevance.NOT_RELEVANT_TO_LINE: "not relevant to this line",
    Relevance.UNSURE: "unsure",
}
_TAGS: Mapping[str, str] = {
    Tag.TOWARDS: "points towards",
    Tag.AWAY: "points away",
    Tag.SUPPORTS: "supports the case",
    Tag.UNDERMINES_OR_ASSISTS: "undermines or assists",
}
_ROLES = {str(role): str(role).replace("_", " ").lower() for role in Role} | {
    "LPP_COUNSEL": "independent counsel"
}
_PARTS = {"ACCUSED": "an accused", "COMPLAINANT": "a complainant"}
_KINDS = {"LPP": "privileged", "JOURNALISTIC": "journalistic"}
_OUTCOMES = {"RELEASED": "released", "UPHELD": "kept held"}
_TIERS = {"IMMEDIATE": "at once", "SERIOUS": "serious", "OTHER": "other"}
_SAID = {"REDACT": "the words go", "KEEP": "the words stay"}
_ACCEPTED = {"1": "taken up", "0": "not taken up"}
_FAULTS = {"under": "too little was marked", "over": "too much was marked"}
_VERDICTS = {"1": "agrees", "0": "does not agree"}
_MADE_IN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "value": ("value", VALUES),
    "assessed": ("value", {str(one): words for one, words in ASSESSMENTS.items()}),
    "code": ("code", {str(one): words for one, words in CODES.items()}),
    "view": ("view", {str(one): words for one, words in VIEWS.items()}),
    "request": ("sort", {str(one): words for one, words in REQUESTS.items()}),
    "document": ("sort", {str(one): words for one, words in DOCUMENTS.items()}),
    "answered": ("answer", {str(one): words for one, words in ANSWERS.items()}),
    "part": ("part", _PARTS),
    "role": ("role", _ROLES),
    "kind": ("kind", _KINDS),
    "outcome": ("outcome", _OUTCOMES),
    "tier": ("tier", _TIERS),
    "said": ("said", _SAID),
    "accepted": ("accepted", _ACCEPTED),
    "fault": ("fault", _FAULTS),
    "verdict": ("agrees", _VERDICTS),
}
"""By the name in a phrase: the detail that holds the value, and its words."""
_PLAIN = ("type", "answer", "sort", "format")
"""Details of closed sets that are words already."""
_FILTERS = (
    "by_user",
    "by_acts",
    "by_days",
    "by_exhibit",
    "by_item",
    "by_line",
    "by_accused",
    "by_bundle",
    "by_new",
)
_NUMBER = re.compile(r":(\d+)$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence is made from: the entry as an object, what it is about, its exhibits, and the users by
    id."""

    entry: Mapping[str, Any]
    about: AboutItems
    exhibits: tuple[str, ...]
    users: Mapping[str, str]


def sentence(told: Told) -> str:
    """The whole sentence: "Folasade Bright approved MZ/1 item 2812, 1 mark, at 10:42 on 3 June 2026"."""
    who = told.users.get(str(told.entry["user"]), "A user who is not enrolled")
    return (
        f"{who} {phrase(str(told.entry['action']), _facts(told))}, {at_words(str(told.entry['utc']))}"
        f"{_clock_words(int(told.entry['detail'].get('clock_moved_s', 0)))}"
    )


def _clock_words(moved: int) -> str:
    """That the computer's clock was changed before an entry (reference/law.md N6), or ""."""
    way = "forward" if moved > 0 else "back"
    return f" (since the entry before, the computer's clock went {way} by {abs(moved):,} s)" if moved else ""


def at_words(utc: str) -> str:
    """A time of the log as it is read aloud, in London: "at 10:42 on 3 June 2026"."""
    when = datetime.fromisoformat(utc.replace("Z", "")).replace(tzinfo=UTC).astimezone(items.LONDON)
    return f"at {when:%H:%M} on {when.day} {when:%B %Y}"


def item_words(about: AboutItems) -> str:
    """Items by exhibit: "MZ/1 items 265, 266; GP/1 item 1005 and 30 others"."""
    by_exhibit: dict[str, list[int]] = {}
    for exhibit, item in about.first:
        by_exhibit.setdefault(exhibit, []).append(item)
    said = "; ".join(
        f"{exhibit} item{'s' if len(found) > 1 else ''} {', '.join(map(str, found))}".strip()
        for exhibit, found in by_exhibit.items()
    )
    more = about.count - len(about.first)
    others = f" and {more:,} other{'s' if more > 1 else ''}" if more > 0 else ""
    return f"{said}{others}" or "no item"


def _facts(told: Told) -> dict[str, str | Figure]:
    detail: Mapping[str, Any] = told.entry["detail"]
    facts: dict[str, str | Figure] = {
        name: Figure(value) for name, value in detail.items() if isinstance(value, int)
    }  # texts are ids, hashes or closed sets: those that have words are filled in by name
    facts |= {name: str(detail[name]).replace("_", " ").lower() for name in _PLAIN if name in detail}
    facts |= {
        name: words.get(str(detail[of]), "")
        for name, (of, words) in _MADE_IN.items()
        if str(detail.get(of, "")) in words
    }
    return facts | _about(told) | _line(told) | _special(told, detail)


def _about(told: Told) -> dict[str, str]:
    name = str(told.entry["object"])
    of = name.removeprefix("item:") if name.startswith("item:") else ""
    own = next(
        (f"{exhibit} item {item}" for exhibit, item in told.about.first if str(item) == of), f"item {of}"
    )
    return {
        "what": item_words(told.about),
        "item": own if of else item_words(told.about),
        "of_item": f" on {own}" if of else "",
        "exhibits": ", ".join(told.exhibits),
        "user": told.users.get(name.removeprefix("user:"), "a user"),
    }


def _line(told: Told) -> dict[str, str]:
    found = re.match(r"line:(\d+)(?::(\d+))?$", str(told.entry["object"]))
    number = told.entry["detail"].get("line") or (found[1] if found else "")
    return {
        "line": f"line {number}" if number else "a line",
        "on_line": f" on line {number}" if number else "",
        "version": f", version {found[2]}" if found and found[2] else "",
    }


def _special(told: Told, detail: Mapping[str, Any]) -> dict[str, str | Figure]:
    """What one or two acts alone need."""
    facts: dict[str, str | Figure] = {
        "number": str(detail.get("number", detail.get("reading", _number_of(told)))),
        "problems": f", with {Figure(problems):remark}" if (problems := detail.get("problems")) else "",
        "tags": ", ".join(_TAGS.get(one, "") for one in str(detail.get("tags", "")).split()),
    }
    if told.entry["action"] == "approve redactions":
        facts["marks"] = Figure(told.about.marks)
    if told.entry["action"] == "withdraw redaction":
        facts["marks"] = Figure(int(detail.get("marks", 1)))
    if told.entry["action"] == "produce bundle":
        facts["of_files"] = f" of {Figure(detail.get('files')):file}: {item_words(told.about)}"
    facts["copy_of"] = str(detail.get("copy_of", ""))
    limits = [str(detail[name]) for name in _FILTERS if name in detail]
    return facts | {"by_filter": f", by {', '.join(limits)}" if limits else ""}


def _number_of(told: Told) -> str:
    """The number of what an act is about, where the act has none of its own. An item's is not a claim's: older entries
    that take a claim back name the item alone."""
    name = str(told.entry["object"])
    found = _NUMBER.search(name)
    return f"on {_about(told)['item']}" if name.startswith("item:") else found[1] if found else ""


def told_from(
    line: bytes, about: AboutItems | None, exhibits: Iterable[str], users: Mapping[str, str]
) -> Told:
    """What a sentence is made from, of an entry as its exported line."""
    return Told(json.loads(line), about or AboutItems(), tuple(exhibits), users)

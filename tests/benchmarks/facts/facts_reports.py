"""Facts of reports of whole phones, by plain counts over their elements (what each fact means:
facts_said.py)."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from facts_said import Facts, Said, chat_facts

_KINDS = {"InstantMessage", "SMS", "MMS", "Call"}


def ufdr(data: bytes) -> Facts:
    """report.xml: models that are a message or a call; one inside another message is that message's (a reply,
    a forward). Times as instants where they state an offset."""
    from lxml import etree

    said = []
    for model in etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False)).iter(
        "{*}model"
    ):
        if model.get("type") not in _KINDS or any(
            each.get("type") in _KINDS for each in model.iterancestors("{*}model")
        ):
            continue
        values = {
            field.get("name"): (field.findtext("{*}value") or "") for field in model.findall("{*}field")
        }
        when = values.get("TimeStamp", "")
        said.append(
            Said(
                "",
                "",
                values.get("Body", ""),
                _instant(when),
                "" if _instant(when) else when,
                sent=values["Direction"] == "Outgoing" if "Direction" in values else None,
                files=None,
            )
        )
    return {
        name: value for name, value in chat_facts(said).items() if name not in {"chat senders", "chat talks"}
    }


def _instant(words: str) -> float | None:
    if not re.search(r"(Z|[+-]\d\d:?\d\d)$", words):
        return None
    try:
        return datetime.fromisoformat(words).timestamp()
    except ValueError:
        return None


def case_uco(given: dict[str, Any]) -> Facts:
    """JSON-LD of CASE: objects with a facet of a message or a call, and messages named without one."""
    said = []
    for one in _objects(given):
        kinds = {_word(kind) for kind in _list(one.get("@type"))}
        facets = [facet for facet in _list(_of(one, "hasFacet")) if isinstance(facet, dict)]
        facet = next(
            (
                facet
                for facet in facets
                if {_word(kind) for kind in _list(facet.get("@type"))}
                & {"MessageFacet", "CallFacet", "SMSMessageFacet"}
            ),
            None,
        )
        if facet is None and not kinds & {"Message", "Call", "SMSMessage"}:
            continue
        when = _of(facet or {}, "sentTime") or _of(facet or {}, "startTime")
        said.append(
            Said(
                "",
                "",
                str(_of(facet or {}, "messageText") or ""),
                _instant(str(when.get("@value", ""))) if isinstance(when, dict) else None,
                files=None,
            )
        )
    return {
        name: value for name, value in chat_facts(said).items() if name not in {"chat senders", "chat talks"}
    }


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@id" in value and len(value) > 1:
            yield value
        for each in value.values():
            yield from _objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each)


def _word(name: Any) -> str:
    return re.split(r"[:#/]", str(name))[-1]


def _of(one: dict[str, Any], word: str) -> Any:
    return next((value for name, value in one.items() if _word(name) == word), None)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]

"""Whether a text in XML or JSON, which no other reader knows and which is shown as it stands, holds together:
where not, something in it is damaged or missing."""

import json
import re

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  lxml comes without types

UNFIT = (
    "The parts of this file do not fit together as those of XML or JSON must: something in it is "
    "damaged or missing, or was never right. Ask for a fresh copy."
)
_MOST = 64_000_000
_XML = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>")
_NAMED = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?!html\b)[A-Za-z_][\w:.-]{0,80}\s[^<>]{0,2000}\bxmlns(?::\w+)?=",
    re.DOTALL,
)
"""XML that does not say so, but names where its tags come from."""
_BEGIN = 8000
_AS_WRITTEN = frozenset((26, 27, 89, 104, 201))
"""Faults that a file has as its writer made it: names of characters and of tags that another file explains,
or nobody does (numbers of libxml2: undeclared entity, loop, namespace)."""
_OTHER_JSON = re.compile(r"//|/\*|#|,?\s*[}\]]")
"""Notes and last commas, which other kinds of JSON allow."""
_START = 100
"""Characters of JSON that must be sound before a fault is one of damage: what is another language fails
before."""


class _Nothing:
    """Takes what a parser finds and keeps none of it."""

    def close(self) -> None:
        """At the end."""


def is_unfit(text: str) -> bool:
    """Whether a text that says that it is XML, or begins as JSON does, breaks the rules of it in its middle;
    False for texts beyond 64 million characters."""
    if len(text) > _MOST:
        return False
    head = _XML.match(text)
    if head or _NAMED.match(text[:_BEGIN]):
        return _is_unfit_xml(text[head.end() if head else 0 :])
    return text.lstrip()[:1] in {"{", "["} and _is_unfit_json(text)


def _is_unfit_xml(text: str) -> bool:
    parser = etree.XMLParser(
        target=_Nothing(), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:
        return fault.code not in _AS_WRITTEN
    return False


def _is_unfit_json(text: str) -> bool:
    fault = _fault_in(text)
    if fault is None:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    sound = sum(_fault_in(line) is None for line in lines) if fault >= len(lines[0]) else 0
    if sound * 2 > len(lines):
        return sound < len(lines)  # a record a line
    return fault >= _START and _OTHER_JSON.match(text, fault) is None


def _fault_in(text: str) -> int | None:
    """Where a text stops to be JSON; None where it is sound, or too deep to say."""
    try:
        json.loads(text)
    except json.JSONDecodeError as fault:
        return fault.pos
    except (RecursionError, ValueError):
        return None
    return None
